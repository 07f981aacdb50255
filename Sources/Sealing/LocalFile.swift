import Glibc

/// A file of this machine that could not be read or written: a failure of the world, not of a bid.
public struct FileFailure: Error, Hashable, Sendable {
  public let path: String
  /// The system's error number.
  public let errorNumber: Int32

  /// The system's words for it.
  public var words: String { String(cString: strerror(errorNumber)) }
}

/// A descriptor that is closed when it goes out of use. A class: 6.3.1 cannot assign a noncopyable value in a `do`.
final class LocalFile {
  private let descriptor: Int32
  let path: String

  convenience init(reading path: String) throws(FileFailure) {
    try self.init(path, O_RDONLY | O_CLOEXEC, mode: 0)
  }

  /// A file that must not exist yet, for its owner alone.
  convenience init(creating path: String) throws(FileFailure) {
    try self.init(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode: 0o600)
  }

  private init(_ path: String, _ flags: Int32, mode: mode_t) throws(FileFailure) {
    let descriptor = open(path, flags, mode)
    guard descriptor >= 0 else { throw FileFailure(path: path, errorNumber: errno) }
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// The length of a regular file; anything else is refused, for it has no length to be sealed under.
  func byteCount() throws(FileFailure) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFailure(path: path, errorNumber: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure(path: path, errorNumber: EINVAL) }
    return Int(status.st_size)
  }

  /// How many bytes came into `block`; 0 at the end.
  func read(into block: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    while true {
      let count = Glibc.read(descriptor, block.baseAddress, block.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw FileFailure(path: path, errorNumber: errno) }
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if count < 0 {
        guard errno == EINTR else { throw FileFailure(path: path, errorNumber: errno) }
      } else {
        done += count
      }
    }
  }

  /// Forces what was written to the disk.
  func sync() throws(FileFailure) {
    guard fsync(descriptor) == 0 else { throw FileFailure(path: path, errorNumber: errno) }
  }
}

/// Makes a folder that must not exist yet, for its owner alone.
func makeFolder(_ path: String) throws(FileFailure) {
  guard mkdir(path, 0o700) == 0 else { throw FileFailure(path: path, errorNumber: errno) }
}

/// Takes away files and then their folder, as far as they are there.
func removeFolder(_ path: String, files: [String]) {
  for file in files { unlink("\(path)/\(file)") }
  rmdir(path)
}

/// Takes away a file, if it is there.
func removeFile(_ path: String) { unlink(path) }
