import Canon

/// The four checks (四性检测) of an electronic archive.
///
/// - Source: R-124.
public enum ArchiveProperty: String, Hashable, Sendable, CaseIterable {
  /// 真实性: it is from whom it says, and says what was said.
  case authenticity
  /// 完整性: nothing is missing, added or cut.
  case integrity
  /// 可用性: each file can be read by what its ending promises.
  case usability
  /// 安全性: nothing that runs, no key, and everybody knows what is not for everybody.
  case security

  public var zh: String {
    switch self {
    case .authenticity: "真实性"
    case .integrity: "完整性"
    case .usability: "可用性"
    case .security: "安全性"
    }
  }
}

/// One line of the four checks.
public struct ArchiveFinding: Hashable, Sendable {
  public let property: ArchiveProperty
  public let result: Finding.Result
  public let zh: String
  public let en: String
  /// The file it is about; empty when it is about the whole.
  public let subject: String

  public var json: JSON {
    [
      "property": JSON(property.rawValue), "name": JSON(property.zh), "result": JSON(result.rawValue), "zh": JSON(zh),
      "en": JSON(en), "subject": JSON(subject),
    ]
  }
}

/// What the four checks found.
public struct ArchiveReport: Sendable {
  public private(set) var findings: [ArchiveFinding] = []
  private var counts: [String: Int] = [:]

  /// More failures of one kind are not repeated.
  static let linesMax = 20

  public var firstFailure: ArchiveFinding? { findings.first { $0.result == .fail } }
  public var holds: Bool { firstFailure == nil }

  mutating func add(
    _ property: ArchiveProperty, _ result: Finding.Result, _ subject: String = "", zh: String, en: String
  ) {
    let count = counts[property.rawValue + result.rawValue, default: 0] + 1
    counts[property.rawValue + result.rawValue] = count
    guard count <= Self.linesMax else { return }
    findings.append(ArchiveFinding(property: property, result: result, zh: zh, en: en, subject: subject))
  }

  /// An `ok` line when `faults` is empty, otherwise a failure for each.
  mutating func settle(
    _ property: ArchiveProperty, _ faults: [(subject: String, zh: String, en: String)], zh: String, en: String
  ) {
    if faults.isEmpty { return add(property, .ok, zh: zh, en: en) }
    for fault in faults { add(property, .fail, fault.subject, zh: fault.zh, en: fault.en) }
  }

  public func json(made: Int) -> JSON {
    [
      "format": JSON(ArchiveFormat.checksName), "made": JSON(made), "holds": JSON(holds),
      "properties": .array(
        ArchiveProperty.allCases.map { property in
          let failed = findings.contains { $0.property == property && $0.result == .fail }
          return [
            "property": JSON(property.rawValue), "name": JSON(property.zh), "result": JSON(failed ? "FAIL" : "ok"),
          ]
        }), "findings": .array(findings.map(\.json)),
    ]
  }
}
