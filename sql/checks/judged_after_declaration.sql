-- 评委先声明无利害关系，后作符合性审查和评分；退出之后不再有其结论。
-- A member found and scored after it had declared that it has no conflict of interest, and not after it stepped back.
with judged as (
  select bid_note.tender_id, bid_note.lot_id, conformity.member, conformity.seq, conformity.at
    from conformity
    join bid_note on bid_note.note_id = conformity.bid
  union all
  select score_sheet.tender_id, score_sheet.lot_id, score_sheet.member, score_sheet.seq, note.taken_at
    from score_sheet
    join note on note.note_id = score_sheet.note_id)
select judged.tender_id, judged.lot_id, judged.member, judged.seq
  from judged
  left join committee_member
    on committee_member.tender_id = judged.tender_id and committee_member.lot_id = judged.lot_id
   and committee_member.member = judged.member and committee_member.seq = judged.seq
  left join conflict_declaration
    on conflict_declaration.tender_id = judged.tender_id and conflict_declaration.lot_id = judged.lot_id
   and conflict_declaration.person = committee_member.person and not conflict_declaration.conflicted
  left join committee_withdrawal
    on committee_withdrawal.tender_id = judged.tender_id and committee_withdrawal.lot_id = judged.lot_id
   and committee_withdrawal.person = committee_member.person
 where conflict_declaration.declared_at is null
    or conflict_declaration.declared_at > judged.at
    or committee_withdrawal.recorded_at < judged.at
