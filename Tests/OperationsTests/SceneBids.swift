import Canon
import Exact
import Notes
import Operations
import Sealing
import Store
import Tendering

/// A bid as its bidder holds it.
struct SealedBid: Sendable {
  let note: SignedNote
  let payload: [UInt8]
  let secret: BidSecret

  var id: Digest { note.id }
}

// What bidders do at home and at the counter.
extension Scene {
  @discardableResult
  func register(_ agency: Person) async throws -> BidReceipt {
    try await send(agency.key.sign(Register(tender: Self.tender, key: agency.key.verifier).text), by: agency)
  }

  /// Hands in a note of the sealed period at the clock's moment, or as received at another.
  @discardableResult
  func send(
    _ note: SignedNote, payload: [UInt8]? = nil, by agency: Person, receivedAt: Operations.Moment? = nil
  ) async throws -> BidReceipt {
    try await office.submitBid(
      note.bytes, attached: payload, tender: Self.tender, receivedAt: receivedAt ?? clock.now, by: try agency.actor)
  }

  @discardableResult
  func submit(_ bid: SealedBid, by agency: Person, receivedAt: Operations.Moment? = nil) async throws -> BidReceipt {
    try await send(bid.note, payload: bid.payload, by: agency, receivedAt: receivedAt)
  }

  /// Seals an offer.
  ///
  /// - Parameter changed: what is changed in the note's head after the payload was sealed.
  func seal(
    _ agency: Person, price: String = "198000.00", seq: Int = 1, lot: String = "L1", part: String = "main",
    document: JSON? = nil, attachments: [ArchiveInput] = [], changed: (inout BidNote.Head) -> Void = { _ in }
  ) async throws -> SealedBid {
    guard let notice = try await row().noticeID else { throw SceneFault() }
    let subject = BidSubject(
      tender: Self.tender, notice: notice, lot: lot, part: part, bidder: agency.key.verifier.reference, seq: seq)
    let secret = BidSecret()
    var json = try document ?? Self.document(subject, agency: agency, price: price)
    // A lot with a price part has the price there and nothing else of the offer.
    if document == nil, parts.contains("price"), let offer = json["offer"] {
      let others = part == "price" ? ["team", "answers"] : ["price"]
      json = json.setting("offer", others.reduce(offer) { $0.removing($1) })
    }
    let sealed = try PayloadSealer.seal(
      document: json.canonicalBytes(), attachments: attachments, subject: subject, secret: secret, bytesMax: 4 << 20)
    var head = subject.head(
      threshold: 2, custodians: 3, payloadBytes: sealed.payload.byteCount, payload: sealed.payload.sha256)
    changed(&head)
    let recipients = (identities + [AgeIdentity(), AgeIdentity()]).prefix(head.custodians).map(\.recipient)
    let envelope = try SealedEnvelope(head: head, secret: secret, recipients: Array(recipients))
    return SealedBid(note: agency.key.sign(envelope.note.text), payload: sealed.file, secret: secret)
  }

  static func document(_ subject: BidSubject, agency: Person, price: String) throws -> JSON {
    guard let amount = Price(price) else { throw SceneFault() }
    return [
      "format": "tender-offer/v1", "tender": JSON(subject.tender), "notice": JSON(subject.notice.b64),
      "lot": JSON(subject.lot), "part": JSON(subject.part), "bidder": JSON(subject.bidder.text),
      "seq": JSON("\(subject.seq)"),
      "offer": [
        "supplier": [
          "name": JSON("机构 \(agency.key.name)"), "creditCode": JSON(agency.key.name), "licence": "41101",
          "size": "medium", "members": [],
        ],
        "price": [
          "currency": "CNY", "total": JSON(price), "inWords": JSON(AmountInWords.print(amount)),
          "items": [
            [
              "no": "1", "name": "托管服务", "unit": "项", "quantity": "1", "unitPrice": JSON(price),
              "amount": JSON(price),
            ]
          ],
        ],
        "termDays": 365, "validityDays": 90,
        "team": [["name": "甲", "certificate": JSON("证\(agency.key.name)"), "role": "lead", "daysOnSite": 120]],
        "answers": ["c2": "3"], "attachments": [],
      ],
    ]
  }

  func withdrawal(of bid: Digest, by agency: Person, seq: Int) -> SignedNote {
    agency.key.sign(
      Withdraw(
        tender: Self.tender, lot: "L1", part: "main", bidder: agency.key.verifier.reference, seq: seq, bid: bid
      ).text)
  }

  /// Three registered bidders, one bid each for every part, in the open period.
  @discardableResult
  func threeBids(prices: [String] = ["198000.00", "180000.00", "210000.00"]) async throws -> [SealedBid] {
    clock.set(Self.opens)
    var bids: [SealedBid] = []
    for (agency, price) in zip(agencies, prices) {
      try await register(agency)
      for part in parts {
        let bid = try await seal(agency, price: price, part: part)
        try await submit(bid, by: agency)
        bids.append(bid)
      }
    }
    return bids
  }

  func close() async throws {
    clock.set(Self.deadline, micros: 1)
    try await office.closeDueTenders()
  }
}
