-- 每份记录要么已在某个时点，要么在等候下一个时点，二者必居其一。
-- A note of the sealed period stands in one tick or waits for the next: never both, never neither.
select bid_note.tender_id, encode(bid_note.note_id, 'hex') as note
  from bid_note
  left join tick_note on tick_note.note_id = bid_note.note_id
  left join (select unnest(note_ids) as note_id from waiting_notes) as waiting on waiting.note_id = bid_note.note_id
 where (tick_note.note_id is null) = (waiting.note_id is null)
