import Canon

/// What is wrong with the references of an OCDS package: what no schema sees, and the public reviewers do not look at.
public enum OpenDataFaults {
  /// The faults of each release in a release package or a record package; the compiled release's among them.
  public static func of(package: JSON) -> [String] {
    var faults: [String] = []
    let records = package["records"]?.arrayValue ?? []
    let releases =
      (package["releases"]?.arrayValue ?? []) + records.flatMap { $0["releases"]?.arrayValue ?? [] }
      + records.compactMap { $0["compiledRelease"] }
    if releases.isEmpty { faults.append("no release at all") }
    for release in releases {
      let name = release["id"]?.stringValue ?? "a release without id"
      faults += Self.of(release: release).map { "\(name): \($0)" }
    }
    for record in records {
      let dates = (record["releases"]?.arrayValue ?? []).compactMap { $0["date"]?.stringValue }
      if dates != Set(dates).sorted() { faults.append("the releases' dates do not rise") }
      let ids = ids(record["releases"])
      if Set(ids).count != ids.count { faults.append("two releases have one id") }
      if record["compiledRelease"]?["ocid"] != record["ocid"] { faults.append("the compiled release has another ocid") }
    }
    return faults
  }

  private static func of(release: JSON) -> [String] {
    var faults: [String] = []
    let tender = release["tender"]
    let parties = ids(release["parties"])
    let lots = ids(tender?["lots"])
    let bids = ids(release["bids"]?["details"])
    let awards = ids(release["awards"])
    let contracts = ids(release["contracts"])
    let lists = [
      ("parties", parties), ("lots", lots), ("bids", bids), ("awards", awards), ("contracts", contracts),
      ("statistics", ids(release["bids"]?["statistics"])), ("documents", all("documents", in: release).flatMap(ids)),
    ]
    for (name, ids) in lists where Set(ids).count != ids.count { faults.append("an id stands twice in \(name)") }
    for (list, role) in [
      ("buyer", "buyer"), ("procuringEntity", "procuringEntity"), ("tenderers", "tenderer"), ("suppliers", "supplier"),
      ("signatories", ""),
    ] {
      for reference in all(list, in: release).flatMap({ $0.arrayValue ?? [$0] }) {
        let id = reference["id"]?.stringValue ?? ""
        guard let party = release["parties"]?.arrayValue?.first(where: { $0["id"]?.stringValue == id }) else {
          faults.append("\(list) names \(id), who is no party")
          continue
        }
        let roles = (party["roles"]?.arrayValue ?? []).compactMap(\.stringValue)
        if !role.isEmpty, !roles.contains(role) { faults.append("\(id) is no \(role)") }
        if party["name"] != reference["name"] { faults.append("\(id) has two names") }
      }
    }
    for lot in all("relatedLot", in: release) + all("relatedLots", in: release).flatMap({ $0.arrayValue ?? [] })
    where !lots.contains(lot.stringValue ?? "") { faults.append("\(lot.canonicalText) is no lot") }
    for bid in all("relatedBid", in: release) where !bids.contains(bid.stringValue ?? "") {
      faults.append("\(bid.canonicalText) is no bid")
    }
    for bid in release["bids"]?["details"]?.arrayValue ?? [] {
      if ids(bid["tenderers"]).isEmpty { faults.append("a bid without tenderer") }
      if bid["relatedLots"]?.arrayValue?.count != 1 { faults.append("a bid without its lot") }
    }
    for award in release["awards"]?.arrayValue ?? [] {
      if ids(award["suppliers"]).count != 1 { faults.append("an award without supplier") }
      if award["relatedLots"]?.arrayValue?.count != 1 { faults.append("an award without its lot") }
      if award["relatedBid"]?.stringValue == nil { faults.append("an award without its bid") }
    }
    for contract in release["contracts"]?.arrayValue ?? []
    where !awards.contains(contract["awardID"]?.stringValue ?? "") {
      faults.append("a contract without award")
    }
    for result in all("results", in: release).flatMap({ $0.arrayValue ?? [] }) {
      let id = result["id"] ?? result
      if !bids.contains(id.stringValue ?? "") {
        faults.append("a result of a bid that is not there: \(id.canonicalText)")
      }
    }
    let requirements = all("requirements", in: release).flatMap(ids)
    for requirement in all("requirement", in: release).compactMap({ $0["id"]?.stringValue })
    where !requirements.contains(requirement) { faults.append("\(requirement) is no requirement") }
    return faults
  }

  private static func ids(_ list: JSON?) -> [String] { (list?.arrayValue ?? []).compactMap { $0["id"]?.stringValue } }

  /// The values that stand under this name, anywhere.
  private static func all(_ name: String, in value: JSON) -> [JSON] {
    switch value {
    case .object(let members):
      members.flatMap { $0.name == name ? [$0.value] + all(name, in: $0.value) : all(name, in: $0.value) }
    case .array(let values): values.flatMap { all(name, in: $0) }
    default: []
    }
  }
}
