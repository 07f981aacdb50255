import Notes

/// The last head that the signer signed, which the next one must extend.
///
/// A database restored from a dump is shorter than the log that the world has seen; a signer that asked only the
/// database would sign a second history. So it keeps the checkpoint that it signed in a file outside the database,
/// signs a head only when that extends this one, then writes the file, then publishes. The file is the caller's; this
/// is the verdict.
public struct SignedHead: Hashable, Sendable {
  public let checkpoint: Checkpoint
  /// The right edge of the log at that head: with it, what was appended since is enough to go on. Nil for a head that
  /// was just read from its file; then the next one needs a consistency proof.
  public let frontier: Frontier?

  /// A head as its file has it.
  public init(_ checkpoint: Checkpoint) {
    self.checkpoint = checkpoint
    frontier = nil
  }

  /// A head with its right edge.
  public init(origin: String, frontier: Frontier) {
    checkpoint = Checkpoint(origin: origin, size: frontier.size, root: frontier.root)
    self.frontier = frontier
  }

  public var size: Int { checkpoint.size }

  /// The head that may be signed next, by the leaves that were appended since: the work is that of the batch, whatever
  /// the log holds.
  ///
  /// - Parameter next: the right edge of the log now.
  /// - Throws: `shrinks`, `notAnExtension`; the latter also when this head's own right edge is not known.
  public func followed(by next: Frontier, appending leafHashes: some Sequence<Digest>) throws(HeadFault) -> SignedHead {
    try compare(checkpoint.origin, next.size)
    guard var frontier else { throw .notAnExtension }
    for leaf in leafHashes { frontier.append(leaf) }
    guard frontier == next else { throw .notAnExtension }
    return SignedHead(origin: checkpoint.origin, frontier: frontier)
  }

  /// The head that may be signed next, proved consistent with this one.
  ///
  /// - Parameter proof: the consistency proof from this head's size to the next one's.
  /// - Throws: `shrinks`, `notAnExtension`.
  public func followed(by next: Frontier, proof: [Digest]) throws(HeadFault) -> SignedHead {
    try mayFollow(Checkpoint(origin: checkpoint.origin, size: next.size, root: next.root), proof: proof)
    return SignedHead(origin: checkpoint.origin, frontier: next)
  }

  /// Whether a head may be signed after this one.
  public func mayFollow(_ next: Checkpoint, proof: [Digest]) throws(HeadFault) {
    try compare(next.origin, next.size)
    guard
      Tree.isConsistent(
        oldSize: checkpoint.size, oldRoot: checkpoint.root, newSize: next.size, newRoot: next.root, proof: proof)
    else { throw .notAnExtension }
  }

  private func compare(_ origin: String, _ size: Int) throws(HeadFault) {
    guard origin.utf8.elementsEqual(checkpoint.origin.utf8) else { throw .otherOrigin(origin) }
    guard size >= checkpoint.size else { throw .shrinks(from: checkpoint.size, to: size) }
  }
}

extension SignedHead {
  /// The head that a file, the database or another daemon holds: a checkpoint of the log of `key`, signed by it.
  /// Cosignatures may stand beside; they are not looked at.
  ///
  /// - Throws: `malformed`, `otherOrigin`, `notSigned`: a torn or edited file signs nothing.
  public static func read(
    _ bytes: [UInt8], by key: VerifierKey
  ) throws(HeadFault) -> (head: Checkpoint, signature: NoteSignature) {
    let note: SignedNote
    let head: Checkpoint
    do {
      note = try Checkpoint.note(parsing: bytes)
      head = try Checkpoint(note)
    } catch { throw .malformed }
    guard head.origin.utf8.elementsEqual(key.name.utf8) else { throw .otherOrigin(head.origin) }
    let own = note.signatures.filter { $0.keyID == key.id && $0.name.utf8.elementsEqual(key.name.utf8) }
    guard let signature = own.first, own.allSatisfy({ key.verifies($0.bytes, over: note.text.utf8) }) else {
      throw .notSigned
    }
    return (head, signature)
  }
}

/// Why the signer signs nothing. The first that applies.
public enum HeadFault: Error, Hashable, Sendable {
  /// Not the text of a head.
  case malformed
  /// A head of another log.
  case otherOrigin(String)
  /// Not signed by the log's key.
  case notSigned
  /// Fewer entries than were signed already: an older database.
  case shrinks(from: Int, to: Int)
  /// The entries that were signed already are not the beginning of the log any more.
  case notAnExtension

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .malformed: "head.malformed"
    case .otherOrigin: "head.otherOrigin"
    case .notSigned: "head.notSigned"
    case .shrinks: "head.shrinks"
    case .notAnExtension: "head.notAnExtension"
    }
  }
}
