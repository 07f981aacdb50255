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
    #expect(warnings.map(\.en).first?.contains("words") == true)
    #expect(warnings.count == 1)
  }
}
