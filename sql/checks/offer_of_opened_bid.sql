-- 报价内容只属于已开启的投标，且每份已开启的投标都有。
-- An offer is kept of every opened bid and of no other.
select encode(coalesce(offer.bid, opened.bid), 'hex') as bid
  from offer
  full join (select bid from opened where result = 'opened') as opened on opened.bid = offer.bid
 where offer.bid is null or opened.bid is null
