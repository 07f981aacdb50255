import Tendering

extension NoticeRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .rehearsalDiffers(let isRehearsal): rehearsalWording(isRehearsal)
    case .tenderHasNotice:
      Wording(
        zh: "该项目已有公告；一个编号只有一份公告。需要重来请终止并用新编号。",
        en: "The tender has its notice; an id has one for ever. To start over cancel it and take a new id.")
    case .opensNotBeforeDeadline: Wording(zh: "开始投标的时间必须早于截止时间。", en: "Bidding must open before its deadline.")
    case .deadlinePast(let deadline):
      Wording(
        zh: "截止时间 \(DateWording.moment(deadline).zh) 已过。",
        en: "The deadline \(DateWording.moment(deadline).en) has passed.")
    case .preparationTooShort(let days):
      Wording(
        zh: "从招标文件发出到截止至少要有 \(days) 日。", en: "At least \(days) days must lie between issue and deadline.")
    case .graceOutOfRange(let max): Wording(zh: "宽限期应为 0 至 \(max) 秒。", en: "The grace period is 0 to \(max) seconds.")
    case .recoveryOutOfRange(let max):
      Wording(zh: "补救期应为 0 至 \(max) 秒。", en: "The recovery window is 0 to \(max) seconds.")
    case .thresholdTooLow: Wording(zh: "开标至少要有 2 位密钥持有人参与。", en: "At least two custodians must be needed.")
    case .tooFewCustodians(let needed, let given):
      Wording(
        zh: "密钥持有人至少要 \(needed) 位（2t−1），现有 \(given) 位；否则能阻止开标的人也能提前开标。",
        en: "At least \(needed) custodians are needed (2t−1), here are \(given): else those who can block an "
          + "opening could have opened early.")
    case .tooManyCustodians(let max): Wording(zh: "密钥持有人最多 \(max) 位。", en: "There are at most \(max) custodians.")
    case .custodianIndexWrong(let index):
      Wording(zh: "密钥持有人序号 \(index) 不对，应从 1 起连续。", en: "Custodian index \(index) is wrong; they count from 1.")
    case .custodianNotPinned(let index):
      Wording(
        zh: "第 \(index) 位密钥持有人的声明不是登记在册的密钥签的。",
        en: "The statement of custodian \(index) is not signed by a pinned key.")
    case .custodianTwice(let index):
      Wording(zh: "第 \(index) 位密钥持有人与另一位用同一把密钥。", en: "Custodian \(index) signs with another custodian's key.")
    case .recipientTwice(let index):
      Wording(zh: "第 \(index) 位密钥持有人的开标公钥与另一位相同。", en: "Custodian \(index) has another custodian's recipient.")
    case .statementDiffers(let index):
      Wording(
        zh: "第 \(index) 位密钥持有人的声明写的是另一个项目、序号或开标公钥。",
        en: "The statement of custodian \(index) speaks of another tender, index or recipient.")
    case .partCountOutOfRange(let max): Wording(zh: "部分的总数应为 1 至 \(max)。", en: "There are 1 to \(max) parts.")
    case .partTwice(let lot, let part):
      Wording(zh: "标段 \(lot) 的部分 \(part) 列了两次。", en: "Part \(part) of lot \(lot) stands twice.")
    case .partBytesOutOfRange(let max):
      Wording(zh: "投标文件大小上限应为 1 至 \(max) 字节。", en: "A part's largest size is 1 to \(max) bytes.")
    case .minimumOutOfRange(let max): Wording(zh: "最少投标人数应为 1 至 \(max)。", en: "The minimum of bidders is 1 to \(max).")
    case .minimumBelowLaw(let needed):
      Wording(zh: "政府采购最少投标人数为 \(needed)。", en: "Government procurement asks for at least \(needed) bidders.")
    case .lotWithoutScheme(let lot): Wording(zh: "标段 \(lot) 没有评审办法。", en: "Lot \(lot) has no evaluation scheme.")
    case .minimumDiffersFromScheme(let lot):
      Wording(
        zh: "标段 \(lot) 评审办法里的最少投标人数与公告不同。",
        en: "The scheme of lot \(lot) has another minimum of bidders than the notice.")
    case .termsDiffer:
      Wording(
        zh: "招标文件的摘要与公告不符，或没有写明各标段评审办法的摘要。",
        en: "The tender documents have another hash than the notice, or lack a lot's scheme hash.")
    case .reviewMissing:
      Wording(zh: "缺少公平竞争审查的书面结论。", en: "The written conclusion of the fair-competition review is missing.")
    case .ceilingAboveBudget(let lot):
      Wording(zh: "标段 \(lot) 的最高限价超过预算。", en: "The ceiling of lot \(lot) is above its budget.")
    case .profileDiffers(let expected):
      Wording(
        zh: "按预算应适用“\(expected.words.zh)”（\(expected.rawValue)）。",
        en: "The budget asks for profile \(expected.rawValue) (\(expected.words.en)).")
    case .amendmentEmpty: Wording(zh: "更正没有改动任何内容。", en: "The amendment changes nothing.")
    case .amendmentTooLate(let deadline):
      Wording(
        zh: "已到截止时间 \(DateWording.moment(deadline).zh)，不能再更正。",
        en: "The deadline \(DateWording.moment(deadline).en) is reached; nothing is amended any more.")
    case .amendmentEarlier: Wording(zh: "截止时间只能推后，不能提前。", en: "A deadline only moves later.")
    case .amendmentSeqWrong(let expected):
      Wording(zh: "更正的序号应为 \(expected)。", en: "The amendment's number must be \(expected).")
    case .wrongNotice: Wording(zh: "指向了另一份公告。", en: "Another notice is named.")
    }
  }
}

