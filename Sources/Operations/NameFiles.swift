import Notes
import Postgres
import Store

extension Office {
  /// Names files of the public bundle in the log, under the log key: another paper has come into being. The open data
  /// follows in the same transaction.
  func nameFiles(
    _ files: [(path: String, bytes: [UInt8])], tender: String, notice: Digest, at: Moment, in tx: borrowing Transaction
  ) throws {
    try name(files, tender: tender, notice: notice, at: at, in: tx)
    try publishOpenData(of: tender, at: at, in: tx)
  }

  /// The naming alone.
  ///
  /// - Returns: the line of each file.
  @discardableResult
  func name(
    _ files: [(path: String, bytes: [UInt8])], tender: String, notice: Digest, at: Moment, in tx: borrowing Transaction
  ) throws -> [FileLine] {
    guard !files.isEmpty else { return [] }
    let lines = files.map { FileLine(path: $0.path, content: $0.bytes) }
    let entries = FileLine.entries(lines)
    // Whoever names files at the same time waits here, before both take the same number.
    _ = try tx.logHead(locked: true)
    let seq = try tx.nextSeq(of: tender, type: PapersNote.type)
    let papers = PapersNote(tender: tender, notice: notice, seq: seq, list: ListLine(of: entries))
    let index = try tx.take(
      logKey.sign(papers.text), tender: tender, list: Array(ListLine.text(of: entries).utf8), at: at)
    for (file, line) in zip(files, lines) {
      try tx.insertBundleFile(
        tender: tender, path: file.path, logIndex: index, bytes: file.bytes, digest: line.digest)
    }
    return lines
  }
}
