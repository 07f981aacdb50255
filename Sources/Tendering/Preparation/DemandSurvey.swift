import Canon

/// What was found out about a park before its service is bought (采购需求调查).
///
///     {"park":"P1","surveyed":"2026-10-20","publicConsulted":true,
///      "situation":{"words":"园区以装备制造为主…","enterprises":46,"technologyFirms":22,"patents":130,"trademarks":75},
///      "firms":["…","…","…"],"conclusion":"…","note":"…" (may be left out),"attachment":"<b64>" (may be left out)}
///
/// `note` says why fewer firms were asked than is usual, or why the public was not. `attachment` is the SHA-256 of the
/// report, which stays with the bureau.
///
/// - Source: R-017.
public struct DemandSurvey: Hashable, Sendable {
  public struct Situation: Hashable, Sendable {
    public let words: String
    public let enterprises: Int
    public let technologyFirms: Int
    public let patents: Int
    public let trademarks: Int
  }

  public let park: String
  /// The day on which it ended.
  public let surveyed: CalendarDay
  public let situation: Situation
  public let publicConsulted: Bool
  /// Representative firms that were asked, each once.
  public let firms: [String]
  public let conclusion: String
  public let note: String?
  public let attachment: Fingerprint?

  public static let firmsMax = 50
  static let countMax = 9_999_999

  public init(json: JSON) throws(FormRefusal) {
    let form = try FormReader(
      json,
      only: ["park", "surveyed", "publicConsulted", "situation", "firms", "conclusion", "note", "attachment"])
    park = try form.identifier("park", of: Tender.self).text
    surveyed = try form.day("surveyed")
    publicConsulted = try form.bool("publicConsulted")
    let told = try form.object(
      "situation", only: ["words", "enterprises", "technologyFirms", "patents", "trademarks"])
    situation = Situation(
      words: try told.text("words", max: 4000), enterprises: try told.integer("enterprises", in: 0...Self.countMax),
      technologyFirms: try told.integer("technologyFirms", in: 0...Self.countMax),
      patents: try told.integer("patents", in: 0...Self.countMax),
      trademarks: try told.integer("trademarks", in: 0...Self.countMax))
    // More technology firms than firms is a slip of the pen.
    guard situation.technologyFirms <= situation.enterprises else { throw .wrong(field: "situation.technologyFirms") }
    firms = try form.texts("firms", max: Self.firmsMax)
    for (place, firm) in firms.enumerated() {
      guard firm.isSaid, firm.utf8.count <= 300, !firms[..<place].contains(where: { sameScalars($0, firm) }) else {
        throw .wrong(field: "firms[\(place)]")
      }
    }
    conclusion = try form.text("conclusion", max: 4000)
    note = try form.optionalText("note")
    attachment = try form.attachment()
  }

  /// The last day on which it may be relied on.
  func goodUntil(years: Int) -> CalendarDay {
    // A 29 February has no day of its name in most years: its month's last day then.
    CalendarDay(year: surveyed.year + years, month: surveyed.month, day: surveyed.day)
      ?? CalendarDay(year: surveyed.year + years, month: surveyed.month, day: 28) ?? surveyed
  }
}

extension FormReader {
  /// A day, or nil where the key is absent or null.
  func optionalDay(_ name: String) throws(FormRefusal) -> CalendarDay? {
    guard let value = json[name], !value.isNull else { return nil }
    return try day(name)
  }

  /// The SHA-256 of a paper that lies elsewhere, in base64.
  func attachment() throws(FormRefusal) -> Fingerprint? {
    guard let value = json["attachment"], !value.isNull else { return nil }
    return try fingerprint("attachment")
  }
}

extension String {
  /// Says something beside blanks.
  var isSaid: Bool { utf8.contains { $0 > 0x20 } }
}
