import Notes
import TestSupport
import Testing

@Suite struct `Reading the example bundle's notes` {
  static let keys: [String: VerifierKey] = {
    var keys: [String: VerifierKey] = [:]
    for line in (try? Vectors.text("protocol/bundle/vkeys.txt"))?.split(separator: "\n") ?? [] {
      if let key = try? VerifierKey(parsing: line.split(separator: " ")[1]) { keys[key.reference.text] = key }
    }
    return keys
  }()

  @Test func `every note parses, prints itself again and is named by its id`() throws {
    let names = try Vectors.names(in: "protocol/bundle/notes")
    #expect(names.count > 60)
    for name in names {
      let bytes = try Vectors.bytes("protocol/bundle/notes/\(name)")
      let note = try SignedNote(parsing: bytes)
      #expect("\(note.id.hex).note" == name)
      #expect(SignedNote(text: note.text, signatures: note.signatures).bytes == bytes)
      let body = try AnyNote(parsing: note.text)
      if let list = body.list {
        #expect(AnyNote.typesWithList.contains(note.type))
        _ = try list.entries(in: Vectors.bytes("protocol/bundle/lists/\(list.digest.hex).txt"))
      }
      if let key = Self.keys[try note.signer().text] { try note.verify(by: key) }
    }
  }

  @Test func `keys in the secrets sign the same notes again`() throws {
    var signed = 0
    var signers: [String: SigningKey] = [:]
    for line in try Vectors.text("protocol/secrets/keys.txt").split(separator: "\n") {
      let words = line.split(separator: " ")
      let verifier = try VerifierKey(parsing: words[2])
      guard verifier.algorithm == .ed25519 else { continue }
      let key = try SigningKey(name: verifier.name, seed: Base64.decode(words[1]))
      #expect(key.verifier == verifier)
      #expect(try SigningKey(parsing: key.line).verifier == verifier)
      signers[verifier.reference.text] = key
    }
    for name in try Vectors.names(in: "protocol/bundle/notes") {
      let bytes = try Vectors.bytes("protocol/bundle/notes/\(name)")
      let note = try SignedNote(parsing: bytes)
      guard let key = signers[try note.signer().text] else { continue }
      #expect(key.sign(note.text).bytes == bytes)
      signed += 1
    }
    #expect(signed > 50)
  }

  @Test func `one changed byte is found by the parser or by the signature`() throws {
    let note = try SignedNote(parsing: Vectors.bytes("protocol/receipts/bid-alpha-1-technical-2.note"))
    let key = try #require(Self.keys[try note.signer().text])
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &random)
    print("seed \(seed)")
    var state = seed
    for _ in 0..<400 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bytes = note.bytes
      let at = Int(state >> 33) % bytes.count
      bytes[at] ^= UInt8(1 << ((state >> 20) & 7))
      #expect(throws: NoteError.self) { try SignedNote(parsing: bytes).verify(by: key) }
    }
  }

  @Test func `the draw of the example comes out again`() throws {
    for name in try Vectors.names(in: "protocol/bundle/notes") {
      let note = try SignedNote(parsing: Vectors.bytes("protocol/bundle/notes/\(name)"))
      guard case .drawn(let drawn) = try AnyNote(parsing: note.text) else { continue }
      let draw = try Draw(SignedNote(parsing: Vectors.bytes("protocol/bundle/notes/\(drawn.draw.hex).note")))
      let ids = try draw.list.entries(in: Vectors.bytes("protocol/bundle/lists/\(draw.list.digest.hex).txt"))
      let order = Drawn.order(draw: drawn.draw, secrets: drawn.secrets.map(\.bytes), ids: ids)
      #expect(Array(order.prefix(draw.take)) == drawn.results)
      for (commit, secret) in zip(draw.commits, drawn.secrets) { #expect(Digest(of: secret.bytes) == commit.digest) }
    }
  }

  @Test func `the reveal file reads and prints itself`() throws {
    let text = try Vectors.text("protocol/bundle/reveal.txt")
    let reveal = try RevealText(parsing: text)
    #expect(reveal.text == text)
    #expect(reveal.entries.count == 26)
  }
}

@Suite struct `Reading a committee's note` {
  /// Members of these ids, each with a key of that name.
  private func text(_ ids: [String]) throws -> String {
    let members = try ids.enumerated().map { place, id in
      let key = try SigningKey(name: "T.\(id)", seed: [UInt8](repeating: UInt8(place + 1), count: 32))
      return CommitteeNote.Member(id: id, key: key.verifier)
    }
    return CommitteeNote(tender: "T", lot: "L1", draw: nil, members: members).text
  }

  @Test func `members are m1 and the following, in this order`() throws {
    for count in [1, 5, 12] {
      let ids = (1...count).map { "m\($0)" }
      #expect(try CommitteeNote(parsing: text(ids)).members.map(\.id) == ids)
    }
  }

