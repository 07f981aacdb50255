import Logging

/// Connections lent one at a time; callers beyond their number wait in order of arrival, for a bounded time.
final class Pool: Sendable {
  private struct Waiter {
    let number: UInt64
    let deadline: ContinuousClock.Instant
    let continuation: CheckedContinuation<Connection, any Error>
  }

  private struct State {
    var idle: [Connection] = []
    var madeCount = 0
    var waiters: [Waiter] = []
    var nextNumber: UInt64 = 0
    var isSweeping = false
    var isClosed = false
  }

  private let configuration: DatabaseConfiguration
  private let logger: Logger
  private let state = Locked(State())

  init(_ configuration: DatabaseConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
  }

  var usage: PoolUsage {
    state.withLock { PoolUsage(made: $0.madeCount, idle: $0.idle.count, waiting: $0.waiters.count) }
  }

  private enum Found {
    case connection(Connection)
    case room
    case busy
  }

  /// - Throws: `poolExhausted`, `closed`, or `CancellationError` when the task is cancelled while it waits.
  func acquire() async throws -> Connection {
    let found = try state.withLock { state throws(PostgresFailure) -> Found in
      guard !state.isClosed else { throw PostgresFailure(.closed, message: "the pool is closed") }
      if let connection = state.idle.popLast() { return .connection(connection) }
      guard state.madeCount < max(1, configuration.connectionsMax) else { return .busy }
      state.madeCount += 1
      return .room
    }
    switch found {
    case .connection(let connection): return connection
    case .room:
      do {
        return try Connection(configuration, logger: logger)
      } catch {
        state.withLock { $0.madeCount -= 1 }
        throw error
      }
    case .busy: return try await wait()
    }
  }

  /// Gives a connection back: to the first in the queue, else to the shelf.
  func release(_ connection: Connection) {
    let waiter = state.withLock { state -> Waiter? in
      guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
      if state.isClosed { state.madeCount -= 1 } else { state.idle.append(connection) }
      return nil
    }
    waiter?.continuation.resume(returning: connection)
  }

  func close() async {
    let (idle, waiters) = state.withLock { state -> ([Connection], [Waiter]) in
      defer {
        state.isClosed = true
        state.madeCount -= state.idle.count
        state.idle = []
        state.waiters = []
      }
      return (state.idle, state.waiters)
    }
    for waiter in waiters {
      waiter.continuation.resume(throwing: PostgresFailure(.closed, message: "the pool is closed"))
    }
    for connection in idle { await connection.close() }
    while state.withLock({ $0.madeCount }) > 0 {
      do { try await Task.sleep(for: .milliseconds(5)) } catch { return }
    }
  }

  private func wait() async throws -> Connection {
    let number = state.withLock { state -> UInt64 in
      state.nextNumber += 1
      return state.nextNumber
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        enqueue(Waiter(number: number, deadline: .now + configuration.acquireTimeout, continuation: continuation))
        // The handler may have run before the waiter was there to be found.
        if Task.isCancelled { cancel(number) }
      }
    } onCancel: {
      cancel(number)
    }
  }

  private func enqueue(_ waiter: Waiter) {
    enum Step { case served(Connection), refused, sweep, wait }
    let step = state.withLock { state -> Step in
      if state.isClosed { return .refused }
      // A connection may have come back between the first look and this one.
      if let connection = state.idle.popLast() { return .served(connection) }
      state.waiters.append(waiter)
      guard !state.isSweeping else { return .wait }
      state.isSweeping = true
      return .sweep
    }
    switch step {
    case .served(let connection): waiter.continuation.resume(returning: connection)
    case .refused: waiter.continuation.resume(throwing: PostgresFailure(.closed, message: "the pool is closed"))
    case .sweep: Task { await sweep() }
    case .wait: break
    }
  }

  private func cancel(_ number: UInt64) {
    let waiter = state.withLock { state -> Waiter? in
      guard let place = state.waiters.firstIndex(where: { $0.number == number }) else { return nil }
      return state.waiters.remove(at: place)
    }
    waiter?.continuation.resume(throwing: CancellationError())
  }

  /// Refuses those whose time is up, for as long as anyone waits. All wait equally long, so the first is always the next.
  private func sweep() async {
    while true {
      let now = ContinuousClock().now
      let (late, next) = state.withLock { state -> ([Waiter], ContinuousClock.Instant?) in
        let count = state.waiters.firstIndex { $0.deadline > now } ?? state.waiters.count
        let late = Array(state.waiters.prefix(count))
        state.waiters.removeFirst(count)
        let next = state.waiters.first?.deadline
        if next == nil { state.isSweeping = false }
        return (late, next)
      }
      for waiter in late {
        waiter.continuation.resume(
          throwing: PostgresFailure(.poolExhausted, message: "all connections stayed busy"))
      }
      guard let next else { return }
      try? await Task.sleep(until: next, clock: .continuous)
    }
  }
}
