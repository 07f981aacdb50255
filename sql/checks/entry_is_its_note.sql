-- 日志条目与其记录逐字节相同。
-- An entry of the log that is a note has that note's exact bytes.
select log_entry.log_index, encode(log_entry.note_id, 'hex') as note
  from log_entry
  join note on note.note_id = log_entry.note_id
 where note.bytes <> log_entry.bytes
