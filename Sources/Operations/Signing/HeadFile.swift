import Durable
import Notes
import Transparency

/// The file with the last signed head: the signed checkpoint, as it was or will be published. All daemons of a machine
/// share it.
struct HeadFile: Sendable {
  private let file: DurableFile

  init(_ path: String) { file = DurableFile(path) }

  var path: String { file.path }

  /// Alone with the file, among the daemons of this machine, as long as the lock is held.
  func lock() async throws -> FileLock {
    do { return try await FileLock.take(file.path + ".lock", patience: .seconds(10)) } catch {
      throw PublishFault.file(error)
    }
  }

  /// The head that stands in it; nil when there is no file.
  func read(by key: VerifierKey) throws(PublishFault) -> Checkpoint? {
    let bytes: [UInt8]?
    do { bytes = try file.read(limit: 65_536) } catch { throw .file(error) }
    guard let bytes else { return nil }
    do { return try SignedHead.read(bytes, by: key).head } catch {
      throw .headFileUnreadable(path: file.path, reason: error.code)
    }
  }

  func write(_ note: SignedNote) throws(PublishFault) {
    do { try file.write(note.bytes) } catch { throw .file(error) }
  }
}
