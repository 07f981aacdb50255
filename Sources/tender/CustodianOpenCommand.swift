import ArgumentParser
import Canon
import Glibc
import Messages
import Notes
import Sealing
import Transparency

/// `tender custodian open`: checks everything against what the custodian itself trusts, then gives its shares.
struct CustodianOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "参加开标：核对后交出份额 · Help to open: check, then give one's shares.",
    discussion: """
      取公开包，按您的信任文件全部核验；核对公告、您的声明和开标清单，再解出份额，签名提交。不符承诺的份额绝不会显示或交出。
      Verifies the bundle against your own trust files. A share that fails its commitment is never shown nor given.
      离线：--bundle 读已导出的公开包，--out 写到文件，之后用 custodian post 提交。 Offline: --bundle and --out.
      """)

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "开标密钥文件 identity.txt · Your opening key")
  var identity: String

  @Option(help: "已导出的公开包（离线） · An exported bundle, offline")
  var bundle: String?

  @Option(help: "写到文件而不提交；多份清单时写 文件-2 等 · Write the shares to a file instead of posting")
  var out: String?

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    let trust = try options.trusted()
    try trust.requireSameWorld(tender)
    let key = try options.signingKey()
    let opener = try readIdentity()
    let api = bundle != nil && out != nil ? nil : try options.signedConnection()
    let temporary = try TemporaryFolder()
    let verified = try await verifiedBundle(api, temporary, trust)
    let index = try ownIndex(verified, key: key, opener: opener)
    var state = try CustodianState(beside: identity)
    try state.know(verified.noticeID)

    var made: [JSON] = []
    for manifest in try waiting(verified, index: index) {
      let envelope = try shares(for: manifest, verified, index: index, opener: opener, key: key, state: &state)
      try await deliver(envelope, number: made.count + 1, api)
      made.append(summary(envelope, manifest))
    }
    show(made)
  }

  private func readIdentity() throws(CommandFailure) -> AgeIdentity {
    let bytes = try Files.read(identity, limit: AgeKeyFile.bytesMax)
    do {
      let all = try AgeKeyFile.identities(in: bytes)
      guard all.count == 1, let one = all.first else {
        throw CommandFailure.localFile(
          zh: "\(identity) 里应恰好有一把开标密钥。", en: "\(identity) must hold exactly one opening key.")
      }
      return one
    } catch let error as AgeError {
      throw CommandFailure(
        .localFile, code: error.code, Wording(zh: "\(identity)：", en: "\(identity):").then(error.wording))
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw .mistake(zh: "\(error)", en: "\(error)")
    }
  }

  private func verifiedBundle(
    _ api: Connection?, _ temporary: TemporaryFolder, _ trust: TrustFolder
  ) async throws(CommandFailure) -> OpeningBundle {
    if let bundle { return try await OpeningBundle(verifying: bundle, tender: tender, trust: trust) }
    guard let api else { throw .usage(zh: "请加 --server 或 --bundle。", en: "Give --server or --bundle.") }
    return try await api.openingBundle(tender, in: temporary, trust: trust)
  }

  /// The notice's line that holds this identity's recipient; its statement must be signed with the caller's key.
  private func ownIndex(
    _ bundle: OpeningBundle, key: SigningKey, opener: AgeIdentity
  ) throws(CommandFailure) -> Int {
    let at = bundle.notice.custodians.firstIndex { $0.recipient == opener.recipient.text }
    guard let at else {
      throw CommandFailure(
        .cannotOpen, code: "opening.notACustodian",
        Wording(
          zh: "公告里没有这把开标密钥：\(identity) 是另一个项目的，或公告用了您别的声明。",
          en: "The notice does not name this opening key: \(identity) is of another tender, or of another statement."))
    }
    let note = try bundle.note(bundle.notice.custodians[at].statement)
    let statement: CustodianStatement = try note.body(Wording(zh: "声明", en: "statement"))
    do { try note.verify(by: key.verifier) } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code,
        Wording(zh: "公告所指的声明不是用您的密钥签的：", en: "The notice's statement is not signed with your key:")
          .then(error.wording))
    }
    guard statement.tender == tender, statement.index == at + 1, statement.recipient == opener.recipient.text else {
      throw .checkedFalse(zh: "公告所指的声明与您的不同。", en: "The notice's statement is not what you stated.")
    }
    return at + 1
  }

  /// Manifests that lack this custodian's shares.
  private func waiting(
    _ bundle: OpeningBundle, index: Int
  ) throws(CommandFailure) -> [OpeningBundle.Manifest] {
    var given: Set<Digest> = []
    for entry in bundle.logged {
      if case .shares(let shares) = entry.body, shares.index == index { given.insert(shares.manifest) }
    }
    let all = try bundle.manifests()
    guard !all.isEmpty else {
      throw CommandFailure(
        .refused, code: "opening.manifestUnknown",
        Wording(
          zh: "还没有开标清单。请等采购人启动开标（tender opening start）。",
          en: "There is no opening manifest yet. Wait for the officer's `tender opening start`."))
    }
    return all.filter { !given.contains($0.id) }
  }

  private func shares(
    for manifest: OpeningBundle.Manifest, _ bundle: OpeningBundle, index: Int, opener: AgeIdentity, key: SigningKey,
    state: inout CustodianState
  ) throws(CommandFailure) -> CustodianEnvelope {
    // A run that was cut off between signing and posting gives the same note again.
    if let before = state.signed(manifest.id) { return before.envelope }
    guard Int(time(nil)) >= manifest.opening.time else {
      throw .checkedFalse(
        zh: "开标清单的时间 \(TenderWords.moment(manifest.opening.time).zh) 还没到。请检查本机时钟。",
        en: "The manifest's time, \(TenderWords.moment(manifest.opening.time).en), has not come. Check this machine's "
          + "clock.")
    }
    guard manifest.index < bundle.checkpoint.size else {
      throw .checkedFalse(zh: "开标清单不在日志里。", en: "The manifest is not in the log.")
    }
    try state.requireFresh(manifest.opening.pairs, manifest: manifest.id)
    var lines: [String] = []
    for bid in manifest.bids {
      let note = try bundle.note(bid)
      let envelope = SealedEnvelope(try note.body(Wording(zh: "投标", en: "bid")))
      do {
        lines.append(Shares.Entry.share(bid, try envelope.share(index, openedBy: opener).bytes).line)
      } catch {
        lines.append(Shares.Entry.bad(bid, reason: error.rawValue).line)
      }
    }
    let shares = Shares(tender: tender, manifest: manifest.id, index: index, list: ListLine(of: lines))
    let envelope = CustodianEnvelope(note: key.sign(shares.text), list: ListLine.text(of: lines), tender: tender)
    try state.remember(.init(manifest: manifest.id, pairs: manifest.opening.pairs, envelope: envelope))
    return envelope
  }

  private func deliver(
    _ envelope: CustodianEnvelope, number: Int, _ api: Connection?
  ) async throws(CommandFailure) {
    if let out {
      try Files.write(envelope.json.canonicalBytes(), to: number == 1 ? out : "\(out)-\(number)", .secret)
    } else if let api {
      try await api.post(note: envelope.note, tender: tender, list: envelope.list)
    }
  }

  private func summary(_ envelope: CustodianEnvelope, _ manifest: OpeningBundle.Manifest) -> JSON {
    let lines = envelope.list.map { ListLine.lines(of: $0) } ?? []
    let bad = lines.filter { $0.utf8.starts(with: "bad ".utf8) }
    return [
      "manifest": JSON(manifest.id.b64), "note": JSON(envelope.note.id.b64), "shares": JSON(lines.count - bad.count),
      "bad": .array(bad.map { JSON($0) }),
      "open": .array(manifest.opening.pairs.map { ["lot": JSON($0.lot), "part": JSON($0.part)] }),
    ]
  }

  private func show(_ made: [JSON]) {
    let output = options.output
    if made.isEmpty {
      output.say(zh: "您的份额都已交过，没有要做的。", en: "Your shares are all given; nothing is left to do.")
    } else if let out {
      output.say(
        zh: "份额已写入 \(out)。联网后执行：tender custodian post \(out)",
        en: "The shares are in \(out). With a network run: tender custodian post \(out)")
    } else {
      output.say(zh: "份额已提交。", en: "The shares are posted.")
    }
    output.show(
      made, in: .array(made),
      [
        .init(zh: "标段", en: "Lots"), .init(zh: "份额", en: "Shares", .right), .init(zh: "坏份额", en: "Bad", .right),
        .init(zh: "开标清单", en: "Manifest"),
      ]
    ) { row in
      [
        (row["open"]?.arrayValue ?? []).map { "\($0.cell("lot")) \($0.cell("part"))" }.joined(separator: ", "),
        row.cell("shares"), "\(row["bad"]?.arrayValue?.count ?? 0)", row.cell("manifest"),
      ]
    }
  }
}
