import Exact
import Tendering
import Testing

private func facts(
  _ i: Int, total: String? = nil, unitPrices: [String: String] = [:], files: [BidFacts.File] = [], texts: [String] = [],
  people: [BidFacts.Person] = [], addresses: Set<String> = [], at: Int64? = nil, account: String? = nil
) throws -> BidFacts {
  BidFacts(
    bid: bid(i), bidder: try key("b\(i)"), name: "周口第\(i)知识产权代理所", total: try total.map { try yuan($0) },
    unitPrices: try unitPrices.mapValues { try yuan($0) }, files: files, texts: texts, people: people,
    addresses: addresses, receivedAt: at.map { Instant(seconds: $0) }, securityAccount: account)
}

private func pair(_ a: Int, _ b: Int) -> [Bid.ID] { [bid(a), bid(b)].sorted() }

@Suite struct `Signals of collusion` {
  @Test func `bids that share nothing give none, and neither does a bid alone`() throws {
    let bids = try (0..<4).map {
      try facts(
        $0, total: ["180000.00", "195000.00", "201000.00", "240000.00"][$0], texts: ["第\($0)家的方案，各写各的，内容互不相同"],
        people: [.init(part: .lead, name: "甲\($0)", number: "41000\($0)")], addresses: ["10.0.0.\($0)"], at: Int64($0))
    }
    #expect(CollusionSignal.all(among: bids).isEmpty)
    #expect(CollusionSignal.all(among: [bids[0]]).isEmpty && CollusionSignal.all(among: []).isEmpty)
  }

  static let shared: [(BidFacts.Person.Part, CollusionSignal.Kind, CollusionSignal.Weight)] = [
    (.lead, .sameLead, .deemed), (.contact, .sameContact, .deemed), (.handler, .sameHandler, .deemed),
    (.attorney, .sameAttorney, .supporting),
  ]
  @Test(arguments: shared)
  func `one person in two bids is a signal, and goes by the number where there is one`(
    part: BidFacts.Person.Part, kind: CollusionSignal.Kind, weight: CollusionSignal.Weight
  ) throws {
    func find(_ a: (String, String?), _ b: (String, String?)) throws -> [CollusionSignal] {
      CollusionSignal.all(among: [
        try facts(0, people: [.init(part: part, name: a.0, number: a.1)]),
        try facts(1, people: [.init(part: part, name: b.0, number: b.1)]),
      ])
    }
    let found = try find(("张三", "4100001"), ("张叁", "4100001"))
    #expect(found == [CollusionSignal(kind: kind, bids: pair(0, 1), evidence: "4100001")])
    #expect(found.first?.weight == weight)
    #expect(try find(("张三", nil), ("张三", nil)).map(\.evidence) == ["张三"])
    // One name, two numbers: two people.
    #expect(try find(("张三", "1"), ("张三", "2")).isEmpty)
    #expect(try find((" ", nil), (" ", nil)).isEmpty)
  }

  @Test func `the same file or metadata supports a finding, but not what the buyer handed out`() throws {
    let (own, issued) = (fingerprint(1), fingerprint(2))
    let bids = try (0..<2).map {
      try facts(
        $0,
        files: [
          .init(member: "a1.pdf", sha256: own, author: "李四", createdAt: "2026-11-01T08:00:00"),
          .init(member: "a2.pdf", sha256: issued, author: "采购人"),
        ])
    }
    let found = CollusionSignal.all(among: bids, issued: [issued])
    #expect(found.map(\.kind) == [.sameFile, .sameMetadata, .sameMetadata])
    #expect(found.map(\.evidence) == [own.base64, "author 李四", "createdAt 2026-11-01T08:00:00"])
    #expect(found.allSatisfy { $0.weight == .supporting && $0.bids == pair(0, 1) })
  }

  @Test func `another bidder's name in a bid is files mixed up`() throws {
    let found = CollusionSignal.all(among: [try facts(0, texts: ["承诺人：周口第 1 知识产权代理所（盖章）"]), try facts(1)])
    #expect(found == [CollusionSignal(kind: .filesMixed, bids: pair(0, 1), evidence: "周口第1知识产权代理所")])
    #expect(found.first?.weight == .deemed)
  }

  static let series: [([String], String?)] = [
    (["180000.00", "190000.00", "200000.00"], "+ 10000.00"), (["200000.00", "180000.00", "190000.00"], "+ 10000.00"),
    (["100.00", "110.00", "121.00"], "× 11000/10000"), (["100.00", "110.00", "121.01"], nil),
    (["180000.00", "190000.00"], nil), (["100.00", "100.00", "100.00"], nil), (["0.00", "1.00", "2.00"], nil),
    (["1.00", "2.00", "3.00", "4.01"], nil), (["0.01", "0.02", "0.04", "0.08"], "× 2/1"),
  ]
  @Test(arguments: series.indices)
  func `totals in an arithmetic or constant-ratio series support a finding`(index: Int) throws {
    let (totals, evidence) = Self.series[index]
    let found = CollusionSignal.all(among: try totals.enumerated().map { try facts($0.offset, total: $0.element) })
    #expect(found.first?.evidence == evidence, "case \(index)")
    #expect(found.allSatisfy { $0.kind == .totalsRegular && $0.weight == .supporting && $0.bids.count == totals.count })
  }

