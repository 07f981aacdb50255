import Canon
import Exact
import Tendering
import Testing

private func rules() throws -> RuleBook { RuleBook.inForce(on: try some(CalendarDay("2026-11-22")), for: .f) }

private func terms(_ places: Int = 4, _ callOff: FrameworkTerms.CallOff = .direct) -> FrameworkTerms {
  FrameworkTerms(placesMax: places, months: 24, callOff: callOff)
}

/// Ranked in their order: the first has the most points.
private func evaluation(of count: Int) throws -> Evaluation {
  try SampleLot.simple((0..<count).map { ("100.00", "\(70 - $0 * 5).00") }).evaluate()
}

@Suite struct `A framework agreement` {
  /// Of so many ranked, with so many places and these passed over: who is selected, by rank from 0, or why nobody.
  static let selections: [(ranked: Int, places: Int, over: [Int], selected: [Int], code: String)] = [
    (3, 4, [], [0, 1], ""), (5, 4, [], [0, 1, 2, 3], ""), (6, 4, [], [0, 1, 2, 3], ""), (6, 2, [], [0, 1], ""),
    (10, 400, [], [0, 1, 2, 3, 4, 5, 6, 7], ""), (5, 4, [1], [0, 2, 3, 4], ""), (5, 4, [0, 2], [1, 3, 4], ""),
    (3, 4, [0], [1, 2], ""), (3, 4, [0, 1], [], "framework.tooFewLeft"),
    // Nobody after the last selected is passed over, nobody twice.
    (6, 2, [2], [], "framework.passedOverUnfit"), (6, 2, [0, 0], [], "framework.passedOverUnfit"),
    (6, 1, [], [], "framework.tooFewLeft"),
  ]
  @Test(arguments: selections)
  func `selects the first of the ranked, as many as documents and law leave`(
    ranked: Int, places: Int, over: [Int], selected: [Int], code: String
  ) throws {
    let evaluation = try evaluation(of: ranked)
    let passed = over.map { Award.PassedOver(bid: bid($0), ground: .declined) }
    do {
      let selection = try evaluation.select(
        terms(places), file: fingerprint(7), passingOver: passed, rules: try rules())
      #expect(code == "" && selection.selected.map(\.bid) == selected.map { bid($0) })
      #expect(selection.selected.map(\.place) == Array(1...max(1, selected.count)))
      #expect(selection.eliminated == ranked - selected.count && selection.eliminated >= 1)
      #expect(try Selection(json: selection.json) == selection)
    } catch {
      #expect((error as? FrameworkRefusal)?.code == code, "\(error)")
    }
  }

