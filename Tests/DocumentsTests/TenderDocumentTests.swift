import Canon
import Documents
import PaperSamples
import Tendering
import Testing

@Suite struct `A tender's own documents` {
  @Test func `have the same bytes when they are printed again, by whichever press`() async throws {
    for paper in [Paper.tenderNotice(TenderShape()), .tenderDocument(TenderShape(isAmended: true))] {
      #expect(try await printed(paper) == printed(paper))
    }
  }

  @Test func `carry no mark of a rehearsal when they are real`() async throws {
    let shape = TenderShape(isRehearsal: false)
    for paper in [Paper.tenderNotice(shape), .tenderDocument(shape)] {
      let text = try await pages(of: printed(paper, as: "\(paper.kind.rawValue).real").pdf).joined()
      #expect(!text.contains("由演练产生") && !text.contains("rehearsal"))
    }
  }

  @Test func `tell a scheme once for all lots that share it, whatever their ceilings`() throws {
    let facts = Paper.tenderDocument(TenderShape(lots: 200)).json
    #expect(facts["schemes"]?.arrayValue?.count == 1)
    #expect(facts["schemes"]?.arrayValue?.first?["lots"]?.arrayValue?.count == 200)
    #expect(facts["schemes"]?.arrayValue?.first?["scheme"]?["ceiling"] == nil)
    #expect(facts["lots"]?.arrayValue?.allSatisfy { $0["scheme"] == 1 } == true)
    #expect(
      facts["lots"]?.arrayValue?.map { $0["ceiling"]?.stringValue ?? "" }.prefix(2) == ["260000.00", "280000.00"])
    #expect(facts["budget"] == "60000000.00")
  }

  @Test func `of two hundred lots that each have their own scheme are printed whole`() async throws {
    var published = PublishedTender.sample(TenderShape(lots: 200, parts: ["technical", "price"]))
    let lots = (published.terms["lots"]?.arrayValue ?? []).enumerated().map { place, lot in
      lot.setting("scheme", (lot["scheme"] ?? [:]).setting("minBids", JSON(place + 3)))
    }
    published.terms = published.terms.setting("lots", .array(lots))
    let press = PaperPress(settings: try pressSettings()).aside()
    let pdf = try await press.print(.tenderDocument(TenderDocumentFacts(published))).pdf
    let text = try await pages(of: pdf).joined()
    #expect(text.contains("适用于标段L200）") && text.contains("少于202家"))
    #expect(pdf.count < 16 << 20)
  }

  @Test func `speak of points only where bids are scored`() async throws {
    let rated = try await pages(of: printed(.tenderDocument(TenderShape())).pdf).joined()
    let priced = try await pages(of: printed(.tenderDocument(TenderShape(scheme: .lowestPriceScheme))).pdf).joined()
    for words in ["得分公开", "各自独立评分", "复算全部得分", "本人的得分和名次"] {
      #expect(rated.contains(words) && !priced.contains(words))
    }
    for words in ["评审价公开", "各自独立评审", "复算全部评审价", "本人的评审价和名次"] {
      #expect(!rated.contains(words) && priced.contains(words))
    }
  }

  @Test func `under the tendering law have a contract that is none of government procurement`() async throws {
    let text = try await pages(of: printed(.tenderDocument(TenderShape(profile: .t1))).pdf).joined()
    for words in ["知识产权托管服务合同", "甲方（招标人）", "根据《中华人民共和国招标投标法》"] { #expect(text.contains(words)) }
    for words in ["政府采购服务合同", "甲方（采购人）", "报同级财政部门备案", "报财政部门处理"] { #expect(!text.contains(words)) }
  }

  @Test func `are signed on the day of their publication, whenever they are printed`() async throws {
    let last = try #require(try await pages(of: printed(.tenderNotice(TenderShape())).pdf).last)
    #expect(last.contains("2026年9月10日"))
  }

  static let wrong: [(what: String, scheme: JSON)] = [
    ("guess", JSON.sampleScheme.setting("combine", "guess")),
    (
      "median", JSON.sampleScheme.setting("price", ["formula": "median", "max": "20.00", "smallFirmDeduction": "0.00"])
    ),
    ("price total", JSON.sampleScheme.setting("rank", ["price", "total"])),
    ("sometimes", JSON.sampleScheme.setting("disclosure", "sometimes")),
  ]
  @Test(arguments: wrong) func `are not printed of a scheme that has no words`(what: String, scheme: JSON) async throws
  {
    await #expect { try await printed(.tenderDocument(TenderShape(scheme: scheme))) } throws: { error in
      guard case .renderer("tender-document", let line) = error as? PressFailure else { return false }
      return line.contains("no word for \(what)")
    }
  }

  @Test func `take what an officer wrote as text, never as markup`() async throws {
    var published = PublishedTender.sample()
    let words = #"#read("/etc/passwd") $x$ *b* <a> @ref `raw` ]]"#
    published.terms = published.terms.setting("qualification", [JSON(words)])
    let text = try await pages(of: printed(.tenderDocument(TenderDocumentFacts(published))).pdf).joined()
    #expect(text.contains(words.filter { $0 != " " }) && !text.contains("root:"))
  }

  @Test func `have all that stands in the terms' rules, with each number's mark`() throws {
    for profile in Profile.allCases {
      let facts = Paper.tenderDocument(TenderShape(profile: profile)).json
      let rules = RuleBook.current.rules.filter { $0.profiles.contains(profile) }
      let told = facts["rules"]?.arrayValue ?? []
      #expect(told.count == rules.count)
      for (rule, row) in zip(rules, told) {
        #expect(row["unconfirmed"]?.boolValue == rule.isUnconfirmed)
        #expect(row["value"]?.stringValue?.isEmpty == false && row["name"]?.stringValue?.isEmpty == false)
      }
    }
  }
}
