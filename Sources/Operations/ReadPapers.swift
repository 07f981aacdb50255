import Canon
import Documents
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// A tender's papers that the asker may read.
  public func listPapers(_ tender: String, by actor: Actor?) async throws -> JSON {
    try await database.read(as: .asking(actor)) { tx in
      guard try tx.tender(tender)?.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      return ["papers": .array(try visiblePapers(of: tender, by: actor, in: tx).map { describe($0) })]
    }
  }

  /// One paper: what it is, its hashes, who signs it and who has.
  public func showPaper(_ name: String, of tender: String, by actor: Actor?) async throws -> JSON {
    try await database.read(as: .asking(actor)) { tx in try describe(name, of: tender, by: actor, in: tx) }
  }

  func describe(_ name: String, of tender: String, by actor: Actor?, in tx: borrowing Transaction) throws -> JSON {
    let paper = try readable(name, of: tender, by: actor, in: tx)
    let signatures = try tx.signatures(on: name, of: tender)
    let parties = try tx.parties(of: name, tender: tender).map { party -> JSON in
      let made = signatures.first { $0.party == party.actor }
      return [
        "party": JSON(party.party.rawValue), "key": JSON(party.actor), "note": JSON(made?.noteID.b64),
        "signed": made.map { JSON($0.signedAt.seconds) } ?? .null,
      ]
    }
    return describe(paper).setting("parties", .array(parties))
  }

  /// The bytes of a paper.
  public func fetchPaper(_ name: String, of tender: String, by actor: Actor?) async throws -> PaperFile {
    try await database.read(as: .asking(actor)) { tx in
      let paper = try readable(name, of: tender, by: actor, in: tx)
      guard let pdf = try tx.paperPDF(name, of: tender) else { throw SigningRefusal.paperUnknown }
      return PaperFile(json: Array(paper.json.utf8), pdf: pdf)
    }
  }

  /// Who may not read a paper is not told that it is there.
  private func readable(
    _ name: String, of tender: String, by actor: Actor?, in tx: borrowing Transaction
  ) throws -> PaperRow {
    guard let paper = try visiblePapers(of: tender, by: actor, in: tx).first(where: { $0.name == name }) else {
      throw SigningRefusal.paperUnknown
    }
    return paper
  }

  /// Everybody reads what the log names; the bureau and the supervisor read all; a party reads its papers in either
  /// edition, the reader of a letter that letter, a park the contracts, filings and acceptance sheets of its own lots.
  func visiblePapers(of tender: String, by actor: Actor?, in tx: borrowing Transaction) throws -> [PaperRow] {
    let all = try tx.papers(of: tender)
    if actor?.role == .officer || actor?.role == .supervisor { return all }
    let named = Set(try tx.bundleFiles(of: tender).map(\.path))
    let mine = try actor.map { try tx.papers(ofParty: $0.key.text, tender: tender) } ?? []
    var ownLots: Set<String> = []
    if actor?.role == .park {
      for lot in try tx.lots(of: tender) {
        if let park = try tx.park(lot.park), Self.owns(park, actor) { ownLots.insert(lot.id) }
      }
    }
    // A committee's own statement is its members' to read and sign.
    var judged: Set<String> = []
    if let actor, actor.role == .evaluator || actor.role == .expert {
      for lot in Set(all.compactMap(\.lot))
      where try tx.members(of: tender, lot: lot).contains(where: { $0.person == actor.key.text }) {
        judged.insert(lot)
      }
    }
    return all.filter { paper in
      if paper.isPublic, named.contains("documents/\(paper.base).pdf") { return true }
      guard let actor else { return false }
      let first = paper.isSignedEdition ? String(paper.name.dropLast(signedSuffix.count)) : paper.name
      if paper.kind == PaperKind.competitionStatement.rawValue, paper.lot.map(judged.contains) ?? false { return true }
      if mine.contains(first) || paper.reader == actor.key.text { return true }
      // A report with everybody's figures is not the park's, which is told who won.
      guard
        ![PaperKind.evaluationReport, .reReviewReport, .competitionStatement].contains(where: {
          $0.rawValue == paper.kind
        })
      else {
        return false
      }
      // An acceptance sheet has the agency as its reader, and is the park's too, whose firms were asked.
      let isForPark = paper.reader == nil || paper.kind == PaperKind.acceptanceSheet.rawValue
      return isForPark && !paper.isPublic && paper.lot.map(ownLots.contains) ?? false
    }
  }

  private func describe(_ paper: PaperRow) -> JSON {
    [
      "name": JSON(paper.name), "kind": JSON(paper.kind), "number": JSON(paper.number), "lot": JSON(paper.lot),
      "public": JSON(paper.isPublic), "json": JSON(paper.jsonDigest.b64), "pdf": JSON(paper.pdfDigest.b64),
      "made": JSON(paper.madeAt.seconds),
    ]
  }
}
