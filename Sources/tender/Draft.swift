import Canon
import Messages
import Notes

/// A note text that the daemon worked out and the caller checks before signing.
struct Draft: Sendable {
  let text: String
  /// The list that the text's `list` line names, already compared with it.
  let list: String?
  /// What else came along, by path.
  let files: [(path: String, bytes: [UInt8])]
  /// The answer as it came.
  let json: JSON

  var listLines: [String] { list.map { ListLine.lines(of: $0) } ?? [] }

  init(_ json: JSON) throws(CommandFailure) {
    guard let text = json["text"]?.stringValue else { throw Self.malformed("text") }
    self.text = text
    list = json["list"]?.stringValue
    self.json = json
    var files: [(path: String, bytes: [UInt8])] = []
    for member in json["files"]?.members ?? [] {
      guard let bytes = member.value.stringValue.flatMap({ Base64.decode($0) }) else {
        throw Self.malformed("files.\(member.name)")
      }
      files.append((member.name, bytes))
    }
    self.files = files
    do {
      let note = try AnyNote(parsing: text)
      if let line = note.list { _ = try line.entries(in: Array((list ?? "").utf8)) }
    } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code,
        Wording(zh: "服务器拟的文稿不对，没有签名：", en: "The server's draft is wrong and was not signed:")
          .then(error.wording))
    }
  }

  private static func malformed(_ field: String) -> CommandFailure {
    .mistake(zh: "服务器拟的文稿缺少 \(field)。", en: "The server's draft lacks \(field).")
  }
}

/// What the daemon says of a note that it took.
struct Posted: Sendable {
  let id: Digest
  /// The note's index in the log; nil for notes that only a tick will hold.
  let index: Int?
  let json: JSON
}

extension Connection {
  /// The draft → check → sign → post pattern: nothing is signed that `check` does not let pass.
  ///
  /// - Parameters:
  ///   - draft: the kind, as in `/api/tenders/{id}/drafts/{kind}`.
  ///   - extra: more members of the posted envelope, such as a score sheet or the tender's terms.
  ///   - check: throws when the draft is not what the caller is ready to sign.
  @discardableResult
  func signAndPost(
    tender: String, draft kind: String, query: [(String, String)] = [], extra: [(String, JSON)] = [],
    check: (Draft) throws(CommandFailure) -> Void = { _ in }
  ) async throws(CommandFailure) -> Posted {
    let draft = try Draft(try await get("/api/tenders/\(tender)/drafts/\(kind)", query: query))
    try check(draft)
    return try await sign(tender: tender, text: draft.text, list: draft.list, extra: extra)
  }

  /// The same for a draft that is asked for by a form, which goes beside the signed note again under the kind's name.
  @discardableResult
  func signAndPost(
    tender: String, form: JSON, as kind: String, check: (Draft) throws(CommandFailure) -> Void
  ) async throws(CommandFailure) -> Posted {
    let draft = try Draft(try await post("/api/tenders/\(tender)/drafts/\(kind)", form, repeatable: true))
    try check(draft)
    return try await sign(tender: tender, text: draft.text, list: draft.list, extra: [(kind, form)])
  }

  /// Signs a text with the caller's key and posts it with its list.
  @discardableResult
  func sign(
    tender: String, text: String, list: String? = nil, extra: [(String, JSON)] = []
  ) async throws(CommandFailure) -> Posted {
    guard let key else {
      throw .usage(
        zh: "这个命令要签名，但没有说明密钥。请加 --key 文件，或设置 TENDER_KEY。",
        en: "This command signs, and no key is named. Give --key FILE, or set TENDER_KEY.")
    }
    return try await post(note: key.sign(text), tender: tender, list: list, extra: extra)
  }

  /// Posts a signed note. Doing it again gives the same answer.
  @discardableResult
  func post(
    note: SignedNote, tender: String, list: String? = nil, extra: [(String, JSON)] = []
  ) async throws(CommandFailure) -> Posted {
    var envelope: JSON = ["note": JSON(String(decoding: note.bytes, as: UTF8.self))]
    if let list { envelope = envelope.setting("list", JSON(list)) }
    for (name, value) in extra { envelope = envelope.setting(name, value) }
    let answer = try await post("/api/tenders/\(tender)/notes", envelope, repeatable: true)
    guard let text = answer["id"]?.stringValue, let id = Digest(b64: text), id == note.id else {
      throw .mistake(
        zh: "服务器收下了签名文件，但回答的编号不对。", en: "The server took the note but answered with another id.")
    }
    return Posted(id: id, index: answer["index"]?.integerValue, json: answer)
  }
}

extension ListLine {
  /// The lines of a list's text, without their newlines.
  static func lines(of text: String) -> [String] {
    text.utf8.split(separator: 0x0A).map { String(decoding: Array($0), as: UTF8.self) }
  }
}
