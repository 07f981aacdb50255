import Exact
import Tendering
import Trusteeship

// One of each case of the refusals about a contract's performance.

extension PerformanceRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .contractMissing, .notSigned, .acceptedAlready, .notAccepted, .overpaid, .failureUnknown, .settledAlready,
      .periodReversed,
      .periodBeforeTerm, .dayInFuture, .penaltyWordsMissing, .nothingToPay, .reasonMissing, .noItems,
      .itemFailed(item: "驻园服务"), .usersMissing, .opinionsTooMany, .endBeforeTerm,
      .additionTooLarge(share: RuleBook.current.share(.additionMax)), .amountReasonMissing, .dayReasonMissing,
    ]
}
