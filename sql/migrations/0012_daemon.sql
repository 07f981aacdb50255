-- 0012: several daemons on one database. A new table and a new index on tender, which is small; code from before this
-- does not see either.

-- A daemon at work: what it said last. A state and no record: the row goes when the daemon goes.
create table daemon (
  daemon_id text primary key,
  -- by PostgreSQL's clock
  beat_at timestamptz not null,
  -- by the daemon's own clock: what arrived at it before this moment is written down or refused
  settled_at timestamptz not null,
  constraint daemon_id_form check (daemon_id ~ '^[0-9a-f]{32}$')
);
grant insert, update, delete on daemon to tender_app;

-- Looked at several times a second by every daemon.
create index tender_in_period on tender (tender_id collate "C") where state in ('published', 'open');
