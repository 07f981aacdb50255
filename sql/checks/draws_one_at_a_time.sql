-- 同一标段、同一用途的抽取一次只有一个在进行；并列抽签至多有一个结果（重新评审的除外）；专家另抽须有抽中者因故不能参加的记录。
-- Draws of one lot and purpose follow one another; a tie is drawn once (but in a re-review), and experts again only after one has declined.
select a.tender_id, a.lot_id, a.purpose, encode(b.draw, 'hex') as draw
  from draw a
  join log_entry entry_a on entry_a.note_id = a.draw
  join draw b on b.tender_id = a.tender_id and b.lot_id = a.lot_id and b.purpose = a.purpose
  join log_entry entry_b on entry_b.note_id = b.draw and entry_b.log_index > entry_a.log_index
  left join draw_end on draw_end.draw = a.draw
 where draw_end.draw is null
    or draw_end.void_reason is null
       and case a.purpose
             when 'tie'
               then not exists (select 1
                                  from re_review
                                 where re_review.tender_id = a.tender_id
                                   and re_review.lot_id = a.lot_id)
             else not exists (select 1 from draw_decline where draw_decline.draw = a.draw)
           end
