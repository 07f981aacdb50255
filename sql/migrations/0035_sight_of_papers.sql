-- 0035: row-level security for papers addressed to somebody, contracts with their filing and performance, framework
-- agreements, a committee's statement, remedies, parks with their firms, and drafts of tenders. Takes a short exclusive lock on
-- each of these tables; adds four indexes and three generated columns, for which `remedy` and `park_revision` are rewritten.
-- Code before it reads columns that are hidden from it now: stop the daemons, migrate, start the new ones. Who the readers
-- are stands in 0029.

-- What somebody's own is, asked once a statement as `in (select …)`. As the owner: policies on these very tables ask.
create function own_papers() returns table (tender_id text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select paper_party.tender_id, paper_party.name from paper_party where actor = reader_key()
$$;
create index paper_party_by_actor on paper_party (actor);
create function own_parks() returns table (park_id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select park.park_id
    from park
   where reader_role() = 'park'
     and (manager = reader_key()
          or credit_code = (select credit_code from actor where key_ref = reader_key()))
$$;
create function own_lots() returns table (tender_id text, lot_id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select lot.tender_id, lot.lot_id from lot where park_id in (select own_parks.park_id from own_parks())
$$;
create index lot_by_park on lot (park_id);

-- Drafts: until the notice nobody but the bureau, and who supervises it, sees what is to be asked for, and at what price.
-- The text of a draft names who of the buyer judges, also after the notice.
call guard_rows('tender', $$
  (select reader_kind()) in ('office', 'notary', 'auditor')
  or (select reader_kind()) is not null and notice_id is not null
  or (select reader_role()) in ('officer', 'supervisor')
  $$, $$(select reader_kind()) = 'office'$$);
create policy moves on tender for update to tender_app using ((select reader_kind()) is not null);
call hide_columns('tender', '{draft}', $$
  (select reader_kind()) in ('office', 'auditor') or (select reader_role()) in ('officer', 'supervisor')
  $$);
call guard_rows('lot', $$
  (select reader_kind()) in ('office', 'notary', 'auditor')
  or (select reader_kind()) is not null and state <> 'draft'
  or (select reader_role()) in ('officer', 'supervisor')
  $$, $$(select reader_kind()) = 'office'$$);
create policy moves on lot for update to tender_app using ((select reader_kind()) is not null);
create policy leaves on lot for delete to tender_app using ((select reader_kind()) = 'office');
call guard_rows('lot_part', $$
  (select reader_kind()) in ('office', 'notary', 'auditor')
  or exists (select from tender where tender.tender_id = lot_part.tender_id)
  $$, $$(select reader_kind()) = 'office'$$);
create policy leaves on lot_part for delete to tender_app using ((select reader_kind()) = 'office');

-- Parks: everybody sees those that were confirmed; the bureau and who supervises it all, a park its own. What they applied
-- with is for those alone.
alter table park_revision
  add column name text generated always as (application::jsonb ->> 'name') stored,
  add column county text generated always as (application::jsonb ->> 'region') stored;
call guard_rows('park_decision', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_kind()) is not null and confirmed
  or (select reader_role()) in ('officer', 'countyOfficer', 'supervisor')
  or park_id in (select own_parks.park_id from own_parks())
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('park', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'countyOfficer', 'supervisor')
  or (select reader_kind()) is not null
     and exists (select from park_decision where park_decision.park_id = park.park_id and park_decision.confirmed)
  or park_id in (select own_parks.park_id from own_parks())
  $$, $$(select reader_kind()) = 'office'$$);
call hide_columns('park', '{application}', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'countyOfficer', 'supervisor')
  or park_id in (select own_parks.park_id from own_parks())
  $$);
call guard_rows('park_revision', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select from park where park.park_id = park_revision.park_id)
  $$, $$(select reader_kind()) = 'office'$$);
call hide_columns('park_revision', '{application}', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'countyOfficer', 'supervisor')
  or park_id in (select own_parks.park_id from own_parks())
  $$);
call guard_rows('pilot_paper', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'countyOfficer', 'supervisor')
  or park_id in (select own_parks.park_id from own_parks())
  $$, $$(select reader_kind()) = 'office'$$);

-- A park's register of firms.
create index enterprise_by_park on enterprise (park_id);
call guard_rows('enterprise', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'countyOfficer', 'supervisor')
  or actor = (select reader_key())
  or park_id in (select own_parks.park_id from own_parks())
  $$, $$(select reader_kind()) = 'office'$$);
