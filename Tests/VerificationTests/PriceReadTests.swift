import Canon
import FairTender
import Tendering
import Testing
import Verification

/// Prices of an evaluation without the opening record that would have them.
@Suite struct `A price that an opening record does not show` {
  private func verified(_ file: @escaping @Sendable (JSON) -> JSON) async throws -> Report {
    var bundle = try Fair(bidders: 4, outcome: .init(disclosure: .full, file: file)).bundle
    bundle.contents["documents/opening-record.1.json"] = nil
    return await Verifier.verify(bundle)
  }

  @Test func `is compared with the payload where that is public`() async throws {
    let honest = try await verified { $0 }
    #expect(!honest.lines(.fail).contains { $0.hasPrefix("evaluation:") }, "\(honest.lines(.fail))")
    #expect(!honest.lines(.note).contains { $0.contains("cannot be compared") }, "\(honest.lines(.note))")

    let report = try await verified { json in
      var bids = json["bids"]?.arrayValue ?? []
      var price = bids[3]["price"] ?? .null
      for name in ["read", "corrected", "evaluated"] { price = price.setting(name, "1004.00") }
      bids[3] = bids[3].setting("price", price.setting("points", "19.92")).setting("total", "88.42")
      return json.setting("bids", .array(bids))
    }
    let found = report.lines(.fail).filter { $0.hasPrefix("evaluation:") }
    #expect(found.count == 1 && found.first?.contains("1004.00") == true, "\(report.lines(.fail))")
    #expect(found.first?.contains("is not the one read out") == true)
  }

  @Test func `cannot be compared in a confidential part, and that is said`() async throws {
    var story = try Forgery()
    let (old, new) = ("documents/opening-record.1.json", "documents/readings.1.json")
    for index in [59, 72] {
      story.entries[index].listEdit = { lines in lines.map { $0.replacing(old, with: new) }.sorted() }
    }
    story.contents[new] = story.contents.removeValue(forKey: old)
    let report = await Verifier.verify(try story.told())
    #expect(report.holds, "\(report.lines(.fail))")
    let notes = report.lines(.note).filter { $0.contains("in a part that is not public, cannot be compared") }
    #expect(notes.count == 3, "\(report.lines(.note))")
  }
}
