-- 分片由该项目该序号的保管人提交。
-- A share note is signed by the custodian of its index in this tender.
select tender_person.tender_id, share_note.custodian_index, note.signer
  from share_note
  join note on note.note_id = share_note.note_id
  left join tender_person
    on tender_person.tender_id = note.tender_id and tender_person.custodian_index = share_note.custodian_index
 where tender_person.actor is distinct from note.signer
