import Notes
import Postgres
import Store
import Tendering

/// A tender's remedies with what their rules ask for, read in one moment.
struct RemedyFile: Sendable {
  let tender: TenderRow
  let profile: Profile
  let clock: RemedyClock
  let issued: CalendarDay
  let rows: [RemedyRow]
  /// Lots by id.
  let lots: [LotRow]

  /// - Parameter lock: exclusive for whoever files or answers: a step that a remedy holds shares the row.
  init(_ tender: String, lock: Transaction.Lock = .none, in tx: borrowing Transaction) throws {
    guard let row = try tx.tender(tender, lock: lock), let notice = row.noticeID,
      let profile = Profile(rawValue: row.profile), let taken = try tx.publishedAt(notice: notice)
    else { throw TenderRefusal.tenderUnknown }
    self.tender = row
    self.profile = profile
    issued = CalendarDay(taken.instant)
    clock = RemedyClock(profile: profile, issued: issued)
    rows = try tx.remedies(of: tender)
    lots = try tx.lots(of: tender)
  }

  func remedy(_ id: String) throws -> RemedyRow {
    guard let row = try rows.first(where: { try $0.id.text == id }) else { throw RemedyRefusal.remedyUnknown }
    return row
  }

  /// The states of the lot that a remedy names, or of all.
  func states(of lot: String?) -> [Lot.State] { lots.filter { lot == nil || $0.id == lot }.map(\.state) }

  /// The days that its time limits are counted from.
  func days(of lot: String?, in tx: borrowing Transaction) throws -> RemedyDays {
    var days = RemedyDays(issued: issued, deadline: tender.deadlineAt.map { CalendarDay($0.instant) })
    guard let lot else { return days }
    let opened = try LotBids(tender.id, lot, in: tx)
    if opened.areAllPartsOpened, !opened.bids.isEmpty, opened.bids.allSatisfy({ $0.result != nil }) {
      days.opened = opened.bids.flatMap(\.parts).compactMap { $0.resultAt?.instant }.max().map { CalendarDay($0) }
    }
    days.publicity = try tx.publicity(of: tender.id, lot: lot)
    days.announced = try announcedAt(lot, in: tx).map { CalendarDay($0.instant) }
    return days
  }

  /// When the lot's result, or its failure, was announced.
  func announcedAt(_ lot: String, in tx: borrowing Transaction) throws -> Moment? {
    // Under a framework the selection is the result, and a call-off after it is not announced again.
    if let selection = try tx.selection(of: tender.id, lot: lot) { return selection.selectedAt }
    if let award = try tx.award(of: tender.id, lot: lot) { return award.awardedAt }
    return try failedAt(lot, in: tx)
  }

  func failedAt(_ lot: String, in tx: borrowing Transaction) throws -> Moment? {
    try tx.notes(of: tender.id, type: FailNote.type).first { row in
      if case .fail(let fail) = try row.parsed().1 { fail.lot == lot } else { false }
    }?.takenAt
  }

  /// Whether somebody's bid for the lot stood at the deadline.
  func didBid(_ bidder: String, for lot: String, in tx: borrowing Transaction) throws -> Bool {
    guard tender.state == .closed else { return false }
    return Manifest.bidsInForce(try tx.bidNotes(of: tender.id)).contains { $0.lot == lot && $0.bidder == bidder }
  }

  /// What has been done of what remedies may have led to.
  func carried(_ lot: String, in tx: borrowing Transaction) throws -> Remedy.Carried {
    // Most tenders have none: nothing more is read then.
    guard rows.contains(where: { ($0.end?.effect ?? .none) != .none }) else { return Remedy.Carried() }
    return Remedy.Carried(
      amendedAt: try tx.notes(of: tender.id, type: Amendment.type).map(\.takenAt.precise).max(),
      evaluatedAt: try Office.noteNaming("evaluation/\(lot).json", of: tender.id, in: tx)?.row.takenAt.precise,
      awardedAt: try tx.award(of: tender.id, lot: lot)?.awardedAt.precise,
      hasFailed: lots.first { $0.id == lot }?.state == .failed)
  }

  /// The first remedy for which a lot's step waits.
  func holding(
    _ step: ProcedureRules.HeldStep, _ lot: String, at now: Moment, in tx: borrowing Transaction
  ) throws -> Remedy.Standing? {
    guard !rows.isEmpty, let id = Lot.ID(lot) else { return nil }
    return profile.procedure.holding(
      step, of: id, try rows.map { try $0.standing }, try carried(lot, in: tx), on: CalendarDay(now.instant))
  }
}

extension Office {
  /// Nothing when no remedy holds a lot's step. The tender's row is shared until the end of the transaction, so that a
  /// filing comes wholly before the step or wholly after it.
  @discardableResult
  func requireNotHeld(
    _ step: ProcedureRules.HeldStep, _ tender: String, lots: [String], at now: Moment, in tx: borrowing Transaction
  ) throws -> RemedyFile {
    let file = try RemedyFile(tender, lock: .shared, in: tx)
    for lot in lots {
      guard let remedy = try file.holding(step, lot, at: now, in: tx) else { continue }
      throw RemedyRefusal.held(step: step, by: remedy.id)
    }
    return file
  }
}
