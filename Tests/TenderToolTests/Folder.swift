import Foundation
import TestSupport

/// A folder of one test's own, gone with it.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/tender-tool-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { path + "/" + name }

  @discardableResult
  func put(_ name: String, _ text: String) throws -> String {
    let file = self(name)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }

  static let vectors = Repository.path("Tests/vectors/protocol")
}
