import Tendering

extension AccessRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .unknownActor:
      Wording(
        zh: "系统里没有登记这把密钥。机构请先注册；其他人请管理员登记。",
        en: "This key is not known. Agencies register first; others ask the administrator.")
    case .revoked:
      Wording(zh: "这把密钥已被撤销。请与管理员联系。", en: "This key was revoked. Ask the administrator.")
    case .notAuthenticated:
      Wording(
        zh: "请求的签名不成立、已过时，或与内容不符。请检查密钥和本机时间后重试。",
        en: "The request's signature does not hold, is too old, or is not of this body. "
          + "Check key and clock, and repeat.")
    case .replayed: Wording(zh: "同一个签名请求用了两次。", en: "One signed request came twice.")
    case .roleMayNot(let role, _):
      Wording(zh: "\(role.words.zh)不能做这一步。请由有权的人办理。", en: "A \(role.words.en) may not do this; it is for others to do.")
    case .notOwn:
      Wording(zh: "这不是您的投标、园区、合同或席位。", en: "This is somebody else's bid, park, contract or seat.")
    case .dutiesClash(let held, let asked):
      Wording(
        zh: "同一项目中，已承担“\(held.words.zh)”的人不能再承担“\(asked.words.zh)”。",
        en: "Who holds “\(held.words.en)” in a tender may not hold “\(asked.words.en)” in it too.")
    case .dutyNotAssigned(let duty):
      Wording(zh: "您在本项目中没有被指定承担“\(duty.words.zh)”。", en: "“\(duty.words.en)” of this tender was not assigned to you.")
    case .dutyAssignedAlready(let duty):
      Wording(zh: "本项目的“\(duty.words.zh)”已指定他人。", en: "“\(duty.words.en)” of this tender is assigned to somebody else.")
    case .notYet:
      Wording(zh: "还没有到可以看的时候。", en: "This is not shown yet; it will be after a later step.")
    case .rehearsalDiffers(let isRehearsal): rehearsalWording(isRehearsal)
    case .personUnknown(let key):
      Wording(
        zh: "所列的“\(key)”没有登记，或已被撤销。请核对密钥编号，或请管理员登记。",
        en: "“\(key)”, who is named, is not registered, or was revoked. Check the key's reference, or ask the "
          + "administrator.")
    }
  }
}

/// - Parameter isRehearsal: what the instance is.
func rehearsalWording(_ isRehearsal: Bool) -> Wording {
  isRehearsal
    ? Wording(
      zh: "本系统是演练系统，项目编号必须以 rehearsal. 开头。",
      en: "This is a rehearsal (演练): ids of tenders begin with “rehearsal.”.")
    : Wording(
      zh: "本系统是正式系统，不接受以 rehearsal. 开头的演练项目。",
      en: "This is no rehearsal: ids of tenders may not begin with “rehearsal.”.")
}

