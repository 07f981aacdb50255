import Canon
import Foundation
import Notes
import Postgres
import Synchronization
import TestSupport

/// Somebody who takes part: a key file under the key's name.
struct Person: Sendable {
  let key: SigningKey
  let name: String
  /// nil for those who register themselves.
  let role: String?
  let code: String?

  init(_ keyName: String, _ name: String, _ role: String?, code: String? = nil) throws {
    key = try SigningKey(name: keyName)
    self.name = name
    self.role = role
    self.code = code
  }

  var reference: String { key.verifier.reference.text }
  var vkey: String { key.verifier.text }
  var file: String { "keys/\(key.name).key" }
}

/// A daemon whose pilot has one confirmed park, with everybody who takes part in a tender for it.
final class StagedOffice: Sendable {
  let daemon: Daemon
  /// Where commands run: keys, folders of bids, what they write.
  let folder: Scratch
  let lead, opener, drawer, administrator, deputy, supervisor, manager: Person
  let experts, custodians, agencies: [Person]
  private let staging = Mutex(0.0)
  /// How long the staging took, in seconds: the pace of this machine now.
  var pace: Double { staging.withLock { $0 } }
  /// Seconds for bids: so many times the pace, since what else runs here may slow this down meanwhile.
  func secondsForBids(_ times: Double, atLeast least: Double) -> Int { Int(min(max(pace * times, least), 300)) }
  /// In the park: one without an IP unit, one with one.
  let firm, firmWithUnit: Person
  private let database: Database
  /// Lives as long as the office does.
  private let owner: (any Sendable)?

  static let batch = "b-2026"
  static let park = "P1"

  /// An office on a database of the tests' own cluster.
  ///
  /// - Parameter isWatched: a relay stands before the daemon and keeps every exchange; of each operation that does something
  ///   it loses the first answer, so that whoever asked has to ask again.
  static func make(
    isWatched: Bool = false, policy: (@Sendable (VerifierKey) async throws -> String)? = nil
  ) async throws -> StagedOffice {
    let database = try await TestDatabase.make()
    return try await make(
      on: "host=\(database.cluster.socketFolder) dbname=\(database.name)", keeping: database, isWatched: isWatched,
      policy: policy)
  }

  /// An office on the migrated or empty database that `host` names.
  static func make(
    on host: String, keeping owner: (any Sendable)? = nil, isWatched: Bool = false,
    policy: (@Sendable (VerifierKey) async throws -> String)? = nil
  ) async throws -> StagedOffice {
    let begun = ContinuousClock.now
    let office = try await StagedOffice(
      daemon: Daemon.start(database: host, isWatched: isWatched, policy: policy), host: host, owner: owner)
    if let relay = office.daemon.relay {
      relay.loseFirstAnswers(
        of: InterfaceCheck(try JSON.parse(try await office.daemon.send("GET", "/openapi.json").body)))
    }
    try await office.letIn()
    try await office.confirmPark()
    try await office.registerAgencies()
    let taken = (ContinuousClock.now - begun) / .seconds(1)
    office.staging.withLock { $0 = taken }
    return office
  }

  private init(daemon: Daemon, host: String, owner: (any Sendable)?) async throws {
    self.daemon = daemon
    self.owner = owner
    folder = try Scratch("office")
    lead = try Person("zk.lead", "甄主办", "officer")
    opener = try Person("zk.opening", "贾开标", "officer")
    drawer = try Person("zk.drawing", "钱组会", "officer")
    administrator = try Person("zk.administrator", "孙管理", "administrator")
    deputy = try Person("zk.evaluator", "李代表", "evaluator")
    supervisor = try Person("zk.supervisor", "魏监督", "supervisor")
    manager = try Person("11411600MB00000198", "韩园甲", "park", code: "11411600MB00000198")
    experts = try (1...4).map { try Person("zk.expert-\($0)", "评审\($0)", "expert") }
    custodians = try (1...5).map { try Person("zk.custodian-\($0)", "持有\($0)", "custodian") }
    agencies = try Self.agencyCodes.map { try Person($0, "代理\($0.suffix(4))", nil, code: $0) }
    firm = try Person("91411600MA00010182", "吕企甲", nil, code: "91411600MA00010182")
    firmWithUnit = try Person("91411600MA0001026W", "施企乙", nil, code: "91411600MA0001026W")
    var look = DatabaseConfiguration(conninfo: host + " user=postgres")
    look.connectionsMax = 2
    database = Database(look, logger: .quiet)
    for person in everybody { try folder.write(person.file, Array((person.key.line + "\n").utf8)) }
    try writeTrust()
  }

