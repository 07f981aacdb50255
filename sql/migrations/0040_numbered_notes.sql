-- 0040: of one tender's notes of a kind that is numbered, each number is there once: whoever reads the log refuses the
-- second. Two that were drafted at once had the same.

create function note_seq(bytes bytea) returns integer language sql immutable parallel safe
return substring(convert_from(bytes, 'UTF8') from '\nseq ([0-9]{1,9})\n')::integer;

create unique index note_number_once on note (tender_id, type, note_seq(bytes))
 where type in ('tender-amend/v1', 'tender-clarification/v1', 'tender-cancellation/v1', 'tender-evaluation/v1',
                'tender-award/v1', 'tender-agreement/v1', 'tender-filing/v1', 'tender-papers/v1');
