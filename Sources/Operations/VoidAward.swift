import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Declares a lot's award void before its contract is signed: `{"ground":"declined","reason":"…"}`. The lot is evaluated
  /// again what it was before, and the next award, or the failure of the lot, says in the log why it went on.
  ///
  /// - Throws: `AwardRefusal`: `nothingAwarded`, `contractSigned`, `groundUnfit`, `reasonMissing`.
  public func voidAward(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.voidAward)
    let form = try FormReader(json, only: ["ground", "reason"])
    let ground: Award.PassingOver = try form.word("ground")
    let reason = try form.text("reason", max: 4000)
    let at = now
    let told = try await write(as: .office, once) { tx in
      // A signature on the contract takes the tender's row too.
      guard try tx.tender(tender, lock: .exclusive)?.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      guard let row = try tx.lot(tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      let contract = try tx.serviceContract(of: tender, lot: lot)
      try Award.mayFall(
        state: row.state, ground: ground, reason: reason,
        isContractSigned: try contract.map { try isSigned($0.paper, of: tender, in: tx) } ?? false)
      guard let award = try tx.award(of: tender, lot: lot) else { throw AwardRefusal.nothingAwarded }
      try tx.voidAward(award, ground: ground, reason: reason, by: actor.key.text, at: at)
      guard try tx.move(lot: lot, of: tender, from: .awarded, to: .evaluated) else {
        throw AwardRefusal.nothingAwarded
      }
      try publishOpenData(of: tender, at: at, in: tx)
      try tx.record(
        .voidAward, by: actor, subject: "\(tender)/\(lot)", detail: "\(award.bid.b64) \(ground.rawValue)", at: at)
      return [
        "tender": JSON(tender), "lot": JSON(lot), "bid": JSON(award.bid.hex), "ground": JSON(ground.rawValue),
        "reason": JSON(reason), "voided": JSON(at.seconds),
      ]
    }
    await publisher.publish()
    return told
  }
}
