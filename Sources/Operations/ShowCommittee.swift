import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// A lot's seats as somebody may see them. Who sits in them is told to the drawing officer, to the supervisor, and to each
  /// member of itself; to nobody else before the result.
  public func showCommittee(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.showCommittee)
    return try await database.read(as: .actor(actor)) { tx in
      guard try tx.lot(tender, lot) != nil else { throw TenderRefusal.lotUnknown }
      if actor.role == .officer { try requireFunction("drawingOfficer", of: actor, tender: tender, in: tx) }
      // The seats are the office's to know; who sits in them comes as the asker may see it.
      let persons = Dictionary(
        try tx.members(of: tender, lot: lot).map { ($0.member, $0.person) }, uniquingKeysWith: { first, _ in first })
      let (members, declared) = try tx.reading(as: .office) { tx in
        (
          try tx.members(of: tender, lot: lot),
          Set(try tx.declarations(of: tender, lot: lot).filter { !$0.isConflicted }.map(\.person))
        )
      }
      let seesAll = actor.role == .officer || actor.role == .supervisor
      guard seesAll || members.contains(where: { $0.person == actor.key.text }) else { throw AccessRefusal.notOwn }
      let withdrawals = try tx.withdrawals(of: tender, lot: lot)
      let note = try tx.committee(of: tender, lot: lot)
      return [
        "tender": JSON(tender), "lot": JSON(lot), "note": JSON(note?.b64),
        "seats": .array(
          members.map { row in
            let isTold = seesAll || row.person == actor.key.text
            let left = isTold ? withdrawals.first { $0.person == row.person } : nil
            return [
              "member": JSON(row.member), "vkey": JSON(row.vkey),
              "kind": JSON((row.isBuyerSide ? Committee.Kind.representative : .expert).rawValue),
              "chair": .bool(row.isChair), "vacant": .bool(row.isVacant),
              "declared": .bool(declared.contains(row.person)), "person": isTold ? JSON(persons[row.member]) : .null,
              "cause": JSON(left?.cause), "reason": JSON(left?.reason),
            ]
          }),
      ]
    }
  }

  /// Whether somebody sits in a lot's committee.
  static func sits(_ actor: Actor, _ tender: String, _ lot: String, in tx: borrowing Transaction) throws -> Bool {
    try tx.members(of: tender, lot: lot).contains { $0.person == actor.key.text && !$0.isVacant }
  }

  /// What is the committee's is shown to members who sit in it; of the other roles the deed has asked already.
  ///
  /// - Throws: `AccessRefusal.notOwn`.
  static func requireSight(
    ofCommittee tender: String, _ lot: String, by actor: Actor, in tx: borrowing Transaction
  ) throws {
    guard actor.role == .evaluator || actor.role == .expert else { return }
    guard try sits(actor, tender, lot, in: tx) else { throw AccessRefusal.notOwn }
  }
}
