-- 0030: a signed result is reviewed again on a lawful ground (R-091). A lot may have evaluations one after the other
-- (review_no 0 is the first), a member a corrected sheet beside the first. Existing rows are first ones. Takes short exclusive
-- locks on the tables of evaluations, sheets, score changes, candidates' publicity and awards, and writes them anew: apply
-- between awards.

-- The decision to have the committee review a lot's signed result again, on one of the law's four grounds. `superseded` is
-- the hash of the public evaluation file that stood then. It is over when an evaluation of its number is signed.
create table re_review (
  tender_id text not null,
  lot_id text not null,
  review_no int not null,
  ground text not null,
  reason text not null,
  superseded bytea not null,
  convened_by text not null references actor,
  convened_at timestamptz not null,
  constraint re_review_once primary key (tender_id, lot_id, review_no),
  constraint re_review_of_lot foreign key (tender_id, lot_id) references lot,
  constraint re_review_no_from_one check (review_no >= 1),
  constraint re_review_ground check (ground in ('sumWrong', 'outOfRange', 'objectiveDiffers', 'extreme')),
  constraint re_review_has_reason check (reason <> ''),
  constraint re_review_superseded check (length(superseded) = 32)
);
call make_insert_only('re_review');

-- Its end: the evaluation that came of it, with corrected figures or the same.
create table re_review_end (
  tender_id text not null,
  lot_id text not null,
  review_no int not null,
  note_id bytea not null references note,
  ended_at timestamptz not null,
  constraint re_review_end_once primary key (tender_id, lot_id, review_no),
  constraint re_review_end_of_review foreign key (tender_id, lot_id, review_no) references re_review
);
call make_insert_only('re_review_end');

alter table award drop constraint award_of_evaluation;
alter table evaluation
  add column review_no int not null default 0,
  drop constraint evaluation_once,
  add constraint evaluation_once primary key (tender_id, lot_id, review_no);
-- Which of the lot's evaluations the award rests on: the last.
alter table award
  add column review_no int not null default 0,
  add constraint award_of_evaluation foreign key (tender_id, lot_id, review_no) references evaluation;

-- The first sheet of a member, or the one that it corrected in a re-review.
alter table score_sheet
  add column review_no int not null default 0,
  drop constraint score_sheet_once,
  add constraint score_sheet_once primary key (tender_id, lot_id, member, seq, review_no);
-- Changes before the result was signed have number 0; the others are what a corrected sheet corrects.
alter table score_change add column review_no int not null default 0;

-- Candidates of a reviewed result are made public anew.
alter table publicity
  add column review_no int not null default 0,
  drop constraint publicity_once,
  add constraint publicity_once primary key (tender_id, lot_id, review_no);

create function is_re_reviewed(a_tender text, a_lot text) returns boolean
language sql stable as $$
  select exists (select
                   from re_review
                   left join re_review_end using (tender_id, lot_id, review_no)
                  where re_review.tender_id = a_tender
                    and re_review.lot_id = a_lot
                    and re_review_end.note_id is null)
$$;

-- Before any award, one after the other, of a lot that is evaluated.
create function re_review_in_order() returns trigger language plpgsql as $$
begin
  perform from lot where tender_id = new.tender_id and lot_id = new.lot_id and state = 'evaluated' for update;
  if not found or exists (select from award where tender_id = new.tender_id and lot_id = new.lot_id) then
    raise exception 'only a result that was never awarded is reviewed again'
      using errcode = '23514', constraint = 're_review_before_award';
  end if;
  if is_re_reviewed(new.tender_id, new.lot_id)
     or new.review_no <> (select 1 + count(*) from re_review where tender_id = new.tender_id and lot_id = new.lot_id) then
    raise exception 'another re-review is not over' using errcode = '23514', constraint = 're_review_one_at_a_time';
  end if;
  return new;
end
$$;
create trigger re_review_in_order before insert on re_review for each row execute function re_review_in_order();

-- An award, or its candidates' publicity, waits for a re-review; a corrected sheet belongs to one that is not over.
create function refuse_while_re_reviewed() returns trigger language plpgsql as $$
begin
  if is_re_reviewed(new.tender_id, new.lot_id) then
    raise exception 'the result is under re-review' using errcode = '23514', constraint = 're_review_holds';
  end if;
  return new;
end
$$;
create trigger refuse_while_re_reviewed before insert on award
  for each row execute function refuse_while_re_reviewed();
create trigger refuse_while_re_reviewed before insert on publicity
  for each row execute function refuse_while_re_reviewed();

create function corrected_in_re_review() returns trigger language plpgsql as $$
begin
  if new.review_no > 0
     and not exists (select
                       from re_review
                       left join re_review_end using (tender_id, lot_id, review_no)
                      where re_review.tender_id = new.tender_id
                        and re_review.lot_id = new.lot_id
                        and re_review.review_no = new.review_no
                        and re_review.ground <> 'sumWrong'
                        and re_review_end.note_id is null) then
    raise exception 'no re-review is open in which this may be corrected'
      using errcode = '23514', constraint = 're_review_corrects';
  end if;
  return new;
end
$$;
create trigger corrected_in_re_review before insert on score_sheet
  for each row execute function corrected_in_re_review();
create trigger corrected_in_re_review before insert on score_change
  for each row execute function corrected_in_re_review();

-- Under the statutory track no lot is awarded whose candidates, as the last evaluation ranks them, were not public.
create or replace function refuse_before_publicity() returns trigger language plpgsql as $$
begin
  if exists (select from tender where tender_id = new.tender_id and profile = 'T1')
     and not exists (select
                       from publicity
                      where tender_id = new.tender_id
                        and lot_id = new.lot_id
                        and review_no = new.review_no) then
    raise exception 'the candidates were not public' using errcode = '23514', constraint = 'award_after_publicity';
  end if;
  return new;
end
$$;
