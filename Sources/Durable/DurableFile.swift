import Glibc

/// A file that holds the old or the new content after a crash, whole, and never something between.
public struct DurableFile: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// The folder that the file lies in.
  public var folder: String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The whole content, or nil when there is no such file.
  ///
  /// - Parameter limit: a longer file is refused, before it is in memory.
  public func read(limit: Int) throws(FileFault) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw .cannotRead(path: path, errno: errno)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(limit, 65_536) + 1)
    while true {
      let count = Glibc.read(file, &piece, piece.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .cannotRead(path: path, errno: errno)
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw .tooLarge(path: path, limit: limit) }
      bytes += piece[..<count]
    }
  }

  /// Replaces the content; when this returns, a power cut cannot bring the old one back.
  ///
  /// One writer at a time: hold a `FileLock`.
  public func write(_ bytes: [UInt8], mode: mode_t = 0o644) throws(FileFault) {
    let draft = path + ".new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw .cannotWrite(path: draft, errno: errno) }
    if let number = Self.fill(file, bytes) {
      close(file)
      unlink(draft)
      throw .cannotWrite(path: draft, errno: number)
    }
    guard close(file) == 0, rename(draft, path) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    try syncFolder()
  }

  /// Writes and syncs everything; the system's number when it cannot.
  private static func fill(_ file: Int32, _ bytes: [UInt8]) -> Int32? {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: done), bytes.count - done) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      done += count
    }
    return fsync(file) == 0 ? nil : errno
  }

  /// The rename itself must be on the disk before anybody relies on the new content.
  private func syncFolder() throws(FileFault) {
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw .cannotWrite(path: folder, errno: errno) }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw .cannotWrite(path: folder, errno: errno) }
  }
}

/// What the system said about a file.
public enum FileFault: Error, Hashable, Sendable {
  case cannotRead(path: String, errno: Int32)
  case cannotWrite(path: String, errno: Int32)
  case tooLarge(path: String, limit: Int)
  /// Another process holds the lock, longer than anybody needs it.
  case locked(path: String)

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .cannotRead: "file.cannotRead"
    case .cannotWrite: "file.cannotWrite"
    case .tooLarge: "file.tooLarge"
    case .locked: "file.locked"
    }
  }

  public var zh: String {
    switch self {
    case .cannotRead(let path, let number): "读不了 \(path)：\(FileFault.words(number))"
    case .cannotWrite(let path, let number): "写不了 \(path)：\(FileFault.words(number))"
    case .tooLarge(let path, let limit): "\(path) 超过 \(limit) 字节，不是这里的文件"
    case .locked(let path): "\(path) 正被另一个程序占用"
    }
  }

  public var en: String {
    switch self {
    case .cannotRead(let path, let number): "cannot read \(path): \(FileFault.words(number))"
    case .cannotWrite(let path, let number): "cannot write \(path): \(FileFault.words(number))"
    case .tooLarge(let path, let limit): "\(path) is longer than \(limit) bytes: not the file wanted here"
    case .locked(let path): "\(path) is held by another program"
    }
  }

  private static func words(_ number: Int32) -> String { String(cString: strerror(number)) }
}
