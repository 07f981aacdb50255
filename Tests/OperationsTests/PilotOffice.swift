import Canon
import Documents
import Exact
import Foundation
import Logging
import Notes
import Operations
import Postgres
import Store
import Synchronization
import Tendering
import TestSupport
import Testing

/// An office of a rehearsal with a database of its own, a real press, and the people of the pilot around a tender.
final class PilotOffice: Sendable {
  /// Somebody with a key.
  struct Person: Sendable {
    let key: SigningKey
    let actor: Actor

    var reference: String { key.verifier.reference.text }
  }

  /// Noon in China on 22 November 2026.
  static let start = Moment(seconds: 1_795_320_000)

  let office: Office
  let officer, otherOfficer: Person
  private let store: TestDatabase
  private let time: Time
  private let headFile: String

  private final class Time: Sendable {
    let now = Mutex(PilotOffice.start)
  }

  init() async throws {
    let environment = ProcessInfo.processInfo.environment
    let venv = try #require(environment["TENDER_VENV"], "set TENDER_VENV to the folder of the venv that has typst")
    let fonts = try #require(environment["TENDER_FONTS"], "set TENDER_FONTS to the folder of the papers' fonts")
    store = try await TestDatabase.make()
    let time = Time()
    self.time = time
    headFile = NSTemporaryDirectory() + "head-\(UUID().uuidString)"
    let database = store.database()
    let logKey = try SigningKey(name: "rehearsal.pilot.test/log")
    let publisher = LogPublisher(database: database, key: logKey, headFile: headFile, logger: .quiet)
    try await publisher.start()
    office = Office(
      database: database, instance: Instance(rehearsal: true, origin: logKey.name), logKey: logKey,
      press: PaperPress(settings: PressSettings(python: venv + "/bin/python", fonts: fonts)), publisher: publisher,
      desk: try BidDesk(store.configuration(), database: database, logger: .quiet), limits: Limits(),
      clock: Clock(now: { time.now.withLock { $0 } }, random: { (0..<$0).map { _ in UInt8.random(in: 0...255) } }),
      logger: .quiet)
    officer = try Self.person("officer.zhen", .officer, name: "甄演练")
    otherOfficer = try Self.person("officer.jia", .officer, name: "贾演练")
    for person in [officer, otherOfficer] { try await add(person) }
  }

  deinit { unlink(headFile) }

  func pass(days: Int) { time.now.withLock { $0 = Moment(seconds: $0.seconds + days * 86_400) } }

  static func person(_ name: String, _ role: Role, name person: String, code: CreditCode? = nil) throws -> Person {
    let key = try SigningKey(name: name)
    let party = try #require(PartyKey(key.verifier.reference.text))
    return Person(key: key, actor: Actor(key: party, role: role, person: person, organisation: code))
  }

  /// Adds a person as an administrator would.
  func add(_ person: Person) async throws {
    try await office.database.write(as: .office) { tx in
      try tx.insert(
        ActorRow(
          key: person.key.verifier, role: person.actor.role, name: person.actor.person,
          creditCode: person.actor.organisation, addedAt: Self.start, addedBy: "local"))
    }
  }

  /// A park management with a key and a credit code.
  func park(_ name: String, serial: Int) async throws -> Person {
    let code = try code(serial)
    let person = try Self.person(name, .park, name: "\(name)管委会", code: code)
    try await add(person)
    return person
  }

