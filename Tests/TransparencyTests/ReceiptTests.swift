import Notes
import TestSupport
import Testing
import Transparency

@Suite struct `A receipt` {
  let trust: Trust
  let signers: [String: SigningKey]

  init() throws {
    trust = try Example.trust()
    signers = try Example.signers()
  }

  static let names = ["bid-alpha-1-technical-2", "bid-gamma-1-price-1", "register-alpha", "withdraw-beta-1-price-2"]

  static func note(_ name: String) throws -> SignedNote {
    try SignedNote(parsing: Vectors.bytes("protocol/receipts/\(name).note"))
  }

  static func proof(_ name: String) throws -> LogProof {
    try LogProof(parsing: Vectors.bytes("protocol/receipts/\(name).tlog-proof"))
  }

  @Test(arguments: names)
  func `the example's promise and its proof hold for the note`(name: String) throws {
    let note = try Self.note(name)
    let promise = try Receipt.verify(Vectors.bytes("protocol/receipts/\(name).ack"), note: note, trust: trust)
    guard case .acknowledged(let ack) = promise else { throw ReceiptFault.notAReceipt(promise.kind) }
    #expect(ack.note == note.id)
    let bytes = try Vectors.bytes("protocol/receipts/\(name).tlog-proof")
    let proof = try Receipt.verify(bytes, note: note, trust: trust)
    guard case .logged(let logged) = proof else { throw ReceiptFault.notAReceipt(proof.kind) }
    #expect(logged.note == note.id)
    #expect(try Example.entries()[logged.index] == Array(logged.tick.text.utf8))
    #expect(logged.checkpoint.cosigners.count == 1)
    #expect(logged.tick.time >= ack.received)
    #expect(try LogProof(parsing: bytes).bytes == bytes)
  }

  @Test func `the example's late note is believed as such`() throws {
    let note = try Self.note("late-alpha-1-price-2")
    let receipt = try Receipt.verify(
      Vectors.bytes("protocol/receipts/late-alpha-1-price-2.late"), note: note, trust: trust)
    guard case .late(let late) = receipt else { throw ReceiptFault.notAReceipt(receipt.kind) }
    #expect(late.received >= late.deadline)
    #expect([receipt.kind, "tender-late/v1"] == ["tender-late/v1", "tender-late/v1"])
  }

  /// Of a note received at 100 by the receipt's own words.
  static let judgements: [(deadline: Int, ack: ReceiptFault?, late: ReceiptFault?)] = [
    (101, nil, .wronglyLate(deadline: 101, received: 100)),
    (100, .ackNotInTime(deadline: 100, received: 100), nil),
    (99, .ackNotInTime(deadline: 99, received: 100), .otherDeadline(deadline: 99, stated: 100)),
  ]

  @Test(arguments: judgements.indices)
  func `whoever has the notice can tell a promise too late and a refusal too early`(index: Int) throws {
    let (deadline, ackFault, lateFault) = Self.judgements[index]
    func fault(_ receipt: Receipt) -> ReceiptFault? {
      do throws(ReceiptFault) {
        try receipt.judge(deadline: deadline)
        return nil
      } catch { return error }
    }
    let note = Digest(of: "note")
    #expect(fault(.acknowledged(Acknowledgement(tender: "T", note: note, received: 100))) == ackFault)
    #expect(fault(.late(LateNote(tender: "T", note: note, received: 100, deadline: 100))) == lateFault)
  }

  @Test(arguments: names)
  func `the receipt is made again byte for byte from log, reveal and heads`(name: String) throws {
    let note = try Self.note(name)
    let given = try Self.proof(name)
    let reveal = try RevealText(parsing: Vectors.text("protocol/bundle/reveal.txt"))
    let place = try #require(reveal.entries.first { $0.note == note.id })
    let batch = try BatchTree(
      master: reveal.master, tick: place.tick,
      notes: reveal.entries.filter { $0.tick == place.tick }.map { ($0.slot, $0.note) })
    let log = try MemoryLog(Example.entries())
    let index = try #require(log.entries.firstIndex { $0.starts(with: "tender-tick/v1\ntick \(place.tick)\n".utf8) })
    let proof = try #require(TickProof(batch, slot: place.slot, tick: log.entries[index]))
    let size = try Checkpoint(given.checkpoint).size
    let path = try TileHashes(size: size) { log.bytes($0) }.inclusionProof(of: index, size: size)
    let made = Receipt.bytes(proof, index: index, path: path, checkpoint: given.checkpoint)
    #expect(try made == Vectors.bytes("protocol/receipts/\(name).tlog-proof"))
  }

