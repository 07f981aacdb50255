import Exact

extension CollusionSignal {
  /// Totals in a series, and price tables in which every line differs alike.
  static func prices(_ bids: [BidFacts], rules: RuleBook) -> [CollusionSignal] {
    totals(bids, least: max(3, rules.count(.priceSeriesMin))) + tables(bids)
  }

  /// An arithmetic or a constant-ratio series of all totals, highest to lowest; equal totals are no series.
  ///
  ///     180000, 190000, 200000: a step of 10000.00;  100, 110, 121: a ratio of 11/10
  private static func totals(_ bids: [BidFacts], least: Int) -> [CollusionSignal] {
    let priced = bids.compactMap { bid in bid.total.map { (bid.bid, $0) } }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    guard priced.count >= least, let first = priced.first?.1, first > .zero else { return [] }
    let prices = priced.map { $0.1.fen }
    let ids = priced.map(\.0)
    let step = prices[1] - prices[0]
    let pairs = zip(prices, prices.dropFirst())
    if step > 0, pairs.allSatisfy({ $1 - $0 == step }) {
      let text = Price(fen: step)?.description ?? ""
      return [CollusionSignal(kind: .totalsRegular, bids: ids, evidence: "+ \(text)")]
    }
    if step > 0, pairs.allSatisfy({ Self.isSame($0, $1, as: (prices[0], prices[1])) }) {
      return [CollusionSignal(kind: .totalsRegular, bids: ids, evidence: "× \(prices[1])/\(prices[0])")]
    }
    return []
  }

  /// Fewer lines agree by chance.
  static let tableLinesMin = 5

  /// Two bids whose price tables have the same lines, every unit price of one being the other's by one factor or one step.
  private static func tables(_ bids: [BidFacts]) -> [CollusionSignal] {
    var found: [CollusionSignal] = []
    for (index, first) in bids.enumerated() {
      for second in bids[(index + 1)...] {
        guard first.unitPrices.count >= tableLinesMin, Set(first.unitPrices.keys) == Set(second.unitPrices.keys) else {
          continue
        }
        let lines = first.unitPrices.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let pairs = lines.compactMap { name -> (Int64, Int64)? in
          guard let a = first.unitPrices[name], let b = second.unitPrices[name] else { return nil }
          return (a.fen, b.fen)
        }
        guard pairs.allSatisfy({ $0.0 > 0 && $0.1 > 0 }), let head = pairs.first else { continue }
        // A table of one price throughout has every pattern and shows none.
        guard Set(pairs.map(\.0)).count > 1 else { continue }
        if pairs.allSatisfy({ isSame($0.0, $0.1, as: head) }) {
          found.append(
            CollusionSignal(
              kind: .unitPricesRegular, bids: [first.bid, second.bid], evidence: "× \(head.1)/\(head.0)"))
        } else if pairs.allSatisfy({ $0.1 - $0.0 == head.1 - head.0 }) {
          let step = Price(fen: Swift.abs(head.1 - head.0))?.description ?? ""
          found.append(
            CollusionSignal(kind: .unitPricesRegular, bids: [first.bid, second.bid], evidence: "± \(step)"))
        }
      }
    }
    return found
  }

  /// b ÷ a is the pair's second ÷ first, without a division.
  private static func isSame(_ a: Int64, _ b: Int64, as pair: (Int64, Int64)) -> Bool {
    UInt128(b.magnitude) * UInt128(pair.0.magnitude) == UInt128(a.magnitude) * UInt128(pair.1.magnitude)
  }
}
