/// What an agency does for a firm: core services F1–F5 (完全式), chosen services P1–P7 (部分), duties D1–D8 in both.
///
/// - Source: pilot plan, parts four and five (二) 2; S14, S17, S43 … S50.
public enum ServiceItem: String, Hashable, Sendable, CaseIterable {
  case f1 = "F1", f2 = "F2", f3 = "F3", f4 = "F4", f5 = "F5"
  case p1 = "P1", p2 = "P2", p3 = "P3", p4 = "P4", p5 = "P5", p6 = "P6", p7 = "P7"
  case d1 = "D1", d2 = "D2", d3 = "D3", d4 = "D4", d5 = "D5", d6 = "D6", d7 = "D7", d8 = "D8"

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The five services of full trusteeship.
    case core
    /// What a firm picks, and pays for, in partial trusteeship.
    case chosen
    /// The agency's eight duties.
    case duty
  }

  public var kind: Kind {
    switch self {
    case .f1, .f2, .f3, .f4, .f5: .core
    case .p1, .p2, .p3, .p4, .p5, .p6, .p7: .chosen
    case .d1, .d2, .d3, .d4, .d5, .d6, .d7, .d8: .duty
    }
  }

  public static var core: [ServiceItem] { allCases.filter { $0.kind == .core } }
  public static var chosen: [ServiceItem] { allCases.filter { $0.kind == .chosen } }
  public static var duties: [ServiceItem] { allCases.filter { $0.kind == .duty } }

  /// The plan's words.
  public var chineseName: String {
    switch self {
    case .f1: "提供咨询服务"
    case .f2: "指导企业建立健全知识产权规章制度"
    case .f3: "专利信息检索和信息分析服务"
    case .f4: "专利申请流程服务"
    case .f5: "根据企业研发特点深入挖掘专利"
    case .p1: "申请取得"
    case .p2: "知识产权使用"
    case .p3: "知识产权转让与许可"
    case .p4: "知识产权战略"
    case .p5: "知识产权评估及质押融资使用"
    case .p6: "知识产权变现"
    case .p7: "知识产权侵权保护和维权"
    case .d1: "指导企业制定知识产权战略"
    case .d2: "指导企业创新技术管理和品牌战略管理"
    case .d3: "对企业进行知识产权教育和培训"
    case .d4: "对企业现有知识产权的监控、归纳、整理、授权、许可"
    case .d5: "收集、分析企业知识产权情报"
    case .d6: "为企业发掘和申请专利"
    case .d7: "为企业提供所属行业专利发展方向、专利情况分析"
    case .d8: "为企业提供侵权分析及侵权诉讼服务"
    }
  }

  public var englishName: String {
    switch self {
    case .f1: "Advice"
    case .f2: "Help with the firm's IP rules and regulations"
    case .f3: "Patent search and analysis"
    case .f4: "Patent filing workflow"
    case .f5: "Mining the firm's research for patents"
    case .p1: "Filing and acquisition"
    case .p2: "Use of IP"
    case .p3: "Transfer and licensing"
    case .p4: "IP strategy"
    case .p5: "Valuation and pledge financing"
    case .p6: "Monetisation"
    case .p7: "Infringement and enforcement"
    case .d1: "Guide the firm's IP strategy"
    case .d2: "Guide innovation and brand management"
    case .d3: "IP education and training"
    case .d4: "Watch, sort, grant and license existing rights"
    case .d5: "Collect and analyse IP intelligence"
    case .d6: "Find and file patents"
    case .d7: "Analyse the industry's patents"
    case .d8: "Infringement analysis and litigation"
    }
  }
}
