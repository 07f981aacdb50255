import Transparency

extension PolicyFault: Worded {
  public var wording: Wording {
    switch self {
    case .tooLarge: Wording(zh: "trust.policy 太大。", en: "trust.policy is too large.")
    case .line(let line, let reason):
      Wording(
        zh: "trust.policy 第 \(line) 行不对（\(reason.rawValue)）。",
        en: "trust.policy, line \(line) is wrong (\(reason.rawValue)).")
    case .noQuorum: Wording(zh: "trust.policy 没有 quorum 行。", en: "trust.policy has no quorum line.")
    }
  }
}

extension TrustFault: Worded {
  public var wording: Wording {
    switch self {
    case .policy(let fault): fault.wording
    case .vkeysTooLarge: Wording(zh: "vkeys.txt 太大。", en: "vkeys.txt is too large.")
    case .vkeys(let line, let reason):
      Wording(
        zh: "vkeys.txt 第 \(line) 行不对（\(reason.rawValue)）。",
        en: "vkeys.txt, line \(line) is wrong (\(reason.rawValue)).")
    case .logsDiffer:
      Wording(
        zh: "vkeys.txt 的 log 行与 trust.policy 不一致。", en: "The log lines of vkeys.txt are not those of trust.policy.")
    case .witnessesDiffer:
      Wording(
        zh: "vkeys.txt 的 witness 行与 trust.policy 不一致。",
        en: "The witness lines of vkeys.txt are not those of trust.policy.")
    }
  }
}

extension CheckpointFault: Worded {
  public var wording: Wording {
    switch self {
    case .note(let error): error.wording
    case .tooManySignatures(let count):
      Wording(zh: "检查点有 \(count) 个签名，太多。", en: "The checkpoint has \(count) signatures, too many.")
    case .malformed: Wording(zh: "检查点格式不对。", en: "The checkpoint is malformed.")
    case .unknownOrigin(let origin):
      Wording(zh: "检查点属于另一日志“\(origin)”。", en: "The checkpoint is of another log, “\(origin)”.")
    case .badSignature(let signer):
      Wording(zh: "检查点上 \(signer) 的签名不成立。", en: "The signature of \(signer) on the checkpoint does not hold.")
    case .notSigned: Wording(zh: "检查点没有日志的签名。", en: "The checkpoint is not signed by its log.")
    case .quorumNotMet:
      Wording(zh: "检查点的见证签名不满足 trust.policy。", en: "The checkpoint's cosignatures do not meet trust.policy.")
    }
  }
}

extension TreeFault: Worded {
  public var wording: Wording {
    switch self {
    case .outOfRange: Wording(zh: "日志里没有这个位置。", en: "There is no such place in the log.")
    case .badFrontier: Wording(zh: "日志树的边缘数据不对。", en: "The log's frontier is malformed.")
    case .badTile(let path): Wording(zh: "日志分片 \(path) 长度不对。", en: "The tile \(path) has a wrong length.")
    case .badBundle(let path): Wording(zh: "日志分片 \(path) 内容不对。", en: "The entry bundle \(path) is malformed.")
    case .entryTooLarge(let bytes):
      Wording(zh: "日志条目有 \(bytes) 字节，太长。", en: "A log entry has \(bytes) bytes, too many.")
    case .missingTile(let path): Wording(zh: "缺少日志分片 \(path)。", en: "The tile \(path) is missing.")
    }
  }
}

extension BatchFault: Worded {
  public var wording: Wording {
    switch self {
    case .badMaster: Wording(zh: "批次主密钥不是 32 字节。", en: "The batch master has not 32 bytes.")
    case .slotOutOfRange(let slot): Wording(zh: "批次位置 \(slot) 超出范围。", en: "Slot \(slot) is out of range.")
    case .slotTaken(let slot): Wording(zh: "批次位置 \(slot) 有两份文件。", en: "Slot \(slot) holds two notes.")
    }
  }
}
