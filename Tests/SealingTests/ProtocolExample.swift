import Canon
import Notes
import TestSupport
import Testing

@testable import Sealing

/// The complete example that an independent implementation made.
enum Example {
  struct Bid: CustomTestStringConvertible, Sendable {
    /// `alpha-1-price-1`: bidder, lot, part, seq.
    let name: String
    let envelope: SealedEnvelope
    let secret: BidSecret
    let payload: [UInt8]
    var testDescription: String { name }
  }

  static let custodians: [AgeIdentity] = read {
    try (1...5).map { index in
      try #require(AgeKeyFile.identities(in: Vectors.bytes("protocol/secrets/custodian-\(index).txt")).first)
    }
  }

  static var recipients: [AgeRecipient] { custodians.map(\.recipient) }

  static let bids: [Bid] = read {
    try Vectors.names(in: "protocol/secrets").filter { $0.hasPrefix("bid-") }.map { file in
      let words = try Vectors.text("protocol/secrets/\(file)").split(whereSeparator: \.isWhitespace)
      let id = try #require(Digest(b64: words[0]))
      let secret = try #require(BidSecret(bytes: Base64.decode(words[1]) ?? []))
      #expect(try secret.identity().text == words[2])
      let note = try SignedNote(parsing: Vectors.bytes("protocol/bundle/notes/\(id.hex).note"))
      #expect(note.id == id)
      let envelope = SealedEnvelope(try BidNote(note))
      let payload = "\(envelope.head.payload.hex).age"
      let isPublic = try Vectors.names(in: "protocol/bundle/payloads").contains(payload)
      return Bid(
        name: String(file.dropFirst(4).dropLast(4)), envelope: envelope, secret: secret,
        payload: try Vectors.bytes("protocol/\(isPublic ? "bundle" : "secrets")/payloads/\(payload)"))
    }
  }

  static func bid(_ name: String) throws -> Bid { try #require(bids.first { $0.name == name }) }

  private static func read<Value>(_ body: () throws -> [Value]) -> [Value] {
    do { return try body() } catch {
      Issue.record("the example cannot be read: \(error)")
      return []
    }
  }
}

extension SealedEnvelope {
  /// This envelope with some shares exchanged.
  func with(_ change: (inout [BidNote.Share]) -> Void) -> SealedEnvelope {
    var shares = shares
    change(&shares)
    return SealedEnvelope(BidNote(head: head, shares: shares))
  }
}
