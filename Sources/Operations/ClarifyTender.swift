import Canon
import Documents
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// The clarification that an officer may sign: answers to questions, for everybody.
  ///
  /// - Parameter form: which questions are answered how, as `Clarification` reads it.
  /// - Throws: as `clarifyTender`.
  public func draftClarification(_ tender: String, _ form: JSON, by actor: Actor) async throws -> NoteDraft {
    try actor.may(.clarifyTender)
    let clarification = try Clarification(json: form)
    return try await database.read(as: .office) { tx in
      guard let row = try tx.tender(tender) else { throw TenderRefusal.tenderUnknown }
      let seq = try tx.nextSeq(of: tender, type: ClarificationNote.type)
      return try clarificationDraft(clarification, of: row, seq: seq, at: now, in: tx).draft
    }
  }

  /// Takes the signed clarification: its file is public from here on, and whoever takes part is told.
  ///
  /// It may come as long as the tender has not been cancelled: a question asked in time is answered also after the
  /// deadline. Answers that bear on how bids are written need the days that an amendment needs; when they are not
  /// left, the deadline is moved first.
  ///
  /// - Throws: `AccessRefusal`, `QuestionRefusal.form`, `TenderRefusal`, `NoticeRefusal` (another notice, too late, too little
  ///   time, a number that is taken), then `QuestionRefusal` in its order; `NoteRefusal.notAsDrafted`.
  func clarifyTender(
    _ note: ClarificationNote, _ envelope: NoteEnvelope, by actor: Actor
  ) async throws -> TakenNote {
    try actor.may(.clarifyTender)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let form = try FormReader(envelope.extra, only: ["clarification"]).value("clarification")
    let clarification = try Clarification(json: form)
    let taken = try await database.write(as: .office) { tx -> TakenNote in
      guard let row = try tx.tender(note.tender, lock: .exclusive) else { throw TenderRefusal.tenderUnknown }
      _ = try tx.logHead(locked: true)
      let at = now
      guard note.notice == row.noticeID || row.noticeID == nil else { throw NoticeRefusal.wrongNotice }
      let (draft, file, answers) = try clarificationDraft(clarification, of: row, seq: note.seq, at: at, in: tx)
      try require(envelope, equals: draft)
      let index = try tx.take(envelope, at: at)
      try tx.insertBundleFile(
        tender: note.tender, path: Self.path(ofClarification: note.seq), logIndex: index, bytes: file)
      try tx.insertClarification(
        of: note.tender, seq: note.seq, note: envelope.id, affectsBids: clarification.affectsBids, answers: answers,
        at: at)
      try publishOpenData(of: note.tender, at: at, in: tx)
      try tx.record(.clarifyTender, by: actor, subject: note.tender, detail: "\(note.seq)", at: at)
      return TakenNote(id: envelope.id, index: index)
    }
    await publisher.publish()
    try await issueClarification(note.tender, seq: note.seq)
    return taken
  }

  static func path(ofClarification seq: Int) -> String { "documents/clarification-\(seq).json" }

  private func clarificationDraft(
    _ clarification: Clarification, of row: TenderRow, seq: Int, at: Moment, in tx: borrowing Transaction
  ) throws -> (draft: NoteDraft, file: [UInt8], answers: [(number: Int, question: String, answer: String)]) {
    guard let notice = row.noticeID, let deadline = row.deadlineAt else { throw TenderRefusal.waitsFor(step: .publish) }
    guard row.state != .cancelled else { throw QuestionRefusal.tenderEnded(state: row.state) }
    if clarification.affectsBids {
      guard at < deadline else { throw NoticeRefusal.amendmentTooLate(deadline: deadline.instant) }
      try Tendering.Notice.requireTime(to: deadline.instant, now: at.instant, pace: try pace(of: row, in: tx))
    }
    let expected = try tx.nextSeq(of: row.id, type: ClarificationNote.type)
    guard seq == expected else { throw NoticeRefusal.amendmentSeqWrong(expected: expected) }
    let askers = try tx.askers(of: row.id)
    let asked = try tx.questions(of: row.id).map { question in
      Question.Asked(
        number: question.number, text: question.body,
        names: try askers[question.number].map { try names(of: $0, in: tx) } ?? [],
        isAnswered: question.answer != nil)
    }
    let answers = try clarification.published(asked)
    let json: JSON = [
      "format": "tender-clarification/v1", "tender": JSON(row.id), "notice": JSON(notice.b64), "seq": JSON(seq),
      "affectsBids": JSON(clarification.affectsBids),
      "answers": .array(answers.map { ["question": JSON($0.question), "answer": JSON($0.answer)] }),
    ]
    let file = json.canonicalBytes()
    let path = Self.path(ofClarification: seq)
    let entries = FileLine.entries([FileLine(path: path, content: file)])
    let note = ClarificationNote(tender: row.id, notice: notice, seq: seq, list: ListLine(of: entries))
    return (
      NoteDraft(text: note.text, list: ListLine.text(of: entries), files: [(path, file)]), file, answers
    )
  }

  /// Prints the answers (澄清公告).
  func issueClarification(_ tender: String, seq: Int) async throws {
    let name = "clarification-notice-\(seq)"
    let paper = try await database.read(as: .office) { tx -> Paper? in
      guard let row = try tx.tender(tender), let notice = row.noticeID, let deadline = row.deadlineAt,
        let clarification = try tx.clarifications(of: tender).first(where: { $0.seq == seq }),
        let file = try tx.bundleFile(Self.path(ofClarification: seq), of: tender)
      else { return nil }
      return .clarificationNotice(
        ClarificationNoticeFacts(
          frame: try frame(number: "\(tender)-\(name)", tender: row), buyer: bureau, seq: seq,
          answers: (try JSON.parse(file)["answers"]?.arrayValue ?? []).map { answer in
            AnsweredQuestion(
              question: answer["question"]?.stringValue ?? "", answer: answer["answer"]?.stringValue ?? "")
          }, affectsBids: clarification.affectsBids, deadline: deadline.paper, madeAt: clarification.madeAt.paper,
          notice: notice.b64, note: clarification.noteID.b64, law: row.law))
    }
    guard let paper else { throw TenderRefusal.tenderUnknown }
    try await issue(
      [IssuedPaper(name: name, number: paper.frame.number, paper: paper, lot: nil, isPublic: true)], tender: tender)
  }
}
