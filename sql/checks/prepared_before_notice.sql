-- 正式项目发布时有各园区需求调查、实施计划、公平竞争审查结论和他人对同一文本的审查；草稿的现行文本是最后一版，审查人不是编制人。
-- A real notice, of any day since preparation files are kept, had its survey of each park, its plan, and a conclusion and
-- an approval of the very text that went out; a draft is its last version; nobody reviewed what he or she wrote; nothing
-- was recorded after the notice.
select tender.tender_id, 'unprepared' as what
  from tender_whole as tender
  join note on note.note_id = tender.notice_id
  join instance on not instance.rehearsal
 where note.taken_at > (select applied_at from schema_migration where number = 24)
   and (not exists (select from preparation where preparation.tender_id = tender.tender_id and kind = 'plan')
     or exists (select from lot
                 where lot.tender_id = tender.tender_id
                   and not exists (select from preparation
                                    where preparation.tender_id = tender.tender_id
                                      and kind = 'survey'
                                      and preparation.park_id = lot.park_id))
     or not coalesce((select conclusion <> 'impact' and draft_sha256 = sha256(convert_to(tender.draft, 'UTF8'))
                        from preparation
                       where preparation.tender_id = tender.tender_id and kind = 'fairness'
                       order by fact_no desc limit 1), false)
     or not coalesce((select outcome = 'approved' and draft_sha256 = sha256(convert_to(tender.draft, 'UTF8'))
                        from draft_review
                       where draft_review.tender_id = tender.tender_id
                       order by review_no desc limit 1), false))
union all
select tender.tender_id, 'version'
  from tender_whole as tender
 where sha256(convert_to(tender.draft, 'UTF8')) is distinct from
       (select draft_sha256 from draft_version
         where draft_version.tender_id = tender.tender_id order by version_no desc limit 1)
union all
select draft_review.tender_id, 'reviewer ' || draft_review.review_no
  from draft_review
 where exists (select from draft_version
                where draft_version.tender_id = draft_review.tender_id
                  and draft_version.written_by = draft_review.reviewer
                  and draft_version.written_at <= draft_review.reviewed_at)
union all
select fact.tender_id, 'late'
  from (select tender_id, recorded_at as at from preparation
        union all
        select tender_id, reviewed_at from draft_review) as fact
  join tender on tender.tender_id = fact.tender_id
  join note on note.note_id = tender.notice_id
 where fact.at > note.taken_at
