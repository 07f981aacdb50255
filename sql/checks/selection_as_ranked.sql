-- 入围供应商是名次最前的若干家，淘汰数符合征集文件和规定，框架协议与入围机构订立，成交给了选定或者轮到的机构。
-- The selected are the first of the ranked, as many as documents and law leave; agreements are theirs, and an award under a
-- framework goes to whom the lot's park called.
select selection.tender_id, selection.lot_id, 'selection' as what
  from selection
  join framework on framework.tender_id = selection.tender_id
  join evaluation
    on evaluation.tender_id = selection.tender_id and evaluation.lot_id = selection.lot_id
   and evaluation.review_no = selection.review_no
 where selection.responded
       <> (select count(*)
             from jsonb_array_elements(evaluation.file::jsonb -> 'bids') as element
            where element ->> 'state' = 'ranked')
    or selection.selected > framework.places_max
    or selection.selected < framework.selected_min
    or selection.selected
       > selection.responded
         - greatest(framework.eliminated_min, ceil(selection.responded * framework.eliminated_share))
    or selection.selected
       <> (select count(*)
             from selected_agency
            where selected_agency.tender_id = selection.tender_id and selected_agency.lot_id = selection.lot_id)
union all
select selected_agency.tender_id, selected_agency.lot_id, 'place ' || selected_agency.place
  from selected_agency
  join selection
    on selection.tender_id = selected_agency.tender_id and selection.lot_id = selected_agency.lot_id
  join evaluation
    on evaluation.tender_id = selection.tender_id and evaluation.lot_id = selection.lot_id
   and evaluation.review_no = selection.review_no
 where not exists (select
                     from jsonb_array_elements(evaluation.file::jsonb -> 'bids') as element
                    where element ->> 'bid' = encode(selected_agency.bid, 'base64')
                      and element ->> 'bidder' = selected_agency.bidder
                      and (element ->> 'rank')::int = selected_agency.rank
                      and (element -> 'price' ->> 'corrected')::numeric * 100 = selected_agency.price_fen)
union all
select framework_agreement.tender_id, framework_agreement.lot_id, framework_agreement.agreement_no
  from framework_agreement
  join selected_agency
    on selected_agency.tender_id = framework_agreement.tender_id
   and selected_agency.lot_id = framework_agreement.lot_id
   and selected_agency.place = framework_agreement.place
  left join bidder on bidder.tender_id = selected_agency.tender_id and bidder.bidder = selected_agency.bidder
 where framework_agreement.agency is distinct from bidder.actor
union all
select award.tender_id, award.lot_id, 'award ' || award.award_no
  from award
  join tender on tender.tender_id = award.tender_id and tender.profile = 'F'
  left join call_off
    on call_off.tender_id = award.tender_id and call_off.lot_id = award.lot_id and call_off.call_no = award.award_no
  left join selected_agency
    on selected_agency.tender_id = call_off.tender_id and selected_agency.lot_id = call_off.lot_id
   and selected_agency.place = call_off.place
 where selected_agency.bid is distinct from award.bid
union all
select tender.tender_id, null, 'terms'
  from tender
  join framework on framework.tender_id = tender.tender_id
 where tender.profile <> 'F'
