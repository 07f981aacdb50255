import Canon
import Notes
import Tendering

// A result that was reviewed again: the bundle keeps the decision and the evaluation that stood before, the log says
// when each of them counted.
extension Inspection {
  /// One decision as `documents/re-review-<k>.<lot>.json` has it.
  private struct ReReviewDecision {
    let lot: String
    let number: Int
    let path: String
    let ground: ReReview.Ground
    /// Where the decision stands in the log.
    let index: Int
    let before: JSON
  }

  mutating func checkReReviews(_ notice: Notes.Notice) {
    var decisions: [ReReviewDecision] = []
    for (path, file) in dossier.named.sorted(by: { $0.key < $1.key }) {
      guard path.utf8.starts(with: "documents/re-review-".utf8), path.hasSuffix(".json"),
        !path.utf8.starts(with: "documents/re-review-report".utf8), dossier.files[path] != nil
      else { continue }
      if let decision = decision(path, file, notice) { decisions.append(decision) }
    }
    for lot in Set(decisions.map(\.lot)).sorted() {
      let ofLot = decisions.filter { $0.lot == lot }.sorted { $0.number < $1.number }
      if ofLot.map(\.number) != Array(1...max(1, ofLot.count)) {
        report.fail(.evaluation, lot, zh: "标段 \(lot) 的重新评审编号不连续", en: "the re-reviews of lot \(lot) have a gap")
      }
      for (place, decision) in ofLot.enumerated() {
        let next = place + 1 < ofLot.count ? ofLot[place + 1] : nil
        checkEnd(of: decision, next: next)
      }
    }
    for lot in notice.lots { checkNamedOnce(lot) }
    checkSheetsOnce()
  }

  /// A decision with what it supersedes: in its form, on a lawful ground, over the file that was named then.
  private mutating func decision(_ path: String, _ file: NamedFile, _ notice: Notes.Notice) -> ReReviewDecision? {
    guard let (json, _) = json(path, .evaluation) else { return nil }
    let names = ["format", "tender", "lot", "number", "evaluation", "ground", "reason"]
    guard Set(json.names) == Set(names), says(json["format"], "tender-re-review/v1"),
      says(json["tender"], dossier.tender),
      let lot = json["lot"]?.stringValue, notice.lots.contains(lot), let number = json["number"]?.integerValue,
      path.utf8.elementsEqual("documents/re-review-\(number).\(lot).json".utf8),
      let said = json["evaluation"]?.stringValue,
      let index = file.by.index
    else {
      report.fail(.evaluation, path, zh: "重新评审决定的格式、项目或标段不符", en: "the decision is not in its form, or another lot's")
      return nil
    }
    guard let ground = json["ground"]?.stringValue.flatMap(ReReview.Ground.init(rawValue:)) else {
      report.fail(
        .evaluation, path, zh: "重新评审的理由不在法定四种情形之列",
        en: "the result was reviewed again on a ground that the law does not know")
      return nil
    }
    let kept = "documents/superseded-\(number).\(lot).json"
    guard dossier.named[kept]?.by.index == index, let (before, bytes) = self.json(kept, .evaluation) else {
      report.fail(.evaluation, path, zh: "缺少被取代的评审结果 \(kept)", en: "the superseded evaluation \(kept) is missing")
      return nil
    }
    let standing = namings(of: "evaluation/\(lot).json").last { $0.index < index }
    if !says(json["evaluation"], Digest(of: bytes).b64) || standing?.digest != Digest(of: bytes) {
      report.fail(
        .evaluation, kept, zh: "\(kept) 不是重新评审前日志所指的评审结果（\(said)）",
        en: "\(kept) is not the evaluation that the log named before the re-review (\(said))")
    }
    let sha256: ([UInt8]) -> Fingerprint = { Fingerprint(digest: Digest(of: $0).bytes) }
    do { try Evaluation.recompute(before, failsBelowMinimum: before["failed"] != nil, sha256: sha256) } catch {
      report.fail(
        .evaluation, kept, zh: "被取代的评审结果重算不符：\(error.field)（\(error.code)）",
        en: "the superseded evaluation does not recompute: \(error.sentence) (\(error.code))")
    }
    let path = kept
    checkCommittee(before, lot: lot, path: path, index: standing?.index ?? index)
    checkSheets(before, lot: lot, path: path, index: standing?.index ?? index)
    return ReReviewDecision(lot: lot, number: number, path: path, ground: ground, index: index, before: before)
  }

