/// Words that people give for what they do, where a rule asks for a reason.
public enum GivenReason {
  public static let bytesMax = 2000

  /// - Throws: `reasonMissing`, `reasonTooLong`.
  public static func check(_ text: String) throws(ConductRefusal) {
    guard text.utf8.contains(where: { $0 > 0x20 }) else { throw .reasonMissing }
    guard text.utf8.count <= bytesMax else { throw .reasonTooLong(max: bytesMax) }
  }
}

/// How somebody who is to judge stands towards one lot (回避): it sees no bid before it has declared that it has no conflict
/// of interest, and none after it has stepped back.
///
/// - Source: GPL §12; GPR §9; R-066.
public struct Impartiality: Hashable, Sendable {
  public let hasDeclared: Bool
  /// By its own declaration, by a bidder's request that was granted, or excused.
  public let hasSteppedBack: Bool

  public init(hasDeclared: Bool, hasSteppedBack: Bool) {
    self.hasDeclared = hasDeclared
    self.hasSteppedBack = hasSteppedBack
  }

  /// - Throws: `steppedBack`, `notDeclared`.
  public func mayJudge() throws(ConductRefusal) {
    guard !hasSteppedBack else { throw .steppedBack }
    guard hasDeclared else { throw .notDeclared }
  }

  /// Whether the person may declare now: once the bidders are known, until the lot is evaluated.
  ///
  /// - Parameter conflict: which conflict of interest there is; nil for none.
  /// - Throws: `lotNotOpened`, `lotDecided`, `steppedBack`, `reasonMissing`, `reasonTooLong`.
  public func mayDeclare(conflict: String?, in state: Lot.State) throws(ConductRefusal) {
    try state.mayChangeCommittee()
    guard !hasSteppedBack else { throw .steppedBack }
    if let conflict { try GivenReason.check(conflict) }
  }
}

extension Lot.State {
  /// Whether something about who judges the lot may still change.
  ///
  /// - Throws: `lotNotOpened`, `lotDecided`.
  public func mayChangeCommittee() throws(ConductRefusal) {
    switch self {
    case .draft, .published, .open, .closed: throw .lotNotOpened
    case .opening, .opened, .qualification, .conformity, .scoring: return
    case .evaluated, .awarded, .failed, .cancelled: throw .lotDecided
    }
  }
}

/// A bidder's request that somebody step back (回避申请).
public enum RecusalRequest {
  /// More of one bidder in one lot are not taken.
  public static let countMax = 20

  /// - Throws: `lotNotOpened`, `lotDecided`, `notABidder`, `tooManyRequests`, `reasonMissing`, `reasonTooLong`.
  public static func ask(
    in state: Lot.State, isBidder: Bool, earlier: Int, named: String, reason: String
  ) throws(ConductRefusal) {
    try state.mayChangeCommittee()
    guard isBidder else { throw .notABidder }
    guard earlier < countMax else { throw .tooManyRequests(max: countMax) }
    try GivenReason.check(named)
    try GivenReason.check(reason)
  }

  /// - Throws: `lotNotOpened`, `lotDecided`, `requestUnknown`, `requestDecided`, `reasonMissing`, `reasonTooLong`.
  public static func decide(
    in state: Lot.State, isKnown: Bool, isDecided: Bool, reason: String
  ) throws(ConductRefusal) {
    try state.mayChangeCommittee()
    guard isKnown else { throw .requestUnknown }
    guard !isDecided else { throw .requestDecided }
    try GivenReason.check(reason)
  }
}

extension Committee {
  /// A seat as it stands, with whoever holds it or held it last.
  public struct Seat: Hashable, Sendable {
    public let holder: Member
    /// The holder has stepped back and nobody has taken the seat.
    public let isVacant: Bool

    public init(holder: Member, isVacant: Bool) {
      self.holder = holder
      self.isVacant = isVacant
    }
  }

  /// A committee works only while every seat is held.
  ///
  /// - Throws: `seatVacant` for the first that is not.
  public static func requireFull(_ seats: [Seat]) throws(ConductRefusal) {
    if let seat = seats.first(where: \.isVacant) { throw .seatVacant(member: seat.holder.id) }
  }

  /// Who comes anew when a committee follows another: in each vacant seat somebody who never sat in the lot, with a key of
  /// its own, of the same kind and as chair if the seat is the chair's; all other seats as they were.
  ///
  /// - Parameter barred: everybody who has sat in the lot or stepped back from it.
  /// - Throws: `seatChanged`, `satBefore`.
  /// - Source: ministry order 87 article 49; R-067.
  public static func newcomers(
    to seats: [Seat], in members: [Member], barred: Set<String>
  ) throws(ConductRefusal) -> [Member] {
    guard members.count == seats.count else { throw .seatChanged(member: "m\(min(members.count, seats.count) + 1)") }
    var newcomers: [Member] = []
    for (seat, member) in zip(seats, members) {
      let holder = seat.holder
      guard member.id == holder.id, member.kind == holder.kind, member.isChair == holder.isChair,
        seat.isVacant == (member.key != holder.key), seat.isVacant == (member.person != holder.person)
      else { throw .seatChanged(member: holder.id) }
      guard seat.isVacant else { continue }
      guard !barred.contains(member.person) else { throw .satBefore(member: member.id) }
      newcomers.append(member)
    }
    return newcomers
  }
}
