import Canon

/// A value that stands in a paper's JSON.
protocol Fact {
  var json: JSON { get }
}

/// Members in the order given, without those that have no value: an absent fact is an absent name, never null or "".
func members(_ pairs: KeyValuePairs<String, JSON?>) -> [JSON.Member] {
  pairs.compactMap { name, value in value.map { JSON.Member(name, $0) } }
}

func object(_ pairs: KeyValuePairs<String, JSON?>) -> JSON { .object(members(pairs)) }

extension Optional where Wrapped == String {
  var fact: JSON? { map { .string($0) } }
}

extension Int {
  /// Only where the condition holds.
  func fact(if isTold: Bool) -> JSON? { isTold ? .some(JSON(self)) : .none }
}

extension Optional where Wrapped: Fact {
  var fact: JSON? { map(\.json) }
}

extension Array where Element: Fact {
  var fact: JSON { .array(map(\.json)) }
}

extension Array where Element == String {
  var fact: JSON { .array(map { .string($0) }) }
}
