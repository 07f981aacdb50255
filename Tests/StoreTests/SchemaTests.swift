import Foundation
import TestSupport
import Testing

@Suite struct `The schema` {
  @Test func `schema.sql is what the migrations make`() async throws {
    let cluster = try await TestCluster.shared()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Repository.path("scripts/dump-schema"))
    process.arguments = ["-"]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["TENDER_TEST_PG": cluster.socketFolder]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let made = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
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
