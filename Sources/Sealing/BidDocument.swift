import Canon
import Notes

/// What a bid is for: the six values that its note states and its `bid.json` repeats.
public struct BidSubject: Hashable, Sendable {
  public var tender: String
  public var notice: Digest
  public var lot: String
  public var part: String
  public var bidder: KeyReference
  public var seq: Int

  public init(tender: String, notice: Digest, lot: String, part: String, bidder: KeyReference, seq: Int) {
    self.tender = tender
    self.notice = notice
    self.lot = lot
    self.part = part
    self.bidder = bidder
    self.seq = seq
  }

  public init(_ head: BidNote.Head) {
    self.init(
      tender: head.tender, notice: head.notice, lot: head.lot, part: head.part, bidder: head.bidder, seq: head.seq)
  }

  /// The fields of `bid.json` with their values, all strings.
  public var fields: [(name: String, value: String)] {
    [
      ("tender", tender), ("notice", notice.b64), ("lot", lot), ("part", part), ("bidder", bidder.text),
      ("seq", "\(seq)"),
    ]
  }

  /// The head of this bid's note.
  public func head(threshold: Int, custodians: Int, payloadBytes: Int, payload: Digest) -> BidNote.Head {
    BidNote.Head(
      tender: tender, notice: notice, lot: lot, part: part, bidder: bidder, seq: seq, threshold: threshold,
      custodians: custodians, payloadBytes: payloadBytes, payload: payload)
  }
}

/// `bid.json`, read strictly and found to belong to its note.
public struct BidDocument: Sendable {
  /// The member's name in the archive, where it stands first.
  public static let memberName = "bid.json"

  /// What the sealing program takes, several times what an offer of any size needs: 200 lines of price, 200 people, 255
  /// attachments, texts of 300 bytes. A bid that another program sealed is opened whatever its length.
  public static let bytesMax = 1 << 20
  /// Each list, object, text, number or word is one.
  public static let valuesMax = 20_000
  /// Of a text or name between its quotes, or a number.
  public static let textBytesMax = 64 * 1024

  public let json: JSON
  public let offer: JSON

  /// - Throws: the first fault; whether `offer` fits the tender's form is not asked here.
  public init(parsing bytes: [UInt8], for subject: BidSubject) throws(BidDocumentFault) {
    try self.init(bytes, subject, valuesMax: .max, textBytesMax: .max)
  }

  /// One that is about to be sealed: within the limits above.
  init(sealing bytes: [UInt8], for subject: BidSubject) throws(BidDocumentFault) {
    guard bytes.count <= Self.bytesMax else { throw .tooLong(bytesMax: Self.bytesMax) }
    try self.init(bytes, subject, valuesMax: Self.valuesMax, textBytesMax: Self.textBytesMax)
  }

  private init(
    _ bytes: [UInt8], _ subject: BidSubject, valuesMax: Int, textBytesMax: Int
  ) throws(BidDocumentFault) {
    let json: JSON
    do {
      json = try JSON.parse(bytes, depth: 32, valuesMax: valuesMax, textBytesMax: textBytesMax)
    } catch {
      throw .json(error)
    }
    guard json.members != nil else { throw .notAnObject }
    for (name, value) in subject.fields {
      guard let found = json[name]?.stringValue else { throw .fieldMissing(name) }
      guard sameScalars(found, value) else { throw .fieldDiffers(name) }
    }
    guard let offer = json["offer"], offer.members != nil else { throw .offerMissing }
    self.json = json
    self.offer = offer
  }
}
