-- 服务合同与园区协议的乙方是其所依据的那次定标的中标机构，园区协议依据的定标仍然有效。
-- Contract and agreement are with the agency that won by the award they rest on, which is in force for an agreement.
select award.tender_id, award.lot_id, award.bidder
  from award
  left join service_contract
    on service_contract.tender_id = award.tender_id and service_contract.lot_id = award.lot_id
   and service_contract.award_no = award.award_no
  left join park_agreement
    on park_agreement.tender_id = award.tender_id and park_agreement.lot_id = award.lot_id
   and park_agreement.award_no = award.award_no
  left join award_void
    on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
   and award_void.award_no = award.award_no
  left join bidder on bidder.tender_id = award.tender_id and bidder.bidder = award.bidder
 where service_contract.agency <> bidder.actor
    or park_agreement.agency <> bidder.actor
    or (park_agreement.agency is not null and award_void.award_no is not null)
