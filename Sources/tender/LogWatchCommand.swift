import ArgumentParser
import Canon
import Glibc
import Messages
import Notes
import Transparency
import Verification

/// `tender log watch`: follows the log as an auditor and shouts when it is false.
struct LogWatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "跟踪审计日志 · Follow the log as an auditor; shout on a fork, a missing tick or batch line.",
    discussion: """
      每次只读新增的条目，核对：与保存的检查点相容，签名与见证联署，全部瓦片，时点编号连续、时间不倒退，每个开放的项目在每个时点都有批次行，截止紧接其截止时点，\
      记录编号不重复。发现不符即报告条目序号，退出码为 1，并把相互矛盾的检查点存在状态文件旁。
      Reads what is new and checks it against what was kept: signatures and cosignatures, every tile, tick numbers rising \
      by one, time never going back, a batch line of every open tender in every tick, closes directly after their closing \
      ticks, note ids once. Exits 1 with the entry's index when something is false; the contradicting checkpoint is \
      stored beside the state file.
      """)

  @Option(help: "状态文件，不给则从头核对 · The state file; without it everything is read anew each time")
  var state: String?

  @Flag(help: "只核对一次 · Look once and end")
  var once = false

  @Option(help: "每隔几秒 · Seconds between two looks")
  var every = 10

  @Option(help: "等待见证联署或更新的检查点的秒数 · Seconds to wait for cosignatures, or for an older checkpoint to go")
  var patience = 60

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (1...86_400).contains(every), (0...86_400).contains(patience) else {
      throw ValidationError("--every 1…86400, --patience 0…86400")
    }
  }

  func run() async throws {
    let policy = try LogPolicy(options)
    let output = options.output
    let auditor = LogAuditor(log: LogSource(try options.publicConnection()), policy: policy)
    var kept = try state.flatMap { path throws(CommandFailure) in try WatchState.read(path, policy: policy) }
    var waitingSince: ContinuousClock.Instant?
    var said = ""
    while true {
      do {
        switch try await auditor.look(from: kept) {
        case .unchanged:
          waitingSince = nil
          if once { return show(kept, entries: 0) }
        case .grown(let next, let entries):
          waitingSince = nil
          kept = next
          if let state { try next.write(to: state) }
          show(next, entries: entries)
          if once { return }
        case .wait(let shout):
          let since = waitingSince ?? .now
          waitingSince = since
          if ContinuousClock.now - since >= .seconds(patience) {
            guard !once, shout.code == CheckpointFault.quorumNotMet.code else { try fail(LogShouts([shout])) }
            // That witnesses are silent proves nothing against the log.
            if said != shout.code { output.say(shout.wording) }
            said = shout.code
          }
          try? await Task.sleep(for: .milliseconds(500))
          continue
        }
        said = ""
      } catch let shouts as LogShouts {
        try fail(shouts)
      } catch let failure as CommandFailure where !once && failure.kind == .notReachable {
        if said != "notReachable" { output.say(failure.wording) }
        said = "notReachable"
      }
      try await Task.sleep(for: .seconds(every))
    }
  }

  private func show(_ state: WatchState?, entries: Int) {
    guard let state, let head = state.head else { return }
    let tick = state.watch.lastTick
    let json: JSON = [
      "result": "ok", "origin": JSON(head.origin), "size": JSON(head.size), "new": JSON(entries),
      "ticks": JSON(state.watch.tickCount), "lastTick": tick.map { JSON($0.number) } ?? .null,
      "lastTickTime": tick.map { JSON($0.time) } ?? .null,
      "open": .array(state.watch.openTenders.map { JSON($0) }),
    ]
    let output = options.output
    output.show(json) {
      let zh = tick.map { "，最近时点 \($0.number)（Unix 时间 \($0.time)）" } ?? ""
      let en = tick.map { ", the last tick is \($0.number) (Unix time \($0.time))" } ?? ""
      output.line(
        Wording(
          zh: "ok    \(head.origin)：\(head.size) 条，新增 \(entries) 条，全部成立；\(state.watch.tickCount) 个时点\(zh)",
          en:
            "ok    \(head.origin): \(head.size) entries, \(entries) of them new, all hold; \(state.watch.tickCount) ticks\(en)"
        )[output.language])
    }
  }

  /// Says everything that does not hold, keeps the log's own word for it, and ends.
  private func fail(_ shouts: LogShouts) throws -> Never {
    let output = options.output
    output.show(.array(shouts.shouts.map(\.json))) {
      for shout in shouts.shouts { output.line("FAIL  \(shout.code)  \(shout.wording[output.language])") }
    }
    if let state, let shout = shouts.shouts.first(where: { $0.evidence != nil }), let evidence = shout.evidence {
      let path = "\(state).evidence"
      try Files.write(evidence.bytes, to: path)
      output.say(
        shout.code == LogShout.fork
          ? Wording(
            zh: "与 \(state) 中的检查点相矛盾的检查点已存入 \(path)，请妥善保存。",
            en: "The checkpoint that contradicts the one in \(state) is kept in \(path).")
          : Wording(zh: "所说的检查点已存入 \(path)，请妥善保存。", en: "The checkpoint in question is kept in \(path)."))
    }
    if let first = shouts.shouts.first {
      // That cosignatures are missing proves nothing false, but gives nothing to believe either.
      let isOpen = first.code == CheckpointFault.quorumNotMet.code
      let (zh, en) = isOpen ? ("还不能相信日志", "The log cannot be believed yet") : ("日志不成立", "The log does not hold")
      // Both languages: whoever is woken by it reads one of them.
      output.say(
        zh: "\(zh)：\(first.wording.zh)\n\(en): \(first.wording.en)",
        en: "\(en): \(first.wording.en)\n\(zh)：\(first.wording.zh)")
    }
    throw ExitCode(Exit.code(of: .checkedFalse))
  }
}
