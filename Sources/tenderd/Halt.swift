import Glibc
import Messages

/// Why the daemon does not go on: said once on standard error, then its exit code.
struct Halt: Error {
  /// Exit codes, the same as the command line's.
  enum Code: Int32 {
    case checkFailed = 1
    case usage = 2
    case refused = 3
    case notReachable = 5
    case localFile = 6
    case mistake = 70
  }

  let code: Code
  let wording: Wording

  init(_ code: Code, zh: String, en: String) {
    self.code = code
    wording = Wording(zh: zh, en: en)
  }

  /// Runs a command's work; what it throws is said in a sentence and ends the process.
  static func explaining(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let halt as Halt {
      halt.say()
      exit(halt.code.rawValue)
    }
  }

  private func say() {
    put(["tenderd: \(wording.zh)", "tenderd: \(wording.en)"], to: STDERR_FILENO)
  }
}

/// Writes a line of results to standard output.
func say(_ line: String) { put([line], to: STDOUT_FILENO) }

/// Unbuffered, so that whoever reads sees a line when it is said. A reader who has gone away is no reason to stop.
private func put(_ lines: [String], to descriptor: Int32) {
  var bytes = Array(lines.map { $0 + "\n" }.joined().utf8)[...]
  while !bytes.isEmpty {
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard written > 0 else { return }
    bytes = bytes.dropFirst(written)
  }
}
