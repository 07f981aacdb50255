import Canon
import Glibc
import Notes
import Sealing

/// A published tender that takes bids, made through the daemon by officer and custodians.
struct Fixture: Sendable {
  static let tender = "rehearsal.bench"
  static let payloadBytes = 16 * 1024
  static let threshold = 3

  let people: People
  let notice: Digest
  let recipients: [AgeRecipient]

  /// - Parameter plan: whose database is migrated and empty.
  static func make(_ plan: Plan, bidders: Int) async throws -> Fixture {
    let people = try People(bidders: bidders)
    let script = "\(plan.work)/people.sql"
    try write(Array(people.sql.utf8), to: script)
    try await Tool.run(
      "\(plan.postgresBin)/psql",
      ["-q", "-X", "-h", plan.databaseHost, "-U", "tender_app", "-d", plan.database, "-f", script])
    let (host, port) = try plan.address()
    let office = Office(host: host, port: port)
    try await office.call("POST", "/api/tenders", draft(people), by: people.officer)
    var recipients: [AgeRecipient] = []
    for (index, key) in people.custodians.enumerated() {
      let recipient = AgeIdentity().recipient
      let statement = CustodianStatement(tender: tender, index: index + 1, recipient: recipient.text)
      try await office.post(note: key.sign(statement.text), tender: tender, by: key)
      recipients.append(recipient)
    }
    let draft = try await office.call("GET", "/api/tenders/\(tender)/drafts/notice", by: people.officer)
    guard let text = draft["text"]?.stringValue else { throw BenchFailure("the draft of the notice has no text") }
    let note = people.officer.sign(text)
    try await office.post(note: note, tender: tender, by: people.officer)
    return Fixture(people: people, notice: note.id, recipients: recipients)
  }

  private static func draft(_ people: People) -> JSON {
    func reference(_ key: SigningKey) -> JSON { .string(key.verifier.reference.text) }
    return [
      "id": JSON(tender), "batch": "bench", "title": "bench", "profile": "G1",
      "times": ["opensAfter": 0, "bidsFor": 36_000], "grace": 5, "recovery": 60, "threshold": JSON(threshold),
      "minimum": 3, "reviewed": true,
      "people": [
        "openingOfficer": reference(people.officer), "drawingOfficer": reference(people.drawingOfficer),
        "administrator": reference(people.administrator), "evaluators": .array(people.evaluators.map(reference)),
        "custodians": .array(people.custodians.map(reference)),
      ],
      "service": ["requirement": "bench", "standard": "bench", "validityDays": 90, "termDays": 365],
      "lots": [
        [
          "id": "L1", "park": "P1", "title": "bench", "budget": "300000.00", "ceiling": "300000.00",
          "parts": [["part": "main", "maxBytes": 1_048_576, "public": true]],
          "scheme": [
            "method": "rated", "currency": "CNY", "ceiling": "300000.00", "minBids": 3, "disclosure": "full",
            "criteria": [["id": "c1", "name": "服务方案", "kind": "judged", "max": "80.00", "step": "0.50"]],
            "combine": "mean", "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.15"],
            "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
            "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": nil, "lotOrder": nil,
          ],
        ]
      ],
    ]
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else { throw BenchFailure("cannot write \(path)") }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw BenchFailure("cannot write \(path)") }
  }
}
