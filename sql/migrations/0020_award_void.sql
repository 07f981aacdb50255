-- 0020: an award may become void before its contract is signed, and the next candidate follows. A lot may have awards one
-- after the other; existing rows are first awards. Takes short exclusive locks on award and the two contract tables, and
-- writes award anew: apply between awards.

alter table service_contract drop constraint service_contract_of_award, drop constraint service_contract_once;
alter table park_agreement drop constraint park_agreement_of_award;
alter table award drop constraint award_once;
alter table award
  add column award_no int not null default 1,
  add constraint award_once primary key (tender_id, lot_id, award_no),
  add constraint award_bid_once unique (tender_id, lot_id, bid),
  add constraint award_no_from_one check (award_no >= 1);
alter table award alter column award_no drop default;

-- An award that fell through, on a ground that lets the next candidate follow.
create table award_void (
  tender_id text not null,
  lot_id text not null,
  award_no int not null,
  ground text not null,
  reason text not null,
  voided_by text not null references actor,
  voided_at timestamptz not null,
  constraint award_void_once primary key (tender_id, lot_id, award_no),
  constraint award_void_of_award foreign key (tender_id, lot_id, award_no) references award,
  constraint award_void_ground check (ground in ('declined', 'forceMajeure', 'securityMissing', 'unlawfulAct')),
  constraint award_void_reason check (octet_length(reason) between 1 and 8000)
);
call make_insert_only('award_void');

-- A lot has a second award only when the first is void, a third only when the second is.
alter table award
  add column previous_no int generated always as (nullif(award_no - 1, 0)) stored,
  add constraint award_follows_void foreign key (tender_id, lot_id, previous_no) references award_void;

alter table service_contract
  add column award_no int not null default 1,
  add constraint service_contract_of_award foreign key (tender_id, lot_id, award_no) references award,
  add constraint service_contract_once unique (tender_id, lot_id, award_no);
alter table service_contract alter column award_no drop default;
alter table park_agreement
  add column award_no int not null default 1,
  add constraint park_agreement_of_award foreign key (tender_id, lot_id, award_no) references award;
alter table park_agreement alter column award_no drop default;

-- A lot whose award is void is again what it was before: evaluated.
create or replace function lot_moves_forward() returns trigger language plpgsql as $$
declare
  -- a later part is opened after an earlier one was opened and reviewed, so those states may come again
  states text[] := array['draft', 'published', 'open', 'closed', 'opening', 'scoring', 'evaluated', 'awarded'];
begin
  if old.state = 'awarded' and new.state = 'evaluated'
     and not exists (select
                       from award
                       left join award_void
                         on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
                        and award_void.award_no = award.award_no
                      where award.tender_id = new.tender_id
                        and award.lot_id = new.lot_id
                        and award_void.award_no is null) then
    return new;
  end if;
  if old.state in ('awarded', 'failed', 'cancelled') and new.state <> old.state
     or array_position(states, new.state) < array_position(states, old.state) then
    raise exception 'a lot goes forward only' using errcode = '23514', constraint = 'lot_state_forward';
  end if;
  return new;
end
$$;

-- What a remedy led to is done when the award that it turned against is void: the one in force decides.
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
                              and note.type = 'tender-amendment/v1'
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

-- The candidates of a lot were made public before the award, and until when they are.
create table publicity (
  tender_id text not null,
  lot_id text not null,
  ends_on date not null,
  published_by text not null references actor,
  published_at timestamptz not null,
  constraint publicity_once primary key (tender_id, lot_id),
  constraint publicity_of_lot foreign key (tender_id, lot_id) references lot,
  constraint publicity_days check (ends_on >= (published_at at time zone 'Asia/Shanghai')::date)
);
call make_insert_only('publicity');

-- Under the statutory track no lot is awarded whose candidates were not public.
create function refuse_before_publicity() returns trigger language plpgsql as $$
begin
  if exists (select from tender where tender_id = new.tender_id and profile = 'T1')
     and not exists (select from publicity where tender_id = new.tender_id and lot_id = new.lot_id) then
    raise exception 'the candidates were not public' using errcode = '23514', constraint = 'award_after_publicity';
  end if;
  return new;
end
$$;
create trigger refuse_before_publicity before insert on award
  for each row execute function refuse_before_publicity();
