import Canon
import FairTender
import Notes
import Tendering
import Testing
import Verification

@Suite struct `A bundle that discloses the winner alone` {
  static let fair = Result { try Fair(bidders: 4, outcome: .init()) }

  @Test func `holds for the public, and says what it was not given`() async throws {
    let report = await Verifier.verify(try Self.fair.get().bundle)
    #expect(report.holds, "\(report.lines(.fail))")
    let missing = report.missing.map { $0.check }
    for check in [Check.seals, .scores, .evaluation, .award, .trust] { #expect(missing.contains(check), "\(check)") }
    #expect(report.lines(.note).contains { $0.contains("of 3 other bids of lot 1 there are seals") })
  }

  @Test func `holds for the supervisor, with every seal open and every number worked out again`() async throws {
    let report = await Verifier.verify(try Self.fair.get().supervisorBundle)
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.ok).contains("seals: all 3 seals open to the whole evaluations"))
    #expect(report.missing.map { $0.check } == [.trust], "only whose keys these are")
  }

  @Test func `holds when the next in rank gets the lot for a recorded reason`() async throws {
    for bundle in try [
      Fair(bidders: 4, outcome: .init(shown: 1, winner: 1, passedOver: [0])),
      Fair(bidders: 4, outcome: .init(disclosure: .full, winner: 2, passedOver: [0, 1])),
    ].flatMap({ [$0.bundle, $0.supervisorBundle] }) {
      let report = await Verifier.verify(bundle)
      #expect(report.holds, "\(report.lines(.fail))")
    }
  }

  private static func setting(_ json: JSON, _ index: Int, _ name: String, _ value: JSON) -> JSON {
    var all = json["bids"]?.arrayValue ?? []
    all[index] = all[index].setting(name, value)
    return json.setting("bids", .array(all))
  }

  /// Everything is signed and hashed again by somebody who holds every key.
  static let tricks: [(String, Fair.Outcome, Check, onlySupervisor: Bool)] = [
    ("the award goes to a bid that is not shown", .init(shown: 0, winner: 1, passedOver: [0]), .award, false),
    (
      "nobody is passed over for the second rank",
      .init(shown: 1, winner: 1, passedOver: [0], award: { $0.setting("passedOver", []) }), .award, false
    ),
    (
      "the first rank passes somebody over",
      .init(award: { json in
        json.setting("passedOver", [["bid": JSON(Digest(of: "x").b64), "ground": "declined"]])
      }), .award, false
    ),
    (
      "a stranger is passed over",
      .init(
        shown: 1, winner: 1, passedOver: [0],
        award: { $0.setting("passedOver", [["bid": JSON(Digest(of: "x").b64), "ground": "declined"]]) }), .award, false
    ),
    ("the winner's total is another", .init(file: { setting($0, 0, "total", "91.00") }), .evaluation, false),
    ("the winner's rank is another", .init(file: { setting($0, 0, "rank", 2) }), .award, false),
    (
      "a seal is of another element", .init(file: { setting($0, 1, "sealed", JSON(Digest(of: "x").b64)) }), .seals, true
    ),
    (
      "a bid is left out",
      .init(file: { json in
        json.setting("bids", .array(Array((json["bids"]?.arrayValue ?? []).dropLast())))
      }), .evaluation, false
    ),
    (
      "a bid is there twice",
      .init(file: { json in
        var all = json["bids"]?.arrayValue ?? []
        all[2] = all[1]
        return json.setting("bids", .array(all))
      }), .evaluation, false
    ),
  ]

  @Test(arguments: tricks.indices)
  func `is caught when it is retold with every key`(index: Int) async throws {
    let (name, outcome, check, onlySupervisor) = Self.tricks[index]
    let fair = try Fair(bidders: 4, outcome: outcome)
    if !onlySupervisor {
      let report = await Verifier.verify(fair.bundle)
      #expect(report.firstFailure?.check == check, "\(name): \(report.lines(.fail))")
    }
    let whole = await Verifier.verify(fair.supervisorBundle)
    #expect(!whole.holds, "\(name)")
    if onlySupervisor { #expect(whole.firstFailure?.check == check, "\(name): \(whole.lines(.fail))") }
  }

  @Test func `that shows everybody's figures fails, since its scheme forbids it`() async throws {
    let fair = try Self.fair.get()
    let full = try JSON.parse(try #require(fair.supervisor["supervisor/evaluation.1.json"]))
    let report = await Verifier.verify(try Fair(bidders: 4, outcome: .init(file: { _ in full })).bundle)
    #expect(report.firstFailure?.check == .seals)
  }

  static let seed: UInt64 = 20_261_125

  @Test func `fails when any byte of the supervisor's files is another`() async throws {
    let whole = try Self.fair.get().supervisorBundle
    var dice = Dice(seed: Self.seed)
    for path in whole.contents.keys.sorted() where path.hasPrefix("supervisor/") {
      let bytes = try #require(whole.contents[path])
      let places = Places.structural(bytes) + (0..<40).map { _ in dice.roll(below: bytes.count) }
      let caught = await Places.all(places) { at in
        var changed = whole
        changed.contents[path]?[at] ^= 1 << UInt8(at % 7)
        return await !Verifier.verify(changed, stopsAtFailure: true, width: 1).holds
      }
      #expect(!caught.contains(false), "seed \(Self.seed), \(path): \(zip(places, caught).filter { !$1 }.map(\.0))")
    }
  }

  @Test func `fails when a file of the pair is missing, of another lot, or where nothing is sealed`() async throws {
    let fair = try Self.fair.get()
    for path in fair.supervisor.keys {
      var changed = fair.supervisorBundle
      changed.contents[path] = nil
      #expect(await Verifier.verify(changed).firstFailure?.check == .seals)
    }
    let open = try Fair(bidders: 4, outcome: .init(disclosure: .full))
    for name in ["1", "2"] {
      var changed = open.bundle
      changed.contents["supervisor/evaluation.\(name).json"] = fair.supervisor["supervisor/evaluation.1.json"]
      changed.contents["supervisor/salts.\(name).json"] = fair.supervisor["supervisor/salts.1.json"]
      #expect(await Verifier.verify(changed).firstFailure?.check == .seals)
    }
    var stray = fair.supervisorBundle
    stray.contents["supervisor/notes.txt"] = [0x41]
    #expect(await Verifier.verify(stray).firstFailure?.check == .files)
  }
}
