import Canon
import Crypto
import Messages
import Notes
import Transparency

/// Brings a tender's public bundle into a folder: every file compared with the length and hash that the listing gives,
/// the log's tiles with the checkpoint. A folder that was begun before is gone on with.
struct BundleDownload {
  let api: Connection
  let tender: String
  let audience: String?
  let progress: Progress?

  struct Result {
    let files: Int
    let bytes: Int
    let checkpoint: Checkpoint
  }

  static let fileBytesMax = 1 << 40
  static let bytesMax = 1 << 50
  /// The file that says whose bundle a folder holds.
  static let mark = "tender.txt"

  /// - Parameter folder: where to, made when it is not there. Whatever else it holds is removed.
  func run(into folder: String) async throws(CommandFailure) -> Result {
    // The tender may move on between the listing and a file of it; then a new listing tells what stands now.
    for _ in 0..<3 {
      do throws(CommandFailure) {
        return try await runOnce(into: folder)
      } catch {
        guard error.code == Self.moved else { throw error }
      }
    }
    return try await runOnce(into: folder)
  }

  private static let moved = "bundle.moved"

  private func runOnce(into folder: String) async throws(CommandFailure) -> Result {
    let query = audience.map { [("audience", $0)] } ?? []
    let isSigned = audience != nil && audience != "public"
    let listing = try await api.send(
      .init(
        method: .get, path: "/api/tenders/\(tender)/bundle", query: query, signed: isSigned, answerMax: 512 << 20))
    let json: JSON
    do {
      json = try JSON.parse(listing.body)
    } catch {
      throw CommandFailure(error, as: .mistake)
    }
    let (files, total) = try Self.files(in: json)
    let (note, checkpoint) = try await checkpoint(json["checkpoint"]?.stringValue)
    let tiles = try Self.tiles(of: checkpoint.size)
    try Files.makeFolder(folder)
    // What an earlier round has left: a bundle holds nothing that nobody named. Before the first file is written, so that
    // none is written through a link.
    let paths = Set(files.map(\.path))
    try Files.prune(folder) { paths.contains($0) || Self.isTile($0, size: checkpoint.size) }
    var done = 0
    for file in files {
      // Only what is not everybody's is asked for by name; the rest needs no signature, whoever takes it.
      let isOwn = isSigned && file.path.utf8.starts(with: "supervisor/".utf8)
      try await fetch(file, into: folder, query: isOwn ? query : [], signed: isOwn)
      done += file.bytes
      progress?.show(done, of: total)
    }
    for tile in tiles { try await fetch(tile, into: folder) }
    try Self.check(checkpoint, in: folder)
    try Files.write(note.bytes, to: "\(folder)/checkpoint")
    progress?.end()
    return Result(files: files.count + tiles.count + 1, bytes: total, checkpoint: checkpoint)
  }

  /// The files of a listing and the sum of their bytes; the mark comes first, so that a folder that was begun is known
  /// again.
  ///
  /// - Throws: `mistake` when a line is malformed or the sum is more than any bundle's, `checkedFalse` for an unsafe path.
  static func files(in json: JSON) throws(CommandFailure) -> (files: [Listed], bytes: Int) {
    let files = try (json["files"]?.arrayValue ?? []).map(Listed.init)
    var bytes = 0
    for file in files {
      // Each is bounded, so the sum is within the bound or just beyond it.
      bytes += file.bytes
      guard bytes <= bytesMax else { throw Listed.malformed }
    }
    return (files.filter { $0.path == mark } + files.filter { $0.path != mark }, bytes)
  }

  /// One line of the listing.
  struct Listed {
    let path: String
    let bytes: Int
    let sha256: Notes.Digest

    init(_ json: JSON) throws(CommandFailure) {
      guard let path = json["path"]?.stringValue, let bytes = json["bytes"]?.integerValue,
        (0...BundleDownload.fileBytesMax).contains(bytes),
        let sha256 = json["sha256"]?.stringValue.flatMap({ Notes.Digest(hex: $0) })
      else { throw Self.malformed }
      guard Self.isSafe(path) else {
        throw .checkedFalse(
          zh: "服务器的文件清单里有不安全的路径“\(path)”，没有写入。", en: "The server lists an unsafe path, “\(path)”; nothing was written.")
      }
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }

    static let malformed = CommandFailure.mistake(zh: "服务器的文件清单不对。", en: "The server's list of files is malformed.")

