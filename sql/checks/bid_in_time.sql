-- 投标、撤回、登记及所附文件的收到时刻早于截止；投标与撤回不早于开始。
-- What was accepted, and its payload, had arrived strictly before the deadline, and bids and withdrawals not before the
-- opening of bids.
select bid_note.tender_id, encode(bid_note.note_id, 'hex') as note, bid_note.received_at, payload.whole_at,
       tender.deadline_at
  from bid_note
  join tender on tender.tender_id = bid_note.tender_id
  left join payload on payload.sha256 = bid_note.payload_sha256
 where bid_note.received_at >= tender.deadline_at
    or payload.whole_at >= tender.deadline_at
    or bid_note.kind <> 'register' and bid_note.received_at < tender.opens_at
