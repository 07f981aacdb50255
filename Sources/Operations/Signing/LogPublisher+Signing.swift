import Durable
import Logging
import Notes
import Postgres
import Store
import Synchronization
import Transparency

// The steps of a round: take the chair if it is free, then sign, or show what another has signed.
extension LogPublisher {
  /// The session that signed is not ours any more: another daemon may have the chair.
  private struct LostChair: Error {}

  /// What is known before the first round: the file's head and the newest one in the database, both on the database's
  /// tree.
  func begin(adopt: Bool) async throws {
    let kept = try file.read(by: key.verifier)
    let key = key.verifier
    let (known, cosignatures) = try await database.read { tx -> ([Checkpoint], [CosignatureRow]) in
      let stored = try tx.logHead()
      let published = try tx.newestCheckpoint()
      if kept == nil, !adopt, stored.size > 0 || (published?.size ?? 0) > 0 {
        throw PublishFault.headFileMissing(path: file.path)
      }
      var known = kept.map { [$0] } ?? []
      if let published { known.append(try Self.head(of: published, by: key)) }
      for head in known { try Self.require(head, on: stored, in: tx) }
      return (known, published.map { ($0.size >= kept?.size ?? 0) ? $0.cosignatures : [] } ?? [])
    }
    guard let newest = known.max(by: { $0.size < $1.size }) else { return }
    head = SignedHead(newest)
    // Adopted on purpose: from now on there is a file again.
    if kept == nil, adopt { try await keep(newest) }
    // What the file holds is signed, even if a crash came before it was published.
    show(newest, cosignatures: cosignatures)
  }

  func step() async throws {
    let isSeated = chair != nil
    if chair == nil, ContinuousClock.now >= nextTry { await tryChair() }
    if chair != nil {
      do {
        try await sign()
        // The newest head may lack cosignatures that only the signer asks for, and nothing new need come to ring for them.
        if !isSeated { wakeWitnesses() }
      } catch is LostChair {
        logger.notice("another session signs the log now")
        await leaveChair()
        try await follow()
      } catch let failure as PostgresFailure {
        // A session that broke may have lost its lock: ask for it anew.
        await leaveChair()
        throw failure
      }
    } else {
      try await follow()
    }
    try await refreshTrusted()
    if let chairFault { throw chairFault }
  }

  // MARK: the chair

  private func tryChair() async {
    do {
      if try await takeChair() { failures = 0 }
      chairFault = nil
    } catch let fault as PublishFault {
      chairFault = fault
      failures += 1
      nextTry = .now + Self.pause(after: failures)
    } catch {
      // The database is away; the round says so.
      nextTry = .now + .milliseconds(500)
    }
  }

  /// Seconds before the next try: 1, 2, 4, … at most 30.
  static func pause(after failures: Int) -> Duration { .seconds(min(30, 1 << min(max(failures, 1) - 1, 5))) }

