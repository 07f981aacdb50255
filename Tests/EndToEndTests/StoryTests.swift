import Foundation
import Glibc
import TestSupport
import Testing

/// The whole story of the demo, with the programs of this build.
@Suite struct `The story` {
  @Test(.timeLimit(.minutes(4)))
  func `goes from an empty database to filed contracts, and a stranger can check it`() async throws {
    // A folder that PostgreSQL's own user may enter.
    let folder = "/var/tmp/tender-story-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("TENDER") && !$0.key.hasPrefix("PG")
    }
    environment["TENDER_BIN"] = Program.folder
    let told = try await Program.run(
      Repository.path("scripts/demo"),
      ["--port", "\(try Self.freePort())", "--data", folder + "/data", "--out", folder + "/out", "--exit"],
      in: Repository.folder, environment: environment, seconds: 230)
    #expect(told.exit == 0, "\(told)")
    let out = folder + "/out"
    let verified = try await Program.run(
      Program.tender, ["verify", out + "/bundle", "--json"], in: folder, environment: Program.environment())
    #expect(verified.exit == 0, "\(verified)")
    let reviewed = try await Program.run(
      Repository.path("scripts/check-ocds"), [out + "/bundle/ocds.json"], in: folder, environment: environment,
      seconds: 60)
    #expect(reviewed.exit == 0, "\(reviewed)")
    let papers = try FileManager.default.contentsOfDirectory(atPath: out + "/papers").filter { $0.hasSuffix(".pdf") }
    for kind in [
      "tender-notice", "tender-document", "opening-record", "evaluation-report", "result-notice", "award-notice",
      "failure-notice", "service-contract",
    ] {
      #expect(papers.contains { $0.contains(kind) }, "no \(kind) among \(papers)")
    }
    let transcript = try String(contentsOfFile: out + "/transcript.txt", encoding: .utf8)
    #expect(transcript.contains("seeds"))
    // A control character in what a command says shows as U+FFFD.
    #expect(!transcript.unicodeScalars.contains("\u{FFFD}"))
    // A program that shares nothing with ours finds the same log, and in it the bids that were revealed.
    let log = try await Command.run(Repository.path("scripts/check-log"), ["--no-go", out + "/bundle"])
    #expect(log.exit == 0 && log.text.contains("batch roots follow from the 11 notes"), "\(log.text)\(log.errorText)")
    try await checkScores(out + "/bundle")
  }

  /// Another such program works out the same scores, ranks, draws and award, and sees a figure that was changed.
  private func checkScores(_ bundle: String) async throws {
    let (script, example) = (Repository.path("scripts/check-scores"), Repository.path("Tests/vectors/protocol/bundle"))
    let scores = try await Command.run(script, [bundle, example])
    #expect(scores.exit == 0, "\(scores.text)\(scores.errorText)")
    for line in ["lot L1: 3 of 3 bids ranked", "award L1: rank 1", "2 in the order drawn", "5 in the order drawn"] {
      #expect(scores.text.contains(line), "\(line) in \(scores.text)")
    }
    let path = bundle + "/evaluation/L1.json"
    let file = try String(contentsOfFile: path, encoding: .utf8)
    for (old, new) in [("\"count\":5", "\"count\":4"), ("\"rank\":1", "\"rank\":2"), ("\"order\":1", "\"order\":2")] {
      try #require(file.contains(old))
      try file.replacing(old, with: new, maxReplacements: 1).write(toFile: path, atomically: true, encoding: .utf8)
      let changed = try await Command.run(script, [bundle])
      #expect(changed.exit == 1 && changed.text.contains("FAIL"), "\(old): \(changed.text)")
    }
    try file.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// A port that nobody listened at a moment ago.
  private static func freePort() throws -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let found = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && getsockname(socket, address, &length) == 0
      }
    }
    guard found else { throw StageFailure("no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
