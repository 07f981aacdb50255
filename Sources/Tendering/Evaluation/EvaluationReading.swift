import Canon
import Exact

extension Evaluation {
  /// More bids than any lot has had; a file with more is not worth the reading.
  public static let bidsMax = 20_000
}

/// What an evaluation file says went in: read back from its published scores and prices, nothing computed yet.
struct EvaluationReading {
  let tender: Tender.ID
  let lot: Lot.ID
  let scheme: Scheme
  let schemeFingerprint: Fingerprint
  let committee: Fingerprint
  let sheetNotes: [Fingerprint]
  let members: [String]
  let entries: [Evaluation.Entry]
  /// As signed: the published scores with every change undone.
  let sheets: [ScoreSheet]
  /// As published and counted.
  let counted: [ScoreSheet]
  let changes: [ScoreChange]
  let explanations: [Explanation]
  let draws: [Evaluation.TieDraw]
  /// Bids that the public form shows only as a hash.
  let sealed: [Bid.ID]
  let failed: Lot.FailureGround?

  /// Why a file cannot be read back.
  enum Fault: Error {
    case form(FormRefusal)
    case scheme(SchemeRefusal)
    case score(member: String, ScoreRefusal)
  }

  init(_ json: JSON) throws(Fault) {
    do { try self.init(reading: json) } catch let fault as Fault {
      throw fault
    } catch let refusal as FormRefusal {
      throw .form(refusal)
    } catch let refusal as SchemeRefusal {
      throw .scheme(refusal)
    } catch {
      throw .form(.wrong(field: ""))
    }
  }

  private init(reading json: JSON) throws {
    let form = try FormReader(
      json,
      only: [
        "format", "tender", "lot", "scheme", "schemeSha256", "committee", "members", "sheets", "bids", "failed",
        "changes", "explanations",
      ])
    guard sameScalars(try form.text("format"), "tender-evaluation/v1") else {
      throw FormRefusal.wrong(field: "format")
    }
    tender = try form.identifier("tender")
    lot = try form.identifier("lot")
    let scheme = try Scheme(json: try form.value("scheme"))
    self.scheme = scheme
    schemeFingerprint = try form.fingerprint("schemeSha256")
    committee = try form.fingerprint("committee")
    let members = try form.texts("members", max: 99)
    for (i, member) in members.enumerated() where !sameScalars(member, "m\(i + 1)") {
      throw FormRefusal.wrong(field: "members[\(i)]")
    }
    self.members = members
    let notes = try form.object("sheets", only: members)
    sheetNotes = try members.map { try notes.fingerprint($0) }
    failed = form.has("failed") ? try form.word("failed") : nil
    var bids = BidsReading(scheme: scheme, members: members)
    for element in try form.objects("bids", max: Evaluation.bidsMax) { try bids.add(element) }
    entries = bids.entries
    sealed = bids.sealed
    draws = bids.ties.map { draw, places in
      Evaluation.TieDraw(draw: draw, order: places.sorted { $0.order < $1.order }.map(\.bid))
    }
    counted = members.map { ScoreSheet(member: $0, scores: bids.scores[$0] ?? [:]) }
    changes = try Self.changes(form, scheme: scheme)
    explanations = try Self.explanations(form)
    sheets = try Self.undone(changes, in: counted, scheme: scheme)
  }

  private static func changes(_ form: FormReader, scheme: Scheme) throws -> [ScoreChange] {
    guard form.has("changes") else { return [] }
    let keys = ["ground", "member", "bid", "criterion", "from", "to", "reason"]
    return try form.objects("changes", max: ScoreChange.changesMax, only: keys).map { change in
      let id = try change.text("criterion", max: 64)
      guard let criterion = scheme.criteria.first(where: { sameScalars($0.id, id) }) else {
        throw FormRefusal.wrong(field: change.field("criterion"))
      }
      return ScoreChange(
        ground: try change.word("ground"), member: try change.text("member", max: 10),
        bid: Bid.ID(try change.fingerprint("bid")), criterion: criterion.id,
        from: try change.points("from", scale: criterion.scale).units,
        to: try change.points("to", scale: criterion.scale).units,
        reason: try change.text("reason", max: ScoreChange.reasonMax))
    }
  }

  private static func explanations(_ form: FormReader) throws -> [Explanation] {
    guard form.has("explanations") else { return [] }
    let keys = ["member", "bid", "criterion", "reason"]
    return try form.objects("explanations", max: ScoreChange.changesMax, only: keys).map { said in
      Explanation(
        member: try said.text("member", max: 10), bid: Bid.ID(try said.fingerprint("bid")),
        criterion: try said.text("criterion", max: 64), reason: try said.text("reason", max: ScoreChange.reasonMax))
    }
  }

  /// The sheets before the changes, the last undone first. Evaluating them again with the changes then shows whether
  /// each was lawful.
  private static func undone(
    _ changes: [ScoreChange], in counted: [ScoreSheet], scheme: Scheme
  ) throws -> [ScoreSheet] {
    guard !changes.isEmpty else { return counted }
    var scores = counted.map(\.scores)
    for (index, change) in changes.enumerated().reversed() {
      guard let at = counted.firstIndex(where: { sameScalars($0.member, change.member) }),
        let place = scheme.criteria.firstIndex(where: { $0.id == change.criterion })
      else { throw FormRefusal.wrong(field: "changes[\(index)].member") }
      guard scores[at][change.bid]?[place] == change.to else {
        throw FormRefusal.wrong(field: "changes[\(index)].to")
      }
      scores[at][change.bid]?[place] = change.from
    }
    return zip(counted, scores).map { ScoreSheet(member: $0.member, scores: $1) }
  }
}

