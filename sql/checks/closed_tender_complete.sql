-- 已截止的项目：没有等候中的记录，有开封清单，截止时刻在截止与宽限之内或属停机后补截。
-- A closed tender has a reveal, nothing that waits, and was not closed before its deadline.
select tender.tender_id, reveal.tender_id is not null as has_reveal,
       (select coalesce(sum(cardinality(note_ids)), 0)
          from waiting_notes
         where waiting_notes.tender_id = tender.tender_id) as waiting
  from tender
  left join reveal on reveal.tender_id = tender.tender_id
 where tender.state = 'closed'
   and (reveal.tender_id is null
     or tender.closed_at < tender.deadline_at
     or exists (select 1 from waiting_notes where waiting_notes.tender_id = tender.tender_id))
