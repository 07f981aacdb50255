import Canon
import Exact
import Tendering
import Testing

@Suite struct `Seals that somebody with salts opens` {
  /// Three ranked bids and one invalid, the first of them shown.
  static func sealed(
    shown: Int? = 0, scheme: Scheme? = nil
  ) throws -> (file: JSON, full: JSON, salts: EvaluationSalts) {
    let bids = [("100.00", "70.00"), ("200.00", "60.00"), ("300.00", "50.00")]
    let lot = try SampleLot.simple(bids, scheme: try scheme ?? Scheme.sample(disclosure: .winner))
    let out = Evaluation.Entry.invalid(
      bid: bid(9), bidder: try key("u"), Invalidity(.noLicence, reason: "无执业许可"), read: nil)
    let evaluation = try lot.evaluate(extra: [out])
    let all = [bid(0), bid(1), bid(2), bid(9)]
    let salts = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, fingerprint(500 + $0)) })
    let winner = shown.map { bid($0) }
    let file = try some(
      evaluation.publicJSON(winner: winner, salts: salts.mapValues(\.bytes), sha256: sha256))
    return (
      try JSON.parse(file.canonicalBytes()), try JSON.parse(evaluation.json.canonicalBytes()),
      EvaluationSalts(tender: evaluation.tender, lot: evaluation.lot, salts: salts.filter { $0.key != winner })
    )
  }

  @Test func `open to the whole file, and the shown bid is known`() throws {
    let (file, full, salts) = try Self.sealed()
    #expect(try Evaluation.unseal(file, with: full, salts: salts, sha256: sha256) == 3)
    #expect(Evaluation.shown(in: file) == bid(0))
    #expect(Evaluation.sealed(in: file) == [bid(1), bid(2), bid(9)])
    #expect(Evaluation.shown(in: full) == nil && Evaluation.sealed(in: full).isEmpty)
    #expect(try EvaluationSalts(json: JSON.parse(salts.json.canonicalBytes())) == salts)
    #expect(try Evaluation.recompute(file, sha256: sha256) == (1, 3))
    #expect(try Evaluation.recompute(full, sha256: sha256).sealed == 0)
    let (second, _, others) = try Self.sealed(shown: 1)
    #expect(Evaluation.shown(in: second) == bid(1))
    #expect(try Evaluation.unseal(second, with: full, salts: others, sha256: sha256) == 3)
    #expect(try Evaluation.recompute(second, sha256: sha256) == (1, 3))
    let (none, _, all) = try Self.sealed(shown: nil)
    #expect(Evaluation.shown(in: none) == nil)
    #expect(try Evaluation.unseal(none, with: full, salts: all, sha256: sha256) == 4)
  }

  @Test func `a mean of all prices is told beside the winner's, and the points follow from it`() throws {
    let (file, full, salts) = try Self.sealed(scheme: try .meanDeviation(disclosure: .winner))
    let shown = try some(file["bids"]?.arrayValue?.first { $0["price"] != nil })
    #expect(shown["price"]?["mean"] == "200.00")
    #expect(try Evaluation.recompute(file, sha256: sha256) == (1, 3))
    #expect(try Evaluation.unseal(file, with: full, salts: salts, sha256: sha256) == 3)
    for mean in ["100.00", "x"] as [JSON] {
      let price = try some(shown["price"]).setting("mean", mean)
      let bids = (file["bids"]?.arrayValue ?? []).map { $0["price"] == nil ? $0 : $0.setting("price", price) }
      #expect(throws: EvaluationFault.self) {
        try Evaluation.recompute(file.setting("bids", .array(bids)), sha256: sha256)
      }
    }
  }

  @Test func `changes and reasons of sealed bids are the supervisor's alone`() throws {
    let scores = [["50.00"], ["50.00"], ["50.00"], ["50.00"], ["35.00"]]
    let lot = SampleLot(
      scheme: try Scheme.sample(minBids: 1, disclosure: .winner, criteria: [try Criterion.sample()]),
      offers: [(bid(0), "100.00", false), (bid(1), "200.00", false)], scores: [scores, scores])
    let evaluation = try Evaluation.evaluate(
      tender: try some(Tender.ID("T")), lot: try some(Lot.ID("1")), scheme: lot.scheme, committee: fingerprint(1),
      entries: try lot.entries, sheets: try lot.sheets, sheetNotes: (0..<5).map { fingerprint(10 + $0) },
      changes: [0, 1].map {
        ScoreChange(
          ground: .extreme, member: "m5", bid: bid($0), criterion: "c1", from: 3500, to: 4500, reason: "漏看一页")
      }, sha256: sha256)
    let full = try JSON.parse(evaluation.json.canonicalBytes())
    #expect(full["changes"]?.arrayValue?.count == 2)
    for (shown, told) in [(bid(0), 1), (bid(1), 1), (nil, nil)] as [(Bid.ID?, Int?)] {
      let all: [Bid.ID: Fingerprint] = [bid(0): fingerprint(500), bid(1): fingerprint(501)]
      let bytes = all.mapValues(\.bytes)
      let file: JSON = try some(evaluation.publicJSON(winner: shown, salts: bytes, sha256: sha256))
      #expect(file["changes"]?.arrayValue?.count == told)
      let salts = EvaluationSalts(
        tender: evaluation.tender, lot: evaluation.lot, salts: all.filter { $0.key != shown })
      #expect(try Evaluation.unseal(file, with: full, salts: salts, sha256: sha256) == salts.salts.count)
      guard shown != nil else { continue }
      #expect(throws: EvaluationFault.self) {
        try Evaluation.unseal(file, with: full.removing("changes"), salts: salts, sha256: sha256)
      }
    }
  }

  /// One thing changed in the whole file, its salts or the public one.
  typealias Change = @Sendable (inout JSON, inout JSON, inout [Bid.ID: Fingerprint]) throws -> Void
  static let changes: [(String, Change)] = [
    ("a total of a sealed bid", { _, full, _ in full = Self.setting(full, 1, "total", "61.00") }),
    ("a reason", { _, full, _ in full = Self.setting(full, 3, "invalid", ["stage": "qualification"]) }),
    ("the shown bid's total", { _, full, _ in full = Self.setting(full, 0, "total", "61.00") }),
    ("a salt", { _, _, salts in salts[bid(1)] = fingerprint(1) }),
    ("a salt is missing", { _, _, salts in salts[bid(2)] = nil }),
    ("a salt too many", { _, _, salts in salts[bid(0)] = fingerprint(1) }),
    ("a seal", { file, _, _ in file = Self.setting(file, 1, "sealed", JSON(fingerprint(1).base64)) }),
    ("a bid is missing", { _, full, _ in full = full.setting("bids", .array(Array(try bids(full).dropLast()))) }),
    (
      "a bid is there twice",
      { file, _, _ in
        var all = try bids(file)
        all[2] = all[1]
        file = file.setting("bids", .array(all))
      }
    ),
    ("the committee", { _, full, _ in full = full.setting("committee", JSON(fingerprint(7).base64)) }),
    ("a word more", { _, full, _ in full = full.setting("failed", "tooFewConforming") }),
  ]

  private static func bids(_ json: JSON) throws -> [JSON] { try some(json["bids"]?.arrayValue) }

  private static func setting(_ json: JSON, _ index: Int, _ name: String, _ value: JSON) -> JSON {
    var all = json["bids"]?.arrayValue ?? []
    all[index] = all[index].setting(name, value)
    return json.setting("bids", .array(all))
  }

  @Test(arguments: changes.indices)
  func `do not open when anything is another`(index: Int) throws {
    var (file, full, held) = try Self.sealed()
    var salts = held.salts
    try Self.changes[index].1(&file, &full, &salts)
    held = EvaluationSalts(tender: held.tender, lot: held.lot, salts: salts)
    #expect(throws: EvaluationFault.self, "\(Self.changes[index].0)") {
      try Evaluation.unseal(file, with: full, salts: held, sha256: sha256)
    }
  }

  @Test func `salts are read strictly`() throws {
    let (_, _, salts) = try Self.sealed()
    let json = try JSON.parse(salts.json.canonicalBytes())
    let entries = try some(json["salts"]?.arrayValue)
    for wrong in [
      json.setting("format", "tender-salts/v2"), json.setting("extra", 1), json.removing("lot"),
      json.setting("salts", .array(entries + [entries[0]])),
      json.setting("salts", [["bid": JSON(bid(1).base64), "salt": "short"]]), .null,
    ] {
      #expect(throws: FormRefusal.self) { try EvaluationSalts(json: wrong) }
    }
  }

  @Test func `there may be as many salts as there may be bids`() throws {
    func salts(_ count: Int) throws -> EvaluationSalts {
      EvaluationSalts(
        tender: try some(Tender.ID("T")), lot: try some(Lot.ID("1")),
        salts: Dictionary(uniqueKeysWithValues: (0..<count).map { (Bid.ID(wide($0)), wide($0)) }))
    }
    for count in [401, 20_000] {
      let held = try salts(count)
      #expect(try EvaluationSalts(json: held.json).salts == held.salts)
    }
    #expect(throws: FormRefusal.tooMany(field: "salts", max: 20_000)) {
      try EvaluationSalts(json: try salts(20_001).json)
    }
  }

  /// A fingerprint that costs no hash: thousands are wanted.
  private func wide(_ number: Int) -> Fingerprint {
    let last = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    return Fingerprint(digest: [UInt8](repeating: 0, count: 28) + last)
  }

  private func quickHash(_ bytes: [UInt8]) -> Fingerprint {
    wide(bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF })
  }

  @Test func `four hundred seals and more open`() throws {
    let bids = (0..<410).map { ("\(1000 + $0).00", "50.00") }
    let evaluation = try SampleLot.simple(bids, scheme: try Scheme.sample(disclosure: .winner)).evaluate()
    let salts = Dictionary(uniqueKeysWithValues: bids.indices.map { (bid($0), wide($0)) })
    let file: JSON = try some(
      evaluation.publicJSON(winner: bid(0), salts: salts.mapValues(\.bytes), sha256: quickHash))
    let held = EvaluationSalts(
      tender: evaluation.tender, lot: evaluation.lot, salts: salts.filter { $0.key != bid(0) })
    let again = try EvaluationSalts(json: held.json)
    #expect(try Evaluation.unseal(file, with: evaluation.json, salts: again, sha256: quickHash) == 409)
  }

  @Test func `a bidder's own result holds in the file that it belongs to, and in no other`() throws {
    let (file, full, salts) = try Self.sealed()
    let elements = try Self.bids(full)
    func result(_ index: Int, salt: Fingerprint?, of file: JSON) -> OwnResult {
      OwnResult(
        tender: salts.tender, lot: salts.lot, evaluation: sha256(file.canonicalBytes()), element: elements[index],
        salt: salt)
    }
    for index in 1...2 {
      let own = result(index, salt: salts.salts[bid(index)], of: file)
      #expect(own.holds(in: file, sha256: sha256))
      let again = try OwnResult(json: JSON.parse(own.json.canonicalBytes()))
      #expect(again.holds(in: file, sha256: sha256))
      #expect(!own.holds(in: full, sha256: sha256))
      #expect(!result(index, salt: fingerprint(3), of: file).holds(in: file, sha256: sha256))
      #expect(!result(index, salt: nil, of: file).holds(in: file, sha256: sha256))
      let better = OwnResult(
        tender: own.tender, lot: own.lot, evaluation: own.evaluation, element: own.element.setting("rank", 1),
        salt: own.salt)
      #expect(!better.holds(in: file, sha256: sha256))
    }
    #expect(result(0, salt: nil, of: file).holds(in: file, sha256: sha256))
    #expect(result(1, salt: nil, of: full).holds(in: full, sha256: sha256))
    #expect(throws: FormRefusal.self) { try OwnResult(json: ["format": "tender-result/v2"]) }
  }

  @Test func `only a ranked bid is shown, at a rank that there can be`() throws {
    let (file, full, _) = try Self.sealed()
    let bids = try Self.bids(file)
    let invalid = try some(Self.bids(full).last)
    for (first, kind) in [
      (invalid, EvaluationFault.Kind.form), (bids[0].setting("rank", 5), .rank), (bids[0].setting("rank", "1"), .rank),
    ] {
      do {
        try Evaluation.recompute(file.setting("bids", .array([first] + bids.dropFirst())), sha256: sha256)
        Issue.record("not noticed")
      } catch { #expect(error.kind == kind, "\(error.sentence)") }
    }
  }

  @Test func `an award rests on a file that shows its winner`() throws {
    let (file, full, _) = try Self.sealed()
    let evaluation = try Evaluation.recomputed(from: full, sha256: sha256)
    let first = try evaluation.award(bid(0), file: fingerprint(1))
    try first.mayRest(on: file)
    try first.mayRest(on: full)
    let second = try evaluation.award(
      bid(1), file: fingerprint(1), passingOver: [Award.PassedOver(bid: bid(0), ground: .declined)])
    #expect(throws: AwardRefusal.winnerSealed) { try second.mayRest(on: file) }
    try second.mayRest(on: try Self.sealed(shown: 1).file)
  }
}
