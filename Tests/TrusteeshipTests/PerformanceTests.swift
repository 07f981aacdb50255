import Canon
import Exact
import Tendering
import Testing
import Trusteeship

@Suite struct `The performance of a service contract` {
  static func contract(isSigned: Bool = true, isAccepted: Bool = false) throws -> PerformedContract {
    PerformedContract(
      price: try some(Price("198000.00")), term: Term(begins: try day("2026-12-01"), ends: try day("2027-11-30")),
      isSigned: isSigned, isAccepted: isAccepted)
  }

  static let failure: JSON = [
    "period": ["begins": "2027-03-01", "ends": "2027-03-31"], "category": "absence", "description": "两周未驻园",
    "events": 2, "penaltyContracted": "每缺一日扣减五百元", "penalty": "1000.00", "penaltyWords": "从第二期付款中扣减",
  ]

  static func record(
    _ json: JSON, of contract: PerformedContract?, on today: String = "2027-04-01", pace: Pace = .real
  ) throws -> ContractFailure {
    try ContractFailure(json: json, of: contract, on: try day(today), pace: pace)
  }

  static let failures: [(change: [(String, JSON)], refusal: PerformanceRefusal)] = [
    ([("description", "")], .form(.wrong(field: "description"))), ([("events", 0)], .form(.wrong(field: "events"))),
    ([("category", "rudeness")], .form(.wrong(field: "category"))),
    ([("penalty", "0.00")], .form(.wrong(field: "penalty"))), ([("fine", 1)], .form(.unknown(field: "fine"))),
    ([("period", ["begins": "2027-04-01", "ends": "2027-03-31"])], .periodReversed),
    // Reversed comes before everything else that is wrong with the days.
    ([("period", ["begins": "2026-11-02", "ends": "2026-11-01"])], .periodReversed),
    ([("period", ["begins": "2026-11-30", "ends": "2026-12-01"])], .periodBeforeTerm),
    ([("period", ["begins": "2027-03-31", "ends": "2027-04-02"])], .dayInFuture),
    ([("penalty", nil), ("penaltyWords", nil)], .penaltyWordsMissing),
    ([("penalty", nil), ("penaltyWords", " ")], .penaltyWordsMissing),
  ]
  @Test(arguments: failures.indices)
  func `takes a failure within the contract's time, with its penalty or why there is none`(index: Int) throws {
    let (change, refusal) = Self.failures[index]
    let json = change.reduce(Self.failure) { $0.setting($1.0, $1.1) }
    #expect(throws: refusal) { try Self.record(json, of: try Self.contract()) }
  }

