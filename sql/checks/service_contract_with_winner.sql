-- 服务合同与园区协议的乙方是该标段的中标机构。
-- Contract and agreement of a lot are with the agency that won it.
select award.tender_id, award.lot_id, award.bidder
  from award
  left join service_contract
    on service_contract.tender_id = award.tender_id and service_contract.lot_id = award.lot_id
  left join park_agreement on park_agreement.tender_id = award.tender_id and park_agreement.lot_id = award.lot_id
  left join bidder on bidder.tender_id = award.tender_id and bidder.bidder = award.bidder
 where service_contract.agency <> bidder.actor
    or park_agreement.agency <> bidder.actor
