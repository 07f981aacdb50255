import Canon
import Notes
import Tendering

/// The awards of a compiled release.
struct DataAwards {
  /// By lot, in their order; the last is the one that stands or the one that fell last.
  var ofLots: [String: [JSON]] = [:]
  /// To each of the agencies that a framework agreement selects, beside the award of a call-off.
  var selected: [String: [JSON]] = [:]

  init(_ compiled: JSON) {
    for award in compiled["awards"]?.arrayValue ?? [] {
      let lot = award["relatedLots"]?.arrayValue?.first?.stringValue ?? "?"
      if award["id"]?.stringValue.map({ $0.utf8.starts(with: "\(lot)-selected-".utf8) }) ?? false {
        selected[lot, default: []].append(award)
      } else {
        ofLots[lot, default: []].append(award)
      }
    }
  }

  /// Whether the data says that the lot's last award fell.
  func isVoid(_ lot: String) -> Bool { ofLots[lot]?.last?["status"]?.stringValue == "cancelled" }
}

// What the open data says of awards and selections: as many as the log has, the last as its file says.
extension Inspection {
  mutating func checkDataAwards(_ compiled: JSON, _ view: OpenDataView, _ awards: DataAwards) {
    _ = items(compiled["awards"], "定标", "an award")
    var told = awards.ofLots
    var selected = awards.selected
    for lot in view.lots {
      let entries = told.removeValue(forKey: lot.id) ?? []
      let versions = view.versions["award/\(lot.id).json"] ?? []
      // The log may name one file twice; each award that falls has a file of its own.
      if !(Set(versions).count...max(Set(versions).count, versions.count)).contains(entries.count) {
        dataDisagrees(
          "标段 \(lot.id) 定标", "the awards of lot \(lot.id): \(entries.count) where the log has \(versions.count)")
      }
      for fallen in entries.dropLast() {
        let bid = lot.bids.first { says(fallen["relatedBid"], $0.id.hex) }
        if !says(fallen["status"], "cancelled") || !isSupplier(fallen, bid?.bidder.name) {
          dataDisagrees("标段 \(lot.id) 定标", "an award of lot \(lot.id) that another followed")
        }
      }
      if let last = entries.last { checkDataAward(last, lot) }
      checkDataSelections(selected.removeValue(forKey: lot.id) ?? [], lot)
    }
    for lot in told.keys.sorted() { dataDisagrees("标段 \(lot) 定标", "an award of lot \(lot) that is not in the bundle") }
    for lot in selected.keys.sorted() {
      dataDisagrees("标段 \(lot) 入围", "a selection of lot \(lot) that is not in the bundle")
    }
  }

  private mutating func checkDataAward(_ told: JSON, _ lot: DataLot) {
    let status = told["status"]?.stringValue ?? ""
    if !["active", "cancelled"].contains(status) {
      dataDisagrees("标段 \(lot.id) 定标状态", "the status of the award of lot \(lot.id)")
    } else if status == "cancelled", lot.state == .awarded {
      report.note(
        .openData, Self.openDataPath, zh: "开放数据称标段 \(lot.id) 的定标已失效，日志中尚无后续定标或废标",
        en: "the open data calls the award of lot \(lot.id) void; the log has neither another nor a failure yet")
    } else if status == "active", lot.state != .awarded {
      // Only an award that fell lets a lot fail or be cancelled.
      dataDisagrees("标段 \(lot.id) 定标状态", "the award of lot \(lot.id) stands although the lot came to nothing")
    }
    guard let file = lot.award else { return }
    let bid = file["bid"]?.stringValue.flatMap { Digest(b64: $0) }
    let head = bid.flatMap { dossier.bids[$0]?.note.head }
    let isSame =
      told["relatedBid"] == bid.map { JSON($0.hex) } && told["value"] == Self.told(yuan: file["price"]?.stringValue)
      && isSupplier(told, head?.bidder.name)
    if !isSame { dataDisagrees("标段 \(lot.id) 定标", "the award of lot \(lot.id)") }
    guard let own = lot.bids.first(where: { $0.id == bid }) else { return }
    let days = told["contractPeriod"]?["durationInDays"]
    switch own.termDays {
    case .said(let due):
      mustTell(days, JSON(due), "标段 \(lot.id) 服务期限", "the days of service that lot \(lot.id) is awarded")
    case .nothing: mustTell(days, .none, "标段 \(lot.id) 服务期限", "days of service that nobody offered for lot \(lot.id)")
    case .unseen: break
    }
  }

  private func isSupplier(_ award: JSON, _ name: String?) -> Bool {
    guard let name, let suppliers = award["suppliers"]?.arrayValue, suppliers.count == 1 else { return false }
    return Self.isPartyID(suppliers[0]["id"], of: name)
  }

  /// The places of a lot's selection, as its file has them.
  func places(of lot: DataLot) -> [JSON] { lot.selection?["selected"]?.arrayValue ?? [] }

  /// The selected of a lot, with rank order, bid and price.
  private mutating func checkDataSelections(_ awards: [JSON], _ lot: DataLot) {
    if (lot.selections == 0) != awards.isEmpty {
      dataDisagrees("标段 \(lot.id) 入围", "whether anybody is selected in lot \(lot.id)")
    }
    guard lot.selection != nil else { return }
    let places = places(of: lot)
    let agrees = zip(places, awards).allSatisfy { place, award in
      let bid = place["bid"]?.stringValue.flatMap { Digest(b64: $0) }
      let bidder = place["bidder"]?.stringValue.flatMap { KeyReference(parsing: $0) }
      return award["relatedBid"] == bid.map { JSON($0.hex) }
        && award["value"] == Self.told(yuan: place["price"]?.stringValue) && isSupplier(award, bidder?.name)
        && ["active", "cancelled"].contains(award["status"]?.stringValue ?? "")
    }
    if places.count != awards.count || !agrees {
      dataDisagrees("标段 \(lot.id) 入围", "who is selected in lot \(lot.id)")
    }
  }
}
