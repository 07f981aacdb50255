import Messages
import Notes

/// Brings a payload file to the daemon in pieces; what has arrived before is not sent again.
struct PayloadUpload {
  static let pieceBytes = 1 << 20

  let api: Connection
  let path: String
  let digest: Digest
  let length: Int
  let progress: Progress

  /// - Throws: what the daemon refuses; `notReachable` after a cut connection, and then the same call goes on.
  func run() async throws(CommandFailure) {
    var offset = try await reached()
    if offset > 0, offset < length {
      progress.note(
        zh: "接着上次已传的 \(AmountWording.bytes(offset)) 继续。",
        en: "Going on from the \(AmountWording.bytes(offset)) that arrived.")
    }
    var restarts = 0
    while offset < length {
      let piece = try piece(at: offset)
      do throws(CommandFailure) {
        let answer = try await api.send(
          .init(
            method: .put, path: place,
            headers: [
              ("Content-Type", "application/octet-stream"), ("Upload-Offset", "\(offset)"),
              ("Upload-Length", "\(length)"),
            ], body: piece))
        offset = answer.headers["upload-offset"].flatMap { decimal($0) } ?? offset + piece.count
      } catch {
        // A piece whose answer was lost has arrived: ask how far it is instead of giving up.
        guard error.code == "upload.offsetDiffers", restarts < 3 else { throw error }
        restarts += 1
        offset = try await reached()
      }
      progress.show(offset, of: length)
    }
    progress.end()
  }

  private var place: String { "/api/payloads/\(digest.hex)" }

  private func reached() async throws(CommandFailure) -> Int {
    do throws(CommandFailure) {
      let answer = try await api.send(.init(method: .head, path: place))
      return answer.headers["upload-offset"].flatMap { decimal($0) } ?? 0
    } catch {
      guard error.kind == .notKnown else { throw error }
      return 0
    }
  }

  private func piece(at offset: Int) throws(CommandFailure) -> [UInt8] {
    let wanted = min(Self.pieceBytes, length - offset)
    let piece = try Files.piece(path, at: offset, count: wanted)
    guard piece.count == wanted else {
      throw .localFile(zh: "\(path) 在上传时被改动。", en: "\(path) changed while it was uploaded.")
    }
    return piece
  }
}

/// A bar on the terminal; nothing at all when stderr is none.
final class Progress {
  private let language: Language
  private let isShown: Bool
  private var lastPercent = -1

  init(_ output: Output) {
    language = output.language
    isShown = Terminal.isTerminal(.err) && !output.json
  }

  func note(zh: String, en: String) {
    if isShown { Terminal.write(Wording(zh: zh, en: en)[language] + "\n", to: .err) }
  }

  func show(_ done: Int, of total: Int) {
    guard isShown, total > 0 else { return }
    let percent = done * 100 / total
    guard percent != lastPercent else { return }
    lastPercent = percent
    let width = max(10, min(40, Terminal.columns - 40))
    let full = percent * width / 100
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    Terminal.write(
      "\r\(bar) \(percent)%  \(AmountWording.bytes(done)) / \(AmountWording.bytes(total))   ", to: .err)
  }

  func end() {
    if isShown, lastPercent >= 0 { Terminal.write("\n", to: .err) }
  }
}
