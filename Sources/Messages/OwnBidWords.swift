import Notes
import Sealing
import Tendering
import Verification

extension OwnBid.Fact {
  /// What the bidder reads behind `ok`, `FAIL` or `note`.
  public var wording: Wording {
    switch self {
    case .bundleHolds(let checks):
      Wording(zh: "公开包核验通过（\(checks) 项成立）", en: "the bundle holds (\(checks) checks)")
    case .bundleFails(let finding):
      Wording(
        zh: "公开包核验不通过，第一处不符：\(finding.zh)（tender verify 列出全部）",
        en: "the bundle does not hold; its first failure: \(finding.en) (`tender verify` lists all)")
    case .ownKeysOnly(let finding): Wording(zh: finding.zh, en: finding.en)
    case .otherNotice:
      Wording(
        zh: "这份投标是按另一份公告封装的，不是公开包里的公告",
        en: "this bid was sealed for another notice than the bundle's")
    case .hidden(let isCancelled):
      isCancelled
        ? Wording(
          zh: "项目在截止前终止，没有公开或开启任何投标",
          en: "the tender was cancelled before its close: no bid was made public or opened")
        : Wording(
          zh: "项目尚未截止，公开包里还没有投标，结果无从核对",
          en: "the tender is still open: no bid is public yet, and there is no result to compare")
    case .revealUnread:
      Wording(
        zh: "公开包的 reveal.txt 不可用，无从知道这份投标是否有效",
        en: "the bundle's reveal.txt cannot be used: whether this bid was in force cannot be told")
    case .inForce(let tick):
      Wording(
        zh: "这份投标已列入日志（时点 \(tick)），截止时有效",
        en: "this bid stands in the log, tick \(tick), and was in force at the close")
    case .replaced(let bid, let seq):
      Wording(
        zh: "这份投标已被您序号 \(seq) 的投标（\(bid.hex)）替换，不会开启；请核对那一份的文件夹",
        en: "your bid number \(seq) (\(bid.hex)) replaced this one, which is never opened: check that one's folder")
    case .withdrawn(let seq):
      Wording(
        zh: "这份投标已由您序号 \(seq) 的撤回取消，不会开启", en: "you withdrew this bid under number \(seq); it is never opened")
    case .absent(let other): Self.absence(with: other)
    case .sharesHold(let count):
      Wording(
        zh: "由 secret.hex 重做的 \(count) 行密钥份额与投标记录逐字节一致",
        en: "the \(count) share lines that secret.hex makes are those of the note, byte for byte")
    case .sharesDiffer(let line):
      Wording(
        zh: "第 \(line) 行密钥份额不是 secret.hex 得出的：secret.hex 属于另一份投标，或封装有误",
        en: "share line \(line) is not what secret.hex makes: that is another bid's, or the bid was sealed wrongly")
    case .payloadHolds(let bytes):
      Wording(
        zh: "payload.age 的长度（\(bytes) 字节）和哈希与投标记录一致",
        en: "payload.age has the length (\(bytes) bytes) and hash of the note")
    case .payloadDiffers:
      Wording(
        zh: "payload.age 的长度或哈希与投标记录不符：文件属于另一份投标，或已被改动",
        en: "payload.age has not the length and hash of the note: it is another bid's, or it was changed")
    case .opens(nil):
      Wording(zh: "payload.age 可用 secret.hex 开启，格式合格", en: "payload.age opens with secret.hex and is well formed")
    case .opens(let price?):
      Wording(
        zh: "payload.age 可用 secret.hex 开启，格式合格，报价 \(price) 元",
        en: "payload.age opens with secret.hex and is well formed; its price is CNY \(price)")
    case .malformed(let fault):
      Wording(
        zh: "payload.age 本身不合格（malformed \(fault.reason)）：\(fault.wording.zh)",
        en: "payload.age itself is malformed (\(fault.reason)): \(fault.wording.en)")
    case .openedHolds:
      Wording(
        zh: "日志中的结果是“已开启”，所签的唱标内容正是这份投标的",
        en: "the log's result is \"opened\", and signs the particulars of this very bid")
    case .malformedHolds(let reason):
      Wording(
        zh: "日志中的结果是“malformed \(reason)”，自己重做也是如此",
        en: "the log's result is \"malformed \(reason)\", and opening it here gives the same")
    case .particularsDiffer(let names): Self.otherParticulars(names)
    case .resultDiffers(let logged, let own):
      Wording(
        zh: "日志中的结果是“\(logged)”，自己重做得“\(own)”",
        en: "the log's result is \"\(logged)\"; opening it here gives \"\(own)\"")
    case .unopenable(let end): Self.recovery(until: DateWording.moment(Instant(seconds: Int64(end))))
    case .excepted(let decision):
      Wording(
        zh: "开封清单没有开启这份投标，依据是日志第 \(decision) 条",
        en: "the manifest leaves this bid shut, by the decision at log entry \(decision)")
    case .awaitsResult: Wording(zh: "开封清单列有这份投标，还没有结果", en: "a manifest lists this bid; there is no result yet")
    case .notOpened(hasLotFailed: true):
      Wording(zh: "标段已经失败，这一部分没有开启，没有结果", en: "the lot failed and this part was not opened: there is no result")
    case .notOpened(hasLotFailed: false):
      Wording(zh: "这一部分还没有开启，没有结果可以核对", en: "this part was not opened yet: there is no result to compare")
    case .notCompared(let logged):
      Wording(
        zh: "日志中的结果是“\(logged)”；因上述不符，未能核对",
        en: "the log's result is \"\(logged)\"; for what differs above it was not compared")
    case .priceHolds(let price):
      Wording(zh: "评审采用的报价 \(price) 元就是这份投标的", en: "the price that was evaluated, CNY \(price), is this bid's")
    case .priceDiffers(let own, let read):
      Wording(
        zh: "评审采用的报价是 \(read) 元，这份投标的是 \(own) 元",
        en: "the price that was evaluated is CNY \(read); this bid's is CNY \(own)")
    case .priceSealed:
      Wording(
        zh: "按办法只公开中标人，这份投标的评审结果只有封存值：用 tender result fetch 取来核对",
        en: "only the winner is disclosed, and of this bid there is a seal: `tender result fetch` gets its figures")
    case .priceNotShown:
      Wording(zh: "评审文件没有写明这份投标的报价", en: "the evaluation shows no price of this bid")
    case .notEvaluated:
      Wording(zh: "公开包里没有本标段的评审结果，报价未能核对", en: "the bundle has no evaluation of the lot: the price was not compared")
    }
  }

