import Glibc
import Logging
import Notes
import Postgres
import Store
import Synchronization
import Transparency

/// Where signing can be cut off; nothing happens there, but tests make each of them fail.
public enum SigningCut: String, Sendable, CaseIterable {
  case beforeSigning, beforeFile, afterFile, beforePublishing, afterPublishing, beforeCosignature, afterCosignature
}

/// Signs heads and shows them: one daemon at a time signs, all show the newest.
///
/// The signer is the daemon whose session holds a lock in the database. Whoever takes it first asks the other daemons and
/// the witnesses how far the log has gone, and signs only what extends the newest head of these and of its own file.
///
/// Order: look at the database, check that it extends the last head, sign, write and sync the file, publish it to all
/// daemons through the database, show it. A crash before the file is written leaves the old head; after it, the new one,
/// which is published at the next start. Witnesses are asked afterwards, each by itself; nothing waits for them.
///
/// (`LogPublisher+Signing` takes the steps, `LogPublisher+Witnesses` asks the witnesses.)
public actor LogPublisher {
  let database: Database
  let key: SigningKey
  let file: HeadFile
  let neighbours: Neighbours
  let now: @Sendable () -> Moment
  let cut: @Sendable (SigningCut) throws -> Void
  let logger: Logger

  /// The connection whose session makes this daemon the signer, and the mark that it is known by.
  struct Chair {
    let connection: Connection
    let mark: String
  }
  var chair: Chair?
  /// A connection on which the lock was asked for in vain; kept for the next try.
  var spare: Connection?
  /// When the neighbours may be asked again, after nobody could be reached or somebody contradicted.
  var nextTry = ContinuousClock.now
  var failures = 0
  var chairFault: PublishFault?
  /// The last head that was signed, here or by another daemon.
  var head: SignedHead?
  var witnesses: [VerifierKey: WitnessMemory] = [:]
  private var running: Task<Void, Never>?
  private var waiting: Task<Void, Never>?

  nonisolated let shown = Mutex(Shown())
  /// Where the newest head stands, with the cosignatures at hand, and where one waits for the next.
  public nonisolated let board = HeadBoard()

  /// What requests see.
  struct Shown: Sendable {
    var head: Checkpoint?
    /// The log's signature alone.
    var note: SignedNote?
    /// How many cosignatures of this head had been read.
    var cosignatures = 0
    var at: ContinuousClock.Instant?
    /// The newest head that meets the stated policy.
    var trusted: (size: Int, bytes: [UInt8])?
    var fault: PublishFault?
    var isSigner = false
    var witnesses: [WitnessState] = []
  }

  /// - Parameters:
  ///   - headFile: path of the file with the last signed head; beside it lies a lock.
  ///   - cut: called where a process could end; throws in tests.
  public init(
    database: Database, key: SigningKey, headFile: String, neighbours: Neighbours = .none,
    now: @escaping @Sendable () -> Moment = systemMoment,
    cut: @escaping @Sendable (SigningCut) throws -> Void = { _ in },
    logger: Logger
  ) {
    self.database = database
    self.key = key
    file = HeadFile(headFile)
    self.neighbours = neighbours
    self.now = now
    self.cut = cut
    self.logger = logger
    for witness in neighbours.witnesses { witnesses[witness.key] = WitnessMemory(key: witness.key) }
    shown.withLock { $0.witnesses = neighbours.witnesses.map { WitnessState(key: $0.key) } }
  }

  // MARK: what is shown

  /// The signed checkpoint to serve, with the cosignatures at hand; nil before the first.
  public nonisolated var checkpoint: [UInt8]? { board.checkpoint }
  /// The head that it states.
  public nonisolated var shownHead: Checkpoint? { shown.withLock { $0.head } }
  /// How many entries are shown.
  public nonisolated var size: Int { board.size }
  /// Why nothing new is signed, if so.
  public nonisolated var trouble: PublishFault? { shown.withLock { $0.fault } }
  /// Whether this daemon is the one that signs.
  public nonisolated var isSigner: Bool { shown.withLock { $0.isSigner } }
  public nonisolated var witnessStates: [WitnessState] { shown.withLock { $0.witnesses } }

  /// Whether the newest head has lacked the cosignatures that the stated policy asks for, for so long that witnesses
  /// must be missing.
  public nonisolated var isQuorumMissing: Bool {
    guard neighbours.policy?.asksForWitnesses == true else { return false }
    return shown.withLock { shown in
      guard let head = shown.head, let at = shown.at, shown.trusted?.size != head.size else { return false }
      return ContinuousClock.now - at > .seconds(30)
    }
  }

  /// The trust policy that this daemon states: the log, and the witnesses with their quorum.
  public nonisolated var policyText: String {
    neighbours.policy.map { String(decoding: $0.statement, as: UTF8.self) } ?? Policy.text(log: key.verifier)
  }

  /// The witnesses that the stated policy names.
  public nonisolated var policyWitnesses: [VerifierKey] { neighbours.policy?.witnesses.map(\.key) ?? [] }

  /// A checkpoint of at least `size` entries for others to believe: the newest that meets the stated policy if it goes
  /// as far, otherwise the newest. Witnesses that answer are given a moment.
  public func checkpoint(covering size: Int) async -> [UInt8]? {
    if self.size < size { await publish() }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(1)
    while true {
      let (found, isHopeless) = shown.withLock { shown in
        let trusted = shown.trusted.flatMap { $0.size >= size ? $0.bytes : nil }
        return (trusted, shown.witnesses.contains { $0.trouble != nil })
      }
      if let found { return found }
      guard neighbours.policy?.asksForWitnesses == true, !isHopeless, clock.now < end else { return checkpoint }
      do { try await Task.sleep(for: .milliseconds(20)) } catch { return checkpoint }
      if !isSigner { await publish() }
    }
  }

  // MARK: rounds

  /// Reads the head file, checks the database against it, and publishes what may be published.
  ///
  /// - Parameter adopt: goes by what the database holds although there is no file; told on purpose only.
  /// - Throws: `PublishFault` when the database does not extend what was signed. That neighbours cannot be asked is no
  ///   reason not to start: they may be waiting for this daemon.
  public func start(adopt: Bool = false) async throws {
    try await begin(adopt: adopt)
    do { try await step() } catch let fault as PublishFault where fault == chairFault {
      complain(fault)
    }
  }

  /// Signs and publishes the database's head if it has grown, or shows what another daemon has published. Trouble is kept
  /// for `readyz` and logged, not thrown: the entry itself is committed, and the next call tries again.
  ///
  /// - Parameter patience: how long to wait for another daemon to sign what is committed now.
  public func publish(patience: Duration = .zero) async {
    await nextRound()
    guard patience > .zero, !isSigner else { return }
    guard let goal = try? await database.read({ tx in try tx.logHead().size }) else { return }
    let clock = ContinuousClock()
    let end = clock.now + patience
    while size < goal, clock.now < end {
      do { try await Task.sleep(for: .milliseconds(40)) } catch { return }
      await nextRound()
    }
  }

  /// Signs, shows and asks witnesses until the task is cancelled.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      for witness in neighbours.witnesses { group.addTask { await self.keepAsking(witness) } }
      while !Task.isCancelled {
        await nextRound()
        do { try await Task.sleep(for: .milliseconds(200)) } catch { break }
      }
      group.cancelAll()
    }
  }

  /// Leaves the signer's place to others.
  public func close() async {
    await leaveChair(isOrderly: true)
    if let spare {
      self.spare = nil
      await spare.close()
    }
  }

  /// One round that begins after this call; whoever comes before it has begun shares it.
  private func nextRound() async {
    if let waiting { return await waiting.value }
    let before = running
    let task = Task {
      await before?.value
      running = waiting
      waiting = nil
      await round()
    }
    waiting = task
    await task.value
  }

  private func round() async {
    do {
      try await step()
      shown.withLock { $0.fault = nil }
    } catch let fault as PublishFault {
      complain(fault)
    } catch {
      logger.error("no head signed now", metadata: ["reason": "\(error)"])
    }
  }

  private func complain(_ fault: PublishFault) {
    let isNew = shown.withLock { shown in
      defer { shown.fault = fault }
      return shown.fault != fault
    }
    if isNew { logger.critical("no head signed", metadata: ["code": "\(fault.code)", "reason": "\(fault.en)"]) }
  }
}

/// This machine's clock.
@Sendable public func systemMoment() -> Moment {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Moment(micros: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
}
