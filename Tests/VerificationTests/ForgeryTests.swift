import Canon
import Notes
import Testing
import Verification

/// One change that a dishonest operator could make, and the check that must give it away.
struct Trick: Sendable, CustomTestStringConvertible {
  var name: String
  var check: Check
  var change: @Sendable (inout Forgery) throws -> Void
  var testDescription: String { name }

  init(_ name: String, _ check: Check, _ change: @escaping @Sendable (inout Forgery) throws -> Void) {
    self.name = name
    self.check = check
    self.change = change
  }
}

/// Everything is signed and hashed again after the change, by somebody who holds every key.
@Suite struct `A story retold with every key` {
  @Test func `holds as long as nothing is changed`() async throws {
    var story = try Forgery()
    let bundle = try story.told()
    #expect(bundle.contents == Example.bundle.contents || !bundle.contents.isEmpty)
    let report = await Verifier.verify(bundle)
    #expect(report.holds, "\(report.lines(.fail))")
  }

  @Test(arguments: Trick.ofTheLog + Trick.ofTheNotice + Trick.ofTheBids)
  func `is caught in what was handed in`(trick: Trick) async throws { try await play(trick) }

  @Test(arguments: Trick.ofTheOpening)
  func `is caught in the opening`(trick: Trick) async throws { try await play(trick) }

  @Test(arguments: Trick.ofThePapers + Trick.ofTheEvaluation + Trick.ofTheAward)
  func `is caught in what was made of it`(trick: Trick) async throws { try await play(trick) }

  private func play(_ trick: Trick) async throws {
    var story = try Forgery()
    try trick.change(&story)
    let report = await Verifier.verify(try story.told())
    #expect(report.firstFailure?.check == trick.check, "\(report.lines(.fail))")
  }

  @Test func `whose lot fails for an unlawful act after its award holds, and says that the award is void`() async throws
  {
    var story = try Forgery()
    story.append(
      FailNote(tender: "T-2026-014", lot: "1", ground: "unlawfulAct", reason: Digest(of: "x")),
      by: "bureau.example/officer")
    let report = await Verifier.verify(try story.told())
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.note).contains { $0.contains("award, which is void") })
  }

  @Test func `that closes late holds, with a note`() async throws {
    var story = try Forgery()
    story.replace(27, "deadline 1790000400", "deadline 1790000330")
    let report = await Verifier.verify(try story.told())
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.note).contains { $0.contains("late close: 13 s") })
  }

  @Test func `whose recovered bid came in the last second of its window holds, and a second later does not`()
    async throws
  {
    for (late, holds) in [(0, true), (1, false)] {
      var story = try Forgery()
      let end = 1_790_000_415 + 86_400 + late
      story.replace(58, "time 1790000425", "time \(end)")
      story.replace(65, "time 1790000433", "time \(end)")
      for index in 69...71 { story.replace(index, "time 1790000435", "time \(end)") }
      let report = await Verifier.verify(try story.told())
      #expect(report.holds == holds, "\(report.lines(.fail))")
    }
  }
}

