import Canon
import Notes
import Testing
import Verification

extension Forgery {
  /// Puts the last entry elsewhere in the log.
  fileprivate mutating func moveLast(to index: Int) { entries.insert(entries.removeLast(), at: index) }

  fileprivate var noticeID: Digest { notes(Notice.self)[0].id }

  /// The line of a file as the bundle has it, or of another of the same name.
  fileprivate func line(_ path: String, isOther: Bool) -> String {
    isOther
      ? FileLine(path: path, content: Array("another version".utf8)).line
      : FileLine(path: path, content: contents[path] ?? []).line
  }

  /// A note beside the one that names the evaluation; the numbers follow.
  fileprivate mutating func evaluateTwice(isOther: Bool) {
    let lines = [line("evaluation/1.json", isOther: isOther)]
    append(
      EvaluationNote(tender: "T-2026-014", notice: noticeID, seq: 2, list: ListLine(of: lines)), list: lines,
      by: "bureau.example/officer")
    moveLast(to: 80)
    replace(81, "seq 2", "seq 3")
  }

  /// A note before the one that names the award.
  fileprivate mutating func awardTwice(isOther: Bool) {
    let lines = [line("award/1.json", isOther: isOther)]
    append(
      AwardNote(tender: "T-2026-014", notice: noticeID, seq: 1, list: ListLine(of: lines)), list: lines,
      by: "bureau.example/officer")
    moveLast(to: 81)
    replace(82, "seq 1", "seq 2")
  }

  /// The award goes to the second in rank, the first being passed over.
  fileprivate mutating func awardSecond(
    over ground: String, as said: String = "nextCandidate"
  ) {
    fileEdits["award/1.json"] = { json in
      json.setting("bid", JSON(Forgery.zeta)).setting("rank", 2).setting("price", "230500.00")
        .setting("ground", JSON(said))
        .setting("passedOver", [["bid": JSON(Forgery.alpha), "ground": JSON(ground)]])
    }
  }

  fileprivate mutating func sheetAgain(before index: Int? = nil) {
    append(
      ScoresNote(tender: "T-2026-014", lot: "1", member: "m1", sheet: Digest(of: "x")), by: "T-2026-014.m1")
    if let index { moveLast(to: index) }
  }

  private static let parties = ["bureau.example/officer", "finance.example/supervisor"]

  /// Announces a draw of the first two, at the end of the log.
  fileprivate mutating func drawTie(_ word: String) -> Digest {
    let ids = [Self.alpha, Self.zeta].compactMap { Digest(b64: $0)?.hex }.sorted()
    let commits = Self.parties.map { Notes.Draw.Commit(party: $0, digest: Digest(of: Digest(of: $0 + word).bytes)) }
    let note = Notes.Draw(
      tender: "T-2026-014", lot: "1", purpose: "tie", take: 2, commits: commits, list: ListLine(of: ids))
    append(note, list: ids, by: "bureau.example/officer")
    return Digest(of: note.text)
  }

  fileprivate mutating func endTie(_ draw: Digest, _ word: String) {
    let ids = [Self.alpha, Self.zeta].compactMap { Digest(b64: $0)?.hex }.sorted()
    let secrets = Self.parties.map { Drawn.Secret(party: $0, bytes: Digest(of: $0 + word).bytes) }
    let order = Drawn.order(draw: draw, secrets: secrets.map(\.bytes), ids: ids)
    append(
      Drawn(tender: "T-2026-014", draw: draw, secrets: secrets, results: order), by: "bureau.example/officer")
  }

  fileprivate mutating func voidTie(_ draw: Digest) {
    append(
      VoidNote(tender: "T-2026-014", draw: draw, reason: Digest(of: "x")), by: "bureau.example/officer")
  }
}

/// Everything is signed and hashed again by somebody who holds every key: of two results, awards, sheets and draws one
/// could be kept that pleases.
@Suite struct `What was done twice` {
  private func report(_ change: (inout Forgery) throws -> Void) async throws -> Report {
    var story = try Forgery()
    try change(&story)
    return await Verifier.verify(try story.told())
  }

  @Test func `is caught in the evaluation, unless it is the same file again`() async throws {
    let other = try await report { $0.evaluateTwice(isOther: true) }
    #expect(other.firstFailure?.check == .evaluation, "\(other.lines(.fail))")
    #expect(other.firstFailure?.en.contains("with no re-review between") == true)
    let same = try await report { $0.evaluateTwice(isOther: false) }
    #expect(same.holds, "\(same.lines(.fail))")
  }

  @Test func `is caught in the award, unless it is the same file again or the first one fell`() async throws {
    let words = "was awarded 1 times before"
    let other = try await report { $0.awardTwice(isOther: true) }
    #expect(other.firstFailure?.check == .award, "\(other.lines(.fail))")
    #expect(other.firstFailure?.en.contains(words) == true)
    let same = try await report { $0.awardTwice(isOther: false) }
    #expect(same.holds, "\(same.lines(.fail))")
    let fallen = try await report {
      $0.awardTwice(isOther: true)
      $0.awardSecond(over: "declined")
    }
    #expect(!fallen.lines(.fail).contains { $0.hasPrefix("award:") }, "\(fallen.lines(.fail))")
  }

  @Test(arguments: [("noReason", "nextCandidate"), ("declined", "because")])
  func `an award rests on no ground but those of the list`(over: String, said: String) async throws {
    let report = try await report { $0.awardSecond(over: over, as: said) }
    #expect(report.firstFailure?.check == .award, "\(report.lines(.fail))")
  }

  @Test func `is caught in a member's sheets, before the evaluation and after it`() async throws {
    for index in [80, nil] {
      let report = try await report { $0.sheetAgain(before: index) }
      #expect(report.firstFailure?.check == .scores, "\(report.lines(.fail))")
      #expect(report.firstFailure?.en.contains("member m1 signed a second sheet") == true)
    }
  }

  @Test func `is caught in a tie that has its result, and in a draw while another runs`() async throws {
    let again = try await report {
      $0.endTie($0.drawTie("one"), "one")
      $0.endTie($0.drawTie("two"), "two")
    }
    #expect(again.firstFailure?.check == .draws, "\(again.lines(.fail))")
    #expect(again.firstFailure?.en.contains("is drawn again") == true)
    let running = try await report {
      _ = $0.drawTie("one")
      $0.endTie($0.drawTie("two"), "two")
    }
    #expect(running.firstFailure?.check == .draws, "\(running.lines(.fail))")
    #expect(running.firstFailure?.en.contains("has neither result nor void") == true)
  }

  @Test func `holds when a draw that came to nothing is made again`() async throws {
    let report = try await report {
      $0.voidTie($0.drawTie("one"))
      $0.endTie($0.drawTie("two"), "two")
    }
    #expect(report.holds, "\(report.lines(.fail))")
  }

  @Test(arguments: ["\r\n", "\n\n", " \n", ""])
  func `a tender's id ends in one newline and nothing else`(end: String) async {
    var bundle = Example.bundle
    bundle.contents["tender.txt"] = Array("T-2026-014\(end)".utf8)
    let report = await Verifier.verify(bundle)
    #expect(report.firstFailure?.check == .files, "\(report.lines(.fail))")
  }
}
