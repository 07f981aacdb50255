/// A public draw whose chance comes from several parties' secrets, committed before the list was known.
///
/// seed = SHA-256("tender-draw/v1\n" || id(draw) || secrets in order); the list's ids sort by SHA-256(seed || id); the
/// first `take` win. Nobody who commits first can steer it, as long as one party keeps its secret.
public struct Draw: Hashable, Sendable {
  public enum Purpose: String, Hashable, Sendable, CaseIterable {
    case experts, tie
  }

  public let purpose: Purpose
  public let take: Int
  /// SHA-256 of each contributor's secret, in the note's order.
  public let commitments: [Fingerprint]
  /// Experts' ids, or hex bid ids, as ASCII.
  public let list: [String]

  /// - Throws: `drawUnfit` unless two or more contribute, no id is twice and at least one but not more than all are
  ///   taken; a tie's draw takes all.
  public init(purpose: Purpose, take: Int, commitments: [Fingerprint], list: [String]) throws(CommitteeRefusal) {
    guard commitments.count >= 2, Set(commitments).count == commitments.count, Set(list).count == list.count,
      (1...max(1, list.count)).contains(take), !list.isEmpty, purpose == .experts || take == list.count,
      list.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 64 && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
    else { throw .drawUnfit }
    self.purpose = purpose
    self.take = take
    self.commitments = commitments
    self.list = list
  }

  /// The winners in the order drawn.
  ///
  /// - Parameters:
  ///   - id: the id of the `tender-draw` note.
  ///   - secrets: 32 bytes of each contributor in the same order; nil for one that never came.
  /// - Throws: `drawVoid` when a secret is missing, `secretDiffers` when one is not what was committed to.
  public func result(
    id: Fingerprint, secrets: [[UInt8]?], sha256: ([UInt8]) -> Fingerprint
  ) throws(CommitteeRefusal) -> [String] {
    guard secrets.count == commitments.count else { throw .drawVoid }
    var material = Array("tender-draw/v1\n".utf8) + id.bytes
    for (secret, commitment) in zip(secrets, commitments) {
      guard let secret else { throw .drawVoid }
      guard secret.count == 32, sha256(secret) == commitment else { throw .secretDiffers }
      material += secret
    }
    let seed = sha256(material).bytes
    let sorted = list.map { (sha256(seed + Array($0.utf8)), $0) }.sorted { $0.0 < $1.0 }
    return sorted.prefix(take).map(\.1)
  }
}
