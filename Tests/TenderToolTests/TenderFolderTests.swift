import Canon
import Foundation
import Messages
import Notes
import Sealing
import Tendering
import Testing
import Transparency

@testable import tender

@Suite struct `A tender for offline work` {
  static let bundle = Folder.vectors + "/bundle"

  /// The notes of the example's bundle, each with its body.
  static func notes() throws -> [(note: SignedNote, body: AnyNote)] {
    try Files.names(in: bundle + "/notes").map { name in
      let note = try Files.note("\(bundle)/notes/\(name)")
      return (note, try AnyNote(parsing: note.text))
    }
  }

  static func example(
    statements change: ([SignedNote]) throws -> [SignedNote] = { $0 }, terms: [UInt8]? = nil
  ) throws -> TenderFolder {
    let notes = try notes()
    let notice = try #require(notes.first { if case .notice = $0.body { true } else { false } })
    guard case .notice(let body) = notice.body else { throw CommandFailure.mistake(zh: "", en: "no notice") }
    let statements = try body.custodians.map { custodian in
      try #require(notes.first { $0.note.id == custodian.statement }).note
    }
    let amendments = notes.filter { if case .amendment = $0.body { true } else { false } }.map(\.note)
    return try TenderFolder(
      notice: notice.note, statements: change(statements), amendments: amendments,
      terms: terms ?? Files.read(bundle + "/documents/terms.json"))
  }

  @Test func `the example holds against its trust files and can be stored and read again`() throws {
    let folder = try Folder()
    let trust = try TrustFolder(Self.bundle)
    let example = try Self.example()
    try example.check(trust)
    try example.write(to: folder("t"), trust: trust)
    let again = try TenderFolder(reading: folder("t"))
    try again.check(try TrustFolder(folder("t/trust")))
    #expect(again.noticeNote.bytes == example.noticeNote.bytes)
    #expect(again.deadline == example.notice.deadline + 120)
    #expect(try again.recipients().count == 5)
    #expect(again.contents(of: "1", part: "price").hasPrice)
    #expect(!again.contents(of: "1", part: "technical").hasPrice)
    // Another tender's folder, or anybody's, is left alone.
    try folder.put("other/x", "y")
    #expect(throws: CommandFailure.self) { try example.write(to: folder("other"), trust: trust) }
  }

  @Test func `what differs is named before anything is sealed`() throws {
    let trust = try TrustFolder(Self.bundle)
    let swapped = try Self.example(statements: { [$0[1], $0[0]] + $0[2...] })
    #expect(failure { try swapped.check(trust) } == "notice.statementDiffers")
    let missing = try Self.example(statements: { Array($0.dropLast()) })
    #expect(throws: CommandFailure.self) { try missing.check(trust) }
    let twice = try Self.example(statements: { [$0[0], $0[0]] + $0[2...] })
    #expect(failure { try twice.check(trust) } == "notice.custodianTwice")
    let terms = try Self.example(terms: Array("{}".utf8))
    #expect(failure { try terms.check(trust) } == "notice.termsDiffer")
  }

  static let roles = ["officer", "custodian"]

  @Test(arguments: roles)
  func `keys that the bidder has not pinned are not believed`(role: String) throws {
    let folder = try Folder()
    let lines = try Files.text(Self.bundle + "/vkeys.txt").split(separator: "\n").filter { !$0.hasPrefix(role + " ") }
    try folder.put("vkeys.txt", lines.map { $0 + "\n" }.joined())
    try folder.put("trust.policy", try Files.text(Self.bundle + "/trust.policy"))
    let example = try Self.example()
    let trust = try TrustFolder(folder.path)
    #expect(failure { try example.check(trust) } == "note.wrongSigner")
  }

  @Test func `a rehearsal's id under a real log is refused`() throws {
    let trust = try TrustFolder(Self.bundle)
    #expect(failure { try trust.requireSameWorld("rehearsal.x") } == "access.rehearsalDiffers")
    try trust.requireSameWorld("T-2026-014")
  }

  private func failure(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch let failure as CommandFailure {
      return failure.code
    } catch {
      return "\(error)"
    }
  }
}

@Suite struct `A manifest recomputed by the officer` {
  @Test func `both manifests of the example are what the public record gives`() async throws {
    let trust = try TrustFolder(`A tender for offline work`.bundle)
    let bundle = try await OpeningBundle(verifying: trust.folder, tender: "T-2026-014", trust: trust)
    let check = try ManifestCheck(bundle)
    let manifests = try bundle.manifests()
    #expect(manifests.count == 2)
    for manifest in manifests {
      let lines = manifest.entries.map(\.line)
      try check.check(manifest.opening, list: lines)
      #expect(throws: CommandFailure.self) { try check.check(manifest.opening, list: Array(lines.dropLast())) }
      #expect(throws: CommandFailure.self) { try check.check(manifest.opening, list: Array(lines.reversed())) }
      var other = manifest.opening
      other.closeIndex += 1
      #expect(throws: CommandFailure.self) { try check.check(other, list: lines) }
    }
    // Lot 2 has one complete bidder and stays shut.
    var small = try #require(manifests.first).opening
    small.pairs = [.init(lot: "2", part: "technical")]
    let refused = #expect(throws: CommandFailure.self) { try check.check(small, list: []) }
    #expect(refused?.wording.en.contains("fewer than 3") == true)
  }

  @Test func `a bundle that does not hold is not signed for`() async throws {
    let folder = try Folder()
    try FileManager.default.copyItem(atPath: `A tender for offline work`.bundle, toPath: folder("b"))
    let reveal = try Files.text(folder("b/reveal.txt"))
    try folder.put("b/reveal.txt", String(reveal.dropLast(60)))
    let trust = try TrustFolder(`A tender for offline work`.bundle)
    do {
      _ = try await OpeningBundle(verifying: folder("b"), tender: "T-2026-014", trust: trust)
      Issue.record("accepted")
    } catch {
      #expect(error.kind == .checkedFalse)
    }
  }
}
