-- 已公告的项目，每位保管人都有一份声明。
-- A published tender has the statement of each of its custodians.
select tender.tender_id, tender.custodians, count(custodian_statement.custodian_index) as statements
  from tender
  left join custodian_statement on custodian_statement.tender_id = tender.tender_id
 where tender.state <> 'draft'
 group by tender.tender_id, tender.custodians
having count(custodian_statement.custodian_index) <> tender.custodians
