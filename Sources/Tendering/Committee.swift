import Exact

/// The committee of one lot (评标委员会): members m1 … mk with keys made for this tender.
public struct Committee: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// 评审专家, drawn.
    case expert
    /// 采购人代表
    case representative

    /// The role of whoever may take such a seat: who is the bureau's does not sit as an expert.
    ///
    /// - Source: ministry order 87 articles 45 and 47.
    public var role: Role {
      switch self {
      case .expert: .expert
      case .representative: .evaluator
      }
    }
  }

  public struct Member: Hashable, Sendable {
    /// m1, m2, …
    public let id: String
    public let kind: Kind
    public let isChair: Bool
    /// The human being, known to the bureau and never published.
    public let person: String
    public let key: PartyKey

    public init(id: String, kind: Kind, isChair: Bool = false, person: String, key: PartyKey) {
      self.id = id
      self.kind = kind
      self.isChair = isChair
      self.person = person
      self.key = key
    }
  }

  public let members: [Member]

  /// A lawful committee of these people.
  ///
  /// - Parameters:
  ///   - budget: large budgets ask for seven.
  ///   - duties: who holds another duty in this tender.
  ///   - conflicted: persons related to a bidder of the lot.
  ///   - supervisors: staff of the supervising authority.
  /// - Throws: the first refusal in the order of `CommitteeRefusal`.
  /// - Source: TBL §37; ministry order 87 article 47; R-061 … R-066.
  public init(
    _ members: [Member], budget: Price, duties: Duties = Duties(), conflicted: Set<String> = [],
    supervisors: Set<String> = [], rules: RuleBook = .current
  ) throws(CommitteeRefusal) {
    let isLarge = rules.money(.committeeLargeBudget).map { budget >= $0 } ?? false
    let needed = isLarge ? rules.count(.committeeLargeMin) : rules.count(.committeeMin)
    guard members.count >= needed else { throw .tooSmall(needed: needed, given: members.count) }
    guard !members.count.isMultiple(of: 2) else { throw .even(given: members.count) }
    let representatives = members.count { $0.kind == .representative }
    let most = Self.representativesMax(of: members.count)
    guard representatives <= most else { throw .tooManyRepresentatives(max: most, given: representatives) }
    let chairs = members.filter(\.isChair)
    guard let chair = chairs.first else { throw .noChair }
    guard chairs.count == 1 else { throw .twoChairs }
    guard chair.kind != .representative else { throw .representativeChairs }
    guard Set(members.map(\.person)).count == members.count else { throw .personTwice }
    guard Set(members.map(\.key)).count == members.count else { throw .keyTwice }
    for (i, member) in members.enumerated() where member.id != "m\(i + 1)" {
      throw .memberIdWrong(expected: "m\(i + 1)")
    }
    if members.contains(where: { supervisors.contains($0.person) }) { throw .supervisorSits }
    if let member = members.first(where: { conflicted.contains($0.person) }) {
      throw .conflictOfInterest(member: member.id)
    }
    for member in members {
      if let duty = duties.held[member.person], !duty.mayStandBeside(.evaluation) {
        throw .dutyHeld(member: member.id, duty: duty)
      }
    }
    self.members = members
  }

  /// Experts are two thirds at least: 5 → 1, 7 → 2, 9 → 3 representatives of the buyer.
  public static func representativesMax(of size: Int) -> Int { size / 3 }

  public func member(signing key: PartyKey) -> Member? { members.first { $0.key == key } }

  /// The member whose key asks to hand in a sheet.
  ///
  /// - Throws: `notAMember`, `notScoring`, `signedAlready`.
  public func member(
    scoringWith key: PartyKey, state: Lot.State, signed: Set<String>
  ) throws(ScoreRefusal) -> Member {
    guard let member = member(signing: key) else { throw .notAMember }
    guard state == .scoring || state == .evaluated || state == .awarded else { throw .notScoring }
    guard !signed.contains(member.id) else { throw .signedAlready }
    guard state == .scoring else { throw .notScoring }
    return member
  }

  /// The members' sheets in the members' order, all of them.
  ///
  /// - Throws: `sheetMissing` for the first member who has not signed.
  public func sheets(from signed: [String: ScoreSheet]) throws(EvaluationRefusal) -> [ScoreSheet] {
    var sheets: [ScoreSheet] = []
    for member in members {
      guard let sheet = signed[member.id] else { throw .sheetMissing(member: member.id) }
      sheets.append(sheet)
    }
    return sheets
  }

  /// Whether the committee may be formed of these experts now.
  ///
  /// - Parameters:
  ///   - drawn: the drawn ids in their order, or nil when the experts were appointed.
  ///   - taken: the ids of the experts who sit, in the members' order.
  ///   - declined: drawn persons who could not come, with a recorded reason.
  /// - Throws: `formedAlready`, `notAsDrawn` when somebody sits before an earlier one who did not decline.
  /// - Source: R-063.
  public static func mayForm(
    exists: Bool, drawn: [String]?, taken: [String], declined: Set<String> = []
  ) throws(CommitteeRefusal) {
    guard !exists else { throw .formedAlready }
    guard let drawn else { return }
    let willing = drawn.filter { !declined.contains($0) }
    guard Array(willing.prefix(taken.count)) == taken else { throw .notAsDrawn }
  }
}