  @Test func `a receipt is for its own note only`() throws {
    for name in Self.names {
      for other in Self.names where other != name {
        for kind in ["ack", "tlog-proof"] {
          let bytes = try Vectors.bytes("protocol/receipts/\(other).\(kind)")
          #expect(throws: kind == "ack" ? ReceiptFault.otherNote : .notInBatch) {
            try Receipt.verify(bytes, note: Self.note(name), trust: trust)
          }
        }
      }
    }
  }

  /// What is changed in a proof, and what then is found wrong first.
  static let changes: [(name: String, change: @Sendable (inout LogProof) -> Void, fault: ReceiptFault)] = [
    ("a bit of the nonce", { $0.extra?[31] ^= 1 }, .notInBatch),
    ("the slot", { $0.extra?[33] ^= 1 }, .notInBatch),
    ("the slot's first byte", { $0.extra?[32] ^= 0x80 }, .notInBatch),
    ("the lowest hash of the slot's path", { $0.extra?[34] ^= 1 }, .notInBatch),
    ("the highest hash of the slot's path", { $0.extra?[545] ^= 1 }, .notInBatch),
    ("a digit of the tick's number", { $0.extra?[567] ^= 1 }, .notInLog),
    ("the batch root in the tick", { $0.extra?.replaceSubrange(620..<622, with: "AA".utf8) }, .notInLog),
    ("a tick of another type", { $0.extra?[546] ^= 1 }, .badTick(.unknownType("tender-tick/v1"))),
    ("bytes that are no text", { $0.extra?[566] = 0xFF }, .badTick(.notUTF8)),
    ("no tick", { $0.extra?.removeSubrange(546...) }, .badExtra),
    ("a short extra", { $0.extra = [1, 2, 3] }, .badExtra),
    ("no extra", { $0.extra = nil }, .badExtra),
    ("an extra longer than any entry", { $0.extra? += [UInt8](repeating: 0x61, count: 70_000) }, .badExtra),
    ("the index", { $0.index += 1 }, .notInLog),
    ("an index beyond the log", { $0.index = 14 }, .notInLog),
    ("a path cut short", { _ = $0.path.popLast() }, .notInLog),
    ("a longer path", { $0.path.append($0.path[0]) }, .notInLog),
    ("two hashes of the path", { $0.path.swapAt(0, 1) }, .notInLog),
    ("no path", { $0.path = [] }, .notInLog),
    (
      "no witness", { $0.checkpoint = SignedNote(text: $0.checkpoint.text, signatures: [$0.checkpoint.signatures[0]]) },
      .checkpoint(.quorumNotMet)
    ),
    (
      "no log signature",
      { $0.checkpoint = SignedNote(text: $0.checkpoint.text, signatures: [$0.checkpoint.signatures[1]]) },
      .checkpoint(.notSigned)
    ),
    (
      "a witness's signature that is false",
      {
        let last = $0.checkpoint.signatures[1]
        let false_ = NoteSignature(
          name: last.name, keyID: last.keyID, bytes: last.bytes.dropLast() + [last.bytes[71] ^ 1])
        $0.checkpoint = SignedNote(text: $0.checkpoint.text, signatures: [$0.checkpoint.signatures[0], false_])
      }, .checkpoint(.badSignature("witness.example/w1+5f582629"))
    ),
    (
      "another size",
      {
        let text = $0.checkpoint.text.split(separator: "\n").map(String.init)
        $0.checkpoint = SignedNote(
          text: [text[0], "15", text[2]].map { $0 + "\n" }.joined(), signatures: $0.checkpoint.signatures)
      }, .checkpoint(.badSignature("log.example/tenders+d0e1d1b5"))
    ),
    (
      "another log's name",
      {
        let text = $0.checkpoint.text.split(separator: "\n").map(String.init)
        $0.checkpoint = SignedNote(
          text: ["other.example", text[1], text[2]].map { $0 + "\n" }.joined(), signatures: $0.checkpoint.signatures)
      }, .checkpoint(.unknownOrigin("other.example"))
    ),
  ]

  @Test func `whatever is changed in a proof, that is what is found wrong`() throws {
    let note = try Self.note(Self.names[0])
    for (name, change, fault) in Self.changes {
      var proof = try Self.proof(Self.names[0])
      change(&proof)
      #expect(throws: fault, "\(name)") { try Receipt.verify(proof.bytes, note: note, trust: trust) }
    }
  }

  @Test(arguments: names.flatMap { ["\($0).ack", "\($0).tlog-proof", "\($0).note"] } + ["late-alpha-1-price-2.late"])
  func `no byte of note or receipt can be another`(file: String) throws {
    var random = Seeded.fresh("one changed byte of \(file)")
    let name = String(file.prefix { $0 != "." })
    let bytes = try Vectors.bytes("protocol/receipts/\(file)")
    for _ in 0..<60 {
      let at = Int.random(in: bytes.indices, using: &random)
      var changed = bytes
      changed[at] = UInt8.random(in: 0...255, using: &random)
      guard changed != bytes else { continue }
      let accepted: Receipt?
      if file.hasSuffix(".note") {
        let ack = try Vectors.bytes("protocol/receipts/\(name).ack")
        accepted = (try? SignedNote(parsing: changed)).flatMap { try? Receipt.verify(ack, note: $0, trust: trust) }
      } else {
        accepted = try? Receipt.verify(changed, note: Self.note(name), trust: trust)
      }
      #expect(accepted == nil, "byte \(at) of \(file) as \(changed[at])")
      let cut = Array(bytes[..<at])
      if !file.hasSuffix(".note") {
        #expect(throws: ReceiptFault.self) { try Receipt.verify(cut, note: Self.note(name), trust: trust) }
      }
    }
  }

  @Test func `a promise must be of the log, of this note and tender, and a late one really late`() throws {
    let note = try Self.note(Self.names[0])
    let log = try #require(signers["log.example/tenders"])
    let officer = try #require(signers["bureau.example/officer"])
    func verify(_ text: String, by key: SigningKey) throws(ReceiptFault) -> Receipt {
      try Receipt.verify(key.sign(text).bytes, note: note, trust: trust)
    }
    func ack(_ tender: String, _ note: Digest) -> String {
      Acknowledgement(tender: tender, note: note, received: 1_790_000_000).text
    }
    func late(_ received: Int, _ deadline: Int) -> String {
      LateNote(tender: "T-2026-014", note: note.id, received: received, deadline: deadline).text
    }
    #expect(try verify(ack("T-2026-014", note.id), by: log).kind == "tender-ack/v1")
    #expect(throws: ReceiptFault.otherTender) { try verify(ack("T-2026-015", note.id), by: log) }
    #expect(throws: ReceiptFault.otherNote) { try verify(ack("T-2026-014", Tree.leafHash([])), by: log) }
    #expect(
      throws: ReceiptFault.notByTheLog(.wrongSigner(expected: "log", found: officer.verifier.reference.text))
    ) { try verify(ack("T-2026-014", note.id), by: officer) }
    // The right name and key id with another's signature.
    let stolen = SignedNote(
      text: ack("T-2026-014", note.id),
      signatures: [
        NoteSignature(
          name: log.name, keyID: log.verifier.id,
          bytes: officer.signature(over: Array(ack("T-2026-014", note.id).utf8)))
      ])
    #expect(throws: ReceiptFault.notByTheLog(.badSignature(log.verifier.reference.text))) {
      try Receipt.verify(stolen.bytes, note: note, trust: trust)
    }
    #expect(try verify(late(5, 5), by: log).kind == "tender-late/v1")
    #expect(throws: ReceiptFault.notLate) { try verify(late(4, 5), by: log) }
    #expect(throws: ReceiptFault.notAReceipt("tender-register/v1")) {
      try Receipt.verify(Self.note("register-alpha").bytes, note: note, trust: trust)
    }
    #expect(throws: ReceiptFault.malformed(.badText)) { try Receipt.verify([], note: note, trust: trust) }
    #expect(throws: ReceiptFault.tooLarge) {
      try Receipt.verify([UInt8](repeating: 0x0A, count: 1_200_000), note: note, trust: trust)
    }
  }

  @Test func `the note must be one that ticks hold, signed by its bidder`() throws {
    let ack = try Vectors.bytes("protocol/receipts/\(Self.names[0]).ack")
    let note = try Self.note(Self.names[0])
    let beta = try #require(signers["beta.example/bids"])
    let alpha = try #require(signers["alpha.example/bids"])
    #expect(throws: ReceiptFault.notInTicks("tender-ack/v1")) {
      try Receipt.verify(ack, note: SignedNote(parsing: ack), trust: trust)
    }
    #expect(
      throws: ReceiptFault.badNote(
        .wrongSigner(expected: alpha.verifier.reference.text, found: beta.verifier.reference.text))
    ) { try Receipt.verify(ack, note: beta.sign(note.text), trust: trust) }
    #expect(throws: ReceiptFault.badNote(.signatureCount(2))) {
      try Receipt.verify(ack, note: note.with(beta.sign(note.text).signatures), trust: trust)
    }
    let own = note.signatures[0]
    let spoilt = NoteSignature(name: own.name, keyID: own.keyID, bytes: own.bytes.reversed())
    #expect(throws: ReceiptFault.badNote(.badSignature(alpha.verifier.reference.text))) {
      try Receipt.verify(ack, note: SignedNote(text: note.text, signatures: [spoilt]), trust: trust)
    }
    // Trust files without bidders: the signature cannot be checked, the receipt can.
    let strangers = try VKeys(trust.vkeys.entries.filter { $0.role != .bidder })
    let less = try Trust(policy: trust.policy, vkeys: strangers)
    #expect(try Receipt.verify(ack, note: note, trust: less).kind == "tender-ack/v1")
    // A registration brings its key along.
    let register = try Self.note("register-alpha")
    let registered = try Vectors.bytes("protocol/receipts/register-alpha.ack")
    #expect(try Receipt.verify(registered, note: register, trust: less).kind == "tender-ack/v1")
    let false_ = SignedNote(
      text: register.text,
      signatures: [NoteSignature(name: own.name, keyID: own.keyID, bytes: own.bytes)])
    #expect(throws: ReceiptFault.badNote(.badSignature(alpha.verifier.reference.text))) {
      try Receipt.verify(registered, note: false_, trust: less)
    }
  }

  @Test func `a registration under a pinned name must be of the pinned key`() throws {
    // Two keys with one reference, found by trying: only one of them is pinned.
    let keys = try [1_896, 10_012].map {
      try VerifierKey(name: "a.example", publicKey: Digest(of: "key \($0)").bytes)
    }
    let pinned = try Trust(
      policy: trust.policy, vkeys: VKeys(trust.vkeys.entries + [.init(role: .bidder, key: keys[0])]))
    let text = Register(tender: "T-2026-014", key: keys[1]).text
    let note = SignedNote(
      text: text,
      signatures: [NoteSignature(name: "a.example", keyID: keys[1].id, bytes: [UInt8](repeating: 0, count: 64))])
    #expect(throws: ReceiptFault.otherKey(keys[0].reference.text)) {
      try Receipt.verify([], note: note, trust: pinned)
    }
    // A custodian's key signs no bid.
    let custodian = try #require(signers["custodian1.example/tender"])
    let register = custodian.sign(Register(tender: "T-2026-014", key: custodian.verifier).text)
    #expect(throws: ReceiptFault.badNote(.wrongSigner(expected: "bidder", found: "custodian"))) {
      try Receipt.verify([], note: register, trust: trust)
    }
  }

  @Test func `a tick without the tender's line proves nothing`() throws {
    // A log of one tick, of another tender, with its own trust files.
    let log = try #require(signers["log.example/tenders"])
    let note = try Self.note("register-alpha")
    let batch = try BatchTree(master: [UInt8](repeating: 1, count: 32), tick: 1, notes: [(slot: 9, note: note.id)])
    let tick = Array(TickText(number: 1, time: 5, batches: [.init(tender: "T-2026-015", root: batch.root)]).text.utf8)
    let head = Checkpoint(origin: log.name, size: 1, root: Tree.leafHash(tick)).sign(by: log)
    let trust = try Trust(
      policy: Policy(parsing: Array(Policy.text(log: log.verifier).utf8)),
      vkeys: VKeys([.init(role: .log, key: log.verifier)]))
    let proof = try #require(TickProof(batch, slot: 9, tick: tick))
    let bytes = Receipt.bytes(proof, index: 0, path: [], checkpoint: head)
    #expect(throws: ReceiptFault.noBatch("T-2026-014")) { try Receipt.verify(bytes, note: note, trust: trust) }
    #expect(TickProof(batch, slot: 8, tick: tick) == nil)
  }
}

