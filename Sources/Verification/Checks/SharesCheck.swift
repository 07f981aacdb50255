import Notes
import Sealing

extension Inspection {
  /// Share notes follow their manifest line by line, one for each custodian. Commitments are checked with the results.
  mutating func checkShares() {
    var manifests: [Digest: Manifest] = [:]
    for manifest in dossier.manifests { manifests[manifest.id] = manifest }
    var count = 0
    for (id, notes) in dossier.shareNotes.sorted(by: { ($0.value.first?.index ?? 0) < ($1.value.first?.index ?? 0) }) {
      var seen: Set<Int> = []
      for share in notes {
        count += 1
        let path = BundlePath.notePath(share.id)
        guard let manifest = manifests[id], manifest.index < share.index else {
          report.fail(
            .shares, path, place: share.index, zh: "份额记录之前没有它所指的开封清单（manifest）",
            en: "no manifest that the share note names stands before it")
          continue
        }
        if share.entries.map(\.bid) != manifest.bids {
          report.fail(
            .shares, path, place: share.index, zh: "第 \(share.note.index) 位保管人的份额与开封清单（manifest）的投标或次序不符",
            en: "the shares of custodian \(share.note.index) have other bids or another order than the manifest")
        }
        if !seen.insert(share.note.index).inserted {
          report.fail(
            .shares, path, place: share.index, zh: "第 \(share.note.index) 位保管人对同一开封清单（manifest）交了第二份份额",
            en: "custodian \(share.note.index) has a second share note for one manifest")
        }
      }
    }
    shareNoteCount = count
  }
}
