-- 分片由该项目该序号的保管人提交，所答的密文清单属于同一项目。
-- A share note is signed by the custodian of its index in this tender, and answers this tender's manifest.
select note.tender_id, share_note.custodian_index, note.signer
  from share_note
  join note on note.note_id = share_note.note_id
  left join tender_person
    on tender_person.tender_id = note.tender_id and tender_person.custodian_index = share_note.custodian_index
  left join note as opening on opening.note_id = share_note.manifest and opening.type = 'tender-opening/v1'
 where tender_person.actor is distinct from note.signer
    or opening.tender_id is distinct from note.tender_id
