/// One row of the register of rules: what a rule asks for, where it comes from, and what in this product carries it.
///
/// The register is the product's own reading of the law, in one sentence a rule. Numbers stand in `RuleBook`; a row names
/// them by key, so that a number has one home. `RuleRegister.rules` is complete from R-001 on.
public struct RegisteredRule: Hashable, Sendable {
  /// Such as `R-036`.
  public let id: String
  /// The articles by their instruments' short names, the leading one first: `GPL §35; TBL §24`.
  public let source: String
  public let zh: String
  public let en: String
  /// Its numbers, in `RuleBook`.
  public let numbers: [Rule.Key]
  /// How far it was checked; two when parts of it rest on different texts; none where no rule was found and the tender
  /// documents must speak.
  public let levels: [Rule.Level]
  public let profiles: Set<Profile>
  /// Since when: the day of the instrument that it cites first.
  public let from: CalendarDay
  public let to: CalendarDay?
  public let standing: Standing
  /// The names of the tests that prove it, as they stand in `Tests`.
  public let tests: [String]

  /// Something in this repository that carries a rule.
  public struct Place: Hashable, Sendable {
    /// From the repository's root.
    public let file: String
    /// A type, function, constraint or key that stands in the file.
    public let name: String
  }

  /// How the product stands to a rule.
  public enum Standing: Hashable, Sendable {
    case carried([Place])
    /// Carried but for what the words say.
    case partly([Place], zh: String, en: String)
    /// People do it and the product has no part in it, or the rule cannot meet these tenders.
    case outside(zh: String, en: String)
    /// It applies and nothing here carries it yet.
    case notYet(zh: String, en: String)

    public var places: [Place] {
      switch self {
      case .carried(let places), .partly(let places, _, _): places
      case .outside, .notYet: []
      }
    }

    /// One word, for programs.
    public var word: String {
      switch self {
      case .carried: "carried"
      case .partly: "partly"
      case .outside: "outside"
      case .notYet: "notYet"
      }
    }
  }

  /// Shown as 待核实 until the bureau's legal officer has ticked it.
  public var isUnconfirmed: Bool { levels.isEmpty || levels.contains { $0 != .verified } }
}

/// The register of rules.
public enum RuleRegister {
  /// R-001 … R-129 in order.
  public static let rules: [RegisteredRule] =
    bidders + planning + notice + secrecy + submission + opening + committee + review + evaluation + award + remedies
    + records

  public static func rule(_ id: String) -> RegisteredRule? { rules.first { $0.id == id } }
}

extension RegisteredRule {
  /// A row; its dates are those of the instrument cited first.
  init(
    _ id: String, _ source: String, _ levels: [Rule.Level] = [.verified], _ profiles: Set<Profile> = Profile.all,
    zh: String, en: String, numbers: [Rule.Key] = [], _ standing: Standing, tests: [String] = []
  ) {
    guard let first = Instrument.cited(in: source)?.first else {
      preconditionFailure("\(id) cites an instrument that nobody knows: \(source)")
    }
    self.init(
      id: id, source: source, zh: zh, en: en, numbers: numbers, levels: levels, profiles: profiles, from: first.from,
      to: first.to, standing: standing, tests: tests)
  }
}

extension RegisteredRule.Place {
  /// In `Sources`.
  static func source(_ file: String, _ name: String) -> Self { Self(file: "Sources/" + file, name: name) }
  /// In `sql/migrations`.
  static func sql(_ file: String, _ name: String) -> Self { Self(file: "sql/migrations/" + file + ".sql", name: name) }
}

extension RegisteredRule.Standing {
  /// Carried by rule-book code in this room: pairs of file and name.
  static func here(_ places: (String, String)...) -> Self {
    .carried(places.map { .source("Tendering/" + $0.0 + ".swift", $0.1) })
  }
}
