import Notes
import TestSupport
import Testing
import Transparency

/// Keys by number, the same in every run.
func signer(_ name: String, _ seed: UInt8) throws -> SigningKey {
  try SigningKey(name: name, seed: [UInt8](repeating: seed, count: 32))
}

@Suite struct `A checkpoint` {
  static let root = Tree.leafHash([1])

  @Test func `the example's heads print themselves again and meet its policy`() throws {
    let trust = try Example.trust()
    let bytes = try Vectors.bytes("protocol/bundle/checkpoint")
    let note = try Checkpoint.note(parsing: bytes)
    let trusted = try trust.policy.verify(note)
    let log = try Example.derivations().at("log")
    #expect(trusted.checkpoint.size == (try log.at("size").int()))
    #expect(trusted.checkpoint.root == (try log.at("root").digest()))
    #expect(trusted.checkpoint.origin == (try log.at("origin").text()))
    #expect(trusted.checkpoint.text == note.text)
    #expect(trusted.log.reference.text == "log.example/tenders+d0e1d1b5")
    #expect(trusted.cosigners.map(\.key.reference.text) == ["witness.example/w1+5f582629"])
    // Signing is deterministic: the same keys give the same file.
    let keys = try Example.signers()
    let logKey = try #require(keys["log.example/tenders"])
    let witnessKey = try #require(keys["witness.example/w1"])
    let again = try trusted.checkpoint.sign(by: logKey)
      .with([Cosignature.sign(trusted.checkpoint, by: witnessKey, at: trusted.cosigners[0].time)])
    #expect(again.bytes == bytes)
  }

  static let malformed = [
    "", "\n", "a\n", "a\n1\n", "a\n1\nroot\n", "\n1\n\(root.b64)\n", "a\n01\n\(root.b64)\n", "a\n-1\n\(root.b64)\n",
    "a\n+1\n\(root.b64)\n", "a\n1 \n\(root.b64)\n", "a\n1\n\(root.b64)", "a\n1\n\(root.b64)\nextension\n",
    "a\n1\n\(root.b64)\n\n", "a\n1\n\(root.b64) \n", "a\r\n1\n\(root.b64)\n", "a\n1\n\(root.b64.dropLast())\n",
    "a\n1000000000000000\n\(root.b64)\n", "a\n\u{0661}\n\(root.b64)\n", "a\n1\n\(Base64.encode([1, 2, 3]))\n",
  ]

  @Test(arguments: malformed)
  func `a text that is not origin, size and root is refused`(text: String) {
    #expect(throws: CheckpointFault.malformed) { try Checkpoint(parsing: text) }
  }

  @Test func `an empty log has a checkpoint too`() throws {
    let empty = Checkpoint(origin: "log.example", size: 0, root: Tree.emptyRoot)
    #expect(empty.text == "log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
    #expect(try Checkpoint(parsing: empty.text) == empty)
  }
}

@Suite struct `Whether a checkpoint meets a policy` {
  let log: SigningKey
  let witnesses: [SigningKey]
  let checkpoint = Checkpoint(origin: "log.example", size: 3, root: Tree.leafHash([1]))

  init() throws {
    log = try signer("log.example", 1)
    witnesses = try (0..<6).map { try signer("w\($0).example", UInt8(10 + $0)) }
  }

  func policy(_ rest: String) throws -> Policy {
    let keys = try witnesses.enumerated().map {
      "witness W\($0.offset) \(try Cosignature.verifier(of: $0.element).text)\n"
    }
    return try Policy(parsing: Array(("log \(log.verifier.text)\n" + keys.joined() + rest).utf8))
  }

  func note(cosignedBy cosigners: [Int], also more: [NoteSignature] = []) throws -> SignedNote {
    checkpoint.sign(by: log).with(
      try cosigners.map { try Cosignature.sign(checkpoint, by: witnesses[$0], at: 1_700_000_000 + $0) } + more)
  }

