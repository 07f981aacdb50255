-- What sql/migrations make, for reading and for comparing: written by scripts/dump-schema, never by hand.
--
-- PostgreSQL database dump
--

--
-- Name: award_after_call(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.award_after_call() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from tender where tender_id = new.tender_id and profile = 'F')
     and not exists (select
                       from call_off
                       join selected_agency
                         on selected_agency.tender_id = call_off.tender_id and selected_agency.lot_id = call_off.lot_id
                        and selected_agency.place = call_off.place
                      where call_off.tender_id = new.tender_id
                        and call_off.lot_id = new.lot_id
                        and call_off.call_no = new.award_no
                        and selected_agency.bid = new.bid) then
    raise exception 'nobody called this agency' using errcode = '23514', constraint = 'award_after_call';
  end if;
  return new;
end
$$;

--
-- Name: call_off_of_agreement(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.call_off_of_agreement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select
               from framework_exit
              where tender_id = new.tender_id and lot_id = new.lot_id and place = new.place) then
    raise exception 'the agency has left' using errcode = '23514', constraint = 'call_off_of_staying';
  end if;
  if not exists (select
                   from framework_agreement
                  where tender_id = new.tender_id and lot_id = new.lot_id and place = new.place
                    and (new.called_at at time zone 'Asia/Shanghai')::date <= ends_on
                    and not exists (select
                                      from paper_party
                                      left join paper_signature
                                        on paper_signature.tender_id = paper_party.tender_id
                                       and paper_signature.name = paper_party.name
                                       and paper_signature.party = paper_party.actor
                                     where paper_party.tender_id = framework_agreement.tender_id
                                       and paper_party.name = framework_agreement.paper
                                       and paper_signature.note_id is null)) then
    raise exception 'no agreement in force' using errcode = '23514', constraint = 'call_off_of_agreement';
  end if;
  return new;
end
$$;

