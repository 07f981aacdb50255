-- 标段的园区是本批次已确认的承办园区。
-- A lot is a confirmed host park of the tender's batch.
select lot.tender_id, lot.lot_id, lot.park_id
  from lot
  join tender on tender.tender_id = lot.tender_id
  join park on park.park_id = lot.park_id
  left join park_decision on park_decision.park_id = park.park_id
 where park.batch_id <> tender.batch_id
    or park_decision.confirmed is distinct from true