  /// Three of one organisation, three of another: two of the first and any of the second.
  static let twoLevels = "group X 2 W0 W1 W2\ngroup Y any W3 W4 W5\ngroup all-of-it all X Y\nquorum all-of-it\n"
  static let verdicts: [(quorum: String, cosigned: [Int], met: Bool)] = [
    ("quorum none\n", [], true), ("quorum none\n", [4], true), ("quorum W0\n", [], false), ("quorum W0\n", [0], true),
    ("quorum W0\n", [1, 2, 3, 4, 5], false), (twoLevels, [0, 1, 3], true), (twoLevels, [0, 2, 5], true),
    (twoLevels, [0, 1, 2], false), (twoLevels, [0, 3, 4, 5], false), (twoLevels, [0, 1, 2, 3, 4, 5], true),
    (twoLevels, [], false), ("group g all W0 W1\nquorum g\n", [0], false),
    ("group g all W0 W1\nquorum g\n", [1, 0], true),
    ("group g any W0 W1\nquorum g\n", [1], true), ("group g 1 W0\ngroup h 1 g\nquorum h\n", [0], true),
    ("group g 1 W0\ngroup h 2 g W1\nquorum h\n", [0], false),
    ("group g 3 W0 W1 W2 W3 W4\nquorum g\n", [0, 4, 2], true),
    ("group g 3 W0 W1 W2 W3 W4\nquorum g\n", [0, 4, 5], false),
  ]

  @Test(arguments: verdicts)
  func `a quorum is what its groups say`(quorum: String, cosigned: [Int], met: Bool) throws {
    let policy = try policy(quorum)
    let note = try note(cosignedBy: cosigned)
    if met {
      let trusted = try policy.verify(note)
      #expect(trusted.cosigners.map(\.time) == cosigned.sorted().map { 1_700_000_000 + $0 })
      #expect(trusted.checkpoint == checkpoint)
    } else {
      #expect(throws: CheckpointFault.quorumNotMet) { try policy.verify(note) }
    }
  }

