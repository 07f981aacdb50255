import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

/// What is known of a lot's framework agreement, read in one moment.
struct FrameworkFile: Sendable {
  let tender: TenderRow
  let lot: LotRow
  let terms: FrameworkTerms
  /// The rules of the day on which the notice went out.
  let rules: RuleBook
  /// Nil before anybody is selected.
  let selection: SelectionRow?
  /// In the order of their places.
  var agencies: [SelectedAgencyRow]
  /// Places whose agreement both sides have signed.
  let agreed: Set<Int>
  var calls: [CallOffRow]

  /// - Throws: `TenderRefusal`; `FrameworkRefusal.notAFramework`.
  init(_ tender: String, _ lot: String, _ office: Office, lock: Transaction.Lock = .none, in tx: borrowing Transaction)
    throws
  {
    guard let row = try tx.tender(tender, lock: lock), let notice = row.noticeID else {
      throw TenderRefusal.tenderUnknown
    }
    guard let lotRow = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
    guard let terms = try tx.framework(of: tender), let profile = Profile(rawValue: row.profile),
      let published = try tx.publishedAt(notice: notice)
    else { throw FrameworkRefusal.notAFramework }
    self.tender = row
    self.lot = lotRow
    self.terms = terms
    rules = RuleBook.inForce(on: CalendarDay(published.instant), for: profile)
    selection = try tx.selection(of: tender, lot: lot)
    agencies = try tx.selectedAgencies(of: tender, lot: lot)
    var agreed: Set<Int> = []
    for agency in agencies {
      if let agreement = agency.agreement, try office.isSigned(agreement.paper, of: tender, in: tx) {
        agreed.insert(agency.place)
      }
    }
    self.agreed = agreed
    calls = try tx.callOffs(of: tender, lot: lot)
  }

  /// The call-off that stands, or nil.
  var call: CallOffRow? { calls.last { !$0.isVoid } }

  func agency(place: Int) -> SelectedAgencyRow? { agencies.first { $0.place == place } }

  /// As the rule book asks for them.
  var field: [FrameworkAgency] {
    get throws {
      try agencies.map { row in
        FrameworkAgency(
          place: row.place, bid: try Bid.ID(reading: row.bid),
          agreedUntil: agreed.contains(row.place) ? row.agreement?.ends : nil, hasLeft: row.exit != nil,
          wasCalled: calls.contains { $0.place == row.place })
      }
    }
  }
}

extension TenderDraft {
  /// Freezes a framework's terms with the notice; nothing under other profiles.
  func freezeFramework(at: Moment, in tx: borrowing Transaction) throws {
    guard profile.procedure.selectsSeveral, let terms = outline.framework else { return }
    try tx.insert(terms, of: id, rules: RuleBook.inForce(on: CalendarDay(at.instant), for: profile))
  }
}

extension Office {
  /// A lot's framework agreement: its terms, who is selected, with which agreement, who left, who was called.
  public func showFramework(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.viewFramework)
    return try await database.read(as: .actor(actor)) { tx in
      // Whose agreement all have signed is told to all who may take part; why somebody left or was called is not.
      var file = try tx.reading(as: .office) { tx in try FrameworkFile(tender, lot, self, in: tx) }
      file.agencies = try tx.selectedAgencies(of: tender, lot: lot)
      file.calls = try tx.callOffs(of: tender, lot: lot)
      return try describe(file, in: tx)
    }
  }

  func describe(_ file: FrameworkFile, in tx: borrowing Transaction) throws -> JSON {
    var agencies: [JSON] = []
    for row in file.agencies { agencies.append(try describe(row, file, in: tx)) }
    return [
      "tender": JSON(file.tender.id), "lot": JSON(file.lot.id), "terms": file.terms.json,
      "responded": JSON(file.selection?.responded ?? 0),
      "selectedAt": file.selection.map { JSON($0.selectedAt.seconds) } ?? .null, "selected": .array(agencies),
      "calls": .array(
        file.calls.map { call in
          [
            "call": JSON(call.number), "place": JSON(call.place), "reason": JSON(call.reason),
            "called": JSON(call.calledAt.seconds), "void": JSON(call.isVoid),
          ]
        }),
    ]
  }

  private func describe(
    _ row: SelectedAgencyRow, _ file: FrameworkFile, in tx: borrowing Transaction
  ) throws -> JSON {
    let agreement: JSON? = row.agreement.map { agreement in
      [
        "number": JSON(agreement.number), "paper": JSON(agreement.paper),
        "begins": JSON(agreement.begins.description), "ends": JSON(agreement.ends.description),
        "signed": JSON(file.agreed.contains(row.place)),
      ]
    }
    let exit: JSON? = row.exit.map { exit in
      ["ground": JSON(exit.ground.rawValue), "reason": JSON(exit.reason), "at": JSON(exit.at.seconds)]
    }
    return [
      "place": JSON(row.place), "bid": JSON(row.bid.hex), "bidder": JSON(row.bidder),
      "name": JSON(try tx.agency(actor: row.bidder)?.name ?? row.bidder), "rank": JSON(row.rank),
      "price": JSON(try price(row.priceFen)), "agreement": agreement ?? .null, "left": exit ?? .null,
    ]
  }
}
