import Canon
import Foundation

/// One line of the answer.
struct Figure {
  private var members: [(name: String, value: JSON)] = []

  init(_ measure: String) { add("measure", measure) }

  mutating func add(_ name: String, _ text: String) { members.append((name, .string(text))) }
  mutating func add(_ name: String, _ number: Int) { members.append((name, .number(String(number)))) }
  mutating func add(_ name: String, _ flag: Bool) { members.append((name, .bool(flag))) }

  /// A measured number with `places` decimals.
  mutating func add(_ name: String, _ number: Double, places: Int) {
    members.append((name, .number(Self.decimal(number, places: places))))
  }

  /// The goal in words, as `>=0.5`, and whether `value` meets it.
  mutating func goal(atLeast bound: Double, _ value: Double) {
    add("goal", ">=\(Self.short(bound))")
    add("met", value >= bound)
  }

  mutating func goal(below bound: Double, _ value: Double) {
    add("goal", "<\(Self.short(bound))")
    add("met", value < bound)
  }

  /// The object, its members in the order in which they were added.
  var line: String {
    let parts = members.map { member in
      let name = String(decoding: JSON.string(member.name).canonicalBytes(), as: UTF8.self)
      guard case .number(let literal) = member.value else {
        return name + ":" + String(decoding: member.value.canonicalBytes(), as: UTF8.self)
      }
      return name + ":" + literal
    }
    return "{" + parts.joined(separator: ",") + "}"
  }

  func print() {
    Swift.print(line)
    // Whoever waits at the other end sees a figure when it is there.
    fflush(nil)
  }

  private static func decimal(_ number: Double, places: Int) -> String { String(format: "%.\(places)f", number) }

  private static func short(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }
}
