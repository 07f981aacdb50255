import Canon
import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

/// A trustee contract's form as an agency fills it in; what it leaves out has the usual value.
private struct TrusteeForm: Sendable {
  let mode: TrusteeshipMode
  let enterprise: CreditCode
  let json: JSON
  let reader: FormReader

  init(_ json: JSON) throws {
    reader = try FormReader(
      json,
      only: [
        "mode", "enterprise", "items", "fee", "payer", "term", "plan", "reportMonths", "enterpriseContact",
        "agencyContact",
      ])
    self.json = json
    mode = try reader.word("mode")
    enterprise = try reader.creditCode("enterprise")
  }

  /// The services: in full mode the five core ones, in partial mode those chosen; the eight duties with either.
  func items() throws -> [JSON] {
    guard reader.has("items") else {
      return mode == .full ? (ServiceItem.core + ServiceItem.duties).map { Self.free($0) } : []
    }
    let given = try reader.array("items", max: 100)
    let hasDuties = given.contains { item in ServiceItem.duties.contains { $0.rawValue == item["item"]?.stringValue } }
    return hasDuties ? given : given + ServiceItem.duties.map { Self.free($0) }
  }

  private static func free(_ item: ServiceItem) -> JSON { ["item": JSON(item.rawValue), "price": nil] }

  /// The sum of the prices, where no fee is stated.
  func fee(_ items: [JSON]) throws -> String {
    if let stated = try reader.optionalText("fee", max: 100) { return stated }
    var sum = Price.zero
    for item in items {
      guard let text = item["price"]?.stringValue, let price = Price(text) else { continue }
      do { sum = try sum.adding(price) } catch { throw ContractRefusal.feeNotSum }
    }
    return sum.description
  }
}

