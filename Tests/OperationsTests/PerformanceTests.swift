import Canon
import Exact
import Notes
import OpenData
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@testable import Operations

extension Scene {
  /// Evaluated, awarded to the first bidder, its service contract signed by both.
  func contracted() async throws {
    try await withContract()
    for person in [officer, agencies[0]] { try await sign(paper: "L1-service-contract", by: person) }
  }

  static let failure: JSON = [
    "period": ["begins": "2027-03-01", "ends": "2027-03-31"], "category": "absence", "description": "两周未到彩排科技驻点",
    "events": 2, "penaltyContracted": "每缺一日扣减五百元", "penalty": "1000.00", "penaltyWords": "从第二期付款中扣减",
  ]

  static let acceptance: JSON = [
    "outcome": "accepted", "ended": "2027-12-15",
    "items": [
      ["item": "驻园服务", "finding": "passed", "words": "全年156日"], ["item": "托管企业", "finding": "passed", "words": "22户"],
    ], "opinions": ["asked": 20, "satisfied": 18, "dissatisfied": 1, "words": "希望增加检索培训"], "amount": "197000.00",
    "amountReason": "扣减违约金1000.00元", "dayReason": "顺延补足缺勤",
  ]

  @discardableResult
  func record(_ failure: JSON = Scene.failure, by person: Person? = nil, lot: String = "L1") async throws -> JSON {
    try await office.recordContractFailure(Self.tender, lot: lot, failure, by: (person ?? officer).actor)
  }

  @discardableResult
  func settle(_ number: Int, _ form: JSON, by person: Person? = nil) async throws -> JSON {
    try await office.settleContractFailure(
      Self.tender, lot: "L1", failure: number, form, by: (person ?? officer).actor)
  }

  @discardableResult
  func accept(_ form: JSON = Scene.acceptance, by person: Person? = nil) async throws -> JSON {
    try await office.acceptPerformance(Self.tender, lot: "L1", form, by: (person ?? officer).actor)
  }

  func implementation() async throws -> JSON {
    try await compiled["contracts"]?.arrayValue?.first?["implementation"] ?? .null
  }
}

@Suite struct `The performance of a contract in the office` {
  @Test func `a contract's failures and its acceptance are recorded in order and published`() async throws {
    let scene = try await Scene.make()
    #expect(await refusal { try await scene.record() } == "performance.contractMissing")
    #expect(await refusal { try await scene.record(lot: "L9") } == "tender.lotUnknown")
    try await scene.withContract()
    try await scene.sign(paper: "L1-service-contract", by: scene.officer)
    #expect(await refusal { try await scene.record() } == "performance.notSigned")
    #expect(await refusal { try await scene.accept() } == "performance.notSigned")
    let releases = try await scene.releases.count
    // Who goes around the rules is told so by the database.
    let contract = try #require(
      try await scene.office.database.read(as: .office) { tx in try tx.serviceContract(of: Scene.tender, lot: "L1") })
    let (officer, at) = (scene.officer.reference, scene.clock.now)
    func insert(_ number: Int) async -> String {
      await refusal {
        try await scene.office.database.write(as: .office) { tx in
          try tx.script(
            """
            insert into contract_failure (tender_id, contract_no, failure_no, begins_on, ends_on, category, description,
                   events, penalty_contracted, penalty_words, recorded_by, recorded_at)
            values ('\(Scene.tender)', '\(contract.number)', \(number), '2027-03-01', '2027-03-02', 'other', 'x', 1, 'y',
                   'z', '\(officer)', to_timestamp(\(at.seconds)))
            """)
        }
      }
    }
    #expect(await insert(1) == "performance.notSigned")
    try await scene.sign(paper: "L1-service-contract", by: scene.agencies[0])
    #expect(try await scene.releases.count == releases + 1, "the signed contract")

