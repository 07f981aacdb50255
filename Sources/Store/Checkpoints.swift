import Notes
import Postgres

/// A head as it was published, with the cosignatures at hand.
public struct CheckpointRow: Sendable {
  public let size: Int
  public let root: Digest
  /// The signed checkpoint with the log's signature alone.
  public let note: [UInt8]
  public let cosignatures: [CosignatureRow]
}

/// What a witness said of a head.
public struct CosignatureRow: Sendable {
  public let size: Int
  public let key: VerifierKey
  /// By the witness's clock.
  public let at: Moment
  /// Time and Ed25519 signature, 72 bytes.
  public let signature: [UInt8]

  public init(size: Int, key: VerifierKey, at: Moment, signature: [UInt8]) {
    self.size = size
    self.key = key
    self.at = at
    self.signature = signature
  }

  /// As a line of the checkpoint.
  public var line: NoteSignature { NoteSignature(name: key.name, keyID: key.id, bytes: signature) }
}

extension Statement {
  /// True once, for one session at a time: the lock and the mark end with the session, whatever becomes of the process.
  static let takeSignerLock = Statement(
    "take_signer_lock",
    """
    select case
             when pg_try_advisory_lock($1) then set_config('tender.signer', $2, false) is not null
             else false
           end as taken
    """)
  static let leaveSignerLock = Statement("leave_signer_lock", "select pg_advisory_unlock_all() is null as nothing")
  static let isSigner = Statement(
    "is_signer", "select coalesce(current_setting('tender.signer', true) = $1, false) as is_signer")
  static let newestCheckpoint = Statement(
    "newest_checkpoint",
    """
    select size, root, note
      from log_checkpoint
     order by size desc
     limit 1
    """)
  static let checkpointBySize = Statement(
    "checkpoint_by_size", "select size, root, note from log_checkpoint where size = $1")
  static let insertCheckpoint = Statement(
    "insert_checkpoint",
    """
    insert into log_checkpoint (size, root, note, published_at)
    values ($1, $2, $3, $4)
    """)
  static let cosignedSizes = Statement(
    "cosigned_sizes",
    """
    select size
      from log_cosignature
     where size > $1
     group by size
     order by size desc
     limit $2
    """)
  static let cosignatures = Statement(
    "cosignatures",
    """
    select log_cosignature.size, log_cosignature.cosigned_at, log_cosignature.signature, log_witness.vkey
      from log_cosignature
      join log_witness on log_witness.witness = log_cosignature.witness
     where log_cosignature.size = $1
     order by log_cosignature.witness collate "C"
    """)
  static let lastCosignature = Statement(
    "last_cosignature",
    """
    select log_cosignature.size, log_cosignature.cosigned_at, log_cosignature.signature, log_witness.vkey
      from log_cosignature
      join log_witness on log_witness.witness = log_cosignature.witness
     where log_cosignature.witness = $1
     order by log_cosignature.size desc
     limit 1
    """)
  static let insertWitness = Statement(
    "insert_witness",
    """
    insert into log_witness (witness, vkey, first_seen_at)
    values ($1, $2, $3)
    on conflict do nothing
    """)
  static let insertCosignature = Statement(
    "insert_cosignature",
    """
    insert into log_cosignature (size, witness, cosigned_at, signature)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """)
  static let auditCheckpoints = Statement(
    "audit_checkpoints",
    """
    select size, root, note
      from log_checkpoint
     where size > $1
     order by size
     limit $2
    """)
}

// The signer's place: one session at a time, among all daemons on this database.
extension Transaction {
  /// "tender" and a number nobody else uses in this database.
  private static let signerLock: Int64 = 0x7465_6E64_6572_0002

  /// Makes this session the signer's unless another one is; it stays so until the session ends.
  ///
  /// - Parameter mark: a fresh word, by which the session is known again.
  public func takeSignerLock(mark: String) throws -> Bool {
    try onlyRow(.takeSignerLock, [.int64(Self.signerLock), .text(mark)]).value("taken")
  }

