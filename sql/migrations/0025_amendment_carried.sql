-- 0025: an amendment is known by its type, `tender-amend/v1`. The function named another, so that after a challenge to the
-- documents was upheld no amendment counted as made, and the database kept the opening shut for ever although the rule
-- book let it go on. And a contract whose award has fallen is nobody's to sign any more. Replaces one function, adds one
-- trigger on paper_signature; locks that table for a moment.

create or replace function remedy_holding(a_tender text, a_lot text, a_step text, a_moment timestamptz)
returns int language sql stable as $$
  select min(remedy.remedy_no)
    from remedy
    join tender on tender.tender_id = remedy.tender_id
    left join remedy_acceptance
      on remedy_acceptance.tender_id = remedy.tender_id and remedy_acceptance.remedy_no = remedy.remedy_no
    left join remedy_end on remedy_end.tender_id = remedy.tender_id and remedy_end.remedy_no = remedy.remedy_no
   where remedy.tender_id = a_tender
     and (remedy.lot_id is null or remedy.lot_id = a_lot)
     and (
       (remedy_end.remedy_no is null
        and a_step = any (held_steps(tender.profile))
        and remedy.affects_result
        and (remedy.kind <> 'complaint'
             or remedy_acceptance.suspended_until >= (a_moment at time zone 'Asia/Shanghai')::date))
       or (remedy_end.effect = 'amendDocuments' and a_step = 'opening'
           and not exists (select
                             from note
                            where note.tender_id = a_tender
                              and note.type = 'tender-amend/v1'
                              and note.taken_at > remedy_end.ended_at))
       or (remedy_end.effect = 'reEvaluate' and a_step = 'award'
           and not exists (select
                             from bundle_file
                             join log_entry on log_entry.log_index = bundle_file.log_index
                             join note on note.note_id = log_entry.note_id
                            where bundle_file.tender_id = a_tender
                              and bundle_file.path = 'evaluation/' || a_lot || '.json'
                              and note.taken_at > remedy_end.ended_at))
       or (remedy_end.effect = 'retender' and a_step in ('opening', 'award'))
       or (remedy_end.effect in ('nextCandidate', 'retender') and a_step = 'signing'
           and exists (select
                         from award
                         left join award_void
                           on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
                          and award_void.award_no = award.award_no
                        where award.tender_id = a_tender
                          and award.lot_id = a_lot
                          and award_void.award_no is null
                          and award.awarded_at <= remedy_end.ended_at)))
$$;

-- A service contract or park agreement rests on one award; when that is void, so is the paper.
create function refuse_of_fallen_award() returns trigger language plpgsql as $$
begin
  -- Whoever voids an award takes the tender's row for itself: a signature comes wholly before or wholly after.
  perform from tender where tender_id = new.tender_id for share;
  if exists (select
               from (select tender_id, lot_id, award_no, paper from service_contract
                     union all
                     select tender_id, lot_id, award_no, paper from park_agreement) as contract
               join award_void
                 on award_void.tender_id = contract.tender_id and award_void.lot_id = contract.lot_id
                and award_void.award_no = contract.award_no
              where contract.tender_id = new.tender_id
                and contract.paper = new.name) then
    raise exception 'the award that % rests on is void', new.name
      using errcode = '23514', constraint = 'paper_signature_of_standing_award';
  end if;
  return new;
end
$$;
create trigger refuse_of_fallen_award before insert on paper_signature
  for each row execute function refuse_of_fallen_award();
