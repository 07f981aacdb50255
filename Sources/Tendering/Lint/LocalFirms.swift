/// Bidders asked for by their place: a place and who comes from it in one clause, with nothing but a firm's trade
/// or standing between them.
///
///     投标人须为省内机构 → 省内…机构;  有资质的省内知识产权代理机构 → 省内…代理机构;  本省企业优先 → 本省…企业
///     服务本省企业 → nil;  为省内服务机构提供培训 → nil;  周口市企业知识产权现状分析 → nil
///
/// Enterprises of a place are mostly those that are served; they are taken for bidders only where the clause ends with them
/// or goes on with what a bidder does or gets.
enum LocalFirms {
  /// The place and the firm joined by `…`, or nil.
  static func word(in text: String) -> String? {
    for clause in clauses(of: text) {
      for start in clause.indices {
        for place in places where says(clause[start...], place) {
          if let found = firm(in: clause, from: start, place: place) { return string(place) + "…" + string(found) }
        }
      }
    }
    return nil
  }

  /// The bidder that the place at `start` belongs to, or nil.
  private static func firm(in clause: Word, from start: Int, place: Word) -> Word? {
    for end in reach(clause, from: start + place.count) {
      for (names, mayBeServed) in [(bidders, false), (enterprises, true)] {
        guard let firm = names.first(where: { says(clause[end...], $0) }) else { continue }
        let rest = clause[(end + firm.count)...]
        if !isOther(clause[..<start], rest, mayBeServed: mayBeServed) { return firm }
      }
    }
    return nil
  }

  private typealias Word = [UInt32]
  private static func scalars(_ text: String) -> Word { text.unicodeScalars.map(\.value) }
  private static func string(_ word: Word) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: word.compactMap { Unicode.Scalar($0) })
    return String(text)
  }

  private static let places: [Word] = Wordlist.here.map(scalars)

  /// Who bids, the longer first.
  private static let bidders: [Word] = ["代理机构", "服务机构", "咨询机构", "供应商", "事务所", "投标人", "机构"].map(scalars)
  /// Who bids or is served.
  private static let enterprises: [Word] = ["企业", "公司", "单位"].map(scalars)

  /// What may stand between a place and a firm without making it another's.
  private static let between: [Word] = [
    "省", "市", "县", "境内", "范围内", "域内", "内", "的", "知识产权", "专利", "商标", "法律", "中介", "专业", "代理", "服务", "咨询", "有资质",
    "具有资质", "资质", "合法", "注册", "优质", "知名", "中小", "小微", "科技", "本土",
  ].map(scalars)

  /// Right before the place: somebody else is meant than a bidder.
  private static let serving: [Word] = [
    "服务", "服务于", "服务过", "服务的", "服务过的", "服务各", "面向", "面对", "针对", "对", "向", "与", "帮助", "辅导", "指导", "支持", "培训", "走访",
    "覆盖", "惠及", "熟悉", "了解", "托管", "入驻",
  ].map(scalars)

  /// After `为`: whom something is done for.
  private static let deeds: [Word] = [
    "提供", "开展", "办理", "服务", "代理", "实施", "进行", "制定", "申请", "培训", "解决", "做", "完成", "建立",
  ].map(scalars)

  /// After a bidder of a place: what it is preferred by, whatever stands before.
  private static let favours: [Word] = [
    "优先", "加", "得", "享受", "给予加分", "给予优先", "给予优惠", "采购", "招标", "公开采购", "公开招标",
  ].map(scalars)

  /// After an enterprise of a place: what only a bidder does.
  private static let bidding: [Word] = [
    "参加", "参与", "投标", "报名", "方可", "可", "才", "给予", "中标", "或", "和", "及", "且",
  ].map(scalars)

  /// After a body of a place that bids for nothing: a certificate's.
  private static let certifying: [Word] = ["出具", "认定", "颁发", "证明", "备案"].map(scalars)

  private static func says(_ text: ArraySlice<UInt32>, _ word: Word) -> Bool { text.starts(with: word) }

  private static func ends(_ text: ArraySlice<UInt32>, with word: Word) -> Bool {
    text.count >= word.count && text.suffix(word.count).elementsEqual(word)
  }

  /// Where the words of `between` may lead, the start included, nearest first.
  private static func reach(_ clause: Word, from start: Int) -> [Int] {
    var reached: Set<Int> = [start]
    var waiting = [start]
    while let at = waiting.popLast() {
      for word in between where says(clause[at...], word) && reached.insert(at + word.count).inserted {
        waiting.append(at + word.count)
      }
    }
    return reached.sorted()
  }

  /// Whether the firm between these two is somebody else than a bidder.
  private static func isOther(_ before: ArraySlice<UInt32>, _ rest: ArraySlice<UInt32>, mayBeServed: Bool) -> Bool {
    if favours.contains(where: { says(rest, $0) }) { return false }
    if serving.contains(where: { ends(before, with: $0) }) { return true }
    // 须为省内机构 asks for one; 为省内机构提供 does something for it.
    if ends(before, with: scalars("为")), deeds.contains(where: { says(rest, $0) }) { return true }
    if certifying.contains(where: { says(rest, $0) }) { return true }
    return mayBeServed && !rest.isEmpty && !bidding.contains { says(rest, $0) }
  }

  /// What stands between two signs that end a clause, as `Wordlist` compares it.
  private static func clauses(of text: String) -> [Word] {
    text.split { "，。；：！？,;:!?\n".contains($0) }.map { Wordlist.plain(String($0)) }
  }
}