extension Trick {
  static let ofTheLog: [Trick] = [
    Trick("a tick number is skipped", .ticks) { $0.replace(85, "tick 44", "tick 45") },
    Trick("a tick is left out", .ticks) { $0.entries.remove(at: 64) },
    Trick("time goes back", .ticks) { $0.replace(85, "time 1790000443", "time 1790000432") },
    Trick("an open tender has no batch line", .ticks) {
      let line = $0.entries[20].text.split(separator: "\n").first { $0.contains("T-2026-015") }!
      $0.replace(20, line + "\n", "")
    },
    Trick("a tender that is not open has one", .ticks) {
      $0.replace(85, "batch ", "batch T-2026-014 \(Digest(of: "x").b64)\nbatch ")
    },
    Trick("a second notice", .ticks) {
      $0.append($0.entries[2].text.replacing("minimum 3", with: "minimum 2"), by: "bureau.example/officer")
    },
    Trick("a note twice", .log) { $0.append($0.entries[84].text, by: "bureau.example/officer") },
    Trick("a note that has no place in the log", .log) {
      $0.append(
        Acknowledgement(tender: "T-2026-014", note: Digest(of: "x"), received: 1), by: "log.example/tenders")
    },
    Trick("a rehearsal in a real log", .log) {
      $0.append($0.entries[0].text.replacing("T-2026-015", with: "rehearsal.x"), by: "bureau.example/officer")
    },
    Trick("something is opened after a cancellation", .ticks) {
      let notice = $0.notes(Notice.self)[0].id
      $0.append(
        CancellationNote(tender: "T-2026-014", notice: notice, seq: 1, reason: "unlawfulAct", list: ListLine(of: [])),
        list: [], by: "bureau.example/officer")
      $0.append($0.entries[55].text.replacing("1790000415", with: "1790000440"), by: "log.example/tenders")
    },
    Trick("the close names other ticks", .ticks) { $0.replace(43, "ticks 2 40", "ticks 2 39") },
    Trick("the close is not beside its closing tick", .ticks) { $0.entries.swapAt(43, 44) },
    Trick("the close has another time than its closing tick", .ticks) { $0.replace(43, "1790000403", "1790000404") },
    Trick("the period closes twice", .ticks) {
      $0.append($0.entries[43].text.replacing("1790000403", with: "1790000443"), by: "log.example/tenders")
    },
  ]

  static let ofTheNotice: [Trick] = [
    Trick("an officer's note is signed by the log", .signers) { $0.entries[27].signer = "log.example/tenders" },
    Trick("a result is signed by the officer", .signers) { $0.entries[50].signer = "bureau.example/officer" },
    Trick("shares are signed by another custodian", .signers) { $0.entries[47].signer = "custodian3.example/tender" },
    Trick("a sheet is signed by another member", .signers) { $0.entries[75].signer = "T-2026-014.m2" },
    Trick("a paper is signed by another party", .signers) { $0.entries[82].signer = "beta.example/bids" },
    Trick("an amendment moves the deadline earlier", .amendments) {
      $0.replace(27, "deadline 1790000400", "deadline 1790000270")
    },
    Trick("an amendment has another number", .amendments) { $0.replace(27, "seq 1", "seq 2") },
    Trick("an amendment comes after the deadline", .amendments) {
      let note = $0.entries.remove(at: 27)
      $0.entries.insert(note, at: 30)
    },
    Trick("the close comes before the deadline", .close) {
      $0.replace(27, "deadline 1790000400", "deadline 1790000404")
    },
  ]

  /// A bid of alpha for lot 1, technical, that nobody could open; only its form is ever looked at.
  private static func bid(
    _ story: Forgery, seq: Int = 9, part: String = "technical", bytes: Int = 1000, threshold: Int = 3
  ) -> String {
    var bid = story.notes(BidNote.self).first { $0.body.head.bidder.name == "alpha.example/bids" }!.body
    bid.head.seq = seq
    bid.head.part = part
    bid.head.lot = "1"
    bid.head.payloadBytes = bytes
    bid.head.threshold = threshold
    return bid.text
  }

