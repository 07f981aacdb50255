import Notes
import Postgres
import Store
import Transparency

// The audit derives every derived fact again from what it was derived from, and says what does not agree. It reads one
// moment of the database, writes nothing, and needs no secret: the log's public key and the file with the signed head.
//
//   AuditLog       leaves, root, nodes, head file, ticks, batch roots
//   AuditNotes     ids, signers, signatures, lists
//   AuditPreparation   versions and reviews of drafts, what a real notice was prepared with
//   AuditTenders   notice, close, bids and withdrawals, payloads
//   AuditChanges   amendments, answers, cancellations
//   AuditOpening   manifests, shares, results
//   AuditDraws     draws of experts and of ties
//   AuditRemedies  challenges and the like: times, findings
//   AuditPerformance  failures and acceptance of service contracts
//   AuditOutcome   score sheets, evaluations, awards, bundle files, papers
//   sql/checks     invariants between tables, as queries

/// Re-derives what the database holds.
public struct Audit: Sendable {
  let database: Database
  let logKey: VerifierKey
  let headFile: String?
  let queries: [AuditQuery]

  /// - Parameters:
  ///   - database: as whoever may read everything; `tender_auditor` will do.
  ///   - logKey: the key that closes, results, lists of papers and heads are signed with.
  ///   - headFile: the file with the last signed head; nil where it cannot be read, which is then a fault.
  ///   - queries: the invariants of `sql/checks`.
  public init(database: Database, logKey: VerifierKey, headFile: String?, queries: [AuditQuery]) {
    self.database = database
    self.logKey = logKey
    self.headFile = headFile
    self.queries = queries
  }

  /// Looks at everything.
  ///
  /// - Throws: `PostgresFailure` when the database cannot be read; what does not agree is in the report.
  public func run() async throws -> AuditReport {
    // Before the snapshot: a head signed meanwhile must not seem to be ahead of the database.
    let head = readHead()
    return try await database.read(as: .auditor) { tx in try report(head: head, in: tx) }
  }

  /// Looks at everything as this transaction sees it.
  public func report(in tx: borrowing Transaction) throws -> AuditReport {
    let head = readHead()
    // Views of whole rows ask for the reader of everybody, also of the owner.
    return try tx.reading(as: .auditor) { tx in try report(head: head, in: tx) }
  }

  private func report(head: [UInt8]?, in tx: borrowing Transaction) throws -> AuditReport {
    var findings = AuditFindings()
    for query in queries {
      findings.add(query: query.name, zh: query.zh, en: query.en, rows: try tx.findings(of: query))
    }
    let tenders = try tx.tenders()
    try attempt(.log, &findings) { findings in
      try auditLog(head: head, tenders: tenders, &findings, in: tx)
    }
    try attempt(.notes, &findings) { findings in try auditNotes(&findings, in: tx) }
    for tender in tenders {
      try attempt(.preparation, &findings) { findings in try auditPreparation(of: tender, &findings, in: tx) }
    }
    for tender in tenders where tender.noticeID != nil {
      try attempt(.notice, &findings) { findings in try auditNotice(of: tender, &findings, in: tx) }
      try attempt(.changes, &findings) { findings in try auditChanges(of: tender, &findings, in: tx) }
      try attempt(.bids, &findings) { findings in try auditBids(of: tender, &findings, in: tx) }
      try attempt(.close, &findings) { findings in try auditClose(of: tender, &findings, in: tx) }
      try attempt(.manifests, &findings) { findings in try auditOpening(of: tender, &findings, in: tx) }
      try attempt(.draws, &findings) { findings in try auditDraws(of: tender, &findings, in: tx) }
      try attempt(.evaluations, &findings) { findings in try auditOutcome(of: tender, &findings, in: tx) }
      try attempt(.performance, &findings) { findings in try auditPerformance(of: tender, &findings, in: tx) }
      try attempt(.remedies, &findings) { findings in try auditRemedies(of: tender, &findings, in: tx) }
      try attempt(.files, &findings) { findings in try auditFiles(of: tender, &findings, in: tx) }
      try attempt(.papers, &findings) { findings in try auditPapers(of: tender, &findings, in: tx) }
    }
    try attempt(.payloads, &findings) { findings in try auditPayloads(&findings, in: tx) }
    return findings.report
  }

  /// What cannot even be read is a fault of that check; a database that does not answer is not.
  func attempt(
    _ check: AuditCheck, _ findings: inout AuditFindings, _ body: (inout AuditFindings) throws -> Void
  ) throws {
    do {
      try body(&findings)
    } catch let failure as PostgresFailure where failure.kind != .mismatch {
      throw failure
    } catch {
      findings.fault(check, "", zh: "无法读取：\(error)", en: "cannot be read: \(error)")
    }
  }

  private func readHead() -> [UInt8]? { headFile.flatMap { readFile($0, limit: 65_536) } }
}

extension NoteRow {
  /// Short words for a report.
  var subject: String { "\(type) \(id.hex)" }
}
