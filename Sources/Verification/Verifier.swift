import Transparency

/// Checks a public bundle, offline.
public enum Verifier {
  /// Everything that the bundle can prove, in order; the first failure is the first thing that is wrong.
  ///
  /// - Parameters:
  ///   - bundle: the bundle's files.
  ///   - trust: a folder with `trust.policy` and `vkeys.txt`; nil when the bundle only vouches for itself.
  /// - Source: protocol page, sections 1 to 8; formats page, sections 1 to 3.
  public static func verify(_ bundle: some BundleSource, trust: (any BundleSource)? = nil) async -> Report {
    var inspection = Inspection(bundle: bundle, trust: trust)
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
    // What was handed in.
    readReveal()
    await checkNotes()
    checkLists()
    checkStatements()
    gatherBids()
    checkRoster()
    await checkSigners()
    checkAmendments()
    checkClose()
    await checkBatches()
    checkBids()
    // The opening.
    gatherOpening()
    checkManifests()
    checkShares()
    await checkResults()
    report.sortFailures(of: [.manifests, .shares, .payloads, .results])
    // What was made of it.
    await checkPapers()
    checkOpeningRecords()
    checkTerms()
    checkDraws()
    checkCommittees()
    checkEvaluations()
    checkFailures()
    checkAwards()
    checkRecords()
    checkOpenData()
  }
}
