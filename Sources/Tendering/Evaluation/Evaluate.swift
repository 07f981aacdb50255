import Exact

extension Evaluation {
  /// Works out a lot's result from the frozen scheme, the opened bids and the members' sheets.
  ///
  /// criterion points = round(sum ÷ count); price points by the scheme's formula; total = exact sum of these published
  /// figures; rank by total, then evaluated price; equal firsts need a public draw, unless the lot fails. An admitted
  /// bid above the ceiling, or below a criterion's minimum, becomes invalid here. By the lowest-price method nothing is
  /// scored, and the evaluated price alone ranks.
  ///
  /// - Parameters:
  ///   - sheets: one for each member, as signed; each has exactly the admitted bids.
  ///   - sheetNotes: the id of each member's `tender-scores` note, in the members' order.
  ///   - changes: what was lawfully changed after signing, in the order in which it was.
  ///   - explanations: members' reasons for scores far from the others'.
  ///   - draws: the public draws made for equal bids.
  ///   - isAgain: the result was reviewed again: draws of ties that are none any more are left aside.
  ///   - failsBelowMinimum: fewer ranked bids than `minBids` fail the lot: always under procurement law, elsewhere unless the
  ///     committee argued that competition is not lacking. None ranked fails it in any case.
  ///   - outlierShare: how far from the others a score must lie to be judged far too high or low.
  ///   - sha256: SHA-256 of bytes.
  /// - Throws: the first refusal in the order of `EvaluationRefusal`.
  /// - Source: ministry order 87 articles 55 and 64; R-084 ….
  public static func evaluate(
    tender: Tender.ID, lot: Lot.ID, scheme: Scheme, committee: Fingerprint, entries: [Entry], sheets: [ScoreSheet],
    sheetNotes: [Fingerprint], changes: [ScoreChange] = [], explanations: [Explanation] = [], draws: [TieDraw] = [],
    isAgain: Bool = false, failsBelowMinimum: Bool = true, outlierShare: Points = ScoreChange.outlierShare,
    sha256: ([UInt8]) -> Fingerprint
  ) throws(EvaluationRefusal) -> Evaluation {
    let counted = try ScoreChange.applied(changes, to: sheets, scheme: scheme, outlierShare: outlierShare)
    let elements = try elements(
      scheme: scheme, entries: entries, sheets: counted, draws: draws, isAgain: isAgain,
      failsBelowMinimum: failsBelowMinimum)
    guard sheetNotes.count == sheets.count else { throw .membersWrong }
    try check(explanations, of: counted, scheme: scheme, outlierShare: outlierShare)
    let ranked = elements.count { if case .ranked = $0.standing { true } else { false } }
    let fails = fails(scheme, ranked: ranked, failsBelowMinimum: failsBelowMinimum)
    return Evaluation(
      tender: tender, lot: lot, scheme: scheme, schemeFingerprint: scheme.fingerprint(sha256: sha256),
      committee: committee, members: sheets.map(\.member), sheets: sheetNotes, bids: elements, changes: changes,
      explanations: explanations,
      failed: fails ? .tooFewConforming : nil)
  }

  /// Whether so many ranked bids are too few for the lot to go on.
  private static func fails(_ scheme: Scheme, ranked: Int, failsBelowMinimum: Bool) -> Bool {
    ranked < scheme.minBids && (failsBelowMinimum || ranked == 0)
  }

  /// Each reason is for a score that is far from the others'.
  private static func check(
    _ explanations: [Explanation], of sheets: [ScoreSheet], scheme: Scheme, outlierShare: Points
  ) throws(EvaluationRefusal) {
    guard !explanations.isEmpty else { return }
    let flagged = Outlier.all(in: sheets, scheme: scheme, share: outlierShare)
    if let idle = explanations.first(where: { said in !flagged.contains { said.explains($0) } }) {
      throw .explanationIdle(member: idle.member, bid: idle.bid, criterion: idle.criterion)
    }
  }

