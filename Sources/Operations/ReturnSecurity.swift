import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Records that a bidder has its bid security back: `{"bid":"<hex>","on":"2026-12-20"}`.
  ///
  /// - Returns: `{"lot","returned":[{"bid","on"}],"waiting":["<hex>"]}`.
  /// - Throws: `ReviewRefusal.bidUnknown` where nothing came, `reviewedAlready` where it is back; `PreparationRefusal` for a
  ///   day to come.
  public func returnSecurity(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.returnSecurity)
    let form = try FormReader(json, only: ["bid", "on"])
    guard let bid = Digest(hex: try form.text("bid", max: 64)) else { throw FormRefusal.wrong(field: "bid") }
    let day = try form.day("on")
    let at = now
    guard day <= CalendarDay(at.instant) else { throw PreparationRefusal.dayAhead(field: "on") }
    return try await write(as: .office, once) { tx in
      guard try tx.tender(tender)?.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      guard try tx.lot(tender, lot, locked: true) != nil else { throw TenderRefusal.lotUnknown }
      guard let row = try tx.securities(of: tender, lot: lot).first(where: { $0.bid == bid }) else {
        throw ReviewRefusal.bidUnknown
      }
      guard row.returned == nil else { throw ReviewRefusal.reviewedAlready }
      try tx.insertSecurityReturn(of: bid, on: day, by: actor.key.text, at: at)
      try tx.record(.returnSecurity, by: actor, subject: "\(tender)/\(lot)", detail: bid.hex, at: at)
      let rows = try tx.securities(of: tender, lot: lot)
      return [
        "lot": JSON(lot),
        "returned": .array(
          rows.compactMap { row in row.returned.map { ["bid": JSON(row.bid.hex), "on": JSON($0.description)] } }),
        "waiting": .array(rows.filter { $0.returned == nil }.map { JSON($0.bid.hex) }),
      ]
    }
  }

  /// When the securities of a lot are due back: the losers' after the award notice, the winner's after the signing of its
  /// contract, everybody's after the lot has come to nothing.
  ///
  /// - Source: R-051.
  func dueSecurity(_ lot: LotRow, _ file: RemedyFile, in tx: borrowing Transaction) throws -> [DueItem] {
    let waiting = try tx.securities(of: file.tender.id, lot: lot.id).filter { $0.returned == nil }
    guard !waiting.isEmpty else { return [] }
    let rules = RuleBook.inForce(on: file.issued, for: file.profile)
    func item(after moment: Moment) -> DueItem {
      let last = rules.rule(.securityReturn)?.value.period.map {
        WorkingCalendar.china.lastDay(of: $0, after: CalendarDay(moment.instant))
      }
      return DueItem(.returnSecurity, lot: lot.id, by: last)
    }
    if lot.state.isFinal {
      guard let ended = try tx.endedAt(of: file.tender.id, lot: lot.id) else { return [] }
      return [item(after: ended)]
    }
    if let selection = try tx.selection(of: file.tender.id, lot: lot.id) {
      // Under a framework: at the result for whoever is not selected, at the signing of its agreement for whoever is.
      var due: [DueItem] = []
      let selected = try tx.selectedAgencies(of: file.tender.id, lot: lot.id)
      if waiting.contains(where: { row in !selected.contains { $0.bidder == row.bidder } }) {
        due.append(item(after: selection.selectedAt))
      }
      for agency in selected where waiting.contains(where: { $0.bidder == agency.bidder }) {
        if let agreement = agency.agreement, try isSigned(agreement.paper, of: file.tender.id, in: tx),
          let signed = try tx.signatures(on: agreement.paper, of: file.tender.id).map(\.signedAt).max()
        {
          due.append(item(after: signed))
        }
      }
      return due
    }
    guard lot.state == .awarded, let award = try tx.award(of: file.tender.id, lot: lot.id) else { return [] }
    var due: [DueItem] = []
    if waiting.contains(where: { $0.bidder != award.bidder }) { due.append(item(after: award.awardedAt)) }
    if waiting.contains(where: { $0.bidder == award.bidder }),
      let contract = try tx.serviceContract(of: file.tender.id, lot: lot.id),
      try isSigned(contract.paper, of: file.tender.id, in: tx),
      let signed = try tx.signatures(on: contract.paper, of: file.tender.id).map(\.signedAt).max()
    {
      due.append(item(after: signed))
    }
    return due
  }
}
