import Canon
import Documents
import Exact
import Foundation
import Logging
import Notes
import Operations
import Postgres
import Sealing
import Store
import Synchronization
import Tendering
import TestSupport

/// Somebody with a key.
struct Person: Sendable {
  let key: SigningKey
  let role: Tendering.Role

  init(_ name: String, _ role: Tendering.Role) throws {
    key = try SigningKey(name: name)
    self.role = role
  }

  var reference: String { key.verifier.reference.text }

  var actor: Tendering.Actor {
    get throws {
      guard let party = PartyKey(reference) else { throw SceneFault() }
      return Actor(key: party, role: role, person: key.name)
    }
  }
}

struct SceneFault: Error {}

/// A clock that stands until it is set.
final class TestClock: Sendable {
  private let micros: Mutex<Int64>

  init(seconds: Int) { micros = Mutex(Int64(seconds) * 1_000_000) }

  var now: Operations.Moment { Operations.Moment(micros: micros.withLock { $0 }) }
  func set(_ seconds: Int, micros more: Int64 = 0) { micros.withLock { $0 = Int64(seconds) * 1_000_000 + more } }
  func pass(_ seconds: Int) { micros.withLock { $0 += Int64(seconds) * 1_000_000 } }
}

/// An office with everybody in it and one tender of one lot `L1`, in a database of its own.
final class Scene: Sendable {
  static let tender = "rehearsal.t"
  /// The id of a tender in earnest.
  static let realTender = "zk-2027-01"
  /// Seconds since 1970; bids are taken from `opens` on and before `deadline`.
  static let published = 1_800_000_000
  static let opens = published + 10
  static let deadline = opens + 100

  let store: TestDatabase
  let office: Office
  let headFile: String
  let clock: TestClock
  let officer, drawing, administrator, park: Person
  let custodians: [Person]
  let identities: [AgeIdentity]
  let experts: [Person]
  /// Four firms: three bid in most tests, the fourth stays away.
  let agencies: [Person]
  let parts: [String]
  let supervisor: Person
  /// `full`, or `winner`: whose figures the public sees.
  let disclosure: String
  let scheme: JSON
  /// The law that governs it.
  let profile: Profile
  let isRehearsal: Bool
  var id: String { isRehearsal ? Self.tender : Self.realTender }
  /// How a framework agreement's second stage goes; asked under profile F only.
  let callOff: FrameworkTerms.CallOff
  /// With a second lot `L2` like the first: how many of the two one bidder may win. Nil: there is `L1` alone.
  let lotsWonMax: Int?
  private let bidsFor: Int
  /// Checks bundles as the daemon does in the background.
  private let checking: Task<Void, Never>

  /// - Parameters:
  ///   - parts: the lot's parts in the order of opening; the one called `price` is confidential.
  ///   - buyer: what the daemon was told of the bureau.
  static func make(
    parts: [String] = ["main"], disclosure: String = "full", profile: Profile = .g1, bidsFor: Int = deadline - opens,
    lotsWonMax: Int? = nil, callOff: FrameworkTerms.CallOff = .direct, scheme: JSON = Scene.scheme,
    buyer: Bureau = Bureau()
  ) async throws -> Scene {
    let scene = try await Scene(
      parts: parts, disclosure: disclosure, profile: profile, bidsFor: bidsFor, lotsWonMax: lotsWonMax,
      callOff: callOff, scheme: scheme, buyer: buyer)
    try await scene.furnish()
    try await scene.publish()
    return scene
  }

  /// The same before the notice.
  static func drafted() async throws -> Scene {
    let scene = try await Scene(parts: ["main"], disclosure: "full")
    try await scene.furnish()
    return scene
  }

  /// A real database's, before the notice: bids are taken for thirty days, and the public sees the winner's figures.
  static func draftedInEarnest() async throws -> Scene {
    let scene = try await Scene(
      parts: ["main"], disclosure: "winner", bidsFor: 30 * 86_400, isRehearsal: false)
    try await scene.furnish()
    return scene
  }

