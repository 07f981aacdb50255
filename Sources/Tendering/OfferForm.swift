import Canon
import Exact

/// Which fields of an offer the tender documents assign to a part.
public struct PartContents: Hashable, Sendable {
  public let hasPrice: Bool
  public let hasTeam: Bool
  public let hasAnswers: Bool

  public init(hasPrice: Bool, hasTeam: Bool, hasAnswers: Bool) {
    self.hasPrice = hasPrice
    self.hasTeam = hasTeam
    self.hasAnswers = hasAnswers
  }

  /// A lot of one part holds everything.
  public static let whole = PartContents(hasPrice: true, hasTeam: true, hasAnswers: true)
}

/// A file that travels beside `bid.json`.
public struct Attachment: Hashable, Sendable {
  public let member: String
  public let bytes: Int
  public let sha256: Fingerprint

  public init(member: String, bytes: Int, sha256: Fingerprint) {
    self.member = member
    self.bytes = bytes
    self.sha256 = sha256
  }
}

extension Offer {
  /// Checks an offer before it is sealed, strictly: what the law would forgive later is put right now.
  ///
  /// - Parameters:
  ///   - json: the `offer` of the bidder's folder.
  ///   - files: the archive's other members as they lie in the folder.
  /// - Throws: `form`, then the rest in the order of `OfferRefusal`.
  public static func check(
    _ json: JSON, contents: PartContents, scheme: Scheme?, files: [Attachment]
  ) throws(OfferRefusal) {
    do {
      try checkForm(json)
    } catch {
      throw .form(error)
    }
    let assigned = [
      ("price", contents.hasPrice), ("team", contents.hasTeam), ("answers", contents.hasAnswers),
    ]
    for (field, isHere) in assigned {
      if json[field] != nil, !isHere { throw .belongsToOtherPart(field: field) }
      if json[field] == nil, isHere { throw .missingInPart(field: field) }
    }
    let offer = Offer(reading: json)
    guard offer.name != nil else { throw .nameUnfit(max: nameLengthMax) }
    if let price = offer.price {
      guard price.total > .zero, offer.corrections?.last?.to != .zero else { throw .priceZero }
      try check(price, scheme: scheme)
    }
    if let scheme {
      for id in offer.answers.keys.sorted() where !scheme.criteria.contains(where: { sameScalars($0.id, id) }) {
        throw .answerUnknown(criterion: id)
      }
    }
    try check(json["attachments"]?.arrayValue ?? [], against: files)
  }

  private static func checkForm(_ json: JSON) throws(FormRefusal) {
    let form = try FormReader(
      json, at: "offer",
      only: ["supplier", "price", "termDays", "validityDays", "team", "answers", "attachments"])
    let supplier = try form.object("supplier", only: ["name", "creditCode", "licence", "size", "members"])
    _ = try supplier.text("name", max: 300)
    _ = try supplier.creditCode("creditCode")
    _ = try supplier.text("licence", max: 64)
    _ = try supplier.word("size", as: FirmSize.self)
    _ = try supplier.array("members", max: 20)
    if form.has("price") {
      let price = try form.object("price", only: ["currency", "total", "inWords", "items"])
      guard try price.text("currency") == "CNY" else { throw .wrong(field: price.field("currency")) }
      _ = try price.price("total")
      _ = try price.text("inWords", max: 400)
      let keys = ["no", "name", "unit", "quantity", "unitPrice", "amount"]
      for item in try price.objects("items", max: 200, only: keys) {
        _ = (try item.text("no", max: 20), try item.text("name", max: 300), try item.text("unit", max: 40))
        _ = (try item.points("quantity"), try item.price("unitPrice"), try item.price("amount"))
      }
    }
    _ = try form.integer("termDays", in: 1...36_500)
    _ = try form.integer("validityDays", in: 1...36_500)
    if form.has("team") {
      for member in try form.objects("team", max: 200, only: ["name", "certificate", "role", "daysOnSite"]) {
        _ = (try member.text("name", max: 100), try member.text("certificate", max: 100))
        _ = (try member.text("role", max: 40), try member.integer("daysOnSite", in: 0...366))
      }
    }
    if form.has("answers") {
      let answers = try form.object("answers")
      for answer in answers.json.members ?? [] { _ = try answers.text(answer.name, max: 300) }
    }
    for file in try form.objects("attachments", max: 255, only: ["member", "title", "kind", "bytes", "sha256"]) {
      _ = (try file.text("member", max: 64), try file.text("title", max: 300), try file.text("kind", max: 60))
      _ = (try file.integer("bytes"), try file.fingerprint("sha256"))
    }
  }

  private static func check(_ price: PriceTable, scheme: Scheme?) throws(OfferRefusal) {
    guard let inWords = price.inWords, let words = try? AmountInWords.parse(inWords) else { throw .wordsUnreadable }
    guard words == price.total else { throw .wordsDiffer }
    for (i, item) in price.items.enumerated() where item.product != item.amount.ratio {
      throw .itemDiffers(index: i)
    }
    if !price.items.isEmpty {
      let sum = price.items.reduce(Ratio.zero) { $0 + $1.amount.ratio }
      guard sum == price.total.ratio else { throw .totalDiffers }
    }
    if let scheme, price.total > scheme.ceiling { throw .aboveCeiling }
  }

  private static func check(_ listed: [JSON], against files: [Attachment]) throws(OfferRefusal) {
    var seen: Set<String> = []
    for entry in listed {
      let member = entry["member"]?.stringValue ?? ""
      guard seen.insert(member).inserted else { throw .attachmentTwice(member: member) }
      let file = files.first { sameScalars($0.member, member) }
      guard let file, file.bytes == entry["bytes"]?.integerValue, file.sha256.base64 == entry["sha256"]?.stringValue
      else { throw .attachmentDiffers(member: member) }
    }
    if let stray = files.first(where: { !seen.contains($0.member) }) {
      throw .attachmentNotListed(member: stray.member)
    }
  }
}
