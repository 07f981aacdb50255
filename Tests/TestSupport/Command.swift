import Subprocess

/// Another program, run to its end.
///
/// Not by Foundation's `Process`: that keeps the files of every program it ran, and reads past its buffer once more than
/// some 1,300 files are open.
public struct Command: Sendable {
  /// Its exit status as a shell tells it: 128 and the signal's number when a signal ended it.
  public let exit: Int32
  public let output: [UInt8]
  public let errors: [UInt8]

  public var text: String { String(decoding: output, as: UTF8.self) }
  public var errorText: String { String(decoding: errors, as: UTF8.self) }

  /// Runs a program.
  ///
  /// - Parameters:
  ///   - folder: where it works.
  ///   - environment: everything it is given; this process's own when left out.
  ///   - seconds: after which it is ended, and its status is 124.
  public static func run(
    _ program: String, _ arguments: [String], in folder: String = "/", environment: [String: String]? = nil,
    input: [UInt8] = [], seconds: Double = 300
  ) async throws -> Command {
    // env(1) goes to the folder and becomes timeout(1).
    let result = try await Subprocess.run(
      .name("env"),
      arguments: Arguments(["-C", folder, "timeout", "-k", "1", String(seconds), program] + arguments),
      environment: environment.map { given in
        .custom(Dictionary(uniqueKeysWithValues: given.map { (Environment.Key(stringLiteral: $0), $1) }))
      } ?? .inherit,
      input: .array(input), output: .bytes(limit: 256 << 20), error: .bytes(limit: 256 << 20))
    let exit =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Command(exit: exit, output: result.standardOutput, errors: result.standardError)
  }
}
