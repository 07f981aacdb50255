import Foundation
import Messages
import Testing
import Transparency

@testable import tender

/// What somebody's own trust files may be at fault in, as the command says it. What each line may be at fault in is for
/// `TransparencyTests` to show.
@Suite struct `Trust files with errors` {
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Nil where no rule of the format is broken.
    let code: String?
    let spoil: @Sendable (Folder) throws -> Void
  }

  private static func change(_ file: String, _ change: @escaping @Sendable (String) -> String)
    -> @Sendable (Folder) throws -> Void
  {
    { folder in try folder.put(file, change(try Files.text(folder(file)))) }
  }

  private static let policy = "trust.policy"
  private static let vkeys = "vkeys.txt"

  static let faults: [Fault] = [
    Fault(testDescription: "no policy", code: nil) { try FileManager.default.removeItem(atPath: $0(policy)) },
    Fault(testDescription: "no keys", code: nil) { try FileManager.default.removeItem(atPath: $0(vkeys)) },
    Fault(testDescription: "a folder in the keys' place", code: nil) { folder in
      try FileManager.default.removeItem(atPath: folder(vkeys))
      try FileManager.default.createDirectory(atPath: folder(vkeys), withIntermediateDirectories: false)
    },
    Fault(testDescription: "a policy without end", code: nil) { folder in
      try folder.put(policy, String(repeating: "#\n", count: Policy.bytesMax))
    },
    Fault(testDescription: "an empty policy", code: "policy.noQuorum") { try $0.put(policy, "") },
    Fault(testDescription: "a policy of another kind", code: "policy.keyword") {
      try $0.put(policy, "{\"logs\":[]}\n")
    },
    Fault(testDescription: "empty keys", code: "trust.logsDiffer") { try $0.put(vkeys, "") },
    Fault(
      testDescription: "keys without the last newline", code: "vkeys.noNewline",
      spoil: change(vkeys) { String($0.dropLast()) }),
    Fault(
      testDescription: "keys in another order", code: "vkeys.order",
      spoil: change(vkeys) { text in
        text.split(separator: "\n").reversed().map { $0 + "\n" }.joined()
      }),
    Fault(
      testDescription: "a role that there is not", code: "vkeys.role",
      spoil: change(vkeys) { "agency" + $0.dropFirst(6) }),
    Fault(
      testDescription: "a key cut short", code: "vkeys.key",
      spoil: change(vkeys) { text in
        var lines = text.split(separator: "\n").map(String.init)
        lines[0].removeLast(4)
        return lines.map { $0 + "\n" }.joined()
      }),
    Fault(
      testDescription: "one key in two roles", code: "vkeys.duplicateKey",
      spoil: change(vkeys) { text in
        let officer = text.split(separator: "\n").first { $0.hasPrefix("officer ") } ?? ""
        return text.replacing("\(officer)\n", with: "\(officer)\npark\(officer.dropFirst(7))\n")
      }),
    Fault(
      testDescription: "another log than the policy's", code: "trust.logsDiffer",
      spoil: change(vkeys) { text in
        text.split(separator: "\n").filter { !$0.hasPrefix("log ") }.map { $0 + "\n" }.joined()
      }),
    Fault(testDescription: "bytes that are no text", code: "vkeys.noNewline") { folder in
      try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: folder(vkeys)))
    },
  ]

  private func refusal(of folder: String) -> CommandFailure? {
    do throws(CommandFailure) {
      _ = try TrustFolder(folder)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: faults)
  func `are refused as files of one's own, with the rule and the place in both languages`(fault: Fault) throws {
    let folder = try Folder()
    for file in [Self.policy, Self.vkeys] {
      try folder.put(file, try Files.text(`A tender for offline work`.bundle + "/" + file))
    }
    #expect(refusal(of: folder.path) == nil)
    try fault.spoil(folder)
    let failure = try #require(refusal(of: folder.path))
    #expect(failure.kind == .localFile && failure.code == fault.code, "\(failure)")
    #expect(failure.wording.zh.contains(folder.path) && failure.wording.en.contains(folder.path), "\(failure)")
  }

  @Test func `that are not there are named`() throws {
    let failure = try #require(refusal(of: "/nonexistent/trust"))
    #expect(failure.kind == .localFile && failure.wording.en.contains("trust.policy"), "\(failure)")
  }
}
