import Canon
import Exact

extension Scheme {
  /// Reads the object that stands as `scheme` in an evaluation file and in the tender documents.
  ///
  /// - Throws: `form` for what cannot be read, then what `init` throws.
  public init(json: JSON) throws(SchemeRefusal) {
    let draft: Draft
    do { draft = try Draft(json) } catch { throw .form(error) }
    guard (0...Rounding.placesMax).contains(draft.places),
      let rounding = Rounding(mode: draft.mode, places: draft.places)
    else { throw .roundingPlacesOutOfRange(max: Rounding.placesMax) }
    guard draft.at == ["criterion", "price"] else { throw .roundingPlaceWrong }
    try self.init(
      ceiling: draft.ceiling, minBids: draft.minBids, disclosure: draft.disclosure, criteria: draft.criteria,
      price: draft.price, rounding: rounding, rank: draft.rank, method: draft.method, combine: draft.combine,
      maxLotsWon: draft.maxLotsWon, lotOrder: draft.lotOrder)
  }

  /// The object of the evaluation file; its RFC 8785 form is what is hashed.
  public var json: JSON {
    [
      "method": JSON(method.rawValue), "currency": "CNY", "ceiling": JSON(ceiling.description),
      "minBids": JSON(minBids), "disclosure": JSON(disclosure.rawValue), "criteria": .array(criteria.map(\.json)),
      "combine": JSON(combine.rawValue),
      "price": price.json,
      "rounding": [
        "mode": JSON(rounding.mode.rawValue), "places": JSON(rounding.places), "at": ["criterion", "price"],
      ],
      "rank": .array(rank.map { JSON($0.rawValue) }), "maxLotsWon": maxLotsWon.map { JSON($0) } ?? .null,
      "lotOrder": lotOrder.map { .array($0.map { JSON($0.text) }) } ?? .null,
    ]
  }

  /// The scheme's name in the tender documents and the evaluation file.
  ///
  /// - Parameter sha256: SHA-256 of bytes; this room has no cryptography of its own.
  public func fingerprint(sha256: ([UInt8]) -> Fingerprint) -> Fingerprint { sha256(json.canonicalBytes()) }
}

extension Scheme.PriceCriterion {
  var json: JSON {
    let plain: JSON = [
      "formula": JSON(formula.rawValue), "max": JSON(max.description),
      "smallFirmDeduction": JSON(smallFirmDeduction.description),
    ]
    guard let deviation else { return plain }
    return plain.setting("perPercentAbove", JSON(deviation.perPercentAbove.description))
      .setting("perPercentBelow", JSON(deviation.perPercentBelow.description))
  }

  init(_ form: FormReader) throws(FormRefusal) {
    formula = try form.word("formula")
    max = try form.points("max")
    smallFirmDeduction = try form.points("smallFirmDeduction")
    guard formula == .meanDeviation else {
      for name in ["perPercentAbove", "perPercentBelow"] where form.has(name) {
        throw .unknown(field: form.field(name))
      }
      deviation = nil
      return
    }
    deviation = Deviation(
      perPercentAbove: try form.points("perPercentAbove"), perPercentBelow: try form.points("perPercentBelow"))
  }
}

/// The fields as written, before they are judged together.
private struct Draft {
  let method: Scheme.Method
  let ceiling: Price
  let minBids: Int
  let disclosure: Scheme.Disclosure
  let criteria: [Criterion]
  let combine: Scheme.Combine
  let price: Scheme.PriceCriterion
  let mode: Rounding.Mode
  let places: Int
  let at: [String]
  let rank: [Scheme.RankKey]
  let maxLotsWon: Int?
  let lotOrder: [Lot.ID]?

  init(_ json: JSON) throws(FormRefusal) {
    let form = try FormReader(
      json, at: "scheme",
      only: [
        "method", "currency", "ceiling", "minBids", "disclosure", "criteria", "combine", "price", "rounding", "rank",
        "maxLotsWon", "lotOrder",
      ])
    method = try form.word("method")
    guard sameScalars(try form.text("currency"), "CNY") else { throw .wrong(field: form.field("currency")) }
    ceiling = try form.price("ceiling")
    minBids = try form.integer("minBids")
    disclosure = try form.word("disclosure")
    var criteria: [Criterion] = []
    for entry in try form.objects("criteria", max: Scheme.criteriaMax) { criteria.append(try Criterion(entry)) }
    self.criteria = criteria
    combine = try form.word("combine")
    price = try Scheme.PriceCriterion(
      try form.object(
        "price", only: ["formula", "max", "smallFirmDeduction", "perPercentAbove", "perPercentBelow"]))
    let rounding = try form.object("rounding", only: ["mode", "places", "at"])
    mode = try rounding.word("mode")
    places = try rounding.integer("places")
    at = try rounding.texts("at", max: 10)
    var rank: [Scheme.RankKey] = []
    for word in try form.texts("rank", max: 10) {
      guard let key = Scheme.RankKey(rawValue: word) else { throw .wrong(field: form.field("rank")) }
      rank.append(key)
    }
    self.rank = rank
    maxLotsWon = try form.value("maxLotsWon").isNull ? nil : try form.integer("maxLotsWon")
    if try form.value("lotOrder").isNull {
      lotOrder = nil
    } else {
      var lots: [Lot.ID] = []
      for text in try form.texts("lotOrder", max: 400) {
        guard let lot = Lot.ID(text) else { throw .wrong(field: form.field("lotOrder")) }
        lots.append(lot)
      }
      lotOrder = lots
    }
  }
}
