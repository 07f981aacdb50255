import Canon
import Documents
import Notes
import OpenData
import Postgres
import Store
import Tendering
import Transparency

/// What everybody may have printed of a published tender; the spelling is the interface's and the papers'.
public enum TenderDocument: String, Hashable, Sendable, CaseIterable {
  /// 招标公告
  case notice = "tender-notice"
  /// 招标文件
  case document = "tender-document"
}

extension Office {
  /// Which documents of a tender can be had, and from which data they are printed.
  ///
  /// - Throws: `TenderRefusal.tenderUnknown`.
  public func listDocuments(_ tender: String) async throws -> JSON {
    let edition = try await database.read(as: .everybody) { tx in try DocumentEdition(tender, in: tx) }
    return [
      "tender": JSON(tender), "profile": JSON(edition.row.profile), "notice": JSON(edition.notice.id.b64),
      "terms": JSON(edition.terms.b64), "amendments": JSON(edition.amendments.count),
      "clarifications": JSON(edition.clarifications.count), "madeAt": JSON(edition.madeAt.seconds),
      "documents": .array(
        TenderDocument.allCases.map { kind in
          [
            "kind": JSON(kind.rawValue), "name": JSON("\(tender)-\(kind.rawValue).pdf"),
            "path": JSON("/api/tenders/\(tender)/documents/\(kind.rawValue).pdf"),
          ]
        }),
    ]
  }

  /// One of them, in the edition that is in force: made from the published data and what the daemon is told of the bureau,
  /// so that the same data gives the same bytes whenever and by whichever daemon of these settings it is printed.
  ///
  /// - Throws: `DocumentRefusal`, `TenderRefusal.tenderUnknown`, `InputRefusal.busy` while the log's head does not cover the
  ///   edition yet.
  public func printDocument(_ kind: String, of tender: String) async throws -> PrintedDocument {
    guard let kind = TenderDocument(rawValue: kind) else { throw DocumentRefusal.kindUnknown }
    let edition = try await database.read(as: .everybody) { tx in try DocumentEdition(tender, in: tx) }
    return try await documents.print("\(kind.rawValue) \(edition.key)") {
      // What nobody can check against a signed head yet is not printed.
      if publisher.size < edition.size { _ = await publisher.checkpoint(covering: edition.size) }
      guard publisher.size >= edition.size else { throw InputRefusal.busy }
      let published = try await database.read(as: .everybody) { tx in try self.published(edition, as: kind, in: tx) }
      switch kind {
      case .notice: return .tenderNotice(TenderNoticeFacts(published))
      case .document: return .tenderDocument(TenderDocumentFacts(published))
      }
    }
  }

  /// The published data of an edition. Whoever reads it is everybody: no row that is not the public's goes in.
  private func published(
    _ edition: DocumentEdition, as kind: TenderDocument, in tx: borrowing Transaction
  ) throws -> PublishedTender {
    let row = edition.row
    let files = try tx.bundleFile(Self.termsPath, of: row.id) ?? []
    // An amendment that came between the two readings is the next edition's.
    guard Digest(of: files) == edition.terms, let deadline = row.deadlineAt else { throw InputRefusal.busy }
    let terms = try JSON.parse(files)
    guard case .notice(let notice) = try edition.notice.parsed().1 else { throw TenderRefusal.tenderUnknown }
    let told = terms["amendments"]?.arrayValue ?? []
    let root = try tx.logRoot(at: edition.size, of: try tx.logHead().size)
    return PublishedTender(
      frame: PaperFrame(
        number: "\(row.id)-\(kind.rawValue)", project: row.title, subject: .tender(tender: row.id),
        madeAt: edition.madeAt.paper,
        checkpoint: PaperCheckpoint(origin: instance.origin, size: edition.size, root: root.b64),
        isRehearsal: instance.rehearsal),
      buyer: bureau, platform: openData.address, terms: terms, termsSHA256: edition.terms.b64,
      notice: edition.notice.id.b64, publishedAt: edition.notice.takenAt.paper,
      opens: Moment(seconds: notice.opens).paper, deadline: deadline.paper,
      firstDeadline: Moment(seconds: notice.deadline).paper, parks: try tx.parkNames(of: row.id),
      parts: notice.parts.map { .init(lot: $0.lot, part: $0.part, bytesMax: $0.bytesMax, isPublic: $0.isPublic) },
      holders: notice.custodians.enumerated().map { place, custodian in
        .init(index: place + 1, recipient: custodian.recipient, statement: custodian.statement.b64)
      },
      amendments: try edition.amendments.map { amendment in
        let change = try TenderChange(json: try JSON.parse(Array(amendment.change.utf8)))
        let entry = told.first { $0["seq"]?.integerValue == amendment.seq }
        return .init(
          seq: amendment.seq, madeAt: amendment.madeAt.paper, reason: change.reason,
          changes: (entry?["changes"]?.arrayValue ?? []).map { AmendedItem($0) },
          deadlineBefore: amendment.deadlineBefore.paper, deadlineAfter: amendment.deadlineAfter.paper,
          note: amendment.noteID.b64)
      },
      clarifications: try edition.clarifications.map { clarification in
        let file = try tx.bundleFile(Self.path(ofClarification: clarification.seq), of: row.id) ?? Array("{}".utf8)
        return .init(
          seq: clarification.seq, madeAt: clarification.madeAt.paper,
          answers: (try JSON.parse(file)["answers"]?.arrayValue ?? []).map { answer in
            AnsweredQuestion(
              question: answer["question"]?.stringValue ?? "", answer: answer["answer"]?.stringValue ?? "")
          }, note: clarification.noteID.b64)
      })
  }
}

/// What a tender's documents are at one moment: the signed notice with all that has amended or clarified it.
private struct DocumentEdition: Sendable {
  let row: TenderRow
  let notice: NoteRow
  /// Of `documents/terms.json` in force.
  let terms: Digest
  let amendments: [AmendmentRow]
  let clarifications: [ClarificationRow]
  /// When the last of it came.
  let madeAt: Moment
  /// So many entries of the log hold all of it.
  let size: Int

  init(_ tender: String, in tx: borrowing Transaction) throws {
    guard let row = try tx.tender(tender), let id = row.noticeID, let terms = row.terms, let notice = try tx.note(id)
    else { throw TenderRefusal.tenderUnknown }
    self.row = row
    self.notice = notice
    self.terms = terms
    amendments = try tx.amendments(of: tender)
    clarifications = try tx.clarifications(of: tender)
    let later = try [amendments.last?.noteID, clarifications.last?.noteID].compactMap {
      try $0.flatMap { try tx.note($0) }
    }
    madeAt = later.map(\.takenAt).reduce(notice.takenAt, max)
    size = later.compactMap(\.logIndex).reduce(notice.logIndex ?? 0, max) + 1
  }

  /// Names the edition: another amendment or clarification makes another.
  var key: String { "\(row.id) \(notice.id.hex) \(terms.hex) \(amendments.count) \(clarifications.count)" }
}
