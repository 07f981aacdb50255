-- 0016: the log's heads as they were published, and what witnesses said of them, so that every daemon on this database
-- serves the newest although only one signs. New tables; locks nothing that anybody uses. An older program does not look
-- at them; the first start of this one publishes the head that its file holds.

-- One row for each head that was signed and published, with the log's own signature. The signer's file was synced before.
create table log_checkpoint (
  size bigint primary key,
  root bytea not null,
  note bytea not null,
  published_at timestamptz not null,
  constraint log_checkpoint_root_size check (octet_length(root) = 32),
  constraint log_checkpoint_note_bounded check (octet_length(note) between 1 and 10000)
);
call make_insert_only('log_checkpoint');

-- A published head is larger than the last one and no larger than the log: whatever a program thinks.
create function log_checkpoint_only_grows() returns trigger language plpgsql as $$
begin
  if new.size <= (select max(size) from log_checkpoint) then
    raise exception 'a published head is not larger than the last one'
      using errcode = '23514', constraint = 'log_checkpoint_only_grows', table = 'log_checkpoint';
  end if;
  if new.size > (select size from log_head) then
    raise exception 'a published head is larger than the log'
      using errcode = '23514', constraint = 'log_checkpoint_within_log', table = 'log_checkpoint';
  end if;
  return new;
end
$$;
create trigger log_checkpoint_only_grows before insert on log_checkpoint
  for each row execute function log_checkpoint_only_grows();

-- One row for each witness that ever cosigned: what its name+id stands for.
create table log_witness (
  witness text primary key,
  vkey text not null,
  first_seen_at timestamptz not null
);
call make_insert_only('log_witness');

-- One row for each cosignature that was verified: a witness saw this head as the largest consistent one, at that time.
create table log_cosignature (
  size bigint not null references log_checkpoint,
  witness text not null references log_witness,
  cosigned_at timestamptz not null,
  signature bytea not null,
  constraint log_cosignature_once primary key (size, witness),
  constraint log_cosignature_size check (octet_length(signature) = 72)
);
create index log_cosignature_of_witness on log_cosignature (witness, size);
call make_insert_only('log_cosignature');
