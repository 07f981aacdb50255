import Canon
import Documents
import NIOHTTP1
import PaperSamples
import Server
import Synchronization
import TestSupport
import Testing

/// The forms of what is sent and told: each says every member.
@Suite struct `The forms of the interface` {
  /// The document, which one counter gives for all of them.
  private static let told = Task {
    let kept = Kept()
    try await Harness.run { harness in
      let document = try JSON.parse(try await harness.send(.GET, "/openapi.json").body)
      kept.document.withLock { $0 = document }
    }
    return kept.document.withLock { $0 }
  }

  private final class Kept: Sendable {
    let document = Mutex(JSON.null)
  }

  private func document() async throws -> JSON { try await Self.told.value }

  /// Every schema within one, itself too, each with its place.
  private func schemas(in schema: JSON, at place: String) -> [(place: String, schema: JSON)] {
    var all = [(place, schema)]
    for name in ["properties", "patternProperties"] {
      for member in schema[name]?.members ?? [] { all += schemas(in: member.value, at: "\(place).\(member.name)") }
    }
    for name in ["items", "additionalProperties"] {
      if let within = schema[name], within.members != nil { all += schemas(in: within, at: "\(place)[]") }
    }
    for name in ["anyOf", "oneOf", "allOf"] {
      for part in schema[name]?.arrayValue ?? [] { all += schemas(in: part, at: place) }
    }
    return all
  }

  /// All of a document's: those with names, and those that stand in what is sent and told.
  private func schemas(of document: JSON) -> [(place: String, schema: JSON)] {
    let named = (document["components"]?["schemas"]?.members ?? []).flatMap { schemas(in: $0.value, at: $0.name) }
    let used = InterfaceCheck(document).operations.flatMap { method, template, operation in
      let answers = (operation.json["responses"]?.members ?? []).map(\.value)
      return (answers + [operation.json["requestBody"] ?? .null]).flatMap { part in
        (part["content"]?.members ?? []).flatMap { media in
          media.value["schema"].map { schemas(in: $0, at: "\(method) \(template)") } ?? []
        }
      }
    }
    return named + used
  }

  @Test func `say of every object what is in it, or who else says it`() async throws {
    let schemas = schemas(of: try await document())
    #expect(schemas.count > 1000)
    var elsewhere: Set<String> = []
    for (place, schema) in schemas {
      let says = ["type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const"].contains { schema[$0] != nil }
      #expect(says || schema["properties"] != nil, "\(place) may be anything: \(schema.canonicalText)")
      guard schema["type"] == "object", schema["properties"] == nil, schema["additionalProperties"] == nil else {
        continue
      }
      let address = try #require(schema["externalDocs"]?["url"]?.stringValue, "\(place) may be any object")
      #expect(schema["description"] != nil && schema["required"]?.arrayValue?.isEmpty == false, "\(place)")
      elsewhere.insert(address)
    }
    #expect(
      elsewhere == [
        "https://spec.openapis.org/oas/3.1/schema/2022-10-07",
        "https://standard.open-contracting.org/1.1/en/schema/reference/",
        "https://json-schema.org/draft-04/schema",
      ])
  }

  /// The same with one member more in one object, for each object in it; of a list the first element stands for all.
  private func withOneMore(_ value: JSON, at place: String = "$") -> [(place: String, value: JSON)] {
    if let elements = value.arrayValue, let first = elements.first {
      return withOneMore(first, at: "\(place)[0]").map { ($0.place, .array([$0.value] + elements.dropFirst())) }
    }
    guard let members = value.members else { return [] }
    let within = members.flatMap { member in
      withOneMore(member.value, at: "\(place).\(member.name)").map { ($0.place, value.setting(member.name, $0.value)) }
    }
    return [(place, value.setting("undescribed", [["x"]]))] + within
  }

  @Test func `allow no member in any example that they do not name`() async throws {
    let interface = InterfaceCheck(try await document())
    var tried = 0
    for (name, example) in Examples.all.sorted(by: { $0.key < $1.key }) {
      let exchange = try #require(ExampleFile.exchange(example))
      let operation = try #require(interface.operation(exchange.method, exchange.target))
      let told = operation.json["responses"]?[String(exchange.status)]?["content"]?["application/json"]?["schema"]
      guard let told, exchange.kind == "application/json" else { continue }
      for (place, more) in withOneMore(try JSON.parse(exchange.body)) {
        // What is in a release is OCDS's to say.
        if name.hasPrefix("openDataRe"), place.contains("elease") { continue }
        tried += 1
        #expect(interface.forms.faults(of: more, by: told) != [], "\(name): one more member in \(place) is not seen")
      }
    }
    #expect(tried > 300)
  }

  @Test(arguments: paperSamples) func `are those of every kind of paper`(sample: PaperSample) async throws {
    let document = try await document()
    let forms = FormCheck(document)
    let paper = try sample.paper()
    if paper.kind != .parkConfirmation {
      #expect(forms.faults(of: paper.json, by: ["$ref": "#/components/schemas/PaperFile"]) == [])
    }
    let own = (document["components"]?["schemas"]?.members ?? []).filter {
      $0.value["properties"]?["format"]?["enum"] == ["tender-paper/v1"]
        && $0.value["properties"]?["kind"]?["enum"] == [JSON(paper.kind.rawValue)]
    }
    #expect(own.count == 1)
    let schema = try #require(own.first?.value)
    #expect(forms.faults(of: paper.json, by: schema) == [])
    for (place, more) in withOneMore(paper.json) {
      #expect(forms.faults(of: more, by: schema) != [], "one more member in \(place) is not seen")
    }
    for name in ["kind", "number", "madeAt", "rehearsal"] {
      #expect(forms.faults(of: paper.json.removing(name), by: schema) != [], "\(name) may be left out")
    }
  }
}
