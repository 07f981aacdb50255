-- 0034: row-level security for what names people or says where they came from: secrets and persons of draws, who asked,
-- network addresses, what attachments say of themselves, recusals, opening sessions, the committee's questions, what comes
-- before a notice, the activity record, kept answers. Takes a short exclusive lock on each of these tables; adds one
-- generated column, for which `recusal_decision` is rewritten. Code before it reads columns that are hidden from it now:
-- stop the daemons, migrate, start the new ones. Who the readers are stands in 0029.

-- A column of rows that may be seen, which may not: the daemon's role loses it, and a view of whole rows gives it back to
-- those named. A column that is added to such a table later has to be granted by its migration; a test holds it to that.
create procedure hide_columns(table_name name, hidden name[], sees text) language plpgsql as $$
declare
  open_columns text := (select string_agg(quote_ident(attname), ', ' order by attnum)
                          from pg_attribute
                         where attrelid = ('public.' || quote_ident(table_name))::regclass
                           and attnum > 0 and not attisdropped
                           and attname <> all (hidden));
begin
  execute format('revoke select on %I from tender_app', table_name);
  execute format('grant select (%s) on %I to tender_app', open_columns, table_name);
  execute format('create view %I with (security_barrier) as select * from %I where %s',
    table_name || '_whole', table_name, sees);
  execute format('grant select on %I to tender_app, tender_auditor', table_name || '_whole');
end
$$;

-- As the owner, for the policy on the table that it asks.
create function draws_committee(a_tender text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select
                   from tender_person
                  where tender_id = a_tender
                    and actor = reader_key()
                    and function = 'drawingOfficer')
$$;

-- Who judges is the drawing officer's to know, and the supervisor's; who opens, who holds a key and who draws is public.
call guard_rows('tender_person', $$
  (select reader_kind()) in ('office', 'auditor')
  or actor = (select reader_key())
  or (select reader_kind()) is not null and function <> 'evaluator'
  or (select reader_role()) = 'supervisor'
  or draws_committee(tender_person.tender_id)
  $$, $$(select reader_kind()) = 'office'$$);

-- Draws. A secret is seen by nobody but its own party, the daemon included, before the last is in: whoever saw the others'
-- could stay away with its own. Of a draw that was voided no secret is ever shown. Whose secret has come is told.
create function draw_secret_came(a_digest bytea) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from draw_secret where digest = a_digest)
$$;
create function draw_is_complete(a_digest bytea) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select
                       from draw_party as mine
                       join draw_party as other on other.draw = mine.draw
                       left join draw_secret on draw_secret.digest = other.digest
                      where mine.digest = a_digest
                        and draw_secret.digest is null)
$$;

call guard_rows('draw_secret', $$
  (select reader_kind()) = 'auditor'
  or exists (select
               from draw_party
              where draw_party.digest = draw_secret.digest
                and draw_party.actor = (select reader_key()))
  or (select reader_kind()) is not null
     and exists (select
                   from draw_party
                   join draw_end on draw_end.draw = draw_party.draw
                  where draw_party.digest = draw_secret.digest
                    and draw_end.void_reason is null)
  or (select reader_kind()) = 'office' and draw_is_complete(draw_secret.digest)
  $$, $$(select reader_kind()) = 'office'$$);

-- Who means to contribute; public once the draw is announced.
call guard_rows('draw_commitment', $$
  (select reader_kind()) in ('office', 'auditor')
  or actor = (select reader_key())
  or (select reader_role()) = 'supervisor'
  or (select reader_kind()) is not null
     and exists (select from draw_party where draw_party.digest = draw_commitment.digest)
  or exists (select
               from tender_person
              where tender_person.tender_id = draw_commitment.tender_id
                and tender_person.actor = (select reader_key())
                and tender_person.function = 'drawingOfficer')
  $$, $$(select reader_kind()) = 'office'$$);

