import Logging
import Notes
import Postgres
import Store
import Tendering
import Transparency

extension Office {
  /// One tick, if it is due: for every open tender the root over the notes taken since the last one.
  ///
  /// The head's lock makes it one tick each time, whoever else runs on this database.
  ///
  /// - Returns: the tick, or nil when no tender is open or another daemon ticked a moment ago.
  @discardableResult
  public func tick() async throws -> TickText? {
    let at = now
    let period = Int64(limits.tickSeconds) * 1_000_000
    let tick = try await database.write { tx -> TickText? in
      let head = try tx.logHead(locked: true)
      // After the lock, so that a tender closed meanwhile is not given a line.
      let open = try tx.openTenders()
      guard !open.isEmpty else { return nil }
      // A little early counts: the loop sleeps for whole periods and must not skip one over a millisecond.
      if let last = head.tickAt, at.micros < last.micros + period - period / 4 { return nil }
      for tender in open where tender.state == .published { _ = try openIfDue(tender, at: at, in: tx) }
      return try appendTick(for: open, at: at, in: tx)
    }
    if tick != nil { await publisher.publish() }
    return tick
  }

  /// Ticks and closes what is due, until the task is cancelled.
  public func runTicks() async throws {
    while !Task.isCancelled {
      do {
        try await compareClocks()
        try await closeDueTenders()
        try await tick()
      } catch is CancellationError {
        return
      } catch {
        logger.error("tick failed, tried again", metadata: ["reason": "\(error)"])
      }
      // Short naps: a close is due at its deadline, not at the next tick.
      let nap = min(Int64(limits.tickSeconds) * 1000, 250)
      do { try await Task.sleep(for: .milliseconds(nap)) } catch { return }
    }
  }

  /// Looks at PostgreSQL's clock beside ours; while they differ too much no bid is taken.
  private func compareClocks() async throws {
    let before = now
    let theirs = try await database.read { tx in try tx.databaseClock() }
    let after = now
    // Theirs was read at some moment between; a difference within that span proves nothing.
    let difference =
      theirs < before ? theirs.micros - before.micros : theirs > after ? theirs.micros - after.micros : 0
    desk.noteClockDifference(milliseconds: Int(difference / 1000))
  }

  private func openIfDue(_ tender: TenderRow, at: Moment, in tx: borrowing Transaction) throws -> Bool {
    guard let opens = tender.opensAt, opens <= at, try tx.markOpen(tender.id, at: at) else { return false }
    for lot in try tx.lots(of: tender.id) where lot.state == .published {
      _ = try tx.move(lot: lot.id, of: tender.id, from: lot.state, to: try lot.state.after(.open))
    }
    return true
  }

  /// Appends one tick with a line for every open tender. The caller holds the head's lock.
  func appendTick(for open: [TenderRow], at: Moment, in tx: borrowing Transaction) throws -> TickText {
    let head = try tx.logHead(locked: true)
    let number = head.tick + 1
    // Time never goes back, whatever the clock did.
    let time = max(at, head.tickAt ?? at)
    var batches: [TickText.Batch] = []
    var placed: [(tender: String, notes: [(note: Digest, slot: Int)])] = []
    var random = RandomSource(bytes: clock.random)
    for tender in open {
      let waiting = try tx.takePending(of: tender.id, limit: BatchTree.slots)
      var free = FreeSlots()
      var notes: [(note: Digest, slot: Int)] = []
      for note in waiting {
        guard let slot = free.draw(using: &random) else { break }
        notes.append((note, slot))
      }
      let tree = try BatchTree(
        master: try tx.master(of: tender.id), tick: number, notes: notes.map { ($0.slot, $0.note) })
      batches.append(TickText.Batch(tender: tender.id, root: tree.root))
      placed.append((tender.id, notes))
    }
    let tick = TickText(number: number, time: time.seconds, batches: batches)
    let index = try tx.append(entry: Array(tick.text.utf8))
    try tx.moveTick(to: number, at: Moment(seconds: tick.time))
    try tx.insertTick(tick, logIndex: index)
    for (tender, notes) in placed { try tx.insertTickNotes(tick: number, tender: tender, notes: notes) }
    return tick
  }
}

/// The office's chance as a generator of whole words.
struct RandomSource: RandomNumberGenerator {
  let bytes: @Sendable (Int) -> [UInt8]
  mutating func next() -> UInt64 { bytes(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
