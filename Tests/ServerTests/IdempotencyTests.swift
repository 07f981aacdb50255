import Canon
import NIOHTTP1
import Notes
import Operations
import Postgres
import Server
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `An idempotency key` {
  private func key(_ text: String) -> [(String, String)] { [("Idempotency-Key", "\"\(text)\"")] }

  @Test func `makes a deed be done once, and answered alike each time`() async throws {
    try await Harness.run { harness in
      let first = try await harness.send(
        .POST, "/api/programmes", as: .officer, headers: key("key-0001"), Harness.programme)
      #expect(first.status == 201)
      let again = try await harness.send(
        .POST, "/api/programmes", as: .officer, headers: key("key-0001"), Harness.programme)
      #expect(again.status == 201 && again.body == first.body)
      // Without it, or with another, it is a second deed.
      let plain = try await harness.send(.POST, "/api/programmes", as: .officer, Harness.programme)
      #expect(plain.status == 409 && plain.code == "programme.programmeExists")
      let other = try await harness.send(
        .POST, "/api/programmes", as: .officer, headers: key("key-0002"), Harness.programme)
      #expect(other.code == "programme.programmeExists")
      #expect(try await harness.send(.GET, "/api/programmes").json?["programmes"]?.arrayValue?.count == 1)
    }
  }

  @Test func `is of one request: another body or route is refused`() async throws {
    try await Harness.run { harness in
      let key = key("key-0001")
      _ = try await harness.send(.POST, "/api/programmes", as: .officer, headers: key, Harness.programme)
      let body = try await harness.send(
        .POST, "/api/programmes", as: .officer, headers: key, Harness.programme.setting("id", "p-2027"))
      #expect(body.status == 422 && body.code == "idempotency.keyReused")
      let route = try await harness.send(.POST, "/api/batches", as: .officer, headers: key, harness.batch)
      #expect(route.status == 422 && route.code == "idempotency.keyReused")
    }
  }

  @Test func `is its sender's own`() async throws {
    try await Harness.run { harness in
      let second = try SigningKey(name: "test.officer2")
      let at = harness.clock.now
      try await harness.office.database.write { tx in
        try tx.insert(ActorRow(key: second.verifier, role: .officer, name: "second", addedAt: at, addedBy: "local"))
      }
      _ = try await harness.send(.POST, "/api/programmes", as: .officer, headers: key("key-0001"), Harness.programme)
      let answer = try await harness.send(
        .POST, "/api/programmes", as: second, headers: key("key-0001"),
        body: Harness.programme.setting("id", "p-2").canonicalBytes())
      #expect(answer.status == 201 && answer.json?["id"] == "p-2")
    }
  }

  @Test func `keeps nothing of a deed that was refused`() async throws {
    try await Harness.run { harness in
      let early = try await harness.send(.POST, "/api/batches", as: .officer, headers: key("key-0001"), harness.batch)
      #expect(early.status == 404 && early.code == "programme.programmeUnknown")
      _ = try await harness.send(.POST, "/api/programmes", as: .officer, Harness.programme)
      let now = try await harness.send(.POST, "/api/batches", as: .officer, headers: key("key-0001"), harness.batch)
      #expect(now.status == 201)
    }
  }

  @Test(arguments: [
    "abcdefgh", "\"short\"", "\"with blank\"", "12345678", "\"\(String(repeating: "x", count: 129))\"",
    "\"abcdefgh\";a=1", "\"abcdefgh\", \"ijklmnop\"", ":YWJjZGVmZ2g=:", "",
  ])
  func `has one form`(field: String) async throws {
    try await Harness.run { harness in
      let answer = try await harness.send(
        .POST, "/api/programmes", as: .officer, headers: [("Idempotency-Key", field)], Harness.programme)
      #expect(answer.status == 400 && answer.code == "idempotency.keyMalformed")
      #expect(try await harness.send(.GET, "/api/programmes").json?["programmes"] == [])
    }
  }

  /// A deed that waits until it is let go.
  actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var came = 0

    func pass() async {
      came += 1
      if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    }

    func open() {
      isOpen = true
      for one in waiting { one.resume() }
      waiting = []
    }
  }

  @Test func `in flight is not taken twice`() async throws {
    let gate = Gate()
    try await Harness.run(table: { office in
      var table = RouteTable()
      table.creating(
        .createProgramme, "/slow", .init("slow", zh: "慢", en: "Slow", gives: .created(.anything)), office: office
      ) { request, actor, once in
        await gate.pass()
        return try await office.createProgramme(request.json(), by: actor, once: once)
      }
      return table
    }) { harness in
      async let first = harness.send(.POST, "/slow", as: .officer, headers: key("key-0001"), Harness.programme)
      while await gate.came == 0 { await Task.yield() }
      let second = try await harness.send(.POST, "/slow", as: .officer, headers: key("key-0001"), Harness.programme)
      #expect(second.status == 409 && second.code == "idempotency.inFlight")
      await gate.open()
      let answer = try await first
      #expect(answer.status == 201)
      let third = try await harness.send(.POST, "/slow", as: .officer, headers: key("key-0001"), Harness.programme)
      #expect(third.body == answer.body)
      #expect(await gate.came == 1)
    }
  }

  @Test func `in flight in another process is not taken twice`() async throws {
    try await Harness.run { harness in
      let reference = try #require(harness.people[.officer]).verifier.reference.text
      let elsewhere = harness.store.database()
      let (held, holding) = AsyncStream.makeStream(of: Void.self)
      async let other: Void = elsewhere.write { tx in
        let isFirst = try tx.tryLock(actor: reference, key: "key-0001")
        #expect(isFirst)
        holding.yield()
        try tx.script("select pg_sleep(1)")
      }
      for await _ in held { break }
      let answer = try await harness.send(
        .POST, "/api/programmes", as: .officer, headers: key("key-0001"), Harness.programme)
      #expect(answer.status == 409 && answer.code == "idempotency.inFlight")
      try await other
      #expect(
        try await harness.send(.POST, "/api/programmes", as: .officer, headers: key("key-0001"), Harness.programme)
          .status
          == 201)
      await elsewhere.close()
    }
  }

  @Test func `is forgotten after a day`() async throws {
    try await Harness.run { harness in
      _ = try await harness.send(.POST, "/api/programmes", as: .officer, headers: key("key-0001"), Harness.programme)
      harness.clock.advance(seconds: Once.hours * 3600 - 1)
      try await forget(harness)
      let kept = try await harness.send(
        .POST, "/api/programmes", as: .officer, headers: key("key-0001"), Harness.programme)
      #expect(kept.status == 201)
      harness.clock.advance(seconds: 2)
      try await forget(harness)
      let fresh = try await harness.send(
        .POST, "/api/programmes", as: .officer, headers: key("key-0001"), Harness.programme)
      #expect(fresh.code == "programme.programmeExists")
    }
  }

  /// One round of what the daemon does every minute.
  private func forget(_ harness: Harness) async throws {
    let office = harness.office
    let reference = try #require(harness.people[.officer]).verifier.reference.text
    // A nonce of long ago shows when the round is over.
    try await office.database.write { tx in
      _ = try tx.isFirst(nonce: "old-nonce", keyRef: reference, at: Moment(micros: 0))
    }
    let rounds = Task { await office.runForgetting() }
    let old = Statement("look_old_nonce", "select count(*) as n from request_nonce where nonce = 'old-nonce'")
    while try await office.database.read({ tx in try tx.onlyRow(old).value("n") as Int64 }) > 0 { await Task.yield() }
    rounds.cancel()
    await rounds.value
  }
}
