import Canon
import Glibc
import Messages
import Notes
import Sealing
import Tendering
import Transparency

/// A tender as it lies in a folder for offline work: notice, amendments, custodians' statements, terms; checked when it
/// is read, each time.
///
///     notice.note  custodian-1.note …  amendment-1.note …  terms.json  trust/{trust.policy,vkeys.txt}
struct TenderFolder: Sendable {
  let noticeNote: SignedNote
  let notice: Notes.Notice
  let statementNotes: [SignedNote]
  let amendmentNotes: [SignedNote]
  let amendments: [Amendment]
  let termsBytes: [UInt8]
  let terms: JSON

  private static let theNotice = Wording(zh: "公告", en: "notice")

  init(
    notice: SignedNote, statements: [SignedNote], amendments: [SignedNote], terms: [UInt8]
  ) throws(CommandFailure) {
    noticeNote = notice
    self.notice = try notice.body(Self.theNotice)
    statementNotes = statements
    amendmentNotes = amendments
    var read: [Amendment] = []
    for note in amendments { read.append(try note.body(Wording(zh: "更正", en: "amendment"))) }
    self.amendments = read
    termsBytes = terms
    do {
      self.terms = try JSON.parse(terms)
    } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code,
        Wording(zh: "招标文件不是合格的 JSON：", en: "The tender documents are not proper JSON:").then(error.wording))
    }
  }

  /// From the answer of `/api/tenders/{id}/package`.
  init(package: JSON) throws(CommandFailure) {
    var statements: [SignedNote] = []
    for text in package["statements"]?.arrayValue ?? [] {
      statements.append(try SignedNote(received: text.stringValue, Wording(zh: "密钥持有人声明", en: "custodian's statement")))
    }
    var amendments: [SignedNote] = []
    for text in package["amendments"]?.arrayValue ?? [] {
      amendments.append(try SignedNote(received: text.stringValue, Wording(zh: "更正", en: "amendment")))
    }
    guard let terms = package["terms"]?.stringValue else {
      throw .mistake(zh: "服务器的回答缺少招标文件。", en: "The server's answer lacks the tender documents.")
    }
    try self.init(
      notice: try SignedNote(received: package["notice"]?.stringValue, Self.theNotice), statements: statements,
      amendments: amendments, terms: Array(terms.utf8))
  }

  /// From a folder that `write` made.
  init(reading folder: String) throws(CommandFailure) {
    if Files.exists("\(folder)/bid.json"), !Files.exists("\(folder)/notice.note") {
      throw .localFile(
        zh: "\(folder) 是投标文件夹，不是项目文件夹。先写项目文件夹（tender tender fetch 生成的），再写投标文件夹。",
        en: "\(folder) is a bid's folder, not a tender's. The tender's, made by `tender tender fetch`, stands first.")
    }
    guard Files.isFolder(folder), Files.exists("\(folder)/notice.note") else {
      throw .localFile(
        zh: "\(folder) 不是项目文件夹（缺少 notice.note）。请先执行 tender tender fetch 项目 --out \(folder)。",
        en: "\(folder) is no tender's folder (notice.note is missing). First run: tender tender fetch TENDER --out "
          + "\(folder)")
    }
    try self.init(
      notice: try Files.note("\(folder)/notice.note"), statements: try Self.numbered("custodian", in: folder),
      amendments: try Self.numbered("amendment", in: folder),
      terms: try Files.read("\(folder)/terms.json", limit: 16 << 20))
  }

  private static func numbered(_ name: String, in folder: String) throws(CommandFailure) -> [SignedNote] {
    var notes: [SignedNote] = []
    while Files.exists("\(folder)/\(name)-\(notes.count + 1).note") {
      notes.append(try Files.note("\(folder)/\(name)-\(notes.count + 1).note"))
    }
    return notes
  }

  /// Writes the folder; it must be new, or an earlier one of the same tender.
  func write(to folder: String, trust: TrustFolder) throws(CommandFailure) {
    if Files.isFolder(folder), !(try Files.names(in: folder)).isEmpty {
      guard let old = try? Files.note("\(folder)/notice.note"), old.id == noticeNote.id else {
        throw .localFile(
          zh: "\(folder) 里已有别的文件，不会覆盖。请换一个文件夹。",
          en: "\(folder) holds other files and is left alone. Name another folder.")
      }
    }
    try Files.makeFolder(folder)
    for (i, note) in statementNotes.enumerated() {
      try Files.write(note.bytes, to: "\(folder)/custodian-\(i + 1).note")
    }
    for (i, note) in amendmentNotes.enumerated() {
      try Files.write(note.bytes, to: "\(folder)/amendment-\(i + 1).note")
    }
    try Files.write(termsBytes, to: "\(folder)/terms.json")
    try trust.copy(to: "\(folder)/trust")
    // Last, for its presence says that the folder is whole.
    try Files.write(noticeNote.bytes, to: "\(folder)/notice.note")
  }

  // MARK: what holds

  /// The deadline in force.
  var deadline: Int { amendments.last { $0.deadline != nil }?.deadline ?? notice.deadline }
  /// The hash of the terms in force.
  var termsDigest: Notes.Digest { amendments.last { $0.terms != nil }?.terms ?? notice.terms }

  /// Everything that can be known offline: officer's signatures, n different pinned custodians who state what the
  /// notice says of them, usable recipients, the hash of the documents, and that rehearsal and reality stay apart.
  func check(_ trust: TrustFolder) throws(CommandFailure) {
    try trust.requireSameWorld(notice.tender)
    try trust.verify(noticeNote, by: [.officer], Self.theNotice)
    for (i, (note, amendment)) in zip(amendmentNotes, amendments).enumerated() {
      try trust.verify(note, by: [.officer], Wording(zh: "第 \(i + 1) 次更正", en: "amendment \(i + 1)"))
      guard amendment.tender == notice.tender, amendment.notice == noticeNote.id, amendment.seq == i + 1 else {
        throw .checkedFalse(
          zh: "第 \(i + 1) 次更正属于另一公告或序号不对。", en: "Amendment \(i + 1) is of another notice or has a wrong number.")
      }
    }
    guard Digest(of: termsBytes) == termsDigest else {
      throw CommandFailure(NoticeRefusal.termsDiffer, as: .checkedFalse)
    }
    try checkCustodians(trust)
    for lot in notice.lots { try checkScheme(lot) }
  }

  private func checkCustodians(_ trust: TrustFolder) throws(CommandFailure) {
    guard statementNotes.count == notice.custodians.count else {
      throw .checkedFalse(
        zh: "公告有 \(notice.custodians.count) 位密钥持有人，这里有 \(statementNotes.count) 份声明。",
        en: "The notice has \(notice.custodians.count) custodians; here are \(statementNotes.count) statements.")
    }
    var keys: Set<[UInt8]> = []
    for (i, note) in statementNotes.enumerated() {
      let index = i + 1
      let what = Wording(zh: "第 \(index) 位密钥持有人的声明", en: "the statement of custodian \(index)")
      let key = try trust.verify(note, by: [.custodian], what)
      guard keys.insert(key.publicKey).inserted else {
        throw CommandFailure(NoticeRefusal.custodianTwice(index: index), as: .checkedFalse)
      }
      let statement: CustodianStatement = try note.body(what)
      let line = notice.custodians[i]
      guard note.id == line.statement, statement.tender == notice.tender, statement.index == index,
        statement.recipient == line.recipient
      else { throw CommandFailure(NoticeRefusal.statementDiffers(index: index), as: .checkedFalse) }
    }
    _ = try recipients()
  }

  /// The documents fix each lot's scheme by its hash; where they hold the scheme too, it must have this hash.
  private func checkScheme(_ lot: String) throws(CommandFailure) {
    guard let facts = lotTerms(lot), let scheme = facts["scheme"] else { return }
    let said = facts["schemeSha256"]?.stringValue ?? terms["schemeSha256"]?[lot]?.stringValue
    guard let said, sameScalars(said, Digest(of: scheme.canonicalBytes()).b64) else {
      throw .checkedFalse(
        zh: "标段 \(lot) 的评审办法与招标文件写明的摘要不符。",
        en: "The scheme of lot \(lot) does not have the hash that the tender documents state.")
    }
  }

  /// The custodians' recipients in the notice's order; each refused when nobody could safely seal to it.
  func recipients() throws(CommandFailure) -> [AgeRecipient] {
    var recipients: [AgeRecipient] = []
    for (i, custodian) in notice.custodians.enumerated() {
      do {
        recipients.append(try AgeRecipient(parsing: custodian.recipient))
      } catch {
        throw CommandFailure(
          .checkedFalse, code: error.code,
          Wording(zh: "第 \(i + 1) 位密钥持有人的公钥不能用：", en: "The recipient of custodian \(i + 1) cannot be used:")
            .then(error.wording))
      }
    }
    return recipients
  }

  // MARK: what the documents say of a lot

  private func lotTerms(_ lot: String) -> JSON? {
    (terms["lots"]?.arrayValue ?? []).first { facts in
      ((facts["id"] ?? facts["lot"])?.stringValue).map { sameScalars($0, lot) } ?? false
    }
  }

  /// For how long the documents in force want a bid to hold; nil where they do not say.
  var validityDays: Int? { terms["service"]?["validityDays"]?.integerValue }
  /// For how long they want the service.
  var termDays: Int? { terms["service"]?["termDays"]?.integerValue }

  /// The lot's scheme when the documents hold it in a form that can be read.
  func scheme(of lot: String) -> Scheme? { lotTerms(lot)?["scheme"].flatMap { try? Scheme(json: $0) } }

  /// Which fields the documents assign to a part. Where they say nothing, a lot of one part holds all, and of several
  /// parts the one called `price` holds the price alone.
  func contents(of lot: String, part: String) -> PartContents {
    let stated = (lotTerms(lot)?["parts"]?.arrayValue ?? []).first {
      ($0["part"]?.stringValue).map { sameScalars($0, part) } ?? false
    }
    if let holds = stated?["holds"]?.arrayValue?.compactMap(\.stringValue) {
      return PartContents(
        hasPrice: holds.contains("price"), hasTeam: holds.contains("team"), hasAnswers: holds.contains("answers"))
    }
    let parts = notice.parts(of: lot)
    guard parts.count > 1, parts.contains(where: { $0.part == "price" }) else { return .whole }
    let isPrice = part == "price"
    return PartContents(hasPrice: isPrice, hasTeam: !isPrice, hasAnswers: !isPrice)
  }
}