  private init(
    parts: [String], disclosure: String, profile: Profile = .g1, bidsFor: Int = deadline - opens,
    isRehearsal: Bool = true, lotsWonMax: Int? = nil, callOff: FrameworkTerms.CallOff = .direct,
    scheme: JSON = Scene.scheme, buyer: Bureau = Bureau()
  ) async throws {
    self.callOff = callOff
    self.scheme = scheme
    self.isRehearsal = isRehearsal
    self.parts = parts
    self.lotsWonMax = lotsWonMax
    self.profile = profile
    self.bidsFor = bidsFor
    self.disclosure = disclosure
    supervisor = try Person("supervisor", .supervisor)
    store = try await TestDatabase.make()
    let database = store.database()
    let instance = Instance(rehearsal: isRehearsal, origin: isRehearsal ? "rehearsal.log" : "real.log")
    try await database.write { tx in try tx.insert(instance) }
    let logKey = try SigningKey(name: instance.origin)
    headFile = FileManager.default.temporaryDirectory.appending(path: "head-\(UUID().uuidString)").path
    let publisher = LogPublisher(database: database, key: logKey, headFile: headFile, logger: .quiet)
    try await publisher.start()
    let environment = ProcessInfo.processInfo.environment
    let press = PressSettings(
      python: (environment["TENDER_VENV"] ?? "") + "/bin/python", fonts: environment["TENDER_FONTS"] ?? "")
    let clock = TestClock(seconds: Self.published)
    self.clock = clock
    office = Office(
      database: database, instance: instance, logKey: logKey, press: PaperPress(settings: press), publisher: publisher,
      desk: try BidDesk(store.configuration(), database: database, logger: .quiet), limits: Self.limits,
      buyer: buyer, clock: Self.clock { clock.now }, logger: .quiet)
    let office = office
    checking = Task { await office.runChecks() }
    officer = try Person("officer", .officer)
    drawing = try Person("drawing", .officer)
    administrator = try Person("administrator", .administrator)
    park = try Person("park", .park)
    custodians = try (1...3).map { try Person("custodian\($0)", .custodian) }
    identities = custodians.map { _ in AgeIdentity() }
    experts = try (1...5).map { try Person("expert\($0)", .expert) }
    agencies = try (1...4).compactMap { CreditCode.synthetic(serial: $0)?.text }
      .map { try Person($0, .agency) }
  }

  /// What the park applied with; papers after the award take its name from it.
  private static let application: JSON = [
    "park": "p1", "name": "川汇园区", "creditCode": "91411600MA0000058Y", "level": "county", "foundedBy": "周口市人民政府",
    "approval": "周政文〔2019〕1号", "region": "411602", "department": "知识产权科",
    "contact": ["name": "孙演习", "phone": "0394-0000003"], "enterprises": 46, "technologyFirms": [],
    "groundwork": "设有服务站", "office": ["place": "创业中心203室", "isFree": true], "plan": "二十家",
  ]

  /// The scene plays in a year to come: its clock is not PostgreSQL's, and is not held against it.
  static var limits: Limits {
    var limits = Limits()
    limits.clockSkewMillisecondsMax = .max
    return limits
  }

  static func clock(_ now: @escaping @Sendable () -> Operations.Moment) -> Clock {
    Clock(now: now, random: { count in (0..<count).map { _ in .random(in: .min ... .max) } })
  }

  deinit {
    checking.cancel()
    try? FileManager.default.removeItem(atPath: headFile)
  }

