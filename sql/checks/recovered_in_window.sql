-- “无法开启”之后的结果不晚于补救期末；投标人的密钥在“无法开启”之后交出。
-- A result that replaces an unopenable one lies within the recovery window, and a secret is given after it.
select bid_note.tender_id, encode(first.bid, 'hex') as bid
  from opened first
  join bid_note on bid_note.note_id = first.bid
  join tender on tender.tender_id = bid_note.tender_id
  join opened later on later.bid = first.bid and later.result <> 'unopenable'
 where first.result = 'unopenable'
   and (later.opened_id < first.opened_id
        or later.at > first.at + tender.recovery_seconds * interval '1 second')
union all
select bid_note.tender_id, encode(bid_secret.bid, 'hex')
  from bid_secret
  join bid_note on bid_note.note_id = bid_secret.bid
 where not exists (
   select 1 from opened where opened.bid = bid_secret.bid and opened.result = 'unopenable')
