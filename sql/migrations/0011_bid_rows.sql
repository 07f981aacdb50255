-- 0011: rows of the hot path lie in their own page. Changes how new rows are stored, not what they are; the tables are
-- locked for a moment. Code before it works with it, and the other way round.

-- A note of a bid is some 2.3 KB: just beyond what PostgreSQL keeps in the row by itself.
alter table note set (toast_tuple_target = 8160);
-- A payload that comes with its note is stored in pieces below this.
alter table payload_chunk set (toast_tuple_target = 8160);
-- How many keys are revoked is asked every second.
create index actor_revoked on actor (revoked_at) where revoked_at is not null;
