import Canon
import Exact

/// Which agencies of a lot are selected for a framework agreement (入围): what stands in `documents/selection.<lot>.json`.
///
///     {"format":"tender-selection/v1","tender":"…","lot":"L1","evaluation":"<b64 SHA-256 of evaluation/L1.json>",
///      "responded":5,"eliminated":1,"placesMax":4,
///      "selected":[{"place":1,"bid":"<b64 id>","bidder":"<key name>+<hex>","rank":1,"price":"198000.00"},…],
///      "passedOver":[{"bid":"<b64 id>","ground":"declined"}]}
public struct Selection: Hashable, Sendable {
  /// One of the selected.
  public struct Place: Hashable, Sendable {
    /// From 1, in rank order: the order in which the selected come when users do not choose.
    public let place: Int
    public let bid: Bid.ID
    public let bidder: PartyKey
    public let rank: Int
    /// The corrected price: no call-off is dearer.
    public let price: Price
  }

  public let tender: Tender.ID
  public let lot: Lot.ID
  /// SHA-256 of the published evaluation file.
  public let evaluation: Fingerprint
  /// How many conforming bids were ranked: what the share to be eliminated is taken of.
  public let responded: Int
  public let placesMax: Int
  public let selected: [Place]
  public let passedOver: [Award.PassedOver]

  public var eliminated: Int { responded - selected.count }

  public func place(of bid: Bid.ID) -> Place? { selected.first { $0.bid == bid } }
}

extension Evaluation {
  /// Selects the agencies of a lot, in rank order only, as many as the documents and the law allow.
  ///
  /// room = min(placesMax, ranked − max(least eliminated, ⌈ranked × share⌉)); the selected are the first `room` of the
  /// ranked that are not passed over.
  ///
  ///     5 ranked, 4 places, a fifth to be eliminated: the first 4; 10 ranked, 4 places: the first 4
  ///
  /// - Parameters:
  ///   - file: SHA-256 of the evaluation file as published.
  ///   - passingOver: better ranked bids left aside, on grounds that lie in their bidders.
  /// - Throws: `FrameworkRefusal`: `lotFailed`, `passedOverUnfit`, `tooFewLeft`.
  /// - Source: O110 §27, §3(3).
  public func select(
    _ terms: FrameworkTerms, file: Fingerprint, passingOver: [Award.PassedOver] = [], rules: RuleBook
  ) throws(FrameworkRefusal) -> Selection {
    guard failed == nil else { throw .lotFailed }
    let order = awardOrder
    let room = min(terms.placesMax, FrameworkSelection.most(of: order.count, rules: rules))
    var aside: [Award.PassedOver] = []
    var places: [Selection.Place] = []
    for element in order where places.count < room {
      if let over = passingOver.first(where: { $0.bid == element.bid }) {
        guard over.ground.isOfBidder else { throw .passedOverUnfit }
        aside.append(over)
      } else if let figures = figures(of: element.bid) {
        places.append(
          Selection.Place(
            place: places.count + 1, bid: element.bid, bidder: element.bidder, rank: figures.rank,
            price: figures.price.corrected))
      }
    }
    // Each stands before somebody who is selected, and is named once.
    guard aside.count == passingOver.count else { throw .passedOverUnfit }
    let least = max(1, rules.count(.frameworkSelectedMin))
    guard places.count >= least else { throw .tooFewLeft(needed: least, left: places.count) }
    return Selection(
      tender: tender, lot: lot, evaluation: file, responded: order.count, placesMax: terms.placesMax, selected: places,
      passedOver: aside)
  }
}

extension Selection {
  public var json: JSON {
    [
      "format": "tender-selection/v1", "tender": JSON(tender.text), "lot": JSON(lot.text),
      "evaluation": JSON(evaluation.base64), "responded": JSON(responded), "eliminated": JSON(eliminated),
      "placesMax": JSON(placesMax), "selected": .array(selected.map(\.json)),
      "passedOver": .array(passedOver.map { ["bid": JSON($0.bid.base64), "ground": JSON($0.ground.rawValue)] }),
    ]
  }

  /// Reads a selection file; whether it follows from an evaluation is `select`'s to say.
  public init(json: JSON) throws(FormRefusal) {
    let form = try FormReader(
      json,
      only: [
        "format", "tender", "lot", "evaluation", "responded", "eliminated", "placesMax", "selected", "passedOver",
      ])
    guard try form.text("format") == "tender-selection/v1" else { throw .wrong(field: "format") }
    tender = try form.identifier("tender")
    lot = try form.identifier("lot")
    evaluation = try form.fingerprint("evaluation")
    responded = try form.integer("responded", in: 1...Evaluation.bidsMax)
    placesMax = try form.integer("placesMax", in: 1...Evaluation.bidsMax)
    var places: [Place] = []
    for entry in try form.objects(
      "selected", max: Evaluation.bidsMax, only: ["place", "bid", "bidder", "rank", "price"])
    {
      places.append(
        Place(
          place: try entry.integer("place", in: 1...Evaluation.bidsMax), bid: Bid.ID(try entry.fingerprint("bid")),
          bidder: try entry.partyKey("bidder"), rank: try entry.integer("rank", in: 1...Evaluation.bidsMax),
          price: try entry.price("price")))
    }
    selected = places
    var over: [Award.PassedOver] = []
    for entry in try form.objects("passedOver", max: Evaluation.bidsMax, only: ["bid", "ground"]) {
      over.append(Award.PassedOver(bid: Bid.ID(try entry.fingerprint("bid")), ground: try entry.word("ground")))
    }
    passedOver = over
    guard try form.integer("eliminated", in: 0...Evaluation.bidsMax) == responded - places.count else {
      throw .wrong(field: "eliminated")
    }
  }
}

extension Selection.Place {
  fileprivate var json: JSON {
    [
      "place": JSON(place), "bid": JSON(bid.base64), "bidder": JSON(bidder.text), "rank": JSON(rank),
      "price": JSON(price.description),
    ]
  }
}