  /// People, a confirmed park, agencies, the draft, the custodians' statements.
  private func furnish() async throws {
    let people = [officer, drawing, administrator, park, supervisor] + custodians + experts
    let at = clock.now
    let officerKey = officer.reference
    let parkKey = park.reference
    let application = Self.application.canonicalText
    try await office.database.write(as: .office) { tx in
      for person in people {
        try tx.insert(
          ActorRow(
            key: person.key.verifier, role: person.role, name: person.key.name, addedAt: at, addedBy: "local"))
      }
      try tx.script(
        """
        insert into programme values ('zk', '试点', '1', '2026-01-01', '2028-12-31', '\(officerKey)', now());
        insert into batch (batch_id, programme_id, year, title, term_days, created_by, created_at, window_opens_at,
               window_closes_at, term_begins, term_ends)
        values ('b1', 'zk', 2026, '第一批', 365, '\(officerKey)', now(), '2026-01-01', '2026-02-01', '2026-12-01',
               '2027-11-30');
        insert into park (park_id, batch_id, name, county, credit_code, manager, application, application_sha256,
               technology_firms, applied_at)
        values ('p1', 'b1', '川汇园区', '411602', '91411600MA0000058Y', '\(parkKey)', '\(application)', sha256('\(application)'),
               12, now());
        insert into park_decision values ('p1', true, '符合条件', '1', '\(officerKey)', now());
        insert into park (park_id, batch_id, name, county, credit_code, manager, application, application_sha256,
               technology_firms, applied_at)
        select 'p2', batch_id, '沙颍园区', county, '91411600MA0000066R', manager, application, application_sha256,
               technology_firms, applied_at
          from park_whole
         where park_id = 'p1';
        insert into park_decision values ('p2', true, '符合条件', '2', '\(officerKey)', now());
        """)
    }
    for (number, agency) in agencies.enumerated() {
      _ = try await office.registerAgency(
        [
          "name": JSON("机构\(number)"), "creditCode": JSON(agency.key.name), "licence": JSON("4110\(number)"),
          "size": "small", "contact": "联系人", "vkey": JSON(agency.key.verifier.text),
        ], provenBy: agency.key.verifier)
    }
    _ = try await office.createTender(draft, by: officer.actor)
    for (index, custodian) in custodians.enumerated() {
      let statement = CustodianStatement(
        tender: id, index: index + 1, recipient: identities[index].recipient.text)
      try await take(custodian.key.sign(statement.text), by: custodian)
    }
  }

  func publish() async throws {
    let draft = try await office.draftNotice(id, by: officer.actor)
    try await take(officer.key.sign(draft.text), by: officer)
  }

  /// In earnest with the legal officer's word on what a rehearsal is only advised of.
  var draft: JSON {
    var draft = draft(id: id, bidsFor: bidsFor)
    if profile == .f {
      draft = draft.setting(
        "framework", FrameworkTerms(placesMax: 3, months: 24, callOff: callOff).json)
    }
    guard !isRehearsal else { return draft }
    let notes = [("R-088", "lots[0].scheme.criteria[0]"), ("R-018", "lots[0].sme")]
    return draft.setting(
      "legalNotes", .array(notes.map { ["rule": JSON($0), "at": JSON($1), "note": "法律人员已审，理由另附"] }))
  }

  func draft(id: String = Scene.tender, bidsFor: Int = Scene.deadline - Scene.opens) -> JSON {
    [
      "id": JSON(id), "batch": "b1", "title": "托管服务", "profile": JSON(profile.rawValue),
      "times": ["opensAfter": JSON(Self.opens - Self.published), "bidsFor": JSON(bidsFor)],
      "grace": 5, "recovery": 60, "threshold": 2, "minimum": 3, "reviewed": true,
      "people": [
        "openingOfficer": JSON(officer.reference), "drawingOfficer": JSON(drawing.reference),
        "administrator": JSON(administrator.reference), "evaluators": [],
        "custodians": .array(custodians.map { JSON($0.reference) }),
      ],
      "service": ["requirement": "托管", "standard": "合格", "validityDays": 90, "termDays": 365],
      "lots": .array(
        [lot("L1", park: "p1", title: "川汇")] + (lotsWonMax == nil ? [] : [lot("L2", park: "p2", title: "沙颍")])),
    ]
  }

  private func lot(_ id: String, park: String, title: String) -> JSON {
    var scheme = scheme.setting("disclosure", JSON(disclosure))
    if let lotsWonMax { scheme = scheme.setting("maxLotsWon", JSON(lotsWonMax)).setting("lotOrder", ["L1", "L2"]) }
    return [
      "id": JSON(id), "park": JSON(park), "title": JSON(title), "budget": "300000.00", "ceiling": "300000.00",
      "parts": .array(parts.map { ["part": JSON($0), "maxBytes": JSON(4 << 20), "public": JSON($0 != "price")] }),
      "scheme": scheme,
    ]
  }

