import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

// What the committee asks bidders in writing, their answers, and what the members find of a low price.
extension Office {
  /// The chair's written question for the committee:
  /// `{"bid":"<hex>","kind":"clarification|correction|lowPrice","question":"…","seconds":1800}`.
  public func askBidder(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.askBidder)
    let form = try FormReader(json, only: ["bid", "kind", "question", "seconds"])
    guard let id = Digest(hex: try form.text("bid", max: 64)) else { throw FormRefusal.wrong(field: "bid") }
    let kind = try form.word("kind", as: CommitteeQuestion.Kind.self)
    let words = try form.text("question", max: CommitteeQuestion.wordsMax)
    let seconds = try form.integer("seconds")
    let at = now
    return try await write(as: .actor(actor), once) { tx in
      let review = try LotReview(tender, lot, locked: true, at: at, in: tx)
      let seat = try review.seat(of: actor, in: tx)
      let known = review.bid(id)
      let isUnderReview = try known.map { bid in
        try review.underReview().contains { $0.bid == id } && review.invalidity(of: bid) == nil
      }
      let subject = CommitteeQuestion.Subject(
        isUnderReview: isUnderReview ?? false,
        isCorrected: try known.map { try !Self.corrections($0, in: tx).isEmpty } ?? false,
        isAsked: review.questions.contains { $0.bid == id && $0.kind == kind.rawValue })
      try CommitteeQuestion.ask(
        kind, about: subject, in: review.lot.state, arePricesKnown: review.entries.areAllPartsOpened,
        byChair: seat.isChair, waiting: try review.waitingForMajority(), words: words, seconds: seconds)
      let answerBy = Moment(micros: at.micros + Int64(seconds) * 1_000_000)
      var triggers: [AbnormallyLow.Trigger] = []
      if kind == .lowPrice {
        triggers = try review.lowPrices(in: tx)[id] ?? []
        // The time that the law gives the bidder, and something to ask about.
        _ = try LowPriceReview(
          bid: Bid.ID(reading: id), triggers: triggers, judgement: words, askedAt: at.instant,
          answerBy: answerBy.instant, pace: instance.rehearsal ? .rehearsal(secondsPerDay: 0) : .real)
      }
      let number = try tx.insertQuestion(
        tender: tender, lot: lot, about: id, kind: kind.rawValue, words: words, triggers: triggers.map(\.rawValue),
        by: actor.key.text, at: at, answerBy: answerBy)
      try tx.record(
        .askBidder, by: actor, subject: "\(tender)/\(lot)", detail: "\(number) \(kind.rawValue)", at: at)
      return [
        "tender": JSON(tender), "lot": JSON(lot), "question": JSON(number), "answerBy": JSON(answerBy.seconds),
        "triggers": .array(triggers.map { JSON($0.rawValue) }),
      ]
    }
  }

  /// The bidder's written answer: `{"answer":"…","confirmed":true}`, the second for a correction alone.
  public func answerCommittee(
    _ tender: String, lot: String, question number: Int, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.answerCommittee)
    let form = try FormReader(json, only: ["answer", "confirmed"])
    let words = try form.text("answer", max: CommitteeQuestion.wordsMax)
    let hasWord = form.json["confirmed"].map { !$0.isNull } ?? false
    let isConfirmed = hasWord ? try form.bool("confirmed") : nil
    let at = now
    return try await write(as: .actor(actor), once) { tx in
      let review = try LotReview(tender, lot, locked: true, at: at, in: tx)
      // A question to somebody else is none of the asker's business.
      guard let row = review.questions.first(where: { $0.number == number }),
        review.bid(row.bid)?.bidder == actor.key.text
      else { throw PanelRefusal.questionUnknown }
      let question = try review.question(row)
      try question.answer(words, confirms: isConfirmed, at: at.instant)
      guard
        try tx.insertAnswer(
          to: number, tender: tender, lot: lot, words: words, isConfirmed: isConfirmed, at: at)
      else { throw PanelRefusal.answerLate(until: question.answerBy) }
      try tx.record(.answerCommittee, by: actor, subject: "\(tender)/\(lot)", detail: "\(number)", at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "question": JSON(number)]
    }
  }

  /// One member's finding on the explanation of a low price: `{"proven":false,"reason":"…"}`; a majority decides.
  public func findExplanation(
    _ tender: String, lot: String, question number: Int, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.findExplanation)
    let form = try FormReader(json, only: ["proven", "reason"])
    let isProven = try form.bool("proven")
    let reason = try form.text("reason", max: Invalidity.reasonMax)
    let at = now
    return try await write(as: .actor(actor), once) { tx in
      let review = try LotReview(tender, lot, locked: true, at: at, in: tx)
      let seat = try review.seat(of: actor, in: tx)
      guard review.lot.state == .conformity else { throw PanelRefusal.notNow(state: review.lot.state) }
      guard let row = review.questions.first(where: { $0.number == number }) else { throw PanelRefusal.questionUnknown }
      guard row.kind == CommitteeQuestion.Kind.lowPrice.rawValue else { throw PanelRefusal.notALowPrice }
      guard !review.explanationFindings.contains(where: { $0.number == number && $0.member == seat.member }) else {
        throw PanelRefusal.foundAlready
      }
      let asked = try LowPriceReview(
        bid: Bid.ID(reading: row.bid), triggers: row.triggers.compactMap(AbnormallyLow.Trigger.init),
        judgement: row.question, askedAt: row.askedAt.instant, answerBy: row.answerBy.instant,
        pace: .rehearsal(secondsPerDay: 0))
      _ = try asked.find(
        answeredAt: row.answeredAt?.instant, isProven: isProven, reason: reason, at: at.instant)
      try tx.insertExplanationFinding(
        on: number, tender: tender, lot: lot, by: seat, isProven: isProven, reason: reason, at: at)
      try tx.record(
        .findExplanation, by: actor, subject: "\(tender)/\(lot)", detail: "\(number) \(seat.member)", at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "question": JSON(number), "member": JSON(seat.member)]
    }
  }

  /// Questions with their answers: a bidder sees its own; members and officers all, with the triggers and the count of
  /// findings.
  public func listQuestions(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    let at = now
    return try await database.read(as: .actor(actor)) { tx in
      let review = try LotReview(tender, lot, at: at, in: tx)
      var rows = review.questions
      switch actor.role {
      case .agency: rows = rows.filter { review.bid($0.bid)?.bidder == actor.key.text }
      case .officer, .supervisor: break
      default: _ = try review.seat(of: actor, in: tx)
      }
      return [
        "questions": .array(
          try rows.map { row in
            let verdict = try review.question(row).verdict(size: review.members.count)
            let isOpen = row.answeredAt == nil && at <= row.answerBy
            let isTold = !isOpen && actor.role != .agency
            let accepted: JSON = isTold ? verdict.map { JSON($0 == .passed) } ?? .null : .null
            let confirmed: JSON = row.isConfirmed.map { JSON($0) } ?? .null
            return [
              "question": JSON(row.number), "bid": JSON(row.bid.hex), "kind": JSON(row.kind),
              "words": JSON(row.question), "triggers": .array(row.triggers.map { JSON($0) }),
              "asked": JSON(row.askedAt.seconds), "answerBy": JSON(row.answerBy.seconds), "answer": JSON(row.answer),
              "confirmed": confirmed,
              "findings": JSON(review.explanationFindings.count { $0.number == row.number }),
              "accepted": accepted,
            ]
          })
      ]
    }
  }

  static func corrections(_ bid: LotBid, in tx: borrowing Transaction) throws -> [PriceCorrection] {
    guard bid.result == "opened" else { return [] }
    return try offer(bid, in: tx)?.corrections ?? []
  }
}

