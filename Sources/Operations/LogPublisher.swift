import Glibc
import Logging
import Notes
import Postgres
import Store
import Synchronization
import Transparency

/// Why no new head is signed. The daemon goes on serving what was published, and takes nothing into the log.
public enum PublishFault: Error, Hashable, Sendable {
  /// The file with the last signed head is not there although the log has entries.
  case headFileMissing(path: String)
  case headFileUnreadable(path: String, reason: String)
  /// The database's log is shorter than what was signed: a restored dump, most likely.
  case databaseBehind(signed: Int, stored: Int)
  /// The database's log does not begin with what was signed.
  case forked(size: Int)
  case cannotWrite(path: String, errno: Int32)

  public var sentence: String {
    switch self {
    case .headFileMissing(let path):
      "the file with the last signed head is missing: \(path). Bring it back; only when it is lost for good, start once "
        + "with --adopt-head, which signs whatever the database holds."
    case .headFileUnreadable(let path, let reason): "the file \(path) holds no signed head of this log: \(reason)"
    case .databaseBehind(let signed, let stored):
      "the database holds \(stored) entries but \(signed) were signed: it was restored from an older copy. Signing on "
        + "would fork the log."
    case .forked(let size): "the database's first \(size) entries are not those that were signed"
    case .cannotWrite(let path, let number): "cannot write \(path): \(String(cString: strerror(number)))"
    }
  }
}

/// Signs heads: the last one signed stands in a synced file outside the database, and a new one must extend it.
///
/// Order: look at the database, check that it extends the file's head, sign, write and sync the file, publish. A crash
/// before the file is written leaves the old head; after it, the new one, which is published at the next start.
public actor LogPublisher {
  private let database: Database
  private let key: SigningKey
  private let path: String
  private let logger: Logger
  private var head: (size: Int, root: Digest)?
  /// Where the signed head is shown.
  public nonisolated let board = HeadBoard()
  private nonisolated let fault = Mutex<PublishFault?>(nil)

  public init(database: Database, key: SigningKey, headFile: String, logger: Logger) {
    self.database = database
    self.key = key
    path = headFile
    self.logger = logger
  }

  /// The signed checkpoint to serve; nil before the first.
  public nonisolated var checkpoint: [UInt8]? { board.checkpoint }
  /// Why nothing new is signed, if so.
  public nonisolated var trouble: PublishFault? { fault.withLock { $0 } }

  /// Reads the head file and publishes the database's head.
  ///
  /// - Parameter adopt: signs what the database holds although there is no file; told on purpose only.
  /// - Throws: `PublishFault` when the database does not extend what was signed.
  public func start(adopt: Bool = false) async throws {
    if let bytes = try readFile() {
      do {
        let note = try SignedNote(parsing: bytes)
        try note.verify(by: key.verifier)
        let checkpoint = try Checkpoint(parsing: note.text)
        head = (checkpoint.size, checkpoint.root)
        board.post(bytes, size: checkpoint.size)
      } catch {
        throw PublishFault.headFileUnreadable(path: path, reason: "\(error)")
      }
    } else if !adopt {
      let size = try await database.read { tx in try tx.logHead().size }
      guard size == 0 else { throw PublishFault.headFileMissing(path: path) }
    }
    try await sign()
  }

  /// Signs and publishes the database's head if it has grown. Trouble is kept for `readyz` and logged, not thrown: the
  /// entry itself is committed, and the next call tries again.
  public func publish() async {
    do {
      try await sign()
      fault.withLock { $0 = nil }
    } catch let error as PublishFault {
      fault.withLock { $0 = error }
      logger.critical("no head signed", metadata: ["reason": "\(error.sentence)"])
    } catch {
      logger.error("no head signed now", metadata: ["reason": "\(error)"])
    }
  }

  private func sign() async throws {
    let last = head
    let next = try await database.read { tx -> (size: Int, root: Digest)? in
      let now = try tx.logHead()
      guard let last else { return (now.size, now.root) }
      guard now.size >= last.size else { throw PublishFault.databaseBehind(signed: last.size, stored: now.size) }
      if now.size == last.size {
        guard now.root == last.root else { throw PublishFault.forked(size: last.size) }
        return nil
      }
      guard try tx.logRoot(at: last.size, of: now.size) == last.root else {
        throw PublishFault.forked(size: last.size)
      }
      return (now.size, now.root)
    }
    // While we waited another call may have signed a later head; never go back.
    guard let next, next.size >= (head?.size ?? -1), next.size != head?.size else { return }
    let note = key.sign(Checkpoint(origin: key.name, size: next.size, root: next.root).text)
    try writeFile(note.bytes)
    head = next
    board.post(note.bytes, size: next.size)
  }

  private func readFile() throws -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw PublishFault.headFileUnreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &bytes, bytes.count)
    guard count >= 0 else {
      throw PublishFault.headFileUnreadable(path: path, reason: String(cString: strerror(errno)))
    }
    return Array(bytes.prefix(count))
  }

  private func writeFile(_ bytes: [UInt8]) throws {
    try AtomicFile.write(bytes, to: path)
  }
}

/// Writes a file so that a crash leaves the old or the new content, whole.
public enum AtomicFile {
  public static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(PublishFault) {
    let draft = path + ".new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .cannotWrite(path: draft, errno: errno) }
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + offset, bytes.count - offset) }
      guard written > 0 else {
        let number = errno
        close(descriptor)
        throw .cannotWrite(path: draft, errno: number)
      }
      offset += written
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0, rename(draft, path) == 0 else {
      throw .cannotWrite(path: path, errno: errno)
    }
    // The rename itself must be on disk before anybody relies on the new head.
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[..<$0]) } ?? "."
    let directory = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw .cannotWrite(path: folder, errno: errno) }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw .cannotWrite(path: folder, errno: errno) }
  }
}
