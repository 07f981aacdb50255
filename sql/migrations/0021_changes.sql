-- 0021: what may happen to a tender after its notice (amendments, questions and their answers, cancellation), and which
-- tender a new one follows. New tables, one column without default. Locks `tender` for a moment only; the code before it
-- writes rows without the column, which is null then.

-- One amendment of a published tender, as its tender-amend note says; the deadline and documents in force are its row's in
-- `tender`, which the last amendment moved.
create table amendment (
  tender_id text not null references tender,
  seq int not null,
  note_id bytea not null references note,
  deadline_before timestamptz not null,
  deadline_after timestamptz not null,
  -- of the documents in force from here on
  terms_sha256 bytea not null,
  changes_terms boolean not null,
  affects_bids boolean not null,
  -- what the officer asked for, in canonical JSON: reason and changes
  change text not null,
  made_at timestamptz not null,
  constraint amendment_once primary key (tender_id, seq),
  constraint amendment_note_once unique (note_id),
  constraint amendment_before_deadline check (made_at < deadline_before),
  constraint amendment_deadline_later check (deadline_after >= deadline_before),
  constraint amendment_changes check (changes_terms or deadline_after > deadline_before)
);
call make_insert_only('amendment');

-- A question about the documents. Who asked is told to nobody.
create table question (
  tender_id text not null references tender,
  question_no int not null,
  asker text not null references actor,
  body text not null,
  asked_at timestamptz not null,
  constraint question_once primary key (tender_id, question_no),
  constraint question_no_from_one check (question_no >= 1),
  constraint question_bounded check (octet_length(body) between 1 and 4000)
);
call make_insert_only('question');

-- A tender-clarification note: answers to all.
create table clarification (
  tender_id text not null references tender,
  seq int not null,
  note_id bytea not null references note,
  affects_bids boolean not null,
  made_at timestamptz not null,
  constraint clarification_once primary key (tender_id, seq),
  constraint clarification_note_once unique (note_id)
);
call make_insert_only('clarification');

-- A question's one answer, and the question as it was made public.
create table answer (
  tender_id text not null,
  question_no int not null,
  seq int not null,
  question text not null,
  body text not null,
  constraint answer_once primary key (tender_id, question_no),
  constraint answer_of_question foreign key (tender_id, question_no) references question,
  constraint answer_of_clarification foreign key (tender_id, seq) references clarification,
  constraint answer_bounded check (octet_length(body) between 1 and 8000)
);
call make_insert_only('answer');

-- The end of a whole tender by its tender-cancellation note, before or after its close. What was sealed stays sealed.
create table cancellation (
  tender_id text primary key references tender,
  note_id bytea not null references note,
  ground text not null,
  reason text not null,
  made_at timestamptz not null,
  constraint cancellation_note_once unique (note_id),
  constraint cancellation_has_reason check (reason <> '')
);
call make_insert_only('cancellation');

-- The tender whose failed or cancelled lots this one puts out again; part of the draft, frozen with it.
alter table tender
  add column follows text references tender,
  add constraint tender_follows_another check (follows <> tender_id);
create index tender_by_followed on tender (follows) where follows is not null;
grant update (follows) on tender to tender_app;

-- An agency's own list of what happened to the tenders that it takes part in.
create index bidder_by_actor on bidder (actor);

create or replace function tender_moves_forward() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.draft is distinct from old.draft or new.follows is distinct from old.follows) then
    raise exception 'a published tender keeps its draft' using errcode = '23514', constraint = 'tender_draft_frozen';
  end if;
  if old.notice_id is not null and new.notice_id is distinct from old.notice_id then
    raise exception 'a tender has one notice' using errcode = '23514', constraint = 'tender_one_notice';
  end if;
  if old.state in ('closed', 'cancelled') and new.state <> old.state then
    raise exception 'a tender that ended stays so' using errcode = '23514', constraint = 'tender_state_forward';
  end if;
  if new.deadline_at < old.deadline_at then
    raise exception 'a deadline only moves later' using errcode = '23514', constraint = 'tender_deadline_later';
  end if;
  return new;
end
$$;
