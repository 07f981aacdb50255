-- 评审结果产生时，每个席位现任成员都已签署评分表。
-- An evaluated lot has the signed sheet of every seat's last holder, and none of them has stepped back.
select distinct evaluation.tender_id, evaluation.lot_id, committee_member.member
  from evaluation
  join committee_member
    on committee_member.tender_id = evaluation.tender_id and committee_member.lot_id = evaluation.lot_id
 where not exists (
         select 1
           from score_sheet
           join committee_member as holder
             on holder.tender_id = score_sheet.tender_id and holder.lot_id = score_sheet.lot_id
            and holder.member = score_sheet.member and holder.seq = score_sheet.seq
           left join committee_withdrawal
             on committee_withdrawal.tender_id = holder.tender_id and committee_withdrawal.lot_id = holder.lot_id
            and committee_withdrawal.person = holder.person
          where score_sheet.tender_id = evaluation.tender_id
            and score_sheet.lot_id = evaluation.lot_id
            and score_sheet.member = committee_member.member
            and committee_withdrawal.person is null)
