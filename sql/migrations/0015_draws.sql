-- 0015: public draws of experts and of ties. New tables only.

-- A party's commitment to a secret, before the draw's list is fixed: SHA-256 of 32 bytes that only the party knows.
create table draw_commitment (
  digest bytea not null,
  tender_id text not null,
  lot_id text not null,
  purpose text not null,
  actor text not null references actor,
  committed_at timestamptz not null,
  constraint draw_commitment_once primary key (digest),
  constraint draw_commitment_of_lot foreign key (tender_id, lot_id) references lot,
  constraint draw_commitment_purpose check (purpose in ('experts', 'tie')),
  constraint draw_commitment_length check (octet_length(digest) = 32)
);
create index draw_commitment_by_lot on draw_commitment (tender_id, lot_id, purpose);
call make_insert_only('draw_commitment');

-- A draw as it was announced by its tender-draw note.
create table draw (
  draw bytea not null references note,
  tender_id text not null,
  lot_id text not null,
  purpose text not null,
  take int not null,
  announced_at timestamptz not null,
  constraint draw_once primary key (draw),
  constraint draw_of_lot foreign key (tender_id, lot_id) references lot,
  constraint draw_purpose check (purpose in ('experts', 'tie')),
  constraint draw_take check (take >= 1)
);
create index draw_by_lot on draw (tender_id, lot_id, purpose);
call make_insert_only('draw');

-- Who contributes to a draw, in the note's order; a commitment serves once.
create table draw_party (
  draw bytea not null references draw,
  place int not null,
  actor text not null references actor,
  digest bytea not null references draw_commitment,
  constraint draw_party_once primary key (draw, actor),
  constraint draw_party_place_once unique (draw, place),
  constraint draw_party_commitment_once unique (digest)
);
call make_insert_only('draw_party');

-- One line of a draw's list: a bid's hex id, or an expert's id in this draw, which stands for a person whom the list does
-- not name.
create table draw_candidate (
  draw bytea not null references draw,
  place int not null,
  candidate text not null,
  person text references actor,
  constraint draw_candidate_once primary key (draw, candidate),
  constraint draw_candidate_place_once unique (draw, place),
  constraint draw_candidate_person_once unique (draw, person)
);
call make_insert_only('draw_candidate');

-- A secret that was revealed: it is what was committed to.
create table draw_secret (
  digest bytea not null,
  secret bytea not null,
  revealed_at timestamptz not null,
  constraint draw_secret_once primary key (digest),
  constraint draw_secret_of_party foreign key (digest) references draw_party (digest),
  constraint draw_secret_as_committed check (octet_length(secret) = 32 and digest = sha256(secret))
);
call make_insert_only('draw_secret');

-- How a draw ended: by tender-drawn, or voided by tender-void for a reason.
create table draw_end (
  draw bytea not null references draw,
  note_id bytea not null references note,
  void_reason text,
  ended_at timestamptz not null,
  constraint draw_end_once primary key (draw),
  constraint draw_end_has_reason check (void_reason is null or void_reason <> '')
);
call make_insert_only('draw_end');

-- The candidates in the order drawn.
create table draw_result (
  draw bytea not null references draw_end,
  place int not null,
  candidate text not null,
  constraint draw_result_once primary key (draw, place),
  constraint draw_result_candidate_once unique (draw, candidate),
  constraint draw_result_of_list foreign key (draw, candidate) references draw_candidate
);
call make_insert_only('draw_result');

-- Somebody drawn who cannot come, and why; after that experts may be drawn again.
create table draw_decline (
  draw bytea not null,
  candidate text not null,
  reason text not null,
  recorded_at timestamptz not null,
  constraint draw_decline_once primary key (draw, candidate),
  constraint draw_decline_of_result foreign key (draw, candidate) references draw_result (draw, candidate),
  constraint draw_decline_has_reason check (reason <> '')
);
call make_insert_only('draw_decline');

-- The draw that a committee's experts come from.
create table committee_draw (
  tender_id text not null,
  lot_id text not null,
  draw bytea not null references draw_end,
  constraint committee_draw_once primary key (tender_id, lot_id),
  constraint committee_draw_of_committee foreign key (tender_id, lot_id) references committee
);
call make_insert_only('committee_draw');
