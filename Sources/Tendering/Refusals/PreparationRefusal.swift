import Canon

/// Why something about the preparation of a tender is not recorded.
public enum PreparationRefusal: Refusal {
  case form(FormRefusal)
  /// A day that has not come.
  case dayAhead(field: String)
  /// No lot of the draft is this park's.
  case parkNotOffered
  /// who has written a version of a draft does not review it.
  case reviewerDrafted
  case reasonMissing

  public var code: String {
    switch self {
    case .form(let refusal): refusal.code
    case .dayAhead: "preparation.dayAhead"
    case .parkNotOffered: "preparation.parkNotOffered"
    case .reviewerDrafted: "preparation.reviewerDrafted"
    case .reasonMissing: "preparation.reasonMissing"
    }
  }
}

/// One thing that a notice still wants, in the order in which a refusal names them: surveys by lot, plan, fair-competition
/// review, review of the draft.
public enum PreparationGap: Refusal {
  /// nobody has surveyed the demand of a lot's park.
  case surveyMissing(park: String)
  /// a survey is good for a year.
  case surveyOld(park: String)
  /// fewer representative firms asked than is usual, and not said why.
  case firmsTooFew(park: String, min: Int)
  /// the public was not consulted, and not said why.
  case publicNotAsked(park: String)
  case planMissing
  /// The lots' budgets come to more than the plan has.
  case planBelowBudget
  /// The plan is for another way of procurement.
  case planOtherMethod
  /// the intention was published too late or not at all, and not said why.
  case intentionLate(daysMin: Int)
  /// the plan has not gone to the finance bureau.
  case planNotFiled
  case fairnessMissing
  /// it restricts competition.
  case fairnessImpact
  /// The conclusion is about an earlier text.
  case fairnessStale
  case reviewMissing
  case reviewReturned
  /// The review is about an earlier text.
  case reviewStale

  public var code: String {
    switch self {
    case .surveyMissing: "preparation.surveyMissing"
    case .surveyOld: "preparation.surveyOld"
    case .firmsTooFew: "preparation.firmsTooFew"
    case .publicNotAsked: "preparation.publicNotAsked"
    case .planMissing: "preparation.planMissing"
    case .planBelowBudget: "preparation.planBelowBudget"
    case .planOtherMethod: "preparation.planOtherMethod"
    case .intentionLate: "preparation.intentionLate"
    case .planNotFiled: "preparation.planNotFiled"
    case .fairnessMissing: "preparation.fairnessMissing"
    case .fairnessImpact: "preparation.fairnessImpact"
    case .fairnessStale: "preparation.fairnessStale"
    case .reviewMissing: "preparation.reviewMissing"
    case .reviewReturned: "preparation.reviewReturned"
    case .reviewStale: "preparation.reviewStale"
    }
  }

  /// The rule that asks for it.
  public var rule: String {
    switch self {
    case .surveyMissing, .surveyOld, .firmsTooFew, .publicNotAsked: "R-017"
    case .planMissing, .planBelowBudget, .planOtherMethod, .reviewMissing, .reviewReturned, .reviewStale: "R-020"
    case .intentionLate, .planNotFiled: "R-022"
    case .fairnessMissing, .fairnessImpact, .fairnessStale: "R-024"
    }
  }

  /// Stops a rehearsal too: somebody has said no, or yes to another text.
  public var stopsRehearsal: Bool {
    switch self {
    case .fairnessImpact, .reviewReturned, .reviewStale: true
    default: false
    }
  }
}

extension PreparationGap {
  /// `{"code","rule","park","min"}`; the last two are null where they say nothing.
  public var json: JSON {
    var (park, least): (String?, Int?) = (nil, nil)
    switch self {
    case .surveyMissing(let of), .surveyOld(let of), .publicNotAsked(let of): park = of
    case .firmsTooFew(let of, let min): (park, least) = (of, min)
    case .intentionLate(let min): least = min
    case .planMissing, .planBelowBudget, .planOtherMethod, .planNotFiled, .fairnessMissing, .fairnessImpact,
      .fairnessStale, .reviewMissing, .reviewReturned, .reviewStale:
      break
    }
    return [
      "code": JSON(code), "rule": JSON(rule), "park": JSON(park), "min": least.map { JSON($0) } ?? .null,
    ]
  }

  /// The gap that `json` tells of, or nil.
  public init?(json: JSON) {
    let park = json["park"]?.stringValue ?? ""
    let least = json["min"]?.integerValue ?? 0
    let every: [Self] = [
      .surveyMissing(park: park), .surveyOld(park: park), .firmsTooFew(park: park, min: least),
      .publicNotAsked(park: park), .planMissing, .planBelowBudget, .planOtherMethod, .intentionLate(daysMin: least),
      .planNotFiled, .fairnessMissing, .fairnessImpact, .fairnessStale, .reviewMissing, .reviewReturned, .reviewStale,
    ]
    guard let code = json["code"]?.stringValue, let gap = every.first(where: { sameScalars($0.code, code) }) else {
      return nil
    }
    self = gap
  }
}

/// A notice that is not prepared as it must be: everything that it wants, in order.
public struct PreparationIncomplete: Refusal {
  /// Never empty.
  public let gaps: [PreparationGap]

  public init(gaps: [PreparationGap]) { self.gaps = gaps }

  /// The first one's.
  public var code: String { gaps.first?.code ?? "preparation.reviewMissing" }
}
