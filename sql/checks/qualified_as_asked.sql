-- 通过资格审查的投标：标段要求保证金的已收到；不接受联合体的没有其他成员；退还的都是收到过的。
-- Of a bid that passed qualification the security came where the lot asks for one, and there is no further member where the
-- documents accept no consortium; what went back had come.
select qualification.bid, 'security' as what
  from qualification
  join bid_note on bid_note.note_id = qualification.bid
  join lot on lot.tender_id = bid_note.tender_id and lot.lot_id = bid_note.lot_id
 where qualification.passed
   and lot.security_fen > 0
   and qualification.security_received is not true
union all
select qualification.bid, 'consortium'
  from qualification
  join qualification_member on qualification_member.bid = qualification.bid
  join bid_note on bid_note.note_id = qualification.bid
  join tender_whole as tender on tender.tender_id = bid_note.tender_id
 where qualification.passed
   and tender.draft::jsonb ->> 'consortium' = 'false'
union all
select security_return.bid, 'returned'
  from security_return
  join qualification on qualification.bid = security_return.bid
 where qualification.security_received is not true
    or security_return.returned_on > (security_return.recorded_at at time zone 'Asia/Shanghai')::date