create policy moves on enterprise for update to tender_app using ((select reader_kind()) = 'office');

-- Papers. What the log names is everybody's; a letter is its reader's, a paper to be signed its parties', in either edition;
-- a committee's own statement its members', whose chair writes it; a park has the contracts of its own lots, but neither that
-- statement nor a report with everybody's figures.
call guard_rows('paper', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or reader = (select reader_key())
  or (select reader_kind()) is not null and public
     and exists (select
                   from bundle_file
                  where bundle_file.tender_id = paper.tender_id
                    and bundle_file.path in ('documents/' || paper.name || '.pdf',
                                             'documents/' || paper.kind || '.' || paper.lot_id || '.pdf'))
  or (tender_id, case edition when 'signed' then left(name, -7) else name end) in (select * from own_papers())
  or reader is null and kind not in ('evaluation-report', 're-review-report', 'competition-statement')
     and (tender_id, lot_id) in (select * from own_lots())
  or kind = 'competition-statement'
     and exists (select
                   from committee_member
                  where committee_member.tender_id = paper.tender_id
                    and committee_member.lot_id = paper.lot_id
                    and committee_member.person = (select reader_key()))
  $$, $$
  (select reader_kind()) = 'office'
  or kind = 'competition-statement'
     and exists (select
                   from committee_member
                  where committee_member.tender_id = paper.tender_id
                    and committee_member.lot_id = paper.lot_id
                    and committee_member.person = (select reader_key()))
  $$);
call guard_rows('paper_party', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or actor = (select reader_key())
  or exists (select from paper where paper.tender_id = paper_party.tender_id and paper.name = paper_party.name)
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('paper_signature', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or party = (select reader_key())
  or exists (select from paper where paper.tender_id = paper_signature.tender_id and paper.name = paper_signature.name)
  $$, $$(select reader_kind()) = 'office'$$);

-- That competition is not lacking: the committee's to say and to sign. What is public of it is a file of the bundle.
call guard_rows('competition_statement', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or exists (select
               from committee_member
              where committee_member.tender_id = competition_statement.tender_id
                and committee_member.lot_id = competition_statement.lot_id
                and committee_member.person = (select reader_key()))
  $$, $$
  exists (select
            from committee_member
           where committee_member.tender_id = competition_statement.tender_id
             and committee_member.lot_id = competition_statement.lot_id
             and committee_member.person = (select reader_key()))
  $$);
call guard_rows('competition_consent', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from competition_statement
              where competition_statement.tender_id = competition_consent.tender_id
                and competition_statement.lot_id = competition_consent.lot_id)
  $$, $$
  exists (select
            from committee_member
           where committee_member.tender_id = competition_consent.tender_id
             and committee_member.lot_id = competition_consent.lot_id
             and committee_member.member = competition_consent.member
             and committee_member.seq = competition_consent.seq
             and committee_member.person = (select reader_key()))
  $$);

