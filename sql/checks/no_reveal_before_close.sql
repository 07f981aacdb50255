-- 截止之前没有开封清单、开标清单、分片、开启结果与报价内容。
-- Before the close there is no reveal, manifest, share, result or offer of a tender.
select tender.tender_id, tender.state
  from tender
 where tender.state <> 'closed'
   and (exists (select 1 from reveal where reveal.tender_id = tender.tender_id)
     or exists (select 1 from opening_pair where opening_pair.tender_id = tender.tender_id))
