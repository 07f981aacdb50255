import Canon
import Exact
import Tendering
import TestSupport
import Testing

/// The complete example's own lot 1, made by another implementation (Tests/vectors/protocol).
@Suite struct `The example's evaluation` {
  static let path = "protocol/bundle/evaluation/1.json"

  struct Bidder {
    let bid: String
    let key: String
    let price: String
    let isSmall: Bool
    let scores: [[String]]
  }

  /// What went in, written down by hand from the example's opening record and sheets.
  static let ranked = [
    Bidder(
      bid: "71L5UDwWxhxgVArb0iN0/og+oAfTdHqtMoNeY5m5jkk=", key: "alpha.example/bids+e17b6bb2", price: "198000.00",
      isSmall: true, scores: [["52.00", "51.50", "49.00", "52.50", "50.00"], Array(repeating: "15.00", count: 5)]),
    Bidder(
      bid: "KvaO8QlPcJPm/RcIpJ6vTXC13OLdyMwS9FY/X2SNh1A=", key: "gamma.example/bids+483ff0a0", price: "180000.00",
      isSmall: false, scores: [["50.00", "47.50", "51.00", "49.50", "48.50"], Array(repeating: "10.00", count: 5)]),
    Bidder(
      bid: "kkO3r047lxY5mX1QmhMn5NFROscxhdaeDcEsXLxz51g=", key: "zeta.example/bids+ac46cabb", price: "230500.00",
      isSmall: true, scores: [["45.50", "46.00", "44.50", "45.00", "47.50"], Array(repeating: "20.00", count: 5)]),
  ]

  static func evaluation() throws -> Evaluation {
    let file = try JSON.parse(try Vectors.bytes(path))
    let scheme = try Scheme(json: try some(file["scheme"]))
    func id(_ text: String) throws -> Bid.ID { try some(Bid.ID(base64: text)) }
    func party(_ text: String) throws -> PartyKey { try some(PartyKey(text)) }
    var entries: [Evaluation.Entry] = try ranked.map {
      .admitted(
        Evaluation.AdmittedOffer(
          bid: try id($0.bid), bidder: try party($0.key), read: try yuan($0.price),
          deduction: scheme.price.deduction(for: $0.isSmall ? .small : .medium)))
    }
    entries += [
      .invalid(
        bid: try id("z1ddYpXOMjTIggkVQSFWp9/OAZYctpvTmPgQGx5PSXU="), bidder: try party("eta.example/bids+7e533e2e"),
        Invalidity(.noLicence, reason: "经营资质不符合要求"), read: nil),
      .malformed(
        bid: try id("Py9JzlyyxCJ2gAVu8WTFjbKj3TOjHmkGOBTb97K6Sd4="), bidder: try party("delta.example/bids+5f6becfd")),
      .malformed(
        bid: try id("NoDxbBW9hGx2pIdjwghwYAAsXpgJrGxbucp3ok08rRg="),
        bidder: try party("epsilon.example/bids+3b3f3171")),
    ]
    let sheets = try (0..<5).map { m in
      var scores: [Bid.ID: [Int64]] = [:]
      for bidder in ranked { scores[try id(bidder.bid)] = try bidder.scores.map { try points($0[m]).units } }
      return ScoreSheet(member: "m\(m + 1)", scores: scores)
    }
    return try Evaluation.evaluate(
      tender: try some(Tender.ID("T-2026-014")), lot: try some(Lot.ID("1")), scheme: scheme,
      committee: try some(file["committee"]?.stringValue.flatMap { Fingerprint(base64: $0) }), entries: entries,
      sheets: sheets,
      sheetNotes: try (1...5).map { m in
        try some(file["sheets"]?["m\(m)"]?.stringValue.flatMap { Fingerprint(base64: $0) })
      }, sha256: sha256)
  }

  @Test func `comes out of its inputs byte for byte`() throws {
    let bytes = try Vectors.bytes(Self.path)
    #expect(try Self.evaluation().json.canonicalBytes() == bytes)
  }

  @Test func `recomputes from its own file`() throws {
    let file = try JSON.parse(try Vectors.bytes(Self.path))
    let counts = try Evaluation.recompute(file, sha256: sha256)
    #expect(counts.recomputed == 6 && counts.sealed == 0)
  }

  @Test func `its scheme hashes as the file and the tender documents say`() throws {
    let terms = try JSON.parse(try Vectors.bytes("protocol/bundle/documents/terms.json"))
    let hash = try Self.evaluation().schemeFingerprint.base64
    #expect(terms["schemeSha256"]?["1"]?.stringValue == hash)
  }

  @Test func `its signed sheets are the scores' hashes`() throws {
    let evaluation = try Self.evaluation()
    // From the example's tender-scores notes of m1 and m4.
    let signed = [
      "m1": "lXSEXM7e2w8W6FYhdK6PjWfCKvTGia0TCJarYlVV3hk=", "m4": "TWJ9Uw3swC2zz5bXV00jWN/jJLHNjcz5z4v4pBDNImE=",
    ]
    for (member, hash) in signed {
      let m = try some(evaluation.members.firstIndex(of: member))
      var scores: [Bid.ID: [Int64]] = [:]
      for element in evaluation.bids {
        guard case .ranked(let figures) = element.standing else { continue }
        scores[element.bid] = figures.criteria.map { $0.scores[m] }
      }
      let sheet = ScoreSheet(member: member, scores: scores)
      let json = sheet.json(scheme: evaluation.scheme)
      #expect(sha256(json.canonicalBytes()).base64 == hash)
      #expect(try ScoreSheet(json: json, member: member, scheme: evaluation.scheme, scored: Set(scores.keys)) == sheet)
    }
  }

  @Test func `its award is the first rank's`() throws {
    let file = try Vectors.bytes(Self.path)
    let evaluation = try Self.evaluation()
    let award = try evaluation.award(try some(evaluation.bids.first).bid, file: sha256(file))
    let bytes = try Vectors.bytes("protocol/bundle/award/1.json")
    #expect(award.json.canonicalBytes() == bytes)
    #expect(try Award(json: try JSON.parse(bytes)) == award)
  }

  @Test func `particulars stand as in its opening record`() throws {
    let record = try JSON.parse(try Vectors.bytes("protocol/bundle/documents/opening-record.1.json"))
    let offer: JSON = [
      "supplier": ["name": "alpha 示例公司"], "price": ["total": "198000.00", "inWords": "壹拾玖万捌仟元整"],
      "termDays": 365,
    ]
    let line = try some(record["particulars"]?.arrayValue?.first { $0["price"]?.stringValue == "198000.00" })
    let made = Offer.particulars(
      bid: try some(line["bid"]?.stringValue.flatMap { Bid.ID(base64: $0) }),
      bidder: try some(PartyKey("alpha.example/bids+e17b6bb2")), lot: try some(Lot.ID("1")),
      part: try some(Part.ID("price")), offer: offer)
    #expect(made == line)
    let bare = Offer.particulars(
      bid: bid(1), bidder: try key("a"), lot: try some(Lot.ID("1")), part: try some(Part.ID("main")),
      offer: ["supplier": ["name": 3], "price": ["total": 198000, "inWords": nil], "termDays": "365"])
    #expect(bare.names == ["bid", "bidder", "lot", "part"])
  }
}
