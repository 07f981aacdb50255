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
  /// cannot be read has no words, which is no failure.
  ///
  /// - Throws: `PressFailure` when the sandbox or its python is missing or fails.
  public func read(attachment bytes: [UInt8]) async throws(PressFailure) -> AttachmentWords {
    try checkTools()
    guard await gate.enter() else { throw .cancelled }
    let answer: Result<[UInt8], PressFailure>
    do throws(PressFailure) {
      answer = .success(try await inSandbox(["read.py"], input: bytes, outputMax: 4 << 20))
    } catch {
      answer = .failure(error)
    }
    await gate.leave()
    guard let json = try? JSON.parse(try answer.get(), depth: 4) else { throw .process("read.py gave no JSON") }
    return AttachmentWords(
      author: json["author"]?.stringValue, savedBy: json["savedBy"]?.stringValue, madeOn: json["madeOn"]?.stringValue,
      words: json["words"]?.stringValue ?? "")
  }
}
