/// What may still be done for a bid that could not be opened, and when an opening is over.
public enum Recovery {
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
