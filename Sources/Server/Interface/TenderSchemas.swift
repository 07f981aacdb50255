import Tendering

// The forms of what tenders, bids and reviews are told in. Each stands beside no deed, because several routes share it.

extension Schema {
  static let scheme = Schema.named("Scheme", Schema.form(["ceiling": .price]).and(schemeMembers))

  /// As the documents print it: once for all lots that differ in the ceiling alone.
  static let printedScheme = Schema.named("PrintedScheme", .form(schemeMembers))

  private static let schemeMembers: KeyValuePairs<String, Schema> = [
    "method": .words(Tendering.Scheme.Method.self), "currency": .words(["CNY"]),
    "minBids": .integer(1...400), "disclosure": .words(Tendering.Scheme.Disclosure.self),
    "criteria": .list(
      .form([
        "id": .id, "name": .text(600), "kind": .words(Tendering.Criterion.Kind.self), "max": .points, "step": .points,
        "minimum?": .points,
        "grades?": Schema.list(.form(["name": .text(300), "from": .points, "to": .points]), max: 100).called(
          "judged：分档及其分值区间", "judged: the grades and their ranges of points"),
        "bands?": Schema.list(.form(["from": .points, "points": .points]), max: 100).called(
          "banded：所报数不低于 from 的得 points", "banded: points of a number from `from` on"),
        "table?": Schema.list(
          .form(["answer": .text(Tendering.Criterion.answerBytesMax), "points": .points]), max: 100
        ).called("lookup：各应答的得分", "lookup: points of each answer"),
        "line?": Schema.form(["from": .points, "to": .points]).called(
          "formula：从 from（零分）到 to（满分）按比例", "formula: in proportion from `from` (none) to `to` (max)"),
      ]), max: 100),
    "combine": .words(Tendering.Scheme.Combine.self),
    "price": .form([
      "formula": .words(Tendering.Scheme.PriceFormula.self), "max": .points, "smallFirmDeduction": .points,
      "perPercentAbove?": .points, "perPercentBelow?": .points,
    ]),
    "rounding": .form([
      "mode": .words(["halfUp", "halfEven", "down", "up"]), "places": .integer(0...6),
      "at": .list(.words(["criterion", "price"])),
    ]),
    "rank": .list(.words(Tendering.Scheme.RankKey.self), max: 10), "maxLotsWon": .orNull(.integer(1...400)),
    "lotOrder": .orNull(.list(.id, max: 400)),
  ]

  static let part = Schema.form(["part": .id, "maxBytes": .integer(1...Notice.partBytesMax), "public": .bool])

  /// A tender as an officer drafts it.
  static let tenderDraft = Schema.named(
    "TenderDraft",
    .form([
      "id": .id, "batch": .id, "title": .text(300), "profile": .words(Profile.self),
      "times": .oneOf([
        .form([
          "opensAfter": .integer(0...999_999_999), "bidsFor": .integer(1...999_999_999),
          "secondsPerDay?": .integer(0...86_400),
        ]),
        .form(["opens": .seconds, "deadline": .seconds]),
      ]), "grace": .integer(0...999_999_999), "recovery": .integer(0...999_999_999), "threshold": .integer(0...99),
      "minimum": .integer(0...999_999_999), "reviewed": .bool, "discloseAll?": .bool,
      "qualification?": .list(.text(2000), max: 100), "consortium?": .bool, "follows?": .id,
      "framework?": .frameworkTerms,
      "legalNotes?": .list(.form(["rule": .text(20), "at": .text(300), "note": .text(2000)]), max: 100),
      "people": .form([
        "openingOfficer": .keyReference, "drawingOfficer": .keyReference, "administrator": .keyReference,
        "evaluators": .list(.keyReference, max: 50), "custodians": .list(.keyReference, max: 50),
      ]),
      "service": .form([
        "requirement": .text(2000), "standard": .text(2000), "validityDays": .integer(1...3650),
        "termDays": .integer(1...3650),
      ]),
      "lots": .list(
        .form([
          "id": .id, "park": .id, "title": .text(300), "budget": .price, "ceiling": .price,
          "sme?": .words(["reserved", "open"]), "bidSecurity?": .price, "parts": .list(.part, max: 20),
          "scheme": .scheme,
        ]), max: 400),
    ]))

  static let lot: Schema = [
    "lot": .id, "no": .integer, "title": .text, "park": .id, "state": .words(Lot.State.self), "budget": .price,
    "ceiling": .price, "bidSecurity": .price, "scheme": .scheme, "schemeSha256": .digest,
    "parts": .list(["part": .id, "bytesMax": .integer, "public": .bool]),
    "failure": .orNull(["ground": .text, "reason": .text]),
  ]

  static let tender = Schema.named(
    "Tender",
    [
      "id": .id, "title": .text, "profile": .words(Profile.self), "batch": .id, "state": .words(Tender.State.self),
      "rehearsal": .bool, "origin": .text, "notice": .orNull(.digest), "terms": .orNull(.digest),
      "opens": .orNull(.seconds), "deadline": .orNull(.seconds), "grace": .integer, "recovery": .integer,
      "threshold": .integer, "custodians": .integer, "minimum": .integer, "published?": .orNull(.seconds),
      "closed": .orNull(.seconds),
      "close": .orNull(.integer), "lots": .list(.lot), "now": .seconds, "amendments": .list(.amendment),
      "follows": .orNull(["tender": .id, "lots": .list(["lot": .id, "of": .id, "state": .words(Lot.State.self)])]),
      "end": .orNull(.words(Tender.End.self)),
      "cancellation": .orNull(["ground": .words(Cancellation.Ground.self), "reason": .text, "at": .seconds]),
    ])

