import Tendering

/// What came in is not what the deed asks for.
public enum InputRefusal: Refusal {
  case notUTF8
  case notJSON(String)
  /// A member that is missing or not of its kind; `field` is its path.
  case malformed(field: String, expected: String)
  case unknownKey(String)
  case tooLarge(max: Int)
  case notFound(String)
  /// Too much at once: try again in a moment. Nothing was done.
  case busy

  public var code: String {
    switch self {
    case .notUTF8: "input.notUTF8"
    case .notJSON: "input.notJSON"
    case .malformed: "input.malformed"
    case .unknownKey: "input.unknownKey"
    case .tooLarge: "input.tooLarge"
    case .notFound: "input.notFound"
    case .busy: "input.busy"
    }
  }
}
