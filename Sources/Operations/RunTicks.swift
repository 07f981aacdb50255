import Logging
import Store

extension Office {
  /// Ticks, opens and closes what is due, until the task is cancelled.
  public func runTicks() async throws {
    do {
      try await resumeOpenings()
      try await resumeOpenData()
    } catch is CancellationError {
      return
    } catch {
      logger.error("what was cut off is not finished", metadata: ["reason": "\(error)"])
    }
    var open: [OpenTender] = []
    var published = ContinuousClock.now
    while !Task.isCancelled {
      do {
        try await lookAround(isDeadlineNear: open.contains { isNear($0.deadlineAt) })
        open = try await closeDueTenders()
        if try await tick() != nil {
          published = .now
        } else if published + .seconds(1) <= .now {
          // What other daemons wrote into the log is shown here too.
          await publisher.publish()
          published = .now
        }
      } catch is CancellationError {
        return
      } catch {
        logger.error("tick failed, tried again", metadata: ["reason": "\(error)"])
      }
      do { try await Task.sleep(for: nap(before: open.map(\.deadlineAt))) } catch { return }
    }
  }

  /// Half a second before a deadline, and from it to the close.
  private func isNear(_ deadline: Moment) -> Bool { now.micros >= deadline.micros - Self.nearMicroseconds }

  private static var nearMicroseconds: Int64 { 500_000 }

  /// Short naps: a close is due at its deadline, not at the next tick; and while one is under way others wait for what
  /// this daemon says.
  private func nap(before deadlines: [Moment]) -> Duration {
    let now = now.micros
    let near = deadlines.map { $0.micros - Self.nearMicroseconds - now }.min() ?? .max
    guard near > 0 else { return .milliseconds(40) }
    return .milliseconds(min(near / 1000 + 1, 250))
  }
}
