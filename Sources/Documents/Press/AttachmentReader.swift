import Canon
import Subprocess

/// What an attachment says of itself.
public struct AttachmentWords: Sendable, Hashable {
  /// As the file has them, nil where it has none.
  public let author, savedBy, madeOn: String?
  /// At most 200,000 characters; empty for a file that has none, or that cannot be read.
  public let words: String

  public init(author: String?, savedBy: String?, madeOn: String?, words: String) {
    self.author = author
    self.savedBy = savedBy
    self.madeOn = madeOn
    self.words = words
  }
}

extension PaperPress {
  /// Reads the properties and the text of a PDF, a word, presentation or table file, or a text.
  ///
  /// Bidders wrote it, so it is read in the sandbox: no network, nothing of the host, bounded time and memory. A file that
  /// cannot be read, or that breaks its reader, has no words, which is no failure.
  ///
  /// - Throws: `PressFailure` when no file can be read: the sandbox or its python is missing or fails.
  public func read(attachment bytes: [UInt8]) async throws(PressFailure) -> AttachmentWords {
    do throws(PressFailure) { return try await readOnce(bytes) } catch {
      if case .cancelled = error { throw error }
      // How the reader ended, and what it said, may be the file's doing; only another file tells which of them is broken.
      guard try await readOnce(Array(Self.readable.utf8)).words == Self.readable else { throw error }
      return AttachmentWords(author: nil, savedBy: nil, madeOn: nil, words: "")
    }
  }

  /// A text that any reader reads.
  private static var readable: String { "驻园服务方案" }

  private func readOnce(_ bytes: [UInt8]) async throws(PressFailure) -> AttachmentWords {
    try checkTools()
    guard await typesetters.gate.enter() else { throw .cancelled }
    let answer: Result<[UInt8], PressFailure>
    do throws(PressFailure) {
      answer = .success(try await say(bytes))
    } catch {
      answer = .failure(error)
    }
    await typesetters.gate.leave()
    let said = try answer.get()
    guard let json = try? JSON.parse(said, depth: 4) else { throw .process("read.py gave no JSON") }
    return AttachmentWords(
      author: json["author"]?.stringValue, savedBy: json["savedBy"]?.stringValue, madeOn: json["madeOn"]?.stringValue,
      words: json["words"]?.stringValue ?? "")
  }

  private func say(_ attachment: [UInt8]) async throws(PressFailure) -> [UInt8] {
    let sandbox = Sandbox(settings: settings)
    do {
      let result = try await sandbox.run(["read.py"], keepsTime: true, output: .bytes(limit: 4 << 20)) { execution in
        // A process that ends before it has read everything breaks the pipe; what it says and its status tell why.
        _ = try? await execution.standardInputWriter.write(attachment)
        try? await execution.standardInputWriter.finish()
      }
      if Task.isCancelled { throw PressFailure.cancelled }
      guard result.terminationStatus == .exited(0) else {
        throw sandbox.failure(result.terminationStatus, result.standardError, of: "read.py")
      }
      return result.standardOutput
    } catch let failure as PressFailure {
      throw failure
    } catch is CancellationError {
      throw .cancelled
    } catch {
      throw .process("\(error)")
    }
  }
}
