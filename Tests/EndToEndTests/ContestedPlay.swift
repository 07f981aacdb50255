import Canon
import Foundation
import Notes
import Testing

/// One tender that is contested from its documents to its contract: a question, a challenge that changes the documents, a
/// member who has to step back, a challenge and a complaint about the result, an award that falls, and the next candidate
/// with whom the contract is signed. Two lots: L1 with four bids, of which one is so low that it has to be explained, L2 with
/// two. Taken on from test to test.
actor ContestedPlay {
  enum Stage: Int, Comparable, CaseIterable {
    /// Bids may come; the documents were challenged with success and are owed an amendment.
    case documentsChallenged
    /// Amended; four bids are in for L1, two for L2.
    case bids
    case closed
    /// L1 opened and qualified, L2 failed; the committee sits.
    case seated
    /// A member has declared a conflict of interest: its seat is vacant.
    case vacant
    /// Another member was excused; both seats are filled, the low price is out, all have scored, the evaluation is signed.
    case evaluated
    /// L1 awarded to the first; the service contract is drawn up.
    case awarded
    /// The second bidder challenges the result.
    case challenged
    /// The challenge is rejected; the bidder complains, the authority takes it up and suspends.
    case complained
    /// The complaint is upheld: the next candidate follows.
    case decided
    /// The award is void, the second is awarded.
    case awardedAnew
    /// The contract with the second is signed by both.
    case signed

    static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }
    var next: Stage? { Stage(rawValue: rawValue + 1) }
  }

  /// Seconds that a day of the law lasts here: twenty before the deadline to prepare, fifteen for an amendment, three for
  /// an answer.
  nonisolated let day: Int
  nonisolated let office: StagedOffice
  /// A buyer's representative who judges only when the first has to step back.
  nonisolated let substitute: Person
  /// The expert who sits when one cannot go on.
  nonisolated let newcomer: Person
  private(set) var tender: StagedTender
  private(set) var stage = Stage.documentsChallenged
  static let id = "rehearsal.contested"

  private static let begun = Task { try await begin() }

  static func reach(_ wanted: Stage) async throws -> ContestedPlay {
    let play = try await begun.value
    try await play.advance(to: wanted)
    return play
  }

  private init(_ tender: StagedTender, day: Int, substitute: Person, newcomer: Person) {
    self.tender = tender
    self.day = day
    self.substitute = substitute
    self.newcomer = newcomer
    office = tender.office
  }

  private static func begin() async throws -> ContestedPlay {
    let office = try await StagedOffice.make(isWatched: true)
    let substitute = try Person("zk.evaluator-2", "周代表", "evaluator")
    let newcomer = try Person("zk.expert-5", "评审5", "expert")
    for person in [substitute, newcomer] { try await office.join(person) }
    let manager = try Person(secondParkCode, "冯园乙", "park", code: secondParkCode)
    try await office.confirmAnotherPark("P2", of: manager)
    let day = max(1, Int((office.pace / 5).rounded()))
    let tender = try await StagedTender.publish(office, id: id, draft: draft(office, substitute, day: day))
    let play = ContestedPlay(tender, day: day, substitute: substitute, newcomer: newcomer)
    try await play.contestDocuments()
    return play
  }

  private static let secondParkCode = "11411600MB00000273"

  private static func draft(_ office: StagedOffice, _ substitute: Person, day: Int) -> JSON {
    let usual = StagedTender.draft(office, id: id, bidsFor: 20 * day + 1)
    let people = (usual["people"] ?? .null).setting(
      "evaluators", [JSON(office.deputy.reference), JSON(substitute.reference)])
    let first = usual["lots"]?.arrayValue?.first ?? .null
    let second = first.setting("id", "L2").setting("park", "P2").setting("title", "演武第二园区托管服务")
    return usual.setting("people", people).setting("lots", [first, second])
      .setting("times", ["opensAfter": 0, "bidsFor": JSON(20 * day + 1), "secondsPerDay": JSON(day)])
  }

  private func advance(to wanted: Stage) async throws {
    let relay = office.daemon.relay
    relay?.plays(true)
    defer { relay?.plays(false) }
    while stage < wanted, let next = stage.next {
      try await take(next)
      stage = next
    }
  }

  nonisolated var seats: [Person] { office.experts + [office.deputy] }
  /// Who sits in the end.
  nonisolated var judges: [Person] { office.experts.dropLast() + [newcomer, substitute] }

  /// Those whose bids come first, second and third, one who only looks on, and one whose price nobody can explain.
  nonisolated var first: Person { office.agencies[0] }
  nonisolated var second: Person { office.agencies[1] }
  nonisolated var third: Person { office.agencies[2] }
  nonisolated var onlooker: Person { office.agencies[3] }
  nonisolated var cheap: Person { office.agencies[4] }

  /// A command that has to succeed.
  @discardableResult
  private func must(_ person: Person?, _ words: String...) async throws -> JSON {
    let outcome = try await office.tender(person, words)
    guard outcome.exit == 0 else { throw StageFailure("\(outcome)") }
    return outcome.json ?? .null
  }

  private func file(_ person: Person, _ kind: String, _ about: String, _ more: String...) async throws -> JSON {
    let words = [
      "remedy", "file", Self.id, "--kind", kind, "--about", about, "--request", "请依法纠正", "--facts", "见采购文件和评审结果",
      "--law", "《政府采购质疑和投诉办法》第十条",
    ]
    let outcome = try await office.tender(person, words + more)
    guard outcome.exit == 0, let json = outcome.json else { throw StageFailure("\(outcome)") }
    return json
  }

  /// R1 an inquiry, explained; R2 a challenge to the documents, upheld; R3 another, taken back.
  private func contestDocuments() async throws {
    _ = try await tender.asked()
    _ = try await file(onlooker, "inquiry", "documents", "--matter", "服务起始日如何确定")
    _ = try await file(onlooker, "challenge", "documents", "--matter", "服务标准不明确，无法报价")
    _ = try await file(third, "challenge", "documents", "--matter", "评审因素偏向当地机构")
    try await must(third, "remedy", "withdraw", Self.id, "R3")
    for path in ["remedies", "remedies/R2"] {
      try await office.visit("/api/tenders/\(Self.id)/\(path)", as: office.lead)
    }
    try await must(
      office.lead, "remedy", "answer", Self.id, "R1", "--outcome", "explained", "--findings", "自合同签订之日起",
      "--grounds", "招标文件第二章")
    try await must(
      office.lead, "remedy", "answer", Self.id, "R2", "--outcome", "upheld", "--effect", "amendDocuments", "--findings",
      "服务标准未写明驻园天数", "--grounds", "《政府采购质疑和投诉办法》第十六条")
    try await must(office.lead, "remedy", "due", Self.id)
  }

  private func take(_ next: Stage) async throws {
    let lot = ["--lot", "L1"]
    switch next {
    case .documentsChallenged: break
    case .bids:
      tender = try await tender.amended(later: 15 * day)
      try await handIn()
    case .closed: try await tender.untilClosed()
    case .seated: try await seat()
    case .vacant:
      try await askForRecusal()
      try await must(
        office.deputy, "committee", "declare", Self.id, "--lot", "L1", "--conflict", "与投标人法定代表人系亲属")
    case .evaluated: try await evaluate()
    case .awarded:
      try await must(office.lead, "award", "decide", Self.id, "--lot", "L1")
      try await must(office.lead, "contract", "service", Self.id, "--lot", "L1")
    case .challenged:
      _ = try await file(second, "challenge", "result", "--lot", "L1", "--matter", "本机构服务方案得分有误")
    case .complained:
      try await must(
        office.lead, "remedy", "answer", Self.id, "R4", "--outcome", "rejected", "--findings", "经核对，评分无误",
        "--grounds", "招标文件第三章评分标准")
      _ = try await file(
        second, "complaint", "result", "--lot", "L1", "--of", "R4", "--matter", "1:本机构服务方案得分有误", "--matter",
        "0:答复没有回应所提事项")
      try await must(office.supervisor, "remedy", "accept", Self.id, "R5", "--suspend-until", suspendedUntil)
    case .decided:
      try await must(
        office.supervisor, "remedy", "decide", Self.id, "R5", "--outcome", "upheld", "--effect", "nextCandidate",
        "--findings", "中标人提供虚假业绩", "--grounds", "《政府采购法》第七十七条")
    case .awardedAnew:
      try await must(
        office.lead, ["award", "void", Self.id] + lot + ["--ground", "unlawfulAct", "--reason", "投诉成立，中标无效"])
      try await must(office.lead, "award", "decide", Self.id, "--lot", "L1")
      try await must(office.lead, "contract", "service", Self.id, "--lot", "L1")
    case .signed:
      for person in [office.lead, second] {
        try await must(person, "contract", "sign", Self.id, "L1-service-contract-2")
      }
    }
  }

  @discardableResult
  private func must(_ person: Person?, _ words: [String]) async throws -> JSON {
    let outcome = try await office.tender(person, words)
    guard outcome.exit == 0 else { throw StageFailure("\(outcome)") }
    return outcome.json ?? .null
  }

  /// Ten days from today, in China.
  nonisolated var suspendedUntil: String { Self.day(after: 10) }

  nonisolated static func day(after days: Int) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: Date().addingTimeInterval(Double(days) * 86_400))
    return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
  }

  private func handIn() async throws {
    let tender = tender
    try await withThrowingTaskGroup(of: SealedBid.self) { group in
      for (agency, price) in [(first, OfferedPrice.first), (second, .second), (third, .third), (cheap, .unexplained)] {
        group.addTask { try await tender.seal(agency, price: price) }
      }
      for agency in [first, second] { group.addTask { try await tender.seal(agency, price: .second, lot: "L2") } }
      for try await bid in group {
        let outcome = try await bid.submit()
        guard outcome.exit == 0 else { throw StageFailure("\(outcome)") }
      }
    }
  }

  /// L2 fails for its two bids; L1 is opened, qualified and has a committee.
  private func seat() async throws {
    let lot = ["--lot", "L1"]
    try await must(
      office.lead, "lot", "fail", Self.id, "L2", "--ground", "tooFewBids", "--reason", "投标人不足三家")
    try await must(office.opener, ["opening", "start", Self.id] + lot)
    for index in 1...3 {
      try await must(office.custodians[index - 1], "custodian", "open", Self.id, "--identity", tender.identity(index))
    }
    try await objectOnTheSpot()
    try await lookUpStandings()
    try await must(office.opener, ["opening", "record", Self.id] + lot)
    try await must(office.lead, ["qualify", Self.id] + lot + ["--pass-all"])
    var members: [JSON] = []
    for (place, person) in seats.enumerated() {
      let key = try seatKey(place + 1, in: "m\(place + 1)")
      members.append([
        "member": JSON("m\(place + 1)"), "vkey": JSON(key.verifier.text), "person": JSON(person.reference),
        "chair": JSON(place == 0), "kind": place == 4 ? "representative" : "expert",
      ])
    }
    try office.folder.write("\(Self.id)/members.json", JSON.array(members))
    try await must(office.drawer, ["committee", "form", Self.id] + lot + ["--members", "\(Self.id)/members.json"])
    for person in seats { try await must(person, ["committee", "declare", Self.id] + lot + ["--none"]) }
    for person in seats { try await must(person, ["conform", Self.id] + lot + ["--pass-all"]) }
  }

  /// A new key for a seat, kept in a file.
  nonisolated func seatKey(_ seat: Int, in file: String) throws -> SigningKey {
    let key = try SigningKey(name: "\(Self.id).m\(seat)")
    try office.folder.write("keys/\(file).seat", Array((key.line + "\n").utf8))
    return key
  }

  nonisolated func bid(_ agency: Person) throws -> Digest {
    try SignedNote(parsing: office.folder.bytes("\(Self.id)/\(agency.key.name)/1.sealed/bid.note")).id
  }

  /// The vacant seats are taken, the low price is judged, and all five score.
  private func evaluate() async throws {
    let lot = ["--lot", "L1"]
    try await excuseOne()
    let (fourth, fifth) = (try seatKey(4, in: "m4-2"), try seatKey(5, in: "m5-2"))
    try await must(
      office.drawer,
      ["committee", "replace", Self.id] + lot + [
        "--seat", "m4=\(newcomer.reference)=\(fourth.verifier.text)",
        "m5=\(substitute.reference)=\(fifth.verifier.text)",
      ])
    for person in [newcomer, substitute] {
      try await must(person, ["committee", "declare", Self.id] + lot + ["--none"])
      try await must(person, ["conform", Self.id] + lot + ["--pass-all"])
    }
    try await askAboutLowPrice()
    for (place, person) in judges.enumerated() {
      try office.folder.write("\(Self.id)/sheet-\(place + 1).json", try sheet(place + 1))
      try await must(
        person,
        ["score", "sign", Self.id] + lot + [
          "--member", "m\(place + 1)", "--member-key", "keys/m\(place + 1)\(place < 3 ? "" : "-2").seat", "--sheet",
          "\(Self.id)/sheet-\(place + 1).json",
        ])
    }
    try await giveReasons()
    try await must(office.lead, ["evaluation", "sign", Self.id] + lot)
  }

  /// What a member thinks of the three bids that are left; the second differs far from the others, about two of them.
  nonisolated func sheet(_ seat: Int) throws -> JSON {
    let points = [
      (first, "52.00", "15.00"), (second, seat == 2 ? "30.00" : "50.00", "10.00"),
      (third, seat == 2 ? "20.00" : "35.00", "20.00"),
    ]
    return try .object(
      points.map { agency, judged, counted in
        JSON.Member(try bid(agency).hex, ["c1": JSON(judged), "c2": JSON(counted)])
      })
  }
}
