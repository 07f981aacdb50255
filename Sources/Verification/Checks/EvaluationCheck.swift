import Canon
import Exact
import Notes
import Tendering

/// One lot's evaluation file, as far as it held.
struct HeldEvaluation: Sendable {
  struct Ranked: Sendable {
    var bid: String
    var rank: Int
    /// The place in the draw among equals; 0 without one.
    var order: Int
    var corrected: String
    var bidder: String
  }

  var digest: Notes.Digest
  var index: Int
  var json: JSON
  var ranked: [Ranked]
  var hasSealed: Bool
  var hasFailed: Bool
  /// The bid whose element the public file shows, where it seals the others'.
  var shown: String?
  /// The bids that are sealed.
  var sealed: Set<String>
}

extension Inspection {
  /// Every evaluation file follows from its own scores, the prices read out, the signed sheets and the frozen scheme.
  mutating func checkEvaluations() {
    guard let notice = dossier.notice else { return }
    var count = 0
    for (path, file) in dossier.named.sorted(by: { $0.key < $1.key }) {
      guard path.utf8.starts(with: "evaluation/".utf8), dossier.files[path] != nil else { continue }
      let lot = String(path.dropFirst("evaluation/".count).dropLast(".json".count))
      guard notice.lots.contains(lot) else {
        report.fail(.evaluation, path, zh: "公告没有标段 \(lot)", en: "the notice has no lot \(lot)")
        continue
      }
      guard let (json, bytes) = json(path, .evaluation) else { continue }
      count += 1
      // With the seals open, the whole file is checked in the public one's place.
      let whole = dossier.unsealed[lot] ?? json
      checkEvaluation(whole, lot: lot, path: path, index: file.by.index ?? 0, notice: notice)
      dossier.evaluations[lot] = HeldEvaluation(
        digest: Digest(of: bytes), index: file.by.index ?? 0, json: whole, shown: Evaluation.shown(in: json)?.base64)
    }
    checkReReviews(notice)
    report.end(
      .scores, zh: "评委签署的评分表与公布的分数一致", en: "the members' signed sheets are the published scores")
    report.end(
      .evaluation, zh: "\(count) 个标段的评审结果重算至末位小数一致",
      en: "the evaluations of \(count) lots recompute to the last decimal")
  }

  private mutating func checkEvaluation(_ json: JSON, lot: String, path: String, index: Int, notice: Notes.Notice) {
    if !says(json["tender"], dossier.tender) || !says(json["lot"], lot) {
      report.fail(.evaluation, path, zh: "评审结果不属于本标段", en: "the evaluation is another lot's or tender's")
    }
    let hasForm = recompute(json, lot: lot, path: path, index: index)
    if json["scheme"]?["minBids"]?.integerValue != notice.minimum {
      report.fail(
        .evaluation, path, zh: "评标办法的最少投标数与公告不同",
        en: "the scheme's minBids is not the notice's minimum \(notice.minimum)")
    }
    checkSchemeHash(json, lot: lot, path: path)
    checkBidders(json, lot: lot, path: path, index: index, notice: notice)
    checkCommittee(json, lot: lot, path: path, index: index)
    // Of a file that is none, sheets of any size could be made.
    if hasForm { checkSheets(json, lot: lot, path: path, index: index) }
    checkTies(json, lot: lot, path: path, index: index)
  }

