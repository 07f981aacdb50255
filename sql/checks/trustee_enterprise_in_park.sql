-- 托管合同的企业在该标段所属园区的名录内。
-- The enterprise of a trustee contract stands in the register of the lot's park.
select trustee_contract.tender_id, trustee_contract.contract_no, trustee_contract.enterprise
  from trustee_contract
  join lot on lot.tender_id = trustee_contract.tender_id and lot.lot_id = trustee_contract.lot_id
  join enterprise on enterprise.credit_code = trustee_contract.enterprise
 where enterprise.park_id <> lot.park_id
