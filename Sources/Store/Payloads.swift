import Notes
import Postgres

extension Statement {
  static let insertChunk = Statement(
    "insert_chunk",
    """
    insert into payload_chunk (sha256, uploader, chunk_no, bytes)
    values ($1, $2, $3, $4)
    """)
  static let chunksReached = Statement(
    "chunks_reached",
    """
    select count(*) as chunks, coalesce(sum(octet_length(bytes)), 0)::bigint as bytes
      from payload_chunk
     where sha256 = $1
       and uploader = $2
    """)
  static let chunk = Statement(
    "chunk",
    """
    select bytes
      from payload_chunk
     where sha256 = $1
       and uploader = $2
       and chunk_no = $3
    """)
  static let insertPayload = Statement(
    "insert_payload",
    """
    insert into payload (sha256, uploader, bytes, whole_at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """)
  static let payloadAttempts = Statement(
    "payload_attempts",
    """
    select count(*) as n
      from payload_attempt
     where sha256 = $1
       and uploader = $2
    """)
  static let insertPayloadAttempt = Statement(
    "insert_payload_attempt",
    """
    insert into payload_attempt (sha256, uploader, attempt, begun_at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """)
  static let payloadByDigest = Statement(
    "payload_by_digest", "select uploader, bytes, whole_at from payload where sha256 = $1")
}

/// A payload file that is whole.
public struct PayloadRow: Sendable {
  public let uploader: String
  public let bytes: Int
  /// When its last byte arrived.
  public let wholeAt: Moment

  init(_ row: Row) throws {
    uploader = try row.value("uploader")
    bytes = Int(try row.value("bytes") as Int64)
    wholeAt = Moment(micros: try row.value("whole_at"))
  }
}

extension Transaction {
  /// Under which name this key's present attempt keeps its pieces: the key reference, then `<key reference>#1`, …
  public func uploader(of payload: Digest, key: String) throws -> String {
    let attempts = try onlyRow(.payloadAttempts, [.bytes(payload.bytes), .text(key)]).value("n") as Int64
    return attempts == 0 ? key : "\(key)#\(attempts)"
  }

  /// Begins a further attempt because the pieces of `uploader` are another file; does nothing when it has begun.
  public func insertPayloadAttempt(after uploader: String, _ payload: Digest, key: String, at: Moment) throws {
    let attempt = uploader.split(separator: "#").dropFirst().first.flatMap { Int($0) } ?? 0
    try execute(
      .insertPayloadAttempt,
      [.bytes(payload.bytes), .text(key), .int32(Int32(attempt + 1)), .timestamp(at.micros)])
  }

  public func insertChunk(_ payload: Digest, uploader: String, number: Int, bytes: [UInt8]) throws {
    try execute(.insertChunk, [.bytes(payload.bytes), .text(uploader), .int32(Int32(number)), .bytes(bytes)])
  }

  /// How many pieces, and how many bytes, this uploader's copy has so far.
  public func chunksReached(_ payload: Digest, uploader: String) throws -> (chunks: Int, bytes: Int) {
    let row = try onlyRow(.chunksReached, [.bytes(payload.bytes), .text(uploader)])
    return (Int(try row.value("chunks") as Int64), Int(try row.value("bytes") as Int64))
  }

  public func chunk(_ payload: Digest, uploader: String, number: Int) throws -> [UInt8]? {
    try row(.chunk, [.bytes(payload.bytes), .text(uploader), .int32(Int32(number))]).map { try $0.value("bytes") }
  }

  /// Says that this uploader's pieces are the whole file; does nothing when it is whole already.
  ///
  /// - Parameter at: when its last byte arrived.
  public func insertPayload(_ payload: Digest, uploader: String, bytes: Int, at: Moment) throws {
    try execute(
      .insertPayload, [.bytes(payload.bytes), .text(uploader), .int(bytes), .timestamp(at.micros)])
  }

  public func payload(_ digest: Digest) throws -> PayloadRow? {
    try row(.payloadByDigest, [.bytes(digest.bytes)]).map(PayloadRow.init)
  }
}