  /// The bids' elements alone, in their order: the arithmetic without the papers' ids.
  ///
  /// - Parameter failsBelowMinimum: as for `evaluate`; where the lot fails by it, equal firsts need no draw.
  public static func elements(
    scheme: Scheme, entries: [Entry], sheets: [ScoreSheet], draws: [TieDraw] = [], isAgain: Bool = false,
    failsBelowMinimum: Bool = false
  ) throws(EvaluationRefusal) -> [Element] {
    try check(entries, scheme: scheme)
    try check(sheets, entries: entries, scheme: scheme)
    var others: [Element] = []
    var scored: [Scored] = []
    for entry in entries {
      switch entry {
      case .admitted(let offer) where offer.corrected > scheme.ceiling:
        let invalidity = Invalidity(.overCeiling, reason: overCeilingReason)
        others.append(
          Element(bid: offer.bid, bidder: offer.bidder, standing: .invalid(invalidity, read: offer.read)))
      case .admitted(let offer):
        let figures = try score(offer, scheme: scheme, sheets: sheets)
        if let below = belowMinimum(figures, scheme: scheme) {
          others.append(
            Element(
              bid: offer.bid, bidder: offer.bidder, standing: .invalid(below, read: offer.read),
              shown: Shown(corrections: offer.corrections, criteria: figures)))
        } else {
          scored.append(Scored(offer: offer, criteria: figures))
        }
      case .invalid(let bid, let bidder, let why, let read):
        others.append(Element(bid: bid, bidder: bidder, standing: .invalid(why, read: read)))
      case .malformed(let bid, let bidder): others.append(Element(bid: bid, bidder: bidder, standing: .malformed))
      case .unopenable(let bid, let bidder): others.append(Element(bid: bid, bidder: bidder, standing: .unopenable))
      }
    }
    let fails = fails(scheme, ranked: scored.count, failsBelowMinimum: failsBelowMinimum)
    return try rank(
      try measure(scored, scheme: scheme), scheme: scheme, draws: draws, isAgain: isAgain, needsFirst: !fails)
      + others.sorted { $0.bid < $1.bid }
  }

  /// Given to a bidder above the ceiling when no reviewer has written a reason.
  public static let overCeilingReason = "报价超过最高限价"

  private static func check(_ entries: [Entry], scheme: Scheme) throws(EvaluationRefusal) {
    var seen: Set<Bid.ID> = []
    for entry in entries {
      guard seen.insert(entry.bid).inserted else { throw .bidTwice(bid: entry.bid) }
      guard case .admitted(let offer) = entry else { continue }
      let share = scheme.price.smallFirmDeduction
      guard offer.deduction.scale == share.scale, offer.deduction.units == 0 || offer.deduction == share else {
        throw .deductionDiffers(bid: offer.bid)
      }
      var price = offer.read
      for step in offer.corrections {
        guard step.from == price, step.to != price else { throw .correctionsBroken(bid: offer.bid) }
        price = step.to
      }
      guard offer.corrected > .zero else { throw .priceZero(bid: offer.bid) }
    }
  }

  private static func check(
    _ sheets: [ScoreSheet], entries: [Entry], scheme: Scheme
  ) throws(EvaluationRefusal) {
    guard !sheets.isEmpty else { throw .membersWrong }
    for (i, sheet) in sheets.enumerated() where sheet.member != "m\(i + 1)" { throw .membersWrong }
    if scheme.combine == .trimmedMean, sheets.count < Scheme.Combine.trimmedMembersMin {
      throw .tooFewToTrim(needed: Scheme.Combine.trimmedMembersMin, given: sheets.count)
    }
    let admitted = entries.compactMap { if case .admitted(let offer) = $0 { offer.bid } else { nil } }
    for sheet in sheets {
      for bid in admitted {
        guard let row = sheet.scores[bid] else { throw .sheet(member: sheet.member, .bidMissing(bid: bid)) }
        guard row.count == scheme.criteria.count else {
          let missing = scheme.criteria.dropFirst(row.count).first?.id ?? ""
          throw .sheet(member: sheet.member, .criterionMissing(bid: bid, criterion: missing))
        }
        for (units, criterion) in zip(row, scheme.criteria) {
          do { try ScoreSheet.check(units, of: bid, by: criterion) } catch {
            throw .sheet(member: sheet.member, error)
          }
        }
      }
      if sheet.scores.count > admitted.count {
        let stranger = sheet.scores.keys.filter { !admitted.contains($0) }.min()
        if let stranger { throw .sheet(member: sheet.member, .bidNotScored(bid: stranger)) }
      }
    }
  }

