-- 开启的投标至少有门限数的有效分片，或其投标人公布了密钥。
-- An opened bid has as many valid shares as the threshold asks for, or its bidder revealed the secret.
select bid_note.tender_id, encode(opened.bid, 'hex') as bid
  from opened
  join bid_note on bid_note.note_id = opened.bid
  join tender on tender.tender_id = bid_note.tender_id
 where opened.result = 'opened'
   and (select count(*) from share where share.bid = opened.bid and share.share is not null) < tender.threshold
   and not exists (select 1 from bid_secret where bid_secret.bid = opened.bid)