--
-- Name: competition_argued(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.competition_argued() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

--
-- Name: corrected_in_re_review(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.corrected_in_re_review() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

--
-- Name: draft_gets_version(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.draft_gets_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into draft_version
  values (new.tender_id, 1, sha256(convert_to(new.draft, 'UTF8')), new.created_by, new.created_at);
  return null;
end
$$;

--
-- Name: draft_is_last_version(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.draft_is_last_version() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if sha256(convert_to(new.draft, 'UTF8')) is distinct from
     (select draft_sha256 from draft_version where tender_id = new.tender_id order by version_no desc limit 1) then
    raise exception 'nobody is said to have written this draft'
      using errcode = '23514', constraint = 'tender_draft_has_version';
  end if;
  return new;
end
$$;

--
-- Name: draft_review_by_another(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.draft_review_by_another() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from draft_version where tender_id = new.tender_id and written_by = new.reviewer) then
    raise exception 'the reviewer wrote a version of this draft'
      using errcode = '23514', constraint = 'draft_review_by_another';
  end if;
  return new;
end
$$;

--
-- Name: draw_is_complete(bytea); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.draw_is_complete(a_digest bytea) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select not exists (select
                       from draw_party as mine
                       join draw_party as other on other.draw = mine.draw
                       left join draw_secret on draw_secret.digest = other.digest
                      where mine.digest = a_digest
                        and draw_secret.digest is null)
$$;

--
-- Name: draw_secret_came(bytea); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.draw_secret_came(a_digest bytea) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select exists (select from draw_secret where digest = a_digest)
$$;

--
-- Name: draws_committee(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.draws_committee(a_tender text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select exists (select
                   from tender_person
                  where tender_id = a_tender
                    and actor = reader_key()
                    and function = 'drawingOfficer')
$$;

--
-- Name: framework_exit_of_free(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.framework_exit_of_free() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select
               from call_off
               left join award_void
                 on award_void.tender_id = call_off.tender_id and award_void.lot_id = call_off.lot_id
                and award_void.award_no = call_off.call_no
              where call_off.tender_id = new.tender_id
                and call_off.lot_id = new.lot_id
                and call_off.place = new.place
                and award_void.award_no is null
                and not exists (select
                                  from service_contract
                                 where service_contract.tender_id = call_off.tender_id
                                   and service_contract.lot_id = call_off.lot_id
                                   and service_contract.award_no = call_off.call_no
                                   and not exists (select
                                                     from paper_party
                                                     left join paper_signature
                                                       on paper_signature.tender_id = paper_party.tender_id
                                                      and paper_signature.name = paper_party.name
                                                      and paper_signature.party = paper_party.actor
                                                    where paper_party.tender_id = service_contract.tender_id
                                                      and paper_party.name = service_contract.paper
                                                      and paper_signature.note_id is null))) then
    raise exception 'a call-off of the agency has no contract yet'
      using errcode = '23514', constraint = 'framework_exit_of_free';
  end if;
  return new;
end
$$;

--
-- Name: guard_rows(regclass, text, text); Type: PROCEDURE; Schema: public; Owner: -
--

CREATE PROCEDURE public.guard_rows(IN table_name regclass, IN sees text, IN enters text DEFAULT '(select reader_kind()) is not null'::text)
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('create policy sees on %s for select to tender_app using (%s)', table_name, sees);
  execute format('create policy enters on %s for insert to tender_app with check (%s)', table_name, enters);
  execute format('create policy audits on %s for select to tender_auditor using (true)', table_name);
end
$$;

--
-- Name: held_steps(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.held_steps(profile text) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    AS $$
  select case
           when profile in ('G1', 'G2', 'F') then array['signing']
           when profile in ('T0', 'T1') then array['opening', 'award']
         end
$$;

--
-- Name: hide_columns(name, name[], text); Type: PROCEDURE; Schema: public; Owner: -
--

CREATE PROCEDURE public.hide_columns(IN table_name name, IN hidden name[], IN sees text)
    LANGUAGE plpgsql
    AS $$
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

--
-- Name: is_re_reviewed(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_re_reviewed(a_tender text, a_lot text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select
                   from re_review
                   left join re_review_end using (tender_id, lot_id, review_no)
                  where re_review.tender_id = a_tender
                    and re_review.lot_id = a_lot
                    and re_review_end.note_id is null)
$$;

--
-- Name: log_checkpoint_only_grows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.log_checkpoint_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.size <= (select max(size) from log_checkpoint) then
    raise exception 'a published head is not larger than the last one'
      using errcode = '23514', constraint = 'log_checkpoint_only_grows', table = 'log_checkpoint';
  end if;
  if new.size > (select size from log_head) then
    raise exception 'a published head is larger than the log'
      using errcode = '23514', constraint = 'log_checkpoint_within_log', table = 'log_checkpoint';
  end if;
  return new;
end
$$;

--
-- Name: log_head_only_grows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.log_head_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.size < old.size or new.tick_no < old.tick_no or new.tick_at < old.tick_at then
    raise exception 'the log head only grows' using errcode = '42501', constraint = 'log_head_only_grows';
  end if;
  return new;
end
$$;

--
-- Name: lot_is_signed(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.lot_is_signed(a_tender text, a_lot text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

--
-- Name: lot_keeps_selection(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.lot_keeps_selection() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from selection where tender_id = new.tender_id and lot_id = new.lot_id) then
    raise exception 'agencies are selected in the lot' using errcode = '23514', constraint = 'lot_keeps_selection';
  end if;
  return new;
end
$$;

--
-- Name: lot_moves_forward(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.lot_moves_forward() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  -- a later part is opened after an earlier one was opened and reviewed, so those states may come again
  states text[] := array['draft', 'published', 'open', 'closed', 'opening', 'scoring', 'evaluated', 'awarded'];
begin
  if old.state = 'awarded' and new.state = 'evaluated'
     and not exists (select
                       from award
                       left join award_void
                         on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
                        and award_void.award_no = award.award_no
                      where award.tender_id = new.tender_id
                        and award.lot_id = new.lot_id
                        and award_void.award_no is null) then
    return new;
  end if;
  if old.state in ('awarded', 'failed', 'cancelled') and new.state <> old.state
     or array_position(states, new.state) < array_position(states, old.state) then
    raise exception 'a lot goes forward only' using errcode = '23514', constraint = 'lot_state_forward';
  end if;
  return new;
end
$$;

--
-- Name: make_insert_only(regclass); Type: PROCEDURE; Schema: public; Owner: -
--

CREATE PROCEDURE public.make_insert_only(IN table_name regclass)
    LANGUAGE plpgsql
    AS $$
begin
  execute format('grant insert on %s to tender_app', table_name);
  execute format('create trigger insert_only before update or delete on %s for each row execute function refuse_change()', table_name);
  execute format('create trigger insert_only_all before truncate on %s for each statement execute function refuse_change()', table_name);
  execute format('alter table %s enable always trigger insert_only', table_name);
  execute format('alter table %s enable always trigger insert_only_all', table_name);
end
$$;

--
-- Name: note_seq(bytea); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.note_seq(bytes bytea) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ("substring"(convert_from(bytes, 'UTF8'::name), '\nseq ([0-9]{1,9})\n'::text))::integer;

--
-- Name: own_lots(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.own_lots() RETURNS TABLE(tender_id text, lot_id text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select lot.tender_id, lot.lot_id from lot where park_id in (select own_parks.park_id from own_parks())
$$;

--
-- Name: own_papers(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.own_papers() RETURNS TABLE(tender_id text, name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select paper_party.tender_id, paper_party.name from paper_party where actor = reader_key()
$$;

--
-- Name: own_parks(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.own_parks() RETURNS TABLE(park_id text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select park.park_id
    from park
   where reader_role() = 'park'
     and (manager = reader_key()
          or credit_code = (select credit_code from actor where key_ref = reader_key()))
$$;

--
-- Name: payload_is_its_pieces(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.payload_is_its_pieces() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(new.sha256, 'hex') || ' ' || new.uploader, 0));
  if new.bytes is distinct from (select sum(octet_length(bytes))
                                   from payload_chunk
                                  where sha256 = new.sha256
                                    and uploader = new.uploader) then
    raise exception 'the pieces are not % bytes', new.bytes using errcode = '23514', constraint = 'payload_of_its_pieces';
  end if;
  return new;
end
$$;

--
-- Name: preparation_before_notice(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.preparation_before_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

--
-- Name: qualification_has_security(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.qualification_has_security() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

--
-- Name: qualification_member_accepted(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.qualification_member_accepted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

--
-- Name: re_review_before_selection(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.re_review_before_selection() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from selection where tender_id = new.tender_id and lot_id = new.lot_id) then
    raise exception 'agencies are selected in the lot'
      using errcode = '23514', constraint = 're_review_before_selection';
  end if;
  return new;
end
$$;

--
-- Name: re_review_in_order(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.re_review_in_order() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

--
-- Name: reader_key(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.reader_key() RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select case when current_setting('tender.reader', true) like 'actor %'
              then substr(current_setting('tender.reader', true), 7) end
$$;

--
-- Name: reader_kind(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.reader_kind() RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select split_part(nullif(current_setting('tender.reader', true), ''), ' ', 1)
$$;

--
-- Name: reader_role(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.reader_role() RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select role from actor where key_ref = reader_key() and revoked_at is null
$$;

--
-- Name: refuse_before_publicity(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_before_publicity() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

--
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'table % is insert-only', tg_table_name using errcode = '42501';
end
$$;

--
-- Name: refuse_change_after_draft(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change_after_draft() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if tg_op = 'UPDATE' or not exists (select from tender where tender_id = old.tender_id and state = 'draft') then
    raise exception 'table % is insert-only once the tender is published', tg_table_name using errcode = '42501';
  end if;
  return old;
end
$$;

--
-- Name: refuse_of_fallen_award(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_of_fallen_award() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  -- Whoever voids an award takes the tender's row for itself: a signature comes wholly before or wholly after.
  perform from tender where tender_id = new.tender_id for share;
  if exists (select
               from (select tender_id, lot_id, award_no, paper from service_contract
                     union all
                     select tender_id, lot_id, award_no, paper from park_agreement) as contract
               join award_void
                 on award_void.tender_id = contract.tender_id and award_void.lot_id = contract.lot_id
                and award_void.award_no = contract.award_no
              where contract.tender_id = new.tender_id
                and contract.paper = new.name) then
    raise exception 'the award that % rests on is void', new.name
      using errcode = '23514', constraint = 'paper_signature_of_standing_award';
  end if;
  return new;
end
$$;

--
-- Name: refuse_of_left_agency(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_of_left_agency() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  -- Whoever removes an agency takes the tender's row for itself: a signature comes wholly before or wholly after.
  perform from tender where tender_id = new.tender_id for share;
  if exists (select
               from framework_agreement
               join framework_exit
                 on framework_exit.tender_id = framework_agreement.tender_id
                and framework_exit.lot_id = framework_agreement.lot_id
                and framework_exit.place = framework_agreement.place
              where framework_agreement.tender_id = new.tender_id
                and framework_agreement.paper = new.name) then
    raise exception 'the agency of % has left', new.name
      using errcode = '23514', constraint = 'paper_signature_of_staying_agency';
  end if;
  return new;
end
$$;

--
-- Name: refuse_payment_of_nothing(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_payment_of_nothing() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if new.settlement = 'paid'
     and not exists (select
                       from contract_failure
                      where tender_id = new.tender_id and contract_no = new.contract_no
                        and failure_no = new.failure_no and penalty_fen is not null) then
    raise exception 'no penalty was imposed' using errcode = '23514', constraint = 'contract_failure_end_of_penalty';
  end if;
  return new;
end
$$;

--
-- Name: refuse_performance(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_performance() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select
               from service_contract
               join paper_party
                 on paper_party.tender_id = service_contract.tender_id and paper_party.name = service_contract.paper
               left join paper_signature
                 on paper_signature.tender_id = paper_party.tender_id and paper_signature.name = paper_party.name
                and paper_signature.party = paper_party.actor
              where service_contract.tender_id = new.tender_id
                and service_contract.contract_no = new.contract_no
                and paper_signature.note_id is null) then
    raise exception 'the contract is not signed by all' using errcode = '23514', constraint = 'performance_of_signed_contract';
  end if;
  if exists (select
               from contract_acceptance
              where tender_id = new.tender_id and contract_no = new.contract_no and outcome = 'accepted') then
    raise exception 'the contract was accepted' using errcode = '23514', constraint = 'performance_before_acceptance';
  end if;
  return new;
end
$$;

--
-- Name: refuse_piece_of_whole_payload(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_piece_of_whole_payload() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(new.sha256, 'hex') || ' ' || new.uploader, 0));
  if exists (select from payload where sha256 = new.sha256 and uploader = new.uploader) then
    raise exception 'the payload is whole' using errcode = '23514', constraint = 'payload_chunk_before_whole';
  end if;
  return new;
end
$$;

--
-- Name: refuse_while_held(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_while_held() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  a_step text := tg_argv[0];
  a_lot text;
  a_moment timestamptz;
  holding int;
begin
  if tg_table_name = 'opening_pair' then
    a_lot := new.lot_id;
    select taken_at into a_moment from note where note_id = new.manifest;
  elsif tg_table_name = 'award' then
    a_lot := new.lot_id;
    a_moment := new.awarded_at;
  else
    select lot_id into a_lot
      from paper
     where tender_id = new.tender_id
       and name = new.name
       and kind in ('service-contract', 'park-agreement', 'trustee-contract-full', 'framework-agreement');
    if a_lot is null then return new; end if;
    a_moment := new.signed_at;
  end if;
  -- A filing takes the tender's row for itself: whoever comes second sees what the first wrote.
  perform from tender where tender_id = new.tender_id for share;
  holding := remedy_holding(new.tender_id, a_lot, a_step, coalesce(a_moment, now()));
  if holding is not null then
    raise exception 'remedy R% holds the %', holding, a_step
      using errcode = '23514', constraint = 'remedy_holds_' || a_step;
  end if;
  return new;
end
$$;

--
-- Name: refuse_while_re_reviewed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_while_re_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if is_re_reviewed(new.tender_id, new.lot_id) then
    raise exception 'the result is under re-review' using errcode = '23514', constraint = 're_review_holds';
  end if;
  return new;
end
$$;

--
-- Name: remedy_holding(text, text, text, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.remedy_holding(a_tender text, a_lot text, a_step text, a_moment timestamp with time zone) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select min(remedy.remedy_no)
    from remedy
    join tender on tender.tender_id = remedy.tender_id
    left join remedy_acceptance
      on remedy_acceptance.tender_id = remedy.tender_id and remedy_acceptance.remedy_no = remedy.remedy_no
    left join remedy_end on remedy_end.tender_id = remedy.tender_id and remedy_end.remedy_no = remedy.remedy_no
   where remedy.tender_id = a_tender
     and (remedy.lot_id is null or remedy.lot_id = a_lot)
     and (
       (remedy_end.remedy_no is null
        and a_step = any (held_steps(tender.profile))
        and remedy.affects_result
        and (remedy.kind <> 'complaint'
             or remedy_acceptance.suspended_until >= (a_moment at time zone 'Asia/Shanghai')::date))
       or (remedy_end.effect = 'amendDocuments' and a_step = 'opening'
           and not exists (select
                             from note
                            where note.tender_id = a_tender
                              and note.type = 'tender-amend/v1'
                              and note.taken_at > remedy_end.ended_at))
       or (remedy_end.effect = 'reEvaluate' and a_step = 'award'
           and not exists (select
                             from bundle_file
                             join log_entry on log_entry.log_index = bundle_file.log_index
                             join note on note.note_id = log_entry.note_id
                            where bundle_file.tender_id = a_tender
                              and bundle_file.path = 'evaluation/' || a_lot || '.json'
                              and note.taken_at > remedy_end.ended_at))
       or (remedy_end.effect = 'retender' and a_step in ('opening', 'award'))
       or (remedy_end.effect in ('nextCandidate', 'retender') and a_step = 'signing'
           and exists (select
                         from award
                         left join award_void
                           on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
                          and award_void.award_no = award.award_no
                        where award.tender_id = a_tender
                          and award.lot_id = a_lot
                          and award_void.award_no is null
                          and award.awarded_at <= remedy_end.ended_at)))
$$;

--
-- Name: remedy_is_found(text, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.remedy_is_found(a_tender text, a_number integer) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select exists (select from remedy_end where tender_id = a_tender and remedy_no = a_number and outcome is not null)
$$;

--
-- Name: selection_complete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.selection_complete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if (select count(*) from selected_agency where tender_id = new.tender_id and lot_id = new.lot_id)
     <> (select selected from selection where tender_id = new.tender_id and lot_id = new.lot_id) then
    raise exception 'the selected are not as many as the selection says'
      using errcode = '23514', constraint = 'selection_complete';
  end if;
  return null;
end
$$;

--
-- Name: selection_eliminates(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.selection_eliminates() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  terms framework;
begin
  select * into terms from framework where tender_id = new.tender_id;
  if new.selected > new.responded - greatest(terms.eliminated_min, ceil(new.responded * terms.eliminated_share))
     or new.selected > terms.places_max then
    raise exception 'too few are eliminated' using errcode = '23514', constraint = 'selection_eliminates';
  end if;
  if new.selected < terms.selected_min then
    raise exception 'too few are selected' using errcode = '23514', constraint = 'selection_of_several';
  end if;
  return new;
end
$$;

--
-- Name: share_of_its_tender(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.share_of_its_tender() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not exists (select
                   from note
                   join note as opening on opening.tender_id = note.tender_id
                  where note.note_id = new.note_id
                    and opening.note_id = new.manifest
                    and opening.type = 'tender-opening/v1') then
    raise exception 'the manifest is of another tender' using errcode = '23514', constraint = 'share_note_of_tender';
  end if;
  return new;
end
$$;

--
-- Name: tender_follows_failed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tender_follows_failed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

--
-- Name: tender_is_prepared(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tender_is_prepared() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

--
-- Name: tender_keeps_terms(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tender_keeps_terms() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.state <> 'draft'
     and (new.batch_id, new.title, new.profile, new.threshold, new.custodians, new.minimum, new.grace_seconds,
          new.recovery_seconds)
         is distinct from
         (old.batch_id, old.title, old.profile, old.threshold, old.custodians, old.minimum, old.grace_seconds,
          old.recovery_seconds) then
    raise exception 'a published tender keeps its draft' using errcode = '23514', constraint = 'tender_draft_frozen';
  end if;
  return new;
end
$$;

--
-- Name: tender_moves_forward(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tender_moves_forward() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

--
-- Name: activity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.activity (
    activity_id bigint NOT NULL,
    done_at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    deed text NOT NULL,
    subject text NOT NULL,
    outcome text NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    address text,
    CONSTRAINT activity_address CHECK (((length(address) >= 1) AND (length(address) <= 64)))
);

--
-- Name: activity_activity_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.activity ALTER COLUMN activity_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.activity_activity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: actor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.actor (
    key_ref text NOT NULL,
    vkey text NOT NULL,
    public_key bytea NOT NULL,
    role text NOT NULL,
    name text NOT NULL,
    organisation text DEFAULT ''::text NOT NULL,
    credit_code text,
    added_at timestamp with time zone NOT NULL,
    added_by text NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT actor_role CHECK ((role = ANY (ARRAY['officer'::text, 'countyOfficer'::text, 'custodian'::text, 'evaluator'::text, 'expert'::text, 'agency'::text, 'park'::text, 'enterprise'::text, 'supervisor'::text, 'administrator'::text])))
);

--
-- Name: agency; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agency (
    actor text NOT NULL,
    credit_code text NOT NULL,
    name text NOT NULL,
    licence text NOT NULL,
    size text NOT NULL,
    contact text NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    CONSTRAINT agency_licence_given CHECK ((licence <> ''::text)),
    CONSTRAINT agency_size CHECK ((size = ANY (ARRAY['micro'::text, 'small'::text, 'medium'::text, 'large'::text])))
);

--
-- Name: agency_address; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agency_address (
    actor text NOT NULL,
    address_no bigint NOT NULL,
    address text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    CONSTRAINT agency_address_text CHECK (((octet_length(address) <= 300) AND (address ~ '\S'::text) AND (address !~ '[\u0001-\u001f\u007f-\u009f]'::text)))
);

--
-- Name: agency_address_address_no_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.agency_address ALTER COLUMN address_no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.agency_address_address_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: amendment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.amendment (
    tender_id text NOT NULL,
    seq integer NOT NULL,
    note_id bytea NOT NULL,
    deadline_before timestamp with time zone NOT NULL,
    deadline_after timestamp with time zone NOT NULL,
    terms_sha256 bytea NOT NULL,
    changes_terms boolean NOT NULL,
    affects_bids boolean NOT NULL,
    change text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT amendment_before_deadline CHECK ((made_at < deadline_before)),
    CONSTRAINT amendment_changes CHECK ((changes_terms OR (deadline_after > deadline_before))),
    CONSTRAINT amendment_deadline_later CHECK ((deadline_after >= deadline_before))
);

--
-- Name: answer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.answer (
    tender_id text NOT NULL,
    question_no integer NOT NULL,
    seq integer NOT NULL,
    question text NOT NULL,
    body text NOT NULL,
    CONSTRAINT answer_bounded CHECK (((octet_length(body) >= 1) AND (octet_length(body) <= 8000)))
);

--
-- Name: attachment_reading; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.attachment_reading (
    bid bytea NOT NULL,
    member text NOT NULL,
    sha256 bytea NOT NULL,
    author text,
    saved_by text,
    made_on text,
    words text NOT NULL,
    CONSTRAINT attachment_reading_bounded CHECK (((length(words) <= 200000) AND (length(author) <= 300) AND (length(saved_by) <= 300) AND (length(made_on) <= 64))),
    CONSTRAINT attachment_reading_hash CHECK ((octet_length(sha256) = 32))
);

--
-- Name: award; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.award (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    bid bytea NOT NULL,
    bidder text NOT NULL,
    rank integer NOT NULL,
    price_fen bigint NOT NULL,
    file text NOT NULL,
    note_id bytea NOT NULL,
    awarded_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    award_no integer NOT NULL,
    previous_no integer GENERATED ALWAYS AS (NULLIF((award_no - 1), 0)) STORED,
    review_no integer DEFAULT 0 NOT NULL,
    CONSTRAINT award_no_from_one CHECK ((award_no >= 1)),
    CONSTRAINT award_price CHECK ((price_fen > 0)),
    CONSTRAINT award_rank CHECK ((rank >= 1))
);

--
-- Name: award_void; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.award_void (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    award_no integer NOT NULL,
    ground text NOT NULL,
    reason text NOT NULL,
    voided_by text NOT NULL,
    voided_at timestamp with time zone NOT NULL,
    CONSTRAINT award_void_ground CHECK ((ground = ANY (ARRAY['declined'::text, 'forceMajeure'::text, 'securityMissing'::text, 'unlawfulAct'::text]))),
    CONSTRAINT award_void_reason CHECK (((octet_length(reason) >= 1) AND (octet_length(reason) <= 8000)))
);

--
-- Name: batch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.batch (
    batch_id text NOT NULL,
    programme_id text NOT NULL,
    year integer NOT NULL,
    title text NOT NULL,
    term_days integer NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    window_opens_at timestamp with time zone NOT NULL,
    window_closes_at timestamp with time zone NOT NULL,
    term_begins date NOT NULL,
    term_ends date NOT NULL,
    CONSTRAINT batch_term CHECK (((term_days >= 1) AND (term_days <= 1100))),
    CONSTRAINT batch_term_days CHECK ((term_days = ((term_ends - term_begins) + 1))),
    CONSTRAINT batch_window CHECK ((window_opens_at < window_closes_at))
);

--
-- Name: bid_note; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bid_note (
    note_id bytea NOT NULL,
    tender_id text NOT NULL,
    kind text NOT NULL,
    bidder text NOT NULL,
    lot_id text,
    part_id text,
    seq integer,
    payload_sha256 bytea,
    received_at timestamp with time zone NOT NULL,
    address text,
    CONSTRAINT bid_note_address CHECK (((length(address) >= 1) AND (length(address) <= 64))),
    CONSTRAINT bid_note_kind CHECK ((kind = ANY (ARRAY['register'::text, 'bid'::text, 'withdraw'::text]))),
    CONSTRAINT bid_note_seq_range CHECK (((seq >= 1) AND (seq <= 999999999))),
    CONSTRAINT bid_note_shape CHECK ((((kind = 'register'::text) = (lot_id IS NULL)) AND ((lot_id IS NULL) = (part_id IS NULL)) AND ((lot_id IS NULL) = (seq IS NULL)) AND ((kind = 'bid'::text) = (payload_sha256 IS NOT NULL))))
);

--
-- Name: committee_withdrawal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.committee_withdrawal (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    person text NOT NULL,
    cause text NOT NULL,
    reason text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT committee_withdrawal_cause CHECK ((cause = ANY (ARRAY['conflict'::text, 'recusal'::text, 'excused'::text]))),
    CONSTRAINT committee_withdrawal_has_reason CHECK ((reason <> ''::text))
);

--
-- Name: conflict_declaration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.conflict_declaration (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    person text NOT NULL,
    conflicted boolean NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    CONSTRAINT conflict_declaration_has_reason CHECK ((conflicted = (reason <> ''::text)))
);

--
-- Name: tender; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tender (
    tender_id text NOT NULL,
    batch_id text NOT NULL,
    title text NOT NULL,
    profile text NOT NULL,
    draft text NOT NULL,
    state text NOT NULL,
    threshold integer NOT NULL,
    custodians integer NOT NULL,
    minimum integer NOT NULL,
    grace_seconds integer NOT NULL,
    recovery_seconds integer NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    notice_id bytea,
    terms_sha256 bytea,
    opens_at timestamp with time zone,
    deadline_at timestamp with time zone,
    notice_index bigint,
    close_index bigint,
    closed_at timestamp with time zone,
    follows text,
    CONSTRAINT tender_closed_after_deadline CHECK ((closed_at >= deadline_at)),
    CONSTRAINT tender_closed_whole CHECK (((state = 'closed'::text) = (close_index IS NOT NULL))),
    CONSTRAINT tender_follows_another CHECK ((follows <> tender_id)),
    CONSTRAINT tender_minimum CHECK (((minimum >= 1) AND (minimum <= 400))),
    CONSTRAINT tender_published_whole CHECK ((((state = 'draft'::text) = (notice_id IS NULL)) AND ((notice_id IS NULL) = (terms_sha256 IS NULL)) AND ((notice_id IS NULL) = (opens_at IS NULL)) AND ((notice_id IS NULL) = (deadline_at IS NULL)) AND ((notice_id IS NULL) = (notice_index IS NULL)))),
    CONSTRAINT tender_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'open'::text, 'closed'::text, 'cancelled'::text]))),
    CONSTRAINT tender_threshold CHECK (((threshold >= 2) AND (custodians >= ((2 * threshold) - 1)) AND (custodians <= 15))),
    CONSTRAINT tender_times CHECK ((opens_at < deadline_at))
);

--
-- Name: tender_person; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tender_person (
    tender_id text NOT NULL,
    actor text NOT NULL,
    function text NOT NULL,
    custodian_index integer,
    CONSTRAINT tender_person_function CHECK ((function = ANY (ARRAY['openingOfficer'::text, 'drawingOfficer'::text, 'evaluator'::text, 'custodian'::text, 'administrator'::text]))),
    CONSTRAINT tender_person_index CHECK (((function = 'custodian'::text) = (custodian_index IS NOT NULL)))
);

--
-- Name: bid_note_whole; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.bid_note_whole WITH (security_barrier='true') AS
 SELECT bid_note.note_id,
    bid_note.tender_id,
    bid_note.kind,
    bid_note.bidder,
    bid_note.lot_id,
    bid_note.part_id,
    bid_note.seq,
    bid_note.payload_sha256,
    bid_note.received_at,
    bid_note.address
   FROM public.bid_note
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = 'auditor'::text) OR ((EXISTS ( SELECT
           FROM ((public.tender
             JOIN public.tender_person ON ((tender_person.tender_id = tender.tender_id)))
             JOIN public.conflict_declaration ON ((conflict_declaration.tender_id = tender.tender_id)))
          WHERE ((tender.tender_id = bid_note.tender_id) AND (tender.closed_at IS NOT NULL) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'evaluator'::text) AND (conflict_declaration.lot_id = bid_note.lot_id) AND (conflict_declaration.person = ( SELECT public.reader_key() AS reader_key)) AND (NOT conflict_declaration.conflicted)))) AND (NOT (EXISTS ( SELECT
           FROM public.committee_withdrawal
          WHERE ((committee_withdrawal.tender_id = bid_note.tender_id) AND (committee_withdrawal.lot_id = bid_note.lot_id) AND (committee_withdrawal.person = ( SELECT public.reader_key() AS reader_key))))))));

--
-- Name: bid_reading; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bid_reading (
    bid bytea NOT NULL,
    read_at timestamp with time zone NOT NULL
);

--
-- Name: bid_secret; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bid_secret (
    bid bytea NOT NULL,
    note_id bytea NOT NULL,
    given_at timestamp with time zone NOT NULL
);

--
-- Name: bidder; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bidder (
    tender_id text NOT NULL,
    bidder text NOT NULL,
    vkey text NOT NULL,
    actor text NOT NULL,
    note_id bytea NOT NULL
);

--
-- Name: bidder_answer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bidder_answer (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    question_no integer NOT NULL,
    answer text NOT NULL,
    confirmed boolean,
    answered_at timestamp with time zone NOT NULL,
    CONSTRAINT bidder_answer_has_words CHECK ((answer <> ''::text))
);

--
-- Name: bundle_file; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bundle_file (
    tender_id text NOT NULL,
    path text NOT NULL,
    log_index bigint NOT NULL,
    bytes bytea NOT NULL,
    sha256 bytea NOT NULL,
    CONSTRAINT bundle_file_hash CHECK ((sha256 = sha256(bytes)))
);
ALTER TABLE ONLY public.bundle_file ALTER COLUMN bytes SET COMPRESSION lz4;

--
-- Name: call_off; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_off (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    call_no integer NOT NULL,
    place integer NOT NULL,
    reason text NOT NULL,
    called_by text NOT NULL,
    called_at timestamp with time zone NOT NULL,
    previous_no integer GENERATED ALWAYS AS (NULLIF((call_no - 1), 0)) STORED,
    CONSTRAINT call_off_no_from_one CHECK ((call_no >= 1))
);

--
-- Name: selected_agency; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.selected_agency (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    place integer NOT NULL,
    bid bytea NOT NULL,
    bidder text NOT NULL,
    rank integer NOT NULL,
    price_fen bigint NOT NULL,
    CONSTRAINT selected_agency_place CHECK ((place >= 1)),
    CONSTRAINT selected_agency_price CHECK ((price_fen > 0)),
    CONSTRAINT selected_agency_rank CHECK ((rank >= 1))
);

--
-- Name: call_off_whole; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.call_off_whole WITH (security_barrier='true') AS
 SELECT call_off.tender_id,
    call_off.lot_id,
    call_off.call_no,
    call_off.place,
    call_off.reason,
    call_off.called_by,
    call_off.called_at,
    call_off.previous_no
   FROM public.call_off
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (EXISTS ( SELECT
           FROM public.selected_agency
          WHERE ((selected_agency.tender_id = call_off.tender_id) AND (selected_agency.lot_id = call_off.lot_id) AND (selected_agency.place = call_off.place) AND (selected_agency.bidder = ( SELECT public.reader_key() AS reader_key))))) OR ((call_off.tender_id, call_off.lot_id) IN ( SELECT own_lots.tender_id,
            own_lots.lot_id
           FROM public.own_lots() own_lots(tender_id, lot_id))));

--
-- Name: cancellation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cancellation (
    tender_id text NOT NULL,
    note_id bytea NOT NULL,
    ground text NOT NULL,
    reason text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT cancellation_has_reason CHECK ((reason <> ''::text))
);

--
-- Name: clarification; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.clarification (
    tender_id text NOT NULL,
    seq integer NOT NULL,
    note_id bytea NOT NULL,
    affects_bids boolean NOT NULL,
    made_at timestamp with time zone NOT NULL
);

--
-- Name: committee; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.committee (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    note_id bytea NOT NULL,
    seq integer NOT NULL,
    CONSTRAINT committee_seq CHECK ((seq >= 1))
);

--
-- Name: committee_draw; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.committee_draw (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    draw bytea NOT NULL,
    seq integer NOT NULL
);

--
-- Name: committee_member; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.committee_member (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    member text NOT NULL,
    vkey text NOT NULL,
    person text NOT NULL,
    buyer_side boolean NOT NULL,
    chair boolean NOT NULL,
    seq integer NOT NULL,
    CONSTRAINT committee_chair_is_expert CHECK ((NOT (chair AND buyer_side)))
);

--
-- Name: committee_question; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.committee_question (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    question_no integer NOT NULL,
    bid bytea NOT NULL,
    kind text NOT NULL,
    question text NOT NULL,
    triggers text DEFAULT ''::text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer_by timestamp with time zone NOT NULL,
    CONSTRAINT committee_question_has_words CHECK ((question <> ''::text)),
    CONSTRAINT committee_question_kind CHECK ((kind = ANY (ARRAY['clarification'::text, 'correction'::text, 'lowPrice'::text]))),
    CONSTRAINT committee_question_time CHECK ((asked_at < answer_by))
);

--
-- Name: competition_consent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.competition_consent (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    member text NOT NULL,
    seq integer NOT NULL,
    note_id bytea NOT NULL,
    signed_at timestamp with time zone NOT NULL
);

--
-- Name: competition_statement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.competition_statement (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    paper text NOT NULL,
    argument text NOT NULL,
    valid_bids integer NOT NULL,
    argued_by text NOT NULL,
    argued_at timestamp with time zone NOT NULL,
    CONSTRAINT competition_statement_has_words CHECK ((argument <> ''::text)),
    CONSTRAINT competition_statement_valid CHECK ((valid_bids >= 1))
);

--
-- Name: conformity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.conformity (
    bid bytea NOT NULL,
    member text NOT NULL,
    passed boolean NOT NULL,
    ground text,
    reason text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    seq integer NOT NULL,
    CONSTRAINT conformity_ground CHECK (((passed = (ground IS NULL)) AND (passed OR (reason <> ''::text))))
);

--
-- Name: contract_acceptance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contract_acceptance (
    tender_id text NOT NULL,
    contract_no text NOT NULL,
    round integer NOT NULL,
    outcome text NOT NULL,
    ended_on date NOT NULL,
    final_fen bigint,
    acceptance text NOT NULL,
    accepted_by text NOT NULL,
    accepted_at timestamp with time zone NOT NULL,
    CONSTRAINT contract_acceptance_amount CHECK (((outcome = 'accepted'::text) = (final_fen IS NOT NULL))),
    CONSTRAINT contract_acceptance_not_negative CHECK ((final_fen >= 0)),
    CONSTRAINT contract_acceptance_outcome CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text]))),
    CONSTRAINT contract_acceptance_round CHECK ((round >= 1))
);

--
-- Name: contract_failure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contract_failure (
    tender_id text NOT NULL,
    contract_no text NOT NULL,
    failure_no integer NOT NULL,
    begins_on date NOT NULL,
    ends_on date NOT NULL,
    category text NOT NULL,
    description text NOT NULL,
    events integer NOT NULL,
    penalty_contracted text NOT NULL,
    penalty_fen bigint,
    penalty_words text,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT contract_failure_category CHECK ((category = ANY (ARRAY['lateService'::text, 'absence'::text, 'quality'::text, 'reporting'::text, 'secrecy'::text, 'other'::text]))),
    CONSTRAINT contract_failure_events CHECK ((events >= 1)),
    CONSTRAINT contract_failure_has_words CHECK (((description <> ''::text) AND (penalty_contracted <> ''::text))),
    CONSTRAINT contract_failure_no_from_one CHECK ((failure_no >= 1)),
    CONSTRAINT contract_failure_penalty CHECK (
CASE
    WHEN (penalty_fen IS NULL) THEN (COALESCE(penalty_words, ''::text) <> ''::text)
    ELSE (penalty_fen > 0)
END),
    CONSTRAINT contract_failure_period CHECK ((begins_on <= ends_on))
);

--
-- Name: contract_failure_end; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contract_failure_end (
    tender_id text NOT NULL,
    contract_no text NOT NULL,
    failure_no integer NOT NULL,
    settlement text NOT NULL,
    reason text NOT NULL,
    settled_by text NOT NULL,
    settled_at timestamp with time zone NOT NULL,
    CONSTRAINT contract_failure_end_reason CHECK (((settlement = 'paid'::text) OR (reason <> ''::text))),
    CONSTRAINT contract_failure_end_word CHECK ((settlement = ANY (ARRAY['paid'::text, 'withdrawn'::text])))
);

--
-- Name: contract_payment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contract_payment (
    tender_id text NOT NULL,
    contract_no text NOT NULL,
    payment_no integer NOT NULL,
    paid_on date NOT NULL,
    amount_fen bigint NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT contract_payment_amount CHECK ((amount_fen > 0)),
    CONSTRAINT contract_payment_no_from_one CHECK ((payment_no >= 1))
);

--
-- Name: custodian_statement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.custodian_statement (
    tender_id text NOT NULL,
    custodian_index integer NOT NULL,
    actor text NOT NULL,
    recipient text NOT NULL,
    note_id bytea NOT NULL
);

--
-- Name: daemon; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.daemon (
    daemon_id text NOT NULL,
    beat_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone NOT NULL,
    CONSTRAINT daemon_id_form CHECK ((daemon_id ~ '^[0-9a-f]{32}$'::text))
);

--
-- Name: dissent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dissent (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    member text NOT NULL,
    seq integer NOT NULL,
    words text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT dissent_has_words CHECK ((words <> ''::text))
);

--
-- Name: draft_review; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draft_review (
    tender_id text NOT NULL,
    review_no integer NOT NULL,
    outcome text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    draft_sha256 bytea NOT NULL,
    reviewer text NOT NULL,
    reviewed_at timestamp with time zone NOT NULL,
    CONSTRAINT draft_review_counts CHECK ((review_no >= 1)),
    CONSTRAINT draft_review_has_reason CHECK (((outcome = 'approved'::text) OR (reason <> ''::text))),
    CONSTRAINT draft_review_outcome CHECK ((outcome = ANY (ARRAY['approved'::text, 'returned'::text])))
);

--
-- Name: draft_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draft_version (
    tender_id text NOT NULL,
    version_no integer NOT NULL,
    draft_sha256 bytea NOT NULL,
    written_by text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT draft_version_counts CHECK ((version_no >= 1)),
    CONSTRAINT draft_version_hash CHECK ((octet_length(draft_sha256) = 32))
);

--
-- Name: draw; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draw (
    draw bytea NOT NULL,
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    purpose text NOT NULL,
    take integer NOT NULL,
    announced_at timestamp with time zone NOT NULL,
    CONSTRAINT draw_purpose CHECK ((purpose = ANY (ARRAY['experts'::text, 'tie'::text]))),
    CONSTRAINT draw_take CHECK ((take >= 1))
);

--
-- Name: draw_candidate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draw_candidate (
    draw bytea NOT NULL,
    place integer NOT NULL,
    candidate text NOT NULL,
    person text
);

--
-- Name: draw_commitment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draw_commitment (
    digest bytea NOT NULL,
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    purpose text NOT NULL,
    actor text NOT NULL,
    committed_at timestamp with time zone NOT NULL,
    CONSTRAINT draw_commitment_length CHECK ((octet_length(digest) = 32)),
    CONSTRAINT draw_commitment_purpose CHECK ((purpose = ANY (ARRAY['experts'::text, 'tie'::text])))
);

--
-- Name: draw_decline; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draw_decline (
    draw bytea NOT NULL,
    candidate text NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT draw_decline_has_reason CHECK ((reason <> ''::text))
);

--
-- Name: draw_end; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draw_end (
    draw bytea NOT NULL,
    note_id bytea NOT NULL,
    void_reason text,
    ended_at timestamp with time zone NOT NULL,
    CONSTRAINT draw_end_has_reason CHECK (((void_reason IS NULL) OR (void_reason <> ''::text)))
);

--
-- Name: draw_party; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draw_party (
    draw bytea NOT NULL,
    place integer NOT NULL,
    actor text NOT NULL,
    digest bytea NOT NULL
);

--
-- Name: draw_result; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draw_result (
    draw bytea NOT NULL,
    place integer NOT NULL,
    candidate text NOT NULL
);

--
-- Name: draw_secret; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draw_secret (
    digest bytea NOT NULL,
    secret bytea NOT NULL,
    revealed_at timestamp with time zone NOT NULL,
    CONSTRAINT draw_secret_as_committed CHECK (((octet_length(secret) = 32) AND (digest = sha256(secret))))
);

--
-- Name: enterprise; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.enterprise (
    credit_code text NOT NULL,
    park_id text NOT NULL,
    name text NOT NULL,
    size text NOT NULL,
    technology boolean NOT NULL,
    ip_staff integer NOT NULL,
    contact text NOT NULL,
    actor text,
    has_unit boolean NOT NULL,
    industrial boolean NOT NULL,
    registered_by text NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    batch_id text NOT NULL,
    CONSTRAINT enterprise_size CHECK ((size = ANY (ARRAY['micro'::text, 'small'::text, 'medium'::text, 'large'::text]))),
    CONSTRAINT enterprise_staff CHECK ((ip_staff >= 0))
);

--
-- Name: evaluation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.evaluation (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    file text NOT NULL,
    sha256 bytea NOT NULL,
    note_id bytea NOT NULL,
    review_no integer DEFAULT 0 NOT NULL,
    CONSTRAINT evaluation_hash CHECK ((sha256 = sha256(convert_to(file, 'UTF8'::name))))
);

--
-- Name: evaluation_salt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.evaluation_salt (
    bid bytea NOT NULL,
    salt bytea NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    CONSTRAINT evaluation_salt_length CHECK ((octet_length(salt) = 32))
);

--
-- Name: explanation_finding; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.explanation_finding (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    question_no integer NOT NULL,
    member text NOT NULL,
    seq integer NOT NULL,
    proven boolean NOT NULL,
    reason text NOT NULL,
    found_at timestamp with time zone NOT NULL,
    CONSTRAINT explanation_finding_has_reason CHECK ((reason <> ''::text))
);

--
-- Name: filing; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.filing (
    filing_no text,
    contract_no text NOT NULL,
    authority text NOT NULL,
    filed_by text NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    result text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    tender_id text NOT NULL,
    round integer NOT NULL,
    note_id bytea,
    CONSTRAINT filing_authority CHECK ((authority = ANY (ARRAY['park'::text, 'bureau'::text]))),
    CONSTRAINT filing_number_given CHECK (((result = 'recorded'::text) = (filing_no IS NOT NULL))),
    CONSTRAINT filing_result CHECK (((result = ANY (ARRAY['recorded'::text, 'returned'::text])) AND ((result = 'recorded'::text) OR (reason <> ''::text))))
);

--
-- Name: filing_submission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.filing_submission (
    tender_id text NOT NULL,
    contract_no text NOT NULL,
    round integer NOT NULL,
    submitted_by text NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    CONSTRAINT filing_submission_round CHECK ((round >= 1))
);

--
-- Name: framework; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.framework (
    tender_id text NOT NULL,
    places_max integer NOT NULL,
    months integer NOT NULL,
    call_off text NOT NULL,
    selected_min integer NOT NULL,
    eliminated_min integer NOT NULL,
    eliminated_share numeric(4,2) NOT NULL,
    months_max integer NOT NULL,
    CONSTRAINT framework_call_off CHECK ((call_off = ANY (ARRAY['direct'::text, 'rotation'::text]))),
    CONSTRAINT framework_numbers CHECK (((selected_min >= 1) AND (eliminated_min >= 0) AND ((eliminated_share >= (0)::numeric) AND (eliminated_share <= (1)::numeric)))),
    CONSTRAINT framework_places CHECK ((places_max >= selected_min)),
    CONSTRAINT framework_term CHECK (((months >= 1) AND (months <= months_max)))
);

--
-- Name: framework_agreement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.framework_agreement (
    tender_id text NOT NULL,
    agreement_no text NOT NULL,
    lot_id text NOT NULL,
    place integer NOT NULL,
    paper text NOT NULL,
    officer text NOT NULL,
    agency text NOT NULL,
    begins_on date NOT NULL,
    ends_on date NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    CONSTRAINT framework_agreement_term CHECK ((begins_on <= ends_on))
);

--
-- Name: framework_exit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.framework_exit (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    place integer NOT NULL,
    ground text NOT NULL,
    reason text NOT NULL,
    removed_by text NOT NULL,
    removed_at timestamp with time zone NOT NULL,
    CONSTRAINT framework_exit_ground CHECK ((ground = ANY (ARRAY['collusion'::text, 'falseMaterial'::text, 'refusedCall'::text, 'breach'::text, 'debarred'::text, 'asAgreed'::text]))),
    CONSTRAINT framework_exit_reason CHECK (((octet_length(reason) >= 1) AND (octet_length(reason) <= 8000)))
);

--
-- Name: framework_exit_whole; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.framework_exit_whole WITH (security_barrier='true') AS
 SELECT framework_exit.tender_id,
    framework_exit.lot_id,
    framework_exit.place,
    framework_exit.ground,
    framework_exit.reason,
    framework_exit.removed_by,
    framework_exit.removed_at
   FROM public.framework_exit
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (EXISTS ( SELECT
           FROM public.selected_agency
          WHERE ((selected_agency.tender_id = framework_exit.tender_id) AND (selected_agency.lot_id = framework_exit.lot_id) AND (selected_agency.place = framework_exit.place) AND (selected_agency.bidder = ( SELECT public.reader_key() AS reader_key))))) OR ((framework_exit.tender_id, framework_exit.lot_id) IN ( SELECT own_lots.tender_id,
            own_lots.lot_id
           FROM public.own_lots() own_lots(tender_id, lot_id))));

--
-- Name: idempotency_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency_key (
    actor text NOT NULL,
    key text NOT NULL,
    route text NOT NULL,
    request_sha256 bytea NOT NULL,
    answer text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_key_length CHECK (((octet_length(key) >= 8) AND (octet_length(key) <= 128))),
    CONSTRAINT idempotency_key_request CHECK ((octet_length(request_sha256) = 32))
);

--
-- Name: instance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.instance (
    one boolean DEFAULT true NOT NULL,
    rehearsal boolean NOT NULL,
    origin text NOT NULL,
    born_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT instance_one_row CHECK (one),
    CONSTRAINT instance_origin_says_rehearsal CHECK ((rehearsal = starts_with(origin, 'rehearsal.'::text)))
);

--
-- Name: log_checkpoint; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_checkpoint (
    size bigint NOT NULL,
    root bytea NOT NULL,
    note bytea NOT NULL,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT log_checkpoint_note_bounded CHECK (((octet_length(note) >= 1) AND (octet_length(note) <= 10000))),
    CONSTRAINT log_checkpoint_root_size CHECK ((octet_length(root) = 32))
);

--
-- Name: log_cosignature; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_cosignature (
    size bigint NOT NULL,
    witness text NOT NULL,
    cosigned_at timestamp with time zone NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT log_cosignature_size CHECK ((octet_length(signature) = 72))
);

--
-- Name: log_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_entry (
    log_index bigint NOT NULL,
    bytes bytea NOT NULL,
    leaf bytea NOT NULL,
    note_id bytea,
    CONSTRAINT log_entry_bounded CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 65535))),
    CONSTRAINT log_entry_leaf CHECK ((leaf = sha256(('\x00'::bytea || bytes))))
);

--
-- Name: log_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_head (
    one boolean DEFAULT true NOT NULL,
    size bigint NOT NULL,
    frontier bytea NOT NULL,
    root bytea NOT NULL,
    tick_no bigint NOT NULL,
    tick_at timestamp with time zone,
    CONSTRAINT log_head_counts CHECK (((size >= 0) AND (tick_no >= 0))),
    CONSTRAINT log_head_one_row CHECK (one)
);

--
-- Name: log_node; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_node (
    level smallint NOT NULL,
    node_index bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT log_node_hash CHECK (((octet_length(hash) = 32) AND ((level >= 1) AND (level <= 8))))
);

--
-- Name: log_witness; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_witness (
    witness text NOT NULL,
    vkey text NOT NULL,
    first_seen_at timestamp with time zone NOT NULL
);

--
-- Name: lot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lot (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    lot_no integer NOT NULL,
    title text NOT NULL,
    park_id text NOT NULL,
    budget_fen bigint NOT NULL,
    ceiling_fen bigint NOT NULL,
    scheme text NOT NULL,
    scheme_sha256 bytea NOT NULL,
    state text NOT NULL,
    security_fen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT lot_ceiling_within_budget CHECK (((ceiling_fen > 0) AND (ceiling_fen <= budget_fen))),
    CONSTRAINT lot_scheme_hash CHECK ((scheme_sha256 = sha256(convert_to(scheme, 'UTF8'::name)))),
    CONSTRAINT lot_security_bounded CHECK (((security_fen >= 0) AND (security_fen <= budget_fen))),
    CONSTRAINT lot_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'open'::text, 'closed'::text, 'opening'::text, 'opened'::text, 'qualification'::text, 'conformity'::text, 'scoring'::text, 'evaluated'::text, 'awarded'::text, 'failed'::text, 'cancelled'::text])))
);

--
-- Name: lot_failure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lot_failure (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    ground text NOT NULL,
    reason text NOT NULL,
    note_id bytea NOT NULL,
    CONSTRAINT lot_failure_has_reason CHECK ((reason <> ''::text))
);

--
-- Name: lot_part; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lot_part (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    part_id text NOT NULL,
    part_no integer NOT NULL,
    bytes_max bigint NOT NULL,
    public boolean NOT NULL
);

--
-- Name: note; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.note (
    note_id bytea NOT NULL,
    type text NOT NULL,
    tender_id text NOT NULL,
    signer text NOT NULL,
    bytes bytea NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    CONSTRAINT note_bytes_bounded CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 60000))),
    CONSTRAINT note_id_is_sha256 CHECK ((octet_length(note_id) = 32))
)
WITH (toast_tuple_target='8160');
ALTER TABLE ONLY public.note ALTER COLUMN bytes SET STORAGE EXTERNAL;

--
-- Name: note_list; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.note_list (
    sha256 bytea NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT note_list_hash CHECK ((sha256 = sha256(bytes)))
);

--
-- Name: offer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.offer (
    bid bytea NOT NULL,
    json text NOT NULL
);

--
-- Name: opened; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opened (
    opened_id bigint NOT NULL,
    bid bytea NOT NULL,
    note_id bytea NOT NULL,
    result text NOT NULL,
    reason text,
    particulars text,
    secret bytea,
    at timestamp with time zone NOT NULL,
    CONSTRAINT opened_result CHECK ((result = ANY (ARRAY['opened'::text, 'malformed'::text, 'unopenable'::text]))),
    CONSTRAINT opened_shape CHECK ((((result = 'malformed'::text) = (reason IS NOT NULL)) AND ((result = 'opened'::text) = (particulars IS NOT NULL))))
);

--
-- Name: opened_opened_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.opened ALTER COLUMN opened_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.opened_opened_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: opening_answer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opening_answer (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    objection_no integer NOT NULL,
    words text NOT NULL,
    answered_by text NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    CONSTRAINT opening_answer_has_words CHECK ((words <> ''::text))
);

--
-- Name: opening_attendance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opening_attendance (
    tender_id text NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    attended_at timestamp with time zone NOT NULL,
    CONSTRAINT opening_attendance_without_committee CHECK ((role <> ALL (ARRAY['evaluator'::text, 'expert'::text])))
);

--
-- Name: opening_bid; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opening_bid (
    bid bytea NOT NULL,
    manifest bytea NOT NULL,
    line_no integer NOT NULL
);

--
-- Name: opening_objection; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opening_objection (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    objection_no integer NOT NULL,
    bidder text NOT NULL,
    words text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT opening_objection_has_words CHECK ((words <> ''::text))
);

--
-- Name: opening_pair; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opening_pair (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    part_id text NOT NULL,
    manifest bytea NOT NULL
);

--
-- Name: paper; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.paper (
    tender_id text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    lot_id text,
    json text NOT NULL,
    json_sha256 bytea NOT NULL,
    pdf bytea NOT NULL,
    pdf_sha256 bytea NOT NULL,
    public boolean NOT NULL,
    reader text,
    made_at timestamp with time zone NOT NULL,
    edition text GENERATED ALWAYS AS (
CASE
    WHEN (name ~~ '%-signed'::text) THEN 'signed'::text
    ELSE 'first'::text
END) STORED NOT NULL,
    CONSTRAINT paper_json_hash CHECK ((json_sha256 = sha256(convert_to(json, 'UTF8'::name)))),
    CONSTRAINT paper_pdf_hash CHECK ((pdf_sha256 = sha256(pdf)))
);
ALTER TABLE ONLY public.paper ALTER COLUMN pdf SET STORAGE EXTERNAL;

--
-- Name: paper_party; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.paper_party (
    tender_id text NOT NULL,
    name text NOT NULL,
    party text NOT NULL,
    actor text NOT NULL,
    CONSTRAINT paper_party_word CHECK ((party = ANY (ARRAY['bureau'::text, 'park'::text, 'agency'::text, 'enterprise'::text])))
);

--
-- Name: paper_signature; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.paper_signature (
    tender_id text NOT NULL,
    name text NOT NULL,
    party text NOT NULL,
    note_id bytea NOT NULL,
    signed_at timestamp with time zone NOT NULL
);

--
-- Name: park; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.park (
    park_id text NOT NULL,
    batch_id text NOT NULL,
    name text NOT NULL,
    county text NOT NULL,
    credit_code text NOT NULL,
    manager text NOT NULL,
    application text NOT NULL,
    application_sha256 bytea NOT NULL,
    technology_firms integer NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    CONSTRAINT park_application_hash CHECK ((application_sha256 = sha256(convert_to(application, 'UTF8'::name)))),
    CONSTRAINT park_firms CHECK ((technology_firms >= 0))
);

--
-- Name: park_agreement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.park_agreement (
    agreement_no text NOT NULL,
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    paper text NOT NULL,
    park_manager text NOT NULL,
    agency text NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    award_no integer NOT NULL
);

--
-- Name: park_decision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.park_decision (
    park_id text NOT NULL,
    confirmed boolean NOT NULL,
    reason text NOT NULL,
    number text NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT park_decision_has_reason CHECK ((reason <> ''::text))
);

--
-- Name: park_revision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.park_revision (
    park_id text NOT NULL,
    revision_no integer NOT NULL,
    application text NOT NULL,
    application_sha256 bytea NOT NULL,
    technology_firms integer NOT NULL,
    revised_by text NOT NULL,
    revised_at timestamp with time zone NOT NULL,
    name text GENERATED ALWAYS AS (((application)::jsonb ->> 'name'::text)) STORED,
    county text GENERATED ALWAYS AS (((application)::jsonb ->> 'region'::text)) STORED,
    CONSTRAINT park_revision_counts CHECK (((revision_no >= 1) AND (technology_firms >= 0))),
    CONSTRAINT park_revision_hash CHECK ((application_sha256 = sha256(convert_to(application, 'UTF8'::name))))
);

--
-- Name: park_revision_whole; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.park_revision_whole WITH (security_barrier='true') AS
 SELECT park_revision.park_id,
    park_revision.revision_no,
    park_revision.application,
    park_revision.application_sha256,
    park_revision.technology_firms,
    park_revision.revised_by,
    park_revision.revised_at,
    park_revision.name,
    park_revision.county
   FROM public.park_revision
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'countyOfficer'::text, 'supervisor'::text])) OR (park_revision.park_id IN ( SELECT own_parks.park_id
           FROM public.own_parks() own_parks(park_id))));

--
-- Name: park_whole; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.park_whole WITH (security_barrier='true') AS
 SELECT park.park_id,
    park.batch_id,
    park.name,
    park.county,
    park.credit_code,
    park.manager,
    park.application,
    park.application_sha256,
    park.technology_firms,
    park.applied_at
   FROM public.park
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'countyOfficer'::text, 'supervisor'::text])) OR (park.park_id IN ( SELECT own_parks.park_id
           FROM public.own_parks() own_parks(park_id))));

--
-- Name: payload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payload (
    sha256 bytea NOT NULL,
    uploader text NOT NULL,
    bytes bigint NOT NULL,
    whole_at timestamp with time zone NOT NULL,
    CONSTRAINT payload_bytes CHECK ((bytes > 0))
);

--
-- Name: payload_attempt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payload_attempt (
    sha256 bytea NOT NULL,
    uploader text NOT NULL,
    attempt integer NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    CONSTRAINT payload_attempt_counts CHECK (((octet_length(sha256) = 32) AND (attempt >= 1)))
);

--
-- Name: payload_chunk; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payload_chunk (
    sha256 bytea NOT NULL,
    uploader text NOT NULL,
    chunk_no integer NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT payload_chunk_bounded CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 1048576)))
)
WITH (toast_tuple_target='8160');
ALTER TABLE ONLY public.payload_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

--
-- Name: pilot_paper; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pilot_paper (
    park_id text NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    json text NOT NULL,
    json_sha256 bytea NOT NULL,
    pdf bytea NOT NULL,
    pdf_sha256 bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT pilot_paper_json_hash CHECK ((json_sha256 = sha256(convert_to(json, 'UTF8'::name)))),
    CONSTRAINT pilot_paper_pdf_hash CHECK ((pdf_sha256 = sha256(pdf)))
);
ALTER TABLE ONLY public.pilot_paper ALTER COLUMN pdf SET STORAGE EXTERNAL;

--
-- Name: preparation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.preparation (
    tender_id text NOT NULL,
    fact_no integer NOT NULL,
    kind text NOT NULL,
    park_id text,
    conclusion text,
    body text NOT NULL,
    attachment_sha256 bytea,
    draft_sha256 bytea NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT preparation_bounded CHECK (((octet_length(body) >= 2) AND (octet_length(body) <= 60000))),
    CONSTRAINT preparation_conclusion CHECK ((((kind = 'fairness'::text) = (conclusion IS NOT NULL)) AND ((conclusion IS NULL) OR (conclusion = ANY (ARRAY['noImpact'::text, 'exception'::text, 'impact'::text]))))),
    CONSTRAINT preparation_counts CHECK ((fact_no >= 1)),
    CONSTRAINT preparation_hashes CHECK (((octet_length(draft_sha256) = 32) AND (octet_length(attachment_sha256) = 32))),
    CONSTRAINT preparation_kind CHECK ((kind = ANY (ARRAY['survey'::text, 'plan'::text, 'fairness'::text]))),
    CONSTRAINT preparation_survey_of_park CHECK (((kind = 'survey'::text) = (park_id IS NOT NULL)))
);

--
-- Name: programme; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.programme (
    programme_id text NOT NULL,
    title text NOT NULL,
    policy_no text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT programme_period CHECK ((starts_on < ends_on))
);

--
-- Name: publicity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.publicity (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    ends_on date NOT NULL,
    published_by text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    review_no integer DEFAULT 0 NOT NULL,
    CONSTRAINT publicity_days CHECK ((ends_on >= ((published_at AT TIME ZONE 'Asia/Shanghai'::text))::date))
);

--
-- Name: qualification; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.qualification (
    bid bytea NOT NULL,
    passed boolean NOT NULL,
    ground text,
    reason text DEFAULT ''::text NOT NULL,
    reviewer text NOT NULL,
    reviewed_at timestamp with time zone NOT NULL,
    security_received boolean,
    security_form text,
    CONSTRAINT qualification_ground CHECK (((passed = (ground IS NULL)) AND (passed OR (reason <> ''::text)))),
    CONSTRAINT qualification_security_form CHECK (((security_form IS NULL) OR security_received))
);

--
-- Name: qualification_member; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.qualification_member (
    bid bytea NOT NULL,
    credit_code text NOT NULL,
    CONSTRAINT qualification_member_code CHECK ((octet_length(credit_code) = 18))
);

--
-- Name: question; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.question (
    tender_id text NOT NULL,
    question_no integer NOT NULL,
    asker text NOT NULL,
    body text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    CONSTRAINT question_bounded CHECK (((octet_length(body) >= 1) AND (octet_length(body) <= 4000))),
    CONSTRAINT question_no_from_one CHECK ((question_no >= 1))
);

--
-- Name: question_whole; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.question_whole WITH (security_barrier='true') AS
 SELECT question.tender_id,
    question.question_no,
    question.asker,
    question.body,
    question.asked_at
   FROM public.question
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (question.asker = ( SELECT public.reader_key() AS reader_key)));

