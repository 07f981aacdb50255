import Durable
import Glibc
import Notes
import Transparency

/// Where a witness keeps, for each log, the checkpoint that it cosigned last: one file each, named by the SHA-256 of the
/// log's origin.
///
/// Whoever removes such a file makes the witness forget, and it could then cosign a second history: the folder belongs
/// to the key and must be as old as it.
struct WitnessStore: Sendable {
  private let folder: String
  /// Two witnesses on one folder would each believe to be alone.
  private let lock: FileLock

  /// Opens the folder, made when it is not there, and reads what it holds of these logs.
  ///
  /// - Throws: `FileFault`; `WitnessStateFault` for a file that is not what a witness with this key has written.
  static func open(
    _ folder: String, logs: WitnessedLogs, key: VerifierKey
  ) async throws -> (store: WitnessStore, kept: [String: WitnessedLogs.Accepted]) {
    if mkdir(folder, 0o755) != 0, errno != EEXIST { throw FileFault.cannotWrite(path: folder, errno: errno) }
    let store = WitnessStore(folder: folder, lock: try await FileLock.take(folder + "/lock"))
    var kept: [String: WitnessedLogs.Accepted] = [:]
    for origin in logs.origins {
      let file = store.file(of: origin)
      guard let bytes = try file.read(limit: Checkpoint.bytesMax) else { continue }
      let accepted: WitnessedLogs.Accepted
      do { accepted = try logs.readBack(bytes, by: key) } catch {
        throw WitnessStateFault(path: file.path, refusal: error)
      }
      guard accepted.head.origin.utf8.elementsEqual(origin.utf8) else {
        throw WitnessStateFault(path: file.path, refusal: .unknownOrigin(accepted.head.origin))
      }
      kept[origin] = accepted
    }
    return (store, kept)
  }

  static func name(of origin: String) -> String { Digest(of: origin).hex }

  private func file(of origin: String) -> DurableFile {
    DurableFile("\(folder)/\(Self.name(of: origin)).checkpoint")
  }

  /// Keeps a cosigned checkpoint; a power cut after this returns does not lose it.
  func keep(_ note: SignedNote, of origin: String) throws(FileFault) { try file(of: origin).write(note.bytes) }
}

/// A file of the witness's folder is not what it wrote there: it was damaged, edited, or belongs to another key.
public struct WitnessStateFault: Error, Hashable, Sendable {
  public let path: String
  public let refusal: WitnessRefusal
}
