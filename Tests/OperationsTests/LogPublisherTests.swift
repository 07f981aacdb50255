import Foundation
import Notes
import Operations
import Postgres
import Store
import Synchronization
import TestSupport
import Testing
import Transparency

private struct Cut: Error {}

@Suite struct `Signing the log` {
  /// What a process leaves that ends at each place, with three entries signed and two more committed.
  static let cuts: [(cut: SigningCut, inFile: Int, published: Int)] = [
    (.beforeSigning, 3, 3), (.beforeFile, 3, 3), (.afterFile, 5, 3), (.beforePublishing, 5, 3),
    (.afterPublishing, 5, 5),
  ]

  @Test(arguments: cuts)
  func `goes on after a crash at any place, and never shows what the file does not hold`(
    cut: SigningCut, inFile: Int, published: Int
  ) async throws {
    let log = try await SmallLog.make(entries: 3)
    let first = log.publisher()
    try await first.start()
    await first.close()
    try await log.append(2)
    let broken = log.publisher(cut: { if $0 == cut { throw Cut() } })
    await #expect(throws: Cut.self) { try await broken.start() }
    #expect(try log.kept()?.size == inFile)
    #expect(try await log.published()?.size == published)
    #expect(try log.shown(broken)?.size ?? 3 <= inFile)
    #expect(try await log.audit() == [])
    // The process is gone; another one begins, with more in the database meanwhile.
    await broken.close()
    try await log.append(1)
    let next = log.publisher()
    try await next.start()
    #expect(try log.shown(next) == (try await log.head()))
    #expect(try log.kept() == (try await log.head()))
    #expect(try await log.published()?.size == 6)
    #expect(try await log.audit() == [])
    await next.close()
  }

  @Test(arguments: cuts)
  func `goes on when one step failed and the process did not end`(
    cut: SigningCut, inFile: Int, published: Int
  ) async throws {
    let log = try await SmallLog.make(entries: 3)
    let fails = Mutex(false)
    let publisher = log.publisher(cut: { place in
      if place == cut, fails.withLock({ $0 }) { throw Cut() }
    })
    try await publisher.start()
    try await log.append(2)
    fails.withLock { $0 = true }
    await publisher.publish()
    #expect(try log.kept()?.size == inFile)
    #expect(try await log.published()?.size == published)
    #expect(try log.shown(publisher)?.size == 3)
    fails.withLock { $0 = false }
    await publisher.publish()
    #expect(try log.shown(publisher) == (try await log.head()))
    #expect(publisher.trouble == nil)
    #expect(try await log.audit() == [])
    await publisher.close()
  }

  @Test func `signs a head that a crash has left unpublished, though nothing new came`() async throws {
    let log = try await SmallLog.make(entries: 4)
    let broken = log.publisher(cut: { if $0 == .beforePublishing { throw Cut() } })
    await #expect(throws: Cut.self) { try await broken.start() }
    await broken.close()
    #expect(try await log.published() == nil)
    let next = log.publisher()
    try await next.start()
    #expect(try await log.published()?.note == (try await log.head()).sign(by: log.key).bytes)
    await next.close()
  }

  @Test func `does not fork the log of a restored dump`() async throws {
    let log = try await SmallLog.make(entries: 8)
    let publisher = log.publisher()
    try await publisher.start()
    await publisher.close()
    func fault(_ entries: Int, forked: Bool = false, adopt: Bool = false) async throws -> PublishFault? {
      let dump = try await SmallLog.make(entries: forked ? 0 : entries, key: log.key)
      if forked { try await dump.append(entries, word: "another") }
      let restored = dump.publisher(file: log.headFile)
      defer { Task { await restored.close() } }
      do {
        try await restored.start(adopt: adopt)
        return nil
      } catch let fault as PublishFault { return fault }
    }
    #expect(try await fault(5) == .databaseBehind(signed: 8, stored: 5))
    #expect(try await fault(8, forked: true) == .forked(size: 8))
    #expect(try await fault(9, forked: true) == .forked(size: 8))
    // Told on purpose means that the file is gone, not that it is wrong.
    #expect(try await fault(5, adopt: true) == .databaseBehind(signed: 8, stored: 5))
    // A newer copy, or the WAL replayed: nothing is lost.
    #expect(try await fault(12) == nil)
    #expect(try log.kept()?.size == 12)
  }

