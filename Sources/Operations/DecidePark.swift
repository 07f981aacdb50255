import Canon
import Documents
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Confirms a park as 托管单位 or refuses it, and issues the paper that tells it so.
  ///
  /// `{"outcome":"confirmed|refused","groundworkFound":true,"reason":"…","number":"…"}`. The fourth condition is the
  /// officer's judgement; the others are counted. Without `number` the next one of the year is given.
  ///
  /// - Parameter read: the application that the officer judged; nil decides on the one that stands now.
  /// - Throws: `ConditionRefusal.changed` when it was changed meanwhile.
  public func decidePark(
    _ id: String, _ json: JSON, reading read: Notes.Digest? = nil, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.decidePark)
    let form = try FormReader(json, only: ["outcome", "groundworkFound", "reason", "number"])
    let outcome: ParkDecision.Outcome = try form.word("outcome")
    let isFound = form.has("groundworkFound") ? try form.bool("groundworkFound") : true
    let reason = try form.optionalText("reason", max: 600) ?? ""
    let asked = try form.optionalText("number", max: 100)
    let at = now

    let (park, batch, serial) = try await database.read(as: .office) { tx in
      let year = CalendarDay(year: CalendarDay(at.instant).year, month: 1, day: 1) ?? CalendarDay(at.instant)
      let serial = try tx.decisionCount(since: Moment(seconds: Int(year.begins.seconds))) + 1
      guard let park = try tx.park(id), let batch = try tx.batch(park.batch) else { throw ParkRefusal.parkUnknown }
      return (park, batch, serial)
    }
    let evidence = try park.evidence
    let judged = read ?? evidence.digest
    guard evidence.digest == judged else { throw ConditionRefusal.changed }
    let decision = try verdict(
      outcome, on: evidence.application, of: park, in: batch.batch, isFound: isFound, reason: reason)
    let number =
      asked
      ?? DocumentNumber(code: "周市监托", year: CalendarDay(at.instant).year, serial: serial).description
    let facts = ParkConfirmationFacts(
      frame: PaperFrame(
        number: number, project: batch.programme.name,
        subject: .batch(programme: batch.programme.name, batch: batch.title), madeAt: at.onPaper,
        checkpoint: try publishedHead(), isRehearsal: instance.rehearsal),
      bureau: bureau, application: evidence.application, unmet: decision.unmet,
      decision: outcome == .confirmed ? .confirmed(term: batch.batch.term.onPaper) : .refused(reason: decision.reason),
      decidedAt: at.onPaper)
    let paper = try await press.print(.parkConfirmation(facts))

    return try await write(as: .office, once) { tx in
      try tx.lock(park: id)
      guard try tx.park(id)?.decision == nil else { throw ParkRefusal.decidedAlready }
      // The paper that was printed shows the application that was judged.
      let isDecided = try tx.insertDecision(
        park: id, isConfirmed: outcome == .confirmed, reason: outcome == .confirmed ? Self.allMet : decision.reason,
        number: number, judged: judged, by: actor.key.text, at: at)
      guard isDecided else { throw ConditionRefusal.changed }
      try tx.insertPilotPaper(
        park: id, kind: PaperKind.parkConfirmation.rawValue, number: number, json: paper.json, pdf: paper.pdf, at: at)
      try tx.record(.decidePark, by: actor, subject: id, outcome: outcome.rawValue, detail: number, at: at)
      return try showPark(id, by: actor, in: tx)
    }
  }

  private static let allMet = "经审查，五项条件均符合。"

  private func verdict(
    _ outcome: ParkDecision.Outcome, on application: ParkApplication, of park: ParkRow, in batch: Batch, isFound: Bool,
    reason: String
  ) throws(ParkRefusal) -> ParkDecision {
    let isDecided = park.decision != nil
    return switch outcome {
    case .confirmed: try batch.confirm(application, isDecided: isDecided, groundworkFound: isFound)
    case .refused:
      try batch.refuse(application, isDecided: isDecided, groundworkFound: isFound, reason: reason)
    }
  }

  /// The paper of the decision on a park, for the park and the bureau.
  public func parkPaper(_ id: String, by actor: Actor) async throws -> PaperFile {
    try await database.read(as: .office) { tx in
      guard let park = try tx.park(id) else { throw ParkRefusal.parkUnknown }
      guard Self.sees(park, actor) else { throw AccessRefusal.notOwn }
      guard let paper = try tx.pilotPaper(of: id, kind: PaperKind.parkConfirmation.rawValue) else {
        throw InputRefusal.notFound("park-confirmation")
      }
      return PaperFile(json: paper.json, pdf: paper.pdf)
    }
  }
}
