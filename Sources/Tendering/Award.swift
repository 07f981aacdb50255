import Canon
import Exact

/// Who gets the lot, and why nobody better ranked does: what stands in `award/<lot>.json`.
public struct Award: Hashable, Sendable {
  /// Why a better-ranked bid may be passed over.
  ///
  /// - Source: R-104 (TBR §55, GPR §49) and R-098, and for call-offs O110 §3(3); nothing else is lawful.
  public enum PassingOver: String, Hashable, Sendable, CaseIterable {
    /// The bidder gave the award up, or does not sign.
    case declined
    /// It cannot perform by force majeure.
    case forceMajeure
    /// No performance security as the document asks.
    case securityMissing
    /// Found to have broken the law in this tender, the result being affected.
    case unlawfulAct
    /// It has won as many lots as the document allows (兼投不兼中).
    case lotLimit
    /// Its named team serves in a lot that it has won already.
    case teamTaken
    /// In a call-off: the user chose another of the selected (直接选定).
    case userChoice
    /// In a call-off: another of the selected came in turn (顺序轮候).
    case inTurn
  }

  public enum Ground: String, Hashable, Sendable, CaseIterable {
    case firstRank
    /// First among those that were not passed over.
    case nextCandidate
  }

  public struct PassedOver: Hashable, Sendable {
    public let bid: Bid.ID
    public let ground: PassingOver

    public init(bid: Bid.ID, ground: PassingOver) {
      self.bid = bid
      self.ground = ground
    }
  }

  public let tender: Tender.ID
  public let lot: Lot.ID
  /// SHA-256 of the published evaluation file.
  public let evaluation: Fingerprint
  public let bid: Bid.ID
  public let rank: Int
  /// The corrected price.
  public let price: Price
  public let ground: Ground
  public let passedOver: [PassedOver]
}

extension Award {
  /// Whether the lot stands where it can be awarded, on the evaluation that the officer saw.
  ///
  /// - Parameters:
  ///   - seen: the evaluation file's hash in the officer's award.
  ///   - published: the hash of the file that the log names, or nil while there is none.
  /// - Throws: `lotFailed`, `awardedAlready`, `notEvaluated`, `evaluationDiffers`.
  public static func mayFollow(
    state: Lot.State, seen: Fingerprint, published: Fingerprint?
  ) throws(AwardRefusal) {
    switch state {
    case .failed, .cancelled: throw .lotFailed
    case .awarded: throw .awardedAlready
    case .evaluated: break
    default: throw .notEvaluated
    }
    guard let published else { throw .notEvaluated }
    guard seen == published else { throw .evaluationDiffers }
  }
}

extension Award {
  /// Whether the published file is one that this award may rest on: where it seals elements, it shows the winner's.
  ///
  /// - Parameter file: the public evaluation file.
  /// - Throws: `winnerSealed`; the officer signs the evaluation again, with this bid's element shown.
  /// - Source: formats of the evaluation, disclosure `winner`; R-102.
  public func mayRest(on file: JSON) throws(AwardRefusal) {
    let sealed = Evaluation.sealed(in: file)
    guard !sealed.contains(bid) else { throw .winnerSealed }
  }
}

extension Evaluation {
  /// Awards the lot to a ranked bid, in rank order only.
  ///
  /// - Parameters:
  ///   - file: SHA-256 of the evaluation file as published.
  ///   - lotsWon: how many lots this bidder has won already in this tender.
  /// - Throws: `lotFailed`, `bidUnknown`, `bidNotRanked`, `passedOverTwice`, `passedOverNotBetter`, `skipsRank`,
  ///   `lotLimitReached`.
  /// - Source: R-099 (ministry order 87 article 68), R-104, R-098.
  public func award(
    _ bid: Bid.ID, file: Fingerprint, passingOver: [Award.PassedOver] = [], lotsWon: Int = 0
  ) throws(AwardRefusal) -> Award {
    if failed != nil { throw .lotFailed }
    guard let element = bids.first(where: { $0.bid == bid }) else { throw .bidUnknown }
    guard case .ranked(let figures) = element.standing else { throw .bidNotRanked }
    let order = awardOrder
    let better = order.prefix { $0.bid != bid }
    guard Set(passingOver.map(\.bid)).count == passingOver.count else { throw .passedOverTwice }
    guard passingOver.allSatisfy({ over in better.contains { $0.bid == over.bid } }) else {
      throw .passedOverNotBetter
    }
    if let skipped = better.first(where: { element in !passingOver.contains { $0.bid == element.bid } }) {
      throw .skipsRank(expected: self.figures(of: skipped.bid)?.rank ?? 1, given: figures.rank)
    }
    if let max = scheme.maxLotsWon, lotsWon >= max { throw .lotLimitReached(max: max) }
    let sorted = better.compactMap { element in passingOver.first { $0.bid == element.bid } }
    return Award(
      tender: tender, lot: lot, evaluation: file, bid: bid, rank: figures.rank, price: figures.price.corrected,
      ground: better.isEmpty ? .firstRank : .nextCandidate, passedOver: sorted)
  }
}

extension Award {
  public var json: JSON {
    [
      "format": "tender-award/v1", "tender": JSON(tender.text), "lot": JSON(lot.text),
      "evaluation": JSON(evaluation.base64), "bid": JSON(bid.base64), "rank": JSON(rank),
      "price": JSON(price.description), "ground": JSON(ground.rawValue),
      "passedOver": .array(
        passedOver.map { ["bid": JSON($0.bid.base64), "ground": JSON($0.ground.rawValue)] }),
    ]
  }

  /// Reads an award file.
  public init(json: JSON) throws(FormRefusal) {
    let form = try FormReader(
      json,
      only: ["format", "tender", "lot", "evaluation", "bid", "rank", "price", "ground", "passedOver"])
    guard try form.text("format") == "tender-award/v1" else { throw .wrong(field: "format") }
    tender = try form.identifier("tender")
    lot = try form.identifier("lot")
    evaluation = try form.fingerprint("evaluation")
    bid = Bid.ID(try form.fingerprint("bid"))
    rank = try form.integer("rank", in: 1...Evaluation.bidsMax)
    price = try form.price("price")
    ground = try form.word("ground")
    var over: [PassedOver] = []
    for entry in try form.objects("passedOver", max: Evaluation.bidsMax, only: ["bid", "ground"]) {
      over.append(PassedOver(bid: Bid.ID(try entry.fingerprint("bid")), ground: try entry.word("ground")))
    }
    passedOver = over
  }
}
