import Canon
import Notes
import Transparency

// The extract of a filed contract: everything of it that the log or another public file has. The contract itself is not
// public; its parties' signatures in the log name its hashes, and whose keys they are.
extension Inspection {
  /// The contract that a path of the bundle is the extract of.
  static func contract(ofFiling path: String) -> String? {
    let (head, tail) = ("documents/", "-filing.json")
    guard path.utf8.starts(with: head.utf8), path.hasSuffix(tail), path.utf8.count > head.utf8.count + tail.utf8.count
    else { return nil }
    return String(path.dropFirst(head.count).dropLast(tail.count))
  }

  mutating func checkFilings() {
    var count = 0
    var numbers: Set<String> = []
    let ground = filingGround()
    for (path, file) in dossier.named.sorted(by: { $0.key < $1.key }) {
      guard let contract = Self.contract(ofFiling: path), dossier.files[path] != nil,
        let (extract, _) = json(path, .filings)
      else { continue }
      // A lot may be called so that another paper of it ends alike.
      if case .filing = file.by.body {} else if !says(extract["format"], Self.extractFormat) { continue }
      count += 1
      guard isFiling(extract, contract, path: path, file: file) else { continue }
      for filing in extract["filings"]?.arrayValue ?? [] {
        let number = filing["number"]?.stringValue ?? ""
        guard !number.isEmpty, numbers.insert(number).inserted else {
          report.fail(
            .filings, path, zh: "备案号“\(number)”为空，或已用于另一份合同",
            en: "the filing number \"\(number)\" is empty, or another contract's")
          continue
        }
      }
      checkFilingParties(extract, contract, path: path, index: file.by.index ?? 0, ground)
    }
    checkFilingNotes()
    report.end(
      .filings, zh: "\(count) 份备案信息与双方在日志中的签署一致",
      en: "\(count) extracts of filings are those of contracts that their parties signed in the log")
  }

  static let extractFormat = "tender-filing-extract/v1"

  /// What all extracts are held against, gathered once.
  private struct FilingGround {
    /// Signatures of papers by the hash of their data.
    var signed: [Digest: [(index: Int, note: RecordNote)]] = [:]
    /// By lot, each award's file with where it was named.
    var awards: [String: [(index: Int, digest: Digest)]] = [:]
    /// By lot, as the tender documents have it.
    var parks: [String: JSON] = [:]
  }

  private mutating func filingGround() -> FilingGround {
    var ground = FilingGround()
    for held in dossier.logged {
      guard let index = held.index else { continue }
      if case .record(let note) = held.body, note.kind == "contract" {
        ground.signed[note.json, default: []].append((index, note))
      }
      guard let note = FileNoteView(held.body), let files = lines(note.list).flatMap({ try? FileLine.list($0) })
      else { continue }
      for file in files where file.path.utf8.starts(with: "award/".utf8) {
        ground.awards[file.path, default: []].append((index, file.digest))
      }
    }
    guard let terms = dossier.termsPath, terms.hasSuffix(".json"), let (value, _) = json(terms, .terms) else {
      return ground
    }
    for lot in value["lots"]?.arrayValue ?? [] {
      if let id = lot["id"]?.stringValue, let park = lot["park"] { ground.parks[id] = park }
    }
    return ground
  }

  /// Whether the extract has its form, and is what its path and note say.
  private mutating func isFiling(_ extract: JSON, _ contract: String, path: String, file: NamedFile) -> Bool {
    let names = [
      "format", "tender", "lot", "contract", "mode", "park", "batch", "agency", "enterprise", "term", "filings",
      "contractJson", "contractPdf",
    ]
    let authorities = (extract["filings"]?.arrayValue ?? []).map { $0["authority"]?.stringValue ?? "" }
    let begins = extract["term"]?["begins"]?.stringValue ?? ""
    let ends = extract["term"]?["ends"]?.stringValue ?? ""
    guard Set(extract.names) == Set(names), says(extract["format"], Self.extractFormat),
      says(extract["tender"], dossier.tender), says(extract["contract"], contract),
      extract["lot"]?.stringValue.map({ dossier.notice?.lots.contains($0) ?? false }) ?? false,
      ["full", "partial"].contains(extract["mode"]?.stringValue ?? ""), authorities == ["park", "bureau"],
      !begins.isEmpty, begins.utf8.count == ends.utf8.count, begins <= ends
    else {
      report.fail(
        .filings, path, zh: "备案信息的格式、项目、标段或合同编号不符",
        en: "the extract is not in its form, or another contract's, lot's or tender's")
      return false
    }
    guard case .filing = file.by.body else {
      report.fail(.filings, path, zh: "备案信息不是由备案记录指明的", en: "the extract is not named by the note of a filing")
      return false
    }
    return true
  }

