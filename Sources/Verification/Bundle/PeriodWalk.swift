import Notes

/// The log's entries one after the other: what every reader of the log can tell of ticks and periods, for all tenders,
/// without their notes.
struct PeriodWalk {
  /// A tender as far as the log's frame goes.
  struct Period: Sendable {
    enum State: String, Sendable { case open, closed, cancelled }
    var notice: Digest
    var noticeIndex: Int
    var firstTick: Int?
    var lastTick: Int?
    var state = State.open
    /// Where it ended.
    var endIndex: Int?
    var wasOpened = false
  }

  let tender: String
  /// Whether the log is a rehearsal's.
  let isRehearsal: Bool
  // What follows is also written down and read back by `LogWatch`.
  var periods: [String: Period] = [:]
  /// Ids of open tenders, sorted bytewise: what the next tick must carry.
  var open: [String] = []
  var lastNumber = 0
  var lastTime = 0
  var before: (isTick: Bool, time: Int) = (false, 0)
  var ids: Set<Digest> = []
  private(set) var ticks: [PeriodTick] = []
  private(set) var logged: [HeldNote] = []
  var tickCount = 0

  static let rehearsalPrefix = "rehearsal."

  init(tender: String, isRehearsal: Bool) {
    self.tender = tender
    self.isRehearsal = isRehearsal
  }

  static func isRehearsal(_ id: String) -> Bool { id.utf8.starts(with: rehearsalPrefix.utf8) }

  mutating func take(_ entry: [UInt8], index: Int, report: inout Report) {
    if entry.starts(with: "\(TickText.type)\n".utf8) {
      takeTick(entry, index: index, report: &report)
    } else {
      before = takeNote(entry, index: index, report: &report)
    }
  }

  private mutating func takeTick(_ entry: [UInt8], index: Int, report: inout Report) {
    guard let text = String(validating: entry, as: UTF8.self), let tick = try? TickText(parsing: text) else {
      report.fail(
        .ticks, "log \(index)", place: index, zh: "日志第 \(index) 条不是格式正确的时点记录",
        en: "log entry \(index) is not a well-formed tick")
      before = (false, 0)
      return
    }
    tickCount += 1
    let name = "tick \(tick.number)"
    if tick.number != lastNumber + 1 {
      report.fail(
        .ticks, name, place: index, zh: "日志第 \(index) 条的时点编号是 \(tick.number)，应为 \(lastNumber + 1)：有时点缺失或多出",
        en:
          "log entry \(index) is tick \(tick.number) where tick \(lastNumber + 1) must stand: one is missing or extra"
      )
    }
    if tick.time < lastTime {
      report.fail(
        .ticks, name, place: index, zh: "时点 \(tick.number) 的时间早于前一时点",
        en: "tick \(tick.number) is earlier than the one before it")
    }
    lastNumber = tick.number
    lastTime = max(lastTime, tick.time)
    if !tick.batches.map(\.tender).elementsEqual(open, by: { $0.utf8.elementsEqual($1.utf8) }) {
      batchFault(tick, index: index, report: &report)
    }
    for batch in tick.batches where batch.tender.utf8.elementsEqual(tender.utf8) {
      ticks.append(PeriodTick(index: index, number: tick.number, time: tick.time, root: batch.root))
    }
    for id in open {
      if periods[id]?.firstTick == nil { periods[id]?.firstTick = tick.number }
      periods[id]?.lastTick = tick.number
    }
    before = (true, tick.time)
  }

  private func batchFault(_ tick: TickText, index: Int, report: inout Report) {
    let carried = Set(tick.batches.map(\.tender))
    let name = "tick \(tick.number)"
    if let missing = open.first(where: { !carried.contains($0) }) {
      report.fail(
        .ticks, name, place: index, zh: "时点 \(tick.number) 缺少正在招标的 \(missing) 的批次行",
        en: "tick \(tick.number) has no batch line for \(missing), which is open")
    } else {
      let extra = tick.batches.first { !open.contains($0.tender) }?.tender ?? ""
      report.fail(
        .ticks, name, place: index, zh: "时点 \(tick.number) 有 \(extra) 的批次行，而它当时并未开放",
        en: "tick \(tick.number) has a batch line for \(extra), which is not open there")
    }
  }

