import Notes

extension Inspection {
  /// The folder's `notes/`: exactly the tender's logged notes, the custodians' statements and the notes of the reveal.
  mutating func checkNotes() async {
    for held in dossier.logged { dossier.notes[held.id] = held }
    var ids = Set(dossier.logged.map(\.id))
    var isUnlogged: Set<Digest> = []
    for custodian in dossier.notice?.custodians ?? [] { isUnlogged.insert(custodian.statement) }
    for entry in dossier.reveal?.entries ?? [] { isUnlogged.insert(entry.note) }
    isUnlogged.subtract(ids)
    ids.formUnion(isUnlogged)
    checkNoteFiles(ids)
    let (bundle, tender) = (bundle, dossier.tender)
    let logged = dossier.notes
    let sorted = ids.sorted().filter { dossier.files[BundlePath.notePath($0)] != nil }
    let read = await parallelMap(sorted, width: width) { id in Self.load(id, logged[id], bundle, tender: tender) }
    for (id, outcome) in zip(sorted, read) {
      switch outcome {
      case .success(let held): dossier.notes[id] = held
      case .failure(let fault): report.fail(.notes, BundlePath.notePath(id), zh: fault.zh, en: fault.en)
      }
    }
    report.end(
      .notes, zh: "\(ids.count) 份记录齐全，编号与内容一致", en: "all \(ids.count) notes are there, each under its own id")
  }

  private mutating func checkNoteFiles(_ ids: Set<Digest>) {
    var expected = ids
    for path in dossier.files.keys.sorted() {
      guard case .note(let id) = BundlePath(path) else { continue }
      if expected.remove(id) == nil {
        report.fail(
          .notes, path, zh: "\(path) 不属于本项目的日志、公告或开封清单",
          en: "\(path) is named by neither the log, the notice nor the reveal")
      }
    }
    for id in expected.sorted() {
      let path = BundlePath.notePath(id)
      report.fail(.notes, path, zh: "缺少文件 \(path)", en: "the file \(path) is missing")
    }
  }

  private static func load(
    _ id: Digest, _ logged: HeldNote?, _ bundle: any BundleSource, tender: String
  ) -> Result<HeldNote, Fault> {
    let path = BundlePath.notePath(id)
    let bytes: [UInt8]
    do {
      bytes = try bundle.read(path, limit: SignedNote.bytesMax)
    } catch {
      return .failure(Fault(zh: error.zh, en: error.en))
    }
    if let logged {
      guard logged.signed.bytes == bytes else {
        return .failure(Fault(zh: "\(path) 与日志中的同一记录不同", en: "\(path) differs from the same note in the log"))
      }
      return .success(logged)
    }
    do {
      let signed = try SignedNote(parsing: bytes)
      guard signed.id == id else {
        return .failure(Fault(zh: "\(path) 的内容不是此编号", en: "what \(path) holds has another id"))
      }
      _ = try signed.signer()
      let body = try AnyNote(parsing: signed.text)
      guard body.tender.utf8.elementsEqual(tender.utf8) else {
        return .failure(Fault(zh: "\(path) 属于另一项目", en: "\(path) speaks of another tender"))
      }
      return .success(HeldNote(id: id, signed: signed, body: body, index: nil))
    } catch {
      return .failure(
        Fault(zh: "\(path) 格式不正确（\(error.code)）", en: "\(path) is not a well-formed note (\(error.code))"))
    }
  }

  /// The folder's `lists/`: exactly the lists that the tender's notes name.
  mutating func checkLists() {
    var expected: [Digest: ListLine] = [:]
    for held in dossier.notes.values {
      guard let line = held.body.list else { continue }
      if let other = expected[line.digest], other != line {
        report.fail(
          .lists, BundlePath.notePath(held.id), zh: "两份记录对同一清单写了不同的行数或长度",
          en: "two notes give the same list different lengths")
      }
      expected[line.digest] = line
    }
    for path in dossier.files.keys.sorted() {
      guard case .list(let id) = BundlePath(path), expected[id] == nil else { continue }
      report.fail(.lists, path, zh: "没有记录指明清单 \(path)", en: "no note names the list \(path)")
    }
    for (id, line) in expected.sorted(by: { $0.key < $1.key }) {
      let path = BundlePath.listPath(id)
      guard let bytes = read(path, limit: min(line.bytes, Self.textBytesMax), .lists) else { continue }
      guard let entries = try? line.entries(in: bytes) else {
        report.fail(
          .lists, path, zh: "清单 \(path) 的行数、长度或哈希与记录不符",
          en: "the list \(path) has other lines, bytes or hash than its note")
        continue
      }
      dossier.lists[id] = entries
    }
    report.end(.lists, zh: "\(expected.count) 份清单与记录所写一致", en: "\(expected.count) lists are as their notes say")
  }

  /// The lines of a note's list; nil when the list failed.
  func lines(_ line: ListLine) -> [String]? { dossier.lists[line.digest] }
}

/// A failure's words, on their way from another task.
struct Fault: Error, Hashable, Sendable {
  var zh: String
  var en: String
}
