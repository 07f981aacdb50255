-- 投标人的书面答复在规定时间之内；低价说明的认定在答复之后或时间届满之后。
-- A bidder answered within its time, and members found on a low price after the answer or after that time.
select committee_question.tender_id, committee_question.lot_id, committee_question.question_no
  from committee_question
  left join bidder_answer
    on bidder_answer.tender_id = committee_question.tender_id and bidder_answer.lot_id = committee_question.lot_id
   and bidder_answer.question_no = committee_question.question_no
  left join explanation_finding
    on explanation_finding.tender_id = committee_question.tender_id
   and explanation_finding.lot_id = committee_question.lot_id
   and explanation_finding.question_no = committee_question.question_no
 where bidder_answer.answered_at > committee_question.answer_by
    or bidder_answer.answered_at < committee_question.asked_at
    or explanation_finding.found_at < coalesce(bidder_answer.answered_at, committee_question.answer_by)
    or explanation_finding.question_no is not null and committee_question.kind <> 'lowPrice'