  /// - Returns: what the next entry finds before it.
  private mutating func takeNote(_ entry: [UInt8], index: Int, report: inout Report) -> (Bool, Int) {
    let name = "log \(index)"
    let signed: SignedNote
    let body: AnyNote
    do {
      signed = try SignedNote(parsing: entry)
      _ = try signed.signer()
      body = try AnyNote(parsing: signed.text)
    } catch {
      report.fail(
        .log, name, place: index, zh: "日志第 \(index) 条不是格式正确的记录（\(error.code)）",
        en: "log entry \(index) is not a well-formed note (\(error.code))")
      return (false, 0)
    }
    let id = signed.id
    if !body.isLogged {
      report.fail(
        .log, name, place: index, zh: "日志第 \(index) 条的类型（\(signed.type)）不得入日志",
        en: "log entry \(index) is of a type that has no place in the log (\(signed.type))")
    }
    if !ids.insert(id).inserted {
      report.fail(
        .log, name, place: index, zh: "日志第 \(index) 条与先前一条的编号相同",
        en: "log entry \(index) repeats the id of an earlier note")
    }
    if Self.isRehearsal(body.tender) != isRehearsal {
      report.fail(
        .log, name, place: index, zh: "日志第 \(index) 条：演练项目与正式日志（或相反）混在一起：\(body.tender)",
        en: "log entry \(index): a rehearsal's id under a real origin or the reverse: \(body.tender)")
    }
    follow(body, id: id, index: index, report: &report)
    if body.tender.utf8.elementsEqual(tender.utf8) {
      logged.append(HeldNote(id: id, signed: signed, body: body, index: index))
    }
    return (false, 0)
  }

  private mutating func follow(_ body: AnyNote, id: Digest, index: Int, report: inout Report) {
    let name = "log \(index)"
    switch body {
    case .notice(let notice):
      guard periods[notice.tender] == nil else {
        report.fail(
          .ticks, name, place: index, zh: "项目 \(notice.tender) 有第二份公告",
          en: "the tender \(notice.tender) has a second notice")
        return
      }
      periods[notice.tender] = Period(notice: id, noticeIndex: index)
      let at = open.firstIndex { notice.tender.utf8.lexicographicallyPrecedes($0.utf8) } ?? open.count
      open.insert(notice.tender, at: at)
      if open.count > 500 {
        report.fail(.ticks, name, place: index, zh: "同时开放的项目超过 500 个", en: "more than 500 tenders are open at once")
      }
    case .close(let close): end(close, index: index, report: &report)
    case .cancellation(let note):
      guard let period = periods[note.tender] else {
        report.fail(
          .ticks, name, place: index, zh: "未公告的项目被终止：\(note.tender)",
          en: "\(note.tender) is cancelled without a notice")
        return
      }
      if period.state == .open {
        periods[note.tender]?.endIndex = index
        open.removeAll { $0.utf8.elementsEqual(note.tender.utf8) }
      }
      periods[note.tender]?.state = .cancelled
    case .opening, .shares, .opened, .award:
      if let period = periods[body.tender], period.state == .cancelled {
        report.fail(
          .ticks, name, place: index, zh: "项目终止之后，日志第 \(index) 条仍有 \(body.tender) 的开标或定标记录",
          en: "log entry \(index) opens or awards \(body.tender) after its cancellation")
      }
    default: break
    }
  }

  private mutating func end(_ close: Close, index: Int, report: inout Report) {
    let name = "log \(index)"
    guard let period = periods[close.tender], period.state == .open else {
      report.fail(
        .ticks, name, place: index, zh: "日志第 \(index) 条截止了并未开放的项目 \(close.tender)",
        en: "log entry \(index) closes \(close.tender), which is not open")
      return
    }
    if close.notice != period.notice {
      report.fail(
        .ticks, name, place: index, zh: "日志第 \(index) 条的截止记录指向另一份公告",
        en: "the close at log entry \(index) names another notice")
    }
    if !before.isTick || before.time != close.time {
      report.fail(
        .ticks, name, place: index, zh: "日志第 \(index) 条的截止之前，紧邻一条不是同一时间的截止时点",
        en: "the entry directly before the close at \(index) is not its closing tick of the same time")
    }
    if period.firstTick != close.firstTick || period.lastTick != close.lastTick {
      report.fail(
        .ticks, name, place: index, zh: "日志第 \(index) 条的截止所写时点范围与日志不符",
        en: "the close at log entry \(index) names other ticks than those of its period")
    }
    periods[close.tender]?.state = .closed
    periods[close.tender]?.endIndex = index
    open.removeAll { $0.utf8.elementsEqual(close.tender.utf8) }
  }
}
