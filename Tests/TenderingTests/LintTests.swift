import Canon
import Exact
import Tendering
import Testing

/// A real tender's draft that has nothing against it; each test spoils one thing.
private func draft() throws -> JSON {
  let criteria = [
    try Criterion.graded([("优", "40.50", "60.00"), ("良", "20.50", "40.00"), ("差", "0.00", "20.00")], max: "60.00"),
    try Criterion.banded([("0", "0.00"), ("3", "20.00")], id: "c2", max: "20.00"),
  ]
  let scheme = try Scheme.sample(disclosure: .winner, criteria: criteria, deduction: "0.00")
  return [
    "id": "zk-2026-01", "profile": "G1", "minimum": 3, "reviewed": true, "consortium": false,
    "qualification": ["持有专利代理机构执业许可证", "近三年无重大违法记录"],
    "service": ["requirement": "为园区企业提供知识产权托管，驻园服务。", "standard": "每户每季度至少上门一次。"],
    "lots": [
      ["id": "L1", "budget": "300000.00", "ceiling": "300000.00", "sme": "reserved", "scheme": scheme.json],
      ["id": "L2", "budget": "400000.00", "ceiling": "300000.00", "sme": "reserved", "scheme": scheme.json],
    ],
  ]
}

/// Replaces what stands at a path such as `lots.0.scheme.criteria.1.name`; nil takes it away.
private func altered(_ json: JSON, _ path: String, to value: JSON?) -> JSON {
  func step(_ json: JSON, _ path: ArraySlice<Substring>) -> JSON {
    guard let name = path.first else { return value ?? .null }
    let rest = path.dropFirst()
    if let index = Int(name), var array = json.arrayValue {
      array[index] = step(array[index], rest)
      return .array(array)
    }
    if rest.isEmpty, value == nil { return json.removing(String(name)) }
    return json.setting(String(name), step(json[String(name)] ?? .null, rest))
  }
  return step(json, ArraySlice(path.split(separator: ".")))
}

@Suite struct `A draft's content` {
  @Test func `in order has nothing against it, in earnest and as a rehearsal`() throws {
    let outline = try DraftOutline(json: try draft())
    #expect(outline.findings(isRehearsal: false).isEmpty && outline.findings(isRehearsal: true).isEmpty)
    try outline.requireSettled(isRehearsal: false)
  }