extension TenderRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .tenderUnknown: Wording(zh: "没有这个项目。请检查编号。", en: "There is no such tender. Check its id.")
    case .tenderExists: Wording(zh: "这个项目编号已经用过。", en: "This tender id is taken.")
    case .lotUnknown: Wording(zh: "没有这个标段。请检查编号。", en: "There is no such lot. Check its id.")
    case .rehearsalDiffers(let isRehearsal): rehearsalWording(isRehearsal)
    case .wrongState(let state, let step):
      Wording(
        zh: "标段目前是“\(state.words.zh)”，不能进行“\(step.words.zh)”。",
        en: "The lot is “\(state.words.en)”; \(step.words.en) does not follow from there.")
    case .wrongTenderState(let state, let step):
      Wording(
        zh: "项目目前是“\(state.words.zh)”，不能进行“\(step.words.zh)”。",
        en: "The tender is “\(state.words.en)”; \(step.words.en) does not follow from there.")
    case .closesTooEarly(let deadline):
      Wording(
        zh: "投标截止时间是 \(DateWording.moment(deadline).zh)，之前不能截止。",
        en: "The deadline is \(DateWording.moment(deadline).en); nothing is closed before it.")
    case .awardedAlready:
      Wording(zh: "已有标段定标，项目不能再终止。", en: "A lot is awarded already; the tender is not cancelled any more.")
    case .reasonMissing: Wording(zh: "请写明理由。", en: "Give the reason.")
    case .failsWithoutCause:
      Wording(zh: "投标人数量足够，不能以此废标。", en: "The lot has enough bids; it may not be failed for want of them.")
    case .enoughLeft(let ground, let count, let minimum):
      Wording(
        zh: "还有或可能还有 \(count) 份投标（不少于 \(minimum) 份），不能以“\(ground.words.zh)”废标。",
        en:
          "\(count) bids are left or may still be, and \(minimum) are enough: the lot may not be failed for “\(ground.words.en)”."
      )
    case .withinBudget(let count):
      count > 0
        ? Wording(
          zh: "有 \(count) 份投标的报价未超过采购预算，不能以报价均超过预算废标。",
          en: "\(count) of the prices are within the budget: the lot may not be failed because all are above it.")
        : Wording(
          zh: "没有可以识别的报价，不能以报价均超过预算废标。",
          en: "No price can be read: the lot may not be failed because all are above the budget.")
    case .waitsFor(let step):
      Wording(zh: "要先完成“\(step.words.zh)”。", en: "\(step.words.en.capitalizedFirst) must be done first.")
    case .followedUnknown:
      Wording(zh: "没有所写的前次项目（follows）。", en: "There is no tender of that id to follow (follows).")
    case .followedOtherBatch:
      Wording(zh: "前次项目属于另一个年度批次。", en: "The earlier tender is of another yearly batch.")
    case .followedNotEnded:
      Wording(
        zh: "只有已废标或终止的项目（标段）才能重新招标。", en: "A new tender follows only one of which something failed or was cancelled.")
    case .tooManyOpen(let max):
      Wording(
        zh: "同时处于招标期的项目已有 \(max) 个，请等其中一个截标后再发布。",
        en: "\(max) tenders are open already; publish this one after one of them has closed.")
    }
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension BidRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .tenderUnknown: Wording(zh: "没有这个项目，或尚未公告。", en: "There is no such tender, or it is not published yet.")
    case .rehearsalDiffers(let isRehearsal): rehearsalWording(isRehearsal)
    case .signedByAnother:
      Wording(zh: "签名的密钥不是文件里写明的投标人密钥。", en: "The note is signed with another key than its bidder line names.")
    case .cancelled: Wording(zh: "项目已终止，不再接收投标。", en: "The tender was cancelled; nothing is taken any more.")
    case .lotNotOffered: Wording(zh: "公告里没有这个标段。", en: "The notice does not offer this lot.")
    case .partNotOffered: Wording(zh: "该标段没有这个部分。", en: "The lot has no such part.")
    case .notOpenYet(let opens, _):
      Wording(
        zh: "投标从 \(DateWording.moment(opens).zh) 开始接收，请届时再交。",
        en: "Bids are taken from \(DateWording.moment(opens).en) on; submit then.")
    case .late(let deadline, let received):
      Wording(
        zh: "迟到：截止时间是 \(DateWording.moment(deadline).zh)，收到时已是 \(DateWording.moment(received).zh)，依法拒收。",
        en: "Late: the deadline was \(DateWording.moment(deadline).en), this arrived at "
          + "\(DateWording.moment(received).en) and is refused as the law asks.")
    case .closed:
      Wording(
        zh: "您的文件在截止前到达，但系统未能在宽限期内写入，项目已经截标，不能再收。请立即告知招标人并保留此答复。",
        en:
          "This arrived before the deadline, but the system could not write it down within the grace, and the tender is "
          + "closed. Tell the buyer at once and keep this answer.")
    case .clockUnsure(let difference):
      Wording(
        zh: "服务器的两个时钟相差 \(difference) 毫秒，暂时不能判断是否截止。请稍后重试，并告知招标人。",
        en: "The server's clocks differ by \(difference) ms, so it cannot judge the deadline. "
          + "Repeat soon, and tell the buyer.")
    case .registeredAlready:
      Wording(zh: "这个投标人或这把密钥已在本项目登记。", en: "This bidder or this key is registered for the tender already.")
    case .notRegistered:
      Wording(
        zh: "投标人尚未在本项目登记。用 tender bid submit 提交时会自动登记。",
        en: "The bidder is not registered for this tender; `tender bid submit` registers by itself.")
    case .wrongNotice:
      Wording(
        zh: "投标是按另一份公告封装的。请重新 tender fetch 后再封装。",
        en: "The bid was sealed for another notice. Fetch the tender again, and seal again.")
    case .wrongThreshold(let expected, let given):
      Wording(
        zh: "密钥份额应为 \(expected.custodians) 份中取 \(expected.needed)，这里是 \(given.custodians) 份中取 \(given.needed)。",
        en: "The notice asks for \(expected.needed) of \(expected.custodians) shares; this bid has \(given.needed) of "
          + "\(given.custodians).")
    case .payloadTooLarge(let max, let given):
      Wording(
        zh: "投标文件 \(AmountWording.bytes(given))，超过公告上限 \(AmountWording.bytes(max))。请缩小附件后重新封装。",
        en: "The payload has \(AmountWording.bytes(given)), the notice allows \(AmountWording.bytes(max)). Make the "
          + "attachments smaller and seal again.")
    case .payloadMissing:
      Wording(
        zh: "投标文件还没有传到。请重新执行 tender bid submit。",
        en: "The payload has not arrived. Run `tender bid submit` again.")
    case .payloadDiffers:
      Wording(
        zh: "传到的投标文件与投标说明的长度或摘要不符。请重新提交。",
        en: "The payload that arrived has another length or hash than the bid says. Submit again.")
    case .seqUsed(let seq):
      Wording(
        zh: "这个序号\(seq > 0 ? " \(seq) " : "")已被另一份投标或撤回用过。请用更大的序号。",
        en: "This sequence number\(seq > 0 ? " (\(seq))" : "") is used by another note. Take a higher one.")
    case .seqNotRising(let last, _):
      Wording(zh: "序号要大于 \(last)，请从 \(last + 1) 起。", en: "Use a sequence number above \(last).")
    case .withdrawsOther(let hasBidInForce):
      hasBidInForce
        ? Wording(zh: "要撤回的不是当前有效的那份投标。", en: "The withdrawal names another bid than the one in force.")
        : Wording(zh: "没有可以撤回的有效投标。", en: "There is no bid in force to withdraw.")
    }
  }
}
