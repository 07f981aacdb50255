import Notes
import Testing

@testable import Sealing

@Suite struct `Age files` {
  @Test func `an identity and its recipient print as the specification prints them`() throws {
    let identity = try AgeIdentity(secret: [UInt8](repeating: 0x42, count: 32))
    #expect(identity.text == "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX")
    #expect(identity.recipient.text == "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj")
    #expect(try AgeIdentity(parsing: identity.text).secret == identity.secret)
    #expect(try AgeRecipient(parsing: identity.recipient.text) == identity.recipient)
  }

  static let sizes = [0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 200_000]

  @Test(arguments: sizes)
  func `what is encrypted comes back, whatever the sizes fed`(size: Int) throws {
    let seed = UInt64(size) &* 31 &+ 7
    print("seed \(seed)")
    var random = SeededRandom(seed: seed)
    let plaintext = random.bytes(size)
    let identities = (0..<3).map { _ in AgeIdentity() }
    var encryptor = try AgeEncryptor(to: identities.map(\.recipient))
    var file: [UInt8] = []
    var chunk: [UInt8] = []
    var fed = 0
    while fed < plaintext.count {
      let count = min(Int(random.next() % 100_000) + 1, plaintext.count - fed)
      encryptor.feed(Array(plaintext[fed..<(fed + count)]))
      fed += count
      while encryptor.next(into: &chunk) { file += chunk }
    }
    encryptor.end()
    while encryptor.next(into: &chunk) { file += chunk }
    let more = encryptor.next(into: &chunk)
    #expect(!more)
    // Chunks of the plaintext, one tag each; an empty payload has one empty chunk.
    let chunks = max(1, (size + 65_535) / 65_536)
    let header = try #require(file.indices.first { file[$0...].starts(with: Array("\n--- ".utf8)) }) + 5 + 43 + 1
    #expect(file.count == header + 16 + size + 16 * chunks)
    for identity in identities {
      #expect(try Age.decrypt(file, with: [AgeIdentity(), identity], bytesMax: size) == plaintext)
    }
    #expect(throws: AgeError.noMatch) { try Age.decrypt(file, with: [AgeIdentity()], bytesMax: size) }
  }