  @Test func `price tables that differ line by line alike are deemed a regular pattern`() throws {
    let names = ["a", "b", "c", "d", "e"]
    func table(_ prices: [String]) -> [String: String] { Dictionary(uniqueKeysWithValues: zip(names, prices)) }
    let base = table(["100.00", "200.00", "300.00", "400.00", "500.00"])
    func find(_ other: [String]) throws -> [CollusionSignal] {
      CollusionSignal.all(among: [try facts(0, unitPrices: base), try facts(1, unitPrices: table(other))])
    }
    #expect(try find(["110.00", "220.00", "330.00", "440.00", "550.00"]).map(\.kind) == [.unitPricesRegular])
    #expect(try find(["107.00", "207.00", "307.00", "407.00", "507.00"]).map(\.evidence) == ["± 7.00"])
    #expect(try find(["100.00", "200.00", "300.00", "400.00", "500.00"]).map(\.kind) == [.unitPricesRegular])
    #expect(try find(["110.00", "220.00", "330.00", "440.00", "550.01"]).isEmpty)
    // Few lines, or one price throughout, agree by chance.
    let short = ["a": "1.00", "b": "2.00"]
    #expect(CollusionSignal.all(among: [try facts(0, unitPrices: short), try facts(1, unitPrices: short)]).isEmpty)
    let flat = table(Array(repeating: "9.00", count: 5))
    #expect(CollusionSignal.all(among: [try facts(0, unitPrices: flat), try facts(1, unitPrices: flat)]).isEmpty)
  }

  @Test func `texts alike are a signal by their share, without the buyer's own words`() throws {
    func text(_ seed: UInt64, _ count: Int) -> String {
      var random = Seeded(state: seed)
      return String(
        String.UnicodeScalarView(
          (0..<count).compactMap { _ in Unicode.Scalar(0x4E00 + UInt32.random(in: 0..<3000, using: &random)) }))
    }
    let (first, second, demand) = (text(1, 1000), text(2, 1000), text(3, 800))
    func kinds(_ a: String, _ b: String, issued: [String] = []) throws -> [CollusionSignal.Kind] {
      CollusionSignal.all(among: [try facts(0, texts: [a]), try facts(1, texts: [b])], issuedTexts: issued).map(\.kind)
    }
    #expect(try kinds(first, second).isEmpty)
    #expect(try kinds(first, first) == [.filesAlike])
    // Commas and blanks hide nothing.
    #expect(try kinds(first, first.map { "\($0)， " }.joined()) == [.filesAlike])
    #expect(try kinds(first, String(first.prefix(650)) + second.prefix(350)) == [.textSimilar])
    #expect(try kinds(first, String(first.prefix(400)) + second.prefix(600)).isEmpty)
    #expect(try kinds(demand + first, demand + second) == [])
    #expect(try kinds(demand + first.prefix(100), demand + second.prefix(100)) == [.filesAlike])
    #expect(try kinds(demand + first.prefix(100), demand + second.prefix(100), issued: [demand]).isEmpty)
    #expect(try kinds("", "").isEmpty)
  }

  @Test func `one address supports a finding, minutes apart only together with it, one account is deemed`() throws {
    func find(_ a: BidFacts, _ b: BidFacts) -> [CollusionSignal.Kind] {
      CollusionSignal.all(among: [a, b]).map(\.kind)
    }
    let (first, near, far) = (
      try facts(0, addresses: ["10.0.0.1"], at: 1000), try facts(1, addresses: ["10.0.0.1", "10.0.0.2"], at: 1300),
      try facts(1, addresses: ["10.0.0.1"], at: 1301)
    )
    #expect(find(first, near) == [.sameAddress, .handedInTogether])
    #expect(find(first, far) == [.sameAddress])
    #expect(find(first, try facts(1, addresses: ["10.0.0.9"], at: 1000)).isEmpty)
    #expect(find(try facts(0, account: "6222"), try facts(1, account: "6222")) == [.sameSecurityAccount])
  }

  @Test func `are the same whatever the order of the bids, deemed ones first`() throws {
    let seed: UInt64 = 80
    var random = Seeded(state: seed)
    var bids = try (0..<6).map {
      try facts(
        $0, total: "\(100 + 10 * $0).00",
        people: [
          .init(part: .attorney, name: "甲", number: "\($0 % 2)"), .init(part: .lead, name: "乙", number: "\($0 / 3)"),
        ], addresses: ["a\($0 % 3)"])
    }
    let found = CollusionSignal.all(among: bids)
    #expect(found.contains { $0.kind == .sameLead && $0.bids.count == 3 })
    let weights = found.map(\.weight)
    #expect(weights == weights.sorted { $0 == .deemed && $1 == .supporting })
    for _ in 0..<20 {
      bids.shuffle(using: &random)
      #expect(CollusionSignal.all(among: bids) == found, "seed \(seed)")
    }
  }
}
