import Canon

/// The first thing in an evaluation file that does not follow from its own scores and prices.
public struct EvaluationFault: Error, Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Not of the file's form; `field` says where.
    case form
    /// The scheme is not one, or not the one its hash names.
    case scheme, schemeHash
    /// A member's score out of range or off the step.
    case score
    /// Members differ on an objective criterion.
    case objective
    /// A score above what the bidder's answer is worth, or another worth than the answer's.
    case answer
    /// A change of a signed score that is not lawful, or a reason for a score that needs none.
    case change
    case sum, count, criterionPoints, corrected, evaluated, lowest, pricePoints, total, rank, tie
    /// Bids in another order than by rank and id, a bid twice, or an admitted one above the ceiling.
    case order
    /// `failed` is there without need, or missing.
    case failed
    /// A sealed element that its salt and full element do not make, or one without either.
    case seal
    /// Anything else that recomputes otherwise.
    case other
  }

  public let kind: Kind
  /// Such as `bids[0].criteria.c1.points`.
  public let field: String
  /// What the file says and what follows; empty where that cannot be said in a word.
  public let given: String
  public let recomputed: String

  public init(kind: Kind, field: String, given: String, recomputed: String) {
    self.kind = kind
    self.field = field
    self.given = given
    self.recomputed = recomputed
  }

  public var code: String { "evaluation.recompute." + kind.rawValue }

  /// Whether `given` is the code of a rule that the file breaks, and not what the file says.
  public var isOfRule: Bool {
    recomputed.isEmpty
      && ["form.", "scheme.", "score.", "evaluation."].contains { given.utf8.starts(with: $0.utf8) }
  }

  /// One sentence for whoever checks.
  public var sentence: String {
    if isOfRule { return "\(field.isEmpty ? "the file" : field) breaks a rule (\(given))" }
    if given.isEmpty && recomputed.isEmpty { return "\(field): \(kind.rawValue) does not hold" }
    return "\(field): the file says \(given), recomputed \(recomputed)"
  }
}

extension Evaluation {
  /// Recomputes every number of an evaluation file from the published scores and the prices read.
  ///
  /// In the public form of a `winner` disclosure only the winner's element has numbers; then its sums, points and total
  /// are checked and what depends on the others (lowest price, ranks, order) is taken from the file.
  ///
  /// - Parameters:
  ///   - failsBelowMinimum: whether too few ranked bids fail the lot (profile G).
  ///   - sha256: SHA-256 of bytes.
  /// - Returns: how many bids were recomputed and how many were sealed.
  /// - Throws: the first difference.
  @discardableResult
  public static func recompute(
    _ json: JSON, failsBelowMinimum: Bool = true, sha256: ([UInt8]) -> Fingerprint
  ) throws(EvaluationFault) -> (recomputed: Int, sealed: Int) {
    let reading = try read(json)
    try checkHash(reading, sha256: sha256)
    if !reading.sealed.isEmpty { return try recomputeWinner(json, reading) }
    _ = try evaluation(of: json, reading, failsBelowMinimum: failsBelowMinimum, sha256: sha256)
    return (reading.entries.count, 0)
  }

  /// The evaluation that a full file holds, every number recomputed on the way.
  ///
  /// - Throws: the first difference; `form` for a public file with sealed elements.
  public static func recomputed(
    from json: JSON, failsBelowMinimum: Bool = true, sha256: ([UInt8]) -> Fingerprint
  ) throws(EvaluationFault) -> Evaluation {
    let reading = try read(json)
    try checkHash(reading, sha256: sha256)
    guard reading.sealed.isEmpty else {
      throw EvaluationFault(kind: .form, field: "bids", given: "sealed", recomputed: "")
    }
    return try evaluation(of: json, reading, failsBelowMinimum: failsBelowMinimum, sha256: sha256)
  }

  private static func checkHash(
    _ reading: EvaluationReading, sha256: ([UInt8]) -> Fingerprint
  ) throws(EvaluationFault) {
    let fingerprint = reading.scheme.fingerprint(sha256: sha256)
    guard fingerprint == reading.schemeFingerprint else {
      throw EvaluationFault(
        kind: .schemeHash, field: "schemeSha256", given: reading.schemeFingerprint.base64,
        recomputed: fingerprint.base64)
    }
  }

