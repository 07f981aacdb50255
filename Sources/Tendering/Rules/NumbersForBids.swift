import Exact

/// Numbers up to the opening: who may bid, what is planned, how long bidders have.
extension RuleBook {
  static let numbersForBids: [Rule] = [
    row("R-001", .violationLookback, "GPL §22; GPR §17", .years(3), "2015-03-01"),
    row("R-002", .violationFine, "GPR §19", .money(yuan(2_000_000)), "2022-02-08", .memory, government),
    row("R-012", .similarContractsMax, "REQ22 §18", .count(2), "2021-07-01"),
    row("R-017", .surveyMin, "GPR §15; REQ22 §10–11", .count(3), "2021-07-01", .verified, government),
    row("R-017", .surveyValidity, "REQ22 §10–11", .years(1), "2021-07-01", .verified, government),
    row("R-018", .openTenderBudget, "HN-TH", .money(yuan(2_000_000)), "2020-01-01", .secondary, government),
    row("R-018", .procurementThreshold, "HN-TH", .money(yuan(500_000)), "2020-01-01", .secondary, government),
    row("R-018", .reservedBudgetMax, "SME46 §7", .money(yuan(2_000_000)), "2021-01-01", .verified, government),
    row("R-018", .reservedShareMin, "SME46 §8", .share(share("0.30")), "2021-01-01", .verified, government),
    row("R-018", .reservedSmallShareMin, "SME46 §8", .share(share("0.60")), "2021-01-01", .verified, government),
    row("R-022", .intentionLead, "GPR §29", .days(30), "2020-07-01", .memory, government),
    row("R-027", .noticePeriod, "O87 §16", .workingDays(5), "2017-10-01", .verified, government),
    row("R-030", .invitedMin, "O87 §14; TBL §17", .count(3), "2000-01-01"),
    row("R-031", .documentPeriod, "O87 §18", .workingDays(5), "2017-10-01", .verified, government),
    row("R-031", .documentPeriod, "TBR §16", .days(5), "2012-02-01", .verified, tendering),
    row("R-036", .preparation, "GPL §35; TBL §24", .days(20), "2003-01-01"),
    row("R-037", .amendmentNotice, "O87 §27; TBL §23", .days(15), "2003-01-01"),
    row("R-039", .bidValidity, "O87 §23; TBR §25", .days(90), "2017-10-01", .own),
    row("R-040", .terminationRefund, "O87 §29; TBR §31", .workingDays(5), "2012-02-01"),
    row("R-051", .bidSecurityMax, "GPR §33; O87 §38", .share(share("0.02")), "2015-03-01"),
    row("R-051", .securityReturn, "O87 §38; TBR §35", .workingDays(5), "2012-02-01"),
    row("R-051", .securityLateSurcharge, "O87 §38", .share(share("0.20")), "2017-10-01", .verified, government),
    row("R-051", .loanBaseRate, "PBC", .share(share("0.0435")), "2015-10-24", .memory, government),
    row("R-051", .interestDays, "PBC", .count(360), "2015-10-24", .memory, government),
    row("R-054", .minBids, "TBL §28; O87 §41; TBR §44", .count(3), "2000-01-01"),
    row("R-056", .decryptionWindow, "E20 §29–30", .minutes(60), "2013-05-01", .own),
  ]
}
