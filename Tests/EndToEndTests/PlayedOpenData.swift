import Canon
import Foundation
import Notes
import TestSupport
import Testing

extension Play {
  /// What a stranger gets of the open data over HTTP, and what the public's reviewers say to it.
  func lookAtOpenData() async throws {
    let play = self
    let daemon = play.office.daemon
    let answer = try await daemon.send("GET", "/ocds/\(play.id)/record.json")
    #expect(answer.status == 200 && answer.header("Content-Type") == "application/json")
    let bundled = try await daemon.send("GET", "/api/tenders/\(play.id)/bundle/ocds.json")
    #expect(bundled.body == answer.body)
    let package = try #require(answer.json)
    #expect(package.canonicalBytes() == answer.body)
    #expect(OpenDataFaults.of(package: package) == [])
    let record = try #require(package["records"]?.arrayValue?.first)
    let ocid = try #require(record["ocid"]?.stringValue)
    #expect(try await daemon.send("GET", "/ocds/\(ocid)/record.json").body == answer.body)

    try play.office.folder.write("\(play.id)/ocds/record.json", answer.body)
    var files = ["\(play.id)/ocds/record.json"]
    let releases = try #require(record["releases"]?.arrayValue)
    #expect(releases.count > 8)
    for number in 1...releases.count {
      let one = try await daemon.send("GET", "/ocds/\(play.id)/releases/\(number).json")
      #expect(one.json?["releases"] == [releases[number - 1]])
      #expect(OpenDataFaults.of(package: one.json ?? .null) == [])
      // The slower reviewer has them all in the record; one of each end by itself.
      guard number == 1 || number == releases.count else { continue }
      try play.office.folder.write("\(play.id)/ocds/\(number).json", one.body)
      files.append("\(play.id)/ocds/\(number).json")
    }
    #expect(try await daemon.send("GET", "/ocds/\(play.id)/releases/\(releases.count + 1).json").status == 404)
    let reviewed = try await Program.run(
      Repository.path("scripts/check-ocds"), files, in: play.office.folder.path, environment: Program.environment(),
      seconds: 120)
    #expect(reviewed.exit == 0, "\(reviewed)")
    #expect(reviewed.output == files.map { $0 + ": ok\n" }.joined())

    let bulk = try await daemon.send("GET", "/ocds/bulk.jsonl")
    let lines = bulk.text.split(separator: "\n").map { try? JSON.parse(Array($0.utf8)) }
    #expect(lines.contains(record["compiledRelease"]))
    #expect(try await daemon.send("GET", "/ocds/bulk.jsonl?limit=1").text.split(separator: "\n").count == 1)
    #expect(try await daemon.send("GET", "/ocds/bulk.jsonl?after=zzz").body.isEmpty)

    try compareOpenData(try #require(record["compiledRelease"]))

    let page = try await daemon.send("GET", "/tenders/\(play.id)").text
    #expect(page.contains("/ocds/\(play.id)/record.json"))
    #expect(try await daemon.send("GET", "/en").text.contains("/ocds/bulk.jsonl"))
  }

  /// That each thing that was done has its fact.
  func compareOpenData(_ compiled: JSON) throws {
    let play = self
    let bids = (compiled["bids"]?["details"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    #expect(Set(bids) == Set((play.bids + [play.spoilt]).map(\.id.hex)), "neither the withdrawn bid nor the late one")
    #expect(compiled["awards"]?.arrayValue?.first?["relatedBid"]?.stringValue == play.bids[0].id.hex)
    let contract = try #require(compiled["contracts"]?.arrayValue?.first)
    #expect(contract["awardID"] == compiled["awards"]?.arrayValue?.first?["id"])
    #expect(contract["value"]?["amount"] == 198000)
    #expect(contract["signatories"]?.arrayValue?.count == 2)
    #expect((contract["documents"]?.arrayValue ?? []).contains { $0["documentType"] == "contractSigned" })
    #expect(contract["milestones"]?.arrayValue?.count == 3)
  }
}
