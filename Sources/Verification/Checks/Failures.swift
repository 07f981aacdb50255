import Canon
import Exact
import Notes
import Tendering

// Whether a lot failed for what the officer says: as far as openings, prices and the published evaluation tell. What the
// reviews found of a lot that failed before its evaluation is told to each bidder alone, and stays unproven here.
extension Inspection {
  /// Holds a ground that follows from the bids against what the bundle has.
  ///
  /// - Parameter index: where the failure stands in the log; what came later does not count.
  /// - Returns: whether nothing was left open; what is false was named.
  mutating func checkGround(_ note: FailNote, at index: Int, path: String, notice: Notes.Notice) -> Bool {
    guard let ground = Lot.FailureGround(rawValue: note.ground) else {
      report.note(
        .failures, path, zh: "标段 \(note.lot) 的废标事由“\(note.ground)”不在法定情形之列，请核查",
        en: "the ground \"\(note.ground)\" on which lot \(note.lot) failed is none of the lawful ones known here")
      return true
    }
    guard ground.followsFromBids else { return true }
    guard let opened = openedBids(of: note.lot, before: index, notice: notice) else {
      report.fail(
        .failures, path, zh: "标段 \(note.lot) 从未开标，不能以“\(note.ground)”废标",
        en: "lot \(note.lot) was never opened, and did not fail for \(note.ground)")
      return true
    }
    let terms = lotTerms(note.lot)
    let needed = terms.isArgued && ground != .tooFewConforming ? 1 : notice.minimum
    let evaluation = dossier.evaluations[note.lot].flatMap { $0.index < index ? $0 : nil }
    if ground == .tooFewOpened, opened.count >= needed {
      report.fail(
        .failures, path, zh: "标段 \(note.lot) 开启了 \(opened.count) 份投标，并非开启过少",
        en: "\(opened.count) bids of lot \(note.lot) were opened: not too few")
    } else if let evaluation, !evaluation.hasFailed {
      report.fail(
        .failures, path, zh: "标段 \(note.lot) 的评审结果有足够的合格投标，不能以“\(note.ground)”废标",
        en: "the evaluation of lot \(note.lot) has bids enough, and it did not fail for \(note.ground)")
    } else if ground == .allOverBudget {
      return checkBudget(terms.budget, of: note.lot, before: index, path: path)
    } else if opened.count >= needed, ground == .tooFewQualified || evaluation == nil {
      report.miss(
        .failures, path, zh: "标段 \(note.lot) 开启了 \(opened.count) 份投标，审查结论不公开：废标事由“\(note.ground)”无从核对",
        en:
          "\(opened.count) bids of lot \(note.lot) were opened, and what the reviews found is not public: \(note.ground) was not checked"
      )
      return false
    }
    return true
  }

  /// Every price that was read out must be above the budget.
  private mutating func checkBudget(_ budget: Price?, of lot: String, before index: Int, path: String) -> Bool {
    let opened = dossier.manifests.filter { $0.index < index }.flatMap(\.bids).filter { id in
      dossier.bids[id]?.pair.lot == lot && isOpened(id, before: index)
    }
    guard let budget, opened.allSatisfy({ dossier.readOut[$0] != nil }) else {
      report.miss(
        .failures, path, zh: "标段 \(lot) 的预算或唱标内容不在其中，“allOverBudget”无从核对",
        en: "the budget of lot \(lot) or what was read out is not here: allOverBudget was not checked")
      return false
    }
    let prices = opened.compactMap { dossier.readOut[$0]?.price.flatMap { Price($0) } }
    let within = prices.count { $0 <= budget }
    if within > 0 || prices.isEmpty {
      report.fail(
        .failures, path, zh: "标段 \(lot) 有 \(within) 份投标的报价未超过预算 \(budget)，共读出 \(prices.count) 个报价",
        en: "\(within) of the \(prices.count) prices of lot \(lot) are within its budget \(budget)")
    }
    return true
  }

  /// The bids that were opened of the part that a manifest opened last; nil without one.
  private func openedBids(of lot: String, before index: Int, notice: Notes.Notice) -> [Notes.Digest]? {
    let manifests = dossier.manifests.filter { $0.index < index }
    let last = notice.parts(of: lot).last { part in
      manifests.contains { $0.note.pairs.contains(Opening.Pair(lot: lot, part: part.part)) }
    }
    guard let last else { return nil }
    let pair = Pair(lot: lot, part: last.part)
    return manifests.flatMap(\.bids).filter { dossier.bids[$0]?.pair == pair && isOpened($0, before: index) }
  }

  private func isOpened(_ bid: Notes.Digest, before index: Int) -> Bool {
    let last = (dossier.results[bid] ?? []).last { $0.index < index }
    return if case .opened? = last?.note.result { true } else { false }
  }

  /// What the tender documents say of a lot's budget, and whether its committee argues about too few bids; nil and false
  /// where they are not at hand.
  private mutating func lotTerms(_ lot: String) -> (budget: Price?, isArgued: Bool) {
    guard let path = dossier.termsPath, path.hasSuffix(".json"), let (terms, _) = json(path, .terms) else {
      return (nil, false)
    }
    let profile = terms["profile"]?.stringValue.flatMap { Profile(rawValue: $0) }
    let said = terms["lots"]?.arrayValue?.first { $0["id"]?.stringValue.map { sameScalars($0, lot) } ?? false }
    return (said?["budget"]?.stringValue.flatMap { Price($0) }, profile?.procedure.tooFew == .argued)
  }
}
