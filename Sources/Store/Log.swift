import Notes
import Postgres
import Transparency

/// How far the log goes.
public struct LogHead: Sendable {
  public let size: Int
  public let root: Digest
  public let frontier: Frontier
  public let tick: Int
  public let tickAt: Moment?
}

extension Statement {
  static let logHead = Statement("log_head", "select size, frontier, root, tick_no, tick_at from log_head")
  static let logHeadLocked = Statement(
    "log_head_locked", "select size, frontier, root, tick_no, tick_at from log_head for update")
  static let updateLogHead = Statement(
    "update_log_head",
    """
    update log_head
       set size = $2, frontier = $3, root = $4
     where size = $1
    """)
  static let updateTick = Statement(
    "update_tick",
    """
    update log_head
       set tick_no = $1, tick_at = $2
     where tick_no = $1 - 1
    """)
  static let insertLogEntry = Statement(
    "insert_log_entry",
    """
    insert into log_entry (log_index, bytes, leaf, note_id)
    values ($1, $2, $3, $4)
    """)
  static let insertLogNode = Statement(
    "insert_log_node", "insert into log_node (level, node_index, hash) values ($1, $2, $3)")
  static let logEntries = Statement(
    "log_entries",
    """
    select bytes
      from log_entry
     where log_index >= $1 and log_index < $2
     order by log_index
    """)
  static let logEntriesWithin = Statement(
    "log_entries_within",
    """
    select bytes
      from (select log_index, bytes, sum(octet_length(bytes)) over (order by log_index) - octet_length(bytes) as before
              from log_entry
             where log_index >= $1 and log_index < $2) as entry
     where before < $3
     order by log_index
    """)
  static let logLeaves = Statement(
    "log_leaves",
    """
    select leaf as hash
      from log_entry
     where log_index >= $1 and log_index < $2
     order by log_index
    """)
  static let logNodes = Statement(
    "log_nodes",
    """
    select hash
      from log_node
     where level = $1 and node_index >= $2 and node_index < $3
     order by node_index
    """)
}

extension Transaction {
  /// The head as it stands; `locked` makes whoever else appends wait until this transaction ends.
  public func logHead(locked: Bool = false) throws -> LogHead {
    let row = try onlyRow(locked ? .logHeadLocked : .logHead)
    let size: Int64 = try row.value("size")
    let root: [UInt8] = try row.value("root")
    let tick: Int64 = try row.value("tick_no")
    let at: Int64? = try row.value("tick_at")
    let frontier = try Frontier(bytes: try row.value("frontier") as [UInt8])
    guard let digest = Digest(bytes: root), frontier.size == Int(size), frontier.root == digest else {
      throw PostgresFailure(.mismatch, message: "the log head does not hold a frontier of its size and root")
    }
    return LogHead(size: Int(size), root: digest, frontier: frontier, tick: Int(tick), tickAt: at.map(Moment.init))
  }

  /// Appends one entry and returns its index. Order is the order of the head's lock, never a clock's.
  public func append(entry: [UInt8], note: Digest? = nil) throws -> Int {
    let head = try logHead(locked: true)
    let leaf = Tree.leafHash(entry)
    var frontier = head.frontier
    // A node eight levels up is the root of a full tile: the hash that the next tile level is made of.
    var tiles: [(level: Int, index: Int, hash: Digest)] = []
    frontier.append(leaf) { node, hash in
      if node.level > 0, node.level % 8 == 0 { tiles.append((node.level / 8, node.index, hash)) }
    }
    try execute(
      .insertLogEntry, [.int(head.size), .bytes(entry), .bytes(leaf.bytes), .bytes(note?.bytes)])
    for tile in tiles {
      try execute(.insertLogNode, [.int16(Int16(tile.level)), .int(tile.index), .bytes(tile.hash.bytes)])
    }
    let updated = try execute(
      .updateLogHead,
      [.int(head.size), .int(head.size + 1), .bytes(frontier.bytes), .bytes(frontier.root.bytes)])
    guard updated == 1 else { throw PostgresFailure(.mismatch, message: "the log head moved under its lock") }
    return head.size
  }

  /// Hashes of a tile level: level 0 are leaves, level 1 the roots of 256 leaves each, and so on.
  public func tileHashes(level: Int, from: Int, to: Int) throws -> [Digest] {
    let parameters: [Parameter] =
      level == 0 ? [.int(from), .int(to)] : [.int16(Int16(level)), .int(from), .int(to)]
    return try rows(level == 0 ? .logLeaves : .logNodes, parameters) { row in
      guard let digest = Digest(bytes: try row.value("hash") as [UInt8]) else {
        throw PostgresFailure(.mismatch, message: "a hash is not 32 bytes")
      }
      return digest
    }
  }

  /// Entries from index `from` up to, not including, `to`.
  public func logEntries(from: Int, to: Int) throws -> [[UInt8]] {
    try rows(.logEntries, [.int(from), .int(to)]) { try $0.value("bytes") }
  }

  /// The same until they make `bytesMax` bytes; the first is there however long it is.
  public func logEntries(from: Int, to: Int, bytesMax: Int) throws -> [[UInt8]] {
    try rows(.logEntriesWithin, [.int(from), .int(to), .int(bytesMax)]) { try $0.value("bytes") }
  }

  /// Moves the tick counter from `number` − 1 to `number`.
  public func moveTick(to number: Int, at: Moment) throws {
    guard try execute(.updateTick, [.int(number), .timestamp(at.micros)]) == 1 else {
      throw PostgresFailure(.mismatch, message: "tick \(number) does not follow the last one")
    }
  }
}

extension Transaction {
  /// The hashes of these nodes of the log's first `size` entries, in this order.
  public func logHashes(at nodes: [TreeNode], size: Int) throws -> [Digest] {
    var tiles: [Tile: [Digest]] = [:]
    return try nodes.map { node in
      let (tile, range) = try Tile.holding(node, size: size)
      let hashes =
        try tiles[tile] ?? tileHashes(level: tile.level, from: tile.range.lowerBound, to: tile.range.upperBound)
      tiles[tile] = hashes
      guard hashes.count == tile.width else {
        throw PostgresFailure(.mismatch, message: "log tile \(tile.path) is not whole")
      }
      return Tree.root(ofLeafHashes: hashes[range])
    }
  }

  /// The root of the log's first `size` entries, in a log of `whole` entries.
  public func logRoot(at size: Int, of whole: Int) throws -> Digest {
    guard size > 0 else { return Tree.emptyRoot }
    let plan = try ProofPlan.root(size: size)
    return try plan.proof(from: logHashes(at: plan.nodes, size: whole))[0]
  }

  /// The proof that the log's first `size` entries begin with its first `old`, in a log of `whole` entries.
  public func consistencyProof(from old: Int, to size: Int, of whole: Int) throws -> [Digest] {
    let plan = try ProofPlan.consistency(from: old, to: size)
    return try plan.proof(from: logHashes(at: plan.nodes, size: whole))
  }

  /// The proof that the entry at `index` is in the log's first `size` entries.
  public func inclusionProof(of index: Int, size: Int) throws -> [Digest] {
    let plan = try ProofPlan.inclusion(of: index, size: size)
    return try plan.proof(from: logHashes(at: plan.nodes, size: size))
  }
}