  @Test func `what is stated to others means the same, without addresses and comments`() throws {
    let text = try """
    # who watches
    log   \(log.verifier.text)\thttps://log.example
      witness  W0 \(Cosignature.verifier(of: witnesses[0]).text) http://10.0.0.3:8180/
    witness W1 \(Cosignature.verifier(of: witnesses[1]).text)

    group  g any  W0 W1
    quorum g

    """
    let policy = try Policy(parsing: Array(text.utf8))
    #expect(policy.witnesses.map(\.url) == ["http://10.0.0.3:8180/", nil])
    #expect(policy.asksForWitnesses)
    let statement = String(decoding: policy.statement, as: UTF8.self)
    #expect(
      try statement == """
        log \(log.verifier.text)
        witness W0 \(Cosignature.verifier(of: witnesses[0]).text)
        witness W1 \(Cosignature.verifier(of: witnesses[1]).text)
        group g any W0 W1
        quorum g

        """)
    let again = try Policy(parsing: policy.statement)
    #expect(again.statement == policy.statement)
    #expect(try again.verify(note(cosignedBy: [1])).cosigners.count == 1)
    #expect(throws: CheckpointFault.quorumNotMet) { try again.verify(note(cosignedBy: [2])) }
    #expect(try again.cosigners(of: note(cosignedBy: [1, 2])).map(\.time) == [1_700_000_001])
    #expect(try !self.policy("quorum none\n").asksForWitnesses)
    // As many as we write ourselves.
    let own = Policy.text(
      log: log.verifier, witnesses: try witnesses.map { try Cosignature.verifier(of: $0) }, quorum: 4)
    #expect(try Policy(parsing: Array(own.utf8)).statement == Array(own.utf8))
  }

  @Test func `unknown signatures are passed over, a false one of a known key is not`() throws {
    let policy = try policy("quorum W0\n")
    let stranger = try signer("stranger.example", 77)
    let unknown = [
      try Cosignature.sign(checkpoint, by: stranger, at: 5),
      stranger.sign(checkpoint.text).signatures[0],
      // The name of a known key under another id, and its id under another name.
      NoteSignature(name: "w0.example", keyID: [1, 2, 3, 4], bytes: [UInt8](repeating: 0, count: 72)),
      NoteSignature(
        name: "W0.example", keyID: try Cosignature.verifier(of: witnesses[0]).id,
        bytes: [UInt8](repeating: 0, count: 72)),
      NoteSignature(name: "pq.example", keyID: [9, 9, 9, 9], bytes: [UInt8](repeating: 7, count: 2_428)),
    ]
    #expect(try policy.verify(note(cosignedBy: [0], also: unknown)).cosigners.count == 1)
    let good = try Cosignature.sign(checkpoint, by: witnesses[1], at: 9)
    for false_ in [
      NoteSignature(name: good.name, keyID: good.keyID, bytes: good.bytes.dropLast() + [good.bytes[71] ^ 1]),
      NoteSignature(name: good.name, keyID: good.keyID, bytes: [good.bytes[0] ^ 1] + good.bytes.dropFirst()),
      NoteSignature(name: good.name, keyID: good.keyID, bytes: Array(good.bytes.dropFirst(8))),
      NoteSignature(name: good.name, keyID: good.keyID, bytes: [0xFF] + good.bytes.dropFirst()),
    ] {
      #expect(throws: CheckpointFault.badSignature(try Cosignature.verifier(of: witnesses[1]).reference.text)) {
        try policy.verify(note(cosignedBy: [0], also: [false_]))
      }
    }
    // A second, false signature of the log beside the good one.
    let own = checkpoint.sign(by: log).signatures[0]
    #expect(throws: CheckpointFault.badSignature(log.verifier.reference.text)) {
      try policy.verify(
        note(cosignedBy: [0], also: [NoteSignature(name: own.name, keyID: own.keyID, bytes: own.bytes.reversed())]))
    }
  }

  @Test func `a witness counts once and a cosignature is of one text`() throws {
    let policy = try policy("group g 2 W0 W1\nquorum g\n")
    let twice = try [3, 4].map { try Cosignature.sign(checkpoint, by: witnesses[0], at: $0) }
    #expect(throws: CheckpointFault.quorumNotMet) { try policy.verify(note(cosignedBy: [], also: twice)) }
    let other = Checkpoint(origin: "log.example", size: 4, root: Tree.leafHash([1]))
    #expect(throws: CheckpointFault.badSignature(try Cosignature.verifier(of: witnesses[1]).reference.text)) {
      try policy.verify(note(cosignedBy: [0], also: [Cosignature.sign(other, by: witnesses[1], at: 3)]))
    }
  }

  @Test func `the log itself must have signed, under its own name`() throws {
    let policy = try policy("quorum none\n")
    let cosigned = SignedNote(
      text: checkpoint.text, signatures: [try Cosignature.sign(checkpoint, by: witnesses[0], at: 1)])
    #expect(throws: CheckpointFault.notSigned) { try policy.verify(cosigned) }
    let other = Checkpoint(origin: "other.example", size: 3, root: checkpoint.root)
    #expect(throws: CheckpointFault.unknownOrigin("other.example")) { try policy.verify(other.sign(by: log)) }
    // The signature of another log that is trusted too does not count for this one.
    let second = try signer("second.example", 2)
    let both = try Policy(parsing: Array("log \(log.verifier.text)\nlog \(second.verifier.text)\nquorum none\n".utf8))
    #expect(throws: CheckpointFault.notSigned) { try both.verify(checkpoint.sign(by: second)) }
    #expect(try both.verify(checkpoint.sign(by: second).with(checkpoint.sign(by: log).signatures)).log == log.verifier)
  }

  @Test func `a hundred signatures are looked at and no more`() throws {
    let policy = try policy("quorum none\n")
    func padded(_ count: Int) throws -> SignedNote {
      try note(
        cosignedBy: [],
        also: (0..<count).map { NoteSignature(name: "x\($0)", keyID: [0, 0, 0, 1], bytes: [1, 2, 3, 4]) })
    }
    #expect(try policy.verify(padded(99)).checkpoint == checkpoint)
    #expect(throws: CheckpointFault.tooManySignatures(101)) { try policy.verify(padded(100)) }
    #expect(throws: CheckpointFault.tooManySignatures(101)) { try Checkpoint.note(parsing: padded(100).bytes) }
    #expect(try Checkpoint.note(parsing: padded(99).bytes).signatures.count == 100)
  }

  @Test func `the policy that the daemon states is one that it meets`() throws {
    let keys = try witnesses.map { try Cosignature.verifier(of: $0) }
    for (count, quorum, cosigned, met) in [
      (0, 0, 0, true), (1, 1, 1, true), (1, 1, 0, false), (6, 4, 4, true), (6, 4, 3, false),
    ] {
      let text = Policy.text(log: log.verifier, witnesses: Array(keys[..<count]), quorum: quorum)
      let policy = try Policy(parsing: Array(text.utf8))
      #expect(policy.witnesses.count == count)
      let note = try note(cosignedBy: Array(0..<cosigned))
      #expect(((try? policy.verify(note)) != nil) == met)
    }
  }
}

