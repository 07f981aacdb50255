import Canon
import Exact
import Tendering
import Testing

@Suite struct `A bidder's standing` {
  static let code = CreditCode.synthetic(serial: 1)!
  static let other = CreditCode.synthetic(serial: 2)!
  static func day(_ text: String) -> CalendarDay { CalendarDay(text)! }

  private static func barred(_ from: String, _ to: String?, of code: CreditCode = code) -> StandingEntry {
    StandingEntry(
      list: .debarment, name: "甲", creditCode: code, from: day(from), to: to.map(day), scope: "政府采购", ground: "决定书")
  }

  static let days: [(day: String, isBarred: Bool)] = [
    ("2026-02-27", false), ("2026-02-28", true), ("2028-02-29", true), ("2028-03-01", false),
  ]

  @Test(arguments: days)
  func `an entry bars from its first day to its last, and no longer`(day: String, isBarred: Bool) {
    let entries = [Self.barred("2026-02-28", "2028-02-29"), Self.barred("2020-01-01", nil, of: Self.other)]
    let against = Standing.against(Self.code, licence: "4110", among: entries, on: Self.day(day))
    #expect(against.isEmpty == !isBarred)
    // Without an end it goes on.
    #expect(Standing.against(Self.other, licence: "4111", among: entries, on: Self.day(day)).count == 1)
  }

  private static func licence(
    _ state: StandingEntry.LicenceState, _ from: String, _ to: String?, of code: CreditCode? = code
  ) -> StandingEntry {
    StandingEntry(
      list: .licence, name: "甲", creditCode: code, licence: "41100", state: state, from: day(from), to: to.map(day),
      scope: "", ground: "")
  }

  static let licences: [(what: String, entries: [StandingEntry], word: String)] = [
    ("on no list", [], "notFound"),
    ("valid", [licence(.valid, "2020-01-01", nil)], "valid"),
    ("valid, the code not printed", [licence(.valid, "2020-01-01", nil, of: nil)], "valid"),
    ("run out the day before", [licence(.valid, "2020-01-01", "2026-11-25")], "notValid"),
    ("another's", [licence(.valid, "2020-01-01", nil, of: other)], "notValid"),
    ("revoked", [licence(.revoked, "2026-01-01", nil)], "notValid"),
    (
      "suspended meanwhile", [licence(.valid, "2020-01-01", nil), licence(.suspended, "2026-11-01", "2026-12-01")],
      "notValid"
    ),
    (
      "suspended earlier", [licence(.valid, "2020-01-01", nil), licence(.suspended, "2026-01-01", "2026-02-01")],
      "valid"
    ),
  ]

  @Test(arguments: licences)
  func `a licence is valid by its state, its dates and its holder`(what: String, entries: [StandingEntry], word: String)
  {
    let state = Standing.licenceState("41100", of: Self.code, among: entries, on: Self.day("2026-11-26"))
    #expect(state.word == word, "\(what)")
    let against = Standing.against(Self.code, licence: "41100", among: entries, on: Self.day("2026-11-26"))
    #expect(against.isEmpty == (word != "notValid"), "\(what)")
  }

  @Test func `one person in two bids of a lot is found by the certificate's number`() throws {
    func bid(_ byte: String) throws -> Bid.ID { try #require(Bid.ID(hex: String(repeating: byte, count: 32))) }
    func person(_ name: String, _ certificate: String) -> Offer.TeamMember {
      Offer.TeamMember(name: name, certificate: certificate, role: "", daysOnSite: 1)
    }
    let (a, b, c) = (try bid("aa"), try bid("bb"), try bid("cc"))
    let shared = Standing.sharedPeople([
      (a, [person("王一", "4100-000001"), person("李二", "4100000002"), person("王一", "4100 000001")]),
      (b, [person("王　一", "4100000001"), person("李二", "")]),
      (c, [person("李二", "4100000003")]),
    ])
    #expect(shared.map(\.certificate) == ["4100000001"] && shared.first?.bids == [a, b])
  }

  static let faults: [(what: String, json: JSON, code: String)] = [
    ("no list", ["channel": "x", "queried": 1, "entries": []], "form.missing"),
    ("another list", ["list": "friends", "channel": "x", "queried": 1, "entries": []], "form.wrong"),
    (
      "no code",
      [
        "list": "debarment", "channel": "x", "queried": 1,
        "entries": [["name": "甲", "from": "2026-01-01"]],
      ], "standing.codeMissing"
    ),
    (
      "a code that is none",
      [
        "list": "debarment", "channel": "x", "queried": 1,
        "entries": [["name": "甲", "creditCode": "91411600MA000001XX", "from": "2026-01-01"]],
      ], "form.wrong"
    ),
    (
      "a day that is none",
      [
        "list": "debarment", "channel": "x", "queried": 1,
        "entries": [["name": "甲", "creditCode": JSON(code.text), "from": "2026-02-30"]],
      ], "form.wrong"
    ),
    (
      "an end before the beginning",
      [
        "list": "debarment", "channel": "x", "queried": 1,
        "entries": [["name": "甲", "creditCode": JSON(code.text), "from": "2026-02-03", "to": "2026-02-02"]],
      ], "standing.periodReversed"
    ),
    (
      "a licence without state",
      [
        "list": "licence", "channel": "x", "queried": 1,
        "entries": [["name": "甲", "licence": "41100", "from": "2026-02-03"]],
      ], "standing.licenceMissing"
    ),
    (
      "more than asked",
      [
        "list": "licence", "channel": "x", "queried": 1,
        "entries": [["name": "甲", "licence": "41100", "from": "2026-02-03", "colour": "red"]],
      ], "form.unknown"
    ),
  ]

  @Test(arguments: faults)
  func `a list that is not as it must be is refused whole`(what: String, json: JSON, code: String) {
    #expect(throws: StandingRefusal.self) { try StandingFile(json: json) }
    do { _ = try StandingFile(json: json) } catch { #expect(error.code == code, "\(what)") }
  }
}
