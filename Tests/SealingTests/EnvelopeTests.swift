import Notes
import Testing

@testable import Sealing

@Suite struct `An envelope` {
  let bid = BidBuilder()

  private func sealed() throws -> SealedEnvelope { try bid.envelope(payload: [1, 2, 3]).sealed }

  static let impossible = [(1, 1), (1, 5), (0, 3), (3, 4), (8, 14), (8, 16), (2, 2)]

  @Test(arguments: impossible)
  func `needs a threshold that no minority can block`(t: Int, n: Int) {
    let head = bid.subject.head(threshold: t, custodians: n, payloadBytes: 3, payload: Digest(of: [1, 2, 3]))
    let recipients = (0..<n).map { _ in AgeIdentity().recipient }
    #expect(throws: SealRefusal.thresholdImpossible(threshold: t, custodians: n)) {
      try SealedEnvelope(head: head, secret: bid.secret, recipients: recipients)
    }
  }

  @Test func `needs a recipient for each custodian`() {
    let head = bid.subject.head(threshold: 3, custodians: 5, payloadBytes: 3, payload: Digest(of: [1, 2, 3]))
    #expect(throws: SealRefusal.recipientCount(given: 4, custodians: 5)) {
      try SealedEnvelope(head: head, secret: bid.secret, recipients: Array(bid.recipients.dropLast()))
    }
  }

  @Test func `opens for other custodians as malformed`() throws {
    var others = bid.recipients
    others.swapAt(1, 2)
    #expect(throws: OpenRefusal.malformed(.envelope(index: 2))) {
      try sealed().opened(by: bid.secret, recipients: others)
    }
    #expect(throws: OpenRefusal.recipientCount(given: 0, custodians: 5)) {
      try sealed().opened(by: bid.secret, recipients: [])
    }
    #expect(throws: OpenRefusal.malformed(.envelope(index: 1))) {
      try sealed().opened(by: BidSecret(), recipients: bid.recipients)
    }
  }

  @Test func `is malformed when one byte of a share line differs, whichever custodians open it`() throws {
    let seed: UInt64 = 7
    print("seed \(seed)")
    var random = SeededRandom(seed: seed)
    let sealed = try sealed()
    let shares = try (1...5).map { try sealed.share($0, openedBy: bid.custodians[$0 - 1]) }
    for _ in 0..<40 {
      let index = Int(random.next() % 5)
      let place = Int(random.next() % 233)
      let altered = sealed.with { $0[index].file[place] ^= UInt8(1 + random.next() % 255) }
      let others = shares.filter { $0.index != index + 1 }.shuffled(using: &random).prefix(3)
      #expect(throws: OpenRefusal.malformed(.envelope(index: index + 1))) {
        try altered.opened(by: Array(others), recipients: bid.recipients)
      }
      #expect(throws: ShareFault.self) { try altered.share(index + 1, openedBy: bid.custodians[index]) }
    }
  }

  @Test func `with one polynomial too many opens to no secret at all`() throws {
    // Two secrets in one envelope: shares 1 to 3 of one, 4 and 5 of another, all committed to.
    let sealed = try sealed()
    let other = try SealedEnvelope(head: sealed.head, secret: BidSecret(), recipients: bid.recipients)
    let mixed = sealed.with { $0[3...4] = other.shares[3...4] }
    let shares = try (1...5).map { try mixed.share($0, openedBy: bid.custodians[$0 - 1]) }
    for a in 0..<3 {
      for b in (a + 1)..<4 {
        for c in (b + 1)..<5 {
          #expect(throws: OpenRefusal.self) {
            try mixed.opened(by: [shares[a], shares[b], shares[c]], recipients: bid.recipients)
          }
        }
      }
    }
  }

  @Test func `gives no share to another custodian or of another bid`() throws {
    let sealed = try sealed()
    #expect(throws: ShareFault.mac) { try sealed.share(1, openedBy: bid.custodians[1]) }
    #expect(throws: ShareFault.format) { try sealed.share(0, openedBy: bid.custodians[0]) }
    #expect(throws: ShareFault.format) { try sealed.share(6, openedBy: bid.custodians[0]) }
    // A victim's share file and commitment, copied into another bid's note.
    var copier = BidBuilder()
    copier.custodians = bid.custodians
    copier.subject.tender = "T-2"
    let copy = try copier.envelope(payload: [1]).sealed.with { $0 = sealed.shares }
    for index in 1...5 {
      #expect(throws: ShareFault.commit) { try copy.share(index, openedBy: bid.custodians[index - 1]) }
    }
  }

  @Test func `tells a custodian what is wrong with its share file`() throws {
    let sealed = try sealed()
    let recipient = bid.recipients[0]
    func fault(_ file: [UInt8]) -> ShareFault? {
      do {
        _ = try sealed.with { $0[0].file = file }.share(1, openedBy: bid.custodians[0])
        return nil
      } catch { return error }
    }
    let share = try sealed.share(1, openedBy: bid.custodians[0]).bytes
    let good = sealed.shares[0].file
    func changed(_ index: Int) -> [UInt8] {
      var file = good
      file[index] ^= 1
      return file
    }
    #expect(fault(good) == nil)
    // Another file of the same share: authentic and committed to; that the line differs shows when it is made again.
    #expect(fault(try Age.encrypt(share, to: [recipient])) == nil)
    #expect(fault(try Age.encrypt(share + [0], to: [recipient])) == .format)
    #expect(fault(try Age.encrypt(Array(share.dropLast()), to: [recipient])) == .format)
    #expect(fault(try Age.encrypt(share.dropLast() + [2], to: [recipient])) == .format)
    #expect(fault(try Age.encrypt([share[0] ^ 1] + share.dropFirst(), to: [recipient])) == .commit)
    #expect(fault(try Age.encrypt(share, to: [recipient, bid.recipients[1]])) == .format)
    #expect(fault(try Passphrase.wrap(share, passphrase: "x", workFactor: 4)) == .format)
    #expect(fault([]) == .format)
    #expect(fault(changed(0)) == .format)
    #expect(fault(changed(good.count - 1)) == .mac)
    #expect(fault(changed(good.count - 60)) == .mac)
    #expect(fault(Array(good.dropLast())) == .mac)
  }

  @Test func `counts only shares that it commits to, and each index once`() throws {
    let sealed = try sealed()
    let shares = try (1...5).map { try sealed.share($0, openedBy: bid.custodians[$0 - 1]) }
    let foreign = KeyShare(bytes: [UInt8](repeating: 1, count: 33))
    let beyond = KeyShare(bytes: [UInt8](repeating: 9, count: 33))
    let given = [foreign, beyond, shares[0], shares[0], shares[1]].compactMap { $0 }
    #expect(given.count == 5)
    #expect(throws: OpenRefusal.tooFewShares(valid: 2, threshold: 3)) {
      try sealed.opened(by: given, recipients: bid.recipients)
    }
    let opened = try sealed.opened(by: given + [shares[4]], recipients: bid.recipients)
    #expect(opened.secret.bytes == bid.secret.bytes)
    #expect(KeyShare(bytes: [UInt8](repeating: 0, count: 33)) == nil)
    #expect(KeyShare(bytes: [1]) == nil)
  }

  @Test func `its note says what it is`() throws {
    let sealed = try sealed()
    let note = try BidNote(parsing: sealed.note.text)
    #expect(SealedEnvelope(note) == sealed)
    #expect(note.head.threshold == 3)
    #expect(Set(sealed.shares.map(\.file.count)) == [SealedEnvelope.shareFileBytes])
  }
}