@Suite struct `Reading a policy` {
  static let log = "log.example+"
  static func lines() throws -> (log: String, log2: String, w: [String]) {
    let w = try (0..<4).map { try Cosignature.verifier(of: signer("w\($0).example", UInt8(10 + $0))).text }
    return (try signer("log.example", 1).verifier.text, try signer("log2.example", 2).verifier.text, w)
  }

  @Test func `blanks, comments and addresses are as the specification allows them`() throws {
    let (log, log2, w) = try Self.lines()
    let text = """
      # trusted by the bureau \u{1F441}
      \t
        log   \(log)  https://log.example/\u{E9}
      log\t\(log2)
      quorum none
        # a comment
      witness K \(w[0])
      witness \u{212A} \(w[1]) https://w1.example/
      group all 1 K \u{212A}

      """
    let policy = try Policy(parsing: Array(text.utf8))
    #expect(policy.logs.map(\.url) == ["https://log.example/\u{E9}", nil])
    #expect(policy.witnesses.map(\.name) == [Array("K".utf8), [0xE2, 0x84, 0xAA]])
    #expect(policy.witnesses.map(\.url) == [nil, "https://w1.example/"])
  }

  @Test func `names are bytes, whatever they mean`() throws {
    let (log, _, w) = try Self.lines()
    let bytes =
      Array("log \(log)\nwitness ".utf8) + [0xFF, 0x80] + Array(" \(w[0])\nquorum ".utf8) + [0xFF, 0x80, 0x0A]
    #expect(try Policy(parsing: bytes).witnesses[0].name == [0xFF, 0x80])
    // The same letter composed and decomposed: two names, although Swift calls the strings equal.
    let text = "witness \u{E9} \(w[0])\nwitness e\u{301} \(w[1])\nquorum \u{E9}\n"
    #expect(try Policy(parsing: Array(text.utf8)).witnesses.count == 2)
  }

  /// Each with `L`, `M` for the keys of two logs and `A`…`D` for those of four witnesses.
  static let faults: [(text: String, fault: PolicyFault)] = [
    ("", .noQuorum), ("log L\n", .noQuorum), ("#quorum none\n", .noQuorum),
    ("quorum none", .line(1, .noNewline)), ("log L\nquorum none", .line(2, .noNewline)),
    ("quorum\r none\n", .line(1, .controlCharacter)), ("quorum none\r\n", .line(1, .controlCharacter)),
    ("# \u{7F}\nquorum none\n", .line(1, .controlCharacter)), ("\u{0}\n", .line(1, .controlCharacter)),
    ("Quorum none\n", .line(1, .keyword)), ("logs L\n", .line(1, .keyword)), ("quorum: none\n", .line(1, .keyword)),
    ("log\n", .line(1, .wordCount)), ("log L u v\n", .line(1, .wordCount)), ("witness w\n", .line(1, .wordCount)),
    ("witness w A u v\n", .line(1, .wordCount)), ("quorum\n", .line(1, .wordCount)),
    ("quorum none none\n", .line(1, .wordCount)), ("group g\n", .line(1, .wordCount)),
    ("group g 1\n", .line(1, .wordCount)), ("log x\n", .line(1, .key)), ("log Lx\n", .line(1, .key)),
    ("witness w x\n", .line(1, .key)), ("log A\n", .line(1, .keyType)), ("witness w L\n", .line(1, .keyType)),
    ("log L\nlog L\n", .line(2, .duplicateKey)), ("log L\n\nlog L url\n", .line(3, .duplicateKey)),
    ("witness a A\nwitness b A\n", .line(2, .duplicateKey)), ("witness a A\nwitness a B\n", .line(2, .duplicateName)),
    ("witness a A\ngroup a 1 a\n", .line(2, .duplicateName)),
    ("witness a A\nwitness b B\ngroup g 1 a\ngroup g 1 b\n", .line(4, .duplicateName)),
    ("witness none A\n", .line(1, .reservedName)), ("witness a A\ngroup none any a\n", .line(2, .reservedName)),
    ("quorum a\n", .line(1, .undefinedName)), ("quorum a\nwitness a A\n", .line(1, .undefinedName)),
    ("group g any a\n", .line(1, .undefinedName)), ("group g any g\n", .line(1, .undefinedName)),
    ("group g any none\n", .line(1, .undefinedName)), ("witness a A\nquorum A\n", .line(2, .undefinedName)),
    ("witness a A\ngroup g any a a\n", .line(2, .memberTwice)),
    ("witness a A\nwitness b B\ngroup g any a b\ngroup h any b\n", .line(4, .memberTwice)),
    ("witness a A\ngroup g 0 a\n", .line(2, .threshold)), ("witness a A\ngroup g 2 a\n", .line(2, .threshold)),
    ("witness a A\ngroup g -1 a\n", .line(2, .threshold)), ("witness a A\ngroup g 01 a\n", .line(2, .threshold)),
    ("witness a A\ngroup g some a\n", .line(2, .threshold)), ("witness a A\ngroup g ALL a\n", .line(2, .threshold)),
    ("witness a A\ngroup g 99999999999999999999 a\n", .line(2, .threshold)),
    ("quorum none\nquorum none\n", .line(2, .secondQuorum)),
    ("witness a A\nquorum none\nquorum a\n", .line(3, .secondQuorum)),
  ]

