import Canon
import Documents
import Exact
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Records a round of accepting what was rendered under a lot's service contract, as `PerformanceAcceptance` reads it, with
  /// its sheet (履约验收单), which the agency and the park may read. A round that accepts ends the contract; its result is
  /// public with the open data.
  ///
  /// The sheet is printed first and kept in the transaction that records the round; where another fact came between, it is
  /// printed anew.
  ///
  /// - Returns: all that is recorded of the contract's performance.
  /// - Throws: `AccessRefusal`, `TenderRefusal`, `PerformanceRefusal`; `NoteRefusal.notAsDrafted` where one fact after
  ///   another comes between.
  /// - Source.
  public func acceptPerformance(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.acceptPerformance)
    for _ in 1...3 {
      let at = now
      let facts = try await database.read(as: .office) { tx in
        try acceptanceSheet(tender, lot, json, by: actor, at: at, in: tx)
      }
      let sheet = try await press.print(.acceptanceSheet(facts))
      do {
        return try await perform(deed: .acceptPerformance, tender, lot: lot, by: actor, at: at, once: once) {
          file, at, tx in
          let acceptance = try PerformanceAcceptance(
            json: json, of: file.performed, on: CalendarDay(at.instant), pace: performancePace)
          guard file.acceptances.count + 1 == facts.round, file.contract.number == facts.contractNumber,
            file.lastAt.map({ $0 <= at }) ?? true
          else { throw Overtaken() }
          try tx.insert(
            acceptance, round: facts.round, contract: file.contract.number, of: tender, by: actor.key.text, at: at)
          try tx.insert(
            NewPaper(
              name: PerformanceFile.sheet(facts.round, of: file.contract, lot: lot),
              kind: PaperKind.acceptanceSheet.rawValue, number: facts.frame.number, lot: lot, json: sheet.json,
              pdf: sheet.pdf, isPublic: false, reader: file.contract.agency), tender: tender, at: at)
          return "\(file.contract.number) \(facts.round) \(acceptance.outcome.rawValue)"
        }
      } catch is Overtaken { continue }
    }
    throw NoteRefusal.notAsDrafted
  }

  /// Somebody else recorded something while this round's sheet was printed, which says when it was.
  private struct Overtaken: Error {}

  /// The rule book's verdict, and what stands on the sheet of the round that it lets come next.
  private func acceptanceSheet(
    _ tender: String, _ lot: String, _ json: JSON, by actor: Actor, at: Moment, in tx: borrowing Transaction
  ) throws -> AcceptanceSheetFacts {
    guard let row = try tx.tender(tender), row.noticeID != nil else { throw TenderRefusal.tenderUnknown }
    guard let lotRow = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
    let file = try PerformanceFile(tender, lot, in: tx)
    let acceptance = try PerformanceAcceptance(
      json: json, of: file.performed, on: CalendarDay(at.instant), pace: performancePace)
    guard let park = try tx.park(lotRow.park), let agency = try tx.agency(actor: file.contract.agency) else {
      throw PerformanceRefusal.contractMissing
    }
    let round = file.acceptances.count + 1
    return AcceptanceSheetFacts(
      frame: try frame(number: "\(file.contract.number)-A\(round)", tender: row, lot: lotRow),
      buyer: PaperParty(name: bureau.name, creditCode: bureau.creditCode),
      agency: PaperParty(name: agency.name, creditCode: agency.creditCode.text), park: park.name,
      contractNumber: file.contract.number, price: try money(file.performed.price.fen),
      term: file.performed.term.onPaper, round: round, acceptance: acceptance,
      amount: try acceptance.amount.map { try money($0.fen) },
      acceptedBy: try tx.actor(keyRef: actor.key.text)?.name ?? actor.key.text, key: actor.key.text,
      acceptedAt: at.onPaper)
  }
}
