-- 0031: framework agreements (profile F): several agencies of a lot are selected, each signs an agreement, and call-offs go to
-- one of them. New tables, and triggers on award and paper_signature, which take a short exclusive lock on each.

-- What the tender documents fix, from the notice on, with the law's numbers of that day.
create table framework (
  tender_id text not null,
  places_max int not null,
  months int not null,
  call_off text not null,
  selected_min int not null,
  eliminated_min int not null,
  eliminated_share numeric(4, 2) not null,
  months_max int not null,
  constraint framework_once primary key (tender_id),
  constraint framework_of_tender foreign key (tender_id) references tender,
  constraint framework_places check (places_max >= selected_min),
  constraint framework_term check (months between 1 and months_max),
  constraint framework_call_off check (call_off in ('direct', 'rotation')),
  constraint framework_numbers
    check (selected_min >= 1 and eliminated_min >= 0 and eliminated_share between 0 and 1)
);
call make_insert_only('framework');

-- Who is selected in a lot (入围): documents/selection.<lot>.json, under an officer's note.
create table selection (
  tender_id text not null,
  lot_id text not null,
  -- the lot's evaluation that it rests on: the last
  review_no int not null,
  responded int not null,
  selected int not null,
  file text not null,
  note_id bytea not null references note,
  selected_at timestamptz not null,
  constraint selection_once primary key (tender_id, lot_id),
  constraint selection_of_evaluation foreign key (tender_id, lot_id, review_no) references evaluation,
  constraint selection_of_framework foreign key (tender_id) references framework
);
call make_insert_only('selection');

-- One of the selected; places run in rank order.
create table selected_agency (
  tender_id text not null,
  lot_id text not null,
  place int not null,
  bid bytea not null references opening_bid,
  bidder text not null,
  rank int not null,
  price_fen bigint not null,
  constraint selected_agency_once primary key (tender_id, lot_id, place),
  constraint selected_agency_of_selection foreign key (tender_id, lot_id) references selection,
  constraint selected_agency_bid_once unique (tender_id, lot_id, bid),
  constraint selected_agency_place check (place >= 1),
  constraint selected_agency_rank check (rank >= 1),
  constraint selected_agency_price check (price_fen > 0)
);
call make_insert_only('selected_agency');

-- The framework agreement between bureau and a selected agency.
create table framework_agreement (
  tender_id text not null,
  agreement_no text not null,
  lot_id text not null,
  place int not null,
  paper text not null,
  officer text not null references actor,
  agency text not null references actor,
  begins_on date not null,
  ends_on date not null,
  drafted_at timestamptz not null,
  constraint framework_agreement_number_once primary key (tender_id, agreement_no),
  constraint framework_agreement_once unique (tender_id, lot_id, place),
  constraint framework_agreement_of_selected foreign key (tender_id, lot_id, place) references selected_agency,
  constraint framework_agreement_of_paper foreign key (tender_id, paper) references paper,
  constraint framework_agreement_term check (begins_on <= ends_on)
);
call make_insert_only('framework_agreement');

-- An agency that left before the end (清退): nothing more is signed with it, and it is not called.
create table framework_exit (
  tender_id text not null,
  lot_id text not null,
  place int not null,
  ground text not null,
  reason text not null,
  removed_by text not null references actor,
  removed_at timestamptz not null,
  constraint framework_exit_once primary key (tender_id, lot_id, place),
  constraint framework_exit_of_selected foreign key (tender_id, lot_id, place) references selected_agency,
  constraint framework_exit_ground
    check (ground in ('collusion', 'falseMaterial', 'refusedCall', 'breach', 'debarred', 'asAgreed')),
  constraint framework_exit_reason check (octet_length(reason) between 1 and 8000)
);
call make_insert_only('framework_exit');

-- Whom a lot's park chose, or who came in turn: the k-th call leads to the k-th award of the lot.
create table call_off (
  tender_id text not null,
  lot_id text not null,
  call_no int not null,
  place int not null,
  reason text not null,
  called_by text not null references actor,
  called_at timestamptz not null,
  previous_no int generated always as (nullif(call_no - 1, 0)) stored,
  constraint call_off_once primary key (tender_id, lot_id, call_no),
  constraint call_off_of_selected foreign key (tender_id, lot_id, place) references selected_agency,
  constraint call_off_place_once unique (tender_id, lot_id, place),
  constraint call_off_no_from_one check (call_no >= 1),
  -- one stands at a time
  constraint call_off_follows_void foreign key (tender_id, lot_id, previous_no) references award_void
);
call make_insert_only('call_off');

-- As many are selected as documents and law allow.
create function selection_eliminates() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  terms framework;
begin
  select * into terms from framework where tender_id = new.tender_id;
  if new.selected > new.responded - greatest(terms.eliminated_min, ceil(new.responded * terms.eliminated_share))
     or new.selected > terms.places_max then
    raise exception 'too few are eliminated' using errcode = '23514', constraint = 'selection_eliminates';
  end if;
  if new.selected < terms.selected_min then
    raise exception 'too few are selected' using errcode = '23514', constraint = 'selection_of_several';
  end if;
  return new;
end
$$;
create trigger selection_eliminates before insert on selection
  for each row execute function selection_eliminates();

create trigger refuse_while_re_reviewed before insert on selection
  for each row execute function refuse_while_re_reviewed();

-- What a selection rests on is not reviewed again.
create function re_review_before_selection() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from selection where tender_id = new.tender_id and lot_id = new.lot_id) then
    raise exception 'agencies are selected in the lot'
      using errcode = '23514', constraint = 're_review_before_selection';
  end if;
  return new;
