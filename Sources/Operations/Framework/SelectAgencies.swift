import Canon
import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Where a lot's selection stands in the bundle.
  static func selectionPath(_ lot: String) -> String { "documents/selection.\(lot).json" }

  /// The selection that an officer may sign: the first of the ranked, as many as documents and law leave.
  ///
  /// - Parameter passedOver: better ranked bids left aside, each on a ground that lies in its bidder.
  public func draftSelection(
    _ tender: String, lot: String, passedOver: [Award.PassedOver], by actor: Actor
  ) async throws -> NoteDraft {
    try actor.may(.selectAgencies)
    return try await database.read(as: .office) { tx in
      try selectionDraft(FrameworkFile(tender, lot, self, in: tx), passedOver: passedOver, in: tx).draft
    }
  }

  /// Takes the signed selection (入围), and issues the notices and letters that follow from it. The lot stays evaluated: an
  /// award comes with each call-off.
  ///
  /// - Throws: `FrameworkRefusal`: `notEvaluated`, `lotFailed`, `selectedAlready` and what selecting is refused with;
  ///   `NoteRefusal.notAsDrafted`; `RemedyRefusal.held`.
  /// - Source: O110 §27; the note is a `tender-award/v1`, since it is the buyer's decision on the result.
  func selectAgencies(_ note: AwardNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.selectAgencies)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let form = try FormReader(envelope.extra, only: ["selection"])
    let selection = try Selection(json: try form.value("selection"))
    let lot = selection.lot.text
    let at = now
    let taken = try await database.write(as: .office) { tx -> TakenNote in
      guard try tx.lot(note.tender, lot, locked: true) != nil else { throw TenderRefusal.lotUnknown }
      // The number is the tender's: a selection in another lot may be signed at this moment.
      _ = try tx.logHead(locked: true)
      let file = try FrameworkFile(note.tender, lot, self, in: tx)
      let (draft, again) = try selectionDraft(file, passedOver: selection.passedOver, in: tx)
      guard again == selection else { throw NoteRefusal.notAsDrafted }
      try require(envelope, equals: draft)
      try requireNotHeld(.award, note.tender, lots: [lot], at: at, in: tx)
      let index = try tx.take(envelope, at: at)
      try tx.insert(selection, note: envelope.id, at: at)
      try tx.insertBundleFile(
        tender: note.tender, path: Self.selectionPath(lot), logIndex: index, bytes: selection.json.canonicalBytes())
      try publishOpenData(of: note.tender, at: at, in: tx)
      try tx.record(
        .selectAgencies, by: actor, subject: "\(note.tender)/\(lot)", detail: "\(selection.selected.count)", at: at)
      return TakenNote(id: envelope.id, index: index)
    }
    await publisher.publish()
    try await issueSelection(note.tender, lot: lot)
    return taken
  }

  private func selectionDraft(
    _ file: FrameworkFile, passedOver: [Award.PassedOver], in tx: borrowing Transaction
  ) throws -> (draft: NoteDraft, selection: Selection) {
    guard let notice = file.tender.noticeID else { throw TenderRefusal.tenderUnknown }
    guard file.selection == nil else { throw FrameworkRefusal.selectedAlready }
    switch file.lot.state {
    case .evaluated: break
    case .failed, .cancelled: throw FrameworkRefusal.lotFailed
    default: throw FrameworkRefusal.notEvaluated
    }
    let (tender, lot) = (file.tender.id, file.lot.id)
    // Under re-review there is no result to select by.
    guard try Self.openReReview(tender, lot, in: tx) == nil else { throw FrameworkRefusal.notEvaluated }
    let (result, published) = try evaluation(of: tender, lot: lot, in: tx)
    let evaluation = result.evaluation
    let selection = try evaluation.select(
      file.terms, file: Self.sha256(published), passingOver: passedOver, rules: file.rules)
    let bytes = selection.json.canonicalBytes()
    let entries = FileLine.entries([FileLine(path: Self.selectionPath(lot), content: bytes)])
    let note = AwardNote(
      tender: tender, notice: notice, seq: try tx.nextSeq(of: tender, type: AwardNote.type), list: ListLine(of: entries)
    )
    return (
      NoteDraft(
        text: note.text, list: ListLine.text(of: entries), files: [(Self.selectionPath(lot), bytes)]), selection
    )
  }

  /// Prints what follows from a selection: the result notice that names all, a letter to each of the selected, and to each
  /// other bidder one with its own result. What is printed already is left as it is.
  func issueSelection(_ tender: String, lot: String) async throws {
    let papers = try await database.read(as: .office) { tx -> [IssuedPaper] in
      let framework = try FrameworkFile(tender, lot, self, in: tx)
      guard let selection = framework.selection else { throw FrameworkRefusal.notSelected }
      let result = try self.evaluation(of: tender, lot: lot, in: tx).result
      let (file, evaluation) = (try LotFile(self, of: result, in: tx), result.evaluation)
      let experts = try tx.members(of: tender, lot: lot).map { try tx.actor(keyRef: $0.person)?.name ?? $0.member }
      let noticeName = "\(lot)-\(PaperKind.selectionNotice.rawValue)"
      let noticeNumber = "\(tender)-\(noticeName)"
      let (rules, terms) = (framework.rules, framework.terms)
      let selected = try framework.agencies.map { row in
        SelectionNoticeFacts.Selected(
          place: row.place, agency: file.party(row.bid), rank: row.rank, price: try money(row.priceFen),
          merit: evaluation.figures(of: try Bid.ID(reading: row.bid)).map(evaluation.scheme.merit) ?? .total("—"),
          firmSize: file.offers[row.bid]?.size.chinese ?? "—")
      }
      var papers = [
        IssuedPaper(
          name: noticeName, number: noticeNumber,
          paper: .selectionNotice(
            SelectionNoticeFacts(
              frame: try frame(number: noticeNumber, tender: file.tender, lot: file.lot), buyer: bureau,
              selected: selected, responded: selection.responded,
              eliminated: selection.responded - selected.count, months: terms.months, callOff: terms.callOff,
              service: file.service, experts: experts, terms: file.tender.terms?.b64 ?? "",
              decidedAt: selection.selectedAt.paper, noticeWorkingDays: rules.count(.resultNoticePeriod),
              challengeWorkingDays: rules.count(.challengeWithin))),
          lot: lot, isPublic: true)
      ]
      for (row, facts) in zip(framework.agencies, selected) {
        let name = "\(lot)-\(PaperKind.selectionLetter.rawValue)-\(row.place)"
        papers.append(
          IssuedPaper(
            name: name, number: "\(tender)-\(name)",
            paper: .selectionLetter(
              SelectionLetterFacts(
                frame: try frame(number: "\(tender)-\(name)", tender: file.tender, lot: file.lot), buyer: bureau,
                agency: facts.agency, bid: row.bid.b64, place: row.place, price: facts.price, merit: facts.merit,
                rank: row.rank, months: terms.months, callOff: terms.callOff, service: file.service,
                noticeNumber: noticeNumber, signBy: rules.contractBy(selection.selectedAt))),
            lot: lot, isPublic: false, reader: row.bidder))
      }
      for element in evaluation.bids where !framework.agencies.contains(where: { element.bid.isOf($0.bid) }) {
        guard let bid = Digest(bytes: element.bid.fingerprint.bytes) else { continue }
        papers.append(
          try letter(
            to: element.bidder.text, bid: bid, outcome: file.outcome(element, under: evaluation.scheme), file: file,
            resultNumber: noticeNumber, ofFramework: true))
      }
      return papers
    }
    try await issue(papers, tender: tender)
  }
}

extension Bid.ID {
  fileprivate func isOf(_ digest: Digest) -> Bool { fingerprint.bytes == digest.bytes }
}
