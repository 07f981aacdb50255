import ArgumentParser
import Canon
import Messages
import Notes

/// A file of the server's that two people may edit: fetched with its ETag beside it, sent back only if nobody changed it
/// meanwhile.
struct EditedFile {
  let path: String
  var tagPath: String { path + ".etag" }

  func fetch(_ api: Connection, from address: String) async throws(CommandFailure) {
    try keep(try await api.send(.init(method: .get, path: address)))
  }

  /// The state that was read, as it was kept beside the file.
  func tag() throws(CommandFailure) -> String {
    guard Files.exists(tagPath) else {
      throw .localFile(
        zh: "没有 \(tagPath)：请先从服务器取这个文件，再在它上面修改。",
        en: "There is no \(tagPath): fetch the file from the server first, then edit it.")
    }
    return try Files.word(tagPath)
  }

  /// Puts the file in the place of what was read.
  ///
  /// An answer that got lost is asked for: if what stands there now is what was sent, it was taken.
  func replace(_ api: Connection, at address: String) async throws(CommandFailure) -> JSON {
    let json = try readJSON(path)
    do {
      let answer = try await api.send(
        .init(
          method: .put, path: address, headers: [("Content-Type", "application/json"), ("If-Match", try tag())],
          body: json.canonicalBytes()))
      return try keep(answer)
    } catch {
      guard error.code == "condition.changed" else { throw error }
      let now = try await api.send(.init(method: .get, path: address))
      guard let stands = try? JSON.parse(now.body), stands == json else { throw error }
      return try keep(now)
    }
  }

  @discardableResult
  private func keep(_ answer: Connection.Answer) throws(CommandFailure) -> JSON {
    guard let tag = answer.headers["etag"], let json = try? JSON.parse(answer.body) else {
      throw .mistake(zh: "服务器的回答没有 ETag 或不是 JSON。", en: "The server's answer has no ETag, or is not JSON.")
    }
    try Files.write(answer.body + [0x0A], to: path, .open)
    try Files.write(Array((tag + "\n").utf8), to: tagPath, .open)
    return json
  }
}

extension TenderCommands {
  struct ShowDraft: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft", abstract: "取出草稿以便修改 · Fetch a tender's draft, to edit it (officer).")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "写入的文件 · The file to write")
    var out: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try await EditedFile(path: out).fetch(options.signedConnection(), from: "/api/tenders/\(tender)/draft")
      options.output.say(
        zh: "已写入 \(out) 和 \(out).etag。改好后：tender tender revise \(out)",
        en: "Written to \(out) and \(out).etag. When edited: tender tender revise \(out)")
    }
  }

  struct Revise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "提交改好的草稿 · Send an edited draft back (officer).",
      discussion: "别人在您取出之后改过的，不会被覆盖。What somebody else changed after you fetched it is not overwritten.")

    @Argument(help: "由 tender draft 写出的文件 · A file that `tender draft` wrote")
    var file: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      guard let tender = try readJSON(file)["id"]?.stringValue else {
        throw CommandFailure.localFile(zh: "\(file) 里没有项目编号 id。", en: "\(file) has no tender's id.")
      }
      try requireID(tender)
      let json = try await EditedFile(path: file).replace(
        options.signedConnection(), at: "/api/tenders/\(tender)/draft")
      options.output.say(zh: "草稿已修改。", en: "The draft is changed.")
      options.output.show(json) {}
    }
  }
}

extension ParkCommands {
  struct ShowApplication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "application", abstract: "取出申报表 · Fetch a park's application, to edit or to judge it (park, bureau)."
    )

    @Argument(help: "园区编号 · The park's id")
    var park: String

    @Option(help: "写入的文件 · The file to write")
    var out: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(park)
      try await EditedFile(path: out).fetch(options.signedConnection(), from: "/api/parks/\(park)/application")
      options.output.say(
        zh: "已写入 \(out) 和 \(out).etag。园区改好后：tender park revise \(out)；经办人审查：tender park decide \(park) --seen \(out) …",
        en: "Written to \(out) and \(out).etag. A park edits it: tender park revise \(out); an officer judges it: "
          + "tender park decide \(park) --seen \(out) …")
    }
  }

  struct Revise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "提交改好的申报表 · Send an edited application back (park).")

    @Argument(help: "由 park application 写出的文件 · A file that `park application` wrote")
    var file: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      guard let park = try readJSON(file)["park"]?.stringValue else {
        throw CommandFailure.localFile(zh: "\(file) 里没有园区编号 park。", en: "\(file) has no park's id.")
      }
      try requireID(park)
      let json = try await EditedFile(path: file).replace(
        options.signedConnection(), at: "/api/parks/\(park)/application")
      options.output.say(zh: "申报表已修改。", en: "The application is changed.")
      options.output.show(json) {}
    }
  }
}
