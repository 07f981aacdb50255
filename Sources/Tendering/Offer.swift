import Canon
import Exact

/// What a bidder offers: the `offer` of `bid.json`, read as far as it can be read.
///
/// After the opening nothing here rejects a bid: what is missing or odd is nil, and the reviews judge that.
public struct Offer: Sendable {
  public struct PriceTable: Hashable, Sendable {
    public let total: Price
    public let inWords: String?
    public let items: [OfferItem]
  }

  public struct TeamMember: Hashable, Sendable {
    public let name: String
    public let certificate: String
    public let role: String
    public let daysOnSite: Int

    public init(name: String, certificate: String, role: String, daysOnSite: Int) {
      self.name = name
      self.certificate = certificate
      self.role = role
      self.daysOnSite = daysOnSite
    }
  }

  public let name: String?
  public let creditCode: CreditCode?
  public let licence: String?
  public let size: FirmSize?
  /// The other members of its consortium, as far as it names them by their credit codes.
  public let members: [CreditCode]
  /// For each of the other members that it names, in whatever form, the size that it says of it; nil where it says none.
  public let memberSizes: [FirmSize?]
  /// nil when there is none, its total cannot be read or its currency is not CNY.
  public let price: PriceTable?
  public let termDays: Int?
  public let validityDays: Int?
  public let team: [TeamMember]
  /// The bidder's own values for criteria, by criterion id.
  public let answers: [String: String]

  /// Reads an offer without refusing it.
  public init(reading json: JSON) {
    let supplier = json["supplier"]
    name = supplier?["name"]?.stringValue.flatMap { Self.name($0) }
    creditCode = supplier?["creditCode"]?.stringValue.flatMap { CreditCode($0) }
    licence = supplier?["licence"]?.stringValue
    size = supplier?["size"]?.stringValue.flatMap { FirmSize(rawValue: $0) }
    let named = (supplier?["members"]?.arrayValue ?? []).prefix(Self.membersMax)
    members = named.compactMap { member in
      (member.stringValue ?? member["creditCode"]?.stringValue).flatMap { CreditCode($0) }
    }
    memberSizes = named.map { $0["size"]?.stringValue.flatMap { FirmSize(rawValue: $0) } }
    price = json["price"].flatMap { Self.priceTable($0) }
    termDays = json["termDays"]?.integerValue
    validityDays = json["validityDays"]?.integerValue
    team = (json["team"]?.arrayValue ?? []).compactMap { member in
      guard let name = member["name"]?.stringValue, let certificate = member["certificate"]?.stringValue else {
        return nil
      }
      return TeamMember(
        name: name, certificate: certificate, role: member["role"]?.stringValue ?? "",
        daysOnSite: member["daysOnSite"]?.integerValue ?? 0)
    }
    var answers: [String: String] = [:]
    for answer in json["answers"]?.members ?? [] {
      // A longer one is none: no table has it, and the evaluation prints what it finds.
      guard let text = answer.value.stringValue, text.utf8.count <= Criterion.answerBytesMax else { continue }
      answers[answer.name] = text
    }
    self.answers = answers
  }

  public static let membersMax = 20

  /// A price of nothing is not a price: no formula scores it.
  public static let zeroPriceReason = "报价为零"

  /// More characters than this are not a firm's name, and would fill the papers of a lot.
  public static let nameLengthMax = 200

  /// A name that can stand on a paper.
  private static func name(_ text: String) -> String? {
    let scalars = text.unicodeScalars
    guard scalars.prefix(nameLengthMax + 1).count <= nameLengthMax,
      !scalars.contains(where: { $0.properties.generalCategory == .control })
    else { return nil }
    return text
  }

  /// More lines are not read: a hostile table would only cost time.
  public static let itemsMax = 1000

  private static func priceTable(_ json: JSON) -> PriceTable? {
    guard json["currency"]?.stringValue == "CNY", let total = json["total"]?.stringValue.flatMap({ Price($0) }) else {
      return nil
    }
    let lines = json["items"]?.arrayValue ?? []
    let items = lines.prefix(itemsMax).compactMap { line -> OfferItem? in
      guard let quantity = line["quantity"]?.stringValue.flatMap({ Points($0) }),
        let unitPrice = line["unitPrice"]?.stringValue.flatMap({ Price($0) }),
        let amount = line["amount"]?.stringValue.flatMap({ Price($0) })
      else { return nil }
      return OfferItem(
        name: line["name"]?.stringValue ?? "", unit: line["unit"]?.stringValue ?? "", quantity: quantity,
        unitPrice: unitPrice, amount: amount)
    }
    // A table with a line that cannot be read, or longer than anybody's, says nothing about the total.
    return PriceTable(
      total: total, inWords: json["inWords"]?.stringValue, items: items.count == lines.count ? items : [])
  }

  /// The corrections of the price read out, or nil when there is no price or it comes to more than one holds.
  public var corrections: [PriceCorrection]? {
    guard let price else { return nil }
    return try? PriceCorrection.corrections(read: price.total, inWords: price.inWords, items: price.items)
  }

  /// What a look at the figures alone finds against the bid at conformity; the committee decides.
  ///
  /// - Parameter validityDays: the bid validity that the documents ask for.
  public func findings(scheme: Scheme, validityDays least: Int, termDaysMax: Int? = nil) -> [Invalidity] {
    var found: [Invalidity] = []
    if let price {
      if let corrections {
        let corrected = corrections.last?.to ?? price.total
        if corrected > scheme.ceiling {
          found.append(Invalidity(.overCeiling, reason: Evaluation.overCeilingReason))
        } else if corrected == .zero {
          found.append(Invalidity(.priceMissing, reason: Self.zeroPriceReason))
        }
      } else {
        found.append(Invalidity(.priceUnclear, reason: "报价无法计算"))
      }
      if scheme.price.formula == .fixed, price.total != scheme.ceiling {
        found.append(Invalidity(.notResponsive, reason: "报价不是规定的固定价格"))
      }
    } else {
      found.append(Invalidity(.priceMissing, reason: "未报价或报价无法识别"))
    }
    if (validityDays ?? 0) < least { found.append(Invalidity(.validityTooShort, reason: "投标有效期不足\(least)日")) }
    if let termDaysMax, (termDays ?? .max) > termDaysMax {
      found.append(Invalidity(.termTooLong, reason: "服务期限超过\(termDaysMax)日"))
    }
    return found
  }

  /// What is read out of an opened bid: `{"bid","bidder","name","lot","part","price","priceInWords","termDays"}`.
  ///
  /// - Parameter offer: the `offer` of `bid.json`; what is absent or of another type is left out.
  public static func particulars(
    bid: Bid.ID, bidder: PartyKey, lot: Lot.ID, part: Part.ID, offer: JSON
  ) -> JSON {
    var facts: JSON = ["bid": JSON(bid.base64), "bidder": JSON(bidder.text)]
    if let name = offer["supplier"]?["name"], name.stringValue != nil { facts = facts.setting("name", name) }
    facts = facts.setting("lot", JSON(lot.text)).setting("part", JSON(part.text))
    if let total = offer["price"]?["total"], total.stringValue != nil { facts = facts.setting("price", total) }
    if let words = offer["price"]?["inWords"], words.stringValue != nil {
      facts = facts.setting("priceInWords", words)
    }
    if let days = offer["termDays"], case .number = days { facts = facts.setting("termDays", days) }
    return facts
  }
}
