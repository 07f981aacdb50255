import Exact

/// How a bidder stood at the deadline, and whom its bid shares with another of the lot.
///
/// - Source.
public enum Standing {
  /// What stands against a bidder on the day of the deadline.
  ///
  /// - Parameters:
  ///   - entries: what is known and not taken back, of any firm.
  ///   - licence: the number under which the bidder registered.
  ///   - day: the day of the deadline in China; what begins later, or ended before, does not count.
  public static func against(
    _ code: CreditCode, licence: String, among entries: [StandingEntry], on day: CalendarDay
  ) -> [StandingEntry] {
    let barring = entries.filter { $0.list.bars && $0.creditCode == code && $0.holds(on: day) }
    return barring + (licenceState(licence, of: code, among: entries, on: day).fault.map { [$0] } ?? [])
  }

  /// What stands against a further member of a consortium on that day: every member is held against the lists that bar
  /// the licence is the agency's that leads.
  public static func against(
    member code: CreditCode, among entries: [StandingEntry], on day: CalendarDay
  ) -> [StandingEntry] {
    entries.filter { $0.list.bars && $0.creditCode == code && $0.holds(on: day) }
  }

  /// A firm that takes part in more than one bid of a lot, alone or as a member of a consortium.
  public struct SharedMember: Hashable, Sendable {
    public let code: CreditCode
    /// In the order given.
    public let bids: [Bid.ID]
  }

  /// - Source: R-005.
  public static func sharedMembers(_ bids: [(bid: Bid.ID, firms: [CreditCode])]) -> [SharedMember] {
    var order: [CreditCode] = []
    var seen: [CreditCode: [Bid.ID]] = [:]
    for (bid, firms) in bids {
      for firm in firms where !(seen[firm]?.contains(bid) ?? false) {
        if seen[firm] == nil { order.append(firm) }
        seen[firm, default: []].append(bid)
      }
    }
    return order.compactMap { code in
      guard let bids = seen[code], bids.count > 1 else { return nil }
      return SharedMember(code: code, bids: bids)
    }
  }

  public enum LicenceFinding: Hashable, Sendable {
    case valid
    /// On the register, and not valid on that day, or another's.
    case notValid(StandingEntry)
    /// No register that was brought has the number.
    case notFound

    var fault: StandingEntry? { if case .notValid(let entry) = self { entry } else { nil } }

    public var word: String {
      switch self {
      case .valid: "valid"
      case .notValid: "notValid"
      case .notFound: "notFound"
      }
    }
  }

  public static func licenceState(
    _ licence: String, of code: CreditCode, among entries: [StandingEntry], on day: CalendarDay
  ) -> LicenceFinding {
    let rows = entries.filter { $0.list == .licence && $0.licence.map { sameText($0, licence) } ?? false }
    guard let last = rows.last else { return .notFound }
    // Several lines of one number are its history: a valid one of this firm on that day is enough.
    let isValid = rows.contains { $0.state == .valid && $0.holds(on: day) && $0.creditCode.map { $0 == code } ?? true }
    // A suspension within the time of a licence goes before it.
    let stop = rows.last { $0.state != .valid && $0.holds(on: day) }
    if let stop { return .notValid(stop) }
    return isValid ? .valid : .notValid(last)
  }

  private static func sameText(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  /// Somebody who stands in more than one bid of a lot.
  public struct SharedPerson: Hashable, Sendable {
    public let certificate: String
    /// As the first bid has it.
    public let name: String
    /// In the order given.
    public let bids: [Bid.ID]
  }

  /// A named attorney or representative may stand in one bid of a lot only; who goes by the certificate's number, not by
  /// the name, which many share.
  ///
  /// - Source: R-007.
  public static func sharedPeople(_ bids: [(bid: Bid.ID, team: [Offer.TeamMember])]) -> [SharedPerson] {
    var order: [String] = []
    var seen: [String: (name: String, bids: [Bid.ID])] = [:]
    for (bid, team) in bids {
      for member in team {
        let number = folded(member.certificate)
        guard !number.isEmpty else { continue }
        if seen[number] == nil { order.append(number) }
        var known = seen[number] ?? (member.name, [])
        if !known.bids.contains(bid) { known.bids.append(bid) }
        seen[number] = known
      }
    }
    return order.compactMap { number in
      guard let known = seen[number], known.bids.count > 1 else { return nil }
      return SharedPerson(certificate: number, name: known.name, bids: known.bids)
    }
  }

  /// Letters and digits only, letters large: blanks, dots and dashes do not make another number.
  private static func folded(_ certificate: String) -> String {
    String(
      decoding: certificate.utf8.compactMap { byte -> UInt8? in
        switch byte {
        case 0x30...0x39, 0x41...0x5A: byte
        case 0x61...0x7A: byte - 0x20
        default: byte >= 0x80 ? byte : nil
        }
      }, as: UTF8.self)
  }
}