  @Test func `asks for a word on purpose when the file is lost, and takes no other file for it`() async throws {
    let log = try await SmallLog.make(entries: 6)
    let publisher = log.publisher()
    try await publisher.start()
    await publisher.close()
    let file = URL(fileURLWithPath: log.headFile)
    let whole = try Data(contentsOf: file)
    func start(adopt: Bool = false) async throws -> PublishFault? {
      let next = log.publisher()
      defer { Task { await next.close() } }
      do {
        try await next.start(adopt: adopt)
        return nil
      } catch let fault as PublishFault { return fault }
    }
    let stranger = try SigningKey(name: SmallLog.origin)
    for (content, reason) in [
      (Data(), "head.malformed"), (whole.prefix(50), "head.malformed"),
      (Data(try await log.head().sign(by: stranger).bytes), "head.notSigned"),
      (
        Data(Checkpoint(origin: "rehearsal.other", size: 1, root: Tree.emptyRoot).sign(by: log.key).bytes),
        "head.otherOrigin"
      ),
    ] {
      try content.write(to: file)
      #expect(try await start() == .headFileUnreadable(path: log.headFile, reason: reason))
      #expect(try await start(adopt: true) == .headFileUnreadable(path: log.headFile, reason: reason))
    }
    try FileManager.default.removeItem(at: file)
    #expect(try await start() == .headFileMissing(path: log.headFile))
    #expect(try await start(adopt: true) == nil)
    #expect(try log.kept()?.size == 6)
    // An empty log needs no file.
    let new = try await SmallLog.make()
    let first = new.publisher()
    try await first.start()
    #expect(try new.kept() == Checkpoint(origin: SmallLog.origin, size: 0, root: Tree.emptyRoot))
    await first.close()
  }

  @Test func `stops when the database is exchanged under the running daemon's file`() async throws {
    let log = try await SmallLog.make(entries: 3)
    let other = try await SmallLog.make(key: log.key)
    try await other.append(3)
    let a = log.publisher()
    let b = other.publisher(file: log.headFile)
    try await a.start()
    try await b.start()
    // The same three entries: one log so far. Now they part.
    try await log.append(1)
    await a.publish()
    try await other.append(2, word: "another")
    await b.publish()
    #expect(b.trouble == .forked(size: 4))
    #expect(try other.shown(b)?.size == 3)
    #expect(try await other.published()?.size == 3)
    await a.close()
    await b.close()
  }

  @Test func `shows a database that is away as trouble of a moment`() async throws {
    let log = try await SmallLog.make(entries: 3)
    let publisher = log.publisher()
    try await publisher.start()
    try await log.append(1)
    try await log.store.cluster.script(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = '\(log.store.name)'")
    try await eventually("signed again") {
      await publisher.publish()
      return try log.shown(publisher)?.size == 4
    }
    #expect(try await log.audit() == [])
    await publisher.close()
  }
}

@Suite struct `Several daemons on one log` {
  @Test(arguments: [true, false])
  func `one signs, all show the newest, and another takes over`(sharedFile: Bool) async throws {
    let log = try await SmallLog.make(entries: 2)
    let files = [log.headFile, sharedFile ? log.headFile : log.folder + "/second"]
    let first = log.publisher(file: files[0])
    try await first.start()
    if !sharedFile { try FileManager.default.copyItem(atPath: files[0], toPath: files[1]) }
    let second = log.publisher(file: files[1])
    try await second.start()
    #expect(first.isSigner && !second.isSigner)
    for size in [3, 7] {
      try await log.append(size - second.size)
      await second.publish()
      #expect(second.size < size)
      await first.publish()
      await second.publish()
      #expect(first.checkpoint == second.checkpoint)
      #expect(second.size == size)
      // Whoever signs next must know how far the log has gone.
      #expect(try log.kept(files[1])?.size == size)
    }
    // A deed on the daemon that does not sign waits for the one that does.
    try await log.append(1)
    let waiting = Task { await second.publish(patience: .seconds(20)) }
    try await eventually("the other waits") { second.size == 7 }
    await first.publish()
    await waiting.value
    #expect(second.size == 8)
    await first.close()
    try await log.append(1)
    await second.publish()
    #expect(second.isSigner && second.size == 9)
    await first.publish()
    #expect(!first.isSigner)
    #expect(try log.shown(first)?.size == 9)
    #expect(try await log.audit(file: files[1]) == [])
    await second.close()
    await first.close()
  }

