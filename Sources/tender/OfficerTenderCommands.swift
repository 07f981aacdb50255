import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

extension TenderCommands {
  /// What an officer does with a tender before bids can come.
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "起草一个项目 · Draft a tender from a JSON file.",
      discussion: "草稿不对任何人产生约束；发布公告之后不能再改。A draft binds nobody; it is frozen when the notice is published.")

    @Argument(help: "草稿文件（JSON）· The draft, a JSON file")
    var file: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let draft = try readJSON(file)
      let json = try await options.signedConnection().post("/api/tenders", draft)
      let output = options.output
      output.say(
        zh: "已起草。等 \(json.cell("custodians")) 位密钥持有人都提交声明后即可发布：tender tender publish \(json.cell("id"))",
        en: "Drafted. When all \(json.cell("custodians")) custodians have stated their keys, publish it: "
          + "tender tender publish \(json.cell("id"))")
      output.show(json) {
        output.facts([
          (Wording(zh: "项目", en: "Tender"), json.cell("id")),
          (Wording(zh: "状态", en: "State"), TenderWords.state(json["state"])[output.language]),
        ])
      }
    }
  }

  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "签署并发布招标公告 · Sign and publish the notice.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let api = try options.signedConnection()
      var published: Notes.Notice?
      let posted = try await api.signAndPost(tender: tender, draft: "notice") { draft throws(CommandFailure) in
        published = try checkNotice(draft)
      }
      let output = options.output
      let json: JSON = [
        "tender": JSON(tender), "notice": JSON(posted.id.b64), "index": posted.index.map { JSON($0) } ?? .null,
        "opens": published.map { JSON($0.opens) } ?? .null, "deadline": published.map { JSON($0.deadline) } ?? .null,
      ]
      output.say(zh: "公告已发布，开始计时。", en: "The notice is published; the clock runs.")
      output.show(json) {
        output.facts([
          (Wording(zh: "公告", en: "Notice"), posted.id.b64),
          (Wording(zh: "开始投标", en: "Opens"), TenderWords.moment(published?.opens ?? 0)[output.language]),
          (Wording(zh: "截止时间", en: "Deadline"), TenderWords.moment(published?.deadline ?? 0)[output.language]),
        ])
      }
    }

    /// The notice names the terms that came along, and is this tender's.
    private func checkNotice(_ draft: Draft) throws(CommandFailure) -> Notes.Notice {
      let notice: Notes.Notice
      do { notice = try Notes.Notice(parsing: draft.text) } catch {
        throw .checkedFalse(
          zh: "服务器拟的公告读不通：\(error.wording.zh)", en: "The drafted notice cannot be read: \(error.wording.en)")
      }
      guard notice.tender == tender, let terms = draft.files.first(where: { $0.path == "documents/terms.json" }),
        Digest(of: terms.bytes) == notice.terms
      else {
        throw .checkedFalse(
          zh: "服务器拟的公告与招标文件对不上，没有签名。",
          en: "The drafted notice does not name the terms that came with it; it was not signed.")
      }
      return notice
    }
  }

  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "截止（到时自动进行）· Close the tender; the clock does so by itself.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let json = try await options.signedConnection().post("/api/tenders/\(tender)/close", [:], repeatable: true)
      let output = options.output
      output.show(json) {
        output.facts([
          (Wording(zh: "项目", en: "Tender"), json.cell("id")),
          (Wording(zh: "状态", en: "State"), TenderWords.state(json["state"])[output.language]),
          (Wording(zh: "截止记录", en: "Close, log index"), json.cell("close")),
          (Wording(zh: "截止时刻", en: "Closed"), TenderWords.moment(json["closed"])[output.language]),
        ])
      }
    }
  }
}

/// A JSON file of the user's, read strictly.
func readJSON(_ path: String) throws(CommandFailure) -> JSON {
  let bytes = try Files.read(path)
  do { return try JSON.parse(bytes) } catch {
    throw .localFile(
      zh: "\(path) 不是合格的 JSON：\(error.wording.zh)", en: "\(path) is no acceptable JSON: \(error.wording.en)")
  }
}
