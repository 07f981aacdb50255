-- 每份记录要么已在某个时点，要么在等候下一个时点，二者必居其一；等候的都是有案的记录，各等一次。
-- A note of the sealed period stands in one tick or waits for the next: never both, never neither. What waits is such a
-- note of that tender, and waits once.
select coalesce(bid_note.tender_id, waiting.tender_id) as tender_id,
       encode(coalesce(bid_note.note_id, waiting.note_id), 'hex') as note
  from bid_note
  left join tick_note on tick_note.note_id = bid_note.note_id
  full join (
    select queued.note_id, min(tender_id) as tender_id, count(*) as times
      from waiting_notes
     cross join lateral unnest(note_ids) as queued (note_id)
     group by queued.note_id) as waiting on waiting.note_id = bid_note.note_id
 where bid_note.note_id is null
    or (tick_note.note_id is null) = (waiting.note_id is null)
    or waiting.times > 1
    or waiting.tender_id <> bid_note.tender_id