--
-- Name: re_review; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.re_review (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    review_no integer NOT NULL,
    ground text NOT NULL,
    reason text NOT NULL,
    superseded bytea NOT NULL,
    convened_by text NOT NULL,
    convened_at timestamp with time zone NOT NULL,
    CONSTRAINT re_review_ground CHECK ((ground = ANY (ARRAY['sumWrong'::text, 'outOfRange'::text, 'objectiveDiffers'::text, 'extreme'::text]))),
    CONSTRAINT re_review_has_reason CHECK ((reason <> ''::text)),
    CONSTRAINT re_review_no_from_one CHECK ((review_no >= 1)),
    CONSTRAINT re_review_superseded CHECK ((length(superseded) = 32))
);

--
-- Name: re_review_end; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.re_review_end (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    review_no integer NOT NULL,
    note_id bytea NOT NULL,
    ended_at timestamp with time zone NOT NULL
);

--
-- Name: recusal_decision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recusal_decision (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    request_no integer NOT NULL,
    person text,
    reason text NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    granted boolean GENERATED ALWAYS AS ((person IS NOT NULL)) STORED NOT NULL,
    CONSTRAINT recusal_decision_has_reason CHECK ((reason <> ''::text))
);

--
-- Name: recusal_decision_whole; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.recusal_decision_whole WITH (security_barrier='true') AS
 SELECT recusal_decision.tender_id,
    recusal_decision.lot_id,
    recusal_decision.request_no,
    recusal_decision.person,
    recusal_decision.reason,
    recusal_decision.decided_by,
    recusal_decision.decided_at,
    recusal_decision.granted
   FROM public.recusal_decision
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR public.draws_committee(recusal_decision.tender_id));

--
-- Name: recusal_request; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recusal_request (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    request_no integer NOT NULL,
    bidder text NOT NULL,
    named text NOT NULL,
    reason text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    CONSTRAINT recusal_request_has_words CHECK (((named <> ''::text) AND (reason <> ''::text)))
);

--
-- Name: remedy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.remedy (
    tender_id text NOT NULL,
    remedy_no integer NOT NULL,
    lot_id text,
    kind text NOT NULL,
    about text NOT NULL,
    filer text NOT NULL,
    complains_of integer,
    form text NOT NULL,
    form_sha256 bytea NOT NULL,
    affects_result boolean NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    stage text GENERATED ALWAYS AS (((form)::jsonb ->> 'stage'::text)) STORED,
    CONSTRAINT remedy_about CHECK ((about = ANY (ARRAY['documents'::text, 'procedure'::text, 'result'::text]))),
    CONSTRAINT remedy_form_bounded CHECK ((octet_length(form) <= 131072)),
    CONSTRAINT remedy_form_hash CHECK ((form_sha256 = sha256(convert_to(form, 'UTF8'::name)))),
    CONSTRAINT remedy_kind CHECK ((kind = ANY (ARRAY['inquiry'::text, 'challenge'::text, 'objection'::text, 'complaint'::text]))),
    CONSTRAINT remedy_lot_named CHECK (((about = 'documents'::text) OR (lot_id IS NOT NULL))),
    CONSTRAINT remedy_no_from_one CHECK (((remedy_no >= 1) AND (complains_of < remedy_no))),
    CONSTRAINT remedy_only_complaints_follow CHECK (((kind = 'complaint'::text) OR (complains_of IS NULL)))
);

--
-- Name: remedy_acceptance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.remedy_acceptance (
    tender_id text NOT NULL,
    remedy_no integer NOT NULL,
    suspended_until date,
    decide_by date NOT NULL,
    accepted_by text NOT NULL,
    accepted_at timestamp with time zone NOT NULL
);

--
-- Name: remedy_end; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.remedy_end (
    tender_id text NOT NULL,
    remedy_no integer NOT NULL,
    state text NOT NULL,
    outcome text,
    effect text NOT NULL,
    words text NOT NULL,
    ended_by text NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    CONSTRAINT remedy_end_effect CHECK (((effect = 'none'::text) OR ((effect = ANY (ARRAY['amendDocuments'::text, 'reEvaluate'::text, 'nextCandidate'::text, 'retender'::text])) AND (outcome = ANY (ARRAY['upheld'::text, 'partlyUpheld'::text]))))),
    CONSTRAINT remedy_end_outcome CHECK (((outcome = ANY (ARRAY['explained'::text, 'upheld'::text, 'partlyUpheld'::text, 'rejected'::text])) AND ((outcome IS NOT NULL) = (state = ANY (ARRAY['answered'::text, 'decided'::text]))))),
    CONSTRAINT remedy_end_state CHECK ((state = ANY (ARRAY['answered'::text, 'decided'::text, 'withdrawn'::text, 'returned'::text]))),
    CONSTRAINT remedy_end_words CHECK (((octet_length(words) >= 1) AND (octet_length(words) <= 65536)))
);

--
-- Name: remedy_form; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.remedy_form WITH (security_barrier='true') AS
 SELECT remedy.tender_id,
    remedy.remedy_no,
    remedy.form
   FROM public.remedy
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (remedy.filer = ( SELECT public.reader_key() AS reader_key)) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])));

--
-- Name: remedy_whole; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.remedy_whole WITH (security_barrier='true') AS
 SELECT remedy.tender_id,
    remedy.remedy_no,
    remedy.lot_id,
    remedy.kind,
    remedy.about,
    remedy.filer,
    remedy.complains_of,
    remedy.form,
    remedy.form_sha256,
    remedy.affects_result,
    remedy.filed_at,
    remedy.due_on,
    remedy.stage
   FROM public.remedy
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (remedy.filer = ( SELECT public.reader_key() AS reader_key)) OR ((( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (EXISTS ( SELECT
           FROM public.tender
          WHERE ((tender.tender_id = remedy.tender_id) AND (tender.closed_at IS NOT NULL))))));

--
-- Name: request_nonce; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.request_nonce (
    key_ref text NOT NULL,
    nonce text NOT NULL,
    seen_at timestamp with time zone NOT NULL
);

--
-- Name: reveal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reveal (
    tender_id text NOT NULL,
    text bytea NOT NULL,
    sha256 bytea NOT NULL,
    CONSTRAINT reveal_hash CHECK ((sha256 = sha256(text)))
);

--
-- Name: score_change; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.score_change (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    change_no integer NOT NULL,
    member text NOT NULL,
    seq integer NOT NULL,
    bid bytea NOT NULL,
    criterion text NOT NULL,
    ground text NOT NULL,
    from_units bigint NOT NULL,
    to_units bigint NOT NULL,
    reason text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    review_no integer DEFAULT 0 NOT NULL,
    CONSTRAINT score_change_changes CHECK ((from_units <> to_units)),
    CONSTRAINT score_change_has_reason CHECK ((reason <> ''::text))
);

--
-- Name: score_explanation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.score_explanation (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    member text NOT NULL,
    seq integer NOT NULL,
    bid bytea NOT NULL,
    criterion text NOT NULL,
    reason text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    CONSTRAINT score_explanation_has_reason CHECK ((reason <> ''::text))
);

--
-- Name: score_sheet; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.score_sheet (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    member text NOT NULL,
    sheet text NOT NULL,
    note_id bytea NOT NULL,
    seq integer NOT NULL,
    review_no integer DEFAULT 0 NOT NULL
);

--
-- Name: security_return; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.security_return (
    bid bytea NOT NULL,
    returned_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);

--
-- Name: selection; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.selection (
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    review_no integer NOT NULL,
    responded integer NOT NULL,
    selected integer NOT NULL,
    file text NOT NULL,
    note_id bytea NOT NULL,
    selected_at timestamp with time zone NOT NULL
);

--
-- Name: service_contract; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.service_contract (
    contract_no text NOT NULL,
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    paper text NOT NULL,
    officer text NOT NULL,
    agency text NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    award_no integer NOT NULL
);

--
-- Name: share; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.share (
    bid bytea NOT NULL,
    custodian_index integer NOT NULL,
    share bytea,
    bad text,
    CONSTRAINT share_or_bad CHECK ((((share IS NULL) <> (bad IS NULL)) AND ((share IS NULL) OR (octet_length(share) = 33))))
);

--
-- Name: share_note; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.share_note (
    manifest bytea NOT NULL,
    custodian_index integer NOT NULL,
    note_id bytea NOT NULL
);

--
-- Name: standing_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.standing_entry (
    entry_no bigint NOT NULL,
    import_no bigint NOT NULL,
    list text NOT NULL,
    name text NOT NULL,
    credit_code text,
    licence text,
    state text,
    holds_from date NOT NULL,
    holds_to date,
    scope text NOT NULL,
    ground text NOT NULL,
    CONSTRAINT standing_entry_about CHECK ((((list = 'licence'::text) = (state IS NOT NULL)) AND ((list <> 'licence'::text) OR (licence IS NOT NULL)) AND ((list = 'licence'::text) OR (credit_code IS NOT NULL)))),
    CONSTRAINT standing_entry_period CHECK (((holds_to IS NULL) OR (holds_from <= holds_to))),
    CONSTRAINT standing_entry_state CHECK ((state = ANY (ARRAY['valid'::text, 'suspended'::text, 'revoked'::text, 'expired'::text])))
);

--
-- Name: standing_entry_entry_no_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.standing_entry ALTER COLUMN entry_no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.standing_entry_entry_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: standing_import; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.standing_import (
    import_no bigint NOT NULL,
    list text NOT NULL,
    channel text NOT NULL,
    queried_at timestamp with time zone NOT NULL,
    file_sha256 bytea NOT NULL,
    imported_by text NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    CONSTRAINT standing_import_list CHECK ((list = ANY (ARRAY['dishonest'::text, 'taxViolation'::text, 'procurementViolation'::text, 'debarment'::text, 'licence'::text]))),
    CONSTRAINT standing_import_queried CHECK ((queried_at <= imported_at))
);

--
-- Name: standing_import_import_no_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.standing_import ALTER COLUMN import_no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.standing_import_import_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: standing_revocation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.standing_revocation (
    entry_no bigint NOT NULL,
    reason text NOT NULL,
    revoked_by text NOT NULL,
    revoked_at timestamp with time zone NOT NULL,
    CONSTRAINT standing_revocation_reason CHECK ((reason <> ''::text))
);

--
-- Name: tender_master; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tender_master (
    tender_id text NOT NULL,
    master bytea NOT NULL,
    CONSTRAINT tender_master_32 CHECK ((octet_length(master) = 32))
);

--
-- Name: tender_whole; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.tender_whole WITH (security_barrier='true') AS
 SELECT tender.tender_id,
    tender.batch_id,
    tender.title,
    tender.profile,
    tender.draft,
    tender.state,
    tender.threshold,
    tender.custodians,
    tender.minimum,
    tender.grace_seconds,
    tender.recovery_seconds,
    tender.created_by,
    tender.created_at,
    tender.notice_id,
    tender.terms_sha256,
    tender.opens_at,
    tender.deadline_at,
    tender.notice_index,
    tender.close_index,
    tender.closed_at,
    tender.follows
   FROM public.tender
  WHERE ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])));

--
-- Name: tick; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tick (
    tick_no bigint NOT NULL,
    log_index bigint NOT NULL,
    at timestamp with time zone NOT NULL
);

--
-- Name: tick_batch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tick_batch (
    tick_no bigint NOT NULL,
    tender_id text NOT NULL,
    root bytea NOT NULL,
    CONSTRAINT tick_batch_root CHECK ((octet_length(root) = 32))
);

--
-- Name: tick_note; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tick_note (
    note_id bytea NOT NULL,
    tick_no bigint NOT NULL,
    tender_id text NOT NULL,
    slot integer NOT NULL,
    CONSTRAINT tick_note_slot CHECK (((slot >= 0) AND (slot <= 65535)))
);

--
-- Name: trustee_contract; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.trustee_contract (
    contract_no text NOT NULL,
    tender_id text NOT NULL,
    lot_id text NOT NULL,
    mode text NOT NULL,
    agency text NOT NULL,
    enterprise text NOT NULL,
    fee_fen bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    paper text NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    contract text NOT NULL,
    batch_id text NOT NULL,
    CONSTRAINT trustee_contract_full_is_free CHECK (((fee_fen >= 0) AND ((mode = 'partial'::text) OR (fee_fen = 0)))),
    CONSTRAINT trustee_contract_mode CHECK ((mode = ANY (ARRAY['full'::text, 'partial'::text]))),
    CONSTRAINT trustee_contract_term CHECK ((starts_on < ends_on))
);

--
-- Name: waiting_notes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.waiting_notes (
    tender_id text NOT NULL,
    arrival bigint NOT NULL,
    note_ids bytea[] NOT NULL,
    CONSTRAINT waiting_notes_bounded CHECK (((cardinality(note_ids) >= 1) AND (cardinality(note_ids) <= 1024)))
);

--
-- Name: waiting_notes_arrival_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.waiting_notes ALTER COLUMN arrival ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.waiting_notes_arrival_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: activity activity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (activity_id);

--
-- Name: actor actor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.actor
    ADD CONSTRAINT actor_pkey PRIMARY KEY (key_ref);

--
-- Name: actor actor_public_key_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.actor
    ADD CONSTRAINT actor_public_key_once UNIQUE (public_key);

--
-- Name: actor actor_vkey_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.actor
    ADD CONSTRAINT actor_vkey_once UNIQUE (key_ref, vkey);

--
-- Name: agency_address agency_address_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agency_address
    ADD CONSTRAINT agency_address_once PRIMARY KEY (actor, address_no);

--
-- Name: agency agency_credit_code_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agency
    ADD CONSTRAINT agency_credit_code_once UNIQUE (credit_code);

--
-- Name: agency agency_licence_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agency
    ADD CONSTRAINT agency_licence_once UNIQUE (licence);

--
-- Name: agency agency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agency
    ADD CONSTRAINT agency_pkey PRIMARY KEY (actor);

--
-- Name: amendment amendment_note_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.amendment
    ADD CONSTRAINT amendment_note_once UNIQUE (note_id);

--
-- Name: amendment amendment_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.amendment
    ADD CONSTRAINT amendment_once PRIMARY KEY (tender_id, seq);

--
-- Name: answer answer_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_once PRIMARY KEY (tender_id, question_no);

--
-- Name: attachment_reading attachment_reading_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment_reading
    ADD CONSTRAINT attachment_reading_once PRIMARY KEY (bid, member);

--
-- Name: award award_bid_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_bid_once UNIQUE (tender_id, lot_id, bid);

--
-- Name: award award_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_once PRIMARY KEY (tender_id, lot_id, award_no);

--
-- Name: award_void award_void_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award_void
    ADD CONSTRAINT award_void_once PRIMARY KEY (tender_id, lot_id, award_no);

--
-- Name: batch batch_once_a_year; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch
    ADD CONSTRAINT batch_once_a_year UNIQUE (programme_id, year);

--
-- Name: batch batch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (batch_id);

--
-- Name: bid_note bid_note_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_note
    ADD CONSTRAINT bid_note_pkey PRIMARY KEY (note_id);

--
-- Name: bid_note bid_note_seq_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_note
    ADD CONSTRAINT bid_note_seq_once UNIQUE (tender_id, lot_id, part_id, bidder, seq);

--
-- Name: bid_reading bid_reading_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_reading
    ADD CONSTRAINT bid_reading_pkey PRIMARY KEY (bid);

--
-- Name: bid_secret bid_secret_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_secret
    ADD CONSTRAINT bid_secret_once PRIMARY KEY (bid);

--
-- Name: bidder_answer bidder_answer_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bidder_answer
    ADD CONSTRAINT bidder_answer_once PRIMARY KEY (tender_id, lot_id, question_no);

--
-- Name: bidder bidder_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bidder
    ADD CONSTRAINT bidder_once PRIMARY KEY (tender_id, bidder);

--
-- Name: bundle_file bundle_file_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bundle_file
    ADD CONSTRAINT bundle_file_once PRIMARY KEY (tender_id, path, log_index);

--
-- Name: call_off call_off_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_once PRIMARY KEY (tender_id, lot_id, call_no);

--
-- Name: call_off call_off_place_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_place_once UNIQUE (tender_id, lot_id, place);

--
-- Name: cancellation cancellation_note_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cancellation
    ADD CONSTRAINT cancellation_note_once UNIQUE (note_id);

--
-- Name: cancellation cancellation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cancellation
    ADD CONSTRAINT cancellation_pkey PRIMARY KEY (tender_id);

--
-- Name: clarification clarification_note_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.clarification
    ADD CONSTRAINT clarification_note_once UNIQUE (note_id);

--
-- Name: clarification clarification_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.clarification
    ADD CONSTRAINT clarification_once PRIMARY KEY (tender_id, seq);

--
-- Name: committee_draw committee_draw_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_draw
    ADD CONSTRAINT committee_draw_once PRIMARY KEY (tender_id, lot_id, seq);

--
-- Name: committee_member committee_member_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_member
    ADD CONSTRAINT committee_member_once PRIMARY KEY (tender_id, lot_id, member, seq);

--
-- Name: committee_member committee_member_person_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_member
    ADD CONSTRAINT committee_member_person_once UNIQUE (tender_id, lot_id, person);

--
-- Name: committee committee_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee
    ADD CONSTRAINT committee_once PRIMARY KEY (tender_id, lot_id, seq);

--
-- Name: committee_question committee_question_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_question
    ADD CONSTRAINT committee_question_once PRIMARY KEY (tender_id, lot_id, question_no);

--
-- Name: committee_withdrawal committee_withdrawal_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_withdrawal
    ADD CONSTRAINT committee_withdrawal_once PRIMARY KEY (tender_id, lot_id, person);

--
-- Name: competition_consent competition_consent_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.competition_consent
    ADD CONSTRAINT competition_consent_once PRIMARY KEY (tender_id, lot_id, member, seq);

--
-- Name: competition_statement competition_statement_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.competition_statement
    ADD CONSTRAINT competition_statement_once PRIMARY KEY (tender_id, lot_id);

--
-- Name: conflict_declaration conflict_declaration_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conflict_declaration
    ADD CONSTRAINT conflict_declaration_once PRIMARY KEY (tender_id, lot_id, person, conflicted);

--
-- Name: conformity conformity_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conformity
    ADD CONSTRAINT conformity_once PRIMARY KEY (bid, member, seq);

--
-- Name: contract_acceptance contract_acceptance_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_acceptance
    ADD CONSTRAINT contract_acceptance_once PRIMARY KEY (tender_id, contract_no, round);

--
-- Name: contract_failure_end contract_failure_end_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_failure_end
    ADD CONSTRAINT contract_failure_end_once PRIMARY KEY (tender_id, contract_no, failure_no);

--
-- Name: contract_failure contract_failure_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_failure
    ADD CONSTRAINT contract_failure_once PRIMARY KEY (tender_id, contract_no, failure_no);

--
-- Name: contract_payment contract_payment_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_payment
    ADD CONSTRAINT contract_payment_once PRIMARY KEY (tender_id, contract_no, payment_no);

--
-- Name: custodian_statement custodian_statement_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.custodian_statement
    ADD CONSTRAINT custodian_statement_once PRIMARY KEY (tender_id, custodian_index);

--
-- Name: custodian_statement custodian_statement_recipient_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.custodian_statement
    ADD CONSTRAINT custodian_statement_recipient_once UNIQUE (recipient);

--
-- Name: daemon daemon_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.daemon
    ADD CONSTRAINT daemon_pkey PRIMARY KEY (daemon_id);

--
-- Name: dissent dissent_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dissent
    ADD CONSTRAINT dissent_once PRIMARY KEY (tender_id, lot_id, member, seq);

--
-- Name: draft_review draft_review_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draft_review
    ADD CONSTRAINT draft_review_once PRIMARY KEY (tender_id, review_no);

--
-- Name: draft_version draft_version_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draft_version
    ADD CONSTRAINT draft_version_once PRIMARY KEY (tender_id, version_no);

--
-- Name: draw_candidate draw_candidate_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_candidate
    ADD CONSTRAINT draw_candidate_once PRIMARY KEY (draw, candidate);

--
-- Name: draw_candidate draw_candidate_person_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_candidate
    ADD CONSTRAINT draw_candidate_person_once UNIQUE (draw, person);

--
-- Name: draw_candidate draw_candidate_place_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_candidate
    ADD CONSTRAINT draw_candidate_place_once UNIQUE (draw, place);

--
-- Name: draw_commitment draw_commitment_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_commitment
    ADD CONSTRAINT draw_commitment_once PRIMARY KEY (digest);

--
-- Name: draw_decline draw_decline_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_decline
    ADD CONSTRAINT draw_decline_once PRIMARY KEY (draw, candidate);

--
-- Name: draw_end draw_end_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_end
    ADD CONSTRAINT draw_end_once PRIMARY KEY (draw);

--
-- Name: draw draw_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw
    ADD CONSTRAINT draw_once PRIMARY KEY (draw);

--
-- Name: draw_party draw_party_commitment_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_party
    ADD CONSTRAINT draw_party_commitment_once UNIQUE (digest);

--
-- Name: draw_party draw_party_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_party
    ADD CONSTRAINT draw_party_once PRIMARY KEY (draw, actor);

--
-- Name: draw_party draw_party_place_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_party
    ADD CONSTRAINT draw_party_place_once UNIQUE (draw, place);

--
-- Name: draw_result draw_result_candidate_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_result
    ADD CONSTRAINT draw_result_candidate_once UNIQUE (draw, candidate);

--
-- Name: draw_result draw_result_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_result
    ADD CONSTRAINT draw_result_once PRIMARY KEY (draw, place);

--
-- Name: draw_secret draw_secret_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_secret
    ADD CONSTRAINT draw_secret_once PRIMARY KEY (digest);

--
-- Name: enterprise enterprise_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.enterprise
    ADD CONSTRAINT enterprise_pkey PRIMARY KEY (batch_id, credit_code);

--
-- Name: evaluation evaluation_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation
    ADD CONSTRAINT evaluation_once PRIMARY KEY (tender_id, lot_id, review_no);

--
-- Name: evaluation_salt evaluation_salt_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_salt
    ADD CONSTRAINT evaluation_salt_once PRIMARY KEY (bid);

--
-- Name: explanation_finding explanation_finding_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.explanation_finding
    ADD CONSTRAINT explanation_finding_once PRIMARY KEY (tender_id, lot_id, question_no, member, seq);

--
-- Name: filing filing_number_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.filing
    ADD CONSTRAINT filing_number_once UNIQUE (filing_no);

--
-- Name: filing filing_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.filing
    ADD CONSTRAINT filing_once PRIMARY KEY (tender_id, contract_no, authority, round);

--
-- Name: filing_submission filing_submission_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.filing_submission
    ADD CONSTRAINT filing_submission_once PRIMARY KEY (tender_id, contract_no, round);

--
-- Name: framework_agreement framework_agreement_number_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework_agreement
    ADD CONSTRAINT framework_agreement_number_once PRIMARY KEY (tender_id, agreement_no);

