-- 0033: what was paid under a service contract after its acceptance (R-113). A new table only.

-- One payment, as an officer recorded it: the money itself is not here.
create table contract_payment (
  tender_id text not null,
  contract_no text not null,
  payment_no int not null,
  paid_on date not null,
  amount_fen bigint not null,
  recorded_by text not null references actor,
  recorded_at timestamptz not null,
  constraint contract_payment_once primary key (tender_id, contract_no, payment_no),
  constraint contract_payment_of_contract foreign key (tender_id, contract_no) references service_contract,
  constraint contract_payment_no_from_one check (payment_no >= 1),
  constraint contract_payment_amount check (amount_fen > 0)
);
call make_insert_only('contract_payment');
