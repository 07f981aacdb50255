import Notes
import Testing
import Verification

/// Whatever is changed in the folder, and wherever: the bundle no longer holds.
@Suite struct `A changed bundle` {
  static let seed: UInt64 = 20_261_122

  @Test(arguments: Example.paths)
  func `fails when one bit of a file is another`(path: String) async throws {
    let whole = try #require(Example.bundle.contents[path])
    var dice = Dice(seed: Self.seed ^ UInt64(Digest(of: path).bytes[0]))
    let (at, bit) = (dice.roll(below: whole.count), dice.roll(below: 8))
    var changed = Example.bundle
    changed.contents[path]?[at] ^= 1 << UInt8(bit)
    let holds = await Verifier.verify(changed).holds
    #expect(!holds, "seed \(Self.seed): byte \(at), bit \(bit)")
  }

  @Test(arguments: Example.paths)
  func `fails when a file is missing`(path: String) async {
    var changed = Example.bundle
    changed.contents[path] = nil
    let holds = await Verifier.verify(changed).holds
    #expect(!holds)
  }

  @Test(arguments: Example.paths.filter { Digest(of: $0).bytes[1] % 3 == 0 })
  func `fails when a file is cut short`(path: String) async {
    var changed = Example.bundle
    changed.contents[path]?.removeLast()
    let holds = await Verifier.verify(changed).holds
    #expect(!holds)
  }

  /// An empty line is no change of a policy; everything else is one byte too long.
  @Test(arguments: Example.paths.filter { $0 != "trust.policy" && Digest(of: $0).bytes[0] % 4 == 0 })
  func `fails when a file is a byte longer`(path: String) async {
    var changed = Example.bundle
    changed.contents[path]?.append(0x0A)
    let holds = await Verifier.verify(changed).holds
    #expect(!holds)
  }

  static let strangers = [
    "notes/\(Digest(of: "x").hex).note", "lists/\(Digest(of: "x").hex).txt", "payloads/\(Digest(of: "x").hex).age",
    "documents/more.pdf", "documents/more.json", "evaluation/2.json", "award/2.json", "tile/0/001", "tile/entries/001",
    "tile/0/000.p/85", "tile/1/000.p/1", "readme.txt", "notes/.hidden", "documents/a/b.json", "secrets.txt",
  ]

  @Test(arguments: strangers)
  func `fails when a file is added`(path: String) async {
    for content in [[UInt8](), Array("{}".utf8), Array("tender-papers/v1\ntender T-2026-014\n\n— x YQ==\n".utf8)] {
      var changed = Example.bundle
      changed.contents[path] = content
      let holds = await Verifier.verify(changed).holds
      #expect(!holds)
    }
  }

  @Test func `fails when a note of the secret part of the story is added`() async throws {
    var changed = Example.bundle
    let text = "tender-bid/v1\ntender T-2026-014\n"
    changed.contents["notes/\(Digest(of: text).hex).note"] = Array(text.utf8)
    #expect(await !Verifier.verify(changed).holds)
  }

  @Test(arguments: Example.paths.filter { $0.hasPrefix("lists/") })
  func `fails when two lines of a list are swapped, or one is dropped`(path: String) async throws {
    var lines = try #require(Example.bundle.contents[path]).split(separator: 0x0A)
    guard lines.count > 1 else { return }
    lines.swapAt(0, lines.count - 1)
    for lines in [lines, Array(lines.dropLast())] {
      var changed = Example.bundle
      changed.contents[path] = Array(lines.joined(separator: [0x0A])) + [0x0A]
      let holds = await Verifier.verify(changed).holds
      #expect(!holds)
    }
  }

  @Test func `fails when two notes have changed places`() async {
    let notes = Example.paths.filter { $0.hasPrefix("notes/") }
    for (a, b) in zip(notes, notes.dropFirst()) where a.utf8.last == b.utf8.last {
      var changed = Example.bundle
      changed.contents[a] = Example.bundle.contents[b]
      changed.contents[b] = Example.bundle.contents[a]
      let report = await Verifier.verify(changed)
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

  @Test func `an empty folder, and one that is not there, fail without a trap`() async {
    #expect(await !Verifier.verify(MemoryBundle([:])).holds)
    #expect(await !Verifier.verify(FolderBundle("/nonexistent/bundle")).holds)
  }
}
