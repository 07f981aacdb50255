-- 0039: a payload that is whole gets no further piece, and is as long as its pieces; a share note is of its manifest's
-- tender; a bidder's key is the whole key of its agency, not only its reference.

-- Two requests of one uploader meet here. Payloads that came with their note are written by one statement, pieces and
-- all, and are left alone: they are the path of a bid.
create function refuse_piece_of_whole_payload() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(new.sha256, 'hex') || ' ' || new.uploader, 0));
  if exists (select from payload where sha256 = new.sha256 and uploader = new.uploader) then
    raise exception 'the payload is whole' using errcode = '23514', constraint = 'payload_chunk_before_whole';
  end if;
  return new;
end
$$;
create trigger refuse_piece_of_whole_payload before insert on payload_chunk
  for each row when (right(new.uploader, 9) <> '#attached') execute function refuse_piece_of_whole_payload();

create function payload_is_its_pieces() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(new.sha256, 'hex') || ' ' || new.uploader, 0));
  if new.bytes is distinct from (select sum(octet_length(bytes))
                                   from payload_chunk
                                  where sha256 = new.sha256
                                    and uploader = new.uploader) then
    raise exception 'the pieces are not % bytes', new.bytes using errcode = '23514', constraint = 'payload_of_its_pieces';
  end if;
  return new;
end
$$;
create trigger payload_is_its_pieces before insert on payload
  for each row when (right(new.uploader, 9) <> '#attached') execute function payload_is_its_pieces();

-- A custodian of one tender has no word in another's opening.
create function share_of_its_tender() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  if not exists (select
                   from note
                   join note as opening on opening.tender_id = note.tender_id
                  where note.note_id = new.note_id
                    and opening.note_id = new.manifest
                    and opening.type = 'tender-opening/v1') then
    raise exception 'the manifest is of another tender' using errcode = '23514', constraint = 'share_note_of_tender';
  end if;
  return new;
end
$$;
create trigger share_of_its_tender before insert on share_note for each row execute function share_of_its_tender();

-- A key reference has 32 bits of the key; two keys may share it.
alter table actor add constraint actor_vkey_once unique (key_ref, vkey);
alter table bidder add constraint bidder_key_of_agency foreign key (actor, vkey) references actor (key_ref, vkey);