  static let wrong: [(ids: [String], line: Int)] = [
    (["m2"], 5), (["m0"], 5), (["m01"], 5), (["M1"], 5), (["expert"], 5),
    (["m1", "m3"], 6), (["m1", "m1"], 6), (["m2", "m1"], 5),
    (["m1", "m2", "m6", "m3"], 7),  // a gap, filled later
  ]
  @Test(arguments: wrong)
  func `any other id is refused where it stands`(ids: [String], line: Int) throws {
    let text = try text(ids)
    #expect(throws: NoteError.malformed(type: CommitteeNote.type, line: line, expected: "member")) {
      try CommitteeNote(parsing: text)
    }
  }
}

@Suite struct `Refusing what is not a note of ours` {
  static let notice = """
    tender-notice/v1
    tender rehearsal.x
    opens 10
    deadline 20
    grace 5
    recovery 60
    threshold 2 3
    custodian 1 age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
    custodian 2 age1pqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
    custodian 3 age1zqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
    part L1 main 1000 public
    terms AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
    minimum 3

    """

  @Test func `the plain notice is accepted`() throws {
    let notice = try Notice(parsing: Self.notice)
    #expect(notice.custodians.count == 3)
    #expect(notice.text == Self.notice)
  }

  static let changes: [(from: String, to: String)] = [
    ("threshold 2 3", "threshold 3 4"),  // n < 2t − 1
    ("threshold 2 3", "threshold 1 3"),
    ("deadline 20", "deadline 10"),
    ("deadline 20", "deadline 020"),
    ("grace 5", "grace 3601"),
    ("grace 5", "grace  5"),
    ("minimum 3", "minimum 0"),
    ("minimum 3\n", "minimum 3\nmore 1\n"),
    ("minimum 3\n", "minimum 3"),
    ("part L1 main 1000 public", "part L1 main 1000 secret"),
    ("part L1 main 1000 public", "part L1 main 1000 public\npart L1 main 5 public"),
    ("tender rehearsal.x", "tender .x"),
    ("tender rehearsal.x\n", "tender rehearsal.x\r\n"),
    ("custodian 2 age1p", "custodian 2 age1q"),  // the same recipient twice
    ("AAAAAAAAAAA=\nminimum", "AAAAAAAAAAB=\nminimum"),  // base64 that is not canonical
  ]
  @Test(arguments: changes)
  func `a notice with one thing wrong is refused`(from: String, to: String) {
    let text = Self.notice.replacing(from, with: to)
    #expect(text != Self.notice)
    #expect(throws: NoteError.self) { try Notice(parsing: text) }
  }

  @Test func `a key of low order or a non-canonical one is refused`() {
    for hex in [
      "0100000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000080",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ] {
      #expect(throws: NoteError.badKey(.point)) {
        try VerifierKey(name: "x", publicKey: Hex.decode(hex) ?? [])
      }
    }
  }

  @Test func `two signatures, none, or bytes after them are refused`() throws {
    let key = try SigningKey(name: "bureau.example/officer", seed: [UInt8](repeating: 7, count: 32))
    let note = key.sign("tender-void/v1\n")
    let twice = SignedNote(text: note.text, signatures: note.signatures + note.signatures)
    #expect(throws: NoteError.signatureCount(2)) { try twice.verify(by: key.verifier) }
    #expect(throws: NoteError.signatureCount(0)) { try SignedNote(parsing: Array("a\n\n".utf8)) }
    #expect(throws: NoteError.self) { try SignedNote(parsing: note.bytes + Array("x".utf8)) }
    #expect(throws: NoteError.self) { try SignedNote(parsing: Array(note.bytes.dropLast())) }
    #expect(throws: NoteError.tooLarge(bytes: 60_001, limit: 60_000)) {
      try SignedNote(parsing: [UInt8](repeating: 0x61, count: 60_001))
    }
  }

  @Test func `base64 that is not canonical is no base64`() {
    for text in ["QQ", "QQ=", "QR==", "QQ==\n", "Q===", "====", "QUI", " QUI=", "QUJD="] {
      #expect(Base64.decode(text) == nil, "\(text)")
    }
    #expect(Base64.decode("QUI=") == Array("AB".utf8))
    #expect(Base64.decode("") == [])
  }

  @Test func `base64 of any bytes gives them back, with and without padding`() {
    var random = SystemRandomNumberGenerator()
    let seed = random.next()
    print("seed \(seed)")
    var state = seed
    for length in 0...200 {
      let bytes = (0..<length).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      let text = Base64.encode(bytes)
      #expect(text.utf8.count == (length + 2) / 3 * 4, "seed \(seed)")
      #expect(Base64.decode(text) == bytes, "seed \(seed)")
      #expect(Base64.decode(Base64.encode(bytes[...], padded: false), padded: false) == bytes, "seed \(seed)")
      // A letter that is none, at any place, is seen.
      for place in 0..<text.utf8.count {
        var letters = Array(text.utf8)
        letters[place] = UInt8(ascii: "!")
        #expect(Base64.decode(String(decoding: letters, as: UTF8.self)) == nil, "seed \(seed)")
      }
    }
  }

  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `base64 is that of the standard`(plain: String, encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }
}
