import Notes
import Postgres
import Store
import Tendering
import Transparency

extension Audit {
  /// Entries of one page.
  private static let pageEntries = 2_000

  /// Walks the log once: leaves, tree, nodes, ticks and their batch roots.
  func auditLog(
    head signed: [UInt8]?, tenders: [TenderRow], _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    let head = try tx.auditLogHead()
    let signedHead = checkHead(signed, size: head.size, &findings)
    var walk = LogWalk(periods: try periods(of: tenders, in: tx), signedSize: signedHead?.size)
    let first = try tx.auditCheckpoints(above: -1, limit: 1).filter { $0.size == 0 }
    try checkPublished(first, [0: Tree.emptyRoot], &findings)
    var index = 0
    while index < head.size {
      let end = min(index + Self.pageEntries, head.size)
      let entries = try tx.auditLogEntries(from: index, to: end)
      guard entries.count == end - index else {
        return findings.fault(.log, "\(index)", zh: "日志缺条目", en: "entries are missing from the log")
      }
      var rows: [Int: TickRow] = [:]
      for row in try tx.auditTicks(from: index, to: end) { rows[row.index] = row }
      // Sizes are not skipped: a page holds at most as many heads as entries.
      let published = try tx.auditCheckpoints(above: index, limit: Self.pageEntries).filter { $0.size <= end }
      walk.marks = Set(published.map(\.size))
      for entry in entries { walk.take(entry, row: rows.removeValue(forKey: entry.index), &findings) }
      for stray in rows.values {
        findings.fault(.ticks, "tick \(stray.number)", zh: "时点不在日志里", en: "a tick's row has no entry")
      }
      try checkPublished(published, walk.rootsAtMarks, &findings)
      walk.rootsAtMarks = [:]
      index = end
    }
    if let beyond = try tx.auditCheckpoints(above: head.size, limit: 1).first {
      findings.fault(
        .checkpoints, "size \(beyond.size)", zh: "公布的日志头比日志长", en: "a published head is longer than the log")
    }
    findings.looked(at: .log, head.size)
    // A new database writes its empty right edge as no bytes at all.
    let edge = head.size == 0 && head.frontier.isEmpty ? Frontier().bytes : head.frontier
    findings.require(
      walk.frontier.root.bytes == head.root && walk.frontier.bytes == edge, .log, "head",
      zh: "日志头的根或右沿与条目重算不符", en: "the head's root or frontier is not that of the entries")
    findings.require(
      walk.tick == head.tick && walk.tickTime == head.tickAt?.seconds, .ticks, "head",
      zh: "日志头所记时点与日志不符", en: "the head's tick is not the log's last")
    try checkNodes(walk.nodes, &findings, in: tx)
    if let signedHead {
      findings.looked(at: .head)
      findings.require(
        walk.rootAtSigned == signedHead.root, .head, "size \(signedHead.size)", zh: "已签署的根不是现有日志前段的根",
        en: "the signed root is not that of the log's first \(signedHead.size) entries: the log was rewritten")
    }
  }

  /// Heads as they were published: signed, over the entries that there are, and cosigned by whom they say.
  private func checkPublished(
    _ rows: [CheckpointRow], _ roots: [Int: Digest], _ findings: inout AuditFindings
  ) throws {
    for row in rows {
      findings.looked(at: .checkpoints)
      let subject = "size \(row.size)"
      let read = try? SignedHead.read(row.note, by: logKey)
      findings.require(
        read?.head.size == row.size && read?.head.root == row.root, .checkpoints, subject, zh: "公布的日志头不是本日志所签",
        en: "a published head is not this log's")
      findings.require(
        roots[row.size] == row.root, .checkpoints, subject, zh: "公布的根不是其条目的根：日志被改写",
        en: "a published root is not that of its entries: the log was rewritten")
      guard let text = read?.head.text else { continue }
      for cosignature in row.cosignatures {
        findings.require(
          Cosignature.time(of: cosignature.signature, by: cosignature.key, over: text) == cosignature.at.seconds,
          .checkpoints, "\(subject) \(cosignature.key.reference.text)", zh: "见证联署不成立",
          en: "a cosignature does not hold")
      }
    }
  }

  /// The signed head as far as it can be believed alone.
  private func checkHead(_ bytes: [UInt8]?, size: Int, _ findings: inout AuditFindings) -> Checkpoint? {
    guard let bytes else {
      findings.require(
        size == 0, .head, headFile ?? "", zh: "读不到已签署的日志头", en: "the file with the signed head cannot be read")
      return nil
    }
    do {
      let note = try Checkpoint.note(parsing: bytes)
      try note.verify(by: logKey)
      let head = try Checkpoint(note)
      guard head.origin.utf8.elementsEqual(logKey.name.utf8), head.size <= size else {
        findings.fault(
          .head, "size \(head.size)", zh: "已签署 \(head.size) 条，数据库只有 \(size) 条",
          en: "\(head.size) entries of \(head.origin) were signed, the database holds \(size)")
        return nil
      }
      return head
    } catch {
      findings.fault(.head, "", zh: "日志头的签名或格式不符：\(error)", en: "the head's signature or form does not hold: \(error)")
      return nil
    }
  }

