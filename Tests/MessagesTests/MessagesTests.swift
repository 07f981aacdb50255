import Canon
import Exact
import Messages
import Notes
import Tendering
import TestSupport
import Testing
import Trusteeship

@Suite struct `Words` {
  static let bid = Bid.ID(hex: String(repeating: "ab", count: 32))
  static let moment = Instant(seconds: 1_790_000_000)

  /// One of each refusal that carries facts, and what must be found in its words.
  static let said: [(any Worded, zh: String, en: String)] = [
    (BidRefusal.late(deadline: moment, received: moment), "2026年9月21日22:13:20", "2026-09-21 22:13:20 (UTC+8)"),
    (BidRefusal.seqNotRising(last: 7, given: 3), "8", "above 7"),
    (BidRefusal.payloadTooLarge(max: 1 << 20, given: 3 << 19), "1.5 MiB", "1 MiB"),
    (
      BidRefusal.wrongThreshold(
        expected: Threshold(needed: 3, custodians: 5), given: Threshold(needed: 2, custodians: 3)), "5 份中取 3", "3 of 5"
    ),
    (AccessRefusal.roleMayNot(role: .agency, deed: .awardLot), "服务机构", "agency"),
    (AccessRefusal.dutiesClash(held: .custody, asked: .evaluation), "评标", "custody"),
    (TenderRefusal.wrongState(state: .draft, step: .award), "草稿", "the award"),
    (
      TenderRefusal.enoughLeft(ground: .tooFewQualified, count: 4, minimum: 3), "4 份投标（不少于 3 份），不能以“资格合格",
      "4 bids are left"
    ),
    (TenderRefusal.withinBudget(count: 2), "有 2 份投标的报价未超过", "2 of the prices"),
    (TenderRefusal.withinBudget(count: 0), "没有可以识别的报价", "No price"),
    (SchemeRefusal.rankWithoutPrice, "total、evaluatedPrice、draw", "total, evaluatedPrice, draw"),
    (NoticeRefusal.tooFewCustodians(needed: 5, given: 4), "至少要 5 位", "At least 5"),
    (SchemeRefusal.weightsNotHundred(sum: "99.50"), "99.50", "99.50"),
    (AwardRefusal.skipsRank(expected: 1, given: 2), "第 1 名", "rank 1"),
    (EvaluationRefusal.sheet(member: "m2", .notScoring), "m2", "m2"),
    (FormRefusal.number(field: "price.total", fault: .wrongScale(expected: 2, given: 0)), "price.total", "2 decimals"),
    (UnmetCondition.tooFewTechnologyFirms(counted: 19, needed: 20), "19 家，不足 20 家", "19 technology firms; 20"),
    (ParkRefusal.conditionsUnmet([.noFreeOffice, .outsideCity]), "条件五", "Condition 1"),
    (FilingRefusal.notSigned(missing: [.agency, .enterprise]), "服务机构、企业", "the agency, the enterprise"),
    (NoteError.malformed(type: "tender-bid/v1", line: 4, expected: "lot"), "第 4 行", "line 4"),
    (JSONError.nameTwice("a", at: 12), "第 12 字节", "byte 12"),
  ]

  @Test(arguments: said.indices)
  func `carry the facts of a refusal in both languages`(index: Int) {
    let (refusal, zh, en) = Self.said[index]
    #expect(refusal.wording.zh.contains(zh), "\(refusal.wording.zh)")
    #expect(refusal.wording.en.contains(en), "\(refusal.wording.en)")
  }

  @Test(arguments: CounterCode.allCases)
  func `are known for every code of the counter`(code: CounterCode) {
    let wording = Messages.wording(code: code.rawValue)
    #expect(wording?.zh.isEmpty == false)
    #expect(wording?.en.utf8.allSatisfy { $0 < 0x80 } == true)
  }

  @Test func `are not made up for a code that nobody knows`() {
    #expect(Messages.wording(code: "bid.nonsense") == nil)
  }

  @Test func `of a bid name it by its first digits and never by its bidder`() throws {
    let bid = try #require(Self.bid)
    #expect(ScoreRefusal.bidUnknown(bid: bid).wording.zh.contains("abababababab。"))
  }

  @Test(arguments: Lot.State.allCases)
  func `for states differ from each other`(state: Lot.State) {
    let same = Lot.State.allCases.filter { $0.words == state.words }
    #expect(same == [state])
  }
}

@Suite struct `Moments, days and amounts` {
  @Test(
    arguments: [
      (0, "1970年1月1日08:00:00"), (1_790_000_000, "2026年9月21日22:13:20"), (951_753_599, "2000年2月28日23:59:59"),
      (951_753_600, "2000年2月29日00:00:00"), (-1, "1970年1月1日07:59:59"), (Int64.max, "9223372036854775807"),
    ] as [(Int64, String)])
  func `a moment is shown in the time of Asia Shanghai`(seconds: Int64, shown: String) {
    #expect(DateWording.moment(Instant(seconds: seconds)).zh == shown)
  }

  static let spans: [(Int64, String, String)] = [
    (1, "1秒", "1 second"), (90, "90秒", "90 seconds"), (3600, "1小时", "1 hour"), (259_200, "3天", "3 days"),
  ]

  @Test(arguments: spans)
  func `a span takes its largest whole unit`(seconds: Int64, zh: String, en: String) {
    #expect(DateWording.span(seconds: seconds) == Wording(zh: zh, en: en))
  }

  @Test func `a price is said in figures and in words`() throws {
    let price = try Price(parsing: "1234567.05")
    #expect(AmountWording.price(price).zh == "1,234,567.05元（壹佰贰拾叁万肆仟伍佰陆拾柒元零伍分）")
    #expect(AmountWording.price(price).en == "CNY 1,234,567.05")
  }

  @Test(arguments: [("0.00", "0.00"), ("999.99", "999.99"), ("1000.00", "1,000.00"), ("100000", "100,000")])
  func `digits are grouped by three`(given: String, shown: String) {
    #expect(AmountWording.grouped(given) == shown)
  }

  @Test(arguments: [
    (0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"), (67_108_864, "64 MiB"), (1 << 30, "1 GiB"),
  ])
  func `a length takes the unit that fits`(count: Int, shown: String) {
    #expect(AmountWording.bytes(count) == shown)
  }
}
