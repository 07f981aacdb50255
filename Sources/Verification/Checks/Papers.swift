import Canon
import Notes

/// What the notes that name files have in common.
struct FileNoteView: Sendable {
  var type: String
  var notice: Digest
  var seq: Int
  var rejects: [Digest]
  var list: ListLine

  init?(_ body: AnyNote) {
    switch body {
    case .evaluation(let note): self.init(note)
    case .award(let note): self.init(note)
    case .cancellation(let note): self.init(note)
    case .agreement(let note): self.init(note)
    case .filing(let note): self.init(note)
    case .papers(let note): self.init(note)
    case .clarification(let note): self.init(note)
    default: return nil
    }
  }

  private init<Kind>(_ note: FileNote<Kind>) {
    type = Kind.type
    notice = note.notice
    seq = note.seq
    rejects = note.rejects
    list = note.list
  }
}

extension Inspection {
  /// Files: named by a note, the last of which decides; there, of that length and hash; JSON in its one form.
  mutating func checkPapers() async {
    var seqs: [String: Int] = [:]
    for held in dossier.logged {
      guard let note = FileNoteView(held.body) else { continue }
      let path = BundlePath.notePath(held.id)
      seqs[note.type, default: 0] += 1
      if note.seq != seqs[note.type] {
        report.fail(
          .papers, path, zh: "日志第 \(held.index ?? 0) 条的编号是 \(note.seq)，应为 \(seqs[note.type] ?? 0)",
          en: "log entry \(held.index ?? 0) has seq \(note.seq) where \(seqs[note.type] ?? 0) must stand")
      }
      if note.notice != dossier.noticeID {
        report.fail(
          .papers, path, zh: "日志第 \(held.index ?? 0) 条指向另一份公告", en: "log entry \(held.index ?? 0) names another notice")
      }
      checkRejects(note, held)
      guard let lines = lines(note.list) else { continue }
      guard let files = try? FileLine.list(lines) else {
        report.fail(
          .papers, BundlePath.listPath(note.list.digest), zh: "文件清单格式或次序不正确",
          en: "the list of files is not in its form or order")
        continue
      }
      for file in files {
        let first = dossier.named[file.path].map(\.firstIndex) ?? held.index
        dossier.named[file.path] = NamedFile(line: file, by: held, firstIndex: first)
        dossier.everNamed.insert(file.digest)
      }
    }
    await compareFiles()
    for path in dossier.named.keys.sorted() where path.utf8.count > 5 && path.hasSuffix(".json") { checkForm(path) }
    checkWhoNames()
    checkClarifications()
    report.end(
      .papers, zh: "\(dossier.named.count) 个文件均由日志中的记录指明，内容一致",
      en: "all \(dossier.named.count) files are named by notes in the log and are as those say")
  }

  /// A rejected bid is one whose last result is `opened`.
  private mutating func checkRejects(_ note: FileNoteView, _ held: HeldNote) {
    for bid in note.rejects {
      let last = (dossier.results[bid] ?? []).last { $0.index < held.index ?? 0 }
      if case .opened? = last?.note.result { continue }
      report.fail(
        .papers, BundlePath.notePath(held.id), zh: "评审否决的投标 \(bid.b64) 并未成功开封",
        en: "the evaluation rejects bid \(bid.b64), whose last result is not opened")
    }
  }

  private mutating func compareFiles() async {
    for path in dossier.files.keys.sorted() where BundlePath(path) == .named && dossier.named[path] == nil {
      report.fail(.papers, path, zh: "没有记录指明文件 \(path)", en: "no note in the log names the file \(path)")
    }
    let bundle = bundle
    let named = dossier.named.values.sorted { $0.line.path < $1.line.path }
    let found = await parallelMap(named.map(\.line), piece: 4, width: width) { line in try? hash(line.path, in: bundle)
    }
    for (file, found) in zip(named, found) {
      let path = file.line.path
      if dossier.files[path] == nil {
        report.fail(.papers, path, zh: "缺少文件 \(path)", en: "the file \(path) is missing")
      } else if found?.bytes != file.line.bytes || found?.digest != file.line.digest {
        report.fail(
          .papers, path, zh: "文件 \(path) 与日志第 \(file.by.index ?? 0) 条所写的长度或哈希不符",
          en: "the file \(path) has not the length and hash that log entry \(file.by.index ?? 0) says")
      }
    }
  }

  private mutating func checkForm(_ path: String) {
    guard let length = dossier.files[path] else { return }
    // The open data of thousands of bids is the one file that may be longer; its check says that it was not read.
    if path == "ocds.json", length > Self.jsonBytesMax { return }
    guard let (value, bytes) = json(path, .papers) else { return }
    if !value.isInBinary64 {
      report.fail(
        .papers, path, zh: "\(path) 有超出双精度范围的数，没有 RFC 8785 形式",
        en: "\(path) has a number beyond binary64, for which RFC 8785 has no form")
    } else if value.canonicalBytes() != bytes {
      report.fail(.papers, path, zh: "\(path) 不是 RFC 8785 形式", en: "\(path) is not in RFC 8785 form")
    }
  }

  /// Which note may name the evaluation and the award is not laid down; another than theirs is worth a look.
  private mutating func checkWhoNames() {
    for (path, file) in dossier.named.sorted(by: { $0.key < $1.key }) {
      let isUsual: Bool
      switch (path.utf8.starts(with: "evaluation/".utf8), path.utf8.starts(with: "award/".utf8), file.by.body) {
      case (true, _, .evaluation), (_, true, .award), (false, false, _): isUsual = true
      default: isUsual = false
      }
      if !isUsual {
        report.note(
          .papers, path, zh: "\(path) 最后由 \(file.by.signed.type) 指明",
          en: "\(path) is last named by a \(file.by.signed.type)")
      }
    }
  }

  /// Papers signed by their parties.
  mutating func checkRecords() {
    var count = 0
    for held in dossier.logged {
      guard case .record(let note) = held.body else { continue }
      count += 1
      for digest in [note.json, note.pdf] where !dossier.everNamed.contains(digest) {
        report.miss(
          .records, BundlePath.notePath(held.id), zh: "\(note.party) 签署的 \(note.kind) \(note.number) 不在公开文件之列",
          en: "the \(note.kind) \(note.number) that \(note.party) signed is not among the public files")
        break
      }
    }
    report.end(.records, zh: "\(count) 份文书签署有效", en: "\(count) signatures on papers are in order")
  }
}