  @Test(arguments: [0, 131_072, 300_001])
  func `several threads make the same file as one`(size: Int) throws {
    var random = SeededRandom(seed: UInt64(size))
    let plaintext = random.bytes(size)
    let fileKey = try #require(FileKey([UInt8](repeating: 1, count: 16)))
    let stanza = try X25519.wrap(fileKey, to: AgeIdentity().recipient, ephemeral: random.bytes(32))
    func made(workers: Int, block: Int) throws -> [UInt8] {
      var encryptor = try AgeEncryptor(stanzas: [stanza], fileKey: fileKey, nonce: [UInt8](repeating: 2, count: 16))
      var file: [UInt8] = []
      var chunk: [UInt8] = []
      var left = plaintext[...]
      while try encryptor.feed(
        upTo: block,
        { (room: UnsafeMutableRawBufferPointer) throws -> Int in
          let part = left.prefix(block)
          room.copyBytes(from: part)
          left = left.dropFirst(part.count)
          return part.count
        }) > 0
      {
        while encryptor.nextBatch(into: &chunk, workers: workers) { file += chunk }
      }
      encryptor.end()
      while encryptor.nextBatch(into: &chunk, workers: workers) { file += chunk }
      return file
    }
    let one = try made(workers: 1, block: 10_000)
    for workers in [1, 2, 5] {
      for block in [70_000, 300_001] { #expect(try made(workers: workers, block: block) == one) }
    }
  }

  @Test func `one changed byte anywhere is refused, whatever the byte`() throws {
    let seed: UInt64 = 20_260_701
    print("seed \(seed)")
    var random = SeededRandom(seed: seed)
    let identity = AgeIdentity()
    let plaintext = random.bytes(100)
    let file = try Age.encrypt(plaintext, to: [identity.recipient])
    for index in file.indices {
      var altered = file
      altered[index] ^= UInt8(1 + random.next() % 255)
      #expect(throws: AgeError.self, "byte \(index)") {
        try Age.decrypt(altered, with: [identity], bytesMax: 1_000)
      }
    }
    for count in file.indices {
      #expect(throws: AgeError.self, "cut to \(count)") {
        try Age.decrypt(Array(file[..<count]), with: [identity], bytesMax: 1_000)
      }
    }
  }

  @Test func `a header whose MAC is not its own is refused before the payload is looked at`() throws {
    let identity = AgeIdentity()
    let file = try Age.encrypt([1, 2, 3], to: [identity.recipient])
    let mark = try #require(file.indices.first { file[$0...].starts(with: Array("\n--- ".utf8)) })
    var altered = file
    altered[mark + 5] = altered[mark + 5] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
    #expect(throws: AgeError.headerMACWrong) { try Age.decrypt(altered, with: [identity], bytesMax: 3) }
    // A stanza of a type that nobody knows is skipped, but the MAC covers it.
    let intro = Array("age-encryption.org/v1\n".utf8)
    let grease = intro + Array("-> grease x\n\n".utf8) + file.dropFirst(intro.count)
    #expect(throws: AgeError.headerMACWrong) { try Age.decrypt(grease, with: [identity], bytesMax: 3) }
  }

  @Test func `a header's length is limited before its memory is taken`() {
    var decryptor = AgeDecryptor(onlyStanzaFor: AgeIdentity())
    var chunk: [UInt8] = []
    decryptor.feed(Array("age-encryption.org/v1\n-> X25519 ".utf8) + [UInt8](repeating: 0x41, count: 1 << 16))
    #expect(throws: AgeError.headerTooLong(bytesMax: 1 << 16)) { _ = try decryptor.next(into: &chunk) }
  }

  @Test func `a foreign file is refused at its first bytes`() {
    var decryptor = AgeDecryptor(identities: [AgeIdentity()])
    var chunk: [UInt8] = []
    decryptor.feed([0x7f])
    #expect(throws: AgeError.notAnAgeFile) { _ = try decryptor.next(into: &chunk) }
  }

  @Test func `a file too long for the caller is refused, not gathered`() throws {
    let identity = AgeIdentity()
    let file = try Age.encrypt([1, 2, 3], to: [identity.recipient])
    #expect(throws: AgeError.payloadTooLong(bytesMax: 2)) { try Age.decrypt(file, with: [identity], bytesMax: 2) }
  }

  @Test func `a file without recipients is not made`() {
    #expect(throws: AgeError.recipientCount(0)) { try Age.encrypt([], to: []) }
  }

  static let refusedStarts: [(String, AgeError)] = [
    ("", .notAnAgeFile),
    ("age-encryption.org/v", .headerTruncated),
    ("age-encryption.org/v1\n", .headerTruncated),
    ("age-encryption.org/v2\n", .versionUnsupported),
    ("-----BEGIN AGE ENCRYPTED FILE-----\n", .armored),
    ("\r\n -----BEGIN AGE ENCRYPTED FILE-----\n", .armored),
    ("hello\n", .notAnAgeFile),
    ("age-encryption.org/v1\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", .headerMalformed(line: 2)),
    ("age-encryption.org/v1\n-> \n", .headerMalformed(line: 2)),
    ("age-encryption.org/v1\n->  a\n", .headerMalformed(line: 2)),
    ("age-encryption.org/v1\n-> a \n", .headerMalformed(line: 2)),
    ("age-encryption.org/v1\n-> é\n", .headerMalformed(line: 2)),
    ("age-encryption.org/v1\n-> a\nAA=\n", .headerMalformed(line: 3)),
    ("age-encryption.org/v1\n-> a\nA\n", .headerMalformed(line: 3)),
    ("age-encryption.org/v1\n-> a\nAB\n", .headerMalformed(line: 3)),
    ("age-encryption.org/v1\n-> a\n\n-----\n", .headerMalformed(line: 4)),
    ("age-encryption.org/v1\n-> a\n\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", .headerMalformed(line: 4)),
    ("age-encryption.org/v1\n-> a\n\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\n", .headerMalformed(line: 4)),
    ("age-encryption.org/v1\n-> a\n\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", .noMatch),
    ("age-encryption.org/v1\n-> scrypt a\n\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", .passphraseFile),
    (
      "age-encryption.org/v1\n-> scrypt a\n\n-> b\n\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
      .scryptStanzaMalformed
    ),
    (
      "age-encryption.org/v1\n-> mlkem768x25519 a\n\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
      .postQuantumFile
    ),
    ("age-encryption.org/v1\n-> X25519\n\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", .stanzaMalformed),
  ]

  @Test(arguments: refusedStarts)
  func `a malformed header is refused by name`(start: String, refusal: AgeError) {
    #expect(throws: refusal) {
      try Age.decrypt(Array(start.utf8), with: [AgeIdentity()], bytesMax: 0)
    }
  }

  @Test func `a share that agrees to zero is refused`() {
    for point in lowOrderPoints {
      let share = Base64.encode(point, padded: false)
      let body = Base64.encode([UInt8](repeating: 0, count: 32), padded: false)
      let mac = Base64.encode([UInt8](repeating: 0, count: 32), padded: false)
      let file = "age-encryption.org/v1\n-> X25519 \(share)\n\(body)\n--- \(mac)\n"
      #expect(throws: AgeError.shareOfLowOrder) {
        try Age.decrypt(Array(file.utf8), with: [AgeIdentity()], bytesMax: 0)
      }
    }
  }

  @Test func `only one stanza, of type X25519, where only one is asked for`() throws {
    let identity = AgeIdentity()
    let two = try Age.encrypt([1], to: [identity.recipient, AgeIdentity().recipient])
    #expect(throws: AgeError.notOneStanza) { try Age.decrypt(two, onlyStanzaFor: identity, bytesMax: 1) }
    let one = try Age.encrypt([1], to: [identity.recipient])
    #expect(try Age.decrypt(one, onlyStanzaFor: identity, bytesMax: 1) == [1])
    #expect(throws: AgeError.noMatch) { try Age.decrypt(one, onlyStanzaFor: AgeIdentity(), bytesMax: 1) }
  }

  @Test func `the same inputs make the same file`() throws {
    let recipient = AgeIdentity().recipient
    let fileKey = [UInt8](repeating: 1, count: 16)
    let ephemeral = [UInt8](repeating: 2, count: 32)
    let nonce = [UInt8](repeating: 3, count: 16)
    func made() throws -> [UInt8] {
      try Age.deterministic([9], to: recipient, fileKey: fileKey, ephemeral: ephemeral, nonce: nonce)
    }
    #expect(try made() == made())
    #expect(throws: AgeError.stanzaMalformed) {
      try Age.deterministic([], to: recipient, fileKey: [1], ephemeral: ephemeral, nonce: nonce)
    }
    #expect(throws: AgeError.notAnIdentity) {
      try Age.deterministic([], to: recipient, fileKey: fileKey, ephemeral: [1], nonce: nonce)
    }
  }
}

/// The canonical coordinates whose agreement is zero for every key.
let lowOrderPoints: [[UInt8]] = [
  [UInt8](repeating: 0, count: 32),
  [1] + [UInt8](repeating: 0, count: 31),
  hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
  hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
  hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
]
