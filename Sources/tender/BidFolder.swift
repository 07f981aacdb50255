import Canon
import Crypto
import Exact
import Messages
import Notes
import Sealing
import Tendering

/// A bidder's folder before it is sealed: `bid.json` with the offer, and the files that go with it.
struct BidSource {
  struct Attached {
    /// The name in the archive: a1.pdf, a2.xlsx …
    let member: String
    /// The file's name as the user knows it.
    let title: String
    let kind: String
    let path: String
    let bytes: Int
    let sha256: Notes.Digest

    var json: JSON {
      [
        "member": JSON(member), "title": JSON(title), "kind": JSON(kind), "bytes": JSON(bytes),
        "sha256": JSON(sha256.b64),
      ]
    }
  }

  /// The offer with its list of attachments made.
  let offer: JSON
  let attachments: [Attached]

  static let attachmentsMax = 255
  /// What a person wrote may have blanks and line ends that are not sealed.
  private static let readBytesMax = 4 * BidDocument.bytesMax

  init(reading folder: String) throws(CommandFailure) {
    let names = try Self.names(in: folder)
    let path = "\(folder)/\(BidDocument.memberName)"
    let given = try Self.offer(path)
    let files = names.filter { !sameScalars($0, BidDocument.memberName) }
    guard files.count <= Self.attachmentsMax else { throw CommandFailure(SealRefusal.memberCount(files.count + 1)) }
    let kinds = try Self.kinds(given, path: path, files: files)
    var attachments: [Attached] = []
    for (i, name) in files.enumerated() {
      attachments.append(try Self.attach(name, in: folder, number: i + 1, kind: kinds[Array(name.utf8)] ?? "other"))
    }
    self.attachments = attachments
    offer = given.setting("attachments", .array(attachments.map(\.json)))
  }

  /// The names in a folder that is to be sealed.
  ///
  /// - Throws: `localFile` for one that is none, and says of which kind it looks.
  private static func names(in folder: String) throws(CommandFailure) -> [String] {
    try Files.requireFolder(
      folder, Wording(zh: "请给出放着 bid.json 和附件的文件夹。", en: "Name the folder that holds bid.json and the attachments."))
    let names = try Files.names(in: folder)
    func has(_ name: String) -> Bool { names.contains { sameScalars($0, name) } }
    if has("bid.note"), has("payload.age") {
      throw .localFile(
        zh: "\(folder) 是已经封装好的投标。要提交请执行 tender bid submit \(folder)；要重新封装，请给出原来的投标文件夹。",
        en: "\(folder) is a bid that is sealed already. To hand it in run: tender bid submit \(folder). To seal again "
          + "name the folder that it was made of.")
    }
    if has("notice.note"), !has(BidDocument.memberName) {
      throw .localFile(
        zh: "\(folder) 是项目文件夹，不是投标文件夹。顺序是：tender bid seal 项目文件夹 投标文件夹。",
        en: "\(folder) is a tender's folder, not a bid's. The order is: tender bid seal TENDER-DIR FOLDER")
    }
    guard has(BidDocument.memberName) else {
      // BID.JSON, bid.json.txt, bid (1).json …
      let alike = names.first { $0.lowercased().hasPrefix("bid") && $0.lowercased().contains("json") }
      let hint = alike.map {
        Wording(zh: "那里有“\($0)”，是否写错了名字？", en: "There is “\($0)”: is it misnamed?")
      }
      let words = Wording(
        zh: "\(folder) 里没有 bid.json（写明报价和供应商的文件）。",
        en: "\(folder) holds no bid.json, the file that states the offer.")
      throw CommandFailure(.localFile, hint.map { words.then($0) } ?? words)
    }
    return names
  }

  /// `{"offer":{…}}`, or the offer itself; what the program adds must not be there yet.
  private static func offer(_ path: String) throws(CommandFailure) -> JSON {
    guard try Files.size(path) <= readBytesMax else {
      throw CommandFailure(SealRefusal.bidDocument(.tooLong(bytesMax: BidDocument.bytesMax)))
    }
    let json: JSON
    do {
      json = try JSON.parse(try Files.read(path, limit: readBytesMax))
    } catch let error as JSONError {
      throw CommandFailure(
        .localFile, code: error.code, Wording(zh: "\(path)：", en: "\(path):").then(error.wording))
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw .mistake(zh: "读 \(path) 出错：\(error)", en: "Reading \(path) failed: \(error)")
    }
    guard json.members != nil else {
      throw CommandFailure(
        .localFile, Wording(zh: "\(path)：", en: "\(path):").then(FormRefusal.notAnObject(field: "").wording))
    }
    guard let offer = json["offer"] else { return json }
    if let extra = json.names.first(where: { $0 != "offer" && $0 != "format" }) {
      throw .localFile(
        zh: "\(path) 只写 offer；“\(extra)”由程序填入，请删去。",
        en: "\(path) states the offer only; “\(extra)” is filled in by this program. Remove it.")
    }
    return offer
  }

