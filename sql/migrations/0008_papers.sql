-- 0008: papers, contracts, filings. New tables only.

-- A paper: its facts in canonical form and its PDF, never changed. `name` is its file name without ending, as in
-- documents/<name>.pdf; a public one is named in the log, the others only by the hashes that the parties sign.
create table paper (
  tender_id text not null references tender,
  name text not null,
  kind text not null,
  number text not null,
  lot_id text,
  json text not null,
  json_sha256 bytea not null,
  pdf bytea not null,
  pdf_sha256 bytea not null,
  public boolean not null,
  reader text,
  made_at timestamptz not null,
  constraint paper_once primary key (tender_id, name),
  constraint paper_number_once unique (tender_id, kind, number),
  constraint paper_json_hash check (json_sha256 = sha256(convert_to(json, 'UTF8'))),
  constraint paper_pdf_hash check (pdf_sha256 = sha256(pdf))
);
alter table paper alter column pdf set storage external;
call make_insert_only('paper');

-- A party's signature on a paper, by its tender-record note.
create table paper_signature (
  tender_id text not null,
  name text not null,
  party text not null references actor,
  note_id bytea not null references note,
  signed_at timestamptz not null,
  constraint paper_signature_once primary key (tender_id, name, party),
  constraint paper_signature_of_paper foreign key (tender_id, name) references paper
);
call make_insert_only('paper_signature');

-- A file of the public bundle as the last note in the log named it.
create table bundle_file (
  tender_id text not null references tender,
  path text not null,
  log_index bigint not null references log_entry,
  bytes bytea not null,
  sha256 bytea not null,
  constraint bundle_file_once primary key (tender_id, path, log_index),
  constraint bundle_file_hash check (sha256 = sha256(bytes))
);
alter table bundle_file alter column bytes set storage external;
call make_insert_only('bundle_file');

-- The contract between bureau and agency for a lot.
create table service_contract (
  contract_no text primary key,
  tender_id text not null,
  lot_id text not null,
  paper text not null,
  officer text not null references actor,
  agency text not null references agency,
  drafted_at timestamptz not null,
  constraint service_contract_once unique (tender_id, lot_id),
  constraint service_contract_of_award foreign key (tender_id, lot_id) references award,
  constraint service_contract_paper foreign key (tender_id, paper) references paper
);
call make_insert_only('service_contract');

-- The agreement between park and agency for a lot.
create table park_agreement (
  agreement_no text primary key,
  tender_id text not null,
  lot_id text not null,
  paper text not null,
  park_manager text not null references actor,
  agency text not null references agency,
  drafted_at timestamptz not null,
  constraint park_agreement_once unique (tender_id, lot_id),
  constraint park_agreement_of_award foreign key (tender_id, lot_id) references award,
  constraint park_agreement_paper foreign key (tender_id, paper) references paper
);
call make_insert_only('park_agreement');

-- A trustee contract between agency and enterprise.
create table trustee_contract (
  contract_no text primary key,
  tender_id text not null,
  lot_id text not null,
  mode text not null,
  agency text not null references agency,
  enterprise text not null references enterprise,
  fee_fen bigint not null,
  starts_on date not null,
  ends_on date not null,
  paper text not null,
  drafted_at timestamptz not null,
  constraint trustee_contract_mode check (mode in ('full', 'partial')),
  constraint trustee_contract_full_is_free check (fee_fen >= 0 and (mode = 'partial' or fee_fen = 0)),
  constraint trustee_contract_term check (starts_on < ends_on),
  constraint trustee_contract_once unique (tender_id, lot_id, enterprise, mode),
  constraint trustee_contract_of_agreement foreign key (tender_id, lot_id) references park_agreement (tender_id, lot_id),
  constraint trustee_contract_paper foreign key (tender_id, paper) references paper
);
call make_insert_only('trustee_contract');

-- A filing of a signed trustee contract with one authority: the park or the bureau.
create table filing (
  filing_no text primary key,
  contract_no text not null references trustee_contract,
  authority text not null,
  filed_by text not null references actor,
  filed_at timestamptz not null,
  result text not null,
  reason text not null default '',
  constraint filing_authority check (authority in ('park', 'bureau')),
  constraint filing_result check (result in ('recorded', 'returned') and (result = 'recorded' or reason <> ''))
);
create unique index filing_recorded_once on filing (contract_no, authority) where result = 'recorded';
call make_insert_only('filing');
