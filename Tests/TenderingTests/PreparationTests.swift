import Canon
import Exact
import Tendering
import Testing

private let day = "2026-11-26"
private let present = Fingerprint([UInt8](repeating: 1, count: 32))!
private let earlier = Fingerprint([UInt8](repeating: 2, count: 32))!

private let survey: JSON = [
  "park": "P1", "surveyed": "2026-10-20", "publicConsulted": true,
  "situation": ["words": "装备制造为主", "enterprises": 46, "technologyFirms": 22, "patents": 130, "trademarks": 75],
  "firms": ["甲", "乙", "丙"], "conclusion": "需要驻园托管",
]
private let plan: JSON = [
  "category": "C99", "estimate": "600000.00", "method": "open", "intention": "2026-10-27", "filed": "2026-11-12",
]
private let fairness: JSON = [
  "conclusion": "noImpact", "basis": "公平竞争审查条例第八条", "reviewer": "政策法规科", "concluded": "2026-11-13",
]

/// A file that wants nothing; each test spoils one thing.
private func file(
  profile: Profile = .g1, parks: [String] = ["P1"], budget: String = "600000.00", surveys: [JSON] = [survey],
  plan: JSON? = plan, fairness: JSON? = fairness, fairnessOf: Fingerprint = present,
  review: DraftReview.Outcome? = .approved, reviewOf: Fingerprint = present
) throws -> Preparation {
  Preparation(
    profile: profile, draft: present, parks: parks, budget: try some(Price(budget)),
    surveys: try surveys.map { try DemandSurvey(json: $0) }, plan: try plan.map { try ProcurementPlan(json: $0) },
    fairness: try fairness.map { .init(try FairnessReview(json: $0), draft: fairnessOf) },
    review: review.map { .init($0, draft: reviewOf) })
}

private func gaps(_ file: Preparation, on text: String = day) throws -> [PreparationGap] {
  file.gaps(on: try some(CalendarDay(text)))
}

