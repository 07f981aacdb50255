-- 有结果的抽取，各方的随机数齐全，取数与公告一致；作废的抽取缺少某一方的随机数。
-- A drawn draw has every secret and as many results as it takes; a voided one lacks a secret.
select draw.tender_id, encode(draw.draw, 'hex') as draw
  from draw
  join draw_end on draw_end.draw = draw.draw
 where (draw_end.void_reason is null) <> (not exists (
         select 1
           from draw_party
           left join draw_secret on draw_secret.digest = draw_party.digest
          where draw_party.draw = draw.draw
            and draw_secret.digest is null))
    or (select count(*) from draw_result where draw_result.draw = draw.draw)
       <> case when draw_end.void_reason is null then draw.take else 0 end