  static let ofTheBids: [Trick] = [
    Trick("a replaced bid is dropped from the reveal only", .notes) {
      let old = $0.notes(BidNote.self).first {
        $0.body.head.bidder.name == "alpha.example/bids" && $0.body.head.seq == 1
      }!
      let kept = $0.contents
      try $0.move(old.id, tick: nil)
      $0.contents = kept
    },
    Trick("a withdrawal is dropped", .manifests) { try $0.move($0.notes(Withdraw.self)[0].id, tick: nil) },
    Trick("a register is dropped", .signers) { try $0.move($0.notes(Register.self)[0].id, tick: nil) },
    Trick("a bidder registers after its bid", .bids) {
      let register = $0.notes(Register.self).first { $0.body.bidder.name == "alpha.example/bids" }!
      try $0.move(register.id, tick: 39)
    },
    Trick("a bid stands before bids are taken", .bids) {
      let register = $0.notes(Register.self).first { $0.body.bidder.name == "alpha.example/bids" }!
      let bid = $0.notes(BidNote.self).first {
        $0.body.head.bidder.name == "alpha.example/bids" && $0.body.head.part == "price"
      }!
      try $0.move(register.id, tick: 4, slot: 8)
      try $0.move(bid.id, tick: 5)
    },
    Trick("a seq is used twice", .bids) {
      try $0.hand(in: bid($0, seq: 2, bytes: 999), by: "alpha.example/bids", tick: 39, slot: 1)
    },
    Trick("a seq falls while ticks rise", .bids) {
      try $0.hand(in: bid($0, seq: 9), by: "alpha.example/bids", tick: 7, slot: 1)
    },
    Trick("a bid is longer than the notice allows", .bids) {
      try $0.hand(in: bid($0, bytes: 1_000_001), by: "alpha.example/bids", tick: 39, slot: 1)
    },
    Trick("a bid has another threshold", .bids) {
      try $0.hand(in: bid($0, threshold: 2), by: "alpha.example/bids", tick: 39, slot: 1)
    },
    Trick("a bid is for a part that is not offered", .bids) {
      try $0.hand(in: bid($0, part: "summary"), by: "alpha.example/bids", tick: 39, slot: 1)
    },
    Trick("a withdrawal names another bid", .bids) {
      let old = $0.notes(Withdraw.self)[0]
      var text = old.body
      text.bid = Digest(of: "x")
      try $0.move(old.id, tick: nil)
      try $0.hand(in: text.text, by: "beta.example/bids", tick: 22, slot: 1)
    },
    Trick("a bid is signed by another bidder", .signers) {
      try $0.hand(in: bid($0), by: "beta.example/bids", tick: 39, slot: 1)
    },
    Trick("an acknowledgement is in the reveal", .bids) {
      let ack = Acknowledgement(tender: "T-2026-014", note: Digest(of: "x"), received: 1)
      try $0.hand(in: ack.text, by: "log.example/tenders", tick: 39, slot: 1)
    },
    Trick("a bid is replaced after the fact", .manifests) {
      try $0.hand(in: bid($0), by: "alpha.example/bids", tick: 40, slot: 1)
    },
  ]

