-- 0005: registrations, payloads, bids, ticks. New tables only.

-- A bidder of one tender, with the key that its notes are signed with.
create table bidder (
  tender_id text not null references tender,
  bidder text not null,
  vkey text not null,
  actor text not null references agency,
  note_id bytea not null references note,
  constraint bidder_once primary key (tender_id, bidder)
);
call make_insert_only('bidder');

-- A piece of a payload file on its way, at most 1 MiB; pieces are numbered from 0 without gap.
create table payload_chunk (
  sha256 bytea not null,
  uploader text not null,
  chunk_no int not null,
  bytes bytea not null,
  constraint payload_chunk_once primary key (sha256, uploader, chunk_no),
  constraint payload_chunk_bounded check (octet_length(bytes) between 1 and 1048576)
);
alter table payload_chunk alter column bytes set storage external;
call make_insert_only('payload_chunk');

-- A payload file that is whole: its pieces have this length and hash.
create table payload (
  sha256 bytea primary key,
  uploader text not null,
  bytes bigint not null,
  whole_at timestamptz not null,
  constraint payload_bytes check (bytes > 0)
);
call make_insert_only('payload');

-- Registrations, bids and withdrawals as they were taken; bids and withdrawals of one (lot, part, bidder) share a
-- rising seq. A note is in time by `received_at` alone.
create table bid_note (
  note_id bytea primary key references note,
  tender_id text not null references tender,
  kind text not null,
  bidder text not null,
  lot_id text,
  part_id text,
  seq int,
  payload_sha256 bytea references payload,
  received_at timestamptz not null,
  constraint bid_note_kind check (kind in ('register', 'bid', 'withdraw')),
  constraint bid_note_shape check (
    (kind = 'register') = (lot_id is null) and (lot_id is null) = (part_id is null)
    and (lot_id is null) = (seq is null) and (kind = 'bid') = (payload_sha256 is not null)),
  constraint bid_note_of_part foreign key (tender_id, lot_id, part_id) references lot_part,
  constraint bid_note_seq_once unique (tender_id, lot_id, part_id, bidder, seq),
  constraint bid_note_seq_range check (seq between 1 and 999999999)
);
call make_insert_only('bid_note');

-- Notes that wait for the next tick: a queue, not a record. The tick that takes a note removes it here.
create table pending_note (
  note_id bytea primary key references note,
  tender_id text not null,
  -- a registration is never in a later tick than the bid that follows it
  arrival bigint generated always as identity
);
create index pending_note_by_arrival on pending_note (tender_id, arrival);
grant insert, delete on pending_note to tender_app;

-- A tick, and the batch root that it gave each open tender.
create table tick (
  tick_no bigint primary key,
  log_index bigint not null references log_entry,
  at timestamptz not null,
  constraint tick_index_once unique (log_index)
);
call make_insert_only('tick');

create table tick_batch (
  tick_no bigint not null references tick,
  tender_id text not null references tender,
  root bytea not null,
  constraint tick_batch_once primary key (tender_id, tick_no),
  constraint tick_batch_root check (octet_length(root) = 32)
);
call make_insert_only('tick_batch');

-- In which slot of which tick a note stands.
create table tick_note (
  note_id bytea primary key references bid_note,
  tick_no bigint not null,
  tender_id text not null,
  slot int not null,
  constraint tick_note_of_batch foreign key (tender_id, tick_no) references tick_batch,
  constraint tick_note_slot_once unique (tender_id, tick_no, slot),
  constraint tick_note_slot check (slot between 0 and 65535)
);
call make_insert_only('tick_note');

-- The reveal file of a closed tender, as the close names it.
create table reveal (
  tender_id text primary key references tender,
  text bytea not null,
  sha256 bytea not null,
  constraint reveal_hash check (sha256 = sha256(text))
);
call make_insert_only('reveal');
