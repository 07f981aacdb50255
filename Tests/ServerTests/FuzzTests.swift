import Canon
import HTTPTypes
import NIOHTTP1
import Notes
import Operations
import Server
import Tendering
import TestSupport
import Testing

@Suite struct `Any request at all` {
  /// Requests for each route, each with another fault or none.
  static let rounds = 8

  @Test func `is answered, never with our mistake, and a refusal is a problem with a code of the list`() async throws {
    let seeded = Seed.generator("any request at all")
    try await Harness.run { harness in
      var random = seeded
      try await harness.applied()
      let document = try JSON.parse(try await harness.send(.GET, "/openapi.json").body)
      var forms = FormMaker(document, random: random)
      for route in RouteTable(of: harness.office).routes {
        let operation = InterfaceCheck(document).operation(
          route.method.rawValue, RouteTests.target(route))
        for _ in 0..<Self.rounds {
          let target = Self.target(route, random: &random)
          let body = Self.body(operation?.json, method: route.method, forms: &forms, random: &random)
          let headers = Self.headers(&random)
          let key = Self.somebody(harness, who: route, random: &random)
          let answer = try await Self.send(harness, route, target, headers, body, key)
          Self.check(
            answer, of: route,
            "\(target) \(headers) \(String(decoding: (body ?? []).prefix(600), as: UTF8.self))")
        }
      }
      #expect(try await harness.send(.GET, "/readyz").status == 200)
    }
  }

  private static func send(
    _ harness: Harness, _ route: Route, _ target: String, _ headers: [(String, String)], _ body: [UInt8]?,
    _ key: SigningKey?
  ) async throws -> Answer {
    let method = HTTPMethod(rawValue: route.method.rawValue)
    guard let key else { return try await harness.send(method, target, headers: headers, body: body) }
    return try await harness.send(method, target, as: key, headers: headers, body: body)
  }

  private static let codes = Set(ProblemFamily.all.flatMap(\.problems).map(\.code))

  private static func check(_ answer: Answer, of route: Route, _ asked: String) {
    let shown = "\(route.method.rawValue) \(asked): \(answer.status) \(answer.text.prefix(600))"
    // There is no press here: a decision that is right in all else cannot be printed.
    let lacksPress = route.path == "/api/parks/{id}/decision" && answer.code == "server.failed"
    #expect(answer.status < 500 || answer.status == 503 || lacksPress, "\(shown)")
    let type = answer.headers.first(name: "Content-Type")
    guard answer.status >= 400, route.method != .head, type != "application/json" else { return }
    #expect(type == "application/problem+json", "\(shown)")
    #expect(answer.code.map(codes.contains) == true, "\(shown)")
    #expect(answer.json?["status"]?.integerValue == answer.status, "\(shown)")
  }

  /// Nobody where a route is open; else somebody who may, so that what is sent is looked at.
  private static func somebody(_ harness: Harness, who route: Route, random: inout SeededGenerator) -> SigningKey? {
    var may = harness.people
    switch route.access {
    case .open: return nil
    case .deeds(let deeds): may = may.filter { role, _ in deeds.contains { $0.roles.contains(role) } }
    case .openOrKnown, .anyActor, .newcomer: break
    }
    return may.sorted { $0.key.rawValue < $1.key.rawValue }.randomElement(using: &random)?.value
  }

  private static func headers(_ random: inout SeededGenerator) -> [(String, String)] {
    let names = ["If-Match", "Idempotency-Key", "Upload-Offset", "Upload-Length", "Tender-Note-Bytes", "Last-Event-ID"]
    var headers: [(String, String)] = []
    for name in names where Int.random(in: 0..<4, using: &random) == 0 {
      headers.append((name, words.randomElement(using: &random) ?? ""))
    }
    return headers
  }

  /// Words that something somewhere may stumble over.
  static let words: [String] = [
    "", "0", "-1", "1", "p-2026", "b-2026", "P1", "rehearsal.x", "L1", "notice", "%00", "%C3%28", "%2F..%2F", "a%20b",
    "'",
    "%22%3B--", "*", "999999999999999", "99999999999999999999", "1e9", "\"abcdefgh\"",
    "\"\(String(repeating: "a", count: 64))\"",
    String(repeating: "0", count: 64), String(repeating: "x", count: 300), "%E6%A0%87%E6%AE%B5", "true", "null", "{}",
    "W/\"x\"",
  ]