--
-- Name: framework_agreement framework_agreement_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework_agreement
    ADD CONSTRAINT framework_agreement_once UNIQUE (tender_id, lot_id, place);

--
-- Name: framework_exit framework_exit_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework_exit
    ADD CONSTRAINT framework_exit_once PRIMARY KEY (tender_id, lot_id, place);

--
-- Name: framework framework_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_once PRIMARY KEY (tender_id);

--
-- Name: idempotency_key idempotency_key_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_once PRIMARY KEY (actor, key);

--
-- Name: instance instance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.instance
    ADD CONSTRAINT instance_pkey PRIMARY KEY (one);

--
-- Name: log_checkpoint log_checkpoint_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_checkpoint
    ADD CONSTRAINT log_checkpoint_pkey PRIMARY KEY (size);

--
-- Name: log_cosignature log_cosignature_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_cosignature
    ADD CONSTRAINT log_cosignature_once PRIMARY KEY (size, witness);

--
-- Name: log_entry log_entry_note_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_entry
    ADD CONSTRAINT log_entry_note_once UNIQUE (note_id);

--
-- Name: log_entry log_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_entry
    ADD CONSTRAINT log_entry_pkey PRIMARY KEY (log_index);

--
-- Name: log_head log_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_head
    ADD CONSTRAINT log_head_pkey PRIMARY KEY (one);

--
-- Name: log_node log_node_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_node
    ADD CONSTRAINT log_node_once PRIMARY KEY (level, node_index);

--
-- Name: log_witness log_witness_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_witness
    ADD CONSTRAINT log_witness_pkey PRIMARY KEY (witness);

--
-- Name: lot_failure lot_failure_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_failure
    ADD CONSTRAINT lot_failure_once PRIMARY KEY (tender_id, lot_id);

--
-- Name: lot lot_no_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot
    ADD CONSTRAINT lot_no_once UNIQUE (tender_id, lot_no);

--
-- Name: lot lot_park_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot
    ADD CONSTRAINT lot_park_once UNIQUE (tender_id, park_id);

--
-- Name: lot_part lot_part_no_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_part
    ADD CONSTRAINT lot_part_no_once UNIQUE (tender_id, lot_id, part_no);

--
-- Name: lot_part lot_part_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_part
    ADD CONSTRAINT lot_part_pk PRIMARY KEY (tender_id, lot_id, part_id);

--
-- Name: lot lot_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot
    ADD CONSTRAINT lot_pk PRIMARY KEY (tender_id, lot_id);

--
-- Name: note_list note_list_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.note_list
    ADD CONSTRAINT note_list_pkey PRIMARY KEY (sha256);

--
-- Name: note note_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_pkey PRIMARY KEY (note_id);

--
-- Name: offer offer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer
    ADD CONSTRAINT offer_pkey PRIMARY KEY (bid);

--
-- Name: opened opened_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opened
    ADD CONSTRAINT opened_pkey PRIMARY KEY (opened_id);

--
-- Name: opening_answer opening_answer_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_answer
    ADD CONSTRAINT opening_answer_once PRIMARY KEY (tender_id, lot_id, objection_no);

--
-- Name: opening_attendance opening_attendance_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_attendance
    ADD CONSTRAINT opening_attendance_once PRIMARY KEY (tender_id, actor);

--
-- Name: opening_bid opening_bid_line_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_bid
    ADD CONSTRAINT opening_bid_line_once UNIQUE (manifest, line_no);

--
-- Name: opening_bid opening_bid_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_bid
    ADD CONSTRAINT opening_bid_pkey PRIMARY KEY (bid);

--
-- Name: opening_objection opening_objection_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_objection
    ADD CONSTRAINT opening_objection_once PRIMARY KEY (tender_id, lot_id, objection_no);

--
-- Name: opening_pair opening_pair_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_pair
    ADD CONSTRAINT opening_pair_once PRIMARY KEY (tender_id, lot_id, part_id);

--
-- Name: paper paper_number_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper
    ADD CONSTRAINT paper_number_once UNIQUE (tender_id, kind, number, edition);

--
-- Name: paper paper_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper
    ADD CONSTRAINT paper_once PRIMARY KEY (tender_id, name);

--
-- Name: paper_party paper_party_actor_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_party
    ADD CONSTRAINT paper_party_actor_once UNIQUE (tender_id, name, actor);

--
-- Name: paper_party paper_party_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_party
    ADD CONSTRAINT paper_party_once PRIMARY KEY (tender_id, name, party);

--
-- Name: paper_signature paper_signature_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_signature
    ADD CONSTRAINT paper_signature_once PRIMARY KEY (tender_id, name, party);

--
-- Name: park_agreement park_agreement_number_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_agreement
    ADD CONSTRAINT park_agreement_number_once PRIMARY KEY (tender_id, agreement_no);

--
-- Name: park_agreement park_agreement_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_agreement
    ADD CONSTRAINT park_agreement_once UNIQUE (tender_id, lot_id);

--
-- Name: park_decision park_decision_number_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_decision
    ADD CONSTRAINT park_decision_number_once UNIQUE (number);

--
-- Name: park_decision park_decision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_decision
    ADD CONSTRAINT park_decision_pkey PRIMARY KEY (park_id);

--
-- Name: park park_of_batch; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park
    ADD CONSTRAINT park_of_batch UNIQUE (park_id, batch_id);

--
-- Name: park park_once_in_batch; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park
    ADD CONSTRAINT park_once_in_batch UNIQUE (batch_id, credit_code);

--
-- Name: park park_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park
    ADD CONSTRAINT park_pkey PRIMARY KEY (park_id);

--
-- Name: park_revision park_revision_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_revision
    ADD CONSTRAINT park_revision_once PRIMARY KEY (park_id, revision_no);

--
-- Name: payload_attempt payload_attempt_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payload_attempt
    ADD CONSTRAINT payload_attempt_once PRIMARY KEY (sha256, uploader, attempt);

--
-- Name: payload_chunk payload_chunk_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payload_chunk
    ADD CONSTRAINT payload_chunk_once PRIMARY KEY (sha256, uploader, chunk_no);

--
-- Name: payload payload_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payload
    ADD CONSTRAINT payload_pkey PRIMARY KEY (sha256);

--
-- Name: pilot_paper pilot_paper_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pilot_paper
    ADD CONSTRAINT pilot_paper_once PRIMARY KEY (park_id, kind);

--
-- Name: preparation preparation_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.preparation
    ADD CONSTRAINT preparation_once PRIMARY KEY (tender_id, fact_no);

--
-- Name: programme programme_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.programme
    ADD CONSTRAINT programme_pkey PRIMARY KEY (programme_id);

--
-- Name: publicity publicity_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publicity
    ADD CONSTRAINT publicity_once PRIMARY KEY (tender_id, lot_id, review_no);

--
-- Name: qualification_member qualification_member_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.qualification_member
    ADD CONSTRAINT qualification_member_once PRIMARY KEY (bid, credit_code);

--
-- Name: qualification qualification_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.qualification
    ADD CONSTRAINT qualification_pkey PRIMARY KEY (bid);

--
-- Name: question question_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_once PRIMARY KEY (tender_id, question_no);

--
-- Name: re_review_end re_review_end_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.re_review_end
    ADD CONSTRAINT re_review_end_once PRIMARY KEY (tender_id, lot_id, review_no);

--
-- Name: re_review re_review_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.re_review
    ADD CONSTRAINT re_review_once PRIMARY KEY (tender_id, lot_id, review_no);

--
-- Name: recusal_decision recusal_decision_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recusal_decision
    ADD CONSTRAINT recusal_decision_once PRIMARY KEY (tender_id, lot_id, request_no);

--
-- Name: recusal_request recusal_request_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recusal_request
    ADD CONSTRAINT recusal_request_once PRIMARY KEY (tender_id, lot_id, request_no);

--
-- Name: remedy_acceptance remedy_acceptance_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy_acceptance
    ADD CONSTRAINT remedy_acceptance_once PRIMARY KEY (tender_id, remedy_no);

--
-- Name: remedy remedy_complaint_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy
    ADD CONSTRAINT remedy_complaint_once UNIQUE (tender_id, complains_of);

--
-- Name: remedy_end remedy_end_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy_end
    ADD CONSTRAINT remedy_end_once PRIMARY KEY (tender_id, remedy_no);

--
-- Name: remedy remedy_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy
    ADD CONSTRAINT remedy_once PRIMARY KEY (tender_id, remedy_no);

--
-- Name: request_nonce request_nonce_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.request_nonce
    ADD CONSTRAINT request_nonce_once PRIMARY KEY (key_ref, nonce);

--
-- Name: reveal reveal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_pkey PRIMARY KEY (tender_id);

--
-- Name: score_change score_change_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.score_change
    ADD CONSTRAINT score_change_once PRIMARY KEY (tender_id, lot_id, change_no);

--
-- Name: score_explanation score_explanation_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.score_explanation
    ADD CONSTRAINT score_explanation_once PRIMARY KEY (tender_id, lot_id, member, seq, bid, criterion);

--
-- Name: score_sheet score_sheet_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.score_sheet
    ADD CONSTRAINT score_sheet_once PRIMARY KEY (tender_id, lot_id, member, seq, review_no);

--
-- Name: security_return security_return_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.security_return
    ADD CONSTRAINT security_return_once PRIMARY KEY (bid);

--
-- Name: selected_agency selected_agency_bid_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selected_agency
    ADD CONSTRAINT selected_agency_bid_once UNIQUE (tender_id, lot_id, bid);

--
-- Name: selected_agency selected_agency_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selected_agency
    ADD CONSTRAINT selected_agency_once PRIMARY KEY (tender_id, lot_id, place);

--
-- Name: selection selection_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selection
    ADD CONSTRAINT selection_once PRIMARY KEY (tender_id, lot_id);

--
-- Name: service_contract service_contract_number_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.service_contract
    ADD CONSTRAINT service_contract_number_once PRIMARY KEY (tender_id, contract_no);

--
-- Name: service_contract service_contract_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.service_contract
    ADD CONSTRAINT service_contract_once UNIQUE (tender_id, lot_id, award_no);

--
-- Name: share_note share_note_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.share_note
    ADD CONSTRAINT share_note_once PRIMARY KEY (manifest, custodian_index);

--
-- Name: share share_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.share
    ADD CONSTRAINT share_once PRIMARY KEY (bid, custodian_index);

--
-- Name: standing_entry standing_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing_entry
    ADD CONSTRAINT standing_entry_pkey PRIMARY KEY (entry_no);

--
-- Name: standing_import standing_import_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing_import
    ADD CONSTRAINT standing_import_once UNIQUE (list, file_sha256);

--
-- Name: standing_import standing_import_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing_import
    ADD CONSTRAINT standing_import_pkey PRIMARY KEY (import_no);

--
-- Name: standing_revocation standing_revocation_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing_revocation
    ADD CONSTRAINT standing_revocation_once PRIMARY KEY (entry_no);

--
-- Name: tender_master tender_master_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender_master
    ADD CONSTRAINT tender_master_pkey PRIMARY KEY (tender_id);

--
-- Name: tender tender_of_batch; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_of_batch UNIQUE (tender_id, batch_id);

--
-- Name: tender_person tender_person_index_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender_person
    ADD CONSTRAINT tender_person_index_once UNIQUE (tender_id, custodian_index);

--
-- Name: tender_person tender_person_one_function; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender_person
    ADD CONSTRAINT tender_person_one_function PRIMARY KEY (tender_id, actor);

--
-- Name: tender tender_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_pkey PRIMARY KEY (tender_id);

--
-- Name: tick_batch tick_batch_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick_batch
    ADD CONSTRAINT tick_batch_once PRIMARY KEY (tender_id, tick_no);

--
-- Name: tick tick_index_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick
    ADD CONSTRAINT tick_index_once UNIQUE (log_index);

--
-- Name: tick_note tick_note_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick_note
    ADD CONSTRAINT tick_note_pkey PRIMARY KEY (note_id);

--
-- Name: tick_note tick_note_slot_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick_note
    ADD CONSTRAINT tick_note_slot_once UNIQUE (tender_id, tick_no, slot);

--
-- Name: tick tick_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick
    ADD CONSTRAINT tick_pkey PRIMARY KEY (tick_no);

--
-- Name: trustee_contract trustee_contract_number_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trustee_contract
    ADD CONSTRAINT trustee_contract_number_once PRIMARY KEY (tender_id, contract_no);

--
-- Name: trustee_contract trustee_contract_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trustee_contract
    ADD CONSTRAINT trustee_contract_once UNIQUE (tender_id, enterprise, agency);

--
-- Name: waiting_notes waiting_notes_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.waiting_notes
    ADD CONSTRAINT waiting_notes_once PRIMARY KEY (tender_id, arrival);

--
-- Name: activity_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX activity_by_subject ON public.activity USING btree (subject, activity_id);

--
-- Name: actor_by_credit_code; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX actor_by_credit_code ON public.actor USING btree (credit_code) WHERE (credit_code IS NOT NULL);

--
-- Name: actor_by_role; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX actor_by_role ON public.actor USING btree (role);

--
-- Name: actor_revoked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX actor_revoked ON public.actor USING btree (revoked_at) WHERE (revoked_at IS NOT NULL);

--
-- Name: bid_note_by_payload; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX bid_note_by_payload ON public.bid_note USING btree (payload_sha256) WHERE (payload_sha256 IS NOT NULL);

--
-- Name: bidder_by_actor; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX bidder_by_actor ON public.bidder USING btree (actor);

--
-- Name: bundle_file_by_entry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX bundle_file_by_entry ON public.bundle_file USING btree (log_index);

--
-- Name: committee_one_chair; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX committee_one_chair ON public.committee_member USING btree (tender_id, lot_id, seq) WHERE chair;

--
-- Name: committee_question_of_price; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX committee_question_of_price ON public.committee_question USING btree (bid, kind) WHERE (kind <> 'clarification'::text);

--
-- Name: contract_acceptance_final; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX contract_acceptance_final ON public.contract_acceptance USING btree (tender_id, contract_no) WHERE (outcome = 'accepted'::text);

--
-- Name: draw_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX draw_by_lot ON public.draw USING btree (tender_id, lot_id, purpose);

--
-- Name: draw_commitment_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX draw_commitment_by_lot ON public.draw_commitment USING btree (tender_id, lot_id, purpose);

--
-- Name: enterprise_actor_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX enterprise_actor_once ON public.enterprise USING btree (batch_id, actor) WHERE (actor IS NOT NULL);

--
-- Name: enterprise_by_park; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX enterprise_by_park ON public.enterprise USING btree (park_id);

--
-- Name: filing_recorded_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX filing_recorded_once ON public.filing USING btree (tender_id, contract_no, authority) WHERE (result = 'recorded'::text);

--
-- Name: idempotency_key_age; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_key_age ON public.idempotency_key USING btree (done_at);

--
-- Name: log_cosignature_of_witness; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX log_cosignature_of_witness ON public.log_cosignature USING btree (witness, size);

--
-- Name: lot_by_park; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lot_by_park ON public.lot USING btree (park_id);

--
-- Name: note_number_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX note_number_once ON public.note USING btree (tender_id, type, public.note_seq(bytes)) WHERE (type = ANY (ARRAY['tender-amend/v1'::text, 'tender-clarification/v1'::text, 'tender-cancellation/v1'::text, 'tender-evaluation/v1'::text, 'tender-award/v1'::text, 'tender-agreement/v1'::text, 'tender-filing/v1'::text, 'tender-papers/v1'::text]));

--
-- Name: note_of_tender; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX note_of_tender ON public.note USING btree (tender_id, type);

--
-- Name: opened_by_bid; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX opened_by_bid ON public.opened USING btree (bid, opened_id);

--
-- Name: opened_final_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX opened_final_once ON public.opened USING btree (bid) WHERE (result <> 'unopenable'::text);

--
-- Name: opened_unopenable_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX opened_unopenable_once ON public.opened USING btree (bid) WHERE (result = 'unopenable'::text);

--
-- Name: paper_party_by_actor; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX paper_party_by_actor ON public.paper_party USING btree (actor);

--
-- Name: request_nonce_age; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX request_nonce_age ON public.request_nonce USING btree (seen_at);

--
-- Name: standing_entry_by_code; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX standing_entry_by_code ON public.standing_entry USING btree (credit_code);

--
-- Name: standing_entry_by_licence; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX standing_entry_by_licence ON public.standing_entry USING btree (licence);

--
-- Name: tender_by_followed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tender_by_followed ON public.tender USING btree (follows) WHERE (follows IS NOT NULL);

--
-- Name: tender_in_period; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tender_in_period ON public.tender USING btree (tender_id COLLATE "C") WHERE (state = ANY (ARRAY['published'::text, 'open'::text]));

--
-- Name: tender_person_one_drawing; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX tender_person_one_drawing ON public.tender_person USING btree (tender_id) WHERE (function = 'drawingOfficer'::text);

--
-- Name: tender_person_one_opening; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX tender_person_one_opening ON public.tender_person USING btree (tender_id) WHERE (function = 'openingOfficer'::text);

--
-- Name: qualification_member accepted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER accepted BEFORE INSERT ON public.qualification_member FOR EACH ROW EXECUTE FUNCTION public.qualification_member_accepted();

--
-- Name: award award_after_call; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER award_after_call BEFORE INSERT ON public.award FOR EACH ROW EXECUTE FUNCTION public.award_after_call();

--
-- Name: draft_review before_notice; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER before_notice BEFORE INSERT ON public.draft_review FOR EACH ROW EXECUTE FUNCTION public.preparation_before_notice();

--
-- Name: preparation before_notice; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER before_notice BEFORE INSERT ON public.preparation FOR EACH ROW EXECUTE FUNCTION public.preparation_before_notice();

--
-- Name: draft_review by_another; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER by_another BEFORE INSERT ON public.draft_review FOR EACH ROW EXECUTE FUNCTION public.draft_review_by_another();

--
-- Name: call_off call_off_of_agreement; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER call_off_of_agreement BEFORE INSERT ON public.call_off FOR EACH ROW EXECUTE FUNCTION public.call_off_of_agreement();

--
-- Name: competition_statement competition_argued; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER competition_argued BEFORE INSERT ON public.competition_statement FOR EACH ROW EXECUTE FUNCTION public.competition_argued();

--
-- Name: score_change corrected_in_re_review; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER corrected_in_re_review BEFORE INSERT ON public.score_change FOR EACH ROW EXECUTE FUNCTION public.corrected_in_re_review();

--
-- Name: score_sheet corrected_in_re_review; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER corrected_in_re_review BEFORE INSERT ON public.score_sheet FOR EACH ROW EXECUTE FUNCTION public.corrected_in_re_review();

--
-- Name: tender draft_gets_version; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER draft_gets_version AFTER INSERT ON public.tender FOR EACH ROW EXECUTE FUNCTION public.draft_gets_version();

--
-- Name: tender draft_is_last_version; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER draft_is_last_version BEFORE UPDATE OF draft ON public.tender FOR EACH ROW WHEN ((new.draft IS DISTINCT FROM old.draft)) EXECUTE FUNCTION public.draft_is_last_version();

--
-- Name: lot draft_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER draft_only BEFORE DELETE ON public.lot FOR EACH ROW EXECUTE FUNCTION public.refuse_change_after_draft();

ALTER TABLE public.lot ENABLE ALWAYS TRIGGER draft_only;

--
-- Name: lot_part draft_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER draft_only BEFORE DELETE OR UPDATE ON public.lot_part FOR EACH ROW EXECUTE FUNCTION public.refuse_change_after_draft();

ALTER TABLE public.lot_part ENABLE ALWAYS TRIGGER draft_only;

--
-- Name: framework_exit framework_exit_of_free; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER framework_exit_of_free BEFORE INSERT ON public.framework_exit FOR EACH ROW EXECUTE FUNCTION public.framework_exit_of_free();

--
-- Name: qualification has_security; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER has_security BEFORE INSERT ON public.qualification FOR EACH ROW EXECUTE FUNCTION public.qualification_has_security();

--
-- Name: activity insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.activity FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.activity ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: agency insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.agency FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.agency ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: agency_address insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.agency_address FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.agency_address ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: amendment insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.amendment FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.amendment ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: answer insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.answer FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.answer ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: attachment_reading insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.attachment_reading FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.attachment_reading ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: award_void insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.award_void FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.award_void ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: batch insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.batch FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.batch ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: bid_note insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.bid_note FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bid_note ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: bid_reading insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.bid_reading FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bid_reading ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: bid_secret insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.bid_secret FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bid_secret ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: bidder insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.bidder FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bidder ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: bidder_answer insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.bidder_answer FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bidder_answer ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: bundle_file insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.bundle_file FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bundle_file ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: call_off insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.call_off FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.call_off ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: cancellation insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.cancellation FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.cancellation ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: clarification insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.clarification FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.clarification ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: committee insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.committee FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: committee_draw insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.committee_draw FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee_draw ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: committee_member insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.committee_member FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee_member ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: committee_question insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.committee_question FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee_question ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: committee_withdrawal insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.committee_withdrawal FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee_withdrawal ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: competition_consent insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.competition_consent FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.competition_consent ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: competition_statement insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.competition_statement FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.competition_statement ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: conflict_declaration insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.conflict_declaration FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.conflict_declaration ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: conformity insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.conformity FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.conformity ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: contract_acceptance insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.contract_acceptance FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.contract_acceptance ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: contract_failure insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.contract_failure FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.contract_failure ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: contract_failure_end insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.contract_failure_end FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.contract_failure_end ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: contract_payment insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.contract_payment FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.contract_payment ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: custodian_statement insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.custodian_statement FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.custodian_statement ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: dissent insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.dissent FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.dissent ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draft_review insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draft_review FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draft_review ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draft_version insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draft_version FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draft_version ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draw insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draw FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draw_candidate insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draw_candidate FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_candidate ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draw_commitment insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draw_commitment FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_commitment ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draw_decline insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draw_decline FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_decline ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draw_end insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draw_end FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_end ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draw_party insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draw_party FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_party ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draw_result insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draw_result FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_result ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: draw_secret insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.draw_secret FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_secret ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: evaluation insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.evaluation FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.evaluation ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: evaluation_salt insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.evaluation_salt FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.evaluation_salt ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: explanation_finding insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.explanation_finding FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.explanation_finding ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: filing insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.filing FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.filing ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: filing_submission insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.filing_submission FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.filing_submission ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: framework insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.framework FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.framework ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: framework_agreement insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.framework_agreement FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.framework_agreement ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: framework_exit insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.framework_exit FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.framework_exit ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: instance insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.instance FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.instance ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: log_checkpoint insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.log_checkpoint FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_checkpoint ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: log_cosignature insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.log_cosignature FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_cosignature ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: log_entry insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.log_entry FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_entry ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: log_node insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.log_node FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_node ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: log_witness insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.log_witness FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_witness ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: lot_failure insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.lot_failure FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.lot_failure ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: note insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.note FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.note ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: note_list insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.note_list FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.note_list ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: offer insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.offer FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.offer ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: opened insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.opened FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opened ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: opening_answer insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.opening_answer FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_answer ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: opening_attendance insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.opening_attendance FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_attendance ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: opening_bid insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.opening_bid FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_bid ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: opening_objection insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.opening_objection FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_objection ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: opening_pair insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.opening_pair FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_pair ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: paper insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.paper FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.paper ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: paper_party insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.paper_party FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.paper_party ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: paper_signature insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.paper_signature FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.paper_signature ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: park insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.park FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.park ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: park_agreement insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.park_agreement FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.park_agreement ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: park_decision insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.park_decision FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.park_decision ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: park_revision insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.park_revision FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.park_revision ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: payload insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.payload FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.payload ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: payload_attempt insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.payload_attempt FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.payload_attempt ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: payload_chunk insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.payload_chunk FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.payload_chunk ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: pilot_paper insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.pilot_paper FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.pilot_paper ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: preparation insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.preparation FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.preparation ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: programme insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.programme FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.programme ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: publicity insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.publicity FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.publicity ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: qualification insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.qualification FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.qualification ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: qualification_member insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.qualification_member FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.qualification_member ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: question insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.question FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.question ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: re_review insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.re_review FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.re_review ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: re_review_end insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.re_review_end FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.re_review_end ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: recusal_decision insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.recusal_decision FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.recusal_decision ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: recusal_request insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.recusal_request FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.recusal_request ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: remedy insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.remedy FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.remedy ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: remedy_acceptance insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.remedy_acceptance FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.remedy_acceptance ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: remedy_end insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.remedy_end FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.remedy_end ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: reveal insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.reveal FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.reveal ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: score_change insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.score_change FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.score_change ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: score_explanation insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.score_explanation FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.score_explanation ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: score_sheet insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.score_sheet FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.score_sheet ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: security_return insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.security_return FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.security_return ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: selected_agency insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.selected_agency FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.selected_agency ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: selection insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.selection FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.selection ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: service_contract insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.service_contract FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.service_contract ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: share insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.share FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.share ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: share_note insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.share_note FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.share_note ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: standing_entry insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.standing_entry FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.standing_entry ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: standing_import insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.standing_import FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.standing_import ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: standing_revocation insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.standing_revocation FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.standing_revocation ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: tender_master insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.tender_master FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tender_master ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: tender_person insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.tender_person FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tender_person ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: tick insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.tick FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tick ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: tick_batch insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.tick_batch FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tick_batch ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: tick_note insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.tick_note FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tick_note ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: trustee_contract insert_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE ON public.trustee_contract FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.trustee_contract ENABLE ALWAYS TRIGGER insert_only;

