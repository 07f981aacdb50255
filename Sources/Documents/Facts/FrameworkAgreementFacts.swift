import Canon
import Messages
import Tendering

/// 框架协议: bureau and one selected agency.
public struct FrameworkAgreementFacts: PaperFacts {
  static let kind = PaperKind.frameworkAgreement

  public var frame: PaperFrame
  /// 甲方
  public var buyer: PaperParty
  /// 乙方
  public var agency: PaperParty
  /// The park whose firms are served.
  public var park: String
  /// The number and day of the 入围结果公告.
  public var noticeNumber: String
  public var noticeDate: PaperDate
  public var place: Int
  public var service: PaperService
  /// The most that a call-off may cost.
  public var price: PaperMoney
  public var term: PaperTerm
  public var callOff: FrameworkTerms.CallOff
  /// The grounds on which the agency is removed.
  public var exits: [FrameworkExit]
  public var signedOn: PaperDate
  public var signing: PaperSigning

  public init(
    frame: PaperFrame, buyer: PaperParty, agency: PaperParty, park: String, noticeNumber: String,
    noticeDate: PaperDate, place: Int, service: PaperService, price: PaperMoney, term: PaperTerm,
    callOff: FrameworkTerms.CallOff,
    exits: [FrameworkExit], signedOn: PaperDate, signing: PaperSigning
  ) {
    self.frame = frame
    self.buyer = buyer
    self.agency = agency
    self.park = park
    self.noticeNumber = noticeNumber
    self.noticeDate = noticeDate
    self.place = place
    self.service = service
    self.price = price
    self.term = term
    self.callOff = callOff
    self.exits = exits
    self.signedOn = signedOn
    self.signing = signing
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "agency": agency.json, "park": .string(park), "noticeNumber": .string(noticeNumber),
      "noticeDate": noticeDate.json, "place": JSON(place), "service": service.json, "price": price.json,
      "term": term.json, "callOff": .string(callOff.words.zh), "exits": .array(exits.map { .string($0.words.zh) }),
      "signedOn": signedOn.json,
      "signing": signing.json,
    ])
  }
}
