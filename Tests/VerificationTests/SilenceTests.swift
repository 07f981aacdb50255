import Canon
import Notes
import Sealing
import TestSupport
import Testing
import Verification

extension Forgery {
  /// The first and the second in rank, by the ids of their bids for the first part.
  static let alpha = "71L5UDwWxhxgVArb0iN0/og+oAfTdHqtMoNeY5m5jkk="
  static let zeta = "kkO3r047lxY5mX1QmhMn5NFROscxhdaeDcEsXLxz51g="

  /// Takes an entry out of the log, and its note out of the bundle.
  mutating func leaveOut(_ index: Int) {
    let entry = entries.remove(at: index)
    contents["notes/\(Digest(of: entry.original ?? entry.text).hex).note"] = nil
  }
}

/// What somebody with every key would rather not say at all.
@Suite struct `A story retold with something left out` {
  @Test func `is caught when a bid with enough shares has no result and is called invalid`() async throws {
    var story = try Forgery()
    // The price of zeta, second of three.
    story.leaveOut(70)
    story.fileEdits["documents/opening-record.1.json"] = { json in
      var read = json["particulars"]?.arrayValue ?? []
      read.remove(at: 5)
      return json.setting("particulars", .array(read))
    }
    story.fileEdits["evaluation/1.json"] = { json in
      var bids = json["bids"]?.arrayValue ?? []
      let out = bids.remove(at: 1)
      bids[1] = bids[1].setting("rank", 2)
      let why: JSON = ["stage": "conformity", "ground": "g", "reason": "r"]
      bids.insert(
        ["bid": out["bid"] ?? .null, "bidder": out["bidder"] ?? .null, "state": "invalid", "invalid": why], at: 4)
      return json.setting("bids", .array(bids)).setting("failed", "tooFewConforming")
    }
    let report = await Verifier.verify(try story.told())
    #expect(report.firstFailure?.check == .evaluation, "\(report.lines(.fail))")
    #expect(report.firstFailure?.en.contains("has no result before the evaluation") == true)
    #expect(!report.lines(.fail).contains { $0.contains("does not fit its opening") }, "\(report.lines(.fail))")
  }

  private static let silence = "no result follows it"

  @Test func `is caught when a bidder's secret stands in the log and no result follows`() async throws {
    var story = try Forgery()
    story.leaveOut(58)
    let report = await Verifier.verify(try story.told())
    #expect(report.firstFailure?.check == .results, "\(report.lines(.fail))")
    #expect(report.firstFailure?.en.contains(Self.silence) == true, "\(report.lines(.fail))")
  }

  @Test func `owes nothing for a secret of another bid, nor for one behind the end of the window`() async throws {
    var other = try Forgery()
    var secret = try SecretNote(parsing: other.entries[57].text)
    secret.secret[0] ^= 1
    other.entries[57].text = secret.text
    other.leaveOut(58)
    let report = await Verifier.verify(try other.told())
    #expect(!report.lines(.fail).contains { $0.contains(Self.silence) }, "\(report.lines(.fail))")

    // The second manifest is the last that tells the time before the secret.
    for (late, isOwed) in [(0, true), (1, false)] {
      var story = try Forgery()
      story.leaveOut(58)
      let moved = story.entries.remove(at: 57)
      story.replace(63, "time 1790000433", "time \(1_790_000_415 + 86_400 + late)")
      story.entries.insert(moved, at: 64)
      let report = await Verifier.verify(try story.told())
      #expect(report.lines(.fail).contains { $0.contains(Self.silence) } == isOwed, "\(report.lines(.fail))")
    }
  }

  @Test func `is worth a note when later shares reach the threshold and no result follows`() async throws {
    let words = "stay unopenable although later shares reach the threshold"
    let plain = await Verifier.verify(Example.bundle)
    #expect(!plain.lines(.note).contains { $0.contains(words) })
    var story = try Forgery()
    story.leaveOut(58)
    story.leaveOut(57)
    let opening = try Opening(parsing: story.entries[46].text)
    let list = try #require(story.contents["lists/\(opening.list.digest.hex).txt"])
    let bids = try String(decoding: list, as: UTF8.self).split(separator: "\n").compactMap { line -> Digest? in
      guard case .bid(let id, _, _) = try Opening.Entry(parsing: String(line)) else { return nil }
      return id
    }
    let identity = try #require(
      AgeKeyFile.identities(in: Vectors.bytes("protocol/secrets/custodian-3.txt")).first)
    let notes = Dictionary(uniqueKeysWithValues: story.notes(BidNote.self).map { ($0.id, $0.body) })
    let lines = try bids.map { id in
      let note = try #require(notes[id])
      let share = try SealedEnvelope(note).share(3, openedBy: identity)
      return Shares.Entry.share(id, share.bytes).line
    }
    story.append(
      Shares(
        tender: "T-2026-014", manifest: Digest(of: story.entries[46].text), index: 3, list: ListLine(of: lines)),
      list: lines, by: "custodian3.example/tender")
    let report = await Verifier.verify(try story.told())
    #expect(report.lines(.note).contains { $0.contains("1 bids") && $0.contains(words) }, "\(report.lines(.note))")
    #expect(!report.lines(.fail).contains { $0.hasPrefix("shares:") }, "\(report.lines(.fail))")
  }
}

@Suite struct `A draw among equals` {
  static let parties: [(String, isIndependent: Bool)] = [
    ("alpha.example/bids", true), ("zeta.example/bids", true), ("finance.example/supervisor", true),
    ("gamma.example/bids", false),  // opened, and not among the equals
    ("beta.example/bids", false), ("log.example/tenders", false), ("nobody.example", false),
  ]

  @Test(arguments: parties)
  func `needs a supervisor, or a bidder whose bid is in the list`(party: String, isIndependent: Bool) async throws {
    var story = try Forgery()
    let list = try [Forgery.alpha, Forgery.zeta].map { try #require(Digest(b64: $0)).hex }.sorted()
    let commits = [("bureau.example/officer", "a"), (party, "b")].map {
      Draw.Commit(party: $0.0, digest: Digest(of: $0.1))
    }
    story.append(
      Draw(tender: "T-2026-014", lot: "1", purpose: "tie", take: 2, commits: commits, list: ListLine(of: list)),
      list: list, by: "bureau.example/officer")
    let report = await Verifier.verify(try story.told())
    let expected: Check? = isIndependent ? nil : .draws
    #expect(report.firstFailure?.check == expected, "\(report.lines(.fail))")
  }
}

@Suite struct `An award that passes a bid over` {
  @Test(arguments: [true, false])
  func `says so in the two known words and in no other`(hasMore: Bool) async throws {
    var story = try Forgery()
    story.fileEdits["award/1.json"] = { json in
      let over: JSON = ["bid": JSON(Forgery.alpha), "ground": "declined"]
      return json.setting("bid", JSON(Forgery.zeta)).setting("rank", 2).setting("price", "230500.00")
        .setting("ground", "nextCandidate")
        .setting("passedOver", .array([hasMore ? over.setting("remark", "") : over]))
    }
    let report = await Verifier.verify(try story.told())
    let expected: Check? = hasMore ? .award : nil
    #expect(report.firstFailure?.check == expected, "\(report.lines(.fail))")
  }
}
