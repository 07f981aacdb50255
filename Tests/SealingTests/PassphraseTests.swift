import Notes
import Testing

@testable import Sealing

@Suite struct `Keys under a passphrase` {
  static let key = Array("PRIVATE+KEY+example+0a1b2c3d+AAAA\n".utf8)

  @Test func `come back with the passphrase, and with no other`() throws {
    let file = try Passphrase.wrap(Self.key, passphrase: "口令 correct horse", workFactor: 4)
    #expect(Passphrase.isWrapped(file))
    #expect(!Passphrase.isWrapped(Self.key))
    #expect(try Passphrase.unwrap(file, passphrase: "口令 correct horse") == Self.key)
    #expect(throws: AgeError.noMatch) { try Passphrase.unwrap(file, passphrase: "口令 correct horse ") }
    #expect(throws: AgeError.passphraseUnusable) { try Passphrase.unwrap(file, passphrase: "") }
    #expect(throws: AgeError.passphraseUnusable) { try Passphrase.wrap(Self.key, passphrase: "", workFactor: 4) }
    #expect(throws: AgeError.workFactorTooHigh(given: 21, max: 20)) {
      try Passphrase.wrap(Self.key, passphrase: "x", workFactor: 21)
    }
  }

  @Test func `a file for an identity wants no passphrase`() throws {
    let file = try Age.encrypt(Self.key, to: [AgeIdentity().recipient])
    #expect(throws: AgeError.notOneStanza) { try Passphrase.unwrap(file, passphrase: "x") }
    let wrapped = try Passphrase.wrap(Self.key, passphrase: "x", workFactor: 4)
    #expect(throws: AgeError.passphraseFile) { try Age.decrypt(wrapped, with: [AgeIdentity()], bytesMax: 100) }
  }

  /// A header with this scrypt line and a 32-byte body.
  private func file(_ arguments: String, body: Int = 32) -> [UInt8] {
    let body = Base64.encode([UInt8](repeating: 0, count: body), padded: false)
    let mac = Base64.encode([UInt8](repeating: 0, count: 32), padded: false)
    return Array("age-encryption.org/v1\n-> scrypt\(arguments)\n\(body)\n--- \(mac)\n".utf8)
  }

  static let salt = "AAAAAAAAAAAAAAAAAAAAAA"
  static let refused: [(String, AgeError)] = [
    ("", .scryptStanzaMalformed),
    (" \(salt)", .scryptStanzaMalformed),
    (" \(salt) 4 4", .scryptStanzaMalformed),
    (" \(salt)AA 4", .scryptStanzaMalformed),
    (" \(salt.dropLast(2)) 4", .scryptStanzaMalformed),
    (" \(salt.dropLast())B 4", .scryptStanzaMalformed),
    (" \(salt) 04", .scryptStanzaMalformed),
    (" \(salt) 0", .scryptStanzaMalformed),
    (" \(salt) +4", .scryptStanzaMalformed),
    (" \(salt) -4", .scryptStanzaMalformed),
    (" \(salt) 0x4", .scryptStanzaMalformed),
    (" \(salt) 4x", .scryptStanzaMalformed),
    (" \(salt) 21", .workFactorTooHigh(given: 21, max: 20)),
    (" \(salt) 999", .workFactorTooHigh(given: 999, max: 20)),
    (" \(salt) 18446744073709551618", .workFactorTooHigh(given: .max, max: 20)),
    (" \(salt) 4", .noMatch),
  ]

  @Test(arguments: refused)
  func `a malformed passphrase stanza is refused by name`(arguments: String, refusal: AgeError) {
    #expect(throws: refusal) { try Passphrase.unwrap(file(arguments), passphrase: "x") }
  }

  @Test func `a body of another length is refused before the work`() {
    #expect(throws: AgeError.scryptStanzaMalformed) {
      try Passphrase.unwrap(file(" \(Self.salt) 4", body: 31), passphrase: "x")
    }
    #expect(throws: AgeError.scryptStanzaMalformed) {
      try Passphrase.unwrap(file(" \(Self.salt) 4", body: 33), passphrase: "x")
    }
  }
}
