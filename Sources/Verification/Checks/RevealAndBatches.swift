import Notes
import Transparency

extension Inspection {
  /// The reveal file: the one that the close names, in its form, within the period's ticks.
  mutating func readReveal() {
    guard let (_, close) = dossier.close else { return }
    let path = "reveal.txt"
    guard let bytes = read(path, limit: min(close.revealBytes, 256 << 20), .reveal) else { return }
    guard bytes.count == close.revealBytes, Digest(of: bytes) == close.reveal else {
      report.fail(
        .reveal, path, zh: "开封清单与截止记录所写的长度或哈希不符", en: "the reveal has another length or hash than the close says")
      return
    }
    guard let text = String(validating: bytes, as: UTF8.self), let reveal = try? RevealText(parsing: text) else {
      report.fail(.reveal, path, zh: "开封清单格式不正确", en: "the reveal is not in its form")
      return
    }
    if reveal.entries.count != close.revealLines {
      report.fail(
        .reveal, path, zh: "开封清单有 \(reveal.entries.count) 行，截止记录写 \(close.revealLines)",
        en: "the reveal has \(reveal.entries.count) lines, the close says \(close.revealLines)")
    }
    if !reveal.tender.utf8.elementsEqual(dossier.tender.utf8) {
      report.fail(.reveal, path, zh: "开封清单属于另一项目", en: "the reveal is another tender's")
    }
    if let stray = reveal.entries.first(where: {
      !(close.firstTick...max(close.firstTick, close.lastTick)).contains($0.tick)
    }) {
      report.fail(
        .reveal, "tick \(stray.tick)", zh: "开封清单有开放期以外的时点 \(stray.tick)",
        en: "the reveal names tick \(stray.tick), outside the period")
    }
    dossier.reveal = reveal
    report.end(
      .reveal, zh: "开封清单与截止记录一致（\(reveal.entries.count) 份记录）",
      en: "the reveal is the one that the close names (\(reveal.entries.count) notes)")
  }

  /// Every batch root of the period, recomputed from the reveal: nothing was added, dropped or moved afterwards.
  mutating func checkBatches() async {
    guard let reveal = dossier.reveal else { return }
    var byTick: [Int: [RevealText.Entry]] = [:]
    for entry in reveal.entries { byTick[entry.tick, default: []].append(entry) }
    let numbers = Set(dossier.log.ticks.map(\.number))
    for tick in byTick.keys.sorted() where !numbers.contains(tick) {
      report.fail(
        .batches, "tick \(tick)", zh: "开封清单中的时点 \(tick) 不在日志的开放期内", en: "the reveal's tick \(tick) is not in the period"
      )
    }
    let master = reveal.master
    let jobs = dossier.log.ticks.map { BatchJob(tick: $0, entries: byTick[$0.number] ?? []) }
    let good = await parallelMap(jobs, width: width) { $0.holds(master: master) }
    for (job, good) in zip(jobs, good) where !good {
      report.fail(
        .batches, "tick \(job.tick.number)", zh: "时点 \(job.tick.number) 的批次根与开封清单不符：有记录被增删或调换",
        en: "the batch root of tick \(job.tick.number) is not that of the reveal: notes were added, dropped or moved")
    }
    report.end(
      .batches, zh: "\(jobs.count) 个时点的批次根均由开封清单重算一致",
      en: "all \(jobs.count) batch roots of the period follow from the reveal")
  }

  private struct BatchJob: Sendable {
    var tick: PeriodTick
    var entries: [RevealText.Entry]

    func holds(master: [UInt8]) -> Bool {
      let notes = entries.map { (slot: $0.slot, note: $0.note) }
      guard let tree = try? BatchTree(master: master, tick: tick.number, notes: notes) else { return false }
      return tree.root == tick.root
    }
  }
}
