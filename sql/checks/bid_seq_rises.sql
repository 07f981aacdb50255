-- 同一标段、部分、投标人的序号随时点上升。
-- The seq of a (lot, part, bidder) rises with the ticks.
select tender_id, lot_id, part_id, bidder, seq, before
  from (select bid_note.tender_id, bid_note.lot_id, bid_note.part_id, bid_note.bidder, bid_note.seq,
               max(bid_note.seq) over (
                 partition by bid_note.tender_id, bid_note.lot_id, bid_note.part_id, bid_note.bidder
                 order by tick_note.tick_no
                 range between unbounded preceding and 1 preceding) as before
          from bid_note
          join tick_note on tick_note.note_id = bid_note.note_id
         where bid_note.seq is not null) as placed
 where before >= seq
