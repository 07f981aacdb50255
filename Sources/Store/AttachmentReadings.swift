import Notes
import Postgres

/// What one attachment of an opened bid says of itself.
public struct AttachmentReadingRow: Sendable {
  public let bid: Digest
  public let member: String
  public let sha256: Digest
  public let author, savedBy, madeOn: String?
  public let words: String

  public init(
    bid: Digest, member: String, sha256: Digest, author: String?, savedBy: String?, madeOn: String?, words: String
  ) {
    self.bid = bid
    self.member = member
    self.sha256 = sha256
    self.author = author
    self.savedBy = savedBy
    self.madeOn = madeOn
    self.words = words
  }

  init(_ row: Row) throws {
    bid = try decodedDigest(try row.value("bid"))
    member = try row.value("member")
    sha256 = try decodedDigest(try row.value("sha256"))
    author = try row.value("author")
    savedBy = try row.value("saved_by")
    madeOn = try row.value("made_on")
    words = try row.value("words")
  }
}

extension Statement {
  static let unreadBids = Statement(
    "unread_bids",
    """
    select opened.bid, bid_note.tender_id
      from opened
      join bid_note on bid_note.note_id = opened.bid
     where opened.result = 'opened'
       and not exists (select 1 from bid_reading where bid_reading.bid = opened.bid)
       and opened.bid <> all ($2::bytea[])
     order by opened.opened_id
     limit $1
    """)
  static let insertBidReading = Statement(
    "insert_bid_reading", "insert into bid_reading (bid, read_at) values ($1, $2) on conflict do nothing")
  static let insertAttachmentReadings = Statement(
    "insert_attachment_readings",
    """
    insert into attachment_reading (bid, member, sha256, author, saved_by, made_on, words)
    select $1, new.member, new.sha256, new.author, new.saved_by, new.made_on, new.words
      from unnest($2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[])
             as new (member, sha256, author, saved_by, made_on, words)
    """)
  static let attachmentReadings = Statement(
    "attachment_readings",
    """
    select bid, member, sha256, author, saved_by, made_on, words
      from attachment_reading
     where bid = $1
     order by member
    """)
  static let openedSecret = Statement(
    "opened_secret", "select secret from opened where bid = $1 and result = 'opened'")
  static let isBidRead = Statement("is_bid_read", "select count(*) as n from bid_reading where bid = $1")
}

extension Transaction {
  /// The first opened bids whose attachments nobody has read yet, at most so many.
  ///
  /// - Parameter others: bids that are left out.
  public func unreadBids(max: Int, except others: [Digest] = []) throws -> [(bid: Digest, tender: String)] {
    try rows(.unreadBids, [.int(max), .byteStrings(others.map(\.bytes))]) {
      (try decodedDigest(try $0.value("bid")), try $0.value("tender_id"))
    }
  }

  /// - Returns: false when somebody was first.
  public func insertReading(of bid: Digest, _ rows: [AttachmentReadingRow], at: Moment) throws -> Bool {
    guard try execute(.insertBidReading, [.bytes(bid.bytes), .timestamp(at.micros)]) == 1 else { return false }
    try execute(
      .insertAttachmentReadings,
      [
        .bytes(bid.bytes), .texts(rows.map(\.member)), .byteStrings(rows.map(\.sha256.bytes)),
        .texts(rows.map(\.author)), .texts(rows.map(\.savedBy)), .texts(rows.map(\.madeOn)), .texts(rows.map(\.words)),
      ])
    return true
  }

  /// The secret that an opened bid was opened with.
  public func openedSecret(of bid: Digest) throws -> [UInt8]? {
    try row(.openedSecret, [.bytes(bid.bytes)]).flatMap { try $0.value("secret") as [UInt8]? }
  }

  /// The attachments of one bid; nil while nobody has read them.
  public func attachmentReadings(of bid: Digest) throws -> [AttachmentReadingRow]? {
    guard try onlyRow(.isBidRead, [.bytes(bid.bytes)]).value("n") as Int64 == 1 else { return nil }
    return try rows(.attachmentReadings, [.bytes(bid.bytes)]).map(AttachmentReadingRow.init)
  }
}
