import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

/// Whose element a public evaluation shows when the scheme seals the others'.
public struct EvaluationChoice: Sendable {
  /// The bid that is to win; nil for the first in rank.
  public let bid: Bid.ID?
  /// Better ranked bids left aside, each with its recorded lawful ground.
  public let passedOver: [Award.PassedOver]

  public init(bid: Bid.ID? = nil, passedOver: [Award.PassedOver] = []) {
    self.bid = bid
    self.passedOver = passedOver
  }

  /// `{"bid":"<hex>","passedOver":[{"bid":"<hex>","ground"}]}`, both of which may be left out.
  init(_ form: FormReader) throws {
    bid = try form.optionalText("bid", max: 64).map { text in
      guard let bid = Bid.ID(hex: text) else { throw FormRefusal.wrong(field: form.field("bid")) }
      return bid
    }
    guard form.has("passedOver") else {
      passedOver = []
      return
    }
    passedOver = try form.objects("passedOver", max: Evaluation.bidsMax, only: ["bid", "ground"]).map { entry in
      guard let bid = Bid.ID(hex: try entry.text("bid", max: 64)) else {
        throw FormRefusal.wrong(field: entry.field("bid"))
      }
      return Award.PassedOver(bid: bid, ground: try entry.word("ground"))
    }
  }
}

/// A lot's result with what it was worked out from.
struct LotResult {
  let review: LotReview
  let offers: LotOffers
  let evaluation: Evaluation
}

/// A lot's evaluation with the note that names it.
struct DraftedEvaluation {
  let draft: NoteDraft
  let result: LotResult
  /// The whole file, every number of every bid.
  let file: String
  /// The file as the log names it.
  let published: [UInt8]

  var evaluation: Evaluation { result.evaluation }
}

extension Office {
  /// The evaluation of a lot as an officer may sign it: the file with every number, the public file where that is another,
  /// and the note that names the public one.
  ///
  /// Where the scheme discloses the winner only, the salts of the seals are drawn now and stay: the same draft comes out
  /// again. While a part of the lot is still sealed, what may be signed is only which bids are rejected so far.
  public func draftEvaluation(
    _ tender: String, lot: String, _ choice: EvaluationChoice = EvaluationChoice(), by actor: Actor
  ) async throws -> NoteDraft {
    try actor.may(.evaluateLot)
    try await drawSalts(tender, lot)
    return try await database.read(as: .office) { tx in
      let review = try LotReview(tender, lot, in: tx)
      if let rejection = try Self.rejectionDraft(review, in: tx) { return rejection }
      let drafted = try Self.evaluationDraft(review, choice, in: tx)
      guard drafted.evaluation.scheme.disclosure == .winner else { return drafted.draft }
      let salts = try Self.salts(sealedIn: JSON.parse(drafted.published), tender, lot, in: tx)
      return NoteDraft(
        text: drafted.draft.text, list: drafted.draft.list,
        files: drafted.draft.files + [
          (SupervisorFile.evaluation(lot), Array(drafted.file.utf8)),
          (SupervisorFile.salts(lot), salts.json.canonicalBytes()),
        ])
    }
  }

