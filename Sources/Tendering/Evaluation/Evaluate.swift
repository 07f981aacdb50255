import Exact

extension Evaluation {
  /// Works out a lot's result from the frozen scheme, the opened bids and the members' sheets.
  ///
  /// criterion points = round(sum ÷ count); price points = round(lowest ÷ evaluated × max); total = exact sum of these
  /// published figures; rank by total, then evaluated price; equal firsts need a public draw. An admitted bid above the
  /// ceiling becomes invalid here if the conformity review has not said so.
  ///
  /// - Parameters:
  ///   - sheets: one for each member; each has exactly the admitted bids.
  ///   - sheetNotes: the id of each member's `tender-scores` note, in the members' order.
  ///   - draws: the public draws made for equal bids.
  ///   - failsBelowMinimum: fewer ranked bids than `minBids` fail the lot (profile G).
  ///   - sha256: SHA-256 of bytes.
  /// - Throws: the first refusal in the order of `EvaluationRefusal`.
  /// - Source: ministry order 87 article 55; R-084 … R-093.
  public static func evaluate(
    tender: Tender.ID, lot: Lot.ID, scheme: Scheme, committee: Fingerprint, entries: [Entry], sheets: [ScoreSheet],
    sheetNotes: [Fingerprint], draws: [TieDraw] = [], failsBelowMinimum: Bool = true,
    sha256: ([UInt8]) -> Fingerprint
  ) throws(EvaluationRefusal) -> Evaluation {
    let elements = try elements(scheme: scheme, entries: entries, sheets: sheets, draws: draws)
    guard sheetNotes.count == sheets.count else { throw .membersWrong }
    let ranked = elements.count { if case .ranked = $0.standing { true } else { false } }
    return Evaluation(
      tender: tender, lot: lot, scheme: scheme, schemeFingerprint: scheme.fingerprint(sha256: sha256),
      committee: committee, members: sheets.map(\.member), sheets: sheetNotes, bids: elements,
      failed: failsBelowMinimum && ranked < scheme.minBids ? .tooFewConforming : nil)
  }

  /// The bids' elements alone, in their order: the arithmetic without the papers' ids.
  public static func elements(
    scheme: Scheme, entries: [Entry], sheets: [ScoreSheet], draws: [TieDraw] = []
  ) throws(EvaluationRefusal) -> [Element] {
    try check(entries, scheme: scheme)
    try check(sheets, entries: entries, scheme: scheme)
    var others: [Element] = []
    var offers: [AdmittedOffer] = []
    for entry in entries {
      switch entry {
      case .admitted(let offer) where offer.corrected > scheme.ceiling:
        let invalidity = Invalidity(.overCeiling, reason: overCeilingReason)
        others.append(
          Element(bid: offer.bid, bidder: offer.bidder, standing: .invalid(invalidity, read: offer.read)))
      case .admitted(let offer): offers.append(offer)
      case .invalid(let bid, let bidder, let why, let read):
        others.append(Element(bid: bid, bidder: bidder, standing: .invalid(why, read: read)))
      case .malformed(let bid, let bidder): others.append(Element(bid: bid, bidder: bidder, standing: .malformed))
      case .unopenable(let bid, let bidder): others.append(Element(bid: bid, bidder: bidder, standing: .unopenable))
      }
    }
    var measured: [Measured] = []
    let prices = offers.map { EvaluatedPrice(corrected: $0.corrected, deduction: $0.deduction) }
    if let lowest = prices.min() {
      for (offer, evaluated) in zip(offers, prices) {
        measured.append(
          try measure(offer, evaluated: evaluated, lowest: lowest, scheme: scheme, sheets: sheets))
      }
    }
    return try rank(measured, scheme: scheme, draws: draws) + others.sorted { $0.bid < $1.bid }
  }

  /// Given to a bidder above the ceiling when no reviewer has written a reason.
  static let overCeilingReason = "报价超过最高限价"

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

  /// A bid with its figures, before it has a rank.
  private struct Measured {
    let offer: AdmittedOffer
    let price: PriceFigures
    let criteria: [CriterionFigures]
    let total: Points
  }

