import Canon
import Documents
import Exact
import Notes
import Store
import Tendering

// What stands in a lot's papers for the archive's rows and the rules' words.

extension TenderRow {
  /// The law that its papers are worded by.
  var law: PaperLaw { Profile(rawValue: profile).map { PaperLaw($0) } ?? .procurement }
}

extension PaperService {
  /// What is bought in a lot: for the park and its firms, in the words in force.
  init(of lot: LotRow, in park: String, wanted: JSON) {
    self.init(
      name: lot.title, scope: "面向\(park)及其入驻企业的知识产权托管服务",
      requirement: Self.clause(wanted["requirement"]?.stringValue ?? "—"),
      standard: Self.clause(wanted["standard"]?.stringValue ?? "—"))
  }
}

extension LotBid {
  /// Why a bid that was not opened could not be read, by its result in the log.
  var unreadReason: String {
    guard result == "malformed" else { return "投标文件在补救期内未能解密。" }
    let found = reason.flatMap { Bid.MalformedReason(rawValue: $0) }.map { "（\($0.chinese)）" } ?? ""
    return "投标文件损坏或不符合加密格式\(found)，无法读取。"
  }
}

extension Bid.MalformedReason {
  /// As the opening record has it.
  fileprivate var chinese: String {
    switch self {
    case .envelope: "份额与密文不符"
    case .age: "密文不能解开"
    case .archive: "归档格式不符"
    case .padding: "填充不符"
    case .bid: "投标数据不符"
    }
  }
}

extension Scheme {
  /// What papers tell that a bid was ranked by.
  func merit(_ figures: Evaluation.Figures) -> PaperMerit {
    switch method {
    case .rated: .total(figures.total.description)
    case .lowestPrice: .evaluatedPrice(figures.price.evaluated.description)
    }
  }
}

extension [EvaluationRow] {
  /// What the names of papers over the evaluation in force end in: nothing for the lot's first.
  var edition: String { count < 2 ? "" : "-\(count)" }
}

extension ReReview.Ground {
  var chinese: String {
    switch self {
    case .sumWrong: "分值汇总计算错误"
    case .outOfRange: "分项评分超出评分标准范围"
    case .objectiveDiffers: "评标委员会成员对客观评审因素评分不一致"
    case .extreme: "经评标委员会认定评分畸高、畸低"
    }
  }
}

extension MemberRow {
  var seatName: String {
    if isBuyerSide { return "采购人代表" }
    return isChair ? "评审专家（组长）" : "评审专家"
  }
}

extension Moment {
  var paper: PaperMoment { PaperMoment(unixSeconds: Int64(seconds)) }
}

extension Moment? {
  var paper: PaperMoment { PaperMoment(unixSeconds: Int64(self?.seconds ?? 0)) }
}

extension FirmSize? {
  var chinese: String {
    switch self {
    case .micro: "微型企业"
    case .small: "小型企业"
    case .medium: "中型企业"
    case .large: "大型企业"
    case nil: "—"
    }
  }
}

extension Offer {
  /// The project lead (项目负责人): whoever of the team has that part, otherwise who is named first.
  var lead: TeamMember? {
    team.first { member in ["lead", "项目负责人"].contains { $0.utf8.elementsEqual(member.role.utf8) } } ?? team.first
  }
}

extension Invalidity.Stage {
  var chinese: String {
    switch self {
    case .qualification: "资格审查"
    case .conformity: "符合性审查"
    case .price: "报价审查"
    case .collusion: "串通投标审查"
    }
  }
}

extension Lot.FailureGround? {
  /// The articles that a lot fails by.
  ///
  /// - Source; under the Tendering Law.
  func basis(_ profile: Profile) -> String {
    guard !profile.isGovernmentProcurement else {
      let (law, order) = ("《政府采购法》第三十六条", "《政府采购货物和服务招标投标管理办法》")
      return switch self {
      case .tooFewBids, .tooFewOpened: law + "、" + order + "第四十一条、第四十三条"
      case .tooFewQualified, .tooFewConforming: law + "、" + order + "第四十三条"
      case .allOverBudget, .unlawfulAct, .cancelled, nil: law
      }
    }
    return switch self {
    case .tooFewBids: "《招标投标法》第二十八条、《招标投标法实施条例》第四十四条"
    case .cancelled: "《招标投标法实施条例》第三十一条"
    case .tooFewOpened, .tooFewQualified, .tooFewConforming, .allOverBudget:
      "《关于严格执行招标投标法规制度进一步规范招标投标主体行为的若干意见》（发改法规规〔2022〕1117号）"
    case .unlawfulAct, nil: "《招标投标法》及其实施条例"
    }
  }

  var chinese: String {
    switch self {
    case .tooFewBids: "有效投标人不足法定家数"
    case .tooFewOpened: "可开启的投标不足法定家数"
    case .tooFewQualified: "通过资格审查的投标人不足法定家数"
    case .tooFewConforming: "通过符合性审查的投标人不足法定家数"
    case .allOverBudget: "投标报价均超过预算"
    case .unlawfulAct: "出现影响采购公正的违法违规行为"
    case .cancelled: "因重大变故采购任务取消"
    case nil: "其他情形"
    }
  }
}
