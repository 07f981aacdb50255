import Notes

/// The last head that the signer signed, as it keeps it in a file outside the database.
///
/// A database restored from a dump is shorter than the log that the world has seen; a signer that asked only the
/// database would sign a second history. So it signs a head only when that extends the one in this file, then writes
/// the file, then publishes. Reading and writing the file are the caller's.
///
///     tender-head/v1
///     origin log.example/tenders
///     size 3
///     root <b64>
///     peak <b64>                 the right edge, largest subtree first; the root follows from it
///     peak <b64>
public struct SignedHead: Hashable, Sendable {
  public static let type = "tender-head/v1"

  public let origin: String
  /// The right edge of the log at that head: enough to extend it without asking anybody.
  public let frontier: Frontier

  public init(origin: String, frontier: Frontier) {
    self.origin = origin
    self.frontier = frontier
  }

  /// A log that nothing was signed of yet.
  public init(origin: String) { self.init(origin: origin, frontier: Frontier()) }

  public var checkpoint: Checkpoint { Checkpoint(origin: origin, size: frontier.size, root: frontier.root) }

  /// The file's text.
  public var text: String {
    let lines =
      [SignedHead.type, "origin \(origin)", "size \(frontier.size)", "root \(frontier.root.b64)"]
      + frontier.peaks.map { "peak \($0.b64)" }
    return lines.map { $0 + "\n" }.joined()
  }

  /// - Throws: `malformed` for anything but the one text of a head: a torn or edited file signs nothing.
  public init(parsing bytes: [UInt8]) throws(HeadFault) {
    guard bytes.count <= 10_000, bytes.last == 0x0A, let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed
    }
    let lines = bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard lines.count >= 4, let origin = SignedHead.value(of: lines[1], "origin "), KeyReference.isKeyName(origin),
      let size = SignedHead.value(of: lines[2], "size ").flatMap({ decimal($0) })
    else { throw .malformed }
    let peaks = lines[4...].compactMap { SignedHead.value(of: $0, "peak ").flatMap { Digest(b64: $0) } }
    guard peaks.count == lines.count - 4, let frontier = try? Frontier(size: size, peaks: peaks) else {
      throw .malformed
    }
    self.init(origin: origin, frontier: frontier)
    guard self.text.utf8.elementsEqual(text.utf8) else { throw .malformed }
  }

  private static func value(of line: String, _ name: String) -> String? {
    line.utf8.starts(with: name.utf8) ? String(decoding: line.utf8.dropFirst(name.utf8.count), as: UTF8.self) : nil
  }

  /// The head that may be signed next, having appended these leaves to the last one.
  ///
  /// - Parameter next: what the database says the head is now.
  /// - Throws: `otherOrigin`, `shrinks`, `notAnExtension` when the leaves do not lead there.
  public func followed(
    by next: Checkpoint, appending leafHashes: some Sequence<Digest>
  ) throws(HeadFault) -> SignedHead {
    try compare(next.origin, next.size)
    var frontier = frontier
    for leaf in leafHashes { frontier.append(leaf) }
    guard frontier.size == next.size, frontier.root == next.root else { throw .notAnExtension }
    return SignedHead(origin: origin, frontier: frontier)
  }

  /// The head that may be signed next, proved consistent with the last one: after a restart, without its leaves.
  ///
  /// - Parameters:
  ///   - next: the right edge of the log now; its root is what will be signed.
  ///   - proof: the consistency proof from the last head's size to the next one's.
  /// - Throws: `shrinks`, `notAnExtension`.
  public func followed(by next: Frontier, proof: [Digest]) throws(HeadFault) -> SignedHead {
    try compare(origin, next.size)
    guard
      Tree.isConsistent(
        oldSize: frontier.size, oldRoot: frontier.root, newSize: next.size, newRoot: next.root, proof: proof)
    else { throw .notAnExtension }
    return SignedHead(origin: origin, frontier: next)
  }

  /// Whether a head may be signed after this one.
  public func mayFollow(_ next: Checkpoint, proof: [Digest]) throws(HeadFault) {
    try compare(next.origin, next.size)
    guard
      Tree.isConsistent(
        oldSize: frontier.size, oldRoot: frontier.root, newSize: next.size, newRoot: next.root, proof: proof)
    else { throw .notAnExtension }
  }

  private func compare(_ origin: String, _ size: Int) throws(HeadFault) {
    guard origin.utf8.elementsEqual(self.origin.utf8) else { throw .otherOrigin(origin) }
    guard size >= frontier.size else { throw .shrinks(from: frontier.size, to: size) }
  }
}

/// Why the signer signs nothing. The first that applies.
public enum HeadFault: Error, Hashable, Sendable {
  /// The file is not the text of a head.
  case malformed
  /// A head of another log.
  case otherOrigin(String)
  /// Fewer entries than were signed already: an older database.
  case shrinks(from: Int, to: Int)
  /// The entries that were signed already are not the beginning of the log any more.
  case notAnExtension

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .malformed: "head.malformed"
    case .otherOrigin: "head.otherOrigin"
    case .shrinks: "head.shrinks"
    case .notAnExtension: "head.notAnExtension"
    }
  }
}