  static let ofTheOpening: [Trick] = [
    Trick("the manifest leaves a bid out", .manifests) { $0.entries[46].listEdit = { Array($0.dropLast()) } },
    Trick("the manifest has another order", .manifests) { $0.entries[46].listEdit = { [$0[1], $0[0]] + $0[2...] } },
    Trick("the manifest opens an incomplete bid", .manifests) {
      $0.entries[46].listEdit = { $0.map { $0.hasPrefix("except") ? $0.replacing("except", with: "bid") + " 1" : $0 } }
    },
    Trick("the manifest puts a bid elsewhere", .manifests) {
      $0.entries[46].listEdit = { $0.map { $0.replacing(" 10 41939", with: " 10 41938") } }
    },
    Trick("the manifest names another decision", .manifests) {
      $0.entries[65].listEdit = { $0.map { $0.replacing(" 63", with: " 62") } }
    },
    Trick("the manifest names another close", .manifests) { $0.replace(46, "close 43", "close 42") },
    Trick("the manifest's time is before the close", .manifests) {
      $0.replace(46, "time 1790000413", "time 1790000402")
    },
    Trick("the manifest's checkpoint does not hold the close", .manifests) {
      $0.replace(46, "checkpoint 46 ", "checkpoint 43 ")
    },
    Trick("a pair is opened twice", .manifests) {
      $0.append($0.entries[46].text.replacing("1790000413", with: "1790000440"), by: "bureau.example/officer")
    },
    Trick("a lot with too few bidders is opened", .manifests) {
      $0.append(
        $0.entries[46].text.replacing("1790000413", with: "1790000440").replacing("open 1", with: "open 2"),
        by: "bureau.example/officer")
    },
    Trick("the price is opened before the technical part has its results", .manifests) {
      let manifest = $0.entries.remove(at: 65)
      $0.entries.insert(manifest, at: 47)
    },
    Trick("a custodian posts twice", .shares) {
      let twice = $0.entries[49].text.split(separator: "\n").last!
      let digest = Digest(b64: twice.split(separator: " ")[3])!
      let lines = String(decoding: $0.contents["lists/\(digest.hex).txt"]!, as: UTF8.self)
        .replacing(" mac", with: " format").split(separator: "\n").map(String.init)
      let note = try Shares(parsing: $0.entries[49].text)
      $0.append(
        Shares(tender: note.tender, manifest: note.manifest, index: 4, list: ListLine(of: lines)), list: lines,
        by: "custodian4.example/tender")
    },
    Trick("a share is another", .shares) {
      $0.entries[47].listEdit = { $0.map { $0.replacing("9g6/L5aH", with: "9g6/L5aI") } }
    },
    Trick("a share note leaves a bid out", .shares) { $0.entries[47].listEdit = { Array($0.dropFirst()) } },
    Trick("a share note is empty", .shares) { $0.entries[47].listEdit = { _ in [] } },
    Trick("a share note has another order", .shares) { $0.entries[47].listEdit = { $0.reversed() } },
    Trick("shares come before their manifest", .shares) { $0.entries.swapAt(45, 47) },
    Trick("a broken archive is called opened", .results) {
      $0.replace(51, "malformed archive", "opened\nparticulars \(Digest(of: "x").b64)")
    },
    Trick("a good bid is called malformed", .results) {
      let line = $0.entries[50].text.split(separator: "\n").last!
      $0.replace(50, "opened\n" + line, "malformed bid")
    },
    Trick("a broken envelope gets another reason", .results) { $0.replace(55, "envelope", "age") },
    Trick("a bid with three good shares is called unopenable", .results) {
      $0.replace(51, "malformed archive", "unopenable")
    },
    Trick("an unopenable bid is called malformed", .results) { $0.replace(54, "unopenable", "malformed age") },
    Trick("a confidential bid that opens has a broken envelope", .results) {
      let line = $0.entries[69].text.split(separator: "\n").last!
      $0.replace(69, "opened\n" + line, "malformed envelope")
    },
    Trick("a result is changed afterwards", .results) {
      $0.append(
        $0.entries[51].text.replacing("archive", with: "padding").replacing("415", with: "443"),
        by: "log.example/tenders")
    },
    Trick("a recovered bid is unopenable again", .results) {
      let lines = $0.entries[58].text.split(separator: "\n").suffix(2).joined(separator: "\n")
      $0.replace(58, lines, "result unopenable")
    },
    Trick("a result's time goes back", .results) { $0.replace(58, "time 1790000425", "time 1790000414") },
    Trick("particulars are not those of the payload", .results) {
      let line = $0.entries[52].text.split(separator: "\n").last!
      $0.replace(52, String(line), "particulars \(Digest(of: "x").b64)")
    },
    Trick("a secret for a bid that was opened", .results) {
      let bid = try Opened(parsing: $0.entries[53].text).bid
      $0.append(
        SecretNote(tender: "T-2026-014", bid: bid, secret: [UInt8](repeating: 1, count: 32)), by: "zeta.example/bids")
    },
    Trick("a second secret", .results) {
      let bid = try SecretNote(parsing: $0.entries[57].text).bid
      $0.append(
        SecretNote(tender: "T-2026-014", bid: bid, secret: [UInt8](repeating: 1, count: 32)), by: "gamma.example/bids")
    },
    Trick("a secret that is another's opens nothing", .results) {
      var secret = try SecretNote(parsing: $0.entries[57].text)
      secret.secret[0] ^= 1
      $0.entries[57].text = secret.text
    },
    Trick("a result of a bid that no manifest opens", .results) {
      let bid = $0.notes(BidNote.self).first { $0.body.head.lot == "2" }!.id
      let manifest = $0.notes(Opening.self)[0].id
      $0.append(
        Opened(tender: "T-2026-014", manifest: manifest, bid: bid, time: 1_790_000_443, result: .malformed("age")),
        by: "log.example/tenders")
    },
  ]