end
$$;
create trigger re_review_before_selection before insert on re_review
  for each row execute function re_review_before_selection();

-- At the end of the transaction there are as many selected as the selection says.
create function selection_complete() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select count(*) from selected_agency where tender_id = new.tender_id and lot_id = new.lot_id)
     <> (select selected from selection where tender_id = new.tender_id and lot_id = new.lot_id) then
    raise exception 'the selected are not as many as the selection says'
      using errcode = '23514', constraint = 'selection_complete';
  end if;
  return null;
end
$$;
create constraint trigger selection_complete after insert on selection deferrable initially deferred
  for each row execute function selection_complete();
create constraint trigger selection_complete after insert on selected_agency deferrable initially deferred
  for each row execute function selection_complete();

-- Whoever is called has an agreement in force that both have signed, and has not left.
create function call_off_of_agreement() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select
               from framework_exit
              where tender_id = new.tender_id and lot_id = new.lot_id and place = new.place) then
    raise exception 'the agency has left' using errcode = '23514', constraint = 'call_off_of_staying';
  end if;
  if not exists (select
                   from framework_agreement
                  where tender_id = new.tender_id and lot_id = new.lot_id and place = new.place
                    and (new.called_at at time zone 'Asia/Shanghai')::date <= ends_on
                    and not exists (select
                                      from paper_party
                                      left join paper_signature
                                        on paper_signature.tender_id = paper_party.tender_id
                                       and paper_signature.name = paper_party.name
                                       and paper_signature.party = paper_party.actor
                                     where paper_party.tender_id = framework_agreement.tender_id
                                       and paper_party.name = framework_agreement.paper
                                       and paper_signature.note_id is null)) then
    raise exception 'no agreement in force' using errcode = '23514', constraint = 'call_off_of_agreement';
  end if;
  return new;
end
$$;
create trigger call_off_of_agreement before insert on call_off
  for each row execute function call_off_of_agreement();

-- Under a framework an award goes to the agency that was called, and to nobody else.
create function award_after_call() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from tender where tender_id = new.tender_id and profile = 'F')
     and not exists (select
                       from call_off
                       join selected_agency
                         on selected_agency.tender_id = call_off.tender_id and selected_agency.lot_id = call_off.lot_id
                        and selected_agency.place = call_off.place
                      where call_off.tender_id = new.tender_id
                        and call_off.lot_id = new.lot_id
                        and call_off.call_no = new.award_no
                        and selected_agency.bid = new.bid) then
    raise exception 'nobody called this agency' using errcode = '23514', constraint = 'award_after_call';
  end if;
  return new;
end
$$;
create trigger award_after_call before insert on award for each row execute function award_after_call();

-- Nothing is signed with an agency that has left.
create function refuse_of_left_agency() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Whoever removes an agency takes the tender's row for itself: a signature comes wholly before or wholly after.
  perform from tender where tender_id = new.tender_id for share;
  if exists (select
               from framework_agreement
               join framework_exit
                 on framework_exit.tender_id = framework_agreement.tender_id
                and framework_exit.lot_id = framework_agreement.lot_id
                and framework_exit.place = framework_agreement.place
              where framework_agreement.tender_id = new.tender_id
                and framework_agreement.paper = new.name) then
    raise exception 'the agency of % has left', new.name
      using errcode = '23514', constraint = 'paper_signature_of_staying_agency';
  end if;
  return new;
end
$$;
create trigger refuse_of_left_agency before insert on paper_signature
  for each row execute function refuse_of_left_agency();

-- Nobody leaves between its call and its contract: the award is made void first.
create function framework_exit_of_free() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select
               from call_off
               left join award_void
                 on award_void.tender_id = call_off.tender_id and award_void.lot_id = call_off.lot_id
                and award_void.award_no = call_off.call_no
              where call_off.tender_id = new.tender_id
                and call_off.lot_id = new.lot_id
                and call_off.place = new.place
                and award_void.award_no is null
                and not exists (select
                                  from service_contract
                                 where service_contract.tender_id = call_off.tender_id
                                   and service_contract.lot_id = call_off.lot_id
                                   and service_contract.award_no = call_off.call_no
                                   and not exists (select
                                                     from paper_party
                                                     left join paper_signature
                                                       on paper_signature.tender_id = paper_party.tender_id
                                                      and paper_signature.name = paper_party.name
                                                      and paper_signature.party = paper_party.actor
                                                    where paper_party.tender_id = service_contract.tender_id
                                                      and paper_party.name = service_contract.paper
                                                      and paper_signature.note_id is null))) then
    raise exception 'a call-off of the agency has no contract yet'
      using errcode = '23514', constraint = 'framework_exit_of_free';
  end if;
  return new;
end
$$;
create trigger framework_exit_of_free before insert on framework_exit
  for each row execute function framework_exit_of_free();

-- While a remedy may change the result no framework agreement is signed either (R-118).
create or replace function refuse_while_held() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
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
       and kind in ('service-contract', 'park-agreement', 'trustee-contract-full', 'framework-agreement');
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

-- Where agencies are selected the lot neither fails nor is cancelled: that would take the result away.
create function lot_keeps_selection() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from selection where tender_id = new.tender_id and lot_id = new.lot_id) then
    raise exception 'agencies are selected in the lot' using errcode = '23514', constraint = 'lot_keeps_selection';
  end if;
  return new;
end
$$;
create trigger lot_keeps_selection before update of state on lot
  for each row when (new.state in ('failed', 'cancelled')) execute function lot_keeps_selection();
