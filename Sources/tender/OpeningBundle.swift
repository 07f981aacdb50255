import Canon
import Glibc
import Messages
import Notes
import Transparency
import Verification

/// A tender's public bundle, verified as a stranger would, and read as far as an opening needs it.
struct OpeningBundle {
  struct Logged {
    let note: SignedNote
    let body: AnyNote
    let index: Int
  }

  let folder: String
  let tender: String
  let checkpoint: Checkpoint
  /// The tender's notes that are entries of the log, in its order.
  let logged: [Logged]
  let notice: Notice
  let noticeID: Digest

  /// - Parameter trust: the caller's own; the bundle may not vouch for itself.
  /// - Throws: `checkedFalse` with the verifier's first failure.
  init(verifying folder: String, tender: String, trust: TrustFolder) async throws(CommandFailure) {
    let report = await Verifier.verify(FolderBundle(folder), trust: FolderBundle(trust.folder))
    if let failure = report.firstFailure {
      throw .checkedFalse(
        zh: "公开包核验不通过，没有签任何东西：\(failure.zh)", en: "The bundle does not hold; nothing was signed: \(failure.en)")
    }
    self.folder = folder
    self.tender = tender
    guard sameScalars(try Files.word("\(folder)/tender.txt"), tender) else {
      throw .checkedFalse(zh: "公开包属于另一个项目。", en: "The bundle is of another tender.")
    }
    do {
      checkpoint = try Checkpoint(try Checkpoint.note(parsing: try Files.read("\(folder)/checkpoint")))
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw .checkedFalse(zh: "检查点不对。", en: "The checkpoint is malformed.")
    }
    logged = try Self.readLog(folder, tender: tender, size: checkpoint.size)
    guard let first = logged.first(where: { if case .notice = $0.body { true } else { false } }),
      case .notice(let notice) = first.body
    else { throw .checkedFalse(zh: "公开包里没有公告。", en: "The bundle has no notice.") }
    self.notice = notice
    noticeID = first.note.id
  }

  /// The verifier has compared each entry with the tree and each note with its bytes; here they are only read again.
  private static func readLog(_ folder: String, tender: String, size: Int) throws(CommandFailure) -> [Logged] {
    var logged: [Logged] = []
    var at = 0
    while at < size {
      guard let tile = Tile.standing(.entries, index: at / Tile.widthMax, size: size),
        let entries = try? tile.entries(in: try Files.read("\(folder)/\(tile.path)", limit: 32 << 20))
      else { throw .checkedFalse(zh: "日志分片不完整。", en: "A tile of the log is not whole.") }
      for entry in entries {
        if let note = try? SignedNote(parsing: Array(entry)), let body = try? AnyNote(parsing: note.text),
          sameScalars(body.tender, tender)
        {
          logged.append(Logged(note: note, body: body, index: at))
        }
        at += 1
      }
    }
    return logged
  }

  /// A note of the folder `notes/` by its id.
  func note(_ id: Digest) throws(CommandFailure) -> SignedNote {
    let note = try Files.note("\(folder)/notes/\(id.hex).note")
    guard note.id == id else {
      throw .checkedFalse(zh: "notes/\(id.hex).note 的内容是另一份文件。", en: "notes/\(id.hex).note is another note.")
    }
    return note
  }

  /// The lines that a `list` line names.
  func lines(_ list: ListLine) throws(CommandFailure) -> [String] {
    do {
      return try list.entries(in: try Files.read("\(folder)/lists/\(list.digest.hex).txt", limit: 256 << 20))
    } catch let error as NoteError {
      throw CommandFailure(error, as: .checkedFalse)
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw .mistake(zh: "\(error)", en: "\(error)")
    }
  }

  struct Manifest {
    let id: Digest
    let index: Int
    let opening: Opening
    let entries: [Opening.Entry]

    var bids: [Digest] { entries.compactMap { if case .bid(let id, _, _) = $0 { id } else { nil } } }
  }

  func manifests() throws(CommandFailure) -> [Manifest] {
    var manifests: [Manifest] = []
    for entry in logged {
      guard case .opening(let opening) = entry.body else { continue }
      var entries: [Opening.Entry] = []
      for line in try lines(opening.list) {
        do { entries.append(try Opening.Entry(parsing: line)) } catch { throw CommandFailure(error, as: .checkedFalse) }
      }
      manifests.append(Manifest(id: entry.note.id, index: entry.index, opening: opening, entries: entries))
    }
    return manifests
  }
}

/// A folder that goes away with its user.
final class TemporaryFolder {
  let path: String

  init() throws(CommandFailure) {
    let base = environment("TMPDIR") ?? "/tmp"
    var template = Array("\(base)/tender-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard made else { throw Files.failure(base, Files.writing) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? Files.removeFolder(path) }
}

extension Connection {
  /// Fetches and verifies the public bundle into a folder that the caller keeps.
  func openingBundle(
    _ tender: String, in folder: TemporaryFolder, trust: TrustFolder
  ) async throws(CommandFailure) -> OpeningBundle {
    let place = "\(folder.path)/bundle"
    _ = try await BundleDownload(api: self, tender: tender, audience: nil, progress: nil).run(into: place)
    return try await OpeningBundle(verifying: place, tender: tender, trust: trust)
  }
}
