import Canon
import Crypto
import Notes
import Postgres
import Store
import Tendering

extension Audit {
  /// A tender's row, lots and parts are what its notice and amendments say.
  func auditNotice(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    findings.looked(at: .notice)
    guard let id = tender.noticeID, let row = try tx.note(id), case .notice(let notice) = try row.parsed().1 else {
      return findings.fault(.notice, tender.id, zh: "公告缺失", en: "the notice is missing")
    }
    var (deadline, terms) = (notice.deadline, notice.terms)
    for amendment in try tx.notes(of: tender.id, type: Amendment.type) {
      guard case .amendment(let said) = try amendment.parsed().1 else { continue }
      deadline = said.deadline ?? deadline
      terms = said.terms ?? terms
    }
    let statements = try tx.statements(of: tender.id)
    let agreements: [(String, Bool)] = [
      ("index", row.logIndex == tender.noticeIndex),
      ("opens", tender.opensAt?.seconds == notice.opens), ("deadline", tender.deadlineAt?.seconds == deadline),
      ("grace", tender.graceSeconds == notice.grace), ("recovery", tender.recoverySeconds == notice.recovery),
      ("threshold", tender.threshold == notice.threshold && tender.custodians == notice.custodians.count),
      ("minimum", tender.minimum == notice.minimum), ("terms", tender.terms == terms),
      ("parts", try tx.parts(of: tender.id) == notice.parts),
      ("custodians", statements.map { .init(recipient: $0.recipient, statement: $0.noteID) } == notice.custodians),
    ]
    for (field, holds) in agreements where !holds {
      findings.fault(.notice, "\(tender.id) \(field)", zh: "与公告不符：\(field)", en: "\(field) is not as the notice says")
    }
    try auditStatements(statements, of: tender, &findings, in: tx)
    try auditTerms(terms, of: tender, &findings, in: tx)
  }

  private func auditStatements(
    _ rows: [StatementRow], of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    for row in rows {
      guard let note = try tx.note(row.noteID), case .custodian(let said) = try note.parsed().1 else {
        findings.fault(.notice, "\(tender.id) custodian \(row.index)", zh: "保管人声明缺失", en: "a statement is missing")
        continue
      }
      findings.require(
        said.tender == tender.id && said.index == row.index && said.recipient == row.recipient
          && note.signer == row.actor, .notice, "\(tender.id) custodian \(row.index)", zh: "保管人声明与登记不符",
        en: "a custodian's row is not what the statement says")
    }
  }

  /// The tender documents are those that the notice hashes, and hold the hash of each lot's frozen scheme.
  private func auditTerms(
    _ terms: Notes.Digest, of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    guard let bytes = try tx.bundleFile(Office.termsPath, of: tender.id), Notes.Digest(of: bytes) == terms else {
      return findings.fault(
        .notice, "\(tender.id) terms", zh: "招标文件不是公告所引的", en: "the tender documents are not those of the notice")
    }
    let json = try JSON.parse(bytes)
    for lot in try tx.lots(of: tender.id) {
      findings.require(
        json["schemeSha256"]?[lot.id]?.stringValue == lot.schemeDigest.b64
          && Notes.Digest(of: lot.scheme) == lot.schemeDigest, .notice, "\(tender.id) \(lot.id)", zh: "评标办法不是招标文件中固定的",
        en: "the scheme is not the one that the documents fixed")
    }
  }