  private static func measure(
    _ offer: AdmittedOffer, evaluated: EvaluatedPrice, lowest: EvaluatedPrice, scheme: Scheme, sheets: [ScoreSheet]
  ) throws(EvaluationRefusal) -> Measured {
    let places = scheme.rounding.places
    let rows = sheets.compactMap { $0.scores[offer.bid] }
    var figures: [CriterionFigures] = []
    figures.reserveCapacity(scheme.criteria.count)
    var total: Int64 = 0
    do {
      for (i, criterion) in scheme.criteria.enumerated() {
        let scores = rows.map { $0[i] }
        if criterion.kind == .objective, scores.contains(where: { $0 != scores.first }) {
          throw Stop.refused(.objectiveScoresDiffer(bid: offer.bid, criterion: criterion.id))
        }
        // Scores are at most 100 × 10^6 each: no sum of members comes near the end of Int64.
        let sum = scores.reduce(0, +)
        let units = try mean(of: sum, count: scores.count, scale: criterion.scale, rounding: scheme.rounding)
        guard let points = Points(units: units, scale: places) else { throw NumberFault.negative }
        total += units
        figures.append(CriterionFigures(scores: scores, sum: sum, points: points))
      }
      let price = try pricePoints(evaluated: evaluated, lowest: lowest, scheme: scheme)
      total += price.units
      guard let sum = Points(units: total, scale: places) else { throw NumberFault.negative }
      return Measured(
        offer: offer,
        price: PriceFigures(
          read: offer.read, corrections: offer.corrections, deduction: offer.deduction, evaluated: evaluated,
          lowest: lowest, points: price),
        criteria: figures, total: sum)
    } catch Stop.refused(let refusal) {
      throw refusal
    } catch {
      throw .tooLarge(bid: offer.bid)
    }
  }

  private enum Stop: Error { case refused(EvaluationRefusal) }

  /// round(sum ÷ count) as a count of 10^-places.
  private static func mean(of sum: Int64, count: Int, scale: Int, rounding: Rounding) throws(NumberFault) -> Int64 {
    try rounding.units(UInt128(sum), over: UInt128(count) * UInt128(powerOfTen(scale)))
  }

  /// round(lowest ÷ evaluated × max); with a fixed price nobody has any.
  private static func pricePoints(
    evaluated: EvaluatedPrice, lowest: EvaluatedPrice, scheme: Scheme
  ) throws(NumberFault) -> Points {
    let places = scheme.rounding.places
    guard scheme.price.formula == .lowest else { return .zero(scale: places) }
    let most = scheme.price.max
    let (product, over) = lowest.units.multipliedReportingOverflow(by: UInt128(most.units))
    let (under, more) = evaluated.units.multipliedReportingOverflow(by: UInt128(powerOfTen(most.scale)))
    guard !over, !more else { throw .tooLarge }
    guard let points = Points(units: try scheme.rounding.units(product, over: under), scale: places) else {
      throw .negative
    }
    return points
  }

  private static func rank(
    _ measured: [Measured], scheme: Scheme, draws: [TieDraw]
  ) throws(EvaluationRefusal) -> [Element] {
    let byPrice = scheme.rank.contains(.evaluatedPrice)
    func precedes(_ a: Measured, _ b: Measured) -> Bool? {
      if a.total.units != b.total.units { return a.total.units > b.total.units }
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
      let draw = ids.count > 1 ? try draw(for: ids, isFirst: first == 0, among: draws) : nil
      for bid in equals {
        let tie = draw.flatMap { draw in
          draw.order.firstIndex(of: bid.offer.bid).map { Tie(draw: draw.draw, order: $0 + 1) }
        }
        elements.append(
          Element(
            bid: bid.offer.bid, bidder: bid.offer.bidder,
            standing: .ranked(
              Figures(price: bid.price, criteria: bid.criteria, total: bid.total, rank: first + 1, tie: tie))))
      }
      first = end
    }
    let tied = Set(elements.compactMap { if case .ranked(let f) = $0.standing { f.tie?.draw } else { nil } })
    if let idle = draws.first(where: { !tied.contains($0.draw) }) { throw .drawDiffers(bids: idle.order.sorted()) }
    return elements
  }

  /// The draw among exactly these equals. Firsts must be drawn; others stay equal unless somebody drew them.
  private static func draw(
    for bids: [Bid.ID], isFirst: Bool, among draws: [TieDraw]
  ) throws(EvaluationRefusal) -> TieDraw? {
    if let draw = draws.first(where: { $0.order.contains { bids.contains($0) } }) {
      guard draw.order.count == bids.count, Set(draw.order) == Set(bids) else { throw .drawDiffers(bids: bids) }
      return draw
    }
    if isFirst { throw .tieNotDrawn(bids: bids) }
    return nil
  }
}
