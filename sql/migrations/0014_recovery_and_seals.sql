-- 0014: secrets given in the recovery window, salts of sealed evaluations. New tables only; secrets that were given before
-- are entered from their notes. Locks nothing that anybody writes.

-- The bidder's own secret of a bid that too few custodians opened: one for each bid, by its note.
create table bid_secret (
  bid bytea not null references opening_bid,
  note_id bytea not null references note,
  given_at timestamptz not null,
  constraint bid_secret_once primary key (bid)
);
insert into bid_secret (bid, note_id, given_at)
select decode(substring(convert_from(bytes, 'UTF8') from E'\nbid ([A-Za-z0-9+/]{43}=)\n'), 'base64'), note_id, taken_at
  from note
 where type = 'tender-secret/v1';
call make_insert_only('bid_secret');

-- Under disclosure `winner` the public file shows of a bid that did not win only SHA-256(salt || element). The salt is
-- drawn once, when the evaluation is first drafted, and stays the same if it is drafted again.
create table evaluation_salt (
  bid bytea not null references opening_bid,
  salt bytea not null,
  drawn_at timestamptz not null,
  constraint evaluation_salt_once primary key (bid),
  constraint evaluation_salt_length check (octet_length(salt) = 32)
);
call make_insert_only('evaluation_salt');