  @Test(arguments: faults)
  func `what breaks a rule is refused with its line and the rule`(text: String, fault: PolicyFault) throws {
    let (log, log2, w) = try Self.lines()
    let keys: [Character: String] = ["L": log, "M": log2, "A": w[0], "B": w[1]]
    // Keys stand as words of their own, or before an x that spoils them.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { at, word in
        let plain = String(Substring(word))
        guard at > 0, let first = plain.first, let key = keys[first], ["", "x"].contains(plain.dropFirst()) else {
          return plain
        }
        return plain == "A" && line.starts(with: "quorum".unicodeScalars) ? plain : key + plain.dropFirst()
      }.joined(separator: " ")
    }
    #expect(throws: fault) { try Policy(parsing: Array(lines.joined(separator: "\n").utf8)) }
  }

  @Test func `a policy beyond the limits is refused`() throws {
    let logs = try (0...1_000).map { try VerifierKey(name: "log\($0)", publicKey: Digest(of: "key \($0)").bytes) }
    let lines = logs.map { "log \($0.text)\n" }
    #expect(throws: PolicyFault.line(1_001, .tooMany)) { try Policy(parsing: Array(lines.joined().utf8)) }
    #expect(try Policy(parsing: Array((lines.dropLast().joined() + "quorum none\n").utf8)).logs.count == 1_000)
    #expect(throws: PolicyFault.tooLarge) { try Policy(parsing: [UInt8](repeating: 0x0A, count: 1_000_001)) }
  }
}

@Suite struct `A policy that says nothing beside what it says` {
  static let texts: [(String, Bool)] = [
    ("log a+01+x\nquorum none\n", true), ("log a+01+x\nwitness w1 b+02+y\ngroup g any w1\nquorum g\n", true),
    ("", false), ("log a+01+x", false), ("# a\nlog a+01+x\n", false), ("\nlog a+01+x\n", false),
    ("log a+01+x\n\n", false),
    ("log  a+01+x\n", false), (" log a+01+x\n", false), ("log a+01+x \n", false), ("log\ta+01+x\n", false),
    ("log a+01+x https://a\n", false), ("witness w1 b+02+y https://b\n", false), ("origin a\n", false),
    ("group g any\n", false),
  ]
  @Test(arguments: texts.indices)
  func `has no comment, blank or address`(index: Int) {
    #expect(Policy.isPlain(Array(Self.texts[index].0.utf8)) == Self.texts[index].1, "\(Self.texts[index].0)")
  }

  @Test func `is what the daemon writes`() throws {
    let log = try SigningKey(name: "log.example")
    #expect(Policy.isPlain(Array(Policy.text(log: log.verifier).utf8)))
  }
}
