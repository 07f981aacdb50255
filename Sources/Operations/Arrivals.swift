import Store
import Synchronization

/// What has arrived at this daemon and is not answered yet, by the moment at which its last byte was read.
///
/// It tells the moment up to which everything is settled: whatever arrived before it is written down or refused, and
/// nothing will be stamped with an earlier one. A close waits for that moment to reach the deadline, here and at every
/// other daemon; a submission waits for nobody.
public final class Arrivals: Sendable {
  /// One thing that is in hand, until it is settled.
  public struct Arrival: Hashable, Sendable {
    public let at: Moment
    fileprivate let number: UInt64
  }

  private struct State {
    var inHand: [UInt64: Moment] = [:]
    var number: UInt64 = 0
    /// What was called settled last: no stamp may lie before it.
    var floor = Moment(micros: .min)

    mutating func hold(_ at: Moment) -> Arrival {
      number += 1
      inHand[number] = at
      return Arrival(at: at, number: number)
    }

    /// A clock that steps back a little must not reach behind what was called settled. One that was set back was wrong
    /// before, and what it called settled then is worth nothing.
    mutating func reading(_ now: Moment) -> Moment {
      if now < floor, floor.micros - now.micros <= Arrivals.stepMicrosMax { return floor }
      if now < floor { floor = now }
      return now
    }
  }

  private static let stepMicrosMax: Int64 = 1_000_000

  private let clock: @Sendable () -> Moment
  private let state = Mutex(State())

  public init(clock: @escaping @Sendable () -> Moment) { self.clock = clock }

  /// The moment of an arrival that nothing need wait for.
  public func stamp() -> Moment { state.withLock { $0.reading(clock()) } }

  /// The moment of an arrival that a close waits for until it is settled.
  public func take() -> Arrival {
    state.withLock { state in state.hold(state.reading(clock())) }
  }

  /// Holds on to something that was stamped before.
  public func hold(_ at: Moment) -> Arrival { state.withLock { $0.hold(at) } }

  /// It is answered. Doing this twice does no harm.
  public func settle(_ arrival: Arrival) {
    state.withLock { state in _ = state.inHand.removeValue(forKey: arrival.number) }
  }

  /// The moment before which nothing is in hand and nothing more will be stamped.
  ///
  /// It looks at everything in hand, of which there is no more than there are connections; it is asked for a few times
  /// a second.
  public func settledUpTo() -> Moment {
    state.withLock { state in
      state.floor = state.reading(clock())
      return state.inHand.values.min().map { min($0, state.floor) } ?? state.floor
    }
  }

  /// How many things are in hand.
  public var count: Int { state.withLock { $0.inHand.count } }
}
