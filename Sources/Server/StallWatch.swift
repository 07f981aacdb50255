import NIOCore
import Synchronization

/// Cuts off a reader who asked for something and does not read it.
///
/// What is written waits until the connection takes more, so such a reader costs no more memory than the connection's
/// buffer and the piece that waits; without this it would cost that for ever.
final class StallWatch: Sendable {
  private let writingSince = Mutex<ContinuousClock.Instant?>(nil)

  /// Runs `body`, which writes through `writing`; closes the channel when one write takes longer than `stall`, so that
  /// the write fails.
  static func watching(
    _ channel: any Channel, stall: Duration, _ body: (StallWatch) async throws -> Void
  ) async throws {
    let watch = StallWatch()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await watch.run(channel, stall: stall) }
      defer { group.cancelAll() }
      try await body(watch)
    }
  }

  func writing(_ write: () async throws -> Void) async throws {
    writingSince.withLock { $0 = .now }
    defer { writingSince.withLock { $0 = nil } }
    try await write()
  }

  private func run(_ channel: any Channel, stall: Duration) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: min(stall / 4, .seconds(1)))
      guard let since = writingSince.withLock({ $0 }), ContinuousClock.now - since > stall else { continue }
      channel.close(promise: nil)
      return
    }
  }
}
