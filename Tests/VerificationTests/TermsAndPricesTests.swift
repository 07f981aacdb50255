import Canon
import Exact
import FairTender
import Notes
import Tendering
import Testing
import Verification

/// The tender documents, by somebody who holds every key and writes others.
@Suite struct `Tender documents in a bundle` {
  @Test func `that are not those of the notice fail, and are not called missing`() async throws {
    var story = try Forgery()
    story.fileEdits["documents/terms.json"] = { $0.setting("stand-in", "others") }
    let report = await Verifier.verify(try story.told())
    #expect(report.firstFailure?.check == .terms, "\(report.lines(.fail))")
    #expect(report.firstFailure?.en.contains("is not the file that the notice") == true)
    let notes = report.lines(.note).filter { $0.hasPrefix("terms:") }
    #expect(notes.count == 1 && notes.first?.contains("not those in force") == true, "\(notes)")
  }

  @Test func `that are not there are missing, and nothing else`() async throws {
    var bundle = try Fair(bidders: 4).bundle
    bundle.contents["documents/terms.json"] = nil
    let report = await Verifier.verify(bundle)
    #expect(report.lines(.note).contains { $0.contains("tender documents are not in the bundle") })
    #expect(!report.lines(.fail).contains { $0.hasPrefix("terms:") }, "\(report.lines(.fail))")
  }

  private static func lot(_ change: (JSON) -> JSON, of json: JSON) -> JSON {
    json.setting("lots", .array((json["lots"]?.arrayValue ?? []).map(change)))
  }

  static let tricks: [(String, @Sendable (JSON) -> JSON)] = [
    ("another format", { $0.setting("format", "tender-terms/v9") }),
    ("another tender", { $0.setting("tender", "fair-2") }),
    ("another lot", { json in lot({ $0.setting("id", "2") }, of: json) }),
    (
      "a lot twice",
      { json in
        let lots = json["lots"]?.arrayValue ?? []
        return json.setting("lots", .array(lots + lots))
      }
    ),
    (
      "another scheme than the hash beside it",
      { json in lot({ $0.setting("scheme", ($0["scheme"] ?? .null).setting("ceiling", "299999.00")) }, of: json) }
    ),
    (
      "another scheme than any hash in them",
      { json in
        lot({ $0.setting("scheme", ($0["scheme"] ?? .null).setting("ceiling", "299999.00")) }, of: json)
          .setting("schemeSha256", json["schemeSha256"]?["1"] ?? .null)
      }
    ),
  ]

  @Test(arguments: tricks.indices)
  func `that contradict the notice or themselves fail`(at: Int) async throws {
    let (name, change) = Self.tricks[at]
    let report = await Verifier.verify(
      try Fair(bidders: 4, outcome: .init(disclosure: .full, terms: change)).bundle)
    #expect(report.firstFailure?.check == .terms, "\(name): \(report.lines(.fail))")
  }

  @Test func `without what older ones lack hold`() async throws {
    for change: @Sendable (JSON) -> JSON in [
      { $0 }, { $0.removing("format").removing("tender").removing("lots") },
      { $0.setting("schemeSha256", $0["schemeSha256"]?["1"] ?? .null) },
    ] {
      let report = await Verifier.verify(
        try Fair(bidders: 4, outcome: .init(disclosure: .full, terms: change)).bundle)
      #expect(report.holds, "\(report.lines(.fail))")
    }
  }
}

/// Facts that an evaluation takes from the offers, false in an evaluation that recomputes.
@Suite struct `What an evaluation says of an offer` {
  typealias Admitted = Evaluation.AdmittedOffer
  typealias Entry = @Sendable (Int, Admitted) -> Evaluation.Entry

  private static func told(
    _ offer: Admitted, corrections: [PriceCorrection]? = nil, deduction: Points? = nil, answers: [String: String]? = nil
  ) -> Evaluation.Entry {
    .admitted(
      Admitted(
        bid: offer.bid, bidder: offer.bidder, read: offer.read, corrections: corrections ?? offer.corrections,
        deduction: deduction ?? offer.deduction, answers: answers ?? offer.answers))
  }

  private static func out(_ ground: Invalidity.Ground) -> Entry {
    { at, offer in
      at == 3
        ? .invalid(bid: offer.bid, bidder: offer.bidder, Invalidity(ground, reason: "r"), read: offer.read)
        : .admitted(offer)
    }
  }

  private static func step(_ rule: PriceCorrection.Rule, _ from: Price, to: String) -> [PriceCorrection] {
    [PriceCorrection(rule: rule, from: from, to: Price(to) ?? .zero)]
  }

