-- 0013: asking twice, and two people editing one thing. New tables; one index on bundle_file, during whose building nothing
-- is named in the log: apply between openings. Before this, drafts and applications could not be changed at all, so code
-- from before runs on.

-- One answer to one request that its sender gave a key, written by the transaction that did the deed. Forgotten after a
-- day; a row never changes.
create table idempotency_key (
  actor text not null,
  key text not null,
  route text not null,
  request_sha256 bytea not null,
  answer text not null,
  done_at timestamptz not null,
  constraint idempotency_key_once primary key (actor, key),
  constraint idempotency_key_length check (octet_length(key) between 8 and 128),
  constraint idempotency_key_request check (octet_length(request_sha256) = 32)
);
create index idempotency_key_age on idempotency_key (done_at);
grant insert, delete on idempotency_key to tender_app;

-- A later form of a park's application, handed in before the bureau decided; the last one counts. Numbered from 1; the
-- first form stands in park.
create table park_revision (
  park_id text not null references park,
  revision_no int not null,
  application text not null,
  application_sha256 bytea not null,
  technology_firms int not null,
  revised_by text not null references actor,
  revised_at timestamptz not null,
  constraint park_revision_once primary key (park_id, revision_no),
  constraint park_revision_hash check (application_sha256 = sha256(convert_to(application, 'UTF8'))),
  constraint park_revision_counts check (revision_no >= 1 and technology_firms >= 0)
);
call make_insert_only('park_revision');

-- What a draft says beside its text may change with it, and not after the notice.
grant update (batch_id, title, profile, threshold, minimum, grace_seconds, recovery_seconds) on tender to tender_app;
create function tender_keeps_terms() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft'
     and (new.batch_id, new.title, new.profile, new.threshold, new.custodians, new.minimum, new.grace_seconds,
          new.recovery_seconds)
         is distinct from
         (old.batch_id, old.title, old.profile, old.threshold, old.custodians, old.minimum, old.grace_seconds,
          old.recovery_seconds) then
    raise exception 'a published tender keeps its draft' using errcode = '23514', constraint = 'tender_draft_frozen';
  end if;
  return new;
end
$$;
create trigger tender_keeps_terms before update on tender for each row execute function tender_keeps_terms();

-- Lots and parts of a draft are taken away with it when it is replaced; those of a published tender stay for ever.
grant delete on lot, lot_part to tender_app;
drop trigger insert_only on lot_part;
create function refuse_change_after_draft() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or not exists (select from tender where tender_id = old.tender_id and state = 'draft') then
    raise exception 'table % is insert-only once the tender is published', tg_table_name using errcode = '42501';
  end if;
  return old;
end
$$;
create trigger draft_only before update or delete on lot_part
  for each row execute function refuse_change_after_draft();
alter table lot_part enable always trigger draft_only;
create trigger draft_only before delete on lot for each row execute function refuse_change_after_draft();
alter table lot enable always trigger draft_only;

-- The feed looks for the files that an entry of the log names.
create index bundle_file_by_entry on bundle_file (log_index);
