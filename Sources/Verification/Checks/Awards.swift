import Canon
import Notes
import Tendering

extension Inspection {
  /// Each award follows the ranks, or records why not.
  mutating func checkAwards() {
    guard let notice = dossier.notice else { return }
    var wins: [String: [String]] = [:]
    var count = 0
    for (path, file) in dossier.named.sorted(by: { $0.key < $1.key }) {
      guard path.utf8.starts(with: "award/".utf8), dossier.files[path] != nil, let (json, _) = json(path, .award) else {
        continue
      }
      let lot = String(path.dropFirst("award/".count).dropLast(".json".count))
      guard notice.lots.contains(lot) else {
        report.fail(.award, path, zh: "公告没有标段 \(lot)", en: "the notice has no lot \(lot)")
        continue
      }
      count += 1
      if let bidder = checkAward(json, lot: lot, path: path, index: file.by.index ?? 0) {
        wins[bidder, default: []].append(lot)
      }
    }
    for (bidder, lots) in wins.sorted(by: { $0.key < $1.key }) {
      let most = lots.compactMap { dossier.evaluations[$0]?.json["scheme"]?["maxLotsWon"]?.integerValue }.min()
      if let most, lots.count > most {
        report.fail(
          .award, bidder, zh: "\(bidder) 中标 \(lots.count) 个标段，办法最多允许 \(most) 个",
          en: "\(bidder) is awarded \(lots.count) lots; the scheme allows \(most)")
      }
    }
    report.end(
      .award, zh: "\(count) 个标段的定标符合名次或有记录的依据", en: "the awards of \(count) lots follow the ranks or a recorded ground")
  }

  /// - Returns: the winner, when the award is in its form.
  private mutating func checkAward(_ json: JSON, lot: String, path: String, index: Int) -> String? {
    let names = ["format", "tender", "lot", "evaluation", "bid", "rank", "price", "ground", "passedOver"]
    guard Set(json.names) == Set(names), says(json["format"], "tender-award/v1"), says(json["tender"], dossier.tender),
      says(json["lot"], lot), let bid = json["bid"]?.stringValue, let over = json["passedOver"]?.arrayValue
    else {
      report.fail(.award, path, zh: "定标文件的格式、项目或标段不符", en: "the award is not in its form, or another lot's or tender's")
      return nil
    }
    guard let evaluation = dossier.evaluations[lot], evaluation.index <= index else {
      report.fail(.award, path, zh: "定标之前没有本标段的评审结果", en: "no evaluation of the lot stands before its award")
      return nil
    }
    if !says(json["evaluation"], evaluation.digest.b64) {
      report.fail(
        .award, path, zh: "定标所依据的评审结果不是公开的这一份", en: "the award rests on another evaluation file than the published one")
    }
    let failures = dossier.logged.compactMap { held -> (index: Int, ground: String)? in
      guard case .fail(let note) = held.body, note.lot == lot, let at = held.index else { return nil }
      return (at, note.ground)
    }
    // After an award fell through a lot may fail for what came to light or was given up, and for nothing else; what was
    // awarded before that stands in the log all the same.
    let isVoid = failures.allSatisfy {
      $0.index > index && [Lot.FailureGround.unlawfulAct, .cancelled].map(\.rawValue).contains($0.ground)
    }
    if !failures.isEmpty, isVoid, !evaluation.hasFailed {
      report.note(
        .award, path, zh: "标段 \(lot) 定标之后又废标，定标不再有效", en: "lot \(lot) failed after this award, which is void")
    } else if evaluation.hasFailed || dossier.failedLots.contains(lot) {
      report.fail(.award, path, zh: "标段 \(lot) 已废标，不得定标", en: "lot \(lot) failed and cannot be awarded")
    }
    if let shown = evaluation.shown, shown != bid {
      report.fail(
        .award, path, zh: "公开的评审结果展示的不是中标的投标", en: "the public evaluation shows another bid than the awarded one")
    }
    guard let winner = evaluation.ranked.first(where: { $0.bid == bid }) else {
      report.fail(.award, path, zh: "中标的投标没有名次", en: "the awarded bid is not ranked")
      return nil
    }
    if json["rank"]?.integerValue != winner.rank {
      report.fail(.award, path, zh: "定标文件的名次与评审结果不符", en: "the award's rank is not that of the evaluation")
    }
    if !says(json["price"], winner.corrected) {
      report.fail(
        .award, path, zh: "中标价应为修正后的报价 \(winner.corrected)",
        en: "the award price is not the corrected price \(winner.corrected)")
    }
    checkOrder(json, over: over, winner: winner, evaluation: evaluation, path: path)
    checkFallen(over, lot: lot, path: path, evaluation: evaluation)
    return winner.bidder
  }

