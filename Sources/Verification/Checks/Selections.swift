import Canon
import Notes
import Tendering

extension Inspection {
  /// Who is selected under a framework agreement follows from the ranks, and an award goes to one of them.
  mutating func checkSelections() {
    guard let notice = dossier.notice else { return }
    let terms = frameworkTerms()
    var count = 0
    for lot in notice.lots {
      let path = "documents/selection.\(lot).json"
      let awarded = dossier.files["award/\(lot).json"] != nil
      guard let file = dossier.named[path], dossier.files[path] != nil else {
        if terms != nil, awarded {
          report.fail(
            .award, "award/\(lot).json", zh: "标段 \(lot) 没有确定入围供应商就成交",
            en: "lot \(lot) is awarded under a framework in which nobody is selected")
        }
        checkGrounds(of: lot, selection: nil, terms: terms)
        continue
      }
      guard let terms else {
        report.fail(
          .award, path, zh: "招标文件没有框架协议的条件，却有入围结果",
          en: "agencies are selected, and the tender documents fix no framework agreement")
        continue
      }
      count += 1
      if case .award = file.by.body {
      } else {
        report.fail(
          .award, path, zh: "入围结果不是由采购人的文书指明的", en: "the selection is not named by a note of the buyer's decision")
      }
      let selection = checkSelection(path, lot: lot, index: file.by.index ?? 0, terms: terms)
      checkGrounds(of: lot, selection: selection, terms: terms)
    }
    if count > 0 {
      report.end(
        .award, zh: "\(count) 个标段的入围按名次和淘汰比例重算一致",
        en: "the selections of \(count) lots follow from the ranks and from what is eliminated")
    }
  }

  /// What the tender documents fix; nil where they are not at hand, or know no framework.
  private mutating func frameworkTerms() -> FrameworkTerms? {
    guard let path = dossier.termsPath, path.hasSuffix(".json"), let (value, _) = json(path, .terms),
      let said = value["framework"]
    else { return nil }
    do {
      return try FrameworkTerms(try FormReader(said, at: "framework", only: FrameworkTerms.keys))
    } catch {
      report.fail(.terms, path, zh: "框架协议的条件不成形", en: "the terms of the framework agreement are not in their form")
      return nil
    }
  }

  private mutating func checkSelection(_ path: String, lot: String, index: Int, terms: FrameworkTerms) -> Selection? {
    guard let (json, _) = json(path, .award) else { return nil }
    guard let selection = try? Selection(json: json), sameScalars(selection.tender.text, dossier.tender),
      sameScalars(selection.lot.text, lot)
    else {
      report.fail(
        .award, path, zh: "入围文件的格式、项目或标段不符", en: "the selection is not in its form, or another lot's or tender's")
      return nil
    }
    guard let held = dossier.evaluations[lot], held.index <= index else {
      report.fail(.award, path, zh: "入围之前没有本标段的评审结果", en: "no evaluation of the lot stands before its selection")
      return selection
    }
    guard selection.evaluation.base64 == held.digest.b64 else {
      report.fail(
        .award, path, zh: "入围所依据的评审结果不是公开的这一份",
        en: "the selection rests on another evaluation file than the published one")
      return selection
    }
    let sha256: ([UInt8]) -> Fingerprint = { Fingerprint(digest: Digest(of: $0).bytes) }
    guard let evaluation = try? Evaluation.recomputed(from: held.json, sha256: sha256) else {
      report.miss(
        .award, path, zh: "评审结果不能全部重算，入围名次没有核对",
        en: "the evaluation does not recompute, so the selection was not checked")
      return selection
    }
    let opens = CalendarDay(Instant(seconds: Int64(dossier.notice?.opens ?? 0)))
    do {
      let again = try evaluation.select(
        terms, file: selection.evaluation, passingOver: selection.passedOver,
        rules: RuleBook.inForce(on: opens, for: .f))
      if again != selection {
        report.fail(
          .award, path, zh: "入围供应商与按名次、淘汰比例和入围数上限算得的不同",
          en: "the selected are not those that ranks, elimination and the number of places give")
      }
    } catch {
      report.fail(.award, path, zh: "不能这样确定入围（\(error.code)）", en: "nobody can be selected so (\(error.code))")
    }
    return selection
  }

  /// Grounds of call-offs stand in awards to selected agencies, and nowhere else.
  private mutating func checkGrounds(of lot: String, selection: Selection?, terms: FrameworkTerms?) {
    let path = "award/\(lot).json"
    guard dossier.files[path] != nil, let (json, _) = json(path, .award) else { return }
    let grounds = (json["passedOver"]?.arrayValue ?? []).compactMap {
      $0["ground"]?.stringValue.flatMap(Award.PassingOver.init)
    }
    let calls: [Award.PassingOver] = [.userChoice, .inTurn]
    if grounds.contains(where: { calls.contains($0) && $0 != terms?.passing }) {
      report.fail(
        .award, path, zh: "越过的依据与招标文件所定的成交方式不符",
        en: "bids are passed over in a way that the tender documents do not know")
    }
    if let selection, !selection.selected.contains(where: { $0.bid.base64 == json["bid"]?.stringValue }) {
      report.fail(.award, path, zh: "成交的机构没有入围", en: "the award goes to an agency that is not selected")
    }
  }
}
