-- 由抽取产生的评标委员会（含补足的成员），专家正是抽中的人，次序相同。
-- Experts who came with a committee that names a draw are those drawn, in the order drawn.
select committee_draw.tender_id, committee_draw.lot_id, committee_draw.seq
  from committee_draw
 where array(
         select committee_member.person
           from committee_member
          where committee_member.tender_id = committee_draw.tender_id
            and committee_member.lot_id = committee_draw.lot_id
            and committee_member.seq = committee_draw.seq
            and not committee_member.buyer_side
          order by length(committee_member.member), committee_member.member)
       <> array(
         select draw_candidate.person
           from draw_result
           join draw_candidate on draw_candidate.draw = draw_result.draw
                              and draw_candidate.candidate = draw_result.candidate
          where draw_result.draw = committee_draw.draw
          order by draw_result.place)
