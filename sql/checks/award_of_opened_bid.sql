-- 中标的投标属于该标段、已开启、出自该投标人。
-- The awarded bid is an opened one of this lot, by the bidder that is named.
select award.tender_id, award.lot_id, award.bidder
  from award
  join bid_note on bid_note.note_id = award.bid
 where bid_note.tender_id <> award.tender_id
    or bid_note.lot_id <> award.lot_id
    or bid_note.bidder <> award.bidder
    or not exists (select 1 from opened where opened.bid = award.bid and opened.result = 'opened')
