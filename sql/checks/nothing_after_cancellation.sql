-- 项目终止之后，日志中没有它的开标、分片、开启结果和定标；在截止前终止的，没有截止记录；只有终止的项目有终止记录。
-- After a cancellation the log has no opening, shares, result or award of the tender; a tender cancelled while open has no
-- close, and the state of a tender that never closed is the cancellation's.
select tender.tender_id, tender.state, note.type
  from tender
  left join cancellation on cancellation.tender_id = tender.tender_id
  left join log_entry as ended on ended.note_id = cancellation.note_id
  left join note on note.tender_id = tender.tender_id
   and note.type in ('tender-opening/v1', 'tender-shares/v1', 'tender-opened/v1', 'tender-award/v1', 'tender-close/v1')
   and exists (select 1
                 from log_entry
                where log_entry.note_id = note.note_id
                  and log_entry.log_index > ended.log_index)
 where note.note_id is not null
    or (tender.state = 'cancelled') <> (cancellation.tender_id is not null and tender.close_index is null)
