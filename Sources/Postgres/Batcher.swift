import Logging

/// How much a batcher takes at once and how much it lets wait.
public struct BatchLimits: Hashable, Sendable {
  /// Items of one transaction.
  public var batchItemsMax = 256
  /// Weight of one transaction, in the unit of the batcher's `weigh`; a single heavier item goes alone.
  public var batchWeightMax = 16 * 1024 * 1024
  /// Items that wait.
  public var waitingItemsMax = 4_096
  /// Weight of what waits.
  public var waitingWeightMax = 128 * 1024 * 1024

  public init() {}
}

/// Why a batcher did not take an item; nothing was done.
public enum BatcherFailure: Error, Hashable, Sendable {
  /// The database does not keep up: ask again later.
  case full(waiting: Int)
  /// The program is ending.
  case closed
}

/// Group commit: many callers, one transaction, an answer for each after COMMIT.
///
/// A batch is cut when a lane becomes free, without a timer: one caller alone is served at once, and under load a
/// batch holds whatever came while the one before was being committed.
///
///     let bids = Batcher<NewBid, Verdict>(configuration, logger: logger, weigh: { $0.payload.count }) { tx, bids in
///       try tx.insert(bids).map(Result.success)          // one verdict for each item, in order
///     }
///     let verdict = try await bids.submit(bid)
public final class Batcher<Item: Sendable, Answer: Sendable>: Sendable {
  /// Decides about all items inside one transaction: a result for each, in order. Throwing undoes them all.
  public typealias Perform = @Sendable (borrowing Transaction, [Item]) throws -> [Result<Answer, any Error>]

  private struct Entry: Sendable {
    let item: Item
    let weight: Int
    let continuation: CheckedContinuation<Answer, any Error>
  }

  private struct State {
    var waiting: [Entry] = []
    var weight = 0
    /// Lanes that write nothing at the moment.
    var idle: [Int]
    var isClosed = false
    var idlers: [CheckedContinuation<Void, Never>] = []
  }

  private enum Step { case refused(BatcherFailure), start(lane: Int), wait }

  /// One connection a lane.
  private let lanes: [Connection]
  private let reader: Reader
  private let isolation: Isolation
  private let limits: BatchLimits
  private let logger: Logger
  private let weigh: @Sendable (Item) -> Int
  private let perform: Perform
  private let state: Locked<State>

  /// - Parameters:
  ///   - reader: for whom all items are written.
  ///   - lanes: transactions under way at once. With two, one batch is collected and sent while the one before it waits
  ///     for the disk; the writer's own locks keep apart what must not meet.
  ///   - weigh: the weight of an item, in bytes for instance; by default only the number of items is bounded.
  ///   - perform: see `Perform`; it is run again on 40001 and 40P01, so it has no effect outside the transaction.
  /// - Throws: `notConnected` when the system gives no further thread.
  public init(
    _ configuration: DatabaseConfiguration, as reader: Reader = .nobody, lanes: Int = 1,
    isolation: Isolation = .readCommitted,
    limits: BatchLimits = BatchLimits(), logger: Logger, weigh: @escaping @Sendable (Item) -> Int = { _ in 0 },
    perform: @escaping Perform
  ) throws(PostgresFailure) {
    precondition(lanes > 0, "a batcher without a lane writes nothing")
    var connections: [Connection] = []
    for _ in 0..<lanes { connections.append(try Connection(configuration, logger: logger)) }
    self.lanes = connections
    state = Locked(State(idle: Array((0..<lanes).reversed())))
    self.reader = reader
    self.isolation = isolation
    self.limits = limits
    self.logger = logger
    self.weigh = weigh
    self.perform = perform
  }

