import Canon
import Messages
import Notes
import Sealing
import Tendering
import Testing

@testable import tender

@Suite struct `A bidder's folder` {
  static let offer = """
    {"supplier":{"name":"演练事务所","creditCode":"91411600MA0000015H","licence":"41101","size":"small","members":[]},
     "price":{"currency":"CNY","total":"200.00","inWords":"贰佰元整","items":[]},"termDays":365,"validityDays":90,
     "team":[],"answers":{},"attachments":[{"title":"方案.pdf","kind":"servicePlan"}]}
    """

  static func folder(_ bid: String, files: [String] = ["方案.pdf"]) throws -> Folder {
    let folder = try Folder()
    try folder.put("bid.json", bid)
    for file in files { try folder.put(file, "content of \(file)") }
    return folder
  }

  static let subject = BidSubject(
    tender: "t", notice: Digest(of: "n"), lot: "L1", part: "main",
    bidder: KeyReference(parsing: "91411600MA0000015H+0a1b2c3d")!, seq: 3)

  @Test(arguments: [offer, "{\"offer\":\(offer)}"])
  func `its offer is completed with what the note says and the files that lie there`(bid: String) throws {
    let folder = try Self.folder(bid, files: ["方案.pdf", "a b.XLSX"])
    let source = try BidSource(reading: folder.path)
    #expect(source.attachments.map(\.member) == ["a1.xlsx", "a2.pdf"])
    #expect(source.attachments.map(\.title) == ["a b.XLSX", "方案.pdf"])
    #expect(source.attachments.map(\.kind) == ["other", "servicePlan"])
    #expect(source.attachments[1].sha256 == Digest(of: "content of 方案.pdf"))
    let document = source.document(for: Self.subject)
    _ = try BidDocument(parsing: document.canonicalBytes(), for: Self.subject)
    #expect(document["seq"]?.stringValue == "3")
    #expect(try source.check(contents: .whole, scheme: nil).isEmpty)
  }

  static let faults: [(bid: String, files: [String], en: String)] = [
    ("{", [], "ends too early"),
    ("\u{feff}{}", [], "byte order mark"),
    ("[]", [], "JSON object"),
    ("{\"offer\":{},\"tender\":\"x\"}", [], "filled in by this program"),
    (offer, [], "which is not in the folder"),
    (offer, ["方案.pdf", "sub/x"], "is a folder"),
    (offer, ["方案.pdf", ".DS_Store"], "hidden file"),
    ("{\"attachments\":[{}]}", [], "needs a title"),
  ]

  @Test(arguments: faults.indices)
  func `what does not belong there is named`(index: Int) throws {
    let (bid, files, en) = Self.faults[index]
    let folder = try Self.folder(bid, files: files)
    let failure = #expect(throws: CommandFailure.self) { try BidSource(reading: folder.path) }
    #expect(failure?.kind == .localFile)
    #expect(failure?.wording.en.contains(en) == true, "\(failure?.wording.en ?? "")")
  }

  @Test func `a price in a part that does not hold it is refused, and its absence where it belongs`() throws {
    let folder = try Self.folder(Self.offer)
    let source = try BidSource(reading: folder.path)
    let technical = PartContents(hasPrice: false, hasTeam: true, hasAnswers: true)
    let early = #expect(throws: CommandFailure.self) { try source.check(contents: technical, scheme: nil) }
    #expect(early?.code == "offer.belongsToOtherPart")
    let price = PartContents(hasPrice: true, hasTeam: false, hasAnswers: false)
    let team = #expect(throws: CommandFailure.self) { try source.check(contents: price, scheme: nil) }
    #expect(team?.code == "offer.belongsToOtherPart")
  }

  @Test func `figures that contradict each other are a warning, and the rest is judged all the same`() throws {
    let wrong = Self.offer.replacing("贰佰元整", with: "叁佰元整")
    let folder = try Self.folder(wrong)
    let source = try BidSource(reading: folder.path)
    let warnings = try source.check(contents: .whole, scheme: nil)
    #expect(warnings.map(\.code) == ["offer.wordsDiffer"])
    #expect(warnings.first?.wording.en.contains("words") == true)
  }

