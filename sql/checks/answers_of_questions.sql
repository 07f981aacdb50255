-- 每个问题至多一个答复；提问在公告之后、截止之前；每份澄清至少答复一个问题。
-- Questions were asked between notice and deadline, and a clarification answers at least one.
select question.tender_id, question.question_no::text as what, question.asked_at
  from question
  join tender on tender.tender_id = question.tender_id
 where tender.notice_id is null
    or question.asked_at >= tender.deadline_at
 union all
select clarification.tender_id, 'clarification ' || clarification.seq, clarification.made_at
  from clarification
 where not exists (select 1
                     from answer
                    where answer.tender_id = clarification.tender_id
                      and answer.seq = clarification.seq)