--
-- Name: activity insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.activity FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.activity ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: agency insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.agency FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.agency ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: agency_address insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.agency_address FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.agency_address ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: amendment insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.amendment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.amendment ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: answer insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.answer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.answer ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: attachment_reading insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.attachment_reading FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.attachment_reading ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: award_void insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.award_void FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.award_void ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: batch insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.batch FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.batch ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: bid_note insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.bid_note FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bid_note ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: bid_reading insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.bid_reading FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bid_reading ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: bid_secret insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.bid_secret FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bid_secret ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: bidder insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.bidder FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bidder ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: bidder_answer insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.bidder_answer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bidder_answer ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: bundle_file insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.bundle_file FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.bundle_file ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: call_off insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.call_off FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.call_off ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: cancellation insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.cancellation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.cancellation ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: clarification insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.clarification FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.clarification ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: committee insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.committee FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: committee_draw insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.committee_draw FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee_draw ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: committee_member insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.committee_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee_member ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: committee_question insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.committee_question FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee_question ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: committee_withdrawal insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.committee_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.committee_withdrawal ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: competition_consent insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.competition_consent FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.competition_consent ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: competition_statement insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.competition_statement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.competition_statement ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: conflict_declaration insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.conflict_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.conflict_declaration ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: conformity insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.conformity FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.conformity ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: contract_acceptance insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.contract_acceptance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.contract_acceptance ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: contract_failure insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.contract_failure FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.contract_failure ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: contract_failure_end insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.contract_failure_end FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.contract_failure_end ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: contract_payment insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.contract_payment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.contract_payment ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: custodian_statement insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.custodian_statement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.custodian_statement ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: dissent insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.dissent FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.dissent ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draft_review insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draft_review FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draft_review ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draft_version insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draft_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draft_version ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draw insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draw FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draw_candidate insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draw_candidate FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_candidate ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draw_commitment insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draw_commitment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_commitment ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draw_decline insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draw_decline FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_decline ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draw_end insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draw_end FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_end ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draw_party insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draw_party FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_party ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draw_result insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draw_result FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_result ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: draw_secret insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.draw_secret FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.draw_secret ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: evaluation insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.evaluation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.evaluation ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: evaluation_salt insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.evaluation_salt FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.evaluation_salt ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: explanation_finding insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.explanation_finding FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.explanation_finding ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: filing insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.filing FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.filing ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: filing_submission insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.filing_submission FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.filing_submission ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: framework insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.framework FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.framework ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: framework_agreement insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.framework_agreement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.framework_agreement ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: framework_exit insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.framework_exit FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.framework_exit ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: instance insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.instance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.instance ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: log_checkpoint insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.log_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_checkpoint ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: log_cosignature insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.log_cosignature FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_cosignature ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: log_entry insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.log_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_entry ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: log_node insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.log_node FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_node ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: log_witness insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.log_witness FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.log_witness ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: lot_failure insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.lot_failure FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.lot_failure ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: lot_part insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.lot_part FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.lot_part ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: note insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.note FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.note ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: note_list insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.note_list FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.note_list ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: offer insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.offer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.offer ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: opened insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.opened FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opened ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: opening_answer insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.opening_answer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_answer ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: opening_attendance insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.opening_attendance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_attendance ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: opening_bid insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.opening_bid FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_bid ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: opening_objection insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.opening_objection FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_objection ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: opening_pair insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.opening_pair FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.opening_pair ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: paper insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.paper FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.paper ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: paper_party insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.paper_party FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.paper_party ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: paper_signature insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.paper_signature FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.paper_signature ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: park insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.park FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.park ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: park_agreement insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.park_agreement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.park_agreement ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: park_decision insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.park_decision FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.park_decision ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: park_revision insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.park_revision FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.park_revision ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: payload insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.payload FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.payload ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: payload_attempt insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.payload_attempt FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.payload_attempt ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: payload_chunk insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.payload_chunk FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.payload_chunk ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: pilot_paper insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.pilot_paper FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.pilot_paper ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: preparation insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.preparation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.preparation ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: programme insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.programme FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.programme ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: publicity insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.publicity FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.publicity ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: qualification insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.qualification FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.qualification ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: qualification_member insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.qualification_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.qualification_member ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: question insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.question FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.question ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: re_review insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.re_review FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.re_review ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: re_review_end insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.re_review_end FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.re_review_end ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: recusal_decision insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.recusal_decision FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.recusal_decision ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: recusal_request insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.recusal_request FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.recusal_request ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: remedy insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.remedy FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.remedy ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: remedy_acceptance insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.remedy_acceptance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.remedy_acceptance ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: remedy_end insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.remedy_end FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.remedy_end ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: reveal insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.reveal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.reveal ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: score_change insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.score_change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.score_change ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: score_explanation insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.score_explanation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.score_explanation ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: score_sheet insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.score_sheet FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.score_sheet ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: security_return insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.security_return FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.security_return ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: selected_agency insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.selected_agency FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.selected_agency ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: selection insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.selection FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.selection ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: service_contract insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.service_contract FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.service_contract ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: share insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.share FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.share ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: share_note insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.share_note FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.share_note ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: standing_entry insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.standing_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.standing_entry ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: standing_import insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.standing_import FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.standing_import ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: standing_revocation insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.standing_revocation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.standing_revocation ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: tender_master insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.tender_master FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tender_master ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: tender_person insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.tender_person FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tender_person ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: tick insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.tick FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tick ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: tick_batch insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.tick_batch FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tick_batch ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: tick_note insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.tick_note FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.tick_note ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: trustee_contract insert_only_all; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER insert_only_all BEFORE TRUNCATE ON public.trustee_contract FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.trustee_contract ENABLE ALWAYS TRIGGER insert_only_all;

--
-- Name: log_checkpoint log_checkpoint_only_grows; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER log_checkpoint_only_grows BEFORE INSERT ON public.log_checkpoint FOR EACH ROW EXECUTE FUNCTION public.log_checkpoint_only_grows();

--
-- Name: log_head log_head_only_grows; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER log_head_only_grows BEFORE UPDATE ON public.log_head FOR EACH ROW EXECUTE FUNCTION public.log_head_only_grows();

--
-- Name: lot lot_keeps_selection; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER lot_keeps_selection BEFORE UPDATE OF state ON public.lot FOR EACH ROW WHEN ((new.state = ANY (ARRAY['failed'::text, 'cancelled'::text]))) EXECUTE FUNCTION public.lot_keeps_selection();

--
-- Name: lot lot_moves_forward; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER lot_moves_forward BEFORE UPDATE ON public.lot FOR EACH ROW EXECUTE FUNCTION public.lot_moves_forward();

--
-- Name: payload payload_is_its_pieces; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER payload_is_its_pieces BEFORE INSERT ON public.payload FOR EACH ROW WHEN (("right"(new.uploader, 9) <> '#attached'::text)) EXECUTE FUNCTION public.payload_is_its_pieces();

--
-- Name: re_review re_review_before_selection; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER re_review_before_selection BEFORE INSERT ON public.re_review FOR EACH ROW EXECUTE FUNCTION public.re_review_before_selection();

--
-- Name: re_review re_review_in_order; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER re_review_in_order BEFORE INSERT ON public.re_review FOR EACH ROW EXECUTE FUNCTION public.re_review_in_order();

--
-- Name: award refuse_before_publicity; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_before_publicity BEFORE INSERT ON public.award FOR EACH ROW EXECUTE FUNCTION public.refuse_before_publicity();

--
-- Name: paper_signature refuse_of_fallen_award; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_of_fallen_award BEFORE INSERT ON public.paper_signature FOR EACH ROW EXECUTE FUNCTION public.refuse_of_fallen_award();

--
-- Name: paper_signature refuse_of_left_agency; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_of_left_agency BEFORE INSERT ON public.paper_signature FOR EACH ROW EXECUTE FUNCTION public.refuse_of_left_agency();

--
-- Name: contract_failure_end refuse_payment_of_nothing; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_payment_of_nothing BEFORE INSERT ON public.contract_failure_end FOR EACH ROW EXECUTE FUNCTION public.refuse_payment_of_nothing();

--
-- Name: contract_acceptance refuse_performance; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_performance BEFORE INSERT ON public.contract_acceptance FOR EACH ROW EXECUTE FUNCTION public.refuse_performance();

--
-- Name: contract_failure refuse_performance; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_performance BEFORE INSERT ON public.contract_failure FOR EACH ROW EXECUTE FUNCTION public.refuse_performance();

--
-- Name: payload_chunk refuse_piece_of_whole_payload; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_piece_of_whole_payload BEFORE INSERT ON public.payload_chunk FOR EACH ROW WHEN (("right"(new.uploader, 9) <> '#attached'::text)) EXECUTE FUNCTION public.refuse_piece_of_whole_payload();

--
-- Name: award refuse_while_held; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_while_held BEFORE INSERT ON public.award FOR EACH ROW EXECUTE FUNCTION public.refuse_while_held('award');

--
-- Name: opening_pair refuse_while_held; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_while_held BEFORE INSERT ON public.opening_pair FOR EACH ROW EXECUTE FUNCTION public.refuse_while_held('opening');

--
-- Name: paper_signature refuse_while_held; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_while_held BEFORE INSERT ON public.paper_signature FOR EACH ROW EXECUTE FUNCTION public.refuse_while_held('signing');

--
-- Name: award refuse_while_re_reviewed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_while_re_reviewed BEFORE INSERT ON public.award FOR EACH ROW EXECUTE FUNCTION public.refuse_while_re_reviewed();

--
-- Name: publicity refuse_while_re_reviewed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_while_re_reviewed BEFORE INSERT ON public.publicity FOR EACH ROW EXECUTE FUNCTION public.refuse_while_re_reviewed();

--
-- Name: selection refuse_while_re_reviewed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_while_re_reviewed BEFORE INSERT ON public.selection FOR EACH ROW EXECUTE FUNCTION public.refuse_while_re_reviewed();

--
-- Name: selected_agency selection_complete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER selection_complete AFTER INSERT ON public.selected_agency DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.selection_complete();

--
-- Name: selection selection_complete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE CONSTRAINT TRIGGER selection_complete AFTER INSERT ON public.selection DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.selection_complete();

--
-- Name: selection selection_eliminates; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER selection_eliminates BEFORE INSERT ON public.selection FOR EACH ROW EXECUTE FUNCTION public.selection_eliminates();

--
-- Name: share_note share_of_its_tender; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER share_of_its_tender BEFORE INSERT ON public.share_note FOR EACH ROW EXECUTE FUNCTION public.share_of_its_tender();

--
-- Name: tender tender_follows_failed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tender_follows_failed BEFORE INSERT OR UPDATE OF follows, batch_id, state ON public.tender FOR EACH ROW WHEN ((new.follows IS NOT NULL)) EXECUTE FUNCTION public.tender_follows_failed();

--
-- Name: tender tender_is_prepared; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tender_is_prepared BEFORE UPDATE OF state ON public.tender FOR EACH ROW WHEN (((old.state = 'draft'::text) AND (new.state = 'published'::text))) EXECUTE FUNCTION public.tender_is_prepared();

--
-- Name: tender tender_keeps_terms; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tender_keeps_terms BEFORE UPDATE ON public.tender FOR EACH ROW EXECUTE FUNCTION public.tender_keeps_terms();

--
-- Name: tender tender_moves_forward; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tender_moves_forward BEFORE UPDATE ON public.tender FOR EACH ROW EXECUTE FUNCTION public.tender_moves_forward();

--
-- Name: agency agency_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agency
    ADD CONSTRAINT agency_actor_fkey FOREIGN KEY (actor) REFERENCES public.actor(key_ref);

--
-- Name: agency_address agency_address_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agency_address
    ADD CONSTRAINT agency_address_actor_fkey FOREIGN KEY (actor) REFERENCES public.agency(actor);

--
-- Name: amendment amendment_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.amendment
    ADD CONSTRAINT amendment_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: amendment amendment_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.amendment
    ADD CONSTRAINT amendment_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: answer answer_of_clarification; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_of_clarification FOREIGN KEY (tender_id, seq) REFERENCES public.clarification(tender_id, seq);

--
-- Name: answer answer_of_question; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_of_question FOREIGN KEY (tender_id, question_no) REFERENCES public.question(tender_id, question_no);

--
-- Name: attachment_reading attachment_reading_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment_reading
    ADD CONSTRAINT attachment_reading_bid_fkey FOREIGN KEY (bid) REFERENCES public.bid_reading(bid);

--
-- Name: award award_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: award award_follows_void; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_follows_void FOREIGN KEY (tender_id, lot_id, previous_no) REFERENCES public.award_void(tender_id, lot_id, award_no);

--
-- Name: award award_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: award award_of_evaluation; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_of_evaluation FOREIGN KEY (tender_id, lot_id, review_no) REFERENCES public.evaluation(tender_id, lot_id, review_no);

--
-- Name: award_void award_void_of_award; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award_void
    ADD CONSTRAINT award_void_of_award FOREIGN KEY (tender_id, lot_id, award_no) REFERENCES public.award(tender_id, lot_id, award_no);

--
-- Name: award_void award_void_voided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.award_void
    ADD CONSTRAINT award_void_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES public.actor(key_ref);

--
-- Name: batch batch_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch
    ADD CONSTRAINT batch_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.actor(key_ref);

--
-- Name: batch batch_programme_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batch
    ADD CONSTRAINT batch_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES public.programme(programme_id);

--
-- Name: bid_note bid_note_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_note
    ADD CONSTRAINT bid_note_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: bid_note bid_note_of_part; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_note
    ADD CONSTRAINT bid_note_of_part FOREIGN KEY (tender_id, lot_id, part_id) REFERENCES public.lot_part(tender_id, lot_id, part_id);

--
-- Name: bid_note bid_note_payload_sha256_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_note
    ADD CONSTRAINT bid_note_payload_sha256_fkey FOREIGN KEY (payload_sha256) REFERENCES public.payload(sha256);

--
-- Name: bid_note bid_note_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_note
    ADD CONSTRAINT bid_note_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: bid_reading bid_reading_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_reading
    ADD CONSTRAINT bid_reading_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: bid_secret bid_secret_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_secret
    ADD CONSTRAINT bid_secret_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: bid_secret bid_secret_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bid_secret
    ADD CONSTRAINT bid_secret_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: bidder bidder_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bidder
    ADD CONSTRAINT bidder_actor_fkey FOREIGN KEY (actor) REFERENCES public.agency(actor);

--
-- Name: bidder_answer bidder_answer_of_question; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bidder_answer
    ADD CONSTRAINT bidder_answer_of_question FOREIGN KEY (tender_id, lot_id, question_no) REFERENCES public.committee_question(tender_id, lot_id, question_no);

--
-- Name: bidder bidder_key_of_agency; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bidder
    ADD CONSTRAINT bidder_key_of_agency FOREIGN KEY (actor, vkey) REFERENCES public.actor(key_ref, vkey);

--
-- Name: bidder bidder_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bidder
    ADD CONSTRAINT bidder_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: bidder bidder_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bidder
    ADD CONSTRAINT bidder_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: bundle_file bundle_file_log_index_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bundle_file
    ADD CONSTRAINT bundle_file_log_index_fkey FOREIGN KEY (log_index) REFERENCES public.log_entry(log_index);

--
-- Name: bundle_file bundle_file_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bundle_file
    ADD CONSTRAINT bundle_file_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: call_off call_off_called_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_called_by_fkey FOREIGN KEY (called_by) REFERENCES public.actor(key_ref);

--
-- Name: call_off call_off_follows_void; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_follows_void FOREIGN KEY (tender_id, lot_id, previous_no) REFERENCES public.award_void(tender_id, lot_id, award_no);

--
-- Name: call_off call_off_of_selected; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_of_selected FOREIGN KEY (tender_id, lot_id, place) REFERENCES public.selected_agency(tender_id, lot_id, place);

--
-- Name: cancellation cancellation_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cancellation
    ADD CONSTRAINT cancellation_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: cancellation cancellation_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cancellation
    ADD CONSTRAINT cancellation_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: clarification clarification_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.clarification
    ADD CONSTRAINT clarification_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: clarification clarification_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.clarification
    ADD CONSTRAINT clarification_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: committee_draw committee_draw_draw_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_draw
    ADD CONSTRAINT committee_draw_draw_fkey FOREIGN KEY (draw) REFERENCES public.draw_end(draw);

--
-- Name: committee_draw committee_draw_of_committee; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_draw
    ADD CONSTRAINT committee_draw_of_committee FOREIGN KEY (tender_id, lot_id, seq) REFERENCES public.committee(tender_id, lot_id, seq);

--
-- Name: committee_member committee_member_of_committee; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_member
    ADD CONSTRAINT committee_member_of_committee FOREIGN KEY (tender_id, lot_id, seq) REFERENCES public.committee(tender_id, lot_id, seq);

--
-- Name: committee_member committee_member_person_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_member
    ADD CONSTRAINT committee_member_person_fkey FOREIGN KEY (person) REFERENCES public.actor(key_ref);

--
-- Name: committee committee_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee
    ADD CONSTRAINT committee_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: committee committee_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee
    ADD CONSTRAINT committee_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: committee_question committee_question_asked_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_question
    ADD CONSTRAINT committee_question_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.actor(key_ref);

--
-- Name: committee_question committee_question_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_question
    ADD CONSTRAINT committee_question_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: committee_question committee_question_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_question
    ADD CONSTRAINT committee_question_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: committee_withdrawal committee_withdrawal_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_withdrawal
    ADD CONSTRAINT committee_withdrawal_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: committee_withdrawal committee_withdrawal_person_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_withdrawal
    ADD CONSTRAINT committee_withdrawal_person_fkey FOREIGN KEY (person) REFERENCES public.actor(key_ref);

--
-- Name: committee_withdrawal committee_withdrawal_recorded_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.committee_withdrawal
    ADD CONSTRAINT committee_withdrawal_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.actor(key_ref);

--
-- Name: competition_consent competition_consent_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.competition_consent
    ADD CONSTRAINT competition_consent_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: competition_consent competition_consent_of_member; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.competition_consent
    ADD CONSTRAINT competition_consent_of_member FOREIGN KEY (tender_id, lot_id, member, seq) REFERENCES public.committee_member(tender_id, lot_id, member, seq);

--
-- Name: competition_consent competition_consent_of_statement; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.competition_consent
    ADD CONSTRAINT competition_consent_of_statement FOREIGN KEY (tender_id, lot_id) REFERENCES public.competition_statement(tender_id, lot_id);

--
-- Name: competition_statement competition_statement_argued_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.competition_statement
    ADD CONSTRAINT competition_statement_argued_by_fkey FOREIGN KEY (argued_by) REFERENCES public.actor(key_ref);

--
-- Name: competition_statement competition_statement_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.competition_statement
    ADD CONSTRAINT competition_statement_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: conflict_declaration conflict_declaration_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conflict_declaration
    ADD CONSTRAINT conflict_declaration_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: conflict_declaration conflict_declaration_person_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conflict_declaration
    ADD CONSTRAINT conflict_declaration_person_fkey FOREIGN KEY (person) REFERENCES public.actor(key_ref);

--
-- Name: conformity conformity_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conformity
    ADD CONSTRAINT conformity_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: contract_acceptance contract_acceptance_accepted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_acceptance
    ADD CONSTRAINT contract_acceptance_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES public.actor(key_ref);

--
-- Name: contract_acceptance contract_acceptance_of_contract; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_acceptance
    ADD CONSTRAINT contract_acceptance_of_contract FOREIGN KEY (tender_id, contract_no) REFERENCES public.service_contract(tender_id, contract_no);

--
-- Name: contract_failure_end contract_failure_end_of_failure; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_failure_end
    ADD CONSTRAINT contract_failure_end_of_failure FOREIGN KEY (tender_id, contract_no, failure_no) REFERENCES public.contract_failure(tender_id, contract_no, failure_no);

--
-- Name: contract_failure_end contract_failure_end_settled_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_failure_end
    ADD CONSTRAINT contract_failure_end_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES public.actor(key_ref);

--
-- Name: contract_failure contract_failure_of_contract; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_failure
    ADD CONSTRAINT contract_failure_of_contract FOREIGN KEY (tender_id, contract_no) REFERENCES public.service_contract(tender_id, contract_no);

--
-- Name: contract_failure contract_failure_recorded_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_failure
    ADD CONSTRAINT contract_failure_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.actor(key_ref);

--
-- Name: contract_payment contract_payment_of_contract; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_payment
    ADD CONSTRAINT contract_payment_of_contract FOREIGN KEY (tender_id, contract_no) REFERENCES public.service_contract(tender_id, contract_no);

--
-- Name: contract_payment contract_payment_recorded_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_payment
    ADD CONSTRAINT contract_payment_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.actor(key_ref);

--
-- Name: custodian_statement custodian_statement_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.custodian_statement
    ADD CONSTRAINT custodian_statement_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: custodian_statement custodian_statement_person; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.custodian_statement
    ADD CONSTRAINT custodian_statement_person FOREIGN KEY (tender_id, actor) REFERENCES public.tender_person(tender_id, actor);

--
-- Name: custodian_statement custodian_statement_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.custodian_statement
    ADD CONSTRAINT custodian_statement_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: dissent dissent_of_member; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dissent
    ADD CONSTRAINT dissent_of_member FOREIGN KEY (tender_id, lot_id, member, seq) REFERENCES public.committee_member(tender_id, lot_id, member, seq);

--
-- Name: draft_review draft_review_reviewer_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draft_review
    ADD CONSTRAINT draft_review_reviewer_fkey FOREIGN KEY (reviewer) REFERENCES public.actor(key_ref);

--
-- Name: draft_review draft_review_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draft_review
    ADD CONSTRAINT draft_review_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: draft_version draft_version_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draft_version
    ADD CONSTRAINT draft_version_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: draft_version draft_version_written_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draft_version
    ADD CONSTRAINT draft_version_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.actor(key_ref);

--
-- Name: draw_candidate draw_candidate_draw_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_candidate
    ADD CONSTRAINT draw_candidate_draw_fkey FOREIGN KEY (draw) REFERENCES public.draw(draw);

--
-- Name: draw_candidate draw_candidate_person_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_candidate
    ADD CONSTRAINT draw_candidate_person_fkey FOREIGN KEY (person) REFERENCES public.actor(key_ref);

--
-- Name: draw_commitment draw_commitment_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_commitment
    ADD CONSTRAINT draw_commitment_actor_fkey FOREIGN KEY (actor) REFERENCES public.actor(key_ref);

--
-- Name: draw_commitment draw_commitment_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_commitment
    ADD CONSTRAINT draw_commitment_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: draw_decline draw_decline_of_result; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_decline
    ADD CONSTRAINT draw_decline_of_result FOREIGN KEY (draw, candidate) REFERENCES public.draw_result(draw, candidate);

--
-- Name: draw draw_draw_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw
    ADD CONSTRAINT draw_draw_fkey FOREIGN KEY (draw) REFERENCES public.note(note_id);

--
-- Name: draw_end draw_end_draw_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_end
    ADD CONSTRAINT draw_end_draw_fkey FOREIGN KEY (draw) REFERENCES public.draw(draw);

--
-- Name: draw_end draw_end_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_end
    ADD CONSTRAINT draw_end_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: draw draw_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw
    ADD CONSTRAINT draw_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: draw_party draw_party_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_party
    ADD CONSTRAINT draw_party_actor_fkey FOREIGN KEY (actor) REFERENCES public.actor(key_ref);

--
-- Name: draw_party draw_party_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_party
    ADD CONSTRAINT draw_party_digest_fkey FOREIGN KEY (digest) REFERENCES public.draw_commitment(digest);

--
-- Name: draw_party draw_party_draw_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_party
    ADD CONSTRAINT draw_party_draw_fkey FOREIGN KEY (draw) REFERENCES public.draw(draw);

--
-- Name: draw_result draw_result_draw_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_result
    ADD CONSTRAINT draw_result_draw_fkey FOREIGN KEY (draw) REFERENCES public.draw_end(draw);

--
-- Name: draw_result draw_result_of_list; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_result
    ADD CONSTRAINT draw_result_of_list FOREIGN KEY (draw, candidate) REFERENCES public.draw_candidate(draw, candidate);

--
-- Name: draw_secret draw_secret_of_party; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draw_secret
    ADD CONSTRAINT draw_secret_of_party FOREIGN KEY (digest) REFERENCES public.draw_party(digest);

--
-- Name: enterprise enterprise_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.enterprise
    ADD CONSTRAINT enterprise_actor_fkey FOREIGN KEY (actor) REFERENCES public.actor(key_ref);

--
-- Name: enterprise enterprise_of_park; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.enterprise
    ADD CONSTRAINT enterprise_of_park FOREIGN KEY (park_id, batch_id) REFERENCES public.park(park_id, batch_id);

--
-- Name: enterprise enterprise_registered_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.enterprise
    ADD CONSTRAINT enterprise_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES public.actor(key_ref);

--
-- Name: evaluation evaluation_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation
    ADD CONSTRAINT evaluation_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: evaluation evaluation_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation
    ADD CONSTRAINT evaluation_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: evaluation_salt evaluation_salt_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_salt
    ADD CONSTRAINT evaluation_salt_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: explanation_finding explanation_finding_of_member; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.explanation_finding
    ADD CONSTRAINT explanation_finding_of_member FOREIGN KEY (tender_id, lot_id, member, seq) REFERENCES public.committee_member(tender_id, lot_id, member, seq);

--
-- Name: explanation_finding explanation_finding_of_question; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.explanation_finding
    ADD CONSTRAINT explanation_finding_of_question FOREIGN KEY (tender_id, lot_id, question_no) REFERENCES public.committee_question(tender_id, lot_id, question_no);

--
-- Name: filing filing_filed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.filing
    ADD CONSTRAINT filing_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES public.actor(key_ref);

--
-- Name: filing filing_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.filing
    ADD CONSTRAINT filing_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: filing filing_of_submission; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.filing
    ADD CONSTRAINT filing_of_submission FOREIGN KEY (tender_id, contract_no, round) REFERENCES public.filing_submission(tender_id, contract_no, round);

--
-- Name: filing_submission filing_submission_of_contract; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.filing_submission
    ADD CONSTRAINT filing_submission_of_contract FOREIGN KEY (tender_id, contract_no) REFERENCES public.trustee_contract(tender_id, contract_no);

--
-- Name: filing_submission filing_submission_submitted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.filing_submission
    ADD CONSTRAINT filing_submission_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES public.actor(key_ref);

--
-- Name: framework_agreement framework_agreement_agency_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework_agreement
    ADD CONSTRAINT framework_agreement_agency_fkey FOREIGN KEY (agency) REFERENCES public.actor(key_ref);

--
-- Name: framework_agreement framework_agreement_of_paper; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework_agreement
    ADD CONSTRAINT framework_agreement_of_paper FOREIGN KEY (tender_id, paper) REFERENCES public.paper(tender_id, name);

--
-- Name: framework_agreement framework_agreement_of_selected; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework_agreement
    ADD CONSTRAINT framework_agreement_of_selected FOREIGN KEY (tender_id, lot_id, place) REFERENCES public.selected_agency(tender_id, lot_id, place);

--
-- Name: framework_agreement framework_agreement_officer_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework_agreement
    ADD CONSTRAINT framework_agreement_officer_fkey FOREIGN KEY (officer) REFERENCES public.actor(key_ref);

--
-- Name: framework_exit framework_exit_of_selected; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework_exit
    ADD CONSTRAINT framework_exit_of_selected FOREIGN KEY (tender_id, lot_id, place) REFERENCES public.selected_agency(tender_id, lot_id, place);

--
-- Name: framework_exit framework_exit_removed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework_exit
    ADD CONSTRAINT framework_exit_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES public.actor(key_ref);

--
-- Name: framework framework_of_tender; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_of_tender FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: log_cosignature log_cosignature_size_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_cosignature
    ADD CONSTRAINT log_cosignature_size_fkey FOREIGN KEY (size) REFERENCES public.log_checkpoint(size);

--
-- Name: log_cosignature log_cosignature_witness_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_cosignature
    ADD CONSTRAINT log_cosignature_witness_fkey FOREIGN KEY (witness) REFERENCES public.log_witness(witness);

--
-- Name: log_entry log_entry_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_entry
    ADD CONSTRAINT log_entry_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: lot_failure lot_failure_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_failure
    ADD CONSTRAINT lot_failure_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: lot_failure lot_failure_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_failure
    ADD CONSTRAINT lot_failure_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: lot lot_park_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot
    ADD CONSTRAINT lot_park_id_fkey FOREIGN KEY (park_id) REFERENCES public.park(park_id);

--
-- Name: lot_part lot_part_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_part
    ADD CONSTRAINT lot_part_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: lot lot_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot
    ADD CONSTRAINT lot_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: offer offer_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.offer
    ADD CONSTRAINT offer_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: opened opened_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opened
    ADD CONSTRAINT opened_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: opened opened_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opened
    ADD CONSTRAINT opened_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: opening_answer opening_answer_answered_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_answer
    ADD CONSTRAINT opening_answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.actor(key_ref);

--
-- Name: opening_answer opening_answer_of_objection; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_answer
    ADD CONSTRAINT opening_answer_of_objection FOREIGN KEY (tender_id, lot_id, objection_no) REFERENCES public.opening_objection(tender_id, lot_id, objection_no);

--
-- Name: opening_attendance opening_attendance_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_attendance
    ADD CONSTRAINT opening_attendance_actor_fkey FOREIGN KEY (actor) REFERENCES public.actor(key_ref);

--
-- Name: opening_attendance opening_attendance_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_attendance
    ADD CONSTRAINT opening_attendance_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: opening_bid opening_bid_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_bid
    ADD CONSTRAINT opening_bid_bid_fkey FOREIGN KEY (bid) REFERENCES public.bid_note(note_id);

--
-- Name: opening_bid opening_bid_manifest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_bid
    ADD CONSTRAINT opening_bid_manifest_fkey FOREIGN KEY (manifest) REFERENCES public.note(note_id);

--
-- Name: opening_objection opening_objection_bidder_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_objection
    ADD CONSTRAINT opening_objection_bidder_fkey FOREIGN KEY (bidder) REFERENCES public.actor(key_ref);

--
-- Name: opening_objection opening_objection_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_objection
    ADD CONSTRAINT opening_objection_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: opening_pair opening_pair_manifest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_pair
    ADD CONSTRAINT opening_pair_manifest_fkey FOREIGN KEY (manifest) REFERENCES public.note(note_id);

--
-- Name: opening_pair opening_pair_of_part; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_pair
    ADD CONSTRAINT opening_pair_of_part FOREIGN KEY (tender_id, lot_id, part_id) REFERENCES public.lot_part(tender_id, lot_id, part_id);

--
-- Name: paper_party paper_party_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_party
    ADD CONSTRAINT paper_party_actor_fkey FOREIGN KEY (actor) REFERENCES public.actor(key_ref);

