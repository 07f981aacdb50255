-- 0024: what comes before a notice: who wrote which version of a draft, what was found out about the parks, the plan, the
-- fair-competition review, and the review of the draft by somebody else. New tables; two triggers on `tender`, which is
-- locked for a moment. Code from before writes no versions when it replaces a draft and is refused: stop it first. Tenders
-- published before this migration have no preparation file, and sql/checks does not ask for one.

-- A version of a draft by its hash, and who wrote it. The last one is the draft as it stands, or as it was published.
create table draft_version (
  tender_id text not null references tender,
  version_no int not null,
  draft_sha256 bytea not null,
  written_by text not null references actor,
  written_at timestamptz not null,
  constraint draft_version_once primary key (tender_id, version_no),
  constraint draft_version_counts check (version_no >= 1),
  constraint draft_version_hash check (octet_length(draft_sha256) = 32)
);
-- Who replaced a draft before this migration is in the activity record only.
insert into draft_version
select tender_id, 1, sha256(convert_to(draft, 'UTF8')), created_by, created_at from tender;
call make_insert_only('draft_version');

create function draft_gets_version() returns trigger language plpgsql as $$
begin
  insert into draft_version
  values (new.tender_id, 1, sha256(convert_to(new.draft, 'UTF8')), new.created_by, new.created_at);
  return null;
end
$$;
create trigger draft_gets_version after insert on tender for each row execute function draft_gets_version();

create function draft_is_last_version() returns trigger language plpgsql as $$
begin
  if sha256(convert_to(new.draft, 'UTF8')) is distinct from
     (select draft_sha256 from draft_version where tender_id = new.tender_id order by version_no desc limit 1) then
    raise exception 'nobody is said to have written this draft'
      using errcode = '23514', constraint = 'tender_draft_has_version';
  end if;
  return new;
end
$$;
create trigger draft_is_last_version before update of draft on tender for each row
  when (new.draft is distinct from old.draft) execute function draft_is_last_version();

-- One fact of the preparation file: a park's demand survey, the procurement plan, the conclusion of the fair-competition
-- review. The last of its kind (of its park) counts. `body` is the checked form in canonical JSON; `draft_sha256` is the
-- draft that stood when it was recorded.
create table preparation (
  tender_id text not null references tender,
  fact_no int not null,
  kind text not null,
  park_id text references park,
  conclusion text,
  body text not null,
  attachment_sha256 bytea,
  draft_sha256 bytea not null,
  recorded_by text not null references actor,
  recorded_at timestamptz not null,
  constraint preparation_once primary key (tender_id, fact_no),
  constraint preparation_counts check (fact_no >= 1),
  constraint preparation_kind check (kind in ('survey', 'plan', 'fairness')),
  constraint preparation_survey_of_park check ((kind = 'survey') = (park_id is not null)),
  constraint preparation_conclusion check ((kind = 'fairness') = (conclusion is not null)
    and (conclusion is null or conclusion in ('noImpact', 'exception', 'impact'))),
  constraint preparation_bounded check (octet_length(body) between 2 and 60000),
  constraint preparation_hashes check (octet_length(draft_sha256) = 32 and octet_length(attachment_sha256) = 32)
);
call make_insert_only('preparation');

-- What somebody else than its writers found when reading a draft. The last one counts, for the text that it names.
create table draft_review (
  tender_id text not null references tender,
  review_no int not null,
  outcome text not null,
  reason text not null default '',
  draft_sha256 bytea not null,
  reviewer text not null references actor,
  reviewed_at timestamptz not null,
  constraint draft_review_once primary key (tender_id, review_no),
  constraint draft_review_counts check (review_no >= 1),
  constraint draft_review_outcome check (outcome in ('approved', 'returned')),
  constraint draft_review_has_reason check (outcome = 'approved' or reason <> '')
);
call make_insert_only('draft_review');

-- Both are about the draft as it stands: nothing is added once the notice is out.
create function preparation_before_notice() returns trigger language plpgsql as $$
declare
  present record;
begin
  select state, sha256(convert_to(draft, 'UTF8')) as draft_sha256 into present
    from tender where tender_id = new.tender_id for share;
  if present.state is distinct from 'draft' then
    raise exception 'tender % is no draft', new.tender_id
      using errcode = '23514', constraint = 'preparation_before_notice';
  end if;
  if new.draft_sha256 is distinct from present.draft_sha256 then
    raise exception 'the draft is another by now' using errcode = '23514', constraint = 'preparation_of_present_draft';
  end if;
  return new;
end
$$;
create trigger before_notice before insert on preparation for each row execute function preparation_before_notice();
create trigger before_notice before insert on draft_review for each row execute function preparation_before_notice();

create function draft_review_by_another() returns trigger language plpgsql as $$
begin
  if exists (select from draft_version where tender_id = new.tender_id and written_by = new.reviewer) then
    raise exception 'the reviewer wrote a version of this draft'
      using errcode = '23514', constraint = 'draft_review_by_another';
  end if;
  return new;
end
$$;
create trigger by_another before insert on draft_review for each row execute function draft_review_by_another();

-- A real notice has a survey of each lot's park, a plan, a conclusion that lets it pass and an approval, the last two of
-- the very text that is published. In a rehearsal nothing must be there; what is there must be no "no".
create function tender_is_prepared() returns trigger language plpgsql as $$
declare
  earnest boolean := (select not rehearsal from instance);
  text_sha256 bytea := sha256(convert_to(new.draft, 'UTF8'));
  fair record;
  review record;
  holds boolean;
begin
  select conclusion, draft_sha256 into fair
    from preparation where tender_id = new.tender_id and kind = 'fairness' order by fact_no desc limit 1;
  select outcome, draft_sha256 into review
    from draft_review where tender_id = new.tender_id order by review_no desc limit 1;
  holds := coalesce(fair.conclusion <> 'impact', true)
    and coalesce(review.outcome = 'approved' and review.draft_sha256 = text_sha256, true);
  if earnest then
    holds := holds
      and coalesce(fair.draft_sha256 = text_sha256, false)
      and review.outcome is not null
      and exists (select from preparation where tender_id = new.tender_id and kind = 'plan')
      and not exists (select from lot where lot.tender_id = new.tender_id
                         and not exists (select from preparation where tender_id = new.tender_id
                                            and kind = 'survey' and park_id = lot.park_id));
  end if;
  if not holds then
    raise exception 'tender % is not prepared', new.tender_id using errcode = '23514', constraint = 'tender_prepared';
  end if;
  return new;
end
$$;
create trigger tender_is_prepared before update of state on tender for each row
  when (old.state = 'draft' and new.state = 'published') execute function tender_is_prepared();
