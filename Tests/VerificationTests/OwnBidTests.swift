import Canon
import Notes
import Sealing
import TestSupport
import Testing
import Verification

/// The example's bids as their bidders keep them.
enum Kept {
  /// - Parameters:
  ///   - name: `alpha-1-price-1`: bidder, lot, part, seq.
  ///   - other: whose secret lies beside the bid instead of its own.
  ///   - edit: what was done to the note.
  ///   - spoil: what was done to the payload.
  static func bid(
    _ name: String, id: Digest? = nil, secretOf other: String? = nil, edit: (inout BidNote) -> Void = { _ in },
    spoil: ([UInt8]) -> [UInt8] = { $0 }
  ) throws -> OwnBid {
    let own = try words(name)
    let noteID = try #require(Digest(b64: own[0]))
    let secret = try #require(BidSecret(bytes: Base64.decode(try words(other ?? name)[1]) ?? []))
    var note = try BidNote(SignedNote(parsing: Vectors.bytes("protocol/bundle/notes/\(noteID.hex).note")))
    let file = "\(note.head.payload.hex).age"
    let isPublic = try Vectors.names(in: "protocol/bundle/payloads").contains(file)
    let payload = try Vectors.bytes("protocol/\(isPublic ? "bundle" : "secrets")/payloads/\(file)")
    edit(&note)
    return OwnBid(
      id: id ?? noteID, note: note, secret: secret, folder: MemoryBundle([OwnBid.payloadFile: spoil(payload)]))
  }

  private static func words(_ name: String) throws -> [Substring] {
    try Vectors.text("protocol/secrets/bid-\(name).txt").split(whereSeparator: \.isWhitespace)
  }
}

@Suite struct `A bidder with its secret` {
  /// What is said behind the line of the bundle, which holds.
  static let bids: [(name: String, lines: [String])] = [
    ("alpha-1-technical-1", ["note note", "shares ok", "payload ok", "content ok"]),
    ("alpha-1-technical-2", ["note ok", "shares ok", "payload ok", "content ok", "result ok"]),
    ("alpha-1-price-1", ["note ok", "shares ok", "payload ok", "content ok", "result ok", "price ok"]),
    ("alpha-2-price-1", ["note ok", "shares ok", "payload ok", "content ok", "result note", "price note"]),
    ("beta-1-price-1", ["note note", "shares ok", "payload ok", "content ok"]),
    ("beta-1-technical-1", ["note ok", "shares ok", "payload ok", "content ok", "result note"]),
    ("gamma-1-technical-1", ["note ok", "shares ok", "payload ok", "content ok", "result ok"]),
    ("delta-1-technical-1", ["note ok", "shares FAIL", "payload ok", "result ok"]),
    ("epsilon-1-technical-1", ["note ok", "shares ok", "payload ok", "content note", "result ok"]),
    ("epsilon-1-price-1", ["note ok", "shares ok", "payload ok", "content ok", "result note", "price note"]),
  ]

  private func facts(of own: OwnBid, in bundle: MemoryBundle = Example.bundle) async -> [OwnBid.Fact] {
    await Verifier.check(own, in: bundle, trust: Example.bundle)
  }

  @Test(arguments: bids.indices)
  func `is told of its bid what its own opening gives, and what became of it`(index: Int) async throws {
    let (name, lines) = Self.bids[index]
    let facts = await facts(of: try Kept.bid(name))
    #expect(facts.first?.step == .bundle && facts.first?.result == .ok, "\(facts)")
    #expect(facts.dropFirst().map { "\($0.step.rawValue) \($0.result.rawValue)" } == lines, "\(facts)")
  }

  @Test func `is told why its bid has no result`() async throws {
    let cases: [(name: String, hasFact: (OwnBid.Fact) -> Bool)] = [
      ("alpha-1-technical-1", { if case .replaced(by: _, seq: 2) = $0 { true } else { false } }),
      ("beta-1-price-1", { if case .withdrawn = $0 { true } else { false } }),
      ("beta-1-technical-1", { $0 == .excepted(decision: 43) }),
      ("alpha-2-price-1", { $0 == .notOpened(hasLotFailed: true) }),
    ]
    for (name, hasFact) in cases {
      let facts = await facts(of: try Kept.bid(name))
      #expect(facts.contains(where: hasFact), "\(name): \(facts)")
    }
  }

