import Tendering

// The forms of draws, of a bidder's own result, and of the office's check of its own bundle.

extension Schema {
  static let drawCommitment = Schema.named(
    "DrawCommitment", .form(["purpose": .words(Tendering.Draw.Purpose.self), "commitment": .digest]))

  static let drawSecret = Schema.named("DrawSecret", .form(["secret": .base64]))

  /// One draw that was announced: whose secret has come is told, the secrets are not.
  static let draw = Schema.named(
    "Draw",
    [
      "draw": .hex, "state": .words(["running", "drawn", "void"]), "note": .note, "list": .text,
      "parties": .list(["party": .keyReference, "revealed": .bool]), "result": .list(.text), "reason": .orNull(.text),
    ])

  static let draws = Schema.named(
    "Draws",
    [
      "tender": .id,
      "lots": .list([
        "lot": .id, "purpose": .words(Tendering.Draw.Purpose.self), "open": .bool, "tied": .list(.hex),
        "committed": .list(["party": .keyReference, "commitment": .digest]), "draws": .list(.draw),
      ]),
    ])

  /// An element of the evaluation file with the salt of its seal.
  static let ownResult = Schema.named(
    "OwnResult",
    [
      "format": .words(["tender-result/v1"]), "tender": .id, "lot": .id, "evaluation": .digest, "element": .element,
      "salt": .orNull(.digest),
    ])

  static let verification = Schema.named(
    "Verification",
    [
      "tender": .id, "state": .words(["notFinished", "waiting", "checked", "failed", "tooLarge"]), "current?": .bool,
      "holds?": .orNull(.bool), "checked?": .orNull(.seconds), "logSize?": .orNull(.integer),
      "findings": .list([
        "check": .text, "result": .words(["ok", "FAIL", "note"]), "zh": .text, "en": .text, "subject": .orNull(.text),
        "missing": .bool,
      ]), "bytes?": .integer, "bytesMax?": .integer,
    ])
}
