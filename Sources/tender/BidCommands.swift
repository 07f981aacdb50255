import ArgumentParser
import Canon
import Messages
import Notes
import Sealing
import Tendering
import Transparency

struct BidCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bid", abstract: "投标 · A bidder's bids.",
    subcommands: [
      BidSealCommand.self, Register.self, Submit.self, WithdrawCommand.self, Secret.self, BidCheckCommand.self,
    ])

  struct Register: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "在一个项目登记投标人 · Register the bidder for one tender; `submit` does it by itself.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let api = try options.signedConnection()
      let log = try options.trust == nil && environment("TENDER_TRUST") == nil ? nil : options.trusted()
      let receipt = try await BidCounter(api: api, tender: tender, trust: log).register()
      options.output.say(
        zh: "已在项目 \(tender) 登记，收到时间 \(TenderWords.moment(receipt.received).zh)。",
        en: "Registered for \(tender), received \(TenderWords.moment(receipt.received).en).")
      options.output.show(receipt.json) { options.output.line(receipt.note.hex) }
    }
  }

  struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "提交封装好的投标 · Submit a sealed bid.",
      discussion: "可以重复执行：已传的部分不再传，已收下的投标得到同一份回执。Safe to repeat: what arrived is not sent again.")

    @Argument(help: "bid seal 生成的文件夹 · The folder that `bid seal` made")
    var folder: String

    @Flag(help: "等到完整回执（日志证明）· Wait for the full receipt, the proof from the log")
    var wait = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let sealed = try SealedFolder(reading: folder)
      let api = try options.signedConnection()
      guard api.key?.verifier.reference == sealed.bid.head.bidder else {
        throw CommandFailure(
          .usage, code: BidRefusal.signedByAnother.code,
          Wording(
            zh: "这份投标是用密钥 \(sealed.bid.head.bidder) 封装的，请用同一把密钥提交。",
            en: "This bid was sealed with key \(sealed.bid.head.bidder); submit it with the same key."))
      }
      if let key = api.key?.verifier { try sealed.check(by: key) }
      let trust = try options.trusted(or: "\(folder)/trust")
      try trust.requireSameWorld(sealed.bid.tender)
      let counter = BidCounter(api: api, tender: sealed.bid.tender, trust: trust)
      let receipt = try await submit(sealed, counter)
      try Files.write(receipt.bytes, to: "\(folder)/bid.ack")
      let output = options.output
      output.say(
        zh: "投标已收下，回执存为 \(folder)/bid.ack（系统的承诺，可凭它追究）。收到时间 \(TenderWords.moment(receipt.received).zh)。",
        en: "The bid is in. The acknowledgement, a promise that the system can be held to, is \(folder)/bid.ack. "
          + "Received \(TenderWords.moment(receipt.received).en).")
      let full = wait ? try await waitForReceipt(sealed, api, trust) : nil
      output.show(
        full.map { receipt.json.setting("receipt", JSON(String(decoding: $0, as: UTF8.self))) } ?? receipt.json
      ) {
        output.line(receipt.note.hex)
      }
    }

    /// The full receipt, stored beside the acknowledgement.
    ///
    /// - Throws: `notReachable` when there is none after some ticks: the bid is in, and the same command may be repeated.
    private func waitForReceipt(
      _ sealed: SealedFolder, _ api: Connection, _ trust: TrustFolder
    ) async throws(CommandFailure) -> [UInt8] {
      let tender = sealed.bid.tender
      let path = "\(folder)/bid.receipt"
      let receipts = FullReceipts(api: api, tender: tender, trust: trust)
      switch try await receipts.wait(for: sealed.note, to: path) {
      case .proof(let bytes, let logged):
        try Files.write(bytes, to: path)
        options.output.say(
          zh: "投标已列入日志（时点 \(logged.tick.number)），完整回执存为 \(path)，可离线核验。",
          en:
            "The bid stands in the log, tick \(logged.tick.number). The full receipt is \(path) and can be verified offline."
        )
        return bytes
      case .waits(let code, let why):
        throw CommandFailure(
          .notReachable, code: code,
          Wording(
            zh: "投标已收下（签收回执有效），但等了几个时点仍没有完整回执：",
            en: "The bid is in and its acknowledgement holds, but after some ticks there is no full receipt yet:"
          ).then(why).then(
            zh: "以后用 tender receipt fetch \(tender) --out 文件夹 取，或重复本命令。",
            en: "Fetch it later with `tender receipt fetch \(tender) --out DIR`, or repeat this command."))
      }
    }

    private func submit(
      _ sealed: SealedFolder, _ counter: BidCounter
    ) async throws(CommandFailure) -> BidCounter.Receipt {
      var isLate = false
      do throws(CommandFailure) {
        try await counter.register()
      } catch {
        // The bid itself must still be answered: with its own word that it is late.
        guard error.code == "bid.late" else { throw error }
        isLate = true
      }
      let bytes = sealed.bid.head.payloadBytes
      var attached: [UInt8]?
      if bytes <= BidCounter.attachedBytesMax {
        attached = try Files.read(sealed.payloadPath)
      } else if !isLate {
        try await PayloadUpload(
          api: counter.api, path: sealed.payloadPath, digest: sealed.bid.head.payload, length: bytes,
          progress: Progress(options.output)
        ).run()
      }
      do throws(CommandFailure) {
        return try await counter.post(sealed.note, payload: attached)
      } catch {
        try keepLate(error, sealed, counter)
        throw error
      }
    }

    /// Stores the signed word that the bid came late.
    private func keepLate(
      _ error: CommandFailure, _ sealed: SealedFolder, _ counter: BidCounter
    ) throws(CommandFailure) {
      guard error.code == "bid.late", let text = error.problem?["late"]?.stringValue else { return }
      let what = Wording(zh: "迟到说明", en: "late note")
      let note = try SignedNote(received: text, what)
      let late: LateNote = try note.body(what)
      try counter.trust?.verify(note, by: [.log], what)
      guard late.note == sealed.note.id, late.received >= late.deadline else {
        throw .checkedFalse(
          zh: "服务器的迟到说明与这份投标不符，已违反其承诺。", en: "The server's late note is not of this bid, or not late by its own times.")
      }
      try Files.write(note.bytes, to: "\(sealed.folder)/bid.late")
      options.output.say(
        zh: "投标迟到，没有收下。系统签名的迟到说明存为 \(sealed.folder)/bid.late。",
        en: "The bid came late and was not taken. The system's signed word for it is \(sealed.folder)/bid.late.")
    }
  }

  struct WithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "撤回投标 · Withdraw the bid in force, before the deadline.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "部分 · The part")
    var part = "main"

    @Option(help: "序号；不写则取下一个 · Sequence number; the next one when left out")
    var seq: Int?

    @Option(help: "回执存入的文件 · Where to store the acknowledgement")
    var out: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let api = try options.signedConnection()
      guard let key = api.key else { return }
      let trust = try options.trusted()
      let own = try await OwnNotes(api, tender: tender, trust: trust).of(lot: lot, part: part)
      guard let last = own.last, case .bid = last.body else {
        throw CommandFailure(BidRefusal.withdrawsOther(hasBidInForce: false))
      }
      let number = seq ?? last.seq + 1
      guard number > last.seq, number <= 999_999_999 else {
        throw CommandFailure(BidRefusal.seqNotRising(last: last.seq, given: number))
      }
      let withdrawal = Withdraw(
        tender: tender, lot: lot, part: part, bidder: key.verifier.reference, seq: number, bid: last.note.id)
      let receipt = try await BidCounter(api: api, tender: tender, trust: trust).post(key.sign(withdrawal.text))
      if let out { try Files.write(receipt.bytes, to: out) }
      options.output.say(
        zh: "标段 \(lot) 的投标（序号 \(last.seq)）已撤回；撤回的序号是 \(number)。截止前可以用更大的序号再投。",
        en: "The bid for lot \(lot) (number \(last.seq)) is withdrawn under number \(number). Until the deadline "
          + "another may follow with a higher number.")
      options.output.show(receipt.json) { options.output.line(receipt.note.hex) }
    }
  }
}

