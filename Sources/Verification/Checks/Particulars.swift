import Canon
import Notes

/// What is read out of an opened bid.
///
/// The object `{"bid","bidder","name","lot","part","price","priceInWords","termDays"}`; a key whose value the offer
/// does not have, or has in another type, is left out.
/// - Source: formats page, section 3.
public enum Particulars {
  public static func json(bid: Digest, head: BidNote.Head, offer: JSON) -> JSON {
    var members: [JSON.Member] = [
      .init("bid", JSON(bid.b64)), .init("bidder", JSON(head.bidder.text)), .init("lot", JSON(head.lot)),
      .init("part", JSON(head.part)),
    ]
    let texts: [(String, JSON?)] = [
      ("name", offer["supplier"]?["name"]), ("price", offer["price"]?["total"]),
      ("priceInWords", offer["price"]?["inWords"]),
    ]
    for case (let name, .string(let text)?) in texts { members.append(.init(name, .string(text))) }
    if case .number? = offer["termDays"], let days = offer["termDays"] { members.append(.init("termDays", days)) }
    return .object(members)
  }

  /// What stands in `tender-opened/v1`.
  public static func digest(_ json: JSON) -> Digest { Digest(of: json.canonicalBytes()) }
}
