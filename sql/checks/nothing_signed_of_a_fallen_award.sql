-- 中标无效以后，没有人再签署依据它拟订的合同或者协议。
-- Once an award was void nobody signed a contract or agreement that rests on it.
select contract.tender_id, contract.paper, paper_signature.party
  from (select tender_id, lot_id, award_no, paper from service_contract
        union all
        select tender_id, lot_id, award_no, paper from park_agreement) as contract
  join award_void
    on award_void.tender_id = contract.tender_id and award_void.lot_id = contract.lot_id
   and award_void.award_no = contract.award_no
  join paper_signature
    on paper_signature.tender_id = contract.tender_id and paper_signature.name = contract.paper
 where paper_signature.signed_at > award_void.voided_at
