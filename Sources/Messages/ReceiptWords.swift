import Transparency

extension ReceiptFault: Worded {
  public var wording: Wording {
    switch self {
    case .tooLarge: Wording(zh: "回执太长，不是回执。", en: "The receipt is too long to be one.")
    case .notInTicks(let type):
      Wording(zh: "“\(type)”这类记录没有回执。", en: "Notes of type “\(type)” get no receipt.")
    case .badNote(let error):
      Wording(zh: "记录本身不成立：\(error.wording.zh)", en: "The note itself does not hold: \(error.wording.en)")
    case .otherKey(let signer):
      Wording(
        zh: "登记的密钥与信任文件中 \(signer) 的密钥不同。", en: "The registered key is not the one pinned for \(signer).")
    case .malformed(let error):
      Wording(zh: "回执格式不对：\(error.wording.zh)", en: "The receipt is not in its form: \(error.wording.en)")
    case .notAReceipt(let type): Wording(zh: "“\(type)”不是回执。", en: "“\(type)” is no receipt.")
    case .notByTheLog(let error):
      Wording(zh: "回执不是日志密钥签署的：\(error.wording.zh)", en: "The receipt is not the log's: \(error.wording.en)")
    case .otherNote: Wording(zh: "回执属于另一份记录。", en: "The receipt is for another note.")
    case .otherTender: Wording(zh: "回执属于另一项目。", en: "The receipt is for another tender.")
    case .notLate:
      Wording(
        zh: "回执说迟到，所写的收到时间却早于截止时间：这是对出具方不利的证据，请保存。",
        en: "It says late and names a time before the deadline: keep it, it speaks against whoever signed it.")
    case .ackNotInTime(let deadline, let received):
      Wording(
        zh: "签收回执所写的收到时间 \(received) 不早于公告的截止时间 \(deadline)：迟到的文件被收下，请保存这份证据。",
        en:
          "It acknowledges a note received at \(received), and the notice's deadline was \(deadline): a late note was "
          + "taken. Keep it as evidence.")
    case .wronglyLate(let deadline, let received):
      Wording(
        zh: "迟到说明所写的收到时间 \(received) 早于公告的截止时间 \(deadline)：文件被错误拒收。公告、文件和这份说明合在一起就是证据，请保存。",
        en:
          "It turns away a note received at \(received), and the notice's deadline was \(deadline): the note was turned "
          + "away wrongly. Notice, note and this word together prove it; keep them.")
    case .otherDeadline(let deadline, let stated):
      Wording(
        zh: "迟到说明所写的截止时间 \(stated) 不是公告的截止时间 \(deadline)：请保存这份证据。",
        en: "It names the deadline \(stated), and the notice's was \(deadline). Keep it as evidence.")
    case .proof(let fault):
      Wording(zh: "日志证明格式不对（\(fault.code)）。", en: "The proof is not in its form (\(fault.code)).")
    case .badExtra:
      Wording(zh: "日志证明缺少位置、路径或时点。", en: "The proof lacks its slot, path or tick.")
    case .badTick(let error):
      Wording(zh: "证明中的时点格式不对：\(error.wording.zh)", en: "The tick in the proof is not in its form: \(error.wording.en)")
    case .checkpoint(let fault):
      Wording(
        zh: "证明中的检查点不满足信任策略（\(fault.code)）。",
        en: "The proof's checkpoint does not meet the trust policy (\(fault.code)).")
    case .notInLog:
      Wording(zh: "证明不能从时点推到检查点。", en: "The proof does not lead from the tick to the checkpoint.")
    case .noBatch(let tender):
      Wording(zh: "这一时点没有项目 \(tender) 的批次。", en: "The tick has no batch of the tender \(tender).")
    case .notInBatch:
      Wording(zh: "证明不能从记录推到时点的批次。", en: "The proof does not lead from the note to the tick's batch.")
    }
  }
}