extension OpeningRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .tenderUnknown: Wording(zh: "没有这个项目。", en: "There is no such tender.")
    case .cancelled: Wording(zh: "项目已终止，不再开标。", en: "The tender was cancelled; nothing is opened.")
    case .notClosed: Wording(zh: "投标尚未截止。", en: "Bidding has not closed yet.")
    case .pairUnknown: Wording(zh: "公告里没有这个标段或部分。", en: "The notice has no such lot and part.")
    case .pairOpenedAlready: Wording(zh: "这个标段的这一部分已经启动开标。", en: "This part of the lot is opened already.")
    case .twoPartsOfOneLot: Wording(zh: "一次开标不能包含同一标段的两个部分。", en: "One opening never holds two parts of a lot.")
    case .earlierPartNotDone:
      Wording(
        zh: "前一部分还没有办完：开标结果要出齐，资格和符合性审查要有结论，否决的投标要先签署否决（evaluation reject）。",
        en: "The earlier part is not done: every bid needs its result and its findings, and those found invalid are "
          + "rejected first (evaluation reject).")
    case .recoveryRunning(let until):
      Wording(
        zh: "有投标因密钥份额不足未能开启，补救期到 \(DateWording.moment(until).zh) 才结束，期满之前不能进行下一步。",
        en: "A bid could not be opened for want of shares; its recovery window runs until "
          + "\(DateWording.moment(until).en), and nothing goes on before.")
    case .tooFewBids(let needed):
      Wording(
        zh: "有效投标人不足 \(needed) 家，依法不开标。",
        en: "Fewer than \(needed) bidders are in force: the lot stays shut, as the law asks.")
    case .manifestUnknown: Wording(zh: "没有这份开标清单。", en: "There is no such opening manifest.")
    case .notACustodian: Wording(zh: "您不是本项目的密钥持有人。", en: "You are no custodian of this tender.")
    case .indexDiffers: Wording(zh: "序号不是您这位密钥持有人的。", en: "The index is not yours.")
    case .sharesGivenAlready: Wording(zh: "您已为这份开标清单交过份额。", en: "You have given your shares for this manifest.")
    case .linesDiffer:
      Wording(zh: "份额清单的投标或次序与开标清单不同。", en: "The shares name other bids than the manifest, or in another order.")
    case .commitmentFails(let bid):
      Wording(
        zh: "对投标 \(bid.hex.prefix(12)) 的份额与承诺不符，已拒收。",
        en: "The share for bid \(bid.hex.prefix(12)) fails its commitment and was not kept.")
    case .bidNotUnopenable:
      Wording(zh: "这份投标不是“无法开启”，不需要投标人交出密钥。", en: "The bid is not unopenable; its secret is not asked for.")
    case .secretGivenAlready: Wording(zh: "这份投标的密钥已经交过。", en: "The bid's secret was given already.")
    case .recoveryOver(let ended):
      Wording(
        zh: "补救期已于 \(DateWording.moment(ended).zh) 结束。",
        en: "The recovery window ended at \(DateWording.moment(ended).en).")
    case .secretDiffers: Wording(zh: "这不是该投标的密钥。", en: "This is not the bid's secret.")
    case .resultsMissing(let count): Wording(zh: "还有 \(count) 份投标没有开标结果。", en: "\(count) bids have no result yet.")
    case .recordedAlready: Wording(zh: "开标记录已经作出。", en: "The opening is recorded already.")
    }
  }
}