  typealias Case = (
    what: String, path: String, value: JSON?, fault: LintFault, LintFinding.Severity, at: String
  )
  static let name = "lots.0.scheme.criteria.0.name"
  static let cases: [Case] = [
    //
    (
      "a registered place", "qualification.0", "供应商须在周口市注册", .localityCondition(word: "周口…注册"), .needsNote,
      "qualification[0]"
    ),
    (
      "a local branch", "qualification.0", "在本市设有分支机构", .localityCondition(word: "本市…分支机构"), .needsNote,
      "qualification[0]"
    ),
    (
      "local insurance", "qualification.0", "社保在河南省内缴纳", .localityCondition(word: "河南…社保"), .needsNote,
      "qualification[0]"
    ),
    (
      "local firms first", name, "本地企业优先", .localityCondition(word: "本地"), .needsNote,
      "lots[0].scheme.criteria[0]"
    ),
    // R-010, also with a blank in the word
    ("capital", "qualification.1", "注册 资本500万元以上", .sizeCondition(word: "注册资本"), .blocks, "qualification[1]"),
    ("staff", name, "从业人员数量", .sizeCondition(word: "从业人员"), .blocks, "lots[0].scheme.criteria[0]"),
    ("age", "qualification.0", "成立满三年", .sizeCondition(word: "成立满"), .blocks, "qualification[0]"),
    //
    ("a prize of the province", name, "获得省级荣誉情况", .regionalBonus(word: "省级…荣誉"), .blocks, "lots[0].scheme.criteria[0]"),
    ("works of the city", name, "周口市同类业绩", .regionalBonus(word: "周口…业绩"), .blocks, "lots[0].scheme.criteria[0]"),
    //
    (
      "three contracts", "qualification.0", "近三年类似项目业绩不少于3个", .pastContractsTooMany(given: 3, max: 2), .needsNote,
      "qualification[0]"
    ),
    (
      "five contracts in words", "qualification.0", "提供五份类似合同", .pastContractsTooMany(given: 5, max: 2), .needsNote,
      "qualification[0]"
    ),
    //
    ("a library", "qualification.0", "已列入服务机构名录库", .libraryTicket(word: "名录库"), .blocks, "qualification[0]"),
    //
    (
      "a licence that earns points", name, "专利代理机构执业许可证", .qualificationScored(word: "执业许可证"), .blocks,
      "lots[0].scheme.criteria[0]"
    ),
    ("discretion", name, "服务方案（酌情给分）", .vagueWords(word: "酌情"), .needsNote, "lots[0].scheme.criteria[0]"),
    (
      "no grades", "lots.1.scheme.criteria.0.grades", nil, .notQuantified(criterion: "c1"), .needsNote,
      "lots[1].scheme.criteria[0]"
    ),
    (
      "99 points", "lots.0.scheme.price.max", "19.00", .scheme(.weightsNotHundred(sum: "99.00")), .blocks,
      "lots[0].scheme"
    ),
    //
    ("no tie rule", "lots.0.scheme.rank", ["total"], .scheme(.tieRuleMissing), .blocks, "lots[0].scheme"),
    //
    ("a ceiling above the budget", "lots.0.budget", "299999.99", .ceilingAboveBudget, .blocks, "lots[0].ceiling"),
    ("two ceilings", "lots.0.ceiling", "290000.00", .ceilingDiffers, .blocks, "lots[0].scheme.ceiling"),
    ("a floor", "qualification.0", "投标报价不得低于二十万元", .floorPrice(word: "报价不得低于"), .blocks, "qualification[0]"),
    (
      "a floor in the demand", "service.requirement", "设最低限价。", .floorPrice(word: "最低限价"), .blocks,
      "service.requirement"
    ),
    //
    (
      "a security above two per cent", "lots.0.bidSecurity", "6000.01",
      .securityTooHigh(share: Points("0.02")!), .blocks, "lots[0].bidSecurity"
    ),
    //
    ("two minima", "minimum", 4, .minimumDiffers, .blocks, "lots[0].scheme.minBids"),
    ("two bids enough", "lots.0.scheme.minBids", 2, .scheme(.minBidsBelowLaw(needed: 3)), .blocks, "lots[0].scheme"),
    //
    (
      "a deduction in a reserved lot", "lots.0.scheme.price.smallFirmDeduction", "0.15", .deductionInReserved, .blocks,
      "lots[0].scheme.price"
    ),
    (
      "a deduction beyond the law", "lots.0.scheme.price.smallFirmDeduction", "0.21",
      .scheme(.deductionOutOfRange(min: "0.10", max: "0.20")), .blocks, "lots[0].scheme"
    ),
    //
    ("not reserved", "lots.1.sme", "open", .notReserved, .needsNote, "lots[1].sme"),
    ("not said to be reserved", "lots.1.sme", nil, .notReserved, .needsNote, "lots[1].sme"),
    ("a budget for open tendering", "lots.0.budget", "1600000.00", .profileDiffers(expected: .g2), .blocks, "profile"),
    //
    ("a cap in one lot", "lots.0.scheme.maxLotsWon", 1, .scheme(.lotOrderWrong), .blocks, "lots[0].scheme"),
    //
    ("full disclosure", "lots.0.scheme.disclosure", "full", .scheme(.disclosureNotAllowed), .blocks, "lots[0].scheme"),
    //
    ("no review yet", "reviewed", false, .reviewMissing, .advises, "reviewed"),
    ("nothing of consortia", "consortium", nil, .consortiumUnsaid, .advises, "consortium"),
    (
      "a note for nothing", "legalNotes", [["rule": "R-009", "at": "qualification[0]", "note": "已核"]], .noteIdle,
      .advises,
      "legalNotes[0]"
    ),
  ]
  @Test(arguments: cases.indices)
  func `with one thing wrong is found out, with rule and place`(index: Int) throws {
    let (what, path, value, fault, severity, place) = Self.cases[index]
    let outline = try DraftOutline(json: altered(try draft(), path, to: value))
    let found = outline.findings(isRehearsal: false)
    let finding = found.first { $0.fault == fault }
    #expect(finding?.severity == severity && finding?.at == place, "\(what): \(found)")
    #expect(finding?.isOpen == (severity != .advises), "\(what)")
    #expect(RuleRegister.rule(fault.rule) != nil, "\(what)")
    if severity == .advises {
      try outline.requireSettled(isRehearsal: false)
    } else {
      #expect(throws: LintRefusal.self, "\(what)") { try outline.requireSettled(isRehearsal: false) }
    }
  }

