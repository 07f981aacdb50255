/// The fixed words of the public pages.
public enum PageWords {
  public static let title = Wording(zh: "园区知识产权托管服务 · 公开信息", en: "IP trusteeship services for parks: public record")
  public static let lead = Wording(
    zh: "这里公开全部招标项目的进展，以及可供任何人核验的日志。投标由多位密钥持有人分持的密钥加密，本系统没有密钥；"
      + "只有达到规定人数的持有人共同动用密钥，才能开启。",
    en:
      "Every tender's progress, and the log that anybody can check. Bids are encrypted to keys that several custodians "
      + "share; this system holds none, and only the stated number of custodians together can open a bid.")
  public static let rehearsal = Wording(
    zh: "演练：以下内容均为演练数据，不具法律效力。", en: "Rehearsal: everything here is made up and binds nobody.")
  public static let tenders = Wording(zh: "招标项目", en: "Tenders")
  public static let noTenders = Wording(zh: "目前没有已公告的招标项目。", en: "No tender has been published yet.")
  public static let number = Wording(zh: "项目编号", en: "Tender")
  public static let state = Wording(zh: "状态", en: "State")
  public static let opens = Wording(zh: "投标开始", en: "Bids from")
  public static let deadline = Wording(zh: "投标截止", en: "Bids until")
  public static let closed = Wording(zh: "实际截止", en: "Closed at")
  public static let custodians = Wording(zh: "开标密钥", en: "Opening keys")
  public static func custodians(threshold: Int, of count: Int) -> Wording {
    Wording(zh: "\(count) 人分持，\(threshold) 人到齐方可开标", en: "held by \(count), any \(threshold) open")
  }
  public static let follows = Wording(zh: "重新招标，前次项目", en: "Tendered again, after")
  public static let minimum = Wording(zh: "最少投标人数", en: "Fewest bidders")
  public static let lots = Wording(zh: "标段", en: "Lots")
  public static let lotColumns = [
    Wording(zh: "序号", en: "No."), Wording(zh: "标段", en: "Lot"), Wording(zh: "最高限价（元）", en: "Ceiling, CNY"),
    Wording(zh: "状态", en: "State"), Wording(zh: "结果", en: "Outcome"),
  ]
  /// The winner of a lot and its price in yuan.
  public static func awarded(_ agency: String, _ price: String) -> Wording {
    Wording(zh: "\(agency)，\(price) 元", en: "\(agency), CNY \(price)")
  }
  public static let details = Wording(zh: "详情与文件", en: "Details and papers")
  public static let documents = Wording(zh: "招标公告和招标文件", en: "Notice and tender documents")
  public static let frameworkDocuments = Wording(zh: "征集公告和征集文件", en: "Notice and documents of the framework agreement")
  public static let notice = Wording(zh: "招标公告（PDF）", en: "Tender notice (PDF, in Chinese)")
  public static let frameworkNotice = Wording(zh: "征集公告（PDF）", en: "Notice (PDF, in Chinese)")
  public static let document = Wording(zh: "招标文件（PDF）", en: "Tender documents (PDF, in Chinese)")
  public static let frameworkDocument = Wording(zh: "征集文件（PDF）", en: "Documents (PDF, in Chinese)")
  public static let documentsLead = Wording(
    zh: "由下列已公布的数据排印，已并入此前的更正和澄清；首次打开需要片刻。",
    en: "Printed from the published data below, with all amendments and clarifications; the first time takes a moment.")
  public static let papers = Wording(zh: "公开文件", en: "Public papers")
  public static let noPapers = Wording(zh: "目前没有公开文件。", en: "No paper is public yet.")
  public static let paperColumns = [
    Wording(zh: "文件", en: "Paper"), Wording(zh: "大小", en: "Size"), Wording(zh: "SHA-256", en: "SHA-256"),
  ]
  public static let asData = Wording(zh: "数据", en: "data")
  public static let openData = Wording(zh: "开放数据（OCDS 1.1）", en: "Open data (OCDS 1.1)")
  public static let record = Wording(
    zh: "本项目的全部数据（JSON）", en: "All data of this tender (JSON)")
  public static let bulk = Wording(
    zh: "全部项目的开放数据（OCDS 1.1，JSON Lines）", en: "Open data of all tenders (OCDS 1.1, JSON Lines)")
  public static let log = Wording(zh: "公开日志", en: "The public log")
  public static let logName = Wording(zh: "日志名称", en: "Name of the log")
  public static let logKey = Wording(zh: "日志公钥", en: "Key of the log")
  public static let logSize = Wording(zh: "日志条数", en: "Entries")
  public static let logRoot = Wording(zh: "日志根哈希", en: "Root hash")
  public static let verify = Wording(
    zh: "任何人都可以下载某个项目的全部公开材料，离线核验：", en: "Anybody can download all public material of a tender and check it offline:")
  public static let verifyTitle = Wording(zh: "核验结果", en: "Verification")
  public static let verifyLink = Wording(zh: "本系统对该项目的核验结果", en: "What this system's own check of the tender finds")
  public static let verifyLead = Wording(
    zh: "下表是本系统用与 tender verify 相同的程序核验自己的公开包得到的结果。一个网站关于自己的结论什么也证明不了：要相信它，请自己再核验一遍——"
      + "在您自己的机器上，用您从纸面公告或多个渠道取得的信任文件：",
    en:
      "Below is what this system finds when it checks its own public bundle with the program of tender verify. What a site "
      + "says of itself proves nothing that you do not check again yourself: on a machine of your own, with trust files that "
      + "you have on paper or from several places:")
  public static let verifyHolds = Wording(zh: "未发现不符。", en: "Nothing fails.")
  public static let verifyFails = Wording(zh: "有不符之处，第一处是：", en: "Something fails. The first failure: ")
  public static let verifyWaiting = Wording(
    zh: "正在后台核验，请稍后刷新本页。", en: "The check is under way in the background; load this page again in a while.")
  public static let verifyStale = Wording(
    zh: "公开材料在下列结果之后又有变化，正在重新核验。",
    en: "The public material has changed since the results below; it is being checked again.")
  public static let verifyNotFinished = Wording(
    zh: "项目尚未办结：各标段定标或废标之后才在这里公布核验结果。现在就可以自己核验。",
    en:
      "The tender is not finished: results stand here once every lot is awarded or has failed. You can check for yourself now."
  )
  public static func verifyTooLarge(_ bytes: String, max: String) -> Wording {
    Wording(
      zh: "公开包有 \(bytes)，超过本系统代为核验的上限 \(max)。请自己核验。",
      en: "The bundle has \(bytes), more than the \(max) that this system checks here. Check it yourself.")
  }
  public static let verifyFailed = Wording(
    zh: "本系统这次没能完成核验；这不说明材料有误。请自己核验。",
    en: "This system could not finish the check; that says nothing of the material. Check it yourself.")
  public static func verifiedAt(_ moment: Wording, logSize: Int) -> Wording {
    Wording(
      zh: "核验于 \(moment.zh)，当时日志有 \(logSize) 条。", en: "Checked at \(moment.en), when the log had \(logSize) entries.")
  }
  public static let verifyColumns = [
    Wording(zh: "结果", en: "Result"), Wording(zh: "项目", en: "Check"), Wording(zh: "说明", en: "Finding"),
  ]
  public static let verifyLegend = Wording(
    zh: "ok：成立；FAIL：证明有不符；note：值得注意，但不证明被篡改。",
    en: "ok: it holds. FAIL: something is proved false. note: worth knowing, no proof of tampering.")
  public static let backToTender = Wording(zh: "返回项目", en: "Back to the tender")
  public static func madeAt(_ moment: Wording) -> Wording {
    Wording(
      zh: "本页生成于 \(moment.zh)，可凭上列日志根哈希核验。", en: "Made at \(moment.en); to be checked against the root hash above.")
  }
  public static let otherLanguage = Wording(zh: "English", en: "中文")
  public static let home = Wording(zh: "返回首页", en: "Back to the list")
  public static let notFound = Wording(zh: "没有此项目。", en: "There is no such tender.")
}
