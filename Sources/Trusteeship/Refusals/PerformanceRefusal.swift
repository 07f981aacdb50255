import Exact
import Tendering

/// Why a failure of performance (履约不良记录) or an acceptance (履约验收) of a service contract is not recorded.
public enum PerformanceRefusal: Refusal {
  case form(FormRefusal)
  /// The lot has no service contract.
  case contractMissing
  /// Only what both sides signed is performed.
  case notSigned
  /// The contract was accepted before: its performance is at an end.
  case acceptedAlready
  /// Nothing is paid before the acceptance says how much.
  case notAccepted
  /// More than the acceptance found.
  case overpaid
  case failureUnknown
  /// The penalty was paid, or the record withdrawn, before.
  case settledAlready
  case periodReversed
  /// A failure before the contract's first day.
  case periodBeforeTerm
  /// A period, or the end of the service, that is not over yet.
  case dayInFuture
  /// Where no penalty is imposed the record says why.
  case penaltyWordsMissing
  /// No penalty was imposed that could be paid.
  case nothingToPay
  /// A withdrawal, or a rejection, without its reason.
  case reasonMissing
  /// item by item.
  case noItems
  /// accepted although an item failed.
  case itemFailed(item: String)
  /// no user of the service was asked.
  case usersMissing
  /// More opinions than people asked.
  case opinionsTooMany
  /// The service ended before the contract's first day.
  case endBeforeTerm
  /// more than the share that may be added to the contract's price.
  case additionTooLarge(share: Points)
  /// The amount differs from the contract's, and nothing says why.
  case amountReasonMissing
  /// The day differs from the contract's last, and nothing says why.
  case dayReasonMissing

  public var code: String {
    switch self {
    case .form(let form): "performance." + form.code
    case .contractMissing: "performance.contractMissing"
    case .notSigned: "performance.notSigned"
    case .acceptedAlready: "performance.acceptedAlready"
    case .notAccepted: "performance.notAccepted"
    case .overpaid: "performance.overpaid"
    case .failureUnknown: "performance.failureUnknown"
    case .settledAlready: "performance.settledAlready"
    case .periodReversed: "performance.periodReversed"
    case .periodBeforeTerm: "performance.periodBeforeTerm"
    case .dayInFuture: "performance.dayInFuture"
    case .penaltyWordsMissing: "performance.penaltyWordsMissing"
    case .nothingToPay: "performance.nothingToPay"
    case .reasonMissing: "performance.reasonMissing"
    case .noItems: "performance.noItems"
    case .itemFailed: "performance.itemFailed"
    case .usersMissing: "performance.usersMissing"
    case .opinionsTooMany: "performance.opinionsTooMany"
    case .endBeforeTerm: "performance.endBeforeTerm"
    case .additionTooLarge: "performance.additionTooLarge"
    case .amountReasonMissing: "performance.amountReasonMissing"
    case .dayReasonMissing: "performance.dayReasonMissing"
    }
  }
}
