-- 演练数据库里只有演练项目，正式数据库里没有。
-- A rehearsal's tenders are named so, and nobody else's are.
select tender.tender_id
  from tender
  join instance on instance.rehearsal <> starts_with(tender.tender_id, 'rehearsal.')
