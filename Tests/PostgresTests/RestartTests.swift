import Postgres
import TestSupport
import Testing

@Suite struct `PostgreSQL stopped and started under load` {
  /// What the callers were told about one item.
  enum Told: Sendable { case stored, notStored, unknown }

  private static let insert = Statement("insert_item", "insert into item (id) values ($1)")
  private static let insertAll = Statement("insert_items", "insert into item (id) select * from unnest($1)")

  @Test(arguments: ["stop", "kill"])
  func `what was acknowledged is there, what was refused is not, and work goes on`(how: String) async throws {
    let cluster = try await RestartableCluster()
    var configuration = cluster.configuration
    configuration.connectionsMax = 3
    let owner = try Connection(configuration, logger: .quiet)
    try await owner.script("create table item (id bigint constraint item_pk primary key)")
    let database = Database(configuration, logger: .quiet)
    let batcher = try Batcher<Int64, Bool>(configuration, logger: .quiet) { tx, items in
      try tx.execute(Self.insertAll, [.int64s(items)])
      return items.map { _ in .success(true) }
    }

    let (progress, report) = AsyncStream.makeStream(of: Void.self)
    let writers = (0..<8 as Range<Int64>).map { writer in
      Task { () -> [Int64: Told] in
        var told: [Int64: Told] = [:]
        var number: Int64 = 0
        while !Task.isCancelled {
          number += 1
          let id = writer * 1_000_000 + number
          do {
            if writer % 2 == 0 {
              _ = try await batcher.submit(id)
            } else {
              try await database.write { tx in _ = try tx.execute(Self.insert, [.int64(id)]) }
            }
            told[id] = .stored
            report.yield()
          } catch let failure as PostgresFailure {
            told[id] = failure.kind == .outcomeUnknown ? .unknown : .notStored
          } catch {
            // Cancelled in the pool's queue, before anything was begun.
            told[id] = .notStored
          }
        }
        return told
      }
    }
    var news = progress.makeAsyncIterator()
    for _ in 0..<2 {
      for _ in 0..<200 { _ = await news.next() }
      if how == "stop" { try await cluster.stop() } else { try await cluster.kill() }
      try await cluster.start()
    }
    for _ in 0..<1000 { _ = await news.next() }
    for writer in writers { writer.cancel() }

    var told: [Int64: Told] = [:]
    for writer in writers { told.merge(await writer.value) { first, _ in first } }
    let there = Set(
      try await database.read { tx in
        try tx.rows(Statement("all_items", "select id from item")) { try $0.value(0) as Int64 }
      })
    let lost = told.filter { $0.value == .stored && !there.contains($0.key) }
    let uninvited = told.filter { $0.value == .notStored && there.contains($0.key) }
    #expect(lost.count == 0, "acknowledged items are missing")
    #expect(uninvited.count == 0, "items are there although their callers were told that they are not")
    #expect(there.subtracting(told.keys).count == 0)
    #expect(told.values.filter { $0 == .stored }.count >= 1_400)
    await batcher.close()
    await database.close()
  }
}
