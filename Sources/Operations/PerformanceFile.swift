import Canon
import Documents
import Exact
import OpenData
import Postgres
import Store
import Tendering
import Trusteeship

/// The service contract of a lot with all that was recorded of its performance.
struct PerformanceFile: Sendable {
  let tender: String
  let lot: String
  let contract: LotContractRow
  let performed: PerformedContract
  let failures: [ContractFailureRow]
  let acceptances: [ContractAcceptanceRow]
  let payments: [ContractPaymentRow]
  /// The last day to pay what the acceptance found; nil before it.
  let payBy: CalendarDay?
  /// The names of the lot's acceptance sheets.
  let sheets: Set<String>

  /// What the sheet of a round is called.
  static func sheet(_ round: Int, of contract: LotContractRow, lot: String) -> String {
    // A lot awarded anew has another contract, whose rounds begin anew.
    let edition = contract.paper.utf8.dropFirst("\(lot)-\(PaperKind.serviceContract.rawValue)".utf8.count)
    return "\(lot)-\(PaperKind.acceptanceSheet.rawValue)\(String(decoding: edition, as: UTF8.self))-\(round)"
  }

  /// - Throws: `PerformanceRefusal.contractMissing`.
  init(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws {
    guard let contract = try tx.serviceContract(of: tender, lot: lot), let award = try tx.award(of: tender, lot: lot),
      let paper = try tx.paper(contract.paper, of: tender)
    else { throw PerformanceRefusal.contractMissing }
    let term = (try JSON.parse(Array(paper.json.utf8)))["term"]
    guard let price = Price(fen: award.priceFen), let begins = Self.day(term?["from"]), let ends = Self.day(term?["to"])
    else { throw PostgresFailure(.mismatch, message: "the contract \(contract.number) has no price or no term") }
    let parties = try tx.parties(of: contract.paper, tender: tender)
    let signed = Set(try tx.signatures(on: contract.paper, of: tender).map(\.party))
    failures = try tx.failures(ofContract: contract.number, tender: tender)
    acceptances = try tx.acceptances(ofContract: contract.number, tender: tender)
    payments = try tx.payments(ofContract: contract.number, tender: tender)
    let days = (try JSON.parse(Array(paper.json.utf8)))["paymentDays"]?.integerValue
    payBy = acceptances.first { $0.outcome == .accepted }.flatMap { accepted in
      AcceptedPayment.last(accepted: CalendarDay(accepted.acceptedAt.instant), days: days, rules: .current)
    }
    performed = PerformedContract(
      price: price, term: Term(begins: begins, ends: ends),
      isSigned: parties.count > 1 && parties.allSatisfy { signed.contains($0.actor) },
      isAccepted: acceptances.contains { $0.outcome == .accepted })
    sheets = Set(try tx.papers(of: tender).filter { $0.kind == PaperKind.acceptanceSheet.rawValue }.map(\.name))
    self.tender = tender
    self.lot = lot
    self.contract = contract
  }

  /// When the last of it was recorded.
  var lastAt: Moment? {
    let ends = failures.compactMap { $0.end?.at } + payments.map(\.recordedAt)
    return (failures.map(\.recordedAt) + acceptances.map(\.acceptedAt) + ends).max()
  }

  /// What the acceptance found; nil before it.
  var final: Price? {
    acceptances.first { $0.outcome == .accepted }?.finalFen.flatMap { Price(fen: $0) }
  }

  var paid: Price { Price(fen: payments.reduce(0) { $0 + $1.amountFen }) ?? .zero }

  private static func day(_ text: JSON?) -> CalendarDay? { text?.stringValue.flatMap { CalendarDay(onPaper: $0) } }

  /// For those whom it concerns.
  var json: JSON {
    get throws {
      [
        "tender": JSON(tender), "lot": JSON(lot), "contract": JSON(contract.number),
        "price": JSON(performed.price.description), "term": performed.term.json, "signed": JSON(performed.isSigned),
        "accepted": JSON(performed.isAccepted), "payBy": JSON(payBy?.description), "paid": JSON(paid.description),
        "payments": .array(
          payments.map { row in
            [
              "payment": JSON(row.number), "on": JSON(row.on.description),
              "amount": JSON(Price(fen: row.amountFen)?.description ?? ""), "recorded": JSON(row.recordedAt.seconds),
            ]
          }),
        "failures": .array(
          failures.map { row in
            row.json.setting("failure", JSON(row.number)).setting("recorded", JSON(row.recordedAt.seconds))
              .setting("settlement", JSON(row.end?.settlement.rawValue)).setting("reason", JSON(row.end?.reason))
              .setting("settled", row.end.map { JSON($0.at.seconds) } ?? .null)
          }),
        "acceptances": .array(
          try acceptances.map { row -> JSON in
            let sheet = Self.sheet(row.round, of: contract, lot: lot)
            return try JSON.parse(Array(row.acceptance.utf8)).setting("round", JSON(row.round))
              .setting("at", JSON(row.acceptedAt.seconds))
              .setting("sheet", sheets.contains(sheet) ? JSON(sheet) : .null)
          }),
      ]
    }
  }
}

extension Office {
  /// How a lot's service contract is performed: to officers and supervisors, to the lot's park and its agency.
  ///
  /// - Throws: `AccessRefusal`, `TenderRefusal`, `PerformanceRefusal.contractMissing`.
  public func showPerformance(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.viewPerformance)
    return try await database.read(as: .actor(actor)) { tx in
      guard try tx.tender(tender)?.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      guard let row = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
      let isTheirs =
        switch actor.role {
        case .park: try tx.park(row.park).map { Self.owns($0, actor) } ?? false
        case .agency: try tx.serviceContract(of: tender, lot: lot)?.agency == actor.key.text
        default: true
        }
      guard isTheirs else { throw AccessRefusal.notOwn }
      return try PerformanceFile(tender, lot, in: tx).json
    }
  }

