import Canon
import Messages
import Tendering

/// 入围通知书: to one agency that is selected for the framework agreement.
public struct SelectionLetterFacts: PaperFacts {
  static let kind = PaperKind.selectionLetter

  public var frame: PaperFrame
  public var buyer: PaperParty
  public var agency: PaperParty
  /// The bid's id, base64.
  public var bid: String
  public var place: Int
  /// No call-off is dearer.
  public var price: PaperMoney
  /// What it was ranked by.
  public var merit: PaperMerit
  public var rank: Int
  public var months: Int
  public var callOff: FrameworkTerms.CallOff
  public var service: PaperService
  /// The number of the 入围结果公告.
  public var noticeNumber: String
  /// The last day for signing the framework agreement.
  public var signBy: PaperDate

  public init(
    frame: PaperFrame, buyer: PaperParty, agency: PaperParty, bid: String, place: Int, price: PaperMoney,
    merit: PaperMerit, rank: Int, months: Int, callOff: FrameworkTerms.CallOff, service: PaperService,
    noticeNumber: String, signBy: PaperDate
  ) {
    self.frame = frame
    self.buyer = buyer
    self.agency = agency
    self.bid = bid
    self.place = place
    self.price = price
    self.merit = merit
    self.rank = rank
    self.months = months
    self.callOff = callOff
    self.service = service
    self.noticeNumber = noticeNumber
    self.signBy = signBy
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "agency": agency.json, "bid": .string(bid), "place": JSON(place), "price": price.json,
      "total": merit.total, "evaluatedPrice": merit.evaluatedPrice, "rank": JSON(rank), "months": JSON(months),
      "callOff": .string(callOff.words.zh),
      "service": service.json, "noticeNumber": .string(noticeNumber), "signBy": signBy.json,
    ])
  }
}