  static let scheme: JSON = [
    "method": "rated", "currency": "CNY", "ceiling": "300000.00", "minBids": 3, "disclosure": "full",
    "criteria": [
      ["id": "c1", "name": "服务方案", "kind": "judged", "max": "60.00", "step": "0.50"],
      ["id": "c2", "name": "每周驻园服务天数", "kind": "objective", "max": "20.00", "step": "5.00"],
    ],
    "combine": "mean", "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.15"],
    "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
    "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": nil, "lotOrder": nil,
  ]

  /// The second criterion goes by the bidder's own answer: 3 days are worth 10 points, 5 are worth 20.
  static let banded = scheme.setting(
    "criteria",
    [
      ["id": "c1", "name": "服务方案", "kind": "judged", "max": "60.00", "step": "0.50"],
      [
        "id": "c2", "name": "每周驻园服务天数", "kind": "banded", "max": "20.00", "step": "5.00",
        "bands": [
          ["from": "0", "points": "0.00"], ["from": "3", "points": "10.00"], ["from": "5", "points": "20.00"],
        ],
      ],
    ])

  /// Nothing is scored; the lowest evaluated price wins.
  static let lowestPrice: JSON = [
    "method": "lowestPrice", "currency": "CNY", "ceiling": "300000.00", "minBids": 3, "disclosure": "full",
    "criteria": [], "combine": "mean", "price": ["formula": "lowest", "max": "0.00", "smallFirmDeduction": "0.15"],
    "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]], "rank": ["evaluatedPrice", "draw"],
    "maxLotsWon": nil, "lotOrder": nil,
  ]

  // MARK: what everybody does

  @discardableResult
  func take(_ note: SignedNote, list: String? = nil, extra: JSON = [:], by person: Person) async throws -> TakenNote {
    try await office.takeNote(
      NoteEnvelope(note: note, list: list.map { Array($0.utf8) }, extra: extra), by: try person.actor)
  }

  /// Signs what the office drafts and hands it in.
  @discardableResult
  func sign(_ draft: NoteDraft, extra: JSON = [:], by person: Person) async throws -> TakenNote {
    try await take(person.key.sign(draft.text), list: draft.list, extra: extra, by: person)
  }

  func row() async throws -> TenderRow {
    guard let row = try await office.database.read(as: .auditor, { tx in try tx.tender(Self.tender) }) else {
      throw SceneFault()
    }
    return row
  }

  func lot(_ id: String = "L1") async throws -> LotRow {
    guard let row = try await office.database.read(as: .auditor, { tx in try tx.lot(Self.tender, id) }) else {
      throw SceneFault()
    }
    return row
  }

  /// What a stranger's check of the public bundle finds wrong; the tender must be finished.
  func verified() async throws -> [String] {
    while true {
      let found = try await office.verification(of: Self.tender)
      guard found["current"]?.boolValue == true else {
        guard found["state"]?.stringValue == "waiting" else { return [found.canonicalText] }
        try await Task.sleep(for: .milliseconds(5))
        continue
      }
      return (found["findings"]?.arrayValue ?? []).filter { $0["result"] == "FAIL" }
        .map { "\($0["check"]?.stringValue ?? ""): \($0["en"]?.stringValue ?? "")" }
    }
  }

  /// What the audit finds, a line for each check that does not hold.
  func audit() async throws -> [String] {
    let report = try await Audit(
      database: store.database(as: "tender_auditor"), logKey: office.logKey.verifier, headFile: headFile,
      queries: AuditQuery.folder(Repository.path("sql/checks"))
    ).run()
    return report.lines.filter { !$0.isOk }.map { line in
      "\(line.name): " + line.faults.map { "\($0.subject) \($0.en)" }.joined(separator: "; ")
    }
  }
}
