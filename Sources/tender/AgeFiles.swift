import ArgumentParser
import Glibc
import Messages
import Sealing

/// Descriptors and files for `tender age`: blocks in, chunks out, never a whole file in memory.
enum AgeFiles {
  /// A local file that could not be read or written.
  struct Failure: Error {
    let path: String
    let errorNumber: Int32
  }

  /// Bytes of a block that is read at a time.
  static let blockBytes = 1 << 20

  /// Threads that seal at a time.
  static let workers = max(1, min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 4))

  /// Runs `body`, puts a refusal or failure as one line on standard error and ends with its exit code.
  ///
  /// - Parameter refusal: the exit code of an `AgeError`.
  static func reporting(refusal: Int32 = 70, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as AgeError {
      say(error.wording[Invocation.language])
      throw ExitCode(refusal)
    } catch let error as Failure {
      let why = String(cString: strerror(error.errorNumber))
      let wording = Wording(zh: "无法读写 \(error.path)：\(why)", en: "Cannot read or write \(error.path): \(why)")
      say(wording[Invocation.language])
      throw ExitCode(6)
    }
  }

  static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
  }

  /// Fills `block` from the descriptor; fewer bytes only at the end, so 0 there and nowhere else.
  static func fill(_ block: UnsafeMutableRawBufferPointer, fromDescriptor descriptor: Int32) throws -> Int {
    var filled = 0
    // A pipe gives 64 KiB at a time: a whole block keeps all threads at work.
    while filled < block.count {
      let count = Glibc.read(descriptor, block.baseAddress?.advanced(by: filled), block.count - filled)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(path: "stdin", errorNumber: errno)
      }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  static func write(_ bytes: [UInt8], toDescriptor descriptor: Int32, named name: String = "stdout") throws {
    try bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count < 0 {
          if errno == EINTR { continue }
          throw Failure(path: name, errorNumber: errno)
        }
        done += count
      }
    }
  }

  /// Writes a file that must not exist yet, readable by its owner alone; standard output without a path.
  static func write(_ bytes: [UInt8], toNewFile path: String?) throws {
    guard let path else { return try write(bytes, toDescriptor: 1) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(path: path, errorNumber: errno) }
    defer { close(descriptor) }
    try write(bytes, toDescriptor: descriptor, named: path)
    guard fsync(descriptor) == 0 else { throw Failure(path: path, errorNumber: errno) }
  }

  /// The file's bytes; one byte more than `bytesMax` at most, so that the reader sees that it is too long.
  static func read(_ path: String, bytesMax: Int) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(path: path, errorNumber: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= bytesMax {
      let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(path: path, errorNumber: errno)
      }
      if count == 0 { break }
      bytes += block[..<min(count, bytesMax + 1 - bytes.count)]
    }
    return bytes
  }

  /// The moment as age's own key files state it, in UTC: `2026-07-01T08:00:00Z`.
  static func utcNow() -> String {
    var seconds = time(nil)
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return "unknown" }
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
