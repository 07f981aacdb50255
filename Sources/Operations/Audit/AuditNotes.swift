import Notes
import Postgres
import Store
import Tendering

extension Audit {
  private static let pageNotes = 500

  /// Every note that was ever taken: its id, its columns, its place, its signer, its list.
  func auditNotes(_ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    let keys = try PinnedKeys(logKey: logKey, in: tx)
    var last: [UInt8] = []
    while true {
      let page = try tx.auditNotes(after: last, limit: Self.pageNotes)
      for row in page { try check(row, keys, &findings, in: tx) }
      guard page.count == Self.pageNotes, let end = page.last else { return }
      last = end.id.bytes
    }
  }

  private func check(
    _ row: NoteRow, _ keys: PinnedKeys, _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    findings.looked(at: .notes)
    let note: SignedNote
    let body: AnyNote
    do throws(NoteError) {
      note = try SignedNote(parsing: row.bytes)
      body = try AnyNote(parsing: note.text)
    } catch {
      return findings.fault(.notes, row.subject, zh: "格式不符：\(error.code)", en: "not a note of its form: \(error.code)")
    }
    findings.require(note.id == row.id, .notes, row.subject, zh: "编号不是正文的哈希", en: "its id is not the hash of its text")
    let signer = try? note.signer().text
    findings.require(
      note.type == row.type && body.tender == row.tender && signer == row.signer, .notes, row.subject,
      zh: "登记的类型、项目或签署人不符", en: "the type, tender or signer that is stored is not the note's")
    findings.require(
      body.isLogged == (row.logIndex != nil), .notes, row.subject, zh: "该记录应在日志而不在，或不应在而在",
      en: body.isLogged ? "it belongs into the log and is not there" : "it is in the log and does not belong there")
    if let key = keys.key(for: body, tender: row.tender, signer: row.signer) {
      do throws(NoteError) {
        try note.verify(by: key)
      } catch {
        findings.fault(.notes, row.subject, zh: "签名不符：\(error.code)", en: "its signature does not hold: \(error.code)")
      }
    } else {
      findings.fault(
        .notes, row.subject, zh: "签署人 \(row.signer) 无权签署此类记录", en: "\(row.signer) may not sign such a note")
    }
    guard let line = body.list else { return }
    findings.looked(at: .lists)
    guard let list = try tx.noteList(line.digest), (try? line.entries(in: list)) != nil else {
      return findings.fault(.lists, row.subject, zh: "所引清单缺失或不符", en: "the list that it names is missing or another")
    }
  }
}

/// Which key each note must be signed with.
private struct PinnedKeys {
  private struct Place: Hashable {
    let tender: String
    let key: String
  }

  let logKey: VerifierKey
  private var actors: [String: ActorRow] = [:]
  private var bidders: [Place: VerifierKey] = [:]
  private var members: [Place: VerifierKey] = [:]

  init(logKey: VerifierKey, in tx: borrowing Transaction) throws {
    self.logKey = logKey
    for actor in try tx.actors() { actors[actor.key.reference.text] = actor }
    for row in try tx.auditBidders() {
      bidders[Place(tender: row.tender, key: row.bidder)] = try VerifierKey(parsing: row.vkey)
    }
    for row in try tx.auditMembers() {
      // A seat may have had several holders, each with a key of its own.
      let key = try VerifierKey(parsing: row.vkey)
      members[Place(tender: "\(row.tender) \(row.lot)", key: "\(row.member) \(key.reference.text)")] = key
    }
  }

  /// The key, or nil when this signer may not sign such a note.
  func key(for body: AnyNote, tender: String, signer: String) -> VerifierKey? {
    switch body {
    case .register, .bid, .withdraw, .secret: bidders[Place(tender: tender, key: signer)]
    case .custodian, .shares: actor(signer, .custodian)
    case .ack, .late, .close, .opened, .papers: logKey
    case .scores(let scores): members[Place(tender: "\(tender) \(scores.lot)", key: "\(scores.member) \(signer)")]
    case .record(let record):
      record.party.text == signer ? actors[signer]?.key ?? seat(signer, tender: tender) : nil
    case .notice, .amendment, .clarification, .opening, .evaluation, .award, .cancellation, .agreement, .filing,
      .committee, .draw, .drawn, .void, .fail:
      actor(signer, .officer)
    }
  }

  /// The key of a seat in some committee of the tender.
  private func seat(_ signer: String, tender: String) -> VerifierKey? {
    members.first { $0.key.tender.hasPrefix(tender + " ") && $0.value.reference.text == signer }?.value
  }

  private func actor(_ signer: String, _ role: Role) -> VerifierKey? {
    guard let actor = actors[signer], actor.role == role else { return nil }
    return actor.key
  }
}
