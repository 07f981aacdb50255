-- 0019: inquiries, challenges, objections, complaints, and what waits while one is pending. New tables; triggers on
-- opening_pair, award and paper_signature, whose creation waits for whoever writes these: apply between openings.

-- One filing of a supplier against documents, procedure or result. `form` is what it says, in canonical JSON; `due_on` is
-- the last day to answer it, or of a complaint to say whether it is taken up.
create table remedy (
  tender_id text not null references tender,
  remedy_no int not null,
  lot_id text,
  kind text not null,
  about text not null,
  filer text not null references actor,
  complains_of int,
  form text not null,
  form_sha256 bytea not null,
  affects_result boolean not null,
  filed_at timestamptz not null,
  due_on date not null,
  constraint remedy_once primary key (tender_id, remedy_no),
  constraint remedy_of_lot foreign key (tender_id, lot_id) references lot,
  constraint remedy_complains_of foreign key (tender_id, complains_of) references remedy,
  constraint remedy_complaint_once unique (tender_id, complains_of),
  constraint remedy_no_from_one check (remedy_no >= 1 and complains_of < remedy_no),
  constraint remedy_kind check (kind in ('inquiry', 'challenge', 'objection', 'complaint')),
  constraint remedy_about check (about in ('documents', 'procedure', 'result')),
  constraint remedy_only_complaints_follow check (kind = 'complaint' or complains_of is null),
  constraint remedy_lot_named check (about = 'documents' or lot_id is not null),
  constraint remedy_form_hash check (form_sha256 = sha256(convert_to(form, 'UTF8'))),
  constraint remedy_form_bounded check (octet_length(form) <= 131072)
);
call make_insert_only('remedy');

-- A complaint that the authority took up, and until when it suspended the tender, if it did.
create table remedy_acceptance (
  tender_id text not null,
  remedy_no int not null,
  suspended_until date,
  decide_by date not null,
  accepted_by text not null references actor,
  accepted_at timestamptz not null,
  constraint remedy_acceptance_once primary key (tender_id, remedy_no),
  constraint remedy_acceptance_of_remedy foreign key (tender_id, remedy_no) references remedy
);
call make_insert_only('remedy_acceptance');

-- How a remedy ended: answered by the buyer, decided or sent back by the authority, withdrawn by who filed it. Once.
-- `words` is the finding in canonical JSON, or the reason.
create table remedy_end (
  tender_id text not null,
  remedy_no int not null,
  state text not null,
  outcome text,
  effect text not null,
  words text not null,
  ended_by text not null references actor,
  ended_at timestamptz not null,
  constraint remedy_end_once primary key (tender_id, remedy_no),
  constraint remedy_end_of_remedy foreign key (tender_id, remedy_no) references remedy,
  constraint remedy_end_state check (state in ('answered', 'decided', 'withdrawn', 'returned')),
  constraint remedy_end_outcome check (outcome in ('explained', 'upheld', 'partlyUpheld', 'rejected')
    and (outcome is not null) = (state in ('answered', 'decided'))),
  constraint remedy_end_effect check (effect = 'none'
    or (effect in ('amendDocuments', 'reEvaluate', 'nextCandidate', 'retender')
        and outcome in ('upheld', 'partlyUpheld'))),
  constraint remedy_end_words check (octet_length(words) between 1 and 65536)
);
call make_insert_only('remedy_end');

-- What a pending remedy holds up, by profile; spelt and valued as `ProcedureRules.held`, to which a test compares it.
create function held_steps(profile text) returns text[] language sql immutable as $$
  select case
           when profile in ('G1', 'G2', 'F') then array['signing']
           when profile in ('T0', 'T1') then array['opening', 'award']
         end
$$;

-- The first remedy for which a step of a lot waits at a moment: one that is pending, or one whose effect is not carried
-- out. The rule book says the same (`ProcedureRules.holding`).
create function remedy_holding(a_tender text, a_lot text, a_step text, a_moment timestamptz)
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
                        where award.tender_id = a_tender
                          and award.lot_id = a_lot
                          and award.awarded_at <= remedy_end.ended_at)))
$$;

-- The database says so too: nobody opens, awards or signs around a remedy.
create function refuse_while_held() returns trigger language plpgsql as $$
declare
  a_step text := tg_argv[0];
  a_lot text;
  a_moment timestamptz;
  holding int;
begin
  if tg_table_name = 'opening_pair' then
    a_lot := new.lot_id;
    select taken_at into a_moment from note where note_id = new.manifest;
  elsif tg_table_name = 'award' then
    a_lot := new.lot_id;
    a_moment := new.awarded_at;
  else
    select lot_id into a_lot
      from paper
     where tender_id = new.tender_id
       and name = new.name
       and kind in ('service-contract', 'park-agreement', 'trustee-contract-full');
    if a_lot is null then return new; end if;
    a_moment := new.signed_at;
  end if;
  -- A filing takes the tender's row for itself: whoever comes second sees what the first wrote.
  perform from tender where tender_id = new.tender_id for share;
  holding := remedy_holding(new.tender_id, a_lot, a_step, coalesce(a_moment, now()));
  if holding is not null then
    raise exception 'remedy R% holds the %', holding, a_step
      using errcode = '23514', constraint = 'remedy_holds_' || a_step;
  end if;
  return new;
end
$$;
create trigger refuse_while_held before insert on opening_pair
  for each row execute function refuse_while_held('opening');
create trigger refuse_while_held before insert on award for each row execute function refuse_while_held('award');
create trigger refuse_while_held before insert on paper_signature
  for each row execute function refuse_while_held('signing');
