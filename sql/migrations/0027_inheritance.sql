-- 0027: what a lot inherits and asks for: the failed lot that it takes up, a bid security, the members of a consortium that
-- a bid is of. Columns with constant defaults and new tables; `tender`, `lot` and `qualification` are locked for a moment.
-- Code from before goes on: it follows nothing, asks for no security and records no members.

-- A tender may follow one of its batch: the lots that both have of a park came to nothing there, and there is one.
create function tender_follows_failed() returns trigger language plpgsql as $$
begin
  if not exists (select from tender where tender_id = new.follows and batch_id = new.batch_id) then
    raise exception 'tender % is of another batch', new.follows
      using errcode = '23514', constraint = 'tender_follows_same_batch';
  end if;
  if new.state <> 'draft'
     and (select coalesce(bool_and(earlier.state in ('failed', 'cancelled')), false)
            from lot
            join lot as earlier on earlier.tender_id = new.follows and earlier.park_id = lot.park_id
           where lot.tender_id = new.tender_id) is not true then
    raise exception 'tender % did not fail for these parks', new.follows
      using errcode = '23514', constraint = 'tender_follows_failed_lots';
  end if;
  return new;
end
$$;
create trigger tender_follows_failed before insert or update of follows, batch_id, state on tender for each row
  when (new.follows is not null) execute function tender_follows_failed();

-- The bid security (投标保证金) that a lot asks for; 0 is none. How much the law allows is data of the rule book.
alter table lot
  add column security_fen bigint not null default 0,
  add constraint lot_security_bounded check (security_fen between 0 and budget_fen);

-- Whether the security came, and how; nobody passes without it where the lot asks for one.
alter table qualification
  add column security_received boolean,
  add column security_form text,
  add constraint qualification_security_form check (security_form is null or security_received);
create function qualification_has_security() returns trigger language plpgsql as $$
begin
  if new.passed and new.security_received is not true
     and exists (select from bid_note
                   join lot on lot.tender_id = bid_note.tender_id and lot.lot_id = bid_note.lot_id
                  where bid_note.note_id = new.bid and lot.security_fen > 0) then
    raise exception 'the bid security has not come'
      using errcode = '23514', constraint = 'qualification_security_received';
  end if;
  return new;
end
$$;
create trigger has_security before insert on qualification for each row execute function qualification_has_security();

-- When a bidder had its security back.
create table security_return (
  bid bytea not null references qualification,
  returned_on date not null,
  recorded_by text not null references actor,
  recorded_at timestamptz not null,
  constraint security_return_once primary key (bid)
);
call make_insert_only('security_return');

-- A further member of the consortium (联合体) that a bid is of, as the review found it.
create table qualification_member (
  bid bytea not null references qualification,
  credit_code text not null,
  constraint qualification_member_once primary key (bid, credit_code),
  constraint qualification_member_code check (octet_length(credit_code) = 18)
);
call make_insert_only('qualification_member');
create function qualification_member_accepted() returns trigger language plpgsql as $$
begin
  if exists (select from qualification
               join bid_note on bid_note.note_id = qualification.bid
               join tender on tender.tender_id = bid_note.tender_id
              where qualification.bid = new.bid
                and qualification.passed
                and tender.draft::jsonb ->> 'consortium' = 'false') then
    raise exception 'the documents accept no consortium'
      using errcode = '23514', constraint = 'qualification_member_accepted';
  end if;
  return new;
end
$$;
create trigger accepted before insert on qualification_member for each row
  execute function qualification_member_accepted();
