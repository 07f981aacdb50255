import Tendering

/// A moment by the daemon's clock, in microseconds since 1970: what the database keeps as `timestamptz`.
public struct Moment: Hashable, Comparable, Sendable {
  public let micros: Int64

  public init(micros: Int64) { self.micros = micros }
  public init(seconds: Int) { micros = Int64(seconds) * 1_000_000 }

  /// Whole seconds, rounded down.
  public var seconds: Int { Int(micros >= 0 ? micros / 1_000_000 : -((999_999 - micros) / 1_000_000)) }
  public var instant: Instant { Instant(seconds: Int64(seconds)) }
  public var precise: PreciseInstant { PreciseInstant(micros: micros) }

  public static func < (a: Moment, b: Moment) -> Bool { a.micros < b.micros }
}
