import Canon
import Exact
import Tendering
import Trusteeship

/// What a test builds on is missing: the sample itself is wrong.
struct BadSample: Error {
  let what: String
}

func some<Value>(_ value: Value?, _ what: String = "sample") throws -> Value {
  guard let value else { throw BadSample(what: what) }
  return value
}

func day(_ text: String) throws -> CalendarDay { try some(CalendarDay(text), text) }
func code(_ serial: Int) throws -> CreditCode { try some(CreditCode.synthetic(serial: serial)) }
func park(_ id: String = "p1") throws -> HostPark.ID { try some(HostPark.ID(id)) }
func key(_ name: String) throws -> PartyKey { try some(PartyKey("\(name)+0a1b2c3d")) }
func fingerprint(_ byte: UInt8) -> Fingerprint { Fingerprint(digest: [UInt8](repeating: byte, count: 32)) }

extension Programme {
  static func sample() throws -> Programme {
    try Programme(
      id: try some(Programme.ID("zk")), name: "周口市知识产权托管试点", basis: "周市监办〔2021〕227号",
      begins: try day("2026-01-01"), ends: try day("2027-12-31"))
  }
}

extension Batch {
  static func sample(
    year: Int = 2026, opens: Int64 = 100, closes: Int64 = 200, begins: String = "2026-12-01",
    ends: String = "2027-11-30",
    taken: Set<Int> = []
  ) throws -> Batch {
    try Batch(
      id: try some(Batch.ID("b2026")), programme: try Programme.sample(), year: year,
      windowOpens: Instant(seconds: opens), windowCloses: Instant(seconds: closes), termBegins: try day(begins),
      termEnds: try day(ends), yearsTaken: taken)
  }
}

let termJSON: JSON = ["begins": "2026-12-01", "ends": "2027-11-30"]

enum Sample {
  static func firms(_ count: Int, evidence: String = "GR202641000001") throws -> [JSON] {
    try (0..<count).map {
      [
        "creditCode": JSON(try code(1000 + $0).text), "name": JSON("示例科技\($0)"), "category": "highTech",
        "evidence": JSON(evidence),
      ]
    }
  }

  static func application(firms: [JSON]? = nil) throws -> JSON {
    [
      "park": "p1", "name": "示例高新技术开发区", "creditCode": JSON(try code(1).text), "level": "provincial",
      "foundedBy": "河南省人民政府", "approval": "豫政〔2009〕1号", "region": "411602", "department": "知识产权办公室",
      "contact": ["name": "甲", "phone": "0394-0000000"], "enterprises": 60,
      "technologyFirms": .array(try firms ?? Self.firms(20)), "groundwork": "已开展专利导航",
      "office": ["place": "创业楼201室", "isFree": true], "plan": "一年内服务三十家企业",
    ]
  }

  static func agency() throws -> JSON {
    [
      "creditCode": JSON(try code(2).text), "name": "示例专利代理所", "licence": "41999", "isLicenceValid": true,
      "size": "micro", "contact": "乙 0394-0000000", "address": "示例路一号（虚构）", "vkey": nil,
    ]
  }

  static func firm(hasUnit: Bool = false, staff: Int = 0, size: String = "small") throws -> JSON {
    [
      "creditCode": JSON(try code(3).text), "name": "示例机械厂", "size": JSON(size), "hasUnit": JSON(hasUnit),
      "staff": JSON(staff), "isTechnologyFirm": true, "isIndustrial": true,
    ]
  }

  static func award() throws -> AwardFacts {
    AwardFacts(
      tender: try some(Tender.ID("rehearsal.zk")), lot: try some(Lot.ID("L1")), park: try park(), winner: try code(2),
      price: try some(Price("198000.00")), noticedAt: Instant(seconds: 1000))
  }

  static let clauses: JSON = .object(
    TrusteeContract.Clause.allCases.map { JSON.Member($0.rawValue, "按约定。") })

  static func contract(
    _ mode: TrusteeshipMode, items: [JSON]? = nil, fee: String? = nil, payer: String? = nil
  ) throws -> JSON {
    let full = (ServiceItem.core + ServiceItem.duties).map { ["item": JSON($0.rawValue), "price": nil] as JSON }
    let partial: [JSON] = [
      ["item": "P1", "price": "8000.00"], ["item": "P4", "price": "12000.50"], ["item": "D3", "price": nil],
    ]
    return [
      "mode": JSON(mode.rawValue), "batch": "b2026", "park": "p1", "agency": JSON(try code(2).text),
      "enterprise": JSON(try code(3).text), "items": .array(items ?? (mode == .full ? full : partial)),
      "fee": JSON(fee ?? (mode == .full ? "0.00" : "20000.50")),
      "payer": JSON(payer ?? (mode == .full ? "bureau" : "enterprise")), "term": termJSON, "clauses": clauses,
    ]
  }
}
