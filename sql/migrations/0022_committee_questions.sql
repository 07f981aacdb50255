-- 0022: what a committee asks bidders in writing, what they answer, what it finds of a low price; reasons for scores, their
-- lawful changes, dissent. New tables only.

-- A written question of the committee to one bidder (澄清、更正、低价说明); `triggers` are the figures that made a price
-- abnormally low, by name, apart by blanks.
create table committee_question (
  tender_id text not null,
  lot_id text not null,
  question_no int not null,
  bid bytea not null references opening_bid,
  kind text not null,
  question text not null,
  triggers text not null default '',
  asked_by text not null references actor,
  asked_at timestamptz not null,
  answer_by timestamptz not null,
  constraint committee_question_once primary key (tender_id, lot_id, question_no),
  constraint committee_question_of_lot foreign key (tender_id, lot_id) references lot,
  constraint committee_question_kind check (kind in ('clarification', 'correction', 'lowPrice')),
  constraint committee_question_has_words check (question <> ''),
  constraint committee_question_time check (asked_at < answer_by)
);
-- A price is corrected once, and explained once.
create unique index committee_question_of_price on committee_question (bid, kind) where kind <> 'clarification';
call make_insert_only('committee_question');

-- The bidder's written answer; of a correction whether it confirms it.
create table bidder_answer (
  tender_id text not null,
  lot_id text not null,
  question_no int not null,
  answer text not null,
  confirmed boolean,
  answered_at timestamptz not null,
  constraint bidder_answer_once primary key (tender_id, lot_id, question_no),
  constraint bidder_answer_of_question foreign key (tender_id, lot_id, question_no) references committee_question,
  constraint bidder_answer_has_words check (answer <> '')
);
call make_insert_only('bidder_answer');

-- One member's finding on the explanation of a low price: proven, or not and why.
create table explanation_finding (
  tender_id text not null,
  lot_id text not null,
  question_no int not null,
  member text not null,
  seq int not null,
  proven boolean not null,
  reason text not null,
  found_at timestamptz not null,
  constraint explanation_finding_once primary key (tender_id, lot_id, question_no, member, seq),
  constraint explanation_finding_of_question foreign key (tender_id, lot_id, question_no) references committee_question,
  constraint explanation_finding_of_member foreign key (tender_id, lot_id, member, seq) references committee_member,
  constraint explanation_finding_has_reason check (reason <> '')
);
call make_insert_only('explanation_finding');

-- A member's reason for a score far from the others'.
create table score_explanation (
  tender_id text not null,
  lot_id text not null,
  member text not null,
  seq int not null,
  bid bytea not null references opening_bid,
  criterion text not null,
  reason text not null,
  given_at timestamptz not null,
  constraint score_explanation_once primary key (tender_id, lot_id, member, seq, bid, criterion),
  constraint score_explanation_of_member foreign key (tender_id, lot_id, member, seq) references committee_member,
  constraint score_explanation_has_reason check (reason <> '')
);
call make_insert_only('score_explanation');

-- A lawful change of a signed score, in the order in which they were made; the sheet stays what it was.
create table score_change (
  tender_id text not null,
  lot_id text not null,
  change_no int not null,
  member text not null,
  seq int not null,
  bid bytea not null references opening_bid,
  criterion text not null,
  ground text not null,
  from_units bigint not null,
  to_units bigint not null,
  reason text not null,
  changed_at timestamptz not null,
  constraint score_change_once primary key (tender_id, lot_id, change_no),
  constraint score_change_of_member foreign key (tender_id, lot_id, member, seq) references committee_member,
  constraint score_change_changes check (from_units <> to_units),
  constraint score_change_has_reason check (reason <> '')
);
call make_insert_only('score_change');

-- A member's written dissent; who writes none agrees.
create table dissent (
  tender_id text not null,
  lot_id text not null,
  member text not null,
  seq int not null,
  words text not null,
  written_at timestamptz not null,
  constraint dissent_once primary key (tender_id, lot_id, member, seq),
  constraint dissent_of_member foreign key (tender_id, lot_id, member, seq) references committee_member,
  constraint dissent_has_words check (words <> '')
);
call make_insert_only('dissent');
