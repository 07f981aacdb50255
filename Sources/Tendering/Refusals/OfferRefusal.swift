/// Why the bidder's own program does not seal an offer. After the opening none of these rejects a bid by itself.
public enum OfferRefusal: Refusal {
  case form(FormRefusal)
  /// A price, a team or answers in a part to which the documents do not assign them.
  case belongsToOtherPart(field: String)
  /// The documents want it in this part.
  case missingInPart(field: String)
  /// Not a name that papers can show: the firm would stand on them as it registered.
  case nameUnfit(max: Int)
  /// Nothing, in figures or as it would be corrected: no formula scores it.
  case priceZero
  /// Words and figures say different amounts; words would win.
  case wordsDiffer
  case wordsUnreadable
  /// A line's amount is not unit price × quantity.
  case itemDiffers(index: Int)
  /// The total is not the sum of the lines.
  case totalDiffers
  case aboveCeiling
  /// An answer to a criterion that the scheme does not have.
  case answerUnknown(criterion: String)
  case attachmentTwice(member: String)
  /// Listed, but not in the folder, or of other bytes.
  case attachmentDiffers(member: String)
  /// In the folder, but not listed.
  case attachmentNotListed(member: String)

  public var code: String {
    switch self {
    case .form(let form): "offer." + form.code
    case .belongsToOtherPart: "offer.belongsToOtherPart"
    case .missingInPart: "offer.missingInPart"
    case .nameUnfit: "offer.nameUnfit"
    case .priceZero: "offer.priceZero"
    case .wordsDiffer: "offer.wordsDiffer"
    case .wordsUnreadable: "offer.wordsUnreadable"
    case .itemDiffers: "offer.itemDiffers"
    case .totalDiffers: "offer.totalDiffers"
    case .aboveCeiling: "offer.aboveCeiling"
    case .answerUnknown: "offer.answerUnknown"
    case .attachmentTwice: "offer.attachmentTwice"
    case .attachmentDiffers: "offer.attachmentDiffers"
    case .attachmentNotListed: "offer.attachmentNotListed"
    }
  }
}
