import Canon
import Exact
import Tendering
import Testing

@Suite struct `Legal numbers` {
  @Test(arguments: Rule.Key.allCases)
  func `every number is in force for some profile, with a source that is known`(key: Rule.Key) throws {
    let day = try some(CalendarDay("2026-11-22"))
    let rules = Profile.allCases.compactMap { RuleBook.inForce(on: day, for: $0).rule(key) }
    #expect(!rules.isEmpty)
    for rule in rules {
      #expect(rule.id.hasPrefix("R-") && Instrument.cited(in: rule.source)?.isEmpty == false, "\(rule.source)")
    }
  }

  @Test(arguments: Profile.allCases)
  func `of one key only one row is in force for a profile on a day`(profile: Profile) throws {
    let rules = RuleBook.inForce(on: try some(CalendarDay("2026-11-22")), for: profile).rules
    #expect(Set(rules.map(\.key)).count == rules.count)
  }

  @Test func `what was not read in full text is shown as unconfirmed`() throws {
    let rules = RuleBook.current
    #expect(try some(rules.rule(.openTenderBudget)).isUnconfirmed)
    #expect(try some(rules.rule(.smallFirmDeductionMax)).isUnconfirmed)
    #expect(try !some(rules.rule(.preparation)).isUnconfirmed)
    // The law leaves these to the tender documents.
    for key in [Rule.Key.bidValidity, .decryptionWindow] { #expect(try some(rules.rule(key)).level == .own, "\(key)") }
    #expect(rules.json.arrayValue?.first?["unconfirmed"] == false)
  }

  @Test func `a number binds from its day on`() throws {
    let (before, after) = (try some(CalendarDay("2026-01-31")), try some(CalendarDay("2026-02-01")))
    #expect(RuleBook.inForce(on: before, for: .g1).rule(.abnormalToMean) == nil)
    #expect(RuleBook.inForce(on: after, for: .g1).share(.abnormalToMean) == Points("0.5"))
    #expect(RuleBook.inForce(on: after, for: .t0).rule(.abnormalToMean) == nil)
    #expect(RuleBook.inForce(on: after, for: .t0).share(.priceShareMin) == Points("0"))
  }

  @Test func `profiles differ where the law does`() throws {
    let day = try some(CalendarDay("2026-11-22"))
    #expect(RuleBook.inForce(on: day, for: .g1).rule(.documentPeriod)?.value == .workingDays(5))
    #expect(RuleBook.inForce(on: day, for: .t1).rule(.documentPeriod)?.value == .days(5))
    #expect(RuleBook.inForce(on: day, for: .t0).count(.minBids) == 3)
  }

  static let budgets: [(String, Profile)] = [
    ("499999.99", .t0), ("500000.00", .g1), ("1999999.99", .g1), ("2000000.00", .g2), ("0.00", .t0),
  ]
  @Test(arguments: budgets)
  func `the budget puts a tender under its profile`(budget: String, profile: Profile) throws {
    #expect(Profile.forBudget(try yuan(budget)) == profile)
  }
}
