import Canon
import Exact
import OpenData
import Tendering
import Testing

/// A tender as the public sees it grow: each step changes the facts as one event of the log does, an hour after the last.
struct Story: Sendable, CustomTestStringConvertible {
  static let id = "rehearsal.s"
  static let begins: Int64 = 1_800_000_000
  static let publisher = DataPublisher(
    name: "周口市市场监督管理局", code: "11411600MB0000991T", address: "https://tender.example.gov.cn")
  static let buyer = Organisation(
    code: publisher.code, name: publisher.name, contact: .init(name: "知识产权科", telephone: "0394-0000000"))

  let name: String
  var testDescription: String { name }
  private(set) var tender: PublicTender
  private(set) var record = OpenRecord()
  /// The facts after each event that made a release.
  private(set) var moments: [PublicTender] = []
  private var hour: Int64 = 0

  var now: Instant { Instant(seconds: Self.begins + hour * 3600) }
  var package: JSON {
    record.package(of: Self.id, by: Self.publisher).flatMap { try? JSON.parse($0) } ?? .null
  }
  var compiled: JSON { record.compiledRelease ?? .null }
  var tags: [[String]] {
    record.releases.map { ($0["tag"]?.arrayValue ?? []).compactMap(\.stringValue) }
  }

  /// Every package of the story: one for each event, and the record.
  var packages: [JSON] {
    record.releases.indices.compactMap { record.releasePackage($0 + 1, of: Self.id, by: Self.publisher) } + [package]
  }

  init(_ name: String, lots: Int = 1) {
    self.name = name
    tender = PublicTender(
      id: Self.id, title: "园区知识产权托管服务", buyer: Self.buyer, requirement: "完全式托管", standard: "每周驻园三日",
      termDays: 365, validityDays: 90, state: .published, opensAt: Instant(seconds: Self.begins + 60),
      deadlineAt: Instant(seconds: Self.begins + 7200), closedAt: nil, custody: Threshold(needed: 3, custodians: 5))
    tender.addresses = [
      Self.buyer.code: "周口市虚构大道1号（演练地址）", Self.firm(1).code: "周口市演示街3号（演练地址）",
    ]
    tender.lots = (1...lots).map { number in
      PublicLot(
        id: "L\(number)", title: "第\(number)园区托管服务", park: "川汇园区", budget: Price("300000.00"),
        ceiling: Price("260000.00"), scheme: Self.scheme, state: .published)
    }
    tender.files = [
      PublicFile(path: "notes/\(String(repeating: "a", count: 64)).note", kind: .notice, lot: nil, publishedAt: now),
      PublicFile(path: "documents/terms.json", kind: .terms, lot: nil, publishedAt: now),
    ]
    publish()
  }

