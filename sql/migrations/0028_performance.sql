-- 0028: how a service contract is performed: failures with their penalties, and acceptance. New tables only.

-- A failure of performance of one kind in one period (履约不良记录), as an officer recorded it. What the rule book took is
-- in these columns; the description may name a firm and is not made public.
create table contract_failure (
  tender_id text not null,
  contract_no text not null,
  failure_no int not null,
  begins_on date not null,
  ends_on date not null,
  category text not null,
  description text not null,
  events int not null,
  penalty_contracted text not null,
  -- what was imposed; null for nothing, and then the words say why
  penalty_fen bigint,
  penalty_words text,
  recorded_by text not null references actor,
  recorded_at timestamptz not null,
  constraint contract_failure_once primary key (tender_id, contract_no, failure_no),
  constraint contract_failure_of_contract foreign key (tender_id, contract_no) references service_contract,
  constraint contract_failure_no_from_one check (failure_no >= 1),
  constraint contract_failure_period check (begins_on <= ends_on),
  constraint contract_failure_category
    check (category in ('lateService', 'absence', 'quality', 'reporting', 'secrecy', 'other')),
  constraint contract_failure_events check (events >= 1),
  constraint contract_failure_has_words check (description <> '' and penalty_contracted <> ''),
  constraint contract_failure_penalty
    check (case when penalty_fen is null then coalesce(penalty_words, '') <> '' else penalty_fen > 0 end)
);
call make_insert_only('contract_failure');

-- What became of such a record: the penalty was paid, or the record withdrawn.
create table contract_failure_end (
  tender_id text not null,
  contract_no text not null,
  failure_no int not null,
  settlement text not null,
  reason text not null,
  settled_by text not null references actor,
  settled_at timestamptz not null,
  constraint contract_failure_end_once primary key (tender_id, contract_no, failure_no),
  constraint contract_failure_end_of_failure
    foreign key (tender_id, contract_no, failure_no) references contract_failure,
  constraint contract_failure_end_word check (settlement in ('paid', 'withdrawn')),
  constraint contract_failure_end_reason check (settlement = 'paid' or reason <> '')
);
call make_insert_only('contract_failure_end');

-- One round of accepting what was rendered (履约验收). `acceptance` is what the rule book took, in canonical JSON: items,
-- opinions, reasons. A rejected round may be followed by another, an accepted one by nothing.
create table contract_acceptance (
  tender_id text not null,
  contract_no text not null,
  round int not null,
  outcome text not null,
  ended_on date not null,
  final_fen bigint,
  acceptance text not null,
  accepted_by text not null references actor,
  accepted_at timestamptz not null,
  constraint contract_acceptance_once primary key (tender_id, contract_no, round),
  constraint contract_acceptance_of_contract foreign key (tender_id, contract_no) references service_contract,
  constraint contract_acceptance_round check (round >= 1),
  constraint contract_acceptance_outcome check (outcome in ('accepted', 'rejected')),
  constraint contract_acceptance_amount check ((outcome = 'accepted') = (final_fen is not null)),
  constraint contract_acceptance_not_negative check (final_fen >= 0)
);
create unique index contract_acceptance_final on contract_acceptance (tender_id, contract_no) where outcome = 'accepted';
call make_insert_only('contract_acceptance');

-- Nothing is said of the performance of a contract that a party has not signed, nor of one that was accepted.
create function refuse_performance() returns trigger language plpgsql as $$
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
create trigger refuse_performance before insert on contract_failure
  for each row execute function refuse_performance();
create trigger refuse_performance before insert on contract_acceptance
  for each row execute function refuse_performance();

-- A penalty is paid that was imposed.
create function refuse_payment_of_nothing() returns trigger language plpgsql as $$
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
create trigger refuse_payment_of_nothing before insert on contract_failure_end
  for each row execute function refuse_payment_of_nothing();
