import Canon
import Notes
import Postgres
import Store
import Tendering
import Transparency

extension Office {
  /// Closes every tender whose deadline has passed, each with its own closing tick.
  public func closeDueTenders() async throws {
    let at = now
    let due = try await database.read { tx in
      try tx.openTenders().filter { $0.deadlineAt.map { $0 <= at } ?? false }.map(\.id)
    }
    for tender in due { _ = try await close(tender) }
  }

  /// Closes one tender on an officer's word, which changes nothing that the clock would not do a moment later.
  public func closeTender(_ tender: String, by actor: Actor) async throws -> JSON {
    try actor.may(.closeTender)
    guard let row = try await database.read({ tx in try tx.tender(tender) }) else {
      throw TenderRefusal.tenderUnknown
    }
    if let deadline = row.deadlineAt, deadline > now, row.state == .published || row.state == .open {
      throw TenderRefusal.closesTooEarly(deadline: deadline.instant)
    }
    guard row.state != .draft else { throw TenderRefusal.waitsFor(step: .publish) }
    _ = try await close(tender)
    return try await showTender(tender)
  }

  /// The closing tick, the close and the reveal in one transaction.
  ///
  /// What had arrived before the deadline is committed first: the desk holds it in its queue, and the tender's row,
  /// which every batch shares, is locked only then.
  ///
  /// - Returns: false when it was closed already.
  func close(_ tender: String) async throws -> Bool {
    await desk.drain()
    let at = now
    let closed = try await database.write { tx -> Bool in
      guard let row = try tx.tender(tender, lock: .exclusive), row.state == .published || row.state == .open,
        let notice = row.noticeID, let deadline = row.deadlineAt, deadline <= at
      else { return false }
      _ = try tx.logHead(locked: true)
      // At most 65,536 notes fit one tick; the rest have closing ticks before the last.
      var last = try appendTick(for: try tx.openTenders(), at: at, in: tx)
      while try tx.pendingCount(of: tender) > 0 { last = try appendTick(for: try tx.openTenders(), at: at, in: tx) }
      let reveal = RevealText(
        tender: tender, master: try tx.master(of: tender), entries: try tx.tickNotes(of: tender))
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
      for lot in try tx.lots(of: tender) where lot.state == .published || lot.state == .open {
        _ = try tx.move(lot: lot.id, of: tender, from: lot.state, to: try lot.state.after(.close))
      }
      try tx.record(.closeTender, by: logKey.verifier.reference.text, subject: tender, at: at)
      return true
    }
    if closed { await publisher.publish() }
    return closed
  }
}
