import Canon

// The frame of the open data: one record, of this tender, whose releases come to its compiled release. Whoever reads
// release by release must not be told something else than whoever reads the whole.
extension Inspection {
  /// - Returns: the compiled release; nil where there is none.
  mutating func compiledRelease(_ package: JSON, _ records: [JSON]) -> JSON? {
    if records.count != 1 {
      dataDisagrees("记录数 \(records.count)", "it has \(records.count) records where one must stand")
    }
    guard let record = records.first else { return .none }
    guard let compiled = record["compiledRelease"], compiled.members != nil else {
      dataDisagrees("compiledRelease", "its record has no compiled release")
      return .none
    }
    if record["ocid"] != compiled["ocid"] { dataDisagrees("ocid", "record and compiled release have different ocids") }
    checkReleases(record, package, compiled)
    return compiled
  }

  private mutating func checkReleases(_ record: JSON, _ package: JSON, _ compiled: JSON) {
    guard let releases = record["releases"]?.arrayValue, !releases.isEmpty else {
      dataDisagrees("各次 release", "its record has no releases")
      return
    }
    if releases.allSatisfy({ $0["ocid"] == nil && $0["url"] != nil }) {
      report.miss(
        .openData, Self.openDataPath, zh: "开放数据的各次 release 只有链接，未与 compiledRelease 对照",
        en: "the releases of the open data are links: they were not compared with the compiled release")
      return
    }
    if releases.contains(where: { $0["ocid"] != compiled["ocid"] }) {
      dataDisagrees("ocid", "a release is of another ocid")
    }
    _ = items(.array(releases), "release ", "a release")
    let dates = releases.map { $0["date"]?.stringValue ?? "" }
    let isRising = zip(dates, dates.dropFirst()).allSatisfy { one, next in
      one.utf8.count != next.utf8.count || one.utf8.lexicographicallyPrecedes(next.utf8)
    }
    if !isRising { dataDisagrees("release 日期", "its releases are not in the order of their dates") }
    if compiled["date"] != releases.last?["date"] {
      dataDisagrees("compiledRelease 日期", "the compiled release is not dated as its last release")
    }
    if let packages = package["packages"]?.arrayValue, packages.count != releases.count {
      dataDisagrees("packages", "it lists \(packages.count) packages, and has \(releases.count) releases")
    }
    let merged = releases.reduce(JSON.object([])) { $0.merging($1.released) }
    if merged != compiled.released {
      dataDisagrees("compiledRelease", "the compiled release is not what its releases come to")
    }
  }
}

// The rules of OCDS 1.1: a later value replaces an earlier one, null takes it away, lists whose items all have ids are
// merged item by item, every other list is replaced whole.
extension JSON {
  /// Without what is each release's own.
  fileprivate var released: JSON { removing("id").removing("date").removing("tag") }

  fileprivate func merging(_ later: JSON) -> JSON {
    switch (self, later) {
    case (.object(let members), .object(let changes)):
      // By place, as a strange object may have a million names.
      var all = members.map(Optional.some)
      var places: [[UInt8]: Int] = [:]
      for (place, member) in members.enumerated() { places[Array(member.name.utf8)] = place }
      for change in changes {
        let name = Array(change.name.utf8)
        if case .null = change.value {
          if let place = places.removeValue(forKey: name) { all[place] = nil }
        } else if let place = places[name], let member = all[place] {
          all[place] = Member(member.name, member.value.merging(change.value))
        } else {
          places[name] = all.count
          all.append(Member(change.name, change.value.withoutNulls))
        }
      }
      return .object(all.compactMap { $0 })
    case (.array(let items), .array(let changes)):
      guard let ids = Self.ids(of: items), let changed = Self.ids(of: changes) else { return later }
      var all = items
      var places: [[UInt8]: Int] = [:]
      for (place, id) in ids.enumerated() { places[id] = place }
      for (id, change) in zip(changed, changes) {
        if let place = places[id] {
          all[place] = all[place].merging(change)
        } else {
          places[id] = all.count
          all.append(change.withoutNulls)
        }
      }
      return .array(all)
    default: return later.withoutNulls
    }
  }

  /// Nil for an empty list, and for one of which an item has no id.
  private static func ids(of items: [JSON]) -> [[UInt8]]? {
    let ids = items.compactMap { $0["id"]?.stringValue.map { Array($0.utf8) } }
    return items.isEmpty || ids.count != items.count ? nil : ids
  }

  private var withoutNulls: JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !$0.value.isNull }.map { Member($0.name, $0.value.withoutNulls) })
  }
}
