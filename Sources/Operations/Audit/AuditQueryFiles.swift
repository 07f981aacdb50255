import Glibc
import Store

/// Why the folder of invariants is of no use.
public enum AuditQueryFault: Error, Hashable, Sendable {
  case unreadable(path: String)
  /// A query begins with its rule in two comment lines, Chinese and English.
  case ruleMissing(path: String)
  case none(folder: String)
}

extension AuditQuery {
  /// The invariants of a folder, every file whose name ends in `.sql`, by name.
  public static func folder(_ path: String) throws(AuditQueryFault) -> [AuditQuery] {
    guard let directory = opendir(path) else { throw .unreadable(path: path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".sql") { names.append(String(name.dropLast(4))) }
    }
    guard !names.isEmpty else { throw .none(folder: path) }
    var queries: [AuditQuery] = []
    for name in names.sorted() { queries.append(try AuditQuery(name: name, path: "\(path)/\(name).sql")) }
    return queries
  }

  private init(name: String, path: String) throws(AuditQueryFault) {
    guard let bytes = readFile(path, limit: 1 << 20), let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(path: path)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 2, lines[0].hasPrefix("-- "), lines[1].hasPrefix("-- ") else { throw .ruleMissing(path: path) }
    self.init(name: name, zh: String(lines[0].dropFirst(3)), en: String(lines[1].dropFirst(3)), sql: text)
  }
}

/// A whole file, or nil when it cannot be read or is longer than `limit` bytes.
func readFile(_ path: String, limit: Int) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &block, block.count)
    guard count >= 0, bytes.count + count <= limit else { return nil }
    if count == 0 { return bytes }
    bytes += block[..<count]
  }
}
