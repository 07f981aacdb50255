import Canon
import Documents

extension OpeningRecordFacts {
  package static func sample(firstName: String = "周口演武知识产权代理有限公司", isRehearsal: Bool = true) -> OpeningRecordFacts {
    func particulars(_ bid: UInt8, _ bidder: String, _ name: String, _ price: String, _ words: String) -> JSON {
      .object([
        .init("bid", .string(b64(bid))), .init("bidder", .string(bidder)), .init("name", .string(name)),
        .init("lot", "L1"), .init("part", "main"), .init("price", .string(price)),
        .init("priceInWords", .string(words)), .init("termDays", 365),
      ])
    }
    return OpeningRecordFacts(
      frame: .sample("KB-2026-L1", isRehearsal: isRehearsal), buyer: .bureau,
      ceiling: PaperMoney(yuan: "300000.00", inWords: "叁拾万元整"),
      deadline: PaperMoment(unixSeconds: 1_789_999_000), openedFrom: PaperMoment(unixSeconds: 1_789_999_060),
      openedTo: PaperMoment(unixSeconds: 1_789_999_100), place: "周口市公共资源交易平台（网上开标大厅，演练）",
      host: OpeningOfficial(name: "甄主持", key: "officer.opening+00112233"),
      recorder: OpeningOfficial(name: "甄记录"), supervisor: OpeningOfficial(name: "甄监督", key: "supervisor+44556677"),
      manifest: b64(0x11), threshold: 3,
      custodians: (1...5).map {
        OpeningCustodian(index: $0, key: "custodian.\($0)+0000000\($0)", hasActed: $0 < 4)
      },
      results: [
        OpeningResult(
          bid: b64(0xA1), bidder: bidderA,
          outcome: .opened(particulars: particulars(0xA1, bidderA, firstName, "198000.00", "壹拾玖万捌仟元整"))),
        OpeningResult(
          bid: b64(0xB2), bidder: bidderB,
          outcome: .opened(
            particulars: particulars(0xB2, bidderB, "河南彩排专利事务所（普通合伙）", "180000.00", "壹拾捌万元整")),
          remark: "递交后替换一次，以最后一份为准"),
        OpeningResult(
          bid: b64(0xC3), bidder: bidderC,
          outcome: .opened(
            particulars: particulars(0xC3, bidderC, "郑州试演知识产权运营有限公司周口服务中心", "310000.00", "叁拾壹万元整"))),
        OpeningResult(bid: b64(0xD4), bidder: "91411600MA0000066R+4e5f6071", outcome: .malformed(reason: "padding")),
        OpeningResult(bid: b64(0xE5), bidder: "91411600MA0000074L+5f607182", outcome: .unopenable),
      ],
      notRead: [UnreadBid(bidder: bidderD, reason: "截止后送达，依规拒收")],
      objections: [
        OpeningObjection(by: "河南彩排专利事务所（普通合伙）", text: "询问解密份额如何复核", answer: "份额已公开，任何人可用公开程序复核")
      ],
      signing: .sample(
        ("主持人", "甄主持", "officer.opening+00112233"), ("监督人", "甄监督", "supervisor+44556677"), signed: false))
  }
}

extension EvaluationReportFacts {
  package static func evaluation() throws -> JSON {
    try JSON.parse(Array(evaluationText.utf8))
  }

  package static func seat(_ k: Int) -> CommitteeSeat {
    let role = k == 1 ? "评审专家（组长）" : k == 5 ? "采购人代表" : "评审专家"
    return CommitteeSeat(
      member: "m\(k)", name: ["喆一", "堃二", "玥三", "𬭚四", "赵五"][k - 1], role: role,
      key: "rehearsal.zk-2026.m\(k)+8899aa0\(k)", sheet: b64(UInt8(0x70 + k)))
  }