    /// Two folders deep at most, no way up, nothing hidden.
    static func isSafe(_ path: String) -> Bool {
      let parts = path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
      return (1...2).contains(parts.count)
        && parts.allSatisfy { part in
          (1...128).contains(part.count) && part.first != 0x2E
            && part.allSatisfy { isLetterOrDigitOrMark($0) }
        }
    }

    private static func isLetterOrDigitOrMark(_ c: UInt8) -> Bool {
      switch c {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x5F, 0x2D: true
      default: false
      }
    }
  }

  private func fetch(
    _ file: Listed, into folder: String, query: [(String, String)], signed: Bool
  ) async throws(CommandFailure) {
    let path = "\(folder)/\(file.path)"
    if Files.exists(path), try Self.digest(path) == (file.bytes, file.sha256) { return }
    try Files.makeFolder(Files.folder(of: path))
    let writer = try FileWriter(path)
    let differs = CommandFailure(
      .checkedFalse, code: Self.moved,
      Wording(
        zh: "\(file.path) 与清单的长度或摘要不符，没有保存。请重试。",
        en: "\(file.path) has not the length and hash of the list and was not kept. Repeat."))
    var hasher = SHA256()
    var left = file.bytes
    let count = try await api.download(
      "/api/tenders/\(tender)/bundle/\(file.path)", query: query, signed: signed, bytesMax: Self.fileBytesMax
    ) { piece throws(CommandFailure) in
      left -= piece.count
      guard left >= 0 else { throw differs }
      hasher.update(data: piece)
      try writer.write(piece)
    }
    guard count == file.bytes, Notes.Digest(hasher.finalize()) == file.sha256 else { throw differs }
    try writer.finish()
  }

  static func digest(_ path: String) throws(CommandFailure) -> (Int, Notes.Digest) {
    var hasher = SHA256()
    var count = 0
    try Files.stream(path) { piece throws(CommandFailure) in
      hasher.update(data: piece)
      count += piece.count
    }
    return (count, Notes.Digest(hasher.finalize()))
  }

  private func checkpoint(_ text: String?) async throws(CommandFailure) -> (SignedNote, Checkpoint) {
    var bytes = text.map { Array($0.utf8) }
    if bytes == nil {
      bytes = try await api.send(.init(method: .get, path: "/log/checkpoint", signed: false)).body
    }
    do {
      let note = try Checkpoint.note(parsing: bytes ?? [])
      return (note, try Checkpoint(note))
    } catch {
      throw CommandFailure(error, as: .checkedFalse)
    }
  }

  /// The tiles of a log of this size.
  ///
  /// - Throws: `checkedFalse` for a size that no log has, before anything is computed for it.
  static func tiles(of size: Int) throws(CommandFailure) -> [Tile] {
    do {
      return try Tile.arising(from: 0, to: size)
    } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code,
        Wording(
          zh: "服务器的检查点写明 \(size) 条，没有这么大的日志；什么都没有写入。",
          en: "The server's checkpoint says \(size) entries; no log is that large, and nothing was written."))
    }
  }

  /// Whether this is the path of a tile in a log of this size.
  static func isTile(_ path: String, size: Int) -> Bool {
    guard let tile = Tile(path: path) else { return false }
    return Tile.standing(tile.content, index: tile.index, size: size) == tile
  }

  private func fetch(_ tile: Tile, into folder: String) async throws(CommandFailure) {
    let path = "\(folder)/\(tile.path)"
    // A partial tile's name says its width, so what is there under this name is the same.
    if Files.exists(path) { return }
    try Files.makeFolder(Files.folder(of: path))
    let writer = try FileWriter(path)
    _ = try await api.download("/log/\(tile.path)", signed: false, bytesMax: 256 * (2 + Tile.entryBytesMax)) {
      piece throws(CommandFailure) in try writer.write(piece)
    }
    try writer.finish()
  }

  /// The tiles that came make the checkpoint's root.
  private static func check(_ checkpoint: Checkpoint, in folder: String) throws(CommandFailure) {
    let hashes = TileHashes(size: checkpoint.size) { tile in try? Files.read("\(folder)/\(tile.path)", limit: 1 << 20) }
    let root = try? hashes.root(size: checkpoint.size)
    guard root == checkpoint.root else {
      throw .checkedFalse(
        zh: "日志分片与检查点不符。请删除 \(folder) 后重试；若仍如此，说明日志被改动。",
        en: "The log's tiles do not make the checkpoint's root. Remove \(folder) and repeat; if it stays so, "
          + "the log was changed.")
    }
  }
}
