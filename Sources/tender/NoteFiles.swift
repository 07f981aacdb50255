import Messages
import Notes

extension Files {
  /// A signed note of our own types, read from a file.
  static func note(_ path: String) throws(CommandFailure) -> SignedNote {
    let bytes = try read(path, limit: SignedNote.bytesMax + 1)
    do {
      return try SignedNote(parsing: bytes)
    } catch {
      throw CommandFailure(
        .localFile, code: error.code,
        Wording(zh: "\(path) 不是完整的签名文件：", en: "\(path) is no whole signed note:").then(error.wording))
    }
  }
}

extension SignedNote {
  /// A note that came over the wire as text.
  ///
  /// - Parameter what: the note's name in the sentence of the failure.
  init(received text: String?, _ what: Wording) throws(CommandFailure) {
    guard let text else {
      throw .mistake(zh: "服务器的回答缺少\(what.zh)。", en: "The server's answer lacks \(what.en).")
    }
    do {
      try self.init(parsing: Array(text.utf8))
    } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code,
        Wording(zh: "服务器给的\(what.zh)不对：", en: "The server's \(what.en) is wrong:").then(error.wording))
    }
  }

  /// The typed body; `what` is the note's name in the sentence of the failure.
  func body<Body: NoteBody>(_ what: Wording) throws(CommandFailure) -> Body {
    do {
      return try Body(self)
    } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code, Wording(zh: "\(what.zh)不对：", en: "\(what.en) is wrong:").then(error.wording))
    }
  }

  var asText: String { String(decoding: bytes, as: UTF8.self) }
}
