-- 0001: what the database is, and the log. Empty database; locks nothing that anybody uses.
revoke all on schema public from public;
grant usage on schema public to tender_app, tender_auditor;
alter default privileges in schema public grant select on tables to tender_auditor;
alter default privileges in schema public grant select on tables to tender_app;

-- Raises for every update, delete or truncate: a second lock behind the grants, for the owner too.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is insert-only', tg_table_name using errcode = '42501';
end
$$;

create procedure make_insert_only(table_name regclass) language plpgsql as $$
begin
  execute format('grant insert on %s to tender_app', table_name);
  execute format('create trigger insert_only before update or delete on %s for each row execute function refuse_change()', table_name);
  execute format('create trigger insert_only_all before truncate on %s for each statement execute function refuse_change()', table_name);
  execute format('alter table %s enable always trigger insert_only', table_name);
  execute format('alter table %s enable always trigger insert_only_all', table_name);
end
$$;

-- What this database was born as. One row, written by `tenderd migrate`, never changed: a rehearsal stays one.
create table instance (
  one boolean primary key default true,
  rehearsal boolean not null,
  origin text not null,
  born_at timestamptz not null default now(),
  constraint instance_one_row check (one),
  constraint instance_origin_says_rehearsal check (rehearsal = starts_with(origin, 'rehearsal.'))
);
call make_insert_only('instance');

-- One row for each signed note that was taken, of whatever type, with its exact bytes.
create table note (
  note_id bytea primary key,
  type text not null,
  tender_id text not null,
  signer text not null,
  bytes bytea not null,
  taken_at timestamptz not null,
  constraint note_id_is_sha256 check (octet_length(note_id) = 32),
  constraint note_bytes_bounded check (octet_length(bytes) between 1 and 60000)
);
alter table note alter column bytes set storage external;
create index note_of_tender on note (tender_id, type);
call make_insert_only('note');

-- The lines that go with a note by hash, as one text.
create table note_list (
  sha256 bytea primary key,
  bytes bytea not null,
  constraint note_list_hash check (sha256 = sha256(bytes))
);
call make_insert_only('note_list');

-- One row for each entry of the log, in the order of commit. A note stands here at most once.
create table log_entry (
  log_index bigint primary key,
  bytes bytea not null,
  leaf bytea not null,
  note_id bytea references note,
  constraint log_entry_note_once unique (note_id),
  constraint log_entry_bounded check (octet_length(bytes) between 1 and 65535),
  constraint log_entry_leaf check (leaf = sha256('\x00'::bytea || bytes))
);
call make_insert_only('log_entry');

-- Hashes of full tiles: level 1 holds one hash for each 256 leaves, level 2 one for each 256 of level 1.
create table log_node (
  level smallint not null,
  node_index bigint not null,
  hash bytea not null,
  constraint log_node_once primary key (level, node_index),
  constraint log_node_hash check (octet_length(hash) = 32 and level between 1 and 8)
);
call make_insert_only('log_node');

-- The head: how far the log goes. One row; whoever appends holds its lock, so commit order is log order.
create table log_head (
  one boolean primary key default true,
  size bigint not null,
  frontier bytea not null,
  root bytea not null,
  tick_no bigint not null,
  tick_at timestamptz,
  constraint log_head_one_row check (one),
  constraint log_head_counts check (size >= 0 and tick_no >= 0)
);
insert into log_head (size, frontier, root, tick_no) values (0, '', sha256(''), 0);
grant select, update on log_head to tender_app;

create function log_head_only_grows() returns trigger language plpgsql as $$
begin
  if new.size < old.size or new.tick_no < old.tick_no or new.tick_at < old.tick_at then
    raise exception 'the log head only grows' using errcode = '42501', constraint = 'log_head_only_grows';
  end if;
  return new;
end
$$;
create trigger log_head_only_grows before update on log_head for each row execute function log_head_only_grows();
