import Canon
import Crypto
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

  init(reading folder: String) throws(CommandFailure) {
    guard Files.isFolder(folder) else {
      throw .localFile(zh: "\(folder) 不是文件夹。", en: "\(folder) is no folder.")
    }
    let names = try Files.names(in: folder)
    guard names.contains(where: { sameScalars($0, BidDocument.memberName) }) else {
      throw .localFile(
        zh: "\(folder) 里没有 bid.json（写明报价和供应商的文件）。",
        en: "\(folder) holds no bid.json, the file that states the offer.")
    }
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

  /// `{"offer":{…}}`, or the offer itself; what the program adds must not be there yet.
  private static func offer(_ path: String) throws(CommandFailure) -> JSON {
    let json: JSON
    do {
      json = try JSON.parse(try Files.read(path, limit: 4 << 20))
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

  /// What the rules say of the offer before it is sealed: hard refusals are thrown, contradictions in the figures come
  /// back as warnings, for after the opening they are corrected or judged, and the bidder may mean them.
  func check(contents: PartContents, scheme: Scheme?) throws(CommandFailure) -> [Wording] {
    let files = attachments.compactMap { file in
      Fingerprint(file.sha256.bytes).map { Attachment(member: file.member, bytes: file.bytes, sha256: $0) }
    }
    var warnings: [Wording] = []
    var (judged, expected) = (offer, contents)
    while true {
      do {
        try Offer.check(judged, contents: expected, scheme: scheme, files: files)
        return warnings
      } catch {
        switch error {
        case .wordsDiffer, .wordsUnreadable, .itemDiffers, .totalDiffers, .aboveCeiling:
          warnings.append(error.wording)
          // Judge the rest without the price.
          judged = judged.removing("price")
          expected = PartContents(hasPrice: false, hasTeam: expected.hasTeam, hasAnswers: expected.hasAnswers)
        case .form, .belongsToOtherPart, .missingInPart, .answerUnknown, .attachmentTwice, .attachmentDiffers,
          .attachmentNotListed:
          throw CommandFailure(error)
        }
      }
    }
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
    guard Files.isFolder(folder), Files.exists("\(folder)/bid.note") else {
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
