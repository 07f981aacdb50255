import Exact
import Messages
import Tendering

/// A name and what it is, one line of a list of facts.
public struct FactLine: Sendable {
  let name: String
  let value: String

  init(_ name: Wording, _ value: String, _ language: Language) {
    self.name = name[language]
    self.value = value
  }
}

/// A link and its words.
public struct LinkPart: Sendable {
  let words: String
  let link: String

  init(_ words: Wording, _ link: String, _ language: Language) {
    self.words = words[language]
    self.link = link
  }
}

/// What every page has: its language, its title, the mark of a rehearsal, the link to the other language.
public struct PageFrame: Sendable {
  /// The `lang` of HTML.
  let language: String
  let title: String
  let rehearsal: String?
  let otherLanguage: String
  let otherLanguageCode: String
  let otherLanguageLink: String
  let madeAt: String

  /// - Parameter path: the page's address in Chinese, `/` or `/tenders/x`; the English one is below `/en`.
  init(title: String, path: String, isRehearsal: Bool, madeAt: Instant, language: Language) {
    self.language = language == .zh ? "zh-Hans-CN" : "en"
    self.title = title
    rehearsal = isRehearsal ? PageWords.rehearsal[language] : nil
    otherLanguage = PageWords.otherLanguage[language]
    otherLanguageCode = language == .zh ? "en" : "zh-Hans-CN"
    otherLanguageLink = PageFrame.link(path, language == .zh ? .en : .zh)
    self.madeAt = PageWords.madeAt(DateWording.moment(madeAt))[language]
  }

  static func link(_ path: String, _ language: Language) -> String {
    language == .zh ? path : path == "/" ? "/en" : "/en" + path
  }
}

/// Where the log stands, and how to check it.
public struct LogPart: Sendable {
  let heading: String
  let facts: [FactLine]
  let lead: String
  let commands: String

  init(_ log: LogFacts, tender: String, language: Language) {
    heading = PageWords.log[language]
    facts = [
      FactLine(PageWords.logName, log.origin, language), FactLine(PageWords.logKey, log.vkey, language),
      FactLine(PageWords.logSize, "\(log.size)", language), FactLine(PageWords.logRoot, log.root, language),
    ]
    lead = PageWords.verify[language]
    commands = "tender export \(tender) --out DIR\ntender verify DIR"
  }
}

/// One lot's row.
public struct LotRow: Sendable {
  let number: String
  let title: String
  let ceiling: String
  let state: String
  let outcome: String

  init(_ lot: TenderFacts.Lot, _ language: Language) {
    number = "\(lot.number)"
    title = lot.title
    ceiling = AmountWording.grouped(lot.ceiling.description)
    state = lot.state.words[language]
    outcome =
      switch lot.outcome {
      case .awarded(let agency, let price)?:
        PageWords.awarded(agency, AmountWording.grouped(price.description))[language]
      case .failed(let reason)?: reason
      case nil: ""
      }
  }
}

/// One tender with its facts and lots.
public struct TenderPart: Sendable {
  let id: String
  let name: String
  let link: String
  let details: String
  let facts: [FactLine]
  let lotsHeading: String
  let lotColumns: [String]
  let lots: [LotRow]

  init(_ tender: TenderFacts, _ language: Language) {
    id = tender.id
    name = tender.title
    link = PageFrame.link("/tenders/\(tender.id)", language)
    details = PageWords.details[language]
    var facts = [
      FactLine(PageWords.number, tender.id, language),
      FactLine(PageWords.state, (tender.end?.words ?? tender.state.words)[language], language),
    ]
    let times = [
      (PageWords.opens, tender.opensAt), (PageWords.deadline, tender.deadlineAt), (PageWords.closed, tender.closedAt),
    ]
    for (name, time) in times {
      if let time { facts.append(FactLine(name, DateWording.moment(time)[language], language)) }
    }
    let custody = PageWords.custodians(threshold: tender.threshold, of: tender.custodians)
    facts.append(FactLine(PageWords.custodians, custody[language], language))
    facts.append(FactLine(PageWords.minimum, "\(tender.minimum)", language))
    if let follows = tender.follows { facts.append(FactLine(PageWords.follows, follows, language)) }
    self.facts = facts
    lotsHeading = PageWords.lots[language]
    lotColumns = PageWords.lotColumns.map { $0[language] }
    lots = tender.lots.map { LotRow($0, language) }
  }
}
