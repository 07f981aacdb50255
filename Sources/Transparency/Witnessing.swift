import Notes

/// What a log sends to a witness: its new checkpoint, and the proof that it extends what the witness saw last.
///
///     old 20852014
///     PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=      the consistency proof, a hash a line
///
///     example.com/behind-the-sofa                        the checkpoint
///     20852163
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
///     — example.com/behind-the-sofa Az3grlgt…
///
/// - Source: c2sp.org/tlog-witness, `add-checkpoint`.
public struct AddCheckpoint: Sendable {
  /// The size of the checkpoint that the witness cosigned last.
  public let oldSize: Int
  public let proof: [Digest]
  public let checkpoint: SignedNote

  public static let proofMax = 63
  public static let bytesMax = Checkpoint.bytesMax + 4_000

  public init(oldSize: Int, proof: [Digest], checkpoint: SignedNote) {
    self.oldSize = oldSize
    self.proof = proof
    self.checkpoint = checkpoint
  }

  public var bytes: [UInt8] {
    Array("old \(oldSize)\n\(proof.map { $0.b64 + "\n" }.joined())\n".utf8) + checkpoint.bytes
  }

  /// - Throws: `tooLarge`, `malformed`.
  public init(parsing bytes: [UInt8]) throws(WitnessRefusal) {
    guard bytes.count <= AddCheckpoint.bytesMax else { throw .tooLarge }
    var rest = bytes[...]
    /// The next line without its newline; nil at the end.
    func line() -> ArraySlice<UInt8>? {
      guard let end = rest.firstIndex(of: 0x0A) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    guard let first = line(), first.starts(with: "old ".utf8),
      let oldSize = decimal(String(decoding: first.dropFirst(4), as: UTF8.self))
    else { throw .malformed(.oldSize) }
    var proof: [Digest] = []
    while true {
      guard let next = line() else { throw .malformed(.proof) }
      if next.isEmpty { break }
      guard proof.count < AddCheckpoint.proofMax, let hash = Digest(b64: String(decoding: next, as: UTF8.self)) else {
        throw .malformed(.proof)
      }
      proof.append(hash)
    }
    let note: SignedNote
    do {
      note = try SignedNote(parsing: Array(rest), limit: Checkpoint.bytesMax)
      _ = try Checkpoint(withExtensions: note.text)
    } catch { throw .malformed(.checkpoint) }
    guard note.signatures.count <= Checkpoint.signaturesMax else { throw .malformed(.checkpoint) }
    self.init(oldSize: oldSize, proof: proof, checkpoint: note)
  }

  /// The body of a 409: the size that the witness has; nil for anything else.
  public static func size(inConflict body: [UInt8]) -> Int? {
    guard body.last == 0x0A, body.count <= 20 else { return nil }
    return decimal(String(decoding: body.dropLast(), as: UTF8.self))
  }
}

/// What a witness answers to `add-checkpoint`, as far as the log's side tells apart.
public enum WitnessAnswer: Sendable {
  /// 200: signature lines, not looked at yet.
  case cosigned([UInt8])
  /// 409: the size that it cosigned last.
  case conflict(size: Int)
  /// Any other status.
  case refused(status: Int)

  /// - Parameter body: as it came; at most `Cosignature.answerBytesMax` bytes of it matter.
  public init(status: Int, body: [UInt8]) {
    switch status {
    case 200: self = .cosigned(body)
    case 409: self = AddCheckpoint.size(inConflict: body).map { .conflict(size: $0) } ?? .refused(status: 409)
    default: self = .refused(status: status)
    }
  }
}

/// The logs that a witness knows, and its verdict on what they send.
///
/// The verdict needs the last checkpoint that was cosigned for the log, and is worth nothing unless the new one is
/// stored before anybody can ask again: both belong into one step of whoever keeps the state.
public struct WitnessedLogs: Sendable {
  private let keys: [String: [VerifierKey]]

  /// - Parameter logs: keys of type 1; a log's name, which is its origin, is the name of its key. One log may have
  ///   several keys.
  public init(_ logs: [VerifierKey]) {
    keys = Dictionary(grouping: logs, by: \.name)
  }

