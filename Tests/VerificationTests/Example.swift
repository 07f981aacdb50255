import Foundation
import Notes
import TestSupport
import Verification

/// The protocol's complete example as a bundle in memory.
enum Example {
  static let folder = "protocol/bundle"

  static let bundle: MemoryBundle = {
    var contents: [String: [UInt8]] = [:]
    var folders = [""]
    while let inner = folders.popLast() {
      let below = inner.isEmpty ? folder : folder + "/" + inner
      for name in (try? Vectors.names(in: below)) ?? [] {
        let path = inner.isEmpty ? name : inner + "/" + name
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(
          atPath: Vectors.folder.appendingPathComponent(folder + "/" + path).path, isDirectory: &isFolder)
        if isFolder.boolValue { folders.append(path) } else { contents[path] = try? Vectors.bytes(folder + "/" + path) }
      }
    }
    return MemoryBundle(contents)
  }()

  static var paths: [String] { bundle.contents.keys.sorted() }

  /// The folder on disk.
  static var path: String { Vectors.folder.appendingPathComponent(folder).path }
}

extension Report {
  /// The lines of one result, for messages.
  func lines(_ result: Finding.Result) -> [String] {
    findings.filter { $0.result == result }.map { "\($0.check.rawValue): \($0.en)" }
  }
}

/// Numbers that a seed decides (SplitMix64), so that a failing run can be repeated.
struct Dice {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func roll(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
