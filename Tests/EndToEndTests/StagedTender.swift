import Canon
import Foundation
import Notes

/// A published tender of a staged office, with what its bidders made for it.
struct StagedTender: Sendable {
  let office: StagedOffice
  let id: String
  let notice: Digest
  /// Unix seconds.
  let deadline: Int

  /// The tender's draft: one lot, one part, five custodians of whom three must act.
  ///
  /// - Parameters:
  ///   - parts: of the lot, in the order of opening; the one called `price` is confidential.
  ///   - disclosure: whose figures the public sees, `full` or `winner`.
  static func draft(
    _ office: StagedOffice, id: String, bidsFor: Int, parts: [String] = ["main"], disclosure: String = "full"
  ) -> JSON {
    [
      "id": JSON(id), "batch": JSON(StagedOffice.batch), "title": "园区知识产权托管服务采购", "profile": "G1",
      "times": ["opensAfter": 0, "bidsFor": JSON(bidsFor)], "grace": 1, "recovery": 60, "threshold": 3, "minimum": 3,
      "reviewed": true,
      "people": [
        "openingOfficer": JSON(office.opener.reference), "drawingOfficer": JSON(office.drawer.reference),
        "administrator": JSON(office.administrator.reference), "evaluators": [JSON(office.deputy.reference)],
        "custodians": .array(office.custodians.map { JSON($0.reference) }),
      ],
      "service": ["requirement": "托管服务", "standard": "不少于二十户", "validityDays": 90, "termDays": 365],
      "lots": [
        [
          "id": "L1", "park": JSON(StagedOffice.park), "title": "演武高新技术产业园托管服务", "budget": "300000.00",
          "ceiling": "260000.00",
          "parts": .array(
            parts.map { ["part": JSON($0), "maxBytes": 134_217_728, "public": JSON($0 != "price")] }),
          "scheme": scheme.setting("disclosure", JSON(disclosure)),
        ]
      ],
    ]
  }

  private static let scheme: JSON = [
    "method": "rated", "currency": "CNY", "ceiling": "260000.00", "minBids": 3, "disclosure": "full",
    "criteria": [
      ["id": "c1", "name": "服务方案", "kind": "judged", "max": "60.00", "step": "0.50"],
      ["id": "c2", "name": "每周驻园服务天数", "kind": "objective", "max": "20.00", "step": "5.00"],
    ],
    "combine": "mean", "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.00"],
    "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
    "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": nil, "lotOrder": nil,
  ]

  /// Drafted, with the custodians' keys stated, published, and fetched for offline sealing.
  static func publish(
    _ office: StagedOffice, id: String, bidsFor: Int, parts: [String] = ["main"], disclosure: String = "full"
  ) async throws -> StagedTender {
    try await publish(
      office, id: id, draft: draft(office, id: id, bidsFor: bidsFor, parts: parts, disclosure: disclosure))
  }

  /// The same of a draft of the test's own.
  static func publish(_ office: StagedOffice, id: String, draft: JSON) async throws -> StagedTender {
    try await office.post(office.lead, "/api/tenders", draft)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (place, custodian) in office.custodians.enumerated() {
        group.addTask {
          try await office.must(
            custodian, "custodian", "key", id, "--index", "\(place + 1)", "--out", "\(id)/custodians/\(place + 1)")
        }
      }
      try await group.waitForAll()
    }
    let published = try await office.must(office.lead, "tender", "publish", id)
    guard let deadline = published["deadline"]?.integerValue, let opens = published["opens"]?.integerValue,
      let notice = (published["notice"]?.stringValue).flatMap({ Digest(b64: $0) })
    else { throw StageFailure("publish said \(published.canonicalText)") }
    try await office.must(nil, "tender", "fetch", id, "--out", "\(id)/tender")
    try await until("the tender opens") { Date().timeIntervalSince1970 >= Double(opens) }
    return StagedTender(office: office, id: id, notice: notice, deadline: deadline)
  }

  /// Waits for the close, however far off the deadline is.
  ///
  /// - Parameter daemon: who is asked; the office's own by default.
  func untilClosed(at daemon: Daemon? = nil) async throws {
    let left = max(0, Double(deadline) - Date().timeIntervalSince1970)
    try await until("the tender closes", seconds: left + 60) {
      try await (daemon ?? office.daemon).send("GET", "/api/tenders/\(id)").json?["close"]?.integerValue != nil
    }
  }

  func identity(_ index: Int) -> String { "\(id)/custodians/\(index)/identity.txt" }

  /// Seals an agency's bid offline; returns what it made.
  ///
  /// - Parameter attachmentBytes: size of the one attachment.
  func seal(
    _ agency: Person, seq: Int = 1, price: OfferedPrice = .first, attachmentBytes: Int = 500, part: String = "main",
    lot: String = "L1"
  ) async throws -> SealedBid {
    let folder = "\(id)/\(agency.key.name)/\(lot == "L1" ? "" : lot)\(part == "main" ? "" : part)\(seq)"
    var offer = price.offer(of: agency)["offer"] ?? .null
    // Sealed apart: the price in its own part, the rest in the other.
    for field in part == "price" ? ["team", "answers"] : part == "main" ? [] : ["price"] {
      offer = offer.removing(field)
    }
    try office.folder.write("\(folder)/bid.json", ["offer": offer])
    try office.folder.write("\(folder)/方案.txt", [UInt8](repeating: UInt8(ascii: "a"), count: attachmentBytes))
    let sealed = folder + ".sealed"
    let made = try await office.must(
      agency, "bid", "seal", "\(id)/tender", folder, "--lot", lot, "--part", part, "--seq", "\(seq)", "--out",
      sealed)
    guard let bid = (made["bid"]?.stringValue).flatMap({ Digest(hex: $0) }) else {
      throw StageFailure("seal said \(made.canonicalText)")
    }
    return SealedBid(tender: self, agency: agency, folder: sealed, id: bid)
  }
}

