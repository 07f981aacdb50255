import Canon
import Notes

@testable import Sealing

/// A bid with everything defaulted but the point of the test.
struct BidBuilder {
  var subject = BidSubject(
    tender: "T-1", notice: Digest(of: "notice"), lot: "L1", part: "main",
    bidder: KeyReference(parsing: "agency.example/bids+0a1b2c3d")!, seq: 1)
  var secret = BidSecret()
  var threshold = 3
  var custodians = (0..<5).map { _ in AgeIdentity() }

  var recipients: [AgeRecipient] { custodians.map(\.recipient) }

  /// A right `bid.json`, members in this order, with some changed.
  func document(changing changes: (inout JSON) -> Void = { _ in }) -> [UInt8] {
    var json = JSON.object(subject.fields.map { JSON.Member($0.name, .string($0.value)) })
    json = json.setting("offer", ["supplier": ["name": "示例机构"]])
    changes(&json)
    return json.canonicalBytes()
  }

  func envelope(payload: [UInt8]) throws -> OpenedEnvelope {
    let head = subject.head(
      threshold: threshold, custodians: custodians.count, payloadBytes: payload.count, payload: Digest(of: payload))
    let sealed = try SealedEnvelope(head: head, secret: secret, recipients: recipients)
    return try sealed.opened(by: secret, recipients: recipients)
  }

  /// What opening says of a payload whose plaintext is `plaintext`.
  func verdict(plaintext: [UInt8]) throws -> Result<OpenedBid, OpenRefusal> {
    let file = try Age.encrypt(plaintext, to: [try secret.identity().recipient])
    let envelope = try envelope(payload: file)
    return Result { () throws(OpenRefusal) in try envelope.openPayload(file) }
  }
}

/// An archive, block by block, to be broken on purpose.
struct RawArchive {
  var bytes: [UInt8] = []

  mutating func add(_ name: String, _ data: [UInt8], header change: (inout [UInt8]) -> Void = { _ in }) {
    var block = ArchiveHeader(name: Array(name.utf8), size: data.count).block
    change(&block)
    bytes += block + data + [UInt8](repeating: 0, count: ArchiveHeader.filling(data.count))
  }

  /// Padded as the protocol pads.
  var padded: [UInt8] {
    let length = Padding.padded(bytes.count + 1_024)
    return bytes + [UInt8](repeating: 0, count: length - bytes.count)
  }

  /// Makes a header's checksum right again.
  static func checksum(_ block: inout [UInt8]) {
    for index in 148..<156 { block[index] = 32 }
    let octal = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
    let digits = String(repeating: "0", count: 6 - octal.count) + octal
    block.replaceSubrange(148..<156, with: Array(digits.utf8) + [0, 32])
  }
}
