import Canon

extension JSON {
  /// What a release must say so that merging it into `self` gives `next`; nil when nothing has changed.
  ///
  /// An item of a list is said whole when it is new or has changed, so that a release can be read by itself; only a lot
  /// is said by its changed fields, because its award criteria have no ids and a reader who does not know their
  /// extension's merge rule would add them again. What has vanished from a list stays: the rules cannot take it away.
  func update(to next: JSON, in field: String = "") -> JSON? {
    if isSame(as: next) { return nil }
    switch (self, next) {
    case (.object, .object(let members)):
      var changes: [Member] = []
      for member in members {
        if let old = self[member.name] {
          if let change = old.update(to: member.value, in: member.name) {
            changes.append(Member(member.name, change))
          }
        } else {
          changes.append(member)
        }
      }
      changes += vanished(in: next)
      // Not `? nil :`, which would be JSON's null.
      guard !changes.isEmpty else { return nil }
      return .object(changes)
    case (.array(let items), .array(let nextItems)) where isIdentified && next.isIdentified:
      var known: [String: JSON] = [:]
      for item in items { if let id = item.identity { known[id] = item } }
      let changes = nextItems.compactMap { item -> JSON? in
        guard let id = item.identity, let old = known[id] else { return item }
        guard let change = old.update(to: item) else { return nil }
        return field == "lots" ? change.setting("id", .string(id)) : old.said(whole: item)
      }
      guard !changes.isEmpty else { return nil }
      return .array(changes)
    default:
      guard self != next else { return nil }
      return next
    }
  }

  /// All of `next`, with null for what `self` has and it has not.
  private func said(whole next: JSON) -> JSON {
    switch (self, next) {
    case (.object, .object(let members)):
      let said = members.map { member in
        Member(member.name, self[member.name]?.said(whole: member.value) ?? member.value)
      }
      return .object(said + vanished(in: next))
    case (.array, .array(let items)) where isIdentified && next.isIdentified:
      return .array(items.map { item in item.identity.flatMap { self.item($0) }?.said(whole: item) ?? item })
    default: return next
    }
  }

  private func vanished(in next: JSON) -> [Member] {
    (members ?? []).filter { next[$0.name] == nil && !$0.value.isNull }.map { Member($0.name, .null) }
  }
}

/// What kind of release an update makes: codes of the standard's list `releaseTag`.
///
/// - Parameters:
///   - before: the compiled release so far; nil before the first.
///   - update: what has changed.
func tags(of update: JSON, before: JSON?) -> [String] {
  guard let before else {
    let parts = [("planning", "planning"), ("tender", "tender"), ("awards", "award"), ("contracts", "contract")]
    return parts.filter { update[$0.0] != nil }.map(\.1) + (update.hasImplementation ? ["implementation"] : [])
  }
  var tags: [String] = []
  if update["planning"] != nil { tags.append("planningUpdate") }
  if update["tender"]?["status"]?.stringValue == "cancelled" {
    tags.append("tenderCancellation")
  } else if update["tender"]?["amendments"] != nil {
    tags.append("tenderAmendment")
  } else if update["tender"] != nil || update["bids"] != nil {
    tags.append("tenderUpdate")
  }
  let awards = update["awards"]?.arrayValue ?? []
  if awards.contains(where: { !before.knows($0, in: "awards") }) { tags.append("award") }
  if awards.contains(where: { before.knows($0, in: "awards") }) { tags.append("awardUpdate") }
  let contracts = update["contracts"]?.arrayValue ?? []
  if contracts.contains(where: { !before.knows($0, in: "contracts") }) { tags.append("contract") }
  for contract in contracts {
    guard let old = contract.identity.flatMap({ before["contracts"]?.item($0) }) else {
      if contract["implementation"] != nil { tags.append("implementation") }
      continue
    }
    if old["status"] != contract["status"], contract["status"] == "terminated" {
      tags.append("contractTermination")
    } else if old.removing("implementation") != contract.removing("implementation") {
      tags.append("contractUpdate")
    }
    if old["implementation"] != contract["implementation"] {
      tags.append(old["implementation"] == nil ? "implementation" : "implementationUpdate")
    }
  }
  var seen: Set<String> = []
  tags = tags.filter { seen.insert($0).inserted }
  return tags.isEmpty ? ["tenderUpdate"] : tags
}

extension JSON {
  fileprivate func knows(_ item: JSON, in list: String) -> Bool {
    item.identity.map { self[list]?.item($0) != nil } ?? false
  }

  fileprivate var hasImplementation: Bool {
    self["contracts"]?.arrayValue?.contains { $0["implementation"] != nil } ?? false
  }
}