  private static func absence(with other: Digest?) -> Wording {
    let wording = Wording(
      zh: "公开的投标里没有这一份：若它有签收回执（bid.ack），即可证明系统违约；迟到或未提交的本来就不在其中",
      en: "this bid is not among those made public: with its acknowledgement (bid.ack) that proves misconduct; one "
        + "that was late or never handed in does not belong there")
    guard let other else { return wording }
    return Wording(
      zh: wording.zh + "。本部分有效的是您的另一份投标 \(other.hex)",
      en: wording.en + ". In force for this part is another bid of yours, \(other.hex)")
  }

  private static func otherParticulars(_ names: [String]) -> Wording {
    let list = names.joined(separator: " ")
    return Wording(
      zh: "日志中的结果是“已开启”，所签的唱标内容却不是这份投标的" + (names.isEmpty ? "" : "；开标记录与之不同的是：\(list)"),
      en: "the log's result is \"opened\", and signs other particulars than this bid's"
        + (names.isEmpty ? "" : "; the opening record differs in: \(list)"))
  }

  private static func recovery(until end: Wording) -> Wording {
    Wording(
      zh: "日志中的结果是“无法开启”（有效的密钥份额不足）；\(end.zh)以前可用 tender bid secret 交出自己的密钥",
      en: "the log's result is \"unopenable\", for want of valid shares; until \(end.en) `tender bid secret` gives "
        + "your own")
  }
}
