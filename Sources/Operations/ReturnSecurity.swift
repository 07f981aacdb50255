import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Records that a bidder has its bid security back: `{"bid":"<hex>","on":"2026-12-20"}`.
  ///
  /// - Returns: `{"lot","returned":[{"bid","on","interest"}],"waiting":["<hex>"]}`; `interest` is null for what is in time.
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
      let file = try RemedyFile(tender, in: tx)
      guard let lotRow = file.lots.first(where: { $0.id == lot }) else { throw TenderRefusal.lotUnknown }
      let ends = try SecurityEnds(lotRow, file, in: tx)
      return [
        "lot": JSON(lot),
        "returned": .array(
          rows.compactMap { row in
            row.returned.map { day in
              [
                "bid": JSON(row.bid.hex), "on": JSON(day.description),
                "interest": ends.interest(on: row, until: day)?.json ?? .null,
              ]
            }
          }),
        "waiting": .array(rows.filter { $0.returned == nil }.map { JSON($0.bid.hex) }),
      ]
    }
  }

  /// When the securities of a lot are due back, and what is owed for those that are late.
  ///
  /// - Source: R-051.
  func dueSecurity(
    _ lot: LotRow, _ file: RemedyFile, on today: CalendarDay, in tx: borrowing Transaction
  ) throws -> [DueItem] {
    let waiting = try tx.securities(of: file.tender.id, lot: lot.id).filter { $0.returned == nil }
    guard !waiting.isEmpty else { return [] }
    let ends = try SecurityEnds(lot, file, in: tx)
    var due: [DueItem] = []
    // The losers' together, then each winner's own.
    let groups =
      [waiting.filter { ends.winners[$0.bidder] == nil }]
      + ends.winners.keys.sorted().map { bidder in
        waiting.filter { $0.bidder == bidder }
      }
    for these in groups {
      guard let first = these.first, let last = ends.last(for: first) else { continue }
      let interest = ends.interest(on: first, until: today)
      due.append(
        DueItem(
          .returnSecurity, lot: lot.id, by: last,
          interest: interest.map { $0.json.setting("count", JSON(these.count)) }))
    }
    return due
  }
}

/// The last days on which a lot's securities go back: the losers' after the result, a winner's after the signing of its
/// contract or framework agreement, everybody's after the lot has come to nothing.
struct SecurityEnds: Sendable {
  /// Who won, with the moment of its last signature; no moment while that is awaited.
  private(set) var winners: [String: Moment?] = [:]
  private var othersFrom: Moment?
  private let amount: Price
  private let rules: RuleBook

  init(_ lot: LotRow, _ file: RemedyFile, in tx: borrowing Transaction) throws {
    let tender = file.tender.id
    rules = RuleBook.inForce(on: file.issued, for: file.profile)
    amount = Price(fen: lot.securityFen) ?? .zero
    if lot.state.isFinal {
      othersFrom = try tx.endedAt(of: tender, lot: lot.id)
    } else if let selection = try tx.selection(of: tender, lot: lot.id) {
      othersFrom = selection.selectedAt
      for agency in try tx.selectedAgencies(of: tender, lot: lot.id) {
        winners[agency.bidder] = .some(try agency.agreement.flatMap { try Self.signedAt($0.paper, of: tender, in: tx) })
      }
    } else if lot.state == .awarded, let award = try tx.award(of: tender, lot: lot.id) {
      othersFrom = award.awardedAt
      let contract = try tx.serviceContract(of: tender, lot: lot.id)
      winners[award.bidder] = .some(try contract.flatMap { try Self.signedAt($0.paper, of: tender, in: tx) })
    }
  }

  /// When the last party signed a paper; nil while one has not.
  private static func signedAt(
    _ paper: String, of tender: String, in tx: borrowing Transaction
  ) throws -> Moment? {
    let signatures = try tx.signatures(on: paper, of: tender)
    let parties = Set(try tx.parties(of: paper, tender: tender).map(\.actor))
    return parties.isSubset(of: signatures.map(\.party)) ? signatures.map(\.signedAt).max() : nil
  }

  /// Nil while it is not due.
  func last(for row: SecurityRow) -> CalendarDay? {
    guard let from = winners[row.bidder] ?? othersFrom else { return nil }
    return rules.rule(.securityReturn)?.value.period.map {
      WorkingCalendar.china.lastDay(of: $0, after: CalendarDay(from.instant))
    }
  }

  func interest(on row: SecurityRow, until day: CalendarDay) -> BidSecurity.LateInterest? {
    last(for: row).flatMap { BidSecurity.interest(on: amount, due: $0, on: day, rules: rules) }
  }
}

extension BidSecurity.LateInterest {
  /// `{"days":3,"yearlyRate":"0.0522","amount":"2.61","confirmed":false}`, the amount in yuan for one security.
  var json: JSON {
    [
      "days": JSON(days),
      "yearlyRate": JSON((try? Rounding(mode: .halfUp, places: 6)?.points(yearly).description) ?? ""),
      "amount": JSON(amount.description), "confirmed": .bool(isConfirmed),
    ]
  }
}
