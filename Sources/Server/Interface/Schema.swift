import Canon

/// The form of a JSON value, written once: `/openapi.json` shows it as JSON Schema 2020-12, and the tests hold every
/// answer against it.
///
/// An object is written as a dictionary; a name that ends in `?` may be left out:
///
///     static let batch = Schema.named("Batch", ["id": .id, "year": .integer, "windowOpens?": .seconds])
public indirect enum Schema: Sendable {
  public struct Member: Sendable {
    let name: String
    let schema: Schema
    let isNeeded: Bool
  }

  /// Keywords as they stand, such as `{"type":"string"}`.
  case keywords(JSON)
  /// Members that are not named may stand there too, unless it is closed.
  case object([Member], isClosed: Bool)
  case array(Schema, max: Int?)
  case orNull(Schema)
  /// An object whose names are free, each with a value of this form.
  case map(Schema)
  case oneOf([Schema])
  /// An object whose further members, with names like the pattern, are each of the second form.
  case matching(Schema, pattern: String, Schema)
  /// With words for people, in both languages.
  case described(Schema, String)
  /// Stands under `components/schemas` and is referred to.
  case named(String, Schema)
}

extension Schema: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral members: (String, Schema)...) {
    self = .object(members.map { Member($0.0, $0.1) }, isClosed: false)
  }

  /// What somebody sends: a member that is not named is refused.
  static func form(_ members: KeyValuePairs<String, Schema>) -> Schema {
    .object(members.map { Member($0.key, $0.value) }, isClosed: true)
  }

  /// What is told, written as a form is: a reader may find members here that a later version adds.
  static func told(_ members: KeyValuePairs<String, Schema>) -> Schema {
    .object(members.map { Member($0.key, $0.value) }, isClosed: false)
  }

  /// A JSON object whose form is another's to say.
  ///
  /// - Parameters:
  ///   - address: where it is said.
  ///   - names: members that tell it from others.
  static func elsewhere(_ address: String, has names: [String], zh: String, en: String) -> Schema {
    .keywords([
      "type": "object", "required": .array(names.map { JSON($0) }), "description": JSON("\(zh) / \(en)"),
      "externalDocs": ["url": JSON(address)],
    ])
  }

  func called(_ zh: String, _ en: String) -> Schema { .described(self, "\(zh) / \(en)") }

  /// This object, and members with names like the pattern, each of one form.
  func with(_ pattern: String, _ schema: Schema) -> Schema { .matching(self, pattern: pattern, schema) }

  /// This object with more members.
  func and(_ more: KeyValuePairs<String, Schema>) -> Schema {
    switch self {
    case .object(let members, let isClosed):
      .object(members + more.map { Member($0.key, $0.value) }, isClosed: isClosed)
    case .named(_, let schema): schema.and(more)
    case .described(let schema, let words): .described(schema.and(more), words)
    case .matching(let schema, let pattern, let each): .matching(schema.and(more), pattern: pattern, each)
    case .keywords, .array, .orNull, .map, .oneOf: self
    }
  }
}

extension Schema.Member {
  fileprivate init(_ written: String, _ schema: Schema) {
    let isOptional = written.utf8.last == UInt8(ascii: "?")
    name = isOptional ? String(written.dropLast()) : written
    self.schema = schema
    isNeeded = !isOptional
  }
}

// MARK: What values there are

extension Schema {
  /// Anything.
  public static let anything = Schema.keywords([:])
  static let bool = Schema.keywords(["type": "boolean"])
  static let integer = integer()
  static let text = Schema.keywords(["type": "string"])

  static func integer(_ range: ClosedRange<Int>? = nil) -> Schema {
    guard let range else { return .keywords(["type": "integer"]) }
    return .keywords(["type": "integer", "minimum": JSON(range.lowerBound), "maximum": JSON(range.upperBound)])
  }

  /// - Parameter max: in bytes of UTF-8, of which there are never fewer than characters.
  static func text(_ max: Int) -> Schema {
    .keywords(["type": "string", "minLength": 1, "maxLength": JSON(max), "x-maxBytes": JSON(max)])
  }

  static func words(_ words: [String]) -> Schema {
    .keywords(["type": "string", "enum": .array(words.map { JSON($0) })])
  }

