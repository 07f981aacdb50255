/// Why a registration, a bid or a withdrawal is not taken.
public enum BidRefusal: Refusal {
  case tenderUnknown
  /// A rehearsal's id at a real daemon, or the reverse.
  case rehearsalDiffers(isRehearsal: Bool)
  /// The note is signed with another key than its `bidder` line names.
  case signedByAnother
  case cancelled
  case lotNotOffered
  case partNotOffered
  case notOpenYet(opens: Instant, received: Instant)
  /// Received at or after the deadline in force; the closing instant itself is late.
  case late(deadline: Instant, received: Instant)
  /// Received before the deadline, and the tender was closed before it could be written down: the grace was over, or the
  /// daemon had been away.
  case closed
  /// The daemon's clock and the database's differ too much to judge a deadline.
  case clockUnsure(differenceMilliseconds: Int)
  /// A second registration of one bidder, or one key under two names.
  case registeredAlready
  case notRegistered
  case wrongNotice
  case wrongThreshold(expected: Threshold, given: Threshold)
  case payloadTooLarge(max: Int, given: Int)
  case payloadMissing
  /// The bytes that arrived have another length or hash than the note says.
  case payloadDiffers
  case seqUsed(seq: Int)
  case seqNotRising(last: Int, given: Int)
  /// A withdrawal must name the bid in force.
  case withdrawsOther(hasBidInForce: Bool)

  public var code: String {
    switch self {
    case .tenderUnknown: "bid.tenderUnknown"
    case .rehearsalDiffers: "bid.rehearsalDiffers"
    case .signedByAnother: "bid.signedByAnother"
    case .cancelled: "bid.cancelled"
    case .lotNotOffered: "bid.lotNotOffered"
    case .partNotOffered: "bid.partNotOffered"
    case .notOpenYet: "bid.notOpenYet"
    case .late: "bid.late"
    case .closed: "bid.closed"
    case .clockUnsure: "bid.clockUnsure"
    case .registeredAlready: "bid.registeredAlready"
    case .notRegistered: "bid.notRegistered"
    case .wrongNotice: "bid.wrongNotice"
    case .wrongThreshold: "bid.wrongThreshold"
    case .payloadTooLarge: "bid.payloadTooLarge"
    case .payloadMissing: "bid.payloadMissing"
    case .payloadDiffers: "bid.payloadDiffers"
    case .seqUsed: "bid.seqUsed"
    case .seqNotRising: "bid.seqNotRising"
    case .withdrawsOther: "bid.withdrawsOther"
    }
  }
}
