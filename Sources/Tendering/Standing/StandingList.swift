import Canon
import Exact

/// A list on which a firm's standing is looked up, as an official channel publishes it.
///
/// - Source.
public enum StandingList: String, Hashable, Sendable, CaseIterable {
  /// 失信被执行人
  case dishonest
  /// 重大税收违法失信主体
  case taxViolation
  /// 政府采购严重违法失信行为记录名单
  case procurementViolation
  /// 禁止参加采购活动（或投标）的处罚
  case debarment
  /// 专利代理机构执业许可: who is on it may practise, while its state is `valid`.
  case licence

  /// A list that bars those who are on it; the register of licences bars those who are not on it as valid.
  public var bars: Bool { self != .licence }

  /// The ground on which a bid of somebody who is barred is invalid.
  public var ground: Invalidity.Ground {
    switch self {
    case .dishonest, .taxViolation, .procurementViolation: .creditBreach
    case .debarment: .debarred
    case .licence: .noLicence
    }
  }
}

/// A line of such a list.
public struct StandingEntry: Hashable, Sendable {
  public enum LicenceState: String, Hashable, Sendable, CaseIterable {
    case valid, suspended, revoked, expired
  }

  public let list: StandingList
  public let name: String
  /// Whom it is about; of a licence it may be missing where the channel does not print it.
  public let creditCode: CreditCode?
  /// The number of the licence; only on that list.
  public let licence: String?
  public let state: LicenceState?
  public let from: CalendarDay
  /// The last day, or nil while no end is known.
  public let to: CalendarDay?
  /// What it bars from, in the channel's words.
  public let scope: String
  /// The decision that it rests on.
  public let ground: String

  public init(
    list: StandingList, name: String, creditCode: CreditCode?, licence: String? = nil, state: LicenceState? = nil,
    from: CalendarDay, to: CalendarDay?, scope: String, ground: String
  ) {
    self.list = list
    self.name = name
    self.creditCode = creditCode
    self.licence = licence
    self.state = state
    self.from = from
    self.to = to
    self.scope = scope
    self.ground = ground
  }

  /// A debarment that has run out bars no more; the last day still counts.
  public func holds(on day: CalendarDay) -> Bool { from <= day && to.map { day <= $0 } ?? true }

  /// Reads `{"name","creditCode","licence"?,"state"?,"from","to","scope","ground"}`.
  ///
  /// - Throws: `form`; `periodReversed`; `codeMissing` on a list that bars, `licenceMissing` on the register.
  public init(_ form: FormReader, list: StandingList) throws(StandingRefusal) {
    do {
      self.list = list
      name = try form.text("name", max: 300)
      creditCode = try form.optionalText("creditCode", max: 18) == nil ? nil : try form.creditCode("creditCode")
      licence = try form.optionalText("licence", max: 64)
      state = try form.optionalText("state", max: 20) == nil ? nil : try form.word("state")
      from = try form.day("from")
      to = try form.optionalText("to", max: 10) == nil ? nil : try form.day("to")
      scope = try form.optionalText("scope", max: 500) ?? ""
      ground = try form.optionalText("ground", max: 1000) ?? ""
    } catch {
      throw .form(error)
    }
    if let to, to < from { throw .periodReversed(field: form.field("to")) }
    if list.bars {
      guard creditCode != nil else { throw .codeMissing(field: form.field("creditCode")) }
    } else {
      guard licence != nil, state != nil else { throw .licenceMissing(field: form.field("licence")) }
    }
  }

  static let fields = ["name", "creditCode", "licence", "state", "from", "to", "scope", "ground"]
}

/// A list as an officer brings it: `{"list","channel","queried","entries":[…]}`. A list without entries says that nobody
/// was on it.
public struct StandingFile: Sendable {
  public let list: StandingList
  /// Where it was looked up.
  public let channel: String
  /// When, Unix seconds.
  public let queried: Instant
  public let entries: [StandingEntry]

  public static let entriesMax = 5000

  public init(json: JSON) throws(StandingRefusal) {
    let list: StandingList
    let rows: [FormReader]
    do {
      let form = try FormReader(json, only: ["list", "channel", "queried", "entries"])
      list = try form.word("list")
      channel = try form.text("channel", max: 300)
      queried = Instant(seconds: Int64(try form.integer("queried", in: 0...99_999_999_999)))
      rows = try form.objects("entries", max: Self.entriesMax, only: StandingEntry.fields)
    } catch {
      throw .form(error)
    }
    self.list = list
    var entries: [StandingEntry] = []
    for row in rows { entries.append(try StandingEntry(row, list: list)) }
    self.entries = entries
  }
}

extension FormReader {
  /// A day that exists: `2026-11-22`.
  public func day(_ name: String) throws(FormRefusal) -> CalendarDay {
    guard let day = CalendarDay(try text(name, max: 10)) else { throw .wrong(field: field(name)) }
    return day
  }
}
