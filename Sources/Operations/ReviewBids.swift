import Canon
import Notes
import Postgres
import Store
import Tendering

/// A lot between opening and result: its bids, and what each review found.
struct LotReview: Sendable {
  let tender: TenderRow
  let lot: LotRow
  let scheme: Scheme
  let profile: Profile
  let bids: [OpeningBidRow]
  let qualified: [Digest: FindingRow]
  let conformed: [Digest: [FindingRow]]
  let members: [MemberRow]

  init(_ tender: String, _ lot: String, locked: Bool = false, in tx: borrowing Transaction) throws {
    guard let tenderRow = try tx.tender(tender) else { throw TenderRefusal.tenderUnknown }
    guard let lotRow = try tx.lot(tender, lot, locked: locked) else { throw TenderRefusal.lotUnknown }
    guard let profile = Profile(rawValue: tenderRow.profile) else {
      throw PostgresFailure(.mismatch, message: "a profile that no rule knows: \(tenderRow.profile)")
    }
    self.tender = tenderRow
    self.lot = lotRow
    self.profile = profile
    scheme = try Scheme(json: try JSON.parse(Array(lotRow.scheme.utf8)))
    bids = try tx.openingBids(of: tender, lot: lot)
    qualified = Dictionary(
      try tx.qualifications(of: tender, lot: lot).map { ($0.bid, $0) }, uniquingKeysWith: { first, _ in first })
    conformed = Dictionary(grouping: try tx.conformities(of: tender, lot: lot), by: \.bid)
    members = try tx.members(of: tender, lot: lot)
  }

  var opened: [OpeningBidRow] { bids.filter { $0.result == "opened" } }

  /// What the reviews so far hold against a bid.
  func invalidity(of bid: Digest) throws -> Invalidity? {
    if let finding = qualified[bid], let why = try finding.invalidity { return why }
    let findings = try (conformed[bid] ?? []).map { try $0.finding }
    if case .invalid(let why)? = Review.majority(findings, of: members.count) { return why }
    return nil
  }

  /// Bids that passed qualification.
  var qualifiedBids: [OpeningBidRow] { opened.filter { qualified[$0.bid]?.passed ?? false } }

  func subject(_ bid: Digest, isReviewed: Bool, invalidity: Invalidity?) -> Review.Subject {
    let row = bids.first { $0.bid == bid }
    let result: Bid.OpeningResult? =
      switch row?.result {
      case "opened": .opened
      case "malformed": .malformed(Bid.MalformedReason(rawValue: row?.reason ?? "") ?? .bid)
      case "unopenable": .unopenable
      default: nil
      }
    return Review.Subject(isKnown: row != nil, result: result, invalidity: invalidity, isReviewed: isReviewed)
  }
}

extension FindingRow {
  var invalidity: Invalidity? {
    get throws {
      guard let ground else { return nil }
      guard let known = Invalidity.Ground(rawValue: ground) else {
        throw PostgresFailure(.mismatch, message: "a ground that no rule knows: \(ground)")
      }
      return Invalidity(known, reason: reason)
    }
  }

  var finding: Review.Finding {
    get throws { try invalidity.map { .invalid($0) } ?? .passed }
  }
}

/// One bid's finding as a reviewer sends it: `{"bid":"<hex>","passed":true}` or with ground and reason.
private struct SentFinding {
  let bid: Digest
  let passed: Bool
  let ground: Invalidity.Ground?
  let reason: String

  init(_ form: FormReader) throws {
    guard let digest = Digest(hex: try form.text("bid", max: 64)) else {
      throw FormRefusal.wrong(field: form.field("bid"))
    }
    bid = digest
    passed = try form.bool("passed")
    ground = passed ? nil : try form.word("ground", as: Invalidity.Ground.self)
    reason = passed ? "" : try form.optionalText("reason") ?? ""
  }

  static func all(_ json: JSON) throws -> [SentFinding] {
    try FormReader(json, only: ["findings"]).objects("findings", only: ["bid", "passed", "ground", "reason"])
      .map(SentFinding.init)
  }
}

