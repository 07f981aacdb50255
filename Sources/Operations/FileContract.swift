import Canon
import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

/// The order of a filing that the rule book leaves open.
public enum FilingOrderRefusal: Refusal {
  /// The bureau's note and the filing form show the park's number, so the park files first.
  case parkFirst

  public var code: String { "filing.parkFirst" }
}

extension Office {
  /// Hands a signed trustee contract in for filing, with park and bureau at once; again after a return.
  public func submitFiling(
    _ tender: String, contract: String, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.submitFiling)
    let at = now
    let answer = try await write(as: .office, once) { tx in
      guard try tx.tender(tender, lock: .exclusive) != nil else { throw TenderRefusal.tenderUnknown }
      guard let row = try tx.trusteeContract(contract, of: tender), row.agency == actor.key.text,
        let paper = try tx.paper(row.paper, of: tender)
      else { throw FilingRefusal.noContract }
      let park = try park(of: row, in: tx)
      _ = try Filing(
        submitting: try signing(of: paper, tender: tender, by: actor, in: tx), park: park.id,
        before: try tx.filing(of: contract, tender: tender, park: park.id))
      let round = (try tx.submissions(of: contract, tender: tender).last?.round ?? 0) + 1
      try tx.insertSubmission(contract, of: tender, round: round, by: actor.key.text, at: at)
      try tx.record(.submitFiling, by: actor, subject: "\(tender)/\(contract)", detail: "\(round)", at: at)
      return try describe(row, in: tx)
    }
    if let paper = answer["paper"]?.stringValue { await showSignatures(on: paper, of: tender) }
    return answer
  }

  /// The park's answer, or the bureau's return: `{"result":"recorded|returned","reason"}`. What the bureau takes on
  /// file it says by its officer's note instead.
  public func decideFiling(
    _ tender: String, contract: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.decideFiling)
    let form = try FormReader(json, only: ["result", "reason"])
    let result = try form.text("result", max: 20)
    guard ["recorded", "returned"].contains(result) else { throw FormRefusal.wrong(field: "result") }
    let reason = try form.optionalText("reason", max: 600) ?? ""
    let authority: FilingAuthority = actor.role == .park ? .park : .bureau
    guard authority == .park || result == "returned" else {
      throw InputRefusal.malformed(field: "result", expected: "returned, or the note tender-filing/v1")
    }
    let at = now
    return try await write(as: .office, once) { tx in
      guard try tx.tender(tender, lock: .exclusive) != nil else { throw TenderRefusal.tenderUnknown }
      guard let row = try tx.trusteeContract(contract, of: tender) else { throw FilingRefusal.noContract }
      let (id, park) = try self.park(of: row, in: tx)
      let before = try submitted(row, park: id, in: tx)
      let asking = authority == .park ? (Self.owns(park, actor) ? id : nil) : nil
      var number: String?
      if result == "recorded" {
        let next = try filingNumber(code: "\(park.id)园托备", at: at, in: tx)
        _ = try before.filing(by: authority, ofPark: asking, number: next, isNumberTaken: false)
        number = next
      } else {
        _ = try before.returning(by: authority, ofPark: asking, reason: reason)
      }
      try tx.insertFiling(
        of: contract, tender: tender, authority: authority, round: try round(of: row, in: tx), number: number,
        reason: number == nil ? reason : "", by: actor.key.text, at: at)
      try tx.record(
        .decideFiling, by: actor, subject: "\(tender)/\(contract)", outcome: result, detail: number ?? "", at: at)
      return try describe(row, in: tx)
    }
  }

  /// The note by which the bureau takes a contract on file. It names public metadata only: numbers, parties' codes,
  /// mode, term; neither what the firm has chosen nor what it pays.
  public func draftFiling(_ tender: String, contract: String, by actor: Actor) async throws -> NoteDraft {
    try actor.may(.decideFiling)
    guard actor.role == .officer else { throw AccessRefusal.notOwn }
    let at = now
    return try await database.read(as: .office) { tx in
      try filingDraft(tender, contract: contract, at: at, in: tx).draft
    }
  }

  /// Takes the officer's note: the contract is on file, and the filing form is printed for those concerned.
  func takeFiling(_ note: FilingNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.decideFiling)
    guard actor.role == .officer else { throw AccessRefusal.notOwn }
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let paths = try FileLine.list(try envelope.entries()).map(\.path)
    guard paths.count == 1, let contract = FilingExtract.contract(in: paths[0]) else {
      throw NoteRefusal.notAsDrafted
    }
    let at = now
    let (draft, number, form) = try await database.read(as: .office) { tx in
      let (draft, number) = try filingDraft(note.tender, contract: contract, at: at, in: tx)
      try require(envelope, equals: draft)
      return (
        draft, number, try filingForm(note.tender, contract, number: number, envelope.id, by: actor, at: at, in: tx)
      )
    }
    let sheet = try await press.print(form.paper)
    return try await database.write(as: .office) { tx in
      guard try tx.tender(note.tender, lock: .exclusive) != nil else { throw TenderRefusal.tenderUnknown }
      guard let row = try tx.trusteeContract(contract, of: note.tender) else { throw FilingRefusal.noContract }
      try require(envelope, equals: try filingDraft(note.tender, contract: contract, at: at, in: tx).draft)
      let index = try tx.take(envelope, at: at)
      for file in draft.files {
        try tx.insertBundleFile(tender: note.tender, path: file.path, logIndex: index, bytes: file.bytes)
      }
      try tx.insertFiling(
        of: contract, tender: note.tender, authority: .bureau, round: try round(of: row, in: tx), number: number,
        by: actor.key.text, note: envelope.id, at: at)
      try tx.insert(
        NewPaper(
          name: form.name, kind: PaperKind.filingForm.rawValue, number: form.number, lot: row.lot, json: sheet.json,
          pdf: sheet.pdf, isPublic: false, reader: nil), tender: note.tender, at: at)
      // Nobody signs the form; the parties of the contract may read it.
      try tx.insert(form.parties, of: form.name, tender: note.tender)
      try publishOpenData(of: note.tender, at: at, in: tx)
      try tx.record(
        .decideFiling, by: actor, subject: "\(note.tender)/\(contract)", outcome: "recorded", detail: number, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  /// A tender's trustee contracts, for those whom they concern: parties, the park, the bureau.
  public func listContracts(_ tender: String, by actor: Actor) async throws -> JSON {
    try await database.read(as: .actor(actor)) { tx in
      guard try tx.tender(tender)?.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      let papers = Set(try visiblePapers(of: tender, by: actor, in: tx).map(\.name))
      let rows = try tx.trusteeContracts(of: tender).filter { papers.contains($0.paper) }
      return ["contracts": .array(try rows.map { try describe($0, in: tx) })]
    }
  }

  // MARK: parts

  private func filingDraft(
    _ tender: String, contract: String, at: Moment, in tx: borrowing Transaction
  ) throws -> (draft: NoteDraft, number: String) {
    guard let notice = try tx.tender(tender)?.noticeID else { throw TenderRefusal.tenderUnknown }
    guard let row = try tx.trusteeContract(contract, of: tender) else { throw FilingRefusal.noContract }
    let (id, park) = try self.park(of: row, in: tx)
    let before = try submitted(row, park: id, in: tx)
    let number = try filingNumber(code: "周市监托备", at: at, in: tx)
    _ = try before.filing(by: .bureau, ofPark: nil, number: number, isNumberTaken: false)
    guard let parkNumber = before.number(by: .park) else { throw FilingOrderRefusal.parkFirst }
    guard let paper = try tx.paper(row.paper, of: tender), let batch = try tx.tender(tender)?.batch else {
      throw FilingRefusal.noContract
    }
    let extract = FilingExtract(
      row, paper: paper, park: park.id, batch: batch, parkNumber: parkNumber, bureauNumber: number,
      agency: try tx.agency(actor: row.agency)?.creditCode.text ?? "")
    let bytes = extract.json.canonicalBytes()
    let entries = FileLine.entries([FileLine(path: extract.path, content: bytes)])
    let note = FilingNote(
      tender: tender, notice: notice, seq: try tx.nextSeq(of: tender, type: FilingNote.type),
      list: ListLine(of: entries))
    return (
      NoteDraft(text: note.text, list: ListLine.text(of: entries), files: [(extract.path, bytes)]), number
    )
  }

  /// 托管合同备案表 with both authorities' answers.
  private func filingForm(
    _ tender: String, _ contract: String, number: String, _ noteID: Digest, by actor: Actor, at: Moment,
    in tx: borrowing Transaction
  ) throws -> DraftedPaper {
    guard let row = try tx.trusteeContract(contract, of: tender), let paper = try tx.paper(row.paper, of: tender),
      let agency = try tx.agency(actor: row.agency), let firm = try tx.enterprise(row.enterprise, in: row.batch),
      let submission = try tx.submissions(of: contract, tender: tender).last,
      let parkFiling = try tx.filings(of: contract, tender: tender).last(where: {
        $0.authority == .park && $0.number != nil
      })
    else { throw FilingRefusal.noContract }
    let file = try AwardedLot(tender, row.lot, in: tx)
    let reviewer = try tx.actor(keyRef: actor.key.text)?.name ?? actor.person
    let parkReviewer = try tx.actor(keyRef: parkFiling.decidedBy)?.name ?? file.park.name
    let items = (try JSON.parse(Array(row.contract.utf8)))["items"]?.arrayValue ?? []
    let formNumber = contract + "-F"
    let facts = FilingFormFacts(
      frame: try frame(number: formNumber, tender: file.tender, lot: file.lot), contractNumber: contract,
      mode: row.mode == .full ? "完全式托管" : "部分托管",
      enterprise: PaperParty(name: firm.firm.name, creditCode: row.enterprise.text),
      agency: PaperParty(name: agency.name, creditCode: agency.creditCode.text), park: file.park.name,
      batch: file.batch.title, term: Term(begins: row.begins, ends: row.ends).onPaper,
      scope: items.compactMap { $0["item"]?.stringValue.flatMap { ServiceItem(rawValue: $0) }?.onPaper },
      fee: row.mode == .full ? nil : try money(row.feeFen),
      signedOn: (try tx.signatures(on: row.paper, of: tender).map(\.signedAt).max() ?? row.draftedAt).paper.day,
      contractSHA256: paper.pdfDigest.b64,
      filings: [
        ContractFiling(
          role: "托管单位（园区）", authority: file.park.name, receivedAt: submission.submittedAt.paper,
          decidedAt: parkFiling.decidedAt.paper, reviewer: "\(parkReviewer)（\(parkFiling.decidedBy)）",
          result: .filed(number: parkFiling.number ?? "")),
        ContractFiling(
          role: "市市场监管局（知识产权局）", authority: bureau.name, receivedAt: submission.submittedAt.paper,
          decidedAt: at.paper, reviewer: "\(reviewer)（\(actor.key.text)）", result: .filed(number: number),
          noteID: noteID.b64),
      ])
    return DraftedPaper(
      name: "\(contract)-\(PaperKind.filingForm.rawValue)", number: formNumber, paper: .filingForm(facts), lot: row.lot,
      isPublic: false, parties: try tx.parties(of: row.paper, tender: tender))
  }

  private func park(
    of row: TrusteeContractRow, in tx: borrowing Transaction
  ) throws -> (id: HostPark.ID, row: ParkRow) {
    guard let lot = try tx.lot(row.tender, row.lot), let park = try tx.park(lot.park), let id = HostPark.ID(park.id)
    else { throw ParkRefusal.parkUnknown }
    return (id, park)
  }

  /// The filing as it stands; a contract that was not handed in has none to decide on.
  private func submitted(
    _ row: TrusteeContractRow, park: HostPark.ID, in tx: borrowing Transaction
  ) throws -> Filing {
    try tx.filing(of: row.number, tender: row.tender, park: park) ?? Filing(restoring: [:], park: park)
  }

  private func round(of row: TrusteeContractRow, in tx: borrowing Transaction) throws -> Int {
    guard let round = try tx.submissions(of: row.number, tender: row.tender).last?.round else {
      throw FilingRefusal.notSubmitted
    }
    return round
  }

  /// The next number of an authority in the year. Nobody chooses it: it goes into the log.
  private func filingNumber(code: String, at: Moment, in tx: borrowing Transaction) throws -> String {
    let year = CalendarDay(at.instant).year
    let taken = try tx.filingCount(numbered: "\(code)〔\(year)〕")
    return DocumentNumber(code: code, year: year, serial: taken + 1).description
  }

  private func describe(_ row: TrusteeContractRow, in tx: borrowing Transaction) throws -> JSON {
    let filings = try tx.filings(of: row.number, tender: row.tender)
    let rounds = try tx.submissions(of: row.number, tender: row.tender)
    return [
      "tender": JSON(row.tender), "contract": JSON(row.number), "lot": JSON(row.lot), "mode": JSON(row.mode.rawValue),
      "enterprise": JSON(row.enterprise.text), "agency": JSON(row.agency), "fee": JSON(try price(row.feeFen)),
      "paper": JSON(row.paper),
      "missing": .array(try missing(on: row.paper, of: row.tender, in: tx).map { JSON($0.rawValue) }),
      "submitted": rounds.last.map { JSON($0.submittedAt.seconds) } ?? .null,
      "filings": .array(
        filings.map { filing in
          [
            "authority": JSON(filing.authority.rawValue), "round": JSON(filing.round), "number": JSON(filing.number),
            "reason": JSON(filing.reason), "decided": JSON(filing.decidedAt.seconds),
          ]
        }),
    ]
  }
}

/// What everybody may know of a filed contract: that it is on file and under which numbers, who its parties are, and
/// the hashes under which its text can be shown to be the filed one.
struct FilingExtract {
  let contract: String
  let json: JSON

  var path: String { "documents/\(contract)-filing.json" }

  init(
    _ row: TrusteeContractRow, paper: PaperRow, park: String, batch: String, parkNumber: String, bureauNumber: String,
    agency: String
  ) {
    contract = row.number
    json = [
      "format": "tender-filing-extract/v1", "tender": JSON(row.tender), "lot": JSON(row.lot),
      "contract": JSON(row.number), "mode": JSON(row.mode.rawValue), "park": JSON(park), "batch": JSON(batch),
      "agency": JSON(agency), "enterprise": JSON(row.enterprise.text),
      "term": Term(begins: row.begins, ends: row.ends).json,
      "filings": [
        ["authority": JSON(FilingAuthority.park.rawValue), "number": JSON(parkNumber)],
        ["authority": JSON(FilingAuthority.bureau.rawValue), "number": JSON(bureauNumber)],
      ], "contractJson": JSON(paper.jsonDigest.b64), "contractPdf": JSON(paper.pdfDigest.b64),
    ]
  }

  /// The contract that a path of the bundle is the extract of.
  static func contract(in path: String) -> String? {
    let (head, tail) = ("documents/", "-filing.json")
    guard path.hasPrefix(head), path.hasSuffix(tail), path.utf8.count > head.utf8.count + tail.utf8.count else {
      return nil
    }
    return String(path.dropFirst(head.count).dropLast(tail.count))
  }
}
