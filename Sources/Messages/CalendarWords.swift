import Tendering

/// Days, periods and milestones as the calendar explains them.
extension Festival {
  public var words: Wording {
    switch self {
    case .newYear: Wording(zh: "元旦", en: "New Year")
    case .springFestival: Wording(zh: "春节", en: "Spring Festival")
    case .tombSweeping: Wording(zh: "清明节", en: "Tomb-Sweeping Day")
    case .labourDay: Wording(zh: "劳动节", en: "Labour Day")
    case .dragonBoat: Wording(zh: "端午节", en: "Dragon Boat Festival")
    case .midAutumn: Wording(zh: "中秋节", en: "Mid-Autumn Festival")
    case .nationalDay: Wording(zh: "国庆节", en: "National Day")
    case .nationalDayAndMidAutumn: Wording(zh: "国庆节、中秋节", en: "National Day and Mid-Autumn")
    }
  }
}

extension DayKind {
  public var words: Wording {
    switch self {
    case .weekday: Wording(zh: "工作日", en: "working day")
    case .weekend: Wording(zh: "周末", en: "weekend")
    case .holiday(let festival?): Wording(zh: "\(festival.words.zh)放假", en: festival.words.en)
    case .holiday(nil): Wording(zh: "放假", en: "holiday")
    case .workedWeekend: Wording(zh: "调休上班", en: "worked in exchange")
    }
  }
}

extension CountedPeriod.Part {
  public var words: Wording {
    switch self {
    case .event: Wording(zh: "起算事由当日，不计入", en: "the event's day, not counted")
    case .counted(let number): Wording(zh: "第 \(number) 日", en: "day \(number)")
    case .skipped: Wording(zh: "不计", en: "not counted")
    case .moved: Wording(zh: "期满日非工作日，顺延", en: "the last day was not worked: moved on")
    }
  }
}

extension Period {
  public var words: Wording {
    switch self {
    case .days(let days): Wording(zh: "\(days)日", en: "\(days) day\(days == 1 ? "" : "s")")
    case .workingDays(let days): Wording(zh: "\(days)个工作日", en: "\(days) working day\(days == 1 ? "" : "s")")
    }
  }
}

extension CalendarDay {
  /// 周一 … 周日, Mon … Sun.
  public var weekdayWords: Wording {
    let zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return Wording(zh: zh[weekday - 1], en: en[weekday - 1])
  }
}

extension CalendarYear {
  /// Who announced the year, and 待核实 where nobody did.
  public var sourceWords: Wording {
    let words =
      isAnnounced
      ? Wording(zh: source, en: "announced: \(source)")
      : Wording(
        zh: "\(year)年放假安排尚未公布，只按周末和\(source)列明日期的节日推算",
        en: "\(year) is not announced: weekends and the dated holidays of \(source) only")
    return isUnconfirmed ? words.then(zh: "（待核实）", en: "(to be confirmed)") : words
  }
}

extension Milestone.Name {
  public var words: Wording {
    switch self {
    case .noticeEnds: Wording(zh: "招标公告期限届满", en: "end of the notice period")
    case .documentsUntil: Wording(zh: "招标文件提供期限届满", en: "documents available until")
    case .preparationEnds: Wording(zh: "投标准备期最后一日", en: "last day of the preparation period")
    case .deadlineEarliest: Wording(zh: "最早的投标截止日（准备期整日届满之次日）", en: "earliest deadline (whole days passed)")
    case .amendFreelyUntil: Wording(zh: "更正而不必顺延截止时间的最后一日", en: "last day to amend without moving the deadline")
    case .objectToDocumentsUntil: Wording(zh: "对招标文件提出异议的最后一日", en: "last day to object to the documents")
    case .questionsUntil: Wording(zh: "对招标文件提问的最后一日", en: "last day to ask about the documents")
    case .bidsValidUntil: Wording(zh: "投标有效期届满", en: "bids valid until")
    case .reportBy: Wording(zh: "评标报告送采购人", en: "report to the buyer by")
    case .decideBy: Wording(zh: "采购人确定中标人", en: "buyer decides by")
    case .publicityBy: Wording(zh: "开始公示中标候选人", en: "candidates made public by")
    case .resultNoticeBy: Wording(zh: "发布中标结果公告", en: "result notice by")
    case .resultNoticeEnds: Wording(zh: "中标结果公告期限届满", en: "end of the result notice's period")
    case .challengeUntil: Wording(zh: "对结果提出质疑的最后一日", en: "last day to challenge the result")
    case .contractBy: Wording(zh: "签订合同", en: "contract signed by")
    case .contractPublishedBy: Wording(zh: "公告合同", en: "contract published by")
    case .contractFiledBy: Wording(zh: "合同备案", en: "contract filed by")
    case .supervisorToldBy: Wording(zh: "向监督部门提交书面报告", en: "report to the supervisor by")
    }
  }
}

extension CountedPeriod {
  /// The count in one line: from when, how long, what did not count, and where it moved to.
  public var sentence: Wording {
    let skipped = steps.filter { $0.part == .skipped }.count
    var zh = "\(event)（\(event.weekdayWords.zh)）起\(period.words.zh)，当日不计"
    var en = "\(period.words.en) from \(event) (\(event.weekdayWords.en)), that day not counted"
    if skipped > 0 {
      zh += "，扣除非工作日\(skipped)天"
      en += ", \(skipped) days off left out"
    }
    if let movedFrom {
      zh += "；第\(period.count)日 \(movedFrom)（\(movedFrom.weekdayWords.zh)）非工作日，顺延"
      en += "; day \(period.count) is \(movedFrom) (\(movedFrom.weekdayWords.en)), not worked, so it moves"
    }
    zh += "，至 \(last)（\(last.weekdayWords.zh)）"
    en += ": \(last) (\(last.weekdayWords.en))"
    guard isUnconfirmed else { return Wording(zh: zh, en: en) }
    let years = unconfirmedYears.map(String.init)
    return Wording(
      zh: zh + "。\(years.joined(separator: "、"))年放假安排待核实",
      en: en + ". The holidays of \(years.joined(separator: ", ")) are to be confirmed")
  }
}
