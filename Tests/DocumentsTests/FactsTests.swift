import Canon
import Documents
import PaperSamples
import Testing

@Suite struct `Facts as data` {
  static let moments: [(seconds: Int64, shown: String)] = [
    (1_790_000_000, "2026年9月21日22:13:20"),
    (0, "1970年1月1日08:00:00"),
    (-28_800, "1970年1月1日00:00:00"),
    (-28_801, "1969年12月31日23:59:59"),
    (1_709_135_999, "2024年2月28日23:59:59"),
    (1_709_136_000, "2024年2月29日00:00:00"),  // a leap day begins at 16:00 UTC the day before
    (1_709_222_400, "2024年3月1日00:00:00"),
    (4_107_513_599, "2100年2月28日23:59:59"),  // 2100 has no leap day
    (4_107_513_600, "2100年3月1日00:00:00"),
    (1_798_732_800, "2027年1月1日00:00:00"),
  ]
  @Test(arguments: moments) func `a moment is shown in the time of Shanghai`(seconds: Int64, shown: String) {
    #expect(PaperMoment(unixSeconds: seconds).shown == shown)
  }

  @Test func `the ends of the number range are shown, not trapped`() {
    #expect(!PaperMoment(unixSeconds: .max).shown.isEmpty)
    #expect(!PaperMoment(unixSeconds: .min).shown.isEmpty)
  }

  @Test(arguments: paperSamples) func `say their kind, subject and moment at the top`(sample: PaperSample) throws {
    let paper = try sample.paper()
    let json = paper.json
    #expect(json["format"]?.stringValue == "tender-paper/v1")
    #expect(json["kind"]?.stringValue == paper.kind.rawValue)
    #expect(json["rehearsal"]?.boolValue == true)
    #expect(json["madeAt"]?["seconds"]?.stringValue == String(paper.frame.madeAt.unixSeconds))
    #expect(json["checkpoint"]?["root"]?.stringValue == paper.frame.checkpoint.root)
    #expect(try JSON.parse(json.canonicalBytes()) == json)  // no name twice
    if case .lot(let tender, let lot, _) = paper.frame.subject {
      #expect(json["tender"]?.stringValue == tender)
      #expect(json["lot"]?.stringValue == lot)
    }
  }

  @Test(arguments: paperSamples) func `have no number but whole counts`(sample: PaperSample) throws {
    func check(_ value: JSON, _ path: String) {
      if case .number(let literal) = value { #expect(value.integerValue != nil, "\(path) is \(literal)") }
      for item in value.arrayValue ?? [] { check(item, path + "[]") }
      for member in value.members ?? [] { check(member.value, path + "." + member.name) }
    }
    check(try sample.paper().json, sample.name)
  }

  @Test func `of an opening hold the particulars as they were hashed, in the log's order`() throws {
    let facts = OpeningRecordFacts.sample()
    let particulars = try #require(Paper.openingRecord(facts).json["particulars"]?.arrayValue)
    let opened = facts.results.compactMap { result in
      if case .opened(let particulars) = result.outcome { particulars } else { nil }
    }
    #expect(particulars.count == 3)
    #expect(particulars == opened)
    #expect(particulars.map { $0["bid"]?.stringValue } == [b64(0xA1), b64(0xB2), b64(0xC3)])
    #expect(particulars.first?["termDays"]?.integerValue == 365)
  }

  @Test func `leave out what is not known instead of writing null`() {
    var facts = AwardNoticeFacts.sample()
    facts.leader = nil
    facts.signing = nil
    facts.winner.address = nil
    let json = Paper.awardNotice(facts).json
    #expect(json["leader"] == nil)
    #expect(json["signing"] == nil)
    #expect(json["winner"]?.names == ["name", "creditCode", "representative", "contact"])
  }

  @Test func `of a letter to a loser name nobody else`() {
    let text = String(decoding: Paper.resultLetter(.sample()).json.canonicalBytes(), as: UTF8.self)
    #expect(!text.contains("周口演武知识产权代理有限公司"))
    #expect(!text.contains(bidderA))
  }
}
