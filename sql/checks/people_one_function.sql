-- 一人在一个项目中只担任一种职责（保管人、开标、抽取、评审、管理互不兼任）。
-- One person has one function in a tender, whatever number of keys that person has.
select tender_person.tender_id, actor.name, string_agg(distinct tender_person.function, ', ') as functions
  from tender_person
  join actor on actor.key_ref = tender_person.actor
 group by tender_person.tender_id, actor.name, actor.organisation
having count(distinct tender_person.function) > 1
