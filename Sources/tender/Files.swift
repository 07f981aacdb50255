import Glibc
import Messages

/// Files on this machine, with errors that name the path. Nothing half written stands under a final name.
enum Files {
  enum Secrecy: mode_t {
    case secret = 0o600
    case open = 0o644
  }

  static func failure(_ path: String, _ deed: Wording, _ number: Int32 = errno) -> CommandFailure {
    let why = String(cString: strerror(number))
    return .localFile(
      zh: "\(deed.zh)\(path)：\(reasonZh(number) ?? why)。", en: "\(deed.en) \(path): \(why).")
  }

  private static func reasonZh(_ number: Int32) -> String? {
    switch number {
    case ENOENT: "没有这个文件或文件夹，请检查路径"
    case EACCES, EPERM: "没有权限，请检查文件的所有者和权限"
    case ENOSPC: "磁盘已满，请腾出空间后重试"
    case EEXIST: "已经存在，请换一个名字或先移走它"
    case EISDIR: "这是文件夹，不是文件"
    case ENOTDIR: "这不是文件夹"
    case EROFS: "磁盘是只读的"
    default: nil
    }
  }

  static let reading = Wording(zh: "读不了 ", en: "Cannot read")
  static let writing = Wording(zh: "写不了 ", en: "Cannot write")

  /// The whole file.
  ///
  /// - Parameter limit: refused beyond this many bytes, before they are in memory.
  static func read(_ path: String, limit: Int = 16 << 20) throws(CommandFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    try stream(path) { chunk throws(CommandFailure) in
      guard bytes.count + chunk.count <= limit else {
        throw .localFile(
          zh: "\(path) 太大（上限 \(limit) 字节），不是这里要的文件。",
          en: "\(path) is larger than \(limit) bytes: not the file wanted here.")
      }
      bytes += chunk
    }
    return bytes
  }

