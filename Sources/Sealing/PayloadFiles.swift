/// Why a payload file of this machine was not opened: the file, or what is in it.
public enum PayloadFileRefusal: Error, Hashable, Sendable {
  case file(FileFailure)
  case refused(OpenRefusal)
}

extension OpenedEnvelope {
  /// Opens the payload file at `path` and puts its members into a new folder; nothing is left of one that is refused.
  ///
  /// - Parameter folder: must not exist; nil to judge only.
  public func openPayload(
    at path: String, intoNewFolder folder: String? = nil
  ) throws(PayloadFileRefusal) -> OpenedBid {
    var opener: PayloadOpener
    do { opener = try PayloadOpener(self) } catch { throw .refused(error) }
    let shelf = MemberShelf(folder: folder)
    do {
      try shelf.open()
      let file = try LocalFile(reading: path)
      let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 4096)
      defer { block.deallocate() }
      while true {
        let count = try file.read(into: block)
        if count == 0 { break }
        try opener.take(UnsafeRawBufferPointer(rebasing: block[..<count])) { event throws(FileFailure) in
          try shelf.put(event)
        }
      }
      try opener.end { event throws(FileFailure) in try shelf.put(event) }
    } catch {
      shelf.clear()
      throw .file(error)
    }
    do {
      return try opener.verdict()
    } catch {
      shelf.clear()
      throw .refused(error)
    }
  }
}

/// Where members are put while the payload is still being judged.
private final class MemberShelf {
  private let folder: String?
  private var isMade = false
  private var names: [String] = []
  private var current: LocalFile?

  init(folder: String?) { self.folder = folder }

  func open() throws(FileFailure) {
    guard let folder else { return }
    try makeFolder(folder)
    isMade = true
  }

  func put(_ event: ArchiveEvent) throws(FileFailure) {
    guard let folder else { return }
    switch event {
    case .member(let name, _):
      // The profile's names hold no separator and begin with a letter or digit.
      current = try LocalFile(creating: "\(folder)/\(name)")
      names.append(name)
    case .data(let bytes):
      try current?.write(bytes)
    case .memberEnd:
      current = nil
    }
  }

  /// Takes away what was put here, and nothing else.
  func clear() {
    guard let folder, isMade else { return }
    current = nil
    removeFolder(folder, files: names)
  }
}