    // Two at once have numbers of their own.
    async let first = scene.record()
    async let second = scene.record(
      Scene.failure.setting("penalty", nil).setting("penaltyWords", "首次，予以提醒"), by: scene.drawing)
    _ = try await [first, second]
    let shown = try await scene.office.showPerformance(Scene.tender, lot: "L1", by: scene.officer.actor)
    #expect(shown["failures"]?.arrayValue?.compactMap { $0["failure"]?.integerValue } == [1, 2])
    #expect(shown["price"] == "198000.00" && shown["signed"] == true && shown["accepted"] == false)
    let numbers = shown["failures"]?.arrayValue ?? []
    let fined = try #require(numbers.first { $0["penalty"]?.stringValue != nil }?["failure"]?.integerValue)
    let warned = 3 - fined
    #expect(await refusal { try await scene.settle(3, ["settlement": "paid"]) } == "performance.failureUnknown")
    #expect(await refusal { try await scene.settle(warned, ["settlement": "paid"]) } == "performance.nothingToPay")
    #expect(
      await refusal { try await scene.settle(warned, ["settlement": "withdrawn"]) } == "performance.reasonMissing")
    #expect(await refusal { try await scene.settle(1, ["settlement": "lost"]) } == "form.wrong")
    try await scene.settle(warned, ["settlement": "withdrawn", "reason": "登记有误"])
    #expect(await refusal { try await scene.settle(warned, ["settlement": "paid"]) } == "performance.settledAlready")

    #expect(await refusal { try await scene.accept(Scene.acceptance.setting("items", [])) } == "performance.noItems")
    #expect(
      await refusal { try await scene.accept(Scene.acceptance.setting("amount", "217800.01")) }
        == "performance.additionTooLarge")
    #expect(
      await refusal { try await scene.accept(Scene.acceptance.setting("amountReason", nil)) }
        == "performance.amountReasonMissing")
    #expect(await refusal { try await scene.accept([:]) } == "performance.form.missing")
    let rejected = Scene.acceptance.setting("outcome", "rejected").setting("amount", nil).setting("reason", "缺勤未补")
    try await scene.accept(rejected)
    #expect(try await scene.implementation()["endDate"] == nil, "a round that rejects ends nothing")
    #expect(try await scene.compiled["contracts"]?.arrayValue?.first?["status"] == "active")
    func pay(_ amount: String, on day: String? = nil) async -> String {
      await refusal {
        _ = try await scene.office.recordPayment(
          Scene.tender, lot: "L1",
          ["on": JSON(day ?? CalendarDay(scene.clock.now.instant).description), "amount": JSON(amount)],
          by: scene.officer.actor)
      }
    }
    #expect(await pay("1.00") == "performance.notAccepted")
    #expect(try await scene.due("payment").isEmpty)
    scene.clock.pass(1)
    // Twice at once: one ends the contract, the other comes too late.
    async let once = refusal { try await scene.accept() }
    async let again = refusal { try await scene.accept(by: scene.drawing) }
    let outcomes = await [once, again].sorted()
    #expect(outcomes == ["", "performance.acceptedAlready"])
    #expect(await refusal { try await scene.record() } == "performance.acceptedAlready")
    #expect(await insert(9) == "performance.acceptedAlready")
    // thirty days to pay, and it is due until all is paid.
    let accepted = CalendarDay(scene.clock.now.instant)
    let by = WorkingCalendar.china.lastDay(of: .days(30), after: accepted).description
    #expect(try await scene.due("payment").map { $0["by"] } == [JSON(by)])
    #expect(await pay("197000.01") == "performance.overpaid")
    #expect(await pay("0.00") == "performance.form.wrong")
    #expect(await pay("97000.00") == "")
    #expect(try await scene.due("payment").count == 1)
    #expect(await pay("100000.01") == "performance.overpaid")
    #expect(await pay("100000.00") == "")
    #expect(try await scene.due("payment").isEmpty)
    let paidFile = try await scene.office.showPerformance(Scene.tender, lot: "L1", by: scene.officer.actor)
    #expect(paidFile["paid"] == "197000.00" && paidFile["payBy"] == JSON(by))
    #expect(paidFile["payments"]?.arrayValue?.map { $0["amount"] } == ["97000.00", "100000.00"])
    // A penalty may be paid after all.
    try await scene.settle(fined, ["settlement": "paid"])

    #expect(try await scene.compiled["contracts"]?.arrayValue?.first?["status"] == "terminated")
    let told = try await scene.implementation()
    #expect(told["endDate"] == "2027-12-15T23:59:59+08:00" && told["endDateDetails"] == "顺延补足缺勤")
    #expect(told["finalValue"] == ["amount": 197000, "currency": "CNY"])
    #expect(told["finalValueDetails"] == "扣减违约金1000.00元")
    let failures = try #require(told["performanceFailures"]?.arrayValue)
    #expect(failures.count == 2)
    let paid = failures.first { $0["id"]?.stringValue == "\(contract.number)-F\(fined)" }
    #expect(paid?["penaltyPaid"] == true && paid?["events"] == 2 && paid?["category"] == "absence")
    #expect(paid?["penaltyImposed"] == "1000.00 元，从第二期付款中扣减")
    let gone = failures.first { $0["id"]?.stringValue == "\(contract.number)-F\(warned)" }
    #expect(gone?["events"] == 0 && gone?["penaltyContracted"] == nil)
    let milestones = told["milestones"]?.arrayValue ?? []
    #expect(milestones.filter { $0["type"] == "assessment" }.map { $0["status"] } == ["notMet", "met"])
    let package = try await scene.openData
    #expect(OpenDataFaults.of(package: package) == [])
    // What happened, in words that may name a firm, is for those whom it concerns.
    #expect(!package.canonicalText.contains("彩排科技"))
    let deeds = try await scene.office.database.read(as: .auditor) { tx in
      try tx.activities(of: Scene.tender).map(\.deed)
    }
    #expect(deeds.filter { $0 == "recordContractFailure" }.count == 2)
    #expect(deeds.filter { $0 == "settleContractFailure" }.count == 2)
    #expect(deeds.filter { $0 == "acceptPerformance" }.count == 2)
    try await scene.expectSound()
    #expect(try await scene.verified() == [])

    for (sql, checks) in [
      ("update contract_acceptance set final_fen = final_fen + 1 where outcome = 'accepted'", ["performance"]),
      (
        """
        update contract_acceptance
           set final_fen = 30000000, acceptance = replace(acceptance, '197000.00', '300000.00')
         where outcome = 'accepted'
        """, ["performance"]
      ),
      ("update contract_acceptance set round = 3 where round = 1", ["performance"]),
      ("update contract_failure set begins_on = '2026-01-01'", ["performance"]),
      ("delete from contract_failure_end; delete from contract_failure where failure_no = 1", ["performance"]),
      (
        "update contract_failure set recorded_at = recorded_at + interval '1 day'; delete from contract_failure_end",
        ["sql/performance_in_order"]
      ),
      ("update contract_failure set recorded_at = '2026-01-01'", ["sql/performance_in_order"]),
      ("update contract_failure_end set settled_at = '2026-01-01'", ["sql/performance_in_order"]),
      (
        "update contract_failure_end set settlement = 'paid', reason = ''", ["performance", "sql/performance_in_order"]
      ),
    ] {
      #expect(try await scene.found(after: sql).isSuperset(of: checks), "\(sql)")
    }
  }

  @Test func `is recorded by officers, seen by those whom it concerns, and by nobody else`() async throws {
    let scene = try await Scene.make()
    func see(_ person: Person) async -> String {
      await refusal {
        _ = try await scene.office.showPerformance(Scene.tender, lot: "L1", by: try person.actor)
      }
    }
    #expect(await see(scene.officer) == "performance.contractMissing")
    #expect(await see(scene.agencies[0]) == "access.notOwn", "whether a contract is drawn up is no stranger's affair")
    try await scene.contracted()
    let people: [(who: Person, sees: String)] = [
      (scene.officer, ""), (scene.drawing, ""), (scene.supervisor, ""), (scene.park, ""), (scene.agencies[0], ""),
      (scene.agencies[1], "access.notOwn"), (scene.agencies[3], "access.notOwn"),
      (try Person("other-park", .park), "access.notOwn"), (scene.experts[0], "access.roleMayNot"),
      (scene.custodians[0], "access.roleMayNot"), (scene.administrator, "access.roleMayNot"),
      (try Person("firm", .enterprise), "access.roleMayNot"),
    ]
    for (who, sees) in people { #expect(await see(who) == sees, "\(who.key.name)") }
    for person in [scene.agencies[0], scene.park, scene.supervisor, scene.administrator, scene.experts[0]] {
      #expect(await refusal { try await scene.record(by: person) } == "access.roleMayNot")
      #expect(await refusal { try await scene.settle(1, ["settlement": "paid"], by: person) } == "access.roleMayNot")
      #expect(await refusal { try await scene.accept(by: person) } == "access.roleMayNot")
    }
    #expect(try await scene.implementation()["performanceFailures"] == nil)
    try await scene.expectSound()
  }
}