  private static func evaluation(
    of json: JSON, _ reading: EvaluationReading, failsBelowMinimum: Bool, sha256: ([UInt8]) -> Fingerprint
  ) throws(EvaluationFault) -> Evaluation {
    let result: Evaluation
    do {
      result = try evaluate(
        tender: reading.tender, lot: reading.lot, scheme: reading.scheme, committee: reading.committee,
        entries: reading.entries, sheets: reading.sheets, sheetNotes: reading.sheetNotes, changes: reading.changes,
        explanations: reading.explanations, draws: reading.draws,
        failsBelowMinimum: failsBelowMinimum, sha256: sha256)
    } catch {
      throw fault(of: error)
    }
    // Each bid against itself first: a false total says more than the wrong order that it leads to.
    let byID = Dictionary(result.bids.map { ($0.bid.base64, $0) }, uniquingKeysWith: { first, _ in first })
    for (i, given) in (json["bids"]?.arrayValue ?? []).enumerated() {
      guard let same = given["bid"]?.stringValue.flatMap({ byID[$0] }) else { continue }
      let own = same.json(scheme: result.scheme, members: result.members)
      if let difference = firstDifference(given: given, recomputed: own, at: "bids[\(i)]") { throw difference }
    }
    if let difference = firstDifference(given: json, recomputed: result.json, at: "") { throw difference }
    return result
  }

  private static func read(_ json: JSON) throws(EvaluationFault) -> EvaluationReading {
    do { return try EvaluationReading(json) } catch {
      switch error {
      case .form(let form): throw EvaluationFault(kind: .form, field: form.field, given: form.code, recomputed: "")
      case .scheme(let scheme):
        throw EvaluationFault(kind: .scheme, field: "scheme", given: scheme.code, recomputed: "")
      case .score(let member, let refusal):
        throw EvaluationFault(kind: .score, field: member, given: refusal.code, recomputed: "")
      }
    }
  }

  private static func fault(of refusal: EvaluationRefusal) -> EvaluationFault {
    func fault(_ kind: EvaluationFault.Kind, _ field: String) -> EvaluationFault {
      EvaluationFault(kind: kind, field: field, given: refusal.code, recomputed: "")
    }
    return switch refusal {
    case .scheme: fault(.scheme, "scheme")
    case .bidTwice(let bid): fault(.order, bid.base64)
    case .deductionDiffers(let bid): fault(.evaluated, bid.base64)
    case .correctionsBroken(let bid), .priceZero(let bid): fault(.corrected, bid.base64)
    case .membersWrong, .sheetMissing, .tooFewToTrim: fault(.form, "members")
    case .changeUnlawful(let index): fault(.change, "changes[\(index)]")
    case .explanationIdle(let member, let bid, let criterion):
      fault(.change, "\(member) \(bid.base64) \(criterion)")
    case .scoreAboveAnswer(let bid, let criterion, _): fault(.answer, "\(bid.base64) \(criterion)")
    case .sheet(let member, _): fault(.score, member)
    case .objectiveScoresDiffer(let bid, let criterion): fault(.objective, "\(bid.base64) \(criterion)")
    case .tieNotDrawn(let bids), .drawDiffers(let bids): fault(.tie, bids.first?.base64 ?? "")
    case .tooLarge(let bid): fault(.other, bid.base64)
    }
  }

  /// Checks the one open element of a public file by itself.
  private static func recomputeWinner(
    _ json: JSON, _ reading: EvaluationReading
  ) throws(EvaluationFault) -> (recomputed: Int, sealed: Int) {
    guard reading.scheme.disclosure == .winner, reading.entries.count <= 1 else {
      throw EvaluationFault(kind: .form, field: "bids", given: "sealed", recomputed: "")
    }
    guard let shown = reading.entries.first else { return (0, reading.sealed.count) }
    // Only a winner is shown, and a winner is ranked.
    guard case .admitted(let offer) = shown else {
      throw EvaluationFault(kind: .form, field: "bids", given: "sealed", recomputed: "")
    }
    let open: [Element]
    do {
      open = try elements(scheme: reading.scheme, entries: reading.entries, sheets: reading.counted)
    } catch {
      throw fault(of: error)
    }
    let index = json["bids"]?.arrayValue?.firstIndex { $0["bid"]?.stringValue == offer.bid.base64 } ?? 0
    guard let given = json["bids"]?.arrayValue?[index],
      var alone = open.first?.json(
        scheme: reading.scheme, members: reading.members)
    else { return (0, reading.sealed.count) }
    // Alone, the winner has the lowest price, is their mean, and has the first rank: figures that come from all the bids.
    let price = given["price"] ?? .null
    for name in ["lowest", "mean", "points"] where alone["price"]?[name] != nil {
      alone = alone.setting("price", (alone["price"] ?? .null).setting(name, price[name] ?? .null))
    }
    try checkWinnersPrice(price, offer: offer, scheme: reading.scheme, at: "bids[\(index)].price")
    guard let rank = given["rank"]?.integerValue, (1...reading.sealed.count + 1).contains(rank) else {
      throw EvaluationFault(kind: .rank, field: "bids[\(index)].rank", given: "", recomputed: "")
    }
    for name in ["rank", "tie", "total"] { alone = alone.setting(name, given[name] ?? .null) }
    if let difference = firstDifference(given: given, recomputed: alone, at: "bids[\(index)]") { throw difference }
    try checkWinnersTotal(given, scheme: reading.scheme, at: "bids[\(index)]")
    return (1, reading.sealed.count)
  }
}
