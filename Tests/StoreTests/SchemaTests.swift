import Foundation
import TestSupport
import Testing

@Suite struct `The schema` {
  @Test func `schema.sql is what the migrations make`() async throws {
    let cluster = try await TestCluster.shared()
    let environment = ProcessInfo.processInfo.environment.merging(["TENDER_TEST_PG": cluster.socketFolder]) { $1 }
    let dump = try await Command.run(Repository.path("scripts/dump-schema"), ["-"], environment: environment)
    try #require(dump.exit == 0, "\(dump.errorText)")
    let made = dump.text
    let kept = try String(contentsOfFile: Repository.path("sql/schema.sql"), encoding: .utf8)
    let difference = made.split(separator: "\n").difference(from: kept.split(separator: "\n"))
    let lines = difference.prefix(20).map { change in
      switch change {
      case .insert(let at, let line, _): "+\(at) \(line)"
      case .remove(let at, let line, _): "-\(at) \(line)"
      }
    }
    #expect(made == kept, "run scripts/dump-schema and look at what changed:\n\(lines.joined(separator: "\n"))")
  }
}