  private mutating func checkOrder(
    _ json: JSON, over: [JSON], winner: HeldEvaluation.Ranked, evaluation: HeldEvaluation, path: String
  ) {
    let passed = over.compactMap { $0["bid"]?.stringValue }
    let ground = json["ground"]?.stringValue ?? ""
    let isInForm = over.allSatisfy { Set($0.names) == ["bid", "ground"] }
    let isWhole = isInForm && passed.count == over.count && Set(passed).count == passed.count
    if Award.Ground(rawValue: ground) == nil || !isWhole {
      report.fail(
        .award, path, zh: "定标依据或越过的投标填写不全", en: "the award's ground or its passed-over bids are not in their form")
    }
    for entry in over {
      guard let word = entry["ground"]?.stringValue, !word.isEmpty else {
        report.fail(.award, path, zh: "越过名次在前者而没有写明依据", en: "a bid is passed over without a ground")
        continue
      }
      if Award.PassingOver(rawValue: word) == nil {
        report.fail(
          .award, path, zh: "越过的依据“\(word)”不在法定情形之列",
          en: "the ground \"\(word)\" on which a bid is passed over is none of the lawful ones")
      }
    }
    if evaluation.hasSealed {
      checkSealedOrder(passed, ground: ground, winner: winner, evaluation: evaluation, path: path)
      return
    }
    let better = evaluation.ranked.prefix { $0.bid != winner.bid }.map(\.bid)
    if let skipped = better.first(where: { !passed.contains($0) }) {
      report.fail(
        .award, path, zh: "名次在前的投标 \(skipped) 被越过而没有依据",
        en: "bid \(skipped) is ranked before the award and passed over without a ground")
    }
    if let stray = passed.first(where: { !better.contains($0) }) {
      report.fail(
        .award, path, zh: "投标 \(stray) 并不在中标人之前",
        en: "bid \(stray), said to be passed over, is not ranked before the award")
    }
    if better.isEmpty != (ground == "firstRank") {
      report.fail(.award, path, zh: "定标依据“\(ground)”与名次不符", en: "the ground \"\(ground)\" does not fit the rank")
    }
  }

  /// Without the other bids' ranks: as many are passed over as the winner's own rank says stand before it, and each is one
  /// of the sealed.
  private mutating func checkSealedOrder(
    _ passed: [String], ground: String, winner: HeldEvaluation.Ranked, evaluation: HeldEvaluation, path: String
  ) {
    report.miss(
      .award, path, zh: "其他投标的名次未公开：只核对了越过的份数与中标人名次相符",
      en:
        "the other bids' ranks are not public: only that as many were passed over as the winner's rank says was checked"
    )
    if let stray = passed.first(where: { !evaluation.sealed.contains($0) }) {
      report.fail(
        .award, path, zh: "越过的投标 \(stray) 不在评审结果之中",
        en: "the bid \(stray) that is passed over is none of the evaluation's")
    }
    // Equals that nobody drew stand in the order of their ids, which is not public: then there may be more.
    let least = winner.rank - 1 + max(0, winner.order - 1)
    if passed.count < least || (passed.count > least && winner.rank == 1 && winner.order <= 1) {
      report.fail(
        .award, path, zh: "中标人名次之前应有 \(least) 份投标，定标文件越过了 \(passed.count) 份",
        en: "\(least) bids stand before the winner by its rank, and the award passes over \(passed.count)")
    }
    if passed.isEmpty != (ground == "firstRank") {
      report.fail(.award, path, zh: "定标依据“\(ground)”与名次不符", en: "the ground \"\(ground)\" does not fit the rank")
    }
  }

  /// Lots that came to nothing.
  mutating func checkFailures() {
    guard let notice = dossier.notice else { return }
    var (count, open) = (0, 0)
    for held in dossier.logged {
      guard case .fail(let note) = held.body else { continue }
      count += 1
      let path = BundlePath.notePath(held.id)
      guard notice.lots.contains(note.lot) else {
        report.fail(.failures, path, zh: "公告没有标段 \(note.lot)", en: "the notice has no lot \(note.lot)")
        continue
      }
      dossier.failedLots.insert(note.lot)
      if held.index ?? Int.max < dossier.close?.0.index ?? Int.max {
        report.fail(
          .failures, path, zh: "标段 \(note.lot) 在截止之前废标", en: "lot \(note.lot) failed before the close of bids")
      }
      let bidders = dossier.complete[note.lot]?.count ?? 0
      if note.ground == "tooFewBids", dossier.close != nil, bidders >= notice.minimum {
        report.fail(
          .failures, path, zh: "标段 \(note.lot) 有 \(bidders) 个完整投标，并非投标过少",
          en: "lot \(note.lot) has \(bidders) complete bidders: not too few")
      }
      if !checkGround(note, at: held.index ?? Int.max, path: path, notice: notice) { open += 1 }
    }
    if open == 0 {
      report.end(.failures, zh: "\(count) 个标段废标有据", en: "the failures of \(count) lots are in order")
    } else {
      report.end(
        .failures, zh: "\(count) 个标段废标，其中 \(open) 个的事由未能核对，其余有据",
        en: "\(count) lots failed: the grounds of \(open) were not checked, the others are in order")
    }
  }
}
