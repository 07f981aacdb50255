-- 0003: the pilot around the tender: programme, batch, parks, enterprises, agencies. New tables only.

-- One pilot programme of the bureau.
create table programme (
  programme_id text primary key,
  title text not null,
  policy_no text not null,
  starts_on date not null,
  ends_on date not null,
  created_by text not null references actor,
  created_at timestamptz not null,
  constraint programme_period check (starts_on < ends_on)
);
call make_insert_only('programme');

-- One yearly batch of a programme, with the window in which parks may apply.
create table batch (
  batch_id text primary key,
  programme_id text not null references programme,
  year int not null,
  title text not null,
  term_days int not null,
  created_by text not null references actor,
  created_at timestamptz not null,
  constraint batch_once_a_year unique (programme_id, year),
  constraint batch_term check (term_days between 1 and 1100)
);
call make_insert_only('batch');

-- A park's application to a batch, with its evidence for the five conditions as it was handed in.
create table park (
  park_id text primary key,
  batch_id text not null references batch,
  name text not null,
  county text not null,
  credit_code text not null,
  manager text not null references actor,
  application text not null,
  application_sha256 bytea not null,
  technology_firms int not null,
  applied_at timestamptz not null,
  constraint park_once_in_batch unique (batch_id, credit_code),
  constraint park_application_hash check (application_sha256 = sha256(convert_to(application, 'UTF8'))),
  constraint park_firms check (technology_firms >= 0)
);
call make_insert_only('park');

-- The bureau's one decision on an application, with its grounds.
create table park_decision (
  park_id text primary key references park,
  confirmed boolean not null,
  reason text not null,
  number text not null,
  decided_by text not null references actor,
  decided_at timestamptz not null,
  constraint park_decision_number_once unique (number),
  constraint park_decision_has_reason check (reason <> '')
);
call make_insert_only('park_decision');

-- The enterprises of a park's register; only they may be trusteeship clients.
create table enterprise (
  credit_code text primary key,
  park_id text not null references park,
  name text not null,
  size text not null,
  technology boolean not null,
  ip_staff int not null,
  contact text not null,
  actor text references actor,
  constraint enterprise_size check (size in ('micro', 'small', 'medium', 'large')),
  constraint enterprise_staff check (ip_staff >= 0)
);
grant insert, update (actor) on enterprise to tender_app;

-- A licensed agency, as it registered itself; `actor` is its key.
create table agency (
  actor text primary key references actor,
  credit_code text not null,
  name text not null,
  licence text not null,
  size text not null,
  contact text not null,
  registered_at timestamptz not null,
  constraint agency_credit_code_once unique (credit_code),
  constraint agency_size check (size in ('micro', 'small', 'medium', 'large')),
  constraint agency_licence_given check (licence <> '')
);
call make_insert_only('agency');
