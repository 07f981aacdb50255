import Canon
import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// The amendment that an officer may sign: a later deadline, other words in the documents, or both.
  ///
  /// - Parameter form: what to change and why, as `TenderChange` reads it.
  /// - Throws: as `amendTender`.
  public func draftAmendment(_ tender: String, _ form: JSON, by actor: Actor) async throws -> NoteDraft {
    try actor.may(.amendTender)
    let change = try TenderChange(json: form)
    return try await database.read(as: .office) { tx in
      guard let row = try tx.tender(tender) else { throw TenderRefusal.tenderUnknown }
      let seq = try tx.nextSeq(of: tender, type: Amendment.type)
      let (note, terms) = try amendment(change, of: row, seq: seq, at: now, in: tx)
      return NoteDraft(text: note.text, files: terms.map { [(Self.termsPath, $0)] } ?? [])
    }
  }

  /// Takes the signed amendment. From its entry on everything is judged by the deadline and documents that it sets; bids
  /// that are in stay in force, and their owners are told.
  ///
  /// Refused, in this order: who may not; what the change may not touch or how it is written (`AmendmentRefusal`); a tender
  /// that takes no amendment any more; another notice, nothing changed, the deadline reached, an earlier deadline, a number
  /// that somebody else's amendment took meanwhile, too little time left (`NoticeRefusal`); what says nothing new; words
  /// that no documents may have (`LintRefusal`).
  func amendTender(_ note: Amendment, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.amendTender)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let form = try FormReader(envelope.extra, only: ["amendment"]).value("amendment")
    let change = try TenderChange(json: form)
    guard isClockSure else { throw BidRefusal.clockUnsure(differenceMilliseconds: clockDifferenceMilliseconds) }
    let taken = try await database.write(as: .office) { tx -> TakenNote in
      guard let row = try tx.tender(note.tender, lock: .exclusive) else { throw TenderRefusal.tenderUnknown }
      // The clock is read under the head's lock: no tick that reaches the deadline comes before the entry.
      let head = try tx.logHead(locked: true)
      let at = max(now, head.tickAt ?? now)
      guard note.notice == row.noticeID || row.noticeID == nil else { throw NoticeRefusal.wrongNotice }
      let (expected, terms) = try amendment(change, of: row, seq: note.seq, at: at, in: tx)
      guard expected == note, let notice = row.noticeID else { throw NoteRefusal.notAsDrafted }
      let index = try tx.take(envelope, at: at)
      try tx.amend(note, note: envelope.id, affectsBids: change.affectsBids, change: form.canonicalText, at: at)
      if let terms { try name([(Self.termsPath, terms)], tender: note.tender, notice: notice, at: at, in: tx) }
      try publishOpenData(of: note.tender, at: at, in: tx)
      try tx.record(.amendTender, by: actor, subject: note.tender, detail: "\(note.seq)", at: at)
      return TakenNote(id: envelope.id, index: index)
    }
    await publisher.publish()
    try await issueAmendment(note.tender, seq: note.seq)
    return taken
  }

  /// The documents of a tender as data, in the bundle.
  static let termsPath = "documents/terms.json"

  /// The rule book's verdict over a change, and the note and documents that it comes to.
  private func amendment(
    _ change: TenderChange, of row: TenderRow, seq: Int, at: Moment, in tx: borrowing Transaction
  ) throws -> (note: Amendment, terms: [UInt8]?) {
    _ = try row.state.after(.amend)
    guard let notice = row.noticeID, let inForce = row.deadlineAt else {
      throw TenderRefusal.wrongTenderState(state: row.state, step: .amend)
    }
    try Tendering.Notice.amend(
      deadline: change.deadline, hasTerms: !change.changes.isEmpty, seq: seq,
      expectedSeq: try tx.nextSeq(of: row.id, type: Amendment.type), inForce: inForce.instant,
      affectsBids: change.affectsBids, now: at.instant, pace: try pace(of: row, in: tx))
    let terms = try change.applied(to: try termsInForce(of: row, in: tx), seq: seq)
    if let terms { try requireSettled(terms, after: change, draft: tx.draft(of: row.id)) }
    let bytes = terms?.canonicalBytes()
    return (
      Amendment(
        tender: row.id, notice: notice, seq: seq, deadline: change.deadline.map { Int($0.seconds) },
        terms: bytes.map { Digest(of: $0) }), bytes
    )
  }

  /// What the amended documents say is held against the rules of content as the draft was.
  private func requireSettled(_ terms: JSON, after change: TenderChange, draft: String) throws {
    let clauses = change.changes.filter { $0.item == .clause }.map(\.to.shown)
    var amended = try JSON.parse(Array(draft.utf8)).setting("service", terms["service"] ?? .null)
    if !clauses.isEmpty {
      // Whatever a clause may be about, it is read as a condition, the strictest reading.
      let conditions = amended["qualification"]?.arrayValue ?? []
      amended = amended.setting("qualification", .array(conditions + clauses.map { JSON($0) }))
    }
    try DraftOutline(json: amended).requireSettled(isRehearsal: instance.rehearsal)
  }

  /// The tender documents in force, as data.
  func termsInForce(of row: TenderRow, in tx: borrowing Transaction) throws -> JSON {
    guard let bytes = try tx.bundleFile(Self.termsPath, of: row.id) else {
      throw PostgresFailure(.mismatch, message: "a published tender has no documents")
    }
    // Of a large tender it is long, and each event of the tender looks at it.
    return try openDataShelf.value(of: bytes)
  }

  /// What is bought and how, in the words in force: the draft's before the notice.
  func serviceInForce(of row: TenderRow, in tx: borrowing Transaction) throws -> JSON {
    if row.noticeID != nil, let service = try termsInForce(of: row, in: tx)["service"] { return service }
    return try JSON.parse(Array(tx.draft(of: row.id).utf8))["service"] ?? .null
  }

  /// How long the law's days are in this tender.
  func pace(of row: TenderRow, in tx: borrowing Transaction) throws -> Pace {
    guard instance.rehearsal else { return .real }
    // The draft itself is not for whoever asks.
    let draft = try tx.reading(as: .office) { tx in try storedDraft(row, in: tx) }
    return .rehearsal(secondsPerDay: Int64(draft.secondsPerDay))
  }

  /// Prints the notice of an amendment (更正公告).
  func issueAmendment(_ tender: String, seq: Int) async throws {
    let name = "amendment-notice-\(seq)"
    let paper = try await database.read(as: .office) { tx -> Paper? in
      guard let row = try tx.tender(tender), let notice = row.noticeID,
        let amendment = try tx.amendments(of: tender).first(where: { $0.seq == seq })
      else { return nil }
      let change = try TenderChange(json: try JSON.parse(Array(amendment.change.utf8)))
      let told = try termsInForce(of: row, in: tx)["amendments"]?.arrayValue?.first { $0["seq"]?.integerValue == seq }
      let published = try tx.publishedAt(notice: notice) ?? amendment.madeAt
      return .amendmentNotice(
        AmendmentNoticeFacts(
          frame: try frame(number: "\(tender)-\(name)", tender: row), buyer: bureau, seq: seq,
          publishedOn: published.paper.day, reason: change.reason,
          changes: (told?["changes"]?.arrayValue ?? []).map { AmendedItem($0) },
          deadlineBefore: amendment.deadlineBefore.paper, deadlineAfter: amendment.deadlineAfter.paper,
          affectsBids: amendment.affectsBids, amendedAt: amendment.madeAt.paper, notice: notice.b64,
          note: amendment.noteID.b64, law: row.law))
    }
    guard let paper else { throw TenderRefusal.tenderUnknown }
    try await issue(
      [IssuedPaper(name: name, number: paper.frame.number, paper: paper, lot: nil, isPublic: true)], tender: tender)
  }

  /// What stands on every paper of a whole tender.
  func frame(number: String, tender: TenderRow) throws -> PaperFrame {
    PaperFrame(
      number: number, project: tender.title, subject: .tender(tender: tender.id),
      madeAt: PaperMoment(unixSeconds: Int64(now.seconds)), checkpoint: try publishedHead(),
      isRehearsal: instance.rehearsal)
  }
}

extension AmendedItem {
  /// An entry of the documents' own history.
  init(_ json: JSON) {
    let item = json["item"]?.stringValue ?? ""
    let names = ["standard": "服务标准", "termDays": "服务期限（日）", "validityDays": "投标有效期（日）"]
    func shown(_ value: JSON?) -> String? { value?.stringValue ?? value?.integerValue.map(String.init) }
    self.init(
      name: json["name"]?.stringValue ?? names[item] ?? item, before: shown(json["from"]) ?? "（无）",
      after: shown(json["to"]) ?? "")
  }
}
