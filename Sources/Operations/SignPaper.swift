import Canon
import Documents
import Logging
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

extension PaperKind {
  /// What a party's note calls a paper of this kind.
  var recordKind: String {
    switch self {
    case .parkAgreement, .frameworkAgreement: "agreement"
    case .serviceContract, .fullTrusteeContract, .partialTrusteeContract: "contract"
    case .filingForm: "filing"
    case .openingRecord, .evaluationReport, .competitionStatement, .reReviewReport, .candidateNotice, .resultNotice,
      .awardNotice,
      .resultLetter,
      .failureNotice,
      .amendmentNotice, .clarificationNotice, .cancellationNotice, .remedyLetter, .remedyAnswer, .complaintDecision,
      .parkConfirmation, .selectionNotice, .selectionLetter, .tenderNotice, .tenderDocument, .acceptanceSheet:
      rawValue
    }
  }

  /// Papers that the bureau alone answers for: an officer may put the bureau's signature to them.
  var isBureausOwn: Bool {
    switch self {
    case .openingRecord, .evaluationReport, .reReviewReport, .candidateNotice, .resultNotice, .awardNotice,
      .failureNotice,
      .remedyAnswer, .amendmentNotice, .clarificationNotice, .cancellationNotice, .selectionNotice, .acceptanceSheet:
      true
    case .resultLetter, .serviceContract, .parkAgreement, .fullTrusteeContract, .partialTrusteeContract, .filingForm,
      .remedyLetter, .complaintDecision, .parkConfirmation, .selectionLetter, .frameworkAgreement,
      .competitionStatement:
      false
    // Printed from the signed notice and what it names, which have the signature.
    case .tenderNotice, .tenderDocument: false
    }
  }

  /// Contracts that rest on a lot's result. A firm chooses its agency for partial trusteeship freely.
  var restsOnAward: Bool {
    switch self {
    case .serviceContract, .parkAgreement, .fullTrusteeContract, .frameworkAgreement: true
    case .openingRecord, .evaluationReport, .competitionStatement, .reReviewReport, .candidateNotice, .resultNotice,
      .awardNotice,
      .resultLetter,
      .failureNotice, .amendmentNotice, .clarificationNotice, .cancellationNotice, .remedyLetter, .remedyAnswer,
      .complaintDecision,
      .partialTrusteeContract, .filingForm, .parkConfirmation, .selectionNotice, .selectionLetter, .tenderNotice,
      .tenderDocument, .acceptanceSheet:
      false
    }
  }

  /// The deed that signing it is.
  var signingDeed: Deed {
    switch self {
    case .serviceContract: .signServiceContract
    case .frameworkAgreement: .signFrameworkAgreement
    case .selectionNotice: .selectAgencies
    case .parkAgreement: .signAgreement
    case .fullTrusteeContract, .partialTrusteeContract: .signContract
    case .openingRecord: .recordOpening
    case .remedyAnswer: .answerRemedy
    case .candidateNotice: .publishCandidates
    case .remedyLetter: .fileRemedy
    case .complaintDecision: .decideComplaint
    case .acceptanceSheet: .acceptPerformance
    case .evaluationReport, .competitionStatement, .reReviewReport, .resultNotice, .awardNotice, .resultLetter,
      .failureNotice,
      .amendmentNotice,
      .clarificationNotice, .cancellationNotice, .filingForm, .parkConfirmation, .selectionLetter, .tenderNotice,
      .tenderDocument:
      .issuePaper
    }
  }
}

extension Office {
  private static func refusal(ofStrangerTo paper: PaperRow) -> SigningRefusal {
    paper.isPublic ? .notAParty : .paperUnknown
  }

  /// The note by which the asker signs a paper: the hashes of its facts and of its PDF. Of one that is not
  /// public, whoever is no party is not told that it is there.
  public func draftRecord(_ tender: String, paper name: String, by actor: Actor) async throws -> NoteDraft {
    try await database.read(as: .office) { tx in
      guard let paper = try tx.paper(name, of: tender) else { throw SigningRefusal.paperUnknown }
      let signing = try signing(of: paper, tender: tender, by: actor, in: tx)
      guard let party = KeyReference(parsing: actor.key.text), signing.parties[actor.key] != nil else {
        throw Self.refusal(ofStrangerTo: paper)
      }
      guard Contract.ID(paper.number) != nil else { throw InputRefusal.malformed(field: "number", expected: "id") }
      return NoteDraft(
        text: RecordNote(
          tender: tender, party: party, kind: try kind(of: paper).recordKind, number: paper.number,
          json: paper.jsonDigest, pdf: paper.pdfDigest
        ).text)
    }
  }

