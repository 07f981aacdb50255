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

  /// The opening record (开标记录表) is made once, when each bid of the manifest has a result.
  ///
  /// - Throws: `resultsMissing`, `recordedAlready`.
  public static func record(missing: Int, isRecorded: Bool) throws(OpeningRefusal) {
    guard missing == 0 else { throw .resultsMissing(count: missing) }
    guard !isRecorded else { throw .recordedAlready }
  }
}
