import Canon
import FairTender
import Notes
import Testing
import Transparency
import Verification

/// A trustee contract of the example's winner with a firm, on file, by somebody who holds every key.
@Suite struct `The extract of a filed contract` {
  private static let path = "documents/1-T01-filing.json"
  private static let agency = "alpha.example/bids"
  private static let firm = "firm.example/office"
  private static let json = Digest(of: "the contract's facts")
  private static let pdf = Digest(of: "the contract's print")

  private static let extract: JSON = [
    "format": "tender-filing-extract/v1", "tender": "T-2026-014", "lot": "1", "contract": "1-T01", "mode": "full",
    "park": "P1", "batch": "b", "agency": JSON(agency), "enterprise": JSON(firm),
    "term": ["begins": "2026-12-01", "ends": "2027-11-30"],
    "filings": [["authority": "park", "number": "P1-1"], ["authority": "bureau", "number": "B-1"]],
    "contractJson": JSON(json.b64), "contractPdf": JSON(pdf.b64),
  ]

  private static func verify(
    signers: [String] = [Self.agency, Self.firm], number: String = "1-T01", isLate: Bool = false,
    extract: JSON = Self.extract, isFiling: Bool = true, path: String = Self.path
  ) async throws -> Report {
    var story = try Forgery()
    var parties = [firm: try story.add(.enterprise, firm)]
    for register in story.notes(Register.self) { parties[register.body.bidder.name] = register.body.bidder }
    let content = extract.canonicalBytes()
    story.contents[path] = content
    let lines = [FileLine(path: path, content: content).line]
    let notice = story.notes(Notice.self)[0].id
    func sign() throws {
      for signer in signers {
        let party = try #require(parties[signer])
        let record = RecordNote(
          tender: "T-2026-014", party: party, kind: "contract", number: number, json: json, pdf: pdf)
        story.append(record, by: signer)
      }
    }
    if !isLate { try sign() }
    if isFiling {
      let note = FilingNote(tender: "T-2026-014", notice: notice, seq: 2, list: ListLine(of: lines))
      story.append(note, list: lines, by: "bureau.example/officer")
    } else {
      let note = PapersNote(tender: "T-2026-014", notice: notice, seq: 5, list: ListLine(of: lines))
      story.append(note, list: lines, by: "log.example/tenders")
    }
    if isLate { try sign() }
    return await Verifier.verify(try story.told())
  }

  @Test func `holds where agency and firm have signed that very contract`() async throws {
    let report = try await Self.verify()
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.ok).contains { $0.hasPrefix("filings: 1 extracts") })
  }

  @Test func `fails where one of the two has not signed it, or has after it was filed`() async throws {
    for report in [
      try await Self.verify(signers: [Self.agency]), try await Self.verify(signers: [Self.firm]),
      try await Self.verify(number: "1-T02"), try await Self.verify(isLate: true),
    ] {
      #expect(report.firstFailure?.check == .filings, "\(report.lines(.fail))")
      #expect(report.firstFailure?.en.contains("has not signed this contract") == true)
    }
  }

  static let lies: [(String, JSON)] = [
    ("format", "another"), ("tender", "T-2026-015"), ("lot", "9"), ("contract", "1-T02"), ("mode", "other"),
    ("agency", "zeta.example/bids"), ("enterprise", "another"),
    ("term", ["begins": "2027-12-01", "ends": "2027-11-30"]),
    ("filings", []), ("filings", [["authority": "park", "number": "A"], ["authority": "bureau", "number": "A"]]),
    ("contractJson", JSON(Digest(of: "another").b64)), ("contractPdf", JSON(Digest(of: "another").b64)), ("more", 1),
  ]

  @Test(arguments: lies.indices)
  func `fails where it says something else`(at: Int) async throws {
    let (name, value) = Self.lies[at]
    let report = try await Self.verify(extract: Self.extract.setting(name, value))
    #expect(report.firstFailure?.check == .filings, "\(name): \(report.lines(.fail))")
  }

  @Test func `fails where the filing's note names another file`() async throws {
    let report = try await Self.verify(path: "documents/1-T01-filed.json")
    #expect(report.firstFailure?.check == .filings, "\(report.lines(.fail))")
  }

  @Test func `is not what a paper is whose lot is called so`() async throws {
    let paper: JSON = ["lot": "X-filing", "particulars": [], "tender": "T-2026-014"]
    let report = try await Self.verify(
      extract: paper, isFiling: false, path: "documents/some-paper.X-filing.json")
    #expect(report.lines(.fail).allSatisfy { !$0.hasPrefix("filings: ") }, "\(report.lines(.fail))")
  }

  @Test func `fails where the log's key names it and no officer`() async throws {
    let report = try await Self.verify(isFiling: false)
    #expect(report.firstFailure?.check == .filings, "\(report.lines(.fail))")
  }
}

@Suite struct `The file of a clarification` {
  private static func verify(
    path: String = "documents/clarification-1.json", by officer: Bool = true, _ change: (JSON, Digest) -> JSON
  ) async throws -> Report {
    var story = try Forgery()
    let notice = story.notes(Notice.self)[0].id
    let file: JSON = [
      "format": "tender-clarification/v1", "tender": "T-2026-014", "notice": JSON(notice.b64), "seq": 1,
      "affectsBids": false, "answers": [["question": "?", "answer": "!"]],
    ]
    let content = change(file, notice).canonicalBytes()
    story.contents[path] = content
    let lines = [FileLine(path: path, content: content).line]
    if officer {
      let note = ClarificationNote(tender: "T-2026-014", notice: notice, seq: 1, list: ListLine(of: lines))
      story.append(note, list: lines, by: "bureau.example/officer")
    } else {
      let note = PapersNote(tender: "T-2026-014", notice: notice, seq: 5, list: ListLine(of: lines))
      story.append(note, list: lines, by: "log.example/tenders")
    }
    return await Verifier.verify(try story.told())
  }

