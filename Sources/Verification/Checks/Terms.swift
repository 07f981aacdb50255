import Canon
import Notes

// The tender documents as data: what the notice or the last amendment hashes, and what they say of themselves.
extension Inspection {
  /// The tender documents in force, when they are among the documents.
  mutating func checkTerms() {
    guard let terms = dossier.terms else { return }
    checkTermsFile(terms)
    guard
      let file = dossier.named.values.first(where: { $0.line.digest == terms && dossier.files[$0.line.path] != nil })
    else {
      if dossier.named[Self.termsFile] == nil || dossier.files[Self.termsFile] == nil {
        report.miss(
          .terms, zh: "招标文件不在公开包中，评标办法无从对照",
          en: "the tender documents are not in the bundle: the schemes cannot be compared with them")
      } else {
        report.miss(
          .terms, Self.termsFile, zh: "公开包中的招标文件不是现行的一份，评标办法无从对照",
          en: "the tender documents in the bundle are not those in force: the schemes cannot be compared with them")
      }
      return
    }
    dossier.termsPath = file.line.path
    checkTermsContent(file.line.path)
    report.end(.terms, zh: "招标文件是 \(file.line.path)", en: "the tender documents are \(file.line.path)")
  }

  private static let termsFile = "documents/terms.json"

  /// `documents/terms.json` is the file that the notice's `terms` hash, or those of the last amendment that has them.
  private mutating func checkTermsFile(_ terms: Digest) {
    let path = Self.termsFile
    guard let file = dossier.named[path], dossier.files[path] != nil, file.line.digest != terms else { return }
    // In a bundle made while bids are taken, the new edition may not have been named yet.
    if dossier.close == nil, editionsOfTerms().dropLast().contains(file.line.digest) { return }
    report.fail(
      .terms, path, zh: "\(path) 不是公告（或最后一次变更）所指的招标文件",
      en: "\(path) is not the file that the notice, or its last amendment, hashes as the tender documents")
  }

  /// What the notice and its amendments hash, in their order.
  private func editionsOfTerms() -> [Digest] {
    var editions = dossier.notice.map { [$0.terms] } ?? []
    for held in dossier.logged {
      if case .amendment(let note) = held.body, let terms = note.terms { editions.append(terms) }
    }
    return editions
  }

  /// Tender, lots and schemes, where the documents name them.
  private mutating func checkTermsContent(_ path: String) {
    guard path.hasSuffix(".json"), let (json, bytes) = json(path, .terms) else { return }
    if let format = json["format"], !says(format, "tender-terms/v1") {
      report.fail(
        .terms, path, zh: "招标文件的格式不是 tender-terms/v1",
        en: "the tender documents are not of the format tender-terms/v1")
    }
    if let tender = json["tender"], !says(tender, dossier.tender) {
      report.fail(.terms, path, zh: "招标文件属于另一项目", en: "the tender documents are another tender's")
    }
    guard let lots = json["lots"]?.arrayValue, let notice = dossier.notice else { return }
    let ids = lots.compactMap { $0["id"]?.stringValue }
    if ids.count != lots.count || ids.sorted() != notice.lots.sorted() {
      report.fail(.terms, path, zh: "招标文件的标段与公告不同", en: "the lots of the tender documents are not the notice's")
    }
    for lot in lots {
      guard let id = lot["id"]?.stringValue, let scheme = lot["scheme"] else { continue }
      if !fixes(Digest(of: scheme.canonicalBytes()).b64, as: id, in: json, bytes) {
        report.fail(
          .terms, path, zh: "招标文件中标段 \(id) 的评标办法与其 schemeSha256 不符",
          en: "the scheme of lot \(id) in the tender documents is not the one that its schemeSha256 hashes")
      }
    }
  }

  /// Whether the tender documents give this hash for the lot's scheme; in whatever shape they have it, it must stand there.
  func fixes(_ hash: String, as lot: String, in terms: JSON, _ bytes: [UInt8]) -> Bool {
    guard let table = terms["schemeSha256"], table.members != nil else {
      return String(decoding: bytes, as: UTF8.self).contains("\"\(hash)\"")
    }
    return says(table[lot], hash)
  }
}
