-- 0006: manifests, shares, results of the opening. New tables only.

-- A pair of lot and part that a manifest opens; a pair is opened once.
create table opening_pair (
  tender_id text not null,
  lot_id text not null,
  part_id text not null,
  manifest bytea not null references note,
  constraint opening_pair_once primary key (tender_id, lot_id, part_id),
  constraint opening_pair_of_part foreign key (tender_id, lot_id, part_id) references lot_part
);
call make_insert_only('opening_pair');

-- A `bid` line of a manifest.
create table opening_bid (
  bid bytea primary key references bid_note,
  manifest bytea not null references note,
  line_no int not null,
  constraint opening_bid_line_once unique (manifest, line_no)
);
call make_insert_only('opening_bid');

-- A custodian's share note for a manifest; one for each.
create table share_note (
  manifest bytea not null references note,
  custodian_index int not null,
  note_id bytea not null references note,
  constraint share_note_once primary key (manifest, custodian_index)
);
call make_insert_only('share_note');

-- One line of a share note: a share that met its commitment, or a claim that the share file is bad.
create table share (
  bid bytea not null references opening_bid,
  custodian_index int not null,
  share bytea,
  bad text,
  constraint share_once primary key (bid, custodian_index),
  constraint share_or_bad check ((share is null) <> (bad is null) and (share is null or octet_length(share) = 33))
);
call make_insert_only('share');

-- What became of a bid; a later row may only follow an `unopenable` one.
create table opened (
  opened_id bigint generated always as identity primary key,
  bid bytea not null references opening_bid,
  note_id bytea not null references note,
  result text not null,
  reason text,
  particulars text,
  secret bytea,
  at timestamptz not null,
  constraint opened_result check (result in ('opened', 'malformed', 'unopenable')),
  constraint opened_shape check ((result = 'malformed') = (reason is not null)
    and (result = 'opened') = (particulars is not null))
);
create unique index opened_final_once on opened (bid) where result <> 'unopenable';
create unique index opened_unopenable_once on opened (bid) where result = 'unopenable';
call make_insert_only('opened');

-- The offer of an opened bid, read out of its payload, for the evaluation. Never before the opening.
create table offer (
  bid bytea primary key references opening_bid,
  json text not null
);
call make_insert_only('offer');