  static let scheme: JSON = [
    "method": "rated", "currency": "CNY", "ceiling": "260000.00", "minBids": 3, "disclosure": "full",
    "criteria": [
      ["id": "c1", "name": "服务方案", "kind": "judged", "max": "60.00", "step": "0.50"],
      ["id": "c2", "name": "每周驻园服务天数", "kind": "objective", "max": "20.00", "step": "5.00"],
    ],
    "combine": "mean", "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.15"],
    "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
    "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": 1, "lotOrder": ["L1", "L2"],
  ]

  /// Bids of a lot, by number; the same firm has the same number in each lot.
  static func bid(_ number: Int, lot: String) -> Bid.ID {
    let seed = [UInt8](repeating: UInt8(number), count: 31) + [lot.utf8.last ?? 0]
    return Bid.ID(Fingerprint(digest: seed))
  }

  static func firm(_ number: Int) -> Organisation {
    Organisation(code: CreditCode.synthetic(serial: number)?.text ?? "", name: "机构\(number)")
  }

  private mutating func publish() {
    if record.add(tender, by: Self.publisher, atMilliseconds: now.seconds * 1000) { moments.append(tender) }
  }

  private mutating func event(_ change: (inout PublicTender, Instant) -> Void) {
    hour += 1
    change(&tender, now)
    publish()
  }

  private mutating func lotEvent(_ lot: Int, _ change: (inout PublicLot, Instant) -> Void) {
    event { tender, now in change(&tender.lots[lot - 1], now) }
  }

  // MARK: events

  mutating func amend() {
    event { tender, now in
      let later = Instant(seconds: Self.begins + 9000)
      tender.amendments.append(PublicAmendment(seq: 1, madeAt: now, deadline: later, changesTerms: true))
      tender.deadlineAt = later
      tender.files.append(
        PublicFile(
          path: "notes/\(String(repeating: "b", count: 64)).note", kind: .amendment, lot: nil, publishedAt: now))
      tender.files[1] = PublicFile(
        path: "documents/terms.json", kind: .terms, lot: nil, publishedAt: tender.files[1].publishedAt, modifiedAt: now)
    }
  }

  /// An organisation is somewhere else from now on.
  mutating func move(_ organisation: Organisation, to address: String?) {
    event { tender, _ in tender.addresses[organisation.code] = address }
  }

  mutating func close() {
    event { tender, now in
      tender.state = .closed
      tender.closedAt = now
      for place in tender.lots.indices { tender.lots[place].state = .closed }
    }
  }

  /// Three bids are opened; with `spoilt` a fourth that cannot be read, and a fifth whose shares are too few.
  mutating func open(_ lot: Int = 1, spoilt: Bool = false) {
    lotEvent(lot) { lot, now in
      lot.state = .opened
      lot.openedAt = now
      lot.bids = zip(1..., ["198000.00", "180000.50", "310000.00"]).map { number, price in
        PublicBid(
          id: Self.bid(number, lot: lot.id), lot: lot.id, bidder: Self.firm(number), result: .opened,
          price: Price(price),
          termDays: 365)
      }
      guard spoilt else { return }
      for (number, result) in [(4, PublicBid.Result.malformed), (5, .unopenable)] {
        lot.bids.append(
          PublicBid(
            id: Self.bid(number, lot: lot.id), lot: lot.id, bidder: Self.firm(number), result: result, price: nil,
            termDays: nil))
      }
    }
  }

  /// A paper of a lot comes into being, or one of the tender when the lot is nil.
  mutating func paper(_ kind: String, lot: Int?) {
    event { tender, now in
      let id = lot.map { "L\($0)" }
      for ending in ["json", "pdf"] {
        tender.files.append(
          PublicFile(
            path: "documents/\(kind)\(id.map { "." + $0 } ?? "").\(ending)", kind: .paper(kind), lot: id,
            publishedAt: now))
      }
    }
  }

  /// - Parameter tie: the first two are equal, and a draw decides.
  mutating func evaluate(_ lot: Int = 1, disclosure: String = "full", tie: Bool = false) {
    event { tender, now in
      let id = "L\(lot)"
      if tie {
        tender.draws.append(
          PublicDraw(
            id: Self.draw.hex, lot: id, purpose: .tie, take: 2, parties: ["drawing", "supervisor"], announcedAt: now,
            status: .drawn, results: [Self.bid(1, lot: id).hex, Self.bid(2, lot: id).hex]))
      }
      tender.lots[lot - 1].state = .evaluated
      tender.lots[lot - 1].committee = String(repeating: "c", count: 64)
      tender.lots[lot - 1].evaluation = PublicEvaluation(
        file: Self.evaluation(tender.lots[lot - 1], disclosure: disclosure, tie: tie), at: now)
      tender.files.append(
        PublicFile(path: "evaluation/\(id).json", kind: .evaluation, lot: id, publishedAt: now))
    }
  }

  static let draw = Fingerprint(digest: [UInt8](repeating: 0xD0, count: 32))

  private static func evaluation(_ lot: PublicLot, disclosure: String, tie: Bool) -> JSON {
    func figures(_ rank: Int, _ bid: PublicBid) -> JSON {
      [
        "bid": JSON(bid.id.base64), "bidder": JSON(bid.bidder.code), "state": "ranked", "rank": JSON(rank),
        "price": [
          "read": JSON(bid.price?.description), "corrected": JSON(bid.price?.description), "deduction": "0.15",
          "evaluated": "168300.125", "lowest": "168300.00", "points": "20.00",
        ],
        "criteria": [
          "c1": ["m1": "52.00", "m2": "51.50", "m3": "49.00", "sum": "152.50", "count": 3, "points": "50.83"],
          "c2": ["m1": "15.00", "m2": "15.00", "m3": "15.00", "sum": "45.00", "count": 3, "points": "15.00"],
        ], "total": "85.83",
        "tie": tie && rank == 1
          ? ["key": "draw", "draw": JSON(Self.draw.base64), "order": JSON(bid.id == Self.bid(1, lot: lot.id) ? 1 : 2)]
          : nil,
      ]
    }
    let elements = lot.bids.enumerated().map { place, bid -> JSON in
      switch (bid.result, place) {
      case (.malformed, _): ["bid": JSON(bid.id.base64), "bidder": JSON(bid.bidder.code), "state": "malformed"]
      case (.unopenable, _): ["bid": JSON(bid.id.base64), "bidder": JSON(bid.bidder.code), "state": "unopenable"]
      case (_, 0): figures(1, bid)
      case (_, 1): figures(tie ? 1 : 2, bid)
      default:
        [
          "bid": JSON(bid.id.base64), "bidder": JSON(bid.bidder.code), "state": "invalid",
          "invalid": ["stage": "conformity", "ground": "overCeiling", "reason": "报价超过最高限价"],
          "price": ["read": JSON(bid.price?.description)],
        ]
      }
    }
    let shown = elements.enumerated().map { place, element -> JSON in
      disclosure == "full" || place == 0
        ? element : ["bid": element["bid"] ?? nil, "sealed": JSON(Self.draw.base64)]
    }
    return [
      "format": "tender-evaluation/v1", "tender": JSON(Self.id), "lot": JSON(lot.id),
      "scheme": lot.scheme.setting("disclosure", JSON(disclosure)), "members": ["m1", "m2", "m3"],
      "bids": .array(shown),
    ]
  }

  mutating func award(_ lot: Int = 1, to number: Int = 1) {
    event { tender, now in
      let id = "L\(lot)"
      tender.lots[lot - 1].state = .awarded
      tender.lots[lot - 1].award = (
        [
          "format": "tender-award/v1", "bid": JSON(Self.bid(number, lot: id).base64), "rank": JSON(number),
          "price": "198000.00", "ground": number == 1 ? "firstRank" : "nextCandidate", "passedOver": [],
        ], now, Self.firm(number)
      )
      tender.files.append(PublicFile(path: "award/\(id).json", kind: .award, lot: id, publishedAt: now))
    }
    paper("result-notice", lot: lot)
    paper("award-notice", lot: lot)
  }

  mutating func fail(_ lot: Int = 1, ground: String = "tooFewBids") {
    lotEvent(lot) { lot, _ in
      lot.state = .failed
      lot.failure = (ground, "投标人不足三家。")
    }
    paper("failure-notice", lot: lot)
  }

  mutating func cancel() {
    event { tender, now in
      tender.state = .cancelled
      for place in tender.lots.indices where tender.lots[place].state != .failed {
        tender.lots[place].state = .cancelled
      }
      tender.files.append(
        PublicFile(path: "documents/cancellation.pdf", kind: .cancellation, lot: nil, publishedAt: now))
    }
  }

  mutating func contract(_ lot: Int = 1) {
    event { tender, now in
      let id = "L\(lot)"
      tender.lots[lot - 1].contract = PublicContract(
        number: "\(id)-S01",
        paper: [
          "price": ["yuan": "198000.00", "inWords": "壹拾玖万捌仟元整"], "term": ["from": "2026年12月1日", "to": "2027年11月30日"],
          "payments": [
            ["condition": "合同生效并入驻园区后", "yuan": "59400.00"], ["condition": "期满验收合格后", "yuan": "138600.00"],
          ],
        ], signedAt: now)
      tender.files.append(
        PublicFile(
          path: "documents/service-contract.\(id).pdf", kind: .paper("service-contract"), lot: id, publishedAt: now))
    }
  }

  mutating func agree(_ lot: Int = 1) {
    event { tender, now in
      tender.lots[lot - 1].agreedAt = now
      tender.files.append(
        PublicFile(
          path: "documents/park-agreement.L\(lot).pdf", kind: .paper("park-agreement"), lot: "L\(lot)",
          publishedAt: now))
    }
  }

  mutating func file(_ contract: String, lot: Int = 1) {
    event { tender, now in
      tender.lots[lot - 1].filings.append(
        PublicFiling(
          extract: [
            "contract": JSON(contract), "lot": JSON("L\(lot)"), "mode": "full",
            "filings": [
              ["authority": "park", "number": "P1园托备〔2026〕1号"], ["authority": "bureau", "number": "周市监托备〔2026〕1号"],
            ],
          ], filedAt: now))
      tender.files.append(
        PublicFile(path: "documents/\(contract)-filing.json", kind: .filing, lot: "L\(lot)", publishedAt: now))
    }
  }

  /// A failure of performance is recorded; the same number again says what became of it.
  mutating func failure(
    _ number: Int, penalty: String? = "1000.00", isPaid: Bool = false, isWithdrawn: Bool = false, lot: Int = 1
  ) {
    lotEvent(lot) { lot, _ in
      let failure = PublicFailure(
        id: "\(lot.id)-S01-F\(number)", begins: Self.day(2027, 3, 1), ends: Self.day(2027, 3, 31), category: "absence",
        events: 2, contracted: "每缺一日扣减五百元", penalty: penalty.flatMap { Price($0) },
        words: penalty == nil ? "首次，予以提醒" : nil, isPaid: isPaid, isWithdrawn: isWithdrawn)
      lot.contract?.failures.removeAll { $0.id == failure.id }
      lot.contract?.failures.append(failure)
      lot.contract?.failures.sort { $0.id < $1.id }
    }
  }

  /// A round of the acceptance; without an amount it rejects.
  mutating func accept(_ amount: String?, ended: CalendarDay? = nil, lot: Int = 1) {
    lotEvent(lot) { lot, now in
      let round = (lot.contract?.acceptances.count ?? 0) + 1
      lot.contract?.acceptances.append(
        PublicAcceptance(
          round: round, at: now, endedOn: ended ?? Self.day(2027, 11, 30),
          items: [.init(name: "驻园服务", passed: amount != nil, words: "全年156日")], opinions: (20, 18, 1, "希望增加检索培训"),
          amount: amount.flatMap { Price($0) }, amountReason: amount == "198000.00" ? nil : "扣减违约金",
          dayReason: ended == nil ? nil : "顺延补足", reason: amount == nil ? "缺勤未补" : nil))
    }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay {
    CalendarDay(year: year, month: month, day: day) ?? CalendarDay(number: 0)
  }
}

