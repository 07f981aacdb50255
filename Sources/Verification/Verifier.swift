import Transparency

/// Checks a public bundle, offline.
public enum Verifier {
  /// Everything that the bundle can prove, in order; the first failure is the first thing that is wrong.
  ///
  /// - Parameters:
  ///   - bundle: the bundle's files. A supervisor's has whole evaluations and salts beside the public ones.
  ///   - trust: a folder with `trust.policy` and `vkeys.txt`; nil when the bundle only vouches for itself.
  ///   - stopsAtFailure: ends with the family in which the first failure is found.
  ///   - width: how many cores are used at most.
  /// - Source: protocol page, sections 1 to 8; formats page, sections 1 to 3.
  public static func verify(
    _ bundle: some BundleSource, trust: (any BundleSource)? = nil, stopsAtFailure: Bool = false, width: Int = 8
  ) async -> Report {
    var inspection = Inspection(bundle: bundle, trust: trust)
    inspection.stopsAtFailure = stopsAtFailure
    inspection.width = width
    await inspection.run()
    return inspection.report
  }
}

extension Inspection {
  mutating func run() async {
    // The frame: without it nothing else means anything.
    guard listFiles(), settleTrust(), let checkpoint = checkCheckpoint() else { return }
    readLog(size: checkpoint.size, root: checkpoint.root)
    guard findNotice() else { return }
    for step in Self.steps {
      if stopsAtFailure, !report.holds { return }
      await step(&self)
    }
  }

  private static let steps: [@Sendable (inout Inspection) async -> Void] = [
    // What was handed in.
    { $0.readReveal() },
    { await $0.checkNotes() },
    { $0.checkLists() },
    { $0.checkStatements() },
    { $0.gatherBids() },
    { $0.checkRoster() },
    { await $0.checkSigners() },
    { $0.checkAmendments() },
    { $0.checkClose() },
    { await $0.checkBatches() },
    { $0.checkBids() },
    // The opening.
    { $0.gatherOpening() },
    { $0.checkManifests() },
    { $0.checkShares() },
    { inspection in
      await inspection.checkResults()
      inspection.report.sortFailures(of: [.manifests, .shares, .payloads, .results])
    },
    // What was made of it.
    { await $0.checkPapers() },
    { $0.checkOpeningRecords() },
    { $0.checkTerms() },
    { $0.checkDraws() },
    { $0.checkCommittees() },
    { $0.openSeals() },
    { $0.checkEvaluations() },
    { $0.checkFailures() },
    { $0.checkSelections() },
    { $0.checkAwards() },
    { $0.checkRecords() },
    { $0.checkFilings() },
    { $0.checkOpenData() },
  ]
}
