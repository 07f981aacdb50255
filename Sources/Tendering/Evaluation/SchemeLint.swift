import Exact

extension Scheme {
  /// Holds the scheme against the law of a profile before it is frozen.
  ///
  /// - Parameters:
  ///   - documentsAllowFull: the tender documents say that every figure is shown to everybody.
  ///   - overrides: criteria whose wording the legal officer has passed with a written note.
  /// - Throws: `minBidsBelowLaw`, `disclosureNotAllowed`, `priceShareTooLow`, `deductionOutOfRange`, and for a
  ///   criterion's name `localityScored`, `sizeScored`, `regionalAwardScored`.
  /// - Source: R-009 ….
  public func lint(
    profile: Profile, isRehearsal: Bool, documentsAllowFull: Bool = false, overrides: Set<String> = [],
    rules: RuleBook = .current
  ) throws(SchemeRefusal) {
    let minBidsByLaw = rules.count(.minBids)
    if minBids < minBidsByLaw { throw .minBidsBelowLaw(needed: minBidsByLaw) }
    if disclosure == .full, !isRehearsal, !documentsAllowFull { throw .disclosureNotAllowed }
    if profile.isGovernmentProcurement {
      let least = rules.share(.priceShareMin)
      if price.formula != .fixed, price.max.ratio < least.ratio * Ratio(100) {
        throw .priceShareTooLow(min: (least.ratio * Ratio(100)).exactDecimal() ?? "")
      }
      let (low, high) = (rules.share(.smallFirmDeductionMin), rules.share(.smallFirmDeductionMax))
      let share = price.smallFirmDeduction
      guard share.units == 0 || (low <= share && share <= high) else {
        throw .deductionOutOfRange(min: low.description, max: high.description)
      }
    }
    for criterion in criteria where !overrides.contains(criterion.id) {
      let name = criterion.name
      if let word = Self.word(of: Self.localityWords, in: name) {
        throw .localityScored(criterion: criterion.id, word: word)
      }
      if let word = Self.word(of: Self.sizeWords, in: name) { throw .sizeScored(criterion: criterion.id, word: word) }
      if let word = Self.word(of: Self.regionalAwardWords, in: name) {
        throw .regionalAwardScored(criterion: criterion.id, word: word)
      }
    }
  }

  static let localityWords = ["注册地", "本地", "本市企业", "本省企业", "属地", "当地分支", "当地纳税", "当地社保", "本地社保", "入库企业"]
  static let sizeWords = [
    "注册资本", "资产总额", "营业收入", "从业人员", "利润", "纳税额", "成立年限", "成立时间", "经营年限", "净资产", "企业规模",
  ]
  static let regionalAwardWords = ["本市业绩", "本省业绩", "本市奖项", "本省奖项", "特定区域业绩", "特定行业业绩", "省级奖项", "市级奖项"]

  /// The first of `words` that stands in `text`, scalar by scalar.
  private static func word(of words: [String], in text: String) -> String? {
    let bytes = Array(text.utf8)
    return words.first { word in
      let wanted = Array(word.utf8)
      return bytes.count >= wanted.count
        && (0...bytes.count - wanted.count).contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
  }
}
