import Canon
import Documents
import Logging
import Notes
import Postgres
import Sealing
import Store

extension Office {
  /// Reads the attachments of bids as they are opened, one bid after the other, until the task is cancelled.
  ///
  /// Nobody waits for it: signals of collusion say how many bids are not read yet. It rests longer than it works, so
  /// that those who do wait have processors and database. A bid that cannot be read lets the others go first.
  public func runReading() async {
    let watch = ContinuousClock()
    // When each bid that could not be read is tried again.
    var postponed: [Digest: ContinuousClock.Instant] = [:]
    while !Task.isCancelled {
      do {
        postponed = postponed.filter { $0.value > watch.now }
        let waiting = Array(postponed.keys)
        // Asked for by the hundred: to find the unread costs as much for many as for one.
        let unread = try await database.read(as: .office) { tx in try tx.unreadBids(max: 100, except: waiting) }
        for next in unread {
          let started = watch.now
          let fault = try await faultReading(next.bid, of: next.tender)
          try await Task.sleep(for: (watch.now - started) * Self.restsPerWork)
          guard let fault else { continue }
          logger.error(
            "a bid's attachments are not read, tried again after the others",
            metadata: ["bid": "\(next.bid.hex)", "reason": "\(fault)"])
          postponed[next.bid] = watch.now + Self.postponement
          // Asking anew tells a bid that cannot be read from a database that does not answer.
          break
        }
        if !unread.isEmpty { continue }
      } catch is CancellationError {
        return
      } catch {
        logger.error("attachments are not read, tried again", metadata: ["reason": "\(error)"])
        do { try await Task.sleep(for: .seconds(30)) } catch { return }
      }
      do { try await Task.sleep(for: .seconds(2)) } catch { return }
    }
  }

  /// A tenth of one core: whoever opens and evaluates meanwhile does not notice it.
  private static var restsPerWork: Int { 9 }

  /// For so long a bid that could not be read is not tried again.
  private static var postponement: Duration { .seconds(600) }

  /// Reads one bid; what is wrong with it when it cannot be read.
  ///
  /// - Throws: `PressFailure` when no bid can be read.
  private func faultReading(_ bid: Digest, of tender: String) async throws -> (any Error)? {
    do {
      try await read(bid, of: tender)
      return nil
    } catch {
      if error is PressFailure || Task.isCancelled { throw error }
      return error
    }
  }

  /// Reads one bid that nobody has read.
  ///
  /// - Returns: false when there is none.
  @discardableResult
  public func readNextBid() async throws -> Bool {
    let unread = try await database.read(as: .office) { tx in try tx.unreadBids(max: 1) }
    guard let next = unread.first else { return false }
    try await read(next.bid, of: next.tender)
    return true
  }

  private func read(_ bid: Digest, of tender: String) async throws {
    let attachments = try await attachments(of: bid, tender: tender)
    var rows: [AttachmentReadingRow] = []
    for (member, bytes) in attachments {
      let found = try await press.read(attachment: bytes)
      rows.append(
        AttachmentReadingRow(
          bid: bid, member: member, sha256: Digest(of: bytes), author: found.author, savedBy: found.savedBy,
          madeOn: found.madeOn, words: found.words))
    }
    let at = now
    let read = rows
    _ = try await database.write(as: .office) { tx in try tx.insertReading(of: bid, read, at: at) }
  }

  /// More than this of one bid is not read: people look at it themselves.
  private static var readBytesMax: Int { 64 << 20 }

  /// The members of an opened bid's archive behind `bid.json`.
  private func attachments(of bid: Digest, tender: String) async throws -> [(member: String, bytes: [UInt8])] {
    let (row, opened) = try await database.read(as: .office) { tx -> (OpeningBidRow, OpenedEnvelope) in
      guard let row = try tx.openingBid(bid),
        let secret = try tx.openedSecret(of: bid).flatMap({ BidSecret(bytes: $0) })
      else { throw PostgresFailure(.mismatch, message: "an opened bid has no secret") }
      let recipients = try tx.statements(of: tender).map { try AgeRecipient(parsing: $0.recipient) }
      return (row, try envelopeOf(bid, in: tx).opened(by: secret, recipients: recipients))
    }
    var opener = try PayloadOpener(opened)
    var members: [(member: String, bytes: [UInt8])] = []
    var left = Self.readBytesMax
    func keep(_ event: ArchiveEvent) {
      switch event {
      case .member(let name, _): members.append((name, []))
      case .data(let bytes):
        guard left >= bytes.count, !members.isEmpty else { return }
        left -= bytes.count
        members[members.count - 1].bytes += bytes
      case .memberEnd: break
      }
    }
    try await readPayload(row.payload) { piece in piece.withUnsafeBytes { opener.take($0, deliver: keep) } }
    opener.end(deliver: keep)
    return Array(members.dropFirst())
  }
}
