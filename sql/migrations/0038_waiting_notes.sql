-- 0038: notes that wait for a tick stand in one row a batch. As rows of their own, with two indexes and a reference each,
-- they were a tenth of what a bid cost the database; and a tick planned on old statistics compared each with every other.
-- Code before it writes `pending_note`, which is gone: stop the daemons, migrate, start the new ones.

-- Those of one transaction and tender together: a queue, not a record. The tick that takes them removes the row; it takes
-- all of a row or nothing. That each is a note, the tick sees to: where a note stands in a tick refers to it.
create table waiting_notes (
  tender_id text not null,
  -- a registration is never in a later tick than the bid that follows it
  arrival bigint generated always as identity,
  note_ids bytea[] not null,
  constraint waiting_notes_once primary key (tender_id, arrival),
  constraint waiting_notes_bounded check (cardinality(note_ids) between 1 and 1024)
);
grant insert, delete on waiting_notes to tender_app;
call guard_rows('waiting_notes',
  $$(select reader_kind()) in ('notary', 'auditor')$$, $$(select reader_kind()) = 'notary'$$);
create policy leaves on waiting_notes for delete to tender_app using ((select reader_kind()) = 'notary');
insert into waiting_notes (tender_id, note_ids)
select tender_id, array_agg(note_id order by arrival)
  from (select tender_id, note_id, arrival, (row_number() over (partition by tender_id order by arrival) - 1) / 256 as part
          from pending_note) as old
 group by tender_id, part
 order by min(arrival);
drop table pending_note;
