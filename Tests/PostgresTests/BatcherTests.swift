import Postgres
import Synchronization
import TestSupport
import Testing

@Suite struct `A batcher` {
  private static let insert = Statement(
    "insert_items",
    """
    insert into item (id, body)
    select new.id, new.body
      from unnest($1, $2) as new (id, body)
        on conflict do nothing
    returning id
    """)

  struct NewItem: Sendable {
    var id: Int64
    var body: [UInt8] = []
  }

  enum Verdict: Equatable { case stored, known }
  struct Unwelcome: Error, Equatable {}

  private static func batcher(
    _ made: TestDatabase, lanes: Int = 1, limits: BatchLimits = BatchLimits(),
    before: @escaping @Sendable ([NewItem]) throws -> Void = { _ in }
  ) throws -> Batcher<NewItem, Verdict> {
    try Batcher(
      made.configuration(as: "postgres"), lanes: lanes, limits: limits, logger: .quiet, weigh: { $0.body.count }
    ) { tx, items in
      try before(items)
      let welcome = items.filter { $0.id >= 0 }
      let stored = Set(
        try tx.rows(insert, [.int64s(welcome.map(\.id)), .byteStrings(welcome.map(\.body))]) {
          try $0.value("id") as Int64
        })
      return items.map { $0.id < 0 ? .failure(Unwelcome()) : .success(stored.contains($0.id) ? .stored : .known) }
    }
  }

  @Test func `five hundred callers get one answer each, in few transactions`() async throws {
    let made = try await TestDatabase.withItems()
    let batches = Mutex<[Int]>([])
    let batcher = try Self.batcher(made) { items in batches.withLock { $0.append(items.count) } }
    let stored = try await withThrowingTaskGroup(of: Verdict.self) { group in
      for id in 0..<500 as Range<Int64> {
        group.addTask { try await batcher.submit(NewItem(id: id, body: Array(repeating: 7, count: 16_384))) }
      }
      return try await group.reduce(into: 0) { $0 += $1 == .stored ? 1 : 0 }
    }
    #expect(stored == 500)
    let sizes = batches.withLock { $0 }
    #expect(sizes.reduce(0, +) == 500)
    #expect(sizes.count < 250)
    #expect(sizes.allSatisfy { $0 <= 256 })
    let database = made.database(as: "postgres")
    #expect(try await database.count("select count(*) from item where octet_length(body) = 16384") == 500)
    await batcher.close()
    await database.close()
  }

  @Test func `while one lane waits for a row the other goes on, and closing waits for both`() async throws {
    let made = try await TestDatabase.withItems()
    let other = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    try await other.script("begin; insert into item (id, body) values (1, '')")
    let begun = Mutex(false)
    let batcher = try Self.batcher(made, lanes: 2) { items in
      if items.contains(where: { $0.id == 1 }) { begun.withLock { $0 = true } }
    }
    let held = Task { try await batcher.submit(NewItem(id: 1)) }
    // Only then is it sure that no other item shares its batch.
    while !begun.withLock({ $0 }) { await Task.yield() }
    var stored = 0
    for id in 2..<30 as Range<Int64> { stored += try await batcher.submit(NewItem(id: id)) == .stored ? 1 : 0 }
    #expect(stored == 28)
    let closed = Mutex(false)
    let closing = Task {
      await batcher.close()
      closed.withLock { $0 = true }
    }
    #expect(!closed.withLock { $0 })
    try await other.script("rollback")
    #expect(try await held.value == .stored)
    await closing.value
    await #expect(throws: BatcherFailure.closed) { try await batcher.submit(NewItem(id: 31)) }
    await other.close()
  }

  @Test func `each item has a verdict of its own`() async throws {
    let made = try await TestDatabase.withItems()
    let batcher = try Self.batcher(made)
    #expect(try await batcher.submit(NewItem(id: 1)) == .stored)
    async let known = batcher.submit(NewItem(id: 1))
    async let fresh = batcher.submit(NewItem(id: 2))
    await #expect(throws: Unwelcome()) { try await batcher.submit(NewItem(id: -1)) }
    #expect(try await known == .known)
    #expect(try await fresh == .stored)
    await batcher.close()
  }

