import Foundation
import Logging
import Notes
import Operations
import Postgres
import Store
import Transparency

/// Publishing what was appended, in logs of very different lengths: look, check that the last head is extended, sign, sync
/// the head file, publish in the database.
///
/// The log is filled through COPY, its hashes computed here; then the daemon's own publisher runs in this process.
struct PublishMeasure {
  #if DEBUG
    static let sizes = [1_000, 5_000, 20_000]
    static let operations = 20
  #else
    static let sizes = [1_000, 100_000, 1_000_000]
    static let operations = 150
  #endif
  static let batches = [1, 64]
  private static let origin = "rehearsal.bench.publish"

  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  private var name: String { "\(plan.database)_publish" }

  private static var silent: Logger {
    var logger = Logger(label: "bench")
    logger.logLevel = .critical
    return logger
  }

  func figures() async throws -> [Figure] {
    let database = Database(
      DatabaseConfiguration(conninfo: "host=\(plan.databaseHost) user=tender_app dbname=\(name)"), logger: Self.silent)
    let key = try SigningKey(name: Self.origin)
    var frontier = Frontier()
    var figures: [Figure] = []
    var shortest: [Int: Double] = [:]
    for size in Self.sizes {
      say("publish: filling the log to \(size) entries")
      try await fill(&frontier, to: size)
      let publisher = LogPublisher(
        database: database, key: key, headFile: "\(plan.work)/publish.head", logger: Self.silent)
      try await publisher.start(adopt: true)
      for batch in Self.batches {
        var milliseconds: [Double] = []
        for _ in 0..<Self.operations {
          try await append(batch, &frontier, database)
          let started = ContinuousClock.now
          await publisher.publish()
          milliseconds.append((ContinuousClock.now - started).inSeconds * 1_000)
          guard publisher.size == frontier.size, publisher.trouble == nil else {
            throw BenchFailure("a head was not published")
          }
        }
        let value = Statistics.median(milliseconds)
        let least = shortest[batch] ?? value
        shortest[batch] = least
        figures.append(figure(entries: size, batch: batch, milliseconds, against: least))
      }
      await publisher.close()
    }
    await database.close()
    return figures
  }

  private func append(_ count: Int, _ frontier: inout Frontier, _ database: Database) async throws {
    let first = frontier.size
    try await database.write { tx in
      for index in first..<(first + count) { _ = try tx.append(entry: Self.entry(index)) }
    }
    for index in first..<(first + count) { frontier.append(Tree.leafHash(Self.entry(index))) }
  }

  private static func entry(_ index: Int) -> [UInt8] {
    Array("tender-tick/v1\ntick \(index + 1)\ntime \(1_800_000_000 + index)\n".utf8)
  }

  /// Entries from the frontier's size on, by COPY.
  private func fill(_ frontier: inout Frontier, to size: Int) async throws {
    let (rows, nodes) = ("\(plan.work)/publish.rows", "\(plan.work)/publish.nodes")
    guard let file = fopen(rows, "w"), let tiles = fopen(nodes, "w") else {
      throw BenchFailure("cannot write into \(plan.work)")
    }
    for index in frontier.size..<size {
      let entry = Self.entry(index)
      let leaf = Tree.leafHash(entry)
      fputs("\(index)\t\\\\x\(Hex.encode(entry))\t\\\\x\(leaf.hex)\n", file)
      frontier.append(leaf) { node, hash in
        guard node.level > 0, node.level % 8 == 0 else { return }
        fputs("\(node.level / 8)\t\(node.index)\t\\\\x\(hash.hex)\n", tiles)
      }
    }
    fclose(file)
    fclose(tiles)
    try await psql("\\copy log_entry (log_index, bytes, leaf) from '\(rows)'")
    try await psql("\\copy log_node (level, node_index, hash) from '\(nodes)'")
    try await psql(
      """
      update log_head set size = \(frontier.size), frontier = '\\x\(Hex.encode(frontier.bytes))',
             root = '\\x\(frontier.root.hex)'
      """)
    try await psql("vacuum analyze log_entry, log_node")
    for path in [rows, nodes] { try FileManager.default.removeItem(atPath: path) }
  }

  private func psql(_ sql: String) async throws {
    try await Tool.run(
      "\(plan.postgresBin)/psql",
      ["-q", "-X", "-v", "ON_ERROR_STOP=1", "-h", plan.databaseHost, "-U", "postgres", "-d", name, "-c", sql])
  }

  private func figure(entries: Int, batch: Int, _ milliseconds: [Double], against least: Double) -> Figure {
    let value = Statistics.median(milliseconds)
    var figure = Figure("publish")
    figure.add("entries", entries)
    figure.add("batch", batch)
    figure.add("value", value, places: 2)
    figure.add("unit", "ms")
    figure.add("p99_ms", Statistics.quantile(0.99, ofSorted: milliseconds.sorted()), places: 2)
    figure.add("operations", milliseconds.count)
    guard entries > Self.sizes[0] else { return figure }
    // The logarithm of a million is twice that of a thousand; whatever grows with the log itself grows a thousandfold.
    figure.add("yardstick", "\(Self.sizes[0]) entries")
    figure.add("yardstick_value", least, places: 2)
    figure.add("ratio", value / least, places: 3)
    figure.add("goal", "<2 times that of \(Self.sizes[0]) entries")
    figure.add("met", value < 2 * least)
    return figure
  }
}
