import Tendering
import Testing
import Trusteeship

@Suite struct `Signing a paper` {
  static func paper(signed: Set<Party> = [], isOpen: Bool = true) throws -> Signing {
    Signing(
      number: "C-1", json: fingerprint(1), pdf: fingerprint(2),
      parties: [try key("a"): .agency, try key("e"): .enterprise],
      signed: signed, isOpen: isOpen)
  }
  static func sign(_ paper: Signing, by name: String, number: String = "C-1", json: UInt8 = 1, pdf: UInt8 = 2) throws
    -> Signing
  {
    try paper.signing(by: try key(name), number: number, json: fingerprint(json), pdf: fingerprint(pdf))
  }

  @Test func `both parties sign the same hashes, in any order`() throws {
    for order in [["a", "e"], ["e", "a"]] {
      var paper = try Self.paper()
      #expect(paper.missing == [.agency, .enterprise])
      paper = try Self.sign(paper, by: order[0])
      #expect(!paper.isComplete && paper.missing.count == 1)
      paper = try Self.sign(paper, by: order[1])
      #expect(paper.isComplete)
    }
  }

  @Test func `refusals come in their order`() throws {
    let (signed, shut) = (try Self.paper(signed: [.agency]), try Self.paper(signed: [.agency], isOpen: false))
    #expect(throws: SigningRefusal.notAParty) { try Self.sign(shut, by: "x", json: 9) }
    #expect(throws: SigningRefusal.paperDiffers) { try Self.sign(shut, by: "a", number: "C-2", json: 9) }
    #expect(throws: SigningRefusal.paperDiffers) { try Self.sign(shut, by: "a", pdf: 9) }
    #expect(throws: SigningRefusal.numberDiffers) { try Self.sign(shut, by: "a", number: "C-2") }
    #expect(throws: SigningRefusal.signedAlready(party: .agency)) { try Self.sign(shut, by: "a") }
    #expect(throws: SigningRefusal.notOpenForSigning) { try Self.sign(shut, by: "e") }
    #expect(try Self.sign(signed, by: "e").isComplete)
  }

  @Test func `a paper of nobody is never complete`() {
    #expect(!Signing(number: "1", json: fingerprint(1), pdf: fingerprint(2), parties: [:]).isComplete)
  }
}

@Suite struct `Filing a contract` {
  static func signed() throws -> Signing { try `Signing a paper`.paper(signed: [.agency, .enterprise]) }
  static func submitted() throws -> Filing { try Filing(submitting: try signed(), park: try park()) }
  static func both() throws -> Filing {
    try submitted().filing(by: .park, ofPark: try park(), number: "园托备〔2026〕1号", isNumberTaken: false)
      .filing(by: .bureau, ofPark: nil, number: "周知托备〔2026〕1号", isNumberTaken: false)
  }

  @Test func `both authorities take it on file under their numbers, in any order`() throws {
    let filing = try Self.both()
    #expect(filing.isComplete && filing.number(by: .bureau) == "周知托备〔2026〕1号")
    let other = try Self.submitted().filing(by: .bureau, ofPark: nil, number: "1", isNumberTaken: false)
    #expect(!other.isComplete && other.number(by: .park) == nil)
  }

  @Test func `nothing is filed without a contract that both have signed`() throws {
    #expect(throws: FilingRefusal.noContract) { try Filing(submitting: nil, park: try park()) }
    #expect(throws: FilingRefusal.notSigned(missing: [.enterprise])) {
      try Filing(submitting: try `Signing a paper`.paper(signed: [.agency]), park: try park())
    }
    #expect(throws: FilingRefusal.notSigned(missing: [.agency, .enterprise])) {
      try Filing(submitting: try `Signing a paper`.paper(), park: try park(), before: try Self.both())
    }
  }

  @Test func `returned for correction it comes again, and what is on file stays`() throws {
    let filed = try Self.submitted().filing(by: .park, ofPark: try park(), number: "1", isNumberTaken: false)
    let returned = try filed.returning(by: .bureau, ofPark: nil, reason: "服务期限漏填")
    #expect(returned.isReturned)
    #expect(throws: FilingRefusal.notSubmitted) {
      try returned.filing(by: .bureau, ofPark: nil, number: "2", isNumberTaken: false)
    }
    let again = try Filing(submitting: try Self.signed(), park: try park(), before: returned)
    #expect(again.number(by: .park) == "1" && again.statuses[.bureau] == .waiting)
    #expect(try again.filing(by: .bureau, ofPark: nil, number: "2", isNumberTaken: false).isComplete)
    #expect(throws: FilingRefusal.submittedAlready) {
      try Filing(submitting: try Self.signed(), park: try park(), before: again)
    }
    #expect(throws: FilingRefusal.complete) {
      try Filing(submitting: try Self.signed(), park: try park(), before: try Self.both())
    }
  }

  @Test func `refusals come in their order`() throws {
    let (fresh, both) = (try Self.submitted(), try Self.both())
    func file(_ filing: Filing, of id: String? = "p1", number: String = "1", taken: Bool = true) throws {
      _ = try filing.filing(by: .park, ofPark: try id.map { try park($0) }, number: number, isNumberTaken: taken)
    }
    #expect(throws: FilingRefusal.otherPark) { try file(both, of: "p2") }
    #expect(throws: FilingRefusal.otherPark) { try file(fresh, of: nil) }
    #expect(throws: FilingRefusal.filedAlready(authority: .park)) { try file(both) }
    #expect(throws: FilingRefusal.numberTaken) { try file(fresh) }
    #expect(throws: FilingRefusal.numberTaken) { try file(fresh, number: " ", taken: false) }
    #expect(throws: FilingRefusal.complete) { try both.returning(by: .park, ofPark: try park("p2"), reason: "") }
    #expect(throws: FilingRefusal.reasonMissing) { try fresh.returning(by: .park, ofPark: try park(), reason: " ") }
    #expect(throws: FilingRefusal.otherPark) { try fresh.returning(by: .park, ofPark: try park("p2"), reason: "") }
  }

  @Test func `numbers are written as offices write them`() {
    #expect(DocumentNumber(code: "周知托备", year: 2026, serial: 7).description == "周知托备〔2026〕7号")
  }
}