  /// - Returns: whether the file has its form, whatever its numbers.
  private mutating func recompute(_ json: JSON, lot: String, path: String, index: Int) -> Bool {
    let sha256: ([UInt8]) -> Fingerprint = { Fingerprint(digest: Digest(of: $0).bytes) }
    do {
      let (_, sealed) = try Evaluation.recompute(json, sha256: sha256)
      if sealed > 0 {
        report.miss(
          .evaluation, path, zh: "按办法只公开中标人得分：另 \(sealed) 份投标的得分、名次和最低价未能重算",
          en:
            "only the winner's figures are public: \(sealed) other bids, ranks and the lowest price were not recomputed"
        )
      }
    } catch {
      // Whether too few bids fail the lot is the procedure's to say.
      if error.kind == .failed, (try? Evaluation.recompute(json, failsBelowMinimum: false, sha256: sha256)) != nil {
        checkCompetition(json, lot: lot, path: path, index: index)
        return true
      }
      // Where nothing could be worked out, what was given is the rule that it breaks, and no value of the file.
      let zh =
        error.isOfRule
        ? "\(error.field.isEmpty ? "评审结果" : error.field) 不合规则（\(error.given)）"
        : "\(error.field)，文件写“\(error.given)”，重算得“\(error.recomputed)”"
      report.fail(
        .evaluation, path, zh: "评审结果重算不符：\(zh)（\(error.code)）",
        en: "the evaluation does not recompute: \(error.sentence) (\(error.code))")
      return error.kind != .form
    }
    return true
  }

  /// The frozen scheme: its hash stands in the tender documents.
  private mutating func checkSchemeHash(_ json: JSON, lot: String, path: String) {
    guard let terms = dossier.termsPath, terms.hasSuffix(".json"), let said = json["schemeSha256"]?.stringValue,
      let (value, bytes) = self.json(terms, .terms)
    else { return }
    if !fixes(said, as: lot, in: value, bytes) {
      report.fail(
        .terms, path, zh: "标段 \(lot) 的评标办法不是招标文件中固定的那一份",
        en: "the scheme of lot \(lot) is not the one that the tender documents fixed")
    }
  }

  /// Who appears, in which state, and at which price: as the opening left them.
  private mutating func checkBidders(_ json: JSON, lot: String, path: String, index: Int, notice: Notes.Notice) {
    let parts = notice.parts(of: lot).map { Pair(lot: lot, part: $0.part) }
    guard let first = parts.first else { return }
    checkAllHaveResults(lot, path: path, index: index)
    let rejects = dossier.firstRejects
    let scheme = json["scheme"].flatMap { try? Scheme(json: $0) }
    var byBidder: [KeyReference: [RevealedBid]] = [:]
    for part in parts {
      for bid in dossier.inForce[part] ?? [] { byBidder[bid.note.head.bidder, default: []].append(bid) }
    }
    var expected: [String: RevealedBid] = [:]
    for bid in dossier.inForce[first] ?? [] where dossier.complete[lot]?.contains(bid.note.head.bidder) == true {
      expected[bid.id.b64] = bid
    }
    for element in json["bids"]?.arrayValue ?? [] {
      guard let id = element["bid"]?.stringValue, let bid = expected.removeValue(forKey: id) else {
        report.fail(
          .evaluation, path, zh: "评审结果中的 \(element["bid"]?.stringValue ?? "?") 不是本标段有效投标人首部分的投标",
          en:
            "\(element["bid"]?.stringValue ?? "?") in the evaluation is no complete bidder's first bid"
        )
        continue
      }
      if element["sealed"] != nil { continue }
      let own = byBidder[bid.note.head.bidder] ?? []
      if !says(element["bidder"], bid.note.head.bidder.text) {
        report.fail(.evaluation, path, zh: "投标 \(id) 的投标人写错", en: "the evaluation names another bidder for \(id)")
      }
      let states = states(of: own, parts: parts, before: index, rejects: rejects)
      if !states.contains(element["state"]?.stringValue ?? "") {
        report.fail(
          .evaluation, path, zh: "投标 \(id) 的状态与开封结果不符，应为 \(states.joined(separator: " / "))",
          en: "the state of \(id) does not fit its opening: it must be \(states.joined(separator: " or "))")
      }
      checkPriceRead(element, of: own, before: index, id: id, path: path)
      checkOffered(element, of: own, before: index, scheme: scheme, id: id, path: path)
    }
    for id in expected.keys.sorted() {
      report.fail(.evaluation, path, zh: "评审结果遗漏投标 \(id)", en: "the evaluation leaves out bid \(id)")
    }
  }

