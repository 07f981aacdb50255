-- 0042: a firm stands on the register of one park a batch. It stood on one park's for good, so no later batch's park could
-- take it up, and a contract named a firm without saying on whose word. The batch belongs in the key; that of a row that
-- stands is its park's, that of a contract its tender's. Takes a short exclusive lock on enterprise, park, tender and
-- trustee_contract, keeps writers out of actor meanwhile, and writes the first and the last anew. Code before it inserts rows without a batch: stop the daemons,
-- migrate, start the new ones.

-- What the references below name: a park and a tender with the batch that each has for good.
alter table park add constraint park_of_batch unique (park_id, batch_id);
alter table tender add constraint tender_of_batch unique (tender_id, batch_id);

alter table trustee_contract drop constraint trustee_contract_enterprise_fkey;
alter table enterprise add column batch_id text;
update enterprise
   set batch_id = park.batch_id
  from park
 where park.park_id = enterprise.park_id;
alter table enterprise
  alter column batch_id set not null,
  drop constraint enterprise_pkey,
  -- The names are an interface, as they were.
  add constraint enterprise_pkey primary key (batch_id, credit_code),
  drop constraint enterprise_park_id_fkey,
  add constraint enterprise_of_park foreign key (park_id, batch_id) references park (park_id, batch_id);
-- A firm's key serves it in each batch, and in a batch one firm.
drop index enterprise_actor_once;
create unique index enterprise_actor_once on enterprise (batch_id, actor) where actor is not null;
-- Which keys a firm has is asked when a park registers it and when a contract is drawn up.
create index actor_by_credit_code on actor (credit_code) where credit_code is not null;

-- The rows are added to, none is changed.
alter table trustee_contract add column batch_id text;
alter table trustee_contract disable trigger insert_only;
update trustee_contract
   set batch_id = tender.batch_id
  from tender
 where tender.tender_id = trustee_contract.tender_id;
alter table trustee_contract enable always trigger insert_only;
alter table trustee_contract
  alter column batch_id set not null,
  add constraint trustee_contract_of_batch foreign key (tender_id, batch_id) references tender (tender_id, batch_id),
  add constraint trustee_contract_enterprise_fkey foreign key (batch_id, enterprise) references enterprise;
