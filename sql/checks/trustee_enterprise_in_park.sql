-- 托管合同的企业在该批次内、在该标段所属园区的名录内。
-- The enterprise of a trustee contract stands, for the tender's batch, in the register of the lot's park.
select trustee_contract.tender_id, trustee_contract.contract_no, trustee_contract.enterprise
  from trustee_contract
  join tender on tender.tender_id = trustee_contract.tender_id
  join lot on lot.tender_id = trustee_contract.tender_id and lot.lot_id = trustee_contract.lot_id
  left join enterprise
    on enterprise.batch_id = tender.batch_id and enterprise.credit_code = trustee_contract.enterprise
 where enterprise.park_id is distinct from lot.park_id
    or trustee_contract.batch_id <> tender.batch_id