  @Test func `one row that the database refuses does not take its neighbours along`() async throws {
    let made = try await TestDatabase.withItems()
    let owner = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    try await owner.script("alter table item add constraint item_id_not_13 check (id <> 13)")
    let batcher = try Self.batcher(made)
    let answers = await withTaskGroup(of: (Int64, String).self) { group in
      for id in 0..<40 as Range<Int64> {
        group.addTask {
          do {
            return (id, "\(try await batcher.submit(NewItem(id: id)))")
          } catch {
            return (id, (error as? PostgresFailure)?.constraint ?? "\(error)")
          }
        }
      }
      return await group.reduce(into: [Int64: String]()) { $0[$1.0] = $1.1 }
    }
    for id in 0..<40 as Range<Int64> { #expect(answers[id] == (id == 13 ? "item_id_not_13" : "stored")) }
    await batcher.close()
  }

  @Test func `a full queue refuses, and what it took is done`() async throws {
    let made = try await TestDatabase.withItems()
    var limits = BatchLimits()
    limits.waitingItemsMax = 3
    limits.waitingWeightMax = 100
    let gate = DispatchGate()
    let (started, begin) = AsyncStream.makeStream(of: Void.self)
    let batcher = try Self.batcher(made, limits: limits) { items in
      guard items.contains(where: { $0.id == 0 }) else { return }
      begin.yield()
      gate.wait()
    }
    let first = Task { try await batcher.submit(NewItem(id: 0)) }
    for await _ in started { break }
    let heavy = Task { try await batcher.submit(NewItem(id: 1, body: Array(repeating: 0, count: 90))) }
    while batcher.waitingCount < 1 { await Task.yield() }
    await #expect(throws: BatcherFailure.full(waiting: 1)) {
      try await batcher.submit(NewItem(id: 2, body: Array(repeating: 0, count: 11)))
    }
    let others = [3, 4].map { id in Task { try await batcher.submit(NewItem(id: id)) } }
    while batcher.waitingCount < 3 { await Task.yield() }
    await #expect(throws: BatcherFailure.full(waiting: 3)) { try await batcher.submit(NewItem(id: 5)) }
    gate.open()
    for task in [first, heavy] + others { #expect(try await task.value == .stored) }
    await batcher.close()
    await #expect(throws: BatcherFailure.closed) { try await batcher.submit(NewItem(id: 6)) }
    let database = made.database(as: "postgres")
    #expect(try await database.count("select count(*) from item") == 4)
    await database.close()
  }

  @Test func `closing answers those who wait`() async throws {
    let made = try await TestDatabase.withItems()
    let batcher = try Self.batcher(made)
    let tasks = (0..<50).map { id in Task { try await batcher.submit(NewItem(id: id)) } }
    await batcher.close()
    var stored = 0
    for task in tasks {
      do {
        if try await task.value == .stored { stored += 1 }
      } catch { #expect(error as? BatcherFailure == .closed) }
    }
    let database = made.database(as: "postgres")
    #expect(try await database.count("select count(*) from item") == stored)
    await database.close()
  }

  @Test func `when COMMIT's answer is lost, every caller of the batch is told that the outcome is unknown`()
    async throws
  {
    let made = try await TestDatabase.withItems()
    let owner = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    try await owner.script(
      """
      create function hang_up() returns trigger language plpgsql
        as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create constraint trigger item_hang_up after insert on item deferrable initially deferred
        for each row when (new.id >= 1000) execute function hang_up();
      """)
    let gate = DispatchGate()
    let (started, begin) = AsyncStream.makeStream(of: Void.self)
    let batcher = try Self.batcher(made) { items in
      guard items.contains(where: { $0.id == 0 }) else { return }
      begin.yield()
      gate.wait()
    }
    let first = Task { try await batcher.submit(NewItem(id: 0)) }
    for await _ in started { break }
    let lost = (1000..<1010).map { id in Task { try await batcher.submit(NewItem(id: id)) } }
    while batcher.waitingCount < 10 { await Task.yield() }
    gate.open()
    #expect(try await first.value == .stored)
    for task in lost {
      let failure = await #expect(throws: PostgresFailure.self) { try await task.value }
      #expect(failure?.kind == .outcomeUnknown)
    }
    #expect(try await batcher.submit(NewItem(id: 1)) == .stored)
    await batcher.close()
  }

  @Test func `an answer too few is our own mistake, not a wrong answer`() async throws {
    let made = try await TestDatabase.withItems()
    let batcher = try Batcher<Int, Int>(made.configuration(as: "postgres"), logger: .quiet) { tx, items in
      try tx.execute(Statement("insert into item (id) values (1)"))
      return []
    }
    let failure = await #expect(throws: PostgresFailure.self) { try await batcher.submit(1) }
    #expect(failure?.kind == .mismatch)
    let database = made.database(as: "postgres")
    #expect(try await database.count("select count(*) from item") == 0)
    await batcher.close()
    await database.close()
  }
}