  private static func target(_ route: Route, random: inout SeededGenerator) -> String {
    var target = route.path.split(separator: "/").reduce("") { path, part in
      guard part == "**" || part.hasPrefix("{") else { return path + "/" + part }
      // The client at hand asks for `/` where a path is no UTF-8, so that one is asked in the query only.
      let word =
        words.filter { !$0.isEmpty && !$0.contains("\"") && !$0.contains("{") && $0 != "%C3%28" }.randomElement(
          using: &random) ?? "x"
      return path + "/" + word + part.drop { $0 != "}" }.dropFirst()
    }
    if target.isEmpty { target = "/" }
    guard Bool.random(using: &random) else { return target }
    let names = ["lot", "after", "limit", "bid", "ground", "reason", "passedOver", "paper", "contract", "batch", "x"]
    let pairs = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      let word = (words.randomElement(using: &random) ?? "").filter { !"\"{}".contains($0) }
      return "\(names.randomElement(using: &random) ?? "x")=\(word)"
    }
    return target + "?" + pairs.joined(separator: "&")
  }

  private static func body(
    _ operation: JSON?, method: HTTPRequest.Method, forms: inout FormMaker, random: inout SeededGenerator
  ) -> [UInt8]? {
    guard method == .post || method == .put || Int.random(in: 0..<8, using: &random) == 0 else { return nil }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return (0..<Int.random(in: 0..<200, using: &random)).map { _ in .random(in: .min ... .max, using: &random) }
    case 1:
      return Array(["[]", "null", "{}", "{\"a\":", "\"x\"", "1", "{\"\":{}}"].randomElement(using: &random)!.utf8)
    default:
      guard let schema = operation?["requestBody"]?["content"]?["application/json"]?["schema"] else {
        return Array("tender-bid/v1\ntender rehearsal.x\n\n— a+b c\n".utf8)
      }
      return forms.value(schema).canonicalBytes()
    }
  }
}

/// Makes values of a schema's form, most of them with something wrong.
struct FormMaker {
  private let schemas: JSON
  private var random: SeededGenerator

  init(_ document: JSON, random: SeededGenerator) {
    schemas = document["components"]?["schemas"] ?? [:]
    self.random = random
  }

  mutating func value(_ schema: JSON, depth: Int = 0) -> JSON {
    if depth > 12 || Int.random(in: 0..<40, using: &random) == 0 { return wrong() }
    if let reference = schema["$ref"]?.stringValue {
      return value(schemas[String(reference.split(separator: "/").last ?? "")] ?? [:], depth: depth + 1)
    }
    if let parts = schema["anyOf"]?.arrayValue, let part = parts.randomElement(using: &random) {
      return value(part, depth: depth + 1)
    }
    if let words = schema["enum"]?.arrayValue, let word = words.randomElement(using: &random) { return word }
    switch schema["type"]?.stringValue {
    case "object": return object(schema, depth: depth)
    case "array":
      let count = Int.random(in: 0..<4, using: &random)
      return .array((0..<count).map { _ in value(schema["items"] ?? [:], depth: depth + 1) })
    case "integer":
      let low = schema["minimum"]?.integerValue ?? -5
      let high = schema["maximum"]?.integerValue ?? 1 << 40
      return JSON(
        [low, high, low &- 1, high &+ 1, Int.random(in: low...high, using: &random), 3].randomElement(using: &random)!)
    case "boolean": return JSON(Bool.random(using: &random))
    case "string": return text(schema["pattern"]?.stringValue)
    default: return wrong()
    }
  }

  private mutating func object(_ schema: JSON, depth: Int) -> JSON {
    let needed = Set((schema["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    var members: [JSON.Member] = []
    for member in schema["properties"]?.members ?? [] {
      let isLeftOut = !needed.contains(member.name) && Bool.random(using: &random)
      if isLeftOut || Int.random(in: 0..<30, using: &random) == 0 { continue }
      members.append(.init(member.name, value(member.value, depth: depth + 1)))
    }
    if Int.random(in: 0..<20, using: &random) == 0 { members.append(.init("colour", 1)) }
    return .object(members)
  }

  private mutating func text(_ pattern: String?) -> JSON {
    let fitting: [String]
    switch pattern {
    case .some(let p) where p.hasPrefix("^[0-9]{4}-"):
      fitting = ["2026-11-22", "2026-02-30", "0000-00-00", "9999-12-31"]
    case .some(let p) where p.hasPrefix("^(0|[1-9]"):
      fitting = ["0.00", "1000.00", "260000.00", "9999999999999999.99", "60.00", "-1"]
    case .some(let p) where p.contains("A-Z]{18}"):
      fitting = ["91411600MA0000015H", "11411600MB0000991T", "91411600MA0000015X"]
    case .some(let p) where p.contains("\\+[0-9a-f]{8}"): fitting = ["test.officer+00000000", "a+12345678"]
    case .some(let p) where p.hasPrefix("^[0-9a-f]{64}"): fitting = [String(repeating: "ab", count: 32)]
    default: fitting = ["p-2026", "b-2026", "P1", "L1", "main", "标段一", "x", "c1"]
    }
    let odd = ["", " ", "\u{0}", "\u{202E}", "\n", String(repeating: "长", count: 3000), "e\u{301}", "😀"]
    let all = Int.random(in: 0..<8, using: &random) == 0 ? odd : fitting
    return JSON(all.randomElement(using: &random) ?? "")
  }

  private mutating func wrong() -> JSON {
    let values: [JSON] = [
      nil, true, -1, 0, .number("1e400"), .number("1.5"), .number("99999999999999999999"), "", "x", [], [:], [[]],
      ["": nil],
    ]
    return values.randomElement(using: &random) ?? nil
  }
}