  func code(_ serial: Int) throws -> CreditCode { try #require(CreditCode.synthetic(serial: serial)) }

  /// An agency that has registered itself.
  func agency(serial: Int, licence: String) async throws -> Person {
    let code = try code(serial)
    let person = try Self.person(code.text, .agency, name: "演武代理\(serial)", code: code)
    let answer = try await office.registerAgency(
      Self.agencyForm(code, licence: licence, vkey: person.key.verifier.text, name: "演武代理\(serial)"),
      provenBy: person.key.verifier)
    try #require(answer.isNew)
    return person
  }

  static func agencyForm(_ code: CreditCode, licence: String, vkey: String, name: String = "演武代理") -> JSON {
    [
      "name": JSON(name), "creditCode": JSON(code.text), "licence": JSON(licence), "size": "small",
      "contact": "赵玥 0394-0000002", "vkey": JSON(vkey),
    ]
  }

  // MARK: the pilot

  func programmeAndBatch() async throws {
    _ = try await office.createProgramme(Self.programme, by: officer.actor)
    _ = try await office.openBatch(Self.batch(), by: officer.actor)
  }

  static let programme: JSON = [
    "id": "zk-pilot", "name": "周口市知识产权托管服务试行工作方案", "basis": "周市监办〔2021〕227号", "begins": "2026-01-01",
    "ends": "2027-12-31",
  ]

  static func batch(_ id: String = "b-2026", year: Int = 2026) -> JSON {
    [
      "id": JSON(id), "programme": "zk-pilot", "year": JSON(year), "title": "2026年第一批",
      "windowCloses": JSON(start.seconds + 10 * 86_400), "termBegins": JSON("\(year)-12-01"),
      "termEnds": JSON("\(year + 1)-11-30"),
    ]
  }

  func application(
    _ id: String, of park: Person, firms: Int, groundwork: String? = "设有服务站", batch: String = "b-2026"
  ) throws -> JSON {
    [
      "batch": JSON(batch), "park": JSON(id), "name": JSON(park.actor.person),
      "creditCode": JSON(try #require(park.actor.organisation).text), "level": "county", "foundedBy": "周口市人民政府",
      "approval": "周政文〔2019〕1号", "region": "411602", "department": "知识产权科",
      "contact": ["name": "孙演习", "phone": "0394-0000003"], "enterprises": 46,
      "technologyFirms": .array(
        try (0..<firms).map { serial in
          [
            "creditCode": JSON(try code(1000 + serial).text), "name": JSON("彩排科技\(serial)"),
            "category": "technologySME",
            "evidence": JSON("入库\(serial)"),
          ]
        }), "groundwork": JSON(groundwork), "office": ["place": "创业中心203室", "isFree": true], "plan": "二十家",
    ]
  }

  /// A park that has applied and was confirmed.
  func confirmedPark(_ id: String, serial: Int, batch: String = "b-2026") async throws -> Person {
    let person = try await park("park.\(id)", serial: serial)
    _ = try await office.applyPark(try application(id, of: person, firms: 20, batch: batch), by: person.actor)
    _ = try await office.decidePark(id, ["outcome": "confirmed"], by: officer.actor)
    return person
  }

  static func firm(
    _ code: CreditCode, hasUnit: Bool = false, staff: Int = 0, vkey: String? = nil, contact: String = "周彩排 0394-0000004"
  ) -> JSON {
    [
      "creditCode": JSON(code.text), "name": JSON("彩排企业\(code.text.suffix(4))"), "size": "small",
      "hasUnit": JSON(hasUnit), "staff": JSON(staff), "isTechnologyFirm": true, "isIndustrial": true,
      "contact": JSON(contact), "vkey": JSON(vkey),
    ]
  }

  /// A firm on a park's register, with its key.
  func firm(serial: Int, in park: String, by manager: Person, hasUnit: Bool = false) async throws -> Person {
    let code = try code(serial)
    let person = try Self.person(code.text, .enterprise, name: "彩排企业", code: code)
    _ = try await office.registerEnterprise(
      Self.firm(code, hasUnit: hasUnit, vkey: person.key.verifier.text), in: park, by: manager.actor)
    return person
  }

  /// SQL as the superuser, for what other parts of the system write.
  func sql(_ text: String) async throws {
    let database = store.database(as: "postgres")
    try await database.write(as: .office) { tx in try tx.script(text) }
    await database.close()
  }
}

extension PilotOffice {
  /// How many rows contradict an invariant of sql/checks.
  func contradictions(_ check: String) async throws -> Int {
    let text = try String(contentsOfFile: Repository.path("sql/checks/\(check).sql"), encoding: .utf8)
    return try await office.database.read(as: .auditor) { tx in try tx.rows(Statement(check, text)).count }
  }
}

/// Expects a refusal with this code.
func expectRefusal(
  _ code: String, _ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
) async {
  do {
    try await body()
    Issue.record("nothing was refused instead of \(code)", sourceLocation: sourceLocation)
  } catch let refusal as any Refusal {
    #expect(refusal.code == code, sourceLocation: sourceLocation)
  } catch let failure as PostgresFailure {
    #expect(
      ConstraintRefusals.refusal(for: failure)?.code == code, "\(failure)", sourceLocation: sourceLocation)
  } catch {
    Issue.record("\(error) instead of \(code)", sourceLocation: sourceLocation)
  }
}
