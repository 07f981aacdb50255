-- 0032: under the Tendering Law a committee that is left with too few valid bids argues in writing that competition is not
-- lacking, and its members sign that (R-083). New tables only.

-- The committee's statement on one lot, as its chair worded it; `paper` is what the members sign.
create table competition_statement (
  tender_id text not null,
  lot_id text not null,
  paper text not null,
  argument text not null,
  valid_bids int not null,
  argued_by text not null references actor,
  argued_at timestamptz not null,
  constraint competition_statement_once primary key (tender_id, lot_id),
  constraint competition_statement_of_lot foreign key (tender_id, lot_id) references lot,
  constraint competition_statement_has_words check (argument <> ''),
  constraint competition_statement_valid check (valid_bids >= 1)
);
call make_insert_only('competition_statement');

-- A member's signature on it, by its seat's key.
create table competition_consent (
  tender_id text not null,
  lot_id text not null,
  member text not null,
  seq int not null,
  note_id bytea not null references note,
  signed_at timestamptz not null,
  constraint competition_consent_once primary key (tender_id, lot_id, member, seq),
  constraint competition_consent_of_statement foreign key (tender_id, lot_id) references competition_statement,
  constraint competition_consent_of_member foreign key (tender_id, lot_id, member, seq) references committee_member
);
call make_insert_only('competition_consent');

-- Under procurement law such a lot fails: nothing is argued there.
create function competition_argued() returns trigger language plpgsql as $$
begin
  if not exists (select
                   from tender
                   join lot on lot.tender_id = tender.tender_id and lot.lot_id = new.lot_id
                  where tender.tender_id = new.tender_id
                    and tender.profile in ('T0', 'T1')
                    and lot.state in ('conformity', 'scoring')
                    and new.valid_bids < tender.minimum) then
    raise exception 'nothing is to be argued in this lot' using errcode = '23514', constraint = 'competition_argued';
  end if;
  return new;
end
$$;
create trigger competition_argued before insert on competition_statement
  for each row execute function competition_argued();