-- Bids are listed by their public ids. An expert's id in a draw is public too, the person behind it is not.
call guard_rows('draw_candidate', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_kind()) is not null and person is null
  or (select reader_role()) = 'supervisor'
  or exists (select
               from draw
               join tender_person on tender_person.tender_id = draw.tender_id
              where draw.draw = draw_candidate.draw
                and tender_person.actor = (select reader_key())
                and tender_person.function = 'drawingOfficer')
  $$, $$(select reader_kind()) = 'office'$$);

call guard_rows('draw_decline', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) = 'supervisor'
  or exists (select
               from draw
               join tender_person on tender_person.tender_id = draw.tender_id
              where draw.draw = draw_decline.draw
                and tender_person.actor = (select reader_key())
                and tender_person.function = 'drawingOfficer')
  $$, $$(select reader_kind()) = 'office'$$);

-- From where a note was handed in: for those who may look for collusion in the lot, once the tender is closed.
call hide_columns('bid_note', '{address}', $$
  (select reader_kind()) = 'auditor'
  or exists (select
               from tender
               join tender_person on tender_person.tender_id = tender.tender_id
               join conflict_declaration on conflict_declaration.tender_id = tender.tender_id
              where tender.tender_id = bid_note.tender_id
                and tender.closed_at is not null
                and tender_person.actor = (select reader_key())
                and tender_person.function = 'evaluator'
                and conflict_declaration.lot_id = bid_note.lot_id
                and conflict_declaration.person = (select reader_key())
                and not conflict_declaration.conflicted)
     and not exists (select
                       from committee_withdrawal
                      where committee_withdrawal.tender_id = bid_note.tender_id
                        and committee_withdrawal.lot_id = bid_note.lot_id
                        and committee_withdrawal.person = (select reader_key()))
  $$);

-- What attachments say of themselves: for the same people. The daemon that reads them needs to know that it has.
call guard_rows('bid_reading', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from bid_note
               join tender_person on tender_person.tender_id = bid_note.tender_id
               join conflict_declaration
                 on conflict_declaration.tender_id = bid_note.tender_id
                and conflict_declaration.lot_id = bid_note.lot_id
              where bid_note.note_id = bid_reading.bid
                and tender_person.actor = (select reader_key())
                and tender_person.function = 'evaluator'
                and conflict_declaration.person = (select reader_key())
                and not conflict_declaration.conflicted
                and not exists (select
                                  from committee_withdrawal
                                 where committee_withdrawal.tender_id = bid_note.tender_id
                                   and committee_withdrawal.lot_id = bid_note.lot_id
                                   and committee_withdrawal.person = (select reader_key())))
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('attachment_reading', $$
  (select reader_kind()) = 'auditor'
  or (select reader_kind()) <> 'office'
     and exists (select from bid_reading where bid_reading.bid = attachment_reading.bid)
  $$, $$(select reader_kind()) = 'office'$$);

-- Questions about the documents: the asker's own, and to the officer without who asked.
call guard_rows('question', $$
  (select reader_kind()) in ('office', 'auditor')
  or asker = (select reader_key())
  or (select reader_role()) = 'officer'
  $$, $$(select reader_kind()) = 'office'$$);
call hide_columns('question', '{asker}', $$
  (select reader_kind()) in ('office', 'auditor') or asker = (select reader_key())
  $$);

-- A bidder's words about somebody who judges, and what was decided; who steps back is not for the bidder.
alter table recusal_decision add column granted boolean not null generated always as (person is not null) stored;
call guard_rows('recusal_request', $$
  (select reader_kind()) in ('office', 'auditor')
  or bidder = (select reader_key())
  or (select reader_role()) = 'supervisor'
  or exists (select
               from tender_person
              where tender_person.tender_id = recusal_request.tender_id
                and tender_person.actor = (select reader_key())
                and tender_person.function = 'drawingOfficer')
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('recusal_decision', $$
  exists (select
            from recusal_request
           where recusal_request.tender_id = recusal_decision.tender_id
             and recusal_request.lot_id = recusal_decision.lot_id
             and recusal_request.request_no = recusal_decision.request_no)
  $$, $$(select reader_kind()) = 'office'$$);
call hide_columns('recusal_decision', '{person}', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) = 'supervisor'
  or draws_committee(recusal_decision.tender_id)
  $$);

