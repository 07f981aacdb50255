import Canon
import Tendering

// Framework agreements.

extension Schema {
  static let frameworkTerms = Schema.named(
    "FrameworkTerms",
    .form([
      "placesMax": .integer(1...400), "months": .integer(1...1200), "callOff": .words(FrameworkTerms.CallOff.self),
    ]))

  static let frameworkAgreementForm = Schema.named(
    "FrameworkAgreementForm", .form(["bid": .hex, "begins?": .day]))

  static let frameworkExitForm = Schema.named(
    "FrameworkExitForm", .form(["bid": .hex, "ground": .words(FrameworkExit.self), "reason": .text(4000)]))

  /// The choice of a park, or nothing where the selected come in turn.
  static let callOffForm = Schema.named(
    "CallOffForm", .form(["bid?": .orNull(.hex), "reason?": .orNull(.text(4000))]))

  static let framework = Schema.named(
    "Framework",
    [
      "tender": .id, "lot": .id, "terms": .frameworkTerms, "responded": .integer, "selectedAt": .orNull(.seconds),
      "selected": .list([
        "place": .integer, "bid": .hex, "bidder": .text, "name": .text, "rank": .integer, "price": .price,
        "agreement": .orNull(["number": .text, "paper": .id, "begins": .day, "ends": .day, "signed": .bool]),
        "left": .orNull(["ground": .words(FrameworkExit.self), "reason": .orNull(.text), "at": .seconds]),
      ]),
      "calls": .list([
        "call": .integer, "place": .integer, "reason": .orNull(.keywords(["type": "string"])), "called": .seconds,
        "void": .bool,
      ]),
    ])
}
