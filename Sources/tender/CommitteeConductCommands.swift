import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

// Who judges a lot, after the committee is formed: declarations, members who step back, newcomers.
extension CommitteeCommands {
  struct Declare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "声明与投标人有无利害关系（回避）· Declare whether you have a conflict of interest.",
      discussion: "声明之前看不到任何投标文件；声明有利害关系的即退出本标段。No bid is shown before; who declares a conflict steps back.")

    @OptionGroup var place: LotPlace

    @Flag(help: "没有利害关系 · There is none")
    var none = false

    @Option(help: "有利害关系：写明何种关系 · There is one: which")
    var conflict: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      guard none == (conflict == nil) else {
        throw CommandFailure.usage(
          zh: "请写 --none 或 --conflict 理由，二者之一。", en: "Say either --none, or --conflict and which.")
      }
      let answer = try await options.signedConnection().post(
        "\(place.path)/declaration", ["conflict": JSON(conflict)])
      options.output.say(
        zh: none ? "已声明：与本标段投标人没有利害关系。" : "已声明有利害关系，退出本标段评审。",
        en: none ? "Declared: no conflict of interest in this lot." : "Declared: you have stepped back from this lot.")
      options.output.show(answer) {}
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "席位、声明和空缺 · Seats, declarations and vacancies.",
      discussion: "成员姓名只告诉抽取经办人、监督部门和成员本人。Who sits is told to the drawing officer, the supervisor and the member.")

    @OptionGroup var place: LotPlace
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().get("\(place.path)/committee")
      options.output.show(
        answer["seats"]?.arrayValue ?? [], in: answer,
        [
          .init(zh: "席位", en: "Seat"), .init(zh: "身份", en: "Kind"), .init(zh: "组长", en: "Chair"),
          .init(zh: "已声明", en: "Declared"), .init(zh: "空缺", en: "Vacant"), .init(zh: "成员", en: "Person"),
        ]
      ) { seat in
        ["member", "kind", "chair", "declared", "vacant", "person"].map { seat.cell($0) }
      }
    }
  }

  struct Excuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "成员不能继续评审（抽取经办人）· A member cannot go on; its opinions are void.")

    @OptionGroup var place: LotPlace

    @Option(help: "席位 m1…mk · The seat")
    var member: String

    @Option(help: "理由 · Why")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().post(
        "\(place.path)/excuses", ["member": JSON(member), "reason": JSON(reason)])
      options.output.say(
        zh: "席位 \(member) 空缺，评标停止；请用 tender committee replace 补足。",
        en: "Seat \(member) is vacant and the evaluation stops; fill it with `tender committee replace`.")
      options.output.show(answer) {}
    }
  }

  struct Recuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "投标人书面申请有关人员回避 · A bidder asks in writing that somebody step back.")

    @OptionGroup var place: LotPlace

    @Option(help: "申请谁回避 · Who is to step back, in your words")
    var named: String

    @Option(help: "理由 · Why")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().post(
        "\(place.path)/recusals", ["named": JSON(named), "reason": JSON(reason)])
      options.output.say(zh: "回避申请已提交。", en: "The request is in.")
      options.output.show(answer) { options.output.line(answer.cell("request")) }
    }
  }

  struct Recusals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "回避申请及答复 · Requests with their answers.")

    @OptionGroup var place: LotPlace
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().get("\(place.path)/recusals")
      options.output.show(
        answer["requests"]?.arrayValue ?? [], in: answer,
        [
          .init(zh: "序号", en: "No.", .right), .init(zh: "申请人", en: "Bidder"), .init(zh: "申请回避", en: "Named"),
          .init(zh: "理由", en: "Reason"), .init(zh: "同意", en: "Granted"), .init(zh: "答复", en: "Answer"),
        ]
      ) { row in
        ["request", "bidder", "named", "reason", "granted", "answer"].map { row.cell($0) }
      }
    }
  }

  struct Decide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "答复回避申请（抽取经办人）· Decide on a request that somebody step back.")

    @OptionGroup var place: LotPlace

    @Option(help: "申请序号 · The request's number")
    var request: Int

    @Option(help: "同意：退出的席位 · Granted: the seat that steps back; refused when left out")
    var member: String?

    @Option(help: "理由 · Why")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().post(
        "\(place.path)/recusals/\(request)/decision", ["member": JSON(member), "reason": JSON(reason)])
      options.output.say(
        zh: member == nil ? "已答复：不予回避。" : "已答复：同意回避，席位空缺。",
        en: member == nil ? "Decided: nobody steps back." : "Decided: the member steps back; its seat is vacant.")
      options.output.show(answer) {}
    }
  }

  struct Replace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "补足空缺席位 · Sign a committee that fills the vacant seats.",
      discussion: "其余席位不变；被替换成员的意见无效。All other seats stay; what was found and signed by who left is void.")

    @OptionGroup var place: LotPlace

    @Option(
      parsing: .upToNextOption,
      help: "每个空缺席位：席位=人员密钥编号=席位公钥 · For each vacant seat: SEAT=PERSON=VKEY")
    var seat: [String]

    @Option(help: "专家由这次抽取产生 · The draw that the newcomers come from, hex")
    var draw: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let api = try options.signedConnection()
      let standing = try await api.get("\(place.path)/committee")
      var newcomers: [String: (person: String, vkey: String)] = [:]
      for entry in seat {
        let words = entry.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3 else {
          throw CommandFailure.usage(
            zh: "“\(entry)”写法不对，应为 席位=人员=公钥。", en: "“\(entry)” is not SEAT=PERSON=VKEY.")
        }
        newcomers[words[0]] = (words[1], words[2])
      }
      let drawn = draw.flatMap { Digest(hex: $0) }
      guard (draw == nil) == (drawn == nil) else {
        throw CommandFailure.usage(zh: "--draw 应为 64 个十六进制数字。", en: "--draw is 64 hexadecimal digits.")
      }
      var members: [CommitteeNote.Member] = []
      var people: [JSON.Member] = []
      for row in standing["seats"]?.arrayValue ?? [] {
        let id = row.cell("member")
        let newcomer = newcomers.removeValue(forKey: id)
        guard let key = try? VerifierKey(parsing: newcomer?.vkey ?? row.cell("vkey")) else {
          throw CommandFailure.usage(zh: "席位 \(id) 的公钥读不通。", en: "The vkey of seat \(id) cannot be read.")
        }
        members.append(.init(id: id, key: key))
        people.append(
          .init(
            id,
            [
              "person": JSON(newcomer?.person ?? row.cell("person")), "kind": row["kind"] ?? .null,
              "chair": row["chair"] ?? false,
            ]))
      }
      if let stranger = newcomers.keys.sorted().first {
        throw CommandFailure.usage(zh: "没有席位 \(stranger)。", en: "There is no seat \(stranger).")
      }
      let note = CommitteeNote(tender: place.tender, lot: place.lot, draw: drawn, members: members)
      let posted = try await api.sign(tender: place.tender, text: note.text, extra: [("people", .object(people))])
      options.output.say(
        zh: "空缺席位已补足；新成员先声明，再审查、评分。",
        en: "The vacant seats are filled; newcomers declare first, then review and score.")
      options.output.show(["tender": JSON(place.tender), "lot": JSON(place.lot), "note": JSON(posted.id.b64)]) {
        options.output.facts([(Wording(zh: "文书", en: "Note"), posted.id.b64)])
      }
    }
  }
}