  /// Hands an item over and returns its answer once the transaction that holds it is committed.
  ///
  /// A caller cancelled meanwhile still gets the answer: the deed is done or refused, never forgotten half-way.
  ///
  /// - Throws: `BatcherFailure` (nothing done); the item's own verdict when that is a failure; `PostgresFailure`, of
  ///   which `outcomeUnknown` says that the item may be stored: look before repeating.
  public func submit(_ item: Item) async throws -> Answer {
    let weight = weigh(item)
    return try await withCheckedThrowingContinuation { continuation in
      let step = state.withLock { state -> Step in
        if state.isClosed { return .refused(.closed) }
        guard state.waiting.count < limits.waitingItemsMax,
          state.waiting.isEmpty || state.weight + weight <= limits.waitingWeightMax
        else { return .refused(.full(waiting: state.waiting.count)) }
        state.waiting.append(Entry(item: item, weight: weight, continuation: continuation))
        state.weight += weight
        return state.idle.popLast().map(Step.start) ?? .wait
      }
      switch step {
      case .refused(let failure): continuation.resume(throwing: failure)
      case .start(let lane): Task { await drain(lane) }
      case .wait: break
      }
    }
  }

  /// Items that wait at this moment, not counting those being written.
  public var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Refuses new items, waits until those taken are answered, and closes the connections.
  public func close() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state -> Bool in
        state.isClosed = true
        guard state.idle.count < lanes.count else { return true }
        state.idlers.append(continuation)
        return false
      }
      if isIdle { continuation.resume() }
    }
    for lane in lanes { await lane.close() }
  }

  private func drain(_ lane: Int) async {
    while let batch = next(for: lane) { await settle(batch[...], on: lanes[lane]) }
  }

  /// What the lane's next transaction holds; `nil` when nothing waits, and the lane is idle then.
  private func next(for lane: Int) -> [Entry]? {
    let (batch, idlers) = state.withLock { state -> ([Entry]?, [CheckedContinuation<Void, Never>]) in
      guard !state.waiting.isEmpty else {
        state.idle.append(lane)
        guard state.idle.count == lanes.count else { return (nil, []) }
        defer { state.idlers = [] }
        return (nil, state.idlers)
      }
      var count = 0
      var weight = 0
      for entry in state.waiting.prefix(limits.batchItemsMax) {
        guard count == 0 || weight + entry.weight <= limits.batchWeightMax else { break }
        count += 1
        weight += entry.weight
      }
      let batch = Array(state.waiting.prefix(count))
      state.waiting.removeFirst(count)
      state.weight -= weight
      return (batch, [])
    }
    for idler in idlers { idler.resume() }
    return batch
  }

  private func settle(_ batch: ArraySlice<Entry>, on connection: Connection) async {
    let items = batch.map(\.item)
    do {
      let perform = self.perform
      let verdicts = try await connection.transaction(as: reader, isolation: isolation) { tx in
        let verdicts = try perform(tx, items)
        guard verdicts.count == items.count else {
          throw PostgresFailure(
            .mismatch, statement: "batch", message: "\(verdicts.count) verdicts for \(items.count) items")
        }
        return verdicts
      }
      for (entry, verdict) in zip(batch, verdicts) { entry.continuation.resume(with: verdict) }
    } catch {
      guard batch.count > 1, Self.mayBeOneItemsFault(error) else {
        for entry in batch { entry.continuation.resume(throwing: error) }
        return
      }
      // One bad row undid its neighbours: halve until it stands alone and the others are stored.
      logger.warning("a batch was undone and is split", metadata: ["items": "\(batch.count)", "reason": "\(error)"])
      let middle = batch.startIndex + batch.count / 2
      await settle(batch[..<middle], on: connection)
      await settle(batch[middle...], on: connection)
    }
  }

  /// False where the server, not the item, is in trouble: trying each alone would only load it more.
  private static func mayBeOneItemsFault(_ error: any Error) -> Bool {
    guard let failure = error as? PostgresFailure else { return true }
    guard failure.kind == .refused else { return failure.kind == .mismatch }
    // Connections, locks, resources, operators, the system, bugs of the server.
    return !["08", "25", "40", "53", "55", "57", "58", "XX"].contains(failure.sqlstate?.prefix(2) ?? "XX")
  }
}
