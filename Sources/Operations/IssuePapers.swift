import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering
import Transparency

/// A paper to be printed and kept.
public struct IssuedPaper: Sendable {
  /// The file name without ending, an id: `L1-award-notice`.
  public let name: String
  public let number: String
  public let paper: Paper
  public let lot: String?
  /// A public paper is named in the log and stands in the bundle under documents/.
  public let isPublic: Bool
  /// Who else than officers and parties may read a paper that is not public: a key reference.
  public let reader: String?

  public init(name: String, number: String, paper: Paper, lot: String?, isPublic: Bool, reader: String? = nil) {
    self.name = name
    self.number = number
    self.paper = paper
    self.lot = lot
    self.isPublic = isPublic
    self.reader = reader
  }
}

/// Papers whose printing has begun. A transaction may begin it before it has done all its work: the press is another
/// program, so it prints meanwhile. When the transaction fails the sheets are nobody's.
struct PapersInPrint: Sendable {
  let papers: [IssuedPaper]
  let sheets: Task<[PrintedPaper], any Error>

  init(_ papers: [IssuedPaper], on press: PaperPress) {
    self.papers = papers
    sheets = Task { try await press.print(papers.map(\.paper)) }
  }
}

extension Office {
  /// Prints papers and keeps them; names the public ones in the log.
  ///
  /// Printing takes a fraction of a second each and happens outside any transaction. A paper whose name exists already
  /// is left as it is, so a deed that was cut off after printing may be repeated.
  public func issue(_ papers: [IssuedPaper], tender: String) async throws {
    let existing = try await database.read(as: .office) { tx in try tx.papers(named: papers.map(\.name), of: tender) }
    let missing = papers.filter { !existing.contains($0.name) }
    guard !missing.isEmpty else { return }
    try await issue(PapersInPrint(missing, on: press), tender: tender)
  }

  /// Keeps papers once they are printed, and names them. The open data of the deed that they are of comes with them, or
  /// without them when they cannot be printed.
  func issue(_ inPrint: PapersInPrint, tender: String) async throws {
    do { try await keep(inPrint, tender: tender) } catch {
      let at = now
      try? await database.write(as: .office) { tx in try publishOpenData(of: tender, at: at, in: tx) }
      throw error
    }
    await publisher.publish()
  }

  /// Keeps papers once they are printed, in one transaction.
  ///
  /// - Parameter check: looks first in it, with whatever locks it needs, whether they may be kept as they were printed.
  func keep(
    _ inPrint: PapersInPrint, tender: String, check: (@Sendable (borrowing Transaction) throws -> Void)? = nil
  ) async throws {
    let all = zip(inPrint.papers, try await inPrint.sheets.value).map { paper, sheet in
      NewPaper(
        name: paper.name, kind: paper.paper.kind.rawValue, number: paper.number, lot: paper.lot, json: sheet.json,
        pdf: sheet.pdf, isPublic: paper.isPublic, reader: paper.reader)
    }
    let at = now
    try await database.write(as: .office) { tx in
      try check?(tx)
      guard let notice = try tx.tender(tender)?.noticeID else { throw TenderRefusal.tenderUnknown }
      // Under the head's lock: the same note handed in twice at once prints the same papers twice.
      _ = try tx.logHead(locked: true)
      let there = try tx.papers(named: all.map(\.name), of: tender)
      let all = all.filter { !there.contains($0.name) }
      guard !all.isEmpty else { return }
      for paper in all { try tx.insert(paper, tender: tender, at: at) }
      let files = all.filter(\.isPublic).flatMap { paper in
        [("documents/\(paper.base).json", paper.json), ("documents/\(paper.base).pdf", paper.pdf)]
      }
      try nameFiles(files, tender: tender, notice: notice, at: at, in: tx)
      try tx.record(
        .issuePaper, by: logKey.verifier.reference.text, subject: tender,
        detail: all.map(\.name).joined(separator: " "), at: at)
    }
  }

  /// What stands on every paper of a lot: its number, the project, the moment, and the newest head then, which holds
  /// everything but what is still being written.
  public func frame(number: String, tender: TenderRow, lot: LotRow) throws -> PaperFrame {
    PaperFrame(
      number: number, project: tender.title,
      subject: .lot(tender: tender.id, lot: lot.id, lotName: lot.title),
      madeAt: PaperMoment(unixSeconds: Int64(now.seconds)), checkpoint: try publishedHead(),
      isRehearsal: instance.rehearsal)
  }

  /// The head as it is published now.
  public func publishedHead() throws -> PaperCheckpoint {
    guard let checkpoint = publisher.shownHead else {
      return PaperCheckpoint(origin: instance.origin, size: 0, root: Tree.emptyRoot.b64)
    }
    return PaperCheckpoint(origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.b64)
  }

  /// Money as papers show it.
  public func money(_ fen: Int64) throws -> PaperMoney {
    guard let price = Price(fen: fen) else { throw InputRefusal.malformed(field: "fen", expected: "price") }
    return PaperMoney(yuan: price.description, inWords: AmountInWords.print(price))
  }
}

extension NewPaper {
  /// Its name in the bundle: a lot's own papers are named by kind and lot, as opening-record.L1.
  var base: String { bundleName(name, kind: kind, lot: lot) }
}

/// What a paper is called in the bundle. A later opening record, evaluation report, result notice or the like takes the place
/// of the one before it.
func bundleName(_ name: String, kind: String, lot: String?) -> String {
  guard let lot else { return name }
  let own = "\(lot)-\(kind)"
  if name == own { return "\(kind).\(lot)" }
  let rest = name.utf8.dropFirst(own.utf8.count)
  let isEdition =
    [PaperKind.openingRecord, .evaluationReport, .candidateNotice, .resultNotice, .awardNotice].contains {
      $0.rawValue == kind
    }
    && name.utf8.starts(with: own.utf8) && rest.first == UInt8(ascii: "-")
    && rest.count > 1 && rest.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  return isEdition ? "\(kind).\(lot)" : name
}
