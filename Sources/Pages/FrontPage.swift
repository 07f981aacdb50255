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
  /// One paper's row: the sheet that people read, or its data where there is no sheet.
  public struct PaperRow: Sendable {
    let name: String
    let link: String
    let size: String
    let sha256: String
    /// The same facts as data, beside the sheet.
    let data: LinkPart?
  }

  public struct PaperTable: Sendable {
    let columns: [String]
    let rows: [PaperRow]
  }

  let frame: PageFrame
  let home: String
  let homeLink: String
  let tender: TenderPart
  let documentsHeading: String
  let documents: [LinkPart]
  let documentsLead: String
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
    let several = tender.isFramework
    documentsHeading = (several ? PageWords.frameworkDocuments : PageWords.documents)[language]
    documents = [
      ("tender-notice", several ? PageWords.frameworkNotice : PageWords.notice),
      ("tender-document", several ? PageWords.frameworkDocument : PageWords.document),
    ].map { kind, words in LinkPart(words, "/api/tenders/\(tender.id)/documents/\(kind).pdf", language) }
    documentsLead = PageWords.documentsLead[language]
    papersHeading = PageWords.papers[language]
    noPapers = PageWords.noPapers[language]
    let rows = Self.rows(tender, language)
    papers = rows.isEmpty ? nil : PaperTable(columns: PageWords.paperColumns.map { $0[language] }, rows: rows)
    openDataHeading = PageWords.openData[language]
    record = LinkPart(PageWords.record, "/ocds/\(tender.id)/record.json", language)
    self.log = LogPart(log, tender: tender.id, language: language)
    verify = PageWords.verifyLink[language]
    verifyLink = PageFrame.link("/tenders/\(tender.id)/verify", language)
  }

  /// In the order of the procedure; a sheet and its data share a row.
  private static func rows(_ tender: TenderFacts, _ language: Language) -> [PaperRow] {
    func stem(_ path: String) -> String { path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path }
    func link(_ path: String) -> String { "/api/tenders/\(tender.id)/bundle/\(path)" }
    let sheets = Set(tender.papers.map(\.path).filter { $0.hasSuffix(".pdf") }.map(stem))
    let named = tender.papers.compactMap { paper -> (place: Int, row: PaperRow)? in
      let isSheet = paper.path.hasSuffix(".pdf")
      guard isSheet || !sheets.contains(stem(paper.path)) else { return nil }
      let name = PaperWords.name(of: paper.path)
      let row = PaperRow(
        name: name?.words[language] ?? paper.path, link: link(paper.path), size: AmountWording.bytes(paper.bytes),
        sha256: paper.sha256,
        data: isSheet ? LinkPart(PageWords.asData, link(stem(paper.path) + ".json"), language) : nil)
      return (name?.place ?? Int.max, row)
    }
    // Stable within a kind: as the paths come, which is by lot.
    return named.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(
      \.element.row)
  }
}