  private func checkNodes(
    _ derived: [LogWalk.NodePlace: Digest], _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    var left = derived
    for node in try tx.auditLogNodes() {
      findings.looked(at: .tiles)
      let place = LogWalk.NodePlace(level: node.level, index: node.index)
      let expected = left.removeValue(forKey: place)
      findings.require(
        expected?.bytes == node.hash, .tiles, "\(node.level)/\(node.index)", zh: "节点与条目重算不符",
        en: "a node is not what its entries come to")
    }
    for place in left.keys {
      findings.fault(.tiles, "\(place.level)/\(place.index)", zh: "缺节点", en: "a node is missing")
    }
  }

  /// When each published tender was open, and the roots that its ticks must have.
  private func periods(of tenders: [TenderRow], in tx: borrowing Transaction) throws -> [LogWalk.Period] {
    try tenders.compactMap { tender in
      guard let start = tender.noticeIndex else { return nil }
      var end = tender.closeIndex
      if end == nil, tender.state == .cancelled {
        end = try tx.notes(of: tender.id, type: CancellationNote.type).first?.logIndex
      }
      let reveal = RevealText(
        tender: tender.id, master: try tx.master(of: tender.id), entries: try tx.tickNotes(of: tender.id))
      return LogWalk.Period(tender: tender.id, start: start, end: end ?? .max, roots: RevealRoots(reveal))
    }
  }
}

/// One walk along the log.
struct LogWalk {
  struct Period {
    let tender: String
    /// Log indices of the notice and of the close.
    let start: Int
    let end: Int
    let roots: RevealRoots
  }

  struct NodePlace: Hashable {
    let level: Int
    let index: Int
  }

  private(set) var frontier = Frontier()
  private(set) var nodes: [NodePlace: Digest] = [:]
  private(set) var tick = 0
  private(set) var tickTime: Int?
  /// Sizes whose roots are wanted, and those that were passed.
  var marks: Set<Int> = []
  var rootsAtMarks: [Int: Digest] = [:]
  /// The root over as many entries as the signed head has.
  private(set) var rootAtSigned: Digest?
  private let periods: [Period]
  private let signedSize: Int?

  init(periods: [Period], signedSize: Int?) {
    self.periods = periods.sorted { $0.tender.utf8.lexicographicallyPrecedes($1.tender.utf8) }
    self.signedSize = signedSize
    if signedSize == 0 { rootAtSigned = Tree.emptyRoot }
  }

  mutating func take(_ entry: LogEntryRow, row: TickRow?, _ findings: inout AuditFindings) {
    let leaf = Tree.leafHash(entry.bytes)
    findings.require(
      leaf.bytes == entry.leaf, .log, "\(entry.index)", zh: "条目的叶哈希不符", en: "an entry's leaf hash is another")
    var complete: [NodePlace: Digest] = [:]
    frontier.append(leaf) { node, hash in
      if node.level > 0, node.level % 8 == 0 { complete[NodePlace(level: node.level / 8, index: node.index)] = hash }
    }
    nodes.merge(complete) { first, _ in first }
    if frontier.size == signedSize { rootAtSigned = frontier.root }
    if marks.contains(frontier.size) { rootsAtMarks[frontier.size] = frontier.root }
    if !entry.isNote { takeTick(entry, row: row, &findings) }
  }

  private mutating func takeTick(_ entry: LogEntryRow, row: TickRow?, _ findings: inout AuditFindings) {
    findings.looked(at: .ticks)
    guard let text = try? TickText(parsing: String(decoding: entry.bytes, as: UTF8.self)) else {
      return findings.fault(.ticks, "\(entry.index)", zh: "条目既非记录也非时点", en: "an entry is neither note nor tick")
    }
    let subject = "tick \(text.number)"
    findings.require(
      text.number == tick + 1, .ticks, subject, zh: "时点编号不连续", en: "a tick's number does not follow \(tick)")
    findings.require(
      text.time >= tickTime ?? 0, .ticks, subject, zh: "时间倒退", en: "a tick's time goes back")
    tick = text.number
    tickTime = text.time
    let open = periods.filter { $0.start < entry.index && entry.index < $0.end }
    findings.require(
      text.batches.map(\.tender) == open.map(\.tender), .ticks, subject, zh: "时点的项目与当时开放的项目不符",
      en: "the tick's lines are not those of the tenders that were open")
    findings.require(
      row?.number == text.number && row?.at.seconds == text.time && row?.batches == text.batches, .ticks, subject,
      zh: "时点的数据库记录与日志不符", en: "the tick's rows are not what its entry says")
    for batch in text.batches {
      guard let period = open.first(where: { $0.tender == batch.tender }) else { continue }
      findings.looked(at: .batches)
      findings.require(
        (try? period.roots.root(tick: text.number)) == batch.root, .batches, "\(batch.tender) \(subject)",
        zh: "批次根与所含记录不符", en: "a batch root is not that of the notes it holds")
    }
  }
}
