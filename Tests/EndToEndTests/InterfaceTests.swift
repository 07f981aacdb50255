import Canon
import Foundation
import Notes
import TestSupport
import Testing

extension BadInput {
  @Suite(.serialized) struct `The interface for others` {
    @Test func `is described in a document that the public validator accepts`() async throws {
      let tender = try await Desk.tender()
      let document = try await tender.office.daemon.send("GET", "/openapi.json")
      #expect(document.header("Content-Type") == "application/json")
      try tender.office.folder.write("openapi.json", document.body)
      let script = """
        set -euo pipefail
        . scripts/lib/setup.sh
        need_validator >&2
        "$TENDER_VALIDATOR/bin/python" -m openapi_spec_validator --errors all "$1"
        """
      let validated = try await Program.run(
        "/bin/bash", ["-c", script, "validator", tender.office.folder.place("openapi.json")], in: Repository.folder,
        environment: ProcessInfo.processInfo.environment, seconds: 240)
      #expect(validated.exit == 0, "\(validated)")
      #expect(validated.output.contains("OK"), "\(validated)")
    }

    @Test func `tells the log to a command that follows it, entry by entry`() async throws {
      let tender = try await Desk.tender()
      let office = tender.office
      let read = try await office.tender(nil, "feed")
      #expect(read.exit == 0, "\(read)")
      let lines = read.output.split(separator: "\n").map { try? JSON.parse(Array($0.utf8)) }
      #expect(lines.count >= 2 && lines.enumerated().allSatisfy { $0.element?["index"]?.integerValue == $0.offset })
      let notice = lines.compactMap(\.self).first { $0["kind"] == "tender-notice/v1" }
      #expect(notice?["tender"]?.stringValue == tender.id)
      let files = lines.compactMap { $0?["links"]?.arrayValue }.joined().filter { $0["rel"] == "file" }
      let file = try #require(files.first { $0["href"]?.stringValue?.hasSuffix("/documents/terms.json") == true })
      let terms = try await office.daemon.send("GET", file["href"]?.stringValue ?? "")
      #expect(Digest(of: terms.body).hex == file["sha256"]?.stringValue)
      // Every second there is a tick: whoever follows hears of it.
      let followed = try await Program.run(
        "/usr/bin/timeout",
        [
          "5", Program.tender, "feed", "--follow", "--json", "--after", "\(lines.count - 1)", "--server",
          office.daemon.server,
        ],
        in: office.folder.path, environment: Program.environment())
      let more = followed.output.split(separator: "\n").compactMap { try? JSON.parse(Array($0.utf8)) }
      #expect(more.count >= 2, "\(followed)")
      #expect(more.enumerated().allSatisfy { $0.element["index"]?.integerValue == lines.count + $0.offset })
    }

    @Test func `lets one of two who edit a draft know that the other was first`() async throws {
      let tender = try await Desk.tender()
      let office = tender.office
      let draft = StagedTender.draft(office, id: "rehearsal.two", bidsFor: 60)
      try await office.post(office.lead, "/api/tenders", draft)
      for (person, file) in [(office.lead, "a.json"), (office.opener, "b.json")] {
        try await office.must(person, "tender", "draft", "rehearsal.two", "--out", file)
        try office.folder.write(file, draft.setting("title", JSON("由\(person.name)改")))
      }
      try await office.must(office.lead, "tender", "revise", "a.json")
      let second = try await office.tender(office.opener, "tender", "revise", "b.json")
      #expect(second.exit == 3 && second.code == "condition.changed", "\(second)")
      // A draft is shown to officers only.
      let hidden = try await office.tender(nil, "tender", "show", "rehearsal.two")
      #expect(hidden.exit == 4 && hidden.code == "tender.tenderUnknown", "\(hidden)")
      let shown = try #require(
        try await office.daemon.send("GET", "/api/tenders/rehearsal.two", as: office.lead.key).json)
      #expect(shown["title"]?.stringValue == "由\(office.lead.name)改")
      // Who puts it in again after reading it is heard.
      try await office.must(office.opener, "tender", "draft", "rehearsal.two", "--out", "b.json")
      try await office.must(office.opener, "tender", "revise", "b.json")
      try office.folder.write("c.json", draft)
      let unread = try await office.tender(office.lead, "tender", "revise", "c.json")
      #expect(unread.exit == 6, "\(unread)")
    }

    @Test func `does once what a command asks for again because the answer was lost`() async throws {
      let tender = try await Desk.tender()
      let office = tender.office
      let relay = try Relay(to: office.daemon.port)
      let server = "http://127.0.0.1:\(relay.port)"
      relay.loseAnswer(to: "POST /api/programmes")
      let made = try await office.tender(
        office.lead, "programme", "create", "zk-2030", "--name", "再试", "--basis", "演〔2030〕1号", "--begins", "2030-01-01",
        "--ends", "2031-12-31", "--server", server)
      #expect(made.exit == 0 && made.json?["id"] == "zk-2030", "\(made)")
      let posts = relay.exchanges.filter { $0.method == "POST" }
      #expect(posts.count == 2 && posts.allSatisfy { $0.status == 201 } && posts[0].body == posts[1].body)
      #expect(try await office.count("select count(*) from programme where programme_id = $1", "zk-2030") == 1)
      // A draft that was taken although nobody heard of it is not taken for somebody else's.
      let draft = StagedTender.draft(office, id: "rehearsal.lost", bidsFor: 60)
      try await office.post(office.lead, "/api/tenders", draft)
      try await office.must(office.lead, "tender", "draft", "rehearsal.lost", "--out", "lost.json")
      try office.folder.write("lost.json", draft.setting("title", "改"))
      relay.loseAnswer(to: "PUT /api/tenders/rehearsal.lost/draft")
      let revised = try await office.tender(office.lead, "tender", "revise", "lost.json", "--server", server)
      #expect(revised.exit == 0, "\(revised)")
      #expect(relay.exchanges.filter { $0.method == "PUT" }.map(\.status) == [200, 412])
    }
  }
}
