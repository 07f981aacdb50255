import Canon
import Exact
import Tendering

/// The contract agency–enterprise (知识产权托管合同), full or partial.
public struct TrusteeContract: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    public let item: ServiceItem
    /// What the firm pays for it; nil where nothing is charged.
    public let price: Price?
  }

  /// Clauses without which the paper is not drawn up.
  public enum Clause: String, Hashable, Sendable, CaseIterable {
    /// 保密
    case secrecy
    /// 成果归属 (CC §885)
    case resultOwnership
    /// 利益冲突 (PAR §14)
    case conflictOfInterest
    /// 责任标准, raised above CC §929
    case liability
    /// 解除 (CC §933)
    case termination
    /// 争议解决
    case dispute
    /// 备案
    case filing
  }

  public let mode: TrusteeshipMode
  public let batch: Batch.ID
  public let park: HostPark.ID
  public let agency: CreditCode
  public let enterprise: CreditCode
  public let items: [Item]
  /// What the firm pays in all: 0 in full mode.
  public let fee: Price
  public let payer: Party
  public let term: Term
  public let clauses: [Clause: String]

  /// What is known of the parties when the contract is drawn up.
  public struct Setting: Hashable, Sendable {
    public let batch: Batch
    public let isParkConfirmed: Bool
    /// The firm's entry on the named park's register, or nil when it has none.
    public let enterprise: ClientEnterprise?
    /// The agency that won the park's lot, or nil.
    public let awardedAgency: CreditCode?
    public let isAgencyRegistered: Bool
    public let hasParkAgreement: Bool
    /// The firm has a contract with this agency in this batch.
    public let exists: Bool
    /// The bureau has found, with a reason, that the mode fits a firm that the letter leaves out.
    public let isModeConsented: Bool

    public init(
      batch: Batch, isParkConfirmed: Bool, enterprise: ClientEnterprise?, awardedAgency: CreditCode?,
      isAgencyRegistered: Bool, hasParkAgreement: Bool, exists: Bool = false, isModeConsented: Bool = false
    ) {
      self.batch = batch
      self.isParkConfirmed = isParkConfirmed
      self.enterprise = enterprise
      self.awardedAgency = awardedAgency
      self.isAgencyRegistered = isAgencyRegistered
      self.hasParkAgreement = hasParkAgreement
      self.exists = exists
      self.isModeConsented = isModeConsented
    }
  }

  /// Draws up a contract.
  ///
  /// Full mode: the awarded agency, the five core services and the duties, no fee. Partial mode: any registered agency,
  /// chosen services with prices, paid by the firm.
  ///
  /// - Throws: the first refusal in the order of `ContractRefusal`.
  /// - Source: S10 … S18, S24, S42, S53; rules on reading them in the plan's part four.
  public init(json: JSON, setting: Setting) throws(ContractRefusal) {
    do { try self.init(reading: json) } catch {
      switch error {
      case .form(let form): throw .form(form)
      case .refused(let refusal): throw refusal
      }
    }
    try checkParties(setting)
    try checkItems()
    try checkFee()
    guard !term.isReversed else { throw .termReversed }
    guard term.lies(within: setting.batch), batch == setting.batch.id else { throw .termOutsideBatch }
    if let clause = Clause.allCases.first(where: { !isWritten(clauses[$0] ?? "") }) {
      throw .clauseMissing(clause: clause.rawValue)
    }
  }

  private enum Fault: Error {
    case form(FormRefusal)
    case refused(ContractRefusal)
  }

  private init(reading json: JSON) throws(Fault) {
    do {
      let form = try FormReader(
        json,
        only: ["mode", "batch", "park", "agency", "enterprise", "items", "fee", "payer", "term", "clauses"])
      mode = try form.word("mode")
      batch = try form.identifier("batch")
      park = try form.identifier("park")
      agency = try form.creditCode("agency")
      enterprise = try form.creditCode("enterprise")
      var items: [Item] = []
      for entry in try form.objects("items", max: 100, only: ["item", "price"]) {
        let code = try entry.text("item", max: 20)
        guard let item = ServiceItem(rawValue: code) else { throw Fault.refused(.itemUnknown(item: code)) }
        let isFree = entry.json["price"]?.isNull ?? true
        items.append(Item(item: item, price: isFree ? nil : try entry.price("price")))
      }
      self.items = items
      fee = try form.price("fee")
      payer = try form.word("payer")
      term = try Term(try form.object("term", only: ["begins", "ends"]))
      let given = try form.object("clauses", only: Clause.allCases.map(\.rawValue))
      var clauses: [Clause: String] = [:]
      for clause in Clause.allCases { clauses[clause] = try given.optionalText(clause.rawValue, max: 6000) }
      self.clauses = clauses
    } catch let fault as Fault {
      throw fault
    } catch let form as FormRefusal {
      throw .form(form)
    } catch {
      throw .form(.wrong(field: ""))
    }
  }

  private func checkParties(_ setting: Setting) throws(ContractRefusal) {
    guard setting.isParkConfirmed else { throw .parkNotConfirmed }
    guard let firm = setting.enterprise, firm.creditCode == enterprise else { throw .enterpriseOutsidePark }
    switch mode {
    case .full: guard setting.awardedAgency == agency else { throw .agencyNotAwarded }
    case .partial: guard setting.isAgencyRegistered else { throw .agencyNotRegistered }
    }
    // In partial mode the firm may choose an agency from outside the park's agreement.
    guard mode == .partial || setting.hasParkAgreement else { throw .parkAgreementMissing }
    guard !setting.exists else { throw .existsAlready }
    guard !setting.isModeConsented else { return }
    if mode == .full, firm.hasOwnIP { throw .enterpriseHasUnit }
    if mode == .partial, !firm.hasOwnIP { throw .enterpriseLacksUnit }
  }

  private func checkItems() throws(ContractRefusal) {
    guard !items.isEmpty else { throw .noItems }
    var seen: Set<ServiceItem> = []
    for item in items {
      guard seen.insert(item.item).inserted else { throw .itemTwice(item: item.item.rawValue) }
    }
    let other: ServiceItem.Kind = mode == .full ? .chosen : .core
    if let stranger = items.first(where: { $0.item.kind == other }) {
      throw .itemOfOtherMode(item: stranger.item.rawValue)
    }
    switch mode {
    case .full:
      if let missing = ServiceItem.core.first(where: { !seen.contains($0) }) {
        throw .coreItemMissing(item: missing.rawValue)
      }
    case .partial:
      guard items.contains(where: { $0.item.kind == .chosen }) else { throw .noItems }
    }
  }

  private func checkFee() throws(ContractRefusal) {
    switch mode {
    case .full:
      guard fee == .zero, items.allSatisfy({ $0.price ?? .zero == .zero }) else { throw .feeInFullMode }
    case .partial:
      if let free = items.first(where: { $0.item.kind == .chosen && $0.price == nil }) {
        throw .priceMissing(item: free.item.rawValue)
      }
      var sum = Price.zero
      for item in items {
        guard let more = try? sum.adding(item.price ?? .zero) else { throw .feeNotSum }
        sum = more
      }
      guard sum == fee else { throw .feeNotSum }
      guard payer == .enterprise else { throw .payerNotEnterprise }
    }
  }

  public var json: JSON {
    [
      "mode": JSON(mode.rawValue), "batch": JSON(batch.text), "park": JSON(park.text), "agency": JSON(agency.text),
      "enterprise": JSON(enterprise.text),
      "items": .array(
        items.map { ["item": JSON($0.item.rawValue), "price": JSON($0.price?.description)] }),
      "fee": JSON(fee.description), "payer": JSON(payer.rawValue), "term": term.json,
      "clauses": .object(
        Clause.allCases.compactMap { clause in
          clauses[clause].map { JSON.Member(clause.rawValue, JSON($0)) }
        }),
    ]
  }
}
