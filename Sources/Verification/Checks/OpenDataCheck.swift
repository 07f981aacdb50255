import Canon
import Notes
import Tendering

extension Inspection {
  /// The open data against what it speaks of: bids that were opened, figures of the evaluations, awards, failed lots.
  /// It is made of them, so a difference is a false publication; only of a file that the log names later it need not
  /// speak yet.
  mutating func checkOpenData() {
    let path = "ocds.json"
    guard let length = dossier.files[path], dossier.named[path] != nil else {
      return report.end(.openData, zh: "公开包没有开放数据", en: "the bundle has no open data")
    }
    guard length <= Self.jsonBytesMax, let (json, _) = json(path, .openData),
      let compiled = json["records"]?.arrayValue?.first?["compiledRelease"]
    else {
      report.note(
        .openData, path, zh: "\(path) 过大或不是 OCDS 1.1 record package，未与其他文件对照",
        en: "\(path) is too large or no OCDS 1.1 record package: it was not compared with the other files")
      return report.end(.openData, zh: "开放数据未对照", en: "the open data was not compared")
    }
    if !says(compiled["tender"]?["id"], dossier.tender) { disagrees("项目编号", "the tender's id") }
    let later = dossier.named.keys.sorted().filter { isLater($0) && isTold($0) }.joined(separator: " ")
    checkOpenBids(compiled)
    checkOpenLots(compiled)
    checkOpenAwards(compiled)
    guard later.isEmpty else {
      report.miss(
        .openData, path, zh: "开放数据尚未反映其后公布的文件：\(later)",
        en: "the open data was not brought up to date after these files were published: \(later)")
      return report.end(
        .openData, zh: "开放数据与此前公布的开标、评审、定标结果一致",
        en: "the open data agrees with the opening, the evaluations and the awards published before it")
    }
    report.end(
      .openData, zh: "开放数据与开标、评审、定标结果一致", en: "the open data agrees with the opening, the evaluations and the awards")
  }

  private mutating func disagrees(_ zh: String, _ en: String) {
    report.fail(.openData, "ocds.json", zh: "开放数据的\(zh)与公开文件不符", en: "the open data disagrees with the bundle: \(en)")
  }

  /// Whether the log names this file, as it is now, later than the open data, which then need not tell of it yet: the two
  /// may be named by notes of one deed, a moment apart.
  private func isLater(_ path: String) -> Bool {
    guard let file = dossier.named[path]?.by.index, let data = dossier.named["ocds.json"]?.by.index else {
      return false
    }
    return file > data
  }

  /// Whether another version of this file was named before the open data.
  private func hadEarlier(_ path: String) -> Bool {
    guard let first = dossier.named[path]?.firstIndex, let data = dossier.named["ocds.json"]?.by.index else {
      return false
    }
    return first < data
  }

  /// Whether the open data is compared with it.
  private func isTold(_ path: String) -> Bool {
    ["evaluation/", "award/", "documents/selection."].contains { path.utf8.starts(with: $0.utf8) }
  }

