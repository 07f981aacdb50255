import Canon
import Exact
import Notes
import Sealing

/// A tender of many lots with real bids, each of which can be opened and evaluated: what `ScaleMeasure` works on.
struct ScaleTender: Sendable {
  static let id = "rehearsal.scale"
  static let lots = 200
  static let bidders = 5
  /// Technical first, then price: each lot has ten sealed bids, the tender two thousand.
  static let parts = ["technical", "price"]
  /// Long enough to seal and hand in all of them on a slow machine.
  static let bidsFor = 45

  /// Of each lot.
  static let budget = "9000.00"

  let people: People
  let notice: Digest
  let identities: [AgeIdentity]

  /// Every bidder's bids for every lot and part.
  func bids() throws -> [SealedBid] {
    let perLot = people.bidders.count * Self.parts.count
    return try parallel(Self.lots * perLot) { number in
      let (lot, rest) = (number / perLot + 1, number % perLot)
      return try bid(rest / Self.parts.count, lot: "L\(lot)", part: Self.parts[rest % Self.parts.count])
    }
  }

  private func bid(_ bidder: Int, lot: String, part: String) throws -> SealedBid {
    let key = people.bidders[bidder]
    let subject = BidSubject(
      tender: Self.id, notice: notice, lot: lot, part: part, bidder: key.verifier.reference, seq: 1)
    let secret = BidSecret()
    let sealed = try PayloadSealer.seal(
      document: try document(subject, bidder).canonicalBytes(), attachments: [], subject: subject, secret: secret,
      bytesMax: 1 << 20)
    let head = subject.head(
      threshold: Fixture.threshold, custodians: identities.count, payloadBytes: sealed.payload.byteCount,
      payload: sealed.payload.sha256)
    let envelope = try SealedEnvelope(head: head, secret: secret, recipients: identities.map(\.recipient))
    return SealedBid(note: key.sign(envelope.note.text).bytes, payload: sealed.file, key: key)
  }

  private func document(_ subject: BidSubject, _ bidder: Int) throws -> JSON {
    guard let amount = Price(fen: Int64(600_000 + bidder * 13_700)) else { throw BenchFailure("no price") }
    let price = JSON(amount.description)
    let code = JSON(subject.bidder.name)
    let supplier: JSON = [
      "name": JSON("机构\(bidder + 1)"), "creditCode": code, "licence": "41101", "size": "micro", "members": [],
    ]
    var offer: JSON = ["supplier": supplier, "termDays": 365, "validityDays": 90, "attachments": []]
    if subject.part == "price" {
      offer = offer.setting(
        "price",
        [
          "currency": "CNY", "total": price, "inWords": JSON(AmountInWords.print(amount)),
          "items": [
            ["no": "1", "name": "托管服务", "unit": "项", "quantity": "1", "unitPrice": price, "amount": price]
          ],
        ])
    } else {
      offer = offer.setting("answers", .object([])).setting(
        "team",
        [["name": JSON("甲\(bidder + 1)"), "certificate": JSON("证\(bidder + 1)"), "role": "lead", "daysOnSite": 120]])
    }
    return [
      "format": "tender-offer/v1", "tender": JSON(subject.tender), "notice": JSON(subject.notice.b64),
      "lot": JSON(subject.lot), "part": JSON(subject.part), "bidder": JSON(subject.bidder.text),
      "seq": JSON("\(subject.seq)"), "offer": offer,
    ]
  }

  /// One custodian's share of every bid of a manifest.
  func shares(_ custodian: Int, manifest: Digest, of bids: [Digest: BidNote], in order: [Digest]) throws -> [Shares
    .Entry]
  {
    try parallel(order.count) { place in
      guard let note = bids[order[place]] else { throw BenchFailure("a manifest names a bid that nobody made") }
      let share = try SealedEnvelope(note).share(custodian + 1, openedBy: identities[custodian])
      return .share(order[place], share.bytes)
    }
  }
}
