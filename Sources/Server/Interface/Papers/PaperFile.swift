import Canon

// The facts of a paper as data: what its PDF is printed from, what is hashed, signed and attached inside it. Every kind has
// its own form; the frame is the same on all of them.

extension Schema {
  /// What stands on every paper.
  private static let frame: KeyValuePairs<String, Schema> = [
    "format": .words(["tender-paper/v1"]), "number": .text.called("文书编号", "the paper's own number"),
    "project": .text.called("项目名称", "the project's name"), "madeAt": .paperMoment,
    "checkpoint": Schema.told(["origin": .text, "size": .integer, "root": .digest]).called(
      "印制时的日志检查点", "the log's head when it was made"),
    "rehearsal": Schema.bool.called("演练", "true puts 演练 on every page"),
  ]

  /// What a paper belongs to.
  enum PaperSubject {
    case lot, tender, either, batch

    var members: KeyValuePairs<String, Schema> {
      switch self {
      case .lot: ["tender": .id, "lot": .id, "lotName": .text]
      case .tender: ["tender": .id]
      case .either: ["tender": .id, "lot?": .id, "lotName?": .text]
      case .batch: ["programme": .text, "batch": .text]
      }
    }
  }

  /// The form of one kind of paper.
  ///
  /// - Parameters:
  ///   - kind: as `PaperKind` spells it.
  ///   - name: under which it stands in the document.
  static func paper(
    _ kind: String, as name: String, of subject: PaperSubject = .lot, zh: String, en: String,
    _ members: KeyValuePairs<String, Schema>...
  ) -> Schema {
    let head = Schema.told(frame).and(["kind": .words([kind])]).and(subject.members)
    return .named(name, members.reduce(head) { $0.and($1) }.called(zh, en))
  }

  /// The facts of any paper of a tender, whose `kind` says which.
  static let paperFile = Schema.named(
    "PaperFile",
    Schema.oneOf(
      documentPapers + reviewPapers + noticePapers + letterPapers + frameworkPapers + remedyPapers + contractPapers
    ).called(
      "文书的数据，按 kind 分（tender-paper/v1）", "The facts of a paper, by its kind (tender-paper/v1)"))
}
