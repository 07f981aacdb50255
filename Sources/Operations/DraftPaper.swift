import Canon
import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

/// What is known of an awarded lot when a paper about it is drawn up.
struct AwardedLot: Sendable {
  let tender: TenderRow
  let notice: Digest
  let lot: LotRow
  let park: ParkRow
  let batch: BatchRow
  /// Nil before the award.
  let award: AwardRow?
  /// The winner, as it registered.
  let agency: AgencyRow?
  let offer: Offer?
  let awardNotice: PaperRow?
  let serviceContract: LotContractRow?
  let parkAgreement: LotContractRow?

  init(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws {
    guard let row = try tx.tender(tender), let notice = row.noticeID else { throw TenderRefusal.tenderUnknown }
    guard let lotRow = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
    guard let park = try tx.park(lotRow.park) else { throw ParkRefusal.parkUnknown }
    guard let batch = try tx.batch(row.batch) else { throw ProgrammeRefusal.batchUnknown }
    self.tender = row
    self.notice = notice
    self.lot = lotRow
    self.park = park
    self.batch = batch
    let award = try tx.award(of: tender, lot: lot)
    self.award = award
    agency = try award.flatMap { try tx.agency(actor: $0.bidder) }
    let bids = try LotBids(tender, lot, in: tx).bids
    // The winner's offer is what the contracts are made of, whoever they are shown to.
    offer = try tx.reading(as: .office) { tx in
      guard let award, let bid = bids.first(where: { $0.bid == award.bid }) else { return nil }
      return try Office.offer(bid, in: tx)
    }
    // The last: an earlier one is of an award that fell through.
    awardNotice = try tx.papers(of: tender, lot: lot).last { $0.kind == PaperKind.awardNotice.rawValue }
    serviceContract = try tx.serviceContract(of: tender, lot: lot)
    parkAgreement = try tx.parkAgreement(of: tender, lot: lot)
  }

  /// What the rule book needs of the award; nil before it.
  func facts() -> AwardFacts? {
    guard let award, let agency, let park = HostPark.ID(park.id), let price = Price(fen: award.priceFen),
      let tender = Tender.ID(tender.id), let lot = Lot.ID(lot.id)
    else { return nil }
    return AwardFacts(
      tender: tender, lot: lot, park: park, winner: agency.creditCode, price: price,
      noticedAt: award.awardedAt.instant)
  }

  /// The term that a paper has when nobody says another: what is left of the batch's.
  func defaultTerm(on day: CalendarDay) -> Term {
    let begins = max(day, batch.batch.termBegins)
    return Term(begins: min(begins, batch.batch.termEnds), ends: batch.batch.termEnds)
  }

  /// `number` as a paper of this lot has it: an id, because the parties' notes name it.
  func number(_ suffix: String) throws -> String {
    let number = "\(lot.id)-\(suffix)"
    guard Contract.ID(number) != nil else { throw InputRefusal.tooLarge(max: 64) }
    return number
  }
}

/// A paper drawn up for its parties to sign.
struct DraftedPaper: Sendable {
  let name: String
  let number: String
  let paper: Paper
  let lot: String
  /// Named in the log once it is signed.
  let isPublic: Bool
  let parties: [PaperPartyRow]
}

extension Office {
  /// Prints a paper for signing and writes it down with what it is the paper of. Nothing of it is public yet.
  ///
  /// - Parameters:
  ///   - check: looks once more, with the tender's row locked, whether the paper may be kept as it was printed.
  ///   - fact: writes the row that the paper is the text of, in the same transaction.
  func keep(
    _ drafted: DraftedPaper, tender: String, by actor: Actor, deed: Deed, at: Moment, once: Once? = nil,
    check: @escaping @Sendable (borrowing Transaction) throws -> Void,
    fact: @escaping @Sendable (borrowing Transaction) throws -> Void
  ) async throws -> JSON {
    let sheet = try await press.print(drafted.paper)
    return try await write(as: .office, once) { tx in
      guard try tx.tender(tender, lock: .exclusive) != nil else { throw TenderRefusal.tenderUnknown }
      try check(tx)
      try tx.insert(
        NewPaper(
          name: drafted.name, kind: drafted.paper.kind.rawValue, number: drafted.number, lot: drafted.lot,
          json: sheet.json, pdf: sheet.pdf, isPublic: drafted.isPublic, reader: nil),
        tender: tender, at: at)
      try tx.insert(drafted.parties, of: drafted.name, tender: tender)
      try fact(tx)
      try tx.record(deed, by: actor, subject: "\(tender)/\(drafted.lot)", detail: drafted.number, at: at)
      return try describe(drafted.name, of: tender, by: actor, in: tx)
    }
  }

  /// The places for signatures, before anybody has signed.
  func unsigned(_ signers: [(role: String, name: String, key: String)]) -> PaperSigning {
    PaperSigning(signers: signers.map { PaperSigner(role: $0.role, name: $0.name, key: $0.key) })
  }
}

extension PaperContact {
  /// `name telephone` as registers keep it; without a telephone the whole is the name.
  init(written text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    if words.count >= 2, let last = words.last {
      self.init(person: words.dropLast().joined(separator: " "), phone: String(last))
    } else {
      self.init(person: text, phone: "—")
    }
  }

  /// A form's `{"person","phone"}`, or what the register has.
  init(_ form: FormReader, _ name: String, else written: String) throws {
    guard form.has(name) else {
      self.init(written: written)
      return
    }
    let contact = try form.object(name, only: ["person", "phone"])
    self.init(person: try contact.text("person", max: 100), phone: try contact.text("phone", max: 40))
  }
}

extension FormReader {
  /// A term, or nil where none is given.
  func optionalTerm(_ name: String) throws(FormRefusal) -> Term? {
    guard has(name) else { return nil }
    return try Term(try object(name, only: ["begins", "ends"]))
  }
}
