import Canon
import Messages
import Tendering
import Testing

@Suite struct `A rule's source in words` {
  static let sources: [(source: String, zh: String)] = [
    ("GPL §35; TBL §24", "《政府采购法》第三十五条、《招标投标法》第二十四条"),
    ("O87 §55", "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第五十五条"),
    ("REQ22 §10–11", "《政府采购需求管理办法》（财库〔2021〕22号）第十条至第十一条"),
    ("GPR §20(7)", "《政府采购法实施条例》第二十条第（7）项"),
    ("CC §105", "《民法典》第一百零五条"),
    ("LOW26", "《异常低价审查》（财库〔2026〕2号）"),
    ("OWN", "（无明文规定，由招标文件载明）"),
    ("XYZ §3", "XYZ §3"),
  ]
  @Test(arguments: sources) func `names the law and the article`(source: String, zh: String) {
    #expect(Citation.words(source).zh == zh)
  }

  @Test func `is known for every number of the rule book, and says nothing in short`() {
    for rule in RuleBook.current.rules {
      let words = Citation.words(rule.source)
      #expect(
        !words.zh.contains("§") && !words.zh.contains { $0.isASCII && $0.isLetter }, "\(rule.source): \(words.zh)")
    }
  }

  @Test func `goes with a name for every number, and names no two numbers of one profile alike`() {
    for profile in Profile.allCases {
      let keys = Set(RuleBook.current.rules.filter { $0.profiles.contains(profile) }.map(\.key))
      #expect(Set(keys.map { $0.words.zh }).count == keys.count)
    }
  }

  @Test func `is frozen with values that are read again as they were`() {
    for rule in RuleBook.current.rules { #expect(Rule.Value(frozen: rule.json["value"]) == rule.value) }
    for bad in [nil, "x", ["unit": "days", "amount": "x"], ["unit": "weeks", "amount": "3"]] as [JSON?] {
      #expect(Rule.Value(frozen: bad) == nil)
    }
  }
}
