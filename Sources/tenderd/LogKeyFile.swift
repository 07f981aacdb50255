import Glibc
import Notes

/// The log's private key on disk: one line of a signed-note key, readable by its owner alone.
enum LogKeyFile {
  /// - Throws: `Halt` when the file is not there, can be read by others, or holds no key.
  static func read(_ path: String) throws -> SigningKey {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Halt(
        .localFile, zh: "读不了日志私钥 \(path)：\(reason)。首次使用请运行 tenderd migrate --make-key。",
        en: "cannot read the log's key \(path): \(reason). The first time, run tenderd migrate --make-key")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
      throw Halt(
        .localFile, zh: "日志私钥 \(path) 可被他人读取，请 chmod 600。",
        en: "the log's key \(path) can be read by others: chmod 600 it")
    }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    let line = String(decoding: bytes.prefix(max(count, 0)).prefix { $0 != 0x0A }, as: UTF8.self)
    guard let key = try? SigningKey(parsing: line) else {
      throw Halt(.localFile, zh: "\(path) 里没有私钥。", en: "\(path) holds no private key")
    }
    return key
  }

  /// Makes a fresh key; never writes over a file.
  static func make(_ path: String, name: String) throws -> SigningKey {
    guard let key = try? SigningKey(name: name) else {
      throw Halt(.usage, zh: "\(name) 不能作为密钥名。", en: "\(name) cannot be the name of a key")
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Halt(.localFile, zh: "写不了 \(path)：\(reason)", en: "cannot make \(path): \(reason)")
    }
    defer { close(descriptor) }
    let line = Array((key.line + "\n").utf8)
    guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
      throw Halt(.localFile, zh: "写不了 \(path)：\(reason)", en: "cannot write \(path): \(reason)")
    }
    return key
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static var reason: String { String(cString: strerror(errno)) }
}
