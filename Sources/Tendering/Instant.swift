/// A moment in whole Unix seconds, as it stands in notes.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }

  public var description: String { String(seconds) }

  /// So many seconds later; stays at the end of time rather than wrapping.
  public func adding(seconds more: Int64) -> Instant {
    let (sum, over) = seconds.addingReportingOverflow(more)
    return Instant(seconds: over ? (more < 0 ? .min : .max) : sum)
  }

  public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
}