extension Office {
  /// Takes the purchaser's qualification findings about one or more opened bids of a lot.
  public func qualifyBids(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.qualifyBid)
    let findings = try SentFinding.all(json)
    let at = now
    return try await write(once) { tx in
      var review = try LotReview(tender, lot, locked: true, in: tx)
      if review.lot.state == .opened { try moveLot(lot, of: tender, by: .startQualification, in: tx) }
      review = try LotReview(tender, lot, in: tx)
      guard review.lot.state == .qualification else {
        throw TenderRefusal.wrongState(state: review.lot.state, step: .startQualification)
      }
      for sent in findings {
        let subject = review.subject(
          sent.bid, isReviewed: review.qualified[sent.bid] != nil, invalidity: nil)
        _ = try Review.find(subject, stage: .qualification, ground: sent.ground, reason: sent.reason)
        try tx.insertQualification(
          sent.bid, passed: sent.passed, ground: sent.ground?.rawValue, reason: sent.reason, by: actor.key.text,
          at: at)
      }
      try tx.record(.qualifyBid, by: actor, subject: "\(tender)/\(lot)", detail: "\(findings.count)", at: at)
      return try progress(tender, lot, in: tx)
    }
  }

  /// Takes one member's conformity findings; a majority of all members decides each bid.
  public func conformBids(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.conformBid)
    let findings = try SentFinding.all(json)
    let at = now
    return try await write(once) { tx in
      var review = try LotReview(tender, lot, locked: true, in: tx)
      guard let member = review.members.first(where: { $0.person == actor.key.text }) else {
        throw ScoreRefusal.notAMember
      }
      if review.lot.state == .qualification {
        let ground = try Review.end(
          .qualification, waiting: review.opened.count - review.qualified.count, passed: review.qualifiedBids.count,
          minBids: review.tender.minimum, profile: review.profile)
        guard ground == nil else { throw TenderRefusal.waitsFor(step: .fail) }
        try moveLot(lot, of: tender, by: .startConformity, in: tx)
        review = try LotReview(tender, lot, in: tx)
      }
      guard review.lot.state == .conformity else {
        throw TenderRefusal.wrongState(state: review.lot.state, step: .startConformity)
      }
      for sent in findings {
        let isReviewed = review.conformed[sent.bid]?.contains { $0.by == member.member } ?? false
        let subject = review.subject(
          sent.bid, isReviewed: isReviewed, invalidity: try review.qualified[sent.bid]?.invalidity)
        _ = try Review.find(subject, stage: .conformity, ground: sent.ground, reason: sent.reason)
        try tx.insertConformity(
          sent.bid, member: member.member, passed: sent.passed, ground: sent.ground?.rawValue, reason: sent.reason,
          at: at)
      }
      try tx.record(.conformBid, by: actor, subject: "\(tender)/\(lot)", detail: member.member, at: at)
      return try progress(tender, lot, in: tx)
    }
  }

  /// How far a lot's reviews are, for officers and members: findings by count, never a member's scores.
  public func showReviews(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try await database.read { tx in
      let isMember = try tx.members(of: tender, lot: lot).contains { $0.person == actor.key.text }
      guard actor.role == .officer || isMember else { throw AccessRefusal.notOwn }
      return try progress(tender, lot, in: tx)
    }
  }

  private func progress(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws -> JSON {
    let review = try LotReview(tender, lot, in: tx)
    let signed = try tx.sheets(of: tender, lot: lot).map(\.member)
    return [
      "lot": JSON(lot), "state": JSON(review.lot.state.rawValue), "members": JSON(review.members.count),
      "sheets": JSON(signed.count),
      "bids": .array(
        try review.bids.map { bid -> JSON in
          let why = try review.invalidity(of: bid.bid)
          return [
            "bid": JSON(bid.bid.hex), "bidder": JSON(bid.bidder), "result": JSON(bid.result),
            "qualified": review.qualified[bid.bid].map { JSON($0.passed) } ?? .null,
            "findings": JSON(review.conformed[bid.bid]?.count ?? 0),
            "invalid": why.map {
              ["stage": JSON($0.stage.rawValue), "ground": JSON($0.ground), "reason": JSON($0.reason)]
            } ?? .null,
          ]
        }),
    ]
  }
}
