import Notes
import TestSupport
import Testing
import Transparency

@Suite struct `Trust files` {
  @Test func `the example's files agree and find each key by reference and role`() throws {
    let trust = try Example.trust()
    #expect(try Array(trust.vkeys.text.utf8) == Vectors.bytes("protocol/bundle/vkeys.txt"))
    #expect(trust.keys(.bidder).count == 7)
    #expect(trust.keys(.custodian).count == 5)
    let alpha = try #require(KeyReference(parsing: "alpha.example/bids+e17b6bb2"))
    #expect(trust.key(for: alpha, role: .bidder)?.reference == alpha)
    #expect(trust.key(for: alpha, role: .officer) == nil)
    #expect(trust.key(for: try #require(KeyReference(parsing: "alpha.example/bids+e17b6bb3")), role: .bidder) == nil)
    #expect(trust.entry(for: alpha)?.role == .bidder)
    let note = try SignedNote(parsing: Vectors.bytes("protocol/receipts/bid-alpha-1-technical-2.note"))
    #expect(try trust.verify(note, by: [.bidder]).reference == alpha)
    #expect(throws: NoteError.wrongSigner(expected: "log or officer", found: alpha.text)) {
      try trust.verify(note, by: [.officer, .log])
    }
  }

  @Test func `printing the entries in any order gives the file`() throws {
    let trust = try Example.trust()
    #expect(try VKeys(trust.vkeys.entries.reversed()) == trust.vkeys)
  }

  /// What is done to the example's lines, and how it is refused. Lines 0…6 are bidders, 7…11 custodians, then the
  /// log, the officer, the supervisor and the witness.
  static let spoilt: [(name: String, change: @Sendable ([String]) -> [String], fault: TrustFault)] = [
    ("two lines the other way round", { [$0[1], $0[0]] + $0[2...] }, .vkeys(line: 2, .order)),
    ("a line twice", { [$0[0]] + $0 }, .vkeys(line: 2, .order)),
    ("an unknown role", { ["agency" + $0[0].dropFirst(6)] + $0[1...] }, .vkeys(line: 1, .role)),
    ("a role in capitals", { ["Bidder" + $0[0].dropFirst(6)] + $0[1...] }, .vkeys(line: 1, .role)),
    ("no role", { [String($0[0].dropFirst(7))] + $0[1...] }, .vkeys(line: 1, .form)),
    ("a key cut short", { [String($0[0].dropLast())] + $0[1...] }, .vkeys(line: 1, .key)),
    ("a blank at the end", { [$0[0] + " "] + $0[1...] }, .vkeys(line: 1, .key)),
    ("two blanks", { ["bidder " + $0[0].dropFirst(6)] + $0[1...] }, .vkeys(line: 1, .key)),
    ("an empty line", { [""] + $0 }, .vkeys(line: 1, .form)),
    ("a comment", { ["# mine"] + $0 }, .vkeys(line: 1, .role)),
    ("Windows line ends", { $0.map { $0 + "\r" } }, .vkeys(line: 1, .key)),
    ("a witness as supervisor", { $0[..<15] + ["supervisor" + $0[15].dropFirst(7)] }, .vkeys(line: 16, .keyType)),
    (
      "a supervisor as witness", { $0[..<14] + ["witness" + $0[14].dropFirst(10), $0[15]] }, .vkeys(line: 15, .keyType)
    ),
    (
      "a park with the officer's key", { $0[..<14] + ["park" + $0[13].dropFirst(7)] + $0[14...] },
      .vkeys(line: 15, .duplicateKey)
    ),
    ("no log", { Array($0[..<12] + $0[13...]) }, .logsDiffer),
    ("another log", { $0[..<12] + ["log" + $0[14].dropFirst(10), $0[13], $0[15]] }, .logsDiffer),
    ("no witness", { Array($0[..<15]) }, .witnessesDiffer),
  ]

  @Test func `other keys for one point, or one name for two, are refused`() throws {
    let key = try signer("a.example", 1).verifier
    let renamed = try VerifierKey(name: "b.example", publicKey: key.publicKey)
    #expect(throws: TrustFault.vkeys(line: 2, .duplicateKey)) {
      try VKeys([.init(role: .officer, key: key), .init(role: .officer, key: renamed)])
    }
    #expect(throws: TrustFault.vkeys(line: 1, .keyType)) { try VKeys([.init(role: .witness, key: key)]) }
    let cosigner = try Cosignature.verifier(of: signer("a.example", 1))
    #expect(throws: TrustFault.vkeys(line: 2, .duplicateKey)) {
      try VKeys([.init(role: .witness, key: cosigner), .init(role: .log, key: key)])
    }
  }

  @Test func `two keys that a reference cannot tell apart are refused`() throws {
    // Found by trying: the first two of these that have the same four bytes of key id.
    let keys = try [1_896, 10_012].map {
      try VerifierKey(name: "a.example", publicKey: Digest(of: "key \($0)").bytes)
    }
    #expect(keys[0].reference == keys[1].reference)
    #expect(throws: TrustFault.vkeys(line: 2, .duplicateReference)) {
      try VKeys(keys.map { VKeys.Entry(role: .bidder, key: $0) })
    }
    #expect(try VKeys([.init(role: .bidder, key: keys[1])]).entries.count == 1)
  }

  @Test func `a file without its last newline, or a policy that is none, is refused`() throws {
    let policy = try Vectors.bytes("protocol/bundle/trust.policy")
    let vkeys = try Vectors.bytes("protocol/bundle/vkeys.txt")
    #expect(throws: TrustFault.vkeys(line: 16, .noNewline)) {
      try Trust(policy: policy, vkeys: Array(vkeys.dropLast()))
    }
    #expect(throws: TrustFault.logsDiffer) { try Trust(policy: policy, vkeys: []) }
    #expect(throws: TrustFault.policy(.noQuorum)) { try Trust(policy: [], vkeys: vkeys) }
    #expect(throws: TrustFault.vkeysTooLarge) {
      try Trust(policy: policy, vkeys: [UInt8](repeating: 0x0A, count: 16_000_001))
    }
    #expect(throws: TrustFault.vkeys(line: 1, .form)) { try VKeys(parsing: [0xFF, 0x20, 0x0A]) }
  }

  @Test func `each spoilt file is refused for what is wrong with it`() throws {
    let policy = try Vectors.bytes("protocol/bundle/trust.policy")
    let lines = try Vectors.text("protocol/bundle/vkeys.txt").split(separator: "\n").map(String.init)
    #expect(lines.count == 16)
    for (name, change, fault) in Self.spoilt {
      let text = change(lines).map { $0 + "\n" }.joined()
      #expect(throws: fault, "\(name)") { try Trust(policy: policy, vkeys: Array(text.utf8)) }
    }
  }
}
