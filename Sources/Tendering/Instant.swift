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

/// A moment in microseconds since 1970, as the database keeps it: what follows within the same second has its order.
public struct PreciseInstant: Hashable, Comparable, Sendable {
  public let micros: Int64

  public init(micros: Int64) { self.micros = micros }

  public init(_ instant: Instant) {
    let (micros, over) = instant.seconds.multipliedReportingOverflow(by: 1_000_000)
    self.micros = over ? (instant.seconds < 0 ? .min : .max) : micros
  }

  /// Whole seconds, rounded down.
  public var instant: Instant { Instant(seconds: micros / 1_000_000 - (micros % 1_000_000 < 0 ? 1 : 0)) }

  public static func < (a: PreciseInstant, b: PreciseInstant) -> Bool { a.micros < b.micros }
}
