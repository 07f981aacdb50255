import Exact
import Foundation
import Messages
import Tendering
import Testing

@testable import Pages

@Suite struct `Public pages` {
  static let log = LogFacts(
    origin: "rehearsal.zk", vkey: "rehearsal.zk+00000000+AQ", size: 17, root: "47DEQpj8HBSa+/TImW+5JA==")

  static func tender(title: String = "知识产权托管服务", papers: [TenderFacts.Paper] = []) throws -> TenderFacts {
    TenderFacts(
      id: "rehearsal.zk-2026", title: title, state: .open, opensAt: Instant(seconds: 1_790_000_000),
      deadlineAt: Instant(seconds: 1_790_086_400), closedAt: nil, threshold: 3, custodians: 5, minimum: 3,
      lots: [
        .init(number: 1, title: title, ceiling: try #require(Price("300000.00")), state: .open)
      ], papers: papers)
  }

  static let paper = TenderFacts.Paper(path: "documents/opening-record.L1.pdf", bytes: 48_211, sha256: "ab12")

  static func front(_ language: Language, title: String = "知识产权托管服务", isRehearsal: Bool = true) throws -> FrontPage {
    FrontPage(
      tenders: [try tender(title: title)], log: log, isRehearsal: isRehearsal, madeAt: Instant(seconds: 1_790_000_000),
      language: language)
  }

  static func single(_ language: Language, title: String = "知识产权托管服务") throws -> TenderPage {
    TenderPage(
      try tender(title: title, papers: [paper]), log: log, isRehearsal: true, madeAt: Instant(seconds: 1_790_000_000),
      language: language)
  }

  @Test(arguments: Language.allCases)
  func `show each tender, its times and where the log stands`(language: Language) throws {
    let page = try PageSet().html(Self.front(language))
    let closing = DateWording.moment(Instant(seconds: 1_790_086_400))[language]
    for wanted in [
      "rehearsal.zk-2026", closing, "300,000.00", Tender.State.open.words[language],
      Self.log.root.replacing("=", with: "&#61;"),
      ">17<", PageWords.rehearsal[language], language == .zh ? #"href="/en""# : #"href="/""#,
    ] {
      #expect(page.contains(wanted), "\(wanted)")
    }
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language == .zh ? "zh-Hans-CN" : "en")\">"))
  }

  @Test func `lead to the open data of one tender and of all`() throws {
    let pages = try PageSet()
    for language in Language.allCases {
      #expect(try pages.html(Self.front(language)).contains(#"<a href="/ocds/bulk.jsonl">"#))
      #expect(try pages.html(Self.single(language)).contains(#"<a href="/ocds/rehearsal.zk-2026/record.json">"#))
    }
  }

  @Test func `lead to a tender's notice and documents, called after what the tender is`() throws {
    for language in Language.allCases {
      let page = try PageSet().html(Self.single(language))
      for (kind, words) in [("tender-notice", PageWords.notice), ("tender-document", PageWords.document)] {
        #expect(
          page.contains(#"<a href="/api/tenders/rehearsal.zk-2026/documents/\#(kind).pdf">\#(words[language])</a>"#))
      }
      let framework = TenderFacts(
        id: "f", title: "t", state: .open, opensAt: nil, deadlineAt: nil, closedAt: nil, threshold: 2, custodians: 3,
        minimum: 3, lots: [], isFramework: true)
      let other = try PageSet().html(
        TenderPage(
          framework, log: Self.log, isRehearsal: true, madeAt: Instant(seconds: 1_790_000_000), language: language))
      #expect(other.contains(PageWords.frameworkDocument[language]) && !other.contains(PageWords.document[language]))
    }
  }

  @Test func `mark a rehearsal and nothing else as one`() throws {
    let pages = try PageSet()
    #expect(try pages.html(Self.front(.zh)).contains("演练："))
    #expect(try !pages.html(Self.front(.zh, isRehearsal: false)).contains("class=\"rehearsal\""))
  }

  @Test func `list a tender's papers with their hashes`() throws {
    let pages = try PageSet()
    let page = try pages.html(Self.single(.zh))
    #expect(page.contains(#"<a href="/api/tenders/rehearsal.zk-2026/bundle/documents/opening-record.L1.pdf">"#))
    #expect(page.contains("ab12"))
    let bare = TenderPage(
      try Self.tender(), log: Self.log, isRehearsal: false, madeAt: Instant(seconds: 0), language: .en)
    #expect(pages.html(bare).contains(PageWords.noPapers.en))
    #expect(!pages.html(bare).contains("SHA-256"))
  }

  @Test func `name papers in words and in the procedure's order, a sheet with its data in one row`() throws {
    let paths = [
      "award/L1.json", "documents/L1-T02-filing.json", "documents/L1-service-contract-signed.json",
      "documents/L1-service-contract-signed.pdf", "documents/amendment-notice-1.json",
      "documents/amendment-notice-1.pdf", "documents/opening-record.L1.json", "documents/opening-record.L1.pdf",
      "documents/terms.json", "evaluation/L1.json", "ocds.json", "documents/else.txt",
    ]
    let tender = try Self.tender(papers: paths.map { .init(path: $0, bytes: 1, sha256: "ab") })
    func names(_ language: Language) throws -> [String] {
      let page = TenderPage(
        tender, log: Self.log, isRehearsal: true, madeAt: Instant(seconds: 0), language: language)
      let rows = try #require(page.papers).rows
      #expect(rows.compactMap(\.data).count == 3)
      return rows.map(\.name)
    }
    #expect(
      try names(.zh) == [
        "招标文件（数据）", "更正公告（第 1 次）", "开标记录表（标段 L1）", "评标结果数据（标段 L1）", "定标数据（标段 L1）", "服务合同（标段 L1）（已签署）",
        "托管合同备案摘要（合同 L1-T02）", "开放数据（OCDS）", "documents/else.txt",
      ])
    #expect(try names(.en).prefix(2) == ["Tender documents (data)", "Amendment notice (no. 1)"])
  }

  @Test func `say who won a lot and why another failed`() throws {
    let price = try #require(Price("198000.00"))
    let tender = TenderFacts(
      id: "t", title: "t", state: .closed, opensAt: nil, deadlineAt: nil, closedAt: nil, threshold: 3, custodians: 5,
      minimum: 3,
      lots: [
        .init(
          number: 1, title: "一", ceiling: price, state: .awarded, outcome: .awarded(agency: "样例事务所", price: price)),
        .init(number: 2, title: "二", ceiling: price, state: .failed, outcome: .failed(reason: "不足三家")),
      ], end: .complete)
    let page = try PageSet().html(
      TenderPage(tender, log: Self.log, isRehearsal: true, madeAt: Instant(seconds: 0), language: .zh))
    for words in ["样例事务所，198,000.00 元", "不足三家", Tender.End.complete.words.zh] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test func `hold no markup that a title brought along`() throws {
    let title = "\"\u{301} onmouseover=alert(1) <script>alert(2)</script>"
    for page in [try PageSet().html(Self.front(.zh, title: title)), try PageSet().html(Self.single(.en, title: title))]
    {
      #expect(!page.unicodeScalars.contains("\u{301}") || !page.contains("\"\u{301}"))
      #expect(!page.contains("<script"))
      #expect(!page.contains("onmouseover="))
    }
  }

  @Test func `without a tender say so`() throws {
    let page = FrontPage(tenders: [], log: Self.log, isRehearsal: false, madeAt: Instant(seconds: 0), language: .zh)
    #expect(try PageSet().html(page).contains(PageWords.noTenders.zh))
  }

  static func verify(_ language: Language, _ state: CheckFacts.State, results: [String]) throws -> VerifyPage {
    VerifyPage(
      try tender(),
      check: CheckFacts(
        state: state, checkedAt: results.isEmpty ? nil : Instant(seconds: 1_790_090_000), logSize: 86,
        findings: results.map { .init(check: "log", result: $0, words: Wording(zh: "说明\($0)", en: "words \($0)")) }),
      log: log, isRehearsal: true, madeAt: Instant(seconds: 1_790_100_000), language: language)
  }

  @Test(arguments: Language.allCases)
  func `show what the daemon's own check finds, and that it proves nothing by itself`(language: Language) throws {
    let pages = try PageSet()
    let good = try pages.html(Self.verify(language, .checked, results: ["note", "ok"]))
    let words = language == .zh ? "说明" : "words "
    for wanted in [
      escaped(PageWords.verifyLead[language]), escaped(PageWords.verifyHolds[language]), "\(words)ok", "\(words)note",
      #"class="verdict ok""#, "tender verify DIR --trust MY-TRUST", escaped(PageWords.verifyLegend[language]),
      language == .zh ? #"href="/en/tenders/rehearsal.zk-2026/verify""# : #"href="/tenders/rehearsal.zk-2026/verify""#,
    ] { #expect(good.contains(wanted), "\(wanted)") }
    let bad = try pages.html(Self.verify(language, .checked, results: ["ok", "FAIL", "note"]))
    #expect(bad.contains(PageWords.verifyFails[language] + "\(words)FAIL") && bad.contains(#"class="verdict fail""#))
    #expect(!bad.contains(PageWords.verifyHolds[language]))
  }

  @Test func `say where a check stands that has no result, or an old one`() throws {
    let pages = try PageSet()
    func page(_ state: CheckFacts.State, _ results: [String] = []) throws -> String {
      try pages.html(Self.verify(.en, state, results: results))
    }
    #expect(try page(.notFinished).contains(PageWords.verifyNotFinished.en))
    #expect(try page(.waiting).contains(PageWords.verifyWaiting.en))
    let stale = try page(.waiting, ["FAIL"])
    #expect(stale.contains(PageWords.verifyStale.en) && stale.contains("words FAIL"))
    #expect(try page(.tooLarge(bytes: 3 << 30, max: 1 << 30)).contains("3"))
    #expect(try page(.failed).contains(PageWords.verifyFailed.en))
    #expect(try !page(.waiting).contains("<tbody>"))
  }

  @Test func `fill every tag of their templates`() throws {
    let pages = try PageSet()
    #expect(try unknownTags(pages.verify.source, in: Self.verify(.zh, .checked, results: ["ok"])) == [])
    #expect(try unknownTags(pages.front.source, in: Self.front(.zh)) == [])
    #expect(try unknownTags(pages.tender.source, in: Self.single(.zh)) == [])
    #expect(try unknownTags("{{#tenders}}{{nmae}}{{/tenders}}", in: Self.front(.zh)) == ["nmae"])
  }

  /// The tags of a template that no struct has where they stand; a misspelt tag would render as nothing.
  private func unknownTags(_ source: String, in page: Any) throws -> [String] {
    var unknown: [String] = []
    var scopes: [Any] = [page]
    for match in source.matches(of: /\{\{([#^\/%]?)\s*([^}]+?)\s*\}\}/) {
      let (kind, name) = (match.output.1, String(match.output.2))
      switch kind {
      case "%": continue
      case "/": scopes.removeLast()
      default:
        let value = name == "." ? scopes.last : scopes.reversed().lazy.compactMap { find(name, in: $0) }.first
        if value == nil { unknown.append(name) }
        if !kind.isEmpty { scopes.append(kind == "#" ? element(of: value ?? page) : page) }
      }
    }
    return unknown
  }

  private func find(_ path: String, in scope: Any) -> Any? {
    path.split(separator: ".").reduce(Optional(scope)) { value, name in
      value.flatMap {
        Mirror(reflecting: element(of: $0)).children.first { $0.label.map { $0 == name } ?? false }?.value
      }
    }
  }

  /// What a section of this value stands on: the first of a list, what is in an optional.
  private func element(of value: Any) -> Any {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional, .collection: return mirror.children.first.map { element(of: $0.value) } ?? value
    default: return value
    }
  }
}