  /// A bid with its criteria's points, before prices are compared.
  private struct Scored {
    let offer: AdmittedOffer
    let criteria: [CriterionFigures]
  }

  private static func score(
    _ offer: AdmittedOffer, scheme: Scheme, sheets: [ScoreSheet]
  ) throws(EvaluationRefusal) -> [CriterionFigures] {
    let rows = sheets.compactMap { $0.scores[offer.bid] }
    var figures: [CriterionFigures] = []
    figures.reserveCapacity(scheme.criteria.count)
    for (i, criterion) in scheme.criteria.enumerated() {
      let scores = rows.map { $0[i] }
      var claim: Claim?
      if criterion.isObjective {
        guard let common = scores.first, !scores.contains(where: { $0 != common }) else {
          throw .objectiveScoresDiffer(bid: offer.bid, criterion: criterion.id)
        }
        let answer = offer.answers[criterion.id]
        if let most = criterion.units(forAnswer: answer, rounding: scheme.rounding) {
          // A committee may find a claim unproven and give less, all members alike; it gives no more than was claimed.
          guard common <= most else {
            throw .scoreAboveAnswer(
              bid: offer.bid, criterion: criterion.id, byAnswer: text(most, scale: criterion.scale))
          }
          claim = Claim(answer: answer, byAnswer: most, reason: offer.reasons[criterion.id])
        }
      }
      // Scores are at most 100 × 10^6 each: no sum of members comes near the end of Int64.
      let (sum, count) = scheme.combine.counted(scores)
      let points: Points
      do {
        let units = try scheme.rounding.units(UInt128(sum), over: UInt128(count) * UInt128(powerOfTen(criterion.scale)))
        guard let rounded = Points(units: units, scale: scheme.rounding.places) else { throw NumberFault.negative }
        points = rounded
      } catch { throw .tooLarge(bid: offer.bid) }
      figures.append(CriterionFigures(scores: scores, sum: sum, count: count, points: points, claim: claim))
    }
    return figures
  }

  /// The first criterion whose points are below its minimum makes the bid invalid, in words that name both figures.
  private static func belowMinimum(_ figures: [CriterionFigures], scheme: Scheme) -> Invalidity? {
    for (figure, criterion) in zip(figures, scheme.criteria) {
      guard let minimum = criterion.minimum, figure.points < minimum else { continue }
      return Invalidity(
        stage: .conformity, ground: belowMinimumGround,
        reason: "评审因素 \(criterion.id) 得分 \(figure.points)，低于最低得分 \(minimum)")
    }
    return nil
  }

  /// Worked out here and given by no reviewer.
  static let belowMinimumGround = "belowMinimum"

  /// A bid with its figures, before it has a rank.
  private struct Measured {
    let offer: AdmittedOffer
    let price: PriceFigures
    let criteria: [CriterionFigures]
    let total: Points
  }

  private static func measure(_ scored: [Scored], scheme: Scheme) throws(EvaluationRefusal) -> [Measured] {
    let prices = scored.map { EvaluatedPrice(corrected: $0.offer.corrected, deduction: $0.offer.deduction) }
    let places = scheme.rounding.places
    var measured: [Measured] = []
    measured.reserveCapacity(scored.count)
    guard let first = scored.first else { return [] }
    let base: Scheme.PriceBase?
    do { base = try scheme.priceBase(prices) } catch { throw .tooLarge(bid: first.offer.bid) }
    guard let base else { return [] }
    for (bid, evaluated) in zip(scored, prices) {
      do {
        let points = try scheme.pricePoints(evaluated, base: base)
        let total = bid.criteria.reduce(points.units) { $0 + $1.points.units }
        guard let sum = Points(units: total, scale: places) else { throw NumberFault.negative }
        measured.append(
          Measured(
            offer: bid.offer,
            price: PriceFigures(
              read: bid.offer.read, corrections: bid.offer.corrections, deduction: bid.offer.deduction,
              evaluated: evaluated, lowest: base.lowest, mean: base.mean, points: points),
            criteria: bid.criteria, total: sum))
      } catch {
        throw .tooLarge(bid: bid.offer.bid)
      }
    }
    return measured
  }

