import Foundation
import Postgres
import TestSupport
import Testing

/// The statements of the source, read as the compiler would: nobody has to keep a list.
struct SourceStatements {
  struct Found: Sendable, CustomStringConvertible {
    let file: String
    let statement: Statement
    var description: String { "\(file) \(statement.name)" }
  }

  let all: [Found]
  /// How often `Statement(` with a literal name stands in the source.
  let written: Int

  init() throws {
    let folder = Repository.path("Sources/Store")
    var all: [Found] = []
    var written = 0
    let sources = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter { $0.hasSuffix(".swift") }
      .map { (file: $0, source: try String(contentsOfFile: folder + "/" + $0, encoding: .utf8)) }
    let shared = sources.flatMap { Self.constants($0.source, from: "^let") }
    for (file, source) in sources {
      // What a file says itself goes before what another shares with it.
      let constants = shared + Self.constants(source, from: "let")
      let pattern = try NSRegularExpression(
        pattern: #"Statement\(\s*"([a-z0-9_]+)",\s*(?:"""\n(.*?)"""|"((?:[^"\\]|\\.)*)")\s*\)"#,
        options: .dotMatchesLineSeparators)
      let whole = NSRange(source.startIndex..., in: source)
      for match in pattern.matches(in: source, range: whole) {
        func group(_ number: Int) -> String? { Range(match.range(at: number), in: source).map { String(source[$0]) } }
        guard let name = group(1), var sql = group(2) ?? group(3) else { continue }
        // A list may hold an earlier one, so the later come first.
        for (constant, value) in constants.reversed() {
          sql = sql.replacingOccurrences(of: "\\(\(constant))", with: value)
        }
        sql = sql.replacingOccurrences(of: "\\n", with: "\n").replacingOccurrences(of: "\\\"", with: "\"")
          .replacingOccurrences(of: "\\\\", with: "\\")
        all.append(Found(file: file, statement: Statement(name, sql)))
      }
      written += try NSRegularExpression(pattern: #"= Statement\("#).numberOfMatches(in: source, range: whole)
    }
    self.all = all
    self.written = written
  }

  /// Parts of SQL that statements share, as declared by what `from` matches.
  private static func constants(_ source: String, from: String) -> [(String, String)] {
    guard
      let pattern = try? NSRegularExpression(
        pattern: from + #" ([a-zA-Z]+) =\s*(?:"""\n(.*?)"""|"((?:[^"\\]|\\.)*)")"#,
        options: [.dotMatchesLineSeparators, .anchorsMatchLines])
    else { return [] }
    return pattern.matches(in: source, range: NSRange(source.startIndex..., in: source)).compactMap { match in
      func group(_ number: Int) -> String? { Range(match.range(at: number), in: source).map { String(source[$0]) } }
      guard let name = group(1), let text = group(2) ?? group(3) else { return nil }
      return (name, text)
    }
  }
}

@Suite struct `Statements of the archive` {
  @Test func `every statement is found, and names are used once`() throws {
    let source = try SourceStatements()
    // Those made at run time take their SQL from a file: the invariants, which have a test of their own.
    let madeOfFiles = 1
    #expect(source.all.count + madeOfFiles == source.written)
    #expect(source.all.count > 100)
    let names = source.all.map(\.statement.name)
    let twice = Set(names.filter { name in names.count { $0 == name } > 1 })
    #expect(twice == [])
    #expect(names.allSatisfy { $0.utf8.count <= 60 })
  }

  @Test func `every statement fits the schema`() async throws {
    let store = try await TestDatabase.make()
    let database = store.database()
    for found in try SourceStatements().all {
      do {
        _ = try await database.write { tx in try tx.describe(found.statement) }
      } catch {
        Issue.record("\(found): \(error)")
      }
    }
  }
}
