-- 0018: lists of credit, debarment and licences, as officers bring them. New tables only.

-- A list as it was looked up at a channel: the query itself is evidence, also when nobody was on the list.
create table standing_import (
  import_no bigint generated always as identity,
  list text not null,
  channel text not null,
  queried_at timestamptz not null,
  file_sha256 bytea not null,
  imported_by text not null references actor,
  imported_at timestamptz not null,
  constraint standing_import_pkey primary key (import_no),
  constraint standing_import_list check (list in ('dishonest', 'taxViolation', 'procurementViolation', 'debarment', 'licence')),
  constraint standing_import_queried check (queried_at <= imported_at),
  constraint standing_import_once unique (list, file_sha256)
);
call make_insert_only('standing_import');

-- A line of a list: whom it is about, from when to when, and what it bars from. Never changed; what was wrong is taken
-- back by a later entry in standing_revocation.
create table standing_entry (
  entry_no bigint generated always as identity,
  import_no bigint not null references standing_import,
  list text not null,
  name text not null,
  credit_code text,
  licence text,
  state text,
  holds_from date not null,
  holds_to date,
  scope text not null,
  ground text not null,
  constraint standing_entry_pkey primary key (entry_no),
  constraint standing_entry_period check (holds_to is null or holds_from <= holds_to),
  constraint standing_entry_state check (state in ('valid', 'suspended', 'revoked', 'expired')),
  constraint standing_entry_about check ((list = 'licence') = (state is not null)
    and (list <> 'licence' or licence is not null) and (list = 'licence' or credit_code is not null))
);
create index standing_entry_by_code on standing_entry (credit_code);
create index standing_entry_by_licence on standing_entry (licence);
call make_insert_only('standing_entry');

-- An entry that was wrong, or was lifted by whoever decided it: counts as if it had never been.
create table standing_revocation (
  entry_no bigint not null references standing_entry,
  reason text not null,
  revoked_by text not null references actor,
  revoked_at timestamptz not null,
  constraint standing_revocation_once primary key (entry_no),
  constraint standing_revocation_reason check (reason <> '')
);
call make_insert_only('standing_revocation');
