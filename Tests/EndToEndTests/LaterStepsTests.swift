import Canon
import Foundation
import Notes
import TestSupport
import Testing

/// Bad input from the deadline to the filing, on one tender that goes on from test to test.
@Suite(.serialized) struct `Bad input after the deadline gets a clear error and loses nothing` {
  @Test func `the notice and the documents in force are printed for anybody, and sent once to who has them`()
    async throws
  {
    let play = try await Play.reach(.closed)
    let fetched = try await play.office.must(nil, "document", "fetch", play.id, "--out", "\(play.id)/documents")
    let listed = try await play.office.must(nil, "document", "list", play.id)
    #expect(listed["amendments"] == 1 && listed["clarifications"] == 1 && listed["terms"] == fetched["terms"])
    #expect(listed["documents"]?.arrayValue?.map { $0["name"] } == fetched["documents"]?.arrayValue?.map { $0["name"] })
    for document in fetched["documents"]?.arrayValue ?? [] {
      let name = document["name"]?.stringValue ?? "", kind = document["kind"]?.stringValue ?? ""
      let pdf = try play.office.folder.bytes("\(play.id)/documents/\(name)")
      #expect(name == "\(play.id)-\(kind).pdf" && pdf.starts(with: Array("%PDF-".utf8)))
      var again = Request("GET", "/api/tenders/\(play.id)/documents/\(kind).pdf")
      let whole = try await play.office.daemon.send(again)
      #expect(whole.status == 200 && whole.body == pdf)
      let tag = "\"\(Digest(of: pdf).hex)\""
      for field in [tag, "\"other\", W/\(tag)", "*"] {
        again.headers = [("If-None-Match", field)]
        let answer = try await play.office.daemon.send(again)
        #expect(answer.status == 304 && answer.body.isEmpty, "\(answer)")
      }
      again.headers = [("If-None-Match", "\"other\"")]
      #expect(try await play.office.daemon.send(again).status == 200)
    }
    let unknown = try await play.office.tender(
      nil, "document", "fetch", play.id, "tender-notice", "offer", "--out", "\(play.id)/none")
    #expect(unknown.exit == 4 && unknown.code == "document.kindUnknown", "\(unknown)")
    #expect(!play.office.folder.exists("\(play.id)/none"), "a part of what was asked for")
  }

  @Test func `a late bid gets a signed word that says so`() async throws {
    let play = try await Play.reach(.closed)
    let (office, late) = (play.office, play.late)
    try await losingNothing(play.tender) {
      let outcome = try await late.submit()
      #expect(outcome.exit == 3 && outcome.code == "bid.late", "\(outcome)")
      let word = late.folder + "/bid.late"
      let verified = try await office.tender(nil, "receipt", "verify", word, "--note", late.folder + "/bid.note")
      #expect(verified.exit == 0, "\(verified)")
      let other = try await office.tender(nil, "receipt", "verify", word, "--note", play.bids[0].folder + "/bid.note")
      #expect(other.exit == 1, "\(other)")
      let answer = try await late.post(late.note, payload: late.payload)
      #expect(answer.status == 409, "\(answer)")
      let note = try SignedNote(parsing: Array((answer.json?["late"]?.stringValue ?? "").utf8))
      try note.verify(by: office.daemon.vkey)
      let said = try LateNote(parsing: note.text)
      #expect(said.note == late.id && said.deadline == play.tender.deadline && said.received >= said.deadline)
      let withdrawal = try await office.tender(play.bids[0].agency, "bid", "withdraw", play.id, "--lot", "L1")
      #expect(withdrawal.exit == 3 && withdrawal.code == "bid.late", "\(withdrawal)")
    }
  }

  @Test func `a bid that was taken is answered after the deadline as at first`() async throws {
    let play = try await Play.reach(.closed)
    let bid = play.bids[0]
    let first = try play.office.folder.bytes(bid.folder + "/bid.ack")
    try await losingNothing(play.tender) {
      let outcome = try await bid.submit()
      #expect(outcome.exit == 0, "\(outcome)")
      #expect(try play.office.folder.bytes(bid.folder + "/bid.ack") == first)
      let answer = try await bid.post(bid.note, payload: nil)
      #expect(answer.status == 200 && answer.body == first, "\(answer)")
    }
  }

  @Test func `shares before the manifest are refused`() async throws {
    let play = try await Play.reach(.closed)
    try await losingNothing(play.tender) {
      let outcome = try await play.office.tender(
        play.office.custodians[0], "custodian", "open", play.id, "--identity", play.tender.identity(1))
      #expect(outcome.exit == 3 && outcome.code == "opening.manifestUnknown", "\(outcome)")
      let stranger = try await play.office.tender(play.office.lead, "opening", "start", play.id, "--lot", "L1")
      #expect(stranger.exit == 3 || stranger.exit == 4, "\(stranger)")
    }
  }