  @Test func `a session that broke is no signer, whatever its daemon believes`() async throws {
    let log = try await SmallLog.make(entries: 2)
    let first = log.publisher()
    let second = log.publisher()
    try await first.start()
    try await second.start()
    try await log.append(1)
    // Only the signer's own connection ends; the pools live on.
    try await log.store.cluster.script(
      """
      select pg_terminate_backend(lock.pid)
        from pg_locks as lock
        join pg_database on pg_database.oid = lock.database
       where lock.locktype = 'advisory' and pg_database.datname = '\(log.store.name)'
      """)
    try await eventually("the other has the chair") {
      await second.publish()
      return second.isSigner
    }
    #expect(second.size == 3)
    try await log.append(1)
    try await eventually("the first has noticed") {
      await first.publish()
      return !first.isSigner
    }
    await second.publish()
    await first.publish()
    #expect(first.checkpoint == second.checkpoint)
    #expect(try await log.audit() == [])
    await first.close()
    await second.close()
  }

  @Test func `many rounds with whoever is first leave one log`() async throws {
    let log = try await SmallLog.make()
    let daemons = (0..<3).map { _ in log.publisher() }
    for daemon in daemons { try await daemon.start() }
    var random = Seed.generator("daemons that come and go")
    for _ in 0..<40 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: try await log.append(Int.random(in: 1...40, using: &random))
      case 1: if let daemon = daemons.randomElement(using: &random) { await daemon.close() }
      case 2:
        await withTaskGroup(of: Void.self) { group in
          for daemon in daemons { group.addTask { await daemon.publish() } }
        }
      default: if let daemon = daemons.randomElement(using: &random) { await daemon.publish() }
      }
      #expect(daemons.filter(\.isSigner).count <= 1)
      for daemon in daemons { #expect(daemon.trouble == nil) }
    }
    // One of them signs, then all see it.
    for _ in 0..<2 { for daemon in daemons { await daemon.publish() } }
    let head = try await log.head()
    for daemon in daemons { #expect(try log.shown(daemon) == head) }
    #expect(try await log.audit() == [])
    for daemon in daemons { await daemon.close() }
  }
}

@Suite struct `Taking the signer's place` {
  static let away = Neighbours.Peer(name: "http://away") { throw Cut() }

  private func peer(_ name: String, _ head: @escaping @Sendable () async throws -> [UInt8]?) -> Neighbours.Peer {
    Neighbours.Peer(name: name, head: head)
  }

  /// What a daemon says that starts on `log` beside these neighbours, and whether it signed.
  private func start(
    _ log: SmallLog, _ neighbours: Neighbours
  ) async throws -> (fault: PublishFault?, isSigner: Bool, size: Int) {
    let publisher = log.publisher(neighbours: neighbours)
    try await publisher.start()
    let found = (publisher.trouble, publisher.isSigner, publisher.size)
    await publisher.close()
    return found
  }

  @Test func `needs somebody who says how far the log is`() async throws {
    let log = try await SmallLog.make(entries: 4)
    let before = log.publisher()
    try await before.start()
    await before.close()
    try await log.append(3)
    let known = try #require(try log.kept()).sign(by: log.key).bytes
    let alone = try await start(log, Neighbours(peers: [Self.away, Self.away]))
    // It goes on showing what was published, so that others can ask it.
    #expect(alone == (.noNeighbour(asked: 2), false, 4))
    #expect(try log.kept()?.size == 4)
    let garbage = try await start(log, Neighbours(peers: [peer("http://garbage") { [1, 2, 3] }]))
    #expect(garbage.fault == .noNeighbour(asked: 1))
    let stranger = try Checkpoint(origin: SmallLog.origin, size: 0, root: Tree.emptyRoot)
      .sign(by: SigningKey(name: SmallLog.origin)).bytes
    #expect(
      try await start(log, Neighbours(peers: [peer("http://stranger") { stranger }])).fault == .noNeighbour(asked: 1))
    #expect(try await start(log, Neighbours(peers: [Self.away, peer("http://new") { nil }])) == (nil, true, 7))
    #expect(try await start(log, Neighbours(peers: [Self.away, peer("http://old") { known }])) == (nil, true, 7))
  }