  /// One fact about a contract's performance, in one transaction: read, judged by the rule book, written, made public.
  ///
  /// - Parameters:
  ///   - moment: when it is recorded, where that stands on a paper already; now when nil.
  ///   - write: judges and writes; gives the words of the activity record.
  func perform(
    deed: Deed, _ tender: String, lot: String, by actor: Actor, at moment: Moment? = nil, once: Once?,
    _ write: @escaping @Sendable (PerformanceFile, Moment, borrowing Transaction) throws -> String
  ) async throws -> JSON {
    try actor.may(deed)
    let at = moment ?? now
    let told = try await self.write(as: .office, once) { tx in
      // Two facts at once would each see the other missing: the tender's row orders them.
      guard try tx.tender(tender, lock: .exclusive)?.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      guard try tx.lot(tender, lot) != nil else { throw TenderRefusal.lotUnknown }
      let detail = try write(try PerformanceFile(tender, lot, in: tx), at, tx)
      try publishOpenData(of: tender, at: at, in: tx)
      try tx.record(deed, by: actor, subject: "\(tender)/\(lot)", detail: detail, at: at)
      return try PerformanceFile(tender, lot, in: tx).json
    }
    await publisher.publish()
    // The data tells of a contract that is named in the log; where its printing failed before, this is the next chance.
    if let paper = try await database.read(as: .office, { tx in try tx.serviceContract(of: tender, lot: lot)?.paper }) {
      await showSignatures(on: paper, of: tender)
    }
    return told
  }

  var performancePace: Pace { instance.rehearsal ? .rehearsal(secondsPerDay: 0) : .real }
}

extension PublicFailure {
  init(_ row: ContractFailureRow, of contract: String) {
    self.init(
      id: "\(contract)-F\(row.number)", begins: row.period.begins, ends: row.period.ends,
      category: row.category.rawValue, events: row.events, contracted: row.penaltyContracted, penalty: row.penalty,
      words: row.penaltyWords, isPaid: row.end?.settlement == .paid, isWithdrawn: row.end?.settlement == .withdrawn)
  }
}

extension PublicAcceptance {
  init(_ row: ContractAcceptanceRow) throws {
    let json = try JSON.parse(Array(row.acceptance.utf8))
    let said = json["opinions"]
    func text(_ name: String) -> String? { json[name]?.stringValue }
    func count(_ name: String) -> Int { said?[name]?.integerValue ?? 0 }
    self.init(
      round: row.round, at: row.acceptedAt.instant, endedOn: row.endedOn,
      items: (json["items"]?.arrayValue ?? []).map { item in
        Item(
          name: item["item"]?.stringValue ?? "",
          passed: item["finding"]?.stringValue == PerformanceAcceptance.Finding.passed.rawValue,
          words: item["words"]?.stringValue ?? "")
      },
      opinions: (count("asked"), count("satisfied"), count("dissatisfied"), said?["words"]?.stringValue),
      amount: row.finalFen.flatMap { Price(fen: $0) }, amountReason: text("amountReason"),
      dayReason: text("dayReason"), reason: text("reason"))
  }
}
