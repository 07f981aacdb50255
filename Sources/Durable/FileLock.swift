import Glibc

/// A lock among the processes of one machine, held until this object goes or the process ends.
public final class FileLock: Sendable {
  private let file: Int32

  private init(_ file: Int32) { self.file = file }

  deinit { close(file) }

  /// Takes the lock of the file at `path`, which is made when it is not there and never removed: a lock on a file that
  /// somebody has removed locks nobody out.
  ///
  /// - Parameter patience: how long to wait for another holder.
  /// - Throws: `locked`, `cannotWrite`.
  public static func take(_ path: String, patience: Duration = .zero) async throws(FileFault) -> FileLock {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .cannotWrite(path: path, errno: errno) }
    let lock = FileLock(file)
    let clock = ContinuousClock()
    let end = clock.now + patience
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .cannotWrite(path: path, errno: errno) }
      guard clock.now < end else { throw .locked(path: path) }
      // Never blocking: the threads that wait here also serve requests.
      do { try await Task.sleep(for: .milliseconds(3)) } catch { throw .locked(path: path) }
    }
    return lock
  }
}
