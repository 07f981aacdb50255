import Canon

/// What an officer wants to change in a published tender (更正), before it is signed as `tender-amend/v1`.
///
///     {"reason":"应潜在投标人询问，明确驻园要求","deadline":1790000000 (may be left out),"affectsBids":true,
///      "changes":[{"item":"standard","to":"…"},{"item":"termDays","to":730},
///                 {"item":"clause","name":"付款方式","from":"…","to":"…"}]}
///
/// Subject matter and qualification stay as they were published, and so does what the tender is run and judged
/// by: scheme, profile, custodians. What is left is how the service is to be given, how long, for how long a bid
/// binds, and clauses of the documents that this product holds as text only.
public struct TenderChange: Hashable, Sendable {
  /// What may be changed; the spelling is the interface's and the documents'.
  public enum Item: String, Hashable, Sendable, CaseIterable {
    /// To which standard the service is given.
    case standard
    /// Days of service.
    case termDays
    /// Days for which a bid binds.
    case validityDays
    /// Any other text of the documents, named by `name`.
    case clause
  }

  public enum Value: Hashable, Sendable {
    case text(String)
    case number(Int)

    public var json: JSON {
      switch self {
      case .text(let text): JSON(text)
      case .number(let number): JSON(number)
      }
    }

    /// As a paper shows it.
    public var shown: String {
      switch self {
      case .text(let text): text
      case .number(let number): String(number)
      }
    }
  }

  public struct Change: Hashable, Sendable {
    public let item: Item
    /// Of a clause only.
    public let name: String?
    /// What a clause said; of the other items the documents know it themselves.
    public let from: Value?
    public let to: Value
  }

  public let reason: String
  /// The new deadline, or nil where it stays.
  public let deadline: Instant?
  /// Whether the change bears on how bids are written. A mere move of the deadline does not.
  public let affectsBids: Bool
  public let changes: [Change]

  public static let changesMax = 50
  public static let reasonMax = 2000

  private static let subject = ["title", "requirement", "lots", "parts", "park", "budget", "ceiling"]
  private static let qualification = ["qualification", "consortium", "sme"]
  private static let rules = [
    "scheme", "profile", "rules", "criteria", "minimum", "threshold", "custodians", "people", "opens", "grace",
    "recovery",
    "disclosure", "decryption",
  ]

  /// - Throws: `AmendmentRefusal`, in its order; `form` for what cannot be read.
  public init(json: JSON) throws(AmendmentRefusal) {
    do throws(FormRefusal) {
      let form = try FormReader(json, only: ["reason", "deadline", "affectsBids", "changes"])
      reason = form.has("reason") ? try form.text("reason", max: Self.reasonMax) : ""
      deadline =
        form.has("deadline") ? Instant(seconds: Int64(try form.integer("deadline", in: 0...99_999_999_999))) : nil
      affectsBids = form.has("affectsBids") ? try form.bool("affectsBids") : form.has("changes")
      changes = try Self.changes(form)
    } catch {
      throw Self.refusal(of: error, in: json)
    }
    guard reason.utf8.contains(where: { $0 > 0x20 }) else { throw .reasonMissing }
    for (place, change) in changes.enumerated() {
      let isTwice = changes[..<place].contains { $0.item == change.item && $0.name == change.name }
      if isTwice { throw .itemTwice(item: change.name ?? change.item.rawValue) }
      if change.from == change.to { throw .changesNothing(item: change.name ?? change.item.rawValue) }
    }
  }

  private static func changes(_ form: FormReader) throws(FormRefusal) -> [Change] {
    guard form.has("changes") else { return [] }
    var changes: [Change] = []
    for entry in try form.objects("changes", max: changesMax, only: ["item", "name", "from", "to"]) {
      let item: Item = try entry.word("item")
      switch item {
      case .standard:
        changes.append(Change(item: item, name: nil, from: nil, to: .text(try entry.text("to"))))
      case .termDays, .validityDays:
        changes.append(Change(item: item, name: nil, from: nil, to: .number(try entry.integer("to", in: 1...3650))))
      case .clause:
        changes.append(
          Change(
            item: item, name: try entry.text("name", max: 200),
            from: try entry.optionalText("from").map { .text($0) }, to: .text(try entry.text("to"))))
      }
    }
    return changes
  }

  /// An item that may not change is said to be so, rather than to be no word that is known.
  private static func refusal(of fault: FormRefusal, in json: JSON) -> AmendmentRefusal {
    for entry in json["changes"]?.arrayValue?.prefix(changesMax) ?? [] {
      guard let item = entry["item"]?.stringValue, Item(rawValue: item) == nil, item.utf8.count <= 64 else { continue }
      if subject.contains(item) { return .subjectFixed(item: item) }
      if qualification.contains(item) { return .qualificationFixed(item: item) }
      if rules.contains(item) { return .rulesFixed(item: item) }
      return .itemUnknown(item: item)
    }
    return .form(fault)
  }

  /// The tender documents after this amendment, and what it was signed as: each change with what stood before, and the
  /// whole under `amendments`, so that the documents tell their own history.
  ///
  /// - Returns: the documents, or nil when none of their words changes.
  /// - Throws: `changesNothing`.
  public func applied(to terms: JSON, seq: Int) throws(AmendmentRefusal) -> JSON? {
    guard !changes.isEmpty else { return nil }
    var service = terms["service"] ?? [:]
    var told: [JSON] = []
    for change in changes {
      let key = change.item.rawValue
      guard change.item != .clause else {
        told.append(
          ["item": JSON(key), "name": JSON(change.name), "from": change.from?.json ?? .null, "to": change.to.json])
        continue
      }
      let before = service[key] ?? .null
      if before == change.to.json { throw .changesNothing(item: key) }
      service = service.setting(key, change.to.json)
      told.append(["item": JSON(key), "from": before, "to": change.to.json])
    }
    let entry: JSON = [
      "seq": JSON(seq), "reason": JSON(reason), "affectsBids": .bool(affectsBids), "changes": .array(told),
    ]
    return terms.setting("service", service)
      .setting("amendments", .array((terms["amendments"]?.arrayValue ?? []) + [entry]))
  }
}