  @Test func `holds as its officer signed it`() async throws {
    let report = try await Self.verify { file, _ in file }
    #expect(report.holds, "\(report.lines(.fail))")
  }

  static let lies: [(String, JSON)] = [
    ("format", "another"), ("tender", "T-2026-015"), ("notice", JSON(Digest(of: "x").b64)), ("seq", 2), ("more", 1),
    ("answers", [["question": "?"]]), ("answers", []), ("answers", "none"),
    ("answers", [["question": 1, "answer": "!"]]),
  ]

  @Test(arguments: lies.indices)
  func `fails where it is another's, or in another form`(at: Int) async throws {
    let (name, value) = Self.lies[at]
    let report = try await Self.verify { file, _ in file.setting(name, value) }
    #expect(report.firstFailure?.check == .papers, "\(name): \(report.lines(.fail))")
  }

  @Test func `fails where a notice is printed of none that the log has`() async throws {
    for kind in ["clarification", "amendment"] {
      let path = "documents/\(kind)-notice-9.json"
      let report = try await Self.verify(path: path, by: false) { file, _ in file }
      #expect(report.firstFailure?.check == .papers && report.firstFailure?.subject == path, "\(report.lines(.fail))")
    }
  }

  @Test func `fails under another number, and where the log's key names it`() async throws {
    for report in [
      try await Self.verify(path: "documents/clarification-2.json") { file, _ in file },
      try await Self.verify(by: false) { file, _ in file },
    ] {
      #expect(report.firstFailure?.check == .papers, "\(report.lines(.fail))")
      #expect(report.firstFailure?.en.contains("is not named by clarification") == true)
    }
  }
}

@Suite struct `What nobody may add to a bundle` {
  @Test func `is a signature line of the checkpoint that is there already`() async throws {
    var bundle = Example.bundle
    let text = String(decoding: try #require(bundle.contents["checkpoint"]), as: UTF8.self)
    let last = try #require(text.split(separator: "\n").last)
    bundle.contents["checkpoint"] = Array((text + String(last) + "\n").utf8)
    let report = await Verifier.verify(bundle)
    #expect(report.firstFailure?.check == .log, "\(report.lines(.fail))")
    #expect(report.firstFailure?.en.contains("signature line twice") == true)
  }

  @Test func `is a number that readers make different things of`() async throws {
    var story = try Forgery()
    story.replaceFile("documents/evaluation-report.1.json", Array(#"{"n":1e400}"#.utf8))
    let report = await Verifier.verify(try story.told())
    #expect(report.firstFailure?.check == .papers, "\(report.lines(.fail))")
    #expect(report.firstFailure?.en.contains("beyond binary64") == true)
  }

  @Test func `is noted when it is a key that does nothing, whatever it is called`() async throws {
    for role in [Transparency.Role.officer, .park, .enterprise, .supervisor] {
      var story = try Forgery()
      let key = try story.add(role, "idle.example/\(role.rawValue)")
      let report = await Verifier.verify(try story.told())
      #expect(report.holds, "\(report.lines(.fail))")
      #expect(report.lines(.note).contains { $0.contains("signed nothing here") && $0.contains(key.text) })
    }
    let report = await Verifier.verify(Example.bundle)
    #expect(!report.lines(.note).contains { $0.contains("signed nothing here") })
  }

  @Test func `is a draw of bids, or a failed lot, before bids are closed`() async throws {
    var story = try Forgery()
    let bids = story.notes(BidNote.self).prefix(2).map(\.id.hex).sorted()
    let draw = Draw(
      tender: "T-2026-014", lot: "1", purpose: "experts", take: 1,
      commits: ["bureau.example/officer", "finance.example/supervisor"].map { party in
        Draw.Commit(party: party, digest: Digest(of: party))
      },
      list: ListLine(of: bids))
    story.append(draw, list: bids, by: "bureau.example/officer")
    story.entries.insert(story.entries.removeLast(), at: 30)
    let drawn = await Verifier.verify(try story.told())
    #expect(drawn.lines(.fail).contains("draws: a draw's list names bids before the close"), "\(drawn.lines(.fail))")

    story = try Forgery()
    story.entries.insert(story.entries.remove(at: 74), at: 30)
    let failed = await Verifier.verify(try story.told())
    #expect(
      failed.lines(.fail).contains("failures: lot 2 failed before the close of bids"), "\(failed.lines(.fail))")
  }

  @Test func `is a rank beyond reckoning`() async throws {
    let fair = try Fair(
      bidders: 4,
      outcome: .init(file: { file in
        var bids = file["bids"]?.arrayValue ?? []
        // Nearly the largest number of 64 bits that RFC 8785 writes so.
        let far: JSON = .number("9223372036854775000")
        let tie: JSON = ["key": "draw", "draw": JSON(Digest(of: "x").b64), "order": far]
        for at in bids.indices where bids[at]["sealed"] == nil {
          bids[at] = bids[at].setting("rank", far).setting("tie", tie)
        }
        return file.setting("bids", .array(bids))
      }))
    let report = await Verifier.verify(fair.bundle)
    #expect(report.lines(.fail).contains { $0.hasPrefix("evaluation:") }, "\(report.lines(.fail))")
  }

  @Test func `is a rule's code in the place of a value`() async throws {
    var story = try Forgery()
    story.fileEdits["evaluation/1.json"] = { $0.removing("members") }
    let report = await Verifier.verify(try story.told())
    #expect(report.lines(.fail).contains { $0.contains("breaks a rule (form.") }, "\(report.lines(.fail))")
    #expect(!report.lines(.fail).contains { $0.contains("the file says form.") })
  }
}
