import Canon
import Messages
import Tendering

/// 入围结果公告 of one lot: everybody who is selected for the framework agreement, in rank order.
public struct SelectionNoticeFacts: PaperFacts {
  static let kind = PaperKind.selectionNotice

  /// One of the selected.
  public struct Selected: Sendable, Hashable, Fact {
    public var place: Int
    public var agency: PaperParty
    public var rank: Int
    public var price: PaperMoney
    /// What it was ranked by.
    public var merit: PaperMerit
    /// 微型企业 and the like, from its own declaration.
    public var firmSize: String

    public init(place: Int, agency: PaperParty, rank: Int, price: PaperMoney, merit: PaperMerit, firmSize: String) {
      self.place = place
      self.agency = agency
      self.rank = rank
      self.price = price
      self.merit = merit
      self.firmSize = firmSize
    }

    var json: JSON {
      object([
        "place": JSON(place), "agency": agency.json, "rank": JSON(rank), "price": price.json, "total": merit.total,
        "evaluatedPrice": merit.evaluatedPrice, "firmSize": .string(firmSize),
      ])
    }
  }

  public var frame: PaperFrame
  public var buyer: PaperParty
  public var selected: [Selected]
  /// How many conforming bids were ranked, and how many of them were eliminated.
  public var responded, eliminated: Int
  /// How long each framework agreement lasts.
  public var months: Int
  /// 直接选定 or 顺序轮候.
  public var callOff: FrameworkTerms.CallOff
  public var service: PaperService
  /// The names of the experts and the buyer's representative, as they are to be published.
  public var experts: [String]
  /// SHA-256 of the tender documents, base64.
  public var terms: String
  public var decidedAt: PaperMoment
  public var noticeWorkingDays: Int
  public var challengeWorkingDays: Int

  public init(
    frame: PaperFrame, buyer: PaperParty, selected: [Selected], responded: Int, eliminated: Int, months: Int,
    callOff: FrameworkTerms.CallOff, service: PaperService, experts: [String], terms: String, decidedAt: PaperMoment,
    noticeWorkingDays: Int, challengeWorkingDays: Int
  ) {
    self.frame = frame
    self.buyer = buyer
    self.selected = selected
    self.responded = responded
    self.eliminated = eliminated
    self.months = months
    self.callOff = callOff
    self.service = service
    self.experts = experts
    self.terms = terms
    self.decidedAt = decidedAt
    self.noticeWorkingDays = noticeWorkingDays
    self.challengeWorkingDays = challengeWorkingDays
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "selected": selected.fact, "responded": JSON(responded), "eliminated": JSON(eliminated),
      "months": JSON(months), "callOff": .string(callOff.words.zh), "service": service.json, "experts": experts.fact,
      "terms": .string(terms), "decidedAt": decidedAt.json, "noticeWorkingDays": JSON(noticeWorkingDays),
      "challengeWorkingDays": JSON(challengeWorkingDays),
    ])
  }
}
