import Canon
import Foundation
import HTTPTypes
import Messages
import NIOHTTP1
import Operations
import Server
import TestSupport
import Testing

@Suite struct `The interface's description` {
  private func document(_ harness: Harness) async throws -> JSON {
    try JSON.parse(try await harness.send(.GET, "/openapi.json").body)
  }

  @Test func `has every route and no other, each under its own name`() async throws {
    try await Harness.run { harness in
      let interface = InterfaceCheck(try await document(harness))
      let routes = RouteTable(of: harness.office).routes.map { route in
        let path = route.path.hasSuffix("**") ? route.path.dropLast(2) + "{path}" : route.path
        return "\(route.method.rawValue) \(path)"
      }
      let described = interface.operations.map { "\($0.method) \($0.template)" }
      #expect(Set(described) == Set(routes))
      #expect(described.count == routes.count)
      let names = interface.operations.map(\.operation.name)
      #expect(Set(names).count == names.count && !names.contains(""))
    }
  }

  @Test func `says in both languages what each route is for, and who may use it`() async throws {
    @Sendable func isChinese(_ text: String) -> Bool {
      text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
    try await Harness.run { harness in
      for (method, template, operation) in InterfaceCheck(try await document(harness)).operations {
        let name = "\(method) \(template)"
        let summary = try #require(operation.json["summary"]?.stringValue)
        #expect(isChinese(summary) && summary.contains(" / "), "\(name)")
        #expect(operation.json["description"]?.stringValue.map(isChinese) == true, "\(name)")
        #expect(operation.json["security"] != nil, "\(name)")
        let parameters = operation.json["parameters"]?.arrayValue ?? []
        for parameter in parameters {
          let words = parameter["description"]?.stringValue ?? ""
          #expect(isChinese(words) && words.contains(" / "), "\(name): \(parameter.cell("name"))")
          #expect(parameter["schema"] != nil, "\(name): \(parameter.cell("name"))")
        }
        let inPath = parameters.filter { $0["in"] == "path" }.map { $0.cell("name") }
        let asked = template.split(separator: "/").filter { $0.hasPrefix("{") }
          .map { String($0.dropFirst().prefix { $0 != "}" }) }
        #expect(inPath == asked, "\(name)")
        let given = operation.json["responses"]?.members ?? []
        #expect(given.contains { $0.name.hasPrefix("2") }, "\(name)")
        #expect(method == "GET" || method == "HEAD" || operation.json["x-idempotency"] != "safe", "\(name)")
      }
    }
  }

  @Test func `says of whatever changes something what asking again does, and where a state must have been read`()
    async throws
  {
    try await Harness.run { harness in
      for (method, template, operation) in InterfaceCheck(try await document(harness)).operations {
        let name = "\(method) \(template)"
        let repeats = operation.json["x-idempotency"]?.stringValue ?? ""
        let headers = (operation.json["parameters"]?.arrayValue ?? []).filter { $0["in"] == "header" }
        func codes(_ status: String) -> [JSON] {
          operation.json["responses"]?[status]?["x-codes"]?.arrayValue ?? []
        }
        switch method {
        case "GET", "HEAD": #expect(repeats == "safe", "\(name)")
        case "POST":
          #expect(["key", "same", "note"].contains(repeats), "\(name)")
          #expect((repeats == "key") == headers.contains { $0["name"] == "Idempotency-Key" }, "\(name)")
          #expect((repeats == "key") == codes("422").contains("idempotency.keyReused"), "\(name)")
        default:
          // A piece of a file lies where it lies; whatever else is put somewhere is put in the place of what was read.
          #expect(repeats == (operation.name == "uploadPayload" ? "same" : "match"), "\(name)")
          let needsState = headers.contains { $0["name"] == "If-Match" && $0["required"] == true }
          #expect(needsState == (repeats == "match"), "\(name)")
          #expect((repeats == "match") == codes("412").contains("condition.changed"), "\(name)")
          #expect((repeats == "match") == codes("428").contains("condition.missing"), "\(name)")
        }
      }
    }
  }

  @Test func `refers to nothing that is not there`() async throws {
    try await Harness.run { harness in
      let document = try await document(harness)
      var references: Set<String> = []
      func collect(_ json: JSON) {
        if let reference = json["$ref"]?.stringValue { references.insert(reference) }
        for member in json.members ?? [] { collect(member.value) }
        for element in json.arrayValue ?? [] { collect(element) }
      }
      collect(document)
      #expect(references.count > 20)
      for reference in references {
        let found = reference.split(separator: "/").dropFirst().reduce(document as JSON?) { $0?[String($1)] }
        #expect(found != nil, "\(reference)")
      }
      let schemas = document["components"]?["schemas"]?.names ?? []
      let unused = schemas.filter { !references.contains("#/components/schemas/\($0)") }
      #expect(unused == [])
    }
  }

  @Test func `has an example for what is told in JSON, as a daemon answered it`() async throws {
    try await Harness.run { harness in
      let interface = InterfaceCheck(try await document(harness))
      let names = interface.operations.map(\.operation.name)
      for (name, example) in Examples.all {
        #expect(names.contains(name), "\(name).json is of no operation")
        let exchange = try #require(ExampleFile.exchange(example), "\(name).json")
        #expect(interface.operation(exchange.method, exchange.target)?.name == name, "\(name).json")
        for fault in interface.faults(of: exchange) { Issue.record("\(name).json: \(fault)") }
        #expect((200..<300).contains(exchange.status), "\(name).json is a refusal")
        #expect(example.canonicalBytes().count <= ExampleFile.bytesMax, "\(name).json is too large to be read")
      }
      // Every operation has its example, or stands among the few that can have none.
      for (_, _, operation) in interface.operations where operation.tellsJSON {
        let (name, why) = (operation.name, ExampleFile.without[operation.name])
        let plays = ExamplePlay.allCases.filter { $0.choice(for: name) != nil }
        #expect(plays.count == (why == nil ? 1 : 0), "\(name) is an example of \(plays)")
        #expect((Examples.all[name] != nil) == (why == nil), "\(name): \(plays.first?.renewal ?? why ?? "")")
        guard why == nil else { continue }
        // It stands where the document describes what is told and sent.
        let told = (operation.json["responses"]?.members ?? []).compactMap { $0.value["content"]?["application/json"] }
        #expect(told.contains { $0["example"] != nil }, "\(name)")
        if let sent = operation.json["requestBody"]?["content"]?["application/json"] {
          #expect(sent["example"] != nil, "\(name)")
        }
      }
      #expect(Set(ExampleFile.without.keys).subtracting(names) == [])
      #expect(Set(ExamplePlay.allCases.flatMap(\.named)).subtracting(names) == [], "no such operation")
    }
  }
}

extension JSON {
  /// A text member, empty when there is none.
  func cell(_ name: String) -> String { self[name]?.stringValue ?? "" }
}

@Suite struct `The list of problems` {
  /// Every code that the closed lists of refusals spell, and the words that stand before another list's codes.
  private func spelt() throws -> (codes: Set<String>, prefixes: Set<String>) {
    var codes: Set<String> = []
    var prefixes: Set<String> = []
    let root = Repository.path("Sources")
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      let room = path.prefix { $0 != "/" }
      guard path.hasSuffix(".swift"),
        ["Tendering", "Trusteeship", "Operations", "Store", "Server", "Notes"].contains(room)
      else { continue }
      let text = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
      guard text.contains(": Refusal") || text.contains("enum NoteError") else { continue }
      codes.formUnion(try groups(#"case \.\w+(?:\([^)]*\))?: "([a-z][A-Za-z]*\.[A-Za-z0-9.]+)""#, in: text))
      codes.formUnion(try groups(#"var code: String \{ "([a-z]+\.[A-Za-z0-9.]+)" \}"#, in: text))
      prefixes.formUnion(try groups(#": "([a-z]+\.)" \+ \w+\.code"#, in: text))
    }
    return (codes, prefixes)
  }

  private func groups(_ pattern: String, in text: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { match in
      Range(match.range(at: 1), in: text).map { String(text[$0]) }
    }
  }

  @Test func `is told in the order that the description and the readme give`() async throws {
    #expect(
      Precedence.allCases.map(\.rawValue) == ["request", "signature", "role", "form", "thing", "own", "state", "rule"])
    let readme = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
    for step in Precedence.allCases { #expect(Precedence.sentence.zh.contains(step.wording.zh)) }
    let order = Precedence.allCases.map(\.wording.en).joined(separator: "; ")
    let flowing = readme.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flowing.contains(order), "the readme does not say: \(order)")
    try await Harness.run { harness in
      let told = try await harness.send(.GET, "/openapi.json").json?["info"]?["description"]?.stringValue ?? ""
      #expect(told.contains(Precedence.sentence.zh) && told.contains(Precedence.sentence.en))
    }
  }

  @Test func `has every code of every closed list of refusals, and no other`() throws {
    let (codes, prefixes) = try spelt()
    #expect(codes.count > 200 && prefixes.count >= 8)
    let listed = Set(ProblemFamily.all.flatMap(\.problems).map(\.code))
    // An offer that does not hold is a verdict on the bid, told in its result; nobody is answered with it.
    let asked = codes.filter { !$0.hasPrefix("offer.") }
    #expect(asked.subtracting(listed) == [], "to be added to everyCase in Sources/Server/Interface/…Cases.swift")
    let known = listed.filter { code in
      codes.contains(code) || code.hasPrefix("server.") || code.hasPrefix("database.")
        || code == "press.notInstalled"
        || prefixes.contains { code.hasPrefix($0) && listed.contains(String(code.dropFirst($0.count))) }
    }
    #expect(listed.subtracting(known) == [])
    for prefix in prefixes where prefix != "offer." {
      #expect(
        listed.contains { $0.hasPrefix(prefix) && codes.contains(String($0.dropFirst(prefix.count))) }, "\(prefix)")
    }
  }

  @Test func `gives each code one status and words in both languages`() {
    var statuses: [String: Int] = [:]
    for problem in ProblemFamily.all.flatMap(\.problems) {
      let status = problem.status.code
      #expect((400..<600).contains(status), "\(problem.code)")
      #expect(statuses[problem.code] ?? status == status, "\(problem.code)")
      statuses[problem.code] = status
      #expect(problem.wording.zh.unicodeScalars.contains { $0.value > 0x3000 }, "\(problem.code)")
      #expect(problem.wording.en.contains(" "), "\(problem.code)")
      #expect(!problem.wording.en.hasPrefix("Refused ("), "\(problem.code) has no words of its own")
    }
    #expect(statuses.count > 250)
  }
}