  @Test func `passes with a legal note where the law leaves room, and nowhere else`() throws {
    func refusal(_ json: JSON) -> LintRefusal? {
      do { try DraftOutline(json: json).requireSettled(isRehearsal: false) } catch { return error as? LintRefusal }
      return nil
    }
    let local = altered(try draft(), "qualification.0", to: "在周口市设有分公司")
    #expect(refusal(local)?.code == "lint.localityCondition")
    func noted(_ rule: String, _ place: String, _ note: String, in json: JSON) -> JSON {
      json.setting("legalNotes", [["rule": JSON(rule), "at": JSON(place), "note": JSON(note)]])
    }
    #expect(refusal(noted("R-009", "qualification[0]", "中标后设立服务点，非准入条件", in: local)) == nil)
    // Of another rule, another place, or without a word.
    #expect(refusal(noted("R-010", "qualification[0]", "已核", in: local)) != nil)
    #expect(refusal(noted("R-009", "qualification[1]", "已核", in: local)) != nil)
    #expect(refusal(noted("R-009", "qualification[0]", " ", in: local)) != nil)
    let size = altered(try draft(), "qualification.0", to: "注册资本100万元")
    #expect(refusal(noted("R-010", "qualification[0]", "已核", in: size))?.open.first?.severity == .blocks)
  }

  @Test func `names all that holds it up, in the order of the draft`() throws {
    var json = altered(try draft(), "qualification.1", to: "注册资本100万元，在本市设分公司")
    json = altered(json, "lots.1.budget", to: "200000.00")
    do {
      try DraftOutline(json: json).requireSettled(isRehearsal: false)
      Issue.record("taken")
    } catch let refusal as LintRefusal {
      #expect(refusal.open.map(\.rule) == ["R-009", "R-010", "R-021"])
      #expect(refusal.code == "lint.localityCondition")
    }
  }