  @Test func `is refused when a neighbour has seen more, or another log`() async throws {
    let log = try await SmallLog.make(entries: 4)
    let longer = try await SmallLog.make(entries: 9, key: log.key)
    let fork = try await SmallLog.make(key: log.key)
    try await fork.append(3, word: "another")
    let ahead = try await longer.head().sign(by: log.key).bytes
    let forked = try await fork.head().sign(by: log.key).bytes
    #expect(
      try await start(log, Neighbours(peers: [peer("http://a") { ahead }]))
        == (.behindNeighbour(name: "http://a", signed: 9, stored: 4), false, 0))
    // One good word does not outweigh it.
    #expect(
      try await start(log, Neighbours(peers: [peer("http://new") { nil }, peer("http://b") { forked }]))
        == (.forkedFromNeighbour(name: "http://b", size: 3), false, 0))
    #expect(try log.kept()?.size == 0)
    #expect(try await log.published() == nil)
  }

  @Test func `begins where the newest of all has ended, and not where its own file has`() async throws {
    let log = try await SmallLog.make(entries: 4)
    let elsewhere = log.publisher(file: log.folder + "/elsewhere")
    try await elsewhere.start(adopt: true)
    await elsewhere.close()
    let old = try Data(contentsOf: URL(fileURLWithPath: log.folder + "/elsewhere"))
    try await log.append(5)
    let again = log.publisher(file: log.folder + "/elsewhere")
    try await again.start()
    await again.close()
    let newest = try await log.head().sign(by: log.key).bytes
    // This machine's file is from before, and so is its copy of the database.
    let dump = try await SmallLog.make(entries: 6, key: log.key)
    try old.write(to: URL(fileURLWithPath: dump.headFile))
    #expect(
      try await start(dump, Neighbours(peers: [peer("http://elsewhere") { newest }]))
        == (.behindNeighbour(name: "http://elsewhere", signed: 9, stored: 6), false, 4))
    // Without anybody to ask it would have signed a second history of nine entries.
    try await dump.append(4)
    #expect(try await start(dump, Neighbours(peers: [peer("http://elsewhere") { newest }])) == (nil, true, 10))
    #expect(try dump.kept()?.size == 10)
  }

  @Test func `believes a witness that shows nothing but the size it has`() async throws {
    let log = try await SmallLog.make(entries: 4)
    let longer = try await SmallLog.make(entries: 9, key: log.key)
    let before = log.publisher()
    try await before.start()
    await before.close()
    let witness = try TestWitness("witness.example", of: log)
    _ = try witness.answer(
      AddCheckpoint(oldSize: 0, proof: [], checkpoint: try await longer.head().sign(by: log.key)).bytes, at: 5)
    #expect(
      try await start(log, Neighbours(witnesses: [witness.neighbour()])).fault
        == .behindNeighbour(name: witness.verifier.reference.text, signed: 9, stored: 4))
    #expect(
      try await start(log, Neighbours(witnesses: [witness.neighbour(showsHead: false)])).fault
        == .behindNeighbour(name: witness.verifier.reference.text, signed: 9, stored: 4))
    // A number is no proof: who shows a signed head outweighs it.
    let shown = try #require(try log.kept()).sign(by: log.key).bytes
    #expect(
      try await start(
        log, Neighbours(peers: [peer("http://old") { shown }], witnesses: [witness.neighbour(showsHead: false)])
      ).isSigner)
    let fresh = try TestWitness("fresh.example", of: log)
    #expect(try await start(log, Neighbours(witnesses: [fresh.neighbour(showsHead: false)])).isSigner)
  }

  @Test func `is tried again until somebody answers`() async throws {
    let log = try await SmallLog.make(entries: 4)
    let isUp = Mutex(false)
    let late = peer("http://late") { if isUp.withLock({ $0 }) { nil } else { throw Cut() } }
    let publisher = log.publisher(neighbours: Neighbours(peers: [late]))
    try await publisher.start()
    #expect(publisher.trouble == .noNeighbour(asked: 1))
    #expect(publisher.trouble?.zh.contains("1 个") == true && publisher.trouble?.code == "log.noNeighbour")
    isUp.withLock { $0 = true }
    try await eventually("signs") {
      await publisher.publish()
      return publisher.isSigner && publisher.size == 4
    }
    #expect(publisher.trouble == nil)
    await publisher.close()
  }
}
