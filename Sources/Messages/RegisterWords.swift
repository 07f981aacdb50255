import Tendering

extension RegisteredRule {
  /// How far the row was checked; 待核实 unless all of it was read in full.
  public var levelWords: Wording {
    guard !levels.isEmpty else {
      return Wording(zh: "无明文规定，须在招标文件载明（待核实）", en: "no rule found: the documents must say it (to be confirmed)")
    }
    let letters = levels.map(\.rawValue).joined(separator: "/")
    guard isUnconfirmed else { return Wording(zh: "\(letters)（已核对全文）", en: "\(letters) (read in full)") }
    return Wording(zh: "\(letters)（待核实）", en: "\(letters) (to be confirmed)")
  }
}

extension RegisteredRule.Standing {
  public var words: Wording {
    switch self {
    case .carried: Wording(zh: "已实现", en: "carried")
    case .partly(_, let zh, let en): Wording(zh: "部分实现：\(zh)", en: "partly: \(en)")
    case .outside(let zh, let en): Wording(zh: "不由本系统实现：\(zh)", en: "outside: \(en)")
    case .notYet(let zh, let en): Wording(zh: "尚未实现：\(zh)", en: "not yet: \(en)")
    }
  }

  /// One word of it, for lists.
  public var shortWords: Wording {
    switch self {
    case .carried: Wording(zh: "已实现", en: "carried")
    case .partly: Wording(zh: "部分", en: "partly")
    case .outside: Wording(zh: "系统外", en: "outside")
    case .notYet: Wording(zh: "尚未", en: "not yet")
    }
  }
}