extension LotReview {
  func question(_ row: CommitteeQuestionRow) throws -> CommitteeQuestion {
    guard let kind = CommitteeQuestion.Kind(rawValue: row.kind) else {
      throw PostgresFailure(.mismatch, message: "a kind of question that no rule knows: \(row.kind)")
    }
    return CommitteeQuestion(
      number: row.number, kind: kind, answerBy: row.answerBy.instant, answeredAt: row.answeredAt?.instant,
      isConfirmed: row.isConfirmed,
      findings: explanationFindings.filter { $0.number == row.number }
        .map { .init(isProven: $0.isProven, reason: $0.reason) })
  }

  /// What the questions about a bid come to against it; nil while one is open.
  func invalidityByQuestions(of bid: LotBid) throws -> Invalidity? {
    for row in questions where row.bid == bid.bid {
      let question = try question(row)
      // Scoring begins only when all are settled.
      let isOver =
        lot.state != .conformity || at.map { question.isSettled(at: $0.instant, size: members.count) } ?? false
      if isOver, case .invalid(let why)? = question.verdict(size: members.count) { return why }
    }
    return nil
  }

  /// Bids under review on which no majority has found yet.
  func waitingForMajority() throws -> Int {
    try underReview().count { bid in
      Review.majority(try (conformed[bid.current.bid] ?? []).map { try $0.finding }, of: members.count) == nil
    }
  }

