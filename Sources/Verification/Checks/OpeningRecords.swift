import Canon
import Notes

extension Inspection {
  /// The opening record of each lot: exactly the particulars whose hashes the results signed, in the log's order.
  ///
  /// That a public payload gives the same was checked with its result.
  mutating func checkOpeningRecords() {
    guard let notice = dossier.notice else { return }
    var expected: [String: [(index: Int, bid: RevealedBid, digest: Digest)]] = [:]
    for (id, results) in dossier.results {
      guard let bid = dossier.bids[id] else { continue }
      for result in results {
        if case .opened(let digest) = result.note.result {
          expected[bid.pair.lot, default: []].append((result.index, bid, digest))
        }
      }
    }
    var count = 0
    for lot in notice.lots {
      let path = "documents/opening-record.\(lot).json"
      let results = (expected[lot] ?? []).sorted { $0.index < $1.index }
      guard let named = dossier.named[path], dossier.files[path] != nil else {
        if !results.isEmpty {
          report.miss(
            .particulars, path, zh: "标段 \(lot) 的开标记录不在公开包中", en: "the opening record of lot \(lot) is not in the bundle"
          )
        }
        continue
      }
      let before = results.filter { $0.index < named.by.index ?? 0 }
      guard let (record, _) = json(path, .particulars) else { continue }
      let elements = record["particulars"]?.arrayValue ?? []
      if !same(record["tender"], dossier.tender) || !same(record["lot"], lot) || elements.count != before.count {
        report.fail(
          .particulars, path, zh: "开标记录不属于本标段，或应有 \(before.count) 项唱标内容而有 \(elements.count) 项",
          en:
            "the opening record is another lot's, or has \(elements.count) particulars where \(before.count) must stand"
        )
        continue
      }
      if before.count < results.count {
        report.note(.particulars, path, zh: "开标记录之后又有结果", en: "results were added after the opening record")
      }
      for (at, (element, result)) in zip(elements, before).enumerated() {
        guard Particulars.digest(element) == result.digest, isAbout(result.bid, element) else {
          report.fail(
            .particulars, path, zh: "开标记录第 \(at + 1) 项与开封结果所签的哈希不符",
            en: "entry \(at + 1) of the opening record is not what its result signed")
          continue
        }
        count += 1
        dossier.readOut[result.bid.id] = ReadOut(element, offer: dossier.readOut[result.bid.id]?.offer)
      }
    }
    report.end(
      .particulars, zh: "\(count) 项唱标内容与开封结果一致", en: "all \(count) particulars read out are those of the results")
  }

  private func same(_ value: JSON?, _ text: String) -> Bool {
    value?.stringValue.map { sameScalars($0, text) } ?? false
  }

  private func isAbout(_ bid: RevealedBid, _ element: JSON) -> Bool {
    same(element["bid"], bid.id.b64) && same(element["bidder"], bid.note.head.bidder.text)
      && same(element["lot"], bid.pair.lot) && same(element["part"], bid.pair.part)
  }
}
