import Canon

/// A value with its canonical form, and those of the members or items that it is made of: of the next value only what is
/// another is printed anew.
struct Printed: Sendable {
  private let value: JSON
  let bytes: [UInt8]
  private let parts: [(name: String, part: Printed)]

  /// - Parameters:
  ///   - depth: how many levels down parts are kept. A compiled release has its long lists at the third.
  ///   - before: what was printed last in this place.
  init(_ value: JSON, depth: Int = 3, before: Printed? = nil) {
    self.value = value
    guard depth > 0 else {
      (bytes, parts) = (value.canonicalBytes(), [])
      return
    }
    let known = Dictionary(
      (before?.parts ?? []).map { ($0.name, $0.part) }, uniquingKeysWith: { first, _ in first })
    func printed(_ value: JSON, _ name: String) -> (name: String, part: Printed) {
      let before = known[name]
      return (
        name,
        before.flatMap { $0.value.isSame(as: value) ? $0 : nil } ?? Printed(value, depth: depth - 1, before: before)
      )
    }
    switch value {
    case .object(let members):
      parts = members.map { printed($0.value, $0.name) }
      bytes = JSON.canonicalObject(parts.map { ($0.name, $0.part.bytes) })
    case .array(let items) where value.isIdentified:
      parts = items.map { printed($0, $0.identity ?? "") }
      bytes = JSON.canonicalArray(parts.map(\.part.bytes))
    default: (bytes, parts) = (value.canonicalBytes(), [])
    }
  }
}
