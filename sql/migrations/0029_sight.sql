-- 0029: row-level security: who sees which rows, as a second line behind the deeds. No column changes. Takes a short
-- exclusive lock on each guarded table, and adds one index. Code before it would see nothing: stop the daemons, migrate, start the new ones.
--
-- Every transaction says for whom it reads, in the setting `tender.reader` (Sources/Store/Readers.swift):
--   ''            nobody: no row of a guarded table
--   everybody     a stranger
--   actor <key>   whoever holds this key; its role, seats and functions are looked up here
--   office        the daemon at work after the close
--   secretary     the daemon over the signed sheets of a committee, before all have signed
--   storekeeper   the daemon fetching payload files
--   notary        the daemon taking notes before the close, and closing
--   auditor       the audit and the archive
-- Where a fact decides, the fact is asked and not the reader: whether the tender is closed, all sheets are signed, somebody
-- has declared no conflict of interest. tender_auditor reads everything; any other role that is granted a table reads none
-- of its rows; the owner, pg_dump and foreign keys are not held by policies.

-- Asked inside `(select …)`, so once a statement. Plain enough to be put in place of their calls.
create function reader_kind() returns text language sql stable as $$
  select split_part(nullif(current_setting('tender.reader', true), ''), ' ', 1)
$$;
create function reader_key() returns text language sql stable as $$
  select case when current_setting('tender.reader', true) like 'actor %'
              then substr(current_setting('tender.reader', true), 7) end
$$;
create function reader_role() returns text language sql stable as $$
  select role from actor where key_ref = reader_key() and revoked_at is null
$$;

-- Whether every seat of a lot has a signed sheet of its present holder, or the result is signed already. As the owner,
-- because a policy that asked its own table would ask without end.
create function lot_is_signed(a_tender text, a_lot text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from evaluation where tender_id = a_tender and lot_id = a_lot)
      or exists (select from committee_member where tender_id = a_tender and lot_id = a_lot)
         and not exists (
           select
             from (select distinct on (member) member, seq, person
                     from committee_member
                    where tender_id = a_tender
                      and lot_id = a_lot
                    order by member, seq desc) as seat
            where not exists (select
                                from score_sheet
                               where tender_id = a_tender
                                 and lot_id = a_lot
                                 and score_sheet.member = seat.member
                                 and score_sheet.seq = seat.seq)
               or exists (select
                            from committee_withdrawal
                           where tender_id = a_tender
                             and lot_id = a_lot
                             and committee_withdrawal.person = seat.person))
$$;

-- sees: which rows the daemon's role sees; enters: which it may write, after the grants.
create procedure guard_rows(table_name regclass, sees text, enters text default '(select reader_kind()) is not null')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('create policy sees on %s for select to tender_app using (%s)', table_name, sees);
  execute format('create policy enters on %s for insert to tender_app with check (%s)', table_name, enters);
  execute format('create policy audits on %s for select to tender_auditor using (true)', table_name);
end
$$;

-- The last result of a bid is looked up bid by bid; the two indexes that there were each leave rows out.
create index opened_by_bid on opened (bid, opened_id);

-- Bids. Before the recorded close nobody sees another's, not even how many there are; from the close on they are public,
-- as the reveal is.

call guard_rows('bid_note', $$
  (select reader_kind()) in ('notary', 'auditor')
  or bidder = (select reader_key())
  or (select reader_kind()) is not null
     and exists (select from tender where tender.tender_id = bid_note.tender_id and tender.closed_at is not null)
  $$, $$(select reader_kind()) = 'notary'$$);

-- Notes of other types stand in the public log.
call guard_rows('note', $$
  (select reader_kind()) in ('notary', 'auditor')
  or signer = (select reader_key())
  or (select reader_kind()) is not null
     and (type not in ('tender-register/v1', 'tender-bid/v1', 'tender-withdraw/v1')
          or exists (select from tender where tender.tender_id = note.tender_id and tender.closed_at is not null))
  $$, $$
  (select reader_kind()) = 'notary'
  or (select reader_kind()) is not null
     and type not in ('tender-register/v1', 'tender-bid/v1', 'tender-withdraw/v1')
  $$);

call guard_rows('bidder', $$
  (select reader_kind()) in ('notary', 'auditor')
  or bidder = (select reader_key())
  or actor = (select reader_key())
  or (select reader_kind()) is not null
     and exists (select from tender where tender.tender_id = bidder.tender_id and tender.closed_at is not null)
  $$, $$(select reader_kind()) = 'notary'$$);

call guard_rows('pending_note',
  $$(select reader_kind()) in ('notary', 'auditor')$$, $$(select reader_kind()) = 'notary'$$);
create policy leaves on pending_note for delete to tender_app using ((select reader_kind()) = 'notary');