extension Story {
  /// What becomes of a contract: a failure that is paid for, one that is withdrawn, a rejected round, an accepted one.
  static var performed: Story {
    var story = Story("performed")
    story.close()
    story.open()
    story.evaluate()
    story.award()
    story.contract()
    story.failure(1)
    story.failure(2, penalty: nil)
    story.failure(1, isPaid: true)
    story.failure(2, penalty: nil, isWithdrawn: true)
    story.accept(nil)
    story.accept("197000.00", ended: day(2027, 12, 15))
    return story
  }

  /// From the notice to two filed contracts.
  static var full: Story {
    var story = Story("full")
    story.close()
    story.open(spoilt: true)
    story.paper("opening-record", lot: 1)
    story.evaluate()
    story.paper("evaluation-report", lot: 1)
    story.award()
    story.contract()
    story.agree()
    story.file("L1-T01")
    story.file("L1-T02")
    return story
  }

  static var beforeTheClose: Story {
    var story = Story("before the close", lots: 2)
    story.amend()
    return story
  }

  static var failed: Story {
    var story = Story("failed")
    story.close()
    story.fail()
    return story
  }

  /// One lot is awarded after a draw, under limited disclosure the other; the third fails.
  static var lots: Story {
    var story = Story("three lots", lots: 3)
    story.close()
    story.open(1)
    story.open(2)
    story.fail(3)
    story.evaluate(2, disclosure: "winner")
    story.evaluate(1, tie: true)
    story.award(1)
    story.award(2)
    story.contract(2)
    return story
  }

  static var cancelled: Story {
    var story = Story("cancelled", lots: 2)
    story.close()
    story.fail(2)
    story.cancel()
    return story
  }

  static var all: [Story] { [full, performed, beforeTheClose, failed, lots, cancelled] }
}
