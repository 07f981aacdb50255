/// A public draw whose chance comes from several parties' secrets, each committed to before any is known.
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

/// Who gives a secret to a draw.
public enum DrawContributor: String, Hashable, Sendable, CaseIterable {
  /// The drawing officer of the tender.
  case officer
  /// Finance bureau or discipline inspection: not commanded by the officer.
  case supervisor
  /// In a tie, one of the bidders that tie.
  case bidder
}

/// How far the draws of one lot and purpose are; commitments first, then the list, then the secrets.
///
///     commit … commit  →  tender-draw (commitments, list)  →  secret … secret  →  tender-drawn
///                                                          →  a secret is missing: tender-void, begin again
public struct DrawStanding: Hashable, Sendable {
  /// Something of this purpose is to be drawn in the lot now.
  public let isOpen: Bool
  /// A draw was announced and has no end.
  public let isRunning: Bool
  /// A draw came to a result.
  public let isDrawn: Bool

  public init(isOpen: Bool, isRunning: Bool, isDrawn: Bool) {
    self.isOpen = isOpen
    self.isRunning = isRunning
    self.isDrawn = isDrawn
  }

  /// Takes somebody's commitment to a secret. Before a draw is announced, whoever has no part in it is told the same
  /// whether something is to be drawn or not: that bids tie, or a seat is vacant, is not its to know yet.
  ///
  /// - Parameters:
  ///   - contributor: nil for somebody who has no part in this draw.
  ///   - hasCommitted: this party's last commitment was not used by a draw yet.
  /// - Throws: `notOpen`, `runningAlready`, `commitmentGivenAlready`.
  public func commit(_ contributor: DrawContributor?, hasCommitted: Bool) throws(DrawRefusal) {
    guard isOpen, contributor != nil || isRunning else { throw .notOpen }
    guard !isRunning else { throw .runningAlready }
    guard !hasCommitted else { throw .commitmentGivenAlready }
  }

  /// Whether an officer may announce the draw, which fixes its list.
  ///
  /// - Parameters:
  ///   - contributors: of whom a commitment is at hand.
  ///   - declined: how many of those drawn before cannot come, each with its reason.
  /// - Throws: `notOpen`, `runningAlready`, `drawnAlready`, `independentMissing`.
  /// - Source: R-063 (experts), R-093 (ties); the parties are those of the draw's format.
  public func start(contributors: [DrawContributor], declined: Int) throws(DrawRefusal) {
    guard isOpen else { throw .notOpen }
    guard !isRunning else { throw .runningAlready }
    guard !isDrawn || declined > 0 else { throw .drawnAlready }
    guard contributors.contains(.officer), contributors.contains(where: { $0 != .officer }) else {
      throw .independentMissing
    }
  }
}

extension Draw {
  /// Takes one party's secret after the list is fixed.
  ///
  /// - Parameters:
  ///   - commitment: this party's in the draw; nil when it has none there.
  /// - Throws: `DrawRefusal.endedAlready`, `notAContributor`, `secretGivenAlready`; `CommitteeRefusal.secretDiffers`.
  public static func reveal(
    _ secret: [UInt8], commitment: Fingerprint?, isEnded: Bool, isGiven: Bool, sha256: ([UInt8]) -> Fingerprint
  ) throws {
    guard !isEnded else { throw DrawRefusal.endedAlready }
    guard let commitment else { throw DrawRefusal.notAContributor }
    guard !isGiven else { throw DrawRefusal.secretGivenAlready }
    guard secret.count == 32, sha256(secret) == commitment else { throw CommitteeRefusal.secretDiffers }
  }

  /// Whether a draw may be given up: only while a secret is missing, so that nobody voids a result it does not like.
  ///
  /// - Throws: `endedAlready`, `nothingMissing`, `reasonMissing`.
  public static func void(missing: Int, isEnded: Bool, reason: String) throws(DrawRefusal) {
    guard !isEnded else { throw .endedAlready }
    guard missing > 0 else { throw .nothingMissing }
    guard reason.utf8.contains(where: { $0 > 0x20 }) else { throw .reasonMissing }
  }
}
