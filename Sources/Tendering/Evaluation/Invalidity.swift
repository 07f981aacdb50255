/// Why a bid is out (投标无效): at which stage, on which ground, in words for the bidder.
public struct Invalidity: Hashable, Sendable {
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    /// 资格审查, by the buyer under profile G.
    case qualification
    /// 符合性审查, by the committee.
    case conformity
    /// Abnormally low, or a correction not confirmed (R-077 … R-079).
    case price
    /// 串通投标.
    case collusion
  }

  /// The grounds that may be given; the spelling stands in the evaluation file.
  public enum Ground: String, Hashable, Sendable, CaseIterable {
    // qualification (R-001 … R-016)
    case noLicence, notQualified, majorViolation, creditBreach, debarred, relatedBidder, wroteSpecification, falseLetter
    // conformity
    case overCeiling, notSigned, unacceptableCondition, validityTooShort, priceMissing, priceUnclear, twoPrices
    case termTooLong, partMissing, wrongForm, notResponsive, consortiumAgreementMissing
    // price
    case abnormallyLow, correctionNotConfirmed
    // collusion
    case collusion

    /// The stage at which the ground may be found.
    public var stage: Stage {
      switch self {
      case .noLicence, .notQualified, .majorViolation, .creditBreach, .debarred, .relatedBidder, .wroteSpecification,
        .falseLetter:
        .qualification
      case .overCeiling, .notSigned, .unacceptableCondition, .validityTooShort, .priceMissing, .priceUnclear,
        .twoPrices, .termTooLong, .partMissing, .wrongForm, .notResponsive, .consortiumAgreementMissing:
        .conformity
      case .abnormallyLow, .correctionNotConfirmed: .price
      case .collusion: .collusion
      }
    }
  }

  public let stage: Stage
  /// A `Ground`'s spelling, or another's word in a file that was read.
  public let ground: String
  public let reason: String

  public init(_ ground: Ground, reason: String) {
    stage = ground.stage
    self.ground = ground.rawValue
    self.reason = reason
  }

  init(stage: Stage, ground: String, reason: String) {
    self.stage = stage
    self.ground = ground
    self.reason = reason
  }

  public static let reasonMax = 2000
}