@Suite struct `The preparation of a tender` {
  @Test func `that is whole wants nothing`() throws { #expect(try gaps(try file()) == []) }

  @Test func `each thing that is wanting is named by itself`() throws {
    let cases: [(Preparation, [PreparationGap])] = [
      (try file(surveys: []), [.surveyMissing(park: "P1")]),
      (try file(parks: ["P1", "P2"]), [.surveyMissing(park: "P2")]),
      (try file(surveys: [survey.setting("firms", ["甲", "乙"])]), [.firmsTooFew(park: "P1", min: 3)]),
      (try file(surveys: [survey.setting("firms", ["甲", "乙"]).setting("note", "本省仅两家愿意答复")]), []),
      (try file(surveys: [survey.setting("publicConsulted", false)]), [.publicNotAsked(park: "P1")]),
      (try file(surveys: [survey.setting("publicConsulted", false).setting("note", "上年刚征求过")]), []),
      // The last survey of a park counts, not the best one.
      (try file(surveys: [survey, survey.setting("firms", ["甲"])]), [.firmsTooFew(park: "P1", min: 3)]),
      (try file(plan: nil), [.planMissing]),
      (try file(budget: "600000.01"), [.planBelowBudget]),
      (try file(plan: plan.setting("method", "direct")), [.planOtherMethod]),
      (try file(profile: .f), [.planOtherMethod]),
      (try file(profile: .f, plan: plan.setting("method", "framework")), []),
      (try file(plan: plan.setting("intention", "2026-10-28")), [.intentionLate(daysMin: 30)]),
      (try file(plan: plan.removing("intention")), [.intentionLate(daysMin: 30)]),
      (try file(plan: plan.removing("intention").setting("note", "不可预见，急需")), []),
      (try file(plan: plan.removing("filed")), [.planNotFiled]),
      // Intention and finance bureau are matters of government procurement.
      (try file(profile: .t0, plan: plan.removing("filed").removing("intention")), []),
      (try file(fairness: nil), [.fairnessMissing]),
      (
        try file(fairness: fairness.setting("conclusion", "impact").setting("reason", "限定注册地")),
        [.fairnessImpact]
      ),
      (
        try file(
          fairness: fairness.setting("conclusion", "exception").setting("clause", "第十二条").setting("reason", "应急")),
        []
      ),
      (try file(fairnessOf: earlier), [.fairnessStale]),
      (try file(review: nil), [.reviewMissing]), (try file(review: .returned), [.reviewReturned]),
      (try file(reviewOf: earlier), [.reviewStale]),
      // What was returned is returned, whatever the text by now.
      (try file(review: .returned, reviewOf: earlier), [.reviewReturned]),
    ]
    for (place, (file, expected)) in cases.enumerated() { #expect(try gaps(file) == expected, "case \(place)") }
  }

  @Test func `a survey is good for a year to the day`() throws {
    #expect(try gaps(try file(), on: "2027-10-20") == [])
    #expect(try gaps(try file(), on: "2027-10-21") == [.surveyOld(park: "P1")])
    let leap = try file(surveys: [survey.setting("surveyed", "2028-02-29")])
    #expect(try gaps(leap, on: "2029-02-28") == [] && gaps(leap, on: "2029-03-01") == [.surveyOld(park: "P1")])
  }

  @Test func `everything that is wanting is named at once, in the order of the list`() throws {
    let nothing = try file(parks: ["P1", "P2"], surveys: [], plan: nil, fairness: nil, review: nil)
    let expected: [PreparationGap] = [
      .surveyMissing(park: "P1"), .surveyMissing(park: "P2"), .planMissing, .fairnessMissing, .reviewMissing,
    ]
    #expect(try gaps(nothing) == expected)
    let today = try some(CalendarDay(day))
    let refusal = #expect(throws: PreparationIncomplete.self) {
      try nothing.requireReady(isRehearsal: false, on: today)
    }
    #expect(refusal?.gaps == expected && refusal?.code == "preparation.surveyMissing")
    try nothing.requireReady(isRehearsal: true, on: today)
    for gap in expected { #expect(PreparationGap(json: gap.json) == gap) }
    #expect(PreparationGap(json: ["code": "preparation.nothing"]) == nil)
  }

  @Test func `a rehearsal is stopped by a no, and by nothing that is not there`() throws {
    let today = try some(CalendarDay(day))
    let impact = fairness.setting("conclusion", "impact").setting("reason", "限定注册地")
    for stopped in [try file(fairness: impact), try file(review: .returned), try file(reviewOf: earlier)] {
      #expect(throws: PreparationIncomplete.self) { try stopped.requireReady(isRehearsal: true, on: today) }
    }
    for free in [try file(surveys: []), try file(fairnessOf: earlier), try file(review: nil), try file(plan: nil)] {
      try free.requireReady(isRehearsal: true, on: today)
      #expect(throws: PreparationIncomplete.self) { try free.requireReady(isRehearsal: false, on: today) }
      for gap in free.gaps(on: today) {
        #expect(gap.finding(isRehearsal: true).severity == .advises && gap.finding(isRehearsal: false).isOpen)
      }
    }
    #expect(PreparationGap.reviewReturned.finding(isRehearsal: true).isOpen)
  }

  @Test func `its forms are read strictly`() throws {
    let surveys: [(JSON, FormRefusal)] = [
      (survey.removing("situation"), .missing(field: "situation")),
      (survey.setting("colour", "red"), .unknown(field: "colour")),
      (survey.setting("surveyed", "2026-02-30"), .wrong(field: "surveyed")),
      (survey.setting("firms", ["甲", "甲"]), .wrong(field: "firms[1]")),
      (survey.setting("firms", [" "]), .wrong(field: "firms[0]")),
      (survey.setting("attachment", "abc"), .wrong(field: "attachment")),
      (
        survey.setting("situation", try some(survey["situation"]).setting("technologyFirms", 47)),
        .wrong(field: "situation.technologyFirms")
      ),
      (
        survey.setting("situation", try some(survey["situation"]).setting("patents", "130")),
        .wrong(field: "situation.patents")
      ),
    ]
    for (json, refusal) in surveys { #expect(throws: refusal) { try DemandSurvey(json: json) } }
    #expect(throws: FormRefusal.number(field: "estimate", fault: .malformed)) {
      try ProcurementPlan(json: plan.setting("estimate", "much"))
    }
    #expect(throws: FormRefusal.wrong(field: "method")) { try ProcurementPlan(json: plan.setting("method", "draw")) }
    let exception = fairness.setting("conclusion", "exception")
    let reviews: [(JSON, FormRefusal)] = [
      (exception, .missing(field: "clause")), (exception.setting("clause", "第十二条"), .missing(field: "reason")),
      (fairness.setting("conclusion", "impact"), .missing(field: "reason")),
      (fairness.setting("clause", "第十二条"), .wrong(field: "clause")),
      (fairness.setting("conclusion", "maybe"), .wrong(field: "conclusion")),
    ]
    for (json, refusal) in reviews { #expect(throws: refusal) { try FairnessReview(json: json) } }
  }

  @Test func `a review names what was read, says why it returns it, and is nobody's who wrote it`() throws {
    let draft = JSON(present.hex)
    #expect(try DraftReview(json: ["outcome": "approved", "draft": draft]).draft == present)
    #expect(throws: PreparationRefusal.reasonMissing) {
      try DraftReview(json: ["outcome": "returned", "reason": " ", "draft": draft])
    }
    #expect(throws: PreparationRefusal.form(.wrong(field: "draft"))) {
      try DraftReview(json: ["outcome": "approved", "draft": "ab"])
    }
    #expect(throws: PreparationRefusal.reviewerDrafted) {
      try DraftReview.mayReview("a+00000001", writers: ["b+00000002", "a+00000001"])
    }
    try DraftReview.mayReview("c+00000003", writers: ["b+00000002", "a+00000001"])
  }
}