  @Test func `takes a failure of a signed contract until that is accepted`() throws {
    let kept = try Self.record(Self.failure, of: try Self.contract())
    #expect(kept.json == Self.failure && kept.penalty?.fen == 100_000)
    let none = Self.failure.setting("penalty", nil).setting("penaltyWords", "首次，予以提醒")
    #expect(try Self.record(none, of: try Self.contract()).penalty == nil)
    // A service that is late may be late after the term's end; a rehearsal waits for no day.
    let late = Self.failure.setting("period", ["begins": "2027-12-01", "ends": "2027-12-05"])
    _ = try Self.record(late, of: try Self.contract(), on: "2027-12-05")
    _ = try Self.record(late, of: try Self.contract(), pace: .rehearsal(secondsPerDay: 0))
    #expect(throws: PerformanceRefusal.contractMissing) { try Self.record(late, of: nil) }
    #expect(throws: PerformanceRefusal.notSigned) {
      try Self.record(late, of: try Self.contract(isSigned: false, isAccepted: true))
    }
    #expect(throws: PerformanceRefusal.acceptedAlready) {
      try Self.record(late, of: try Self.contract(isAccepted: true))
    }
  }

  static let settlements:
    [(
      ContractFailure.Settlement, penalty: String?, before: ContractFailure.Settlement?, reason: String,
      PerformanceRefusal?
    )] = [
      (.paid, "1.00", nil, "", nil), (.paid, nil, nil, "已付", .nothingToPay), (.withdrawn, nil, nil, "登记有误", nil),
      (.withdrawn, "1.00", nil, " ", .reasonMissing), (.paid, "1.00", .withdrawn, "", .settledAlready),
      (.withdrawn, nil, .paid, "", .settledAlready),
    ]
  @Test(arguments: settlements.indices)
  func `settles a failure once, as paid where there is a penalty, as withdrawn for a reason`(index: Int) throws {
    let (settlement, penalty, before, reason, refusal) = Self.settlements[index]
    let amount = try penalty.map { try some(Price($0)) }
    if let refusal {
      #expect(throws: refusal) {
        try ContractFailure.settle(settlement, penalty: amount, before: before, reason: reason)
      }
    } else {
      try ContractFailure.settle(settlement, penalty: amount, before: before, reason: reason)
    }
  }

  static let acceptance: JSON = [
    "outcome": "accepted", "ended": "2027-11-30",
    "items": [
      ["item": "驻园服务", "finding": "passed", "words": "全年156日"], ["item": "托管企业", "finding": "passed", "words": "22户"],
    ], "opinions": ["asked": 20, "satisfied": 18, "dissatisfied": 2, "words": nil], "amount": "198000.00",
    "amountReason": nil, "dayReason": nil, "reason": nil,
  ]

  static func accept(
    _ change: [(String, JSON)] = [], of contract: PerformedContract?, on today: String = "2027-12-01"
  ) throws -> PerformanceAcceptance {
    try PerformanceAcceptance(
      json: change.reduce(acceptance) { $0.setting($1.0, $1.1) }, of: contract, on: try day(today), pace: .real)
  }

  static let failed: JSON = [["item": "驻园服务", "finding": "failed", "words": "缺九十日"]]
  static let acceptances: [(change: [(String, JSON)], refusal: PerformanceRefusal)] = [
    ([("outcome", "partly")], .form(.wrong(field: "outcome"))),
    ([("ended", "2027-11-31")], .form(.wrong(field: "ended"))),
    ([("amount", nil)], .form(.missing(field: "amount"))),
    // A round that rejects settles no amount.
    ([("outcome", "rejected"), ("reason", "缺勤")], .form(.wrong(field: "amount"))),
    ([("items", [["item": "驻园服务", "finding": "passed"]])], .form(.missing(field: "items[0].words"))),
    ([("ended", "2027-12-02")], .dayInFuture), ([("outcome", "rejected"), ("amount", nil)], .reasonMissing),
    ([("items", [])], .noItems), ([("items", failed)], .itemFailed(item: "驻园服务")),
    ([("opinions", ["asked": 0, "satisfied": 1, "dissatisfied": 0])], .usersMissing),
    ([("opinions", ["asked": 20, "satisfied": 18, "dissatisfied": 3])], .opinionsTooMany),
    ([("ended", "2026-11-30")], .endBeforeTerm), ([("ended", "2027-11-29")], .dayReasonMissing),
    // In the order of the cases: the items before the users, the users before the money.
    ([("items", []), ("opinions", ["asked": 0, "satisfied": 0, "dissatisfied": 0])], .noItems),
    ([("opinions", ["asked": 0, "satisfied": 0, "dissatisfied": 0]), ("amount", "999999.00")], .usersMissing),
  ]
  @Test(arguments: acceptances.indices)
  func `refuses an acceptance that leaves something out or contradicts itself`(index: Int) throws {
    let (change, refusal) = Self.acceptances[index]
    #expect(throws: refusal) { try Self.accept(change, of: try Self.contract()) }
  }

  @Test func `an acceptance goes item by item and asks the users of the service`() throws {
    let kept = try Self.accept(of: try Self.contract())
    #expect(kept.json == Self.acceptance && kept.items.count == 2 && kept.opinions.satisfied == 18)
    #expect(
      try Self.accept([("ended", "2027-11-29"), ("dayReason", "提前一日办结")], of: try Self.contract()).dayReason != nil)
    let rejected = try Self.accept(
      [("outcome", "rejected"), ("amount", nil), ("reason", "缺勤"), ("items", Self.failed), ("ended", "2027-11-20")],
      of: try Self.contract())
    #expect(rejected.amount == nil && rejected.outcome == .rejected)
    #expect(throws: PerformanceRefusal.contractMissing) { try Self.accept(of: nil) }
    #expect(throws: PerformanceRefusal.notSigned) { try Self.accept(of: try Self.contract(isSigned: false)) }
    #expect(throws: PerformanceRefusal.acceptedAlready) { try Self.accept(of: try Self.contract(isAccepted: true)) }
  }

  static let amounts: [(amount: String, reason: String?, refusal: PerformanceRefusal?)] = [
    ("198000.00", nil, nil), ("197000.00", "扣减违约金", nil), ("197000.00", nil, .amountReasonMissing),
    ("197000.00", " ", .amountReasonMissing), ("217800.00", "追加两户", nil), ("217800.00", nil, .amountReasonMissing),
    ("217800.01", "追加两户", .additionTooLarge(share: RuleBook.current.share(.additionMax))), ("0.00", "全部扣减", nil),
  ]
  @Test(arguments: amounts.indices)
  func `what is added is a tenth of the price at most, and says why`(index: Int) throws {
    let (amount, reason, refusal) = Self.amounts[index]
    let change: [(String, JSON)] = [("amount", JSON(amount)), ("amountReason", JSON(reason))]
    if let refusal {
      #expect(throws: refusal) { try Self.accept(change, of: try Self.contract()) }
    } else {
      #expect(try Self.accept(change, of: try Self.contract()).amount?.description == amount)
    }
  }
}