  /// The conforming bids whose quoted price is abnormally low, with what it sets off.
  func lowPrices(in tx: borrowing Transaction) throws -> [Digest: [AbnormallyLow.Trigger]] {
    var priced: [(bid: Digest, price: Price)] = []
    let offers = try LotOffers(of: entries, in: tx)
    for bid in try underReview() {
      let findings = try (conformed[bid.current.bid] ?? []).map { try $0.finding }
      // A price of nothing is none: it is invalid, and no low price among the others'.
      guard Review.majority(findings, of: members.count) == .passed, let price = try offers.offer(of: bid)?.price,
        price.total > .zero
      else { continue }
      priced.append((bid.bid, price.total))
    }
    let triggers = AbnormallyLow(rules: .current).triggers(priced.map(\.price), ceiling: scheme.ceiling)
    return Dictionary(
      zip(priced, triggers).filter { !$0.1.isEmpty }.map { ($0.0.bid, $0.1) }, uniquingKeysWith: { first, _ in first })
  }

  /// Before anybody scores: corrected prices are confirmed or not, low ones explained and decided on, and nothing that was
  /// asked is open.
  ///
  /// - Throws: `correctionUnasked`, `lowPriceUnasked`, `questionOpen`.
  func requireQuestionsSettled(at now: Moment, in tx: borrowing Transaction) throws {
    func isAsked(_ bid: Digest, _ kind: CommitteeQuestion.Kind) -> Bool {
      questions.contains { $0.bid == bid && $0.kind == kind.rawValue }
    }
    for bid in try underReview() {
      let findings = try (conformed[bid.current.bid] ?? []).map { try $0.finding }
      guard Review.majority(findings, of: members.count) == .passed else { continue }
      if try !Office.corrections(bid, in: tx).isEmpty, !isAsked(bid.bid, .correction) {
        throw PanelRefusal.correctionUnasked(bid: try Bid.ID(reading: bid.bid))
      }
    }
    // The figures are the procurement law's; elsewhere the committee asks where it sees cause.
    if profile.isGovernmentProcurement {
      for bid in try lowPrices(in: tx).keys.sorted() where !isAsked(bid, .lowPrice) {
        throw PanelRefusal.lowPriceUnasked(bid: try Bid.ID(reading: bid))
      }
    }
    for row in questions where try !question(row).isSettled(at: now.instant, size: members.count) {
      throw PanelRefusal.questionOpen(number: row.number)
    }
  }
}
