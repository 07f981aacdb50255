-- 0023: who attends an opening, and what bidders object to on the spot. New tables only.

-- A person who attends the opening of a tender. Whoever judges bids stays away.
create table opening_attendance (
  tender_id text not null references tender,
  actor text not null references actor,
  role text not null,
  attended_at timestamptz not null,
  constraint opening_attendance_once primary key (tender_id, actor),
  constraint opening_attendance_without_committee check (role not in ('evaluator', 'expert'))
);
call make_insert_only('opening_attendance');

-- A bidder's objection on the spot.
create table opening_objection (
  tender_id text not null,
  lot_id text not null,
  objection_no int not null,
  bidder text not null references actor,
  words text not null,
  made_at timestamptz not null,
  constraint opening_objection_once primary key (tender_id, lot_id, objection_no),
  constraint opening_objection_of_lot foreign key (tender_id, lot_id) references lot,
  constraint opening_objection_has_words check (words <> '')
);
call make_insert_only('opening_objection');

-- The answer given on the spot.
create table opening_answer (
  tender_id text not null,
  lot_id text not null,
  objection_no int not null,
  words text not null,
  answered_by text not null references actor,
  answered_at timestamptz not null,
  constraint opening_answer_once primary key (tender_id, lot_id, objection_no),
  constraint opening_answer_of_objection foreign key (tender_id, lot_id, objection_no) references opening_objection,
  constraint opening_answer_has_words check (words <> '')
);
call make_insert_only('opening_answer');