/// The elements of `bids`, one after the other.
private struct BidsReading {
  let scheme: Scheme
  let members: [String]
  var entries: [Evaluation.Entry] = []
  var sealed: [Bid.ID] = []
  var scores: [String: [Bid.ID: [Int64]]] = [:]
  var ties: [Fingerprint: [(bid: Bid.ID, order: Int)]] = [:]

  init(scheme: Scheme, members: [String]) {
    self.scheme = scheme
    self.members = members
  }

  mutating func add(_ element: FormReader) throws {
    guard let bid = Bid.ID(base64: try element.text("bid", max: 100)) else {
      throw FormRefusal.wrong(field: element.field("bid"))
    }
    if element.has("sealed") {
      let plain = try FormReader(element.json, at: element.path, only: ["bid", "sealed"])
      _ = try plain.fingerprint("sealed")
      sealed.append(bid)
      return
    }
    let bidder = try element.partyKey("bidder")
    switch try element.text("state", max: 40) {
    case "ranked": try addRanked(element, bid: bid, bidder: bidder)
    case "invalid":
      if element.has("criteria") { return try addShown(element, bid: bid, bidder: bidder) }
      let plain = try FormReader(element.json, at: element.path, only: ["bid", "bidder", "state", "invalid", "price"])
      let why = try plain.object("invalid", only: ["stage", "ground", "reason"])
      let read = plain.has("price") ? try plain.object("price", only: ["read"]).price("read") : nil
      let invalidity = Invalidity(
        stage: try why.word("stage"), ground: try why.text("ground", max: 100),
        reason: try why.text("reason", max: Invalidity.reasonMax))
      entries.append(.invalid(bid: bid, bidder: bidder, invalidity, read: read))
    case "malformed", "unopenable":
      let plain = try FormReader(element.json, at: element.path, only: ["bid", "bidder", "state"])
      let isMalformed = try plain.text("state") == "malformed"
      entries.append(isMalformed ? .malformed(bid: bid, bidder: bidder) : .unopenable(bid: bid, bidder: bidder))
    default: throw FormRefusal.wrong(field: element.field("state"))
    }
  }

  private mutating func addRanked(_ element: FormReader, bid: Bid.ID, bidder: PartyKey) throws {
    let form = try FormReader(
      element.json, at: element.path, only: ["bid", "bidder", "state", "price", "criteria", "total", "rank", "tie"])
    let price = try form.object(
      "price", only: ["read", "corrected", "deduction", "evaluated", "lowest", "mean", "points", "corrections"])
    let deduction = try price.points("deduction", scale: scheme.price.smallFirmDeduction.scale)
    try admit(form, price, bid: bid, bidder: bidder, deduction: deduction)
    if try !form.value("tie").isNull {
      let tie = try form.object("tie", only: ["key", "draw", "order"])
      guard try tie.text("key") == "draw" else { throw FormRefusal.wrong(field: tie.field("key")) }
      ties[try tie.fingerprint("draw"), default: []].append((bid, try tie.integer("order", in: 1...Evaluation.bidsMax)))
    }
  }

  /// A bid that was scored and fell below a minimum: evaluated again, it does so again.
  private mutating func addShown(_ element: FormReader, bid: Bid.ID, bidder: PartyKey) throws {
    let form = try FormReader(
      element.json, at: element.path, only: ["bid", "bidder", "state", "invalid", "price", "criteria"])
    let price = try form.object("price", only: ["read", "corrected", "corrections"])
    try admit(
      form, price, bid: bid, bidder: bidder, deduction: .zero(scale: scheme.price.smallFirmDeduction.scale))
  }

  private mutating func admit(
    _ form: FormReader, _ price: FormReader, bid: Bid.ID, bidder: PartyKey, deduction: Points
  ) throws {
    var corrections: [PriceCorrection] = []
    if price.has("corrections") {
      for step in try price.objects("corrections", max: 20, only: ["rule", "from", "to"]) {
        corrections.append(
          PriceCorrection(rule: try step.word("rule"), from: try step.price("from"), to: try step.price("to")))
      }
    }
    var (answers, reasons): ([String: String], [String: String]) = ([:], [:])
    let criteria = try form.object("criteria", only: scheme.criteria.map(\.id))
    // Also a bid without criteria was scored: by the lowest-price method its row is empty.
    for member in members { scores[member, default: [:]][bid] = [] }
    for criterion in scheme.criteria {
      let own = criterion.goesByAnswer ? ["answer", "byAnswer", "reason"] : []
      let given = try criteria.object(criterion.id, only: members + ["sum", "count", "points"] + own)
      for member in members {
        let text = try given.text(member, max: 100)
        let units: Int64
        do { units = try ScoreSheet.units(text, of: bid, by: criterion) } catch {
          throw EvaluationReading.Fault.score(member: member, error)
        }
        scores[member, default: [:]][bid, default: []].append(units)
      }
      guard criterion.goesByAnswer else { continue }
      answers[criterion.id] =
        try given.value("answer").isNull ? nil : try given.text("answer", max: Criterion.answerBytesMax)
      reasons[criterion.id] = try given.optionalText("reason", max: ScoreChange.reasonMax)
    }
    entries.append(
      .admitted(
        Evaluation.AdmittedOffer(
          bid: bid, bidder: bidder, read: try price.price("read"), corrections: corrections, deduction: deduction,
          answers: answers, reasons: reasons)))
  }
}
