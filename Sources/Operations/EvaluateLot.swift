import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// The evaluation of a lot as an officer may sign it: the file with every number, and the note that names it.
  public func draftEvaluation(_ tender: String, lot: String, by actor: Actor) async throws -> NoteDraft {
    try actor.may(.evaluateLot)
    return try await database.read { tx in try Self.evaluationDraft(tender, lot, in: tx).draft }
  }

  /// Takes the signed evaluation; the result stands, and nobody's figures can change any more.
  func evaluateLot(
    _ note: EvaluationNote, _ envelope: NoteEnvelope, by actor: Actor
  ) async throws -> TakenNote {
    try actor.may(.evaluateLot)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    guard let lot = envelope.extra["lot"]?.stringValue else {
      throw InputRefusal.malformed(field: "lot", expected: "id")
    }
    let at = now
    let taken = try await database.write { tx -> TakenNote in
      let (draft, evaluation, file) = try Self.evaluationDraft(note.tender, lot, in: tx)
      try require(envelope, equals: draft)
      let index = try tx.take(envelope, at: at)
      try tx.insertEvaluation(tender: note.tender, lot: lot, file: file, note: envelope.id)
      let published = try Self.publicForm(of: evaluation, file: file)
      try tx.insertBundleFile(
        tender: note.tender, path: "evaluation/\(lot).json", logIndex: index, bytes: published)
      try moveLot(lot, of: note.tender, by: .evaluate, in: tx)
      try publishOpenData(of: note.tender, at: at, in: tx)
      try tx.record(.evaluateLot, by: actor, subject: "\(note.tender)/\(lot)", at: at)
      return TakenNote(id: envelope.id, index: index)
    }
    try await issueEvaluationReport(note.tender, lot: lot)
    return taken
  }

  /// The lot's evaluation as it was signed.
  func evaluation(of tender: String, lot: String, in tx: borrowing Transaction) throws -> (Evaluation, String) {
    guard let file = try tx.evaluationFile(of: tender, lot: lot) else { throw AwardRefusal.notEvaluated }
    let (_, evaluation, again) = try Self.evaluationDraft(tender, lot, in: tx)
    guard again == file else { throw AwardRefusal.evaluationDiffers }
    return (evaluation, file)
  }

  /// Works the result out from the frozen scheme, the reviews and the signed sheets.
  static func evaluationDraft(
    _ tender: String, _ lot: String, in tx: borrowing Transaction
  ) throws -> (draft: NoteDraft, evaluation: Evaluation, file: String) {
    let review = try LotReview(tender, lot, in: tx)
    guard [.scoring, .evaluated, .awarded].contains(review.lot.state) else {
      throw TenderRefusal.waitsFor(step: .startScoring)
    }
    guard let committee = try tx.committee(of: tender, lot: lot), let notice = review.tender.noticeID,
      let committeeID = Fingerprint(committee.bytes)
    else { throw CommitteeRefusal.tooSmall(needed: 5, given: 0) }
    let rows = try tx.sheets(of: tender, lot: lot)
    let admitted = try admitted(review)
    var sheets: [ScoreSheet] = []
    var notes: [Fingerprint] = []
    for member in review.members {
      guard let row = rows.first(where: { $0.member == member.member }), let id = Fingerprint(row.noteID.bytes) else {
        throw EvaluationRefusal.sheetMissing(member: member.member)
      }
      sheets.append(
        try ScoreSheet(
          json: try JSON.parse(Array(row.sheet.utf8)), member: row.member, scheme: review.scheme, scored: admitted))
      notes.append(id)
    }
    let evaluation = try Evaluation.evaluate(
      tender: try Identifier(reading: tender), lot: try Identifier(reading: lot), scheme: review.scheme, committee: committeeID,
      entries: try entries(review, in: tx), sheets: sheets, sheetNotes: notes, sha256: sha256)
    let file = evaluation.json.canonicalText
    let published = try publicForm(of: evaluation, file: file)
    let rejects = try review.opened.filter { bid in
      try !admitted.contains(Bid.ID(reading: bid.bid)) || evaluation.isInvalid(try Bid.ID(reading: bid.bid))
    }
    let entries = FileLine.entries([FileLine(path: "evaluation/\(lot).json", content: published)])
    // A signed evaluation keeps its own number when it is computed again.
    let seq = try seqOfEvaluation(tender, listing: entries, in: tx)
    let note = EvaluationNote(
      tender: tender, notice: notice, seq: seq, rejects: rejects.map(\.bid), list: ListLine(of: entries))
    let draft = NoteDraft(
      text: note.text, list: ListLine.text(of: entries), files: [("evaluation/\(lot).json", published)])
    return (draft, evaluation, file)
  }

  private static func seqOfEvaluation(_ tender: String, listing entries: [String], in tx: borrowing Transaction) throws -> Int {
    let list = ListLine(of: entries)
    for row in try tx.notes(of: tender, type: EvaluationNote.type) {
      if case .evaluation(let note) = try row.parsed().1, note.list == list { return note.seq }
    }
    return try tx.nextSeq(of: tender, type: EvaluationNote.type)
  }

  /// The bids as the evaluation finds them, by the reviews.
  private static func entries(_ review: LotReview, in tx: borrowing Transaction) throws -> [Evaluation.Entry] {
    try review.bids.map { row in
      let bid = try Bid.ID(reading: row.bid)
      let bidder = try PartyKey(reading: row.bidder)
      switch row.result {
      case "malformed": return .malformed(bid: bid, bidder: bidder)
      case "opened": break
      default: return .unopenable(bid: bid, bidder: bidder)
      }
      guard let stored = try tx.offer(of: row.bid) else {
        throw PostgresFailure(.mismatch, message: "an opened bid has no offer")
      }
      let offer = Offer(reading: try JSON.parse(Array(stored.utf8)))
      if let why = try review.invalidity(of: row.bid) {
        return .invalid(bid: bid, bidder: bidder, why, read: offer.price?.total)
      }
      guard let price = offer.price else {
        return .invalid(bid: bid, bidder: bidder, Invalidity(.priceMissing, reason: "未报价或报价无法识别"), read: nil)
      }
      return .admitted(
        Evaluation.AdmittedOffer(
          bid: bid, bidder: bidder, read: price.total, corrections: offer.corrections ?? [],
          deduction: review.scheme.price.deduction(for: offer.size), answers: offer.answers))
    }
  }

  /// The file as the public sees it: whole under full disclosure.
  private static func publicForm(of evaluation: Evaluation, file: String) throws -> [UInt8] {
    guard evaluation.scheme.disclosure == .full else { throw SchemeRefusal.disclosureNotAllowed }
    return Array(file.utf8)
  }

  /// SHA-256 in the rule books' own type.
  static func sha256(_ bytes: [UInt8]) -> Fingerprint { Fingerprint(digest: Digest(of: bytes).bytes) }
}

extension Evaluation {
  func isInvalid(_ bid: Bid.ID) -> Bool {
    if case .invalid? = bids.first(where: { $0.bid == bid })?.standing { true } else { false }
  }
}
