import Canon
import Tendering
import Trusteeship

/// 履约验收单: one round of accepting what was rendered under a service contract, for people to sign by hand.
///
/// - Source: R-112 (GPL §41, GPR §45).
public struct AcceptanceSheetFacts: PaperFacts {
  static let kind = PaperKind.acceptanceSheet

  public var frame: PaperFrame
  public var buyer, agency: PaperParty
  /// The park in which the service was given.
  public var park: String
  public var contractNumber: String
  /// The contract's own.
  public var price: PaperMoney
  public var term: PaperTerm
  /// From 1; a rejected round may be followed by another.
  public var round: Int
  public var acceptance: PerformanceAcceptance
  /// What the service costs in the end; nil for a rejected round.
  public var amount: PaperMoney?
  /// The officer who recorded it: name and key reference.
  public var acceptedBy, key: String
  public var acceptedAt: PaperMoment

  public init(
    frame: PaperFrame, buyer: PaperParty, agency: PaperParty, park: String, contractNumber: String, price: PaperMoney,
    term: PaperTerm, round: Int, acceptance: PerformanceAcceptance, amount: PaperMoney?, acceptedBy: String,
    key: String, acceptedAt: PaperMoment
  ) {
    self.frame = frame
    self.buyer = buyer
    self.agency = agency
    self.park = park
    self.contractNumber = contractNumber
    self.price = price
    self.term = term
    self.round = round
    self.acceptance = acceptance
    self.amount = amount
    self.acceptedBy = acceptedBy
    self.key = key
    self.acceptedAt = acceptedAt
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "agency": agency.json, "park": .string(park), "contractNumber": .string(contractNumber),
      "price": price.json, "term": term.json, "round": JSON(round), "amount": amount.fact,
      "acceptedBy": object(["name": .string(acceptedBy), "key": .string(key)]), "acceptedAt": acceptedAt.json,
    ]) + acceptance.onPaper
  }
}

extension PerformanceAcceptance {
  /// What a sheet says of it, beside the amount in words.
  public var onPaper: [JSON.Member] {
    members([
      "outcome": .string(outcome.rawValue), "endedOn": PaperDate(endedOn).json, "dayReason": dayReason.fact,
      "items": .array(
        items.map { item in
          object(["item": .string(item.name), "finding": .string(item.finding.rawValue), "words": .string(item.words)])
        }),
      "opinions": object([
        "asked": JSON(opinions.asked), "satisfied": JSON(opinions.satisfied),
        "dissatisfied": JSON(opinions.dissatisfied),
        "silent": JSON(opinions.asked - opinions.satisfied - opinions.dissatisfied), "words": opinions.words.fact,
      ]), "amountReason": amountReason.fact, "reason": reason.fact,
    ])
  }
}

extension PaperDate {
  fileprivate init(_ day: CalendarDay) { self.init(year: day.year, month: day.month, day: day.day) }
}
