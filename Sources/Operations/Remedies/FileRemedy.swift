import Canon
import Postgres
import Store
import Tendering

extension Office {
  /// A supplier inquires, challenges, objects or complains; `Remedy.Filing` has the form.
  ///
  /// What is late, without standing or beyond its bounds is refused. What is taken has a number, a day by which it is
  /// answered, and holds what the tender's profile says.
  public func fileRemedy(_ tender: String, _ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.fileRemedy)
    let filing = try Remedy.Filing(json: json)
    let at = now
    let told = try await write(as: .office, once) { tx in
      let file = try RemedyFile(tender, lock: .exclusive, in: tx)
      let filer = actor.key.text
      guard try tx.agency(actor: filer) != nil else { throw RemedyRefusal.noStanding }
      if let lot = filing.lot, !file.lots.contains(where: { $0.id == lot.text }) { throw TenderRefusal.lotUnknown }
      let earlier = try filing.earlier.flatMap { id in
        try file.rows.first { try $0.id == id && $0.filer == filer }
      }
      let facts = Remedy.Circumstances(
        days: try file.days(of: filing.lot?.text, in: tx),
        didBid: try filing.lot.map { try file.didBid(filer, for: $0.text, in: tx) } ?? false,
        filings: file.rows.count { $0.filer == filer }, earlier: try earlier?.standing,
        earlierMatters: try earlier.map { try $0.filing.matters.count } ?? 0,
        isComplainedOf: earlier.map { row in file.rows.contains { $0.complainsOf == row.number } } ?? false)
      let due = try file.clock.accept(filing, facts, on: CalendarDay(at.instant))
      let number = file.rows.count + 1
      try tx.insert(
        NewRemedy(filing, number: number, filer: filer, complainsOf: earlier?.number, dueOn: due), tender: tender,
        at: at)
      try tx.record(
        .fileRemedy, by: actor, subject: Self.subject(tender, filing.lot?.text),
        detail: "R\(number) \(filing.kind.rawValue) \(filing.about.rawValue)", at: at)
      return try describeRemedy("R\(number)", of: tender, by: actor, in: tx)
    }
    try await issueRemedyPapers(tender)
    return told
  }

  /// Who filed it takes it back. It stays on record.
  public func withdrawRemedy(
    _ tender: String, remedy id: String, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.fileRemedy)
    let at = now
    return try await write(as: .office, once) { tx in
      let file = try RemedyFile(tender, lock: .exclusive, in: tx)
      let row = try file.remedy(id)
      guard row.filer == actor.key.text else { throw RemedyRefusal.remedyUnknown }
      let state = try row.state.after(.withdraw, of: row.kind)
      try tx.end(
        row.number, of: tender,
        .init(state: state, outcome: nil, effect: .none, words: "—", by: actor.key.text, at: at))
      try tx.record(
        .fileRemedy, by: actor, subject: Self.subject(tender, row.lot), outcome: "withdrawn", detail: id, at: at)
      return try describeRemedy(id, of: tender, by: actor, in: tx)
    }
  }

  static func subject(_ tender: String, _ lot: String?) -> String { lot.map { "\(tender)/\($0)" } ?? tender }
}