  @Test func `sees the lie about a confidential part that no stranger can see`() async throws {
    var story = try Forgery()
    let own = try Kept.bid("alpha-1-price-1")
    let path = "documents/opening-record.1.json"
    var list = try JSON.parse(story.contents[path] ?? [])["particulars"]?.arrayValue ?? []
    let place = try #require(list.firstIndex { $0["bid"]?.stringValue == own.id.b64 })
    let signed = Particulars.digest(list[place])
    list[place] = list[place].setting("termDays", 300)
    let forged = list
    story.fileEdits[path] = { $0.setting("particulars", .array(forged)) }
    let result = try #require(story.entries.firstIndex { $0.text.contains(signed.b64) })
    story.replace(result, signed.b64, Particulars.digest(forged[place]).b64)
    let bundle = try story.told()
    let report = await Verifier.verify(bundle, trust: Example.bundle)
    #expect(report.holds, "\(report.lines(.fail))")
    let facts = await facts(of: own, in: bundle)
    #expect(facts.contains(.particularsDiffer(["termDays"])), "\(facts)")
  }

  static let results: [(result: String, fact: OwnBid.Fact)] = [
    ("malformed archive", .resultDiffers(logged: "malformed archive", own: "opened")),
    ("unopenable", .unopenable(recoverableUntil: 1_790_000_435 + 86_400)),
  ]

  @Test(arguments: results.indices)
  func `sees another result than its own`(index: Int) async throws {
    let (result, fact) = Self.results[index]
    var story = try Forgery()
    let own = try Kept.bid("alpha-1-price-1")
    let place = try #require(
      story.entries.firstIndex { $0.text.hasPrefix(Opened.type) && $0.text.contains(own.id.b64) })
    let signed = try #require(story.entries[place].text.split(separator: "\n").last)
    story.replace(place, "opened\n" + signed, result)
    let facts = await facts(of: own, in: try story.told())
    // A stranger sees that the other papers do not fit, not which of them lies.
    #expect(facts.first?.result == .fail && facts.contains(fact), "\(facts)")
  }

  @Test func `sees another price than its own in the evaluation`() async throws {
    var story = try Forgery()
    let own = try Kept.bid("alpha-1-price-1")
    story.fileEdits["evaluation/1.json"] = { json in
      var list = json["bids"]?.arrayValue ?? []
      list[0] = list[0].setting("price", (list[0]["price"] ?? .null).setting("read", "188000.00"))
      return json.setting("bids", .array(list))
    }
    let facts = await facts(of: own, in: try story.told())
    #expect(facts.contains(.priceDiffers(own: "198000.00", read: "188000.00")), "\(facts)")
  }

  @Test func `is told what does not belong together in its own folder, and nothing is compared with it`() async throws {
    let name = "alpha-1-price-1"
    let other = await facts(of: try Kept.bid(name, secretOf: "zeta-1-price-1"))
    #expect(other.contains(.sharesDiffer(line: 1)) && other.last == .notCompared(logged: "opened"), "\(other)")
    let cut = await facts(of: try Kept.bid(name, spoil: { Array($0.dropLast()) }))
    #expect(cut.contains(.payloadDiffers) && cut.last == .notCompared(logged: "opened"), "\(cut)")
    let flipped = await facts(
      of: try Kept.bid(
        name,
        spoil: { payload in
          var payload = payload
          payload[payload.count / 2] ^= 1
          return payload
        }))
    #expect(flipped.contains(.payloadDiffers), "\(flipped)")
    let real = try Kept.bid(name).id
    let unknown = await facts(of: try Kept.bid(name, id: Digest(of: "a bid that was never handed in")))
    #expect(unknown.contains(.absent(inForce: real)) && unknown.last?.step == .content, "\(unknown)")
    let foreign = await facts(of: try Kept.bid(name, edit: { $0.head.notice = Digest(of: "another notice") }))
    #expect(foreign.last == .otherNotice, "\(foreign)")
  }

  @Test func `is told that it is too early, and has its own files checked all the same`() async throws {
    let own = try Kept.bid("alpha-1-price-1")
    let stages: [(count: Int, fact: OwnBid.Fact)] = [
      (28, .hidden(isCancelled: false)), (46, .notOpened(hasLotFailed: false)),
    ]
    for (count, fact) in stages {
      var story = try Forgery()
      try story.cut(to: count)
      let facts = await facts(of: own, in: try story.told())
      #expect(facts.allSatisfy { $0.result != .fail } && facts.contains(fact), "\(count): \(facts)")
      #expect(facts.contains(.sharesHold(5)) && facts.contains(.opens(price: "198000.00")), "\(count): \(facts)")
    }
  }

  @Test func `is told whose word the keys are when it brings none`() async throws {
    let facts = await Verifier.check(try Kept.bid("alpha-1-price-1"), in: Example.bundle)
    #expect(facts.dropFirst().first?.step == .bundle && facts.dropFirst().first?.result == .note, "\(facts)")
    #expect(facts.last == .priceHolds("198000.00"), "\(facts)")
  }
}