  package static func sample() throws -> EvaluationReportFacts {
    EvaluationReportFacts(
      frame: .sample("PB-2026-L1"), buyer: .bureau, noticeMedium: "中国政府采购网河南分网（演练）",
      noticeDate: PaperDate(year: 2026, month: 8, day: 28), openedAt: PaperMoment(unixSeconds: 1_789_999_060),
      openingPlace: "周口市公共资源交易平台（网上开标大厅，演练）", openingRecordNumber: "KB-2026-L1",
      evaluation: try evaluation(),
      bidders: [
        EvaluatedBidder(bidder: bidderA, name: "周口演武知识产权代理有限公司"),
        EvaluatedBidder(bidder: bidderB, name: "河南彩排专利事务所（普通合伙）"),
        EvaluatedBidder(bidder: bidderC, name: "郑州试演知识产权运营有限公司周口服务中心"),
      ],
      members: (1...5).map(seat),
      course: [
        "采购人对3家投标人进行资格审查，3家均通过。", "评标委员会进行符合性审查，2家通过，1家投标无效。",
        "各委员独立评分并签署评分表，评审得分由系统按招标文件规定的公式汇总，委员逐项核对无误。",
      ],
      clarifications: [
        CommitteeClarification(bidder: "河南彩排专利事务所（普通合伙）", question: "请说明驻园人员排班。", answer: "每周三日，名单见投标文件第12页。")
      ],
      proposed: [bidderA, bidderB])
  }
}

extension EvaluationReportFacts {
  /// Of two ranked bids and an invalid one, measured by a scheme of any kind; their figures are not worked out.
  ///
  /// - Parameter failed: the lot failed all the same.
  package static func sample(
    of scheme: JSON, isUnderTenderingLaw: Bool = false, failed: Bool = false
  ) throws -> EvaluationReportFacts {
    var facts = try sample()
    let isByMean = scheme["price"]?["formula"]?.stringValue == "meanDeviation"
    let bids = (facts.evaluation["bids"]?.arrayValue ?? []).map { bid -> JSON in
      guard bid["criteria"] != nil, let price = bid["price"] else { return bid }
      return bid.setting("criteria", criteria(of: scheme))
        .setting("price", isByMean ? price.setting("mean", "174150.00") : price)
    }
    facts.evaluation = facts.evaluation.setting("scheme", scheme).setting("bids", .array(bids))
    facts.isUnderTenderingLaw = isUnderTenderingLaw
    guard failed else { return facts }
    facts.evaluation = facts.evaluation.setting("failed", "tooFewConforming")
    facts.proposed = []
    return facts
  }

  /// What each criterion of a scheme gave a bid.
  private static func criteria(of scheme: JSON) -> JSON {
    .object(
      (scheme["criteria"]?.arrayValue ?? []).map { criterion -> JSON.Member in
        let scores = (1...5).map { JSON.Member("m\($0)", "5.00") }
        let figures = JSON.object(scores + [.init("sum", "25.00"), .init("count", 5), .init("points", "5.00")])
        let goesByAnswer = ["banded", "lookup", "formula"].contains(criterion["kind"]?.stringValue ?? "")
        let claimed = figures.setting("answer", "三").setting("byAnswer", "6.00").setting("reason", "证明材料不足")
        return JSON.Member(criterion["id"]?.stringValue ?? "", goesByAnswer ? claimed : figures)
      })
  }
}

