import Canon
import Logging
import Notes
import Postgres
import Store
import Tendering
import Transparency
import Verification

/// What a check of a tender's own public bundle found, and of which bundle.
public struct CheckedBundle: Sendable {
  /// SHA-256 over the paths and hashes of the tender's files; the log around them grows on and is not in it.
  public let files: Digest
  public let report: Report
  public let at: Moment
  public let logSize: Int
}

/// The office's own checks of finished tenders, as a stranger makes them: asked for by whoever looks at the page, made one at
/// a time in the background, kept until the tender's files change.
public actor BundleChecks {
  /// Why a bundle was not checked here.
  public enum Trouble: Sendable {
    case tooLarge(bytes: Int, max: Int)
    case failed
  }

  private var done: [String: CheckedBundle] = [:]
  private var troubles: [String: (files: Digest, trouble: Trouble)] = [:]
  private var asked: Set<String> = []
  private let queue: AsyncStream<String>.Continuation
  /// Tenders that wait to be checked; more than these are asked for again by the next look at their page.
  nonisolated let requests: AsyncStream<String>

  static let waitingMax = 64
  static let keptMax = 256

  public init() {
    (requests, queue) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(Self.waitingMax))
  }

  /// What is known, and whether it is of these files; asks for a check when it is not.
  func look(
    _ tender: String, files: Digest
  ) -> (last: CheckedBundle?, trouble: Trouble?) {
    let last = done[tender]
    if last?.files == files { return (last, nil) }
    if let known = troubles[tender], known.files == files { return (last, known.trouble) }
    if !asked.contains(tender), case .enqueued = queue.yield(tender) { asked.insert(tender) }
    return (last, nil)
  }

  func keep(_ tender: String, _ checked: CheckedBundle) {
    asked.remove(tender)
    troubles[tender] = nil
    if done.count >= Self.keptMax, done[tender] == nil, let oldest = done.min(by: { $0.value.at < $1.value.at }) {
      done[oldest.key] = nil
    }
    done[tender] = checked
  }

  func keep(_ tender: String, files: Digest, _ trouble: Trouble) {
    asked.remove(tender)
    if troubles.count >= Self.keptMax { troubles = [:] }
    troubles[tender] = (files, trouble)
  }

  /// Could not be looked at now: the next look at the page asks again.
  func drop(_ tender: String) { asked.remove(tender) }
}

extension Office {
  /// What this office's own check of a finished tender found: `{"state","current","holds","checked","logSize","findings":[…]}`.
  ///
  /// It proves nothing that somebody does not check for himself: it is the office's word about its own bundle.
  public func verification(of tender: String) async throws -> JSON {
    let (isFinished, files) = try await database.read(as: .everybody) { tx -> (Bool, Digest) in
      guard let row = try tx.tender(tender), row.state != .draft else { throw TenderRefusal.tenderUnknown }
      let lots = try tx.lots(of: tender)
      let isFinished =
        row.state == .cancelled || row.state == .closed && lots.allSatisfy { $0.state == .awarded || $0.state.isFinal }
      return (isFinished, isFinished ? try listing(of: tender, in: tx).files.digest : Digest(of: ""))
    }
    guard isFinished else { return ["tender": JSON(tender), "state": "notFinished", "findings": []] }
    var (last, trouble) = await checks.look(tender, files: files)
    // Most are checked in less time than a reader would need to ask again.
    let patience = ContinuousClock.now + limits.checkPatience
    while last?.files != files, trouble == nil, ContinuousClock.now < patience {
      try await Task.sleep(for: .milliseconds(25))
      (last, trouble) = await checks.look(tender, files: files)
    }
    let state: String
    var more: [JSON.Member] = []
    switch trouble {
    case .tooLarge(let bytes, let max)?:
      state = "tooLarge"
      more = [.init("bytes", JSON(bytes)), .init("bytesMax", JSON(max))]
    case .failed?: state = "failed"
    case nil: state = last?.files == files ? "checked" : "waiting"
    }
    let findings = (last?.report.findings ?? []).map { finding -> JSON in
      [
        "check": JSON(finding.check.rawValue), "result": JSON(finding.result.rawValue), "zh": JSON(finding.zh),
        "en": JSON(finding.en), "subject": JSON(finding.subject), "missing": JSON(finding.isMissing),
      ]
    }
    return .object(
      [
        .init("tender", JSON(tender)), .init("state", JSON(state)), .init("current", JSON(last?.files == files)),
        .init("holds", last.map { JSON($0.report.holds) } ?? .null),
        .init("checked", last.map { JSON($0.at.seconds) } ?? .null),
        .init("logSize", last.map { JSON($0.logSize) } ?? .null), .init("findings", .array(findings)),
      ] + more)
  }

