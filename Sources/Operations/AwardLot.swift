import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// The award that an officer may sign: to this bid, or to the first in rank when none is named.
  ///
  /// - Parameter passedOver: better ranked bids left aside, each with its recorded lawful ground.
  public func draftAward(
    _ tender: String, lot: String, bid: Bid.ID?, passedOver: [Award.PassedOver], by actor: Actor
  ) async throws -> NoteDraft {
    try actor.may(.awardLot)
    return try await database.read(as: .office) { tx in
      try awardDraft(tender, lot, bid: bid, passedOver: passedOver, in: tx).draft
    }
  }

  /// Takes the signed award, and issues the notices that follow from it.
  func awardLot(_ note: AwardNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.awardLot)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let form = try FormReader(envelope.extra, only: ["award"])
    let award = try Award(json: try form.value("award"))
    let lot = award.lot.text
    let at = now
    let (taken, papers) = try await database.write(as: .office) { tx -> (TakenNote, PapersInPrint?) in
      guard let row = try tx.lot(note.tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      // The number is the tender's, and so is the limit of lots for one bidder: another lot may be awarded now.
      _ = try tx.logHead(locked: true)
      let (draft, result, file, again) = try awardDraft(
        note.tender, lot, bid: award.bid, passedOver: award.passedOver, in: tx)
      try Award.mayFollow(state: row.state, seen: award.evaluation, published: Self.sha256(file))
      guard again.json == award.json else { throw NoteRefusal.notAsDrafted }
      try require(envelope, equals: draft)
      let remedies = try requireNotHeld(.award, note.tender, lots: [lot], at: at, in: tx)
      try Publicity.admit(
        remedies.profile.procedure, span: try tx.publicity(of: note.tender, lot: lot),
        on: CalendarDay(at.instant), pace: instance.rehearsal ? .rehearsal(secondsPerDay: 0) : .real)
      let index = try tx.take(envelope, at: at)
      let bytes = award.json.canonicalBytes()
      guard let bid = Digest(bytes: award.bid.fingerprint.bytes), let bidder = try tx.openingBid(bid)?.bidder else {
        throw AwardRefusal.bidUnknown
      }
      try tx.insertAward(
        tender: note.tender, lot: lot, bid: bid, bidder: bidder, rank: award.rank, priceFen: award.price.fen,
        file: String(decoding: bytes, as: UTF8.self), note: envelope.id, at: at)
      try tx.insertBundleFile(tender: note.tender, path: "award/\(lot).json", logIndex: index, bytes: bytes)
      try moveLot(lot, of: note.tender, by: .award, in: tx)
      var papers: PapersInPrint?
      if try tx.framework(of: note.tender) == nil {
        let all = try resultPapers(of: result, in: tx)
        // After an award that fell through most of the letters are there.
        let there = try tx.papers(named: all.map(\.name), of: note.tender)
        papers = PapersInPrint(all.filter { !there.contains($0.name) }, on: press)
      }
      // Otherwise it follows with the notices.
      if papers == nil { try publishOpenData(of: note.tender, at: at, in: tx) }
      try tx.record(.awardLot, by: actor, subject: "\(note.tender)/\(lot)", detail: award.bid.base64, at: at)
      return (TakenNote(id: envelope.id, index: index), papers)
    }
    if let papers {
      try await issue(papers, tender: note.tender)
    } else {
      await publisher.publish()
      try await issueResult(note.tender, lot: lot)
    }
    return taken
  }

  private func awardDraft(
    _ tender: String, _ lot: String, bid wanted: Bid.ID?, passedOver: [Award.PassedOver], in tx: borrowing Transaction
  ) throws -> (draft: NoteDraft, result: LotResult, file: [UInt8], award: Award) {
    guard let row = try tx.tender(tender), let notice = row.noticeID else { throw TenderRefusal.tenderUnknown }
    guard let lotRow = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
    if lotRow.state == .failed { throw AwardRefusal.lotFailed }
    if lotRow.state == .cancelled { throw TenderRefusal.wrongState(state: lotRow.state, step: .award) }
    try Self.requireNotUnderReview(tender, lot, in: tx)
    // The award that stands is drafted again, for whoever was cut off behind it; no other is.
    if let wanted, let standing = try tx.award(of: tender, lot: lot), lotRow.state == .awarded,
      try Bid.ID(reading: standing.bid) != wanted
    {
      throw AwardRefusal.awardedAlready
    }
    let (result, file) = try evaluation(of: tender, lot: lot, in: tx)
    let evaluation = result.evaluation
    try requireOrder(evaluation.scheme, tender, lot, in: tx)
    let field = try Self.field(evaluation, in: tx)
    let called = try called(row, lot, wanted: wanted, evaluation, in: tx)
    guard let bid = called?.bid ?? wanted ?? evaluation.candidate(field).bid else { throw AwardRefusal.bidUnknown }
    let bidder = evaluation.bids.first { $0.bid == bid }?.bidder.text ?? ""
    let award = try evaluation.award(
      bid, file: Self.sha256(file),
      passingOver: try called?.aside ?? evaluation.passingOver(passedOver, for: bid, field),
      lotsWon: try tx.lotsWon(in: tender, by: bidder))
    try award.mayRest(on: try JSON.parse(file))
    let bytes = award.json.canonicalBytes()
    let entries = FileLine.entries([FileLine(path: "award/\(lot).json", content: bytes)])
    let note = AwardNote(
      tender: tender, notice: notice, seq: try tx.nextSeq(of: tender, type: AwardNote.type),
      list: ListLine(of: entries))
    let draft = NoteDraft(
      text: note.text, list: ListLine.text(of: entries), files: [("award/\(lot).json", bytes)])
    return (draft, result, file, award)
  }

  /// Lots with a limit are awarded in their announced order.
  private func requireOrder(_ scheme: Scheme, _ tender: String, _ lot: String, in tx: borrowing Transaction) throws {
    let decided = try tx.lots(of: tender).filter { $0.state.isFinal || $0.state == .awarded }
    guard let id = Lot.ID(lot) else { throw TenderRefusal.lotUnknown }
    try scheme.mayAward(id, decided: Set(decided.compactMap { Lot.ID($0.id) }))
  }

  /// What leaves candidates of a lot aside: awards that fell through, lots won beside, teams that serve there.
  static func field(_ evaluation: Evaluation, in tx: borrowing Transaction) throws -> Evaluation.Field {
    let (tender, lot) = (evaluation.tender.text, evaluation.lot.text)
    var field = Evaluation.Field()
    for fallen in try tx.fallenAwards(of: tender, lot: lot) {
      field.dropped.append(Award.PassedOver(bid: try Bid.ID(reading: fallen.award.bid), ground: fallen.ground))
      // Whoever was passed over then on a ground of its own does not come back when the next falls too.
      let award = try Award(json: try JSON.parse(Array(fallen.award.file.utf8)))
      for over in award.passedOver
      where over.ground.isOfBidder && !field.dropped.contains(where: { $0.bid == over.bid }) {
        field.dropped.append(over)
      }
    }
    guard evaluation.scheme.maxLotsWon != nil else { return field }
    for other in try tx.lots(of: tender) where other.id != lot {
      guard let award = try tx.award(of: tender, lot: other.id) else { continue }
      field.won[try PartyKey(reading: award.bidder), default: 0] += 1
      if let bid = try LotBids(tender, other.id, in: tx).bids.first(where: { $0.bid == award.bid }) {
        field.busy.formUnion(try offer(bid, in: tx)?.team.map(\.certificate) ?? [])
      }
    }
    let entries = try LotBids(tender, lot, in: tx)
    let offers = try LotOffers(of: entries, in: tx)
    for bid in entries.bids {
      field.teams[try Bid.ID(reading: bid.bid)] = Set(try offers.offer(of: bid)?.team.map(\.certificate) ?? [])
    }
    return field
  }
}

extension AwardRow {
  /// What the names of its papers end in: nothing for a lot's first award.
  var edition: String { number == 1 ? "" : "-\(number)" }
}
