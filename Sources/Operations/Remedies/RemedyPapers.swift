import Canon
import Documents
import Exact
import Postgres
import Store
import Tendering

extension Office {
  /// Prints what is missing of the papers of a tender's remedies: the letter as filed, the answer, the decision on a
  /// complaint. Only that decision is public (order 94 article 38).
  ///
  /// Before the close no paper names who turned against the documents: the letter is printed after it. Every deed prints
  /// what an earlier one that was cut off left out.
  func issueRemedyPapers(_ tender: String) async throws {
    let papers = try await database.read(as: .office) { tx -> [IssuedPaper] in
      let file = try RemedyFile(tender, in: tx)
      guard !file.rows.isEmpty else { return [] }
      let papers = try file.rows.flatMap { try remedyPapers(of: $0, file, in: tx) }
      let known = try tx.papers(named: papers.map(\.name), of: tender)
      return papers.filter { !known.contains($0.name) }
    }
    if !papers.isEmpty { try await issue(papers, tender: tender) }
  }

  private func remedyPapers(
    of row: RemedyRow, _ file: RemedyFile, in tx: borrowing Transaction
  ) throws -> [IssuedPaper] {
    let id = try row.id.text
    let isNamed = file.tender.state == .closed || row.about != .documents
    guard let key = row.filer else {
      throw PostgresFailure(.mismatch, message: "who filed \(id) is not this reader's to read")
    }
    let agency = try tx.agency(actor: key)
    let filer = isNamed ? PaperParty(name: agency?.name ?? key, creditCode: agency?.creditCode.text ?? "—") : nil
    let filing = try row.filing
    func frame(_ name: String) throws -> PaperFrame {
      let number = "\(file.tender.id)-\(name)"
      if let lot = file.lots.first(where: { $0.id == row.lot }) {
        return try self.frame(number: number, tender: file.tender, lot: lot)
      }
      return PaperFrame(
        number: number, project: file.tender.title, subject: .tender(tender: file.tender.id),
        madeAt: now.onPaper, checkpoint: try publishedHead(), isRehearsal: instance.rehearsal)
    }
    func issued(_ kind: PaperKind, isPublic: Bool = false, _ paper: (PaperFrame) throws -> Paper) throws -> IssuedPaper
    {
      let name = "\(id)-\(kind.rawValue)"
      let paper = try paper(try frame(name))
      return IssuedPaper(
        name: name, number: paper.frame.number, paper: paper, lot: row.lot, isPublic: isPublic,
        reader: isPublic ? nil : key)
    }
    var papers: [IssuedPaper] = []
    if let filer {
      papers.append(
        try issued(.remedyLetter) {
          .remedyLetter(
            RemedyLetterFacts(
              frame: $0, to: bureau.name, filer: filer, key: key, filing: filing, filedAt: row.filedAt.onPaper,
              dueOn: row.dueOn.onPaper))
        })
    }
    guard let end = row.end, end.outcome != nil else { return papers }
    let finding = try Remedy.Finding(json: JSON.parse(Array(end.words.utf8)))
    let facts = { (frame: PaperFrame) in
      RemedyAnswerFacts(
        frame: frame, buyer: self.bureau, filer: filer, filing: filing, finding: finding,
        filedAt: row.filedAt.onPaper, endedAt: end.at.onPaper)
    }
    if end.state == .decided {
      papers.append(
        try issued(.complaintDecision, isPublic: true) { frame in
          .complaintDecision(
            ComplaintDecisionFacts(
              answer: facts(frame), authority: try tx.actor(keyRef: end.by)?.name ?? end.by,
              suspendedUntil: row.acceptance?.suspendedUntil?.onPaper))
        })
    } else {
      papers.append(try issued(.remedyAnswer) { .remedyAnswer(facts($0)) })
    }
    return papers
  }
}
