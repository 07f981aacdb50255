import Notes
import TestSupport
import Testing
import Transparency

/// What a log and its witness say to each other.
@Suite struct `A witness's verdict` {
  static let log = MemoryLog(count: 40)
  let key: SigningKey
  let witness: SigningKey
  let logs: WitnessedLogs

  init() throws {
    key = try signer("log.example", 1)
    witness = try signer("witness.example", 2)
    logs = WitnessedLogs([key.verifier])
  }

  static func head(_ size: Int, origin: String = "log.example") -> Checkpoint {
    Checkpoint(origin: origin, size: size, root: Tree.root(ofLeafHashes: log.leaves[..<size]))
  }

  static func proof(_ old: Int, _ new: Int) throws -> [Digest] {
    try TileHashes(size: new) { log.bytes($0) }.consistencyProof(from: old, to: new)
  }

  func request(_ old: Int, _ new: Int) throws -> AddCheckpoint {
    AddCheckpoint(oldSize: old, proof: try Self.proof(old, new), checkpoint: Self.head(new).sign(by: key))
  }

  func judge(_ request: AddCheckpoint, last: Int?) throws(WitnessRefusal) -> WitnessedLogs.Accepted {
    try logs.judge(request) { _ in last.map { Self.head($0) } }
  }

  @Test func `is yes to whatever extends the last checkpoint, from nothing too`() throws {
    for old in [0, 1, 2, 7, 8, 31, 39, 40] {
      for new in old...40 {
        let request = try request(old, new)
        #expect(try judge(request, last: old).head == Self.head(new), "\(old) to \(new)")
        if old == 0 { #expect(try judge(request, last: nil).head.size == new) }
        // Over the wire and back.
        let read = try AddCheckpoint(parsing: request.bytes)
        #expect(read.oldSize == old && read.proof == request.proof && read.checkpoint.bytes == request.checkpoint.bytes)
      }
    }
  }

  @Test func `says why not, the first reason first`() throws {
    let good = try request(5, 9)
    func with(
      old: Int = 5, proof: [Digest]? = nil, _ head: Checkpoint = Self.head(9), by signer: SigningKey? = nil,
      last: Int? = 5
    ) throws -> WitnessRefusal? {
      let request = AddCheckpoint(
        oldSize: old, proof: proof ?? good.proof, checkpoint: head.sign(by: signer ?? key))
      do {
        _ = try judge(request, last: last)
        return nil
      } catch { return error }
    }
    #expect(try with() == nil)
    let stranger = try signer("other.example", 1)
    #expect(try with(Self.head(9, origin: "other.example"), by: stranger) == .unknownOrigin("other.example"))
    // A key of the log's name that nobody pinned.
    #expect(try with(by: signer("log.example", 7)) == .notSigned)
    #expect(try with(old: 10, last: 10) == .oldSizeAbove(old: 10, size: 9))
    #expect(try with(last: 4) == .conflict(size: 4))
    #expect(try with(last: nil) == .conflict(size: 0))
    let emptied = Checkpoint(origin: "log.example", size: 0, root: Tree.leafHash([1]))
    #expect(try with(old: 0, proof: [], emptied, last: nil) == .emptyRootDiffers)
    #expect(try with(old: 0, proof: good.proof, last: nil) == .proofNotEmpty)
    #expect(
      try with(old: 9, proof: [], Checkpoint(origin: "log.example", size: 9, root: Tree.leafHash([])), last: 9)
        == .rootDiffers)
    #expect(try with(old: 9, proof: good.proof, last: 9) == .badProof)
    #expect(try with(proof: Array(good.proof.dropLast())) == .badProof)
    #expect(try with(proof: good.proof + [Tree.emptyRoot]) == .badProof)
    #expect(try with(proof: Self.proof(4, 9)) == .badProof)
    // Two reasons at once: who it is comes before what it says, and that before the proof.
    #expect(try with(old: 10, Self.head(9, origin: "other.example"), by: stranger) == .unknownOrigin("other.example"))
    #expect(try with(old: 10, by: signer("log.example", 7)) == .notSigned)
    #expect(try with(old: 10, proof: [], last: 4) == .oldSizeAbove(old: 10, size: 9))
    #expect(try with(proof: [], last: 4) == .conflict(size: 4))
  }

