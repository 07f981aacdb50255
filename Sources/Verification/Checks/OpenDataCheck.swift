import Canon
import Notes
import Tendering

extension Inspection {
  /// The open data against what it speaks of: every fact of it that the log or another file of the bundle has, worked
  /// out from there as of the moment at which the log names it, and compared both ways. What nobody else says, such as
  /// the dates of publication and how a contract was performed, is taken as it stands.
  mutating func checkOpenData() {
    let path = Self.openDataPath
    guard let length = dossier.files[path], let data = dossier.named[path], let notice = dossier.notice else {
      return report.end(.openData, zh: "公开包没有开放数据", en: "the bundle has no open data")
    }
    guard length <= Self.jsonBytesMax else {
      report.miss(
        .openData, path, zh: "\(path) 超过 \(Self.jsonBytesMax) 字节，未与其他文件对照",
        en: "\(path) is longer than \(Self.jsonBytesMax) bytes: it was not compared with the other files")
      return report.end(.openData, zh: "开放数据未对照", en: "the open data was not compared")
    }
    guard let (json, _) = json(path, .openData) else {
      return report.end(.openData, zh: "开放数据未对照", en: "the open data was not compared")
    }
    guard let records = json["records"]?.arrayValue else {
      report.miss(
        .openData, path, zh: "\(path) 不是 OCDS 1.1 record package，未与其他文件对照",
        en: "\(path) is no OCDS 1.1 record package: it was not compared with the other files")
      return report.end(.openData, zh: "开放数据未对照", en: "the open data was not compared")
    }
    if let compiled = compiledRelease(json, records) { compareOpenData(compiled, data, notice) }
    endOpenData()
  }

  private mutating func compareOpenData(_ compiled: JSON, _ data: NamedFile, _ notice: Notes.Notice) {
    let view = openDataView(at: data.by.index ?? 0, notice: notice)
    let terms = terms(of: view)
    let awards = DataAwards(compiled)
    let states = view.lots.map { lot -> Lot.State in
      lot.state == .awarded && awards.isVoid(lot.id) ? .evaluated : lot.state
    }
    checkDataTender(compiled, view, terms: terms, lots: states)
    checkDataBids(compiled, view)
    checkDataLots(compiled, view, terms: terms, awards: awards)
    checkDataAwards(compiled, view, awards)
    checkDataParties(compiled, view, awards)
    checkDataContracts(compiled, view, awards)
    checkDataDocuments(compiled, view, awards)
  }

  private mutating func endOpenData() {
    let later = dossier.named.keys.sorted().filter { isLater($0) && isTold($0) }.joined(separator: " ")
    guard later.isEmpty else {
      report.miss(
        .openData, Self.openDataPath, zh: "开放数据尚未反映其后公布的文件：\(later)",
        en: "the open data was not brought up to date after these files were published: \(later)")
      return report.end(
        .openData, zh: "开放数据与此前公布的开标、评审、定标结果一致",
        en: "the open data agrees with the opening, the evaluations and the awards published before it")
    }
    report.end(
      .openData, zh: "开放数据与开标、评审、定标结果一致", en: "the open data agrees with the opening, the evaluations and the awards")
  }

  /// Whether the log names this file, as it is now, later than the open data, which then need not tell of it yet: the two
  /// may be named by notes of one deed, a moment apart.
  private func isLater(_ path: String) -> Bool {
    guard let file = dossier.named[path]?.by.index, let data = dossier.named[Self.openDataPath]?.by.index else {
      return false
    }
    return file > data
  }

  /// Whether the open data has more of it than its name.
  private func isTold(_ path: String) -> Bool {
    ["evaluation/", "award/", "documents/selection."].contains { path.utf8.starts(with: $0.utf8) }
  }
}