  @Test func `of a rehearsal is told what would need a note in earnest`() throws {
    var json = altered(try draft(), "lots.0.scheme.criteria.0.grades", to: nil)
    json = altered(json, "lots.0.sme", to: nil)
    json = altered(json, "lots.0.scheme.disclosure", to: "full")
    let outline = try DraftOutline(json: json)
    try outline.requireSettled(isRehearsal: true)
    #expect(outline.findings(isRehearsal: true).map(\.severity).allSatisfy { $0 == .advises })
    #expect(
      outline.findings(isRehearsal: true).map(\.fault.code).sorted() == [
        "lint.deductionMissing", "lint.notQuantified", "lint.notReserved",
      ])
    // What the law forbids is forbidden in a rehearsal too.
    let size = try DraftOutline(json: altered(json, "qualification.0", to: "注册资本100万元"))
    #expect(throws: LintRefusal.self) { try size.requireSettled(isRehearsal: true) }
  }

  @Test func `that publishes every figure in earnest needs a note beside the documents' word`() throws {
    var json = try draft().setting("discloseAll", true)
    #expect(try DraftOutline(json: json).findings(isRehearsal: false).isEmpty)
    json = altered(json, "lots.0.scheme.disclosure", to: "full")
    let found = try DraftOutline(json: json).findings(isRehearsal: false)
    #expect(found.map(\.fault) == [.allDisclosed] && found.first?.isOpen == true && found.first?.rule == "R-102")
  }

  @Test func `with a cap on lots has it alike in all, with an order of exactly these lots`() throws {
    func capped(_ orders: [JSON], caps: [JSON] = [1, 1]) throws -> [LintFault] {
      var json = try draft()
      for (index, order) in orders.enumerated() {
        json = altered(json, "lots.\(index).scheme.maxLotsWon", to: caps[index])
        json = altered(json, "lots.\(index).scheme.lotOrder", to: order)
      }
      return try DraftOutline(json: json).findings(isRehearsal: false).map(\.fault)
    }
    #expect(try capped([["L2", "L1"], ["L2", "L1"]]).isEmpty)
    #expect(try capped([["L2", "L1"], ["L1", "L2"]]) == [.lotCapDiffers])
    #expect(try capped([["L1"], ["L1"]]) == [.lotCapDiffers])
    #expect(try capped([["L1", "L3"], ["L1", "L3"]]) == [.lotCapDiffers])
    #expect(try capped([["L1", "L2"], ["L1", "L2"]], caps: [1, 2]) == [.lotCapDiffers])
    #expect(try capped([["L1", "L2"]]) == [.lotCapDiffers])
  }

  static let lawful = [
    "驻园服务，每周不少于三天", "对周口园区企业情况的了解和服务方案", "拟派专利代理师人数", "近三年类似项目业绩不少于2个", "具有健全的财务会计制度",
    "团队从业经验", "服务响应时间", "中标后在园区设服务点",
  ]
  @Test(arguments: lawful)
  func `about the service itself is left alone`(text: String) throws {
    for path in ["qualification.0", Self.name] {
      let outline = try DraftOutline(json: altered(try draft(), path, to: JSON(text)))
      #expect(outline.findings(isRehearsal: false).isEmpty, "\(path)")
    }
  }

  static let local: [(text: String, word: String)] = [
    // As the pilot's plan would have it.
    ("有资质的省内知识产权代理机构和外省在省内知识产权代理派出机构", "省内…派出机构"),
    ("投标人须为省内机构", "省内…机构"), ("投标人须为市内机构", "市内…机构"), ("在本省设有派出机构", "本省…派出机构"),
    ("在本市有固定驻点", "本市…驻点"), ("在周口设有办事机构", "周口…办事机构"), ("须在周口市设有服务机构", "周口…设有服务机构"),
    ("河南省内知识产权服务机构", "河南…服务机构"), ("省内专利代理机构优先", "省内…代理机构"), ("当地事务所", "当地…事务所"),
    ("本省供应商加5分", "本省…供应商"), ("对本省供应商给予加分", "本省…供应商"), ("仅限本市企业参加", "本市…企业"), ("本省企业优先", "本省…企业"),
    ("投标人为周口市内企业，有良好信誉", "周口…企业"), ("省内或本市单位", "本市…单位"), ("须为本地企业", "本地"),
  ]
  @Test(arguments: local.indices)
  func `that asks for bidders by their place is found out, in whatever words`(index: Int) throws {
    let (text, word) = Self.local[index]
    for path in ["qualification.0", Self.name] {
      let outline = try DraftOutline(json: altered(try draft(), path, to: JSON(text)))
      #expect(outline.findings(isRehearsal: false).map(\.fault) == [.localityCondition(word: word)], "\(path)")
    }
  }

  static let served = [
    "服务本省企业", "服务本地企业的方案", "服务周口市企业的经验", "为园区企业提供托管服务", "为省内企业提供过托管服务", "为省内服务机构提供培训", "周口市企业知识产权现状分析",
    "面向本市中小企业开展培训", "帮助我市企业申请专利", "对周口市园区企业需求的理解", "承诺在周口市园区驻点服务", "熟悉河南省知识产权政策", "由当地服务机构出具证明", "园区企业",
  ]
  @Test(arguments: served)
  func `that names a place as where it serves is left alone`(text: String) throws {
    for path in ["qualification.0", Self.name] {
      let outline = try DraftOutline(json: altered(try draft(), path, to: JSON(text)))
      #expect(outline.findings(isRehearsal: false).isEmpty, "\(path)")
    }
  }

  static let unreadable: [(String, JSON?, FormRefusal)] = [
    ("lots", [], .missing(field: "lots")), ("profile", "G3", .wrong(field: "profile")),
    ("qualification", [""], .wrong(field: "qualification[0]")), ("qualification", "x", .wrong(field: "qualification")),
    ("qualification", [JSON(String(repeating: "长", count: 400))], .tooLong(field: "qualification[0]", max: 1000)),
    ("legalNotes", [["rule": "R-009"]], .missing(field: "legalNotes[0].at")),
    ("consortium", "no", .wrong(field: "consortium")),
    ("lots.0.sme", "small", .wrong(field: "lots[0].sme")), ("service", nil, .missing(field: "service")),
  ]
  @Test(arguments: unreadable.indices)
  func `that cannot be read is refused with the place`(index: Int) throws {
    let (path, value, refusal) = Self.unreadable[index]
    #expect(throws: refusal) { try DraftOutline(json: altered(try draft(), path, to: value)) }
  }

  @Test func `in every fault keeps the code of its own`() {
    let faults: [LintFault] = Self.cases.map(\.fault) + [.lotCapDiffers, .allDisclosed, .deductionMissing]
    for fault in faults {
      if case .scheme(let refusal) = fault {
        #expect(fault.code == refusal.code)
      } else {
        #expect(fault.code == "lint." + "\(fault)".prefix { $0 != "(" })
      }
    }
  }
}
