import Canon
import Tendering

/// The law that a tender goes by, for papers that are worded by it.
///
/// Only the Tendering Law is told: papers from before anything was told are worded by procurement law.
public enum PaperLaw: String, Sendable, Hashable {
  case procurement, tendering

  public init(_ profile: Profile) { self = profile.isGovernmentProcurement ? .procurement : .tendering }

  /// A bare `nil` would be the JSON value null.
  var fact: JSON? { self == .tendering ? .some(.string(rawValue)) : .none }
}