  /// The origins, sorted.
  public var origins: [String] { keys.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// A checkpoint that may be cosigned: what was sent, with the signatures of the log that hold and no others.
  public struct Accepted: Sendable {
    public let head: Checkpoint
    public let note: SignedNote

    public init(head: Checkpoint, note: SignedNote) {
      self.head = head
      self.note = note
    }
  }

  /// Whether the checkpoint may be cosigned.
  ///
  /// - Parameter last: what was cosigned last for an origin; nil when nothing was.
  /// - Throws: the first refusal that applies, in the specification's order.
  public func judge(
    _ request: AddCheckpoint, last: (String) -> Checkpoint?
  ) throws(WitnessRefusal) -> Accepted {
    let head: Checkpoint
    do { head = try Checkpoint(withExtensions: request.checkpoint.text) } catch { throw .malformed(.checkpoint) }
    let signatures = try signatures(of: request.checkpoint, origin: head.origin)
    guard request.oldSize <= head.size else { throw .oldSizeAbove(old: request.oldSize, size: head.size) }
    let seen = last(head.origin)
    guard request.oldSize == seen?.size ?? 0 else { throw .conflict(size: seen?.size ?? 0) }
    guard head.size > 0 || head.root == Tree.emptyRoot else { throw .emptyRootDiffers }
    guard request.oldSize > 0 || request.proof.isEmpty else { throw .proofNotEmpty }
    // Two heads of one size: a proof would prove nothing.
    if let seen, seen.size == head.size {
      guard seen.root == head.root else { throw .rootDiffers }
      guard request.proof.isEmpty else { throw .badProof }
    } else if let seen, seen.size > 0 {
      guard
        Tree.isConsistent(
          oldSize: seen.size, oldRoot: seen.root, newSize: head.size, newRoot: head.root, proof: request.proof)
      else { throw .badProof }
    }
    return Accepted(head: head, note: SignedNote(text: request.checkpoint.text, signatures: signatures))
  }

  /// The signatures by keys of this log; a key that is said to have signed must have.
  private func signatures(of note: SignedNote, origin: String) throws(WitnessRefusal) -> [NoteSignature] {
    // Strings that only look alike are equal to Swift, and not the same origin.
    guard let keys = keys[origin], keys.allSatisfy({ $0.name.utf8.elementsEqual(origin.utf8) }) else {
      throw .unknownOrigin(origin)
    }
    var found: [NoteSignature] = []
    for signature in note.signatures {
      let named = keys.first { $0.id == signature.keyID && $0.name.utf8.elementsEqual(signature.name.utf8) }
      guard let key = named else { continue }
      guard key.verifies(signature.bytes, over: note.text.utf8) else { throw .badSignature(key.reference.text) }
      found.append(signature)
    }
    guard !found.isEmpty else { throw .notSigned }
    return found
  }

  /// A witness's kept checkpoint: signed by a log that it knows and cosigned by itself.
  ///
  /// - Throws: `malformed`, `unknownOrigin`, `badSignature`, `notSigned`, the last also for a cosignature that is absent.
  public func readBack(_ bytes: [UInt8], by witness: VerifierKey) throws(WitnessRefusal) -> Accepted {
    let note: SignedNote
    let head: Checkpoint
    do {
      note = try SignedNote(parsing: bytes, limit: Checkpoint.bytesMax)
      head = try Checkpoint(withExtensions: note.text)
    } catch { throw .malformed(.checkpoint) }
    _ = try signatures(of: note, origin: head.origin)
    let own = note.signatures.filter { $0.keyID == witness.id && $0.name.utf8.elementsEqual(witness.name.utf8) }
    guard !own.isEmpty else { throw .notSigned }
    guard own.allSatisfy({ Cosignature.time(of: $0.bytes, by: witness, over: note.text) != nil }) else {
      throw .badSignature(witness.reference.text)
    }
    return Accepted(head: head, note: note)
  }
}

/// Why a witness does not cosign. The first that applies.
public enum WitnessRefusal: Error, Hashable, Sendable {
  public enum Part: String, Hashable, Sendable, CaseIterable {
    case oldSize, proof, checkpoint
  }

  case tooLarge
  /// Not the form of a request.
  case malformed(Part)
  case unknownOrigin(String)
  /// A known key that is said to have signed, and has not.
  case badSignature(String)
  /// No known key signed.
  case notSigned
  /// The old size is larger than the checkpoint.
  case oldSizeAbove(old: Int, size: Int)
  /// The old size is not the size that was cosigned last, which is this.
  case conflict(size: Int)
  /// A log without entries has another root than the empty tree's.
  case emptyRootDiffers
  /// A proof from nothing.
  case proofNotEmpty
  /// The same size as cosigned before, and another root: the log has forked.
  case rootDiffers
  /// The proof does not lead from the old head to the new one.
  case badProof

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .tooLarge: "witness.tooLarge"
    case .malformed: "witness.malformed"
    case .unknownOrigin: "witness.unknownOrigin"
    case .badSignature: "witness.badSignature"
    case .notSigned: "witness.notSigned"
    case .oldSizeAbove: "witness.oldSizeAbove"
    case .conflict: "witness.conflict"
    case .emptyRootDiffers: "witness.emptyRootDiffers"
    case .proofNotEmpty: "witness.proofNotEmpty"
    case .rootDiffers: "witness.rootDiffers"
    case .badProof: "witness.badProof"
    }
  }
}
