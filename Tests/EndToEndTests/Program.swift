import Canon
import Foundation
import TestSupport
import Testing

/// What a command came to.
struct Outcome: Sendable, CustomStringConvertible {
  let command: String
  let exit: Int32
  let bytes: [UInt8]
  let errors: String

  var output: String { String(decoding: bytes, as: UTF8.self) }

  /// What `--json` printed.
  var json: JSON? { try? JSON.parse(bytes.last == 0x0A ? bytes.dropLast() : bytes) }

  /// The stable code of a refusal, as `--json` says it on standard error.
  var code: String? {
    let line = errors.split(separator: "\n").last { $0.hasPrefix("{") }
    return line.flatMap { try? JSON.parse(Array($0.utf8)) }?["code"]?.stringValue
  }

  var description: String { "`\(command)` gave \(exit): \(errors)\(output)" }
}

/// A command did not do what a stage needs.
struct StageFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// The programs of this build.
enum Program {
  /// The folder of the built programs: beside the test bundle, or the debug folder of the build.
  static let folder: String = {
    let name = "tenderd"
    var candidates: [String] = []
    // The test runner is given the bundle's path, which lies beside the programs.
    for argument in CommandLine.arguments where argument.contains(".xctest") {
      candidates.append(URL(fileURLWithPath: argument).deletingLastPathComponent().path)
      candidates.append(URL(fileURLWithPath: argument).deletingLastPathComponent().deletingLastPathComponent().path)
    }
    let build = ProcessInfo.processInfo.environment["TENDER_BUILD"] ?? ".build"
    candidates.append((build.hasPrefix("/") ? build : Repository.path(build)) + "/debug")
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0 + "/" + name) } ?? candidates.last ?? ""
  }()

  static var tender: String { folder + "/tender" }
  static var tenderd: String { folder + "/tenderd" }

  /// The environment that programs are given: this process's without any setting of ours.
  static func environment(_ more: [String: String] = [:]) -> [String: String] {
    ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("TENDER") }.merging(more) { $1 }
  }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - environment: everything it is given.
  ///   - seconds: after which it is killed.
  static func run(
    _ path: String, _ arguments: [String], in folder: String, environment: [String: String], input: [UInt8] = [],
    seconds: Double = 60
  ) async throws -> Outcome {
    let ended = try await Command.run(
      path, arguments, in: folder, environment: environment, input: input, seconds: seconds)
    let words = [(path as NSString).lastPathComponent] + arguments
    return Outcome(
      command: words.joined(separator: " "), exit: ended.exit, bytes: ended.output, errors: ended.errorText)
  }
}

/// A folder of one moment, gone when nobody holds it any more.
final class Scratch: Sendable {
  let path: String

  init(_ name: String = "run") throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("tender-\(name)-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func place(_ name: String) -> String { path + "/" + name }

  /// Writes a file, with the folders above it; only its owner may read it.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> URL {
    let url = URL(fileURLWithPath: place(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard
      FileManager.default.createFile(
        atPath: url.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
    else { throw StageFailure("cannot write \(url.path)") }
    return url
  }

  @discardableResult
  func write(_ name: String, _ json: JSON) throws -> URL { try write(name, json.canonicalBytes()) }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: place(name)))) }
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: place(name)) }
}

/// Asks again and again, without making anybody wait longer than needed.
func until(
  _ what: String, seconds: Double = 30, isolation: isolated (any Actor)? = #isolation,
  _ isSo: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + .seconds(seconds)
  while ContinuousClock.now < end {
    if try await isSo() { return }
    try await Task.sleep(for: .milliseconds(50))
  }
  throw StageFailure("waited \(seconds) s in vain: \(what)")
}
