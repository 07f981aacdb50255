import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

/// A lot between opening and result: its bids, and what each review found.
///
/// A lot of several parts is opened and looked at part by part: the buyer qualifies on the first, the committee looks at
/// each. A finding about a later part is kept under that part's own bid; everywhere else the bidder goes by its first.
struct LotReview: Sendable {
  let tender: TenderRow
  let lot: LotRow
  let scheme: Scheme
  let profile: Profile
  let entries: LotBids
  let qualified: [Digest: FindingRow]
  let conformed: [Digest: [FindingRow]]
  let members: [MemberRow]
  let questions: [CommitteeQuestionRow]
  let explanationFindings: [ExplanationFindingRow]
  /// The moment of the look; nil where only what is settled counts.
  let at: Moment?

  init(
    _ tender: String, _ lot: String, locked: Bool = false, at: Moment? = nil, in tx: borrowing Transaction
  ) throws {
    guard let tenderRow = try tx.tender(tender) else { throw TenderRefusal.tenderUnknown }
    guard let lotRow = try tx.lot(tender, lot, locked: locked) else { throw TenderRefusal.lotUnknown }
    guard let profile = Profile(rawValue: tenderRow.profile) else {
      throw PostgresFailure(.mismatch, message: "a profile that no rule knows: \(tenderRow.profile)")
    }
    self.tender = tenderRow
    self.lot = lotRow
    self.profile = profile
    scheme = try Scheme(json: try JSON.parse(Array(lotRow.scheme.utf8)))
    entries = try LotBids(tender, lot, in: tx)
    // The state of the lot comes from everybody's findings; a deed tells of them only what its asker may know.
    (qualified, conformed, members) = try tx.reading(as: .office) { tx in
      (
        Dictionary(
          try tx.qualifications(of: tender, lot: lot).map { ($0.bid, $0) }, uniquingKeysWith: { first, _ in first }),
        Dictionary(grouping: try tx.conformities(of: tender, lot: lot), by: \.bid),
        try tx.members(of: tender, lot: lot)
      )
    }
    (questions, explanationFindings) = try tx.reading(as: .office) { tx in
      let questions = try tx.questions(of: tender, lot: lot)
      return (questions, questions.isEmpty ? [] : try tx.explanationFindings(of: tender, lot: lot))
    }
    self.at = at
  }

  var bids: [LotBid] { entries.bids }
  var opened: [LotBid] { bids.filter { $0.result == "opened" } }

  func bid(_ id: Digest) -> LotBid? { bids.first { $0.bid == id } }

  /// What was found before the part that is looked at now.
  func earlierInvalidity(of bid: LotBid) throws -> Invalidity? {
    if let finding = qualified[bid.bid], let why = try finding.invalidity { return why }
    for part in bid.parts where part.part != entries.opened.last {
      if let why = try finding(on: part) { return why }
    }
    return nil
  }

  /// What the reviews so far hold against a bid.
  func invalidity(of bid: LotBid) throws -> Invalidity? {
    if let why = try earlierInvalidity(of: bid) { return why }
    if let why = try finding(on: bid.current) { return why }
    return try invalidityByQuestions(of: bid)
  }

  private func finding(on part: OpeningBidRow) throws -> Invalidity? {
    let findings = try (conformed[part.bid] ?? []).map { try $0.finding }
    if case .invalid(let why)? = Review.majority(findings, of: members.count) { return why }
    return nil
  }

  /// Bids that passed qualification.
  var qualifiedBids: [LotBid] { opened.filter { qualified[$0.bid]?.passed ?? false } }

  /// Bids that the committee looks at in the part that was opened last.
  func underReview() throws -> [LotBid] {
    try qualifiedBids.filter { bid in
      try bid.current.part == entries.opened.last && earlierInvalidity(of: bid) == nil
    }
  }

  /// Of the bids under review how many wait for a finding, and how many are valid.
  func remaining() throws -> (waiting: Int, passed: Int) {
    var waiting = 0
    var passed = 0
    for bid in try underReview() {
      let findings = try (conformed[bid.current.bid] ?? []).map { try $0.finding }
      switch Review.majority(findings, of: members.count) {
      case nil: waiting += 1
      case .passed: passed += try invalidityByQuestions(of: bid) == nil ? 1 : 0
      case .invalid: break
      }
    }
    return (waiting, passed)
  }

  /// Ends the committee's look at the part that was opened last.
  ///
  /// - Throws: `bidsWaiting`; `waitsFor(.fail)` when too few are left.
  func endConformity() throws {
    let (waiting, passed) = try remaining()
    let ground = try Review.end(
      .conformity, waiting: waiting, passed: passed, minBids: tender.minimum, profile: profile)
    guard ground == nil else { throw TenderRefusal.waitsFor(step: .fail) }
  }