  static let package = Schema.named(
    "TenderPackage",
    [
      "notice": .note, "statements": .list(.note), "amendments": .list(.note), "terms": .text, "policy": .text,
      "vkeys": .text,
    ])

  static let bundle = Schema.named(
    "Bundle", ["checkpoint": .note, "files": .list(["path": .text, "sha256": .hex, "bytes": .integer])])

  static let noteDraft = Schema.named(
    "NoteDraft", ["text": .text, "list": .orNull(.text), "files": .map(.base64)])

  private static let upToAllBids = 1...Tendering.Evaluation.bidsMax

  private static func passedOver(_ bid: Schema) -> Schema {
    .list(.form(["bid": bid, "ground": .words(Tendering.Award.PassingOver.self)]), max: upToAllBids.upperBound)
  }

  /// The award as it stands in the bundle.
  static let selectionFile = Schema.named(
    "SelectionFile",
    .form([
      "format": .words(["tender-selection/v1"]), "tender": .id, "lot": .id, "evaluation": .digest,
      "responded": .integer(upToAllBids), "eliminated": .integer(0...upToAllBids.upperBound),
      "placesMax": .integer(upToAllBids),
      "selected": .list(
        .form([
          "place": .integer(upToAllBids), "bid": .digest, "bidder": .keyReference, "rank": .integer(upToAllBids),
          "price": .price,
        ]), max: upToAllBids.upperBound), "passedOver": passedOver(.digest),
    ]))
  static let awardFile = Schema.named(
    "AwardFile",
    .form([
      "format": .words(["tender-award/v1"]), "tender": .id, "lot": .id, "evaluation": .digest, "bid": .digest,
      "rank": .integer(upToAllBids), "price": .price, "ground": .words(Tendering.Award.Ground.self),
      "passedOver": passedOver(.digest),
    ]))

  /// A note and what goes beside it: a failure's `reason`, a committee's `people`, a draw's `candidates` and who `declined`, a
  /// member's `sheet`, the `lot` of an evaluation with the `bid` to be shown and those `passedOver`, an `award`, a `selection`, the form of an
  /// `amendment`, a `clarification` or a `cancellation`.
  static let envelope = Schema.named(
    "NoteEnvelope",
    [
      "note": .note, "list?": .text, "reason?": .text,
      "people?": .map(.form(["person": .keyReference, "kind": .words(["expert", "representative"]), "chair": .bool])),
      "candidates?": .map(.keyReference), "declined?": .map(.text), "sheet?": .map(.map(.text)), "lot?": .id,
      "bid?": .hex, "passedOver?": passedOver(.hex), "award?": .awardFile, "selection?": .selectionFile,
      "amendment?": .tenderChange,
      "clarification?": .clarification, "cancellation?": .cancellation,
    ])
  static let takenNote = Schema.named("TakenNote", ["id": .digest, "index": .orNull(.integer)])

  static let receipts: Schema = [
    "receipts": .list([
      "id": .hex, "type": .text, "lot": .orNull(.id), "part": .orNull(.id), "seq": .orNull(.integer),
      "received": .seconds, "tick": .orNull(.integer), "state": .words(["acknowledged", "ticked", "logged"]),
      "earlierTerms": .bool, "note": .note, "ack": .note,
    ])
  ]

  static let bids: Schema = [
    "bids": .list([
      "bid": .hex, "bidder": .keyReference, "name": .orNull(.text), "lot": .id, "part": .id, "seq": .integer,
      "payload": ["sha256": .hex, "bytes": .integer], "shares": .integer, "result": .orNull(.text),
      "price": .orNull(.text),
    ])
  ]

  static let bid: Schema = [
    "bid": .hex, "note": .note, "notice": .note, "result": .orNull(.text),
    "shares": .list(["index": .integer, "share": .base64]),
  ]

  /// Findings of one reviewer; a bid that passed has neither ground nor reason.
  static let findings = Schema.named(
    "Findings",
    .form([
      "findings": .list(
        .form([
          "bid": .hex, "passed": .bool, "ground?": .words(Invalidity.Ground.self), "reason?": .orNull(.text(2000)),
        ]),
        max: 1000)
    ]))

  /// The buyer's, which also say what came as bid security and who else is in a consortium.
  static let qualificationFindings = Schema.named(
    "QualificationFindings",
    .form([
      "findings": .list(
        .form([
          "bid": .hex, "passed": .bool, "ground?": .words(Invalidity.Ground.self), "reason?": .orNull(.text(2000)),
          "security?": .form(["received": .bool, "form?": .words(BidSecurity.Form.self)]),
          "members?": .list(.creditCode, max: Offer.membersMax),
        ]),
        max: 1000)
    ]))

  static let reviews = Schema.named(
    "Reviews",
    [
      "lot": .id, "state": .words(Lot.State.self), "members": .integer, "vacant": .list(.id), "sheets": .integer,
      "part": .orNull(.id), "parts": .list(.id),
      "bids": .list([
        "bid": .hex, "bidder": .keyReference, "result": .orNull(.text), "underReview": .bool, "scored": .bool,
        "qualified": .orNull(.bool),
        "findings": .integer, "invalid": .orNull(["stage": .text, "ground": .text, "reason": .text]),
      ]),
    ])
}
