import Canon
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Records a round of accepting what was rendered under a lot's service contract, as `PerformanceAcceptance` reads it.
  /// A round that accepts ends the contract; its result is public with the open data.
  ///
  /// - Returns: all that is recorded of the contract's performance.
  /// - Throws: `AccessRefusal`, `TenderRefusal`, `PerformanceRefusal`.
  /// - Source.
  public func acceptPerformance(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    let pace = performancePace
    return try await perform(deed: .acceptPerformance, tender, lot: lot, by: actor, once: once) { file, at, tx in
      let acceptance = try PerformanceAcceptance(
        json: json, of: file.performed, on: CalendarDay(at.instant), pace: pace)
      let round = file.acceptances.count + 1
      try tx.insert(
        acceptance, round: round, contract: file.contract.number, of: tender, by: actor.key.text, at: at)
      return "\(file.contract.number) \(round) \(acceptance.outcome.rawValue)"
    }
  }
}
