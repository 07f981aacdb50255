import ArgumentParser
import Canon
import Glibc
import Messages
import Notes
import Sealing
import Tendering

/// `tender bid seal`: from a folder of files to an envelope that nobody can open alone. Needs no network.
struct BidSealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal", abstract: "离线封装投标 · Seal a bid, offline.",
    discussion: """
      FOLDER 里放 bid.json（只写 offer）和附件，文件名可以是中文。TENDER-DIR 由 tender tender fetch 生成。
      FOLDER holds bid.json with the offer only, and the attachments under any names. The new folder holds bid.note \
      and payload.age for `tender bid submit`, and secret.hex and identity.txt, which open the bid: keep them until \
      the award.
      """)

  @Argument(help: ArgumentHelp("项目文件夹 · The tender's folder", valueName: "tender-dir"))
  var tenderFolder: String

  @Argument(help: "投标文件夹 · The bid's folder")
  var folder: String

  @Option(help: "标段 · The lot")
  var lot: String

  @Option(help: "部分 · The part")
  var part = "main"

  @Option(help: "序号，每次提交要更大 · Sequence number, above the last one used")
  var seq = 1

  @Option(help: "新文件夹 · The folder to make")
  var out: String

  @Flag(help: "另存未加密的归档 · Also keep the archive in clear")
  var keepArchive = false

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let output = options.output
    let tender = try TenderFolder(reading: tenderFolder)
    let trust = try options.trusted(or: "\(tenderFolder)/trust")
    try tender.check(trust)
    let key = try options.signingKey()
    let offered = try offeredPart(tender.notice)
    guard (1...999_999_999).contains(seq) else {
      throw CommandFailure.usage(zh: "--seq 应为 1 至 999999999。", en: "--seq is 1 to 999999999.")
    }
    let source = try BidSource(reading: folder)
    let warnings = try warnings(of: source, for: tender, by: key)
    for warning in warnings { output.say(Wording(zh: "注意：", en: "Warning:").then(warning.wording)) }
    let subject = BidSubject(
      tender: tender.notice.tender, notice: tender.noticeNote.id, lot: lot, part: part,
      bidder: key.verifier.reference, seq: seq)
    let sealed = try seal(source, subject: subject, tender: tender, bytesMax: offered.bytesMax, key: key, trust: trust)
    output.say(
      zh: "已封装到 \(out)。secret.hex 能打开这份投标：请妥善保管到定标，丢失也不影响开标。",
      en: "Sealed into \(out). secret.hex opens this bid: keep it to yourself until the award. The opening does not "
        + "need it.")
    let json: JSON = [
      "folder": JSON(out), "bid": JSON(sealed.id.hex), "tender": JSON(subject.tender), "lot": JSON(lot),
      "part": JSON(part), "seq": JSON(seq), "bidder": JSON(subject.bidder.text),
      "warnings": .array(warnings.map(\.json)),
    ]
    output.show(json) {
      output.facts([
        (Wording(zh: "投标编号", en: "Bid"), sealed.id.hex), (Wording(zh: "投标人", en: "Bidder"), subject.bidder.text),
        (Wording(zh: "附件", en: "Attachments"), String(source.attachments.count)),
      ])
    }
  }

  /// What the bidder is told before it seals; none of it keeps the bid from being sealed.
  ///
  /// - Throws: what would make no sense to seal.
  private func warnings(
    of source: BidSource, for tender: TenderFolder, by key: SigningKey
  ) throws(CommandFailure) -> [BidSource.Warning] {
    let (contents, scheme) = (tender.contents(of: lot, part: part), tender.scheme(of: lot))
    var warnings = try source.check(contents: contents, scheme: scheme)
    warnings += source.outlook(
      contents: contents, scheme: scheme, validityDays: tender.validityDays, termDays: tender.termDays,
      bidder: key.name)
    if Int(time(nil)) >= tender.deadline {
      let moment = TenderWords.moment(tender.deadline)
      warnings.append(
        BidSource.Warning(
          "bid.late", zh: "截止时间 \(moment.zh) 已过，提交会被拒收。",
          en: "The deadline \(moment.en) has passed; submitting will be refused."))
    }
    return warnings
  }

  private func offeredPart(_ notice: Notes.Notice) throws(CommandFailure) -> Notes.Notice.Part {
    guard notice.lots.contains(lot) else {
      let all = notice.lots.joined(separator: " ")
      throw CommandFailure(
        .refused, code: BidRefusal.lotNotOffered.code,
        Wording(zh: "公告里没有标段“\(lot)”，有：\(all)。", en: "The notice does not offer lot “\(lot)”; it has: \(all)."))
    }
    guard let offered = notice.parts.first(where: { $0.lot == lot && $0.part == part }) else {
      let all = notice.parts(of: lot).map(\.part).joined(separator: " ")
      throw CommandFailure(
        .refused, code: BidRefusal.partNotOffered.code,
        Wording(zh: "标段 \(lot) 没有部分“\(part)”，有：\(all)。", en: "Lot \(lot) has no part “\(part)”; it has: \(all)."))
    }
    return offered
  }

  /// Everything is made in a folder beside and named at the end.
  private func seal(
    _ source: BidSource, subject: BidSubject, tender: TenderFolder, bytesMax: Int, key: SigningKey, trust: TrustFolder
  ) throws(CommandFailure) -> SignedNote {
    guard !Files.exists(out) else {
      throw .localFile(
        zh: "\(out) 已经存在，不会覆盖。请换一个文件夹名。", en: "\(out) exists and is left alone. Name another folder.")
    }
    let work = "\(out).part-\(getpid())"
    try Files.makeFolder(work, mode: 0o700)
    do {
      let secret = BidSecret()
      let document = source.document(for: subject)
      let payload = try PayloadSealer.seal(
        document: document.canonicalBytes(), attachments: source.inputs, subject: subject, secret: secret,
        bytesMax: bytesMax, toNewFile: "\(work)/payload.age")
      let recipients = try tender.recipients()
      let envelope = try SealedEnvelope(
        head: subject.head(
          threshold: tender.notice.threshold, custodians: tender.notice.custodians.count,
          payloadBytes: payload.byteCount, payload: payload.sha256),
        secret: secret, recipients: recipients)
      // What the custodians and the committee will do is done once here, while the bidder can still act.
      let opened = try envelope.opened(by: secret, recipients: recipients)
      _ = try opened.openPayload(at: "\(work)/payload.age")
      let note = key.sign(envelope.note.text)
      let identity = try secret.identity()
      try Files.write(note.bytes, to: "\(work)/bid.note")
      try Files.write(secret.hex + "\n", to: "\(work)/secret.hex", .secret)
      try Files.write(
        "# public key: \(identity.recipient.text)\n\(identity.text)\n", to: "\(work)/identity.txt", .secret)
      try Files.write(document.canonicalBytes(), to: "\(work)/bid.json", .secret)
      try trust.copy(to: "\(work)/trust")
      if keepArchive { try decrypt("\(work)/payload.age", with: identity, to: "\(work)/archive.tar") }
      try Files.rename(work, to: out)
      return note
    } catch {
      try? Files.removeFolder(work)
      throw Self.failure(error)
    }
  }

  private func decrypt(
    _ file: String, with identity: AgeIdentity, to path: String
  ) throws {
    let writer = try FileWriter(path, .secret)
    var decryptor = AgeDecryptor(onlyStanzaFor: identity)
    var chunk: [UInt8] = []
    func drain() throws { while try decryptor.next(into: &chunk) { try writer.write(chunk[...]) } }
    var failure: (any Error)?
    try Files.stream(file) { piece throws(CommandFailure) in
      decryptor.feed(Array(piece))
      do { try drain() } catch { failure = error }
    }
    if let failure { throw failure }
    decryptor.end()
    try drain()
    try writer.finish()
  }

  private static func failure(_ error: any Error) -> CommandFailure {
    switch error {
    case let failure as CommandFailure: failure
    case let refusal as SealRefusal:
      if case .file(let file) = refusal {
        Files.failure(file.path, Files.reading, file.errorNumber)
      } else {
        CommandFailure(refusal)
      }
    case let worded as any Worded:
      // Just sealed by this program: that it does not open again is not the bidder's fault.
      CommandFailure(.mistake, code: worded.code, worded.wording)
    default: .mistake(zh: "封装出错：\(error)。", en: "Sealing failed: \(error).")
    }
  }
}
