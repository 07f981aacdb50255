import Canon
import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// The second stage: a lot's park chooses one of the selected, or takes the one whose turn it is (第二阶段成交).
  ///
  /// `{"bid":"<hex>","reason":"…"}` where users choose, `{}` where the selected come in turn. The officer's award of the lot
  /// follows, then the service contract and what rests on it. One call-off of a lot stands at a time; after one whose award
  /// fell through the next may be made.
  ///
  /// - Throws: `FrameworkRefusal`; `AccessRefusal.notOwn` for another park's lot.
  public func callOff(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.callOff)
    let form = try FormReader(json, only: ["bid", "reason"])
    let chosen = try form.optionalText("bid", max: 64).map { text in
      guard let bid = Bid.ID(hex: text) else { throw FormRefusal.wrong(field: "bid") }
      return bid
    }
    let reason = try form.optionalText("reason", max: 4000) ?? ""
    let at = now
    return try await write(as: .office, once) { tx in
      // A removal takes the tender's row too.
      let file = try FrameworkFile(tender, lot, self, lock: .exclusive, in: tx)
      guard let park = try tx.park(file.lot.park) else { throw ParkRefusal.parkUnknown }
      guard Self.owns(park, actor) else { throw AccessRefusal.notOwn }
      guard file.selection != nil else { throw FrameworkRefusal.notSelected }
      let agency = try file.terms.called(
        chosen, among: file.field, hasCall: file.call != nil, on: CalendarDay(at.instant))
      guard file.terms.callOff != .direct || reason.utf8.contains(where: { $0 > 0x20 }) else {
        throw FrameworkRefusal.reasonMissing
      }
      try requireNotHeld(.signing, tender, lots: [lot], at: at, in: tx)
      try tx.insertCallOff(
        file.calls.count + 1, place: agency.place, tender: tender, lot: lot, reason: reason, by: actor.key.text, at: at)
      try tx.record(.callOff, by: actor, subject: "\(tender)/\(lot)", detail: "\(agency.place)", at: at)
      return try describe(FrameworkFile(tender, lot, self, in: tx), in: tx)
    }
  }

  /// Under a framework: the bid that was called, and on which grounds the better ranked are left aside. Nil under every
  /// other profile.
  ///
  /// - Throws: `FrameworkRefusal`: `notSelected`, `callMissing`, `otherCalled`.
  func called(
    _ row: TenderRow, _ lot: String, wanted: Bid.ID?, _ evaluation: Evaluation, in tx: borrowing Transaction
  ) throws -> (bid: Bid.ID, aside: [Award.PassedOver])? {
    guard try tx.framework(of: row.id) != nil else { return nil }
    let file = try FrameworkFile(row.id, lot, self, in: tx)
    guard file.selection != nil else { throw FrameworkRefusal.notSelected }
    guard let call = file.call, let agency = file.agency(place: call.place) else { throw FrameworkRefusal.callMissing }
    let bid = try Bid.ID(reading: agency.bid)
    guard wanted == nil || wanted == bid else { throw FrameworkRefusal.otherCalled }
    let fallen = try tx.fallenAwards(of: row.id, lot: lot).map {
      Award.PassedOver(bid: try Bid.ID(reading: $0.award.bid), ground: $0.ground)
    }
    return (bid, evaluation.aside(of: bid, fallen: fallen, file.terms))
  }

  /// The notice to the agency that was called (成交通知书): an award's papers under a framework. Its result notice and letters
  /// went out with the selection.
  ///
  /// - Returns: false where the tender is no framework agreement.
  func issueCallOff(_ tender: String, lot: String) async throws -> Bool {
    let paper = try await database.read(as: .office) { tx -> IssuedPaper? in
      guard try tx.framework(of: tender) != nil else { return nil }
      guard let award = try tx.award(of: tender, lot: lot) else { throw AwardRefusal.notEvaluated }
      let framework = try FrameworkFile(tender, lot, self, in: tx)
      let result = try self.evaluation(of: tender, lot: lot, in: tx).result
      let (file, evaluation) = (try LotFile(self, of: result, in: tx), result.evaluation)
      let offer = file.offers[award.bid]
      let name = "\(lot)-\(PaperKind.awardNotice.rawValue)" + award.edition
      let number = "\(tender)-\(name)"
      let agreement = framework.agencies.first { $0.bid == award.bid }?.agreement
      return IssuedPaper(
        name: name, number: number,
        paper: .awardNotice(
          AwardNoticeFacts(
            frame: try frame(number: number, tender: file.tender, lot: file.lot), buyer: bureau,
            winner: file.party(award.bid), bid: award.bid.b64, price: try money(award.priceFen),
            merit: evaluation.figures(of: try Bid.ID(reading: award.bid)).map(evaluation.scheme.merit) ?? .total("—"),
            rank: award.rank, service: file.service, termDays: offer?.termDays ?? 365, leader: offer?.lead?.name,
            resultNoticeNumber: "\(tender)-\(lot)-\(PaperKind.selectionNotice.rawValue)",
            signBy: framework.rules.contractBy(award.awardedAt),
            framework: agreement?.number)),
        lot: lot, isPublic: true)
    }
    guard let paper else { return false }
    try await issue([paper], tender: tender)
    return true
  }
}

extension RuleBook {
  /// The last day to sign after a notice of that moment, as papers print it.
  func contractBy(_ noticedAt: Moment) -> PaperDate {
    ServiceContract.lastDay(noticedOn: CalendarDay(noticedAt.instant), rules: self).onPaper
  }
}
