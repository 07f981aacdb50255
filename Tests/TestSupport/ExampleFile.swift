import Canon
import Foundation

/// The committed exchanges in `Sources/Server/examples`: `{"request":{"method","target","body"?},
/// "response":{"status","type","body"}}`, a body being JSON, or text as a string.
public enum ExampleFile {
  /// Operations that tell JSON and have no example, each with the reason.
  public static let without: [String: String] = [
    "openAPI": "the document itself, which would stand in itself"
  ]

  /// An example larger than this is hard to read, and everybody who asks for the interface pays for it.
  public static let bytesMax = 32 << 10

  /// Nil for what is neither JSON nor short text.
  public static func json(_ exchange: Exchange) -> JSON? {
    var request: JSON = ["method": JSON(exchange.method), "target": JSON(exchange.target)]
    if !exchange.requestBody.isEmpty, let body = value(exchange.requestBody, of: "application/json") {
      request = request.setting("body", body)
    }
    guard let kind = exchange.kind, let body = value(exchange.body, of: kind) else { return nil }
    return ["request": request, "response": ["status": JSON(exchange.status), "type": JSON(kind), "body": body]]
  }

  private static func value(_ bytes: [UInt8], of kind: String) -> JSON? {
    if kind.hasSuffix("json") { return try? JSON.parse(bytes) }
    guard kind.hasPrefix("text/"), bytes.count <= 4096 else { return nil }
    return JSON(String(decoding: bytes, as: UTF8.self))
  }

  public static func exchange(_ json: JSON) -> Exchange? {
    guard let method = json["request"]?["method"]?.stringValue, let target = json["request"]?["target"]?.stringValue,
      let status = json["response"]?["status"]?.integerValue, let type = json["response"]?["type"]?.stringValue,
      let body = json["response"]?["body"]
    else { return nil }
    return Exchange(
      method: method, target: target, requestBody: json["request"]?["body"]?.canonicalBytes() ?? [],
      status: status, type: type,
      body: type.hasSuffix("json") ? body.canonicalBytes() : Array((body.stringValue ?? "").utf8))
  }

  /// The same without what differs from one run to the next: times, numbers, hashes, keys, signatures. Of a list each
  /// kind of element is left once.
  public static func normalised(_ json: JSON) -> JSON {
    switch json {
    case .null, .bool: return json
    case .number: return "number"
    case .string(let text): return JSON(normalised(text))
    case .array(let elements):
      let kinds = Set(elements.map { normalised($0).canonicalText })
      return .array(kinds.sorted().map { JSON($0) })
    case .object(let members):
      return .object(
        // A document changed within the second of its first publication has no time of change.
        members.filter { $0.name != "dateModified" }.map { .init(normalised($0.name), normalised($0.value)) }
          .sorted { $0.name < $1.name })
    }
  }

  private static func normalised(_ text: String) -> String {
    var text = text
    for pattern in [#"[0-9A-Za-z+/=]{16,}"#, #"\b[0-9a-f]{8}\b"#, #"[0-9]+"#] {
      text = text.replacingOccurrences(of: pattern, with: "…", options: .regularExpression)
    }
    return text
  }

  public static func path(_ name: String) -> String { Repository.path("Sources/Server/examples/\(name).json") }
}

extension ExampleFile {
  public static func read(_ name: String) -> JSON? {
    (try? Data(contentsOf: URL(fileURLWithPath: path(name)))).flatMap { try? JSON.parse(Array($0)) }
  }

  public static func write(_ example: JSON, as name: String) throws {
    try Data(example.canonicalBytes() + [0x0A]).write(to: URL(fileURLWithPath: path(name)))
  }
}
