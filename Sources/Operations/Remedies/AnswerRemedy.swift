import Canon
import Postgres
import Store
import Tendering

extension Office {
  /// The buyer answers an inquiry, a challenge or an objection; `Remedy.Finding` has the form. Of two who answer at once
  /// one does.
  public func answerRemedy(
    _ tender: String, remedy id: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.answerRemedy)
    return try await end(id, of: tender, by: .answer, json, deed: .answerRemedy, actor: actor, once: once)
  }

  /// The authority decides a complaint that it took up.
  public func decideComplaint(
    _ tender: String, remedy id: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.decideComplaint)
    return try await end(id, of: tender, by: .decide, json, deed: .decideComplaint, actor: actor, once: once)
  }

  private func end(
    _ id: String, of tender: String, by event: Remedy.Event, _ json: JSON, deed: Deed, actor: Actor, once: Once?
  ) async throws -> JSON {
    let finding = try Remedy.Finding(json: json)
    let at = now
    let told = try await write(as: .office, once) { tx in
      let file = try RemedyFile(tender, lock: .exclusive, in: tx)
      let row = try file.remedy(id)
      let state = try row.state.after(event, of: row.kind)
      try finding.fits(row.kind, about: row.about, lots: file.states(of: row.lot))
      try tx.end(
        row.number, of: tender,
        .init(
          state: state, outcome: finding.outcome, effect: finding.effect, words: finding.json.canonicalText,
          by: actor.key.text, at: at))
      try tx.record(
        deed, by: actor, subject: Self.subject(tender, row.lot),
        detail: "\(id) \(finding.outcome.rawValue) \(finding.effect.rawValue)", at: at)
      return try describeRemedy(id, of: tender, by: actor, in: tx)
    }
    try await issueRemedyPapers(tender)
    return told
  }

  /// The authority says whether it takes a complaint up: `{"accepted":true,"suspendUntil":"2026-12-31"}`, the day left out
  /// where nothing is suspended, or `{"accepted":false,"reason":"…"}`.
  public func acceptComplaint(
    _ tender: String, remedy id: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.decideComplaint)
    let form = try FormReader(json, only: ["accepted", "suspendUntil", "reason"])
    let isAccepted = try form.bool("accepted")
    let until = try form.optionalText("suspendUntil", max: 10).map { text in
      guard let day = CalendarDay(text) else { throw FormRefusal.wrong(field: form.field("suspendUntil")) }
      return day
    }
    let reason = isAccepted ? "" : try form.text("reason", max: 4000)
    let at = now
    return try await write(as: .office, once) { tx in
      let file = try RemedyFile(tender, lock: .exclusive, in: tx)
      let row = try file.remedy(id)
      let state = try row.state.after(isAccepted ? .accept : .sendBack, of: row.kind)
      if isAccepted {
        let today = CalendarDay(at.instant)
        let decideBy = file.clock.decideBy(filed: CalendarDay(row.filedAt.instant), accepted: today)
        let latest = file.clock.suspendedAtMost(from: today, decideBy: decideBy)
        if let until, until > latest { throw RemedyRefusal.suspensionTooLong(until: latest) }
        guard
          try tx.acceptComplaint(
            row.number, of: tender, suspendedUntil: until, decideBy: decideBy, by: actor.key.text, at: at)
        else { throw RemedyRefusal.endedAlready(state: .withdrawn) }
      } else {
        try tx.end(
          row.number, of: tender,
          .init(state: state, outcome: nil, effect: .none, words: reason, by: actor.key.text, at: at))
      }
      try tx.record(
        .decideComplaint, by: actor, subject: Self.subject(tender, row.lot), outcome: state.rawValue, detail: id, at: at
      )
      return try describeRemedy(id, of: tender, by: actor, in: tx)
    }
  }
}
