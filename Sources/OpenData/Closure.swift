import Canon

extension JSON {
  /// A release with whatever it refers to: the award of each contract, the bids of awards and results, requirements, lots,
  /// and the parties.
  /// Each is said as it stands already, which changes nothing in the merging.
  ///
  /// - Parameter whole: the compiled release after this one.
  func closed(over whole: JSON) -> JSON {
    var release = self
    let awards = (release["contracts"]?.arrayValue ?? []).compactMap { $0["awardID"]?.stringValue }
    release = release.including(awards, of: whole["awards"], at: ["awards"])
    var bids = (release["awards"]?.arrayValue ?? []).compactMap { $0["relatedBid"]?.stringValue }
    release.collect(references: ["results"], into: &bids)
    release.collect(strings: ["results"], into: &bids)
    release = release.including(bids, of: whole["bids"]?["details"], at: ["bids", "details"])
    var answered: [String] = []
    release.collect(references: ["requirement"], into: &answered)
    let criteria = (whole["tender"]?["criteria"]?.arrayValue ?? []).filter { $0.sets(oneOf: Set(answered)) }
    release = release.including(criteria.compactMap(\.identity), of: .array(criteria), at: ["tender", "criteria"])
    var lots: [String] = []
    release.collect(strings: ["relatedLot", "relatedLots"], into: &lots)
    let brief = (whole["tender"]?["lots"]?.arrayValue ?? []).map { entry(["id": $0["id"], "title": $0["title"]]) }
    release = release.including(lots, of: .array(brief), at: ["tender", "lots"])
    var tender = release["tender"] ?? .object([])
    if tender.identity == nil, let id = whole["tender"]?["id"] { tender = tender.setting("id", id) }
    release = release.setting("tender", tender)
    for name in ["ocid", "language", "initiationType", "buyer"] where release[name] == nil {
      if let value = whole[name] { release = release.setting(name, value) }
    }
    var parties: [String] = []
    release.collect(
      references: ["buyer", "procuringEntity", "suppliers", "tenderers", "signatories"], into: &parties)
    return release.including(parties, of: whole["parties"], at: ["parties"])
  }

  /// This with those items of `source` at `path` that are not there yet.
  private func including(_ ids: [String], of source: JSON?, at path: [String]) -> JSON {
    guard let name = path.first else {
      var seen = Set((arrayValue ?? []).compactMap(\.identity))
      let wanted = Set(ids.filter { seen.insert($0).inserted })
      guard !wanted.isEmpty else { return self }
      return .array(
        (arrayValue ?? []) + (source?.arrayValue ?? []).filter { $0.identity.map(wanted.contains) ?? false })
    }
    let inner = self[name] ?? (path.count == 1 ? .array([]) : .object([]))
    let more = inner.including(ids, of: source, at: Array(path.dropFirst()))
    return more.isBlank ? self : setting(name, more)
  }

  /// Whether this criterion has a requirement of these ids.
  private func sets(oneOf ids: Set<String>) -> Bool {
    (self["requirementGroups"]?.arrayValue ?? []).contains { group in
      (group["requirements"]?.arrayValue ?? []).contains { $0.identity.map(ids.contains) ?? false }
    }
  }

  /// The strings that stand under these names, anywhere.
  private func collect(strings names: Set<String>, into found: inout [String]) {
    switch self {
    case .object(let members):
      for member in members {
        if names.contains(member.name) {
          found += member.value.stringValue.map { [$0] } ?? (member.value.arrayValue ?? []).compactMap(\.stringValue)
        } else {
          member.value.collect(strings: names, into: &found)
        }
      }
    case .array(let values): for value in values { value.collect(strings: names, into: &found) }
    default: break
    }
  }

  /// The ids of the objects that stand under these names, anywhere.
  private func collect(references names: Set<String>, into found: inout [String]) {
    switch self {
    case .object(let members):
      for member in members {
        if names.contains(member.name) {
          found += (member.value.arrayValue ?? [member.value]).compactMap(\.identity)
        } else {
          member.value.collect(references: names, into: &found)
        }
      }
    case .array(let values): for value in values { value.collect(references: names, into: &found) }
    default: break
    }
  }
}