  /// A custodian's own shares, as its program makes them offline.
  private func shares(_ index: Int, _ play: Play) async throws -> (
    outcome: Outcome, file: String, note: SignedNote, list: [String]
  ) {
    let file = "\(play.id)/shares-\(index).json"
    let outcome = try await play.office.tender(
      play.office.custodians[index - 1], "custodian", "open", play.id, "--identity", play.tender.identity(index),
      "--out",
      file)
    #expect(outcome.exit == 0, "\(outcome)")
    let json = try JSON.parse(play.office.folder.bytes(file))
    let note = try SignedNote(parsing: Array((json["note"]?.stringValue ?? "").utf8))
    let lines = (json["list"]?.stringValue ?? "").split(separator: "\n").map(String.init)
    return (outcome, file, note, lines)
  }

  /// Signs other lines under the same manifest and posts them.
  private func post(_ lines: [String], like note: SignedNote, index: Int, by place: Int, _ play: Play) async throws
    -> Outcome
  {
    let custodian = play.office.custodians[place - 1]
    let body = try Shares(parsing: note.text)
    let shares = Shares(tender: play.id, manifest: body.manifest, index: index, list: ListLine(of: lines))
    let envelope: JSON = [
      "note": JSON(String(decoding: custodian.key.sign(shares.text).bytes, as: UTF8.self)),
      "list": JSON(ListLine.text(of: lines)),
    ]
    let file = "\(play.id)/forged-\(UUID().uuidString).json"
    try play.office.folder.write(file, envelope)
    return try await play.office.tender(custodian, "custodian", "post", file)
  }

  @Test func `a share that fails its commitment is never taken`() async throws {
    let play = try await Play.reach(.manifest)
    let made = try await shares(1, play)
    #expect(made.list.count == 4)
    try await losingNothing(play.tender) {
      // One byte of the first share turned.
      let words = made.list[0].split(separator: " ").map(String.init)
      var share = try #require(Base64.decode(words[2]))
      share[5] ^= 1
      let forged = ["share \(words[1]) \(Base64.encode(share))"] + made.list.dropFirst()
      let wrong = try await post(forged, like: made.note, index: 1, by: 1, play)
      #expect(wrong.exit == 3 && wrong.code == "opening.commitmentFails", "\(wrong)")
      let order = try await post(made.list.reversed(), like: made.note, index: 1, by: 1, play)
      #expect(order.exit == 3 && order.code == "opening.linesDiffer", "\(order)")
      let fewer = try await post(Array(made.list.dropLast()), like: made.note, index: 1, by: 1, play)
      #expect(fewer.exit == 3 && fewer.code == "opening.linesDiffer", "\(fewer)")
      let another = try await post(made.list, like: made.note, index: 2, by: 1, play)
      #expect(another.exit == 3 && another.code == "opening.indexDiffers", "\(another)")
    }
    let posted = try await play.office.tender(play.office.custodians[0], "custodian", "post", made.file)
    #expect(posted.exit == 0, "\(posted)")
    let second = try await post(
      made.list.dropLast() + ["bad \(made.list[3].split(separator: " ")[1]) mac"], like: made.note, index: 1, by: 1,
      play)
    #expect(second.exit == 3 && second.code == "opening.sharesGivenAlready", "\(second)")
  }

  @Test func `a custodian never shows a share that fails its commitment`() async throws {
    let play = try await Play.reach(.manifest)
    let made = try await shares(3, play)
    #expect(made.list.contains("bad \(play.spoilt.id.b64) commit"), "\(made.list)")
    #expect(!made.list.contains { $0.hasPrefix("share \(play.spoilt.id.b64)") })
    let file = try play.office.folder.text(made.file)
    for secret in [Base64.encode(play.wrongShare), Hex.encode(play.wrongShare)] {
      #expect(!made.outcome.output.contains(secret) && !made.outcome.errors.contains(secret) && !file.contains(secret))
    }
    let posted = try await play.office.tender(play.office.custodians[2], "custodian", "post", made.file)
    #expect(posted.exit == 0, "\(posted)")
  }

