import Exact
import Notes
import Tendering

/// A great tender evaluated in memory: 1,000 lots of 20 bids, 7 members, 20 criteria.
struct EvaluatingMeasure {
  static let lots = 1_000
  static let bids = 20
  static let members = 7
  static let criteria = 20

  private struct SampleLot {
    let id: Lot.ID
    let entries: [Evaluation.Entry]
    let sheets: [ScoreSheet]
  }

  func figure() throws -> Figure {
    say("evaluate")
    let scheme = try Self.scheme()
    let lots = try (0..<Self.lots).map(Self.lot)
    let tender = try present(Tender.ID("T-1"))
    let committee = Self.fingerprint("committee")
    let notes = (1...Self.members).map { Self.fingerprint("sheet \($0)") }
    var rounds: [Double] = []
    for _ in 0..<3 {
      rounds.append(
        try Statistics.seconds {
          for lot in lots {
            let result = try Evaluation.evaluate(
              tender: tender, lot: lot.id, scheme: scheme, committee: committee, entries: lot.entries,
              sheets: lot.sheets, sheetNotes: notes, sha256: { Fingerprint(digest: Digest(of: $0).bytes) })
            guard result.bids.count == Self.bids, result.failed == nil else { throw BenchFailure("a lot failed") }
          }
        })
    }
    let seconds = Statistics.median(rounds)
    var figure = Figure("evaluate")
    figure.add("lots", Self.lots)
    figure.add("bids", Self.bids)
    figure.add("members", Self.members)
    figure.add("criteria", Self.criteria)
    figure.add("value", seconds, places: 3)
    figure.add("unit", "s")
    figure.add("operations", Self.lots * rounds.count)
    figure.add("rounds", rounds.count)
    figure.goal(below: 2, seconds)
    return figure
  }

  private static func scheme() throws -> Scheme {
    let criteria = try (1...criteria).map { number in
      Criterion(
        id: "c\(number)", name: "评审因素\(number)", kind: number.isMultiple(of: 4) ? .objective : .judged,
        max: try Points(parsing: "4.00"), step: try Points(parsing: "0.25"))
    }
    return try Scheme(
      ceiling: try Price(parsing: "300000.00"), minBids: 3, disclosure: .full, criteria: criteria,
      price: .init(
        formula: .lowest, max: try Points(parsing: "20.00"), smallFirmDeduction: try Points(parsing: "0.15")))
  }

  /// Scores follow from the indices, so that every run evaluates the same.
  private static func lot(_ number: Int) throws -> SampleLot {
    let ids = (0..<bids).map { Bid.ID(fingerprint("bid \(number) \($0)")) }
    let entries = try ids.enumerated().map { index, id in
      Evaluation.Entry.admitted(
        Evaluation.AdmittedOffer(
          bid: id, bidder: try present(PartyKey("b\(index)+0a1b2c3d")),
          read: try present(Price(fen: Int64(20_000_000 + 7_919 * ((index * 7 + number) % 1_000) + index))),
          deduction: try Points(parsing: "0.00")))
    }
    let sheets = (1...members).map { member in
      var rows: [Bid.ID: [Int64]] = [:]
      for (index, id) in ids.enumerated() {
        rows[id] = (1...criteria).map { criterion in
          let own = criterion.isMultiple(of: 4) ? 0 : member * 3
          return Int64((index * 5 + criterion * 11 + number + own) % 17 * 25)
        }
      }
      return ScoreSheet(member: "m\(member)", scores: rows)
    }
    return SampleLot(id: try present(Lot.ID("L\(number)")), entries: entries, sheets: sheets)
  }

  private static func fingerprint(_ text: String) -> Fingerprint { Fingerprint(digest: Digest(of: text).bytes) }
}

/// A sample's value, which is there by construction.
func present<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw BenchFailure("a sample is wrong") }
  return value
}
