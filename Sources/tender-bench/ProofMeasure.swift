import Notes
import Transparency

/// Inclusion proofs as an auditor checks them: leaf hash, index and path against a head of a million entries, one core.
struct ProofMeasure {
  #if DEBUG
    static let entries = 10_000
    static let proofs = 500
  #else
    static let entries = 1_000_000
    static let proofs = 50_000
  #endif
  static let rounds = 3

  private struct Proof {
    let index: Int
    let path: [Digest]
  }

  func figure() throws -> Figure {
    say("proofs: a tree of \(Self.entries) entries")
    let levels = levels()
    var frontier = Frontier()
    for leaf in levels[0] { frontier.append(leaf) }
    let root = frontier.root
    var random = SystemRandomNumberGenerator()
    let proofs = try (0..<Self.proofs).map { _ in
      let index = Int.random(in: 0..<Self.entries, using: &random)
      let plan = try ProofPlan.inclusion(of: index, size: Self.entries)
      return Proof(index: index, path: try plan.proof(from: plan.nodes.map { levels[$0.level][$0.index] }))
    }
    var rates: [Double] = []
    for _ in 0..<Self.rounds {
      var held = 0
      let seconds = Statistics.seconds {
        for proof in proofs
        where Tree.includes(levels[0][proof.index], at: proof.index, size: Self.entries, root: root, path: proof.path) {
          held += 1
        }
      }
      guard held == proofs.count else { throw BenchFailure("an inclusion proof does not hold") }
      rates.append(Double(held) / seconds)
    }
    var figure = Figure("proofs")
    let value = Statistics.median(rates)
    figure.add("entries", Self.entries)
    figure.add("path_hashes", Double(proofs.reduce(0) { $0 + $1.path.count }) / Double(proofs.count), places: 1)
    figure.add("value", value, places: 0)
    figure.add("unit", "1/s")
    figure.add("operations", Self.rounds * proofs.count)
    figure.add("rounds", Self.rounds)
    figure.goal(atLeast: 100_000, value)
    return figure
  }

  /// The hashes of all complete subtrees, leaves first.
  private func levels() -> [[Digest]] {
    var levels = [(0..<Self.entries).map { Tree.leafHash(Array("entry \($0)".utf8)) }]
    while let last = levels.last, last.count > 1 {
      levels.append(stride(from: 0, to: last.count - 1, by: 2).map { Tree.nodeHash(last[$0], last[$0 + 1]) })
    }
    return levels
  }
}
