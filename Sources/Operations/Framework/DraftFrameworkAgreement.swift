import Canon
import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Draws up the framework agreement between bureau and a selected agency.
  ///
  /// `{"bid":"<hex>","begins":"2026-12-01"}`; it begins today where nothing is said, and lasts as long as the documents say.
  ///
  /// - Throws: `FrameworkRefusal`: `notAFramework`, `notSelected`, `notAmongSelected`, `hasLeft`, `agreementExists`,
  ///   `beginsInPast`.
  public func draftFrameworkAgreement(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.signFrameworkAgreement)
    guard actor.role == .officer else { throw AccessRefusal.notOwn }
    let form = try FormReader(json, only: ["bid", "begins"])
    guard let bid = Digest(hex: try form.text("bid", max: 64)) else { throw FormRefusal.wrong(field: "bid") }
    let at = now
    let begins = form.has("begins") ? try form.day("begins") : CalendarDay(at.instant)
    guard begins >= CalendarDay(at.instant) else { throw FrameworkRefusal.beginsInPast }
    let (file, facts) = try await database.read(as: .office) { tx -> (FrameworkFile, LotFile) in
      (try FrameworkFile(tender, lot, self, in: tx), try LotFile(self, tender, lot, in: tx))
    }
    guard file.selection != nil else { throw FrameworkRefusal.notSelected }
    guard let row = file.agencies.first(where: { $0.bid == bid }) else { throw FrameworkRefusal.notAmongSelected }
    guard row.exit == nil else { throw FrameworkRefusal.hasLeft }
    guard row.agreement == nil else { throw FrameworkRefusal.agreementExists }
    let (agency, park, notice) = try await database.read(as: .office) { tx in
      (
        try tx.agency(actor: row.bidder), try tx.parkName(file.lot.park) ?? file.lot.park,
        try tx.paper("\(lot)-\(PaperKind.selectionNotice.rawValue)", of: tender)
      )
    }
    guard let agency else { throw FrameworkRefusal.notAmongSelected }
    guard let notice else { throw InputRefusal.notFound("selection-notice") }
    let number = "\(lot)-F\(row.place)"
    guard Contract.ID(number) != nil else { throw InputRefusal.tooLarge(max: 64) }
    let ends = begins.lastDay(ofMonths: file.terms.months)
    let name = "\(lot)-\(PaperKind.frameworkAgreement.rawValue)-\(row.place)"
    let paper = FrameworkAgreementFacts(
      frame: try frame(number: number, tender: file.tender, lot: file.lot),
      buyer: bureauAsParty, agency: PaperParty(agency), park: park,
      noticeNumber: notice.number, noticeDate: notice.madeAt.paper.day, place: row.place, service: facts.service,
      price: try money(row.priceFen), term: Term(begins: begins, ends: ends).onPaper,
      callOff: file.terms.callOff, exits: FrameworkExit.allCases, signedOn: at.paper.day,
      signing: unsigned([("甲方", bureau.name, actor.key.text), ("乙方", agency.name, agency.actor)]))
    return try await keep(
      DraftedPaper(
        name: name, number: number, paper: .frameworkAgreement(paper), lot: lot, isPublic: true,
        parties: [.init(party: .bureau, actor: actor.key.text), .init(party: .agency, actor: agency.actor)]),
      tender: tender, by: actor, deed: .signFrameworkAgreement, at: at, once: once
    ) { tx in
      let again = try tx.selectedAgencies(of: tender, lot: lot).first { $0.place == row.place }
      guard again?.exit == nil else { throw FrameworkRefusal.hasLeft }
      guard again?.agreement == nil else { throw FrameworkRefusal.agreementExists }
    } fact: { tx in
      try tx.insertFrameworkAgreement(
        number, tender: tender, lot: lot, place: row.place, paper: name, officer: actor.key.text,
        agency: agency.actor, begins: begins, ends: ends, at: at)
    }
  }

  /// Removes a selected agency (清退): `{"bid":"<hex>","ground":"breach","reason":"…"}`. Nothing more is signed with it
  /// under the framework, and it is not called. A contract that it has signed goes on; a call-off that has none yet is made
  /// void first.
  ///
  /// - Throws: `FrameworkRefusal`: `notAFramework`, `notAmongSelected`, `hasLeft`, `callStands`, `reasonMissing`.
  public func removeAgency(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.removeAgency)
    let form = try FormReader(json, only: ["bid", "ground", "reason"])
    guard let bid = Digest(hex: try form.text("bid", max: 64)) else { throw FormRefusal.wrong(field: "bid") }
    let ground: FrameworkExit = try form.word("ground")
    let reason = try form.text("reason", max: 4000)
    guard reason.utf8.contains(where: { $0 > 0x20 }) else { throw FrameworkRefusal.reasonMissing }
    let at = now
    let told = try await write(as: .office, once) { tx in
      let file = try FrameworkFile(tender, lot, self, lock: .exclusive, in: tx)
      guard let row = file.agencies.first(where: { $0.bid == bid }) else { throw FrameworkRefusal.notAmongSelected }
      guard row.exit == nil else { throw FrameworkRefusal.hasLeft }
      if file.call?.place == row.place {
        let contract = try tx.serviceContract(of: tender, lot: lot)
        guard try contract.map({ try isSigned($0.paper, of: tender, in: tx) }) ?? false else {
          throw FrameworkRefusal.callStands
        }
      }
      try tx.removeAgency(
        place: row.place, tender: tender, lot: lot, ground: ground, reason: reason, by: actor.key.text, at: at)
      try publishOpenData(of: tender, at: at, in: tx)
      try tx.record(
        .removeAgency, by: actor, subject: "\(tender)/\(lot)", detail: "\(row.place) \(ground.rawValue)", at: at)
      return try describe(FrameworkFile(tender, lot, self, in: tx), in: tx)
    }
    await publisher.publish()
    return told
  }
}
