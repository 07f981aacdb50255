import Notes

/// A proof that an entry stands in the log, in the text form that needs nothing else.
///
/// - Source: c2sp.org/tlog-proof@v1.
public struct LogProof: Sendable {
  public static let type = "c2sp.org/tlog-proof@v1"
  /// No path is longer: a log has fewer than 2^63 entries.
  public static let pathMax = 63
  /// A checkpoint, the path, and an `extra` with the largest entry of a log in it.
  public static let bytesMax = Checkpoint.bytesMax + 100_000

  /// What the application adds; not authenticated by the proof.
  public var extra: [UInt8]?
  /// From 0.
  public var index: Int
  /// From the leaf's sibling up.
  public var path: [Digest]
  /// With its signatures, byte for byte.
  public var checkpoint: SignedNote

  public init(extra: [UInt8]?, index: Int, path: [Digest], checkpoint: SignedNote) {
    self.extra = extra
    self.index = index
    self.path = path
    self.checkpoint = checkpoint
  }

  public var bytes: [UInt8] {
    var head = "\(LogProof.type)\n"
    if let extra { head += "extra \(Base64.encode(extra))\n" }
    head += "index \(index)\n"
    for hash in path { head += hash.b64 + "\n" }
    return Array(head.utf8) + [0x0A] + checkpoint.bytes
  }

  /// - Throws: the first part that is not as the specification has it.
  public init(parsing bytes: [UInt8]) throws(LogProofFault) {
    guard bytes.count <= LogProof.bytesMax else { throw .tooLarge }
    // The head ends at the first empty line; what follows is the checkpoint.
    guard let split = bytes.indices.dropFirst().first(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }) else {
      throw .form
    }
    var lines = bytes[..<(split - 1)].split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    func next() -> ArraySlice<UInt8>? { lines.popFirst() }
    guard let type = next(), type.elementsEqual(LogProof.type.utf8) else { throw .type }
    var line = next()
    extra = nil
    if let text = LogProof.value(of: line, "extra ") {
      guard let decoded = Base64.decode(text) else { throw .extra }
      extra = decoded
      line = next()
    }
    guard let text = LogProof.value(of: line, "index "), let index = decimal(text) else { throw .index }
    self.index = index
    guard lines.count <= LogProof.pathMax else { throw .path }
    path = []
    for line in lines {
      guard let hash = Digest(b64: String(decoding: line, as: UTF8.self)) else { throw .path }
      path.append(hash)
    }
    do { checkpoint = try Checkpoint.note(parsing: Array(bytes[(split + 1)...])) } catch { throw .checkpoint(error) }
  }

  private static func value(of line: ArraySlice<UInt8>?, _ name: String) -> String? {
    guard let line, line.starts(with: name.utf8) else { return nil }
    return String(decoding: line.dropFirst(name.utf8.count), as: UTF8.self)
  }
}

/// Why bytes are no proof. The first that applies.
public enum LogProofFault: Error, Hashable, Sendable {
  case tooLarge
  /// No empty line before a checkpoint.
  case form
  /// Another first line.
  case type
  case extra
  case index
  case path
  case checkpoint(CheckpointFault)

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .tooLarge: "logProof.tooLarge"
    case .form: "logProof.form"
    case .type: "logProof.type"
    case .extra: "logProof.extra"
    case .index: "logProof.index"
    case .path: "logProof.path"
    case .checkpoint(let fault): fault.code
    }
  }
}
