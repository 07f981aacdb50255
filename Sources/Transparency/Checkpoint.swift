import Notes

/// A head of the log: whose log, how many entries, and the hash over all of them.
///
/// - Source: c2sp.org/tlog-checkpoint; ours have no extension lines.
public struct Checkpoint: Hashable, Sendable {
  /// The log's name, which is the name of its key.
  public let origin: String
  /// How many entries.
  public let size: Int
  public let root: Digest

  /// The most signature lines that are looked at.
  public static let signaturesMax = 100
  /// The most bytes of a checkpoint with its signatures; post-quantum ones have nearly 5,000 bytes each.
  public static let bytesMax = 1_000_000

  /// - Parameters:
  ///   - origin: a key name.
  ///   - size: not negative.
  public init(origin: String, size: Int, root: Digest) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// What is signed, with its final newline.
  public var text: String { "\(origin)\n\(size)\n\(root.b64)\n" }

  /// - Throws: `malformed` unless the text is origin, size and root, one line each, and nothing more.
  public init(parsing text: String) throws(CheckpointFault) {
    let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count == 4, lines[3].isEmpty, !lines[0].isEmpty, lines[0].allSatisfy({ $0 >= 0x20 }),
      let size = decimal(String(decoding: lines[1], as: UTF8.self)),
      let root = Digest(b64: String(decoding: lines[2], as: UTF8.self))
    else { throw .malformed }
    self.init(origin: String(decoding: lines[0], as: UTF8.self), size: size, root: root)
  }

  /// The head that any log's checkpoint states: its first three lines. Extension lines, which ours never have, may
  /// follow; a witness signs them with the rest and says nothing about them.
  ///
  /// - Throws: `malformed`.
  public init(withExtensions text: String) throws(CheckpointFault) {
    let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count >= 4, lines.last?.isEmpty == true, lines.dropLast().allSatisfy({ !$0.isEmpty }) else {
      throw .malformed
    }
    let head = lines[..<3].map { String(decoding: $0, as: UTF8.self) + "\n" }
    try self.init(parsing: head.joined())
  }

  /// What a checkpoint's note says; whether to believe it is `Policy.verify`'s to tell.
  public init(_ note: SignedNote) throws(CheckpointFault) { try self.init(parsing: note.text) }

  /// This head signed by the log; cosignatures are added with `with(_:)`.
  public func sign(by key: SigningKey) -> SignedNote { key.sign(text) }

  /// The bytes of a checkpoint as a note, any number of signatures up to the limit.
  ///
  /// - Throws: `note` for bytes that are no signed note, `tooManySignatures`, `malformed`.
  public static func note(parsing bytes: [UInt8]) throws(CheckpointFault) -> SignedNote {
    let note: SignedNote
    do { note = try SignedNote(parsing: bytes, limit: bytesMax) } catch { throw .note(error) }
    guard note.signatures.count <= signaturesMax else { throw .tooManySignatures(note.signatures.count) }
    _ = try Checkpoint(note)
    return note
  }
}

extension SignedNote {
  /// The same text with further signatures, those already there left out.
  public func with(_ more: [NoteSignature]) -> SignedNote {
    SignedNote(text: text, signatures: signatures + more.filter { !signatures.contains($0) })
  }
}

/// A witness's statement: at this time, this was the largest consistent head that I had seen.
///
/// - Source: c2sp.org/tlog-cosignature, version 1, Ed25519.
public enum Cosignature {
  /// What a witness signs: `cosignature/v1`, the time, and the checkpoint's text.
  static func message(over text: String, at time: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
  }

  /// When the witness signed (Unix seconds), or nil when these 72 bytes are not its cosignature of `text`.
  public static func time(of signature: [UInt8], by key: VerifierKey, over text: String) -> Int? {
    guard key.algorithm == .cosignature, signature.count == 72 else { return nil }
    var time: UInt64 = 0
    for byte in signature[..<8] { time = time << 8 | UInt64(byte) }
    guard let seconds = Int(exactly: time), key.verifies(Array(signature[8...]), over: message(over: text, at: time))
    else { return nil }
    return seconds
  }

  /// The key under which a witness that holds `key` is known: the same name and point, type 4.
  public static func verifier(of key: SigningKey) throws(NoteError) -> VerifierKey {
    try VerifierKey(name: key.name, publicKey: key.verifier.publicKey, algorithm: .cosignature)
  }

