import FairTender
import Notes
import Testing
import Verification

@Suite struct `Bundles at other times and of other sizes` {
  @Test func `made while the tender is open, or between close and opening, hold`() async throws {
    for (count, words) in [(3, "still open"), (28, "still open"), (45, ""), (46, "")] {
      var story = try Forgery()
      try story.cut(to: count)
      let report = await Verifier.verify(try story.told())
      #expect(report.holds, "\(count): \(report.lines(.fail))")
      #expect(words.isEmpty || report.lines(.note).contains { $0.contains(words) }, "\(report.lines(.note))")
    }
  }

  @Test func `a tender cancelled while open holds, and shows nothing of its bids`() async throws {
    var story = try Forgery()
    try story.cut(to: 28)
    let notice = story.notes(Notice.self)[0].id
    story.append(
      CancellationNote(tender: "T-2026-014", notice: notice, seq: 1, reason: "cancelled", list: ListLine(of: [])),
      list: [], by: "bureau.example/officer")
    let bundle = try story.told()
    let report = await Verifier.verify(bundle)
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.note).contains { $0.contains("cancelled before its close") })

    var leaking = bundle
    leaking.contents["reveal.txt"] = Example.bundle.contents["reveal.txt"]
    let holds = await Verifier.verify(leaking).holds
    #expect(!holds)
  }

  @Test func `a fair with twenty-five bidders and a log of several tiles holds`() async throws {
    let fair = try Fair(bidders: 25, attachmentBytes: 70_000, quiet: 600)
    let report = await Verifier.verify(fair.bundle)
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(
      report.lines(.ok).contains { $0.contains("all 25 results follow again (25 bids re-created byte for byte)") })
  }

  @Test func `every full tile of a longer log counts`() async throws {
    let fair = try Fair(bidders: 3, quiet: 600).bundle
    for path in fair.contents.keys.sorted() where path.hasPrefix("tile/") {
      var changed = fair
      changed.contents[path]?[5] ^= 1
      let report = await Verifier.verify(changed)
      #expect(report.firstFailure.map { [.log, .ticks].contains($0.check) } == true, "\(path)")
    }
  }
}

/// Whatever stands in a bundle, the check ends with a report.
@Suite struct `Hostile bundles` {
  static let seed: UInt64 = 20_261_123
  static let words = [
    "0", "-1", "999999999999999", "1000000000000000", "9223372036854775807", "", " ", "\u{FEFF}", "é", "T-2026-015",
    Digest(of: "x").b64, Digest(of: "").b64, "{", "[[[[", "null", "opened", "unopenable", "public",
  ]

  @Test(arguments: 0..<20)
  func `with one word of a signed story changed at random end in a report`(round: Int) async throws {
    var dice = Dice(seed: Self.seed &+ UInt64(round))
    var story = try Forgery()
    let index = dice.roll(below: story.entries.count)
    var lines = story.entries[index].text.split(separator: "\n").map(String.init)
    let line = dice.roll(below: lines.count)
    var words = lines[line].split(separator: " ").map(String.init)
    words[dice.roll(below: words.count)] = Self.words[dice.roll(below: Self.words.count)]
    lines[line] = words.joined(separator: " ")
    story.entries[index].text = lines.joined(separator: "\n") + "\n"
    let report = await Verifier.verify(try story.told())
    #expect(!report.findings.isEmpty, "seed \(Self.seed), round \(round)")
  }

  @Test(arguments: 0..<20)
  func `with a list or a JSON file changed at random end in a report`(round: Int) async throws {
    var dice = Dice(seed: Self.seed &+ 1000 &+ UInt64(round))
    var story = try Forgery()
    let listed = story.entries.indices.filter { story.entries[$0].text.contains("\nlist ") }
    let index = listed[dice.roll(below: listed.count)]
    let (at, word) = (dice.roll(below: 1000), Self.words[dice.roll(below: Self.words.count)])
    story.entries[index].listEdit = { lines in
      guard !lines.isEmpty else { return [word] }
      var words = lines[at % lines.count].split(separator: " ").map(String.init)
      words[at % words.count] = word
      var lines = lines
      lines[at % lines.count] = words.joined(separator: " ")
      return lines
    }
    let report = await Verifier.verify(try story.told())
    #expect(!report.findings.isEmpty, "seed \(Self.seed), round \(round)")
  }

  @Test(arguments: 0..<20)
  func `with a value of a signed JSON file changed at random end in a report`(round: Int) async throws {
    var dice = Dice(seed: Self.seed &+ 2000 &+ UInt64(round))
    var story = try Forgery()
    let paths = ["evaluation/1.json", "award/1.json", "documents/opening-record.1.json", "documents/terms.json"]
    let path = paths[round % paths.count]
    let text = String(decoding: try #require(story.contents[path]), as: UTF8.self)
    var parts = text.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
    parts[dice.roll(below: parts.count)] = Self.words[dice.roll(below: Self.words.count)]
    let changed = Array(parts.joined(separator: "\"").utf8)
    story.replaceFile(path, changed)
    let report = await Verifier.verify(try story.told())
    #expect(!report.findings.isEmpty, "seed \(Self.seed), round \(round)")
  }

  static let checkpoints = [
    "", "\n", "log.example/tenders\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "log.example/tenders\n999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    "log.example/tenders\n28927\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
  ]

  @Test(arguments: checkpoints)
  func `with a checkpoint of any size fail`(text: String) async throws {
    var changed = Example.bundle
    changed.contents["checkpoint"] = try Forgery().sign(text, "log.example/tenders").bytes
    let holds = await Verifier.verify(changed).holds
    #expect(!holds)
  }
}
