-- 重新招标的项目与前次项目同一批次，所承接的园区标段都已废标或终止，且至少有一个；登记与草稿一致。
-- A tender that follows another is of its batch, takes up at least one lot of the same park, and each that it takes up had
-- failed or was cancelled; its row says what its draft says.
select tender.tender_id, tender.follows
  from tender_whole as tender
  left join tender as earlier on earlier.tender_id = tender.follows
 where tender.follows is distinct from tender.draft::jsonb ->> 'follows'
    or tender.follows is not null
       and (earlier.batch_id <> tender.batch_id
         or tender.state <> 'draft'
            and (select coalesce(bool_and(before.state in ('failed', 'cancelled')), false)
                   from lot
                   join lot as before on before.tender_id = tender.follows and before.park_id = lot.park_id
                  where lot.tender_id = tender.tender_id) is not true)
