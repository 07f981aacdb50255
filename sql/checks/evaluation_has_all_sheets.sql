-- 评审结果产生时，全体评委都已签署评分表。
-- An evaluated lot has the signed sheet of every member of its committee.
select evaluation.tender_id, evaluation.lot_id, committee_member.member
  from evaluation
  join committee_member
    on committee_member.tender_id = evaluation.tender_id and committee_member.lot_id = evaluation.lot_id
  left join score_sheet
    on score_sheet.tender_id = evaluation.tender_id and score_sheet.lot_id = evaluation.lot_id
       and score_sheet.member = committee_member.member
 where score_sheet.member is null
