-- 0002: who may act, and what was done. New tables only.

-- One row for each key that may act, with the one role it has. Revoked once, never deleted.
create table actor (
  key_ref text primary key,
  vkey text not null,
  public_key bytea not null,
  role text not null,
  name text not null,
  organisation text not null default '',
  credit_code text,
  added_at timestamptz not null,
  added_by text not null,
  revoked_at timestamptz,
  constraint actor_public_key_once unique (public_key),
  constraint actor_role check (role in ('officer', 'countyOfficer', 'custodian', 'evaluator', 'expert', 'agency',
    'park', 'enterprise', 'supervisor', 'administrator'))
);
create index actor_by_role on actor (role);
grant insert on actor to tender_app;
grant update (revoked_at) on actor to tender_app;

-- Every deed, as it was asked: the activity record. `subject` names what it was done to; no content of bids.
create table activity (
  activity_id bigint generated always as identity primary key,
  done_at timestamptz not null,
  actor text not null,
  deed text not null,
  subject text not null,
  outcome text not null,
  detail text not null default ''
);
create index activity_by_subject on activity (subject, activity_id);
call make_insert_only('activity');

-- Nonces of signed requests, kept while a replay could still pass for fresh.
create table request_nonce (
  key_ref text not null,
  nonce text not null,
  seen_at timestamptz not null,
  constraint request_nonce_once primary key (key_ref, nonce)
);
create index request_nonce_age on request_nonce (seen_at);
grant insert, delete on request_nonce to tender_app;
