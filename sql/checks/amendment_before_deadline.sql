-- 更正公告在日志中位于到达原截止时间的时点之前；序号连续，截止时间前后相接，项目现行截止时间与最后一次更正相符。
-- An amendment stands in the log before the first tick that reached the deadline then in force; they are numbered without
-- gap, each starts from the deadline that the one before it set, and the tender has that of the last.
select amendment.tender_id, amendment.seq, amendment.deadline_before, amendment.deadline_after, tender.deadline_at
  from amendment
  join tender on tender.tender_id = amendment.tender_id
  join log_entry on log_entry.note_id = amendment.note_id
  left join amendment as before on before.tender_id = amendment.tender_id and before.seq = amendment.seq - 1
  left join amendment as after on after.tender_id = amendment.tender_id and after.seq = amendment.seq + 1
 where exists (select 1
                 from tick
                where tick.log_index < log_entry.log_index
                  and tick.log_index > tender.notice_index
                  and tick.at >= amendment.deadline_before)
    or log_entry.log_index < tender.notice_index
    or log_entry.log_index > tender.close_index
    or amendment.seq > 1 and before.seq is null
    or before.deadline_after <> amendment.deadline_before
    or after.seq is null and (amendment.deadline_after, amendment.terms_sha256)
                             is distinct from (tender.deadline_at, tender.terms_sha256)
