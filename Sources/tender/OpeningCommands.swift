import ArgumentParser
import Canon
import Messages
import Notes

struct OpeningCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opening", abstract: "开标 · The opening.",
    subcommands: [
      Preconditions.self, Start.self, Attend.self, Object.self, Answer.self, Session.self, OpeningRecord.self,
    ])

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "启动开标 · Sign the manifest of what is opened.",
      discussion: "先取公开包按您的信任文件核验，再从公开记录重算开标清单，一致才签名。Verifies the bundle and recomputes the manifest first.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段，可重复；不写则所有能开的 · A lot, may be repeated; all that can be opened when left out")
    var lot: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      for lot in lot { try requireID(lot) }
      let trust = try options.trusted()
      try trust.requireSameWorld(tender)
      let api = try options.signedConnection()
      let folder = try TemporaryFolder()
      let check = try ManifestCheck(try await api.openingBundle(tender, in: folder, trust: trust))
      var opening: Opening?
      var lines: [String] = []
      let query = lot.isEmpty ? [] : [("lot", lot.joined(separator: ","))]
      let posted: Posted
      do {
        posted = try await api.signAndPost(tender: tender, draft: "opening", query: query) {
          draft throws(CommandFailure) in
          let note = try check.note(of: draft)
          lines = draft.listLines
          opening = note
        }
      } catch {
        await api.sayWhatOpeningWaitsFor(tender, lots: lot, on: options.output)
        throw error
      }
      show(posted, opening, lines)
    }

    private func show(_ posted: Posted, _ opening: Opening?, _ lines: [String]) {
      let output = options.output
      let count = lines.filter { $0.utf8.starts(with: "bid ".utf8) }.count
      let pairs = opening?.pairs ?? []
      output.say(
        zh: "开标已启动：\(count) 份投标。请通知开标密钥持有人执行 tender custodian open \(tender)。",
        en: "The opening has begun: \(count) bids. Ask the custodians to run: tender custodian open \(tender)")
      let json: JSON = [
        "manifest": JSON(posted.id.b64), "index": posted.index.map { JSON($0) } ?? .null, "bids": JSON(count),
        "excepted": JSON(lines.count - count),
        "open": .array(pairs.map { ["lot": JSON($0.lot), "part": JSON($0.part)] }),
      ]
      output.show(json) {
        output.table(
          [.init(zh: "标段", en: "Lot"), .init(zh: "部分", en: "Part")], pairs.map { [$0.lot, $0.part] })
        output.line(posted.id.b64)
      }
    }
  }
}

extension ManifestCheck {
  /// The drafted manifest, when it is what the public record comes to.
  fileprivate func note(of draft: Draft) throws(CommandFailure) -> Opening {
    do {
      let note = try Opening(parsing: draft.text)
      try check(note, list: draft.listLines)
      return note
    } catch let error as NoteError {
      throw CommandFailure(error, as: .checkedFalse)
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw CommandFailure.mistake(zh: "\(error)", en: "\(error)")
    }
  }
}
