import Canon
import HTTPTypes
import Messages
import Notes
import Operations
import Tendering

/// `/openapi.json`: the table of routes as OpenAPI 3.1 has it. Nothing is written there by hand: what is not in the table
/// is not in the document.
///
/// - Source: OpenAPI Specification 3.1.1; JSON Schema 2020-12. Members that begin with `x-` are ours.
struct OpenAPIDocument {
  private let routes: [Route]
  private let examples: [String: JSON]

  /// - Parameter examples: exchanges by the operation's name, as `Examples` has them.
  init(_ routes: [Route], examples: [String: JSON]) {
    self.routes = routes
    self.examples = examples
  }

  var json: JSON {
    [
      "openapi": "3.1.1", "info": Self.info, "servers": [["url": "/"]],
      "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema", "tags": .array(tags), "paths": paths,
      "components": [
        "schemas": schemas, "securitySchemes": ["signature": Self.signatureScheme],
        "headers": ["Retry-After": ["schema": Schema.integer.json, "description": "几秒后再试 / seconds to wait"]],
      ],
    ]
  }

  private static let info: JSON = [
    "title": "知识产权托管服务采购系统 / Sealed tendering of IP trusteeship", "version": "1",
    "summary": "采购全过程的接口 / Everything that the daemon answers",
    "description": JSON(
      "公开的内容无需签名，其余请求都用调用者的 Ed25519 密钥签名（RFC 9421）。出错时回答 application/problem+json（RFC 9457），"
        + "其中 code 是稳定的名称，全部列在 components/schemas/ProblemCode。\(Precedence.sentence.zh)"
        + "能 GET 的地址也能 HEAD。\n\n"
        + "What is public needs no signature; all else is signed with the caller's Ed25519 key (RFC 9421). Errors are "
        + "application/problem+json (RFC 9457) with a stable code; components/schemas/ProblemCode lists all of them. "
        + "\(Precedence.sentence.en) Where one may GET one may HEAD. x-codes under an answer are the codes that it "
        + "may have."),
  ]

  /// OpenAPI has no type for message signatures; `http` with the scheme's name in `WWW-Authenticate` is the nearest.
  private static let signatureScheme: JSON = [
    "type": "http", "scheme": "Signature",
    "description": JSON(
      "HTTP Message Signatures (RFC 9421): label sig; components \"@method\", \"@path\", \"@query\", and with a body "
        + "\"content-digest\" (RFC 9530, sha-256); parameters created (within \(RequestSignature.secondsApartMax) s of "
        + "the daemon's clock), nonce (\(RequestSignature.nonceBytes.lowerBound) to "
        + "\(RequestSignature.nonceBytes.upperBound) characters, once for each key), keyid (name+8hex), alg=\"ed25519\", "
        + "tag=\"tender\", and no others."),
  ]

  // MARK: Paths

  /// The first word of a path behind `/api` or the language.
  private static func tag(of path: String) -> String {
    let words = path.split(separator: "/").map(String.init)
    guard let first = words.first else { return "pages" }
    if first == "api" { return words.count > 1 ? words[1] : first }
    if first.hasPrefix("{") || ["en", "tenders", "style.css"].contains(first) { return "pages" }
    return ["healthz", "readyz", "openapi.json"].contains(first) ? "service" : first
  }

  private var tags: [JSON] { Set(routes.map { Self.tag(of: $0.path) }).sorted().map { ["name": JSON($0)] } }

  private var paths: JSON {
    var paths: [JSON.Member] = []
    for route in routes {
      let path = Self.template(route.path)
      let item = paths.first { $0.name == path }?.value ?? [:]
      let filled = item.setting(route.method.rawValue.lowercased(), operation(route))
      if let at = paths.firstIndex(where: { $0.name == path }) {
        paths[at].value = filled
      } else {
        paths.append(.init(path, filled))
      }
    }
    return .object(paths)
  }

  /// `**` is written as a parameter; that it may hold slashes is in its words.
  static func template(_ path: String) -> String {
    path.hasSuffix("**") ? String(path.dropLast(2)) + "{path}" : path
  }

