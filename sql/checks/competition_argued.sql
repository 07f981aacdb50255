-- 竞争性论证：只在依法招标的项目，有效投标不足时；未废标的评审结果若有效投标不足，须有多数成员签署。
-- A statement on competition stands only where too few bids were valid; an evaluation with fewer ranked bids than the minimum
-- that did not fail has one, signed by a majority of the seats.
select lot.tender_id, lot.lot_id, 'argued without cause' as fault
  from competition_statement
  join lot on lot.tender_id = competition_statement.tender_id and lot.lot_id = competition_statement.lot_id
  join tender on tender.tender_id = lot.tender_id
 where tender.profile not in ('T0', 'T1')
    or competition_statement.valid_bids >= tender.minimum
union all
select evaluation.tender_id, evaluation.lot_id, 'too few ranked, and nobody argued'
  from evaluation
  join tender on tender.tender_id = evaluation.tender_id
 where evaluation.file::json -> 'failed' is null
   and (select count(*)
          from json_array_elements(evaluation.file::json -> 'bids') as bid (value)
         where bid.value ->> 'state' = 'ranked') < tender.minimum
   and 2 * (select count(distinct member)
              from competition_consent
             where competition_consent.tender_id = evaluation.tender_id
               and competition_consent.lot_id = evaluation.lot_id)
       <= (select count(distinct member)
             from committee_member
            where committee_member.tender_id = evaluation.tender_id
              and committee_member.lot_id = evaluation.lot_id)