@Suite struct `Reading a proof` {
  static func text() throws -> String { try Vectors.text("protocol/receipts/register-alpha.tlog-proof") }

  static let changes: [(name: String, from: String, to: String, fault: LogProofFault)] = [
    ("another version", "tlog-proof@v1\n", "tlog-proof@v2\n", .type),
    ("Windows line ends", "tlog-proof@v1\n", "tlog-proof@v1\r\n", .type),
    ("an extra that is not canonical", "extra ", "extra =", .extra),
    ("two blanks before extra", "extra ", "extra  ", .extra),
    ("extra in capitals", "extra ", "Extra ", .index),
    ("no index", "index 5\n", "", .index),
    ("an index with a zero before it", "index 5\n", "index 05\n", .index),
    ("an index with a sign", "index 5\n", "index +5\n", .index),
    ("two indexes", "index 5\n", "index 5\nindex 5\n", .path),
    ("a path line of another length", "index 5\n", "index 5\nAAAA\n", .path),
    ("a path line with a blank", "index 5\n", "index 5\n \n", .path),
    ("an endless path", "index 5\n", "index 5\n" + String(repeating: Tree.emptyRoot.b64 + "\n", count: 61), .path),
    ("no empty line", "\n\nlog.example", "\nlog.example", .path),
    ("two empty lines", "\n\nlog.example", "\n\n\nlog.example", .checkpoint(.malformed)),
    ("an extension line", "\n\n\u{2014} log", "\nmore\n\n\u{2014} log", .checkpoint(.malformed)),
  ]

