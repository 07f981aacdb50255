import Foundation
import Messages
import TestSupport
import Testing

/// One file of the source.
struct SourceFile: Sendable {
  let room: String
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The lines without comments, so that words about a rule do not break it.
  var code: String {
    lines.map { line in line.range(of: "//").map { String(line[..<$0.lowerBound]) } ?? String(line) }
      .joined(separator: "\n")
  }

  static func all(of rooms: Set<String>? = nil) throws -> [SourceFile] {
    let root = Repository.path("Sources")
    var files: [SourceFile] = []
    let paths = FileManager.default.enumerator(atPath: root)
    while let path = paths?.nextObject() as? String {
      guard path.hasSuffix(".swift") else { continue }
      let room = String(path.prefix { $0 != "/" })
      guard rooms?.contains(room) ?? true else { continue }
      files.append(
        SourceFile(room: room, path: path, text: try String(contentsOfFile: root + "/" + path, encoding: .utf8)))
    }
    return files.sorted { $0.path < $1.path }
  }
}

/// The first groups of every match.
func matches(_ pattern: String, in text: String) throws -> [String] {
  let expression = try NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines])
  return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { match in
    Range(match.range(at: match.numberOfRanges > 1 ? 1 : 0), in: text).map { String(text[$0]) }
  }
}

@Suite struct `The house` {
  @Test func `has SQL in the archive only`() throws {
    let files = try SourceFile.all()
    #expect(files.count > 200)
    // The bench measures PostgreSQL itself beside the daemon, and fills a database that nobody else sees.
    for file in files where !["Store", "Postgres", "tender-bench"].contains(file.room) {
      #expect(try matches(#"\bStatement\("#, in: file.code) == [], "\(file.path)")
      let verbs = ["select [a-z_.*]+(?:,| from)", "insert into [a-z_]+", "update [a-z_]+ set", "delete from [a-z_]+"]
      let sql = try matches("(?:\"|^\\s*)(\(verbs.joined(separator: "|"))) ", in: file.code)
      #expect(sql == [], "\(file.path)")
    }
  }

  static let pure: Set<String> = ["Exact", "Canon", "Tendering", "Trusteeship", "OpenData"]

  @Test func `keeps clock, chance and the system out of the rule books`() throws {
    for file in try SourceFile.all(of: Self.pure) {
      let imports = try matches(#"^\s*(?:[a-z]+ )?import (?:struct |enum |class |func )?([A-Za-z]+)"#, in: file.code)
      #expect(imports.allSatisfy { Self.pure.contains($0) }, "\(file.path) imports \(imports)")
      let chance = try matches(
        #"\b(\w*RandomNumberGenerator|\.random|ContinuousClock|SuspendingClock)\b"#, in: file.code)
      #expect(chance == [], "\(file.path)")
    }
  }

  @Test func `computes money and points without binary fractions`() throws {
    for file in try SourceFile.all(of: ["Exact", "Tendering", "Trusteeship", "OpenData"]) {
      #expect(try matches(#"\b(Double|Float\d*|CGFloat)\b"#, in: file.code) == [], "\(file.path)")
    }
  }

  @Test func `has no long file that does not say why it is one thing`() throws {
    for file in try SourceFile.all() where file.lines.count > 600 {
      #expect(file.lines[0].hasPrefix("// ") && file.lines[0].contains("one thing"), "\(file.path)")
    }
  }

  @Test func `has a tour of every room`() throws {
    for room in Set(try SourceFile.all().map(\.room)) where room.first?.isUppercase == true {
      let tour = try SourceFile.all(of: [room]).first { $0.path == "\(room)/\(room).swift" }
      #expect(tour?.text.hasPrefix("//") == true, "Sources/\(room)/\(room).swift begins with the room's tour")
    }
  }

  @Test func `leaves nothing for later`() throws {
    for file in try SourceFile.all() {
      #expect(try matches(#"\b(TODO|FIXME|XXX|HACK)\b"#, in: file.text) == [], "\(file.path)")
      #expect(try matches(#"\b(fatalError|try!|as!)(?=[ (])"#, in: file.code) == [], "\(file.path)")
    }
  }

  /// By an exhaustive switch where the room's enum can be seen, so that a new case does not compile without words;
  /// otherwise by the code.
  @Test func `has words in both languages for every refusal`() throws {
    let words = try SourceFile.all(of: ["Messages", "Server"]).map(\.code).joined(separator: "\n")
    var count = 0
    for file in try SourceFile.all(of: ["Tendering", "Trusteeship", "Operations", "Store", "Server"]) {
      let names = try matches(#"enum (\w+): (?:\w+, )*Refusal\b"#, in: file.code)
      count += names.count
      let worded = try names.filter { try !matches("extension \($0): (?:\\w+, )*Worded", in: words).isEmpty }
      if worded.count == names.count { continue }
      for code in try matches(Self.codePattern, in: file.code) {
        let wording = Messages.wording(code: code)
        #expect(wording?.zh.isEmpty == false && wording?.en.isEmpty == false, "no words for \(code)")
      }
    }
    #expect(count > 25)
  }

  static let codePattern = #"case \.\w+(?:\([^)]*\))?: "([a-z]+\.[A-Za-z.]+)""#

  @Test func `names every refusal's code once only`() throws {
    var seen: [String: String] = [:]
    for file in try SourceFile.all(of: ["Tendering", "Trusteeship", "Operations", "Store"]) {
      guard file.code.contains(": Refusal") else { continue }
      for code in try matches(Self.codePattern, in: file.code) {
        #expect(seen[code] == nil, "\(code) in \(file.path) and in \(seen[code] ?? "")")
        seen[code] = file.path
      }
    }
    #expect(seen.count > 150)
  }

  /// The rooms and programs of Package.swift, each with the rooms that it has doors to.
  static func doors() throws -> [String: Set<String>] {
    let text = try String(contentsOfFile: Repository.path("Package.swift"), encoding: .utf8)
    // The list right behind the name is the doors; other lists have labels.
    let pattern = #"^    (?:room|program)\(\s*"([\w-]+)"(?:,\s*\[([^\]]*)\])?"#
    let expression = try NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines])
    var doors: [String: Set<String>] = [:]
    for match in expression.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
      guard let name = Range(match.range(at: 1), in: text) else { continue }
      let list = Range(match.range(at: 2), in: text).map { String(text[$0]) } ?? ""
      doors[String(text[name])] = Set(try matches(#""(\w+)""#, in: list))
    }
    return doors
  }

  @Test func `is drawn in the README as it is declared`() throws {
    let doors = try Self.doors()
    #expect(doors.count > 15)
    let readme = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
    let tour = readme.components(separatedBy: "\n## ").first { $0.hasPrefix("The tour\n") } ?? ""
    var drawn: [String: Set<String>] = [:]
    for line in tour.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else { continue }
      let name = cells[0].trimmingCharacters(in: ["`"])
      drawn[name] = Set(try matches(#"([A-Z]\w+)"#, in: cells[2]))
    }
    for (room, declared) in doors.sorted(by: { $0.key < $1.key }) {
      let row = try #require(drawn[room], "\(room) has no row in the README's tour")
      #expect(
        row == declared,
        """
        \(room): declared and not drawn \(declared.subtracting(row).sorted()), drawn and not declared \
        \(row.subtracting(declared).sorted())
        """)
    }
    #expect(Set(drawn.keys) == Set(doors.keys), "rows of rooms that do not exist")
  }
}