  /// Bidder 0, or 3, with something else in its offer.
  private static func offering(
    _ field: String, of bidder: Int = 0, _ change: @escaping @Sendable (JSON) -> JSON
  ) -> @Sendable (Int, JSON) -> JSON {
    { at, offer in at == bidder ? offer.setting(field, change(offer[field] ?? .null)) : offer }
  }

  private static let words = offering("price") { $0.setting("inWords", "玖佰元整") }
  private static let items = offering("price") {
    $0.setting(
      "items",
      [["no": "1", "name": "a", "unit": "户", "quantity": "2", "unitPrice": "495.00", "amount": "990.00"]])
  }
  private static let micro = offering("supplier") { $0.setting("size", "micro") }
  private static let consortium = offering("supplier") {
    $0.setting("size", "micro").setting("members", [["creditCode": "x", "size": "large"]])
  }
  private static let dear = offering("price", of: 3) {
    $0.setting("total", "300000.01").setting("inWords", "叁拾万元零壹分")
  }
  private static let answered: @Sendable (Int, JSON) -> JSON = { $1.setting("answers", ["c2": "乙"]) }
  private static let looked: @Sendable (JSON) -> JSON = { json in
    let table: JSON = [["answer": "甲", "points": "10.00"], ["answer": "乙", "points": "5.00"]]
    let c2: JSON = ["id": "c2", "name": "奖项", "kind": "lookup", "max": "10.00", "step": "1.00", "table": table]
    let c1 = (json["criteria"]?.arrayValue?.first ?? .null).setting("max", "70.00")
    return json.setting("criteria", .array([c1, c2]))
  }

  static let honest: [(String, Fair.Outcome)] = [
    ("words over figures", .init(disclosure: .full, offer: words)),
    ("items over total", .init(disclosure: .full, offer: items)),
    ("a micro firm", .init(disclosure: .full, offer: micro)),
    ("a consortium with a large firm", .init(disclosure: .full, offer: consortium)),
    ("an answer", .init(disclosure: .full, scheme: looked, offer: answered)),
    ("a price above the ceiling", .init(disclosure: .full, offer: dear, entry: out(.overCeiling))),
    ("a bid out on another ground", .init(disclosure: .full, entry: out(.notResponsive))),
    ("a micro firm that alone is shown", .init(offer: micro)),
  ]

  @Test(arguments: honest.indices)
  func `holds as long as it is so`(at: Int) async throws {
    let (name, outcome) = Self.honest[at]
    let fair = try Fair(bidders: 4, outcome: outcome)
    for bundle in [fair.bundle, fair.supervisorBundle] {
      let report = await Verifier.verify(bundle)
      #expect(report.holds, "\(name): \(report.lines(.fail))")
    }
  }

  /// Bidder 0 told otherwise.
  private static func first(_ change: @escaping @Sendable (Admitted) -> Evaluation.Entry) -> Entry {
    { $0 == 0 ? change($1) : .admitted($1) }
  }

  static let tricks: [(String, Fair.Outcome, words: String)] = [
    (
      "words that nobody wrote",
      .init(disclosure: .full, entry: first { told($0, corrections: step(.wordsOverFigures, $0.read, to: "900.00")) }),
      "corrections of the price"
    ),
    (
      "items that nobody wrote",
      .init(disclosure: .full, entry: first { told($0, corrections: step(.itemsOverTotal, $0.read, to: "900.00")) }),
      "corrections of the price"
    ),
    (
      "words passed over", .init(disclosure: .full, offer: words, entry: first { told($0, corrections: []) }),
      "corrections of the price"
    ),
    (
      "items passed over", .init(disclosure: .full, offer: items, entry: first { told($0, corrections: []) }),
      "corrections of the price"
    ),
    (
      "a deduction given", .init(disclosure: .full, entry: first { told($0, deduction: Points("0.15")) }),
      "the deduction of"
    ),
    (
      "a deduction withheld",
      .init(disclosure: .full, offer: micro, entry: first { told($0, deduction: Points("0.00")) }), "the deduction of"
    ),
    (
      "a deduction given to a consortium with a large firm",
      .init(disclosure: .full, offer: consortium, entry: first { told($0, deduction: Points("0.15")) }),
      "the deduction of"
    ),
    (
      "a deduction given to the winner, who alone is shown",
      .init(entry: first { told($0, deduction: Points("0.15")) }), "the deduction of"
    ),
    (
      "a better answer",
      .init(
        disclosure: .full, scheme: looked, offer: answered, entry: first { told($0, answers: ["c2": "甲"]) }),
      "the answer of"
    ),
    ("a price below the ceiling called above it", .init(disclosure: .full, entry: out(.overCeiling)), "the ceiling"),
  ]

