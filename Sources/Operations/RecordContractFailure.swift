import Canon
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Records a failure of performance under a lot's service contract, as `ContractFailure` reads it.
  ///
  /// - Returns: all that is recorded of the contract's performance.
  /// - Throws: `AccessRefusal`, `TenderRefusal`, `PerformanceRefusal`.
  public func recordContractFailure(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    let pace = performancePace
    return try await perform(deed: .recordContractFailure, tender, lot: lot, by: actor, once: once) { file, at, tx in
      let failure = try ContractFailure(json: json, of: file.performed, on: CalendarDay(at.instant), pace: pace)
      let number = (file.failures.last?.number ?? 0) + 1
      try tx.insert(
        failure, number: number, contract: file.contract.number, of: tender, by: actor.key.text, at: at)
      return "\(file.contract.number)-F\(number) \(failure.category.rawValue)"
    }
  }

  /// Settles a record: `{"settlement":"paid"}`, or `{"settlement":"withdrawn","reason":"…"}`. After the acceptance too:
  /// a penalty may be paid later.
  ///
  /// - Parameter number: the record's, from 1 within the contract.
  /// - Throws: `AccessRefusal`, `TenderRefusal`, `FormRefusal`, `PerformanceRefusal`.
  public func settleContractFailure(
    _ tender: String, lot: String, failure number: Int, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.settleContractFailure)
    let form = try FormReader(json, only: ["settlement", "reason"])
    let settlement: ContractFailure.Settlement = try form.word("settlement")
    let reason = try form.optionalText("reason") ?? ""
    return try await perform(deed: .settleContractFailure, tender, lot: lot, by: actor, once: once) { file, at, tx in
      guard let row = file.failures.first(where: { $0.number == number }) else {
        throw PerformanceRefusal.failureUnknown
      }
      try ContractFailure.settle(settlement, penalty: row.penalty, before: row.end?.settlement, reason: reason)
      try tx.settle(
        failure: number, contract: file.contract.number, of: tender, settlement, reason: reason, by: actor.key.text,
        at: at)
      return "\(file.contract.number)-F\(number) \(settlement.rawValue)"
    }
  }
}