  static func words<Word: CaseIterable & RawRepresentable>(_ type: Word.Type) -> Schema where Word.RawValue == String {
    words(type.allCases.map(\.rawValue))
  }

  static func pattern(_ pattern: String, zh: String, en: String) -> Schema {
    .keywords(["type": "string", "pattern": JSON(pattern), "description": JSON("\(zh) / \(en)")])
  }

  static func list(_ element: Schema, max: Int? = nil) -> Schema { .array(element, max: max) }

  /// Unix seconds.
  static let seconds = Schema.keywords([
    "type": "integer", "minimum": 0, "maximum": 99_999_999_999, "description": "Unix 秒 / Unix seconds",
  ])
  static let day = pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", zh: "日，如 2026-11-22", en: "a day")
  /// Money: decimal text with two places.
  static let price = pattern(
    "^(0|[1-9][0-9]{0,15})(\\.[0-9]{2})?$", zh: "金额，元，两位小数", en: "an amount in yuan, two decimals")
  static let points = pattern("^(0|[1-9][0-9]{0,5})(\\.[0-9]{1,4})?$", zh: "分值，精确小数", en: "points, an exact decimal")
  static let id = pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", zh: "编号", en: "an id: letters, digits, . _ -")
  static let hex = pattern("^[0-9a-f]{64}$", zh: "SHA-256，十六进制", en: "SHA-256 in lower-case hexadecimal")
  static let base64 = pattern("^[A-Za-z0-9+/]*={0,2}$", zh: "base64", en: "base64")
  static let digest = pattern("^[A-Za-z0-9+/]{43}=$", zh: "SHA-256，base64", en: "SHA-256 in base64")
  static let creditCode = pattern("^[0-9A-Z]{18}$", zh: "统一社会信用代码", en: "unified social credit code")
  static let keyReference = pattern("^[^\\s+]+\\+[0-9a-f]{8}$", zh: "密钥引用：名称+八位十六进制", en: "key reference: name+8hex")
  static let vkey = pattern("^[^\\s+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+$", zh: "公钥行（vkey）", en: "a vkey line")
  static let note = Schema.keywords([
    "type": "string", "description": "签名文件全文 / a whole signed note, as text", "contentMediaType": "text/plain",
  ])
}

// MARK: As JSON Schema

extension Schema {
  public var json: JSON {
    switch self {
    case .keywords(let json): return json
    case .object(let members, let isClosed):
      var json: JSON = [
        "type": "object", "properties": .object(members.map { JSON.Member($0.name, $0.schema.json) }),
      ]
      let needed = members.filter(\.isNeeded).map { JSON($0.name) }
      if !needed.isEmpty { json = json.setting("required", .array(needed)) }
      return isClosed ? json.setting("additionalProperties", false) : json
    case .array(let element, let max):
      let json: JSON = ["type": "array", "items": element.json]
      return max.map { json.setting("maxItems", JSON($0)) } ?? json
    case .orNull(let schema): return ["anyOf": [schema.json, ["type": "null"]]]
    case .map(let schema): return ["type": "object", "additionalProperties": schema.json]
    case .oneOf(let schemas): return ["anyOf": .array(schemas.map(\.json))]
    case .matching(let schema, let pattern, let each):
      return schema.json.setting("patternProperties", .object([.init(pattern, each.json)]))
    case .described(let schema, let words):
      // What the schema says of its own form, such as the unit of a number, stays.
      let own = schema.json["description"]?.stringValue.map { "；\($0)" } ?? ""
      return schema.json.setting("description", JSON(words + own))
    case .named(let name, _): return ["$ref": JSON("#/components/schemas/\(name)")]
    }
  }

  /// Every named schema that this one is made of, itself too, by name.
  func collect(into found: inout [String: JSON]) {
    switch self {
    case .keywords: return
    case .object(let members, _): for member in members { member.schema.collect(into: &found) }
    case .array(let schema, _), .orNull(let schema), .map(let schema), .described(let schema, _):
      schema.collect(into: &found)
    case .matching(let schema, _, let each):
      schema.collect(into: &found)
      each.collect(into: &found)
    case .oneOf(let schemas): for schema in schemas { schema.collect(into: &found) }
    case .named(let name, let schema):
      if found[name] == nil {
        found[name] = schema.json
        schema.collect(into: &found)
      }
    }
  }
}