  static let ofThePapers: [Trick] = [
    Trick("a note that names files has another number", .papers) { $0.replace(83, "seq 4", "seq 5") },
    Trick("a rejected bid was never opened", .papers) {
      let bid = try Opened(parsing: $0.entries[55].text).bid
      let notice = $0.notes(Notice.self)[0].id
      $0.append(
        EvaluationNote(tender: "T-2026-014", notice: notice, seq: 3, rejects: [bid], list: ListLine(of: [])), list: [],
        by: "bureau.example/officer")
    },
    Trick("a file is named that is not there", .papers) {
      $0.entries[83].listEdit = { ["file documents/gone.json 2 \(Digest(of: "{}").b64)"] + $0 }
    },
    Trick("a JSON file is not in its form", .papers) {
      let spaced = Array("{ }".utf8)
      $0.contents["documents/spaced.json"] = spaced
      $0.entries[83].listEdit = { [FileLine(path: "documents/spaced.json", content: spaced).line] + $0 }
    },
    Trick("the opening record says another price", .particulars) {
      $0.fileEdits["documents/opening-record.1.json"] = { json in
        var list = json["particulars"]!.arrayValue!
        list[4] = list[4].setting("price", "188000.00")
        return json.setting("particulars", .array(list))
      }
    },
    Trick("the opening record leaves a bid out", .particulars) {
      $0.fileEdits["documents/opening-record.1.json"] = { json in
        json.setting("particulars", .array(Array(json["particulars"]!.arrayValue!.dropFirst())))
      }
    },
    Trick("the draw's winners are others", .draws) { $0.replace(61, "result e03", "result e01") },
    Trick("the draw's order is another", .draws) { $0.replace(61, "result e03\nresult e04", "result e04\nresult e03") },
    Trick("a secret is not what was committed to", .draws) {
      var drawn = try Drawn(parsing: $0.entries[61].text)
      drawn.secrets[0].bytes[0] ^= 1
      $0.entries[61].text = drawn.text
    },
    Trick("nobody independent takes part in the draw", .draws) {
      for index in 60...61 { $0.replace(index, "finance.example/supervisor", "log.example/tenders") }
    },
    Trick("the committee rests on a draw that is void", .draws) {
      let draw = Digest(of: $0.entries[60].text)
      $0.append(VoidNote(tender: "T-2026-014", draw: draw, reason: Digest(of: "x")), by: "bureau.example/officer")
    },
    Trick("the committee rests on no draw", .committees) {
      let draw = try CommitteeNote(parsing: $0.entries[62].text).draw!
      $0.replace(62, draw.b64, Digest(of: "x").b64)
    },
  ]

  private static func element(_ at: Int, _ change: @escaping @Sendable (JSON) -> JSON)
    -> @Sendable (inout Forgery) -> Void
  {
    { story in
      story.fileEdits["evaluation/1.json"] = { json in
        var bids = json["bids"]!.arrayValue!
        bids[at] = change(bids[at])
        return json.setting("bids", .array(bids))
      }
    }
  }

  static let ofTheEvaluation: [Trick] = [
    Trick("a total is another", .evaluation, element(0) { $0.setting("total", "86.01") }),
    Trick(
      "a price is another than the one read out", .evaluation,
      element(1) {
        $0.setting(
          "price",
          $0["price"]!.setting("read", "230400.00").setting("corrected", "230400.00")
            .setting("evaluated", "195840.00").setting("points", "17.19")
        ).setting("total", "82.89")
      }),
    Trick(
      "a score is another than the one signed", .scores,
      element(2) {
        let c1 = $0["criteria"]!["c1"]!.setting("m1", "49.50").setting("m2", "48.00")
        return $0.setting("criteria", $0["criteria"]!.setting("c1", c1))
      }),
    Trick("a rank is another", .evaluation, element(2) { $0.setting("rank", 2) }),
    Trick(
      "a malformed bid is called invalid", .evaluation,
      element(3) {
        $0.setting("state", "invalid").setting("invalid", ["stage": "conformity", "ground": "g", "reason": "r"])
      }),
    Trick(
      "a rejected bid is called malformed", .evaluation,
      element(5) {
        $0.setting("state", "malformed").removing("invalid")
      }),
    Trick("a bidder is another", .evaluation, element(3) { $0.setting("bidder", "beta.example/bids+e65f67be") }),
    Trick("a bid is left out", .evaluation) {
      $0.fileEdits["evaluation/1.json"] = { $0.setting("bids", .array(Array($0["bids"]!.arrayValue!.dropLast()))) }
    },
    Trick("a sheet is another member's", .scores) {
      $0.fileEdits["evaluation/1.json"] = { json in
        let sheets = json["sheets"]!
        return json.setting("sheets", sheets.setting("m1", sheets["m2"]!))
      }
    },
    Trick("the committee is another note", .evaluation) {
      $0.fileEdits["evaluation/1.json"] = { $0.setting("committee", JSON(Digest(of: "x").b64)) }
    },
    Trick("the scheme is not the frozen one", .terms) {
      $0.fileEdits["evaluation/1.json"] = { json in
        let scheme = json["scheme"]!.setting("ceiling", "299999.00")
        return json.setting("scheme", scheme).setting("schemeSha256", JSON(Digest(of: scheme.canonicalBytes()).b64))
      }
    },
    Trick("the scheme's hash is another", .evaluation) {
      $0.fileEdits["evaluation/1.json"] = { $0.setting("schemeSha256", JSON(Digest(of: "x").b64)) }
    },
  ]