  @Test func `a bid with a changed share line is malformed and harms nobody else's`() async throws {
    let play = try await Play.reach(.opened)
    let listed = try await play.office.must(play.office.deputy, "bids", "list", play.id, "--lot", "L1")
    var results: [String: String] = [:]
    for row in listed["bids"]?.arrayValue ?? [] {
      results[row["bid"]?.stringValue ?? ""] = row["result"]?.stringValue
    }
    var expected = [play.spoilt.id.hex: "malformed"]
    for bid in play.bids { expected[bid.id.hex] = "opened" }
    #expect(results == expected)
  }

  @Test func `a score out of range, off its step or for another bid is refused`() async throws {
    let play = try await Play.reach(.scoring)
    let sheet = play.sheet(1)
    let first = play.bids[0].id.hex
    func scored(_ value: String) -> JSON { sheet.setting(first, ["c1": JSON(value), "c2": "15.00"]) }
    let cases: [(what: String, sheet: JSON, code: String)] = [
      ("above the maximum", scored("60.50"), "score.outOfRange"),
      ("below nought", scored("-0.50"), "score.notANumber"),
      ("off the step", scored("50.25"), "score.offStep"),
      ("of another scale", scored("50.5"), "score.wrongScale"),
      ("as a number", sheet.setting(first, ["c1": 50, "c2": "15.00"]), "score.notANumber"),
      ("without a bid", sheet.removing(first), "score.bidMissing"),
      (
        "with a withdrawn bid", sheet.setting(play.withdrawn.id.hex, ["c1": "50.00", "c2": "15.00"]), "score.bidUnknown"
      ),
      (
        "with a malformed bid", sheet.setting(play.spoilt.id.hex, ["c1": "50.00", "c2": "15.00"]), "score.bidNotScored"
      ),
      ("without a criterion", sheet.setting(first, ["c1": "50.00"]), "score.criterionMissing"),
      (
        "with a criterion more", sheet.setting(first, ["c1": "50.00", "c2": "15.00", "c3": "1.00"]),
        "score.criterionUnknown"
      ),
    ]
    let key = try SigningKey(parsing: play.office.folder.text(play.seatKey(1)).trimmingCharacters(in: .newlines))
    try await losingNothing(play.tender) {
      for entry in cases {
        let command = try await play.sign(entry.sheet, seat: 1)
        #expect(command.exit == 3 && command.code == entry.code, "\(entry.what): \(command)")
        // The daemon says the same to a program that does not look.
        let note = key.sign(
          ScoresNote(tender: play.id, lot: "L1", member: "m1", sheet: Digest(of: entry.sheet.canonicalBytes())).text)
        let answer = try await play.office.daemon.send(
          "POST", "/api/tenders/\(play.id)/notes",
          ["note": JSON(String(decoding: note.bytes, as: UTF8.self)), "sheet": entry.sheet], as: play.seats[0].key)
        #expect(answer.status == 422 && answer.code == entry.code, "\(entry.what): \(answer)")
      }
      let seat = try await play.sign(play.sheet(2), seat: 2, as: play.seats[0])
      #expect(seat.exit == 4 && seat.code == "score.notAMember", "\(seat)")
    }
  }

  @Test func `a signed sheet stays as it is`() async throws {
    let play = try await Play.reach(.scoring)
    for seat in 1...4 {
      let outcome = try await play.sign(play.sheet(seat), seat: seat)
      #expect(outcome.exit == 0, "\(outcome)")
    }
    try await losingNothing(play.tender) {
      let again = try await play.sign(
        play.sheet(1).setting(play.bids[0].id.hex, ["c1": "10.00", "c2": "15.00"]), seat: 1)
      #expect(again.exit == 3 && again.code == "score.signedAlready", "\(again)")
      let differs = try await play.sign(
        play.sheet(5).setting(play.bids[0].id.hex, ["c1": "10.00", "c2": "10.00"]), seat: 5)
      #expect(differs.exit == 3 && differs.code == "evaluation.objectiveScoresDiffer", "\(differs)")
      let early = try await play.office.tender(play.office.lead, "evaluation", "sign", play.id, "--lot", "L1")
      #expect(early.exit == 3 && early.code == "evaluation.sheetMissing", "\(early)")
    }
    let last = try await play.sign(play.sheet(5), seat: 5)
    #expect(last.exit == 0, "\(last)")
  }

  @Test func `an award that skips the first rank is refused`() async throws {
    let play = try await Play.reach(.evaluated)
    try await losingNothing(play.tender) {
      for (bid, code) in [
        (play.bids[2], "award.skipsRank"), (play.bids[1], "award.skipsRank"), (play.spoilt, "award.bidNotRanked"),
        (play.withdrawn, "award.bidUnknown"),
      ] {
        let outcome = try await play.office.tender(
          play.office.lead, "award", "decide", play.id, "--lot", "L1", "--bid", bid.id.hex)
        #expect(outcome.exit == (code == "award.bidUnknown" ? 4 : 3) && outcome.code == code, "\(outcome)")
      }
    }
  }

