-- 质疑、异议待办或者暂停期间没有开标、定标、签约。
-- Nothing was opened, awarded or signed at a moment at which a remedy held it up.
select held.tender_id, held.lot_id, held.step, remedy.remedy_no
  from (select opening_pair.tender_id, opening_pair.lot_id, 'opening' as step, note.taken_at as at
          from opening_pair
          join note on note.note_id = opening_pair.manifest
        union all
        select tender_id, lot_id, 'award', awarded_at
          from award
        union all
        select paper.tender_id, paper.lot_id, 'signing', paper_signature.signed_at
          from paper_signature
          join paper on paper.tender_id = paper_signature.tender_id and paper.name = paper_signature.name
         where paper.kind in ('service-contract', 'park-agreement', 'trustee-contract-full')) as held
  join tender on tender.tender_id = held.tender_id
  join remedy on remedy.tender_id = held.tender_id and (remedy.lot_id is null or remedy.lot_id = held.lot_id)
  left join remedy_acceptance
    on remedy_acceptance.tender_id = remedy.tender_id and remedy_acceptance.remedy_no = remedy.remedy_no
  left join remedy_end on remedy_end.tender_id = remedy.tender_id and remedy_end.remedy_no = remedy.remedy_no
 where held.step = any (case
                          when tender.profile in ('G1', 'G2', 'F') then array['signing']
                          else array['opening', 'award']
                        end)
   and remedy.affects_result
   and remedy.filed_at < held.at
   and (remedy_end.ended_at is null or held.at < remedy_end.ended_at)
   and (remedy.kind <> 'complaint'
        or (remedy_acceptance.accepted_at < held.at
            and remedy_acceptance.suspended_until >= (held.at at time zone 'Asia/Shanghai')::date))
