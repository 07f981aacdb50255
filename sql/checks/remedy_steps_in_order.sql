-- 询问、质疑、异议、投诉的受理和办结都在提出之后，投诉才受理，质疑由采购人答复、投诉由监督部门决定。
-- What became of a remedy came after it, complaints alone are taken up, and each was ended by whose office it is.
select remedy.tender_id, remedy.remedy_no
  from remedy_whole as remedy
  left join remedy_acceptance
    on remedy_acceptance.tender_id = remedy.tender_id and remedy_acceptance.remedy_no = remedy.remedy_no
  left join remedy_end on remedy_end.tender_id = remedy.tender_id and remedy_end.remedy_no = remedy.remedy_no
  left join actor on actor.key_ref = remedy_end.ended_by
 where remedy_acceptance.accepted_at < remedy.filed_at
    or remedy_end.ended_at < remedy.filed_at
    or remedy_end.ended_at < remedy_acceptance.accepted_at
    or (remedy_acceptance.remedy_no is not null and remedy.kind <> 'complaint')
    or (remedy_end.state = 'decided' and remedy_acceptance.remedy_no is null)
    or (remedy_end.state in ('decided', 'returned')) <> (remedy.kind = 'complaint' and remedy_end.state <> 'withdrawn')
    or (remedy_end.state = 'withdrawn' and remedy_end.ended_by <> remedy.filer)
    or (remedy_end.state = 'answered' and actor.role <> 'officer')
    or (remedy_end.state in ('decided', 'returned') and actor.role <> 'supervisor')
