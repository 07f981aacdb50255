import Canon
import Exact

extension Evaluation {
  /// The whole file, with every figure.
  public var json: JSON { json(bids: bids.map { $0.json(scheme: scheme, members: members) }) }

  /// The file around other elements than the full ones.
  func json(bids: [JSON]) -> JSON {
    var file: JSON = [
      "format": "tender-evaluation/v1", "tender": JSON(tender.text), "lot": JSON(lot.text), "scheme": scheme.json,
      "schemeSha256": JSON(schemeFingerprint.base64), "committee": JSON(committee.base64),
      "members": .array(members.map { JSON($0) }),
      "sheets": .object(zip(members, sheets).map { JSON.Member($0, JSON($1.base64)) }), "bids": .array(bids),
    ]
    // Absent while there is none, so that an evaluation without them keeps its bytes.
    if !changes.isEmpty { file = file.setting("changes", .array(changes.map { $0.json(scheme: scheme) })) }
    if !explanations.isEmpty { file = file.setting("explanations", .array(explanations.map(\.json))) }
    if let failed { file = file.setting("failed", JSON(failed.rawValue)) }
    return file
  }

  /// The figures of a ranked bid, or nil.
  public func figures(of bid: Bid.ID) -> Figures? {
    if case .ranked(let figures) = bids.first(where: { $0.bid == bid })?.standing { figures } else { nil }
  }

  /// Ranked bids in the order in which they may be awarded: by rank, equals by their draw.
  public var awardOrder: [Element] {
    let ranked = bids.compactMap { element in
      if case .ranked(let figures) = element.standing { (element, figures) } else { nil }
    }
    return ranked.sorted { ($0.1.rank, $0.1.tie?.order ?? 0, $0.0.bid) < ($1.1.rank, $1.1.tie?.order ?? 0, $1.0.bid) }
      .map(\.0)
  }
}

extension Evaluation.Element {
  public func json(scheme: Scheme, members: [String]) -> JSON {
    let head: JSON = ["bid": JSON(bid.base64), "bidder": JSON(bidder.text), "state": JSON(standing.state)]
    switch standing {
    case .ranked(let figures):
      return head.setting("price", figures.price.json)
        .setting("criteria", Self.json(figures.criteria, scheme: scheme, members: members))
        .setting("total", JSON(figures.total.description)).setting("rank", JSON(figures.rank))
        .setting("tie", figures.tie?.json ?? .null)
    case .invalid(let why, let read):
      let out = head.setting(
        "invalid", ["stage": JSON(why.stage.rawValue), "ground": JSON(why.ground), "reason": JSON(why.reason)])
      guard let read else { return out }
      guard let shown else { return out.setting("price", ["read": JSON(read.description)]) }
      let corrected = shown.corrections.last?.to ?? read
      let price: JSON = ["read": JSON(read.description), "corrected": JSON(corrected.description)]
      return out.setting("price", price.setting(corrections: shown.corrections))
        .setting("criteria", Self.json(shown.criteria, scheme: scheme, members: members))
    case .malformed, .unopenable: return head
    }
  }

  private static func json(_ figures: [Evaluation.CriterionFigures], scheme: Scheme, members: [String]) -> JSON {
    .object(
      zip(scheme.criteria, figures).map { JSON.Member($0.id, $1.json(scale: $0.scale, members: members)) })
  }
}

extension Evaluation.Standing {
  public var state: String {
    switch self {
    case .ranked: "ranked"
    case .invalid: "invalid"
    case .malformed: "malformed"
    case .unopenable: "unopenable"
    }
  }
}

extension Evaluation.PriceFigures {
  var json: JSON {
    let plain: JSON = [
      "read": JSON(read.description), "corrected": JSON(corrected.description),
      "deduction": JSON(deduction.description), "evaluated": JSON(evaluated.description),
      "lowest": JSON(lowest.description), "points": JSON(points.description),
    ]
    let whole = mean.map { plain.setting("mean", JSON($0.description)) } ?? plain
    return whole.setting(corrections: corrections)
  }
}

extension JSON {
  /// With the steps of a correction, when there are any.
  fileprivate func setting(corrections: [PriceCorrection]) -> JSON {
    corrections.isEmpty ? self : setting("corrections", .array(corrections.map(\.json)))
  }
}

extension PriceCorrection {
  public var json: JSON {
    ["rule": JSON(rule.rawValue), "from": JSON(from.description), "to": JSON(to.description)]
  }
}

extension Evaluation.CriterionFigures {
  func json(scale: Int, members: [String]) -> JSON {
    var figures = zip(members, scores).map { JSON.Member($0, JSON(text($1, scale: scale))) }
    figures.append(JSON.Member("sum", JSON(text(sum, scale: scale))))
    figures.append(JSON.Member("count", JSON(count)))
    figures.append(JSON.Member("points", JSON(points.description)))
    if let claim {
      figures.append(JSON.Member("answer", JSON(claim.answer)))
      figures.append(JSON.Member("byAnswer", JSON(text(claim.byAnswer, scale: scale))))
      if let reason = claim.reason { figures.append(JSON.Member("reason", JSON(reason))) }
    }
    return .object(figures)
  }
}

extension ScoreChange {
  func json(scheme: Scheme) -> JSON {
    let scale = scheme.criteria.first { $0.id == criterion }?.scale ?? 0
    return [
      "ground": JSON(ground.rawValue), "member": JSON(member), "bid": JSON(bid.base64), "criterion": JSON(criterion),
      "from": JSON(text(from, scale: scale)), "to": JSON(text(to, scale: scale)), "reason": JSON(reason),
    ]
  }
}

extension Explanation {
  var json: JSON {
    [
      "member": JSON(member), "bid": JSON(bid.base64), "criterion": JSON(criterion), "reason": JSON(reason),
    ]
  }
}

extension Evaluation.Tie {
  var json: JSON { ["key": "draw", "draw": JSON(draw.base64), "order": JSON(order)] }
}
