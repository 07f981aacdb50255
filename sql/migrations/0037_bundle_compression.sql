-- 0037: files of the bundle are compressed where that helps. The open data of a tender is written anew at each event, some
-- megabytes for a large one: a fifth of it lies on the disk now, and writing it takes half the time. Sheets (PDF) stay as they
-- are, which lz4 finds out at once. Rows that are there keep their form. Takes a short exclusive lock on `bundle_file`; a
-- server that was built without lz4 refuses it by name.
alter table bundle_file
  alter column bytes set storage extended,
  alter column bytes set compression lz4;
