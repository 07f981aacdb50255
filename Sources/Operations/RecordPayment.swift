import Canon
import Exact
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Records a payment under a lot's accepted service contract: `{"on":"2027-12-20","amount":"198000.00"}`.
  ///
  /// - Returns: all that is recorded of the contract's performance.
  /// - Throws: `AccessRefusal`, `TenderRefusal`, `PerformanceRefusal`.
  /// - Source: R-113.
  public func recordPayment(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    let pace = performancePace
    return try await perform(deed: .recordPayment, tender, lot: lot, by: actor, once: once) { file, at, tx in
      let payment = try AcceptedPayment(
        json: json, final: file.final, paid: file.paid, on: CalendarDay(at.instant), pace: pace)
      let number = file.payments.count + 1
      try tx.insert(payment, number: number, contract: file.contract.number, of: tender, by: actor.key.text, at: at)
      return "\(file.contract.number) payment \(number)"
    }
  }

  /// The payment that an accepted contract still waits for, and by when.
  static func duePayment(_ lot: LotRow, _ file: RemedyFile, in tx: borrowing Transaction) throws -> DueItem? {
    guard lot.state == .awarded, try tx.serviceContract(of: file.tender.id, lot: lot.id) != nil else { return nil }
    let performance = try PerformanceFile(file.tender.id, lot.id, in: tx)
    guard let final = performance.final, performance.paid < final else { return nil }
    return DueItem(.payment, lot: lot.id, by: performance.payBy)
  }
}
