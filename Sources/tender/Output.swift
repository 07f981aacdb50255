import Canon
import Messages

/// What a command shows: tables for people, or with `--json` canonical objects; words go to stderr.
struct Output: Sendable {
  let json: Bool
  let language: Language

  struct Column: Sendable {
    enum Side: Sendable { case left, right }
    let title: Wording
    let side: Side

    init(zh: String, en: String, _ side: Side = .left) {
      title = Wording(zh: zh, en: en)
      self.side = side
    }
  }

  /// A sentence to the person at the terminal, on stderr.
  func say(zh: String, en: String) { say(Wording(zh: zh, en: en)) }

  func say(_ words: Wording) {
    Terminal.write(Terminal.clean(words[language], keepingLines: true) + "\n", to: .err)
  }

  /// The command's data: `value` with `--json`, otherwise what `human` prints.
  func show(_ value: JSON, human: () -> Void) {
    if json { Terminal.write(value.canonicalText + "\n", to: .out) } else { human() }
  }

  /// A line of data on stdout.
  func line(_ text: String) { Terminal.write(Terminal.clean(text) + "\n", to: .out) }

  /// A line of several words of data on stdout, with tabs between them.
  func line(cells: String...) {
    Terminal.write(cells.map { Terminal.clean($0) }.joined(separator: "\t") + "\n", to: .out)
  }

  /// Rows under titles, columns as wide as their widest cell, on stdout.
  func table(_ columns: [Column], _ rows: [[String]]) {
    let titles = columns.map { $0.title[language] }
    let cells = ([titles] + rows).map { $0.map { Terminal.clean($0) } }
    let widths = columns.indices.map { i in cells.map { i < $0.count ? Terminal.width($0[i]) : 0 }.max() ?? 0 }
    var text = ""
    for row in cells {
      var line = ""
      for (i, column) in columns.enumerated() {
        let cell = i < row.count ? row[i] : ""
        let blanks = String(repeating: " ", count: widths[i] - Terminal.width(cell))
        if i > 0 { line += "  " }
        line += column.side == .left ? cell + blanks : blanks + cell
      }
      text += line.trimmedEnd + "\n"
    }
    Terminal.write(text, to: .out)
  }

  /// `name: value` lines with the values under one another, on stdout.
  func facts(_ facts: [(Wording, String)]) {
    let names = facts.map { $0.0[language] }
    let widest = names.map { Terminal.width($0) }.max() ?? 0
    for (name, fact) in zip(names, facts) {
      let blanks = String(repeating: " ", count: widest - Terminal.width(name) + 2)
      line(name + blanks + fact.1)
    }
  }

  /// Rows of a JSON array as a table; each cell by `cells`. With `--json` the array itself.
  func show(_ rows: [JSON], in value: JSON, _ columns: [Column], cells: (JSON) -> [String]) {
    show(value) { table(columns, rows.map(cells)) }
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var scalars = unicodeScalars
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}

extension JSON {
  /// The value as a cell shows it: texts and numbers plainly, nothing for null.
  var cell: String {
    switch self {
    case .null: ""
    case .string(let text): text
    case .number(let literal): literal
    case .bool(let yes): yes ? "✓" : "—"
    case .array, .object: canonicalText
    }
  }

  func cell(_ name: String) -> String { self[name]?.cell ?? "" }
}