  private static func rank(
    _ measured: [Measured], scheme: Scheme, draws: [TieDraw], isAgain: Bool, needsFirst: Bool
  ) throws(EvaluationRefusal) -> [Element] {
    let byTotal = scheme.rank.contains(.total)
    let byPrice = scheme.rank.contains(.evaluatedPrice)
    func precedes(_ a: Measured, _ b: Measured) -> Bool? {
      if byTotal, a.total.units != b.total.units { return a.total.units > b.total.units }
      if byPrice, a.price.evaluated.units != b.price.evaluated.units {
        return a.price.evaluated.units < b.price.evaluated.units
      }
      return nil
    }
    let sorted = measured.sorted { precedes($0, $1) ?? ($0.offer.bid < $1.offer.bid) }
    var elements: [Element] = []
    var first = 0
    while first < sorted.count {
      let end = sorted[first...].firstIndex { precedes(sorted[first], $0) == true } ?? sorted.count
      let equals = sorted[first..<end]
      let ids = equals.map(\.offer.bid)
      let draw =
        ids.count > 1 ? try draw(for: ids, isNeeded: first == 0 && needsFirst, among: draws, isAgain: isAgain) : nil
      let places = Dictionary(
        (draw?.order ?? []).enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { first, _ in first })
      for bid in equals {
        let tie = draw.flatMap { draw in places[bid.offer.bid].map { Tie(draw: draw.draw, order: $0) } }
        elements.append(
          Element(
            bid: bid.offer.bid, bidder: bid.offer.bidder,
            standing: .ranked(
              Figures(price: bid.price, criteria: bid.criteria, total: bid.total, rank: first + 1, tie: tie))))
      }
      first = end
    }
    let tied = Set(elements.compactMap { if case .ranked(let f) = $0.standing { f.tie?.draw } else { nil } })
    if !isAgain, let idle = draws.first(where: { !tied.contains($0.draw) }) {
      throw .drawDiffers(bids: idle.order.sorted())
    }
    return elements
  }

  /// The draw among exactly these equals. Firsts must be drawn, unless the lot fails and nobody wins; others
  /// stay equal unless somebody drew them.
  private static func draw(
    for bids: [Bid.ID], isNeeded: Bool, among draws: [TieDraw], isAgain: Bool
  ) throws(EvaluationRefusal) -> TieDraw? {
    // A review that changed who ties leaves draws behind; one among exactly these still holds.
    let equals = Set(bids)
    let draws = isAgain ? draws.filter { $0.order.count == bids.count && Set($0.order) == equals } : draws
    if let draw = draws.first(where: { $0.order.contains { equals.contains($0) } }) {
      guard draw.order.count == bids.count, Set(draw.order) == equals else { throw .drawDiffers(bids: bids) }
      return draw
    }
    if isNeeded { throw .tieNotDrawn(bids: bids) }
    return nil
  }
}

extension Scheme.Combine {
  /// Fewer members leave too little when two are left out.
  public static let trimmedMembersMin = 5

  /// What of the members' scores is added up, and how many they are.
  ///
  ///     mean: 50, 40, 60 → 150 of 3;  trimmedMean: 50, 10, 60, 90, 40 → 150 of 3
  func counted(_ scores: [Int64]) -> (sum: Int64, count: Int) {
    let sum = scores.reduce(0, +)
    guard self == .trimmedMean, let highest = scores.max(), let lowest = scores.min() else {
      return (sum, scores.count)
    }
    return (sum - highest - lowest, scores.count - 2)
  }
}