  @Test func `selects nobody on a ground that lies in no bidder, nor in a lot that failed`() throws {
    let over = [Award.PassedOver(bid: bid(0), ground: .userChoice)]
    #expect(throws: FrameworkRefusal.passedOverUnfit) {
      try evaluation(of: 5).select(terms(), file: fingerprint(7), passingOver: over, rules: try rules())
    }
    #expect(throws: FrameworkRefusal.lotFailed) {
      try evaluation(of: 2).select(terms(), file: fingerprint(7), rules: try rules())
    }
  }

  static let broken: [(String, JSON)] = [
    ("format", "tender-award/v1"), ("eliminated", 2), ("responded", 0), ("lot", "…"), ("selected", [[:]]),
    ("passedOver", [["bid": "x", "ground": "declined"]]),
  ]
  @Test(arguments: broken.indices)
  func `is not read from a selection out of its form`(index: Int) throws {
    let good = try evaluation(of: 5).select(terms(), file: fingerprint(7), rules: try rules()).json
    let (name, value) = Self.broken[index]
    #expect(throws: FormRefusal.self) { try Selection(json: good.setting(name, value)) }
  }

  private static let day = CalendarDay(number: 20_600)
  private static func agency(
    _ place: Int, until: Int? = 100, left: Bool = false, called: Bool = false
  ) -> FrameworkAgency {
    FrameworkAgency(
      place: place, bid: bid(place), agreedUntil: until.map { day.adding(days: $0) }, hasLeft: left, wasCalled: called)
  }

  static let calls:
    [(what: String, rotation: Bool, chosen: Int?, hasCall: Bool, agencies: [FrameworkAgency], told: String)] =
      [
        ("the user's choice", false, 2, false, [agency(1), agency(2)], "2"),
        ("on the last day", false, 1, false, [agency(1, until: 0)], "1"),
        ("nobody named", false, nil, false, [agency(1)], "framework.choiceMissing"),
        ("a stranger", false, 9, false, [agency(1)], "framework.notAmongSelected"),
        ("one that left", false, 1, false, [agency(1, until: nil, left: true)], "framework.hasLeft"),
        ("one called before", false, 1, false, [agency(1, called: true)], "framework.calledBefore"),
        ("no agreement", false, 1, false, [agency(1, until: nil)], "framework.agreementMissing"),
        ("an agreement that is over", false, 1, false, [agency(1, until: -1)], "framework.agreementOver"),
        ("a call that stands", false, 1, true, [agency(1)], "framework.callStands"),
        ("the first in turn", true, nil, false, [agency(2), agency(1)], "1"),
        ("the next in turn", true, nil, false, [agency(1, called: true), agency(2, left: true), agency(3)], "3"),
        ("over a missing agreement", true, nil, false, [agency(1, until: nil), agency(2)], "2"),
        ("somebody named", true, 1, false, [agency(1)], "framework.turnsDecide"),
        ("nobody left", true, nil, false, [agency(1, called: true), agency(2, until: -1)], "framework.nobodyLeft"),
      ]
  @Test(arguments: calls.indices)
  func `is called by the user's choice or in turn, one at a time`(index: Int) {
    let (what, rotation, chosen, hasCall, agencies, told) = Self.calls[index]
    do {
      let found = try terms(4, rotation ? .rotation : .direct).called(
        chosen.map { bid($0) }, among: agencies, hasCall: hasCall, on: Self.day)
      #expect("\(found.place)" == told, "\(what)")
    } catch {
      #expect(error.code == told, "\(what)")
    }
  }

  @Test func `says why the better ranked are left aside in a call-off`() throws {
    let evaluation = try evaluation(of: 5)
    let fallen = [Award.PassedOver(bid: bid(0), ground: .declined)]
    #expect(
      evaluation.aside(of: bid(2), fallen: fallen, terms()).map(\.ground) == [.declined, .userChoice])
    #expect(evaluation.aside(of: bid(1), fallen: [], terms(4, .rotation)).map(\.ground) == [.inTurn])
    #expect(evaluation.aside(of: bid(0), fallen: [], terms()).isEmpty)
  }

  static let months: [(begins: String, months: Int, ends: String)] = [
    ("2026-12-01", 24, "2028-11-30"), ("2027-08-31", 6, "2028-02-29"), ("2027-01-30", 1, "2027-02-28"),
    ("2027-01-15", 12, "2028-01-14"), ("2028-02-29", 12, "2029-02-28"),
  ]
  @Test(arguments: months)
  func `ends on the day before that of its first`(begins: String, months: Int, ends: String) throws {
    #expect(try some(CalendarDay(begins)).lastDay(ofMonths: months) == CalendarDay(ends))
  }
}

@Suite struct `A framework agreement's draft` {
  private func draft(_ profile: String = "F", _ framework: JSON?, disclosure: Scheme.Disclosure = .full) throws -> JSON
  {
    let scheme = try Scheme.sample(disclosure: disclosure)
    let draft: JSON = [
      "id": "zk-2026-01", "profile": JSON(profile), "minimum": 3, "reviewed": true, "consortium": false,
      "discloseAll": true, "service": ["requirement": "托管", "standard": "合格"],
      "lots": [["id": "L1", "budget": "300000.00", "ceiling": "300000.00", "scheme": scheme.json]],
    ]
    return framework.map { draft.setting("framework", $0) } ?? draft
  }

  static let cases: [(profile: String, framework: JSON?, fault: LintFault?)] = [
    ("F", ["placesMax": 4, "months": 24, "callOff": "direct"], nil), ("F", nil, .frameworkUnsaid),
    ("G1", ["placesMax": 4, "months": 24, "callOff": "direct"], .frameworkUnfit), ("G1", nil, nil),
    ("F", ["placesMax": 1, "months": 24, "callOff": "rotation"], .frameworkTooNarrow(min: 2)),
    ("F", ["placesMax": 4, "months": 25, "callOff": "rotation"], .frameworkTooLong(monthsMax: 24)),
  ]
  @Test(arguments: cases.indices)
  func `fixes places, length and way of calling, under profile F alone`(index: Int) throws {
    let (profile, framework, fault) = Self.cases[index]
    let found = try DraftOutline(json: draft(profile, framework)).findings(isRehearsal: true)
    let about = found.filter { $0.rule == "R-013" }
    #expect(about.map(\.fault) == (fault.map { [$0] } ?? []), "\(found)")
    #expect(about.allSatisfy { $0.severity == .blocks && $0.at == "framework" })
  }

  @Test func `seals nobody's figures, since the ranks of all selected are public`() throws {
    let terms: JSON = ["placesMax": 4, "months": 24, "callOff": "direct"]
    let found = try DraftOutline(json: draft("F", terms, disclosure: .winner)).findings(isRehearsal: false)
    #expect(found.contains { $0.fault == .frameworkSealed && $0.at == "lots[0].scheme.disclosure" })
    #expect(throws: FormRefusal.self) {
      try DraftOutline(json: draft("F", ["placesMax": 4, "months": 24, "callOff": "bids"]))
    }
    #expect(throws: FormRefusal.self) { try DraftOutline(json: draft("F", terms.setting("more", 1))) }
  }
}
