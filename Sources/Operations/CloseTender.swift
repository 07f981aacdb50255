import Canon
import Logging
import Notes
import Postgres
import Store
import Tendering
import Transparency

extension Office {
  /// Closes every tender whose deadline has passed and for which nothing is left to wait for, each with its own closing
  /// tick, the earlier deadline first.
  ///
  /// It never waits itself: one tender's grace does not hold up another's close, nor the ticks.
  ///
  /// - Returns: the tenders that are open still.
  @discardableResult
  public func closeDueTenders() async throws -> [OpenTender] {
    var open = try await database.read(as: .office) { tx in try tx.openTenders() }
    guard isClockSure else { return open }
    let at = now
    for tender in open.filter({ $0.deadlineAt <= at }).sorted(by: { $0.deadlineAt < $1.deadlineAt }) {
      guard try await isSettled(tender), try await close(tender) else { continue }
      open.removeAll { $0.id == tender.id }
    }
    return open
  }

  /// Closes one tender on an officer's word, which changes nothing that the clock would not do a moment later.
  public func closeTender(_ tender: String, by actor: Actor) async throws -> JSON {
    try actor.may(.closeTender)
    guard let row = try await database.read(as: .office, { tx in try tx.tender(tender) }) else {
      throw TenderRefusal.tenderUnknown
    }
    guard row.state != .draft else { throw TenderRefusal.waitsFor(step: .publish) }
    if row.state == .published || row.state == .open {
      let open = try OpenTender(row)
      guard isClockSure else { throw BidRefusal.clockUnsure(differenceMilliseconds: clockDifferenceMilliseconds) }
      guard open.deadlineAt <= now else { throw TenderRefusal.closesTooEarly(deadline: open.deadlineAt.instant) }
      // Seconds at most, as a rule; after the patience the clock goes on alone.
      let patience = ContinuousClock.now + .seconds(10)
      while try await !isSettled(open), ContinuousClock.now < patience { try await Task.sleep(for: .milliseconds(20)) }
      if try await isSettled(open) { _ = try await close(open) }
    }
    return try await showTender(tender, by: actor)
  }

  /// Whether everything that had arrived before the deadline, here and at every other daemon, is written down or refused;
  /// or the grace is as good as over.
  private func isSettled(_ tender: OpenTender) async throws -> Bool {
    if now >= lastMomentToWait(tender) { return true }
    guard arrivals.settledUpTo() >= tender.deadlineAt else { return false }
    let id = presence.id
    return try await database.read { tx in
      try tx.daemons(besides: id, notSettledUpTo: tender.deadlineAt, silentSeconds: Self.silentSeconds).isEmpty
    }
  }

  /// A second before the end of the grace, or half of a short one: the close itself takes time, and must not be late.
  private func lastMomentToWait(_ tender: OpenTender) -> Moment {
    let grace = Int64(tender.graceSeconds) * 1_000_000
    return Moment(micros: tender.deadlineAt.micros + grace - min(1_000_000, grace / 2))
  }

  /// The closing tick, the close and the reveal in one transaction.
  ///
  /// - Returns: false when it was closed already.
  private func close(_ tender: OpenTender) async throws -> Bool {
    do {
      let closed = try await database.write(as: .notary) { tx in
        // Only a batch that stands still can hold the row: what is in time is written down by now.
        try tx.waitForLocks(atMostMilliseconds: Self.lockMilliseconds)
        return try close(tender.id, in: tx)
      }
      if closed { await publisher.publish() }
      return closed
    } catch let failure as PostgresFailure where failure.isLockTimeout {
      // The log's head is somebody's who is at work; the tender's own row is a batch's, which takes milliseconds.
      let ended = failure.isOfTenderRow ? try await database.write { tx in try tx.endBatches(stuckFor: 1) } : 0
      logger.warning("a close waits for a lock", metadata: ["tender": "\(tender.id)", "transactionsEnded": "\(ended)"])
      return false
    }
  }

  private static var lockMilliseconds: Int { 400 }

  private func close(_ tender: String, in tx: borrowing Transaction) throws -> Bool {
    guard let row = try tx.tender(tender, lock: .exclusive), row.state == .published || row.state == .open,
      let notice = row.noticeID, let deadline = row.deadlineAt
    else { return false }
    var head = try tx.logHead(locked: true)
    let at = now
    // An amendment may have moved the deadline since the last look.
    guard deadline <= at else { return false }
    // At most 65,536 notes fit one tick; the rest have closing ticks before the last.
    let open = try tx.openTenders().map(\.id)
    var last = try appendTick(for: open, head: head, at: at, in: tx)
    while try tx.areNotesWaiting(of: tender) {
      head = try tx.logHead(locked: true)
      last = try appendTick(for: open, head: head, at: at, in: tx)
    }
    let reveal = RevealText(tender: tender, master: try tx.master(of: tender), entries: try tx.tickNotes(of: tender))
    guard let span = try tx.tickSpan(of: tender) else {
      throw PostgresFailure(.mismatch, message: "a tender closes without a tick of its period")
    }
    let text = reveal.text
    let note = logKey.sign(
      Close(
        tender: tender, notice: notice, time: last.time, firstTick: span.first, lastTick: span.last,
        revealLines: reveal.lineCount, revealBytes: text.utf8.count, reveal: Digest(of: text)
      ).text)
    let index = try tx.take(note, tender: tender, at: at)
    try tx.insert(reveal)
    guard try tx.markClosed(tender, index: index, at: Moment(seconds: last.time)) else {
      throw PostgresFailure(.mismatch, message: "a tender that the rules closed did not close")
    }
    let lots = try tx.lots(of: tender).filter { $0.state == .published || $0.state == .open }
    try moveLots(lots.map(\.id), of: tender, by: .close, in: tx)
    try publishOpenData(of: tender, at: at, in: tx)
    try tx.record(.closeTender, by: logKey.verifier.reference.text, subject: tender, at: at)
    return true
  }
}