--
-- Name: paper_party paper_party_of_paper; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_party
    ADD CONSTRAINT paper_party_of_paper FOREIGN KEY (tender_id, name) REFERENCES public.paper(tender_id, name);

--
-- Name: paper_signature paper_signature_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_signature
    ADD CONSTRAINT paper_signature_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: paper_signature paper_signature_of_paper; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_signature
    ADD CONSTRAINT paper_signature_of_paper FOREIGN KEY (tender_id, name) REFERENCES public.paper(tender_id, name);

--
-- Name: paper_signature paper_signature_of_party; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_signature
    ADD CONSTRAINT paper_signature_of_party FOREIGN KEY (tender_id, name, party) REFERENCES public.paper_party(tender_id, name, actor);

--
-- Name: paper_signature paper_signature_party_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_signature
    ADD CONSTRAINT paper_signature_party_fkey FOREIGN KEY (party) REFERENCES public.actor(key_ref);

--
-- Name: paper paper_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper
    ADD CONSTRAINT paper_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: park_agreement park_agreement_agency_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_agreement
    ADD CONSTRAINT park_agreement_agency_fkey FOREIGN KEY (agency) REFERENCES public.agency(actor);

--
-- Name: park_agreement park_agreement_of_award; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_agreement
    ADD CONSTRAINT park_agreement_of_award FOREIGN KEY (tender_id, lot_id, award_no) REFERENCES public.award(tender_id, lot_id, award_no);

--
-- Name: park_agreement park_agreement_paper; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_agreement
    ADD CONSTRAINT park_agreement_paper FOREIGN KEY (tender_id, paper) REFERENCES public.paper(tender_id, name);

--
-- Name: park_agreement park_agreement_park_manager_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_agreement
    ADD CONSTRAINT park_agreement_park_manager_fkey FOREIGN KEY (park_manager) REFERENCES public.actor(key_ref);

--
-- Name: park park_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park
    ADD CONSTRAINT park_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batch(batch_id);

--
-- Name: park_decision park_decision_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_decision
    ADD CONSTRAINT park_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.actor(key_ref);

--
-- Name: park_decision park_decision_park_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_decision
    ADD CONSTRAINT park_decision_park_id_fkey FOREIGN KEY (park_id) REFERENCES public.park(park_id);

--
-- Name: park park_manager_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park
    ADD CONSTRAINT park_manager_fkey FOREIGN KEY (manager) REFERENCES public.actor(key_ref);

--
-- Name: park_revision park_revision_park_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_revision
    ADD CONSTRAINT park_revision_park_id_fkey FOREIGN KEY (park_id) REFERENCES public.park(park_id);

--
-- Name: park_revision park_revision_revised_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.park_revision
    ADD CONSTRAINT park_revision_revised_by_fkey FOREIGN KEY (revised_by) REFERENCES public.actor(key_ref);

--
-- Name: pilot_paper pilot_paper_park_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pilot_paper
    ADD CONSTRAINT pilot_paper_park_id_fkey FOREIGN KEY (park_id) REFERENCES public.park_decision(park_id);

--
-- Name: preparation preparation_park_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.preparation
    ADD CONSTRAINT preparation_park_id_fkey FOREIGN KEY (park_id) REFERENCES public.park(park_id);

--
-- Name: preparation preparation_recorded_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.preparation
    ADD CONSTRAINT preparation_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.actor(key_ref);

--
-- Name: preparation preparation_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.preparation
    ADD CONSTRAINT preparation_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: programme programme_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.programme
    ADD CONSTRAINT programme_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.actor(key_ref);

--
-- Name: publicity publicity_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publicity
    ADD CONSTRAINT publicity_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: publicity publicity_published_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publicity
    ADD CONSTRAINT publicity_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.actor(key_ref);

--
-- Name: qualification qualification_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.qualification
    ADD CONSTRAINT qualification_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: qualification_member qualification_member_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.qualification_member
    ADD CONSTRAINT qualification_member_bid_fkey FOREIGN KEY (bid) REFERENCES public.qualification(bid);

--
-- Name: qualification qualification_reviewer_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.qualification
    ADD CONSTRAINT qualification_reviewer_fkey FOREIGN KEY (reviewer) REFERENCES public.actor(key_ref);

--
-- Name: question question_asker_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_asker_fkey FOREIGN KEY (asker) REFERENCES public.actor(key_ref);

--
-- Name: question question_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: re_review re_review_convened_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.re_review
    ADD CONSTRAINT re_review_convened_by_fkey FOREIGN KEY (convened_by) REFERENCES public.actor(key_ref);

--
-- Name: re_review_end re_review_end_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.re_review_end
    ADD CONSTRAINT re_review_end_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: re_review_end re_review_end_of_review; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.re_review_end
    ADD CONSTRAINT re_review_end_of_review FOREIGN KEY (tender_id, lot_id, review_no) REFERENCES public.re_review(tender_id, lot_id, review_no);

--
-- Name: re_review re_review_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.re_review
    ADD CONSTRAINT re_review_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: recusal_decision recusal_decision_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recusal_decision
    ADD CONSTRAINT recusal_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.actor(key_ref);

--
-- Name: recusal_decision recusal_decision_of_request; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recusal_decision
    ADD CONSTRAINT recusal_decision_of_request FOREIGN KEY (tender_id, lot_id, request_no) REFERENCES public.recusal_request(tender_id, lot_id, request_no);

--
-- Name: recusal_decision recusal_decision_of_withdrawal; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recusal_decision
    ADD CONSTRAINT recusal_decision_of_withdrawal FOREIGN KEY (tender_id, lot_id, person) REFERENCES public.committee_withdrawal(tender_id, lot_id, person);

--
-- Name: recusal_decision recusal_decision_person_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recusal_decision
    ADD CONSTRAINT recusal_decision_person_fkey FOREIGN KEY (person) REFERENCES public.actor(key_ref);

--
-- Name: recusal_request recusal_request_bidder_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recusal_request
    ADD CONSTRAINT recusal_request_bidder_fkey FOREIGN KEY (bidder) REFERENCES public.actor(key_ref);

--
-- Name: recusal_request recusal_request_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recusal_request
    ADD CONSTRAINT recusal_request_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: remedy_acceptance remedy_acceptance_accepted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy_acceptance
    ADD CONSTRAINT remedy_acceptance_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES public.actor(key_ref);

--
-- Name: remedy_acceptance remedy_acceptance_of_remedy; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy_acceptance
    ADD CONSTRAINT remedy_acceptance_of_remedy FOREIGN KEY (tender_id, remedy_no) REFERENCES public.remedy(tender_id, remedy_no);

--
-- Name: remedy remedy_complains_of; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy
    ADD CONSTRAINT remedy_complains_of FOREIGN KEY (tender_id, complains_of) REFERENCES public.remedy(tender_id, remedy_no);

--
-- Name: remedy_end remedy_end_ended_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy_end
    ADD CONSTRAINT remedy_end_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.actor(key_ref);

--
-- Name: remedy_end remedy_end_of_remedy; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy_end
    ADD CONSTRAINT remedy_end_of_remedy FOREIGN KEY (tender_id, remedy_no) REFERENCES public.remedy(tender_id, remedy_no);

--
-- Name: remedy remedy_filer_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy
    ADD CONSTRAINT remedy_filer_fkey FOREIGN KEY (filer) REFERENCES public.actor(key_ref);

--
-- Name: remedy remedy_of_lot; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy
    ADD CONSTRAINT remedy_of_lot FOREIGN KEY (tender_id, lot_id) REFERENCES public.lot(tender_id, lot_id);

--
-- Name: remedy remedy_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.remedy
    ADD CONSTRAINT remedy_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: reveal reveal_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: score_change score_change_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.score_change
    ADD CONSTRAINT score_change_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: score_change score_change_of_member; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.score_change
    ADD CONSTRAINT score_change_of_member FOREIGN KEY (tender_id, lot_id, member, seq) REFERENCES public.committee_member(tender_id, lot_id, member, seq);

--
-- Name: score_explanation score_explanation_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.score_explanation
    ADD CONSTRAINT score_explanation_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: score_explanation score_explanation_of_member; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.score_explanation
    ADD CONSTRAINT score_explanation_of_member FOREIGN KEY (tender_id, lot_id, member, seq) REFERENCES public.committee_member(tender_id, lot_id, member, seq);

--
-- Name: score_sheet score_sheet_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.score_sheet
    ADD CONSTRAINT score_sheet_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: score_sheet score_sheet_of_member; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.score_sheet
    ADD CONSTRAINT score_sheet_of_member FOREIGN KEY (tender_id, lot_id, member, seq) REFERENCES public.committee_member(tender_id, lot_id, member, seq);

--
-- Name: security_return security_return_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.security_return
    ADD CONSTRAINT security_return_bid_fkey FOREIGN KEY (bid) REFERENCES public.qualification(bid);

--
-- Name: security_return security_return_recorded_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.security_return
    ADD CONSTRAINT security_return_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.actor(key_ref);

--
-- Name: selected_agency selected_agency_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selected_agency
    ADD CONSTRAINT selected_agency_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: selected_agency selected_agency_of_selection; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selected_agency
    ADD CONSTRAINT selected_agency_of_selection FOREIGN KEY (tender_id, lot_id) REFERENCES public.selection(tender_id, lot_id);

--
-- Name: selection selection_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selection
    ADD CONSTRAINT selection_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: selection selection_of_evaluation; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selection
    ADD CONSTRAINT selection_of_evaluation FOREIGN KEY (tender_id, lot_id, review_no) REFERENCES public.evaluation(tender_id, lot_id, review_no);

--
-- Name: selection selection_of_framework; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.selection
    ADD CONSTRAINT selection_of_framework FOREIGN KEY (tender_id) REFERENCES public.framework(tender_id);

--
-- Name: service_contract service_contract_agency_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.service_contract
    ADD CONSTRAINT service_contract_agency_fkey FOREIGN KEY (agency) REFERENCES public.agency(actor);

--
-- Name: service_contract service_contract_of_award; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.service_contract
    ADD CONSTRAINT service_contract_of_award FOREIGN KEY (tender_id, lot_id, award_no) REFERENCES public.award(tender_id, lot_id, award_no);

--
-- Name: service_contract service_contract_officer_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.service_contract
    ADD CONSTRAINT service_contract_officer_fkey FOREIGN KEY (officer) REFERENCES public.actor(key_ref);

--
-- Name: service_contract service_contract_paper; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.service_contract
    ADD CONSTRAINT service_contract_paper FOREIGN KEY (tender_id, paper) REFERENCES public.paper(tender_id, name);

--
-- Name: share share_bid_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.share
    ADD CONSTRAINT share_bid_fkey FOREIGN KEY (bid) REFERENCES public.opening_bid(bid);

--
-- Name: share_note share_note_manifest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.share_note
    ADD CONSTRAINT share_note_manifest_fkey FOREIGN KEY (manifest) REFERENCES public.note(note_id);

--
-- Name: share_note share_note_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.share_note
    ADD CONSTRAINT share_note_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.note(note_id);

--
-- Name: standing_entry standing_entry_import_no_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing_entry
    ADD CONSTRAINT standing_entry_import_no_fkey FOREIGN KEY (import_no) REFERENCES public.standing_import(import_no);

--
-- Name: standing_import standing_import_imported_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing_import
    ADD CONSTRAINT standing_import_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES public.actor(key_ref);

--
-- Name: standing_revocation standing_revocation_entry_no_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing_revocation
    ADD CONSTRAINT standing_revocation_entry_no_fkey FOREIGN KEY (entry_no) REFERENCES public.standing_entry(entry_no);

--
-- Name: standing_revocation standing_revocation_revoked_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing_revocation
    ADD CONSTRAINT standing_revocation_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES public.actor(key_ref);

--
-- Name: tender tender_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batch(batch_id);

--
-- Name: tender tender_close_index_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_close_index_fkey FOREIGN KEY (close_index) REFERENCES public.log_entry(log_index);

--
-- Name: tender tender_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.actor(key_ref);

--
-- Name: tender tender_follows_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_follows_fkey FOREIGN KEY (follows) REFERENCES public.tender(tender_id);

--
-- Name: tender_master tender_master_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender_master
    ADD CONSTRAINT tender_master_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: tender tender_notice_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES public.note(note_id);

--
-- Name: tender tender_notice_index_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_notice_index_fkey FOREIGN KEY (notice_index) REFERENCES public.log_entry(log_index);

--
-- Name: tender_person tender_person_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender_person
    ADD CONSTRAINT tender_person_actor_fkey FOREIGN KEY (actor) REFERENCES public.actor(key_ref);

--
-- Name: tender_person tender_person_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tender_person
    ADD CONSTRAINT tender_person_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: tick_batch tick_batch_tender_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick_batch
    ADD CONSTRAINT tick_batch_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES public.tender(tender_id);

--
-- Name: tick_batch tick_batch_tick_no_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick_batch
    ADD CONSTRAINT tick_batch_tick_no_fkey FOREIGN KEY (tick_no) REFERENCES public.tick(tick_no);

--
-- Name: tick tick_log_index_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick
    ADD CONSTRAINT tick_log_index_fkey FOREIGN KEY (log_index) REFERENCES public.log_entry(log_index);

--
-- Name: tick_note tick_note_note_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick_note
    ADD CONSTRAINT tick_note_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.bid_note(note_id);

--
-- Name: tick_note tick_note_of_batch; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tick_note
    ADD CONSTRAINT tick_note_of_batch FOREIGN KEY (tender_id, tick_no) REFERENCES public.tick_batch(tender_id, tick_no);

--
-- Name: trustee_contract trustee_contract_agency_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trustee_contract
    ADD CONSTRAINT trustee_contract_agency_fkey FOREIGN KEY (agency) REFERENCES public.agency(actor);

--
-- Name: trustee_contract trustee_contract_enterprise_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trustee_contract
    ADD CONSTRAINT trustee_contract_enterprise_fkey FOREIGN KEY (batch_id, enterprise) REFERENCES public.enterprise(batch_id, credit_code);

--
-- Name: trustee_contract trustee_contract_of_agreement; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trustee_contract
    ADD CONSTRAINT trustee_contract_of_agreement FOREIGN KEY (tender_id, lot_id) REFERENCES public.park_agreement(tender_id, lot_id);

--
-- Name: trustee_contract trustee_contract_of_batch; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trustee_contract
    ADD CONSTRAINT trustee_contract_of_batch FOREIGN KEY (tender_id, batch_id) REFERENCES public.tender(tender_id, batch_id);

--
-- Name: trustee_contract trustee_contract_paper; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trustee_contract
    ADD CONSTRAINT trustee_contract_paper FOREIGN KEY (tender_id, paper) REFERENCES public.paper(tender_id, name);

--
-- Name: activity; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.activity ENABLE ROW LEVEL SECURITY;

--
-- Name: attachment_reading; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.attachment_reading ENABLE ROW LEVEL SECURITY;

--
-- Name: activity audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.activity FOR SELECT TO tender_auditor USING (true);

--
-- Name: attachment_reading audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.attachment_reading FOR SELECT TO tender_auditor USING (true);

--
-- Name: bid_note audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.bid_note FOR SELECT TO tender_auditor USING (true);

--
-- Name: bid_reading audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.bid_reading FOR SELECT TO tender_auditor USING (true);

--
-- Name: bidder audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.bidder FOR SELECT TO tender_auditor USING (true);

--
-- Name: bidder_answer audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.bidder_answer FOR SELECT TO tender_auditor USING (true);

--
-- Name: call_off audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.call_off FOR SELECT TO tender_auditor USING (true);

--
-- Name: committee_member audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.committee_member FOR SELECT TO tender_auditor USING (true);

--
-- Name: committee_question audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.committee_question FOR SELECT TO tender_auditor USING (true);

--
-- Name: committee_withdrawal audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.committee_withdrawal FOR SELECT TO tender_auditor USING (true);

--
-- Name: competition_consent audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.competition_consent FOR SELECT TO tender_auditor USING (true);

--
-- Name: competition_statement audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.competition_statement FOR SELECT TO tender_auditor USING (true);

--
-- Name: conflict_declaration audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.conflict_declaration FOR SELECT TO tender_auditor USING (true);

--
-- Name: conformity audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.conformity FOR SELECT TO tender_auditor USING (true);

--
-- Name: contract_acceptance audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.contract_acceptance FOR SELECT TO tender_auditor USING (true);

--
-- Name: contract_failure audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.contract_failure FOR SELECT TO tender_auditor USING (true);

--
-- Name: contract_failure_end audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.contract_failure_end FOR SELECT TO tender_auditor USING (true);

--
-- Name: contract_payment audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.contract_payment FOR SELECT TO tender_auditor USING (true);

--
-- Name: dissent audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.dissent FOR SELECT TO tender_auditor USING (true);

--
-- Name: draft_review audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.draft_review FOR SELECT TO tender_auditor USING (true);

--
-- Name: draft_version audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.draft_version FOR SELECT TO tender_auditor USING (true);

--
-- Name: draw_candidate audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.draw_candidate FOR SELECT TO tender_auditor USING (true);

--
-- Name: draw_commitment audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.draw_commitment FOR SELECT TO tender_auditor USING (true);

--
-- Name: draw_decline audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.draw_decline FOR SELECT TO tender_auditor USING (true);

--
-- Name: draw_secret audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.draw_secret FOR SELECT TO tender_auditor USING (true);

--
-- Name: enterprise audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.enterprise FOR SELECT TO tender_auditor USING (true);

--
-- Name: evaluation audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.evaluation FOR SELECT TO tender_auditor USING (true);

--
-- Name: evaluation_salt audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.evaluation_salt FOR SELECT TO tender_auditor USING (true);

--
-- Name: explanation_finding audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.explanation_finding FOR SELECT TO tender_auditor USING (true);

--
-- Name: filing audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.filing FOR SELECT TO tender_auditor USING (true);

--
-- Name: filing_submission audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.filing_submission FOR SELECT TO tender_auditor USING (true);

--
-- Name: framework_agreement audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.framework_agreement FOR SELECT TO tender_auditor USING (true);

--
-- Name: framework_exit audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.framework_exit FOR SELECT TO tender_auditor USING (true);

--
-- Name: idempotency_key audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.idempotency_key FOR SELECT TO tender_auditor USING (true);

--
-- Name: lot audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.lot FOR SELECT TO tender_auditor USING (true);

--
-- Name: lot_part audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.lot_part FOR SELECT TO tender_auditor USING (true);

--
-- Name: note audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.note FOR SELECT TO tender_auditor USING (true);

--
-- Name: offer audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.offer FOR SELECT TO tender_auditor USING (true);

--
-- Name: opening_answer audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.opening_answer FOR SELECT TO tender_auditor USING (true);

--
-- Name: opening_attendance audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.opening_attendance FOR SELECT TO tender_auditor USING (true);

--
-- Name: opening_objection audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.opening_objection FOR SELECT TO tender_auditor USING (true);

--
-- Name: paper audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.paper FOR SELECT TO tender_auditor USING (true);

--
-- Name: paper_party audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.paper_party FOR SELECT TO tender_auditor USING (true);

--
-- Name: paper_signature audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.paper_signature FOR SELECT TO tender_auditor USING (true);

--
-- Name: park audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.park FOR SELECT TO tender_auditor USING (true);

--
-- Name: park_agreement audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.park_agreement FOR SELECT TO tender_auditor USING (true);

--
-- Name: park_decision audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.park_decision FOR SELECT TO tender_auditor USING (true);

--
-- Name: park_revision audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.park_revision FOR SELECT TO tender_auditor USING (true);

--
-- Name: payload audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.payload FOR SELECT TO tender_auditor USING (true);

--
-- Name: payload_attempt audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.payload_attempt FOR SELECT TO tender_auditor USING (true);

--
-- Name: payload_chunk audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.payload_chunk FOR SELECT TO tender_auditor USING (true);

--
-- Name: pilot_paper audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.pilot_paper FOR SELECT TO tender_auditor USING (true);

--
-- Name: preparation audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.preparation FOR SELECT TO tender_auditor USING (true);

--
-- Name: qualification audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.qualification FOR SELECT TO tender_auditor USING (true);

--
-- Name: qualification_member audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.qualification_member FOR SELECT TO tender_auditor USING (true);

--
-- Name: question audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.question FOR SELECT TO tender_auditor USING (true);

--
-- Name: recusal_decision audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.recusal_decision FOR SELECT TO tender_auditor USING (true);

--
-- Name: recusal_request audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.recusal_request FOR SELECT TO tender_auditor USING (true);

--
-- Name: remedy audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.remedy FOR SELECT TO tender_auditor USING (true);

--
-- Name: remedy_acceptance audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.remedy_acceptance FOR SELECT TO tender_auditor USING (true);

--
-- Name: remedy_end audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.remedy_end FOR SELECT TO tender_auditor USING (true);

--
-- Name: score_change audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.score_change FOR SELECT TO tender_auditor USING (true);

--
-- Name: score_explanation audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.score_explanation FOR SELECT TO tender_auditor USING (true);

--
-- Name: score_sheet audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.score_sheet FOR SELECT TO tender_auditor USING (true);

--
-- Name: security_return audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.security_return FOR SELECT TO tender_auditor USING (true);

--
-- Name: service_contract audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.service_contract FOR SELECT TO tender_auditor USING (true);

--
-- Name: tender audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.tender FOR SELECT TO tender_auditor USING (true);

--
-- Name: tender_master audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.tender_master FOR SELECT TO tender_auditor USING (true);

--
-- Name: tender_person audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.tender_person FOR SELECT TO tender_auditor USING (true);

--
-- Name: tick_note audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.tick_note FOR SELECT TO tender_auditor USING (true);

--
-- Name: trustee_contract audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.trustee_contract FOR SELECT TO tender_auditor USING (true);

--
-- Name: waiting_notes audits; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY audits ON public.waiting_notes FOR SELECT TO tender_auditor USING (true);

--
-- Name: bid_note; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.bid_note ENABLE ROW LEVEL SECURITY;

--
-- Name: bid_reading; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.bid_reading ENABLE ROW LEVEL SECURITY;

--
-- Name: bidder; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.bidder ENABLE ROW LEVEL SECURITY;

--
-- Name: bidder_answer; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.bidder_answer ENABLE ROW LEVEL SECURITY;

--
-- Name: call_off; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.call_off ENABLE ROW LEVEL SECURITY;

--
-- Name: committee_member; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.committee_member ENABLE ROW LEVEL SECURITY;

--
-- Name: committee_question; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.committee_question ENABLE ROW LEVEL SECURITY;

--
-- Name: committee_withdrawal; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.committee_withdrawal ENABLE ROW LEVEL SECURITY;

--
-- Name: competition_consent; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.competition_consent ENABLE ROW LEVEL SECURITY;

--
-- Name: competition_statement; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.competition_statement ENABLE ROW LEVEL SECURITY;

--
-- Name: conflict_declaration; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.conflict_declaration ENABLE ROW LEVEL SECURITY;

--
-- Name: conformity; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.conformity ENABLE ROW LEVEL SECURITY;

--
-- Name: contract_acceptance; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.contract_acceptance ENABLE ROW LEVEL SECURITY;

--
-- Name: contract_failure; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.contract_failure ENABLE ROW LEVEL SECURITY;

--
-- Name: contract_failure_end; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.contract_failure_end ENABLE ROW LEVEL SECURITY;

--
-- Name: contract_payment; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.contract_payment ENABLE ROW LEVEL SECURITY;

--
-- Name: dissent; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.dissent ENABLE ROW LEVEL SECURITY;

--
-- Name: draft_review; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.draft_review ENABLE ROW LEVEL SECURITY;

--
-- Name: draft_version; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.draft_version ENABLE ROW LEVEL SECURITY;

--
-- Name: draw_candidate; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.draw_candidate ENABLE ROW LEVEL SECURITY;

--
-- Name: draw_commitment; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.draw_commitment ENABLE ROW LEVEL SECURITY;

--
-- Name: draw_decline; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.draw_decline ENABLE ROW LEVEL SECURITY;

--
-- Name: draw_secret; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.draw_secret ENABLE ROW LEVEL SECURITY;

--
-- Name: enterprise; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.enterprise ENABLE ROW LEVEL SECURITY;

--
-- Name: activity enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.activity FOR INSERT TO tender_app WITH CHECK (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'notary'::text, 'auditor'::text])) OR (actor = ( SELECT public.reader_key() AS reader_key))));

--
-- Name: attachment_reading enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.attachment_reading FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: bid_note enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.bid_note FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'notary'::text));

--
-- Name: bid_reading enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.bid_reading FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: bidder enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.bidder FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'notary'::text));

--
-- Name: bidder_answer enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.bidder_answer FOR INSERT TO tender_app WITH CHECK ((EXISTS ( SELECT
   FROM (public.committee_question
     JOIN public.bid_note ON ((bid_note.note_id = committee_question.bid)))
  WHERE ((committee_question.tender_id = bidder_answer.tender_id) AND (committee_question.lot_id = bidder_answer.lot_id) AND (committee_question.question_no = bidder_answer.question_no) AND (bid_note.bidder = ( SELECT public.reader_key() AS reader_key))))));

--
-- Name: call_off enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.call_off FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: committee_member enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.committee_member FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: committee_question enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.committee_question FOR INSERT TO tender_app WITH CHECK ((asked_by = ( SELECT public.reader_key() AS reader_key)));

--
-- Name: committee_withdrawal enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.committee_withdrawal FOR INSERT TO tender_app WITH CHECK (((( SELECT public.reader_kind() AS reader_kind) = 'office'::text) OR (person = ( SELECT public.reader_key() AS reader_key))));

--
-- Name: competition_consent enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.competition_consent FOR INSERT TO tender_app WITH CHECK ((EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = competition_consent.tender_id) AND (committee_member.lot_id = competition_consent.lot_id) AND (committee_member.member = competition_consent.member) AND (committee_member.seq = competition_consent.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))));

--
-- Name: competition_statement enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.competition_statement FOR INSERT TO tender_app WITH CHECK ((EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = competition_statement.tender_id) AND (committee_member.lot_id = competition_statement.lot_id) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))));

--
-- Name: conflict_declaration enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.conflict_declaration FOR INSERT TO tender_app WITH CHECK ((person = ( SELECT public.reader_key() AS reader_key)));

--
-- Name: conformity enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.conformity FOR INSERT TO tender_app WITH CHECK ((EXISTS ( SELECT
   FROM (public.bid_note
     JOIN public.committee_member ON (((committee_member.tender_id = bid_note.tender_id) AND (committee_member.lot_id = bid_note.lot_id))))
  WHERE ((bid_note.note_id = conformity.bid) AND (committee_member.member = conformity.member) AND (committee_member.seq = conformity.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))));

--
-- Name: contract_acceptance enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.contract_acceptance FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: contract_failure enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.contract_failure FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: contract_failure_end enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.contract_failure_end FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: contract_payment enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.contract_payment FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: dissent enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.dissent FOR INSERT TO tender_app WITH CHECK ((EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = dissent.tender_id) AND (committee_member.lot_id = dissent.lot_id) AND (committee_member.member = dissent.member) AND (committee_member.seq = dissent.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))));

--
-- Name: draft_review enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.draft_review FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: draft_version enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.draft_version FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: draw_candidate enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.draw_candidate FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: draw_commitment enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.draw_commitment FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: draw_decline enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.draw_decline FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: draw_secret enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.draw_secret FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: enterprise enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.enterprise FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: evaluation enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.evaluation FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: evaluation_salt enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.evaluation_salt FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: explanation_finding enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.explanation_finding FOR INSERT TO tender_app WITH CHECK ((EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = explanation_finding.tender_id) AND (committee_member.lot_id = explanation_finding.lot_id) AND (committee_member.member = explanation_finding.member) AND (committee_member.seq = explanation_finding.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))));

--
-- Name: filing enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.filing FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: filing_submission enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.filing_submission FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: framework_agreement enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.framework_agreement FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: framework_exit enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.framework_exit FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: idempotency_key enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.idempotency_key FOR INSERT TO tender_app WITH CHECK (((( SELECT public.reader_kind() AS reader_kind) = 'office'::text) OR (actor = ( SELECT public.reader_key() AS reader_key))));

--
-- Name: lot enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.lot FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: lot_part enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.lot_part FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: note enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.note FOR INSERT TO tender_app WITH CHECK (((( SELECT public.reader_kind() AS reader_kind) = 'notary'::text) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (type <> ALL (ARRAY['tender-register/v1'::text, 'tender-bid/v1'::text, 'tender-withdraw/v1'::text])))));