  /// Lends the file piece by piece, so that its size does not matter.
  static func stream(
    _ path: String, pieceBytes: Int = 256 << 10, from offset: Int = 0,
    _ body: (ArraySlice<UInt8>) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path, reading) }
    defer { close(file) }
    if offset > 0, lseek(file, off_t(offset), SEEK_SET) < 0 { throw failure(path, reading) }
    var buffer = [UInt8](repeating: 0, count: pieceBytes)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path, reading)
      }
      if count == 0 { return }
      try body(buffer[..<count])
    }
  }

  /// At most `count` bytes from `offset` on.
  static func piece(_ path: String, at offset: Int, count: Int) throws(CommandFailure) -> [UInt8] {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path, reading) }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let more = buffer.withUnsafeMutableBytes {
        pread(file, $0.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
      }
      if more < 0 {
        if errno == EINTR { continue }
        throw failure(path, reading)
      }
      if more == 0 { break }
      done += more
    }
    return Array(buffer[..<done])
  }

  /// UTF-8 text of a file.
  static func text(_ path: String, limit: Int = 1 << 20) throws(CommandFailure) -> String {
    guard let text = String(validating: try read(path, limit: limit), as: UTF8.self) else {
      throw .localFile(zh: "\(path) 不是 UTF-8 文本。", en: "\(path) is not UTF-8 text.")
    }
    return text
  }

  /// The first line without what ends it; for files that hold one word.
  static func word(_ path: String) throws(CommandFailure) -> String {
    let text = try text(path, limit: 4096)
    var bytes = Array(text.utf8)
    while let last = bytes.last, last == 0x0A || last == 0x0D || last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// - Parameter hint: what to name instead of a file.
  /// - Throws: `localFile` for what is not there, or no folder.
  static func requireFolder(_ path: String, _ hint: Wording) throws(CommandFailure) {
    guard !isFolder(path) else { return }
    guard exists(path) else { throw failure(path, reading, ENOENT) }
    throw CommandFailure(.localFile, Wording(zh: "\(path) 是文件，不是文件夹。", en: "\(path) is a file.").then(hint))
  }

  static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// What has this name, where a link is a link and not what it leads to; nil when nothing has it.
  private static func facts(_ path: String) -> stat? {
    var facts = stat()
    return lstat(path, &facts) == 0 ? facts : nil
  }

  /// Whether a file, a folder or a link has this name, even a link that leads nowhere.
  static func isTaken(_ path: String) -> Bool { facts(path) != nil }

  /// Whether this is a folder, and no link to one.
  static func isFolderItself(_ path: String) -> Bool { facts(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

  /// Whether this belongs to whoever runs the program.
  static func isOwn(_ path: String) -> Bool { facts(path)?.st_uid == geteuid() }

  static func size(_ path: String) throws(CommandFailure) -> Int {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw failure(path, reading) }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw .localFile(zh: "\(path) 不是普通文件。", en: "\(path) is no regular file.")
    }
    return Int(facts.st_size)
  }

  static func mode(_ path: String) throws(CommandFailure) -> mode_t {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw failure(path, reading) }
    return facts.st_mode & 0o7777
  }

  /// Makes the folder and those above it.
  static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(CommandFailure) {
    if isFolder(path) || path.isEmpty { return }
    let parent = folder(of: path)
    if parent != path { try makeFolder(parent) }
    if mkdir(path, mode) != 0, errno != EEXIST || !isFolder(path) { throw failure(path, writing) }
  }

  /// Everything before the last slash, `.` when there is none.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// The names in a folder, in bytewise order, without `.` and `..`.
  static func names(in folder: String) throws(CommandFailure) -> [String] {
    guard let handle = opendir(folder) else { throw failure(folder, reading) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Writes a file whole: first under a temporary name, flushed, then renamed.
  ///
  /// - Parameter replacing: when false an existing file is left alone and the call fails.
  static func write(
    _ bytes: [UInt8], to path: String, _ secrecy: Secrecy = .open, replacing: Bool = true
  ) throws(CommandFailure) {
    let writer = try FileWriter(path, secrecy, replacing: replacing)
    try writer.write(bytes[...])
    try writer.finish()
  }

  static func write(
    _ text: String, to path: String, _ secrecy: Secrecy = .open, replacing: Bool = true
  ) throws(CommandFailure) {
    try write(Array(text.utf8), to: path, secrecy, replacing: replacing)
  }

  static func remove(_ path: String) { unlink(path) }

  /// Leaves in a folder that this program made only folders and the files that are kept. Links go, whatever their name;
  /// what they lead to is not touched.
  ///
  /// - Parameter isKept: whether a file stays, by its path from the folder on.
  static func prune(_ folder: String, keeping isKept: (String) -> Bool) throws(CommandFailure) {
    try prune(folder, "", isKept)
  }

  private static func prune(_ folder: String, _ inner: String, _ isKept: (String) -> Bool) throws(CommandFailure) {
    for name in try names(in: inner.isEmpty ? folder : "\(folder)/\(inner)") {
      let path = inner.isEmpty ? name : "\(inner)/\(name)"
      let place = "\(folder)/\(path)"
      switch facts(place).map({ $0.st_mode & S_IFMT }) {
      case S_IFDIR: try prune(folder, path, isKept)
      case S_IFREG where isKept(path): continue
      default: if unlink(place) != 0 { throw failure(place, writing) }
      }
    }
  }

  /// Removes a folder that this program made, and all in it.
  static func removeFolder(_ path: String) throws(CommandFailure) {
    for name in try names(in: path) {
      let inner = path + "/" + name
      if isFolderItself(inner) {
        try removeFolder(inner)
      } else if unlink(inner) != 0 {
        throw failure(inner, writing)
      }
    }
    if rmdir(path) != 0 { throw failure(path, writing) }
  }

  static func rename(_ old: String, to new: String) throws(CommandFailure) {
    if Glibc.rename(old, new) != 0 { throw failure(new, writing) }
  }
}

/// A file on its way: it takes its name only when it is whole, and leaves nothing behind otherwise.
final class FileWriter {
  let path: String
  private let temporary: String
  private var file: Int32
  private let replacing: Bool

  init(_ path: String, _ secrecy: Files.Secrecy = .open, replacing: Bool = true) throws(CommandFailure) {
    self.path = path
    self.replacing = replacing
    temporary = "\(path).part-\(getpid())"
    file = -1
    if !replacing, Files.exists(path) { throw Files.failure(path, Files.writing, EEXIST) }
    if Files.isFolder(path) { throw Files.failure(path, Files.writing, EISDIR) }
    file = Glibc.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, secrecy.rawValue)
    guard file >= 0 else { throw Files.failure(path, Files.writing) }
    // The mask may have taken bits away, never added any.
  }

  func write(_ bytes: ArraySlice<UInt8>) throws(CommandFailure) {
    let fault: Int32? = bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(file, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += count
      }
      return nil
    }
    if let fault { throw Files.failure(path, Files.writing, fault) }
  }

  /// Flushes and names the file.
  func finish() throws(CommandFailure) {
    if fsync(file) != 0 { throw Files.failure(path, Files.writing) }
    close(file)
    file = -1
    if replacing {
      try Files.rename(temporary, to: path)
    } else {
      // A link fails when the name is taken, a rename would not.
      if link(temporary, path) != 0 { throw Files.failure(path, Files.writing) }
      unlink(temporary)
    }
  }

  deinit {
    guard file >= 0 else { return }
    close(file)
    unlink(temporary)
  }
}
