import Canon
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// What is due in a tender, by when, and what waits for a remedy: for officers and supervisors.
  ///
  /// Nothing here stops a clock. Whoever needs more time before the deadline moves it by an amendment.
  ///
  /// - Returns: `{"due":[{"what","remedy","lot","by","overdue","interest"}],"holds":[{"step","lot","remedy"}]}`, the earliest first.
  public func listDue(_ tender: String, by actor: Actor) async throws -> JSON {
    try actor.may(.listDue)
    let at = now
    return try await database.read(as: .actor(actor)) { tx in
      let file = try RemedyFile(tender, in: tx)
      let today = CalendarDay(at.instant)
      var due = try file.rows.compactMap { try DueItem($0) }
      var holds: [JSON] = []
      // Of most lots of a large tender there is nothing to look for.
      let outcomes = try Outcomes(of: tender, in: tx)
      for lot in file.lots where outcomes.contracts[lot.id].map({ outcomes.accepted.contains($0.number) }) ?? false {
        if let payment = try Self.duePayment(lot, file, in: tx) { due.append(payment) }
      }
      for lot in file.lots where outcomes.secured.contains(lot.id) {
        due += try dueSecurity(lot, file, on: today, in: tx)
      }
      for lot in file.lots where !lot.state.isFinal {
        due += try dueOfLot(lot, file, outcomes, in: tx)
        for step in ProcedureRules.HeldStep.allCases where step.isAhead(of: lot.state) {
          if let remedy = try file.holding(step, lot.id, at: at, in: tx) {
            holds.append(["step": JSON(step.rawValue), "lot": JSON(lot.id), "remedy": JSON(remedy.id.text)])
          }
        }
      }
      due.sort { ($0.by ?? today, $0.what.rawValue) < ($1.by ?? today, $1.what.rawValue) }
      return ["due": .array(due.map { $0.json(on: today) }), "holds": .array(holds)]
    }
  }

  /// The award, and the contract after it; what a remedy led to and is still to be done.
  private func dueOfLot(
    _ lot: LotRow, _ file: RemedyFile, _ outcomes: Outcomes, in tx: borrowing Transaction
  ) throws -> [DueItem] {
    var due: [DueItem] = []
    let rules = RuleBook.inForce(on: file.issued, for: file.profile)
    func last(_ key: Rule.Key, after day: CalendarDay) -> CalendarDay? {
      rules.rule(key)?.value.period.map { WorkingCalendar.china.lastDay(of: $0, after: day) }
    }
    // Selected, and not called yet: each of the selected is owed its agreement.
    if outcomes.isFramework, let selection = try tx.selection(of: file.tender.id, lot: lot.id) {
      let day = last(.contractWithin, after: CalendarDay(selection.selectedAt.instant))
      for agency in try tx.selectedAgencies(of: file.tender.id, lot: lot.id) where agency.exit == nil {
        if try agency.agreement.map({ try !isSigned($0.paper, of: file.tender.id, in: tx) }) ?? true {
          due.append(DueItem(.contract, lot: lot.id, by: day))
        }
      }
    } else if lot.state == .evaluated,
      let evaluated = try Self.noteNaming("evaluation/\(lot.id).json", of: file.tender.id, in: tx)?.row.takenAt
    {
      if file.profile.procedure.publishesCandidates, try tx.publicity(of: file.tender.id, lot: lot.id) == nil {
        due.append(
          DueItem(.publicity, lot: lot.id, by: last(.publicityStart, after: CalendarDay(evaluated.instant))))
      }
      // An award waits for a review of its result.
      due.append(
        try Self.openReReview(file.tender.id, lot.id, in: tx) != nil
          ? DueItem(.reReview, lot: lot.id, by: nil)
          : DueItem(.award, lot: lot.id, by: last(.buyerDecision, after: CalendarDay(evaluated.instant))))
    }
    if lot.state == .awarded, let award = outcomes.awards[lot.id] {
      let contract = outcomes.contracts[lot.id]
      if try contract.map({ try !isSigned($0.paper, of: file.tender.id, in: tx) }) ?? true {
        due.append(
          DueItem(.contract, lot: lot.id, by: last(.contractWithin, after: CalendarDay(award.awardedAt.instant))))
      }
    }
    guard let id = Lot.ID(lot.id) else { return due }
    let carried = try file.carried(lot.id, in: tx)
    for row in file.rows {
      let remedy = try row.standing
      guard remedy.lot == nil || remedy.lot == id,
        ProcedureRules.HeldStep.allCases.contains(where: { remedy.owes($0, carried) }),
        let what = DueItem.What(rawValue: remedy.effect.rawValue)
      else { continue }
      due.append(DueItem(what, remedy: remedy.id.text, lot: lot.id, by: nil))
    }
    return due
  }
}

/// What has come of a tender's lots, each table read once and not once a lot.
private struct Outcomes {
  let isFramework: Bool
  let awards: [String: AwardRow]
  let contracts: [String: LotContractRow]
  /// Contracts with a final amount, by their numbers.
  let accepted: Set<String>
  /// Lots with securities to give back.
  let secured: Set<String>

  init(of tender: String, in tx: borrowing Transaction) throws {
    isFramework = try tx.framework(of: tender) != nil
    awards = try tx.awards(of: tender).inForce
    contracts = try tx.serviceContracts(of: tender)
    accepted = try tx.contractsAccepted(of: tender)
    secured = try tx.lotsWithSecurity(of: tender)
  }
}

/// One thing that somebody has to do.
struct DueItem: Sendable {
  enum What: String, Sendable, CaseIterable {
    /// Of the buyer, to an inquiry, challenge or objection.
    case answer
    /// Of the authority: whether a complaint is taken up, and what comes of it.
    case check, decision
    /// Of the buyer: the award of a lot, the contract.
    case award, publicity, contract
    /// Of the committee: a re-review of the signed result, which the officer ends by signing the evaluation again.
    case reReview
    /// Of the buyer: the price of an accepted contract.
    case payment
    /// Of the buyer: bid securities to give back.
    case returnSecurity
    /// What remedies led to, as `Remedy.Effect` spells it.
    case amendDocuments, reEvaluate, nextCandidate, retender
  }

  let what: What
  let remedy: String?
  let lot: String?
  /// The last day; nil for what is due at once.
  let by: CalendarDay?
  /// What is owed for money that is late.
  let interest: JSON?

  init(_ what: What, remedy: String? = nil, lot: String?, by: CalendarDay?, interest: JSON? = nil) {
    self.interest = interest
    self.what = what
    self.remedy = remedy
    self.lot = lot
    self.by = by
  }

  /// What a remedy that is not over asks for next.
  init?(_ row: RemedyRow) throws {
    guard !row.state.isOver else { return nil }
    let what: What = row.acceptance != nil ? .decision : row.kind == .complaint ? .check : .answer
    self.init(what, remedy: try row.id.text, lot: row.lot, by: row.acceptance?.decideBy ?? row.dueOn)
  }

  func json(on today: CalendarDay) -> JSON {
    [
      "what": JSON(what.rawValue), "remedy": JSON(remedy), "lot": JSON(lot), "by": JSON(by?.description),
      "overdue": JSON(by.map { $0 < today } ?? false), "interest": interest ?? .null,
    ]
  }
}

extension ProcedureRules.HeldStep {
  /// Whether it may still come for a lot in this state.
  func isAhead(of state: Lot.State) -> Bool {
    switch state {
    case .failed, .cancelled: false
    case .awarded: self == .signing
    case .evaluated, .scoring: self != .opening
    case .draft, .published, .open, .closed, .opening, .opened, .qualification, .conformity: true
    }
  }
}
