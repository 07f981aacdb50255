import Canon

/// 政府采购服务合同: bureau and agency, on one page.
public struct ServiceContractFacts: PaperFacts {
  static let kind = PaperKind.serviceContract

  public var frame: PaperFrame
  /// 甲方
  public var buyer: PaperParty
  /// 乙方
  public var agency: PaperParty
  /// The park in which the service is given.
  public var park: String
  /// The number and day of the 中标通知书.
  public var awardNoticeNumber: String
  public var awardNoticeDate: PaperDate
  public var service: PaperService
  public var price: PaperMoney
  public var term: PaperTerm
  /// The instalments in order: when, on what, how much.
  public var payments: [ContractPayment]
  /// Days within which a due instalment is paid after the invoice.
  public var paymentDays: Int
  public var signedOn: PaperDate
  public var signing: PaperSigning
  /// The law that the words go by.
  public var law: PaperLaw

  public init(
    frame: PaperFrame, buyer: PaperParty, agency: PaperParty, park: String, awardNoticeNumber: String,
    awardNoticeDate: PaperDate, service: PaperService, price: PaperMoney, term: PaperTerm,
    payments: [ContractPayment], paymentDays: Int, signedOn: PaperDate, signing: PaperSigning,
    law: PaperLaw = .procurement
  ) {
    self.frame = frame
    self.buyer = buyer
    self.agency = agency
    self.park = park
    self.awardNoticeNumber = awardNoticeNumber
    self.awardNoticeDate = awardNoticeDate
    self.service = service
    self.price = price
    self.term = term
    self.payments = payments
    self.paymentDays = paymentDays
    self.signedOn = signedOn
    self.signing = signing
    self.law = law
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "agency": agency.json, "park": .string(park),
      "awardNoticeNumber": .string(awardNoticeNumber), "awardNoticeDate": awardNoticeDate.json,
      "service": service.json, "price": price.json, "term": term.json, "payments": payments.fact,
      "paymentDays": JSON(paymentDays), "signedOn": signedOn.json, "signing": signing.json,
      "law": law.fact,
    ])
  }
}

/// An instalment: the condition in words and the amount.
public struct ContractPayment: Sendable, Hashable, Fact {
  public var condition: String
  /// Yuan, two decimals.
  public var yuan: String

  public init(condition: String, yuan: String) {
    self.condition = condition
    self.yuan = yuan
  }

  var json: JSON { object(["condition": .string(condition), "yuan": .string(yuan)]) }
}