  /// Takes the signed evaluation; the result stands, and nobody's figures can change any more.
  ///
  /// The same figures may be signed again before the award under disclosure `winner`, with another bid's element shown,
  /// when the first in rank is lawfully passed over. While the result is under review the signature ends that: the figures
  /// are those of the corrected sheets, or the same.
  func evaluateLot(
    _ note: EvaluationNote, _ envelope: NoteEnvelope, by actor: Actor
  ) async throws -> TakenNote {
    try actor.may(.evaluateLot)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let form = try FormReader(envelope.extra, only: ["lot", "bid", "passedOver"])
    let lot = try form.text("lot", max: 64)
    let choice = try EvaluationChoice(form)
    try await drawSalts(note.tender, lot)
    let at = now
    let (taken, report) = try await database.write(as: .office) { tx -> (TakenNote, PapersInPrint?) in
      guard let row = try tx.lot(note.tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      // The number is the tender's: an evaluation of another lot may be signed at this moment.
      _ = try tx.logHead(locked: true)
      let review = try LotReview(note.tender, lot, in: tx)
      if let draft = try Self.rejectionDraft(review, in: tx) {
        try require(envelope, equals: draft)
        let index = try tx.take(envelope, at: at)
        try tx.record(.evaluateLot, by: actor, subject: "\(note.tender)/\(lot)", detail: "rejections", at: at)
        return (TakenNote(id: envelope.id, index: index), nil)
      }
      let drafted = try Self.evaluationDraft(review, choice, in: tx)
      try require(envelope, equals: drafted.draft)
      if row.state == .awarded { throw AwardRefusal.awardedAlready }
      let open = try Self.openReReview(note.tender, lot, in: tx)
      // Signed by somebody a moment earlier; only another bid's element is a reason to sign once more.
      if row.state == .evaluated, open == nil,
        try tx.bundleFile("evaluation/\(lot).json", of: note.tender) == drafted.published
      {
        throw TenderRefusal.wrongState(state: row.state, step: .evaluate)
      }
      let index = try tx.take(envelope, at: at)
      if row.state == .scoring {
        try tx.insertEvaluation(tender: note.tender, lot: lot, file: drafted.file, note: envelope.id)
        try moveLot(lot, of: note.tender, by: .evaluate, in: tx)
      } else if let open {
        try tx.insertEvaluation(
          tender: note.tender, lot: lot, review: open.number, file: drafted.file, note: envelope.id)
        try tx.endReReview(open.number, tender: note.tender, lot: lot, note: envelope.id, at: at)
      }
      try tx.insertBundleFile(
        tender: note.tender, path: "evaluation/\(lot).json", logIndex: index, bytes: drafted.published)
      let isNew = row.state == .scoring || open != nil
      let report =
        try isNew
        ? PapersInPrint(evaluationPapers(of: drafted.result, in: tx), on: press) : nil
      try tx.reading(as: .office) { tx in try nameCompetition(note.tender, lot, at: at, in: tx) }
      // Otherwise it follows with the report.
      if report == nil { try publishOpenData(of: note.tender, at: at, in: tx) }
      let shown = Evaluation.shown(in: try JSON.parse(drafted.published))?.base64 ?? ""
      try tx.record(.evaluateLot, by: actor, subject: "\(note.tender)/\(lot)", detail: shown, at: at)
      return (TakenNote(id: envelope.id, index: index), report)
    }
    if let report { try await issue(report, tender: note.tender) }
    return taken
  }

  /// The lot's evaluation as it was signed, with the file that is public now.
  func evaluation(
    of tender: String, lot: String, in tx: borrowing Transaction
  ) throws -> (result: LotResult, published: [UInt8]) {
    guard let last = try tx.evaluations(of: tender, lot: lot).last,
      let published = try tx.bundleFile("evaluation/\(lot).json", of: tender)
    else { throw AwardRefusal.notEvaluated }
    let result = try Self.workOut(tender, lot, upTo: last.review, in: tx)
    guard result.evaluation.json.canonicalText.utf8.elementsEqual(last.file.utf8) else {
      throw AwardRefusal.evaluationDiffers
    }
    return (result, published)
  }

  /// Works the result out from the frozen scheme, the reviews, the signed sheets and the draws: the office's work, whoever
  /// asks for it.
  ///
  /// - Parameter number: the result as it came of this re-review; 0 for the first, by default what would be signed now.
  static func workOut(
    _ tender: String, _ lot: String, upTo number: Int = .max, in tx: borrowing Transaction
  ) throws -> LotResult {
    try tx.reading(as: .office) { tx in try workOut(LotReview(tender, lot, in: tx), upTo: number, in: tx) }
  }

  /// - Parameter review: read for the office.
  private static func workOut(
    _ review: LotReview, upTo number: Int, in tx: borrowing Transaction
  ) throws -> LotResult {
    let (tender, lot) = (review.tender.id, review.lot.id)
    guard [.scoring, .evaluated, .awarded].contains(review.lot.state) else {
      throw TenderRefusal.waitsFor(step: .startScoring)
    }
    guard let committee = try tx.committee(of: tender, lot: lot), let committeeID = Fingerprint(committee.bytes)
    else { throw CommitteeRefusal.tooSmall(needed: 5, given: 0) }
    // Once it is signed the result stands, whoever steps back afterwards.
    if review.lot.state == .scoring { try Committee.requireFull(try review.seats) }
    let rows = try tx.reading(as: .secretary) { tx in try tx.sheets(of: tender, lot: lot, upTo: number) }
    let offers = try LotOffers(of: review.entries, in: tx)
    let admitted = try admitted(review, offers)
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
    let changes = try changes(tender, lot, upTo: number, in: tx)
    // A reason for a score that was changed since, or that others' changes brought near, says nothing any more.
    let flagged = try ScoreChange.flagged(after: changes, in: sheets, scheme: review.scheme)
    let explanations = try explanations(tender, lot, in: tx).filter { said in flagged.contains { said.explains($0) } }
    let evaluation = try Evaluation.evaluate(
      tender: try Identifier(reading: tender), lot: try Identifier(reading: lot), scheme: review.scheme,
      committee: committeeID, entries: try review.bids.map { try entry($0, review: review, offers) }, sheets: sheets,
      sheetNotes: notes, changes: changes, explanations: explanations,
      draws: try tieDraws(tender, lot, upTo: number, in: tx),
      isAgain: try !tx.reReviews(of: tender, lot: lot).isEmpty, failsBelowMinimum: try !isArgued(tender, lot, in: tx),
      sha256: sha256)
    return LotResult(review: review, offers: offers, evaluation: evaluation)
  }

  /// The evaluation and the note that an officer may sign over it.
  ///
  /// - Parameters:
  ///   - review: read for the office.
  ///   - asSigned: as it stands, whatever a re-review that is not over has corrected since.
  static func evaluationDraft(
    _ review: LotReview, _ choice: EvaluationChoice = EvaluationChoice(), asSigned: Bool = false,
    in tx: borrowing Transaction
  ) throws -> DraftedEvaluation {
    let (tender, lot) = (review.tender.id, review.lot.id)
    let signed = asSigned ? try tx.evaluations(of: tender, lot: lot).last?.review : nil
    let open = asSigned ? nil : try openReReview(tender, lot, in: tx)
    let result = try workOut(review, upTo: signed ?? .max, in: tx)
    let evaluation = result.evaluation
    if review.lot.state == .scoring, let flag = evaluation.unexplained().first {
      throw PanelRefusal.reasonAwaited(member: flag.member, bid: flag.bid, criterion: flag.criterion)
    }
    guard let notice = review.tender.noticeID else { throw TenderRefusal.tenderUnknown }
    let published = try publicForm(of: evaluation, choice, in: tx)
    let entries = FileLine.entries([FileLine(path: "evaluation/\(lot).json", content: published)])
    // A signed evaluation keeps its own number when it is computed again.
    let seq = try seqOfEvaluation(
      tender, lot: lot, listing: ListLine(of: entries), isAnew: open != nil, in: tx)
    if open != nil { try requireNotRejected(evaluation, review, before: seq, in: tx) }
    let note = EvaluationNote(
      tender: tender, notice: notice, seq: seq,
      rejects: try rejects(review, evaluation: evaluation, before: seq, in: tx),
      list: ListLine(of: entries))
    let draft = NoteDraft(
      text: note.text, list: ListLine.text(of: entries), files: [("evaluation/\(lot).json", published)])
    return DraftedEvaluation(
      draft: draft, result: result, file: evaluation.json.canonicalText, published: published)
  }

  /// The number of the note that names the lot's evaluation now, if it names this one, otherwise the next.
  ///
  /// - Parameter isAnew: a re-review ends with a note of its own, also where nothing was corrected.
  private static func seqOfEvaluation(
    _ tender: String, lot: String, listing list: ListLine, isAnew: Bool, in tx: borrowing Transaction
  ) throws -> Int {
    if !isAnew, let last = try noteNaming("evaluation/\(lot).json", of: tender, in: tx)?.note, last.list == list {
      return last.seq
    }
    return try tx.nextSeq(of: tender, type: EvaluationNote.type)
  }

  /// A bid as the evaluation finds it, by the opening of its parts and the reviews.
  static func entry(_ bid: LotBid, review: LotReview, _ offers: LotOffers) throws -> Evaluation.Entry {
    let id = try Bid.ID(reading: bid.bid)
    let bidder = try PartyKey(reading: bid.bidder)
    switch bid.result {
    case "malformed": return .malformed(bid: id, bidder: bidder)
    case "opened": break
    default: return .unopenable(bid: id, bidder: bidder)
    }
    guard let offer = try offers.offer(of: bid) else {
      throw PostgresFailure(.mismatch, message: "an opened bid has no offer")
    }
    if let why = try review.invalidity(of: bid) {
      return .invalid(bid: id, bidder: bidder, why, read: offer.price?.total)
    }
    guard let price = offer.price else {
      return .invalid(bid: id, bidder: bidder, Invalidity(.priceMissing, reason: "未报价或报价无法识别"), read: nil)
    }
    let admitted = Evaluation.AdmittedOffer(
      bid: id, bidder: bidder, read: price.total, corrections: offer.corrections ?? [],
      deduction: review.scheme.price.deduction(for: offer.size, members: offer.memberSizes), answers: offer.answers)
    // No reviewer can admit what no rule can score: the others of the lot would wait for ever.
    guard admitted.corrected > .zero else {
      return .invalid(
        bid: id, bidder: bidder, Invalidity(.priceMissing, reason: Offer.zeroPriceReason), read: price.total)
    }
    guard admitted.corrected <= review.scheme.ceiling else {
      return .invalid(
        bid: id, bidder: bidder, Invalidity(.overCeiling, reason: Evaluation.overCeilingReason), read: price.total)
    }
    return .admitted(admitted)
  }

  /// The file as the public sees it: whole under full disclosure, otherwise with the chosen bid's element alone.
  private static func publicForm(
    of evaluation: Evaluation, _ choice: EvaluationChoice, in tx: borrowing Transaction
  ) throws -> [UInt8] {
    if evaluation.scheme.disclosure == .full { return evaluation.json.canonicalBytes() }
    let (tender, lot) = (evaluation.tender.text, evaluation.lot.text)
    var shown = choice.bid
    if shown == nil {
      // What was signed last stands until somebody asks for another bid.
      shown =
        try tx.bundleFile("evaluation/\(lot).json", of: tender).flatMap { Evaluation.shown(in: try JSON.parse($0)) }
        ?? evaluation.awardOrder.first?.bid
    }
    if evaluation.failed != nil { shown = nil }
    if let bid = choice.bid, evaluation.failed == nil {
      // The same rules as for the award that follows.
      let bidder = evaluation.bids.first { $0.bid == bid }?.bidder.text ?? ""
      _ = try evaluation.award(
        bid, file: evaluation.schemeFingerprint,
        passingOver: try evaluation.passingOver(choice.passedOver, for: bid, try field(evaluation, in: tx)),
        lotsWon: try tx.lotsWon(in: tender, by: bidder))
    }
    var salts: [Bid.ID: [UInt8]] = [:]
    for (bid, salt) in try tx.salts(of: tender, lot: lot) { salts[try Bid.ID(reading: bid)] = salt }
    guard let json = evaluation.publicJSON(winner: shown, salts: salts, sha256: sha256) else {
      throw PostgresFailure(.mismatch, message: "a bid of a sealed evaluation has no salt")
    }
    return json.canonicalBytes()
  }

  /// SHA-256 in the rule books' own type.
  static func sha256(_ bytes: [UInt8]) -> Fingerprint { Fingerprint(digest: Digest(of: bytes).bytes) }
}

extension Evaluation {
  func isInvalid(_ bid: Bid.ID) -> Bool {
    if case .invalid? = bids.first(where: { $0.bid == bid })?.standing { true } else { false }
  }
}
