-- 0007: reviews, committee, scores, evaluation, award. New tables only.

-- The purchaser's qualification review of one bidder's bid for a lot.
create table qualification (
  bid bytea primary key references opening_bid,
  passed boolean not null,
  ground text,
  reason text not null default '',
  reviewer text not null references actor,
  reviewed_at timestamptz not null,
  constraint qualification_ground check (passed = (ground is null) and (passed or reason <> ''))
);
call make_insert_only('qualification');

-- The committee of a lot, by its note.
create table committee (
  tender_id text not null,
  lot_id text not null,
  note_id bytea not null references note,
  constraint committee_once primary key (tender_id, lot_id),
  constraint committee_of_lot foreign key (tender_id, lot_id) references lot
);
call make_insert_only('committee');

-- A member: an anonymous key for this tender, and the person behind it, who is not named before the result.
create table committee_member (
  tender_id text not null,
  lot_id text not null,
  member text not null,
  vkey text not null,
  person text not null references actor,
  buyer_side boolean not null,
  chair boolean not null,
  constraint committee_member_once primary key (tender_id, lot_id, member),
  constraint committee_member_person_once unique (tender_id, lot_id, person),
  constraint committee_member_of_committee foreign key (tender_id, lot_id) references committee,
  constraint committee_chair_is_expert check (not (chair and buyer_side))
);
create unique index committee_one_chair on committee_member (tender_id, lot_id) where chair;
call make_insert_only('committee_member');

-- One member's view whether one bid conforms.
create table conformity (
  bid bytea not null references opening_bid,
  member text not null,
  passed boolean not null,
  ground text,
  reason text not null default '',
  at timestamptz not null,
  constraint conformity_once primary key (bid, member),
  constraint conformity_ground check (passed = (ground is null) and (passed or reason <> ''))
);
call make_insert_only('conformity');

-- A member's signed sheet: its hash is in the note, its figures here.
create table score_sheet (
  tender_id text not null,
  lot_id text not null,
  member text not null,
  sheet text not null,
  note_id bytea not null references note,
  constraint score_sheet_once primary key (tender_id, lot_id, member),
  constraint score_sheet_of_member foreign key (tender_id, lot_id, member) references committee_member
);
call make_insert_only('score_sheet');

-- The evaluation of a lot: evaluation/<lot>.json as the officer signed it, and the public form where it differs.
create table evaluation (
  tender_id text not null,
  lot_id text not null,
  file text not null,
  sha256 bytea not null,
  note_id bytea not null references note,
  constraint evaluation_once primary key (tender_id, lot_id),
  constraint evaluation_of_lot foreign key (tender_id, lot_id) references lot,
  constraint evaluation_hash check (sha256 = sha256(convert_to(file, 'UTF8')))
);
call make_insert_only('evaluation');

-- The award of a lot: award/<lot>.json.
create table award (
  tender_id text not null,
  lot_id text not null,
  bid bytea not null references opening_bid,
  bidder text not null,
  rank int not null,
  price_fen bigint not null,
  file text not null,
  note_id bytea not null references note,
  awarded_at timestamptz not null,
  accepted_at timestamptz,
  constraint award_once primary key (tender_id, lot_id),
  constraint award_of_evaluation foreign key (tender_id, lot_id) references evaluation,
  constraint award_rank check (rank >= 1),
  constraint award_price check (price_fen > 0)
);
grant insert, update (accepted_at) on award to tender_app;

-- A lot that ended without award, and why.
create table lot_failure (
  tender_id text not null,
  lot_id text not null,
  ground text not null,
  reason text not null,
  note_id bytea not null references note,
  constraint lot_failure_once primary key (tender_id, lot_id),
  constraint lot_failure_of_lot foreign key (tender_id, lot_id) references lot,
  constraint lot_failure_has_reason check (reason <> '')
);
call make_insert_only('lot_failure');