  @Test(arguments: tricks.indices)
  func `fails when a public offer says otherwise`(at: Int) async throws {
    let (name, outcome, words) = Self.tricks[at]
    let report = await Verifier.verify(try Fair(bidders: 4, outcome: outcome).bundle)
    let found = report.lines(.fail).filter { $0.hasPrefix("evaluation:") }
    #expect(found.count == 1 && found.first?.contains(words) == true, "\(name): \(report.lines(.fail))")
  }

  private static func priced(
    _ at: Int, _ price: [String: String], total: String, rule: String? = nil
  ) -> (JSON) -> JSON {
    { json in
      var bids = json["bids"]?.arrayValue ?? []
      var now = bids[at]["price"] ?? .null
      for (name, value) in price { now = now.setting(name, JSON(value)) }
      if let rule {
        let step: JSON = ["rule": JSON(rule), "from": now["read"] ?? .null, "to": now["corrected"] ?? .null]
        now = now.setting("corrections", .array([step]))
      }
      bids[at] = bids[at].setting("price", now).setting("total", JSON(total))
      return json.setting("bids", .array(bids))
    }
  }

  /// In the example prices are confidential: only what was read out of them is known, and the firms' sizes.
  @Test(arguments: ["wordsOverFigures", "itemsOverTotal", "another"])
  func `is held against what was read out where its price is confidential`(rule: String) async throws {
    var story = try Forgery()
    story.fileEdits["evaluation/1.json"] = Self.priced(
      2, ["corrected": "170000.00", "evaluated": "170000.00", "points": "19.80"], total: "79.10", rule: rule)
    let report = await Verifier.verify(try story.told())
    let found = report.lines(.fail)
    let notes = report.lines(.note)
    switch rule {
    case "wordsOverFigures":
      #expect(found.count == 1 && found.first?.contains("corrections of the price") == true, "\(found)")
    case "itemsOverTotal":
      #expect(found.isEmpty && notes.contains { $0.contains("the correction by them cannot be checked") }, "\(found)")
    default:
      #expect(found.isEmpty && notes.contains { $0.contains("by a rule that is not known here") }, "\(found)")
    }
  }

  @Test func `is held against the public part that names the firm's size`() async throws {
    var story = try Forgery()
    story.fileEdits["evaluation/1.json"] = Self.priced(
      1, ["deduction": "0.00", "evaluated": "230500.00", "points": "14.60"], total: "80.30")
    let report = await Verifier.verify(try story.told())
    let found = report.lines(.fail)
    #expect(found.count == 1 && found.first?.contains("the deduction of") == true, "\(found)")
  }

  /// What is said where the invalid bid has this ground.
  private static func report(ofGround ground: String) async throws -> Report {
    var story = try Forgery()
    story.fileEdits["evaluation/1.json"] = { json in
      var bids = json["bids"]?.arrayValue ?? []
      bids[5] = bids[5].setting("invalid", (bids[5]["invalid"] ?? .null).setting("ground", JSON(ground)))
      return json.setting("bids", .array(bids))
    }
    return await Verifier.verify(try story.told())
  }

  @Test func `names a ground that nobody knows in a note`() async throws {
    let report = try await Self.report(ofGround: "wrongHat")
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.note).contains { $0.contains("wrongHat") }, "\(report.lines(.note))")
  }

  @Test func `needs its points where it fell below a minimum`() async throws {
    let report = try await Self.report(ofGround: "belowMinimum")
    #expect(report.firstFailure?.en.contains("its points are not there") == true, "\(report.lines(.fail))")
  }
}

/// A file that is none must not cost the time of one.
@Suite struct `An evaluation of any size` {
  @Test(arguments: [true, false])
  func `that is not in its form is refused soon`(hasChanges: Bool) async throws {
    let fair = try Fair(
      bidders: 4,
      outcome: .init(
        disclosure: .full,
        file: { json in
          let bids = json["bids"]?.arrayValue ?? []
          let many = json.setting("bids", .array((0..<1000).flatMap { _ in bids }))
          let change: JSON = ["member": "m9", "bid": "x", "criterion": "c1"]
          return hasChanges
            ? many.setting("changes", .array([JSON](repeating: change, count: 2000)))
            : many.setting("members", .array([JSON](repeating: "m1", count: 200)))
        }))
    let report = await Verifier.verify(fair.bundle)
    #expect(report.firstFailure?.check == .evaluation, "\(report.lines(.fail))")
    #expect(!report.lines(.fail).contains { $0.hasPrefix("scores:") }, "\(report.lines(.fail))")
  }
}
