import Foundation
import Messages
import Tendering
import TestSupport
import Testing

@Suite struct `The register of rules` {
  /// Every test function of the repository, by its name without backticks.
  static let testNames: Set<String> = {
    var names: Set<String> = []
    let root = Repository.path("Tests")
    let paths = FileManager.default.enumerator(atPath: root)
    while let path = paths?.nextObject() as? String {
      guard path.hasSuffix(".swift"), let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8),
        let quoted = try? matches(#"func `([^`]+)`\("#, in: text)
      else { continue }
      names.formUnion(quoted)
    }
    return names
  }()

  @Test func `has every rule from R-001 to R-129 once, in order`() {
    let expected = (1...129).map { number in "R-" + String(repeating: "0", count: 3 - "\(number)".count) + "\(number)" }
    #expect(RuleRegister.rules.map(\.id) == expected)
  }

  @Test(arguments: RuleRegister.rules.indices)
  func `says each rule once in each language, with an instrument that is known`(index: Int) {
    let rule = RuleRegister.rules[index]
    #expect(!rule.zh.isEmpty && rule.zh.hasSuffix("。"), "\(rule.id)")
    #expect(!rule.en.isEmpty && rule.en.hasSuffix("."), "\(rule.id)")
    #expect(rule.en.utf8.allSatisfy { $0 < 0x80 }, "\(rule.id)")
    #expect(Instrument.cited(in: rule.source)?.isEmpty == false, "\(rule.id) \(rule.source)")
    #expect(!rule.profiles.isEmpty && rule.to.map { rule.from < $0 } ?? true, "\(rule.id)")
  }

  @Test(arguments: RuleRegister.rules.indices)
  func `shows 待核实 for whatever was not read in full, and for nothing else`(index: Int) {
    let rule = RuleRegister.rules[index]
    let isRead = !rule.levels.isEmpty && rule.levels.allSatisfy { $0 == .verified }
    #expect(rule.isUnconfirmed == !isRead, "\(rule.id)")
    #expect(rule.levelWords.zh.contains("待核实") == !isRead, "\(rule.id)")
    #expect(rule.levelWords.en.contains("to be confirmed") == !isRead, "\(rule.id)")
    // A rule is no surer than the weakest of what it cites.
    let cited = Instrument.cited(in: rule.source) ?? []
    if cited.contains(where: { $0.level != .verified }) { #expect(rule.isUnconfirmed, "\(rule.id)") }
  }

  @Test func `and the legal numbers name one another`() {
    for number in RuleBook.current.rules {
      let rule = RuleRegister.rule(number.id)
      #expect(rule?.numbers.contains(number.key) == true, "\(number.id) does not name \(number.key)")
      if number.isUnconfirmed { #expect(rule?.isUnconfirmed == true || number.level == .own, "\(number.id)") }
    }
    for rule in RuleRegister.rules {
      for key in rule.numbers {
        #expect(RuleBook.current.rules.contains { $0.key == key && $0.id == rule.id }, "\(rule.id) \(key)")
      }
    }
  }

  @Test(arguments: RuleRegister.rules.indices)
  func `names what carries a rule, and it is there`(index: Int) throws {
    let rule = RuleRegister.rules[index]
    switch rule.standing {
    case .carried(let places), .partly(let places, _, _): #expect(!places.isEmpty, "\(rule.id)")
    case .outside(let zh, let en), .notYet(let zh, let en): #expect(!zh.isEmpty && !en.isEmpty, "\(rule.id)")
    }
    for place in rule.standing.places {
      let text = try? String(contentsOfFile: Repository.path(place.file), encoding: .utf8)
      #expect(text?.contains(place.name) == true, "\(rule.id): \(place.file) has no “\(place.name)”")
    }
  }

  @Test(arguments: RuleRegister.rules.indices)
  func `names the tests that prove a rule, and they are there`(index: Int) {
    let rule = RuleRegister.rules[index]
    #expect(rule.standing.places.isEmpty == rule.tests.isEmpty, "\(rule.id)")
    for test in rule.tests { #expect(Self.testNames.contains(test), "\(rule.id): no test “\(test)”") }
  }

  @Test func `says in both languages where the product stands`() {
    for rule in RuleRegister.rules {
      #expect(!rule.standing.words.zh.isEmpty && !rule.standing.words.en.isEmpty, "\(rule.id)")
      #expect(!rule.standing.shortWords.zh.isEmpty && !rule.standing.shortWords.en.isEmpty, "\(rule.id)")
    }
  }
}