  /// Every note of the sealed period: its columns, what it may say, and that seqs rise with the ticks.
  func auditBids(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    let bytes = try tx.bidNoteBytes(of: tender.id)
    let rows = try tx.bidNotes(of: tender.id)
    let parts = try tx.parts(of: tender.id)
    let whole = try tx.wholePayloads(rows.compactMap(\.payload))
    var inForce: [BidPlace: Notes.Digest] = [:]
    // By seq: that it rises with the ticks is a query of its own.
    for row in rows.sorted(by: { ($0.seq ?? 0) < ($1.seq ?? 0) }) {
      findings.looked(at: .bids)
      let subject = "\(row.kind.rawValue) \(row.id.hex)"
      guard let stored = bytes[row.id], let note = try? SignedNote(parsing: stored),
        let body = try? AnyNote(parsing: note.text)
      else {
        findings.fault(.bids, subject, zh: "记录缺失", en: "its note is missing")
        continue
      }
      switch body {
      case .register(let register):
        findings.require(
          row.kind == .register && register.bidder.text == row.bidder, .bids, subject, zh: "登记与记录不符",
          en: "the row is not what the registration says")
      case .bid(let bid):
        let head = bid.head
        let place = BidPlace(tender: tender.id, lot: head.lot, part: head.part, bidder: head.bidder.text)
        findings.require(
          row.kind == .bid && row.lot == head.lot && row.part == head.part && row.seq == head.seq
            && row.bidder == head.bidder.text && row.payload == head.payload, .bids, subject, zh: "投标与记录不符",
          en: "the row is not what the bid says")
        let offered = parts.first { $0.lot == head.lot && $0.part == head.part }
        findings.require(
          head.notice == tender.noticeID && head.threshold == tender.threshold && head.custodians == tender.custodians
            && head.payloadBytes <= offered?.bytesMax ?? -1, .bids, subject, zh: "投标不符合公告",
          en: "the bid does not fit the notice: its id, threshold, pair or size")
        findings.require(
          whole[head.payload]?.bytes == head.payloadBytes, .bids, subject, zh: "投标文件不完整",
          en: "its payload is not here with that length")
        inForce[place] = row.id
      case .withdraw(let withdraw):
        let place = BidPlace(
          tender: tender.id, lot: withdraw.lot, part: withdraw.part, bidder: withdraw.bidder.text)
        findings.require(
          row.kind == .withdraw && row.lot == withdraw.lot && row.part == withdraw.part && row.seq == withdraw.seq
            && row.bidder == withdraw.bidder.text, .bids, subject, zh: "撤回与记录不符",
          en: "the row is not what the withdrawal says")
        findings.require(
          inForce[place] == withdraw.bid, .bids, subject, zh: "撤回的不是当时有效的投标",
          en: "it withdraws another bid than the one in force")
        inForce[place] = nil
      default: findings.fault(.bids, subject, zh: "记录类型不符", en: "a note of another type")
      }
    }
  }

  /// The close stands where the row says, after its closing tick, and names the reveal that the ticks come to.
  func auditClose(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    guard let index = tender.closeIndex else { return }
    findings.looked(at: .close)
    let entries = try tx.logEntries(from: max(0, index - 1), to: index + 1)
    guard entries.count == 2, let note = try? SignedNote(parsing: entries[1]), let close = try? Close(note),
      let tick = try? TickText(parsing: String(decoding: entries[0], as: UTF8.self))
    else {
      return findings.fault(
        .close, tender.id, zh: "截止记录或其前的时点缺失", en: "the close, or the closing tick before it, is not where it should be"
      )
    }
    let span = try tx.tickSpan(of: tender.id)
    findings.require(
      close.tender == tender.id && close.notice == tender.noticeID && close.time == tick.time
        && tender.closedAt?.seconds == close.time && close.lastTick == tick.number && close.firstTick == span?.first
        && close.lastTick == span?.last, .close, tender.id, zh: "截止记录与时点或登记不符",
      en: "the close is not of this tender, time or ticks")
    findings.require(
      close.time >= tender.deadlineAt?.seconds ?? 0, .close, tender.id, zh: "截止早于投标截止时间",
      en: "it closed before its deadline")
    let reveal = RevealText(
      tender: tender.id, master: try tx.master(of: tender.id), entries: try tx.tickNotes(of: tender.id))
    let text = Array(reveal.text.utf8)
    findings.require(
      try tx.reveal(of: tender.id) == text && close.reveal == Notes.Digest(of: text) && close.revealBytes == text.count
        && close.revealLines == reveal.lineCount, .close, tender.id, zh: "开封清单与时点所含或截止记录不符",
      en: "the reveal is not what the ticks hold, or not what the close names")
  }

  /// Every whole payload's pieces hash to its name.
  func auditPayloads(_ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    for (digest, row) in try tx.auditPayloads() {
      findings.looked(at: .payloads)
      var hasher = SHA256()
      var bytes = 0
      var number = 0
      while let piece = try tx.chunk(digest, uploader: row.uploader, number: number) {
        hasher.update(data: piece)
        bytes += piece.count
        number += 1
      }
      findings.require(
        bytes == row.bytes && Notes.Digest(hasher.finalize()) == digest, .payloads, digest.hex, zh: "投标文件与其哈希不符",
        en: "the pieces are not the file that is named")
    }
  }
}
