import Logging
import Notes
import Postgres
import Store
import Synchronization
import Tendering

/// This daemon among those that serve one database.
///
/// Each says now and then, and every few hundredths of a second around a deadline, up to which moment everything that
/// arrived at it is settled. Whoever closes a tender looks at what the others said last. No submission does.
public final class Presence: Sendable {
  /// 32 hexadecimal digits, new at each start.
  public let id: String
  let lastBeat = Mutex<ContinuousClock.Instant?>(nil)
  /// How far PostgreSQL's clock was from ours at the last look, in milliseconds; nil before the first.
  let clockDifference = Mutex<Int?>(nil)

  init(id: [UInt8]) { self.id = Hex.encode(id) }
}

extension Office {
  /// Who has said nothing for this long does not hold up a close: it was killed, or cannot write anyway. A close waits
  /// no longer than the grace for anybody.
  static var silentSeconds: Int { 10 }
  private static var beatEvery: Duration { .seconds(2) }

  /// Joins the daemons of this database: compares the clocks and says how far this one is. Before the first request.
  public func join() async throws {
    try await beat()
    try await database.write { tx in try tx.removeDaemons(silentFor: 86_400) }
  }

  /// Leaves them, so that no close waits for this one. After the last request.
  public func leave() async {
    do {
      let id = presence.id
      try await database.write { tx in try tx.removeDaemon(id) }
    } catch {
      // The others wait a few seconds more, at most.
      logger.info("left without saying so", metadata: ["reason": "\(error)"])
    }
  }

  /// How far PostgreSQL's clock was from ours at the last look.
  var clockDifferenceMilliseconds: Int { presence.clockDifference.withLock { $0 ?? 0 } }

  /// False while the two clocks differ too much to judge a deadline: nothing is taken, ticked or closed then.
  var isClockSure: Bool { clockDifferenceMilliseconds.magnitude <= limits.clockSkewMillisecondsMax.magnitude }

  /// Looks at PostgreSQL's clock beside ours, and says how far this daemon is when a deadline is near or it has not said
  /// so for a while.
  ///
  /// - Parameter isDeadlineNear: whether somebody may be about to close.
  func lookAround(isDeadlineNear: Bool) async throws {
    let last = presence.lastBeat.withLock { $0 }
    if isDeadlineNear || last.map({ $0 + Self.beatEvery <= .now }) ?? true { return try await beat() }
    try await compareClocks { tx in try tx.databaseClock() }
  }

  private func beat() async throws {
    let id = presence.id
    let arrivals = self.arrivals
    try await compareClocks { tx in
      // Asked inside, so that a transaction that runs again says what is true then.
      try tx.beat(daemon: id, settledUpTo: arrivals.settledUpTo())
    }
    presence.lastBeat.withLock { $0 = .now }
  }

  private func compareClocks(_ look: @Sendable (borrowing Transaction) throws -> Moment) async throws {
    let before = now
    let theirs = try await database.write { tx in try look(tx) }
    let after = now
    // Theirs was read at some moment between; a difference within that span proves nothing.
    let difference =
      theirs < before ? theirs.micros - before.micros : theirs > after ? theirs.micros - after.micros : 0
    let milliseconds = Int(difference / 1000)
    let wasSure = isClockSure
    presence.clockDifference.withLock { $0 = milliseconds }
    if wasSure != isClockSure {
      logger.error(
        isClockSure ? "the clocks agree again" : "the clocks differ: no bid is taken, nothing ticks or closes",
        metadata: ["milliseconds": "\(milliseconds)"])
    }
  }
}
