import Canon

/// The end of a tender, or of one lot of it, before an award (终止), before it is signed.
///
///     {"ground":"taskCancelled","reason":"…"}
public struct Cancellation: Hashable, Sendable {
  /// Why a whole tender may end; the spelling stands in `tender-cancellation/v1`. A buyer may not end one at will.
  public enum Ground: String, Hashable, Sendable, CaseIterable {
    /// the task fell away through a major change.
    case taskCancelled
    /// the documents are unlawful or defective; they are put right and the tender begins again.
    case documentsUnlawful
    /// The bids cannot be opened any more: too many opening keys, or the tender's own secret, are lost. 待核实.
    case openingImpossible
  }

  public let ground: Ground
  public let reason: String

  public static let reasonMax = 2000

  /// - Throws: `FormRefusal` for a ground that is not in the list or a reason that is too long.
  public init(json: JSON) throws(FormRefusal) {
    let form = try FormReader(json, only: ["ground", "reason"])
    ground = try form.word("ground")
    reason = form.has("reason") ? try form.optionalText("reason", max: Self.reasonMax) ?? "" : ""
  }
}

extension Tender {
  /// How a tender came to its end.
  public enum End: String, Hashable, Sendable, CaseIterable {
    /// At least one lot was awarded.
    case complete
    /// Every lot was cancelled, or the tender was.
    case cancelled
    /// No lot was awarded, and at least one failed.
    case unsuccessful
  }

  /// The tender's end, which follows from its lots; nil while one of them goes on.
  public static func end(state: State, lots: [Lot.State]) -> End? {
    if state == .cancelled { return .cancelled }
    guard !lots.isEmpty, lots.allSatisfy({ $0.isFinal || $0 == .awarded }) else { return nil }
    if lots.contains(.awarded) { return .complete }
    return lots.allSatisfy { $0 == .cancelled } ? .cancelled : .unsuccessful
  }
}
