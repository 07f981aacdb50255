-- 0041: where an agency has its seat: the notice of a result names the winner with its address (R-101). The register is
-- insert-only and a firm may move, so each address that an agency gives is a row here, and the last one counts; agencies
-- that registered before have none until they give one. A new table only.

create table agency_address (
  actor text not null references agency,
  address_no bigint generated always as identity,
  address text not null,
  given_at timestamptz not null,
  constraint agency_address_once primary key (actor, address_no),
  -- One line that a paper can print: no control characters, and not only blanks.
  constraint agency_address_text
    check (octet_length(address) <= 300 and address ~ '\S' and address !~ '[\u0001-\u001f\u007f-\u009f]')
);
call make_insert_only('agency_address');