  /// Takes a party's signature on a paper; the last one is followed by the edition that shows them all.
  func takeRecord(_ record: RecordNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let at = now
    let (taken, name) = try await database.write(as: .office) { tx in
      // Two signatures at once would each see the other missing: the tender's row orders them.
      guard try tx.tender(record.tender, lock: .exclusive) != nil else { throw TenderRefusal.tenderUnknown }
      let papers = try tx.papers(of: record.tender, numbered: record.number)
      let candidates = try papers.filter { try !$0.isSignedEdition && kind(of: $0).recordKind == record.kind }
      guard let paper = candidates.first(where: { $0.jsonDigest == record.json }) ?? candidates.first else {
        throw SigningRefusal.paperUnknown
      }
      let what = try kind(of: paper)
      let before = try signing(of: paper, tender: record.tender, by: actor, in: tx)
      guard before.parties[actor.key] != nil else { throw Self.refusal(ofStrangerTo: paper) }
      guard let json = Fingerprint(record.json.bytes), let pdf = Fingerprint(record.pdf.bytes) else {
        throw SigningRefusal.paperDiffers
      }
      guard record.party.text.utf8.elementsEqual(actor.key.text.utf8) else { throw SigningRefusal.notAParty }
      _ = try before.signing(by: actor.key, number: record.number, json: json, pdf: pdf)
      try actor.may(what.signingDeed)
      // while a remedy may change the result nothing that rests on it is signed.
      if what.restsOnAward, let lot = paper.lot {
        try requireNotHeld(.signing, record.tender, lots: [lot], at: at, in: tx)
      }
      if what.isBureausOwn, try tx.parties(of: paper.name, tender: record.tender).isEmpty {
        try tx.insert([.init(party: .bureau, actor: actor.key.text)], of: paper.name, tender: record.tender)
      }
      let index = try tx.take(envelope, at: at)
      try tx.insertSignature(
        tender: record.tender, paper: paper.name, party: actor.key.text, note: envelope.id, at: at)
      try tx.record(what.signingDeed, by: actor, subject: "\(record.tender)/\(paper.name)", detail: "signed", at: at)
      return (TakenNote(id: envelope.id, index: index), paper.name)
    }
    await publisher.publish()
    await showSignatures(on: name, of: record.tender)
    return taken
  }

  /// Prints the signed edition if it can be printed now. The signatures stand without it, and the next deed that builds
  /// on the paper tries again.
  func showSignatures(on name: String, of tender: String) async {
    do {
      try await finishSigning(name, of: tender)
    } catch {
      logger.error("no signed edition", metadata: ["tender": "\(tender)", "paper": "\(name)", "reason": "\(error)"])
    }
  }

  /// Prints the signed edition of a paper that all parties have signed, if it is not there yet; names service contracts and
  /// framework agreements in the log, as contracts of public procurement are. The park agreement is named by the officer's note.
  func finishSigning(_ name: String, of tender: String) async throws {
    let found = try await database.read(as: .office) { tx -> (PaperRow, PaperSigning)? in
      guard let paper = try tx.paper(name, of: tender), try tx.paper(name + signedSuffix, of: tender) == nil,
        try tx.parties(of: name, tender: tender).count > 1, try isSigned(name, of: tender, in: tx)
      else { return nil }
      return (paper, try signedEdition(of: paper, tender: tender, in: tx))
    }
    guard let (paper, signing) = found else { return }
    let at = now
    let sheet = try await press.printSigned(
      try JSON.parse(Array(paper.json.utf8)), kind: try kind(of: paper), signing: signing, madeAt: at.paper,
      checkpoint: try publishedHead())
    try await database.write(as: .office) { tx in
      guard let notice = try tx.tender(tender, lock: .exclusive)?.noticeID,
        try tx.paper(name + signedSuffix, of: tender) == nil
      else { return }
      let signed = NewPaper(
        name: name + signedSuffix, kind: paper.kind, number: paper.number, lot: paper.lot, json: sheet.json,
        pdf: sheet.pdf, isPublic: paper.isPublic, reader: nil)
      try tx.insert(signed, tender: tender, at: at)
      let isNamed = [PaperKind.serviceContract, .frameworkAgreement].contains { $0.rawValue == paper.kind }
      if paper.isPublic, isNamed {
        try nameFiles(
          try publicFiles(of: paper, tender: tender, in: tx), tender: tender, notice: notice, at: at, in: tx)
      }
    }
    await publisher.publish()
  }