/// What `tender bid seal` made.
struct SealedBid: Sendable {
  let tender: StagedTender
  let agency: Person
  let folder: String
  let id: Digest

  var note: [UInt8] { get throws { try tender.office.folder.bytes(folder + "/bid.note") } }
  var payload: [UInt8] { get throws { try tender.office.folder.bytes(folder + "/payload.age") } }
  func body() throws -> BidNote { try BidNote(parsing: SignedNote(parsing: note).text) }

  func submit() async throws -> Outcome { try await tender.office.tender(agency, "bid", "submit", folder) }

  /// Posts note bytes as a bidder's own client would, with a payload beside them.
  func post(_ note: [UInt8], payload: [UInt8]?, as person: Person? = nil) async throws -> Answer {
    try await tender.post(note, payload: payload, as: person ?? agency)
  }
}

extension StagedTender {
  func post(_ note: [UInt8], payload: [UInt8]? = nil, as person: Person) async throws -> Answer {
    var request = Request("POST", "/api/tenders/\(id)/bids", body: note + (payload ?? []), key: person.key)
    request.headers = [("Content-Type", "application/octet-stream")]
    if payload != nil { request.headers.append(("Tender-Note-Bytes", "\(note.count)")) }
    return try await office.daemon.send(request)
  }

  /// The agency stands in the tender's list of bidders.
  func register(_ agency: Person) async throws {
    try await office.must(agency, "bid", "register", id)
  }
}

/// An offer whose figures and words agree.
struct OfferedPrice: Sendable {
  let unit, total, words, days: String

  static let first = OfferedPrice(unit: "9900.00", total: "198000.00", words: "壹拾玖万捌仟元整", days: "3")
  static let second = OfferedPrice(unit: "10600.00", total: "212000.00", words: "贰拾壹万贰仟元整", days: "2")
  static let third = OfferedPrice(unit: "10250.00", total: "205000.00", words: "贰拾万伍仟元整", days: "4")

  func offer(of agency: Person) -> JSON {
    [
      "offer": [
        "supplier": [
          "name": JSON(agency.name + "知识产权代理有限公司"), "creditCode": JSON(agency.code), "licence": "41901",
          "size": "small", "members": [],
        ],
        "price": [
          "currency": "CNY", "total": JSON(total), "inWords": JSON(words),
          "items": [
            [
              "no": "1", "name": "完全式托管服务", "unit": "户", "quantity": "20", "unitPrice": JSON(unit),
              "amount": JSON(total),
            ]
          ],
        ],
        "termDays": 365, "validityDays": 90,
        "team": [["name": "秦代甲", "certificate": JSON("虚构证号\(agency.code ?? "")"), "role": "lead", "daysOnSite": 120]],
        "answers": ["c2": JSON(days)], "attachments": [["title": "方案.txt", "kind": "servicePlan"]],
      ]
    ]
  }
}
