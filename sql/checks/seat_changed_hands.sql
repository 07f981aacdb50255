-- 席位易人，必在前任退出之后；每个席位同时只有一人，身份不变。
-- A seat has another holder only after the one before stepped back, and stays the chair's and the buyer's as it was.
select later.tender_id, later.lot_id, later.member, later.seq
  from committee_member as later
  join committee_member as earlier
    on earlier.tender_id = later.tender_id and earlier.lot_id = later.lot_id and earlier.member = later.member
   and earlier.seq < later.seq
  left join committee_withdrawal
    on committee_withdrawal.tender_id = earlier.tender_id and committee_withdrawal.lot_id = earlier.lot_id
   and committee_withdrawal.person = earlier.person
 where committee_withdrawal.person is null
    or later.chair <> earlier.chair
    or later.buyer_side <> earlier.buyer_side