  /// The signers with their notes, and the hashes that those sign.
  private func signedEdition(
    of paper: PaperRow, tender: String, in tx: borrowing Transaction
  ) throws -> PaperSigning {
    let signatures = try tx.signatures(on: paper.name, of: tender)
    let signers = (try JSON.parse(Array(paper.json.utf8)))["signing"]?["signers"]?.arrayValue ?? []
    return PaperSigning(
      signers: signers.map { signer in
        let key = signer["key"]?.stringValue ?? ""
        let made = signatures.first { $0.party.utf8.elementsEqual(key.utf8) }
        return PaperSigner(
          role: signer["role"]?.stringValue ?? "", name: signer["name"]?.stringValue ?? "", key: key,
          noteID: made?.noteID.b64, signedAt: made?.signedAt.paper)
      },
      signedText: SignedText(jsonSHA256: paper.jsonDigest.b64, pdfSHA256: paper.pdfDigest.b64))
  }

  /// Both editions of a public paper as files of the bundle.
  func publicFiles(
    of paper: PaperRow, tender: String, in tx: borrowing Transaction
  ) throws -> [(path: String, bytes: [UInt8])] {
    try [paper, try tx.paper(paper.name + signedSuffix, of: tender)].compactMap(\.self).flatMap { edition in
      guard let pdf = try tx.paperPDF(edition.name, of: tender) else { throw SigningRefusal.paperUnknown }
      return [
        ("documents/\(edition.base).json", Array(edition.json.utf8)), ("documents/\(edition.base).pdf", pdf),
      ]
    }
  }

  /// Where the signing of a paper stands, by the rule book.
  func signing(
    of paper: PaperRow, tender: String, by actor: Actor, in tx: borrowing Transaction
  ) throws -> Signing {
    guard let json = Fingerprint(paper.jsonDigest.bytes), let pdf = Fingerprint(paper.pdfDigest.bytes) else {
      throw SigningRefusal.paperDiffers
    }
    var rows = try tx.parties(of: paper.name, tender: tender)
    if rows.isEmpty, actor.role == .officer, try kind(of: paper).isBureausOwn {
      rows = [PaperPartyRow(party: .bureau, actor: actor.key.text)]
    }
    var parties: [PartyKey: Party] = [:]
    for row in rows { parties[try PartyKey(reading: row.actor)] = row.party }
    let signatures = try tx.signatures(on: paper.name, of: tender)
    return Signing(
      number: paper.number, json: json, pdf: pdf, parties: parties,
      signed: Set(rows.filter { row in signatures.contains { $0.party == row.actor } }.map(\.party)),
      isOpen: try !paper.isSignedEdition && !tx.restsOnFallenAward(paper.name, of: tender)
        && !tx.restsOnLeftAgency(paper.name, of: tender))
  }

  /// Whether every party of a paper has signed it.
  func isSigned(_ name: String, of tender: String, in tx: borrowing Transaction) throws -> Bool {
    try missing(on: name, of: tender, in: tx).isEmpty
  }

  /// Who has not signed yet.
  func missing(on name: String, of tender: String, in tx: borrowing Transaction) throws -> [Party] {
    let signed = Set(try tx.signatures(on: name, of: tender).map(\.party))
    let parties = try tx.parties(of: name, tender: tender)
    return Party.allCases.filter { party in parties.contains { $0.party == party && !signed.contains($0.actor) } }
  }

  func kind(of paper: PaperRow) throws -> PaperKind {
    guard let kind = PaperKind(rawValue: paper.kind) else {
      throw PostgresFailure(.mismatch, message: "no paper is a \(paper.kind)")
    }
    return kind
  }
}

/// What the name of a signed edition ends in.
let signedSuffix = "-signed"

extension PaperRow {
  var isSignedEdition: Bool { name.utf8.count > signedSuffix.utf8.count && name.hasSuffix(signedSuffix) }

  /// Its name in the bundle, as `NewPaper.base` has it.
  var base: String { bundleName(name, kind: kind, lot: lot) }
}

extension PaperName {
  /// Its name in the bundle, as `NewPaper.base` has it.
  var base: String { bundleName(name, kind: kind, lot: lot) }
}