  @Test func `looks at the signatures of the log alone, and those must hold`() throws {
    let head = Self.head(9)
    let signed = head.sign(by: key)
    let foreign = head.sign(by: try signer("log.example", 7)).signatures[0]
    let cosigned = try Cosignature.sign(head, by: witness, at: 7)
    func accepted(_ signatures: [NoteSignature]) throws -> WitnessedLogs.Accepted {
      try judge(
        AddCheckpoint(oldSize: 0, proof: [], checkpoint: SignedNote(text: head.text, signatures: signatures)), last: nil
      )
    }
    let kept = try accepted([foreign, signed.signatures[0], cosigned])
    #expect(kept.note.signatures == signed.signatures)
    #expect(throws: WitnessRefusal.notSigned) { try accepted([foreign, cosigned]) }
    let broken = NoteSignature(name: "log.example", keyID: key.verifier.id, bytes: [UInt8](repeating: 1, count: 64))
    #expect(throws: WitnessRefusal.badSignature(key.verifier.reference.text)) {
      try accepted([signed.signatures[0], broken])
    }
    // Another key of the same log counts as well.
    let second = try signer("log.example", 9)
    let both = WitnessedLogs([key.verifier, second.verifier])
    let byTwo = SignedNote(text: head.text, signatures: signed.signatures + head.sign(by: second).signatures)
    #expect(
      try both.judge(AddCheckpoint(oldSize: 0, proof: [], checkpoint: byTwo)) { _ in nil }.note.signatures.count == 2)
    #expect(both.origins == ["log.example"])
  }

  @Test func `covers extension lines of other people's logs`() throws {
    let text = Self.head(9).text + "an extension line\nanother\n"
    let request = AddCheckpoint(oldSize: 0, proof: [], checkpoint: key.sign(text))
    let accepted = try judge(AddCheckpoint(parsing: request.bytes), last: nil)
    #expect(accepted.head == Self.head(9))
    let cosignature = try Cosignature.sign(text: accepted.note.text, by: witness, at: 77)
    let own = try Cosignature.verifier(of: witness)
    #expect(Cosignature.time(of: cosignature.bytes, by: own, over: text) == 77)
    #expect(Cosignature.time(of: cosignature.bytes, by: own, over: Self.head(9).text) == nil)
    #expect(throws: WitnessRefusal.malformed(.checkpoint)) {
      try AddCheckpoint(
        parsing: AddCheckpoint(oldSize: 0, proof: [], checkpoint: key.sign(Self.head(9).text + "\nx\n")).bytes)
    }
  }

  @Test func `begins with a request of the right form`() throws {
    let bytes = try request(5, 9).bytes
    let text = String(decoding: bytes, as: UTF8.self)
    let wrong: [(String, WitnessRefusal.Part)] = [
      ("", .oldSize), ("old 5", .oldSize), ("size 5\n", .oldSize),
      (text.replacing("old 5\n", with: "old 05\n"), .oldSize),
      (text.replacing("old 5\n", with: "old -5\n"), .oldSize), (text.replacing("old 5\n", with: "old  5\n"), .oldSize),
      (text.replacing("old 5\n", with: "old 5\r\n"), .oldSize), ("old 5\n", .proof), ("old 5\nAAAA\n\n", .proof),
      (text.replacing("\n\n", with: "\n", maxReplacements: 1), .proof),
      ("old 5\n" + String(repeating: Tree.emptyRoot.b64 + "\n", count: 64) + "\n", .proof),
      ("old 5\n\n", .checkpoint), ("old 5\n\nlog.example\n9\n", .checkpoint),
      (String(text.dropLast()), .checkpoint),
    ]
    for (text, part) in wrong {
      #expect(throws: WitnessRefusal.malformed(part), "\(text.prefix(40))") {
        try AddCheckpoint(parsing: Array(text.utf8))
      }
    }
    #expect(throws: WitnessRefusal.tooLarge) {
      try AddCheckpoint(parsing: [UInt8](repeating: 0x0A, count: AddCheckpoint.bytesMax + 1))
    }
    let many = SignedNote(
      text: Self.head(9).text, signatures: Array(repeating: Self.head(9).sign(by: key).signatures[0], count: 101))
    #expect(throws: WitnessRefusal.malformed(.checkpoint)) {
      try AddCheckpoint(parsing: AddCheckpoint(oldSize: 0, proof: [], checkpoint: many).bytes)
    }
    // Whatever bytes are changed, it is read or refused, and never cosigned with another root.
    var random = Seeded.fresh("one changed byte of a request")
    for _ in 0..<400 {
      var changed = bytes
      changed[Int.random(in: changed.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      if let request = try? AddCheckpoint(parsing: changed), let accepted = try? judge(request, last: 5) {
        #expect(accepted.head == Self.head(9))
      }
    }
  }

  @Test func `is read back only as this witness wrote it`() throws {
    let accepted = try judge(request(0, 9), last: nil)
    let own = try Cosignature.verifier(of: witness)
    let note = accepted.note.with([try Cosignature.sign(accepted.head, by: witness, at: 7)])
    #expect(try logs.readBack(note.bytes, by: own).head == accepted.head)
    #expect(throws: WitnessRefusal.notSigned) { try logs.readBack(accepted.note.bytes, by: own) }
    let other = try Cosignature.verifier(of: signer("witness.example", 5))
    #expect(throws: WitnessRefusal.notSigned) { try logs.readBack(note.bytes, by: other) }
    for end in 0..<note.bytes.count {
      #expect(throws: WitnessRefusal.self) { try logs.readBack(Array(note.bytes[..<end]), by: own) }
    }
  }
}

