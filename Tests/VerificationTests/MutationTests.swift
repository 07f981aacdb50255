import Notes
import Testing
import Transparency
import Verification

/// Whatever is changed in the folder, and wherever: the bundle no longer holds.
///
/// Each case ends at the first failure, so that a change that shows in a file's own hash costs no opening of bids. Cases
/// run some at a time.
@Suite struct `A changed bundle` {
  static let seed: UInt64 = 20_261_122

  /// A bundle that is not the example.
  private struct Case: Sendable {
    let name: String
    let bundle: MemoryBundle
  }

  /// - Returns: the names of those that were not caught.
  private func missed(_ cases: [Case]) async -> [String] {
    let caught = await Places.all(cases) { await !Verifier.verify($0.bundle, stopsAtFailure: true, width: 1).holds }
    return zip(cases, caught).filter { !$1 }.map(\.0.name)
  }

  private func changed(_ path: String, _ name: String, _ change: (inout [UInt8]) -> Void) -> Case {
    var bundle = Example.bundle
    change(&bundle.contents[path, default: []])
    return Case(name: "\(path) \(name)", bundle: bundle)
  }

  /// Payloads are found false only by opening them or hashing them, late in the check: few places do.
  static func bytes(of path: String) -> Int { path.hasPrefix("payloads/") ? 2 : 5 }

  @Test func `fails when one bit of a file is another, in places of its form and in places by chance`() async throws {
    var dice = Dice(seed: Self.seed)
    var cases: [Case] = []
    for path in Example.paths {
      let whole = try #require(Example.bundle.contents[path])
      let count = Self.bytes(of: path)
      let places = Places.structural(whole, most: count) + (0..<count).map { _ in dice.roll(below: whole.count) }
      for at in places {
        let bit = dice.roll(below: 8)
        cases.append(changed(path, "byte \(at), bit \(bit)") { $0[at] ^= 1 << UInt8(bit) })
      }
    }
    print("seed \(Self.seed), \(cases.count) changes")
    let missed = await missed(cases)
    #expect(missed == [], "seed \(Self.seed)")
  }

  /// The files that nobody signs: each byte of them means something.
  @Test(arguments: ["trust.policy", "tender.txt", "vkeys.txt"])
  func `fails when any byte of an unsigned file is another`(path: String) async throws {
    let whole = try #require(Example.bundle.contents[path])
    // The long one takes one change a byte.
    let flips: [UInt8] = path == "vkeys.txt" ? [0x01] : [0x01, 0x20, 0x80]
    let cases = whole.indices.flatMap { at in
      flips.map { flip in changed(path, "byte \(at) by \(flip)") { $0[at] ^= flip } }
    }
    let missed = await missed(cases)
    #expect(missed == [])
  }

  @Test func `fails when a file is missing, cut short or a byte longer`() async {
    var cases: [Case] = []
    for path in Example.paths {
      var without = Example.bundle
      without.contents[path] = nil
      cases.append(Case(name: "\(path) missing", bundle: without))
      if Digest(of: path).bytes[1] % 3 == 0 { cases.append(changed(path, "cut short") { $0.removeLast() }) }
      if Digest(of: path).bytes[0] % 4 == 0 || path == "trust.policy" {
        cases.append(changed(path, "longer") { $0.append(0x0A) })
      }
    }
    let missed = await missed(cases)
    #expect(missed == [])
  }

  static let strangers = [
    "notes/\(Digest(of: "x").hex).note", "lists/\(Digest(of: "x").hex).txt", "payloads/\(Digest(of: "x").hex).age",
    "documents/more.pdf", "documents/more.json", "evaluation/2.json", "award/2.json", "tile/0/001", "tile/entries/001",
    "tile/0/000.p/85", "tile/1/000.p/1", "readme.txt", "notes/.hidden", "documents/a/b.json", "secrets.txt",
    "supervisor/evaluation.1.json", "supervisor/salts.1.json", "supervisor/salts.json",
  ]

  @Test func `fails when a file is added`() async {
    let contents = [[UInt8](), Array("{}".utf8), Array("tender-papers/v1\ntender T-2026-014\n\n— x YQ==\n".utf8)]
    let cases = Self.strangers.flatMap { path in
      contents.enumerated().map { at, content in changed(path, "content \(at)") { $0 = content } }
    }
    let missed = await missed(cases)
    #expect(missed == [])
  }

  @Test func `fails when a note of the secret part of the story is added`() async throws {
    let text = "tender-bid/v1\ntender T-2026-014\n"
    let missed = await missed([changed("notes/\(Digest(of: text).hex).note", "added") { $0 = Array(text.utf8) }])
    #expect(missed == [])
  }