  private func operation(_ route: Route) -> JSON {
    let about = route.description
    var words = Repeats(about.repeats).wording
    if let remarks = about.remarks { words = remarks.then(words) }
    var json: JSON = [
      "operationId": JSON(about.name), "summary": JSON("\(about.summary.zh) / \(about.summary.en)"),
      "description": JSON("\(words.zh)\n\n\(words.en)"), "tags": [JSON(Self.tag(of: route.path))],
      "x-idempotency": JSON(Repeats(about.repeats).name), "responses": responses(of: route),
    ]
    let parameters =
      (about.pathParameters(of: route.path) + about.parameters.filter { $0.place != .path }
        + Repeats(about.repeats).parameters)
    if !parameters.isEmpty { json = json.setting("parameters", .array(parameters.map(Self.parameter))) }
    json = withSecurity(json, route.access)
    if let body = requestBody(route) { json = json.setting("requestBody", body) }
    return json
  }

  private func withSecurity(_ json: JSON, _ access: Route.Access) -> JSON {
    let signed: JSON = ["signature": []]
    switch access {
    case .open: return json.setting("security", [])
    case .openOrKnown:
      return json.setting("security", [[:], signed]).setting(
        "x-access", "人人可读，签名者或可多读 / everybody; some see more when they sign")
    case .anyActor:
      return json.setting("security", [signed]).setting(
        "x-access", "已登记的密钥，内容决定谁可 / every known key; what is sent decides who may")
    case .newcomer:
      return json.setting("security", [signed]).setting(
        "x-access", "正文 vkey 所指的新密钥 / the new key that stands as vkey in the body")
    case .deeds(let deeds):
      let roles = Set(deeds.flatMap(\.roles)).map(\.rawValue).sorted()
      return json.setting("security", [signed]).setting("x-deeds", .array(deeds.map { JSON($0.rawValue) }))
        .setting("x-roles", .array(roles.map { JSON($0) }))
    }
  }

  private static func parameter(_ parameter: RouteDescription.Parameter) -> JSON {
    [
      "name": JSON(parameter.name), "in": JSON(parameter.place.rawValue), "required": JSON(parameter.isNeeded),
      "description": JSON("\(parameter.wording.zh) / \(parameter.wording.en)"), "schema": parameter.schema.json,
    ]
  }

  private func requestBody(_ route: Route) -> JSON? {
    switch route.description.takes {
    case .nothing: return nil
    case .json(let schema):
      let content = Self.content(schema, examples[route.description.name]?["request"]?["body"])
      return ["required": true, "x-maxBytes": JSON(route.bodyBytesMax), "content": ["application/json": content]]
    case .bytes(let zh, let en):
      return [
        "required": true, "x-maxBytes": JSON(route.bodyBytesMax), "description": JSON("\(zh) / \(en)"),
        "content": ["application/octet-stream": [:]],
      ]
    }
  }

  private static func content(_ schema: Schema, _ example: JSON?) -> JSON {
    let json: JSON = ["schema": schema.json]
    return example.map { json.setting("example", $0) } ?? json
  }

  // MARK: Answers

  private func responses(of route: Route) -> JSON {
    var responses: [JSON.Member] = []
    let example = examples[route.description.name]?["response"]
    for gift in route.description.gives {
      let status = String(gift.status.code)
      var response =
        responses.first { $0.name == status }?.value
        ?? ["description": JSON(gift.status.reasonPhrase.isEmpty ? status : gift.status.reasonPhrase)]
      if let kind = gift.kind {
        let type = kind.rawValue.split(separator: ";").first.map(String.init) ?? kind.rawValue
        let shown = example.flatMap { shown -> JSON? in
          shown["status"]?.integerValue == gift.status.code && shown["type"]?.stringValue == type ? shown["body"] : nil
        }
        // No example beside an empty schema: binary files.
        let media: JSON = kind.isText ? Self.content(gift.schema, shown) : [:]
        response = response.setting("content", (response["content"] ?? [:]).setting(type, media))
      }
      for header in gift.headers {
        response = response.setting(
          "headers",
          (response["headers"] ?? [:]).setting(
            header.name,
            ["schema": header.schema.json, "description": JSON("\(header.wording.zh) / \(header.wording.en)")]))
      }
      responses.removeAll { $0.name == status }
      responses.append(.init(status, response))
    }
    let problems = Dictionary(grouping: RouteProblems(route).problems, by: \.status.code)
    for (status, problems) in problems.sorted(by: { $0.key < $1.key }) {
      let codes = JSON.array(problems.map { JSON($0.code) })
      let schema: JSON = [
        "allOf": [["$ref": "#/components/schemas/Problem"], ["properties": ["code": ["enum": codes]]]]
      ]
      let name = String(status)
      var response: JSON =
        responses.first { $0.name == name }?.value
        ?? ["description": JSON(problems[0].status.reasonPhrase)]
      response = response.setting(
        "content", (response["content"] ?? [:]).setting("application/problem+json", ["schema": schema]))
      response = response.setting("x-codes", codes)
      if status == 503 {
        response = response.setting("headers", ["Retry-After": ["$ref": "#/components/headers/Retry-After"]])
      }
      responses.removeAll { $0.name == name }
      responses.append(.init(name, response))
    }
    return .object(responses)
  }