  /// Every version of a file that the log names, in its order.
  func namings(of path: String) -> [(index: Int, digest: Digest)] {
    dossier.logged.compactMap { held in
      guard let note = FileNoteView(held.body), let index = held.index,
        let files = lines(note.list).flatMap({ try? FileLine.list($0) }),
        let line = files.first(where: { $0.path.utf8.elementsEqual(path.utf8) })
      else { return nil }
      return (index, line.digest)
    }
  }

  /// What came of a re-review: an evaluation before any award, whose scores differ by lawful corrections alone.
  private mutating func checkEnd(of decision: ReReviewDecision, next: ReReviewDecision?) {
    let lot = decision.lot
    let end = namings(of: "evaluation/\(lot).json").first { $0.index > decision.index }?.index
    let award = namings(of: "award/\(lot).json").first?.index
    if let award, award < end ?? Int.max {
      report.fail(
        .evaluation, decision.path, zh: "标段 \(lot) 在重新评审结束之前已经定标",
        en: "lot \(lot) was awarded before the re-review was over")
      return
    }
    guard end != nil else {
      report.note(.evaluation, decision.path, zh: "标段 \(lot) 的重新评审尚未结束", en: "the re-review of lot \(lot) is not over")
      return
    }
    let after = next?.before ?? dossier.evaluations[lot]?.json
    let sha256: ([UInt8]) -> Fingerprint = { Fingerprint(digest: Digest(of: $0).bytes) }
    guard let after, Evaluation.sealed(in: decision.before).isEmpty, Evaluation.sealed(in: after).isEmpty else {
      report.miss(
        .evaluation, decision.path, zh: "只公开中标人得分，重新评审更正了哪些评分无从核对",
        en: "only the winner's figures are public: which scores the re-review corrected cannot be checked")
      return
    }
    func read(_ file: JSON) -> Evaluation? {
      try? Evaluation.recomputed(from: file, failsBelowMinimum: file["failed"] != nil, sha256: sha256)
    }
    // What does not recompute was named already.
    guard let was = read(decision.before), let now = read(after), was.members == now.members else { return }
    // Who signed again, in the order of the sheets in the log.
    var signed: [(member: String, index: Int)] = []
    for (place, member) in was.members.enumerated() where was.sheets[place] != now.sheets[place] {
      signed.append((member, Digest(bytes: now.sheets[place].bytes).flatMap { dossier.notes[$0]?.index } ?? 0))
    }
    signed.sort { $0.index < $1.index }
    let order = signed.map(\.member)
    let isInside = signed.allSatisfy { $0.index > decision.index && $0.index < end ?? 0 }
    let corrected = ReReview.corrected(from: was, to: now, ground: decision.ground, order: order)
    guard isInside, let corrected else {
      report.fail(
        .evaluation, decision.path, zh: "标段 \(lot) 重新评审后的评分并非依“\(decision.ground.rawValue)”更正而来",
        en:
          "the scores of lot \(lot) after its re-review do not come from corrections on the ground “\(decision.ground.rawValue)”"
      )
      return
    }
    report.note(
      .evaluation, decision.path, zh: "标段 \(lot) 的评审结果经第 \(decision.number) 次重新评审，更正 \(corrected) 项评分，均合于所依情形",
      en:
        "the result of lot \(lot) was reviewed again (no. \(decision.number)): \(corrected) scores corrected, each as its ground allows"
    )
  }
}
