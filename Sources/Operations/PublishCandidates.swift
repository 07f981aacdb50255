import Canon
import Documents
import Exact
import Postgres
import Store
import Tendering

extension Office {
  /// Makes a lot's ranked candidates public before the award. Again it is the same: the first day counts.
  public func publishCandidates(_ tender: String, lot: String, by actor: Actor, once: Once? = nil) async throws -> JSON
  {
    try actor.may(.publishCandidates)
    let at = now
    let told = try await write(as: .office, once) { tx in
      let file = try RemedyFile(tender, lock: .exclusive, in: tx)
      guard let row = file.lots.first(where: { $0.id == lot }) else { throw TenderRefusal.lotUnknown }
      if try tx.publicity(of: tender, lot: lot) == nil {
        try Publicity.mayBegin(file.profile.procedure, state: row.state)
        try Self.requireNotUnderReview(tender, lot, in: tx)
        let span = Publicity.span(
          from: CalendarDay(at.instant), rules: RuleBook.inForce(on: file.issued, for: file.profile))
        try tx.insertPublicity(of: tender, lot: lot, until: span.upperBound, by: actor.key.text, at: at)
        try tx.record(.publishCandidates, by: actor, subject: "\(tender)/\(lot)", at: at)
      }
      guard let span = try tx.publicity(of: tender, lot: lot) else { throw AwardRefusal.publicityMissing }
      return [
        "tender": JSON(tender), "lot": JSON(lot), "from": JSON(span.lowerBound.description),
        "until": JSON(span.upperBound.description),
      ]
    }
    try await issueCandidates(tender, lot: lot)
    return told
  }

  private func issueCandidates(_ tender: String, lot: String) async throws {
    let paper = try await database.read(as: .office) { tx -> IssuedPaper? in
      let name = "\(lot)-\(PaperKind.candidateNotice.rawValue)" + (try tx.evaluations(of: tender, lot: lot).edition)
      guard try tx.paper(name, of: tender) == nil, let span = try tx.publicity(of: tender, lot: lot),
        let row = try tx.tender(tender), let lotRow = try tx.lot(tender, lot)
      else { return nil }
      let evaluation = try self.evaluation(of: tender, lot: lot, in: tx).result.evaluation
      let bids = try LotBids(tender, lot, in: tx).bids
      let ranked = evaluation.awardOrder
      let terms = try termsInForce(of: row, in: tx)
      // Whoever is ranked passed both reviews.
      let quality = terms["service"]?["standard"]?.stringValue.map { "响应招标文件的服务标准：" + PaperService.clause($0) }
      let conditions = (terms["qualification"]?.arrayValue ?? []).compactMap(\.stringValue)
      let asked = conditions.map { PaperService.clause($0) }.joined(separator: "；")
      let qualification = "通过资格审查" + (asked.isEmpty ? "" : "：" + asked)
      let candidates = try ranked.prefix(max(1, RuleBook.current.count(.candidatesMax))).compactMap {
        element -> CandidateNoticeFacts.Candidate? in
        guard let figures = evaluation.figures(of: element.bid),
          let bid = try bids.first(where: { try Bid.ID(reading: $0.bid) == element.bid })
        else { return nil }
        let offer = try Self.offer(bid, in: tx)
        let lead = offer?.lead
        return CandidateNoticeFacts.Candidate(
          rank: figures.rank, name: try offer?.name ?? tx.actor(keyRef: bid.bidder)?.name ?? bid.bidder,
          price: try money(figures.price.corrected.fen), termDays: offer?.termDays, leader: lead?.name,
          certificate: lead?.certificate, drawnPlace: figures.tie?.order, quality: quality,
          qualification: qualification)
      }
      let number = "\(tender)-\(name)"
      return IssuedPaper(
        name: name, number: number,
        paper: .candidateNotice(
          CandidateNoticeFacts(
            frame: try frame(number: number, tender: row, lot: lotRow), buyer: bureau, candidates: candidates,
            ranked: ranked.count, rejected: evaluation.bids.count - ranked.count, from: span.lowerBound.onPaper,
            until: span.upperBound.onPaper, law: row.law)), lot: lot, isPublic: true)
    }
    if let paper { try await issue([paper], tender: tender) }
  }
}
