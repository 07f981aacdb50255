-- 投标人的登记所在时点不晚于其首次投标。
-- A bidder's registration stands in no later tick than its bids.
select bid_note.tender_id, bid_note.bidder, encode(bid_note.note_id, 'hex') as note
  from bid_note
  join tick_note on tick_note.note_id = bid_note.note_id
  left join bid_note as register
    on register.tender_id = bid_note.tender_id and register.bidder = bid_note.bidder and register.kind = 'register'
  left join tick_note as register_tick on register_tick.note_id = register.note_id
 where bid_note.kind <> 'register'
   and (register_tick.tick_no is null or register_tick.tick_no > tick_note.tick_no)
