import Canon
import NIOHTTP1
import Notes
import Operations
import Postgres
import Server
import Store
import Tendering
import Testing

@Suite struct `What two people may edit` {
  static let path = "/api/parks/P1/application"

  private func read(_ harness: Harness) async throws -> (tag: String, json: JSON) {
    let answer = try await harness.send(.GET, Self.path, as: .park)
    #expect(answer.status == 200)
    let tag = try #require(answer.headers.first(name: "ETag"))
    #expect(tag == "\"\(Digest(of: answer.body).hex)\"")
    return (tag, try #require(answer.json))
  }

  private func replace(_ harness: Harness, _ tag: String?, _ json: JSON, as role: Role = .park) async throws -> Answer {
    try await harness.send(.PUT, Self.path, as: role, headers: tag.map { [("If-Match", $0)] } ?? [], json)
  }

  @Test func `is replaced by who read it as it stands, and by nobody else`() async throws {
    try await Harness.run { harness in
      try await harness.applied()
      let (tag, before) = try await read(harness)
      #expect(before["plan"] == "一年二十家" && before["batch"] == nil)
      let edited = before.setting("plan", "一年三十家")
      let missing = try await replace(harness, nil, edited)
      #expect(missing.status == 428 && missing.code == "condition.missing")
      for wrong in ["*", tag.uppercased() + "x", "W/\(tag)", "\(tag), \(tag)", "\"abc\"", ""] {
        let answer = try await replace(harness, wrong, edited)
        #expect(answer.status == 400 && answer.code == "condition.malformed", "\(wrong)")
      }
      let stranger = try await replace(harness, "\"\(Digest(of: "another").hex)\"", edited)
      #expect(stranger.status == 412 && stranger.code == "condition.changed")
      let done = try await replace(harness, tag, edited)
      #expect(done.status == 200 && done.json?["plan"] == "一年三十家")
      let (next, now) = try await read(harness)
      #expect(next != tag && done.headers.first(name: "ETag") == next && now["plan"] == "一年三十家")
      // The first reader's tag is of the past.
      #expect(try await replace(harness, tag, before).status == 412)
      #expect(try await harness.send(.GET, "/api/parks/P1", as: .officer).json?["application"]?["plan"] == "一年三十家")
    }
  }

  @Test func `by two at once is replaced by one`() async throws {
    try await Harness.run { harness in
      try await harness.applied()
      for round in 0..<5 {
        let (tag, json) = try await read(harness)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
          for writer in 0..<4 {
            group.addTask {
              try await harness.send(
                .PUT, Self.path, as: .park, headers: [("If-Match", tag)],
                json.setting("plan", JSON("第\(round)轮，\(writer)"))
              ).status
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [200, 412, 412, 412])
      }
    }
  }

  @Test func `keeps whose it is, and is nobody else's to read or edit`() async throws {
    try await Harness.run { harness in
      try await harness.applied()
      let (tag, json) = try await read(harness)
      for (field, value) in [("park", "P2"), ("creditCode", "91411600MA0000015H")] {
        let answer = try await replace(harness, tag, json.setting(field, JSON(value)))
        #expect(answer.status == 422 && answer.code == "park.form.wrong", "\(field): \(answer.text)")
      }
      #expect(try await harness.send(.GET, Self.path, as: .agency).code == "park.parkUnknown")
      #expect(try await replace(harness, tag, json, as: .officer).code == "access.roleMayNot")
      let other = try SigningKey(name: "test.park2")
      let at = harness.clock.now
      try await harness.office.database.write { tx in
        try tx.insert(ActorRow(key: other.verifier, role: .park, name: "other", addedAt: at, addedBy: "local"))
      }
      let answer = try await harness.send(
        .PUT, Self.path, as: other, headers: [("If-Match", tag)], body: json.canonicalBytes())
      #expect(answer.status == 404 && answer.code == "park.parkUnknown")
    }
  }

  @Test func `stays as it is once the window is over or it was decided on`() async throws {
    try await Harness.run { harness in
      try await harness.applied()
      let (tag, json) = try await read(harness)
      harness.clock.advance(seconds: 3600)
      let late = try await replace(harness, tag, json.setting("plan", "迟"))
      #expect(late.status == 409 && late.code == "park.windowOver")
    }
    try await Harness.run { harness in
      try await harness.applied()
      let (tag, json) = try await read(harness)
      let officer = try #require(harness.people[.officer]).verifier.reference.text
      let at = harness.clock.now
      let judged = try #require(Digest(hex: String(tag.dropFirst().dropLast())))
      let decided = try await harness.office.database.write(as: .office) { tx in
        let isOther = try tx.insertDecision(
          park: "P1", isConfirmed: true, reason: "均符合", number: "1", judged: Digest(of: "other"), by: officer, at: at)
        #expect(!isOther)
        return try tx.insertDecision(
          park: "P1", isConfirmed: true, reason: "均符合", number: "1", judged: judged, by: officer, at: at)
      }
      #expect(decided)
      let late = try await replace(harness, tag, json.setting("plan", "迟"))
      #expect(late.status == 409 && late.code == "park.decidedAlready")
    }
  }

  @Test func `is decided on only as it was judged`() async throws {
    try await Harness.run { harness in
      try await harness.applied()
      let (tag, json) = try await read(harness)
      _ = try await replace(harness, tag, json.setting("plan", "改了"))
      let decision: JSON = ["outcome": "confirmed"]
      let stale = try await harness.send(
        .POST, "/api/parks/P1/decision", as: .officer, headers: [("If-Match", tag)], decision)
      #expect(stale.status == 412 && stale.code == "condition.changed")
      let wrong = try await harness.send(
        .POST, "/api/parks/P1/decision", as: .officer, headers: [("If-Match", "*")], decision)
      #expect(wrong.status == 400 && wrong.code == "condition.malformed")
    }
  }
}