call guard_rows('tick_note', $$
  (select reader_kind()) in ('notary', 'auditor')
  or (select reader_kind()) is not null
     and exists (select from tender where tender.tender_id = tick_note.tender_id and tender.closed_at is not null)
  or exists (select
               from bid_note
              where bid_note.note_id = tick_note.note_id
                and bid_note.bidder = (select reader_key()))
  $$, $$(select reader_kind()) = 'notary'$$);

-- The seed of the batches: whoever has it can count the bids of an open tender.
call guard_rows('tender_master', $$
  (select reader_kind()) in ('notary', 'auditor')
  or (select reader_kind()) is not null
     and exists (select from tender where tender.tender_id = tender_master.tender_id and tender.closed_at is not null)
  $$);

-- Payload files are sealed; how many there are is not to be seen. An uploader's name begins with its key.
call guard_rows('payload', $$
  (select reader_kind()) in ('notary', 'storekeeper', 'auditor')
  or split_part(uploader, '#', 1) = (select reader_key())
  $$, $$(select reader_kind()) = 'notary' or split_part(uploader, '#', 1) = (select reader_key())$$);
call guard_rows('payload_chunk', $$
  (select reader_kind()) in ('notary', 'storekeeper', 'auditor')
  or split_part(uploader, '#', 1) = (select reader_key())
  $$, $$(select reader_kind()) = 'notary' or split_part(uploader, '#', 1) = (select reader_key())$$);
call guard_rows('payload_attempt', $$
  (select reader_kind()) in ('notary', 'storekeeper', 'auditor')
  or uploader = (select reader_key())
  $$, $$uploader = (select reader_key())$$);

-- Who judges.

call guard_rows('committee_member', $$
  (select reader_kind()) in ('office', 'secretary', 'auditor')
  or person = (select reader_key())
  or (select reader_role()) = 'supervisor'
  or exists (select
               from tender_person
              where tender_person.tender_id = committee_member.tender_id
                and tender_person.actor = (select reader_key())
                and tender_person.function = 'drawingOfficer')
  $$, $$(select reader_kind()) = 'office'$$);

call guard_rows('conflict_declaration', $$
  (select reader_kind()) in ('office', 'auditor')
  or person = (select reader_key())
  or (select reader_role()) = 'supervisor'
  or exists (select
               from tender_person
              where tender_person.tender_id = conflict_declaration.tender_id
                and tender_person.actor = (select reader_key())
                and tender_person.function = 'drawingOfficer')
  $$, $$person = (select reader_key())$$);

call guard_rows('committee_withdrawal', $$
  (select reader_kind()) in ('office', 'secretary', 'auditor')
  or person = (select reader_key())
  or (select reader_role()) = 'supervisor'
  or exists (select
               from tender_person
              where tender_person.tender_id = committee_withdrawal.tender_id
                and tender_person.actor = (select reader_key())
                and tender_person.function = 'drawingOfficer')
  $$, $$(select reader_kind()) = 'office' or person = (select reader_key())$$);

-- What is in a bid: for its bidder, and for evaluators who have declared no conflict of interest and have not stepped back.

call guard_rows('offer', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from bid_note
              where bid_note.note_id = offer.bid
                and (bid_note.bidder = (select reader_key())
                     or exists (select
                                  from tender_person
                                 where tender_person.tender_id = bid_note.tender_id
                                   and tender_person.actor = (select reader_key())
                                   and tender_person.function = 'evaluator')
                        and exists (select
                                      from conflict_declaration
                                     where conflict_declaration.tender_id = bid_note.tender_id
                                       and conflict_declaration.lot_id = bid_note.lot_id
                                       and conflict_declaration.person = (select reader_key())
                                       and not conflict_declaration.conflicted)
                        and not exists (select
                                          from committee_withdrawal
                                         where committee_withdrawal.tender_id = bid_note.tender_id
                                           and committee_withdrawal.lot_id = bid_note.lot_id
                                           and committee_withdrawal.person = (select reader_key()))))
  $$, $$(select reader_kind()) = 'office'$$);

-- What each member finds and scores: its own, and another's not before all have signed.

call guard_rows('score_sheet', $$
  (select reader_kind()) in ('secretary', 'auditor')
  or exists (select
               from committee_member
              where committee_member.tender_id = score_sheet.tender_id
                and committee_member.lot_id = score_sheet.lot_id
                and committee_member.member = score_sheet.member
                and committee_member.seq = score_sheet.seq
                and committee_member.person = (select reader_key()))
  or ((select reader_kind()) = 'office' or (select reader_role()) in ('officer', 'supervisor'))
     and lot_is_signed(score_sheet.tender_id, score_sheet.lot_id)
  $$, $$
  exists (select
            from committee_member
           where committee_member.tender_id = score_sheet.tender_id
             and committee_member.lot_id = score_sheet.lot_id
             and committee_member.member = score_sheet.member
             and committee_member.seq = score_sheet.seq
             and committee_member.person = (select reader_key()))
  $$);

