import Durable
import Notes
import Transparency

/// A witness: cosigns a checkpoint when it extends the last one that it cosigned for the log, and keeps it first.
///
/// One request at a time: between looking at the last checkpoint and keeping the new one nobody comes in between, so that
/// two requests cannot both be judged against the same state.
public actor WitnessDesk {
  /// What the witness is known by: type 4.
  public nonisolated let verifier: VerifierKey
  public nonisolated let logs: WitnessedLogs
  private let key: SigningKey
  private let store: WitnessStore
  private var kept: [String: WitnessedLogs.Accepted]
  private let now: @Sendable () -> Int

  /// - Parameters:
  ///   - key: the witness's own, used for nothing else.
  ///   - logs: the keys of the logs that it watches.
  ///   - folder: its state.
  ///   - now: Unix seconds.
  /// - Throws: `FileFault`, `WitnessStateFault`; `NoteError` for a key that cannot be a witness's.
  public init(
    key: SigningKey, logs: [VerifierKey], folder: String, now: @escaping @Sendable () -> Int
  ) async throws {
    verifier = try Cosignature.verifier(of: key)
    self.logs = WitnessedLogs(logs)
    self.key = key
    (store, kept) = try await WitnessStore.open(folder, logs: self.logs, key: verifier)
    self.now = now
  }

  /// Takes the body of an `add-checkpoint`.
  ///
  /// - Returns: the body of the answer: the cosignature's line.
  /// - Throws: `WitnessRefusal`; `FileFault` when it cannot be kept, and then it is not cosigned either.
  public func add(_ body: [UInt8]) throws -> [UInt8] {
    let accepted = try logs.judge(try AddCheckpoint(parsing: body)) { kept[$0]?.head }
    let cosignature = try Cosignature.sign(text: accepted.note.text, by: key, at: max(now(), 1))
    let note = accepted.note.with([cosignature])
    try store.keep(note, of: accepted.head.origin)
    kept[accepted.head.origin] = .init(head: accepted.head, note: note)
    return Array("\(cosignature.line)\n".utf8)
  }

  /// The checkpoint that was cosigned last for the log whose origin has this SHA-256 (64 hexadecimal digits), with the
  /// log's signature and ours; nil when there is none.
  public func checkpoint(originHash: String) -> [UInt8]? {
    guard let origin = logs.origins.first(where: { WitnessStore.name(of: $0).utf8.elementsEqual(originHash.utf8) })
    else {
      return nil
    }
    return kept[origin]?.note.bytes
  }

  /// What was cosigned last, by origin.
  public var heads: [Checkpoint] { logs.origins.compactMap { kept[$0]?.head } }
}
