#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A bundle in a folder. Links are listed as irregular and never followed.
public struct FolderBundle: BundleSource {
  public let folder: String

  public static let filesMax = 4_000_000
  private static let depthMax = 12
  private static let pieceBytes = 1 << 18

  public init(_ folder: String) { self.folder = folder }

  public func files() throws(BundleFault) -> [BundleFile] { try listing().files }

  public func emptyFolders() throws(BundleFault) -> [String] { try listing().empty }

  private func listing() throws(BundleFault) -> (files: [BundleFile], empty: [String]) {
    var found: [BundleFile] = []
    var empty: [String] = []
    var folders: [(path: String, depth: Int)] = [("", 0)]
    while let (path, depth) = folders.popLast() {
      guard depth <= Self.depthMax else { throw .tooMany(limit: Self.depthMax) }
      guard let directory = opendir(path.isEmpty ? folder : folder + "/" + path) else {
        throw path.isEmpty ? .missing(folder) : .unreadable(path)
      }
      defer { closedir(directory) }
      var count = 0
      while let entry = readdir(directory) {
        let bytes = Self.name(entry)
        if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
        count += 1
        let name = String(decoding: bytes, as: UTF8.self)
        let inside = path.isEmpty ? name : path + "/" + name
        guard String(validating: bytes, as: UTF8.self) != nil else {
          found.append(BundleFile(path: inside, bytes: 0, isRegular: false))
          continue
        }
        var status = stat()
        guard lstat(folder + "/" + inside, &status) == 0 else { throw .unreadable(inside) }
        if status.st_mode & S_IFMT == S_IFDIR {
          folders.append((inside, depth + 1))
        } else {
          found.append(
            BundleFile(path: inside, bytes: Int(status.st_size), isRegular: status.st_mode & S_IFMT == S_IFREG))
        }
        guard found.count + folders.count <= Self.filesMax else { throw .tooMany(limit: Self.filesMax) }
      }
      if count == 0, !path.isEmpty { empty.append(path) }
    }
    return (found, empty)
  }

  private static func name(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
  }

  public func read(_ path: String, limit: Int) throws(BundleFault) -> [UInt8] {
    var bytes: [UInt8] = []
    try stream(path) { piece in
      bytes.append(contentsOf: piece)
      return bytes.count <= limit
    }
    guard bytes.count <= limit else { throw .tooLarge(path, limit: limit) }
    return bytes
  }

  public func stream(_ path: String, _ take: (UnsafeRawBufferPointer) -> Bool) throws(BundleFault) {
    // Not blocking: the name of a pipe must not hold the check up.
    let file = open(folder + "/" + path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .missing(path) }
      throw .unreadable(path)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path) }
    let size = max(1, min(Self.pieceBytes, Int(status.st_size)))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = readBytes(file, buffer.baseAddress, size)
      guard count >= 0 else {
        if errno == EINTR { continue }
        throw .unreadable(path)
      }
      if count == 0 { return }
      guard take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
    }
  }
}

/// `read(2)`, which the method of the same name hides.
private func readBytes(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, buffer, count)
}
