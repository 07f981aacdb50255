-- 0010: further attempts of an upload. New table only. Pieces are never deleted: before this, an upload whose bytes were
-- not those of its hash could not be repeated by the same key.

-- One row for each attempt after the first: the pieces of the one before it were whole and another file.
create table payload_attempt (
  sha256 bytea not null,
  uploader text not null,
  attempt int not null,
  begun_at timestamptz not null,
  constraint payload_attempt_once primary key (sha256, uploader, attempt),
  constraint payload_attempt_counts check (octet_length(sha256) = 32 and attempt >= 1)
);
call make_insert_only('payload_attempt');
