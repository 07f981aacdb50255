/// A file as the bundle's folder lists it.
public struct BundleFile: Hashable, Sendable {
  /// Below the bundle's folder, `/` between the parts.
  public var path: String
  /// Its length.
  public var bytes: Int
  /// False for links, devices, pipes, and names that are not UTF-8.
  public var isRegular: Bool

  public init(path: String, bytes: Int, isRegular: Bool = true) {
    self.path = path
    self.bytes = bytes
    self.isRegular = isRegular
  }
}

/// Why a file could not be read.
public enum BundleFault: Error, Hashable, Sendable {
  case missing(String)
  case tooLarge(String, limit: Int)
  case unreadable(String)
  /// More files than a bundle can have, or folders too deep.
  case tooMany(limit: Int)

  public var zh: String {
    switch self {
    case .missing(let path): "缺少文件 \(path)"
    case .tooLarge(let path, let limit): "文件 \(path) 超过 \(limit) 字节"
    case .unreadable(let path): "文件 \(path) 无法读取"
    case .tooMany(let limit): "文件或目录层级过多（上限 \(limit)）"
    }
  }

  public var en: String {
    switch self {
    case .missing(let path): "the file \(path) is missing"
    case .tooLarge(let path, let limit): "the file \(path) is longer than \(limit) bytes"
    case .unreadable(let path): "the file \(path) cannot be read"
    case .tooMany(let limit): "more files or deeper folders than \(limit)"
    }
  }
}

/// Where a bundle's files come from.
public protocol BundleSource: Sendable {
  /// All files below the folder, in any order.
  func files() throws(BundleFault) -> [BundleFile]
  /// The folders below it that hold nothing, which no list of files shows.
  func emptyFolders() throws(BundleFault) -> [String]
  /// A whole file of at most `limit` bytes.
  func read(_ path: String, limit: Int) throws(BundleFault) -> [UInt8]
  /// A file piece by piece, until the end or until `take` says false.
  func stream(_ path: String, _ take: (UnsafeRawBufferPointer) -> Bool) throws(BundleFault)
}

extension BundleSource {
  public func emptyFolders() throws(BundleFault) -> [String] { [] }
}

/// A bundle in memory.
public struct MemoryBundle: BundleSource {
  public var contents: [String: [UInt8]]

  public init(_ contents: [String: [UInt8]]) { self.contents = contents }

  public func files() throws(BundleFault) -> [BundleFile] {
    contents.map { BundleFile(path: $0.key, bytes: $0.value.count) }
  }

  public func read(_ path: String, limit: Int) throws(BundleFault) -> [UInt8] {
    guard let bytes = contents[path] else { throw .missing(path) }
    guard bytes.count <= limit else { throw .tooLarge(path, limit: limit) }
    return bytes
  }

  public func stream(_ path: String, _ take: (UnsafeRawBufferPointer) -> Bool) throws(BundleFault) {
    guard let bytes = contents[path] else { throw .missing(path) }
    _ = bytes.withUnsafeBytes { take($0) }
  }
}
