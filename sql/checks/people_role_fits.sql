-- 职责与岗位相符：保管人由保管人担任，评审由评委或专家担任，开标与抽取由经办人担任。
-- A function is held by a key of the role that it asks for.
select tender_person.tender_id, tender_person.actor, tender_person.function, actor.role
  from tender_person
  join actor on actor.key_ref = tender_person.actor
 where actor.role <> all (case tender_person.function
         when 'custodian' then array['custodian']
         when 'openingOfficer' then array['officer']
         when 'drawingOfficer' then array['officer']
         when 'administrator' then array['administrator']
         else array['evaluator', 'expert'] end)
