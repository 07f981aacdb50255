import Glibc
import Messages
import Notes

/// A person's signing key on disk: one signed-note `PRIVATE+KEY` line, mode 0600.
enum KeyFile {
  /// The key in the file.
  ///
  /// - Throws: `localFile` when it cannot be read, others may read it, or it holds no such line.
  static func read(_ path: String) throws(CommandFailure) -> SigningKey {
    let mode = try Files.mode(path)
    guard mode & 0o077 == 0 else {
      throw .localFile(
        zh: "密钥文件 \(path) 别人也能读。请先执行：chmod 600 \(path)",
        en: "Others can read the key file \(path). First run: chmod 600 \(path)")
    }
    let line = try Files.word(path)
    do {
      return try SigningKey(parsing: line)
    } catch {
      throw .localFile(
        zh: "\(path) 里没有签名密钥（应为一行 PRIVATE+KEY+…）。请用 tender keygen 生成，或换一个文件。",
        en: "\(path) holds no signing key (one line PRIVATE+KEY+… is expected). Make one with `tender keygen`.")
    }
  }

  /// Writes a new key file; an existing file is never overwritten.
  static func write(_ key: SigningKey, to path: String) throws(CommandFailure) {
    try Files.write(key.line + "\n", to: path, .secret, replacing: false)
  }
}
