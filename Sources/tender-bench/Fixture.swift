import Canon
import Foundation
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
    try await people.enter(plan)
    let (host, port) = try plan.address()
    let office = Office(host: host, port: port)
    let draft = TenderDraft(id: tender, lots: 1, parts: ["main"], bidsFor: 36_000).json(people)
    try await office.call("POST", "/api/tenders", draft, by: people.officer)
    let identities = try await office.stateKeys(of: people, tender: tender)
    let note = try await office.publish(tender, by: people.officer)
    return Fixture(people: people, notice: note.id, recipients: identities.map(\.recipient))
  }
}

/// A tender as an officer drafts it, with as many lots as are asked for.
struct TenderDraft {
  let id: String
  /// `L1` and on, for parks `P1` and on.
  let lots: Int
  /// Of each lot, in the order of opening.
  let parts: [String]
  /// Seconds from publication to the deadline.
  let bidsFor: Int
  /// Of each lot; together they stay where profile G1 ends.
  var budget = "300000.00"

  func json(_ people: People) -> JSON {
    func reference(_ key: SigningKey) -> JSON { .string(key.verifier.reference.text) }
    return [
      "id": JSON(id), "batch": "bench", "title": "bench", "profile": "G1",
      "times": ["opensAfter": 0, "bidsFor": JSON(bidsFor)], "grace": 5, "recovery": 60,
      "threshold": JSON(Fixture.threshold), "minimum": 3, "reviewed": true,
      "people": [
        "openingOfficer": reference(people.openingOfficer), "drawingOfficer": reference(people.drawingOfficer),
        "administrator": reference(people.administrator), "evaluators": .array(people.evaluators.map(reference)),
        "custodians": .array(people.custodians.map(reference)),
      ],
      "service": ["requirement": "bench", "standard": "bench", "validityDays": 90, "termDays": 365],
      "lots": .array((1...lots).map(lot)),
    ]
  }

  private func lot(_ number: Int) -> JSON {
    [
      "id": JSON("L\(number)"), "park": JSON("P\(number)"), "title": "bench", "budget": JSON(budget),
      "ceiling": JSON(budget),
      "parts": .array(
        parts.map { ["part": JSON($0), "maxBytes": 1_048_576, "public": JSON($0 != "price")] }),
      "scheme": [
        "method": "rated", "currency": "CNY", "ceiling": JSON(budget), "minBids": 3, "disclosure": "full",
        "criteria": [["id": "c1", "name": "服务方案", "kind": "judged", "max": "80.00", "step": "0.50"]],
        "combine": "mean", "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.15"],
        "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
        "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": nil, "lotOrder": nil,
      ],
    ]
  }
}

extension Office {
  /// A fresh opening key of each custodian, stated.
  func stateKeys(of people: People, tender: String) async throws -> [AgeIdentity] {
    var identities: [AgeIdentity] = []
    for (index, key) in people.custodians.enumerated() {
      let identity = AgeIdentity()
      let statement = CustodianStatement(tender: tender, index: index + 1, recipient: identity.recipient.text)
      try await post(note: key.sign(statement.text), tender: tender, by: key)
      identities.append(identity)
    }
    return identities
  }

  /// The notice, as drafted and signed.
  func publish(_ tender: String, by officer: SigningKey) async throws -> SignedNote {
    let draft = try await call("GET", "/api/tenders/\(tender)/drafts/notice", by: officer)
    guard let text = draft["text"]?.stringValue else { throw BenchFailure("the draft of the notice has no text") }
    let note = officer.sign(text)
    try await post(note: note, tender: tender, by: officer)
    return note
  }
}

extension People {
  /// Into the registers of the bench's database.
  func enter(_ plan: Plan, database: String? = nil, parks: Int = 1) async throws {
    let script = "\(plan.work)/people.sql"
    try Data(sql(parks: parks).utf8).write(to: URL(filePath: script))
    try await Tool.run(
      "\(plan.postgresBin)/psql",
      ["-q", "-X", "-h", plan.databaseHost, "-U", "tender_owner", "-d", database ?? plan.database, "-f", script])
  }
}
