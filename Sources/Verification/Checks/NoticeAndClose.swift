import Notes
import Sealing

extension Inspection {
  /// The tender's one notice in the log; false when there is none, and nothing more can be checked.
  mutating func findNotice() -> Bool {
    guard let held = dossier.logged.first(where: { if case .notice = $0.body { true } else { false } }),
      case .notice(let notice) = held.body
    else {
      report.fail(
        .notice, zh: "日志中没有项目 \(dossier.tender) 的招标公告", en: "the log has no notice of the tender \(dossier.tender)")
      return false
    }
    dossier.noticeID = held.id
    dossier.notice = notice
    dossier.deadline = notice.deadline
    dossier.terms = notice.terms
    for early in dossier.logged.prefix(while: { $0.id != held.id }) {
      report.fail(
        .notice, BundlePath.notePath(early.id), zh: "公告之前已有本项目的记录（日志第 \(early.index ?? 0) 条）",
        en: "log entry \(early.index ?? 0) speaks of the tender before its notice")
    }
    return true
  }

  /// n statements by n different pinned custodians, each saying what the notice's line says.
  mutating func checkStatements() {
    guard let notice = dossier.notice else { return }
    var signers: [KeyReference] = []
    for (at, custodian) in notice.custodians.enumerated() {
      let index = at + 1
      let path = BundlePath.notePath(custodian.statement)
      if (try? AgeRecipient(parsing: custodian.recipient)) == nil {
        report.fail(
          .notice, path, zh: "第 \(index) 位保管人的公钥不可用", en: "the recipient of custodian \(index) is not a usable age key")
      }
      guard let held = dossier.notes[custodian.statement] else { continue }
      guard case .custodian(let statement) = held.body, let signer = try? held.signed.signer() else {
        report.fail(
          .notice, path, zh: "公告所指第 \(index) 位保管人的声明是另一类记录",
          en: "what the notice names as the statement of custodian \(index) is another note")
        continue
      }
      if statement.index != index || !statement.recipient.utf8.elementsEqual(custodian.recipient.utf8) {
        report.fail(
          .notice, path, zh: "第 \(index) 位保管人的声明与公告所写不符",
          en: "the statement of custodian \(index) differs from the notice's line")
      }
      if signers.contains(signer) {
        report.fail(
          .notice, path, zh: "第 \(index) 位保管人与另一位是同一密钥",
          en: "custodian \(index) signs with the key of another custodian")
      }
      signers.append(signer)
      dossier.statements.append(statement)
    }
    // Shares are told apart by index, so a gap would shift the blame.
    dossier.custodians = signers.count == notice.custodians.count ? signers : []
    let (t, n) = (notice.threshold, notice.custodians.count)
    report.end(
      .notice, zh: "招标公告与 \(n) 位保管人的声明一致（\(t) 位即可开封）",
      en: "the notice and the statements of its \(n) custodians agree (any \(t) open)")
  }

  /// Amendments move the deadline later or replace the terms, in time.
  mutating func checkAmendments() {
    var seq = 0
    let end = dossier.log.period?.endIndex ?? Int.max
    for held in dossier.logged {
      guard case .amendment(let note) = held.body, let index = held.index else { continue }
      let path = BundlePath.notePath(held.id)
      seq += 1
      if note.seq != seq {
        report.fail(
          .amendments, path, zh: "变更公告编号是 \(note.seq)，应为 \(seq)",
          en: "the amendment has seq \(note.seq) where \(seq) must stand")
      }
      if note.notice != dossier.noticeID {
        report.fail(.amendments, path, zh: "变更公告指向另一份公告", en: "the amendment names another notice")
      }
      let deadline = dossier.deadline
      if let tick = dossier.log.ticks.first(where: { $0.time >= deadline }), tick.index < index {
        report.fail(
          .amendments, path, zh: "变更公告在原截止时间已过（时点 \(tick.number)）之后才入日志",
          en: "the amendment stands behind tick \(tick.number), which had reached the deadline then in force")
      } else if index > end {
        report.fail(.amendments, path, zh: "变更公告在截止之后才入日志", en: "the amendment stands behind the end of the period")
      }
      if let later = note.deadline {
        if later <= dossier.deadline {
          report.fail(.amendments, path, zh: "变更公告把截止时间提前了", en: "the amendment does not move the deadline later")
        }
        dossier.deadline = later
      }
      if let terms = note.terms { dossier.terms = terms }
    }
    report.end(
      .amendments, zh: seq == 0 ? "没有变更公告" : "\(seq) 份变更公告有效",
      en: seq == 0 ? "no amendments" : "\(seq) amendments are in order")
  }

  /// The close's time against the deadline; what may lie in the bundle when there is none.
  mutating func checkClose() {
    guard let notice = dossier.notice, let period = dossier.log.period else { return }
    reportOutages()
    guard let (held, close) = dossier.close else {
      if dossier.files["reveal.txt"] != nil {
        report.fail(.close, "reveal.txt", zh: "没有截止记录，却有开封清单", en: "there is a reveal and no close")
      }
      if period.state == .cancelled {
        report.note(
          .close, zh: "项目在截止前终止，未开封任何投标", en: "the tender was cancelled before its close: nothing is revealed or opened"
        )
      } else {
        report.note(.close, zh: "项目尚未截止", en: "the tender is still open: nothing is revealed yet")
      }
      return
    }
    let path = BundlePath.notePath(held.id)
    if close.time < dossier.deadline {
      report.fail(
        .close, path, zh: "截止记录的时间 \(close.time) 早于截止时间 \(dossier.deadline)",
        en: "the close's time \(close.time) is before the deadline \(dossier.deadline)")
    } else if close.time > dossier.deadline + notice.grace {
      report.note(
        .close, path, zh: "截止偏晚：比截止时间加宽限晚 \(close.time - dossier.deadline - notice.grace) 秒",
        en: "late close: \(close.time - dossier.deadline - notice.grace) s after the deadline and its grace")
    }
    report.end(
      .close, zh: "截止记录（时点 \(close.firstTick) 至 \(close.lastTick)）与公告一致",
      en: "the close (ticks \(close.firstTick) to \(close.lastTick)) fits the notice")
  }

  /// Gaps between ticks that are far longer than usual in this period.
  private mutating func reportOutages() {
    let ticks = dossier.log.ticks
    guard ticks.count > 2 else { return }
    let gaps = zip(ticks, ticks.dropFirst()).map { $1.time - $0.time }
    let usual = max(1, gaps.sorted()[gaps.count / 2])
    var lines = 0
    for (tick, gap) in zip(ticks, gaps) where gap > max(30, 6 * usual) && lines < 5 {
      lines += 1
      report.note(
        .close, "tick \(tick.number)", zh: "时点 \(tick.number) 之后中断 \(gap) 秒（服务中断，非篡改之证）",
        en: "no tick for \(gap) s after tick \(tick.number): an outage, not proof of tampering")
    }
  }
}

extension Dossier {
  /// The tender's close, when it has one.
  var close: (HeldNote, Close)? {
    for held in logged { if case .close(let close) = held.body { return (held, close) } }
    return nil
  }
}