  /// Checks what is asked for, until the task is cancelled.
  public func runChecks() async {
    for await tender in checks.requests {
      if Task.isCancelled { return }
      await check(tender)
    }
  }

  /// Puts the bundle into a folder of its own, verifies it there on one core, and removes it.
  private func check(_ tender: String) async {
    do {
      guard let snapshot = try await bundleSnapshot(of: tender) else { return await checks.drop(tender) }
      let bytes = snapshot.listing.files.reduce(0) { $0 + $1.bytes }
      guard bytes <= limits.checkedBytesMax else {
        return await checks.keep(
          tender, files: snapshot.listing.files.digest, .tooLarge(bytes: bytes, max: limits.checkedBytesMax))
      }
      let folder = try LocalFolder(fresh: limits.checksFolder)
      defer { folder.remove() }
      do {
        try await fill(folder, with: snapshot, tender: tender)
        let report = await Verifier.verify(FolderBundle(folder.path), width: 1)
        await checks.keep(
          tender,
          CheckedBundle(files: snapshot.listing.files.digest, report: report, at: now, logSize: snapshot.size))
        logger.info("bundle checked", metadata: ["tender": "\(tender)", "holds": "\(report.holds)"])
      } catch {
        await checks.keep(tender, files: snapshot.listing.files.digest, .failed)
        throw error
      }
    } catch {
      await checks.drop(tender)
      logger.error("a bundle could not be checked", metadata: ["tender": "\(tender)", "reason": "\(error)"])
    }
  }

  struct BundleSnapshot {
    let listing: BundleListing
    let checkpoint: [UInt8]
    let size: Int
  }

  /// A tender's files and a signed head that go together: the head has every note of the files, and no other of the tender.
  func bundleSnapshot(of tender: String) async throws -> BundleSnapshot? {
    for _ in 0..<10 {
      let before = try await indexedListing(of: tender)
      if let checkpoint = await publisher.checkpoint(covering: before.last + 1) {
        let size = try Checkpoint(Checkpoint.note(parsing: checkpoint)).size
        let after = try await indexedListing(of: tender)
        if before.listing.files.digest == after.listing.files.digest, before.last < size {
          return BundleSnapshot(listing: before.listing, checkpoint: checkpoint, size: size)
        }
      }
      await publisher.publish()
    }
    return nil
  }

  private func indexedListing(of tender: String) async throws -> (listing: BundleListing, last: Int) {
    try await database.read(as: .everybody) { tx in
      (try listing(of: tender, in: tx), try tx.notes(of: tender).compactMap(\.logIndex).last ?? -1)
    }
  }

  /// Writes a bundle's files.
  ///
  /// - Parameter place: what stands before their paths.
  func fill(
    _ folder: LocalFolder, with snapshot: BundleSnapshot, tender: String, below place: String = ""
  ) async throws {
    for file in snapshot.listing.files {
      switch file.source {
      case .bytes(let bytes): try folder.write(place + file.path) { write in try write(bytes) }
      case .named:
        let bytes = try await database.read(as: .everybody) { tx in try tx.bundleFile(file.path, of: tender) }
        try folder.write(place + file.path) { write in try write(bytes ?? []) }
      case .list:
        let bytes = try await database.read(as: .everybody) { tx in try tx.noteList(file.digest) }
        try folder.write(place + file.path) { write in try write(bytes ?? []) }
      case .payload(let digest):
        let lent = try await lendPayload(digest)
        try await folder.write(place + file.path) { write in
          var number = 0
          while let piece = try await lent.piece(number) {
            try write(piece)
            number += 1
          }
        }
      }
    }
    try folder.write(place + "checkpoint") { write in try write(snapshot.checkpoint) }
    for tile in try Tile.arising(from: 0, to: snapshot.size) {
      let bytes = try await logTile(tile)
      try folder.write(place + tile.path) { write in try write(bytes ?? []) }
    }
  }
}

extension [BundleListing.File] {
  /// SHA-256 over paths and hashes, in the paths' order.
  fileprivate var digest: Digest {
    let lines = map { "\($0.digest.hex) \($0.path)\n" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Digest(of: lines.joined())
  }
}