--
-- Name: offer enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.offer FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: opening_answer enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.opening_answer FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: opening_attendance enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.opening_attendance FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: opening_objection enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.opening_objection FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: paper enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.paper FOR INSERT TO tender_app WITH CHECK (((( SELECT public.reader_kind() AS reader_kind) = 'office'::text) OR ((kind = 'competition-statement'::text) AND (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = paper.tender_id) AND (committee_member.lot_id = paper.lot_id) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))))));

--
-- Name: paper_party enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.paper_party FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: paper_signature enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.paper_signature FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: park enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.park FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: park_agreement enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.park_agreement FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: park_decision enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.park_decision FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: park_revision enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.park_revision FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: payload enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.payload FOR INSERT TO tender_app WITH CHECK (((( SELECT public.reader_kind() AS reader_kind) = 'notary'::text) OR (split_part(uploader, '#'::text, 1) = ( SELECT public.reader_key() AS reader_key))));

--
-- Name: payload_attempt enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.payload_attempt FOR INSERT TO tender_app WITH CHECK ((uploader = ( SELECT public.reader_key() AS reader_key)));

--
-- Name: payload_chunk enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.payload_chunk FOR INSERT TO tender_app WITH CHECK (((( SELECT public.reader_kind() AS reader_kind) = 'notary'::text) OR (split_part(uploader, '#'::text, 1) = ( SELECT public.reader_key() AS reader_key))));

--
-- Name: pilot_paper enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.pilot_paper FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: preparation enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.preparation FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: qualification enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.qualification FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: qualification_member enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.qualification_member FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: question enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.question FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: recusal_decision enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.recusal_decision FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: recusal_request enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.recusal_request FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: remedy enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.remedy FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: remedy_acceptance enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.remedy_acceptance FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: remedy_end enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.remedy_end FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: score_change enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.score_change FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: score_explanation enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.score_explanation FOR INSERT TO tender_app WITH CHECK ((EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = score_explanation.tender_id) AND (committee_member.lot_id = score_explanation.lot_id) AND (committee_member.member = score_explanation.member) AND (committee_member.seq = score_explanation.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))));

--
-- Name: score_sheet enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.score_sheet FOR INSERT TO tender_app WITH CHECK ((EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = score_sheet.tender_id) AND (committee_member.lot_id = score_sheet.lot_id) AND (committee_member.member = score_sheet.member) AND (committee_member.seq = score_sheet.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))));

--
-- Name: security_return enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.security_return FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: service_contract enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.service_contract FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: tender enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.tender FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: tender_master enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.tender_master FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL));

--
-- Name: tender_person enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.tender_person FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: tick_note enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.tick_note FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'notary'::text));

--
-- Name: trustee_contract enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.trustee_contract FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: waiting_notes enters; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY enters ON public.waiting_notes FOR INSERT TO tender_app WITH CHECK ((( SELECT public.reader_kind() AS reader_kind) = 'notary'::text));

--
-- Name: evaluation; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.evaluation ENABLE ROW LEVEL SECURITY;

--
-- Name: evaluation_salt; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.evaluation_salt ENABLE ROW LEVEL SECURITY;

--
-- Name: explanation_finding; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.explanation_finding ENABLE ROW LEVEL SECURITY;

--
-- Name: filing; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.filing ENABLE ROW LEVEL SECURITY;

--
-- Name: filing_submission; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.filing_submission ENABLE ROW LEVEL SECURITY;

--
-- Name: framework_agreement; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.framework_agreement ENABLE ROW LEVEL SECURITY;

--
-- Name: framework_exit; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.framework_exit ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency_key; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.idempotency_key ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency_key leaves; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY leaves ON public.idempotency_key FOR DELETE TO tender_app USING ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: lot leaves; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY leaves ON public.lot FOR DELETE TO tender_app USING ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: lot_part leaves; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY leaves ON public.lot_part FOR DELETE TO tender_app USING ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: waiting_notes leaves; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY leaves ON public.waiting_notes FOR DELETE TO tender_app USING ((( SELECT public.reader_kind() AS reader_kind) = 'notary'::text));

--
-- Name: lot; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.lot ENABLE ROW LEVEL SECURITY;

--
-- Name: lot_part; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.lot_part ENABLE ROW LEVEL SECURITY;

--
-- Name: enterprise moves; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY moves ON public.enterprise FOR UPDATE TO tender_app USING ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text));

--
-- Name: lot moves; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY moves ON public.lot FOR UPDATE TO tender_app USING ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL));

--
-- Name: tender moves; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY moves ON public.tender FOR UPDATE TO tender_app USING ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL));

--
-- Name: note; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.note ENABLE ROW LEVEL SECURITY;

--
-- Name: offer; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.offer ENABLE ROW LEVEL SECURITY;

--
-- Name: opening_answer; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.opening_answer ENABLE ROW LEVEL SECURITY;

--
-- Name: opening_attendance; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.opening_attendance ENABLE ROW LEVEL SECURITY;

--
-- Name: opening_objection; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.opening_objection ENABLE ROW LEVEL SECURITY;

--
-- Name: paper; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.paper ENABLE ROW LEVEL SECURITY;

--
-- Name: paper_party; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.paper_party ENABLE ROW LEVEL SECURITY;

--
-- Name: paper_signature; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.paper_signature ENABLE ROW LEVEL SECURITY;

--
-- Name: park; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.park ENABLE ROW LEVEL SECURITY;

--
-- Name: park_agreement; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.park_agreement ENABLE ROW LEVEL SECURITY;

--
-- Name: park_decision; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.park_decision ENABLE ROW LEVEL SECURITY;

--
-- Name: park_revision; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.park_revision ENABLE ROW LEVEL SECURITY;

--
-- Name: payload; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.payload ENABLE ROW LEVEL SECURITY;

--
-- Name: payload_attempt; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.payload_attempt ENABLE ROW LEVEL SECURITY;

--
-- Name: payload_chunk; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.payload_chunk ENABLE ROW LEVEL SECURITY;

--
-- Name: pilot_paper; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.pilot_paper ENABLE ROW LEVEL SECURITY;

--
-- Name: preparation; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.preparation ENABLE ROW LEVEL SECURITY;

--
-- Name: qualification; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.qualification ENABLE ROW LEVEL SECURITY;

--
-- Name: qualification_member; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.qualification_member ENABLE ROW LEVEL SECURITY;

--
-- Name: question; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.question ENABLE ROW LEVEL SECURITY;

--
-- Name: recusal_decision; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.recusal_decision ENABLE ROW LEVEL SECURITY;

--
-- Name: recusal_request; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.recusal_request ENABLE ROW LEVEL SECURITY;

--
-- Name: remedy; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.remedy ENABLE ROW LEVEL SECURITY;

--
-- Name: remedy_acceptance; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.remedy_acceptance ENABLE ROW LEVEL SECURITY;

--
-- Name: remedy_end; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.remedy_end ENABLE ROW LEVEL SECURITY;

--
-- Name: score_change; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.score_change ENABLE ROW LEVEL SECURITY;

--
-- Name: score_explanation; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.score_explanation ENABLE ROW LEVEL SECURITY;

--
-- Name: score_sheet; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.score_sheet ENABLE ROW LEVEL SECURITY;

--
-- Name: security_return; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.security_return ENABLE ROW LEVEL SECURITY;

--
-- Name: activity sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.activity FOR SELECT TO tender_app USING ((( SELECT public.reader_kind() AS reader_kind) = 'auditor'::text));

--
-- Name: attachment_reading sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.attachment_reading FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = 'auditor'::text) OR ((( SELECT public.reader_kind() AS reader_kind) <> 'office'::text) AND (EXISTS ( SELECT
   FROM public.bid_reading
  WHERE (bid_reading.bid = attachment_reading.bid))))));

--
-- Name: bid_note sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.bid_note FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['notary'::text, 'auditor'::text])) OR (bidder = ( SELECT public.reader_key() AS reader_key)) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (EXISTS ( SELECT
   FROM public.tender
  WHERE ((tender.tender_id = bid_note.tender_id) AND (tender.closed_at IS NOT NULL)))))));

--
-- Name: bid_reading sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.bid_reading FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM ((public.bid_note
     JOIN public.tender_person ON ((tender_person.tender_id = bid_note.tender_id)))
     JOIN public.conflict_declaration ON (((conflict_declaration.tender_id = bid_note.tender_id) AND (conflict_declaration.lot_id = bid_note.lot_id))))
  WHERE ((bid_note.note_id = bid_reading.bid) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'evaluator'::text) AND (conflict_declaration.person = ( SELECT public.reader_key() AS reader_key)) AND (NOT conflict_declaration.conflicted) AND (NOT (EXISTS ( SELECT
           FROM public.committee_withdrawal
          WHERE ((committee_withdrawal.tender_id = bid_note.tender_id) AND (committee_withdrawal.lot_id = bid_note.lot_id) AND (committee_withdrawal.person = ( SELECT public.reader_key() AS reader_key)))))))))));

--
-- Name: bidder sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.bidder FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['notary'::text, 'auditor'::text])) OR (bidder = ( SELECT public.reader_key() AS reader_key)) OR (actor = ( SELECT public.reader_key() AS reader_key)) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (EXISTS ( SELECT
   FROM public.tender
  WHERE ((tender.tender_id = bidder.tender_id) AND (tender.closed_at IS NOT NULL)))))));

--
-- Name: bidder_answer sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.bidder_answer FOR SELECT TO tender_app USING ((EXISTS ( SELECT
   FROM public.committee_question
  WHERE ((committee_question.tender_id = bidder_answer.tender_id) AND (committee_question.lot_id = bidder_answer.lot_id) AND (committee_question.question_no = bidder_answer.question_no)))));

--
-- Name: call_off sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.call_off FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'park'::text, 'agency'::text]))));

--
-- Name: committee_member sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.committee_member FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'secretary'::text, 'auditor'::text])) OR (person = ( SELECT public.reader_key() AS reader_key)) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR (EXISTS ( SELECT
   FROM public.tender_person
  WHERE ((tender_person.tender_id = committee_member.tender_id) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'drawingOfficer'::text))))));

--
-- Name: committee_question sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.committee_question FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (EXISTS ( SELECT
   FROM public.bid_note
  WHERE ((bid_note.note_id = committee_question.bid) AND (bid_note.bidder = ( SELECT public.reader_key() AS reader_key))))) OR (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = committee_question.tender_id) AND (committee_member.lot_id = committee_question.lot_id) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key)))))));

--
-- Name: committee_withdrawal sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.committee_withdrawal FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'secretary'::text, 'auditor'::text])) OR (person = ( SELECT public.reader_key() AS reader_key)) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR (EXISTS ( SELECT
   FROM public.tender_person
  WHERE ((tender_person.tender_id = committee_withdrawal.tender_id) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'drawingOfficer'::text))))));

--
-- Name: competition_consent sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.competition_consent FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.competition_statement
  WHERE ((competition_statement.tender_id = competition_consent.tender_id) AND (competition_statement.lot_id = competition_consent.lot_id))))));

--
-- Name: competition_statement sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.competition_statement FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = competition_statement.tender_id) AND (committee_member.lot_id = competition_statement.lot_id) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key)))))));

--
-- Name: conflict_declaration sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.conflict_declaration FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (person = ( SELECT public.reader_key() AS reader_key)) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR (EXISTS ( SELECT
   FROM public.tender_person
  WHERE ((tender_person.tender_id = conflict_declaration.tender_id) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'drawingOfficer'::text))))));

--
-- Name: conformity sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.conformity FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM (public.bid_note
     JOIN public.committee_member ON (((committee_member.tender_id = bid_note.tender_id) AND (committee_member.lot_id = bid_note.lot_id))))
  WHERE ((bid_note.note_id = conformity.bid) AND (committee_member.member = conformity.member) AND (committee_member.seq = conformity.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))) OR ((( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (EXISTS ( SELECT
   FROM public.bid_note
  WHERE ((bid_note.note_id = conformity.bid) AND public.lot_is_signed(bid_note.tender_id, bid_note.lot_id)))))));

--
-- Name: contract_acceptance sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.contract_acceptance FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.service_contract
  WHERE ((service_contract.tender_id = contract_acceptance.tender_id) AND (service_contract.contract_no = contract_acceptance.contract_no))))));

--
-- Name: contract_failure sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.contract_failure FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.service_contract
  WHERE ((service_contract.tender_id = contract_failure.tender_id) AND (service_contract.contract_no = contract_failure.contract_no))))));

--
-- Name: contract_failure_end sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.contract_failure_end FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.service_contract
  WHERE ((service_contract.tender_id = contract_failure_end.tender_id) AND (service_contract.contract_no = contract_failure_end.contract_no))))));

--
-- Name: contract_payment sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.contract_payment FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.service_contract
  WHERE ((service_contract.tender_id = contract_payment.tender_id) AND (service_contract.contract_no = contract_payment.contract_no))))));

--
-- Name: dissent sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.dissent FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = dissent.tender_id) AND (committee_member.lot_id = dissent.lot_id) AND (committee_member.member = dissent.member) AND (committee_member.seq = dissent.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))) OR ((( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND public.lot_is_signed(tender_id, lot_id))));

--
-- Name: draft_review sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.draft_review FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text]))));

--
-- Name: draft_version sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.draft_version FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text]))));

--
-- Name: draw_candidate sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.draw_candidate FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (person IS NULL)) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR (EXISTS ( SELECT
   FROM (public.draw
     JOIN public.tender_person ON ((tender_person.tender_id = draw.tender_id)))
  WHERE ((draw.draw = draw_candidate.draw) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'drawingOfficer'::text))))));

--
-- Name: draw_commitment sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.draw_commitment FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (actor = ( SELECT public.reader_key() AS reader_key)) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (EXISTS ( SELECT
   FROM public.draw_party
  WHERE (draw_party.digest = draw_commitment.digest)))) OR (EXISTS ( SELECT
   FROM public.tender_person
  WHERE ((tender_person.tender_id = draw_commitment.tender_id) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'drawingOfficer'::text))))));

--
-- Name: draw_decline sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.draw_decline FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR (EXISTS ( SELECT
   FROM (public.draw
     JOIN public.tender_person ON ((tender_person.tender_id = draw.tender_id)))
  WHERE ((draw.draw = draw_decline.draw) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'drawingOfficer'::text))))));

--
-- Name: draw_secret sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.draw_secret FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = 'auditor'::text) OR (EXISTS ( SELECT
   FROM public.draw_party
  WHERE ((draw_party.digest = draw_secret.digest) AND (draw_party.actor = ( SELECT public.reader_key() AS reader_key))))) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (EXISTS ( SELECT
   FROM (public.draw_party
     JOIN public.draw_end ON ((draw_end.draw = draw_party.draw)))
  WHERE ((draw_party.digest = draw_secret.digest) AND (draw_end.void_reason IS NULL))))) OR ((( SELECT public.reader_kind() AS reader_kind) = 'office'::text) AND public.draw_is_complete(digest))));

--
-- Name: enterprise sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.enterprise FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'countyOfficer'::text, 'supervisor'::text])) OR (actor = ( SELECT public.reader_key() AS reader_key)) OR (park_id IN ( SELECT own_parks.park_id
   FROM public.own_parks() own_parks(park_id)))));

--
-- Name: evaluation sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.evaluation FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = evaluation.tender_id) AND (committee_member.lot_id = evaluation.lot_id) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key)))))));

--
-- Name: evaluation_salt sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.evaluation_salt FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR (EXISTS ( SELECT
   FROM public.bid_note
  WHERE ((bid_note.note_id = evaluation_salt.bid) AND (bid_note.bidder = ( SELECT public.reader_key() AS reader_key)))))));

--
-- Name: explanation_finding sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.explanation_finding FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = explanation_finding.tender_id) AND (committee_member.lot_id = explanation_finding.lot_id) AND (committee_member.member = explanation_finding.member) AND (committee_member.seq = explanation_finding.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))) OR ((( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND public.lot_is_signed(tender_id, lot_id))));

--
-- Name: filing sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.filing FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.trustee_contract
  WHERE ((trustee_contract.tender_id = filing.tender_id) AND (trustee_contract.contract_no = filing.contract_no))))));

--
-- Name: filing_submission sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.filing_submission FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.trustee_contract
  WHERE ((trustee_contract.tender_id = filing_submission.tender_id) AND (trustee_contract.contract_no = filing_submission.contract_no))))));

--
-- Name: framework_agreement sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.framework_agreement FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'park'::text, 'agency'::text]))));

--
-- Name: framework_exit sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.framework_exit FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'park'::text, 'agency'::text]))));

--
-- Name: idempotency_key sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.idempotency_key FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (actor = ( SELECT public.reader_key() AS reader_key))));

--
-- Name: lot sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.lot FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'notary'::text, 'auditor'::text])) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (state <> 'draft'::text)) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text]))));

--
-- Name: lot_part sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.lot_part FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'notary'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.tender
  WHERE (tender.tender_id = lot_part.tender_id)))));

--
-- Name: note sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.note FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['notary'::text, 'auditor'::text])) OR (signer = ( SELECT public.reader_key() AS reader_key)) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND ((type <> ALL (ARRAY['tender-register/v1'::text, 'tender-bid/v1'::text, 'tender-withdraw/v1'::text])) OR (EXISTS ( SELECT
   FROM public.tender
  WHERE ((tender.tender_id = note.tender_id) AND (tender.closed_at IS NOT NULL))))))));

--
-- Name: offer sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.offer FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.bid_note
  WHERE ((bid_note.note_id = offer.bid) AND ((bid_note.bidder = ( SELECT public.reader_key() AS reader_key)) OR ((EXISTS ( SELECT
           FROM public.tender_person
          WHERE ((tender_person.tender_id = bid_note.tender_id) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'evaluator'::text)))) AND (EXISTS ( SELECT
           FROM public.conflict_declaration
          WHERE ((conflict_declaration.tender_id = bid_note.tender_id) AND (conflict_declaration.lot_id = bid_note.lot_id) AND (conflict_declaration.person = ( SELECT public.reader_key() AS reader_key)) AND (NOT conflict_declaration.conflicted)))) AND (NOT (EXISTS ( SELECT
           FROM public.committee_withdrawal
          WHERE ((committee_withdrawal.tender_id = bid_note.tender_id) AND (committee_withdrawal.lot_id = bid_note.lot_id) AND (committee_withdrawal.person = ( SELECT public.reader_key() AS reader_key)))))))))))));

--
-- Name: opening_answer sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.opening_answer FOR SELECT TO tender_app USING ((EXISTS ( SELECT
   FROM public.opening_objection
  WHERE ((opening_objection.tender_id = opening_answer.tender_id) AND (opening_objection.lot_id = opening_answer.lot_id) AND (opening_objection.objection_no = opening_answer.objection_no)))));

--
-- Name: opening_attendance sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.opening_attendance FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (actor = ( SELECT public.reader_key() AS reader_key)) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'custodian'::text, 'park'::text]))));

--
-- Name: opening_objection sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.opening_objection FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (bidder = ( SELECT public.reader_key() AS reader_key)) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'custodian'::text, 'park'::text]))));

--
-- Name: paper sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.paper FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (reader = ( SELECT public.reader_key() AS reader_key)) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND public AND (EXISTS ( SELECT
   FROM public.bundle_file
  WHERE ((bundle_file.tender_id = paper.tender_id) AND (bundle_file.path = ANY (ARRAY[(('documents/'::text || paper.name) || '.pdf'::text), (((('documents/'::text || paper.kind) || '.'::text) || paper.lot_id) || '.pdf'::text)])))))) OR ((tender_id,
CASE edition
    WHEN 'signed'::text THEN "left"(name, '-7'::integer)
    ELSE name
END) IN ( SELECT own_papers.tender_id,
    own_papers.name
   FROM public.own_papers() own_papers(tender_id, name))) OR (((reader IS NULL) OR (kind = 'acceptance-sheet'::text)) AND (kind <> ALL (ARRAY['evaluation-report'::text, 're-review-report'::text, 'competition-statement'::text])) AND ((tender_id, lot_id) IN ( SELECT own_lots.tender_id,
    own_lots.lot_id
   FROM public.own_lots() own_lots(tender_id, lot_id)))) OR ((kind = 'competition-statement'::text) AND (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = paper.tender_id) AND (committee_member.lot_id = paper.lot_id) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))))));

--
-- Name: paper_party sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.paper_party FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (actor = ( SELECT public.reader_key() AS reader_key)) OR (EXISTS ( SELECT
   FROM public.paper
  WHERE ((paper.tender_id = paper_party.tender_id) AND (paper.name = paper_party.name))))));

--
-- Name: paper_signature sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.paper_signature FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (party = ( SELECT public.reader_key() AS reader_key)) OR (EXISTS ( SELECT
   FROM public.paper
  WHERE ((paper.tender_id = paper_signature.tender_id) AND (paper.name = paper_signature.name))))));

--
-- Name: park sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.park FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'countyOfficer'::text, 'supervisor'::text])) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (EXISTS ( SELECT
   FROM public.park_decision
  WHERE ((park_decision.park_id = park.park_id) AND park_decision.confirmed)))) OR (park_id IN ( SELECT own_parks.park_id
   FROM public.own_parks() own_parks(park_id)))));

--
-- Name: park_agreement sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.park_agreement FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (agency = ( SELECT public.reader_key() AS reader_key)) OR ((tender_id, lot_id) IN ( SELECT own_lots.tender_id,
    own_lots.lot_id
   FROM public.own_lots() own_lots(tender_id, lot_id)))));

--
-- Name: park_decision sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.park_decision FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND confirmed) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'countyOfficer'::text, 'supervisor'::text])) OR (park_id IN ( SELECT own_parks.park_id
   FROM public.own_parks() own_parks(park_id)))));

--
-- Name: park_revision sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.park_revision FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.park
  WHERE (park.park_id = park_revision.park_id)))));

--
-- Name: payload sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.payload FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['notary'::text, 'storekeeper'::text, 'auditor'::text])) OR (split_part(uploader, '#'::text, 1) = ( SELECT public.reader_key() AS reader_key))));

--
-- Name: payload_attempt sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.payload_attempt FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['notary'::text, 'storekeeper'::text, 'auditor'::text])) OR (uploader = ( SELECT public.reader_key() AS reader_key))));

--
-- Name: payload_chunk sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.payload_chunk FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['notary'::text, 'storekeeper'::text, 'auditor'::text])) OR (split_part(uploader, '#'::text, 1) = ( SELECT public.reader_key() AS reader_key))));

--
-- Name: pilot_paper sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.pilot_paper FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'countyOfficer'::text, 'supervisor'::text])) OR (park_id IN ( SELECT own_parks.park_id
   FROM public.own_parks() own_parks(park_id)))));

--
-- Name: preparation sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.preparation FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text]))));

--
-- Name: qualification sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.qualification FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'evaluator'::text, 'expert'::text])) OR (EXISTS ( SELECT
   FROM public.bid_note
  WHERE ((bid_note.note_id = qualification.bid) AND (bid_note.bidder = ( SELECT public.reader_key() AS reader_key)))))));

--
-- Name: qualification_member sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.qualification_member FOR SELECT TO tender_app USING ((EXISTS ( SELECT
   FROM public.qualification
  WHERE (qualification.bid = qualification_member.bid))));

--
-- Name: question sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.question FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (asker = ( SELECT public.reader_key() AS reader_key)) OR (( SELECT public.reader_role() AS reader_role) = 'officer'::text)));

--
-- Name: recusal_decision sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.recusal_decision FOR SELECT TO tender_app USING ((EXISTS ( SELECT
   FROM public.recusal_request
  WHERE ((recusal_request.tender_id = recusal_decision.tender_id) AND (recusal_request.lot_id = recusal_decision.lot_id) AND (recusal_request.request_no = recusal_decision.request_no)))));

--
-- Name: recusal_request sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.recusal_request FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (bidder = ( SELECT public.reader_key() AS reader_key)) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR (EXISTS ( SELECT
   FROM public.tender_person
  WHERE ((tender_person.tender_id = recusal_request.tender_id) AND (tender_person.actor = ( SELECT public.reader_key() AS reader_key)) AND (tender_person.function = 'drawingOfficer'::text))))));

--
-- Name: remedy sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.remedy FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (filer = ( SELECT public.reader_key() AS reader_key)) OR ((( SELECT public.reader_role() AS reader_role) = 'agency'::text) AND (kind <> 'inquiry'::text) AND public.remedy_is_found(tender_id, remedy_no) AND ((lot_id IS NULL) OR (EXISTS ( SELECT
   FROM (public.bid_note
     JOIN public.tender ON ((tender.tender_id = bid_note.tender_id)))
  WHERE ((bid_note.tender_id = remedy.tender_id) AND (bid_note.lot_id = remedy.lot_id) AND (bid_note.bidder = ( SELECT public.reader_key() AS reader_key)) AND (tender.closed_at IS NOT NULL))))))));

--
-- Name: remedy_acceptance sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.remedy_acceptance FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.remedy
  WHERE ((remedy.tender_id = remedy_acceptance.tender_id) AND (remedy.remedy_no = remedy_acceptance.remedy_no))))));

--
-- Name: remedy_end sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.remedy_end FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.remedy
  WHERE ((remedy.tender_id = remedy_end.tender_id) AND (remedy.remedy_no = remedy_end.remedy_no))))));

--
-- Name: score_change sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.score_change FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = score_change.tender_id) AND (committee_member.lot_id = score_change.lot_id) AND (committee_member.member = score_change.member) AND (committee_member.seq = score_change.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))) OR ((( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND public.lot_is_signed(tender_id, lot_id))));

--
-- Name: score_explanation sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.score_explanation FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = score_explanation.tender_id) AND (committee_member.lot_id = score_explanation.lot_id) AND (committee_member.member = score_explanation.member) AND (committee_member.seq = score_explanation.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))) OR ((( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND public.lot_is_signed(tender_id, lot_id))));

--
-- Name: score_sheet sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.score_sheet FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['secretary'::text, 'auditor'::text])) OR (EXISTS ( SELECT
   FROM public.committee_member
  WHERE ((committee_member.tender_id = score_sheet.tender_id) AND (committee_member.lot_id = score_sheet.lot_id) AND (committee_member.member = score_sheet.member) AND (committee_member.seq = score_sheet.seq) AND (committee_member.person = ( SELECT public.reader_key() AS reader_key))))) OR (((( SELECT public.reader_kind() AS reader_kind) = 'office'::text) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text]))) AND public.lot_is_signed(tender_id, lot_id))));

--
-- Name: security_return sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.security_return FOR SELECT TO tender_app USING ((EXISTS ( SELECT
   FROM public.qualification
  WHERE (qualification.bid = security_return.bid))));

--
-- Name: service_contract sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.service_contract FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (agency = ( SELECT public.reader_key() AS reader_key)) OR ((tender_id, lot_id) IN ( SELECT own_lots.tender_id,
    own_lots.lot_id
   FROM public.own_lots() own_lots(tender_id, lot_id)))));

--
-- Name: tender sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.tender FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'notary'::text, 'auditor'::text])) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (notice_id IS NOT NULL)) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text]))));

--
-- Name: tender_master sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.tender_master FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['notary'::text, 'auditor'::text])) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (EXISTS ( SELECT
   FROM public.tender
  WHERE ((tender.tender_id = tender_master.tender_id) AND (tender.closed_at IS NOT NULL)))))));

--
-- Name: tender_person sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.tender_person FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (actor = ( SELECT public.reader_key() AS reader_key)) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (function <> 'evaluator'::text)) OR (( SELECT public.reader_role() AS reader_role) = 'supervisor'::text) OR public.draws_committee(tender_id)));

--
-- Name: tick_note sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.tick_note FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['notary'::text, 'auditor'::text])) OR ((( SELECT public.reader_kind() AS reader_kind) IS NOT NULL) AND (EXISTS ( SELECT
   FROM public.tender
  WHERE ((tender.tender_id = tick_note.tender_id) AND (tender.closed_at IS NOT NULL))))) OR (EXISTS ( SELECT
   FROM public.bid_note
  WHERE ((bid_note.note_id = tick_note.note_id) AND (bid_note.bidder = ( SELECT public.reader_key() AS reader_key)))))));