  private static let agencyCodes = [
    "91411600MA0000015H", "91411600MA0000023C", "91411600MA00000317", "91411600MA000004XY", "91411600MA0000058Y",
    "91411600MA0000066R",
  ]
  /// Invented firms for the park's application.
  private static let technologyFirms = [
    "91411600MA0010002Y", "91411600MA0010010R", "91411600MA0010029N", "91411600MA0010037H", "91411600MA0010045C",
    "91411600MA00100537", "91411600MA00100612", "91411600MA001007XR", "91411600MA0010088R", "91411600MA0010096L",
    "91411600MA0010109A", "91411600MA00101175", "91411600MA00101250", "91411600MA0010133T", "91411600MA0010141M",
    "91411600MA001015XD", "91411600MA0010168D", "91411600MA00101768", "91411600MA00101843", "91411600MA0010192X",
  ]

  var everybody: [Person] {
    [lead, opener, drawer, administrator, deputy, supervisor, manager, firm, firmWithUnit] + experts + custodians
      + agencies
  }

  // MARK: Commands

  /// Runs `tender WORDS…` as this person; everybody's own trust files are the office's.
  func tender(_ person: Person?, _ words: String..., seconds: Double = 90) async throws -> Outcome {
    try await tender(person, words, seconds: seconds)
  }

  func tender(_ person: Person?, _ words: [String], seconds: Double = 90) async throws -> Outcome {
    var settings = ["TENDER_SERVER": daemon.server, "TENDER_TRUST": folder.place("trust"), "TENDER_LANG": "en"]
    if let person { settings["TENDER_KEY"] = folder.place(person.file) }
    return try await Program.run(
      Program.tender, words + ["--json"], in: folder.path, environment: Program.environment(settings),
      seconds: seconds)
  }

  /// The same where a stage needs it to succeed; returns what it printed.
  @discardableResult
  func must(_ person: Person?, _ words: String...) async throws -> JSON {
    let outcome = try await tender(person, words)
    guard outcome.exit == 0 else { throw StageFailure("\(outcome)") }
    return outcome.json ?? .null
  }

  /// A deed over HTTP that a stage needs, for what has no command or would be slow as one; asked for again under the same
  /// key when the answer was lost.
  @discardableResult
  func post(_ person: Person, _ path: String, _ body: JSON) async throws -> JSON {
    func ask(_ key: String) async throws -> Answer {
      var request = Request("POST", path, body: body.canonicalBytes(), key: person.key)
      request.headers = [("Content-Type", "application/json"), ("Idempotency-Key", "\"\(key)\"")]
      return try await daemon.send(request)
    }
    let key = UUID().uuidString
    let answer: Answer
    do { answer = try await ask(key) } catch Wire.Failure.cut { answer = try await ask(key) }
    guard (200..<300).contains(answer.status), let json = answer.json else {
      throw StageFailure("POST \(path): \(answer)")
    }
    return json
  }

  /// Asks for what a stage only wants to have seen, and which has to be there.
  @discardableResult
  func visit(_ path: String, as person: Person?) async throws -> JSON? {
    let answer = try await daemon.send("GET", path, as: person?.key)
    guard answer.status == 200 else { throw StageFailure("GET \(path): \(answer)") }
    return answer.json
  }

  // MARK: What is stored

  /// One number from the database itself.
  func count(_ sql: String, _ text: String? = nil, bytes: [UInt8]? = nil) async throws -> Int {
    let parameters = (text.map { [Parameter.text($0)] } ?? []) + (bytes.map { [Parameter.bytes($0)] } ?? [])
    // Named by its hash: one name stands for one text.
    let statement = Statement("look_\(Digest(of: sql).hex.prefix(12))", sql)
    return try await database.read(as: Reader("auditor")) { tx in try tx.onlyRow(statement, parameters).value(0) }
  }

  /// Looks into the database itself.
  func look<Result: Sendable>(_ body: @escaping @Sendable (borrowing Transaction) throws -> Result) async throws
    -> Result
  {
    try await database.read(body)
  }

  // MARK: Everybody comes in

  /// The trust files, from the keys as their holders made them.
  private func writeTrust() throws {
    let roles = ["officer", "custodian", "park", "supervisor"]
    var lines = everybody.compactMap { person in
      person.role.flatMap { roles.contains($0) ? "\($0) \(person.vkey)" : nil }
    }
    lines += agencies.map { "bidder \($0.vkey)" }
    lines += [firm, firmWithUnit].map { "enterprise \($0.vkey)" }
    lines.append("log \(daemon.vkey.text)")
    lines.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    try folder.write("trust/trust.policy", Array("log \(daemon.vkey.text)\nquorum none\n".utf8))
    try folder.write("trust/vkeys.txt", Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  private func letIn() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      let local = everybody.filter { $0.role != nil }
      for (place, person) in local.enumerated() {
        if place >= 4 { try await group.next() }
        group.addTask { try await self.add(person) }
      }
      try await group.waitForAll()
    }
  }