extension BidCommands {
  struct Secret: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "投标无法开启时，在补救期内交出自己的密钥 · Give one's own secret when the bid could not be opened.",
      discussion: """
        只有系统认定“无法开启”之后才用得着；密钥从此公开，任何人都能打开这份投标。
        Of use only after the result “unopenable”. From then on the secret is public: anybody can open this bid.
        """)

    @Argument(help: "bid seal 生成的文件夹 · The folder that `bid seal` made")
    var folder: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let sealed = try SealedFolder(reading: folder)
      let api = try options.signedConnection()
      guard let key = api.key else { return }
      try sealed.check(by: key.verifier)
      let secret = try sealed.keptSecret()
      let tender = sealed.bid.tender
      let note = SecretNote(tender: tender, bid: sealed.note.id, secret: secret.bytes)
      let posted = try await api.sign(tender: tender, text: note.text)
      options.output.say(
        zh: "密钥已交出并公开，投标将重新开启。", en: "The secret is posted and public; the bid is opened again with it.")
      options.output.show(posted.json) { options.output.line(posted.id.b64) }
    }
  }
}

/// The counter where sealed notes are handed in: what goes there comes back with a signed acknowledgement.
struct BidCounter {
  /// A payload up to this size travels in one request with its note.
  static let attachedBytesMax = 64 << 10

  struct Receipt {
    let note: Digest
    let received: Int
    let bytes: [UInt8]

    var json: JSON {
      [
        "note": JSON(note.hex), "received": JSON(received), "ack": JSON(String(decoding: bytes, as: UTF8.self)),
      ]
    }
  }

  let api: Connection
  let tender: String
  /// nil only where the caller has said that nobody is to be trusted or not.
  let trust: TrustFolder?

  /// Registers the caller's key for the tender; doing it again gives the first answer.
  @discardableResult
  func register() async throws(CommandFailure) -> Receipt {
    guard let key = api.key else { throw .usage(zh: "请加 --key。", en: "Give --key.") }
    return try await post(key.sign(Notes.Register(tender: tender, key: key.verifier).text))
  }

  func post(_ note: SignedNote, payload: [UInt8]? = nil) async throws(CommandFailure) -> Receipt {
    var headers = [("Content-Type", "application/octet-stream")]
    if payload != nil { headers.append(("Tender-Note-Bytes", "\(note.bytes.count)")) }
    let answer = try await api.send(
      .init(
        method: .post, path: "/api/tenders/\(tender)/bids", headers: headers, body: note.bytes + (payload ?? []),
        repeatable: true))
    let what = Wording(zh: "回执", en: "acknowledgement")
    let signed = try SignedNote(received: String(validating: answer.body, as: UTF8.self), what)
    let ack: Acknowledgement = try signed.body(what)
    guard ack.note == note.id, ack.tender == tender else {
      throw .checkedFalse(zh: "服务器的回执不是给这份文件的。", en: "The server's acknowledgement is of another note.")
    }
    try trust?.verify(signed, by: [.log], what)
    return Receipt(note: note.id, received: ack.received, bytes: signed.bytes)
  }
}
