import Canon
import Documents
import Foundation
import PaperSamples
import Tendering
import Testing

@Suite struct `A printed paper` {
  @Test func `there is a sample of every kind`() throws {
    #expect(Set(try paperSamples.map { try $0.paper().kind }) == Set(PaperKind.allCases))
  }

  @Test(arguments: paperSamples)
  func `shows its facts as text and, on every page, what it can be verified against`(sample: PaperSample) async throws {
    let paper = try sample.paper()
    let pages = try await pages(of: printed(paper, as: sample.name).pdf)
    let text = pages.joined()
    for words in sample.shows { #expect(text.contains(words), "\(sample.name) lacks \(words)") }
    for words in sample.hides { #expect(!text.contains(words), "\(sample.name) shows \(words)") }
    #expect(pages.count <= sample.pagesMax)
    #expect(!text.contains("（空白）"))
    for (index, page) in pages.enumerated() {
      // Where a table goes on, its head is read before the end of this line.
      #expect(page.contains("演练") && page.contains("本文件由演练产生"))
      #expect(page.contains("—\(index + 1)—"))
      #expect(page.contains(paper.frame.number.filter { $0 != " " }))
      #expect(page.contains("\(paper.frame.checkpoint.size)项，根\(paper.frame.checkpoint.root)"))
      let isPrintedOnRequest = [PaperKind.tenderNotice, .tenderDocument].contains(paper.kind)
      #expect(page.contains((isPrintedOnRequest ? "数据时间" : "制作时间") + paper.frame.madeAt.shown))
      if isPrintedOnRequest { #expect(page.contains("依据terms.json，SHA-256" + b64(0x41))) }
      switch paper.frame.subject {
      case .lot(let tender, let lot, _): #expect(page.contains("项目编号\(tender)标段\(lot)"))
      case .tender(let tender): #expect(page.contains("项目编号\(tender)文件编号"))
      case .batch: break
      }
    }
  }

  @Test func `carries no mark of a rehearsal when it is real`() async throws {
    let real = try await printed(.openingRecord(.sample(isRehearsal: false)), as: "opening-record.real")
    let pages = try await pages(of: real.pdf)
    #expect(!pages.contains { $0.contains("由演练产生") })
    #expect(!pages.joined().contains("rehearsal"))
  }

  @Test func `has the same bytes when it is printed again`() async throws {
    for sample in paperSamples where ["evaluation-report", "service-contract", "result-letter"].contains(sample.name) {
      let first = try await printed(try sample.paper()), second = try await printed(try sample.paper())
      #expect(first == second, "\(sample.name) differs")
    }
  }

  @Test func `carries its JSON, byte for byte, inside the PDF`() async throws {
    let paper = try await printed(.awardNotice(.sample()))
    let listed = try await poppler("pdfdetach", ["-list", "PDF"], on: paper.pdf)
    #expect(String(decoding: listed, as: UTF8.self).contains("award-notice.json"))
    let attached = try await poppler("pdfdetach", ["-save", "1", "-o", "/dev/stdout", "PDF"], on: paper.pdf)
    #expect(attached == paper.json)
    #expect(try JSON.parse(paper.json).canonicalBytes() == paper.json)
  }

  @Test func `says that it is PDF/A-3a and has every font inside`() async throws {
    let paper = try await printed(.evaluationReport(try .sample()))
    let metadata = String(decoding: try await poppler("pdfinfo", ["-meta", "PDF"], on: paper.pdf), as: UTF8.self)
    #expect(metadata.contains("<pdfaid:part>3</pdfaid:part>"))
    #expect(metadata.contains("<pdfaid:conformance>A</pdfaid:conformance>"))
    let fonts = String(decoding: try await poppler("pdffonts", ["PDF"], on: paper.pdf), as: UTF8.self)
    let rows = fonts.split(separator: "\n").dropFirst(2).map { $0.split(separator: " ") }
    #expect(!rows.isEmpty)
    for row in rows { #expect(row.suffix(5).prefix(2) == ["yes", "yes"], "not embedded: \(row)") }
  }

  static let injections = [
    #"#read("/etc/passwd")"#, "$x$ *b* <a> @ref `raw` // no comment", #"\ #panic("x") ] ) }"#, "= 标题",
    "https://example.org/x?y=1",
    "https://example.org/1/2/3/4/5/6/7/8/9/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z",
  ]
  @Test(arguments: injections)
  func `takes what a bidder wrote as text, never as markup`(words: String) async throws {
    let paper = try await printed(.openingRecord(.sample(firstName: words)))
    let text = try await pages(of: paper.pdf).joined()
    #expect(text.contains(String(words.filter { $0 != " " })))
    #expect(!text.contains("root:"))
  }

  /// A name, and how it stands on the sheet.
  static let names: [(written: String, shown: String)] = [
    ("喆堃玥𬭚旻昇珺頔赟", "喆堃玥𬭚旻昇珺頔赟"),
    ("甲\u{202E}乙", "甲［U+202E］乙"),
    ("甲\u{200B}乙", "甲［U+200B］乙"),
    ("甲😀乙", "甲［U+1F600］乙"),
    ("甲\u{E000}乙", "甲［U+E000］乙"),
    ("甲\u{0}\u{1B}乙", "甲［U+0000］［U+001B］乙"),
    ("", "（空白）"),
    (" \u{3000}", "（空白）"),
    (String(repeating: "甲", count: 203), "（其后3字从略，见所附数据）"),
  ]
  @Test(arguments: names)
  func `shows every name, and hides nothing in it`(written: String, shown: String) async throws {
    let paper = try await printed(.openingRecord(.sample(firstName: written)))
    #expect(try await pages(of: paper.pdf).joined().contains(shown))
    #expect(try JSON.parse(paper.json)["particulars"]?.arrayValue?.first?["name"]?.stringValue == written)
  }

  @Test func `says what a bidder left out`() async throws {
    var facts = OpeningRecordFacts.sample()
    facts.results = [
      OpeningResult(
        bid: b64(0xA1), bidder: bidderA, outcome: .opened(particulars: ["bid": .string(b64(0xA1)), "lot": "L1"]))
    ]
    let text = try await pages(of: printed(.openingRecord(facts)).pdf).joined()
    #expect(text.contains("未载明"))
  }

  @Test func `is refused by name when a number of the evaluation is missing`() async throws {
    var facts = try EvaluationReportFacts.sample()
    facts.evaluation = facts.evaluation.removing("schemeSha256")
    await #expect { _ = try await printed(.evaluationReport(facts)) } throws: { error in
      guard case .renderer("evaluation-report", let line) = error as? PressFailure else { return false }
      return line.contains("schemeSha256")
    }
  }

  /// A scheme of the report, and what is printed of it. The samples show the words; here each word that a lawful scheme may
  /// have is met once.
  static let schemes: [JSON] = [
    .sampleScheme, .fixedPriceScheme, .meanDeviationScheme, .lowestPriceScheme,
    .sampleScheme.setting("rounding", ["mode": "halfEven", "places": 3, "at": ["criterion", "price"]]),
    .sampleScheme.setting("rounding", ["mode": "up", "places": 0, "at": ["criterion", "price"]]),
  ]
  @Test(arguments: schemes.indices)
  func `describes each lawful scheme in its own words`(index: Int) async throws {
    _ = try Scheme(json: Self.schemes[index])
    for isUnderTenderingLaw in [false, true] {
      let facts = try EvaluationReportFacts.sample(
        of: Self.schemes[index], isUnderTenderingLaw: isUnderTenderingLaw)
      #expect(try await !printed(.evaluationReport(facts)).pdf.isEmpty)
    }
  }

  @Test func `has words for all that a scheme may say`() throws {
    let schemes = try Self.schemes.map { try Scheme(json: $0) }
    #expect(Set(schemes.map(\.method)) == Set(Scheme.Method.allCases))
    #expect(Set(schemes.map(\.price.formula)) == Set(Scheme.PriceFormula.allCases))
    #expect(Set(schemes.map(\.combine)) == Set(Scheme.Combine.allCases))
    let rounded = Self.schemes.compactMap { $0["rounding"]?["mode"]?.stringValue }
    #expect(Set(rounded) == ["halfUp", "halfEven", "down", "up"])
    #expect(Set(schemes.flatMap(\.criteria).map(\.kind)) == Set(Criterion.Kind.allCases))
    #expect(Set(schemes.map(\.rank)).count == 3)
  }

  static let unknown: [(what: String, scheme: JSON)] = [
    ("guess", JSON.sampleScheme.setting("combine", "guess")),
    ("best", JSON.sampleScheme.setting("method", "best")),
    (
      "median", JSON.sampleScheme.setting("price", ["formula": "median", "max": "20.00", "smallFirmDeduction": "0.00"])
    ),
    ("price total", JSON.sampleScheme.setting("rank", ["price", "total"])),
    ("odd", JSON.sampleScheme.setting("rounding", ["mode": "odd", "places": 2, "at": ["criterion", "price"]])),
    (
      "felt",
      JSON.sampleScheme.setting(
        "criteria", [["id": "c1", "name": "x", "kind": "felt", "max": "80.00", "step": "1.00"]])
    ),
  ]
  @Test(arguments: unknown)
  func `does not describe a scheme in words that are not its own`(what: String, scheme: JSON) async throws {
    let facts = try EvaluationReportFacts.sample(of: scheme)
    await #expect { _ = try await printed(.evaluationReport(facts)) } throws: { error in
      guard case .renderer("evaluation-report", let line) = error as? PressFailure else { return false }
      return line.contains("no word for \(what)")
    }
  }

  @Test func `names the draw's order of equals`() async throws {
    var facts = try EvaluationReportFacts.sample()
    let bids = (facts.evaluation["bids"]?.arrayValue ?? []).enumerated().map { place, bid in
      bid["rank"] == nil
        ? bid : bid.setting("rank", 1).setting("tie", ["key": "draw", "draw": JSON(b64(1)), "order": JSON(2 - place)])
    }
    facts.evaluation = facts.evaluation.setting("bids", .array(bids))
    facts.proposed = [bidderB, bidderA]
    let text = try await pages(of: printed(.evaluationReport(facts)).pdf).joined()
    #expect(text.contains("1（抽取第2）") && text.contains("1（抽取第1）"))
    #expect(text.contains("第一名：河南彩排专利事务所"))
  }

  @Test func `says in words by which rule a price was corrected`() async throws {
    var facts = try EvaluationReportFacts.sample()
    let steps: JSON = [
      ["rule": "wordsOverFigures", "from": "198000.00", "to": "189000.00"],
      ["rule": "itemsOverTotal", "from": "189000.00", "to": "198000.00"],
    ]
    let bids = (facts.evaluation["bids"]?.arrayValue ?? []).map { bid in
      bid["price"].map { bid.setting("price", $0.setting("corrections", steps)) } ?? bid
    }
    facts.evaluation = facts.evaluation.setting("bids", .array(bids))
    let text = try await pages(of: printed(.evaluationReport(facts)).pdf).joined()
    #expect(text.contains("以大写金额为准") && text.contains("以单价金额计算结果为准"))
    #expect(!text.contains("wordsOverFigures") && !text.contains("itemsOverTotal"))
  }

  @Test(arguments: [nil, "投标文件在补救期内未能解密。"])
  func `says why a bid could not be read, as far as its facts do`(reason: String?) async throws {
    var facts = try EvaluationReportFacts.sample()
    let bids = (facts.evaluation["bids"]?.arrayValue ?? []).map { bid in
      bid["invalid"] == nil ? bid : bid.removing("invalid").setting("state", "unopenable")
    }
    facts.evaluation = facts.evaluation.setting("bids", .array(bids))
    for place in facts.bidders.indices { facts.bidders[place].reason = reason }
    let text = try await pages(of: printed(.evaluationReport(facts)).pdf).joined()
    #expect(text.contains("未能解密") && text.contains("补救期") == (reason != nil))
  }

  @Test(arguments: [false, true])
  func `names no member of a committee before the result does`(failed: Bool) async throws {
    var facts = try EvaluationReportFacts.sample(of: .sampleScheme, failed: failed)
    for seat in facts.members.indices { facts.members[seat].name = nil }
    let text = try await pages(of: printed(.evaluationReport(facts)).pdf).joined()
    #expect(text.contains("见结果公告") == !failed && text.contains("按规定不公开") == failed)
  }

  @Test func `leaves the supervisor a place to sign by hand`() async throws {
    let text = try await pages(of: printed(.openingRecord(.sample())).pdf).joined()
    #expect(text.contains("监督人（签字）："))
  }

  @Test func `under the tendering law names an objection, and no days of a challenge`() {
    let letter = ResultLetterFacts.sample()
    #expect(Paper.resultLetter(letter).json["challengeWorkingDays"] == 7)
    #expect(Paper.resultLetter(letter).json["objection"] == nil)
    let windows: [(Profile, Int?)] = [(.t0, 3), (.t1, nil)]
    for (profile, days) in windows {
      var letter = letter
      letter.objection = .sample(profile)
      let json = Paper.resultLetter(letter).json
      #expect(json["challengeWorkingDays"] == nil)
      #expect(json["objection"]?["days"]?.integerValue == days)
      #expect(json["objection"]?["complaintDays"] == 10)
    }
    for profile in Profile.allCases where profile.isGovernmentProcurement {
      let objection: PaperObjection? = .sample(profile)
      #expect(objection == nil)
    }
  }

  @Test func `holds twenty bids, seven members and twenty criteria`() async throws {
    let paper = try await printed(.evaluationReport(try .crowded()), as: "evaluation-report.crowded")
    let pages = try await pages(of: paper.pdf)
    let text = pages.joined()
    #expect(text.contains("c20") && text.contains("投标人二十号") && text.contains("m7"))
    #expect((10...40).contains(pages.count))
  }
}
