/// A law, regulation, ministry order or notice that rules cite by its short name.
public struct Instrument: Hashable, Sendable {
  /// As in `O87 §55`.
  public let short: String
  /// The Chinese title, with the number where it has one.
  public let title: String
  public let en: String
  /// When it came into force in the form that was read.
  public let from: CalendarDay
  /// Its last day, or nil while no end is known.
  public let to: CalendarDay?
  /// How far its text was read.
  public let level: Rule.Level

  public static func named(_ short: String) -> Instrument? { table.first { $0.short == short } }

  /// The instruments that a source such as `TBL §28; O87 §41` cites, in order; an unknown name gives nil.
  public static func cited(in source: String) -> [Instrument]? {
    var cited: [Instrument] = []
    for citation in source.utf8.split(separator: 0x3B) {
      let word = citation.drop { $0 == 0x20 }.prefix { $0 != 0x20 }
      guard let instrument = named(String(decoding: Array(word), as: UTF8.self)) else { return nil }
      cited.append(instrument)
    }
    return cited
  }
}

extension Instrument {
  /// Days from memory are those of the level's own row; a legal officer confirms both together.
  static let table: [Instrument] = [
    row("TBL", "招标投标法", "Tendering and Bidding Law", "2000-01-01"),
    row("TBR", "招标投标法实施条例", "Regulation implementing the Tendering and Bidding Law", "2012-02-01"),
    row("GPL", "政府采购法", "Government Procurement Law", "2003-01-01"),
    row("GPR", "政府采购法实施条例", "Regulation implementing the Government Procurement Law", "2015-03-01"),
    row("O87", "政府采购货物和服务招标投标管理办法（财政部令第87号）", "Ministry of Finance order 87", "2017-10-01"),
    row("O74", "政府采购非招标采购方式管理办法（财政部令第74号）", "Ministry of Finance order 74", "2014-02-01"),
    row("O94", "政府采购质疑和投诉办法（财政部令第94号）", "Ministry of Finance order 94", "2018-03-01"),
    row("O101", "政府采购信息发布管理办法（财政部令第101号）", "Ministry of Finance order 101", "2020-03-01"),
    row("O110", "政府采购框架协议采购方式管理暂行办法（财政部令第110号）", "Ministry of Finance order 110", "2022-03-01"),
    row("SME46", "政府采购促进中小企业发展管理办法（财库〔2020〕46号）", "Measures for small and medium firms", "2021-01-01"),
    row("REQ22", "政府采购需求管理办法（财库〔2021〕22号）", "Measures on procurement demand", "2021-07-01"),
    row("FAIR38", "关于促进政府采购公平竞争优化营商环境的通知（财库〔2019〕38号）", "Notice on fair competition", "2019-09-01"),
    row("E20", "电子招标投标办法（国家发展改革委等八部委令第20号）", "Measures on electronic tendering", "2013-05-01"),
    row(
      "N1117", "关于严格执行招标投标法规制度进一步规范招标投标主体行为的若干意见（发改法规规〔2022〕1117号）", "Opinions on tendering conduct",
      "2022-09-01", to: "2027-08-31"),
    row("FCR", "招标投标领域公平竞争审查规则", "Rules on fair-competition review in tendering", "2024-05-01"),
    row("FCC", "公平竞争审查条例", "Regulation on fair-competition review", "2024-08-01"),
    row("PAR", "专利代理条例", "Regulation on patent agency", "2019-03-01"),
    row("CC", "民法典", "Civil Code", "2021-01-01"),
    row("ESL", "电子签名法", "Electronic Signature Law", "2005-04-01"),
    row("DSL", "数据安全法", "Data Security Law", "2021-09-01"),
    row("PIPL", "个人信息保护法", "Personal Information Protection Law", "2021-11-01"),
    row("CRY", "密码法", "Cryptography Law", "2020-01-01"),
    row("GIR", "政府信息公开条例", "Regulation on open government information", "2019-05-15"),
    row("NDR", "网络数据安全管理条例", "Regulation on network data security", "2025-01-01"),
    row("SMEP", "保障中小企业款项支付条例", "Regulation on payments to small and medium firms", "2025-06-01"),
    row("ARCH", "档案法实施条例", "Regulation implementing the Archives Law", "2024-03-01"),
    row("HN02", "河南省实施招标投标法办法", "Henan's measures for the Tendering Law", "2003-03-01"),
    row("O12", "评标委员会和评标方法暂行规定（七部委令第12号）", "Order 12 on evaluation committees", "2001-07-05", .secondary),
    row("O10", "招标公告和公示信息发布管理办法（国家发展改革委令第10号）", "Order 10 on tender notices", "2018-01-01", .secondary),
    row("LOW26", "异常低价审查（财库〔2026〕2号）", "Notice on abnormally low prices", "2026-02-01", .secondary),
    row(
      "SME19", "关于进一步加大政府采购支持中小企业力度的通知（财库〔2022〕19号）", "Notice on more support for small firms", "2022-07-01",
      .secondary),
    row("HN-TH", "河南省政府集中采购目录及标准（2020年版）", "Henan's catalogue and thresholds, 2020", "2020-01-01", .secondary),
    row("ARC103", "招标投标电子文件归档规范（DA/T 103-2024）", "Archiving of electronic tender files", "2025-02-01", .secondary),
    row("O26", "评标专家和评标专家库管理办法（国家发展改革委令第26号）", "Order 26 on evaluation experts", "2025-01-01", .memory),
    row("O198", "政府采购评审专家管理办法（财库〔2016〕198号）", "Measures on procurement experts", "2017-01-01", .memory),
    row("C125", "关于在政府采购活动中查询及使用信用记录有关问题的通知（财库〔2016〕125号）", "Notice on credit records", "2016-08-01", .memory),
    row("O102", "政府购买服务管理办法（财政部令第102号）", "Ministry of Finance order 102", "2020-03-01", .memory),
    row("PBC", "金融机构人民币贷款基准利率（中国人民银行，一年以内）", "The central bank's base rate for loans, one year", "2015-10-24", .memory),
    row("PAM", "专利代理管理办法", "Measures on patent agency", "2019-05-01", .memory),
    row("DISC", "关于进一步严格规范专利申请行为的通知（国知发保字〔2021〕1号）", "Notice against abnormal filings", "2021-01-27", .memory),
    // Where no instrument speaks: this product's own choice, which the tender documents state.
    row("OWN", "（无明文规定，由招标文件载明）", "No rule: the tender documents say so", "2026-11-22", .own),
  ]

  private static func row(
    _ short: String, _ title: String, _ en: String, _ from: String, to: String? = nil, _ level: Rule.Level = .verified
  ) -> Instrument {
    guard let from = CalendarDay(from) else { preconditionFailure("\(short) has no such day") }
    return Instrument(
      short: short, title: title, en: en, from: from, to: to.flatMap { CalendarDay($0) }, level: level)
  }

  private static func row(
    _ short: String, _ title: String, _ en: String, _ from: String, _ level: Rule.Level
  ) -> Instrument {
    row(short, title, en, from, to: nil, level)
  }
}