  /// What a manifest opens has its result before the lot is evaluated: whoever was left out could be called anything.
  private mutating func checkAllHaveResults(_ lot: String, path: String, index: Int) {
    // The file's first version too: a later one does not mend it.
    let first = dossier.named[path]?.firstIndex ?? index
    for manifest in dossier.manifests where manifest.note.pairs.contains(where: { $0.lot == lot }) {
      for id in manifest.bids where dossier.bids[id]?.pair.lot == lot {
        let result = dossier.results[id]?.first?.index ?? Int.max
        guard [first, index].contains(where: { manifest.index < $0 && $0 < result }) else { continue }
        report.fail(
          .evaluation, path, zh: "投标 \(id.b64) 已列入开封清单（manifest），评审之前却没有开封结果",
          en: "a manifest opens bid \(id.b64), and it has no result before the evaluation")
      }
    }
  }

  /// What the evaluation may say of a bidder: the first part that did not end in `opened` decides.
  private func states(
    of bids: [RevealedBid], parts: [Pair], before index: Int, rejects: [Digest: [Int]]
  ) -> [String] {
    for part in parts {
      guard let bid = bids.first(where: { $0.pair == part }) else { continue }
      let last = (dossier.results[bid.id] ?? []).last { $0.index < index }
      switch last?.note.result {
      case .malformed?: return ["malformed"]
      case .unopenable?: return ["unopenable"]
      case .opened?: if rejects[bid.id]?.first.map({ $0 <= index }) == true { return ["invalid"] }
      // Excepted, or the part was never opened: only an earlier finding can be the reason. A bid that a manifest opens
      // has a result, which was checked.
      case nil: return ["invalid"]
      }
    }
    return ["ranked", "invalid"]
  }

  /// The price is one that was read out of the bidder's own parts.
  private mutating func checkPriceRead(
    _ element: JSON, of bids: [RevealedBid], before index: Int, id: String, path: String
  ) {
    guard let read = element["price"]?["read"]?.stringValue else { return }
    let opened = openedBids(among: bids, before: index)
    let prices = opened.map { dossier.readOut[$0.id]?.price }
    if prices.contains(where: { $0.map { sameScalars($0, read) } ?? false }) { return }
    // The first part with a price has the bidder's price: one that was read to nobody here may be it.
    let unseen = opened.firstIndex { dossier.readOut[$0.id] == nil } ?? opened.count
    let priced = prices.firstIndex { $0 != nil } ?? opened.count
    if unseen < priced {
      report.miss(
        .evaluation, path, zh: "没有开标记录，投标 \(id) 的报价在不公开的部分，无从对照",
        en: "without the opening record the price of \(id), in a part that is not public, cannot be compared")
    } else {
      report.fail(
        .evaluation, path, zh: "投标 \(id) 的报价 \(read) 与唱标内容不符", en: "the price \(read) of \(id) is not the one read out")
    }
  }

  func says(_ value: JSON?, _ text: String) -> Bool { value?.stringValue.map { sameScalars($0, text) } ?? false }
}

extension HeldEvaluation {
  /// Reads what an award needs; elements that are not in their form are left out, and were named by the recomputation.
  init(digest: Notes.Digest, index: Int, json: JSON, shown: String?) {
    self.digest = digest
    self.index = index
    self.json = json
    self.shown = shown
    let bids = json["bids"]?.arrayValue ?? []
    sealed = Set(bids.filter { $0["sealed"] != nil }.compactMap { $0["bid"]?.stringValue })
    hasSealed = !sealed.isEmpty
    hasFailed = json["failed"] != nil
    ranked = bids.compactMap { element in
      let order = element["tie"]?["order"]?.integerValue ?? 0
      // Places are reckoned with: no bid has one beyond the number of bids.
      guard element["state"]?.stringValue == "ranked", let bid = element["bid"]?.stringValue,
        let rank = element["rank"]?.integerValue, let corrected = element["price"]?["corrected"]?.stringValue,
        (1...bids.count).contains(rank), (0...bids.count).contains(order)
      else { return nil }
      return Ranked(
        bid: bid, rank: rank, order: order, corrected: corrected, bidder: element["bidder"]?.stringValue ?? "")
    }
    ranked.sort { ($0.rank, $0.order) < ($1.rank, $1.order) }
  }
}
