import Exact

extension RuleBook {
  /// The rows as known in November 2026. A change of law is a new row and an end date on the old one, never an edit.
  static let table: [Rule] = [
    row("R-054", .minBids, "TBL §28; O87 §41; TBR §44", .count(3), "2000-01-01"),
    row("R-018", .openTenderBudget, "HN-TH", .money(yuan(2_000_000)), "2020-01-01", .secondary, government),
    row("R-018", .procurementThreshold, "HN-TH", .money(yuan(500_000)), "2020-01-01", .secondary, government),
    row("R-017", .surveyMin, "GPR §15; REQ22 §10–11", .count(3), "2021-07-01", .verified, government),
    row("R-012", .similarContractsMax, "REQ22 §18", .count(2), "2021-07-01"),
    row("R-001", .violationLookback, "GPL §22; GPR §17", .years(3), "2015-03-01"),
    row("R-027", .noticePeriod, "O87 §16", .workingDays(5), "2017-10-01", .verified, government),
    row("R-031", .documentPeriod, "O87 §18", .workingDays(5), "2017-10-01", .verified, government),
    row("R-031", .documentPeriod, "TBR §16", .days(5), "2012-02-01", .verified, tendering),
    row("R-036", .preparation, "GPL §35; TBL §24", .days(20), "2003-01-01"),
    row("R-037", .amendmentNotice, "O87 §27; TBL §23", .days(15), "2003-01-01"),
    row("R-039", .bidValidity, "O87 §23; TBR §25", .days(90), "2017-10-01"),
    row("R-051", .bidSecurityMax, "GPR §33; O87 §38", .share(share("0.02")), "2015-03-01"),
    row("R-056", .decryptionWindow, "E20 §29–30", .minutes(60), "2013-05-01"),
    row("R-061", .committeeMin, "TBL §37; O87 §47", .count(5), "2000-01-01"),
    row("R-062", .committeeLargeMin, "O87 §47", .count(7), "2017-10-01", .verified, government),
    row("R-062", .committeeLargeBudget, "O87 §47", .money(yuan(10_000_000)), "2017-10-01", .verified, government),
    row("R-066", .expertRecusalLookback, "GPL §12; GPR §9", .years(3), "2015-03-01"),
    row("R-079", .abnormalToMean, "LOW26", .share(share("0.50")), "2026-02-01", .secondary, government),
    row("R-079", .abnormalToNext, "LOW26", .share(share("0.50")), "2026-02-01", .secondary, government),
    row("R-079", .abnormalToCeiling, "LOW26", .share(share("0.45")), "2026-02-01", .secondary, government),
    row("R-079", .abnormalExplanation, "LOW26", .minutes(30), "2026-02-01", .secondary, government),
    row("R-085", .priceShareMin, "O87 §55", .share(share("0.10")), "2017-10-01", .verified, government),
    row(
      "R-087", .smallFirmDeductionMin, "SME46 §9; SME19", .share(share("0.10")), "2022-07-01", .secondary, government),
    row(
      "R-087", .smallFirmDeductionMax, "SME46 §9; SME19", .share(share("0.20")), "2022-07-01", .secondary, government),
    row("R-095", .candidatesMax, "TBR §53; O87 §46", .count(3), "2012-02-01"),
    row("R-099", .reportToBuyer, "O87 §68; GPR §43", .workingDays(2), "2015-03-01", .verified, government),
    row("R-099", .buyerDecision, "O87 §68; GPR §43", .workingDays(5), "2015-03-01", .verified, government),
    row("R-101", .resultNotice, "O87 §69; GPR §43", .workingDays(2), "2015-03-01", .verified, government),
    row("R-101", .resultNoticePeriod, "O87 §69", .workingDays(1), "2017-10-01", .verified, government),
    row("R-105", .contractWithin, "GPL §46; O87 §71; TBL §46", .days(30), "2000-01-01"),
    row("R-107", .performanceSecurityMax, "GPR §48", .share(share("0.10")), "2015-03-01"),
    row("R-108", .contractPublication, "GPR §50", .workingDays(2), "2015-03-01", .verified, government),
    row("R-109", .contractFiling, "GPL §47", .workingDays(7), "2003-01-01", .verified, government),
    row("R-113", .paymentWithin, "SMEP §9–10", .days(30), "2025-06-01"),
    row("R-115", .inquiryAnswer, "GPR §52", .workingDays(3), "2015-03-01", .verified, government),
    row("R-116", .challengeWithin, "GPL §52; O94 §10", .workingDays(7), "2018-03-01", .verified, government),
    row("R-116", .challengeAnswer, "GPL §53; O94 §13", .workingDays(7), "2018-03-01", .verified, government),
    row("R-117", .complaintWithin, "GPL §55; O94 §17", .workingDays(15), "2018-03-01", .verified, government),
    row("R-117", .complaintDecision, "GPL §56; O94 §26", .workingDays(30), "2018-03-01", .verified, government),
    row("R-121", .recordRetention, "GPL §42; GPR §46", .years(15), "2003-01-01"),
  ]

  private static let government: Set<Profile> = [.g1, .g2]
  private static let tendering: Set<Profile> = [.t0, .t1]

  private static func row(
    _ id: String, _ key: Rule.Key, _ source: String, _ value: Rule.Value, _ from: String,
    _ level: Rule.Level = .verified, _ profiles: Set<Profile> = Set(Profile.allCases)
  ) -> Rule {
    guard let from = CalendarDay(from) else { preconditionFailure("row \(id) of the table has no such day") }
    return Rule(id: id, key: key, source: source, value: value, profiles: profiles, from: from, to: nil, level: level)
  }

  private static func yuan(_ amount: Int64) -> Price {
    guard let price = Price(fen: amount * 100) else { preconditionFailure("a price below zero in the table") }
    return price
  }

  private static func share(_ text: String) -> Points {
    guard let share = Points(text) else { preconditionFailure("no share in the table: \(text)") }
    return share
  }
}
