import Canon
import Notes

/// An auditor's reading of a log that it follows, entry by entry, for all tenders: the numbers and times of ticks, a
/// batch line of every open tender in every tick of its period, closes directly after their closing ticks, note ids once.
///
/// Whether the entries are the log's is the Merkle tree's to prove (`LogFollower`); here is what they must say.
public struct LogWatch: Sendable {
  private var walk: PeriodWalk

  /// - Parameter origin: the log's name; a rehearsal's begins with `rehearsal.`.
  public init(origin: String) {
    walk = PeriodWalk(tender: "", isRehearsal: PeriodWalk.isRehearsal(origin))
  }

  /// How many ticks were read.
  public var tickCount: Int { walk.tickCount }
  /// The last tick's number and time; nil before the first.
  public var lastTick: (number: Int, time: Int)? {
    walk.tickCount > 0 ? (walk.lastNumber, walk.lastTime) : nil
  }
  /// Tenders whose period has begun and not ended, sorted.
  public var openTenders: [String] { walk.open }

  /// Reads the next entry.
  ///
  /// - Parameter index: its place in the log, from 0.
  /// - Returns: what is wrong with it, in order; `place` is the index.
  public mutating func take(_ entry: some Collection<UInt8>, index: Int) -> [Finding] {
    var report = Report()
    walk.take(Array(entry), index: index, report: &report)
    return report.findings
  }
}

// What is kept from one run to the next.
extension LogWatch {
  /// Everything that the next entries are held against.
  public var memory: JSON {
    [
      "lastTick": JSON(walk.lastNumber), "lastTime": JSON(walk.lastTime), "ticks": JSON(walk.tickCount),
      "beforeIsTick": JSON(walk.before.isTick), "beforeTime": JSON(walk.before.time),
      "periods": .array(
        walk.periods.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { tender, period in
          [
            "tender": JSON(tender), "notice": JSON(period.notice.hex), "index": JSON(period.noticeIndex),
            "first": Self.number(period.firstTick), "last": Self.number(period.lastTick),
            "end": Self.number(period.endIndex), "state": JSON(period.state.rawValue),
          ]
        }),
      "notes": .array(walk.ids.sorted().map { JSON($0.hex) }),
    ]
  }

  /// From `memory`; nil for anything that was not made so.
  public init?(origin: String, memory: JSON) {
    self.init(origin: origin)
    guard let lastTick = Self.count(memory["lastTick"]), let lastTime = Self.count(memory["lastTime"]),
      let ticks = Self.count(memory["ticks"]), let isTick = memory["beforeIsTick"]?.boolValue,
      let beforeTime = Self.count(memory["beforeTime"]), let periods = memory["periods"]?.arrayValue,
      let notes = memory["notes"]?.arrayValue
    else { return nil }
    walk.lastNumber = lastTick
    walk.lastTime = lastTime
    walk.tickCount = ticks
    walk.before = (isTick, beforeTime)
    for json in periods {
      guard let tender = json["tender"]?.stringValue, let notice = Self.digest(json["notice"]),
        let index = Self.count(json["index"]),
        let state = json["state"]?.stringValue.flatMap({ PeriodWalk.Period.State(rawValue: $0) }),
        walk.periods[tender] == nil
      else { return nil }
      var period = PeriodWalk.Period(notice: notice, noticeIndex: index)
      period.firstTick = Self.count(json["first"])
      period.lastTick = Self.count(json["last"])
      period.endIndex = Self.count(json["end"])
      period.state = state
      walk.periods[tender] = period
      if state == .open { walk.open.append(tender) }
    }
    walk.open.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for json in notes {
      guard let id = Self.digest(json), walk.ids.insert(id).inserted else { return nil }
    }
  }

  private static func number(_ value: Int?) -> JSON { value.map { JSON($0) } ?? .null }
  private static func digest(_ json: JSON?) -> Digest? { json?.stringValue.flatMap { Digest(hex: $0) } }
  private static func count(_ json: JSON?) -> Int? { json?.integerValue.flatMap { $0 >= 0 ? $0 : nil } }
}
