-- 开标清单、分片、开启结果在日志中依次位于截止之后。
-- In the log a manifest stands after the close, its shares after it, and a result after the shares that made it.
select tender.tender_id, manifest_entry.log_index as manifest, share_entry.log_index as shares
  from tender
  join opening_pair on opening_pair.tender_id = tender.tender_id
  join log_entry as manifest_entry on manifest_entry.note_id = opening_pair.manifest
  left join share_note on share_note.manifest = opening_pair.manifest
  left join log_entry as share_entry on share_entry.note_id = share_note.note_id
 where tender.close_index is null
    or manifest_entry.log_index <= tender.close_index
    or share_entry.log_index <= manifest_entry.log_index
