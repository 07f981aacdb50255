-- 0017: members of a committee declare their conflicts, step back and are replaced. The committee of a lot may be followed
-- by another that seats newcomers (seq 2, 3, …); what the holder of a seat found or signed stays under that holder.
-- Existing rows are of the first committee. Takes short exclusive locks on the committee's tables: apply between
-- evaluations.

alter table committee_member drop constraint committee_member_of_committee;
alter table committee_draw drop constraint committee_draw_of_committee;
alter table score_sheet drop constraint score_sheet_of_member;

alter table committee add column seq int not null default 1;
alter table committee alter column seq drop default;
alter table committee drop constraint committee_once;
alter table committee add constraint committee_once primary key (tender_id, lot_id, seq);
alter table committee add constraint committee_seq check (seq >= 1);

-- A holder of a seat, and with which committee it came. Nobody sits twice in one lot, not even after stepping back.
alter table committee_member add column seq int not null default 1;
alter table committee_member alter column seq drop default;
alter table committee_member drop constraint committee_member_once;
alter table committee_member add constraint committee_member_once primary key (tender_id, lot_id, member, seq);
alter table committee_member add constraint committee_member_of_committee
  foreign key (tender_id, lot_id, seq) references committee;
drop index committee_one_chair;
create unique index committee_one_chair on committee_member (tender_id, lot_id, seq) where chair;

alter table committee_draw add column seq int not null default 1;
alter table committee_draw alter column seq drop default;
alter table committee_draw drop constraint committee_draw_once;
alter table committee_draw add constraint committee_draw_once primary key (tender_id, lot_id, seq);
alter table committee_draw add constraint committee_draw_of_committee
  foreign key (tender_id, lot_id, seq) references committee;

alter table score_sheet add column seq int not null default 1;
alter table score_sheet alter column seq drop default;
alter table score_sheet drop constraint score_sheet_once;
alter table score_sheet add constraint score_sheet_once primary key (tender_id, lot_id, member, seq);
alter table score_sheet add constraint score_sheet_of_member
  foreign key (tender_id, lot_id, member, seq) references committee_member;

alter table conformity add column seq int not null default 1;
alter table conformity alter column seq drop default;
alter table conformity drop constraint conformity_once;
alter table conformity add constraint conformity_once primary key (bid, member, seq);

-- What somebody who is to judge a lot says of its bidders: no conflict of interest, or one and which. Who said none may
-- still find one later.
create table conflict_declaration (
  tender_id text not null,
  lot_id text not null,
  person text not null references actor,
  conflicted boolean not null,
  reason text not null default '',
  declared_at timestamptz not null,
  constraint conflict_declaration_once primary key (tender_id, lot_id, person, conflicted),
  constraint conflict_declaration_of_lot foreign key (tender_id, lot_id) references lot,
  constraint conflict_declaration_has_reason check (conflicted = (reason <> ''))
);
call make_insert_only('conflict_declaration');

-- Somebody who does not judge a lot any more, or never will, and why. Its opinions are void.
create table committee_withdrawal (
  tender_id text not null,
  lot_id text not null,
  person text not null references actor,
  cause text not null,
  reason text not null,
  recorded_by text not null references actor,
  recorded_at timestamptz not null,
  constraint committee_withdrawal_once primary key (tender_id, lot_id, person),
  constraint committee_withdrawal_of_lot foreign key (tender_id, lot_id) references lot,
  constraint committee_withdrawal_cause check (cause in ('conflict', 'recusal', 'excused')),
  constraint committee_withdrawal_has_reason check (reason <> '')
);
call make_insert_only('committee_withdrawal');

-- A bidder's written request that somebody step back, whom it names in its own words: it does not know who sits.
create table recusal_request (
  tender_id text not null,
  lot_id text not null,
  request_no int not null,
  bidder text not null references actor,
  named text not null,
  reason text not null,
  asked_at timestamptz not null,
  constraint recusal_request_once primary key (tender_id, lot_id, request_no),
  constraint recusal_request_of_lot foreign key (tender_id, lot_id) references lot,
  constraint recusal_request_has_words check (named <> '' and reason <> '')
);
call make_insert_only('recusal_request');

-- The officer's decision on such a request; `person` is who steps back, null where nobody does.
create table recusal_decision (
  tender_id text not null,
  lot_id text not null,
  request_no int not null,
  person text references actor,
  reason text not null,
  decided_by text not null references actor,
  decided_at timestamptz not null,
  constraint recusal_decision_once primary key (tender_id, lot_id, request_no),
  constraint recusal_decision_of_request foreign key (tender_id, lot_id, request_no) references recusal_request,
  constraint recusal_decision_of_withdrawal foreign key (tender_id, lot_id, person) references committee_withdrawal,
  constraint recusal_decision_has_reason check (reason <> '')
);
call make_insert_only('recusal_decision');
