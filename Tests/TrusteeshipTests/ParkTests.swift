import Canon
import Exact
import Tendering
import Testing
import Trusteeship

@Suite struct `Programme and batch` {
  @Test func `a programme has a name, a basis and an end`() throws {
    let id = try some(Programme.ID("zk"))
    let (begins, ends) = (try day("2026-01-01"), try day("2027-12-31"))
    #expect(throws: ProgrammeRefusal.nameMissing) {
      try Programme(id: id, name: " ", basis: "x", begins: begins, ends: ends)
    }
    #expect(throws: ProgrammeRefusal.nameMissing) {
      try Programme(id: id, name: "x", basis: "", begins: begins, ends: ends)
    }
    #expect(throws: ProgrammeRefusal.datesReversed) {
      try Programme(id: id, name: "x", basis: "x", begins: ends, ends: begins)
    }
    #expect(try Programme.sample().json["basis"] == "周市监办〔2021〕227号")
  }

  static let batches: [(String, @Sendable () throws -> Batch, ProgrammeRefusal?)] = [
    ("in order", { try .sample() }, nil),
    ("a window reversed", { try .sample(opens: 200) }, .datesReversed),
    ("a term reversed", { try .sample(ends: "2026-11-30") }, .datesReversed),
    ("a second one in the year", { try .sample(taken: [2026]) }, .yearHasBatch(year: 2026)),
    ("another year's", { try .sample(taken: [2025]) }, nil),
    (
      "before the programme", { try .sample(year: 2025, begins: "2025-12-31", ends: "2026-12-30") },
      .batchOutsideProgramme
    ),
    ("after it", { try .sample(year: 2028, begins: "2028-01-01", ends: "2028-12-31") }, .batchOutsideProgramme),
    ("named for another year", { try .sample(year: 2027) }, .batchOutsideProgramme),
    ("ending after the programme", { try .sample(year: 2027, begins: "2027-12-31", ends: "2028-12-30") }, nil),
    ("a window longer than the term", { try .sample(closes: 9_999_999_999) }, .windowAfterTerm),
    ("a day short", { try .sample(ends: "2027-11-29") }, .termNotOneYear),
    ("a day long", { try .sample(ends: "2027-12-01") }, .termNotOneYear),
  ]
  @Test(arguments: batches.indices)
  func `a batch is one a year, for a year`(index: Int) {
    let (what, make, refusal) = Self.batches[index]
    do {
      _ = try make()
      #expect(refusal == nil, "\(what)")
    } catch let error as ProgrammeRefusal { #expect(error == refusal, "\(what)") } catch {
      Issue.record(error)
    }
  }

  @Test func `a year from a leap day ends on the last of February`() throws {
    #expect(Batch.lastDay(from: try day("2028-02-29"), years: 1).description == "2029-02-28")
    #expect(Batch.lastDay(from: try day("2026-01-01"), years: 1).description == "2026-12-31")
  }
}

