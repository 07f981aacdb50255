import Durable
import Glibc
import Verification

/// A folder of this machine that is written once, for its maker's eyes alone.
struct LocalFolder {
  let path: String

  /// - Parameter path: an existing folder.
  init(at path: String) { self.path = path }

  /// A new one.
  ///
  /// - Parameter parent: an existing folder.
  init(fresh parent: String) throws {
    var template = Array("\(parent)/tender-check-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard made else { throw FileFault.cannotWrite(path: parent, errno: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Writes one file of the bundle; its folders are made.
  func write(_ name: String, _ body: ((([UInt8]) throws -> Void)) throws -> Void) throws {
    let file = try open(name)
    defer { close(file) }
    try body { try put($0, to: file, name) }
  }

  func write(_ name: String, _ body: ((([UInt8]) throws -> Void)) async throws -> Void) async throws {
    let file = try open(name)
    defer { close(file) }
    try await body { try put($0, to: file, name) }
  }

  private func open(_ name: String) throws -> Int32 {
    let parts = name.split(separator: "/")
    for count in parts.indices.dropFirst() { mkdir("\(path)/\(parts[..<count].joined(separator: "/"))", 0o700) }
    let file = Glibc.open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw FileFault.cannotWrite(path: "\(path)/\(name)", errno: errno) }
    return file
  }

  private func put(_ bytes: [UInt8], to file: Int32, _ name: String) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: done), bytes.count - done) }
      guard count > 0 else { throw FileFault.cannotWrite(path: "\(path)/\(name)", errno: errno) }
      done += count
    }
  }

  /// Removes the folder and the files that were written into it.
  func remove() {
    var folders: Set<String> = [path]
    for file in (try? FolderBundle(path).files()) ?? [] {
      unlink("\(path)/\(file.path)")
      let parts = file.path.split(separator: "/")
      for count in parts.indices.dropFirst() { folders.insert("\(path)/\(parts[..<count].joined(separator: "/"))") }
    }
    // The deepest first.
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) { rmdir(folder) }
  }
}
