import Tendering

extension CollusionSignal.Kind {
  public var words: Wording {
    switch self {
    case .sameHandler: Wording(zh: "由同一人办理投标事宜", en: "one person handled the bidding")
    case .sameLead: Wording(zh: "项目负责人为同一人", en: "one project leader")
    case .sameContact: Wording(zh: "联系人为同一人", en: "one contact person")
    case .filesAlike: Wording(zh: "投标文件异常一致", en: "files abnormally alike")
    case .unitPricesRegular: Wording(zh: "分项报价呈规律性差异", en: "unit prices in a regular pattern")
    case .filesMixed: Wording(zh: "投标文件相互混装（出现他人名称）", en: "files mixed up: another bidder's name")
    case .sameSecurityAccount: Wording(zh: "保证金从同一账户转出", en: "security from one account")
    case .sameAttorney: Wording(zh: "同一专利代理师出现在两份投标中", en: "one attorney in two bids")
    case .sameFile: Wording(zh: "附件内容相同", en: "the same attachment")
    case .sameMetadata: Wording(zh: "附件属性相同（作者、保存者、创建时间）", en: "the same file metadata")
    case .textSimilar: Wording(zh: "文字相近", en: "similar texts")
    case .totalsRegular: Wording(zh: "总报价呈等差或等比", en: "totals in a regular series")
    case .sameAddress: Wording(zh: "从同一网络地址递交", en: "handed in from one network address")
    case .handedInTogether: Wording(zh: "同一地址、前后数分钟内递交", en: "handed in minutes apart from one address")
    }
  }
}

extension CollusionSignal.Weight {
  public var words: Wording {
    switch self {
    case .deemed:
      Wording(zh: "法定视为串通的情形，须由评标委员会认定事实", en: "deemed by law, once the committee finds it so")
    case .supporting: Wording(zh: "仅为线索，须人工核实", en: "a clue only, for people to look into")
    }
  }
}
