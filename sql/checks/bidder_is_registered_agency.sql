-- 投标人的登记出自其机构本身的密钥，登记记录即所引记录。
-- A bidder row is that of its own register note, by the agency whose key it is.
select bidder.tender_id, bidder.bidder
  from bidder
  left join bid_note on bid_note.note_id = bidder.note_id
  left join actor on actor.key_ref = bidder.actor
 where bid_note.kind is distinct from 'register'
    or bid_note.bidder <> bidder.bidder
    or bid_note.tender_id <> bidder.tender_id
    or bidder.actor <> bidder.bidder
    or bidder.vkey is distinct from actor.vkey
