import Canon
import Trusteeship

// How a service contract is performed.

extension Schema {
  private static let failureMembers: KeyValuePairs<String, Schema> = [
    "period": .term, "category": .words(ContractFailure.Category.self), "description": .text(2000),
    "events": .integer(1...100_000), "penaltyContracted": .text(600), "penalty?": .orNull(.price),
    "penaltyWords?": .orNull(.text(600)),
  ]

  /// A failure of performance, as an officer records it.
  static let contractFailureForm = Schema.named("ContractFailureForm", .form(failureMembers))

  static let failureSettlement = Schema.named(
    "FailureSettlement",
    .form(["settlement": .words(ContractFailure.Settlement.self), "reason?": .orNull(.text(2000))]))

  private static let acceptanceMembers: KeyValuePairs<String, Schema> = [
    "outcome": .words(PerformanceAcceptance.Outcome.self), "ended": .day,
    "items": .list(
      .form([
        "item": .text(300), "finding": .words(PerformanceAcceptance.Finding.self), "words": .text(1000),
      ]), max: 100),
    "opinions": .form([
      "asked": .integer(0...1_000_000), "satisfied": .integer(0...1_000_000), "dissatisfied": .integer(0...1_000_000),
      "words?": .orNull(.text(2000)),
    ]), "amount?": .orNull(.price), "amountReason?": .orNull(.text(2000)), "dayReason?": .orNull(.text(2000)),
    "reason?": .orNull(.text(2000)),
  ]

  /// A round of the acceptance, as an officer records it.
  static let acceptanceForm = Schema.named("AcceptanceForm", .form(acceptanceMembers))

  static let paymentForm = Schema.named("PaymentForm", .form(["on": .day, "amount": .price]))

  static let performance = Schema.named(
    "Performance",
    [
      "tender": .id, "lot": .id, "contract": .text, "price": .price, "term": .term, "signed": .bool, "accepted": .bool,
      "payBy": .orNull(.day), "paid": .price,
      "payments": .list(["payment": .integer, "on": .day, "amount": .price, "recorded": .seconds]),
      "failures": .list(
        .form(failureMembers).and([
          "failure": .integer, "recorded": .seconds, "settlement": .orNull(.words(ContractFailure.Settlement.self)),
          "reason": .orNull(.keywords(["type": "string"])), "settled": .orNull(.seconds),
        ])),
      "acceptances": .list(
        .form(acceptanceMembers).and([
          "round": .integer, "at": .seconds,
          "sheet": Schema.orNull(.text).called("履约验收单的名称", "the name of its sheet among the papers"),
        ])),
    ])
}
