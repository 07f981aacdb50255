-- 日志序号从 0 起连续，条数即日志头所记。
-- The log's indices run from 0 without gap up to the head's size.
select log_head.size, count(log_entry.log_index) as entries, max(log_entry.log_index) as last
  from log_head
  left join log_entry on true
 group by log_head.size
having count(log_entry.log_index) <> log_head.size
    or coalesce(max(log_entry.log_index) + 1, 0) <> log_head.size
