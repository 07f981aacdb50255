-- 0009: what the pilot and the contracts need beside 0003 and 0008, found when their deeds were written. No code before
-- this migration wrote any of the tables that it changes, so they are empty: nothing is locked for long, and columns
-- that must have a value need no default.

-- A batch has its application window and its term as days; `term_days` is their distance.
alter table batch
  add window_opens_at timestamptz not null,
  add window_closes_at timestamptz not null,
  add term_begins date not null,
  add term_ends date not null,
  add constraint batch_window check (window_opens_at < window_closes_at),
  add constraint batch_term_days check (term_days = term_ends - term_begins + 1);

-- Whether a firm has an IP unit decides between the two modes of trusteeship. The park that registers vouches for it.
alter table enterprise
  add has_unit boolean not null,
  add industrial boolean not null,
  add registered_by text not null references actor,
  add registered_at timestamptz not null;
create unique index enterprise_actor_once on enterprise (actor) where actor is not null;

-- One licence, one agency.
alter table agency add constraint agency_licence_once unique (licence);

-- The paper of a decision on a park: no tender has it, and the log does not name it.
create table pilot_paper (
  park_id text not null references park_decision,
  kind text not null,
  number text not null,
  json text not null,
  json_sha256 bytea not null,
  pdf bytea not null,
  pdf_sha256 bytea not null,
  made_at timestamptz not null,
  constraint pilot_paper_once primary key (park_id, kind),
  constraint pilot_paper_json_hash check (json_sha256 = sha256(convert_to(json, 'UTF8'))),
  constraint pilot_paper_pdf_hash check (pdf_sha256 = sha256(pdf))
);
alter table pilot_paper alter column pdf set storage external;
call make_insert_only('pilot_paper');

-- A paper that is signed has two editions under one number: the one that the parties sign, and the one that shows their
-- signatures, whose name ends in -signed.
alter table paper
  add edition text not null generated always as (case when name like '%-signed' then 'signed' else 'first' end) stored,
  drop constraint paper_number_once,
  add constraint paper_number_once unique (tender_id, kind, number, edition);

-- A party of a paper: it may read the paper, and its signature is waited for. Written with the paper.
create table paper_party (
  tender_id text not null,
  name text not null,
  party text not null,
  actor text not null references actor,
  constraint paper_party_once primary key (tender_id, name, party),
  constraint paper_party_actor_once unique (tender_id, name, actor),
  constraint paper_party_of_paper foreign key (tender_id, name) references paper,
  constraint paper_party_word check (party in ('bureau', 'park', 'agency', 'enterprise'))
);
call make_insert_only('paper_party');
-- Who signs is a party: the database says so too.
alter table paper_signature
  add constraint paper_signature_of_party foreign key (tender_id, name, party)
    references paper_party (tender_id, name, actor);

-- Numbers of contracts are counted within a tender.
alter table filing drop constraint filing_contract_no_fkey;
alter table service_contract drop constraint service_contract_pkey,
  add constraint service_contract_number_once primary key (tender_id, contract_no);
alter table park_agreement drop constraint park_agreement_pkey,
  add constraint park_agreement_number_once primary key (tender_id, agreement_no);
-- `contract` is what the rule book accepted, in canonical JSON.
alter table trustee_contract drop constraint trustee_contract_pkey,
  add contract text not null,
  add constraint trustee_contract_number_once primary key (tender_id, contract_no),
  -- in full mode the lot's agency, in partial mode any; a firm has one contract with one agency
  drop constraint trustee_contract_once,
  add constraint trustee_contract_once unique (tender_id, enterprise, agency);

-- A trustee contract handed in for filing, to park and bureau at once; again, in a further round, after a return.
create table filing_submission (
  tender_id text not null,
  contract_no text not null,
  round int not null,
  submitted_by text not null references actor,
  submitted_at timestamptz not null,
  constraint filing_submission_once primary key (tender_id, contract_no, round),
  constraint filing_submission_of_contract foreign key (tender_id, contract_no) references trustee_contract,
  constraint filing_submission_round check (round >= 1)
);
call make_insert_only('filing_submission');

-- One authority's answer in one round; recorded once, under a number of its own. The bureau's is its signed note.
alter table filing drop constraint filing_pkey,
  alter column filing_no drop not null,
  add tender_id text not null,
  add round int not null,
  add note_id bytea references note,
  add constraint filing_once primary key (tender_id, contract_no, authority, round),
  add constraint filing_number_once unique (filing_no),
  add constraint filing_number_given check ((result = 'recorded') = (filing_no is not null)),
  add constraint filing_of_submission foreign key (tender_id, contract_no, round) references filing_submission;
drop index filing_recorded_once;
create unique index filing_recorded_once on filing (tender_id, contract_no, authority) where result = 'recorded';