  @Test func `a price of nothing is refused, and so is a name that no paper can show`() throws {
    for (old, new, code) in [
      ("\"200.00\",\"inWords\":\"贰佰元整\"", "\"0.00\",\"inWords\":\"零元整\"", "offer.priceZero"),
      ("\"演练事务所\"", "\"演练\\n事务所\"", "offer.nameUnfit"),
    ] {
      let folder = try Self.folder(Self.offer.replacing(old, with: new))
      let source = try BidSource(reading: folder.path)
      let failure = #expect(throws: CommandFailure.self) { try source.check(contents: .whole, scheme: nil) }
      #expect(failure?.code == code && failure?.kind == .refused, "\(code)")
    }
  }

  static let scheme: JSON = [
    "method": "rated", "currency": "CNY", "ceiling": "300.00", "minBids": 3, "disclosure": "full",
    "criteria": [
      ["id": "c1", "name": "服务方案", "kind": "judged", "max": "60.00", "step": "0.50"],
      [
        "id": "c2", "name": "驻园天数", "kind": "banded", "max": "20.00", "step": "5.00",
        "bands": [["from": "0", "points": "0.00"], ["from": "3", "points": "20.00"]],
      ],
    ],
    "combine": "mean", "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.15"],
    "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
    "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": nil, "lotOrder": nil,
  ]

  /// What is changed in the offer, and what the bidder is told of it.
  static let outlooks: [(old: String, new: String, codes: [String])] = [
    ("\"answers\":{}", "\"answers\":{\"c2\":\"3\"}", []),
    ("\"answers\":{}", "\"answers\":{}", ["offer.answerMissing"]),
    ("\"answers\":{}", "\"answers\":{\"c2\":\"三天\"}", ["offer.answerWorthless"]),
    (
      "\"termDays\":365,\"validityDays\":90", "\"termDays\":366,\"validityDays\":89",
      ["offer.validityTooShort", "offer.termTooLong", "offer.answerMissing"]
    ),
    // The words win over the figures, and come to more than the ceiling.
    ("贰佰元整", "肆佰元整", ["offer.aboveCeiling", "offer.answerMissing"]),
    ("91411600MA0000015H", "91411600MA0000058Y", ["offer.creditCodeDiffers", "offer.answerMissing"]),
  ]
  @Test(arguments: outlooks.indices)
  func `what a review would find is told beforehand, and refuses nothing`(index: Int) throws {
    let (old, new, codes) = Self.outlooks[index]
    let folder = try Self.folder(Self.offer.replacing(old, with: new))
    let told = try BidSource(reading: folder.path).outlook(
      contents: .whole, scheme: try Scheme(json: Self.scheme), validityDays: 90, termDays: 365,
      bidder: "91411600MA0000015H")
    #expect(told.map(\.code) == codes, "case \(index)")
    #expect(told.allSatisfy { !$0.wording.zh.isEmpty && !$0.wording.en.isEmpty })
  }

  /// What lies there instead, and the words that must be said.
  static let places: [(files: [String], en: String)] = [
    (["bid.json.txt"], "is it misnamed?"), (["BID.JSON"], "is it misnamed?"), (["方案.pdf"], "holds no bid.json"),
    (["bid.note", "payload.age", "bid.json"], "sealed already"), (["notice.note", "terms.json"], "a tender's folder"),
  ]
  @Test(arguments: places)
  func `another folder than a bidder's is told by what it is`(files: [String], en: String) throws {
    let folder = try Folder()
    for file in files { try folder.put(file, "{}") }
    let failure = #expect(throws: CommandFailure.self) { try BidSource(reading: folder.path) }
    #expect(failure?.kind == .localFile && failure?.wording.en.contains(en) == true, "\(failure?.wording.en ?? "")")
  }

  @Test func `a file, and a folder that is not there, are told apart`() throws {
    let folder = try Self.folder(Self.offer)
    let file = #expect(throws: CommandFailure.self) { try BidSource(reading: folder("bid.json")) }
    #expect(file?.wording.en.contains("is a file. Name the folder") == true)
    let missing = #expect(throws: CommandFailure.self) { try BidSource(reading: folder("no-such")) }
    #expect(missing?.wording.zh.contains("没有这个文件或文件夹") == true)
    let sealed = #expect(throws: CommandFailure.self) { try SealedFolder(reading: folder.path) }
    #expect(sealed?.wording.en.contains("holds no sealed bid") == true)
    let tender = #expect(throws: CommandFailure.self) { try TenderFolder(reading: folder.path) }
    #expect(tender?.wording.en.contains("a bid's folder, not a tender's") == true)
    let key = #expect(throws: CommandFailure.self) { try KeyFile.read(folder.path) }
    #expect(key?.wording.zh.contains("这是文件夹") == true)
  }
}
