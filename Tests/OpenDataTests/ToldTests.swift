import Canon
import Exact
import Tendering
import TestSupport
import Testing

@testable import OpenData

@Suite struct `Open data that has not changed` {
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable (inout PublicLot) -> Void

    init(_ field: String, _ make: @escaping @Sendable (inout PublicLot) -> Void) {
      testDescription = field
      self.make = make
    }
  }

  /// An awarded lot with everything in it.
  private static func lot() throws -> PublicLot {
    try #require(Story.full.moments.last?.lots.first { $0.evaluation != nil && $0.award != nil })
  }

  static let changes: [Change] = [
    Change("id") { $0.id += "x" },
    Change("title") { $0.title += "x" },
    Change("park") { $0.park += "x" },
    Change("budget") { $0.budget = Price(fen: 1) },
    Change("ceiling") { $0.ceiling = Price(fen: 1) },
    Change("scheme") { $0.scheme = $0.scheme.setting("maxLotsWon", 1) },
    Change("state") { $0.state = .failed },
    Change("openedAt") { $0.openedAt = $0.openedAt?.adding(seconds: 1) },
    Change("bids") { $0.bids.removeLast() },
    Change("bids") { lot in
      let bid = lot.bids[0]
      lot.bids[0] = PublicBid(
        id: bid.id, lot: lot.id, bidder: bid.bidder, result: .malformed, price: bid.price, termDays: bid.termDays)
    },
    Change("evaluation") { $0.evaluation = nil },
    Change("evaluation") { lot in
      lot.evaluation = lot.evaluation.map { PublicEvaluation(file: $0.file.setting("failed", "tooFew"), at: $0.at) }
    },
    Change("evaluation") { lot in
      lot.evaluation = lot.evaluation.map { PublicEvaluation(file: $0.file, at: $0.at.adding(seconds: 1)) }
    },
    Change("committee") { $0.committee = "00" },
    Change("failure") { $0.failure = ("tooFew", "x") },
    Change("selection") { lot in
      lot.selection = PublicSelection(file: [:], at: Instant(seconds: 1), agencies: [])
    },
  ]

  /// What is told of these is put together at each event.
  static let elsewhere: Set<String> = ["award", "fallen", "contract", "agreedAt", "filings"]

  @Test(arguments: changes)
  func `is told anew once a field of its lot is another`(change: Change) throws {
    let before = try Self.lot()
    var after = before
    #expect(before.isTold(as: after))
    change.make(&after)
    #expect(!before.isTold(as: after))
  }

  @Test func `has every field of a lot in the table above`() throws {
    let fields = Set(Mirror(reflecting: try Self.lot()).children.compactMap(\.label))
    #expect(fields == Set(Self.changes.map(\.testDescription)).union(Self.elsewhere))
  }

  @Test(arguments: Story.all)
  func `is the very same value in memory, and printed as if it were not known`(story: Story) throws {
    var record = OpenRecord()
    for (place, facts) in story.moments.enumerated() {
      let before = record.compiledRelease
      _ = record.add(facts, by: Story.publisher, atMilliseconds: Int64(place) * 1_000)
      let after = try #require(record.compiledRelease)
      let package = try #require(record.package(of: Story.id, by: Story.publisher))
      let printed = try JSON.parse(package)["records"]?.arrayValue?[0]["compiledRelease"]
      #expect(printed?.canonicalBytes() == after.canonicalBytes())
      for (old, new) in zip(
        before?["tender"]?["documents"]?.arrayValue ?? [], after["tender"]?["documents"]?.arrayValue ?? [])
      where old == new {
        #expect(old.isSame(as: new))
      }
    }
  }

  @Test func `is printed part by part as it is printed whole, whatever changes`() {
    var numbers = Seed.generator("printing open data")
    func item(_ id: Int) -> JSON {
      [
        "id": JSON("i\(id)"), "n": JSON(Int.random(in: 0...3, using: &numbers)),
        "list": [["id": "a", "v": "项"], ["id": "b"]],
      ]
    }
    var items = (0..<8).map(item)
    var printed: Printed?
    for _ in 0..<200 {
      switch Int.random(in: 0...3, using: &numbers) {
      case 0: items.append(item(Int.random(in: 100...999, using: &numbers)))
      case 1 where items.count > 1: items.remove(at: Int.random(in: items.indices, using: &numbers))
      case 2: items.insert(item(Int.random(in: 1000...9999, using: &numbers)), at: 0)
      default: items[Int.random(in: items.indices, using: &numbers)] = item(Int.random(in: 0...7, using: &numbers))
      }
      let whole: JSON = ["tender": ["lots": .array(items), "title": "t"], "z": 1, "a": .array(Array(items.prefix(2)))]
      printed = Printed(whole, before: printed)
      #expect(printed?.bytes == whole.canonicalBytes())
    }
  }
}
