-- 0036: the sheet of an acceptance (履约验收单) is addressed to the agency and is the lot's park's too, whose firms were asked:
-- one line more in who sees a paper, which otherwise is as 0035 has it. Takes a short exclusive lock on `paper`. Code before
-- it prints no such papers.
alter policy sees on paper using (
  (select reader_kind()) in ('office', 'auditor')
  or (select reader_role()) in ('officer', 'supervisor')
  or reader = (select reader_key())
  or (select reader_kind()) is not null and public
     and exists (select
                   from bundle_file
                  where bundle_file.tender_id = paper.tender_id
                    and bundle_file.path in ('documents/' || paper.name || '.pdf',
                                             'documents/' || paper.kind || '.' || paper.lot_id || '.pdf'))
  or (tender_id, case edition when 'signed' then left(name, -7) else name end) in (select * from own_papers())
  or (reader is null or kind = 'acceptance-sheet')
     and kind not in ('evaluation-report', 're-review-report', 'competition-statement')
     and (tender_id, lot_id) in (select * from own_lots())
  or kind = 'competition-statement'
     and exists (select
                   from committee_member
                  where committee_member.tender_id = paper.tender_id
                    and committee_member.lot_id = paper.lot_id
                    and committee_member.person = (select reader_key()))
);
