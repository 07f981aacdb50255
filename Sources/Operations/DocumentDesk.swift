import Documents
import Logging
import Notes
import Store

/// A document as anybody gets it.
public struct PrintedDocument: Sendable {
  public let pdf: [UInt8]
  /// SHA-256 of the PDF.
  public let digest: Digest
}

/// Where strangers have a tender's own documents printed. Nobody knows how many will ask, so all of it is bounded: one
/// paper is printed at a time, beside the press of the procedure and behind it; who asks for the same waits for the same
/// paper; a few different ones wait in line, and the rest are sent away; what was printed is kept while there is room.
///
/// Nothing here outlives the daemon: the same data gives the same bytes again.
actor DocumentDesk {
  struct Bounds: Sendable {
    /// Different documents that are printed or wait for it.
    var jobsMax = 8
    /// Askers who wait for any of them.
    var waitingMax = 64
    var keptBytesMax = 64 << 20
    /// For so long a document that could not be printed is not tried again.
    var restSeconds = 600
  }

  private let press: PaperPress
  private let bounds: Bounds
  private let now: @Sendable () -> Moment
  private let logger: Logger

  private var jobs: [String: Task<PrintedDocument, any Error>] = [:]
  private var waiting = 0
  /// The least recently asked for first.
  private var kept: [(key: String, document: PrintedDocument)] = []
  private var keptBytes = 0
  private var failed: [String: Moment] = [:]

  init(press: PaperPress, bounds: Bounds = Bounds(), now: @escaping @Sendable () -> Moment, logger: Logger) {
    self.press = press
    self.bounds = bounds
    self.now = now
    self.logger = logger
  }

  /// The document of this key, printed if it is not at hand.
  ///
  /// - Parameters:
  ///   - key: names the data that it is printed from: another edition has another key.
  ///   - paper: gathers the facts; asked once, and only when it is to be printed.
  /// - Throws: `DocumentRefusal.busy`, `notPrintable`; `PressFailure` when the press is not installed; what `paper` throws.
  func print(
    _ key: String, _ paper: @escaping @Sendable () async throws -> Paper
  ) async throws -> PrintedDocument {
    if let place = kept.firstIndex(where: { $0.key == key }) {
      let found = kept.remove(at: place)
      kept.append(found)
      return found.document
    }
    if let at = failed[key] {
      guard now().seconds - at.seconds >= bounds.restSeconds else { throw DocumentRefusal.notPrintable }
      failed[key] = nil
    }
    guard waiting < bounds.waitingMax else { throw DocumentRefusal.busy }
    let job = try jobs[key] ?? begin(key, paper)
    waiting += 1
    defer { waiting -= 1 }
    return try await job.value
  }

  /// How many wait for any document.
  var askers: Int { waiting }

  /// Not a part of the request that asks first: when that one goes away, the others still wait.
  private func begin(
    _ key: String, _ paper: @escaping @Sendable () async throws -> Paper
  ) throws -> Task<PrintedDocument, any Error> {
    guard jobs.count < bounds.jobsMax else { throw DocumentRefusal.busy }
    let job = Task { [press] in
      do {
        let printed = try await press.print(try await paper())
        let document = PrintedDocument(pdf: printed.pdf, digest: Digest(of: printed.pdf))
        await end(key, .success(document))
        return document
      } catch {
        await end(key, .failure(error))
        throw Self.refusal(of: error) ?? error
      }
    }
    jobs[key] = job
    return job
  }

  private func end(_ key: String, _ result: Result<PrintedDocument, any Error>) async {
    jobs[key] = nil
    switch result {
    case .success(let document): keep(document, key)
    case .failure(let error):
      if Self.refusal(of: error) != nil {
        // Old ones are forgotten, so that a list of all that ever failed does not grow.
        failed = failed.filter { now().seconds - $0.value.seconds < bounds.restSeconds }
        failed[key] = now()
        logger.error("a document was not printed", metadata: ["document": "\(key)", "reason": "\(error)"])
      }
    }
    if jobs.isEmpty { await press.rest() }
  }

  private func keep(_ document: PrintedDocument, _ key: String) {
    guard document.pdf.count <= bounds.keptBytesMax else { return }
    kept.append((key, document))
    keptBytes += document.pdf.count
    while keptBytes > bounds.keptBytesMax { keptBytes -= kept.removeFirst().document.pdf.count }
  }

  /// What is the document's own fault, or our template's: trying at once again would come to the same.
  private static func refusal(of error: any Error) -> DocumentRefusal? {
    switch error as? PressFailure {
    case .factsTooLarge?, .pdfTooLarge?, .timedOut?, .renderer?, .process?: .notPrintable
    case .missing?, .sandboxRefused?, .cancelled?, nil: nil
    }
  }
}
