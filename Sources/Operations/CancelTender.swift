import Canon
import Documents
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// The cancellation of a whole tender that an officer may sign.
  ///
  /// - Parameter form: ground and reason, as `Cancellation` reads them.
  /// - Throws: as `cancelTender`.
  public func draftCancellation(_ tender: String, _ form: JSON, by actor: Actor) async throws -> NoteDraft {
    try actor.may(.cancelTender)
    let cancellation = try Cancellation(json: form)
    return try await database.read(as: .office) { tx in
      guard let row = try tx.tender(tender) else { throw TenderRefusal.tenderUnknown }
      let (draft, _) = try cancellationDraft(cancellation, of: row, in: tx)
      return draft
    }
  }

  /// Takes the signed cancellation: the end of every lot that has not ended. What is sealed stays sealed for ever: the log
  /// takes no opening, shares, result or award of the tender any more.
  ///
  /// While bids are taken the period ends here: what was acknowledged is put into a last tick first, as at a close, so that
  /// each bidder can prove what it had handed in; nothing is revealed. After the close the tender stays closed, and only
  /// its lots are cancelled.
  ///
  /// - Throws: `AccessRefusal`, `FormRefusal`, `TenderRefusal` (unknown; a draft; `awardedAlready`, `reasonMissing`,
  ///   `wrongState` where nothing is left), `NoticeRefusal.wrongNotice`, `NoteRefusal.notAsDrafted`.
  /// - Source; protocol section 5.
  func cancelTender(
    _ note: CancellationNote, _ envelope: NoteEnvelope, by actor: Actor
  ) async throws -> TakenNote {
    try actor.may(.cancelTender)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let form = try FormReader(envelope.extra, only: ["cancellation"]).value("cancellation")
    let cancellation = try Cancellation(json: form)
    let taken = try await database.write(as: .office) { tx -> TakenNote in
      guard let row = try tx.tender(note.tender, lock: .exclusive) else { throw TenderRefusal.tenderUnknown }
      guard note.notice == row.noticeID || row.noticeID == nil else { throw NoticeRefusal.wrongNotice }
      let (draft, file) = try cancellationDraft(cancellation, of: row, in: tx)
      try require(envelope, equals: draft)
      let at = now
      if row.closeIndex == nil { try tickWhatWaits(for: note.tender, at: at, in: tx) }
      let index = try tx.take(envelope, at: at)
      try tx.insertBundleFile(tender: note.tender, path: Self.cancellationPath, logIndex: index, bytes: file)
      try tx.insertCancellation(
        of: note.tender, note: envelope.id, ground: cancellation.ground.rawValue, reason: cancellation.reason, at: at)
      if row.closeIndex == nil, try !tx.cancelOpen(note.tender) {
        throw PostgresFailure(.mismatch, message: "a tender that the rules cancelled was not open")
      }
      let lots = try tx.lots(of: note.tender).filter { !$0.state.isFinal }
      try moveLots(lots.map(\.id), of: note.tender, by: .cancel, in: tx)
      try publishOpenData(of: note.tender, at: at, in: tx)
      try tx.record(.cancelTender, by: actor, subject: note.tender, detail: cancellation.ground.rawValue, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
    await publisher.publish()
    try await issueCancellation(note.tender)
    return taken
  }

  static let cancellationPath = "documents/cancellation.json"

  private func cancellationDraft(
    _ cancellation: Cancellation, of row: TenderRow, in tx: borrowing Transaction
  ) throws -> (draft: NoteDraft, file: [UInt8]) {
    guard let notice = row.noticeID else { throw TenderRefusal.waitsFor(step: .publish) }
    let lots = try tx.lots(of: row.id)
    // Agencies are selected: the result stands as an award does.
    let states = try lots.map { try tx.selection(of: row.id, lot: $0.id) == nil ? $0.state : .awarded }
    try Tender.cancel(lots: states, reason: cancellation.reason)
    let json: JSON = [
      "format": "tender-cancellation/v1", "tender": JSON(row.id), "notice": JSON(notice.b64),
      "ground": JSON(cancellation.ground.rawValue), "reason": JSON(cancellation.reason),
      "lots": .array(lots.filter { !$0.state.isFinal }.map { JSON($0.id) }),
    ]
    let file = json.canonicalBytes()
    let entries = FileLine.entries([FileLine(path: Self.cancellationPath, content: file)])
    let note = CancellationNote(
      tender: row.id, notice: notice, seq: try tx.nextSeq(of: row.id, type: CancellationNote.type),
      reason: cancellation.ground.rawValue, list: ListLine(of: entries))
    return (
      NoteDraft(text: note.text, list: ListLine.text(of: entries), files: [(Self.cancellationPath, file)]), file
    )
  }

  /// That the tender has not been cancelled; the caller holds its row, so that nobody cancels it meanwhile.
  func requireNotCancelled(_ tender: String, in tx: borrowing Transaction) throws {
    if try tx.cancellation(of: tender) != nil { throw OpeningRefusal.cancelled }
  }

  /// Prints the notice of a cancellation (终止公告).
  func issueCancellation(_ tender: String) async throws {
    let name = "cancellation-notice"
    let paper = try await database.read(as: .office) { tx -> Paper? in
      guard let row = try tx.tender(tender), let notice = row.noticeID,
        let cancelled = try tx.cancellation(of: tender), let file = try tx.bundleFile(Self.cancellationPath, of: tender)
      else { return nil }
      let ended = Set((try JSON.parse(file)["lots"]?.arrayValue ?? []).compactMap(\.stringValue))
      let published = try tx.publishedAt(notice: notice) ?? cancelled.madeAt
      return .cancellationNotice(
        CancellationNoticeFacts(
          frame: try frame(number: "\(tender)-\(name)", tender: row), buyer: bureau, publishedOn: published.paper.day,
          ground: cancelled.ground, groundName: Cancellation.Ground(rawValue: cancelled.ground).chinese,
          reason: cancelled.reason,
          lots: try tx.lots(of: tender).filter { ended.contains($0.id) }.map { "\($0.id)　\($0.title)" },
          wasClosed: row.closeIndex != nil, staysSealed: try tx.openingBids(of: tender).allSatisfy { $0.result == nil },
          cancelledAt: cancelled.madeAt.paper, notice: notice.b64, note: cancelled.noteID.b64,
          refundWorkingDays: RuleBook.current.count(.terminationRefund),
          challengeWorkingDays: RuleBook.current.count(.challengeWithin),
          objection: Profile(rawValue: row.profile).flatMap {
            PaperObjection($0, issued: CalendarDay(published.instant))
          }))
    }
    guard let paper else { throw TenderRefusal.tenderUnknown }
    try await issue(
      [IssuedPaper(name: name, number: paper.frame.number, paper: paper, lot: nil, isPublic: true)], tender: tender)
  }
}

extension Cancellation.Ground? {
  fileprivate var chinese: String {
    switch self {
    case .taskCancelled: "因重大变故采购任务取消"
    case .documentsUnlawful: "采购文件违法或者存在重大缺陷，改正后重新招标"
    case .openingImpossible: "开标密钥或者系统秘密灭失，投标文件无法开启（待核实）"
    case nil: "其他情形"
    }
  }
}
