import Canon

/// One request and its answer.
public struct Exchange: Sendable {
  public let method: String
  /// As in the request line.
  public let target: String
  public let requestBody: [UInt8]
  public let status: Int
  /// The answer's `Content-Type`, nil when it has no body.
  public let type: String?
  public let body: [UInt8]

  public init(
    method: String, target: String, requestBody: [UInt8] = [], status: Int, type: String?, body: [UInt8]
  ) {
    self.method = method
    self.target = target
    self.requestBody = requestBody
    self.status = status
    self.type = type
    self.body = body
  }

  /// The type without its parameters.
  public var kind: String? {
    type?.split(separator: ";").first.map(String.init)
  }
}

/// Holds what a daemon answers against the `/openapi.json` that it gives.
public struct InterfaceCheck: Sendable {
  public struct Operation: Sendable {
    public let name: String
    public let json: JSON

    /// Whether what it gives may be JSON.
    public var tellsJSON: Bool {
      (json["responses"]?.members ?? []).contains {
        $0.name.hasPrefix("2") && $0.value["content"]?["application/json"] != nil
      }
    }
  }

  private struct Path: Sendable {
    let template: String
    let parts: [Substring]
    let item: JSON

    /// How many parts are named literally, or nil when the path is another.
    func match(_ given: [Substring]) -> Int? {
      var literal = 0
      for (number, part) in parts.enumerated() {
        // The one parameter that may hold slashes.
        if part == "{path}" { return given.count > number ? literal : nil }
        guard number < given.count else { return nil }
        if part.hasPrefix("{") {
          let tail = part.drop { $0 != "}" }.dropFirst()
          guard given[number].hasSuffix(tail), !given[number].isEmpty else { return nil }
        } else if part == given[number] {
          literal += 1
        } else {
          return nil
        }
      }
      return given.count == parts.count ? literal : nil
    }
  }

  private let paths: [Path]
  public let forms: FormCheck

  public init(_ document: JSON) {
    forms = FormCheck(document)
    paths = (document["paths"]?.members ?? []).map { member in
      Path(
        template: member.name, parts: member.name.split(separator: "/", omittingEmptySubsequences: false),
        item: member.value)
    }
  }

  /// Every operation, each with its method and path template.
  public var operations: [(method: String, template: String, operation: Operation)] {
    paths.flatMap { path in
      (path.item.members ?? []).map { member in
        (
          member.name.uppercased(), path.template,
          Operation(name: member.value["operationId"]?.stringValue ?? "", json: member.value)
        )
      }
    }
  }

  /// The operation that a request asks for; nil when there is none.
  public func operation(_ method: String, _ target: String) -> Operation? {
    let path = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let found = paths.compactMap { path in path.match(parts).map { (path, $0) } }.max { $0.1 < $1.1 }?.0
    let method = method.lowercased()
    guard let json = found?.item[method] ?? (method == "head" ? found?.item["get"] : nil) else { return nil }
    return Operation(name: json["operationId"]?.stringValue ?? "", json: json)
  }

  /// What of an exchange the document does not say.
  public func faults(of exchange: Exchange) -> [String] {
    let head = "\(exchange.method) \(exchange.target) → \(exchange.status)"
    guard let operation = operation(exchange.method, exchange.target) else {
      return [404, 405].contains(exchange.status) ? [] : ["\(head): no such operation"]
    }
    guard let answer = operation.json["responses"]?[String(exchange.status)] else {
      let code = (try? JSON.parse(exchange.body))?["code"]?.stringValue
      return ["\(head): \(operation.name) does not say that status (\(code ?? "no code"))"]
    }
    var faults: [String] = []
    if exchange.method != "HEAD", !exchange.body.isEmpty {
      if let kind = exchange.kind, let media = answer["content"]?[kind] {
        faults += self.faults(of: exchange.body, as: kind, by: media)
      } else {
        faults.append("\(exchange.type ?? "no type") is not said")
      }
    }
    // What was taken must have been describable.
    if exchange.status < 300, let media = operation.json["requestBody"]?["content"]?["application/json"] {
      faults += self.faults(of: exchange.requestBody, as: "application/json", by: media).map { "request " + $0 }
    }
    return faults.map { "\(head): \($0)" }
  }

  private func faults(of body: [UInt8], as kind: String, by media: JSON) -> [String] {
    guard kind.hasSuffix("json"), let schema = media["schema"] else { return [] }
    guard let json = try? JSON.parse(body) else { return ["no JSON"] }
    return forms.faults(of: json, by: schema)
  }
}
