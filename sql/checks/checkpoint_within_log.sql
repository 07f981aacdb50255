-- 公布过的日志头不超过日志本身，且条目齐备。
-- No published head is longer than the log, and each is as long as its entries.
select log_checkpoint.size
  from log_checkpoint, log_head
 where log_checkpoint.size > log_head.size
    or (log_checkpoint.size > 0
      and not exists (select 1 from log_entry where log_entry.log_index = log_checkpoint.size - 1))
