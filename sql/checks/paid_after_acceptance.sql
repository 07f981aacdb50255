-- 付款记录只在验收合格之后，合计不超过验收确定的金额。
-- Payments are recorded after a contract's acceptance, and come to no more than the amount that it found.
select contract_payment.tender_id, contract_payment.contract_no
  from contract_payment
  left join contract_acceptance
    on contract_acceptance.tender_id = contract_payment.tender_id
   and contract_acceptance.contract_no = contract_payment.contract_no
   and contract_acceptance.outcome = 'accepted'
 group by contract_payment.tender_id, contract_payment.contract_no
having min(contract_acceptance.accepted_at) is null
    or min(contract_payment.recorded_at) < min(contract_acceptance.accepted_at)
    or sum(contract_payment.amount_fen) > min(contract_acceptance.final_fen)
