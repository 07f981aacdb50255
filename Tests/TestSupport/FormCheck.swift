import Canon
import Foundation

/// Holds JSON values against the part of JSON Schema 2020-12 that `/openapi.json` uses.
///
/// It is stricter than a schema is: a member that an object's schema does not name is a fault, so that nothing is told
/// that is not described.
public struct FormCheck: Sendable {
  private let schemas: JSON

  /// - Parameter document: an OpenAPI document, for what `#/components/schemas/…` refers to.
  public init(_ document: JSON) { schemas = document["components"]?["schemas"] ?? [:] }

  /// What of `value` the schema does not allow, each with its place.
  public func faults(of value: JSON, by schema: JSON, at place: String = "$") -> [String] {
    if let reference = schema["$ref"]?.stringValue {
      guard let found = schemas[String(reference.split(separator: "/").last ?? "")] else {
        return ["\(place): \(reference) is nowhere"]
      }
      return faults(of: value, by: found, at: place)
    }
    var all: [String] = []
    for part in schema["allOf"]?.arrayValue ?? [] { all += faults(of: value, by: part, at: place) }
    for name in ["anyOf", "oneOf"] {
      guard let parts = schema[name]?.arrayValue else { continue }
      let each = parts.map { faults(of: value, by: $0, at: place) }
      if !each.contains(where: \.isEmpty) {
        all += each.min { $0.count < $1.count } ?? []
      }
    }
    if let type = schema["type"]?.stringValue, !Self.isOf(type, value) {
      return all + ["\(place): no \(type)"]
    }
    if let words = schema["enum"]?.arrayValue, !words.contains(value) { all.append("\(place): none of the words") }
    if let constant = schema["const"], constant != value { all.append("\(place): not \(constant.canonicalText)") }
    all += faults(ofText: value, by: schema, at: place) + faults(ofNumber: value, by: schema, at: place)
    if let elements = value.arrayValue {
      if let max = schema["maxItems"]?.integerValue, elements.count > max { all.append("\(place): more than \(max)") }
      if let item = schema["items"] {
        for (number, element) in elements.enumerated() {
          all += faults(of: element, by: item, at: "\(place)[\(number)]")
        }
      }
    }
    return all + faults(ofObject: value, by: schema, at: place)
  }

  private func faults(ofObject value: JSON, by schema: JSON, at place: String) -> [String] {
    guard let members = value.members else { return [] }
    var all: [String] = []
    for name in schema["required"]?.arrayValue ?? [] {
      if let name = name.stringValue, value[name] == nil { all.append("\(place): \(name) is missing") }
    }
    let named = schema["properties"]
    let patterns = (schema["patternProperties"]?.members ?? []).map { (pattern: $0.name, schema: $0.value) }
    for member in members {
      if let schema = named?[member.name] {
        all += faults(of: member.value, by: schema, at: "\(place).\(member.name)")
      } else if let (_, like) = patterns.first(where: { Self.matches(member.name, $0.pattern) }) {
        all += faults(of: member.value, by: like, at: "\(place).\(member.name)")
      } else if let more = schema["additionalProperties"], more.members != nil {
        all += faults(of: member.value, by: more, at: "\(place).\(member.name)")
      } else if schema["type"] == "object", named != nil {
        all.append("\(place): \(member.name) is not described")
      }
    }
    return all
  }

  private func faults(ofText value: JSON, by schema: JSON, at place: String) -> [String] {
    guard let text = value.stringValue else { return [] }
    var all: [String] = []
    if let min = schema["minLength"]?.integerValue, text.unicodeScalars.count < min {
      all.append("\(place): too short")
    }
    if let max = schema["maxLength"]?.integerValue, text.unicodeScalars.count > max { all.append("\(place): too long") }
    if let pattern = schema["pattern"]?.stringValue, !Self.matches(text, pattern) {
      all.append("\(place): “\(text.prefix(60))” is not like \(pattern)")
    }
    return all
  }

  private func faults(ofNumber value: JSON, by schema: JSON, at place: String) -> [String] {
    guard let number = value.integerValue else { return [] }
    var all: [String] = []
    if let min = schema["minimum"]?.integerValue, number < min { all.append("\(place): below \(min)") }
    if let max = schema["maximum"]?.integerValue, number > max { all.append("\(place): above \(max)") }
    return all
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }

  private static func isOf(_ type: String, _ value: JSON) -> Bool {
    switch type {
    case "object": value.members != nil
    case "array": value.arrayValue != nil
    case "string": value.stringValue != nil
    case "integer": value.integerValue != nil
    case "boolean": value.boolValue != nil
    case "null": value.isNull
    default: false
    }
  }
}
