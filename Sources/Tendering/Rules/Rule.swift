import Canon
import Exact

/// One legal number with where it comes from, when it holds and how far it was checked.
public struct Rule: Hashable, Sendable {
  /// What the number governs; the spelling stands in frozen copies.
  public enum Key: String, Hashable, Sendable, CaseIterable {
    // who may bid, and for what
    case minBids, openTenderBudget, procurementThreshold
    case surveyMin, surveyValidity, similarContractsMax, violationLookback, violationFine
    case reservedBudgetMax, reservedShareMin, reservedSmallShareMin, intentionLead, invitedMin
    // time for bids
    case noticePeriod, documentPeriod, preparation, amendmentNotice, bidValidity, bidSecurityMax
    case terminationRefund, securityReturn, securityLateSurcharge, loanBaseRate, interestDays, decryptionWindow
    // committee and evaluation
    case committeeMin, committeeLargeMin, committeeLargeBudget, expertRecusalLookback, expertExperience, drawWindow
    case abnormalToMean, abnormalToNext, abnormalToCeiling, abnormalRatioMax, abnormalExplanation
    case priceShareMin, smallFirmDeductionMin, smallFirmDeductionMax, consortiumDeductionMin, consortiumDeductionMax
    case candidatesMax, outlierShare
    case alikeTextShare, similarTextShare, uploadsApart, priceSeriesMin
    // award, contract, payment
    case reportToBuyer, buyerDecision, resultNotice, resultNoticePeriod, publicityStart, publicityPeriod
    case contractWithin, performanceSecurityMax, additionMax
    case contractPublication, contractFiling, supervisorReport, paymentWithin, paymentMax, serviceTermMax
    // remedies and records
    case inquiryAnswer, challengeWithin, challengeAnswer, complaintWithin, complaintCheck, complaintService
    case complaintDecision, suspensionMax, unfoundedComplaints
    case objectionLead, objectionAnswer, statutoryComplaintWithin, statutoryComplaintAcceptance
    case statutoryComplaintDecision
    case recordRetention, handoverRecords, ownDisclosure, disclosureAnswer, disclosureHearing
    // framework agreements
    case frameworkYearsMax, frameworkEliminationMin, frameworkEliminatedMin, frameworkResponsesMin
    case frameworkSelectedMin
  }

  public enum Value: Hashable, Sendable {
    case count(Int)
    case days(Int)
    case workingDays(Int)
    case minutes(Int)
    case years(Int)
    case share(Points)
    case money(Price)
  }

  /// How far the number was checked.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    /// Read in the instrument's full text.
    case verified = "V"
    /// Read in a secondary text only.
    case secondary = "S"
    /// From memory.
    case memory = "M"
    /// No rule sets it: this product's own choice, which the tender documents must state.
    case own = "O"
  }

  /// Such as `R-036`, the row in the bureau's table of rules.
  public let id: String
  public let key: Key
  /// The articles, in the field's short names.
  public let source: String
  public let value: Value
  public let profiles: Set<Profile>
  public let from: CalendarDay
  /// The last day on which it holds, or nil while it does.
  public let to: CalendarDay?
  public let level: Level

  /// Shown as 待核实 until the bureau's legal officer has ticked it.
  public var isUnconfirmed: Bool { level != .verified }

  public func isInForce(on day: CalendarDay) -> Bool { from <= day && to.map { day <= $0 } ?? true }

  public var json: JSON {
    [
      "id": JSON(id), "key": JSON(key.rawValue), "source": JSON(source), "value": value.json,
      "from": JSON(from.description), "to": JSON(to?.description), "level": JSON(level.rawValue),
      "unconfirmed": JSON(isUnconfirmed),
    ]
  }
}

extension Rule.Value {
  public var unit: String {
    switch self {
    case .count: "count"
    case .days: "days"
    case .workingDays: "workingDays"
    case .minutes: "minutes"
    case .years: "years"
    case .share: "share"
    case .money: "CNY"
    }
  }

  public var text: String {
    switch self {
    case .count(let n), .days(let n), .workingDays(let n), .minutes(let n), .years(let n): String(n)
    case .share(let share): share.description
    case .money(let price): price.description
    }
  }

  var json: JSON { ["unit": JSON(unit), "amount": JSON(text)] }

  /// A value as a frozen copy has it: `{"unit":"workingDays","amount":"5"}`; nil for what no rule of ours is.
  public init?(frozen json: JSON?) {
    guard let unit = json?["unit"]?.stringValue, let amount = json?["amount"]?.stringValue else { return nil }
    switch (unit, Int(amount), Points(amount), Price(amount)) {
    case ("count", let n?, _, _): self = .count(n)
    case ("days", let n?, _, _): self = .days(n)
    case ("workingDays", let n?, _, _): self = .workingDays(n)
    case ("minutes", let n?, _, _): self = .minutes(n)
    case ("years", let n?, _, _): self = .years(n)
    case ("share", _, let share?, _): self = .share(share)
    case ("CNY", _, _, let price?): self = .money(price)
    default: return nil
    }
  }
}
