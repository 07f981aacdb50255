import Logging
import Notes
import Postgres
import Store
import Tendering
import Transparency

extension Office {
  /// One tick, if it is due: for every open tender the root over the notes taken since the last one.
  ///
  /// The head's lock makes it one tick each time, whoever else runs on this database: the clock is read and the period
  /// judged under it. A daemon that was away makes one tick on its return, at the time that it is; ticks of the past are
  /// not made up.
  ///
  /// - Returns: the tick, or nil when no tender is open, another daemon ticked a moment ago, or the clock is unsure.
  @discardableResult
  public func tick() async throws -> TickText? {
    guard isClockSure else { return nil }
    let at = now
    // A look without the lock: most of the time nothing is due.
    let look = try await database.read(as: .office) { tx in
      (tick: try tx.logHead().tickAt, open: try tx.openTenders())
    }
    if look.open.contains(where: { $0.state == .published && $0.opensAt <= at }) { try await openDueTenders(at: at) }
    guard !look.open.isEmpty, isTickDue(after: look.tick, at: at) else { return nil }
    let tick = try await database.write(as: .notary) { tx -> TickText? in
      let head = try tx.logHead(locked: true)
      let at = now
      guard isTickDue(after: head.tickAt, at: at) else { return nil }
      // After the lock, so that a tender closed meanwhile is not given a line.
      let open = try tx.openTenders().map(\.id)
      return open.isEmpty ? nil : try appendTick(for: open, head: head, at: at, in: tx)
    }
    if tick != nil { await publisher.publish() }
    return tick
  }

  /// Ticks stand on whole seconds, so a period that begins a little late does not make the next one late.
  private func isTickDue(after last: Moment?, at: Moment) -> Bool {
    last.map { at.micros >= $0.micros + Int64(limits.tickSeconds) * 1_000_000 } ?? true
  }

  /// From here on bids are taken. Nothing of it stands in the log, whose notice names the time.
  private func openDueTenders(at: Moment) async throws {
    try await database.write(as: .office) { tx in
      for tender in try tx.openDueTenders(at: at) {
        let lots = try tx.lots(of: tender).filter { $0.state == .published }
        _ = try tx.move(lots: lots.map(\.id), of: tender, from: .published, to: Lot.State.published.after(.open))
      }
    }
  }

  /// Appends one tick with a line for every open tender. A few statements, however many tenders and notes there are.
  ///
  /// - Parameters:
  ///   - open: the ids of all open tenders, bytewise.
  ///   - head: the log's head, whose lock the caller holds.
  func appendTick(
    for open: [String], head: LogHead, at: Moment, in tx: borrowing Transaction
  ) throws -> TickText {
    let number = head.tick + 1
    // Time never goes back, whatever the clock did.
    let time = max(at, head.tickAt ?? at)
    let masters = try tx.masters(of: open)
    let waiting = try tx.takeWaitingNotes(of: open, limit: BatchTree.slots)
    var random = RandomSource(bytes: clock.random)
    var batches: [TickText.Batch] = []
    var places: [TickPlace] = []
    for tender in open {
      guard let master = masters[tender] else {
        throw PostgresFailure(.mismatch, message: "tender \(tender) is open and has no master secret")
      }
      let placed = Self.place(waiting[tender] ?? [], using: &random)
      let tree = try BatchTree(master: master, tick: number, notes: placed)
      batches.append(TickText.Batch(tender: tender, root: tree.root))
      places += placed.map { TickPlace(tender: tender, note: $0.note, slot: $0.slot) }
    }
    let tick = TickText(number: number, time: time.seconds, batches: batches)
    let index = try tx.append(entry: Array(tick.text.utf8))
    try tx.moveTick(to: number, at: Moment(seconds: tick.time))
    try tx.insertTick(tick, logIndex: index)
    try tx.insertTickNotes(tick: number, places)
    return tick
  }

  /// Ticks until nothing that was acknowledged waits: the notary's part of a deed that ends a period before its close.
  func tickWhatWaits(for tender: String, at: Moment, in tx: borrowing Transaction) throws {
    try tx.reading(as: .notary) { tx in
      var head = try tx.logHead(locked: true)
      while try tx.areNotesWaiting(of: tender) {
        _ = try appendTick(for: try tx.openTenders().map(\.id), head: head, at: at, in: tx)
        head = try tx.logHead(locked: true)
      }
    }
  }

  /// Each note in a free slot, each as likely as any other.
  private static func place(
    _ notes: [Digest], using random: inout RandomSource
  ) -> [(slot: Int, note: Digest)] {
    guard !notes.isEmpty else { return [] }
    var free = FreeSlots()
    return notes.compactMap { note in free.draw(using: &random).map { ($0, note) } }
  }
}

/// The office's chance as a generator of whole words; it asks for many bytes at once.
struct RandomSource: RandomNumberGenerator {
  let bytes: @Sendable (Int) -> [UInt8]
  private var store: ArraySlice<UInt8> = []

  init(bytes: @escaping @Sendable (Int) -> [UInt8]) { self.bytes = bytes }

  mutating func next() -> UInt64 {
    if store.count < 8 { store = bytes(1024)[...] }
    defer { store = store.dropFirst(8) }
    return store.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
