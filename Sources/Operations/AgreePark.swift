import Documents
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// The officer's note that a park agreement was made, naming its files.
  public func draftAgreement(_ tender: String, lot: String, by actor: Actor) async throws -> NoteDraft {
    try actor.may(.issuePaper)
    if let paper = try await database.read(as: .office, { tx in try tx.parkAgreement(of: tender, lot: lot)?.paper }) {
      try await finishSigning(paper, of: tender)
    }
    return try await database.read(as: .office) { tx in try agreementDraft(tender, lot: lot, in: tx) }
  }

  /// Takes the officer's note: the agreement of park and agency is public from here on.
  func takeAgreement(_ note: AgreementNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.issuePaper)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let paths = Set(try FileLine.list(try envelope.entries()).map(\.path))
    let at = now
    return try await database.write(as: .office) { tx in
      guard try tx.tender(note.tender, lock: .exclusive) != nil else { throw TenderRefusal.tenderUnknown }
      for lot in try tx.lots(of: note.tender) where try tx.parkAgreement(of: note.tender, lot: lot.id) != nil {
        guard let draft = try? agreementDraft(note.tender, lot: lot.id, in: tx), Set(draft.files.map(\.path)) == paths
        else { continue }
        try require(envelope, equals: draft)
        let index = try tx.take(envelope, at: at)
        for file in draft.files {
          try tx.insertBundleFile(tender: note.tender, path: file.path, logIndex: index, bytes: file.bytes)
        }
        try publishOpenData(of: note.tender, at: at, in: tx)
        try tx.record(.issuePaper, by: actor, subject: "\(note.tender)/\(lot.id)", detail: "agreement", at: at)
        return TakenNote(id: envelope.id, index: index)
      }
      throw NoteRefusal.notAsDrafted
    }
  }

  private func agreementDraft(_ tender: String, lot: String, in tx: borrowing Transaction) throws -> NoteDraft {
    guard let notice = try tx.tender(tender)?.noticeID else { throw TenderRefusal.tenderUnknown }
    guard let agreement = try tx.parkAgreement(of: tender, lot: lot),
      let paper = try tx.paper(agreement.paper, of: tender)
    else { throw SigningRefusal.paperUnknown }
    let missing = try missing(on: paper.name, of: tender, in: tx)
    guard missing.isEmpty else { throw FilingRefusal.notSigned(missing: missing) }
    let files = try publicFiles(of: paper, tender: tender, in: tx)
    // Once named it is named: a second note would say nothing new.
    let named = Set(try tx.bundleFiles(of: tender).map(\.path))
    guard !files.allSatisfy({ named.contains($0.path) }) else { throw AgreementRefusal.existsAlready }
    let entries = FileLine.entries(files.map { FileLine(path: $0.path, content: $0.bytes) })
    let note = AgreementNote(
      tender: tender, notice: notice, seq: try tx.nextSeq(of: tender, type: AgreementNote.type),
      list: ListLine(of: entries))
    return NoteDraft(text: note.text, list: ListLine.text(of: entries), files: files)
  }
}