  // MARK: Schemas

  private var schemas: JSON {
    var found: [String: JSON] = [:]
    for route in routes {
      if case .json(let schema) = route.description.takes { schema.collect(into: &found) }
      for gift in route.description.gives { gift.schema.collect(into: &found) }
    }
    found["Problem"] = Self.problem
    found["ProblemCode"] = Self.problemCode
    return .object(found.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) })
  }

  private static let problem: JSON = [
    "type": "object", "description": "RFC 9457",
    "properties": [
      "type": ["type": "string", "description": "urn:tender:<code>"], "title": ["type": "string"],
      "status": ["type": "integer"], "code": ["$ref": "#/components/schemas/ProblemCode"],
      "detail": ["type": "string"], "zh": ["type": "string"], "en": ["type": "string"],
      "late": [
        "type": "string", "description": "tender-late 签名文件，随 bid.late / the signed tender-late note, with bid.late",
      ],
    ],
    "required": ["type", "title", "status", "code", "detail", "zh", "en"],
  ]

  /// Every code with its status and its words, the facts in them being examples.
  private static var problemCode: JSON {
    let all = Dictionary(ProblemFamily.all.flatMap(\.problems).map { ($0.code, $0) }) { first, _ in first }
    return [
      "description": "稳定的名称；词语中的数目等是示例 / stable names; figures in the words are examples",
      "oneOf": .array(
        all.values.sorted { $0.code < $1.code }.map { problem in
          [
            "const": JSON(problem.code), "title": JSON(problem.wording.zh), "description": JSON(problem.wording.en),
            "x-status": JSON(problem.status.code),
          ]
        }),
    ]
  }
}

/// What the document says about asking twice.
private struct Repeats {
  let name: String
  let wording: Wording
  var parameters: [RouteDescription.Parameter] = []

  init(_ repeats: RouteDescription.Repeating) {
    switch repeats {
    case .safe:
      name = "safe"
      wording = Wording(zh: "只读。", en: "Changes nothing.")
    case .same(let zh, let en):
      name = "same"
      wording = Wording(zh: "可以重复：" + zh, en: "May be repeated: " + en)
    case .note:
      name = "note"
      wording = Wording(
        zh: "可以重复：签名文件以自身的编号识别，同一份再来得到同样的回答。",
        en: "May be repeated: a signed note is known by its id, and the same one again gets the same answer.")
    case .key:
      name = "key"
      wording = Wording(
        zh: "带 Idempotency-Key 时可以重复：\(Once.hours) 小时内同一密钥、同一键、同一内容得到同样的回答，且只做一次。",
        en: "May be repeated with an Idempotency-Key: within \(Once.hours) hours the same signer, key and body get the "
          + "same answer and it is done once.")
      parameters = [
        .header(
          "Idempotency-Key", .keywords(["type": "string", "pattern": "^\"[!-~]{8,128}\"$"]),
          zh: "调用者自选的键，带引号（draft-ietf-httpapi-idempotency-key-header）",
          en: "a key of the caller's choice, in quotation marks")
      ]
    case .match:
      name = "match"
      wording = Wording(
        zh: "须带 If-Match：读到的 ETag。期间被别人改过则回答 412，什么也不改变。",
        en: "Needs If-Match with the ETag that was read; 412 and nothing done when somebody changed it meanwhile.")
      parameters = [
        .header(
          "If-Match", .keywords(["type": "string"]), zh: "读到的 ETag", en: "the ETag that was read", isNeeded: true)
      ]
    }
  }
}