-- The opening as a session: bidders see their own part until the record, which is public, shows all.
call guard_rows('opening_attendance', $$
  (select reader_kind()) in ('office', 'auditor')
  or actor = (select reader_key())
  or (select reader_role()) in ('officer', 'supervisor', 'custodian', 'park')
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('opening_objection', $$
  (select reader_kind()) in ('office', 'auditor')
  or bidder = (select reader_key())
  or (select reader_role()) in ('officer', 'supervisor', 'custodian', 'park')
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('opening_answer', $$
  exists (select
            from opening_objection
           where opening_objection.tender_id = opening_answer.tender_id
             and opening_objection.lot_id = opening_answer.lot_id
             and opening_objection.objection_no = opening_answer.objection_no)
  $$, $$(select reader_kind()) = 'office'$$);

-- The committee's questions to a bidder, and its answers.
call guard_rows('committee_question', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or exists (select
               from bid_note
              where bid_note.note_id = committee_question.bid
                and bid_note.bidder = (select reader_key()))
  or exists (select
               from committee_member
              where committee_member.tender_id = committee_question.tender_id
                and committee_member.lot_id = committee_question.lot_id
                and committee_member.person = (select reader_key()))
  $$, $$asked_by = (select reader_key())$$);
call guard_rows('bidder_answer', $$
  exists (select
            from committee_question
           where committee_question.tender_id = bidder_answer.tender_id
             and committee_question.lot_id = bidder_answer.lot_id
             and committee_question.question_no = bidder_answer.question_no)
  $$, $$
  exists (select
            from committee_question
            join bid_note on bid_note.note_id = committee_question.bid
           where committee_question.tender_id = bidder_answer.tender_id
             and committee_question.lot_id = bidder_answer.lot_id
             and committee_question.question_no = bidder_answer.question_no
             and bid_note.bidder = (select reader_key()))
  $$);

-- Whoever sees what was found of a bidder sees of whom it consists, and that its security went back.
call guard_rows('qualification_member', $$
  exists (select from qualification where qualification.bid = qualification_member.bid)
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('security_return', $$
  exists (select from qualification where qualification.bid = security_return.bid)
  $$, $$(select reader_kind()) = 'office'$$);

-- What comes before a notice: the bureau's own, and the supervisor's to inspect.
call guard_rows('draft_version', $$
  (select reader_kind()) in ('office', 'auditor') or (select reader_role()) in ('officer', 'supervisor')
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('preparation', $$
  (select reader_kind()) in ('office', 'auditor') or (select reader_role()) in ('officer', 'supervisor')
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('draft_review', $$
  (select reader_kind()) in ('office', 'auditor') or (select reader_role()) in ('officer', 'supervisor')
  $$, $$(select reader_kind()) = 'office'$$);

-- The record of everybody's deeds, with where they came from. Whoever acts for itself writes its own lines.
call guard_rows('activity', $$(select reader_kind()) = 'auditor'$$, $$
  (select reader_kind()) in ('office', 'notary', 'auditor') or actor = (select reader_key())
  $$);

-- Answers kept for whoever was given them.
call guard_rows('idempotency_key', $$
  (select reader_kind()) in ('office', 'auditor') or actor = (select reader_key())
  $$, $$(select reader_kind()) = 'office' or actor = (select reader_key())$$);
create policy leaves on idempotency_key for delete to tender_app using ((select reader_kind()) = 'office');

-- Triggers look into guarded tables as the owner.
alter function draft_is_last_version() security definer set search_path = public, pg_temp;
alter function draft_review_by_another() security definer set search_path = public, pg_temp;
alter function tender_is_prepared() security definer set search_path = public, pg_temp;