  @Test func `each part that is not as specified is named`() throws {
    let text = try Self.text()
    for (name, from, to, fault) in Self.changes {
      let changed = Self.replacing(from, by: to, in: text)
      #expect(changed != Array(text.utf8), "\(name)")
      #expect(throws: fault, "\(name)") { try LogProof(parsing: changed) }
    }
    #expect(throws: LogProofFault.form) { try LogProof(parsing: []) }
    #expect(throws: LogProofFault.form) { try LogProof(parsing: Array("c2sp.org/tlog-proof@v1\n".utf8)) }
    #expect(throws: LogProofFault.type) { try LogProof(parsing: [0x0A, 0x0A]) }
    #expect(throws: LogProofFault.tooLarge) { try LogProof(parsing: [UInt8](repeating: 0x0A, count: 1_100_001)) }
    #expect(throws: LogProofFault.checkpoint(.note(.badText))) {
      try LogProof(parsing: Array("c2sp.org/tlog-proof@v1\nindex 0\n\n".utf8))
    }
  }

  /// The first place where `from` stands, by bytes.
  static func replacing(_ from: String, by to: String, in text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let old = Array(from.utf8)
    guard let at = bytes.indices.first(where: { bytes[$0...].starts(with: old) }) else { return bytes }
    return bytes[..<at] + Array(to.utf8) + bytes[(at + old.count)...]
  }

  @Test func `a proof without extra is one`() throws {
    var proof = try LogProof(parsing: Array(Self.text().utf8))
    proof.extra = nil
    let again = try LogProof(parsing: proof.bytes)
    #expect(again.extra == nil)
    #expect(again.path == proof.path)
    proof.extra = []
    #expect(try LogProof(parsing: proof.bytes).extra == [])
  }
}
