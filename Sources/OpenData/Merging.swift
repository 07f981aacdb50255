import Canon

// The merging of releases, by the rules of OCDS 1.1: a later value replaces an earlier one, null takes it away, lists of
// objects with ids are merged item by item, every other list is replaced whole.
extension JSON {
  /// This value after an update, with nothing left of what the update takes away.
  ///
  ///     {"a":1,"l":[{"id":"x","n":1}]} with {"a":null,"l":[{"id":"x","n":2},{"id":"y"}]}
  ///     gives {"l":[{"id":"x","n":2},{"id":"y"}]}
  func merged(with update: JSON) -> JSON {
    switch (self, update) {
    case (.object(let old), .object(let changes)):
      var all = old
      for change in changes {
        let at = all.firstIndex { sameScalars($0.name, change.name) }
        switch (at, change.value) {
        case (let at?, .null): all.remove(at: at)
        case (nil, .null): break
        case (let at?, let value): all[at].value = all[at].value.merged(with: value)
        case (nil, let value): all.append(Member(change.name, value.withoutNulls))
        }
      }
      return .object(all)
    case (.array(let old), .array(let changes)) where isIdentified && update.isIdentified:
      var all = old
      var places: [String: Int] = [:]
      for (place, item) in old.enumerated() { if let id = item.identity { places[id] = place } }
      for change in changes {
        guard let id = change.identity else { continue }
        if let place = places[id] {
          all[place] = all[place].merged(with: change)
        } else {
          places[id] = all.count
          all.append(change.withoutNulls)
        }
      }
      return .array(all)
    default: return update.withoutNulls
    }
  }

  /// The same value, with those of its parts that `other` has too lying where they lie in `other`: what is made of the next
  /// facts is then found to be the same without a look.
  func sharing(_ other: JSON) -> JSON {
    if isSame(as: other) { return self }
    switch (self, other) {
    case (.object(let members), .object):
      return .object(
        members.map { member in
          Member(member.name, other[member.name].map { member.value.sharing($0) } ?? member.value)
        })
    case (.array(let items), .array(let others)) where isIdentified && other.isIdentified:
      var known: [String: JSON] = [:]
      for item in others { if let id = item.identity { known[id] = item } }
      return .array(items.map { item in item.identity.flatMap { known[$0] }.map { item == $0 ? $0 : item } ?? item })
    default: return self == other ? other : self
    }
  }

  /// A list of objects that all have an `id`.
  var isIdentified: Bool {
    guard case .array(let items) = self, !items.isEmpty else { return false }
    return items.allSatisfy { $0.identity != nil }
  }

  var identity: String? { self["id"]?.stringValue }

  /// The very same value where there are none.
  private var withoutNulls: JSON {
    guard case .object(let members) = self, hasNulls else { return self }
    return .object(members.filter { !$0.value.isNull }.map { Member($0.name, $0.value.withoutNulls) })
  }

  private var hasNulls: Bool {
    guard case .object(let members) = self else { return isNull }
    return members.contains { $0.value.hasNulls }
  }
}