  /// Words in a bundle's policy that mean nothing to a machine would pass for the daemon's with a person.
  @Test(arguments: [
    "# checked by the finance bureau\n", "\n", " ", "\t", "quorum  none\n", "log x https://example.org\n",
  ])
  func `fails when its policy has anything beside what it says`(words: String) async throws {
    let policy = String(decoding: try #require(Example.bundle.contents["trust.policy"]), as: UTF8.self)
    let first = policy.split(separator: "\n")[0]
    let changedText =
      switch words {
      case " ", "\t": policy.replacing("\nquorum ", with: "\nquorum \(words)")
      case "quorum  none\n": policy.replacing("quorum w1\n", with: words)
      case "log x https://example.org\n": policy.replacing(first, with: "\(first) https://example.org")
      default: words + policy
      }
    #expect(changedText != policy)
    let changed = changed("trust.policy", "words") { $0 = Array(changedText.utf8) }
    let report = await Verifier.verify(changed.bundle)
    #expect(report.firstFailure?.check == .trust, "\(report.lines(.fail))")
    // The same file as somebody's own trust is read as the specification has it.
    if words == "# checked by the finance bureau\n" {
      let own = await Verifier.verify(Example.bundle, trust: changed.bundle)
      #expect(own.holds, "\(own.lines(.fail))")
    }
  }

  @Test func `fails when its checkpoint has a signature that its policy does not name`() async throws {
    var bundle = Example.bundle
    let note = try Checkpoint.note(parsing: try #require(bundle.contents["checkpoint"]))
    let stranger = try SigningKey(name: "stranger.example/log")
    bundle.contents["checkpoint"] = note.with(stranger.sign(note.text).signatures).bytes
    let report = await Verifier.verify(bundle)
    #expect(report.firstFailure?.check == .log && report.firstFailure?.en.contains("stranger.example/log") == true)
  }

  @Test func `fails when two lines of a list are swapped, or one is dropped`() async throws {
    var cases: [Case] = []
    for path in Example.paths where path.hasPrefix("lists/") {
      var lines = try #require(Example.bundle.contents[path]).split(separator: 0x0A)
      guard lines.count > 1 else { continue }
      lines.swapAt(0, lines.count - 1)
      for (name, lines) in [("swapped", lines), ("dropped", Array(lines.dropLast()))] {
        cases.append(changed(path, name) { $0 = Array(lines.joined(separator: [0x0A])) + [0x0A] })
      }
    }
    let missed = await missed(cases)
    #expect(missed == [])
  }

  @Test func `fails when two notes have changed places`() async {
    let notes = Example.paths.filter { $0.hasPrefix("notes/") }
    for (a, b) in zip(notes, notes.dropFirst()) where a.utf8.last == b.utf8.last {
      var changed = Example.bundle
      changed.contents[a] = Example.bundle.contents[b]
      changed.contents[b] = Example.bundle.contents[a]
      let report = await Verifier.verify(changed, stopsAtFailure: true)
      #expect(report.firstFailure?.check == .notes)
      if a > "notes/4" { break }
    }
  }

  @Test func `fails when two payloads have changed places`() async {
    let payloads = Example.paths.filter { $0.hasPrefix("payloads/") }
    var changed = Example.bundle
    changed.contents[payloads[0]] = Example.bundle.contents[payloads[1]]
    changed.contents[payloads[1]] = Example.bundle.contents[payloads[0]]
    let report = await Verifier.verify(changed)
    #expect(report.firstFailure?.check == .payloads)
  }

  @Test func `stopped at its first failure names the same first thing as read to the end`() async throws {
    var dice = Dice(seed: Self.seed ^ 1)
    for path in (0..<6).map({ _ in Example.paths[dice.roll(below: Example.paths.count)] }) {
      let case_ = changed(path, "") { $0[$0.count / 2] ^= 4 }
      let whole = await Verifier.verify(case_.bundle)
      let short = await Verifier.verify(case_.bundle, stopsAtFailure: true)
      #expect(short.firstFailure == whole.firstFailure, "seed \(Self.seed ^ 1), \(path)")
      #expect(short.findings.count <= whole.findings.count)
    }
  }

  @Test func `an empty folder, and one that is not there, fail without a trap`() async {
    #expect(await !Verifier.verify(MemoryBundle([:])).holds)
    #expect(await !Verifier.verify(FolderBundle("/nonexistent/bundle")).holds)
  }
}