  @Test func `a signed result is reviewed again on a lawful ground, before the award and not after it`() async throws {
    let evaluated = try await Play.reach(.evaluated)
    func review(_ play: Play, _ ground: String) async throws -> Outcome {
      try await play.office.tender(
        play.office.lead, "evaluation", "review", play.id, "--lot", "L1", "--ground", ground, "--reason", "请复核")
    }
    try await losingNothing(evaluated.tender) {
      let other = try await review(evaluated, "unfair")
      #expect(other.exit == 3 && other.code == "reReview.groundUnlawful", "\(other)")
    }
    let play = try await Play.reach(.awarded)
    try await losingNothing(play.tender) {
      let late = try await review(play, "extreme")
      #expect(late.exit == 3 && late.code == "reReview.awarded", "\(late)")
    }
  }

  @Test func `a contract outside the park, with a fee in full mode, or a filing of nothing is refused`() async throws {
    let play = try await Play.reach(.agreed)
    let (office, winner) = (play.office, play.office.agencies[0])
    func draft(_ words: String...) async throws -> Outcome {
      try await office.tender(winner, ["contract", "draft", play.id, "--lot", "L1"] + words)
    }
    let (plain, withUnit) = (office.firm.reference.prefix(18), office.firmWithUnit.reference.prefix(18))
    try await losingNothing(play.tender) {
      let outside = try await draft("--mode", "full", "--enterprise", "91411600MA0001034P")
      #expect(outside.exit == 3 && outside.code == "contract.enterpriseOutsidePark", "\(outside)")
      let fee = try await draft("--mode", "full", "--enterprise", "\(plain)", "--fee", "100.00")
      #expect(fee.exit == 3 && fee.code == "contract.feeInFullMode", "\(fee)")
      let unit = try await draft("--mode", "full", "--enterprise", "\(withUnit)")
      #expect(unit.exit == 3 && unit.code == "contract.enterpriseHasUnit", "\(unit)")
      let sum = try await draft(
        "--mode", "partial", "--enterprise", "\(withUnit)", "--item", "P1=12000.00", "--fee", "11000.00")
      #expect(sum.exit == 3 && sum.code == "contract.feeNotSum", "\(sum)")
      let loser = try await office.tender(
        office.agencies[1], "contract", "draft", play.id, "--lot", "L1", "--mode", "full", "--enterprise", "\(plain)")
      #expect(loser.exit == 4 && loser.code == "contract.agencyNotAwarded", "\(loser)")
      for person in [winner, office.lead] {
        let words = person.key.name == winner.key.name ? ["filing", "submit"] : ["filing", "accept"]
        let filing = try await office.tender(
          person, words + [play.id, "L1-T09"] + (words[1] == "accept" ? ["--bureau"] : []))
        #expect(filing.exit == 4 && filing.code == "filing.noContract", "\(filing)")
      }
    }
    // The contract itself is drawn up, and not filed before both have signed it.
    _ = try await Play.reach(.contracted)
    let drawn = try await office.must(winner, "contract", "list", play.id)["contracts"]?.arrayValue ?? []
    let number = try #require(drawn.first?["contract"]?.stringValue)
    try await losingNothing(play.tender) {
      let unsigned = try await office.tender(winner, "filing", "submit", play.id, number)
      #expect(unsigned.exit == 3 && unsigned.code == "filing.notSigned", "\(unsigned)")
    }
  }

  @Test func `the open data is the bundle's file, release by release, and passes the public's reviewers`() async throws
  {
    try await Play.reach(.agreed).lookAtOpenData()
  }

  @Test func `every answer was as the interface says, and its examples are such answers`() async throws {
    let play = try await Play.reach(.contracted)
    try await play.visitTheRest()
    try await ExamplePlay.usual.hold(play.office.daemon)
  }

  @Test func `after all of it the bundle verifies and the audit finds nothing`() async throws {
    let play = try await Play.reach(.awarded)
    try await play.office.must(nil, "export", play.id, "--out", "\(play.id)/bundle")
    let verified = try await play.office.tender(nil, "verify", "\(play.id)/bundle")
    #expect(verified.exit == 0, "\(verified)")
    let audited = try await play.office.daemon.command(
      "audit", "--checks", Repository.path("sql/checks"))
    #expect(audited.exit == 0, "\(audited)")
  }
}
