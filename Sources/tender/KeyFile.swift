import Glibc
import Messages
import Notes
import Sealing

/// A person's signing key on disk, mode 0600: one signed-note `PRIVATE+KEY` line, or an age file under a passphrase
/// that holds this line.
enum KeyFile {
  /// The key in the file.
  ///
  /// - Throws: `localFile` when it cannot be read, others may read it, or it holds no such line; `cannotOpen` for a
  ///   wrong passphrase.
  static func read(_ path: String) throws(CommandFailure) -> SigningKey {
    if Files.isFolder(path) { throw Files.failure(path, Files.reading, EISDIR) }
    let mode = try Files.mode(path)
    guard mode & 0o077 == 0 else {
      throw .localFile(
        zh: "密钥文件 \(path) 别人也能读。请先执行：chmod 600 \(path)",
        en: "Others can read the key file \(path). First run: chmod 600 \(path)")
    }
    var bytes = try Files.read(path, limit: Passphrase.fileBytesMax)
    if Passphrase.isWrapped(bytes) { bytes = try unwrap(bytes, path) }
    while let last = bytes.last, last == 0x0A || last == 0x0D || last == 0x20 { bytes.removeLast() }
    do {
      return try SigningKey(parsing: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw .localFile(
        zh: "\(path) 里没有签名密钥（应为一行 PRIVATE+KEY+…）。请用 tender keygen 生成，或换一个文件。",
        en: "\(path) holds no signing key (one line PRIVATE+KEY+… is expected). Make one with `tender keygen`.")
    }
  }

  private static func unwrap(_ file: [UInt8], _ path: String) throws(CommandFailure) -> [UInt8] {
    let passphrase = try askPassphrase(
      Wording(zh: "\(Files.name(of: path)) 的口令：", en: "Passphrase of \(Files.name(of: path)): "))
    do {
      return try Passphrase.unwrap(file, passphrase: passphrase)
    } catch {
      let words =
        error == .noMatch
        ? Wording(zh: "口令不对，打不开 \(path)。", en: "Wrong passphrase: \(path) stays shut.")
        : Wording(zh: "打不开 \(path)：", en: "Cannot open \(path):").then(error.wording)
      throw CommandFailure(.cannotOpen, code: error.code, words)
    }
  }

  /// Writes a new key file; an existing file is never overwritten.
  ///
  /// - Parameter passphrase: nil leaves the line in clear, for its owner alone.
  static func write(_ key: SigningKey, to path: String, passphrase: String?) throws(CommandFailure) {
    var bytes = Array((key.line + "\n").utf8)
    if let passphrase {
      do {
        bytes = try Passphrase.wrap(bytes, passphrase: passphrase)
      } catch {
        throw CommandFailure(error, as: .usage)
      }
    }
    try Files.write(bytes, to: path, .secret, replacing: false)
  }

  /// A new passphrase, asked for twice at a terminal.
  static func newPassphrase() throws(CommandFailure) -> String {
    let first = try askPassphrase(Wording(zh: "新口令：", en: "New passphrase: "))
    guard !first.isEmpty else { throw .usage(zh: "口令不能为空。", en: "The passphrase may not be empty.") }
    if environment("TENDER_PASSPHRASE") == nil {
      let second = try askPassphrase(Wording(zh: "再输一遍：", en: "Again: "))
      guard first.utf8.elementsEqual(second.utf8) else {
        throw .usage(zh: "两次输入的口令不同。", en: "The two passphrases differ.")
      }
    }
    return first
  }

  /// From TENDER_PASSPHRASE, or typed at the terminal without echo.
  private static func askPassphrase(_ prompt: Wording) throws(CommandFailure) -> String {
    if let given = environment("TENDER_PASSPHRASE") { return given }
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else {
      throw .usage(
        zh: "密钥有口令保护，而这里没有终端。请设置 TENDER_PASSPHRASE。",
        en: "The key is under a passphrase and there is no terminal to ask at. Set TENDER_PASSPHRASE.")
    }
    defer { close(terminal) }
    var before = termios()
    tcgetattr(terminal, &before)
    var silent = before
    // Ctrl-C is read as a byte, so that it cannot leave the terminal without its echo.
    silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    put(prompt[Invocation.language], terminal)
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 4096, Glibc.read(terminal, &byte, 1) == 1, byte != 0x0A, byte != 0x03 { bytes.append(byte) }
    tcsetattr(terminal, TCSAFLUSH, &before)
    put("\n", terminal)
    if byte == 0x03 { exit(130) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func put(_ text: String, _ terminal: Int32) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress, $0.count) }
  }
}