  private func add(_ person: Person) async throws {
    let words = ["actor", "add", person.vkey, "--role", person.role ?? "", "--name", person.name]
    let added = try await Program.run(
      Program.tenderd, words + (person.code.map { ["--credit-code", $0] } ?? []), in: folder.path,
      environment: Program.environment(["TENDERD_CONFIG": daemon.config]))
    guard added.exit == 0 else { throw StageFailure("\(added)") }
  }

  /// Somebody more comes in, with a key file like everybody's.
  func join(_ person: Person) async throws {
    try folder.write(person.file, Array((person.key.line + "\n").utf8))
    try await add(person)
  }

  /// Another park of the batch is confirmed, with a management of its own.
  func confirmAnotherPark(_ id: String, of manager: Person) async throws {
    try await join(manager)
    try await post(
      manager, "/api/parks", application.setting("park", JSON(id)).setting("creditCode", JSON(manager.code)))
    try await post(lead, "/api/parks/\(id)/decision", ["outcome": "confirmed"])
  }

  private func confirmPark() async throws {
    let now = Int(Date().timeIntervalSince1970)
    try await post(
      lead, "/api/programmes",
      ["id": "zk-2026", "name": "知识产权托管试点（演练）", "basis": "演练〔2026〕1号", "begins": "2026-01-01", "ends": "2029-12-31"])
    let (begins, ends) = Self.term
    try await post(
      lead, "/api/batches",
      [
        "id": JSON(Self.batch), "programme": "zk-2026", "year": 2026, "title": "第一批", "windowCloses": JSON(now + 3600),
        "termBegins": JSON(begins), "termEnds": JSON(ends),
      ])
    try await post(manager, "/api/parks", application)
    try await post(lead, "/api/parks/\(Self.park)/decision", ["outcome": "confirmed"])
    for (person, hasUnit) in [(firm, false), (firmWithUnit, true)] {
      try await post(
        manager, "/api/parks/\(Self.park)/enterprises",
        [
          "creditCode": JSON(person.code), "name": JSON(person.name + "机械有限公司"), "size": "small",
          "hasUnit": JSON(hasUnit), "staff": hasUnit ? 2 : 0, "isTechnologyFirm": true, "isIndustrial": true,
          "contact": "吕 0394-0000009", "vkey": JSON(person.vkey),
        ])
    }
  }

  /// From today for one year: first and last day.
  private static var term: (String, String) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt
    let today = calendar.startOfDay(for: Date())
    let last = calendar.date(byAdding: DateComponents(year: 1, day: -1), to: today) ?? today
    func words(_ date: Date) -> String {
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
    return (words(today), words(last))
  }

  var application: JSON {
    [
      "batch": JSON(Self.batch), "park": JSON(Self.park), "name": "演武高新技术产业园管理委员会",
      "creditCode": JSON(manager.code), "level": "county", "foundedBy": "周口市人民政府", "approval": "演〔2019〕1号（虚构）",
      "region": "411602", "department": "科技创新科", "contact": ["name": "韩园甲", "phone": "0394-0000001"],
      "enterprises": 40,
      "technologyFirms": .array(
        Self.technologyFirms.enumerated().map { place, code in
          [
            "creditCode": JSON(code), "name": JSON("虚构科技\(place + 1)号有限公司"), "category": "technologySME",
            "evidence": JSON("入库登记编号（虚构）\(place)"),
          ]
        }),
      "groundwork": "设有知识产权服务站。", "office": ["place": "二层203室", "isFree": true], "plan": "一年内签订二十家。",
    ]
  }

  private func registerAgencies() async throws {
    for (place, agency) in agencies.enumerated() {
      try await post(agency, "/api/agencies", Self.registration(agency, licence: "4190\(place)"))
    }
  }

  static func registration(_ agency: Person, licence: String) -> JSON {
    [
      "name": JSON(agency.name + "知识产权代理有限公司"), "creditCode": JSON(agency.code), "licence": JSON(licence),
      "size": "small", "contact": "秦 0394-0000010", "address": "周口市虚构路1号（演练地址，并不存在）",
      "vkey": JSON(agency.vkey),
    ]
  }
}
