import Tendering
import Testing

@Suite struct `The steps of a public draw` {
  typealias Commit = (open: Bool, running: Bool, as: DrawContributor?, has: Bool, DrawRefusal?)
  static let commits: [Commit] = [
    (true, false, .officer, false, nil), (true, false, .bidder, false, nil), (true, false, .supervisor, false, nil),
    (false, true, nil, true, .notOpen), (true, true, nil, true, .runningAlready),
    (true, false, nil, true, .notOpen), (true, false, .officer, true, .commitmentGivenAlready),
  ]
  @Test(arguments: commits.indices)
  func `a party commits once, while something is to be drawn and nothing runs`(index: Int) {
    let (open, running, contributor, has, refusal) = Self.commits[index]
    do {
      try DrawStanding(isOpen: open, isRunning: running, isDrawn: false).commit(contributor, hasCommitted: has)
      #expect(refusal == nil, "case \(index)")
    } catch { #expect(error == refusal, "case \(index)") }
  }

  typealias Start = (open: Bool, running: Bool, drawn: Bool, [DrawContributor], declined: Int, DrawRefusal?)
  static let starts: [Start] = [
    (true, false, false, [.officer, .supervisor], 0, nil), (true, false, false, [.bidder, .officer], 0, nil),
    (true, false, true, [.officer, .supervisor], 1, nil), (false, true, true, [], 0, .notOpen),
    (true, true, true, [], 0, .runningAlready), (true, false, true, [], 0, .drawnAlready),
    (true, false, false, [], 0, .independentMissing), (true, false, false, [.officer], 0, .independentMissing),
    (true, false, false, [.supervisor, .bidder], 0, .independentMissing),
  ]
  @Test(arguments: starts.indices)
  func `the officer announces with somebody whom it does not command, and again only when one declined`(index: Int) {
    let (open, running, drawn, parties, declined, refusal) = Self.starts[index]
    do {
      try DrawStanding(isOpen: open, isRunning: running, isDrawn: drawn).start(
        contributors: parties, declined: declined)
      #expect(refusal == nil, "case \(index)")
    } catch { #expect(error == refusal, "case \(index)") }
  }

  @Test func `a secret comes once, from who committed to it, while the draw runs`() throws {
    let secret = [UInt8](repeating: 7, count: 32)
    func reveal(
      _ bytes: [UInt8], commitment: Fingerprint?, ended: Bool = false, given: Bool = false
    ) throws {
      try Draw.reveal(bytes, commitment: commitment, isEnded: ended, isGiven: given, sha256: sha256)
    }
    try reveal(secret, commitment: sha256(secret))
    #expect(throws: DrawRefusal.endedAlready) { try reveal([], commitment: nil, ended: true, given: true) }
    #expect(throws: DrawRefusal.notAContributor) { try reveal([], commitment: nil, given: true) }
    #expect(throws: DrawRefusal.secretGivenAlready) { try reveal([], commitment: fingerprint(1), given: true) }
    #expect(throws: CommitteeRefusal.secretDiffers) { try reveal(secret, commitment: fingerprint(1)) }
    #expect(throws: CommitteeRefusal.secretDiffers) { try reveal([7], commitment: sha256([7])) }
  }

  @Test func `a draw is voided for a reason, while a secret is missing`() throws {
    try Draw.void(missing: 1, isEnded: false, reason: "未按时提交")
    #expect(throws: DrawRefusal.endedAlready) { try Draw.void(missing: 0, isEnded: true, reason: "") }
    #expect(throws: DrawRefusal.nothingMissing) { try Draw.void(missing: 0, isEnded: false, reason: "") }
    #expect(throws: DrawRefusal.reasonMissing) { try Draw.void(missing: 1, isEnded: false, reason: " ") }
  }
}
