import Testing

@testable import Sealing

@Suite struct `Age keys` {
  static let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
  static let identity = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"

  static let refusedRecipients: [(String, AgeError)] = [
    ("", .notARecipient),
    ("age1", .notARecipient),
    (recipient.uppercased(), .notARecipient),
    ("Age1" + recipient.dropFirst(4), .notARecipient),
    (String(recipient.dropLast()) + "k", .notARecipient),
    (recipient + " ", .notARecipient),
    (recipient + "q", .notARecipient),
    ("age1yubikey1" + String(repeating: "q", count: 60), .pluginKey),
    ("age1pq1" + String(repeating: "q", count: 60), .postQuantumKey),
    (identity, .notARecipient),
    ("age1é" + recipient.dropFirst(6), .notARecipient),
  ]

  @Test(arguments: refusedRecipients)
  func `a recipient in any other form is refused`(text: String, refusal: AgeError) {
    #expect(throws: refusal) { try AgeRecipient(parsing: text) }
  }

  @Test func `a coordinate from two to the 255 minus 19 upwards is not canonical`() throws {
    for low in UInt8(0xed)...0xff {
      let bytes = [low] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
      #expect(throws: AgeError.recipientNotCanonical) { try AgeRecipient(bytes: bytes) }
    }
    #expect(throws: AgeError.recipientNotCanonical) {
      try AgeRecipient(bytes: [9] + [UInt8](repeating: 0, count: 30) + [0x80])
    }
    // The largest one below it, of large order.
    let largest = [UInt8(0xeb)] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
    #expect(try AgeRecipient(bytes: largest).bytes == largest)
    let text = Bech32.encode([0xed] + [UInt8](repeating: 0xff, count: 30) + [0x7f], prefix: "age")
    #expect(throws: AgeError.recipientNotCanonical) { try AgeRecipient(parsing: text) }
  }

  @Test(arguments: lowOrderPoints)
  func `a recipient of low order is refused`(point: [UInt8]) {
    #expect(throws: AgeError.recipientOfLowOrder) { try AgeRecipient(bytes: point) }
  }

  static let refusedIdentities: [(String, AgeError)] = [
    ("", .notAnIdentity),
    (identity.lowercased(), .notAnIdentity),
    ("a" + identity.dropFirst(), .notAnIdentity),
    (String(identity.dropLast()) + "Q", .notAnIdentity),
    (identity + "Q", .notAnIdentity),
    ("AGE-SECRET-KEY-PQ-1QQ", .postQuantumKey),
    ("AGE-PLUGIN-YUBIKEY-1QQ", .pluginKey),
    (recipient, .notAnIdentity),
  ]

  @Test(arguments: refusedIdentities)
  func `an identity in any other form is refused`(text: String, refusal: AgeError) {
    #expect(throws: refusal) { try AgeIdentity(parsing: text) }
  }

  @Test func `a secret is kept as it is, not clamped`() throws {
    let secret = [UInt8](repeating: 0xff, count: 32)
    #expect(try AgeIdentity(secret: secret).secret == secret)
    #expect(try AgeIdentity(parsing: AgeIdentity(secret: secret).text).secret == secret)
    #expect(throws: AgeError.notAnIdentity) { try AgeIdentity(secret: Array(secret.dropLast())) }
  }

  @Test func `a key file has one key a line beside comments and empty lines`() throws {
    let file = "# created: 2026\n\n\(Self.identity)\r\n# public key\n\(AgeIdentity().text)"
    #expect(try AgeKeyFile.identities(in: Array(file.utf8)).count == 2)
    #expect(try AgeKeyFile.recipients(in: Array("\(Self.recipient)\n".utf8)).map(\.text) == [Self.recipient])
  }

  @Test(arguments: [
    ("", AgeError.noKeys),
    ("# nothing\n", .noKeys),
    ("\(identity)\n \(identity)\n", .keyFileLine(2)),
    ("\(recipient)\n", .keyFileLine(1)),
    ("AGE-SECRET-KEY-PQ-1QQ\n", .postQuantumKey),
  ])
  func `a key file with anything else is refused`(file: String, refusal: AgeError) {
    #expect(throws: refusal) { try AgeKeyFile.identities(in: Array(file.utf8)) }
  }

  @Test func `a key file that is no text, or too long, is refused`() {
    #expect(throws: AgeError.keyFileLine(1)) { try AgeKeyFile.identities(in: [0xff, 0x0a]) }
    #expect(throws: AgeError.keyFileTooLong(bytesMax: AgeKeyFile.bytesMax)) {
      try AgeKeyFile.identities(in: [UInt8](repeating: 0x0a, count: AgeKeyFile.bytesMax + 1))
    }
  }

  @Test func `every single change of a character breaks the checksum`() {
    let text = Array(Self.recipient.utf8)
    let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    for index in 4..<text.count {
      for letter in alphabet where letter != text[index] {
        var altered = text
        altered[index] = letter
        #expect(Bech32.decode(altered, prefix: "age") == nil)
      }
    }
  }
}
