-- 标段状态与事实相符：已定标有有效的定标，废标有废标记录，终止有终止记录，已评审有评审结果，反之亦然。
-- A lot's state is what the facts say: awarded, failed, cancelled and evaluated lots have their rows, and no other lot has.
select lot.tender_id, lot.lot_id, lot.state
  from lot
  left join (select award.tender_id, award.lot_id
               from award
               left join award_void
                 on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
                and award_void.award_no = award.award_no
              where award_void.award_no is null) as award
    on award.tender_id = lot.tender_id and award.lot_id = lot.lot_id
  left join lot_failure on lot_failure.tender_id = lot.tender_id and lot_failure.lot_id = lot.lot_id
  left join evaluation on evaluation.tender_id = lot.tender_id and evaluation.lot_id = lot.lot_id
  left join cancellation on cancellation.tender_id = lot.tender_id
 where (lot.state = 'awarded') <> (award.lot_id is not null)
    or (lot.state = 'failed') <> (lot_failure.lot_id is not null and lot_failure.ground <> 'cancelled')
    or (lot.state = 'cancelled')
       <> (coalesce(lot_failure.ground = 'cancelled', false)
           or cancellation.tender_id is not null and lot.state not in ('failed', 'awarded'))
    or lot.state in ('evaluated', 'awarded') and evaluation.lot_id is null
