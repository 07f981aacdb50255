import ArgumentParser
import Canon
import Messages
import Notes
import Tendering
import Transparency

/// Public draws (抽取专家、并列抽签): each party commits to a secret first, the officer fixes the list, the secrets follow,
/// and anybody works the result out again.
struct DrawCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "抽取和抽签 · Public draws of experts and of ties.",
    discussion: """
      次序：各方 commit（抽取经办人、监督部门；并列时并列的投标人也可以）→ 经办人 start → 各方 reveal → 经办人 result。有一方不交随机数的，\
      经办人 void，重新开始。随机数文件由您保管，start 之前不要给任何人看。
      Every party commits, the officer starts, every party reveals, the officer signs the result. A secret that does not \
      come voids the draw. Nobody alone, nor all but one, can steer what comes out.
      """, subcommands: [Commit.self, Show.self, Start.self, Reveal.self, Result.self, Void.self])

  struct Commit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "生成随机数并提交其摘要 · Make a secret, keep it, and commit to it.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "用途：experts 抽专家，tie 并列抽签 · What is drawn")
    var purpose: Purpose

    @Option(help: "随机数存入的新文件 · The new file that keeps the secret")
    var secret: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let api = try options.signedConnection()
      // A run that was cut off commits to the same secret again.
      let bytes = Files.exists(secret) ? try DrawSecret.read(secret) : DrawSecret.make()
      if !Files.exists(secret) { try DrawSecret.write(bytes, to: secret) }
      let commitment = Digest(of: bytes)
      let answer = try await api.post(
        "/api/tenders/\(tender)/lots/\(lot)/draw-commitments",
        ["purpose": JSON(purpose.rawValue), "commitment": JSON(commitment.b64)])
      options.output.say(
        zh: "承诺已提交；随机数在 \(secret)，抽取公告发布后用 tender draw reveal 公布。",
        en:
          "The commitment is in; the secret is in \(secret). Reveal it with `tender draw reveal` once the draw is announced."
      )
      options.output.show(answer) { options.output.line(commitment.b64) }
    }
  }

  enum Purpose: String, ExpressibleByArgument, CaseIterable {
    case experts, tie
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "查看抽取进展 · What waits, runs and came out.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let json = try await options.signedConnection().get("/api/tenders/\(tender)/draws")
      let output = options.output
      output.show(json) {
        var rows: [[String]] = []
        for lot in json["lots"]?.arrayValue ?? [] {
          let place = [lot.cell("lot"), lot.cell("purpose")]
          if lot["open"]?.boolValue ?? false {
            let parties = (lot["committed"]?.arrayValue ?? []).map { $0.cell("party") }
            rows.append(
              place + [
                Wording(zh: "可以承诺", en: "takes commitments")[output.language], parties.joined(separator: " "), "",
              ])
          }
          for draw in lot["draws"]?.arrayValue ?? [] {
            let parties = (draw["parties"]?.arrayValue ?? []).map { party in
              party.cell("party") + (party["revealed"]?.boolValue ?? false ? " ✓" : " —")
            }
            rows.append(
              place + [
                draw.cell("state"), parties.joined(separator: "  "),
                (draw["result"]?.arrayValue ?? []).map(\.cell).joined(separator: " "),
              ])
          }
        }
        output.table(
          [
            .init(zh: "标段", en: "Lot"), .init(zh: "用途", en: "Purpose"), .init(zh: "状态", en: "State"),
            .init(zh: "参与方（✓ 已公布）", en: "Parties (✓ revealed)"), .init(zh: "结果", en: "Result"),
          ], rows)
      }
    }
  }

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "抽取经办人：固定名单并公告 · The drawing officer fixes the list and announces the draw.",
      discussion: """
        抽专家时 --candidates 给出候选人文件 [{"id":"e01","person":"<key ref>"}, …]，公开的只有 e01…；并列抽签的名单由系统给出并在本机核对。
        For experts --candidates names the pool; only the ids are published. In a tie the list is that of the tied bids.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "用途：experts 或 tie · What is drawn")
    var purpose: Purpose

    @Option(help: "抽取人数（抽专家）· How many experts to take")
    var take: Int?

    @Option(help: "候选人文件（抽专家）· The pool's file")
    var candidates: String?

    @Option(
      parsing: .upToNextOption, help: "上次抽中而不能参加的：编号=理由 · Drawn before and unable to come: ID=reason")
    var declined: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let api = try options.signedConnection()
      let standing = try await DrawView.of(tender, lot: lot, purpose: purpose, api)
      let (list, take, extra) = try plan(standing)
      let draw = Notes.Draw(
        tender: tender, lot: lot, purpose: purpose.rawValue, take: take, commits: try standing.commits(),
        list: ListLine(of: list))
      guard (try? Notes.Draw(parsing: draw.text)) == draw else {
        throw CommandFailure(DrawRefusal.independentMissing)
      }
      let posted = try await api.sign(tender: tender, text: draw.text, list: ListLine.text(of: list), extra: extra)
      options.output.say(
        zh: "已公告：名单 \(list.count) 个，取 \(take) 个，参与方 \(draw.commits.count) 个。请各方执行 tender draw reveal。",
        en: "Announced: \(list.count) in the list, \(take) to take, \(draw.commits.count) parties. Each now runs "
          + "`tender draw reveal`.")
      let json: JSON = ["draw": JSON(posted.id.hex), "list": .array(list.map { JSON($0) }), "take": JSON(take)]
      options.output.show(json) { options.output.line(posted.id.hex) }
    }

    private func plan(
      _ standing: DrawView
    ) throws(CommandFailure) -> (list: [String], take: Int, extra: [(String, JSON)]) {
      if purpose == .tie {
        guard candidates == nil, take == nil, declined.isEmpty else {
          throw .usage(
            zh: "并列抽签不用 --candidates、--take、--declined。", en: "A tie takes no candidates, number or declines.")
        }
        guard !standing.tied.isEmpty else { throw CommandFailure(DrawRefusal.notOpen) }
        return (standing.tied, standing.tied.count, [])
      }
      guard let candidates, let take else {
        throw .usage(zh: "抽专家要给出 --candidates 和 --take。", en: "Give --candidates and --take to draw experts.")
      }
      var people: [JSON.Member] = []
      for entry in try readJSON(candidates).arrayValue ?? [] {
        guard let id = entry["id"]?.stringValue, let person = entry["person"] else {
          throw .localFile(
            zh: "\(candidates) 应为 [{\"id\",\"person\"}…]。", en: "\(candidates) must be [{\"id\",\"person\"}…].")
        }
        people.append(.init(id, person))
      }
      var gone: [JSON.Member] = []
      for entry in declined {
        let words = entry.split(separator: "=", maxSplits: 1).map(String.init)
        guard words.count == 2 else {
          throw .usage(zh: "“\(entry)”写法不对，应为 编号=理由。", en: "“\(entry)” is not ID=reason.")
        }
        gone.append(.init(words[0], JSON(words[1])))
      }
      var extra: [(String, JSON)] = [("candidates", .object(people))]
      if !gone.isEmpty { extra.append(("declined", .object(gone))) }
      return (people.map(\.name), take, extra)
    }
  }

  struct Reveal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "公布随机数 · Reveal one's secret, after looking at what was announced.",
      discussion: "先按您的信任文件核对抽取公告的签名，并确认其中有您的承诺。The announcement is checked against your trust files first.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "用途：experts 或 tie · What is drawn")
    var purpose: Purpose

    @Option(help: "commit 时的文件 · The file that `commit` made")
    var secret: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let trust = try options.trusted()
      let api = try options.signedConnection()
      guard let key = api.key else { return }
      let bytes = try DrawSecret.read(secret)
      let draw = try await DrawView.of(tender, lot: lot, purpose: purpose, api).running()
      let what = Wording(zh: "抽取公告", en: "draw")
      try trust.verify(draw.signed, by: [.officer], what)
      let commit = Notes.Draw.Commit(party: key.name, digest: Digest(of: bytes))
      guard draw.body.tender == tender, draw.body.lot == lot, draw.body.commits.contains(commit) else {
        throw CommandFailure.checkedFalse(
          zh: "抽取公告里没有您对这个随机数的承诺，没有公布。",
          en: "The draw does not have your commitment to this secret; it was not revealed.")
      }
      let answer = try await api.post(
        "/api/tenders/\(tender)/draws/\(draw.signed.id.hex)/secrets", ["secret": JSON(Base64.encode(bytes))])
      options.output.say(zh: "随机数已公布。", en: "The secret is revealed.")
      options.output.show(answer) { options.output.line(draw.signed.id.hex) }
    }
  }

  struct Result: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "抽取经办人：核算并签署结果 · The drawing officer works the result out and signs it.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "用途：experts 或 tie · What is drawn")
    var purpose: Purpose

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let api = try options.signedConnection()
      let draw = try await DrawView.of(tender, lot: lot, purpose: purpose, api).running()
      var drawn: Drawn?
      let posted = try await api.signAndPost(
        tender: tender, draft: "drawn", query: [("draw", draw.signed.id.hex)]
      ) { draft throws(CommandFailure) in
        guard let note = try? Drawn(parsing: draft.text), draw.comes(to: note) else {
          throw .checkedFalse(
            zh: "服务器拟的抽取结果与重抽不符，没有签名。", en: "The drafted result is not what the draw comes to; it was not signed.")
        }
        drawn = note
      }
      let results = drawn?.results ?? []
      options.output.say(zh: "抽取结果已签署。", en: "The result is signed.")
      let json: JSON = [
        "draw": JSON(draw.signed.id.hex), "note": JSON(posted.id.b64), "result": .array(results.map { JSON($0) }),
      ]
      options.output.show(json) { for id in results { options.output.line(id) } }
    }
  }

  struct Void: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "抽取经办人：有随机数未到，作废 · The drawing officer voids a draw whose secret did not come.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "用途：experts 或 tie · What is drawn")
    var purpose: Purpose

    @Option(help: "理由 · Why")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let api = try options.signedConnection()
      let draw = try await DrawView.of(tender, lot: lot, purpose: purpose, api).running()
      let note = VoidNote(tender: tender, draw: draw.signed.id, reason: Digest(of: reason))
      let posted = try await api.sign(tender: tender, text: note.text, extra: [("reason", JSON(reason))])
      options.output.say(zh: "这次抽取已作废，可以重新开始。", en: "The draw is void; it may begin anew.")
      options.output.show(posted.json) { options.output.line(posted.id.b64) }
    }
  }
}
