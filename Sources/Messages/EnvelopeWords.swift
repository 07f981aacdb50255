import Sealing

extension EnvelopeFault: Worded {
  public var wording: Wording {
    switch self {
    case .envelope(let index):
      Wording(
        zh: "第 \(index) 份密钥份额与投标密钥不符。", en: "Share line \(index) is not what the bid's secret makes.")
    case .age(let error): Wording(zh: "加密文件：", en: "The payload file:").then(error.wording)
    case .archive(let fault): fault.wording
    case .padding: Wording(zh: "归档的填充长度不对或不全为零。", en: "The padding has a wrong length or is not zero.")
    case .bid(let fault): fault.wording
    }
  }
}

extension ArchiveFault: Worded {
  public var wording: Wording {
    switch self {
    case .nameField(let member): Self.member(member, zh: "文件名不合规范", en: "its name field is malformed")
    case .nameTwice(let member): Self.member(member, zh: "文件名重复", en: "its name stands twice")
    case .sizeField(let member): Self.member(member, zh: "长度字段不合规范", en: "its size field is malformed")
    case .checksum(let member): Self.member(member, zh: "校验和不对", en: "its checksum is wrong")
    case .typeflag(let member): Self.member(member, zh: "不是普通文件", en: "it is no regular file")
    case .magic(let member): Self.member(member, zh: "不是 ustar 格式", en: "it is not in ustar form")
    case .fieldNotZero(let member): Self.member(member, zh: "应为零的字段不为零", en: "a field that must be zero is not")
    case .dataPadding(let member): Self.member(member, zh: "末块的填充不为零", en: "the fill of its last block is not zero")
    case .noMembers: Wording(zh: "归档里没有文件。", en: "The archive has no members.")
    case .tooManyMembers: Wording(zh: "归档里的文件超过 256 个。", en: "The archive has more than 256 members.")
    case .cutShort: Wording(zh: "归档不完整。", en: "The archive is cut short.")
    }
  }

  private static func member(_ number: Int, zh: String, en: String) -> Wording {
    Wording(zh: "归档的第 \(number) 个文件：\(zh)。", en: "Member \(number) of the archive: \(en).")
  }
}

extension BidDocumentFault: Worded {
  public var wording: Wording {
    switch self {
    case .notFirst: Wording(zh: "归档的第一个文件不是 bid.json。", en: "The archive's first member is not bid.json.")
    case .tooLong(let bytesMax):
      Wording(
        zh: "bid.json 超过 \(AmountWording.bytes(bytesMax))：只写报价和供应商，其余请作为附件。",
        en: "bid.json has more than \(AmountWording.bytes(bytesMax)). It states the offer only; what else there is "
          + "goes into attachments.")
    case .json(let error): Wording(zh: "bid.json：", en: "bid.json:").then(error.wording)
    case .notAnObject: Wording(zh: "bid.json 不是 JSON 对象。", en: "bid.json is no JSON object.")
    case .fieldMissing(let name): Wording(zh: "bid.json 缺少“\(name)”。", en: "bid.json lacks “\(name)”.")
    case .fieldDiffers(let name):
      Wording(zh: "bid.json 的“\(name)”与投标说明不同。", en: "“\(name)” in bid.json differs from the note's line.")
    case .offerMissing: Wording(zh: "bid.json 缺少“offer”。", en: "bid.json lacks “offer”.")
    }
  }
}

extension OpenRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .recipientCount(let given, let custodians):
      Wording(
        zh: "应有 \(custodians) 位密钥持有人，这里有 \(given) 位。",
        en: "The note has \(custodians) custodians; here are \(given).")
    case .tooFewShares(let valid, let threshold):
      Wording(
        zh: "有效的密钥份额只有 \(valid) 份，要 \(threshold) 份才能开启。",
        en: "Only \(valid) valid shares are there; \(threshold) are needed.")
    case .payloadDiffers:
      Wording(
        zh: "投标文件与投标说明的长度或摘要不符：文件在保管中被改动或不完整。",
        en: "The payload file has not the length and hash of the note: it was changed or cut where it was kept.")
    case .malformed(let fault): fault.wording
    }
  }
}

extension SealRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .thresholdImpossible(let threshold, let custodians):
      Wording(
        zh: "公告要求 \(custodians) 位密钥持有人中 \(threshold) 位开标，这样的组合不允许。",
        en: "\(threshold) of \(custodians) custodians is no threshold that may stand in a notice.")
    case .recipientCount(let given, let custodians):
      Wording(
        zh: "应有 \(custodians) 位密钥持有人，这里有 \(given) 位。",
        en: "The notice has \(custodians) custodians; here are \(given).")
    case .age(let error): error.wording
    case .memberCount(let count):
      Wording(zh: "文件有 \(count) 个，最多 256 个。", en: "There are \(count) files; 256 are allowed.")
    case .memberName(let name): Wording(zh: "文件名“\(name)”不能用在归档里。", en: "“\(name)” is no name for an archive.")
    case .memberNameTwice(let name): Wording(zh: "文件名“\(name)”重复。", en: "The name “\(name)” stands twice.")
    case .memberTooLong(let name): Wording(zh: "文件“\(name)”太大。", en: "The file “\(name)” is too long.")
    case .memberChanged(let name):
      Wording(
        zh: "文件“\(name)”在封装时被改动。请关闭正在编辑它的程序后重试。",
        en: "The file “\(name)” changed while it was sealed. Close what is editing it, and repeat.")
    case .bidDocument(let fault): fault.wording
    case .payloadTooLong(let bytes, let max):
      Wording(
        zh: "封装后的投标文件有 \(AmountWording.bytes(bytes))，公告上限是 \(AmountWording.bytes(max))。请缩小附件。",
        en: "The sealed payload would have \(AmountWording.bytes(bytes)); the notice allows "
          + "\(AmountWording.bytes(max)). Make the attachments smaller.")
    case .file(let failure):
      Wording(zh: "读写 \(failure.path) 失败：\(failure.words)。", en: "\(failure.path): \(failure.words).")
    }
  }
}

extension ShareFault: Worded {
  public var wording: Wording {
    switch self {
    case .format: Wording(zh: "份额文件格式不合规范", en: "the share file is not in its form")
    case .mac: Wording(zh: "份额文件校验失败或不是加密给我的", en: "the share file does not authenticate for this identity")
    case .commit: Wording(zh: "份额与承诺不符", en: "the share fails its commitment")
    }
  }
}
