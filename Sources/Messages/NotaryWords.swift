import Transparency

extension HeadFault: Worded {
  public var wording: Wording {
    switch self {
    case .malformed: Wording(zh: "这不是日志头。", en: "This is no head of a log.")
    case .otherOrigin(let origin):
      Wording(zh: "日志头属于另一日志“\(origin)”。", en: "The head is of another log, “\(origin)”.")
    case .notSigned: Wording(zh: "日志头不是本日志签署的。", en: "The head is not signed by this log.")
    case .shrinks(let from, let to):
      Wording(zh: "日志由 \(from) 条变成了 \(to) 条。", en: "The log went from \(from) entries to \(to).")
    case .notAnExtension:
      Wording(zh: "日志头不是先前日志头的延续：日志分叉了。", en: "The head does not extend the earlier one: the log has forked.")
    }
  }
}

extension CosignatureFault: Worded {
  public var wording: Wording {
    switch self {
    case .malformed: Wording(zh: "见证人的回答不是签名行。", en: "The witness's answer is no signature lines.")
    case .badSignature: Wording(zh: "见证联署不成立。", en: "The cosignature does not hold.")
    case .notByTheWitness: Wording(zh: "见证人的回答里没有它的联署。", en: "The witness's answer has no cosignature of its own.")
    case .wrongTime(let time):
      Wording(zh: "见证联署的时间（Unix \(time)）不是现在。", en: "The cosignature's time (Unix \(time)) is not now.")
    }
  }
}

extension WitnessRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .tooLarge: Wording(zh: "送来的内容太大。", en: "What was sent is too large.")
    case .malformed(let part):
      Wording(zh: "写法不对（\(part.rawValue)）。", en: "What was sent is malformed (\(part.rawValue)).")
    case .unknownOrigin(let origin):
      Wording(zh: "不认识日志“\(origin)”。", en: "The log “\(origin)” is not known here.")
    case .badSignature(let signer):
      Wording(zh: "\(signer) 的签名不成立。", en: "The signature of \(signer) does not hold.")
    case .notSigned: Wording(zh: "没有认识的密钥签名。", en: "No known key has signed.")
    case .oldSizeAbove(let old, let size):
      Wording(zh: "旧的大小 \(old) 超过检查点的 \(size)。", en: "The old size \(old) is larger than the checkpoint's, \(size).")
    case .conflict(let size):
      Wording(zh: "最近联署的是 \(size) 条。", en: "What was cosigned last has \(size) entries.")
    case .emptyRootDiffers: Wording(zh: "空日志的根不对。", en: "The root is not that of a log without entries.")
    case .proofNotEmpty: Wording(zh: "从零开始不需要证明。", en: "Nothing needs no proof, and one was given.")
    case .rootDiffers:
      Wording(
        zh: "条数与联署过的相同，根却不同：日志分叉了。",
        en: "It has as many entries as what was cosigned, and another root: the log has forked.")
    case .badProof:
      Wording(zh: "证明不成立：不是联署过的日志的延续。", en: "The proof does not hold: this does not extend what was cosigned.")
    }
  }
}

extension LogFault: Worded {
  public var wording: Wording {
    switch self {
    case .tree(let fault): fault.wording
    case .wrongTile(let path):
      Wording(zh: "日志分片 \(path) 与日志头不符。", en: "The tile \(path) is not what the head stands for.")
    case .rootDiffers: Wording(zh: "日志分片与日志头不符。", en: "The tiles are of another log than the head.")
    }
  }
}

extension FollowFault: Worded {
  public var wording: Wording {
    switch self {
    case .tree(let fault): fault.wording
    case .changed(let index):
      Wording(zh: "日志第 \(index) 条与以前读到的不同：日志被改写。", en: "Log entry \(index) is not what it was: the log was rewritten.")
    }
  }
}
