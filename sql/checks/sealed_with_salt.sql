-- 按“只公开中标人”评审的标段，每份投标都有盐值。
-- Where only the winner is disclosed, every bid of the evaluation has its salt.
select evaluation.tender_id, evaluation.lot_id, bid.value ->> 'bid' as bid
  from evaluation
  join lot on lot.tender_id = evaluation.tender_id and lot.lot_id = evaluation.lot_id
 cross join lateral json_array_elements(evaluation.file::json -> 'bids') as bid (value)
  left join evaluation_salt on evaluation_salt.bid = decode(bid.value ->> 'bid', 'base64')
 where lot.scheme::json ->> 'disclosure' = 'winner'
   and evaluation_salt.bid is null
