import Notes
import Postgres

/// An invariant of the whole database as a query: whatever rows it returns break the rule.
public struct AuditQuery: Sendable {
  /// The file's name without ending: `bid_in_time`.
  public let name: String
  /// The rule in both languages: the file's first two comment lines.
  public let zh: String
  public let en: String
  /// One statement, without semicolon at its end.
  public let sql: String

  public init(name: String, zh: String, en: String, sql: String) {
    self.name = name
    self.zh = zh
    self.en = en
    self.sql = sql
  }
}

/// An entry of the log as stored.
public struct LogEntryRow: Sendable {
  public let index: Int
  public let bytes: [UInt8]
  public let leaf: [UInt8]
  public let isNote: Bool
}

/// A tick as the tables have it.
public struct TickRow: Sendable {
  public let number: Int
  public let index: Int
  public let at: Moment
  public var batches: [TickText.Batch]
}

/// A `tender-opened` as stored.
public struct OpenedRow: Sendable {
  public let bid: Digest
  public let noteID: Digest
  public let result: String
  public let reason: String?
  public let particulars: String?
  public let secret: [UInt8]?
}

extension Statement {
  static let auditLogEntries = Statement(
    "audit_log_entries",
    """
    select log_index, bytes, leaf, note_id is not null as is_note
      from log_entry
     where log_index >= $1 and log_index < $2
     order by log_index
    """)
  static let auditLogNodes = Statement(
    "audit_log_nodes", "select level, node_index, hash from log_node order by level, node_index")
  static let auditLogHead = Statement("audit_log_head", "select size, frontier, root, tick_no, tick_at from log_head")
  static let auditTicks = Statement(
    "audit_ticks",
    """
    select tick.tick_no, tick.log_index, tick.at, tick_batch.tender_id, tick_batch.root
      from tick
      left join tick_batch on tick_batch.tick_no = tick.tick_no
     where tick.log_index >= $1 and tick.log_index < $2
     order by tick.tick_no, tick_batch.tender_id collate "C"
    """)
  static let auditNotes = Statement(
    "audit_notes",
    """
    select note.note_id, note.type, note.tender_id, note.signer, note.bytes, note.taken_at, log_entry.log_index
      from note
      left join log_entry on log_entry.note_id = note.note_id
     where note.note_id > $1
     order by note.note_id
     limit $2
    """)
  static let auditBidders = Statement("audit_bidders", "select tender_id, bidder, vkey from bidder")
  static let auditMembers = Statement(
    "audit_members", "select tender_id, lot_id, member, vkey from committee_member")
  static let auditPayloads = Statement(
    "audit_payloads", "select sha256, uploader, bytes, whole_at from payload order by sha256")
  static let auditOpened = Statement(
    "audit_opened",
    """
    select opened.bid, opened.note_id, opened.result, opened.reason, opened.particulars, opened.secret
      from opened
      join bid_note on bid_note.note_id = opened.bid
     where bid_note.tender_id = $1
     order by opened.opened_id
    """)
  static let auditShares = Statement(
    "audit_shares",
    """
    select share.bid, share.custodian_index, share.share, share.bad
      from share
      join opening_bid on opening_bid.bid = share.bid
     where opening_bid.manifest = $1
     order by share.custodian_index, opening_bid.line_no
    """)
  static let auditBundleFiles = Statement(
    "audit_bundle_files",
    """
    select path, log_index, bytes
      from bundle_file
     where tender_id = $1
     order by log_index, path collate "C"
    """)
}

// What the audit reads beyond what the deeds read: everything, in pages where there may be much of it.
extension Transaction {
  /// The first findings of an invariant, one line of JSON each; none when it holds.
  public func findings(of query: AuditQuery, limit: Int = 20) throws -> [String] {
    let whole = Statement(
      "check_\(query.name)",
      """
      select row_to_json(finding)::text as finding
        from (
      \(query.sql)
      ) as finding
       limit \(limit)
      """)
    return try rows(whole) { try $0.value("finding") }
  }