  /// Every bid is one that a manifest opens; every bid of an evaluation is there.
  private mutating func checkOpenBids(_ compiled: JSON) {
    let opened = Set(dossier.manifests.flatMap(\.bids).map(\.hex))
    let told = (compiled["bids"]?["details"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    for bid in told where !opened.contains(bid) { disagrees("投标 \(bid)", "bid \(bid) was not opened") }
    let known = Set(told)
    for (lot, evaluation) in dossier.evaluations.sorted(by: { $0.key < $1.key }) {
      for bid in (evaluation.json["bids"]?.arrayValue ?? []).compactMap({ Digest(b64: $0["bid"]?.stringValue ?? "") })
      where !known.contains(bid.hex) {
        disagrees("标段 \(lot) 投标", "bid \(bid.hex) of lot \(lot) is missing")
      }
    }
  }

  /// Ranks and totals are those of the evaluation; a lot is unsuccessful if it failed, and only then; one that failed
  /// because it is not wanted any more is called cancelled.
  private mutating func checkOpenLots(_ compiled: JSON) {
    let cancelled = Set(
      dossier.logged.compactMap { held -> String? in
        if case .fail(let note) = held.body, note.ground == Lot.FailureGround.cancelled.rawValue {
          note.lot
        } else {
          nil
        }
      })
    for lot in compiled["tender"]?["lots"]?.arrayValue ?? [] {
      let id = lot["id"]?.stringValue ?? "?"
      if says(lot["status"], "unsuccessful") != (dossier.failedLots.contains(id) && !cancelled.contains(id))
        || cancelled.contains(id) && !says(lot["status"], "cancelled")
      {
        disagrees("标段 \(id) 废标", "whether lot \(id) failed")
      }
      // What is told then is of the version before; of a file that had none nothing may be told.
      if isLater("evaluation/\(id).json"), hadEarlier("evaluation/\(id).json") { continue }
      var elements: [String: JSON] = [:]
      for element in dossier.evaluations[id]?.json["bids"]?.arrayValue ?? [] {
        if let bid = Digest(b64: element["bid"]?.stringValue ?? "") { elements[bid.hex] = element }
      }
      for result in lot["evaluation"]?["results"]?.arrayValue ?? [] {
        let bid = result["id"]?.stringValue ?? "?"
        let element = elements[bid]
        // Shown by an earlier form of the file and sealed since, for an award to another: a record forgets nothing.
        if element?["sealed"] != nil { continue }
        guard let element, result["rank"] == element["rank"],
          result["points"] == element["total"]?.stringValue.flatMap({ JSON(decimal: $0) })
        else {
          disagrees("投标 \(bid) 得分名次", "rank or points of bid \(bid)")
          continue
        }
      }
    }
  }

  private mutating func checkOpenAwards(_ compiled: JSON) {
    var told: [String: JSON] = [:]
    var selected: [String: [JSON]] = [:]
    for award in compiled["awards"]?.arrayValue ?? [] {
      let lot = award["relatedLots"]?.arrayValue?.first?.stringValue ?? "?"
      // To each of the agencies that a framework agreement selects, beside the award of a call-off.
      if award["id"]?.stringValue.map({ $0.utf8.starts(with: "\(lot)-selected-".utf8) }) ?? false {
        selected[lot, default: []].append(award)
        continue
      }
      told[award["relatedLots"]?.arrayValue?.first?.stringValue ?? "?"] = award
    }
    for path in dossier.named.keys.sorted() where path.utf8.starts(with: "award/".utf8) {
      guard dossier.files[path] != nil, let (json, _) = json(path, .openData) else { continue }
      let lot = String(path.dropFirst("award/".count).dropLast(".json".count))
      let award = told.removeValue(forKey: lot)
      // Nothing yet, or that the one before it fell through.
      if isLater(path), award == nil || says(award?["status"], "cancelled") { continue }
      let bid = Digest(b64: json["bid"]?.stringValue ?? "")?.hex
      let price = json["price"]?.stringValue.flatMap { JSON(decimal: $0) }
      if award == nil || award?["relatedBid"]?.stringValue != bid || award?["value"]?["amount"] != price {
        disagrees("标段 \(lot) 定标", "the award of lot \(lot)")
      }
    }
    checkOpenSelections(&selected)
    for lot in told.keys.sorted() { disagrees("标段 \(lot) 定标", "an award of lot \(lot) that is not in the bundle") }
  }

  /// The selected of each lot, with rank order, bid and price.
  private mutating func checkOpenSelections(_ told: inout [String: [JSON]]) {
    let (before, after) = ("documents/selection.", ".json")
    for path in dossier.named.keys.sorted() where path.utf8.starts(with: before.utf8) && path.hasSuffix(after) {
      guard dossier.files[path] != nil, let (json, _) = json(path, .openData) else { continue }
      let lot = String(path.dropFirst(before.count).dropLast(after.count))
      let places = json["selected"]?.arrayValue ?? []
      let awards = told.removeValue(forKey: lot) ?? []
      if isLater(path), awards.isEmpty { continue }
      let agrees = zip(places, awards).allSatisfy { place, award in
        let bid = Digest(b64: place["bid"]?.stringValue ?? "")?.hex
        return award["relatedBid"]?.stringValue == bid
          && award["value"]?["amount"] == place["price"]?.stringValue.flatMap { JSON(decimal: $0) }
      }
      if places.count != awards.count || !agrees { disagrees("标段 \(lot) 入围", "who is selected in lot \(lot)") }
    }
    for lot in told.keys.sorted() { disagrees("标段 \(lot) 入围", "a selection of lot \(lot) that is not in the bundle") }
  }
}
