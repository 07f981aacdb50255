import Messages
import Tendering

/// The public's first page: every tender and where the log stands.
public struct FrontPage: Sendable {
  let frame: PageFrame
  let lead: String
  let tendersHeading: String
  let noTenders: String
  let tenders: [TenderPart]
  let bulk: LinkPart
  let log: LogPart

  /// - Parameter madeAt: the moment at which the facts were read.
  public init(tenders: [TenderFacts], log: LogFacts, isRehearsal: Bool, madeAt: Instant, language: Language) {
    frame = PageFrame(
      title: PageWords.title[language], path: "/", isRehearsal: isRehearsal, madeAt: madeAt, language: language)
    lead = PageWords.lead[language]
    tendersHeading = PageWords.tenders[language]
    noTenders = PageWords.noTenders[language]
    self.tenders = tenders.map { TenderPart($0, language) }
    bulk = LinkPart(PageWords.bulk, "/ocds/bulk.jsonl", language)
    self.log = LogPart(log, tender: tenders.first?.id ?? "TENDER", language: language)
  }
}

/// One tender for the public, with its papers.
public struct TenderPage: Sendable {
  /// One paper's row.
  public struct PaperRow: Sendable {
    let name: String
    let link: String
    let size: String
    let sha256: String
  }

  public struct PaperTable: Sendable {
    let columns: [String]
    let rows: [PaperRow]
  }

  let frame: PageFrame
  let home: String
  let homeLink: String
  let tender: TenderPart
  let papersHeading: String
  let noPapers: String
  /// Nil when no paper is public yet.
  let papers: PaperTable?
  let openDataHeading: String
  let record: LinkPart
  let log: LogPart
  let verify: String
  let verifyLink: String

  public init(_ tender: TenderFacts, log: LogFacts, isRehearsal: Bool, madeAt: Instant, language: Language) {
    frame = PageFrame(
      title: tender.title, path: "/tenders/\(tender.id)", isRehearsal: isRehearsal, madeAt: madeAt, language: language)
    home = PageWords.home[language]
    homeLink = PageFrame.link("/", language)
    self.tender = TenderPart(tender, language)
    papersHeading = PageWords.papers[language]
    noPapers = PageWords.noPapers[language]
    let rows = tender.papers.map { paper in
      PaperRow(
        name: paper.path, link: "/api/tenders/\(tender.id)/bundle/\(paper.path)",
        size: AmountWording.bytes(paper.bytes), sha256: paper.sha256)
    }
    papers = rows.isEmpty ? nil : PaperTable(columns: PageWords.paperColumns.map { $0[language] }, rows: rows)
    openDataHeading = PageWords.openData[language]
    record = LinkPart(PageWords.record, "/ocds/\(tender.id)/record.json", language)
    self.log = LogPart(log, tender: tender.id, language: language)
    verify = PageWords.verifyLink[language]
    verifyLink = PageFrame.link("/tenders/\(tender.id)/verify", language)
  }
}