  /// The kinds that the user gave by file name in `attachments`, by the name's bytes.
  private static func kinds(
    _ offer: JSON, path: String, files: [String]
  ) throws(CommandFailure) -> [[UInt8]: String] {
    var kinds: [[UInt8]: String] = [:]
    for entry in offer["attachments"]?.arrayValue ?? [] {
      guard let title = entry["title"]?.stringValue else {
        throw .localFile(
          zh: "\(path) 的 attachments 每项要有 title（文件名）。",
          en: "\(path): each of attachments needs a title, the file's name.")
      }
      guard files.contains(where: { sameScalars($0, title) }) else {
        throw .localFile(
          zh: "\(path) 列了附件“\(title)”，文件夹里没有。",
          en: "\(path) lists the attachment “\(title)”, which is not in the folder.")
      }
      kinds[Array(title.utf8)] = entry["kind"]?.stringValue
    }
    return kinds
  }

  private static func attach(
    _ name: String, in folder: String, number: Int, kind: String
  ) throws(CommandFailure) -> Attached {
    let path = "\(folder)/\(name)"
    if Files.isFolder(path) {
      throw .localFile(
        zh: "\(path) 是文件夹；投标文件夹里只能有文件。请把里面的文件移出来。",
        en: "\(path) is a folder; only files go into a bid. Move its files out.")
    }
    if name.utf8.first == 0x2E || name == "Thumbs.db" || name == "desktop.ini" {
      throw .localFile(
        zh: "\(path) 是系统的隐藏文件，不应进入投标。请删除它。",
        en: "\(path) is a hidden file of some system and does not belong in a bid. Remove it.")
    }
    guard name.utf8.count <= 300 else {
      throw .localFile(zh: "文件名太长（超过 300 字节）：\(name)", en: "The file's name is longer than 300 bytes: \(name)")
    }
    let bytes = try Files.size(path)
    var hasher = SHA256()
    try Files.stream(path) { piece throws(CommandFailure) in hasher.update(data: piece) }
    return Attached(
      member: "a\(number).\(suffix(of: name))", title: name, kind: kind, path: path, bytes: bytes,
      sha256: Notes.Digest(hasher.finalize()))
  }

