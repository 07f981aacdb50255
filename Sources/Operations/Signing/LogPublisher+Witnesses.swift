import Logging
import Notes
import Postgres
import Store
import Synchronization
import Transparency

/// What the signer remembers of a witness between two requests.
struct WitnessMemory: Sendable {
  let key: VerifierKey
  /// The size that it cosigned last, as far as it said; nil before it was asked.
  var size: Int?
  /// The largest head of which we hold its cosignature.
  var cosigned: Int?
  /// Rings when there is a new head. The newest ring is enough.
  let bell = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

  init(key: VerifierKey) { self.key = key }
}

// Asking witnesses for cosignatures, each by itself: one that is slow, down or lying holds up nobody.
extension LogPublisher {
  func wakeWitnesses() {
    for memory in witnesses.values { memory.bell.continuation.yield() }
  }

  /// Asks one witness whenever there is a head that it has not cosigned, until the task is cancelled.
  func keepAsking(_ witness: Neighbours.Witness) async {
    guard let bell = witnesses[witness.key]?.bell.stream else { return }
    wakeWitnesses()
    for await _ in bell {
      var failures = 0
      while !Task.isCancelled {
        do {
          guard try await ask(witness) else { break }
          failures = 0
        } catch {
          guard !Task.isCancelled else { return }
          failures += 1
          note(error, of: witness)
          do { try await Task.sleep(for: Self.pause(after: failures)) } catch { return }
        }
      }
    }
  }

  /// Asks for a cosignature of the head that is shown.
  ///
  /// - Returns: false when there is nothing to ask.
  /// - Throws: `WitnessTrouble`, or what the database says.
  func ask(_ witness: Neighbours.Witness) async throws -> Bool {
    guard chair != nil,
      let (head, note) = shown.withLock({ shown in shown.head.flatMap { h in shown.note.map { (h, $0) } } })
    else { return false }
    if witnesses[witness.key]?.cosigned == nil {
      let (last, rows) = try await database.read { tx in
        let last = try tx.lastCosignature(of: witness.key)
        return (last, last?.size == head.size ? try tx.cosignatures(of: head.size) : [])
      }
      // A larger head is shown soon, and rings.
      guard last?.size ?? -1 <= head.size else { return false }
      // Another daemon may have kept it after this one last looked, and nobody will ask for it again.
      if !rows.isEmpty, shownHead?.size == head.size { show(head, cosignatures: rows) }
      guard var memory = witnesses[witness.key] else { return false }
      memory.cosigned = last?.size ?? -1
      memory.size = memory.size ?? last?.size
      witnesses[witness.key] = memory
      if let last { state(of: witness) { $0.cosigned = (last.size, last.at) } }
    }
    guard let memory = witnesses[witness.key], memory.cosigned.map({ $0 < head.size }) ?? true else { return false }
    var old = memory.size ?? 0
    // Its size may move once while we ask, when another daemon was asking too.
    for _ in 0..<4 {
      guard old <= head.size else { throw WitnessTrouble.ahead(size: old) }
      let from = old
      let proof = try await database.read { tx in
        try tx.consistencyProof(from: from, to: head.size, of: head.size)
      }
      let request = AddCheckpoint(oldSize: old, proof: proof, checkpoint: note).bytes
      let answer: WitnessAnswer
      do {
        answer = try await neighbours.inTime { try await witness.add(request) }
      } catch let trouble as WitnessTrouble {
        throw trouble
      } catch { throw WitnessTrouble.unreachable(reason: "\(error)") }
      switch answer {
      case .cosigned(let body):
        try await keep(body, of: witness, head, note)
        return true
      case .conflict(let size):
        guard size != old else { throw WitnessTrouble.restless }
        old = size
        witnesses[witness.key]?.size = size
      case .refused(let status): throw WitnessTrouble.refused(status: status)
      }
    }
    throw WitnessTrouble.restless
  }

  private func keep(
    _ body: [UInt8], of witness: Neighbours.Witness, _ head: Checkpoint, _ note: SignedNote
  ) async throws {
    let at = now()
    let cosignature: (signature: NoteSignature, time: Int)
    do {
      cosignature = try Cosignature.accept(
        body, by: witness.key, over: note, at: at.seconds, tolerance: Neighbours.clockTolerance)
    } catch { throw WitnessTrouble.lied(error) }
    let row = CosignatureRow(
      size: head.size, key: witness.key, at: Moment(seconds: cosignature.time), signature: cosignature.signature.bytes)
    try cut(.beforeCosignature)
    try await database.write { tx in try tx.insert(row, seenAt: at) }
    try cut(.afterCosignature)
    witnesses[witness.key]?.size = head.size
    witnesses[witness.key]?.cosigned = head.size
    state(of: witness) { state in
      if state.trouble != nil { logger.notice("a witness cosigns again", metadata: ["witness": "\(witness.name)"]) }
      state.cosigned = (head.size, row.at)
      state.trouble = nil
    }
    // The newest head may be another one by now; `refreshTrusted` finds this one then.
    if shownHead?.size == head.size {
      let rows = try await database.read { tx in try tx.cosignatures(of: head.size) }
      if shownHead?.size == head.size { show(head, cosignatures: rows) }
    }
    try await refreshTrusted()
  }

  private func note(_ error: any Error, of witness: Neighbours.Witness) {
    let trouble = error as? WitnessTrouble ?? .unreachable(reason: "\(error)")
    state(of: witness) { state in
      guard state.trouble?.code != trouble.code else { return }
      // A witness that has seen more than we have, or signs what it should not, is worth waking somebody for.
      let level: Logger.Level =
        switch trouble {
        case .ahead, .lied: .critical
        case .unreachable, .refused, .restless: .warning
        }
      logger.log(
        level: level, "no cosignature",
        metadata: ["witness": "\(witness.name)", "code": "\(trouble.code)", "reason": "\(trouble)"])
      state.trouble = trouble
    }
  }

  private func state(of witness: Neighbours.Witness, _ change: (inout WitnessState) -> Void) {
    shown.withLock { shown in
      guard let place = shown.witnesses.firstIndex(where: { $0.key == witness.key }) else { return }
      change(&shown.witnesses[place])
    }
  }
}
