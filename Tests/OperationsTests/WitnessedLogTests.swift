import Foundation
import Notes
import Postgres
import Store
import Synchronization
import TestSupport
import Testing
import Transparency

@testable import Operations

private struct Away: Error {}

@Suite struct `Asking witnesses` {
  private func policy(_ log: SmallLog, _ witnesses: [TestWitness], quorum: Int) throws -> Policy {
    try Policy(
      parsing: Array(Policy.text(log: log.key.verifier, witnesses: witnesses.map(\.verifier), quorum: quorum).utf8))
  }

  /// Runs `body` beside a publisher that signs and asks.
  private func running(
    _ publisher: LogPublisher, isStarted: Bool = false, _ body: () async throws -> Void
  ) async throws {
    if !isStarted { try await publisher.start() }
    let run = Task { await publisher.run() }
    do { try await body() } catch {
      run.cancel()
      await run.value
      await publisher.close()
      throw error
    }
    run.cancel()
    await run.value
    await publisher.close()
  }

  @Test func `puts every cosignature under the head that it is of, and goes on from what the witness has`() async throws
  {
    let log = try await SmallLog.make(entries: 3)
    let witnesses = try (1...2).map { try TestWitness("w\($0).example", of: log) }
    let policy = try policy(log, witnesses, quorum: 2)
    let publisher = log.publisher(neighbours: Neighbours(witnesses: witnesses.map { $0.neighbour() }, policy: policy))
    try await running(publisher) {
      for size in [3, 4, 300] {
        try await log.append(size - (try await log.head()).size)
        try await eventually("\(size) cosigned by both") {
          guard let note = try publisher.checkpoint.map({ try Checkpoint.note(parsing: $0) }) else { return false }
          return try Checkpoint(note).size == size && note.signatures.count == 3
        }
        let trusted = try policy.verify(Checkpoint.note(parsing: try #require(publisher.checkpoint)))
        #expect(trusted.checkpoint == (try await log.head()))
        #expect(trusted.cosigners.count == 2)
      }
      for witness in witnesses { #expect(witness.refused == [] && witness.last?.size == 300) }
      #expect(publisher.witnessStates.allSatisfy { $0.trouble == nil && $0.cosigned?.size == 300 })
      #expect(!publisher.isQuorumMissing)
      #expect(
        publisher.policyText == Policy.text(log: log.key.verifier, witnesses: witnesses.map(\.verifier), quorum: 2))
    }
    #expect(try await log.audit() == [])
    // Another daemon shows the same without having asked, and asks for nothing that is there.
    let asked = witnesses.map(\.requests)
    let other = log.publisher(neighbours: Neighbours(witnesses: witnesses.map { $0.neighbour() }, policy: policy))
    try await running(other) {
      #expect(other.checkpoint == publisher.checkpoint)
      #expect(await other.checkpoint(covering: 300) == publisher.checkpoint)
      try await Task.sleep(for: .milliseconds(300))
    }
    #expect(witnesses.map(\.requests) == asked)
  }

  @Test func `takes no cosignature away when what was read first comes home last`() async throws {
    let log = try await SmallLog.make(entries: 3)
    let witnesses = try (1...2).map { try TestWitness("w\($0).example", of: log) }
    let policy = try policy(log, witnesses, quorum: 2)
    let publisher = log.publisher(neighbours: Neighbours(witnesses: witnesses.map { $0.neighbour() }, policy: policy))
    try await running(publisher) {
      try await eventually("cosigned by both") {
        try Checkpoint.note(parsing: #require(publisher.checkpoint)).signatures.count == 3
      }
      let shown = { publisher.checkpoint.map { String(decoding: $0, as: UTF8.self) } }
      let (complete, head) = (shown(), try #require(publisher.shownHead))
      let first = try await log.database.read { tx in try tx.cosignatures(of: head.size) }.prefix(1)
      await publisher.show(head, cosignatures: Array(first))
      #expect(shown() == complete)
      await publisher.show(head, cosignatures: [])
      #expect(shown() == complete)
      // Of the next head there is none yet, and it is shown without.
      try await log.append(1)
      await publisher.publish()
      #expect(publisher.size == 4)
      try await eventually("cosigned by both again") {
        try Checkpoint.note(parsing: #require(publisher.checkpoint)).signatures.count == 3
      }
    }
  }

  @Test func `asks for the newest head when it may sign at last, though nothing new comes`() async throws {
    let log = try await SmallLog.make(entries: 3)
    let before = log.publisher()
    try await before.start()
    await before.close()
    let witness = try TestWitness("w.example", of: log)
    let policy = try policy(log, [witness], quorum: 1)
    let isUp = Mutex(false)
    let neighbour = Neighbours.Witness(
      key: witness.verifier,
      head: {
        guard isUp.withLock({ $0 }) else { throw Away() }
        return nil
      },
      add: { body in
        guard isUp.withLock({ $0 }) else { throw Away() }
        return try witness.answer(body, at: systemMoment().seconds)
      })
    let publisher = log.publisher(neighbours: Neighbours(witnesses: [neighbour], policy: policy))
    try await running(publisher) {
      try await eventually("waiting for a neighbour") {
        publisher.trouble == .noNeighbour(asked: 1) && !publisher.isSigner && publisher.size == 3
      }
      try await Task.sleep(for: .milliseconds(300))
      #expect(witness.requests == 0)
      isUp.withLock { $0 = true }
      try await eventually("cosigned") {
        try Checkpoint.note(parsing: #require(publisher.checkpoint)).signatures.count == 2
      }
    }
  }

  @Test func `shows a cosignature that the signer before it kept, without asking for it again`() async throws {
    let log = try await SmallLog.make(entries: 3)
    let witness = try TestWitness("w.example", of: log)
    let neighbours = Neighbours(witnesses: [witness.neighbour()], policy: try policy(log, [witness], quorum: 1))
    let (first, second) = (log.publisher(neighbours: neighbours), log.publisher(neighbours: neighbours))
    try await first.start()
    try await second.start()
    #expect(second.size == 3 && !second.isSigner)
    try await running(first, isStarted: true) {
      try await eventually("cosigned") { first.witnessStates[0].cosigned?.size == 3 }
    }
    let asked = witness.requests
    try await running(second, isStarted: true) {
      try await eventually("shown by the next") {
        try second.isSigner && Checkpoint.note(parsing: #require(second.checkpoint)).signatures.count == 2
      }
    }
    // Taking the chair it asked how far the log is, and was shown; nothing was to be cosigned.
    #expect(witness.requests == asked)
  }

  @Test func `shows what another signer kept meanwhile, also when it has signed before`() async throws {
    let log = try await SmallLog.make(entries: 3)
    let witness = try TestWitness("w.example", of: log)
    let policy = try policy(log, [witness], quorum: 1)
    let isUp = Mutex(true)
    let neighbours = Neighbours(
      witnesses: [
        witness.neighbour(changing: { answer in
          guard isUp.withLock({ $0 }) else { throw Away() }
          return answer
        })
      ], policy: policy)
    let (first, second) = (log.publisher(neighbours: neighbours), log.publisher(neighbours: neighbours))
    try await first.start()
    #expect(try await first.ask(neighbours.witnesses[0]))
    #expect(first.witnessStates[0].cosigned?.size == 3)
    await first.close()
    try await second.start()
    #expect(second.isSigner)
    try await log.append(1)
    await second.publish()
    await first.publish()
    let bare = try Checkpoint.note(parsing: #require(first.checkpoint))
    #expect(first.size == 4 && !first.isSigner && bare.signatures.count == 1)
    try await running(second, isStarted: true) {
      try await eventually("cosigned") { second.witnessStates[0].cosigned?.size == 4 }
    }
    isUp.withLock { $0 = false }
    try await running(first, isStarted: true) {
      try await eventually("shown by the first again") {
        try first.isSigner && Checkpoint.note(parsing: #require(first.checkpoint)).signatures.count == 2
      }
    }
  }

  @Test func `takes up the size that a witness names, once another was first`() async throws {
    let log = try await SmallLog.make(entries: 30)
    let witness = try TestWitness("w.example", of: log)
    let early = try await SmallLog.make(entries: 12, key: log.key)
    _ = try witness.answer(
      AddCheckpoint(oldSize: 0, proof: [], checkpoint: try await early.head().sign(by: log.key)).bytes, at: 5)
    let publisher = log.publisher(
      neighbours: Neighbours(witnesses: [witness.neighbour()], policy: try policy(log, [witness], quorum: 1)))
    try await running(publisher) {
      try await eventually("cosigned") { publisher.witnessStates[0].cosigned?.size == 30 }
    }
    #expect(witness.refused == ["witness.conflict"])
    #expect(witness.last?.size == 30)
  }

  /// What a witness can do wrong, and the word that its state then has.
  static let wrongs:
    [(String, code: String, @Sendable (TestWitness, SmallLog, WitnessAnswer) async throws -> WitnessAnswer)] = [
      ("down", "witness.unreachable", { _, _, _ in throw Away() }),
      (
        "slow", "witness.unreachable",
        { _, _, answer in
          try await Task.sleep(for: .seconds(3_600))
          return answer
        }
      ),
      ("overloaded", "witness.refused.503", { _, _, _ in .refused(status: 503) }),
      ("no signature", "cosignature.notByTheWitness", { _, _, _ in .cosigned([]) }),
      ("nonsense", "cosignature.malformed", { _, _, _ in .cosigned(Array("yes\n".utf8)) }),
      (
        "another's signature", "cosignature.notByTheWitness",
        { _, log, answer in
          try TestWitness("stranger.example", of: log).answer(
            AddCheckpoint(
              oldSize: 0, proof: [],
              checkpoint: Checkpoint(origin: SmallLog.origin, size: 0, root: Tree.emptyRoot).sign(by: log.key)
            ).bytes,
            at: systemMoment().seconds)
        }
      ),
      (
        "a signature of another head", "cosignature.badSignature",
        { witness, log, _ in
          let head = Checkpoint(origin: SmallLog.origin, size: 1, root: Tree.emptyRoot)
          let line = try Cosignature.sign(head, by: witness.key, at: systemMoment().seconds)
          return .cosigned(Array((line.line + "\n").utf8))
        }
      ),
      (
        "a clock of its own", "cosignature.wrongTime",
        { witness, _, answer in
          guard let head = witness.last else { return answer }
          let line = try Cosignature.sign(head, by: witness.key, at: systemMoment().seconds + 4_000)
          return .cosigned(Array((line.line + "\n").utf8))
        }
      ),
      ("restless", "witness.restless", { _, _, _ in .conflict(size: 0) }),
      ("ahead", "witness.ahead", { _, _, _ in .conflict(size: 1_000_000) }),
    ]

  @Test(arguments: wrongs.indices)
  func `is held up by none of them, and publishes nothing false`(place: Int) async throws {
    let (what, code, wrong) = Self.wrongs[place]
    let log = try await SmallLog.make(entries: 3)
    let good = try TestWitness("good.example", of: log)
    _ = try good.answer(
      AddCheckpoint(oldSize: 0, proof: [], checkpoint: try await log.head().sign(by: log.key)).bytes, at: 5)
    let bad = try TestWitness("bad.example", of: log)
    let policy = try policy(log, [good, bad], quorum: 1)
    let publisher = log.publisher(
      neighbours: Neighbours(
        witnesses: [
          good.neighbour(), bad.neighbour(changing: { [log] answer in try await wrong(bad, log, answer) }),
        ], policy: policy, patience: .milliseconds(300)))
    try await running(publisher) {
      for _ in 0..<3 {
        try await log.append(1)
        await publisher.publish()
        #expect(publisher.size == (try await log.head()).size, "\(what)")
      }
      let size = try await log.head().size
      try await eventually("\(what): cosigned by the good one") {
        guard let bytes = publisher.checkpoint, let trusted = try? policy.verify(Checkpoint.note(parsing: bytes)) else {
          return false
        }
        return trusted.checkpoint.size == size && trusted.cosigners.map(\.key) == [good.verifier]
      }
      try await eventually("\(what): seen") { publisher.witnessStates[1].trouble?.code == code }
      #expect(publisher.witnessStates[1].cosigned == nil)
      #expect(publisher.trouble == nil)
      #expect(await publisher.checkpoint(covering: size) == publisher.checkpoint)
    }
    #expect(try await log.audit() == [])
  }

  @Test func `gives the newest head that meets the policy to whom it must convince, and the newest to the rest`()
    async throws
  {
    let log = try await SmallLog.make(entries: 3)
    let witness = try TestWitness("w.example", of: log)
    let policy = try policy(log, [witness], quorum: 1)
    let isUp = Mutex(true)
    let neighbour = witness.neighbour(changing: { answer in
      guard isUp.withLock({ $0 }) else { throw Away() }
      return answer
    })
    let publisher = log.publisher(neighbours: Neighbours(witnesses: [neighbour], policy: policy))
    try await running(publisher) {
      try await eventually("cosigned and shown") {
        try publisher.checkpoint.map { try Checkpoint.note(parsing: $0).signatures.count == 2 } ?? false
      }
      let trusted = publisher.checkpoint
      isUp.withLock { $0 = false }
      try await log.append(2)
      await publisher.publish()
      try await eventually("trouble") { publisher.witnessStates[0].trouble != nil }
      #expect(publisher.size == 5)
      #expect(await publisher.checkpoint(covering: 2) == trusted)
      #expect(await publisher.checkpoint(covering: 3) == trusted)
      // What is too new for it comes under the head that there is.
      #expect(await publisher.checkpoint(covering: 4) == publisher.checkpoint)
      isUp.withLock { $0 = true }
      try await eventually("cosigned again") {
        try await Checkpoint.note(parsing: #require(publisher.checkpoint(covering: 4))).signatures.count == 2
      }
      #expect(publisher.witnessStates[0].trouble == nil)
    }
  }

  @Test(arguments: [SigningCut.beforeCosignature, .afterCosignature])
  func `loses no cosignature for good when it cannot be kept`(cut: SigningCut) async throws {
    let log = try await SmallLog.make(entries: 3)
    let witness = try TestWitness("w.example", of: log)
    let policy = try policy(log, [witness], quorum: 1)
    let fails = Mutex(true)
    let publisher = log.publisher(
      neighbours: Neighbours(witnesses: [witness.neighbour()], policy: policy),
      cut: { if $0 == cut, fails.withLock({ $0 }) { throw Away() } })
    try await running(publisher) {
      try await eventually("failed") { publisher.witnessStates[0].trouble != nil }
      fails.withLock { $0 = false }
      try await eventually("kept") { publisher.witnessStates[0].cosigned?.size == 3 }
      try await eventually("shown") {
        try Checkpoint.note(parsing: #require(publisher.checkpoint)).signatures.count == 2
      }
    }
    #expect(try await log.audit() == [])
  }
}
