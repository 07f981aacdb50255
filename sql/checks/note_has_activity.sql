-- 凡由人签署、写入日志的记录，采购活动记录中同一时刻都有一条。
-- Every note of the log that a person signed has a line of the same moment in the activity record.
select encode(note.note_id, 'hex') as note, note.type, note.tender_id
  from note
  join log_entry on log_entry.note_id = note.note_id
 where note.type not in ('tender-opened/v1', 'tender-papers/v1', 'tender-close/v1')
   and not exists (select
                     from activity
                    where activity.done_at = note.taken_at
                      and (activity.subject = note.tender_id or starts_with(activity.subject, note.tender_id || '/')))