  public func auditLogEntries(from: Int, to: Int) throws -> [LogEntryRow] {
    try rows(.auditLogEntries, [.int(from), .int(to)]) { row in
      LogEntryRow(
        index: Int(try row.value("log_index") as Int64), bytes: try row.value("bytes"), leaf: try row.value("leaf"),
        isNote: try row.value("is_note"))
    }
  }

  /// Every stored node above the leaves, by tile level and place.
  public func auditLogNodes() throws -> [(level: Int, index: Int, hash: [UInt8])] {
    try rows(.auditLogNodes) { row in
      (Int(try row.value("level") as Int16), Int(try row.value("node_index") as Int64), try row.value("hash"))
    }
  }

  /// The head's row as it is, believed in nothing.
  public func auditLogHead() throws -> (size: Int, frontier: [UInt8], root: [UInt8], tick: Int, tickAt: Moment?) {
    let row = try onlyRow(.auditLogHead)
    return (
      Int(try row.value("size") as Int64), try row.value("frontier"), try row.value("root"),
      Int(try row.value("tick_no") as Int64), (try row.value("tick_at") as Int64?).map(Moment.init)
    )
  }

  /// The ticks whose entries stand in this stretch of the log.
  public func auditTicks(from: Int, to: Int) throws -> [TickRow] {
    var ticks: [TickRow] = []
    for row in try rows(.auditTicks, [.int(from), .int(to)]) {
      let number = Int(try row.value("tick_no") as Int64)
      if ticks.last?.number != number {
        ticks.append(
          TickRow(
            number: number, index: Int(try row.value("log_index") as Int64),
            at: Moment(micros: try row.value("at")), batches: []))
      }
      guard let tender: String = try row.value("tender_id"), let root: [UInt8] = try row.value("root") else { continue }
      ticks[ticks.count - 1].batches.append(TickText.Batch(tender: tender, root: try decodedDigest(root)))
    }
    return ticks
  }

  /// The next notes after `last` by id, of every type and tender.
  public func auditNotes(after last: [UInt8], limit: Int) throws -> [NoteRow] {
    try rows(.auditNotes, [.bytes(last), .int(limit)]).map(NoteRow.init)
  }

  public func auditBidders() throws -> [(tender: String, bidder: String, vkey: String)] {
    try rows(.auditBidders) { (try $0.value("tender_id"), try $0.value("bidder"), try $0.value("vkey")) }
  }

  public func auditMembers() throws -> [(tender: String, lot: String, member: String, vkey: String)] {
    try rows(.auditMembers) {
      (try $0.value("tender_id"), try $0.value("lot_id"), try $0.value("member"), try $0.value("vkey"))
    }
  }

  public func auditPayloads() throws -> [(digest: Digest, row: PayloadRow)] {
    try rows(.auditPayloads) { row in
      (try decodedDigest(try row.value("sha256")), try PayloadRow(row))
    }
  }

  /// Every result of a tender, a repeated one too, in the order written.
  public func auditOpened(of tender: String) throws -> [OpenedRow] {
    try rows(.auditOpened, [.text(tender)]) { row in
      OpenedRow(
        bid: try decodedDigest(try row.value("bid")), noteID: try decodedDigest(try row.value("note_id")),
        result: try row.value("result"), reason: try row.value("reason"), particulars: try row.value("particulars"),
        secret: try row.value("secret"))
    }
  }

  /// Every line of a manifest's share notes, by custodian and then in the manifest's order.
  public func auditShares(of manifest: Digest) throws -> [(index: Int, entry: Shares.Entry)] {
    try rows(.auditShares, [.bytes(manifest.bytes)]) { row in
      let bid = try decodedDigest(try row.value("bid"))
      let index = Int(try row.value("custodian_index") as Int32)
      if let share: [UInt8] = try row.value("share") { return (index, .share(bid, share)) }
      return (index, .bad(bid, reason: try row.value("bad") ?? ""))
    }
  }

  /// Every version of every named file of a tender's bundle.
  public func auditBundleFiles(of tender: String) throws -> [(path: String, index: Int, bytes: [UInt8])] {
    try rows(.auditBundleFiles, [.text(tender)]) {
      (try $0.value("path"), Int(try $0.value("log_index") as Int64), try $0.value("bytes"))
    }
  }
}
