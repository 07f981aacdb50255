import Foundation

/// The clone these tests were built from.
public enum Repository {
  /// The folder of Package.swift.
  public static let folder: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// The path of a file of the clone: `path("sql/migrations")`.
  public static func path(_ relative: String) -> String { folder + "/" + relative }
}
