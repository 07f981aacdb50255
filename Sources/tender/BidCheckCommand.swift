import ArgumentParser
import Canon
import Messages
import Notes
import Sealing
import Verification

/// `tender bid check`: the bidder redoes the opening of its own bid with the secret that it kept, offline.
struct BidCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "用自己的密钥离线核对自己投标的结果 · Hold the result of one's own bid against the bid, offline.",
    discussion: """
      保密部分别人无法重新开启，投标人自己可以。每项一行：ok 成立，FAIL 不符，note 说明情况或尚不能核对。没有 FAIL 时退出码为 0，否则为 1。
      不给 --trust 时用封装时存下的信任文件（FOLDER/trust）。
      Nobody else can open a confidential part again; its bidder can. Prints ok, FAIL or note; exits 0 without any FAIL, \
      otherwise 1. Without --trust the trust files stored when the bid was sealed (FOLDER/trust) are used.
      """)

  @Argument(help: "bid seal 生成的文件夹 · The folder that `bid seal` made")
  var folder: String

  @Option(help: "公开包的文件夹 · The bundle's folder, as `tender export` writes it")
  var bundle: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let sealed = try SealedFolder(reading: folder)
    let own = try sealed.own()
    try Self.requireBundle(bundle, of: own.note.tender)
    let trust = try trustFiles(for: own.note.tender)
    let facts = await Verifier.check(own, in: FolderBundle(bundle), trust: trust)
    let output = options.output
    output.show(.array(facts.map { json($0) })) {
      for fact in facts { output.line(line(fact)) }
    }
    guard let first = facts.first(where: { $0.result == .fail }) else { return summarize(facts, output) }
    output.say(
      zh: "核对不通过，第一处不符：\(first.wording.zh)", en: "Something differs. First failure: \(first.wording.en)")
    throw ExitCode(Exit.code(of: .checkedFalse))
  }

  /// The caller's, or those that lie beside the bid; nil when there are neither.
  private func trustFiles(for tender: String) throws(CommandFailure) -> FolderBundle? {
    let beside = Files.isFolder("\(folder)/trust") ? "\(folder)/trust" : nil
    guard let path = options.trust ?? environment("TENDER_TRUST") ?? beside else { return nil }
    let trust = try TrustFolder(path)
    try trust.requireSameWorld(tender)
    return FolderBundle(trust.folder)
  }

  /// - Throws: `localFile` for a folder that is no bundle, `checkedFalse` for one of another tender.
  static func requireBundle(_ bundle: String, of tender: String) throws(CommandFailure) {
    guard Files.isFolder(bundle), Files.exists("\(bundle)/tender.txt") else {
      throw .localFile(
        zh: "\(bundle) 不是公开包（里面应有 tender.txt）。请先执行 tender export \(tender) --out 文件夹。",
        en: "\(bundle) is no bundle: it should hold tender.txt. First run: tender export \(tender) --out DIR")
    }
    guard sameScalars(try Files.word("\(bundle)/tender.txt"), tender) else {
      throw .checkedFalse(
        zh: "公开包属于另一个项目，这份投标是 \(tender) 的。", en: "The bundle is of another tender; this bid is of \(tender).")
    }
  }

  private func summarize(_ facts: [OwnBid.Fact], _ output: Output) {
    let missing = facts.count { $0.isMissing }
    if missing == 0 {
      output.say(zh: "没有不符之处。", en: "Nothing differs.")
    } else {
      output.say(
        zh: "没有不符之处；\(missing) 项未能核对（见上面的 note）。",
        en: "Nothing differs; \(missing) could not be compared (see the notes above).")
    }
  }

  private func line(_ fact: OwnBid.Fact) -> String {
    let (result, step) = (fact.result.rawValue, fact.step.rawValue)
    return result + blanks(4 - result.utf8.count) + "  " + step + blanks(9 - step.utf8.count)
      + fact.wording[options.language]
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private func json(_ fact: OwnBid.Fact) -> JSON {
    [
      "check": JSON(fact.step.rawValue), "result": JSON(fact.result.rawValue), "missing": JSON(fact.isMissing),
      "text": JSON(fact.wording[options.language]), "zh": JSON(fact.wording.zh), "en": JSON(fact.wording.en),
    ]
  }
}

extension SealedFolder {
  /// The bid with its secret, to be checked by its bidder.
  ///
  /// - Throws: `localFile` without secret or payload, and for a secret that others may read.
  func own() throws(CommandFailure) -> OwnBid {
    let secret = try keptSecret()
    _ = try Files.size(payloadPath)
    return OwnBid(id: note.id, note: bid, secret: secret, folder: FolderBundle(folder))
  }

  /// - Throws: `localFile` without it, and where others may read it.
  func keptSecret() throws(CommandFailure) -> BidSecret {
    let path = "\(folder)/secret.hex"
    guard Files.exists(path) else {
      throw .localFile(
        zh: "\(folder) 里没有 secret.hex：没有封装时的密钥，打不开自己的投标。请从备份取回。",
        en: "\(folder) holds no secret.hex: without the secret that sealed the bid its bidder cannot open it. Get it "
          + "back from a copy.")
    }
    guard try Files.mode(path) & 0o077 == 0 else {
      throw .localFile(
        zh: "密钥文件 \(path) 别人也能读。请先执行：chmod 600 \(path)",
        en: "Others can read the secret \(path). First run: chmod 600 \(path)")
    }
    guard let secret = BidSecret(hex: try Files.word(path)) else {
      throw .localFile(
        zh: "\(path) 应为 64 个十六进制数字。", en: "\(path) must hold 64 hexadecimal digits.")
    }
    return secret
  }
}
