-- 由抽取产生的评标委员会，专家正是抽中的人，次序相同。
-- A committee formed from a draw has as its experts those drawn, in the order drawn.
select committee_draw.tender_id, committee_draw.lot_id
  from committee_draw
 where array(
         select committee_member.person
           from committee_member
          where committee_member.tender_id = committee_draw.tender_id
            and committee_member.lot_id = committee_draw.lot_id
            and not committee_member.buyer_side
          order by length(committee_member.member), committee_member.member)
       <> array(
         select draw_candidate.person
           from draw_result
           join draw_candidate on draw_candidate.draw = draw_result.draw
                              and draw_candidate.candidate = draw_result.candidate
          where draw_result.draw = committee_draw.draw
          order by draw_result.place)