  /// The witness's signature line over a checkpoint.
  ///
  /// - Parameter time: Unix seconds, not negative.
  public static func sign(
    _ checkpoint: Checkpoint, by key: SigningKey, at time: Int
  ) throws(NoteError) -> NoteSignature {
    try sign(text: checkpoint.text, by: key, at: time)
  }

  /// The same over the text of any log's checkpoint, with whatever extension lines it has.
  public static func sign(text: String, by key: SigningKey, at time: Int) throws(NoteError) -> NoteSignature {
    let verifier = try verifier(of: key)
    let seconds = UInt64(clamping: time)
    let stamp = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: seconds >> UInt64($0)) }
    return NoteSignature(
      name: verifier.name, keyID: verifier.id, bytes: stamp + key.signature(over: message(over: text, at: seconds)))
  }

  /// The longest answer of a witness that is looked at: signature lines, of several keys perhaps.
  public static let answerBytesMax = 64 * 1024

  /// A witness's cosignature in its answer to `add-checkpoint`; lines of keys that we do not know are passed over.
  ///
  /// - Parameters:
  ///   - answer: the body: signature lines.
  ///   - now: Unix seconds; `tolerance` is how far the witness's clock may be from it, either way.
  /// - Throws: the first fault that applies.
  public static func accept(
    _ answer: [UInt8], by key: VerifierKey, over checkpoint: SignedNote, at now: Int, tolerance: Int
  ) throws(CosignatureFault) -> (signature: NoteSignature, time: Int) {
    guard answer.count <= answerBytesMax else { throw .malformed }
    let note: SignedNote
    do {
      note = try SignedNote(parsing: checkpoint.bytes + answer, limit: Checkpoint.bytesMax + answerBytesMax)
    } catch { throw .malformed }
    // Lines with a blank one among them would make another text of the checkpoint's.
    guard note.text.utf8.elementsEqual(checkpoint.text.utf8), note.signatures.count <= Checkpoint.signaturesMax else {
      throw .malformed
    }
    let own = note.signatures.dropFirst(checkpoint.signatures.count).filter {
      $0.keyID == key.id && $0.name.utf8.elementsEqual(key.name.utf8)
    }
    var newest: (signature: NoteSignature, time: Int)?
    for signature in own {
      guard let time = time(of: signature.bytes, by: key, over: checkpoint.text) else { throw .badSignature }
      if newest.map({ $0.time < time }) ?? true { newest = (signature, time) }
    }
    guard let newest else { throw .notByTheWitness }
    guard newest.time > 0, (newest.time - now).magnitude <= tolerance.magnitude else { throw .wrongTime(newest.time) }
    return newest
  }
}

/// Why a witness's answer is no cosignature. The first that applies.
public enum CosignatureFault: Error, Hashable, Sendable {
  /// No signature lines, or too many.
  case malformed
  case badSignature
  /// No line is by the witness's key.
  case notByTheWitness
  /// Signed at a time (Unix seconds) that is not now.
  case wrongTime(Int)

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .malformed: "cosignature.malformed"
    case .badSignature: "cosignature.badSignature"
    case .notByTheWitness: "cosignature.notByTheWitness"
    case .wrongTime: "cosignature.wrongTime"
    }
  }
}

/// Why a checkpoint is not believed. The first that applies.
public enum CheckpointFault: Error, Hashable, Sendable {
  /// Not a signed note.
  case note(NoteError)
  case tooManySignatures(Int)
  /// Not origin, size and root.
  case malformed
  /// No log of the policy has this name.
  case unknownOrigin(String)
  /// A key that the policy names is said to have signed, and has not.
  case badSignature(String)
  /// None of the policy's logs of this name signed.
  case notSigned
  /// Too few of the policy's witnesses cosigned.
  case quorumNotMet

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .note(let fault): fault.code
    case .tooManySignatures: "checkpoint.tooManySignatures"
    case .malformed: "checkpoint.malformed"
    case .unknownOrigin: "checkpoint.unknownOrigin"
    case .badSignature: "checkpoint.badSignature"
    case .notSigned: "checkpoint.notSigned"
    case .quorumNotMet: "checkpoint.quorumNotMet"
    }
  }
}
