/// What the counter knows of a tender when a note for it comes in.
public struct Bidding: Hashable, Sendable {
  public let tender: Tender.ID
  /// The id of the notice.
  public let notice: Fingerprint
  public let opens: Instant
  /// The deadline in force, amendments included.
  public let deadline: Instant
  public let threshold: Threshold
  public let parts: [OfferedPart]
  public let isCancelled: Bool
  /// The close is written: what was not committed before it is not in time, whenever it arrived.
  public let isClosed: Bool

  public init(
    tender: Tender.ID, notice: Fingerprint, opens: Instant, deadline: Instant, threshold: Threshold,
    parts: [OfferedPart], isCancelled: Bool = false, isClosed: Bool = false
  ) {
    self.tender = tender
    self.notice = notice
    self.opens = opens
    self.deadline = deadline
    self.threshold = threshold
    self.parts = parts
    self.isCancelled = isCancelled
    self.isClosed = isClosed
  }

  /// What is known of the bidder's earlier notes for the same lot and part.
  public struct Past: Hashable, Sendable {
    public let isRegistered: Bool
    /// The highest seq taken, or nil.
    public let lastSeq: Int?
    /// The incoming note's seq is taken by another note.
    public let isSeqUsed: Bool
    public let bidInForce: Bid.ID?

    public init(isRegistered: Bool, lastSeq: Int? = nil, isSeqUsed: Bool = false, bidInForce: Bid.ID? = nil) {
      self.isRegistered = isRegistered
      self.lastSeq = lastSeq
      self.isSeqUsed = isSeqUsed
      self.bidInForce = bidInForce
    }
  }

  /// A bid note's lines, and who signed it.
  public struct IncomingBid: Hashable, Sendable {
    public let notice: Fingerprint
    public let lot: Lot.ID
    public let part: Part.ID
    public let bidder: PartyKey
    public let signer: PartyKey
    public let seq: Int
    public let threshold: Threshold
    public let payloadBytes: Int

    public init(
      notice: Fingerprint, lot: Lot.ID, part: Part.ID, bidder: PartyKey, signer: PartyKey, seq: Int,
      threshold: Threshold, payloadBytes: Int
    ) {
      self.notice = notice
      self.lot = lot
      self.part = part
      self.bidder = bidder
      self.signer = signer
      self.seq = seq
      self.threshold = threshold
      self.payloadBytes = payloadBytes
    }
  }

  /// What lies at the counter for the payload that a note names.
  public enum Payload: Hashable, Sendable {
    case missing
    /// Of another length or hash.
    case differs
    /// All of it, since that moment.
    case complete(at: Instant)
  }

  /// Takes a bid, or says why not.
  ///
  /// A note already taken is answered with its first acknowledgement before this is asked.
  ///
  /// - Parameter received: when the last byte of the note reached the daemon; that of its payload may have come later.
  /// - Throws: the first refusal in the order of `BidRefusal`.
  /// - Source; protocol sections 3 and 4.
  public func accept(
    _ bid: IncomingBid, past: Past, payload: Payload, receivedAt received: Instant
  ) throws(BidRefusal) {
    let part = try pair(bid.lot, bid.part, bidder: bid.bidder, signer: bid.signer)
    try inTime(received)
    guard past.isRegistered else { throw .notRegistered }
    guard bid.notice == notice else { throw .wrongNotice }
    guard bid.threshold == threshold else { throw .wrongThreshold(expected: threshold, given: bid.threshold) }
    guard bid.payloadBytes <= part.bytesMax else {
      throw .payloadTooLarge(max: part.bytesMax, given: bid.payloadBytes)
    }
    switch payload {
    case .missing: throw .payloadMissing
    case .differs: throw .payloadDiffers
    case .complete(let at):
      // The last byte of all that makes the bid decides.
      guard at < deadline else { throw .late(deadline: deadline, received: at) }
    }
    try rising(bid.seq, past)
  }

  /// Takes a withdrawal, or says why not.
  ///
  /// - Parameter named: the bid that the note's `bid` line names.
  public func accept(
    withdrawalOf named: Bid.ID, lot: Lot.ID, part: Part.ID, bidder: PartyKey, signer: PartyKey, seq: Int, past: Past,
    receivedAt received: Instant
  ) throws(BidRefusal) {
    _ = try pair(lot, part, bidder: bidder, signer: signer)
    try inTime(received)
    guard past.isRegistered else { throw .notRegistered }
    try rising(seq, past)
    guard past.bidInForce == named else { throw .withdrawsOther(hasBidInForce: past.bidInForce != nil) }
  }

  /// Takes a registration, which is open from the notice on.
  ///
  /// - Parameter isTaken: the bidder, its name or its public key is registered for this tender already.
  public func accept(
    registrationOf bidder: PartyKey, signer: PartyKey, isTaken: Bool, receivedAt received: Instant
  ) throws(BidRefusal) {
    guard bidder == signer else { throw .signedByAnother }
    if isCancelled { throw .cancelled }
    guard received < deadline else { throw .late(deadline: deadline, received: received) }
    if isClosed { throw .closed }
    if isTaken { throw .registeredAlready }
  }

  private func pair(
    _ lot: Lot.ID, _ part: Part.ID, bidder: PartyKey, signer: PartyKey
  ) throws(BidRefusal) -> OfferedPart {
    guard bidder == signer else { throw .signedByAnother }
    if isCancelled { throw .cancelled }
    guard parts.contains(where: { $0.lot == lot }) else { throw .lotNotOffered }
    guard let offered = parts.first(where: { $0.lot == lot && $0.part == part }) else { throw .partNotOffered }
    return offered
  }

  private func inTime(_ received: Instant) throws(BidRefusal) {
    guard received >= opens else { throw .notOpenYet(opens: opens, received: received) }
    // The closing instant itself is late.
    guard received < deadline else { throw .late(deadline: deadline, received: received) }
    if isClosed { throw .closed }
  }

  private func rising(_ seq: Int, _ past: Past) throws(BidRefusal) {
    if past.isSeqUsed { throw .seqUsed(seq: seq) }
    if let last = past.lastSeq, seq <= last { throw .seqNotRising(last: last, given: seq) }
  }

  /// Two clocks that differ by more than this cannot judge a deadline.
  public static let clockDifferenceMax = 500

  /// - Throws: `clockUnsure` when the daemon's clock and the database's are too far apart.
  public static func checkClocks(differenceMilliseconds difference: Int) throws(BidRefusal) {
    guard difference.magnitude <= clockDifferenceMax.magnitude else {
      throw .clockUnsure(differenceMilliseconds: difference)
    }
  }
}