  /// Whether a member has looked at every bid that is under review.
  ///
  /// - Throws: `bidsWaiting`.
  func requireFindings(of member: MemberRow) throws {
    let waiting = try underReview().count { bid in
      !(conformed[bid.current.bid] ?? []).contains { $0.by == member.member }
    }
    guard waiting == 0 else { throw ReviewRefusal.bidsWaiting(count: waiting) }
  }

  func subject(_ bid: Digest, isReviewed: Bool, invalidity: Invalidity?) -> Review.Subject {
    let known = self.bid(bid)
    let result: Bid.OpeningResult? =
      switch known?.result {
      case "opened": .opened
      case "malformed": .malformed(Bid.MalformedReason(rawValue: known?.reason ?? "") ?? .bid)
      case "unopenable": .unopenable
      default: nil
      }
    return Review.Subject(isKnown: known != nil, result: result, invalidity: invalidity, isReviewed: isReviewed)
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

/// One bid's finding as a reviewer sends it: `{"bid":"<hex>","passed":true}` or with ground and reason. At qualification
/// also what came as security, `"security":{"received":true,"form":"guarantee"}`, and the further members of a consortium
/// by credit code, `"members":["…"]`.
private struct SentFinding {
  let bid: Digest
  let passed: Bool
  let ground: Invalidity.Ground?
  let reason: String
  let security: BidSecurity.Receipt?
  let members: [CreditCode]

  init(_ form: FormReader) throws {
    guard let digest = Digest(hex: try form.text("bid", max: 64)) else {
      throw FormRefusal.wrong(field: form.field("bid"))
    }
    bid = digest
    passed = try form.bool("passed")
    ground = passed ? nil : try form.word("ground", as: Invalidity.Ground.self)
    reason = try form.optionalText("reason") ?? ""
    security =
      form.has("security") ? try .init(try form.object("security", only: ["received", "form"])) : nil
    var members: [CreditCode] = []
    if form.has("members") {
      for (place, text) in try form.texts("members", max: Offer.membersMax).enumerated() {
        guard let code = CreditCode(text), !members.contains(code) else {
          throw FormRefusal.wrong(field: "\(form.field("members"))[\(place)]")
        }
        members.append(code)
      }
    }
    self.members = members
  }

  private static let keys = ["bid", "passed", "ground", "reason"]

  static func all(_ json: JSON, atQualification: Bool = false) throws -> [SentFinding] {
    try FormReader(json, only: ["findings"]).objects(
      "findings", only: keys + (atQualification ? ["security", "members"] : [])
    ).map(SentFinding.init)
  }
}

extension Office {
  /// Takes the purchaser's qualification findings about one or more opened bids of a lot.
  public func qualifyBids(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.qualifyBid)
    let findings = try SentFinding.all(json, atQualification: true)
    let at = now
    return try await write(as: .office, once) { tx in
      var review = try LotReview(tender, lot, locked: true, in: tx)
      try requireNoRecovery(review, at: at)
      // Qualification is a matter of the first part.
      if review.lot.state == .opened, review.entries.opened.count == 1 {
        try moveLot(lot, of: tender, by: .startQualification, in: tx)
        review = try LotReview(tender, lot, in: tx)
      }
      guard review.lot.state == .qualification else {
        throw TenderRefusal.wrongState(state: review.lot.state, step: .startQualification)
      }
      let standings = try LotStandings(
        review, found: Dictionary(findings.map { ($0.bid, $0.members) }, uniquingKeysWith: +), in: tx)
      let acceptsConsortia = try storedDraft(review.tender, in: tx).outline.consortium ?? true
      for sent in findings {
        let subject = review.subject(
          sent.bid, isReviewed: review.qualified[sent.bid] != nil, invalidity: nil)
        _ = try Review.find(subject, stage: .qualification, ground: sent.ground, reason: sent.reason)
        if sent.passed, let bid = review.bid(sent.bid) {
          try standings.requireClear(bid, reason: sent.reason, acceptsConsortia: acceptsConsortia)
          let isThere = sent.security?.received ?? false
          guard isThere || review.lot.securityFen == 0 else { throw ReviewRefusal.securityMissing }
        }
        try tx.insertQualification(
          sent.bid, passed: sent.passed, ground: sent.ground?.rawValue, reason: sent.reason, security: sent.security,
          members: review.bid(sent.bid).map { standings.members(of: $0) } ?? [], by: actor.key.text, at: at)
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
    return try await write(as: .actor(actor), once) { tx in
      var review = try LotReview(tender, lot, locked: true, in: tx)
      let member = try review.seat(of: actor, in: tx)
      if review.lot.state == .qualification {
        let ground = try Review.end(
          .qualification, waiting: review.opened.count - review.qualified.count, passed: review.qualifiedBids.count,
          minBids: review.tender.minimum, profile: review.profile)
        guard ground == nil else { throw TenderRefusal.waitsFor(step: .fail) }
        try moveLot(lot, of: tender, by: .startConformity, in: tx)
        review = try LotReview(tender, lot, in: tx)
      }
      if review.lot.state == .opened, review.entries.opened.count > 1 {
        try requireNoRecovery(review, at: at)
        try moveLot(lot, of: tender, by: .startConformity, in: tx)
        review = try LotReview(tender, lot, in: tx)
      }
      // Who takes a vacant seat while the others score looks at the bids too.
      guard review.lot.state == .conformity || (review.lot.state == .scoring && member.seq > 1) else {
        throw TenderRefusal.wrongState(state: review.lot.state, step: .startConformity)
      }
      for sent in findings {
        let known = review.bid(sent.bid)
        let isReviewed =
          known.map { bid in review.conformed[bid.current.bid]?.contains { $0.by == member.member } ?? false } ?? false
        let subject = review.subject(
          sent.bid, isReviewed: isReviewed, invalidity: try known.flatMap { try review.earlierInvalidity(of: $0) })
        _ = try Review.find(subject, stage: .conformity, ground: sent.ground, reason: sent.reason)
        try tx.insertConformity(
          known?.current.bid ?? sent.bid, member: member, passed: sent.passed, ground: sent.ground?.rawValue,
          reason: sent.reason,
          at: at)
      }
      if review.lot.state == .scoring { try requireSheetsStand(tender, lot, after: findings.map(\.bid), in: tx) }
      try tx.record(.conformBid, by: actor, subject: "\(tender)/\(lot)", detail: member.member, at: at)
      return try progress(tender, lot, in: tx)
    }
  }

  /// How far a lot's reviews are, for officers and members: findings by count, never a member's scores.
  public func showReviews(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try await database.read(as: .actor(actor)) { tx in
      guard try tx.lot(tender, lot) != nil else { throw TenderRefusal.lotUnknown }
      guard try actor.role == .officer || Self.sits(actor, tender, lot, in: tx) else { throw AccessRefusal.notOwn }
      return try progress(tender, lot, in: tx)
    }
  }

  /// While a bid that could not be opened may still be, nobody goes on without it.
  private func requireNoRecovery(_ review: LotReview, at now: Moment) throws {
    if let until = review.entries.waitsUntil(window: review.tender.recoverySeconds, at: now) {
      throw OpeningRefusal.recoveryRunning(until: until)
    }
  }

  /// A newcomer's findings leave standing which bids the signed sheets score.
  private func requireSheetsStand(
    _ tender: String, _ lot: String, after bids: [Digest], in tx: borrowing Transaction
  ) throws {
    let sheets = try tx.reading(as: .secretary) { tx in try tx.sheets(of: tender, lot: lot) }
    guard let sheet = sheets.first else { return }
    let scored = Set(try JSON.parse(Array(sheet.sheet.utf8)).names.compactMap { Bid.ID(hex: $0) })
    let admitted = try Self.admitted(try LotReview(tender, lot, in: tx), in: tx)
    for bid in try bids.map({ try Bid.ID(reading: $0) }) where scored.contains(bid) != admitted.contains(bid) {
      throw ConductRefusal.overturnsSheets(bid: bid)
    }
  }

  private func progress(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws -> JSON {
    let review = try LotReview(tender, lot, in: tx)
    let signed = try tx.reading(as: .secretary) { tx in try tx.sheets(of: tender, lot: lot) }.map(\.member)
    let waiting = Set(try review.underReview().map(\.bid))
    let scored = try Self.admitted(review, in: tx)
    return [
      "lot": JSON(lot), "state": JSON(review.lot.state.rawValue), "members": JSON(review.members.count),
      "vacant": .array(review.members.filter(\.isVacant).map { JSON($0.member) }),
      "sheets": JSON(signed.count), "part": JSON(review.entries.opened.last),
      "parts": .array(review.entries.parts.map { JSON($0) }),
      "bids": .array(
        try review.bids.map { bid -> JSON in
          let why = try review.invalidity(of: bid)
          return [
            "bid": JSON(bid.bid.hex), "bidder": JSON(bid.bidder), "result": JSON(bid.result),
            "qualified": review.qualified[bid.bid].map { JSON($0.passed) } ?? .null,
            "underReview": JSON(waiting.contains(bid.bid)),
            "findings": JSON(review.conformed[bid.current.bid]?.count ?? 0),
            "invalid": why.map {
              ["stage": JSON($0.stage.rawValue), "ground": JSON($0.ground), "reason": JSON($0.reason)]
            } ?? .null,
            "scored": JSON(try scored.contains(Bid.ID(reading: bid.bid))),
          ]
        }),
    ]
  }
}
