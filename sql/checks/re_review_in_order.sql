-- 重新评审：每次都在定标之前，结果由其编号的评审结果取代；更正的评分表和评分修改都属于已有的重新评审。
-- A re-review was before any award; one that is over has its own evaluation, and only such evaluations have its number;
-- corrected sheets and scores belong to a re-review that allows corrections.
select re_review.tender_id, re_review.lot_id, re_review.review_no, 'awarded before' as fault
  from re_review
  join award on award.tender_id = re_review.tender_id and award.lot_id = re_review.lot_id
 where award.awarded_at < re_review.convened_at
    or award.review_no < re_review.review_no
union all
select coalesce(evaluation.tender_id, re_review_end.tender_id), coalesce(evaluation.lot_id, re_review_end.lot_id),
       coalesce(evaluation.review_no, re_review_end.review_no), 'evaluation and end differ'
  from (select tender_id, lot_id, review_no, note_id from evaluation where review_no > 0) as evaluation
  full join re_review_end
    on re_review_end.tender_id = evaluation.tender_id and re_review_end.lot_id = evaluation.lot_id
   and re_review_end.review_no = evaluation.review_no and re_review_end.note_id = evaluation.note_id
 where evaluation.note_id is null
    or re_review_end.note_id is null
union all
select corrected.tender_id, corrected.lot_id, corrected.review_no, 'corrected without a re-review'
  from (select tender_id, lot_id, review_no from score_sheet where review_no > 0
        union
        select tender_id, lot_id, review_no from score_change where review_no > 0) as corrected
  left join re_review
    on re_review.tender_id = corrected.tender_id and re_review.lot_id = corrected.lot_id
   and re_review.review_no = corrected.review_no
 where re_review.ground is null
    or re_review.ground = 'sumWrong'
