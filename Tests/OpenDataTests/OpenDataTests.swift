import Canon
import Exact
import Tendering
import TestSupport
import Testing

@testable import OpenData

@Suite struct `Open data of a tender` {
  @Test(arguments: Story.all)
  func `names every party, lot, bid and award that it refers to, release by release`(story: Story) {
    for package in story.packages { #expect(OpenDataFaults.of(package: package) == [], "\(story.name)") }
    #expect(story.record.releases.count == story.moments.count)
  }

  @Test(arguments: Story.all)
  func `merges to the facts of the moment, event by event`(story: Story) throws {
    var merged = JSON.object([])
    for (release, facts) in zip(story.record.releases, story.moments) {
      merged = merged.merged(with: release.removing("id").removing("date").removing("tag"))
      // Lists of things with ids keep the order in which their items came.
      #expect(sorted(merged) == sorted(facts.compiled(by: Story.publisher)), "\(story.name)")
    }
    #expect(merged == story.compiled.removing("id").removing("date").removing("tag"))
    #expect(story.compiled["tag"] == ["compiled"])
  }

  private func sorted(_ value: JSON) -> JSON {
    switch value {
    case .object(let members): .object(members.map { JSON.Member($0.name, sorted($0.value)) })
    case .array(let items) where value.isIdentified:
      .array(items.sorted { ($0.identity ?? "") < ($1.identity ?? "") }.map(sorted))
    case .array(let items): .array(items.map(sorted))
    default: value
    }
  }

  @Test(arguments: Story.all)
  func `is the same when it is read again between two events`(story: Story) throws {
    var record = OpenRecord()
    for (place, facts) in story.moments.enumerated() {
      if place > 0 {
        let package = try #require(record.package(of: Story.id, by: Story.publisher))
        record = try #require(OpenRecord(package: JSON.parse(package)))
      }
      let date = try #require(story.record.releases[place]["date"]?.stringValue.flatMap { ReleaseDate($0) })
      let added = record.add(facts, by: Story.publisher, atMilliseconds: date.milliseconds)
      let again = record.add(facts, by: Story.publisher, atMilliseconds: date.milliseconds + 1)
      #expect(added && !again, "a release for each change, and none for nothing")
    }
    let package = try #require(record.package(of: Story.id, by: Story.publisher))
    #expect(package == story.package.canonicalBytes())
  }

  static let tags: [(story: Story, tags: [[String]])] = [
    (
      .full,
      [
        ["planning", "tender"], ["tenderUpdate"], ["tenderUpdate"], ["tenderUpdate"], ["tenderUpdate"],
        ["tenderUpdate"],
      ]
        + [["tenderUpdate", "award"], ["awardUpdate"], ["awardUpdate"], ["contract"], ["implementation"]]
        + [["implementationUpdate"], ["implementationUpdate"]]
    ),
    (.beforeTheClose, [["planning", "tender"], ["tenderAmendment"]]),
    (.failed, [["planning", "tender"], ["tenderUpdate"], ["tenderUpdate"], ["tenderUpdate"]]),
    (
      .cancelled,
      [["planning", "tender"], ["tenderUpdate"], ["tenderUpdate"], ["tenderUpdate"], ["tenderCancellation"]]
    ),
  ]
  @Test(arguments: tags)
  func `tells by its tags what kind of event a release is`(story: Story, tags: [[String]]) {
    #expect(story.tags == tags)
  }

  @Test func `tells how a contract was performed and how it ended`() throws {
    let story = Story.performed
    let contract = try #require(story.compiled["contracts"]?.item("L1-S01"))
    #expect(contract["status"] == "terminated")
    let implementation = try #require(contract["implementation"])
    #expect(implementation["endDate"] == "2027-12-15T23:59:59+08:00" && implementation["endDateDetails"] == "顺延补足")
    #expect(implementation["finalValue"] == ["amount": 197000, "currency": "CNY"])
    #expect(implementation["finalValueDetails"] == "扣减违约金")
    let period: JSON = ["startDate": "2027-03-01T00:00:00+08:00", "endDate": "2027-03-31T23:59:59+08:00"]
    #expect(
      implementation["performanceFailures"]?.item("L1-S01-F1") == [
        "id": "L1-S01-F1", "period": period, "category": "absence", "events": 2, "penaltyContracted": "每缺一日扣减五百元",
        "penaltyImposed": "1000.00 元", "penaltyPaid": true,
      ])
    // A record that was withdrawn: nothing happened. The release that says so takes the rest away.
    #expect(
      implementation["performanceFailures"]?.item("L1-S01-F2") == ["id": "L1-S01-F2", "period": period, "events": 0])
    let withdrawal = story.record.releases[story.record.releases.count - 3]["contracts"]?.item("L1-S01")
    let told = withdrawal?["implementation"]?["performanceFailures"]?.item("L1-S01-F2")
    #expect(told?["penaltyImposed"] == JSON.null && told?["category"] == JSON.null && told?["events"] == 0)
    let rounds = try [1, 2].map { try #require(implementation["milestones"]?.item("acceptance-\($0)")) }
    #expect(rounds.map { $0["status"] } == ["notMet", "met"])
    #expect(rounds[0]["description"] == "驻园服务：不合格，全年156日；服务对象：征询20，满意18，不满意1，希望增加检索培训；缺勤未补")
    #expect(
      story.tags.suffix(6) == [
        ["implementation"], ["implementationUpdate"], ["implementationUpdate"], ["implementationUpdate"],
        ["implementationUpdate"], ["contractTermination", "implementationUpdate"],
      ])
    // A contract that went as agreed gives no reasons.
    var plain = Story("as agreed")
    plain.close()
    plain.open()
    plain.evaluate()
    plain.award()
    plain.contract()
    plain.accept("198000.00")
    let done = plain.compiled["contracts"]?.item("L1-S01")?["implementation"]
    #expect(done?["finalValue"]?["amount"] == 198000 && done?["endDate"] == "2027-11-30T23:59:59+08:00")
    #expect(done?["finalValueDetails"] == nil && done?["endDateDetails"] == nil && done?["performanceFailures"] == nil)
  }

  @Test func `gives the addresses that are on record, as each party gave its own last`() {
    var story = Story("addresses")
    story.close()
    func address(_ party: Organisation) -> JSON? { story.compiled["parties"]?.item(party.id)?["address"] }
    #expect(address(Story.buyer) == ["streetAddress": "周口市虚构大道1号（演练地址）"])
    #expect(!story.package.canonicalText.contains("演示街"), "who bids is nobody's to know yet")
    story.open()
    #expect(address(Story.firm(1)) == ["streetAddress": "周口市演示街3号（演练地址）"])
    #expect(address(Story.firm(2)) == nil)
    let before = story.record.releases.count
    story.move(Story.firm(1), to: "周口市彩排路5号（演练地址）")
    story.move(Story.firm(2), to: "周口市彩排路6号（演练地址）")
    story.move(Story.firm(9), to: "周口市彩排路9号（演练地址）")
    #expect(story.record.releases.count == before + 2, "of one who is no party nothing is told")
    #expect(address(Story.firm(1)) == ["streetAddress": "周口市彩排路5号（演练地址）"])
    #expect(address(Story.firm(2)) == ["streetAddress": "周口市彩排路6号（演练地址）"])
    #expect(story.compiled["parties"]?.arrayValue?.count == 4)
    for package in story.packages { #expect(OpenDataFaults.of(package: package) == []) }
  }

  @Test func `tells nothing of bids before they are opened`() {
    var story = Story.beforeTheClose
    story.close()
    let text = story.package.canonicalText
    #expect(story.compiled["bids"] == nil)
    for word in ["tenderers", "numberOfTenderers", "\"statistics\"", "\"tenderer\"", "机构"] {
      #expect(!text.contains(word), "\(word)")
    }
    #expect(story.compiled["parties"]?.arrayValue?.count == 1)
  }

  @Test func `shows under disclosure winner nobody's figures but the winner's`() throws {
    var story = Story("winner")
    story.close()
    story.open()
    story.evaluate(disclosure: "winner")
    story.award()
    let evaluation = try #require(story.compiled["tender"]?["lots"]?.item("L1")?["evaluation"])
    let winner = Story.bid(1, lot: "L1").hex
    #expect(evaluation["results"]?.arrayValue?.compactMap { $0["id"]?.stringValue } == [winner])
    // Whether another bid was valid is not told either; its price was read out at the opening.
    for number in 2...3 {
      let bid = story.compiled["bids"]?["details"]?.item(Story.bid(number, lot: "L1").hex)
      #expect(bid?["status"] == "pending")
      #expect(bid?["value"]?["amount"] != nil)
    }
    #expect(story.compiled["bids"]?["statistics"]?.arrayValue?.count == 1)
    #expect(!story.package.canonicalText.contains("overCeiling"))
  }

  @Test func `says what became of each bid`() {
    let bids = Story.full.compiled["bids"]?["details"]
    let statuses = (1...5).map { bids?.item(Story.bid($0, lot: "L1").hex)?["status"]?.stringValue }
    #expect(statuses == ["valid", "valid", "disqualified", "disqualified", "withdrawn"])
    #expect(Story.full.compiled["bids"]?["statistics"]?.item("L1-validBids")?["value"] == 2)
  }

  @Test func `gives money and points as numbers of exactly their value`() throws {
    let text = Story.full.package.canonicalText
    #expect(text.contains(#"{"amount":180000.5,"currency":"CNY"}"#))
    #expect(text.contains(#"{"amount":168300.125,"currency":"CNY"}"#))
    #expect(text.contains(#"{"id":"c1","points":50.83,"scores":[52,51.5,49]}"#))
    var story = Story("a price that no reader could hold")
    story.close()
    story.open()
    var facts = try #require(story.moments.last)
    facts.lots[0].bids = [
      PublicBid(
        id: Story.bid(9, lot: "L1"), lot: "L1", bidder: Story.firm(9), result: .opened,
        price: Price("92233720368547758.07"),
        termDays: nil)
    ]
    let bid = facts.compiled(by: Story.publisher)["bids"]?["details"]?.item(Story.bid(9, lot: "L1").hex)
    #expect(bid != nil && bid?["value"] == nil, "rather no number than another one")
  }

  @Test func `dates each release later than the one before, whatever the clock says`() throws {
    let facts = Story.full.moments
    var record = OpenRecord()
    for moment in facts { _ = record.add(moment, by: Story.publisher, atMilliseconds: 1_800_000_000_000) }
    let dates = record.releases.compactMap { $0["date"]?.stringValue }
    #expect(dates.first == "2027-01-15T16:00:00.000+08:00")
    #expect(dates.last == "2027-01-15T16:00:00.012+08:00")
    #expect(dates == Set(dates).sorted())
  }

  static let dates: [(milliseconds: Int64, text: String)] = [
    (0, "1970-01-01T08:00:00.000+08:00"), (-1, "1970-01-01T07:59:59.999+08:00"),
    (1_795_000_000_250, "2026-11-18T19:06:40.250+08:00"), (4_102_415_999_999, "2099-12-31T23:59:59.999+08:00"),
  ]
  @Test(arguments: dates)
  func `prints dates in China's time and reads them back`(milliseconds: Int64, text: String) {
    #expect(ReleaseDate(milliseconds: milliseconds).text == text)
    #expect(ReleaseDate(text)?.milliseconds == milliseconds)
    #expect(ReleaseDate(String(text.dropLast()) + "1") == nil)
  }

  @Test func `keeps its ocid when another prefix is set later`() throws {
    var record = OpenRecord()
    let facts = Story.full.moments
    _ = record.add(facts[0], by: Story.publisher, atMilliseconds: 0)
    let registered = DataPublisher(
      name: Story.publisher.name, code: Story.publisher.code, address: Story.publisher.address,
      ocidPrefix: "ocds-a1b2c3")
    _ = record.add(facts[1], by: registered, atMilliseconds: 1)
    #expect(record.releases.count == 2)
    #expect(record.compiledRelease?["ocid"]?.stringValue == "ocds-000000-rehearsal.s")
  }

  static let prefixes: [(text: String, fits: Bool)] = [
    ("ocds-000000", true), ("ocds-a1b2c3", true), ("ocds-A1b2c3", false), ("ocds-12345", false),
    ("ocds-1234567", false),
    ("ocid-123456", false), ("ocds-12345é", false), ("", false),
  ]
  @Test(arguments: prefixes)
  func `takes six lower-case letters or digits as a prefix`(text: String, fits: Bool) {
    #expect(DataPublisher.isPrefix(text) == fits)
  }

  static let settings: [(text: String, fits: Bool)] = [
    ("https://tender.example.gov.cn", true), ("http://127.0.0.1:8080", true), ("https://a.example/tender", true),
    ("https://a.example/", false), ("ftp://a.example", false), ("https://", false), ("https:///x", false),
    ("https://a.example?x=1", false), ("https://a.example/#x", false), ("https://a b", false), ("", false),
    ("https://例", false),
  ]
  @Test(arguments: settings)
  func `takes an address of host and path alone`(text: String, fits: Bool) {
    #expect(DataPublisher.isAddress(text) == fits)
  }

  static let addresses: [(origin: String, address: String)] = [
    ("tender.example.gov.cn/log", "https://tender.example.gov.cn"), ("rehearsal.example", "https://rehearsal.example"),
    ("a.example/tender/log", "https://a.example/tender"),
  ]
  @Test(arguments: addresses)
  func `takes its address from the log's name`(origin: String, address: String) {
    #expect(DataPublisher.address(ofLog: origin) == address)
  }

  @Test func `knows a tender by its ocid too`() {
    #expect(Story.publisher.tender(named: "ocds-000000-rehearsal.s") == "rehearsal.s")
    #expect(Story.publisher.tender(named: "rehearsal.s") == "rehearsal.s")
  }

  static let noPackages = [
    "{}", "[]", #"{"records":[]}"#, #"{"records":[{"releases":[]}]}"#,
    #"{"records":[{"releases":[{}],"compiledRelease":{}}]}"#, #"{"stand-in":"OCDS 1.1 record package"}"#,
  ]
  @Test(arguments: noPackages)
  func `reads nothing but its own record packages`(text: String) throws {
    #expect(OpenRecord(package: try JSON.parse(Array(text.utf8))) == nil)
  }
}