extension Office {
  /// Draws up a trustee contract between an agency and a firm in the park of a lot.
  ///
  /// `{"mode":"full|partial","enterprise","items":[{"item":"P1","price":"12000.00"}],"fee","payer","term","plan":["…"],
  /// "reportMonths","enterpriseContact":{"person","phone"},"agencyContact"}`; only mode and enterprise must stand, in
  /// partial mode also items. The paper names the park agreement, so none is drawn up before that is signed.
  public func draftTrusteeContract(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.draftContract)
    let form = try TrusteeForm(json)
    let at = now
    // A number taken meanwhile is counted again; the paper carries it, so it is printed again too.
    for _ in 0..<5 {
      let count = try await database.read(as: .office) { tx in try tx.trusteeContracts(of: tender, lot: lot).count }
      do {
        return try await draft(form, tender, lot: lot, serial: count + 1, by: actor, at: at, once: once)
      } catch is SerialTaken {
        continue
      }
    }
    throw InputRefusal.busy
  }

  private struct SerialTaken: Error {}

  private func draft(
    _ form: TrusteeForm, _ tender: String, lot: String, serial: Int, by actor: Actor, at: Moment, once: Once?
  ) async throws -> JSON {
    let (file, agency, firm, firmKey, setting) = try await database.read(as: .office) { tx in
      let file = try AwardedLot(tender, lot, in: tx)
      guard let agency = try tx.agency(actor: actor.key.text) else { throw AgencyRefusal.agencyUnknown }
      let firm = try tx.enterprise(form.enterprise, in: file.tender.batch).flatMap {
        $0.park == file.park.id ? $0 : nil
      }
      let signed = try file.parkAgreement.map { try isSigned($0.paper, of: tender, in: tx) } ?? false
      // Its signature must be one that readers of the log can check: the key of a register note of this tender.
      let isRegistered = try !tx.bidders([(tender, actor.key.text)]).isEmpty
      let setting = TrusteeContract.Setting(
        batch: file.batch.batch, isParkConfirmed: file.park.isConfirmed, enterprise: firm?.firm,
        awardedAgency: file.agency?.creditCode, isAgencyRegistered: isRegistered, hasParkAgreement: signed,
        exists: try tx.hasContract(form.enterprise, with: actor.key.text, batch: file.tender.batch))
      return (file, agency, firm, try firm.flatMap { try key(of: $0, in: tx) }, setting)
    }
    let items = try form.items()
    let contract = try TrusteeContract(
      json: [
        "mode": JSON(form.mode.rawValue), "batch": JSON(file.tender.batch), "park": JSON(file.park.id),
        "agency": JSON(agency.creditCode.text), "enterprise": JSON(form.enterprise.text), "items": .array(items),
        "fee": JSON(try form.fee(items)),
        "payer": JSON(
          try form.reader.optionalText("payer", max: 20)
            ?? (form.mode == .full ? Party.bureau : Party.enterprise).rawValue),
        "term": (try form.reader.optionalTerm("term") ?? file.defaultTerm(on: CalendarDay(at.instant))).json,
        "clauses": Self.standardClauses,
      ],
      setting: setting)
    guard setting.hasParkAgreement, let agreement = file.parkAgreement else {
      throw ContractRefusal.parkAgreementMissing
    }
    guard let firm, let firmKey else { throw InputRefusal.notFound("enterprise key") }
    let number = try file.number("T" + (serial < 10 ? "0\(serial)" : "\(serial)"))
    let terms = try terms(
      contract, form: form, number: number, file: file, agency: agency, firm: firm, firmKey: firmKey,
      agreement: agreement.number, at: at)
    let paper = try Self.paper(contract, terms: terms, fee: try money(contract.fee.fen))
    let name = "\(number)-\(paper.kind.rawValue)"
    return try await keep(
      DraftedPaper(
        name: name, number: number, paper: paper, lot: lot, isPublic: false,
        parties: [.init(party: .agency, actor: agency.actor), .init(party: .enterprise, actor: firmKey)]),
      tender: tender, by: actor, deed: .draftContract, at: at, once: once
    ) { tx in
      guard try tx.trusteeContract(number, of: tender) == nil else { throw SerialTaken() }
    } fact: { tx in
      try tx.insert(
        contract, number: number, tender: tender, lot: lot, paper: name, agency: agency.actor, at: at)
    }
  }

  /// The key that signs for a firm: the one that its park registered for this batch, or one that an administrator added
  /// for its code. None that was revoked, none on the word of another park alone, and none of another name than the code,
  /// by which readers of the log know whose it is.
  private func key(of firm: EnterpriseRow, in tx: borrowing Transaction) throws -> String? {
    let code = firm.firm.creditCode
    let keys = try tx.keys(ofFirm: code)
    return keys.first { $0.key == firm.actor }?.key
      ?? keys.first { !$0.isOfPark && $0.key.utf8.starts(with: "\(code.text)+".utf8) }?.key
  }

  private func terms(
    _ contract: TrusteeContract, form: TrusteeForm, number: String, file: AwardedLot, agency: AgencyRow,
    firm: EnterpriseRow, firmKey: String, agreement: String, at: Moment
  ) throws -> TrusteeContractTerms {
    let plan = form.reader.has("plan") ? try form.reader.texts("plan", max: 50) : Self.standardPlan(contract.term)
    guard plan.allSatisfy({ (1...600).contains($0.utf8.count) }) else { throw FormRefusal.wrong(field: "plan") }
    let firmContact = try PaperContact(form.reader, "enterpriseContact", else: firm.contact)
    let agencyContact = try PaperContact(form.reader, "agencyContact", else: agency.contact)
    return TrusteeContractTerms(
      frame: try frame(number: number, tender: file.tender, lot: file.lot),
      enterprise: PaperParty(
        name: firm.firm.name, creditCode: firm.firm.creditCode.text, contact: firmContact),
      agency: PaperParty(
        name: agency.name, creditCode: agency.creditCode.text, address: agency.address, contact: agencyContact),
      park: file.park.name, batch: file.batch.title, parkAgreementNumber: agreement,
      duties: contract.items.filter { $0.item.kind == .duty }.map(\.item.onPaper), plan: plan,
      enterpriseContact: firmContact, agencyContact: agencyContact,
      reportMonths: form.reader.has("reportMonths") ? try form.reader.integer("reportMonths", in: 1...12) : 3,
      term: contract.term.onPaper, signedOn: at.paper.day,
      signing: unsigned([("甲方", firm.firm.name, firmKey), ("乙方", agency.name, agency.actor)]))
  }

  private static func paper(_ contract: TrusteeContract, terms: TrusteeContractTerms, fee: PaperMoney) throws -> Paper {
    switch contract.mode {
    case .full:
      .fullTrusteeContract(
        FullTrusteeContractFacts(
          terms: terms, scope: contract.items.filter { $0.item.kind == .core }.map(\.item.onPaper)))
    case .partial:
      .partialTrusteeContract(
        PartialTrusteeContractFacts(
          terms: terms,
          items: contract.items.filter { $0.item.kind == .chosen }.map {
            TrusteeFeeItem(item: $0.item.onPaper, yuan: ($0.price ?? .zero).description)
          }, total: fee))
    }
  }

  /// Where each clause that the procedure asks for stands in the contract's fixed text.
  private static let standardClauses: JSON = [
    "secrecy": "合同文本“保密和资料返还”", "resultOwnership": "合同文本“成果归属”", "conflictOfInterest": "合同文本“不得转让和利益冲突”",
    "liability": "合同文本“责任”", "termination": "合同文本“解除”", "dispute": "合同文本“争议解决”", "filing": "合同文本“备案和生效”",
  ]

  /// A plan that any firm's service begins with.
  private static func standardPlan(_ term: Term) -> [String] {
    let first = min(term.begins.adding(days: 30), term.ends).onPaper.shown
    return ["\(first)前完成企业知识产权现状调查", "其后按季度制定并执行服务计划", "期满前提交服务总结"]
  }
}

extension ServiceItem {
  var onPaper: PaperScopeItem { PaperScopeItem(code: rawValue, name: chineseName) }
}