  private static func award(_ change: @escaping @Sendable (JSON) -> JSON) -> @Sendable (inout Forgery) -> Void {
    { $0.fileEdits["award/1.json"] = change }
  }

  private static func failing(_ ground: String) -> @Sendable (inout Forgery) -> Void {
    {
      $0.append(
        FailNote(tender: "T-2026-014", lot: "1", ground: ground, reason: Digest(of: "x")), by: "bureau.example/officer")
    }
  }

  static let ofTheAward: [Trick] = [
    Trick(
      "the second is awarded", .award,
      award {
        $0.setting("bid", "kkO3r047lxY5mX1QmhMn5NFROscxhdaeDcEsXLxz51g=").setting("rank", 2).setting(
          "price", "230500.00")
      }),
    Trick(
      "the first is passed over without a ground", .award,
      award {
        $0.setting("bid", "kkO3r047lxY5mX1QmhMn5NFROscxhdaeDcEsXLxz51g=").setting("rank", 2).setting(
          "price", "230500.00"
        )
        .setting("ground", "nextCandidate").setting(
          "passedOver", [["bid": "71L5UDwWxhxgVArb0iN0/og+oAfTdHqtMoNeY5m5jkk=", "ground": ""]])
      }),
    Trick(
      "somebody behind the award is passed over", .award,
      award {
        $0.setting("passedOver", [["bid": "kkO3r047lxY5mX1QmhMn5NFROscxhdaeDcEsXLxz51g=", "ground": "declined"]])
      }),
    Trick("the price is another", .award, award { $0.setting("price", "198000.01") }),
    Trick("the rank is another", .award, award { $0.setting("rank", 2) }),
    Trick("the evaluation is another", .award, award { $0.setting("evaluation", JSON(Digest(of: "x").b64)) }),
    Trick(
      "a bid without rank is awarded", .award,
      award {
        $0.setting("bid", "z1ddYpXOMjTIggkVQSFWp9/OAZYctpvTmPgQGx5PSXU=")
      }),
    Trick("an unknown key is there", .award, award { $0.setting("remark", "") }),
    Trick("a failed lot is awarded", .award) {
      // On a ground that nothing can be held against.
      $0.append(
        FailNote(tender: "T-2026-014", lot: "1", ground: "noReason", reason: Digest(of: "x")),
        by: "bureau.example/officer")
    },
    Trick("a lot with bids within its budget failed for prices above it", .failures, failing("allOverBudget")),
    Trick("a lot with enough qualified failed for too few", .failures, failing("tooFewQualified")),
    Trick("a lot with enough that conform failed for too few", .failures, failing("tooFewConforming")),
    Trick("a lot with enough opened failed for too few", .failures, failing("tooFewOpened")),
    Trick("a lot with enough bidders failed for too few", .failures) {
      $0.append(
        FailNote(tender: "T-2026-014", lot: "1", ground: "tooFewBids", reason: Digest(of: "x")),
        by: "bureau.example/officer")
    },
  ]
}
