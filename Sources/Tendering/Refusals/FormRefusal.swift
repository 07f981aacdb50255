import Exact

/// A document that does not have its form; `field` is a path such as `criteria[1].step`.
public enum FormRefusal: Refusal {
  case notAnObject(field: String)
  case missing(field: String)
  case unknown(field: String)
  /// Of another JSON type, or not one of the words that may stand there.
  case wrong(field: String)
  /// A number in a text that is not written as it must be.
  case number(field: String, fault: NumberFault)
  case tooLong(field: String, max: Int)
  case tooMany(field: String, max: Int)

  public var code: String {
    switch self {
    case .notAnObject: "form.notAnObject"
    case .missing: "form.missing"
    case .unknown: "form.unknown"
    case .wrong: "form.wrong"
    case .number: "form.number"
    case .tooLong: "form.tooLong"
    case .tooMany: "form.tooMany"
    }
  }

  public var field: String {
    switch self {
    case .notAnObject(let field), .missing(let field), .unknown(let field), .wrong(let field), .number(let field, _),
      .tooLong(let field, _), .tooMany(let field, _):
      field
    }
  }
}