--
-- Name: trustee_contract sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.trustee_contract FOR SELECT TO tender_app USING (((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['office'::text, 'auditor'::text])) OR (( SELECT public.reader_role() AS reader_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR (agency = ( SELECT public.reader_key() AS reader_key)) OR ((tender_id, paper) IN ( SELECT own_papers.tender_id,
    own_papers.name
   FROM public.own_papers() own_papers(tender_id, name))) OR ((tender_id, lot_id) IN ( SELECT own_lots.tender_id,
    own_lots.lot_id
   FROM public.own_lots() own_lots(tender_id, lot_id)))));

--
-- Name: waiting_notes sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY sees ON public.waiting_notes FOR SELECT TO tender_app USING ((( SELECT public.reader_kind() AS reader_kind) = ANY (ARRAY['notary'::text, 'auditor'::text])));

--
-- Name: service_contract; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.service_contract ENABLE ROW LEVEL SECURITY;

--
-- Name: tender; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.tender ENABLE ROW LEVEL SECURITY;

--
-- Name: tender_master; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.tender_master ENABLE ROW LEVEL SECURITY;

--
-- Name: tender_person; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.tender_person ENABLE ROW LEVEL SECURITY;

--
-- Name: tick_note; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.tick_note ENABLE ROW LEVEL SECURITY;

--
-- Name: trustee_contract; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.trustee_contract ENABLE ROW LEVEL SECURITY;

--
-- Name: waiting_notes; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.waiting_notes ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO tender_app;
GRANT USAGE ON SCHEMA public TO tender_auditor;

--
-- Name: TABLE activity; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.activity TO tender_app;
GRANT SELECT ON TABLE public.activity TO tender_auditor;

--
-- Name: TABLE actor; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.actor TO tender_app;
GRANT SELECT ON TABLE public.actor TO tender_auditor;

--
-- Name: COLUMN actor.revoked_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(revoked_at) ON TABLE public.actor TO tender_app;

--
-- Name: TABLE agency; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.agency TO tender_app;
GRANT SELECT ON TABLE public.agency TO tender_auditor;

--
-- Name: TABLE agency_address; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.agency_address TO tender_app;
GRANT SELECT ON TABLE public.agency_address TO tender_auditor;

--
-- Name: TABLE amendment; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.amendment TO tender_app;
GRANT SELECT ON TABLE public.amendment TO tender_auditor;

--
-- Name: TABLE answer; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.answer TO tender_app;
GRANT SELECT ON TABLE public.answer TO tender_auditor;

--
-- Name: TABLE attachment_reading; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.attachment_reading TO tender_app;
GRANT SELECT ON TABLE public.attachment_reading TO tender_auditor;

--
-- Name: TABLE award; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.award TO tender_app;
GRANT SELECT ON TABLE public.award TO tender_auditor;

--
-- Name: COLUMN award.accepted_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(accepted_at) ON TABLE public.award TO tender_app;

--
-- Name: TABLE award_void; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.award_void TO tender_app;
GRANT SELECT ON TABLE public.award_void TO tender_auditor;

--
-- Name: TABLE batch; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.batch TO tender_app;
GRANT SELECT ON TABLE public.batch TO tender_auditor;

--
-- Name: TABLE bid_note; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.bid_note TO tender_app;
GRANT SELECT ON TABLE public.bid_note TO tender_auditor;

--
-- Name: COLUMN bid_note.note_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(note_id) ON TABLE public.bid_note TO tender_app;

--
-- Name: COLUMN bid_note.tender_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tender_id) ON TABLE public.bid_note TO tender_app;

--
-- Name: COLUMN bid_note.kind; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(kind) ON TABLE public.bid_note TO tender_app;

--
-- Name: COLUMN bid_note.bidder; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(bidder) ON TABLE public.bid_note TO tender_app;

--
-- Name: COLUMN bid_note.lot_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(lot_id) ON TABLE public.bid_note TO tender_app;

--
-- Name: COLUMN bid_note.part_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(part_id) ON TABLE public.bid_note TO tender_app;

--
-- Name: COLUMN bid_note.seq; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(seq) ON TABLE public.bid_note TO tender_app;

--
-- Name: COLUMN bid_note.payload_sha256; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(payload_sha256) ON TABLE public.bid_note TO tender_app;

--
-- Name: COLUMN bid_note.received_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(received_at) ON TABLE public.bid_note TO tender_app;

--
-- Name: TABLE committee_withdrawal; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.committee_withdrawal TO tender_app;
GRANT SELECT ON TABLE public.committee_withdrawal TO tender_auditor;

--
-- Name: TABLE conflict_declaration; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.conflict_declaration TO tender_app;
GRANT SELECT ON TABLE public.conflict_declaration TO tender_auditor;

--
-- Name: TABLE tender; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.tender TO tender_app;
GRANT SELECT ON TABLE public.tender TO tender_auditor;

--
-- Name: COLUMN tender.tender_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tender_id) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.batch_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(batch_id),UPDATE(batch_id) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.title; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(title),UPDATE(title) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.profile; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(profile),UPDATE(profile) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.draft; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(draft) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.state; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(state),UPDATE(state) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.threshold; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(threshold),UPDATE(threshold) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.custodians; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(custodians) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.minimum; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(minimum),UPDATE(minimum) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.grace_seconds; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(grace_seconds),UPDATE(grace_seconds) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.recovery_seconds; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(recovery_seconds),UPDATE(recovery_seconds) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.created_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_by) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.notice_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(notice_id),UPDATE(notice_id) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.terms_sha256; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(terms_sha256),UPDATE(terms_sha256) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.opens_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(opens_at),UPDATE(opens_at) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.deadline_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(deadline_at),UPDATE(deadline_at) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.notice_index; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(notice_index),UPDATE(notice_index) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.close_index; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(close_index),UPDATE(close_index) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.closed_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(closed_at),UPDATE(closed_at) ON TABLE public.tender TO tender_app;

--
-- Name: COLUMN tender.follows; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(follows),UPDATE(follows) ON TABLE public.tender TO tender_app;

--
-- Name: TABLE tender_person; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.tender_person TO tender_app;
GRANT SELECT ON TABLE public.tender_person TO tender_auditor;

--
-- Name: TABLE bid_note_whole; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.bid_note_whole TO tender_app;
GRANT SELECT ON TABLE public.bid_note_whole TO tender_auditor;

--
-- Name: TABLE bid_reading; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.bid_reading TO tender_app;
GRANT SELECT ON TABLE public.bid_reading TO tender_auditor;

--
-- Name: TABLE bid_secret; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.bid_secret TO tender_app;
GRANT SELECT ON TABLE public.bid_secret TO tender_auditor;

--
-- Name: TABLE bidder; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.bidder TO tender_app;
GRANT SELECT ON TABLE public.bidder TO tender_auditor;

--
-- Name: TABLE bidder_answer; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.bidder_answer TO tender_app;
GRANT SELECT ON TABLE public.bidder_answer TO tender_auditor;

--
-- Name: TABLE bundle_file; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.bundle_file TO tender_app;
GRANT SELECT ON TABLE public.bundle_file TO tender_auditor;

--
-- Name: TABLE call_off; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.call_off TO tender_app;
GRANT SELECT ON TABLE public.call_off TO tender_auditor;

--
-- Name: COLUMN call_off.tender_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tender_id) ON TABLE public.call_off TO tender_app;

--
-- Name: COLUMN call_off.lot_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(lot_id) ON TABLE public.call_off TO tender_app;

--
-- Name: COLUMN call_off.call_no; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(call_no) ON TABLE public.call_off TO tender_app;

--
-- Name: COLUMN call_off.place; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(place) ON TABLE public.call_off TO tender_app;

--
-- Name: COLUMN call_off.called_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(called_by) ON TABLE public.call_off TO tender_app;

--
-- Name: COLUMN call_off.called_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(called_at) ON TABLE public.call_off TO tender_app;

--
-- Name: COLUMN call_off.previous_no; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(previous_no) ON TABLE public.call_off TO tender_app;

--
-- Name: TABLE selected_agency; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.selected_agency TO tender_app;
GRANT SELECT ON TABLE public.selected_agency TO tender_auditor;

--
-- Name: TABLE call_off_whole; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.call_off_whole TO tender_app;
GRANT SELECT ON TABLE public.call_off_whole TO tender_auditor;

--
-- Name: TABLE cancellation; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.cancellation TO tender_app;
GRANT SELECT ON TABLE public.cancellation TO tender_auditor;

--
-- Name: TABLE clarification; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.clarification TO tender_app;
GRANT SELECT ON TABLE public.clarification TO tender_auditor;

--
-- Name: TABLE committee; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.committee TO tender_app;
GRANT SELECT ON TABLE public.committee TO tender_auditor;

--
-- Name: TABLE committee_draw; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.committee_draw TO tender_app;
GRANT SELECT ON TABLE public.committee_draw TO tender_auditor;

--
-- Name: TABLE committee_member; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.committee_member TO tender_app;
GRANT SELECT ON TABLE public.committee_member TO tender_auditor;

--
-- Name: TABLE committee_question; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.committee_question TO tender_app;
GRANT SELECT ON TABLE public.committee_question TO tender_auditor;

--
-- Name: TABLE competition_consent; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.competition_consent TO tender_app;
GRANT SELECT ON TABLE public.competition_consent TO tender_auditor;

--
-- Name: TABLE competition_statement; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.competition_statement TO tender_app;
GRANT SELECT ON TABLE public.competition_statement TO tender_auditor;

--
-- Name: TABLE conformity; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.conformity TO tender_app;
GRANT SELECT ON TABLE public.conformity TO tender_auditor;

--
-- Name: TABLE contract_acceptance; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.contract_acceptance TO tender_app;
GRANT SELECT ON TABLE public.contract_acceptance TO tender_auditor;

--
-- Name: TABLE contract_failure; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.contract_failure TO tender_app;
GRANT SELECT ON TABLE public.contract_failure TO tender_auditor;

--
-- Name: TABLE contract_failure_end; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.contract_failure_end TO tender_app;
GRANT SELECT ON TABLE public.contract_failure_end TO tender_auditor;

--
-- Name: TABLE contract_payment; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.contract_payment TO tender_app;
GRANT SELECT ON TABLE public.contract_payment TO tender_auditor;

--
-- Name: TABLE custodian_statement; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.custodian_statement TO tender_app;
GRANT SELECT ON TABLE public.custodian_statement TO tender_auditor;

--
-- Name: TABLE daemon; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.daemon TO tender_app;
GRANT SELECT ON TABLE public.daemon TO tender_auditor;

--
-- Name: TABLE dissent; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.dissent TO tender_app;
GRANT SELECT ON TABLE public.dissent TO tender_auditor;

--
-- Name: TABLE draft_review; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draft_review TO tender_app;
GRANT SELECT ON TABLE public.draft_review TO tender_auditor;

--
-- Name: TABLE draft_version; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draft_version TO tender_app;
GRANT SELECT ON TABLE public.draft_version TO tender_auditor;

--
-- Name: TABLE draw; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draw TO tender_app;
GRANT SELECT ON TABLE public.draw TO tender_auditor;

--
-- Name: TABLE draw_candidate; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draw_candidate TO tender_app;
GRANT SELECT ON TABLE public.draw_candidate TO tender_auditor;

--
-- Name: TABLE draw_commitment; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draw_commitment TO tender_app;
GRANT SELECT ON TABLE public.draw_commitment TO tender_auditor;

--
-- Name: TABLE draw_decline; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draw_decline TO tender_app;
GRANT SELECT ON TABLE public.draw_decline TO tender_auditor;

--
-- Name: TABLE draw_end; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draw_end TO tender_app;
GRANT SELECT ON TABLE public.draw_end TO tender_auditor;

--
-- Name: TABLE draw_party; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draw_party TO tender_app;
GRANT SELECT ON TABLE public.draw_party TO tender_auditor;

--
-- Name: TABLE draw_result; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draw_result TO tender_app;
GRANT SELECT ON TABLE public.draw_result TO tender_auditor;

--
-- Name: TABLE draw_secret; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.draw_secret TO tender_app;
GRANT SELECT ON TABLE public.draw_secret TO tender_auditor;

--
-- Name: TABLE enterprise; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.enterprise TO tender_app;
GRANT SELECT ON TABLE public.enterprise TO tender_auditor;

--
-- Name: COLUMN enterprise.actor; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(actor) ON TABLE public.enterprise TO tender_app;

--
-- Name: TABLE evaluation; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.evaluation TO tender_app;
GRANT SELECT ON TABLE public.evaluation TO tender_auditor;

--
-- Name: TABLE evaluation_salt; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.evaluation_salt TO tender_app;
GRANT SELECT ON TABLE public.evaluation_salt TO tender_auditor;

--
-- Name: TABLE explanation_finding; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.explanation_finding TO tender_app;
GRANT SELECT ON TABLE public.explanation_finding TO tender_auditor;

--
-- Name: TABLE filing; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.filing TO tender_app;
GRANT SELECT ON TABLE public.filing TO tender_auditor;

--
-- Name: TABLE filing_submission; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.filing_submission TO tender_app;
GRANT SELECT ON TABLE public.filing_submission TO tender_auditor;

--
-- Name: TABLE framework; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.framework TO tender_app;
GRANT SELECT ON TABLE public.framework TO tender_auditor;

--
-- Name: TABLE framework_agreement; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.framework_agreement TO tender_app;
GRANT SELECT ON TABLE public.framework_agreement TO tender_auditor;

--
-- Name: TABLE framework_exit; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.framework_exit TO tender_app;
GRANT SELECT ON TABLE public.framework_exit TO tender_auditor;

--
-- Name: COLUMN framework_exit.tender_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tender_id) ON TABLE public.framework_exit TO tender_app;

--
-- Name: COLUMN framework_exit.lot_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(lot_id) ON TABLE public.framework_exit TO tender_app;

--
-- Name: COLUMN framework_exit.place; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(place) ON TABLE public.framework_exit TO tender_app;

--
-- Name: COLUMN framework_exit.ground; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(ground) ON TABLE public.framework_exit TO tender_app;

--
-- Name: COLUMN framework_exit.removed_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(removed_by) ON TABLE public.framework_exit TO tender_app;

--
-- Name: COLUMN framework_exit.removed_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(removed_at) ON TABLE public.framework_exit TO tender_app;

--
-- Name: TABLE framework_exit_whole; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.framework_exit_whole TO tender_app;
GRANT SELECT ON TABLE public.framework_exit_whole TO tender_auditor;

--
-- Name: TABLE idempotency_key; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.idempotency_key TO tender_app;
GRANT SELECT ON TABLE public.idempotency_key TO tender_auditor;

--
-- Name: TABLE instance; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.instance TO tender_app;
GRANT SELECT ON TABLE public.instance TO tender_auditor;

--
-- Name: TABLE log_checkpoint; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.log_checkpoint TO tender_app;
GRANT SELECT ON TABLE public.log_checkpoint TO tender_auditor;

--
-- Name: TABLE log_cosignature; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.log_cosignature TO tender_app;
GRANT SELECT ON TABLE public.log_cosignature TO tender_auditor;

--
-- Name: TABLE log_entry; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.log_entry TO tender_app;
GRANT SELECT ON TABLE public.log_entry TO tender_auditor;

--
-- Name: TABLE log_head; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,UPDATE ON TABLE public.log_head TO tender_app;
GRANT SELECT ON TABLE public.log_head TO tender_auditor;

--
-- Name: TABLE log_node; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.log_node TO tender_app;
GRANT SELECT ON TABLE public.log_node TO tender_auditor;

--
-- Name: TABLE log_witness; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.log_witness TO tender_app;
GRANT SELECT ON TABLE public.log_witness TO tender_auditor;

--
-- Name: TABLE lot; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.lot TO tender_app;
GRANT SELECT ON TABLE public.lot TO tender_auditor;

--
-- Name: COLUMN lot.state; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(state) ON TABLE public.lot TO tender_app;

--
-- Name: TABLE lot_failure; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.lot_failure TO tender_app;
GRANT SELECT ON TABLE public.lot_failure TO tender_auditor;

--
-- Name: TABLE lot_part; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.lot_part TO tender_app;
GRANT SELECT ON TABLE public.lot_part TO tender_auditor;

--
-- Name: TABLE note; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.note TO tender_app;
GRANT SELECT ON TABLE public.note TO tender_auditor;

--
-- Name: TABLE note_list; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.note_list TO tender_app;
GRANT SELECT ON TABLE public.note_list TO tender_auditor;

--
-- Name: TABLE offer; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.offer TO tender_app;
GRANT SELECT ON TABLE public.offer TO tender_auditor;

--
-- Name: TABLE opened; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.opened TO tender_app;
GRANT SELECT ON TABLE public.opened TO tender_auditor;

--
-- Name: TABLE opening_answer; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.opening_answer TO tender_app;
GRANT SELECT ON TABLE public.opening_answer TO tender_auditor;

--
-- Name: TABLE opening_attendance; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.opening_attendance TO tender_app;
GRANT SELECT ON TABLE public.opening_attendance TO tender_auditor;

--
-- Name: TABLE opening_bid; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.opening_bid TO tender_app;
GRANT SELECT ON TABLE public.opening_bid TO tender_auditor;

--
-- Name: TABLE opening_objection; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.opening_objection TO tender_app;
GRANT SELECT ON TABLE public.opening_objection TO tender_auditor;

--
-- Name: TABLE opening_pair; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.opening_pair TO tender_app;
GRANT SELECT ON TABLE public.opening_pair TO tender_auditor;

--
-- Name: TABLE paper; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.paper TO tender_app;
GRANT SELECT ON TABLE public.paper TO tender_auditor;

--
-- Name: TABLE paper_party; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.paper_party TO tender_app;
GRANT SELECT ON TABLE public.paper_party TO tender_auditor;

--
-- Name: TABLE paper_signature; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.paper_signature TO tender_app;
GRANT SELECT ON TABLE public.paper_signature TO tender_auditor;

--
-- Name: TABLE park; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.park TO tender_app;
GRANT SELECT ON TABLE public.park TO tender_auditor;

--
-- Name: COLUMN park.park_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(park_id) ON TABLE public.park TO tender_app;

--
-- Name: COLUMN park.batch_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(batch_id) ON TABLE public.park TO tender_app;

--
-- Name: COLUMN park.name; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(name) ON TABLE public.park TO tender_app;

--
-- Name: COLUMN park.county; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(county) ON TABLE public.park TO tender_app;

--
-- Name: COLUMN park.credit_code; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(credit_code) ON TABLE public.park TO tender_app;

--
-- Name: COLUMN park.manager; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(manager) ON TABLE public.park TO tender_app;

--
-- Name: COLUMN park.application_sha256; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(application_sha256) ON TABLE public.park TO tender_app;

--
-- Name: COLUMN park.technology_firms; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(technology_firms) ON TABLE public.park TO tender_app;

--
-- Name: COLUMN park.applied_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(applied_at) ON TABLE public.park TO tender_app;

--
-- Name: TABLE park_agreement; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.park_agreement TO tender_app;
GRANT SELECT ON TABLE public.park_agreement TO tender_auditor;

--
-- Name: TABLE park_decision; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.park_decision TO tender_app;
GRANT SELECT ON TABLE public.park_decision TO tender_auditor;

--
-- Name: TABLE park_revision; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.park_revision TO tender_app;
GRANT SELECT ON TABLE public.park_revision TO tender_auditor;

--
-- Name: COLUMN park_revision.park_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(park_id) ON TABLE public.park_revision TO tender_app;

--
-- Name: COLUMN park_revision.revision_no; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(revision_no) ON TABLE public.park_revision TO tender_app;

--
-- Name: COLUMN park_revision.application_sha256; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(application_sha256) ON TABLE public.park_revision TO tender_app;

--
-- Name: COLUMN park_revision.technology_firms; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(technology_firms) ON TABLE public.park_revision TO tender_app;

--
-- Name: COLUMN park_revision.revised_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(revised_by) ON TABLE public.park_revision TO tender_app;

--
-- Name: COLUMN park_revision.revised_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(revised_at) ON TABLE public.park_revision TO tender_app;

--
-- Name: COLUMN park_revision.name; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(name) ON TABLE public.park_revision TO tender_app;

--
-- Name: COLUMN park_revision.county; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(county) ON TABLE public.park_revision TO tender_app;

--
-- Name: TABLE park_revision_whole; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.park_revision_whole TO tender_app;
GRANT SELECT ON TABLE public.park_revision_whole TO tender_auditor;

--
-- Name: TABLE park_whole; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.park_whole TO tender_app;
GRANT SELECT ON TABLE public.park_whole TO tender_auditor;

--
-- Name: TABLE payload; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.payload TO tender_app;
GRANT SELECT ON TABLE public.payload TO tender_auditor;

--
-- Name: TABLE payload_attempt; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.payload_attempt TO tender_app;
GRANT SELECT ON TABLE public.payload_attempt TO tender_auditor;

--
-- Name: TABLE payload_chunk; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.payload_chunk TO tender_app;
GRANT SELECT ON TABLE public.payload_chunk TO tender_auditor;

--
-- Name: TABLE pilot_paper; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.pilot_paper TO tender_app;
GRANT SELECT ON TABLE public.pilot_paper TO tender_auditor;

--
-- Name: TABLE preparation; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.preparation TO tender_app;
GRANT SELECT ON TABLE public.preparation TO tender_auditor;

--
-- Name: TABLE programme; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.programme TO tender_app;
GRANT SELECT ON TABLE public.programme TO tender_auditor;

--
-- Name: TABLE publicity; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.publicity TO tender_app;
GRANT SELECT ON TABLE public.publicity TO tender_auditor;

--
-- Name: TABLE qualification; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.qualification TO tender_app;
GRANT SELECT ON TABLE public.qualification TO tender_auditor;

--
-- Name: TABLE qualification_member; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.qualification_member TO tender_app;
GRANT SELECT ON TABLE public.qualification_member TO tender_auditor;

--
-- Name: TABLE question; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.question TO tender_app;
GRANT SELECT ON TABLE public.question TO tender_auditor;

--
-- Name: COLUMN question.tender_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tender_id) ON TABLE public.question TO tender_app;

--
-- Name: COLUMN question.question_no; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(question_no) ON TABLE public.question TO tender_app;

--
-- Name: COLUMN question.body; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(body) ON TABLE public.question TO tender_app;

--
-- Name: COLUMN question.asked_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(asked_at) ON TABLE public.question TO tender_app;

--
-- Name: TABLE question_whole; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.question_whole TO tender_app;
GRANT SELECT ON TABLE public.question_whole TO tender_auditor;

--
-- Name: TABLE re_review; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.re_review TO tender_app;
GRANT SELECT ON TABLE public.re_review TO tender_auditor;

--
-- Name: TABLE re_review_end; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.re_review_end TO tender_app;
GRANT SELECT ON TABLE public.re_review_end TO tender_auditor;

--
-- Name: TABLE recusal_decision; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.recusal_decision TO tender_app;
GRANT SELECT ON TABLE public.recusal_decision TO tender_auditor;

--
-- Name: COLUMN recusal_decision.tender_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tender_id) ON TABLE public.recusal_decision TO tender_app;

--
-- Name: COLUMN recusal_decision.lot_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(lot_id) ON TABLE public.recusal_decision TO tender_app;

--
-- Name: COLUMN recusal_decision.request_no; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(request_no) ON TABLE public.recusal_decision TO tender_app;

--
-- Name: COLUMN recusal_decision.reason; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(reason) ON TABLE public.recusal_decision TO tender_app;

--
-- Name: COLUMN recusal_decision.decided_by; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(decided_by) ON TABLE public.recusal_decision TO tender_app;

--
-- Name: COLUMN recusal_decision.decided_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(decided_at) ON TABLE public.recusal_decision TO tender_app;

--
-- Name: COLUMN recusal_decision.granted; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(granted) ON TABLE public.recusal_decision TO tender_app;

--
-- Name: TABLE recusal_decision_whole; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.recusal_decision_whole TO tender_app;
GRANT SELECT ON TABLE public.recusal_decision_whole TO tender_auditor;

--
-- Name: TABLE recusal_request; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.recusal_request TO tender_app;
GRANT SELECT ON TABLE public.recusal_request TO tender_auditor;

--
-- Name: TABLE remedy; Type: ACL; Schema: public; Owner: -
--

GRANT INSERT ON TABLE public.remedy TO tender_app;
GRANT SELECT ON TABLE public.remedy TO tender_auditor;

--
-- Name: COLUMN remedy.tender_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tender_id) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.remedy_no; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(remedy_no) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.lot_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(lot_id) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.kind; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(kind) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.about; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(about) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.complains_of; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(complains_of) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.form_sha256; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(form_sha256) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.affects_result; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(affects_result) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.filed_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(filed_at) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.due_on; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(due_on) ON TABLE public.remedy TO tender_app;

--
-- Name: COLUMN remedy.stage; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(stage) ON TABLE public.remedy TO tender_app;

--
-- Name: TABLE remedy_acceptance; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.remedy_acceptance TO tender_app;
GRANT SELECT ON TABLE public.remedy_acceptance TO tender_auditor;

--
-- Name: TABLE remedy_end; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.remedy_end TO tender_app;
GRANT SELECT ON TABLE public.remedy_end TO tender_auditor;

--
-- Name: TABLE remedy_form; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.remedy_form TO tender_app;
GRANT SELECT ON TABLE public.remedy_form TO tender_auditor;

--
-- Name: TABLE remedy_whole; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.remedy_whole TO tender_app;
GRANT SELECT ON TABLE public.remedy_whole TO tender_auditor;

--
-- Name: TABLE request_nonce; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.request_nonce TO tender_app;
GRANT SELECT ON TABLE public.request_nonce TO tender_auditor;

--
-- Name: TABLE reveal; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.reveal TO tender_app;
GRANT SELECT ON TABLE public.reveal TO tender_auditor;

--
-- Name: TABLE score_change; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.score_change TO tender_app;
GRANT SELECT ON TABLE public.score_change TO tender_auditor;

--
-- Name: TABLE score_explanation; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.score_explanation TO tender_app;
GRANT SELECT ON TABLE public.score_explanation TO tender_auditor;

--
-- Name: TABLE score_sheet; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.score_sheet TO tender_app;
GRANT SELECT ON TABLE public.score_sheet TO tender_auditor;

--
-- Name: TABLE security_return; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.security_return TO tender_app;
GRANT SELECT ON TABLE public.security_return TO tender_auditor;

--
-- Name: TABLE selection; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.selection TO tender_app;
GRANT SELECT ON TABLE public.selection TO tender_auditor;

--
-- Name: TABLE service_contract; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.service_contract TO tender_app;
GRANT SELECT ON TABLE public.service_contract TO tender_auditor;

--
-- Name: TABLE share; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.share TO tender_app;
GRANT SELECT ON TABLE public.share TO tender_auditor;

--
-- Name: TABLE share_note; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.share_note TO tender_app;
GRANT SELECT ON TABLE public.share_note TO tender_auditor;

--
-- Name: TABLE standing_entry; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.standing_entry TO tender_app;
GRANT SELECT ON TABLE public.standing_entry TO tender_auditor;

--
-- Name: TABLE standing_import; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.standing_import TO tender_app;
GRANT SELECT ON TABLE public.standing_import TO tender_auditor;

--
-- Name: TABLE standing_revocation; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.standing_revocation TO tender_app;
GRANT SELECT ON TABLE public.standing_revocation TO tender_auditor;

--
-- Name: TABLE tender_master; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.tender_master TO tender_app;
GRANT SELECT ON TABLE public.tender_master TO tender_auditor;

--
-- Name: TABLE tender_whole; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.tender_whole TO tender_app;
GRANT SELECT ON TABLE public.tender_whole TO tender_auditor;

--
-- Name: TABLE tick; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.tick TO tender_app;
GRANT SELECT ON TABLE public.tick TO tender_auditor;

--
-- Name: TABLE tick_batch; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.tick_batch TO tender_app;
GRANT SELECT ON TABLE public.tick_batch TO tender_auditor;

--
-- Name: TABLE tick_note; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.tick_note TO tender_app;
GRANT SELECT ON TABLE public.tick_note TO tender_auditor;

--
-- Name: TABLE trustee_contract; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.trustee_contract TO tender_app;
GRANT SELECT ON TABLE public.trustee_contract TO tender_auditor;

--
-- Name: TABLE waiting_notes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.waiting_notes TO tender_app;
GRANT SELECT ON TABLE public.waiting_notes TO tender_auditor;

--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: -
--

ALTER DEFAULT PRIVILEGES FOR ROLE tender_owner IN SCHEMA public GRANT SELECT ON TABLES  TO tender_app;
ALTER DEFAULT PRIVILEGES FOR ROLE tender_owner IN SCHEMA public GRANT SELECT ON TABLES  TO tender_auditor;

--
-- PostgreSQL database dump complete
--

