/// Words that a condition or a factor may not rest on. A text is compared without blanks and punctuation, so that
/// `注册 资本` and `注册资本` are one.
///
/// A list finds what is said plainly. What is said round about is left to the reviewers.
struct Wordlist {
  /// Each stands for itself.
  let phrases: [String]
  /// A word of the first list with one of the second in the same text.
  let places: [String]
  let matters: [String]
  /// Longer words that hold one of the others and say something else; they are not read.
  let innocent: [String]

  init(_ phrases: [String], places: [String] = [], with matters: [String] = [], without innocent: [String] = []) {
    self.phrases = phrases
    self.places = places
    self.matters = matters
    self.innocent = innocent
  }

  /// What was found, or nil: a phrase, or the two words joined by `…`.
  func word(in text: String) -> String? {
    let plain = innocent.reduce(Self.plain(text)) { Self.without($1, in: $0) }
    if let phrase = phrases.first(where: { Self.contains(plain, $0) }) { return phrase }
    guard let place = places.first(where: { Self.contains(plain, $0) }),
      let matter = matters.first(where: { Self.contains(plain, $0) })
    else { return nil }
    return place + "…" + matter
  }

  /// Letters, digits and ideographs only; full-width forms as their narrow ones.
  static func plain(_ text: String) -> [UInt32] {
    text.unicodeScalars.compactMap { scalar in
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x3400...0x9FFF, 0xF900...0xFAFF: scalar.value
      case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: scalar.value - 0xFEE0
      default: nil
      }
    }
  }

  private static func contains(_ plain: [UInt32], _ word: String) -> Bool {
    let wanted = word.unicodeScalars.map(\.value)
    guard plain.count >= wanted.count else { return false }
    return (0...plain.count - wanted.count).contains { plain[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }

  /// The text with a zero, which is in no word, in place of each time that it says `word`.
  private static func without(_ word: String, in plain: [UInt32]) -> [UInt32] {
    let wanted = word.unicodeScalars.map(\.value)
    var left: [UInt32] = []
    var at = 0
    while at < plain.count {
      if plain[at...].starts(with: wanted) {
        left.append(0)
        at += wanted.count
      } else {
        left.append(plain[at])
        at += 1
      }
    }
    return left
  }
}

extension Wordlist {
  static let here = [
    "本市", "我市", "本省", "我省", "周口", "河南", "省内", "市内", "县内", "本县", "我县", "属地", "当地", "本辖区", "辖区内", "采购人所在地",
  ]

  /// Serving on site is a duty of the contract and no condition: it names no registration, branch, tax or insurance.
  /// Who is asked for by its place alone is found by `LocalFirms`.
  static let locality = Wordlist(
    ["注册地", "本地", "属地纳税", "属地社保"], places: here,
    with: [
      "注册", "登记", "分公司", "分支机构", "派出机构", "派驻机构", "常驻机构", "办事机构", "办事处", "驻点", "子公司", "设有机构", "设有服务机构",
      "设立机构", "设立服务机构", "固定办公场所", "固定经营场所", "纳税", "税收", "社保", "社会保险", "缴纳",
    ],
    without: [
      "驻点服务", "驻点人员", "驻点办公", "驻点工作", "驻点指导", "驻点培训", "驻点值守", "驻点方案", "驻点计划", "驻点安排", "驻点时间", "驻点天数",
      "服务本地企业", "服务于本地企业", "面向本地企业", "为本地企业提供", "为本地企业服务",
    ])

  ///
  static let size = Wordlist([
    "注册资本", "注册资金", "实缴资本", "资产总额", "总资产", "净资产", "营业收入", "营业额", "年产值", "从业人员", "员工人数", "职工人数", "人员规模",
    "利润", "纳税额", "纳税总额", "成立年限", "成立时间", "成立满", "成立以来", "经营年限", "注册年限", "企业规模", "公司规模",
  ])

  ///
  static let regionalBonus = Wordlist(
    ["特定区域业绩", "特定行业业绩", "特定行政区域", "省级奖项", "市级奖项", "县级奖项"], places: here + ["省级", "市级", "县级", "本行业"],
    with: ["业绩", "奖项", "获奖", "奖励", "荣誉", "表彰", "称号", "先进"])

  ///
  static let library = Wordlist(["备选库", "名录库", "资格库", "供应商库", "服务机构库", "入库企业", "入库机构", "入围名单"])

  /// conditions of qualification, which are passed or failed and never scored.
  static let qualification = Wordlist([
    "营业执照", "执业许可证", "资质证书", "资质等级", "财务状况", "财务报告", "财务审计", "纳税证明", "社保证明", "社会保障资金", "无重大违法",
    "信用记录", "信用等级", "投标资格", "资格条件",
  ])

  /// points without a measure.
  static let vague = Wordlist(["酌情", "视情况", "综合印象", "自由裁量", "根据情况打分", "优良中差", "优得", "良得", "较好得", "一般得"])

  ///
  static let floorPrice = Wordlist(["最低限价", "报价不得低于", "报价下限", "投标报价低于"])

  /// How many past contracts a condition asks for: the largest number that stands before 个, 项 or 份 where a text speaks
  /// of 业绩 or 合同; nil when it asks for none by number.
  static func pastContracts(in text: String) -> Int? {
    guard Wordlist(["业绩", "类似合同", "类似项目"]).word(in: text) != nil else { return nil }
    let scalars = Array(text.unicodeScalars)
    let digits: [Unicode.Scalar: Int] = [
      "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    ]
    var most: Int?
    for (index, scalar) in scalars.enumerated() where ["个", "项", "份"].contains(scalar) {
      var (number, place, at) = (0, 1, index - 1)
      var found = false
      while at >= 0, place <= 1000,
        let digit = scalars[at].properties.numericType == .decimal ? Int(scalars[at].value) - 0x30 : nil,
        (0...9).contains(digit)
      {
        number += digit * place
        place *= 10
        at -= 1
        found = true
      }
      if !found, at >= 0, let digit = digits[scalars[at]] { (number, found) = (digit, true) }
      if found { most = max(most ?? 0, number) }
    }
    return most
  }
}