@Suite struct `A park's application` {
  @Test func `that meets all five conditions is confirmed`() throws {
    let application = try ParkApplication(json: try Sample.application())
    #expect(application.json == (try Sample.application()))
    let decision = try Batch.sample().confirm(application, isDecided: false, groundworkFound: true)
    #expect(decision.outcome == .confirmed && decision.unmet.isEmpty)
    #expect(throws: ParkRefusal.refusedWithoutGround) {
      try Batch.sample().refuse(application, isDecided: false, groundworkFound: true, reason: "不需要")
    }
  }

  static let counts: [(listed: Int, counted: Int, meets: Bool)] = [
    (20, 20, true), (19, 19, false), (21, 21, true), (0, 0, false),
  ]
  @Test(arguments: counts)
  func `twenty technology firms are enough and nineteen are not`(listed: Int, counted: Int, meets: Bool) throws {
    let application = try ParkApplication(json: try Sample.application(firms: try Sample.firms(listed)))
    #expect(application.technologyFirmsCounted == counted)
    let unmet: [UnmetCondition] = meets ? [] : [.tooFewTechnologyFirms(counted: counted, needed: 20)]
    #expect(application.unmet(groundworkFound: true) == unmet)
    guard !meets else { return }
    #expect(throws: ParkRefusal.conditionsUnmet(unmet)) {
      try Batch.sample().confirm(application, isDecided: false, groundworkFound: true)
    }
    let decision = try Batch.sample().refuse(
      application, isDecided: false, groundworkFound: true, reason: "科技企业不足二十家")
    #expect(decision.outcome == .refused && decision.unmet == unmet)
  }

  @Test func `a firm listed twice counts once, and one without evidence not at all`() throws {
    let firms = try Sample.firms(19)
    let twice = try ParkApplication(json: try Sample.application(firms: firms + [firms[0], firms[1]]))
    #expect(twice.technologyFirmsCounted == 19)
    let bare = try Sample.firms(20).dropLast() + [try some(Sample.firms(20, evidence: " ").last)]
    #expect(try ParkApplication(json: try Sample.application(firms: Array(bare))).technologyFirmsCounted == 19)
  }

  static let shortcomings: [(field: String, value: JSON, unmet: [UnmetCondition])] = [
    ("level", "other", [.notSetUpByGovernment]), ("approval", nil, [.notSetUpByGovernment]),
    ("approval", " ", [.notSetUpByGovernment]), ("region", "410100", [.outsideCity]),
    ("region", "4116", [.outsideCity]),
    ("department", nil, [.noDepartment]), ("contact", nil, [.noContact]), ("groundwork", nil, [.noGroundwork]),
    ("office", nil, [.noFreeOffice]), ("office", ["place": "楼上", "isFree": false], [.noFreeOffice]),
  ]
  @Test(arguments: shortcomings.indices)
  func `each condition stands for itself`(index: Int) throws {
    let (field, value, unmet) = Self.shortcomings[index]
    let application = try ParkApplication(json: try Sample.application().setting(field, value))
    #expect(application.unmet(groundworkFound: true) == unmet)
    #expect(unmet.allSatisfy { (1...5).contains($0.number) && $0.code.hasPrefix("parkCondition.") })
  }

  @Test func `the reviewer judges the groundwork, and all shortcomings are told at once in order`() throws {
    let good = try ParkApplication(json: try Sample.application())
    #expect(good.unmet(groundworkFound: false) == [.noGroundwork])
    let bad = try ParkApplication(
      json: try Sample.application(firms: []).setting("office", nil).setting("contact", nil).setting("region", "1"))
    #expect(
      bad.unmet(groundworkFound: false) == [
        .outsideCity, .noContact, .tooFewTechnologyFirms(counted: 0, needed: 20), .noGroundwork, .noFreeOffice,
      ])
  }

  static let forms: [(String, JSON?, String)] = [
    ("park", "p 1", "park.form.wrong"), ("creditCode", "91411600MA0000016H", "park.form.wrong"),
    ("level", "royal", "park.form.wrong"), ("enterprises", "60", "park.form.wrong"), ("name", nil, "park.form.missing"),
    ("technologyFirms", [["name": "x"]], "park.form.missing"), ("contact", "甲", "park.form.notAnObject"),
    ("bribe", "1", "park.form.unknown"),
  ]
  @Test(arguments: forms.indices)
  func `out of form is refused with the place`(index: Int) throws {
    let (field, value, refusal) = Self.forms[index]
    let json = try Sample.application()
    do {
      _ = try ParkApplication(json: value.map { json.setting(field, $0) } ?? json.removing(field))
      Issue.record("taken")
    } catch { #expect(error.code == refusal) }
  }

  @Test func `comes within the window, once, and is decided once`() throws {
    let (batch, application) = (try Batch.sample(), try ParkApplication(json: try Sample.application()))
    try batch.accept(application, hasApplied: false, at: Instant(seconds: 100))
    #expect(throws: ParkRefusal.windowNotOpen(opens: Instant(seconds: 100))) {
      try batch.accept(application, hasApplied: true, at: Instant(seconds: 99))
    }
    #expect(throws: ParkRefusal.windowOver(closed: Instant(seconds: 200))) {
      try batch.accept(application, hasApplied: true, at: Instant(seconds: 200))
    }
    #expect(throws: ParkRefusal.appliedAlready) {
      try batch.accept(application, hasApplied: true, at: Instant(seconds: 199))
    }
    #expect(throws: ParkRefusal.applicationMissing) {
      try batch.confirm(nil, isDecided: true, groundworkFound: true)
    }
    #expect(throws: ParkRefusal.decidedAlready) {
      try batch.confirm(application, isDecided: true, groundworkFound: false)
    }
    #expect(throws: ParkRefusal.applicationMissing) {
      try batch.refuse(nil, isDecided: false, groundworkFound: true, reason: "x")
    }
    #expect(throws: ParkRefusal.decidedAlready) {
      try batch.refuse(application, isDecided: true, groundworkFound: true, reason: "")
    }
    #expect(throws: ParkRefusal.reasonMissing) {
      try batch.refuse(application, isDecided: false, groundworkFound: false, reason: "　")
    }
  }
}
