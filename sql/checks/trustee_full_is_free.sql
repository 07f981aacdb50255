-- 完全式托管不向企业收费。
-- A full trusteeship costs the enterprise nothing.
select tender_id, contract_no, fee_fen
  from trustee_contract
 where mode = 'full'
   and fee_fen <> 0
