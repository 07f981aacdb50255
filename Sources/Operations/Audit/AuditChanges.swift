import Canon
import Notes
import Postgres
import Store
import Tendering

extension Audit {
  /// What happened to a tender between its notice and its end is what the notes say, in their order.
  func auditChanges(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    try auditAmendments(of: tender, &findings, in: tx)
    try auditClarifications(of: tender, &findings, in: tx)
    try auditCancellation(of: tender, &findings, in: tx)
  }

  /// A cancellation is its note's, and every lot has ended with it.
  private func auditCancellation(
    of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    let row = try tx.cancellation(of: tender.id)
    let notes = try tx.notes(of: tender.id, type: CancellationNote.type)
    guard row != nil || !notes.isEmpty else { return }
    findings.looked(at: .changes)
    let file = try tx.bundleFile(Office.cancellationPath, of: tender.id).map { try JSON.parse($0) }
    guard let row, notes.map(\.id) == [row.noteID], case .cancellation(let said) = try notes[0].parsed().1 else {
      return findings.fault(.changes, tender.id, zh: "终止与日志中的记录不符", en: "the cancellation is not the log's")
    }
    findings.require(
      said.notice == tender.noticeID && said.reason == row.ground && file?["reason"]?.stringValue == row.reason
        && file?["ground"]?.stringValue == row.ground, .changes, tender.id, zh: "终止与其记录不符",
      en: "the cancellation's row is not what its note and file say")
    findings.require(
      try tx.lots(of: tender.id).allSatisfy(\.state.isFinal), .changes, tender.id, zh: "项目已终止而仍有标段进行",
      en: "the tender is cancelled and a lot goes on")
  }

  /// Each clarification's file says what its answers say, and no word of who asked.
  private func auditClarifications(
    of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    let rows = try tx.clarifications(of: tender.id)
    let notes = try tx.notes(of: tender.id, type: ClarificationNote.type)
    guard !rows.isEmpty || !notes.isEmpty else { return }
    findings.require(
      rows.map(\.noteID) == notes.map(\.id), .changes, tender.id, zh: "澄清与日志中的记录不一一对应",
      en: "the clarifications are not those of the log, in its order")
    let questions = try tx.questions(of: tender.id)
    for (place, row) in rows.enumerated() {
      findings.looked(at: .changes)
      let subject = "\(tender.id) clarification \(row.seq)"
      guard case .clarification(let said)? = try tx.note(row.noteID)?.parsed().1,
        let bytes = try tx.bundleFile(Office.path(ofClarification: row.seq), of: tender.id)
      else {
        findings.fault(.changes, subject, zh: "澄清没有记录或文件", en: "a clarification without its note or file")
        continue
      }
      let file = try JSON.parse(bytes)
      let answers = questions.compactMap(\.answer).filter { $0.seq == row.seq }.map { "\($0.question)\n\($0.body)" }
      let told = (file["answers"]?.arrayValue ?? []).map {
        "\($0["question"]?.stringValue ?? "")\n\($0["answer"]?.stringValue ?? "")"
      }
      findings.require(
        row.seq == place + 1 && said.seq == row.seq && said.notice == tender.noticeID
          && file["affectsBids"]?.boolValue == row.affectsBids && answers.sorted() == told.sorted(), .changes, subject,
        zh: "澄清与其记录或答复不符", en: "a clarification is not what its note, file and answers say")
    }
  }

  /// Each amendment is numbered, starts from the deadline in force, moves it later or not at all, and names the documents
  /// that the earlier ones come to when its form is applied to them.
  private func auditAmendments(
    of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    let rows = try tx.amendments(of: tender.id)
    let notes = try tx.notes(of: tender.id, type: Amendment.type)
    guard !rows.isEmpty || !notes.isEmpty else { return }
    guard let id = tender.noticeID, case .notice(let notice)? = try tx.note(id)?.parsed().1 else { return }
    findings.require(
      rows.map(\.noteID) == notes.map(\.id), .changes, tender.id, zh: "更正与日志中的记录不一一对应",
      en: "the amendments are not those of the log, in its order")
    var deadline = notice.deadline
    var terms = notice.terms
    for (place, row) in rows.enumerated() {
      findings.looked(at: .changes)
      let subject = "\(tender.id) amendment \(row.seq)"
      guard case .amendment(let said)? = try tx.note(row.noteID)?.parsed().1 else {
        findings.fault(.changes, subject, zh: "更正没有记录", en: "an amendment without its note")
        continue
      }
      let after = said.deadline ?? deadline
      findings.require(
        row.seq == place + 1 && said.seq == row.seq && said.tender == tender.id && said.notice == id
          && row.deadlineBefore.seconds == deadline && row.deadlineAfter.seconds == after
          && row.changesTerms == (said.terms != nil) && row.terms == said.terms ?? terms, .changes, subject,
        zh: "更正与其记录不符", en: "an amendment's row is not what its note says")
      let change = try? TenderChange(json: try JSON.parse(Array(row.change.utf8)))
      findings.require(
        change.map {
          $0.deadline?.seconds == said.deadline.map(Int64.init) && $0.changes.isEmpty == (said.terms == nil)
        }
          ?? false, .changes, subject, zh: "更正的内容与其记录不符", en: "what was asked for is not what was signed")
      findings.require(
        change?.affectsBids == row.affectsBids, .changes, subject, zh: "是否影响投标与更正内容不符",
        en: "whether bids are affected is not what was asked for")
      deadline = after
      terms = said.terms ?? terms
    }
  }
}