  /// - Returns: false while another session has it.
  private func takeChair() async throws -> Bool {
    let connection = try spare ?? database.ownConnection()
    spare = connection
    let mark = Hex.encode((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    guard try await connection.transaction({ tx in try tx.takeSignerLock(mark: mark) }) else { return false }
    spare = nil
    do { try await askNeighbours() } catch {
      // The lock ends with its session: somebody who reaches them may sign.
      await connection.close()
      throw error
    }
    chair = Chair(connection: connection, mark: mark)
    shown.withLock { $0.isSigner = true }
    logger.notice("this daemon signs the log", metadata: ["origin": "\(key.name)"])
    // Who had it before may have kept cosignatures that this daemon has not seen.
    for key in witnesses.keys { witnesses[key]?.cosigned = nil }
    return true
  }

  /// - Parameter isOrderly: the session lives, and can say itself that it leaves: its end comes a little later.
  func leaveChair(isOrderly: Bool = false) async {
    guard let chair else { return }
    self.chair = nil
    shown.withLock { $0.isSigner = false }
    if isOrderly { try? await chair.connection.transaction { tx in try tx.leaveSignerLock() } }
    await chair.connection.close()
  }

  /// How far the log has gone, by whoever else knows; the database must extend the newest of these heads.
  ///
  /// A witness's bare number proves nothing: one above ours holds the log up only while nobody shows a signed head, so
  /// that one that lies cannot, and one that speaks the truth is heard when it is the only one.
  private func askNeighbours() async throws {
    guard neighbours.count > 0 else { return }
    let newest = head.map { key.sign($0.checkpoint.text) }
    let (said, silent) = await neighbours.heads(by: key.verifier, newest: newest)
    for (name, reason) in silent {
      logger.warning(
        "a neighbour does not say how far the log is", metadata: ["name": "\(name)", "reason": "\(reason)"])
    }
    guard !said.isEmpty else { throw PublishFault.noNeighbour(asked: neighbours.count) }
    var largest = head?.checkpoint
    let unproved = try await database.read { tx -> PublishFault? in
      var unproved: PublishFault?
      let stored = try tx.logHead()
      for (name, word) in said {
        switch word {
        case .none: break
        case .size(let size):
          if size > stored.size { unproved = .behindNeighbour(name: name, signed: size, stored: stored.size) }
        case .head(let head):
          do { try Self.require(head, on: stored, in: tx) } catch PublishFault.databaseBehind(let signed, let stored) {
            throw PublishFault.behindNeighbour(name: name, signed: signed, stored: stored)
          } catch PublishFault.forked(let size) {
            throw PublishFault.forkedFromNeighbour(name: name, size: size)
          }
        }
      }
      return unproved
    }
    if let unproved {
      guard said.contains(where: { if case .head = $0.word { true } else { false } }) else { throw unproved }
      logger.warning("a witness names a size without proof", metadata: ["reason": "\(unproved.en)"])
    }
    for case (_, .head(let head)) in said where head.size > largest?.size ?? -1 { largest = head }
    if let largest, largest.size > head?.size ?? -1 { head = SignedHead(largest) }
  }

  // MARK: signing

  /// What a round of the signer comes to.
  private struct Plan: Sendable {
    let next: SignedHead
    /// The newest head in the database.
    let published: CheckpointRow?
  }

  private func sign() async throws {
    guard let chair, try await isNew(chair) else { return }
    let lock = try await file.lock()
    defer { withExtendedLifetime(lock) {} }
    let kept = try file.read(by: key.verifier)
    let (known, key) = (head, key)
    let plan = try await chair.connection.transaction { tx in
      guard try tx.isSigner(mark: chair.mark) else { throw LostChair() }
      return try Self.plan(after: known, kept: kept, by: key.verifier, in: tx)
    }
    let next = plan.next
    try cut(.beforeSigning)
    let note = key.sign(next.checkpoint.text)
    try cut(.beforeFile)
    if kept.map({ $0.size < next.size }) ?? true { try file.write(note) }
    try cut(.afterFile)
    head = next
    try cut(.beforePublishing)
    if plan.published.map({ $0.size < next.size }) ?? true {
      let at = now()
      try await chair.connection.transaction { tx in
        guard try tx.isSigner(mark: chair.mark) else { throw LostChair() }
        try tx.insertCheckpoint(size: next.size, root: next.checkpoint.root, note: note.bytes, at: at)
      }
    }
    try cut(.afterPublishing)
    show(next.checkpoint, cosignatures: plan.published.flatMap { $0.size == next.size ? $0.cosignatures : nil } ?? [])
    wakeWitnesses()
  }

  /// A cheap look whether there is anything to do.
  private func isNew(_ chair: Chair) async throws -> Bool {
    let (stored, published) = try await chair.connection.transaction(access: .readOnly) { tx in
      guard try tx.isSigner(mark: chair.mark) else { throw LostChair() }
      return (try tx.logHead(), try tx.newestCheckpoint())
    }
    let shown = shown.withLock { $0.head }
    guard let published, let shown, stored.size == shown.size, stored.root == shown.root else { return true }
    return published.size != shown.size || head?.size != shown.size
  }

  /// The head to sign next: the database's, if it extends every head that was signed as far as anybody here knows.
  private static func plan(
    after known: SignedHead?, kept: Checkpoint?, by key: VerifierKey, in tx: borrowing Transaction
  ) throws -> Plan {
    let stored = try tx.logHead()
    let published = try tx.newestCheckpoint()
    var last = known ?? SignedHead(origin: key.name, frontier: Frontier())
    var others = kept.map { [$0] } ?? []
    if let published { others.append(try head(of: published, by: key)) }
    for other in others where other != last.checkpoint {
      try require(other, on: stored, in: tx)
      guard other.size > last.size else { continue }
      try require(last.checkpoint, on: stored, in: tx)
      last = SignedHead(other)
    }
    return Plan(next: try next(after: last, stored, in: tx), published: published)
  }

  /// More leaves than this are not read one by one: a consistency proof is shorter.
  private static let batchMax = 1_024

  private static func next(
    after last: SignedHead, _ stored: LogHead, in tx: borrowing Transaction
  ) throws -> SignedHead {
    guard stored.size >= last.size else {
      throw PublishFault.databaseBehind(signed: last.size, stored: stored.size)
    }
    do {
      if last.frontier != nil, stored.size - last.size <= batchMax {
        let leaves = try tx.tileHashes(level: 0, from: last.size, to: stored.size)
        return try last.followed(by: stored.frontier, appending: leaves)
      }
      let proof = try tx.consistencyProof(from: last.size, to: stored.size, of: stored.size)
      return try last.followed(by: stored.frontier, proof: proof)
    } catch is HeadFault {
      throw PublishFault.forked(size: last.size)
    }
  }

  /// That the database's log begins with what this head stands for.
  static func require(_ head: Checkpoint, on stored: LogHead, in tx: borrowing Transaction) throws {
    guard head.size <= stored.size else { throw PublishFault.databaseBehind(signed: head.size, stored: stored.size) }
    let root = head.size == stored.size ? stored.root : try tx.logRoot(at: head.size, of: stored.size)
    guard root == head.root else { throw PublishFault.forked(size: head.size) }
  }

  /// The head of a published row, if the log's key signed it.
  static func head(of row: CheckpointRow, by key: VerifierKey) throws -> Checkpoint {
    do {
      let head = try SignedHead.read(row.note, by: key).head
      guard head.size == row.size, head.root == row.root else { throw HeadFault.malformed }
      return head
    } catch let fault as HeadFault {
      throw PublishFault.publishedUnreadable(size: row.size, reason: fault.code)
    }
  }

  // MARK: following

  /// Shows what another daemon has published, and keeps it in this machine's file: whoever signs next must extend it.
  private func follow() async throws {
    let (seen, last, key) = (shown.withLock { $0.head }, head, key)
    let found = try await database.read { tx -> CheckpointRow? in
      guard let row = try tx.newestCheckpoint() else { return nil }
      guard row.size > seen?.size ?? -1 else { return row }
      let stored = try tx.logHead()
      try Self.require(try Self.head(of: row, by: key.verifier), on: stored, in: tx)
      if let last { try Self.require(last.checkpoint, on: stored, in: tx) }
      return row
    }
    guard let found else { return }
    guard found.size > seen?.size ?? -1 else {
      if found.size == seen?.size, let seen { show(seen, cosignatures: found.cosignatures) }
      return
    }
    let next = try Self.head(of: found, by: key.verifier)
    try await keep(next)
    if next.size > head?.size ?? -1 { head = SignedHead(next) }
    show(next, cosignatures: found.cosignatures)
  }

  /// Puts a head that was signed into this machine's file, unless a later one stands there.
  private func keep(_ head: Checkpoint) async throws {
    let lock = try await file.lock()
    defer { withExtendedLifetime(lock) {} }
    if (try file.read(by: key.verifier)).map({ $0.size < head.size }) ?? true { try file.write(key.sign(head.text)) }
  }

  // MARK: showing

  /// Shows a published head, with those of its cosignatures that the policy's witnesses made.
  ///
  /// What two tasks read may come home in the other order. A head's cosignatures are never taken away, so the shorter
  /// list is the older one: it takes nothing away from what is shown.
  func show(_ head: Checkpoint, cosignatures: [CosignatureRow]) {
    let isOlder = shown.withLock { $0.head?.size == head.size && cosignatures.count < $0.cosignatures }
    guard !isOlder else { return }
    // Ed25519 signs the same text the same way each time, so this is the note that was published.
    let plain = key.sign(head.text)
    let named = Set(neighbours.witnesses.map(\.key)).union(policyWitnesses)
    let note = plain.with(cosignatures.filter { named.contains($0.key) }.map(\.line))
    let isTrusted = neighbours.policy.map { (try? $0.verify(note)) != nil } ?? true
    shown.withLock { shown in
      if shown.head?.size != head.size { shown.at = .now }
      shown.head = head
      shown.note = plain
      shown.cosignatures = cosignatures.count
      if isTrusted, head.size >= shown.trusted?.size ?? -1 { shown.trusted = (head.size, note.bytes) }
    }
    board.post(note.bytes, size: head.size)
  }

  /// Looks whether an older head than the newest has met the policy meanwhile.
  func refreshTrusted() async throws {
    guard let policy = neighbours.policy, policy.asksForWitnesses else { return }
    let (newest, trusted) = shown.withLock { ($0.head?.size ?? -1, $0.trusted?.size ?? -1) }
    guard trusted < newest else { return }
    let rows = try await database.read { tx in try tx.cosignedCheckpoints(above: trusted, limit: 8) }
    let key = key
    for row in rows where row.size <= newest {
      let head = try Self.head(of: row, by: key.verifier)
      let note = key.sign(head.text).with(row.cosignatures.map(\.line))
      guard (try? policy.verify(note)) != nil else { continue }
      shown.withLock { shown in
        if row.size > shown.trusted?.size ?? -1 { shown.trusted = (row.size, note.bytes) }
      }
      return
    }
  }
}
