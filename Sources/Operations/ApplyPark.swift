import Canon
import Exact
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Takes a park's application with its evidence for the five conditions: the form's members and `batch`.
  ///
  /// Missing evidence is taken too: the bureau decides on it, with the reason.
  public func applyPark(_ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.applyPark)
    let batchID: Batch.ID = try FormReader(json).identifier("batch")
    let application = try ParkApplication(json: json.removing("batch"))
    guard actor.organisation.map({ $0 == application.creditCode }) ?? true else { throw AccessRefusal.notOwn }
    let at = now
    return try await write(as: .office, once) { tx in
      guard let batch = try tx.batch(batchID.text)?.batch else { throw ParkRefusal.batchUnknown }
      let known = try tx.park(application.park.text) != nil
      let applied = try tx.hasApplied(application.creditCode, to: batchID.text)
      try batch.accept(application, hasApplied: known || applied, at: at.instant)
      try tx.insert(application, batch: batchID.text, manager: actor.key.text, at: at)
      try tx.record(.applyPark, by: actor, subject: application.park.text, detail: batchID.text, at: at)
      guard let row = try tx.park(application.park.text) else { throw ParkRefusal.parkUnknown }
      return Self.describe(row)
    }
  }

  /// Parks: to everybody those that were confirmed, to the bureau all, to a park its own besides.
  public func listParks(batch: String?, by actor: Actor?) async throws -> JSON {
    let rows = try await database.read(as: .asking(actor)) { tx in try tx.parks(of: batch) }
    return ["parks": .array(rows.filter { $0.isConfirmed || Self.sees($0, actor) }.map { Self.describe($0) })]
  }

  /// One park; to the bureau and to itself with the application and what was found.
  public func showPark(_ id: String, by actor: Actor?) async throws -> JSON {
    try await database.read(as: .asking(actor)) { tx in try showPark(id, by: actor, in: tx) }
  }

  func showPark(_ id: String, by actor: Actor?, in tx: borrowing Transaction) throws -> JSON {
    guard let row = try tx.park(id), row.isConfirmed || Self.sees(row, actor) else { throw ParkRefusal.parkUnknown }
    let json = Self.describe(row)
    guard Self.sees(row, actor) else { return json }
    let application = try row.evidence.application
    return
      json.setting("application", application.json)
      .setting("unmet", .array(application.unmet(groundworkFound: true).map { JSON($0.code) }))
      .setting("enterprises", JSON(try tx.enterprises(of: id).count))
  }

  /// Whether somebody sees more of a park than its name: the bureau, who supervises it, and the park.
  static func sees(_ park: ParkRow, _ actor: Actor?) -> Bool {
    switch actor?.role {
    case .officer, .countyOfficer, .supervisor: true
    case .park: owns(park, actor)
    default: false
    }
  }

  /// Whether an actor stands for the park: the manager who applied, or another key of the same organisation.
  static func owns(_ park: ParkRow, _ actor: Actor?) -> Bool {
    guard let actor, actor.role == .park else { return false }
    return actor.key.text == park.manager || actor.organisation == park.creditCode
  }

  static func describe(_ row: ParkRow) -> JSON {
    [
      "park": JSON(row.id), "batch": JSON(row.batch), "name": JSON(row.name), "creditCode": JSON(row.creditCode.text),
      "region": JSON(row.region), "technologyFirms": JSON(row.technologyFirms),
      "applied": JSON(row.appliedAt.seconds),
      "decision": row.decision.map { decision in
        [
          "outcome": JSON((decision.isConfirmed ? ParkDecision.Outcome.confirmed : .refused).rawValue),
          "number": JSON(decision.number), "reason": JSON(decision.reason),
          "decided": JSON(decision.decidedAt.seconds),
        ]
      } ?? .null,
    ]
  }
}
