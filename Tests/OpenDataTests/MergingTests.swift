import Canon
import TestSupport
import Testing

@testable import OpenData

@Suite struct `Merging releases` {
  // The rules of OCDS 1.1, "Merging": replace, remove, merge by id, replace whole lists.
  static let table: [(before: String, update: String, after: String)] = [
    (#"{"a":1}"#, #"{"a":2,"b":"x"}"#, #"{"a":2,"b":"x"}"#),
    (#"{"a":1,"b":2}"#, #"{"a":null}"#, #"{"b":2}"#),
    (#"{}"#, #"{"a":null,"b":{"c":null,"d":1}}"#, #"{"b":{"d":1}}"#),
    (#"{"o":{"a":1,"b":2}}"#, #"{"o":{"b":3}}"#, #"{"o":{"a":1,"b":3}}"#),
    (
      #"{"l":[{"id":"x","n":1},{"id":"y"}]}"#, #"{"l":[{"id":"x","n":2},{"id":"z"}]}"#,
      #"{"l":[{"id":"x","n":2},{"id":"y"},{"id":"z"}]}"#
    ),
    (#"{"l":[{"id":"x","n":1}]}"#, #"{"l":[{"id":"x","n":null}]}"#, #"{"l":[{"id":"x"}]}"#),
    (#"{"l":["a","b"]}"#, #"{"l":["c"]}"#, #"{"l":["c"]}"#),
    (#"{"l":[{"n":1}]}"#, #"{"l":[{"n":2}]}"#, #"{"l":[{"n":2}]}"#),
  ]
  @Test(arguments: table)
  func `follows the standard's rules`(before: String, update: String, after: String) throws {
    let (before, update) = (try JSON.parse(Array(before.utf8)), try JSON.parse(Array(update.utf8)))
    #expect(before.merged(with: update).canonicalText == after)
  }

  @Test func `an update says enough to come from any value to any other, but for what leaves a list`() {
    var seed = Seed.generator("OpenData.update")
    for _ in 0..<2_000 {
      let before = Self.value(depth: 3, using: &seed)
      let after = Self.value(depth: 3, using: &seed)
      guard let update = before.update(to: after) else {
        #expect(Self.holds(after, in: before))
        continue
      }
      let merged = before.merged(with: update)
      #expect(
        Self.holds(after, in: merged), "\(before.canonicalText) → \(after.canonicalText): \(update.canonicalText)")
      #expect(merged.update(to: after) == nil, "once said is said")
    }
  }

  /// That `merged` is `value`, with nothing more than items that lists had before.
  private static func holds(_ value: JSON, in merged: JSON) -> Bool {
    switch (value, merged) {
    case (.object(let members), .object(let found)):
      members.count == found.count
        && members.allSatisfy { member in merged[member.name].map { holds(member.value, in: $0) } ?? false }
    case (.array(let items), .array) where value.isIdentified && merged.isIdentified:
      items.allSatisfy { item in item.identity.flatMap { merged.item($0) }.map { holds(item, in: $0) } ?? false }
    default: value == merged
    }
  }

  /// An object with fields of every kind that a release has.
  private static func value(depth: Int, using seed: inout SeededGenerator) -> JSON {
    func scalar() -> JSON { [JSON(1), JSON(2), "a", "b", true].randomElement(using: &seed) ?? 1 }
    var members: [JSON.Member] = []
    for name in ["a", "b", "c", "lots", "e"] where Bool.random(using: &seed) {
      switch Int.random(in: 0..<4, using: &seed) {
      case 0: members.append(.init(name, scalar()))
      case 1: members.append(.init(name, [scalar(), scalar()]))
      case 2 where depth > 0: members.append(.init(name, value(depth: depth - 1, using: &seed).setting("k", 1)))
      case 3 where depth > 0:
        let ids = ["x", "y", "z"].filter { _ in Bool.random(using: &seed) }
        guard !ids.isEmpty else { continue }
        members.append(
          .init(name, .array(ids.map { value(depth: depth - 1, using: &seed).removing("id").setting("id", JSON($0)) })))
      default: members.append(.init(name, scalar()))
      }
    }
    return .object(members)
  }
}
