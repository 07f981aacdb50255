import Canon
import Crypto
import Notes
import TestSupport
import Testing

@testable import Sealing

@Suite struct `The example's derivations` {
  let json: JSON

  init() throws { json = try JSON.parse(try Vectors.bytes("protocol/derivations.json")) }

  private func bytes(_ path: String...) throws -> [UInt8] {
    var value: JSON? = json["bid"]
    for name in path { value = value?[name] }
    let text = try #require(value?.stringValue)
    return try #require(Hex.decode(text))
  }

  @Test func `head and context are its`() throws {
    let bid = try Example.bid("alpha-1-price-1")
    #expect(bid.envelope.head.text == json["bid"]?["head"]?.stringValue)
    #expect(bid.envelope.context.bytes == (try bytes("ctx")))
    #expect(bid.secret.bytes == (try bytes("s")))
    #expect(try bid.secret.identity().recipient.text == json["bid"]?["recipient_of_s"]?.stringValue)
  }

  @Test func `every derived output is its`() throws {
    let bid = try Example.bid("alpha-1-price-1")
    let derivation = Derivation(secret: bid.secret, context: bid.envelope.context)
    #expect(derivation.pseudorandomKey.withUnsafeBytes { Array($0) } == (try bytes("PRK")))
    for k in 1...2 {
      #expect(derivation.output(.coefficient, k, count: 32) == (try bytes("D_coefficient", "\(k)")))
    }
    for i in 1...5 {
      #expect(derivation.output(.ephemeral, i, count: 32) == (try bytes("D_ephemeral", "\(i)")))
      #expect(derivation.output(.fileKey, i, count: 16) == (try bytes("D_file_key", "\(i)")))
      #expect(derivation.output(.nonce, i, count: 16) == (try bytes("D_nonce", "\(i)")))
    }
  }

  @Test func `every share, commitment and share file is its`() throws {
    let bid = try Example.bid("alpha-1-price-1")
    let made = try SealedEnvelope(head: bid.envelope.head, secret: bid.secret, recipients: Example.recipients)
    for i in 1...5 {
      #expect(made.shares[i - 1].commit.bytes == (try bytes("commit", "\(i)")))
      #expect(made.shares[i - 1].file == (try bytes("share_file", "\(i)")))
      #expect(made.shares[i - 1].file.count == SealedEnvelope.shareFileBytes)
      let share = try made.share(i, openedBy: Example.custodians[i - 1])
      #expect(share.bytes == (try bytes("share", "\(i)")))
    }
    #expect(made == bid.envelope)
  }

  @Test func `padded lengths are its`() throws {
    let table = try #require(json["padme"]?.members)
    #expect(table.count >= 9)
    for row in table {
      let length = try #require(Int(row.name))
      #expect(Padding.padded(length) == row.value.integerValue, "\(length)")
    }
    let archiveBytes = try #require(json["bid"]?["archive_length_L"]?.integerValue)
    let bid = try Example.bid("alpha-1-price-1")
    #expect(PayloadSealer.fileBytes(archiveBytes: archiveBytes) == bid.payload.count)
  }
}

@Suite struct `The example's bids` {
  /// The two that are wrong on purpose.
  static let faults = ["delta-1-technical-1": "envelope", "epsilon-1-technical-1": "archive"]

  @Test func `are all there`() {
    #expect(Example.bids.count == 18)
    #expect(Example.custodians.count == 5)
  }

  @Test(arguments: Example.bids)
  func `every custodian opens its share, except the altered one`(bid: Example.Bid) throws {
    for (offset, custodian) in Example.custodians.enumerated() {
      if bid.name == "delta-1-technical-1" && offset == 4 {
        #expect(throws: ShareFault.self) { try bid.envelope.share(5, openedBy: custodian) }
      } else {
        let share = try bid.envelope.share(offset + 1, openedBy: custodian)
        #expect(share.index == offset + 1)
        #expect(bid.envelope.isCommitted(share))
      }
    }
  }

  @Test(arguments: Example.bids)
  func `any three shares open it, or name what is wrong`(bid: Example.Bid) throws {
    var shares: [KeyShare] = []
    for (offset, custodian) in Example.custodians.enumerated() {
      if let share = try? bid.envelope.share(offset + 1, openedBy: custodian) { shares.append(share) }
    }
    #expect(shares.count >= 4)
    for a in shares.indices {
      for b in shares.indices where b > a {
        #expect(throws: OpenRefusal.tooFewShares(valid: 2, threshold: 3)) {
          try bid.envelope.opened(by: [shares[a], shares[b], shares[a]], recipients: Example.recipients)
        }
        for c in shares.indices where c > b {
          let three = [shares[c], shares[a], shares[b]]
          do {
            let opened = try bid.envelope.opened(by: three, recipients: Example.recipients)
            #expect(opened.secret.bytes == bid.secret.bytes)
            #expect(Self.faults[bid.name] != "envelope")
          } catch OpenRefusal.malformed(let fault) {
            #expect(fault == .envelope(index: 5))
            #expect(Self.faults[bid.name] == fault.reason)
          }
        }
      }
    }
  }

  @Test(arguments: Example.bids)
  func `the payload is judged as the example says`(bid: Example.Bid) throws {
    let envelope = OpenedEnvelope(sealed: bid.envelope, secret: bid.secret)
    do {
      let opened = try envelope.openPayload(bid.payload)
      #expect(Self.faults[bid.name] != "archive")
      #expect(opened.members.first?.name == "bid.json")
      #expect(opened.document.offer["supplier"] != nil)
    } catch OpenRefusal.malformed(let fault) {
      #expect(fault == .archive(.magic(member: 1)) || fault == .archive(.magic(member: 2)))
      #expect(Self.faults[bid.name] == fault.reason)
    }
  }
}
