import Canon
import Messages
import Notes
import Transparency

/// Full receipts: asked of the daemon, and believed only when they hold by the caller's own trust files.
struct FullReceipts {
  let api: Connection
  let tender: String
  let trust: TrustFolder

  enum Answer {
    case proof(bytes: [UInt8], LoggedNote)
    /// Why there is none yet; the acknowledgement holds meanwhile.
    case waits(code: String, Wording)
  }

  /// Asks once.
  ///
  /// - Parameter path: where the receipt will lie. One that does not hold is stored beside it: it is evidence.
  func fetch(_ note: SignedNote, to path: String) async throws(CommandFailure) -> Answer {
    let bytes: [UInt8]
    do throws(CommandFailure) {
      bytes = try await api.send(.init(method: .get, path: "/api/tenders/\(tender)/receipts/\(note.id.hex)")).body
    } catch {
      guard let code = error.code, code.utf8.starts(with: "receipts.waitsFor".utf8) else { throw error }
      return .waits(code: code, error.wording)
    }
    do throws(ReceiptFault) {
      let receipt = try Receipt.verify(bytes, note: note, trust: trust.trust)
      guard case .logged(let logged) = receipt else { throw .notAReceipt(receipt.kind) }
      return .proof(bytes: bytes, logged)
    } catch {
      // Witnesses take their time; the next head may have them all.
      if case .checkpoint(.quorumNotMet) = error { return .waits(code: error.code, error.wording) }
      try Files.write(bytes, to: path + ".bad")
      throw CommandFailure(
        .checkedFalse, code: error.code,
        Wording(
          zh: "服务器给的完整回执不成立（已存为 \(path).bad，请保存作为证据）：",
          en: "The server's full receipt does not hold (kept as \(path).bad; it is evidence):"
        ).then(error.wording))
    }
  }

  /// Asks until there is one, for two ticks and some seconds more.
  func wait(for note: SignedNote, to path: String) async throws(CommandFailure) -> Answer {
    let period = try await api.get("/api/instance", signed: false)["tickSeconds"]?.integerValue ?? 10
    let patience = ContinuousClock.now + .seconds(2 * min(max(period, 1), 3_600) + 5)
    while true {
      let answer = try await fetch(note, to: path)
      guard case .waits = answer, ContinuousClock.now < patience else { return answer }
      try? await Task.sleep(for: .milliseconds(500))
    }
  }
}