  /// Lets another session be the signer; this one does nothing more.
  public func leaveSignerLock() throws { _ = try onlyRow(.leaveSignerLock) }

  /// Whether this is still the session that took the lock with this mark, and not one that was connected anew.
  public func isSigner(mark: String) throws -> Bool { try onlyRow(.isSigner, [.text(mark)]).value("is_signer") }
}

extension Transaction {
  /// The largest head that was published.
  public func newestCheckpoint() throws -> CheckpointRow? {
    try row(.newestCheckpoint).map { try checkpoint($0) }
  }

  public func checkpoint(size: Int) throws -> CheckpointRow? {
    try row(.checkpointBySize, [.int(size)]).map { try checkpoint($0) }
  }

  /// Heads above `size` that have a cosignature, the largest first.
  public func cosignedCheckpoints(above size: Int, limit: Int) throws -> [CheckpointRow] {
    let sizes = try rows(.cosignedSizes, [.int(size), .int(limit)]) { Int(try $0.value("size") as Int64) }
    return try sizes.compactMap { try checkpoint(size: $0) }
  }

  /// Heads above `size` in rising order, for whoever looks at all of them.
  public func auditCheckpoints(above size: Int, limit: Int) throws -> [CheckpointRow] {
    let found = try rows(.auditCheckpoints, [.int(size), .int(limit)]) { row in
      (
        size: Int(try row.value("size") as Int64), root: try row.value("root") as [UInt8],
        note: try row.value("note") as [UInt8]
      )
    }
    return try found.map { row in
      CheckpointRow(
        size: row.size, root: try decodedDigest(row.root), note: row.note, cosignatures: try cosignatures(of: row.size))
    }
  }

  private func checkpoint(_ row: Row) throws -> CheckpointRow {
    let size = Int(try row.value("size") as Int64)
    return CheckpointRow(
      size: size, root: try decodedDigest(try row.value("root")), note: try row.value("note"),
      cosignatures: try cosignatures(of: size))
  }

  public func cosignatures(of size: Int) throws -> [CosignatureRow] {
    try rows(.cosignatures, [.int(size)]) { try Self.cosignature($0) }
  }

  /// The largest head that a witness cosigned.
  public func lastCosignature(of witness: VerifierKey) throws -> CosignatureRow? {
    try row(.lastCosignature, [.text(Self.name(of: witness))]).map { try Self.cosignature($0) }
  }

  private static func cosignature(_ row: Row) throws -> CosignatureRow {
    let vkey: String = try row.value("vkey")
    guard let key = try? VerifierKey(parsing: vkey) else {
      throw PostgresFailure(.mismatch, message: "a witness's vkey is none")
    }
    return CosignatureRow(
      size: Int(try row.value("size") as Int64), key: key, at: Moment(micros: try row.value("cosigned_at")),
      signature: try row.value("signature"))
  }

  /// Publishes a head to all daemons. The database refuses one that is not larger than the last, or larger than the log.
  public func insertCheckpoint(size: Int, root: Digest, note: [UInt8], at: Moment) throws {
    try execute(.insertCheckpoint, [.int(size), .bytes(root.bytes), .bytes(note), .timestamp(at.micros)])
  }

  /// Keeps a cosignature that was verified; one that is there already stays.
  public func insert(_ cosignature: CosignatureRow, seenAt: Moment) throws {
    let name = Self.name(of: cosignature.key)
    try execute(.insertWitness, [.text(name), .text(cosignature.key.text), .timestamp(seenAt.micros)])
    try execute(
      .insertCosignature,
      [.int(cosignature.size), .text(name), .timestamp(cosignature.at.micros), .bytes(cosignature.signature)])
  }

  /// `<name>+<8 hex>`; a witness's name is as the signed-note specification has it, so it is no `KeyReference` of ours.
  private static func name(of key: VerifierKey) -> String { key.reference.text }
}