/// What the log makes of a witness's answer.
@Suite struct `A witness's answer` {
  let checkpoint = `A witness's verdict`.head(9)
  let note: SignedNote
  let witness: SigningKey
  let key: VerifierKey

  init() throws {
    note = checkpoint.sign(by: try signer("log.example", 1))
    witness = try signer("witness.example", 2)
    key = try Cosignature.verifier(of: witness)
  }

  func line(_ signature: NoteSignature) -> String { signature.line + "\n" }

  func accept(_ answer: String) throws(CosignatureFault) -> (signature: NoteSignature, time: Int) {
    try Cosignature.accept(Array(answer.utf8), by: key, over: note, at: 1_000_000, tolerance: 300)
  }

  @Test func `is believed when its own key signed this head now`() throws {
    let own = try Cosignature.sign(checkpoint, by: witness, at: 1_000_010)
    let stranger = try Cosignature.sign(checkpoint, by: signer("witness.example/2", 4), at: 5)
    #expect(try accept(line(own)).time == 1_000_010)
    // Lines of keys that nobody knows are passed over, whatever they say.
    #expect(try accept(line(stranger) + line(own)).signature == own)
    let older = try Cosignature.sign(checkpoint, by: witness, at: 999_990)
    #expect(try accept(line(older) + line(own)).time == 1_000_010)
    for time in [999_700, 1_000_300] {
      #expect(try accept(line(Cosignature.sign(checkpoint, by: witness, at: time))).time == time)
    }
  }

  @Test func `is a lie when it is anything else`() throws {
    let own = try Cosignature.sign(checkpoint, by: witness, at: 1_000_000)
    let cases: [(String, CosignatureFault)] = [
      ("", .notByTheWitness), ("\n", .malformed), ("sorry\n", .malformed), (own.line, .malformed),
      (line(own) + "\n" + line(own), .malformed), (String(repeating: line(own), count: 100), .malformed),
      (line(try Cosignature.sign(checkpoint, by: signer("witness.example", 4), at: 1_000_000)), .notByTheWitness),
      // The same key under type 1, and under another name.
      (line(checkpoint.sign(by: witness).signatures[0]), .notByTheWitness),
      (line(try Cosignature.sign(checkpoint, by: signer("other.example", 2), at: 1_000_000)), .notByTheWitness),
      // Of another head; with another time beside; cut short.
      (line(try Cosignature.sign(`A witness's verdict`.head(8), by: witness, at: 1_000_000)), .badSignature),
      (
        line(
          NoteSignature(
            name: own.name, keyID: own.keyID, bytes: [UInt8](repeating: 0, count: 7) + [9] + own.bytes[8...])),
        .badSignature
      ),
      (line(NoteSignature(name: own.name, keyID: own.keyID, bytes: Array(own.bytes.dropLast()))), .badSignature),
      (line(NoteSignature(name: own.name, keyID: own.keyID, bytes: [0xFF] + own.bytes.dropFirst())), .badSignature),
      (line(try Cosignature.sign(checkpoint, by: witness, at: 0)), .wrongTime(0)),
      (line(try Cosignature.sign(checkpoint, by: witness, at: 999_699)), .wrongTime(999_699)),
      (line(try Cosignature.sign(checkpoint, by: witness, at: 1_000_301)), .wrongTime(1_000_301)),
      (line(try Cosignature.sign(checkpoint, by: witness, at: .max)), .wrongTime(.max)),
    ]
    for (answer, fault) in cases {
      #expect(throws: fault, "\(answer.prefix(60))") { _ = try accept(answer) }
    }
    #expect(throws: CosignatureFault.malformed) { _ = try accept(String(repeating: " ", count: 70_000)) }
  }

  @Test func `names the size that it has when it has another`() {
    let cases: [(Int, String, Int?)] = [
      (409, "17\n", 17), (409, "0\n", 0), (409, "17", nil), (409, "017\n", nil), (409, "-1\n", nil),
      (409, "17\n\n", nil),
      (409, String(repeating: "1", count: 30) + "\n", nil), (409, "", nil),
    ]
    for (status, body, size) in cases {
      switch WitnessAnswer(status: status, body: Array(body.utf8)) {
      case .conflict(let found): #expect(found == size, "\(body)")
      case .refused(409): #expect(size == nil, "\(body)")
      default: Issue.record("\(body)")
      }
    }
    guard case .refused(503) = WitnessAnswer(status: 503, body: []) else {
      Issue.record("a status of no meaning is a refusal")
      return
    }
  }
}
