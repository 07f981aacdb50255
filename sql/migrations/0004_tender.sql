-- 0004: tenders, lots, parts, the people of a tender. New tables only.

-- A tender. Its draft is frozen when the notice is taken; afterwards only `state` and the times of an amendment move.
create table tender (
  tender_id text primary key,
  batch_id text not null references batch,
  title text not null,
  profile text not null,
  draft text not null,
  state text not null,
  threshold int not null,
  custodians int not null,
  minimum int not null,
  grace_seconds int not null,
  recovery_seconds int not null,
  created_by text not null references actor,
  created_at timestamptz not null,
  -- all null in a draft, all set from the notice on
  notice_id bytea references note,
  terms_sha256 bytea,
  opens_at timestamptz,
  deadline_at timestamptz,
  notice_index bigint references log_entry,
  close_index bigint references log_entry,
  closed_at timestamptz,
  constraint tender_state check (state in ('draft', 'published', 'open', 'closed', 'cancelled')),
  constraint tender_threshold check (threshold >= 2 and custodians >= 2 * threshold - 1 and custodians <= 15),
  constraint tender_minimum check (minimum between 1 and 400),
  constraint tender_times check (opens_at < deadline_at),
  constraint tender_published_whole check (
    (state = 'draft') = (notice_id is null)
    and (notice_id is null) = (terms_sha256 is null)
    and (notice_id is null) = (opens_at is null)
    and (notice_id is null) = (deadline_at is null)
    and (notice_id is null) = (notice_index is null)),
  constraint tender_closed_whole check ((state = 'closed') = (close_index is not null)),
  constraint tender_closed_after_deadline check (closed_at >= deadline_at)
);
grant insert on tender to tender_app;
grant update (state, draft, notice_id, terms_sha256, opens_at, deadline_at, notice_index, close_index, closed_at) on tender
  to tender_app;

create function tender_moves_forward() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and new.draft is distinct from old.draft then
    raise exception 'a published tender keeps its draft' using errcode = '23514', constraint = 'tender_draft_frozen';
  end if;
  if old.notice_id is not null and new.notice_id is distinct from old.notice_id then
    raise exception 'a tender has one notice' using errcode = '23514', constraint = 'tender_one_notice';
  end if;
  if old.state in ('closed', 'cancelled') and new.state <> old.state then
    raise exception 'a tender that ended stays so' using errcode = '23514', constraint = 'tender_state_forward';
  end if;
  if new.deadline_at < old.deadline_at then
    raise exception 'a deadline only moves later' using errcode = '23514', constraint = 'tender_deadline_later';
  end if;
  return new;
end
$$;
create trigger tender_moves_forward before update on tender for each row execute function tender_moves_forward();

-- The master secret of a tender's ticks. Secret until the close: it tells who and how many, never what.
create table tender_master (
  tender_id text primary key references tender,
  master bytea not null,
  constraint tender_master_32 check (octet_length(master) = 32)
);
call make_insert_only('tender_master');

-- Who does what in a tender. One person has one function: opening officer, custodian, drawing officer, evaluator and
-- administrator are different people.
create table tender_person (
  tender_id text not null references tender,
  actor text not null references actor,
  function text not null,
  custodian_index int,
  constraint tender_person_one_function primary key (tender_id, actor),
  constraint tender_person_function check (function in ('openingOfficer', 'drawingOfficer', 'evaluator', 'custodian',
    'administrator')),
  constraint tender_person_index check ((function = 'custodian') = (custodian_index is not null)),
  constraint tender_person_index_once unique (tender_id, custodian_index)
);
create unique index tender_person_one_opening on tender_person (tender_id) where function = 'openingOfficer';
create unique index tender_person_one_drawing on tender_person (tender_id) where function = 'drawingOfficer';
call make_insert_only('tender_person');

-- A lot: one park's service. `scheme` is the frozen evaluation scheme in canonical form.
create table lot (
  tender_id text not null references tender,
  lot_id text not null,
  lot_no int not null,
  title text not null,
  park_id text not null references park,
  budget_fen bigint not null,
  ceiling_fen bigint not null,
  scheme text not null,
  scheme_sha256 bytea not null,
  state text not null,
  constraint lot_pk primary key (tender_id, lot_id),
  constraint lot_no_once unique (tender_id, lot_no),
  constraint lot_park_once unique (tender_id, park_id),
  constraint lot_ceiling_within_budget check (ceiling_fen > 0 and ceiling_fen <= budget_fen),
  constraint lot_scheme_hash check (scheme_sha256 = sha256(convert_to(scheme, 'UTF8'))),
  constraint lot_state check (state in ('draft', 'published', 'open', 'closed', 'opening', 'opened', 'qualification',
    'conformity', 'scoring', 'evaluated', 'awarded', 'failed', 'cancelled'))
);
grant insert, update (state) on lot to tender_app;

create function lot_moves_forward() returns trigger language plpgsql as $$
declare
  -- a later part is opened after an earlier one was opened and reviewed, so those states may come again
  states text[] := array['draft', 'published', 'open', 'closed', 'opening', 'scoring', 'evaluated', 'awarded'];
begin
  if old.state in ('awarded', 'failed', 'cancelled') and new.state <> old.state
     or array_position(states, new.state) < array_position(states, old.state) then
    raise exception 'a lot goes forward only' using errcode = '23514', constraint = 'lot_state_forward';
  end if;
  return new;
end
$$;
create trigger lot_moves_forward before update on lot for each row execute function lot_moves_forward();

-- The parts of a lot's bid, in the order of opening.
create table lot_part (
  tender_id text not null,
  lot_id text not null,
  part_id text not null,
  part_no int not null,
  bytes_max bigint not null,
  public boolean not null,
  constraint lot_part_pk primary key (tender_id, lot_id, part_id),
  constraint lot_part_of_lot foreign key (tender_id, lot_id) references lot,
  constraint lot_part_no_once unique (tender_id, lot_id, part_no)
);
call make_insert_only('lot_part');

-- A custodian's statement for this tender; the notice names it.
create table custodian_statement (
  tender_id text not null references tender,
  custodian_index int not null,
  actor text not null,
  recipient text not null,
  note_id bytea not null references note,
  constraint custodian_statement_once primary key (tender_id, custodian_index),
  constraint custodian_statement_person foreign key (tender_id, actor) references tender_person,
  constraint custodian_statement_recipient_once unique (recipient)
);
call make_insert_only('custodian_statement');