call guard_rows('score_change', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from committee_member
              where committee_member.tender_id = score_change.tender_id
                and committee_member.lot_id = score_change.lot_id
                and committee_member.member = score_change.member
                and committee_member.seq = score_change.seq
                and committee_member.person = (select reader_key()))
  or (select reader_role()) in ('officer', 'supervisor')
     and lot_is_signed(score_change.tender_id, score_change.lot_id)
  $$, $$(select reader_kind()) = 'office'$$);

call guard_rows('score_explanation', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from committee_member
              where committee_member.tender_id = score_explanation.tender_id
                and committee_member.lot_id = score_explanation.lot_id
                and committee_member.member = score_explanation.member
                and committee_member.seq = score_explanation.seq
                and committee_member.person = (select reader_key()))
  or (select reader_role()) in ('officer', 'supervisor')
     and lot_is_signed(score_explanation.tender_id, score_explanation.lot_id)
  $$, $$
  exists (select
            from committee_member
           where committee_member.tender_id = score_explanation.tender_id
             and committee_member.lot_id = score_explanation.lot_id
             and committee_member.member = score_explanation.member
             and committee_member.seq = score_explanation.seq
             and committee_member.person = (select reader_key()))
  $$);

call guard_rows('dissent', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from committee_member
              where committee_member.tender_id = dissent.tender_id
                and committee_member.lot_id = dissent.lot_id
                and committee_member.member = dissent.member
                and committee_member.seq = dissent.seq
                and committee_member.person = (select reader_key()))
  or (select reader_role()) in ('officer', 'supervisor') and lot_is_signed(dissent.tender_id, dissent.lot_id)
  $$, $$
  exists (select
            from committee_member
           where committee_member.tender_id = dissent.tender_id
             and committee_member.lot_id = dissent.lot_id
             and committee_member.member = dissent.member
             and committee_member.seq = dissent.seq
             and committee_member.person = (select reader_key()))
  $$);

call guard_rows('explanation_finding', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from committee_member
              where committee_member.tender_id = explanation_finding.tender_id
                and committee_member.lot_id = explanation_finding.lot_id
                and committee_member.member = explanation_finding.member
                and committee_member.seq = explanation_finding.seq
                and committee_member.person = (select reader_key()))
  or (select reader_role()) in ('officer', 'supervisor')
     and lot_is_signed(explanation_finding.tender_id, explanation_finding.lot_id)
  $$, $$
  exists (select
            from committee_member
           where committee_member.tender_id = explanation_finding.tender_id
             and committee_member.lot_id = explanation_finding.lot_id
             and committee_member.member = explanation_finding.member
             and committee_member.seq = explanation_finding.seq
             and committee_member.person = (select reader_key()))
  $$);

call guard_rows('conformity', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from bid_note
               join committee_member
                 on committee_member.tender_id = bid_note.tender_id
                and committee_member.lot_id = bid_note.lot_id
              where bid_note.note_id = conformity.bid
                and committee_member.member = conformity.member
                and committee_member.seq = conformity.seq
                and committee_member.person = (select reader_key()))
  or (select reader_role()) in ('officer', 'supervisor')
     and exists (select
                   from bid_note
                  where bid_note.note_id = conformity.bid
                    and lot_is_signed(bid_note.tender_id, bid_note.lot_id))
  $$, $$
  exists (select
            from bid_note
            join committee_member
              on committee_member.tender_id = bid_note.tender_id
             and committee_member.lot_id = bid_note.lot_id
           where bid_note.note_id = conformity.bid
             and committee_member.member = conformity.member
             and committee_member.seq = conformity.seq
             and committee_member.person = (select reader_key()))
  $$);

-- The buyer's own finding about a bidder.
call guard_rows('qualification', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor', 'evaluator', 'expert')
  or exists (select
               from bid_note
              where bid_note.note_id = qualification.bid
                and bid_note.bidder = (select reader_key()))
  $$, $$(select reader_kind()) = 'office'$$);

-- Every number of every bid; what of it is public is a file of the bundle.
call guard_rows('evaluation', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or exists (select
               from committee_member
              where committee_member.tender_id = evaluation.tender_id
                and committee_member.lot_id = evaluation.lot_id
                and committee_member.person = (select reader_key()))
  $$, $$(select reader_kind()) = 'office'$$);

-- Whoever has a bid's salt can try figures against its seal.
call guard_rows('evaluation_salt', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) = 'supervisor'
  or exists (select
               from bid_note
              where bid_note.note_id = evaluation_salt.bid
                and bid_note.bidder = (select reader_key()))
  $$, $$(select reader_kind()) = 'office'$$);

-- Triggers that look into guarded tables look as the owner: a rule does not become laxer for a writer who sees less.
alter function remedy_holding(text, text, text, timestamptz) security definer set search_path = public, pg_temp;
alter function refuse_while_held() security definer set search_path = public, pg_temp;
alter function qualification_has_security() security definer set search_path = public, pg_temp;
alter function qualification_member_accepted() security definer set search_path = public, pg_temp;
