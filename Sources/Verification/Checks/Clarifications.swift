import Canon
import Notes

// Answers to questions: each file is that of its note, in the notes' numbers, and what is printed of it says the same.
extension Inspection {
  /// The number of the clarification that a path of the bundle is the file of.
  static func seq(ofClarification path: String) -> Int? {
    let (head, tail) = ("documents/clarification-", ".json")
    guard path.utf8.starts(with: head.utf8), path.hasSuffix(tail) else { return nil }
    let digits = path.dropFirst(head.count).dropLast(tail.count)
    guard let seq = Int(digits), seq > 0, String(seq) == digits else { return nil }
    return seq
  }

  mutating func checkClarifications() {
    for (path, file) in dossier.named.sorted(by: { $0.key < $1.key }) {
      guard let seq = Self.seq(ofClarification: path), dossier.files[path] != nil, let (json, _) = json(path, .papers)
      else { continue }
      guard case .clarification(let note) = file.by.body, note.seq == seq else {
        report.fail(
          .papers, path, zh: "\(path) 不是由第 \(seq) 份澄清记录指明的", en: "\(path) is not named by clarification \(seq)")
        continue
      }
      let names = ["format", "tender", "notice", "seq", "affectsBids", "answers"]
      let answers = json["answers"]?.arrayValue ?? []
      let parts = Set(["question", "answer"])
      let isInForm =
        Set(json.names) == Set(names) && says(json["format"], "tender-clarification/v1")
        && json["affectsBids"]?.boolValue != nil
        && !answers.isEmpty
        && answers.allSatisfy { answer in
          Set(answer.names) == parts && parts.allSatisfy { answer[$0]?.stringValue != nil }
        }
      let isOfNote =
        says(json["tender"], note.tender) && says(json["notice"], note.notice.b64)
        && json["seq"]?.integerValue == note.seq
      if !isInForm || !isOfNote {
        report.fail(
          .papers, path, zh: "\(path) 的格式、项目、公告或编号与其记录不符",
          en: "\(path) is not in its form, or its tender, notice or number is not that of its note")
      }
      checkPrinted(json, seq: seq, note: file.by.id)
    }
    checkPrintedAmendments()
    checkStrayNotices()
  }

  /// What is printed of a clarification or an amendment is of one that the log has.
  private mutating func checkStrayNotices() {
    var due: Set<String> = []
    for held in dossier.logged {
      switch held.body {
      case .clarification(let note): due.insert("documents/clarification-notice-\(note.seq).json")
      case .amendment(let note): due.insert("documents/amendment-notice-\(note.seq).json")
      default: break
      }
    }
    for path in dossier.named.keys.sorted() where path.hasSuffix(".json") && !due.contains(path) {
      let isNotice = ["clarification", "amendment"].contains { kind in
        let rest = path.utf8.dropFirst("documents/\(kind)-notice-".utf8.count).dropLast(".json".utf8.count)
        return path.utf8.starts(with: "documents/\(kind)-notice-".utf8) && !rest.isEmpty
          && rest.allSatisfy { (0x30...0x39).contains($0) }
      }
      if isNotice {
        report.fail(.papers, path, zh: "日志中没有 \(path) 所属的澄清或变更", en: "the log has nothing that \(path) is printed of")
      }
    }
  }

  /// The notice that is printed of a clarification has its answers.
  private mutating func checkPrinted(_ clarification: JSON, seq: Int, note: Digest) {
    let path = "documents/clarification-notice-\(seq).json"
    guard dossier.named[path] != nil, dossier.files[path] != nil, let (paper, _) = json(path, .papers) else { return }
    let isSame = ["tender", "notice", "seq", "affectsBids", "answers"].allSatisfy { paper[$0] == clarification[$0] }
    if !isSame || !says(paper["note"], note.b64) {
      report.fail(
        .papers, path, zh: "\(path) 与第 \(seq) 份澄清记录的内容不符", en: "\(path) does not say what clarification \(seq) says")
    }
  }

  /// The notice that is printed of an amendment is of the note of its number, with the deadline that this sets.
  private mutating func checkPrintedAmendments() {
    var deadline = dossier.notice?.deadline ?? 0
    for held in dossier.logged {
      guard case .amendment(let note) = held.body else { continue }
      deadline = note.deadline ?? deadline
      let path = "documents/amendment-notice-\(note.seq).json"
      guard dossier.named[path] != nil, dossier.files[path] != nil, let (paper, _) = json(path, .papers) else {
        continue
      }
      let isSame =
        says(paper["tender"], note.tender) && says(paper["notice"], note.notice.b64) && says(paper["note"], held.id.b64)
        && paper["seq"]?.integerValue == note.seq && says(paper["deadlineAfter"]?["seconds"], String(deadline))
      if !isSame {
        report.fail(
          .papers, path, zh: "\(path) 与第 \(note.seq) 份变更记录的内容不符",
          en: "\(path) does not say what amendment \(note.seq) says")
      }
    }
  }
}
