/// What the public files of a bundle are called, for people.
public enum PaperWords {
  /// A file's name in words, and its place among the others of its tender; nil for a path that is none of ours.
  ///
  ///     PaperWords.name(of: "documents/opening-record.L1.pdf")?.words.zh is "开标记录表（标段 L1）"
  public static func name(of path: String) -> (words: Wording, place: Int)? {
    guard let slash = path.firstIndex(of: "/"), let dot = path.lastIndex(of: "."), slash < dot else {
      return path == "ocds.json" ? (data, Int.max) : nil
    }
    let folder = path[..<slash]
    var stem = String(path[path.index(after: slash)..<dot])
    if folder != "documents" {
      guard let place = kinds.firstIndex(where: { $0.kind == folder }) else { return nil }
      return (kinds[place].words.then(lot(stem)), place)
    }
    let isSigned = stem.hasSuffix("-signed")
    if isSigned { stem = String(stem.dropLast("-signed".count)) }
    // The longest kind counts: `trustee-contract-full` is not `contract`.
    guard
      let place = kinds.indices.filter({ stem.contains(kinds[$0].kind) })
        .max(by: { kinds[$0].kind.count < kinds[$1].kind.count })
    else { return nil }
    let kind = kinds[place]
    let rest = stem.replacing(kind.kind, with: "", maxReplacements: 1)
    var words = kind.words
    if let mark = rest.first, "-.".contains(mark) {
      let of = String(rest.dropFirst())
      let number = of.prefix { $0 != "." }
      if mark == "-", Int(number) != nil, number.count < of.count {
        // One of several of a lot: `re-review-1.L1`.
        words = words.then(time(String(number))).then(lot(String(of.dropFirst(number.count + 1))))
      } else {
        words = words.then(Int(of) == nil ? lot(of) : time(of))
      }
    } else if !rest.isEmpty {
      words = words.then(lot(String(rest.dropLast())))
    }
    return (isSigned ? words.then(Wording(zh: "（已签署）", en: "(signed)")) : words, place)
  }

  private static func lot(_ id: String) -> Wording {
    // A contract's number begins with its lot: L1-T01.
    id.contains("-T") ? Wording(zh: "（合同 \(id)）", en: "(contract \(id))") : Wording(zh: "（标段 \(id)）", en: "(lot \(id))")
  }

  private static func time(_ number: String) -> Wording { Wording(zh: "（第 \(number) 次）", en: "(no. \(number))") }

  private static let data = Wording(zh: "开放数据（OCDS）", en: "Open data (OCDS)")

  /// As the papers' files are named, in the order of the procedure.
  private static let kinds: [(kind: String, words: Wording)] = [
    ("terms", Wording(zh: "招标文件（数据）", en: "Tender documents (data)")),
    ("clarification-notice", Wording(zh: "澄清公告", en: "Clarification notice")),
    ("clarification", Wording(zh: "澄清数据", en: "Clarification, as data")),
    ("amendment-notice", Wording(zh: "更正公告", en: "Amendment notice")),
    ("cancellation-notice", Wording(zh: "终止公告", en: "Cancellation notice")),
    ("cancellation", Wording(zh: "终止数据", en: "Cancellation, as data")),
    ("opening-record", Wording(zh: "开标记录表", en: "Opening record")),
    ("failure-notice", Wording(zh: "废标公告", en: "Failure notice")),
    ("evaluation-report", Wording(zh: "评标报告", en: "Evaluation report")),
    ("evaluation", Wording(zh: "评标结果数据", en: "Evaluation, as data")),
    ("re-review", Wording(zh: "重新评审决定", en: "Decision to review the result again")),
    ("superseded", Wording(zh: "重新评审前的评标结果数据", en: "Evaluation before its re-review, as data")),
    ("competition-statement", Wording(zh: "竞争性论证意见", en: "Statement on competition")),
    ("re-review-report", Wording(zh: "重新评审报告", en: "Report on a re-review")),
    ("selection-notice", Wording(zh: "入围结果公告", en: "Selection notice")),
    ("selection-letter", Wording(zh: "入围通知书", en: "Selection letter")),
    ("framework-agreement", Wording(zh: "框架协议", en: "Framework agreement")),
    ("candidate-notice", Wording(zh: "中标候选人公示", en: "Candidates")),
    ("award", Wording(zh: "定标数据", en: "Award, as data")),
    ("result-notice", Wording(zh: "中标结果公告", en: "Result notice")),
    ("award-notice", Wording(zh: "中标通知书", en: "Award notice")),
    ("remedy-answer", Wording(zh: "质疑答复书", en: "Answer to a remedy")),
    ("complaint-decision", Wording(zh: "投诉处理决定", en: "Decision on a complaint")),
    ("service-contract", Wording(zh: "服务合同", en: "Service contract")),
    ("acceptance-sheet", Wording(zh: "履约验收单", en: "Acceptance sheet")),
    ("park-agreement", Wording(zh: "托管协议", en: "Park agreement")),
    ("filing", Wording(zh: "托管合同备案摘要", en: "Filing of a trustee contract")),
  ]
}
