-- 完整的投标文件由编号从 0 起连续的分块组成，总长一致。
-- A whole payload has pieces numbered from 0 without gap that sum up to its length.
select encode(payload.sha256, 'hex') as payload, payload.bytes, count(payload_chunk.chunk_no) as pieces,
       sum(octet_length(payload_chunk.bytes)) as sum
  from payload
  left join payload_chunk
    on payload_chunk.sha256 = payload.sha256 and payload_chunk.uploader = payload.uploader
 group by payload.sha256, payload.bytes
having count(payload_chunk.chunk_no) = 0
    or max(payload_chunk.chunk_no) + 1 <> count(payload_chunk.chunk_no)
    or sum(octet_length(payload_chunk.bytes)) <> payload.bytes