private let evaluationText = """
  {"format":"tender-evaluation/v1","tender":"rehearsal.zk-2026","lot":"L1","scheme":{"method":"rated","currency":"CNY",
  "ceiling":"300000.00","minBids":3,"disclosure":"full","criteria":[
  {"id":"c1","name":"服务方案","kind":"judged","max":"60.00","step":"0.50"},
  {"id":"c2","name":"每周驻园服务天数","kind":"objective","max":"20.00","step":"5.00"}],
  "combine":"mean","price":{"formula":"lowest","max":"20.00","smallFirmDeduction":"0.15"},
  "rounding":{"mode":"halfUp","places":2,"at":["criterion","price"]},"rank":["total","evaluatedPrice","draw"],
  "maxLotsWon":null,"lotOrder":null},"schemeSha256":"\(b64(0x31))","committee":"\(b64(0x32))",
  "members":["m1","m2","m3","m4","m5"],"sheets":{"m1":"\(b64(0x71))"},"bids":[
  {"bid":"\(b64(0xA1))","bidder":"\(bidderA)","state":"ranked",
  "price":{"read":"198000.00","corrected":"198000.00","deduction":"0.15","evaluated":"168300.00","lowest":"168300.00",
  "points":"20.00"},"criteria":{"c1":{"m1":"52.00","m2":"51.50","m3":"49.00","m4":"52.50","m5":"50.00","sum":"255.00",
  "count":5,"points":"51.00"},"c2":{"m1":"15.00","m2":"15.00","m3":"15.00","m4":"15.00","m5":"15.00","sum":"75.00",
  "count":5,"points":"15.00"}},"total":"86.00","rank":1,"tie":null},
  {"bid":"\(b64(0xB2))","bidder":"\(bidderB)","state":"ranked",
  "price":{"read":"180000.00","corrected":"180000.00","deduction":"0.00","evaluated":"180000.00","lowest":"168300.00",
  "points":"18.70"},"criteria":{"c1":{"m1":"50.00","m2":"47.50","m3":"51.00","m4":"49.50","m5":"48.50","sum":"246.50",
  "count":5,"points":"49.30"},"c2":{"m1":"10.00","m2":"10.00","m3":"10.00","m4":"10.00","m5":"10.00","sum":"50.00",
  "count":5,"points":"10.00"}},"total":"78.00","rank":2,"tie":null},
  {"bid":"\(b64(0xC3))","bidder":"\(bidderC)","state":"invalid","invalid":{"stage":"conformity",
  "ground":"overCeiling","reason":"报价超过最高限价"},"price":{"read":"310000.00"}}]}
  """

extension EvaluationReportFacts {
  /// Twenty bids, seven members, twenty criteria: more columns and rows than a sheet has.
  package static func crowded() throws -> EvaluationReportFacts {
    let members = (1...7).map { "m\($0)" }, criteria = (1...20).map { "c\($0)" }
    func scores() -> JSON {
      .object(members.map { .init($0, "3.50") } + [.init("sum", "24.50"), .init("count", 7), .init("points", "3.50")])
    }
    func bid(_ k: Int) -> JSON {
      [
        "bid": .string(b64(UInt8(k))), "bidder": .string("bidder\(k)+000000\(k + 10)"), "state": "ranked",
        "price": [
          "read": "1234567.89", "corrected": "1234567.89", "deduction": "0.125", "evaluated": "1080246.90375",
          "lowest": "1080246.90375", "points": "20.00",
        ],
        "criteria": .object(criteria.map { .init($0, scores()) }), "total": "90.00", "rank": JSON(k), "tie": nil,
      ]
    }
    var facts = try sample()
    let scheme = facts.evaluation["scheme"] ?? nil
    let listed = criteria.map {
      JSON.object([
        .init("id", .string($0)), .init("name", .string("评审因素" + $0)), .init("kind", "judged"), .init("max", "4.00"),
        .init("step", "0.50"),
      ])
    }
    facts.evaluation = [
      "schemeSha256": .string(b64(0x31)),
      "scheme": .object((scheme.removing("criteria").members ?? []) + [.init("criteria", .array(listed))]),
      "members": .array(members.map { .string($0) }), "bids": .array((1...20).map(bid)),
    ]
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    facts.bidders = (1...20).map {
      let tens = $0 < 11 ? "" : $0 == 20 ? "二" : "十"
      return EvaluatedBidder(bidder: "bidder\($0)+000000\($0 + 10)", name: "投标人\(tens)\(numerals[($0 - 1) % 10])号")
    }
    facts.members = (1...7).map {
      CommitteeSeat(member: "m\($0)", role: "评审专家", key: "t.m\($0)+0000000\($0)", sheet: b64(9))
    }
    facts.proposed = ["bidder1+00000011"]
    return facts
  }
}