-- Contracts, and what becomes of them: the parties', the park's, the bureau's. What is public of them is a file of the bundle.
call guard_rows('service_contract', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or agency = (select reader_key())
  or (tender_id, lot_id) in (select * from own_lots())
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('park_agreement', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or agency = (select reader_key())
  or (tender_id, lot_id) in (select * from own_lots())
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('trustee_contract', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or agency = (select reader_key())
  or (tender_id, paper) in (select * from own_papers())
  or (tender_id, lot_id) in (select * from own_lots())
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('filing_submission', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from trustee_contract
              where trustee_contract.tender_id = filing_submission.tender_id
                and trustee_contract.contract_no = filing_submission.contract_no)
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('filing', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from trustee_contract
              where trustee_contract.tender_id = filing.tender_id
                and trustee_contract.contract_no = filing.contract_no)
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('contract_failure', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from service_contract
              where service_contract.tender_id = contract_failure.tender_id
                and service_contract.contract_no = contract_failure.contract_no)
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('contract_failure_end', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from service_contract
              where service_contract.tender_id = contract_failure_end.tender_id
                and service_contract.contract_no = contract_failure_end.contract_no)
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('contract_acceptance', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from service_contract
              where service_contract.tender_id = contract_acceptance.tender_id
                and service_contract.contract_no = contract_acceptance.contract_no)
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('contract_payment', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from service_contract
              where service_contract.tender_id = contract_payment.tender_id
                and service_contract.contract_no = contract_payment.contract_no)
  $$, $$(select reader_kind()) = 'office'$$);

-- Framework agreements: that there are any, and who left or was called, is for all who may take part in one. Why, in
-- somebody's words, is for the lot's park, the agency itself and the bureau.
call guard_rows('framework_agreement', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor', 'park', 'agency')
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('framework_exit', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor', 'park', 'agency')
  $$, $$(select reader_kind()) = 'office'$$);
call hide_columns('framework_exit', '{reason}', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or exists (select
               from selected_agency
              where selected_agency.tender_id = framework_exit.tender_id
                and selected_agency.lot_id = framework_exit.lot_id
                and selected_agency.place = framework_exit.place
                and selected_agency.bidder = (select reader_key()))
  or (tender_id, lot_id) in (select * from own_lots())
  $$);
call guard_rows('call_off', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor', 'park', 'agency')
  $$, $$(select reader_kind()) = 'office'$$);
call hide_columns('call_off', '{reason}', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or exists (select
               from selected_agency
              where selected_agency.tender_id = call_off.tender_id
                and selected_agency.lot_id = call_off.lot_id
                and selected_agency.place = call_off.place
                and selected_agency.bidder = (select reader_key()))
  or (tender_id, lot_id) in (select * from own_lots())
  $$);

-- Remedies. Bureau and supervisor see all of them, but not who filed one before the close; whoever filed one sees it; other
-- bidders of the lot see what was found, once it was, and neither by whom it was asked for nor why.
create function remedy_is_found(a_tender text, a_number int) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from remedy_end where tender_id = a_tender and remedy_no = a_number and outcome is not null)
$$;
alter table remedy add column stage text generated always as (form::jsonb ->> 'stage') stored;
call guard_rows('remedy', $$
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or filer = (select reader_key())
  or (select reader_role()) = 'agency' and kind <> 'inquiry' and remedy_is_found(remedy.tender_id, remedy.remedy_no)
     and (lot_id is null
          or exists (select
                       from bid_note
                       join tender on tender.tender_id = bid_note.tender_id
                      where bid_note.tender_id = remedy.tender_id
                        and bid_note.lot_id = remedy.lot_id
                        and bid_note.bidder = (select reader_key())
                        and tender.closed_at is not null))
  $$, $$(select reader_kind()) = 'office'$$);
call hide_columns('remedy', '{filer, form}', $$
  (select reader_kind()) in ('office', 'auditor')
  or filer = (select reader_key())
  or (select reader_role()) in ('officer', 'supervisor')
     and exists (select from tender where tender.tender_id = remedy.tender_id and tender.closed_at is not null)
  $$);
-- What it says, without who says it.
create view remedy_form with (security_barrier) as
select tender_id, remedy_no, form
  from remedy
 where (select reader_kind()) in ('office', 'auditor')
    or filer = (select reader_key())
    or (select reader_role()) in ('officer', 'supervisor');
grant select on remedy_form to tender_app, tender_auditor;
call guard_rows('remedy_acceptance', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from remedy
              where remedy.tender_id = remedy_acceptance.tender_id
                and remedy.remedy_no = remedy_acceptance.remedy_no)
  $$, $$(select reader_kind()) = 'office'$$);
call guard_rows('remedy_end', $$
  (select reader_kind()) in ('office', 'auditor')
  or exists (select
               from remedy
              where remedy.tender_id = remedy_end.tender_id
                and remedy.remedy_no = remedy_end.remedy_no)
  $$, $$(select reader_kind()) = 'office'$$);

-- Whether a payload was opened is asked at each download; with policies on either table the planner found no way but all parts
-- of all tenders.
create index bid_note_by_payload on bid_note (payload_sha256) where payload_sha256 is not null;

-- Triggers look into guarded tables as the owner.
alter function re_review_in_order() security definer set search_path = public, pg_temp;
alter function preparation_before_notice() security definer set search_path = public, pg_temp;
alter function refuse_before_publicity() security definer set search_path = public, pg_temp;
alter function refuse_change_after_draft() security definer set search_path = public, pg_temp;
alter function refuse_of_fallen_award() security definer set search_path = public, pg_temp;
alter function refuse_payment_of_nothing() security definer set search_path = public, pg_temp;
alter function refuse_performance() security definer set search_path = public, pg_temp;
alter function tender_follows_failed() security definer set search_path = public, pg_temp;
alter function competition_argued() security definer set search_path = public, pg_temp;
