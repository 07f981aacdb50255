import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct `Invariants as queries` {
  private static func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Repository.path("sql/checks")).sorted()
  }

  @Test func `each says its rule in both languages and holds in an empty database, read by the auditor`() async throws {
    let store = try await TestDatabase.make()
    let auditor = store.database(as: "tender_auditor")
    let files = try Self.files()
    #expect(files.count > 20)
    for file in files {
      let sql = try String(contentsOfFile: Repository.path("sql/checks/\(file)"), encoding: .utf8)
      let lines = sql.split(separator: "\n")
      #expect(lines.count > 3 && lines[0].hasPrefix("-- ") && lines[1].hasPrefix("-- "), "\(file)")
      #expect(lines[0].unicodeScalars.contains { $0.value > 0x4E00 }, "\(file)")
      #expect(lines[1].utf8.allSatisfy { $0 < 0x80 }, "\(file)")
      // It is wrapped in another query, so it is one statement without its end.
      #expect(lines.allSatisfy { $0.hasPrefix("--") || !$0.contains(";") }, "\(file)")
      do {
        let rows = try await auditor.read { tx in try tx.rows(Statement("check", sql)).count }
        #expect(rows == 0, "\(file)")
      } catch {
        Issue.record("\(file): \(error)")
      }
    }
  }
}
