-- 文书上的每个签署都是该方自己的签署记录，并在日志中。
-- A signature on a paper is the party's own record note, and it stands in the log.
select paper_signature.tender_id, paper_signature.name, paper_signature.party
  from paper_signature
  join note on note.note_id = paper_signature.note_id
  left join log_entry on log_entry.note_id = paper_signature.note_id
 where note.type <> 'tender-record/v1'
    or note.signer <> paper_signature.party
    or note.tender_id <> paper_signature.tender_id
    or log_entry.log_index is null
