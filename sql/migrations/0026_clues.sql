-- 0026: from which network address a step was taken (E20 §14: time, network address, person), and what attachments say of
-- themselves. New tables and columns; an address is null where nobody came over the network, and in all that was before.

alter table activity add address text, add constraint activity_address check (length(address) between 1 and 64);

-- Who handed in from where is secret as long as who handed in at all; after the opening it is one of the clues that the
-- committee may look into.
alter table bid_note add address text, add constraint bid_note_address check (length(address) between 1 and 64);

-- What the attachments of an opened bid say of themselves, read once after the opening: for the signals of collusion, and
-- for nothing else. Who may see signals may see this; nobody before the opening, since nothing is read before it.
create table bid_reading (
  bid bytea primary key references opening_bid,
  read_at timestamptz not null
);
call make_insert_only('bid_reading');

create table attachment_reading (
  bid bytea not null references bid_reading,
  member text not null,
  sha256 bytea not null,
  author text,
  saved_by text,
  made_on text,
  words text not null,
  constraint attachment_reading_once primary key (bid, member),
  constraint attachment_reading_hash check (octet_length(sha256) = 32),
  constraint attachment_reading_bounded check (length(words) <= 200000 and length(author) <= 300
    and length(saved_by) <= 300 and length(made_on) <= 64)
);
call make_insert_only('attachment_reading');
