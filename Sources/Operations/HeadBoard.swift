import Synchronization

/// The signed head where everybody can see it, with those who wait for the next one.
///
/// Waiting costs nothing while nothing happens; a new head wakes everybody who waits for less.
public final class HeadBoard: Sendable {
  private struct Waiter {
    let size: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var checkpoint: [UInt8]?
    var size = 0
    var waiters: [UInt64: Waiter] = [:]
    var nextWaiter: UInt64 = 0
    var isOver = false
  }

  private let state = Mutex(State())

  public init() {}

  /// The signed checkpoint; nil before the first.
  public var checkpoint: [UInt8]? { state.withLock { $0.checkpoint } }
  /// How many entries it covers.
  public var size: Int { state.withLock { $0.size } }
  /// Nobody is to wait any more: the daemon stops.
  public var isOver: Bool { state.withLock { $0.isOver } }

  public func post(_ checkpoint: [UInt8], size: Int) {
    wake { state in
      state.checkpoint = checkpoint
      state.size = size
    }
  }

  /// Lets everybody who waits go, now and from now on.
  public func end() { wake { $0.isOver = true } }

  /// Returns when the head covers more than `size` entries, after `time`, when the board is over, or when the task is
  /// cancelled; look afterwards which it was.
  public func wait(beyond size: Int, atMost time: Duration) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.wait(beyond: size) }
      group.addTask { try? await Task.sleep(for: time) }
      await group.next()
      group.cancelAll()
    }
  }

  private func wait(beyond size: Int) async {
    let number = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let goesOn = state.withLock { state in
          guard state.size <= size, !state.isOver, !Task.isCancelled else { return true }
          state.waiters[number] = Waiter(size: size, continuation: continuation)
          return false
        }
        if goesOn { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume()
    }
  }

  private func wake(_ change: (inout State) -> Void) {
    let woken = state.withLock { state -> [Waiter] in
      change(&state)
      let (size, isOver) = (state.size, state.isOver)
      let ready = state.waiters.filter { isOver || $0.value.size < size }
      for number in ready.keys { state.waiters[number] = nil }
      return Array(ready.values)
    }
    for waiter in woken { waiter.continuation.resume() }
  }
}
