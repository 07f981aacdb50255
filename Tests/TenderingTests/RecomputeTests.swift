import Canon
import Exact
import Tendering
import TestSupport
import Testing

/// Replaces the value at a path such as `bids.0.total`.
private func altered(_ json: JSON, _ path: [Substring], to value: JSON?) -> JSON {
  guard let step = path.first else { return value ?? .null }
  let rest = Array(path.dropFirst())
  if let index = Int(step), var array = json.arrayValue {
    if rest.isEmpty, value == nil {
      array.remove(at: index)
    } else {
      array[index] = altered(array[index], rest, to: value)
    }
    return .array(array)
  }
  if rest.isEmpty, value == nil { return json.removing(String(step)) }
  return json.setting(String(step), altered(json[String(step)] ?? .null, rest, to: value))
}

@Suite struct `Recomputing an evaluation file` {
  /// What somebody changed in the example, and what is reported.
  static let changes: [(path: String, value: JSON?, kind: EvaluationFault.Kind, field: String)] = [
    ("bids.0.criteria.c1.sum", "256.00", .sum, "bids[0].criteria.c1.sum"),
    ("bids.0.criteria.c1.points", "51.20", .criterionPoints, "bids[0].criteria.c1.points"),
    ("bids.0.criteria.c1.m1", "52.50", .sum, "bids[0].criteria.c1.sum"),
    ("bids.0.criteria.c1.m1", "52.25", .score, "m1"),
    ("bids.0.criteria.c1.m1", "60.50", .score, "m1"),
    ("bids.0.criteria.c1.m1", "52.0", .score, "m1"),
    ("bids.0.criteria.c2.m3", "20.00", .objective, "71L5UDwWxhxgVArb0iN0/og+oAfTdHqtMoNeY5m5jkk= c2"),
    ("bids.0.criteria.c1.count", 4, .count, "bids[0].criteria.c1.count"),
    ("bids.0.price.points", "19.99", .pricePoints, "bids[0].price.points"),
    ("bids.0.price.evaluated", "168300.0", .evaluated, "bids[0].price.evaluated"),
    ("bids.0.price.deduction", "0.00", .evaluated, "bids[0].price.evaluated"),
    ("bids.0.price.deduction", "0.10", .evaluated, "71L5UDwWxhxgVArb0iN0/og+oAfTdHqtMoNeY5m5jkk="),
    ("bids.0.price.lowest", "168299.00", .lowest, "bids[0].price.lowest"),
    ("bids.0.price.corrected", "198000.01", .corrected, "bids[0].price.corrected"),
    ("bids.0.price.read", "198000.01", .corrected, "bids[0].price.corrected"),
    ("bids.1.total", "86.01", .total, "bids[1].total"),
    ("bids.1.rank", 1, .rank, "bids[1].rank"),
    (
      "bids.1.tie", ["key": "draw", "draw": "71L5UDwWxhxgVArb0iN0/og+oAfTdHqtMoNeY5m5jkk=", "order": 1], .tie,
      "kkO3r047lxY5mX1QmhMn5NFROscxhdaeDcEsXLxz51g="
    ),
    ("schemeSha256", "71L5UDwWxhxgVArb0iN0/og+oAfTdHqtMoNeY5m5jkk=", .schemeHash, "schemeSha256"),
    ("scheme.ceiling", "300000.01", .schemeHash, "schemeSha256"),
    ("scheme.price.max", "30.00", .scheme, "scheme"),
    ("scheme.extra", true, .scheme, "scheme"),
    ("failed", "tooFewConforming", .failed, "failed"),
    ("bids.3", nil, .other, "unchanged"),
    ("extra", 1, .form, "extra"),
    ("bids.0.extra", 1, .form, "bids[0].extra"),
    ("bids.0.criteria.c1.m6", "50.00", .form, "bids[0].criteria.c1.m6"),
    ("bids.0.criteria.c3", ["m1": "1.00"], .form, "bids[0].criteria.c3"),
    ("bids.5.invalid.stage", "taste", .form, "bids[5].invalid.stage"),
    ("bids.3.state", "forgotten", .form, "bids[3].state"),
    ("members.1", "m3", .form, "members[1]"),
    ("sheets.m1", "x", .form, "sheets.m1"),
    ("format", "tender-evaluation/v2", .form, "format"),
  ]

  @Test(arguments: changes)
  func `the first thing that does not follow is named`(
    change: (path: String, value: JSON?, kind: EvaluationFault.Kind, field: String)
  ) throws {
    let file = try JSON.parse(try Vectors.bytes(`The example's evaluation`.path))
    let changed = altered(file, change.path.split(separator: "."), to: change.value)
    // Taking a bid out of the file leaves a coherent file: that it is missing shows against the log, not here.
    if change.field == "unchanged" {
      #expect(try Evaluation.recompute(changed, sha256: sha256).recomputed == 5)
      return
    }
    do {
      try Evaluation.recompute(changed, sha256: sha256)
      Issue.record("nothing noticed: \(change.path)")
    } catch {
      #expect(error.kind == change.kind, "\(error.sentence)")
      #expect(error.field == change.field, "\(error.sentence)")
      #expect(error.code == "evaluation.recompute." + change.kind.rawValue)
      #expect(error.sentence.hasPrefix(change.field))
    }
  }

  @Test func `swapped bids are noticed as the order`() throws {
    let file = try JSON.parse(try Vectors.bytes(`The example's evaluation`.path))
    var bids = try some(file["bids"]?.arrayValue)
    bids.swapAt(3, 4)
    do {
      try Evaluation.recompute(file.setting("bids", .array(bids)), sha256: sha256)
      Issue.record("not noticed")
    } catch {
      #expect(error.kind == .order && error.field == "bids[3].bid")
      #expect(error.sentence.contains("recomputed"))
    }
  }

  @Test func `what is no object at all is refused`() {
    for json in [.null, "x", [], 1] as [JSON] {
      #expect(throws: EvaluationFault.self) { try Evaluation.recompute(json, sha256: sha256) }
    }
  }

  @Test func `every result of random lots recomputes from its own file, and no single digit can be changed`() throws {
    let seed: UInt64 = 20_261_122
    var random = Seeded(state: seed)
    for round in 0..<40 {
      let lot = try `Evaluating a lot`.random(&random)
      let evaluation = try `Evaluating a lot`.drawn(lot)
      let json = try JSON.parse(evaluation.json.canonicalBytes())
      try Evaluation.recompute(json, sha256: sha256)
      let index = Int.random(in: 0..<lot.offers.count, using: &random)
      for name in ["total", "rank"] {
        let old = try some(json["bids"]?.arrayValue?[index][name])
        let new: JSON = old.integerValue.map { JSON($0 + 1) } ?? JSON("9" + (old.stringValue ?? ""))
        let changed = altered(json, ["bids", "\(index)", Substring(name)], to: new)
        #expect(throws: EvaluationFault.self, "seed \(seed) round \(round)") {
          try Evaluation.recompute(changed, sha256: sha256)
        }
      }
    }
  }
}
