/// What may still be done for a bid that could not be opened, and when an opening is over.
public enum Recovery {
  /// How a bid that was not decrypted is treated, by whose fault it was; the others go on. The spelling stands in the
  /// opening record.
  ///
  /// - Source: R-057 (E20 §31).
  public enum Treatment: String, Hashable, Sendable, CaseIterable {
    /// 视为撤销: the bidder's own fault. Enough custodians gave their shares, and what it had sealed does not hold.
    case revoked
    /// 视为撤回: another's fault. Too few shares came, nor the bidder's own secret within the window; whoever is
    /// answerable makes good the bidder's direct loss.
    case withdrawn
  }

  /// Takes a bidder's secret for a bid without enough valid shares.
  ///
  /// - Parameters:
  ///   - result: the bid's last result, or nil when it has none.
  ///   - firstUnopenableAt: when the bid was first found unopenable.
  ///   - window: the notice's `recovery`, in seconds.
  ///   - hasSecret: a secret for it stands in the log already.
  ///   - opensBid: the secret re-creates the bid's shares, checked by the caller.
  /// - Throws: `bidNotUnopenable`, `secretGivenAlready`, `recoveryOver`, `secretDiffers`.
  /// - Source: protocol section 7.
  public static func accept(
    secretFor result: Bid.OpeningResult?, firstUnopenableAt: Instant?, window: Int, hasSecret: Bool, opensBid: Bool,
    at now: Instant
  ) throws(OpeningRefusal) {
    guard result == .unopenable, let first = firstUnopenableAt else { throw .bidNotUnopenable }
    guard !hasSecret else { throw .secretGivenAlready }
    let end = first.adding(seconds: Int64(window))
    guard now <= end else { throw .recoveryOver(ended: end) }
    guard opensBid else { throw .secretDiffers }
  }

  /// Whether a result may be written at `time` in the place of what stands.
  ///
  /// - Parameters:
  ///   - result: the bid's last result, or nil when it has none.
  ///   - firstUnopenableAt: when the bid was first found unopenable.
  ///   - window: the notice's `recovery`, in seconds; its last second counts.
  /// - Returns: true for a bid without a result, and for an unopenable one within its window.
  /// - Source: protocol section 7: a result replaces only `unopenable`, and after the window that is final.
  public static func mayWrite(
    over result: Bid.OpeningResult?, firstUnopenableAt: Instant?, window: Int, at time: Instant
  ) -> Bool {
    guard let result else { return true }
    guard result == .unopenable, let first = firstUnopenableAt else { return false }
    return time <= first.adding(seconds: Int64(window))
  }

  /// Until when a lot waits: the end of the last window that is still running.
  ///
  /// - Parameter unopenableAt: when each bid that stands as unopenable was found so.
  /// - Returns: nil when none runs at `now`.
  public static func runsUntil(unopenableAt: [Instant], window: Int, at now: Instant) -> Instant? {
    let ends = unopenableAt.map { $0.adding(seconds: Int64(window)) }
    return ends.filter { now <= $0 }.max()
  }

  /// The opening record (开标记录表) is made once, when each bid of the manifest has a result.
  ///
  /// - Throws: `resultsMissing`, `recordedAlready`.
  public static func record(missing: Int, isRecorded: Bool) throws(OpeningRefusal) {
    guard missing == 0 else { throw .resultsMissing(count: missing) }
    guard !isRecorded else { throw .recordedAlready }
  }
}

extension Bid.OpeningResult {
  /// Nil for a bid that was opened.
  public var treatment: Recovery.Treatment? {
    switch self {
    case .opened: nil
    case .malformed: .revoked
    case .unopenable: .withdrawn
    }
  }
}