  /// The agency that won and the firm have signed, before it was filed, the very contract of the extract.
  private mutating func checkFilingParties(
    _ extract: JSON, _ contract: String, path: String, index: Int, _ ground: FilingGround
  ) {
    let hashes = [extract["contractJson"], extract["contractPdf"]].map { $0?.stringValue.flatMap { Digest(b64: $0) } }
    let signers = hashes[0].flatMap { ground.signed[$0] }?.compactMap { place, note in
      place < index && sameScalars(note.number, contract) && note.pdf == hashes[1] ? note.party : nil
    }
    let agencies = (signers ?? []).filter { dossier.registered[$0] != nil }
    let firms = (signers ?? []).filter { dossier.trust?.key(for: $0, role: .enterprise) != nil }
    for (party, keys) in [("agency", agencies), ("enterprise", firms)] {
      let code = extract[party]?.stringValue ?? ""
      if !keys.contains(where: { sameScalars($0.name, code) }) {
        report.fail(
          .filings, path, zh: "备案信息所写的 \(party)（\(code)）在备案之前没有签署这份合同",
          en: "the \(party) of the extract, \(code), has not signed this contract in the log before it was filed")
      }
    }
    checkFilingLot(extract, path: path, index: index, ground)
  }

  /// Agency and park are those of the lot: the award, or the selection, and the tender documents have them.
  private mutating func checkFilingLot(_ extract: JSON, path: String, index: Int, _ ground: FilingGround) {
    guard let lot = extract["lot"]?.stringValue, let code = extract["agency"]?.stringValue else { return }
    let file = "award/\(lot).json"
    let awards = (ground.awards[file] ?? []).filter { $0.index < index }
    if awards.isEmpty {
      report.fail(.filings, path, zh: "标段 \(lot) 备案之前没有定标", en: "lot \(lot) was not awarded before the filing")
    } else if Set(awards.map(\.digest)).count == 1, awards[0].digest == dossier.named[file]?.line.digest,
      let bid = json(file, .filings)?.value["bid"]?.stringValue.flatMap({ Digest(b64: $0) }),
      dossier.bids[bid].map({ !sameScalars($0.note.head.bidder.name, code) }) ?? false
    {
      report.fail(
        .filings, path, zh: "备案信息的机构不是标段 \(lot) 的中标人", en: "the agency of the extract is not the winner of lot \(lot)")
    }
    if let park = ground.parks[lot], park != extract["park"] {
      report.fail(
        .filings, path, zh: "备案信息的园区不是招标文件中标段 \(lot) 的园区",
        en: "the park of the extract is not that of lot \(lot) in the tender documents")
    }
  }

  /// A filing's note names the extract of a contract under its name; two that name the same would put it on file twice.
  /// What else one names, of a form that is not known here, is told.
  private mutating func checkFilingNotes() {
    var filed: Set<String> = []
    for held in dossier.logged {
      guard case .filing(let note) = held.body, let files = lines(note.list).flatMap({ try? FileLine.list($0) })
      else { continue }
      for file in files {
        if !filed.insert(file.path).inserted {
          report.fail(
            .filings, BundlePath.notePath(held.id), zh: "\(file.path) 被第二份备案记录指明",
            en: "a second note of a filing names \(file.path)")
        } else if Self.contract(ofFiling: file.path) == nil {
          checkUnnamedFiling(file.path)
        }
      }
    }
  }

  private mutating func checkUnnamedFiling(_ path: String) {
    if path.hasSuffix(".json"), dossier.files[path] != nil, let (file, _) = json(path, .filings),
      says(file["format"], Self.extractFormat)
    {
      report.fail(
        .filings, path, zh: "备案信息的文件名不是 documents/<合同编号>-filing.json",
        en: "the extract of a filing is not named documents/<contract>-filing.json")
    } else {
      report.note(
        .filings, path, zh: "备案记录指明的这个文件不是已知格式的备案信息，未作核对",
        en: "the note of a filing names this file, which is no extract of a known form: it was not compared")
    }
  }
}
