import Canon
import Postgres
import Store
import Tendering

extension Office {
  /// The remedies of a tender as the asker may see them.
  ///
  /// Bureau and supervisor see all, but before the close not who filed one: that somebody has the documents is nobody's
  /// to know until then. A supplier sees its own, and of what it bid for the findings on others', without who
  /// asked for them and why: what an answer says reaches all whom it concerns.
  public func listRemedies(_ tender: String, by actor: Actor) async throws -> JSON {
    try actor.may(.listRemedies)
    return try await database.read(as: .actor(actor)) { tx in
      let file = try RemedyFile(tender, in: tx)
      let papers = try tx.papers(of: tender)
      let rows = try file.rows.compactMap { try describe($0, file, papers: papers, by: actor, in: tx) }
      return ["remedies": .array(rows)]
    }
  }

  /// One of them.
  public func showRemedy(_ tender: String, remedy id: String, by actor: Actor) async throws -> JSON {
    try actor.may(.listRemedies)
    return try await database.read(as: .actor(actor)) { tx in try describeRemedy(id, of: tender, by: actor, in: tx) }
  }

  func describeRemedy(_ id: String, of tender: String, by actor: Actor, in tx: borrowing Transaction) throws -> JSON {
    let file = try RemedyFile(tender, in: tx)
    let row = try file.remedy(id)
    guard let told = try describe(row, file, papers: try tx.papers(of: tender), by: actor, in: tx) else {
      throw RemedyRefusal.remedyUnknown
    }
    return told
  }

  private func describe(
    _ row: RemedyRow, _ file: RemedyFile, papers: [PaperRow], by actor: Actor, in tx: borrowing Transaction
  ) throws -> JSON? {
    let isOwn = row.filer == actor.key.text
    let isOffice = actor.role != .agency
    if !isOwn, !isOffice {
      guard row.end?.outcome != nil, row.kind != .inquiry else { return nil }
      if let lot = row.lot, try !file.didBid(actor.key.text, for: lot, in: tx) { return nil }
    }
    let seesFiler = isOwn || (isOffice && file.tender.state == .closed)
    let id = try row.id.text
    let form = try row.form.map { try JSON.parse(Array($0.utf8)) }
    return [
      "id": JSON(id), "kind": JSON(row.kind.rawValue), "about": JSON(row.about.rawValue), "lot": JSON(row.lot),
      "stage": JSON(row.stage), "of": JSON(row.complainsOf.map { "R\($0)" }),
      "state": JSON(row.state.rawValue), "filer": seesFiler ? JSON(row.filer) : .null,
      "filed": JSON(row.filedAt.seconds), "due": JSON(row.dueOn.description),
      "form": isOwn || isOffice ? form ?? .null : .null,
      "suspendedUntil": JSON(row.acceptance?.suspendedUntil?.description),
      "decideBy": JSON(row.acceptance?.decideBy.description), "outcome": JSON(row.end?.outcome?.rawValue),
      "effect": JSON(row.end.map(\.effect.rawValue)), "finding": try row.finding ?? .null,
      "reason": row.end?.state == .returned ? JSON(row.end?.words) : .null,
      "ended": row.end.map { JSON($0.at.seconds) } ?? .null,
      "papers": .array(
        papers.filter { $0.name.hasPrefix("\(id)-") && ($0.isPublic || isOffice || $0.reader == actor.key.text) }
          .map { JSON($0.name) }),
    ]
  }
}

extension RemedyRow {
  /// The finding that ended it, where one did.
  var finding: JSON? {
    get throws {
      guard let end, end.outcome != nil else { return nil }
      return try JSON.parse(Array(end.words.utf8))
    }
  }
}