  /// The end of the file's name when it is one that every archive can hold.
  static func suffix(of name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: 0x2E) else { return "bin" }
    let letters = name.utf8[name.utf8.index(after: dot)...]
    guard (1...10).contains(letters.count),
      letters.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) })
    else { return "bin" }
    return String(decoding: letters.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  var inputs: [ArchiveInput] {
    attachments.map { ArchiveInput(name: $0.member, content: .file(path: $0.path)) }
  }

  /// `bid.json` as it will be sealed.
  func document(for subject: BidSubject) -> JSON {
    var document: JSON = ["format": "tender-offer/v1"]
    for (name, value) in subject.fields { document = document.setting(name, JSON(value)) }
    return document.setting("offer", offer)
  }

  /// What the bidder is told and may mean all the same.
  struct Warning {
    let code: String
    let wording: Wording

    init(_ refusal: OfferRefusal) {
      code = refusal.code
      wording = refusal.wording
    }

    init(_ code: String, zh: String, en: String) {
      self.code = code
      wording = Wording(zh: zh, en: en)
    }

    var json: JSON { ["code": JSON(code), "zh": JSON(wording.zh), "en": JSON(wording.en)] }
  }

  /// What the rules say of the offer before it is sealed: hard refusals are thrown, contradictions in the figures come
  /// back as warnings, for after the opening they are corrected or judged, and the bidder may mean them.
  func check(contents: PartContents, scheme: Scheme?) throws(CommandFailure) -> [Warning] {
    let files = attachments.compactMap { file in
      Fingerprint(file.sha256.bytes).map { Attachment(member: file.member, bytes: file.bytes, sha256: $0) }
    }
    var warnings: [Warning] = []
    var (judged, expected) = (offer, contents)
    while true {
      do {
        try Offer.check(judged, contents: expected, scheme: scheme, files: files)
        return warnings
      } catch {
        switch error {
        case .wordsDiffer, .wordsUnreadable, .itemDiffers, .totalDiffers, .aboveCeiling:
          warnings.append(Warning(error))
          // Judge the rest without the price.
          judged = judged.removing("price")
          expected = PartContents(hasPrice: false, hasTeam: expected.hasTeam, hasAnswers: expected.hasAnswers)
        case .form, .belongsToOtherPart, .missingInPart, .nameUnfit, .priceZero, .answerUnknown, .attachmentTwice,
          .attachmentDiffers, .attachmentNotListed:
          throw CommandFailure(error)
        }
      }
    }
  }

  /// What the documents at hand make of an offer that is in form: for what a review would find the bid invalid, and
  /// answers that are worth nothing. Whether it is so is for the review; the bidder may know better.
  ///
  /// - Parameters:
  ///   - validityDays: for how long the documents want a bid to hold.
  ///   - termDays: for how long they want the service.
  ///   - bidder: the name of the key that signs, an agency's credit code.
  func outlook(
    contents: PartContents, scheme: Scheme?, validityDays: Int?, termDays: Int?, bidder: String
  ) -> [Warning] {
    let offer = Offer(reading: self.offer)
    var warnings: [Warning] = []
    if let code = offer.creditCode, CreditCode(bidder) != nil, !sameScalars(code.text, bidder) {
      warnings.append(
        Warning(
          "offer.creditCodeDiffers",
          zh: "bid.json 里的统一社会信用代码 \(code.text) 与签名密钥的名字 \(bidder) 不同，请核对是哪家机构投标。",
          en: "The credit code \(code.text) in bid.json is not the key's name, \(bidder). Whose bid is it?"))
    }
    if let validityDays, let own = offer.validityDays, own < validityDays {
      warnings.append(
        Warning(
          "offer.validityTooShort", zh: "投标有效期 \(own) 日，招标文件要求不少于 \(validityDays) 日；不足的投标无效。",
          en: "The bid holds for \(own) days; the documents want \(validityDays) or more, and less makes it invalid."))
    }
    if let termDays, let own = offer.termDays, own > termDays {
      warnings.append(
        Warning(
          "offer.termTooLong", zh: "服务期限 \(own) 日，超过招标文件的 \(termDays) 日；这样的投标可能被认定无效。",
          en: "The term is \(own) days; the documents want \(termDays), and a longer one may be found invalid."))
    }
    guard let scheme else { return warnings }
    if contents.hasPrice, let price = offer.price {
      // Above the ceiling as written is told by `check`.
      if price.total <= scheme.ceiling, let corrected = offer.corrections?.last?.to, corrected > scheme.ceiling {
        warnings.append(Warning(.aboveCeiling))
      }
      if scheme.price.formula == .fixed, price.total != scheme.ceiling {
        warnings.append(
          Warning(
            "offer.priceNotFixed", zh: "本标段为固定价格 \(scheme.ceiling) 元，报价与此不同的投标无效。",
            en: "The price of this lot is fixed at CNY \(scheme.ceiling); a bid at another is invalid."))
      }
    }
    if contents.hasAnswers {
      for criterion in scheme.criteria
      where criterion.units(forAnswer: offer.answers[criterion.id], rounding: scheme.rounding) == 0 {
        warnings.append(Self.worthless(criterion, isGiven: offer.answers[criterion.id] != nil))
      }
    }
    return warnings
  }

  private static func worthless(_ criterion: Criterion, isGiven: Bool) -> Warning {
    let name = "“\(criterion.name)”（\(criterion.id)）"
    guard isGiven else {
      return Warning(
        "offer.answerMissing", zh: "评审因素\(name)没有应答（answers），按招标文件得零分。",
        en: "\(name) has no answer in “answers”: that is worth no points.")
    }
    return Warning(
      "offer.answerWorthless", zh: "评审因素\(name)的应答按招标文件得零分，请核对写法和数值。",
      en: "By the documents the answer to \(name) is worth no points; look at how it is written, and at the figure.")
  }
}

/// A sealed bid as it lies in a folder: note, payload and the bidder's secret.
///
///     bid.note  payload.age  secret.hex  identity.txt  bid.json  trust/…  [archive.tar]  then bid.ack, bid.receipt, or bid.late
struct SealedFolder {
  let folder: String
  let note: SignedNote
  let bid: BidNote

  var payloadPath: String { "\(folder)/payload.age" }

  init(reading folder: String) throws(CommandFailure) {
    self.folder = folder
    try Files.requireFolder(
      folder, Wording(zh: "请给出 tender bid seal 生成的文件夹。", en: "Name the folder that `tender bid seal` made."))
    guard Files.exists("\(folder)/bid.note") else {
      throw .localFile(
        zh: "\(folder) 里没有封装好的投标（bid.note）。请先执行 tender bid seal。",
        en: "\(folder) holds no sealed bid (bid.note). First run `tender bid seal`.")
    }
    note = try Files.note("\(folder)/bid.note")
    bid = try note.body(Wording(zh: "投标", en: "bid"))
  }

  /// That the note is whole and signed with `key`, and the payload the one that it names.
  func check(by key: VerifierKey) throws(CommandFailure) {
    do {
      try note.verify(by: key)
    } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code,
        Wording(zh: "\(folder)/bid.note 不能提交：", en: "\(folder)/bid.note cannot be submitted:").then(error.wording))
    }
    var hasher = SHA256()
    var count = 0
    try Files.stream(payloadPath) { piece throws(CommandFailure) in
      hasher.update(data: piece)
      count += piece.count
    }
    guard count == bid.head.payloadBytes, Notes.Digest(hasher.finalize()) == bid.head.payload else {
      throw .checkedFalse(
        zh: "\(payloadPath) 与 bid.note 写明的长度或摘要不符，可能被改动。请重新封装。",
        en: "\(payloadPath) has not the length and hash that bid.note states; it may have been changed. Seal again.")
    }
  }
}
