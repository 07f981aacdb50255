import Canon
import Documents
import Exact
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Draws up the contract between bureau and agency for an awarded lot.
  ///
  /// `{"term":{"begins","ends"},"payments":[{"condition","amount"}],"paymentDays":30}`, every member optional: the term
  /// is otherwise what is left of the batch's, and the price is paid in three parts of 30, 30 and 40 per cent.
  public func draftServiceContract(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.signServiceContract)
    guard actor.role == .officer else { throw AccessRefusal.notOwn }
    let form = try FormReader(json, only: ["term", "payments", "paymentDays"])
    let at = now
    let file = try await database.read(as: .office) { tx in try AwardedLot(tender, lot, in: tx) }
    guard let facts = file.facts(), let agency = file.agency, let award = file.award else {
      throw AgreementRefusal.lotNotAwarded
    }
    let contract = try ServiceContract(
      facts, agency: agency.creditCode, price: facts.price,
      term: try form.optionalTerm("term") ?? file.defaultTerm(on: CalendarDay(at.instant)), batch: file.batch.batch,
      exists: file.serviceContract != nil, at: at.instant,
      pace: instance.rehearsal ? .rehearsal(secondsPerDay: 0) : .real)
    guard let notice = file.awardNotice else { throw InputRefusal.notFound("award-notice") }
    let number = try file.number("S0\(award.number)")
    let service = try await database.read(as: .office) { tx in try serviceInForce(of: file.tender, in: tx) }
    let paper = ServiceContractFacts(
      frame: try frame(number: number, tender: file.tender, lot: file.lot),
      buyer: bureauAsParty, agency: PaperParty(agency), park: file.park.name,
      awardNoticeNumber: notice.number, awardNoticeDate: notice.madeAt.paper.day,
      service: PaperService(of: file.lot, in: file.park.name, wanted: service),
      price: try money(award.priceFen), term: contract.term.onPaper,
      payments: try Self.payments(form, of: contract.price),
      paymentDays: form.has("paymentDays")
        ? try form.integer("paymentDays", in: 1...RuleBook.current.count(.paymentWithin))
        : RuleBook.current.count(.paymentWithin),
      signedOn: at.paper.day,
      signing: unsigned([("甲方", bureau.name, actor.key.text), ("乙方", agency.name, agency.actor)]),
      law: file.tender.law)
    let name = "\(lot)-\(PaperKind.serviceContract.rawValue)" + award.edition
    return try await keep(
      DraftedPaper(
        name: name, number: number, paper: .serviceContract(paper), lot: lot, isPublic: true,
        parties: [.init(party: .bureau, actor: actor.key.text), .init(party: .agency, actor: agency.actor)]),
      tender: tender, by: actor, deed: .signServiceContract, at: at, once: once
    ) { tx in
      guard try tx.award(of: tender, lot: lot)?.number == award.number else { throw AgreementRefusal.lotNotAwarded }
      guard try tx.serviceContract(of: tender, lot: lot) == nil else { throw AgreementRefusal.existsAlready }
    } fact: { tx in
      try tx.insertServiceContract(
        number, tender: tender, lot: lot, award: award.number, paper: name, officer: actor.key.text,
        agency: agency.actor, at: at)
    }
  }

  /// The instalments, which make up the price.
  private static func payments(_ form: FormReader, of price: Price) throws -> [ContractPayment] {
    guard form.has("payments") else {
      // Tenths of the price, and what is left over with the last.
      var left = price.fen
      return try ContractPayment.usual.enumerated().map { place, usual in
        let fen = place + 1 == ContractPayment.usual.count ? left : price.fen / 10 * Int64(usual.percent / 10)
        left -= fen
        guard let part = Price(fen: fen) else { throw AgreementRefusal.priceDiffers }
        return ContractPayment(condition: usual.condition, yuan: part.description)
      }
    }
    var sum = Price.zero
    let payments = try form.objects("payments", max: 12, only: ["condition", "amount"]).map { entry in
      let amount = try entry.price("amount")
      do { sum = try sum.adding(amount) } catch { throw AgreementRefusal.priceDiffers }
      return ContractPayment(condition: try entry.text("condition", max: 200), yuan: amount.description)
    }
    guard sum == price else { throw AgreementRefusal.priceDiffers }
    return payments
  }
}
