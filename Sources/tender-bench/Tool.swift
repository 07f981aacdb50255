import Subprocess

/// Another program, run to its end.
enum Tool {
  /// What it wrote to standard output.
  ///
  /// - Parameter program: a path, or a name to be looked for on the PATH.
  /// - Throws: `BenchFailure` with its words when it does not exit with 0.
  @discardableResult
  static func run(_ program: String, _ arguments: [String]) async throws -> String {
    // env(1) takes both and becomes the program.
    let result = try await Subprocess.run(
      .name("env"), arguments: Arguments([program] + arguments), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    guard case .exited(0) = result.terminationStatus else {
      throw BenchFailure("\(program): \(result.terminationStatus) \(result.standardError)")
    }
    return result.standardOutput
  }
}
