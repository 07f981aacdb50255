import HTTPTypes
import Messages

/// What a route is for, takes and gives: its part of `/openapi.json`. No route stands in the table without one.
///
///     table.deed(
///       .closeTender, .post, "/api/tenders/{id}/close",
///       .init(
///         "closeTender", zh: "截止", en: "Close a tender", gives: .json(.tender), refuses: [.tender],
///         repeats: .same(zh: "已截止的项目不再变化。", en: "A closed tender stays as it is."))
///     ) { request, actor in … }
///
/// What every route may answer (who asks, the form of a body or a parameter, a database that is away) need not be said:
/// `RouteProblems` adds it.
public struct RouteDescription: Sendable {
  /// The operation's name: the deed's, where there is one.
  let name: String
  let summary: Wording
  /// More that a reader needs to know.
  let remarks: Wording?
  /// Query and headers; path parameters too where the well-known words do not fit.
  let parameters: [Parameter]
  let takes: Body
  /// What it answers when all is well; the first is the usual one.
  let gives: [Gift]
  /// Whose refusals it may answer with.
  let refuses: [ProblemFamily]
  /// What comes of asking twice.
  private(set) var repeats: Repeating

  /// - Parameters:
  ///   - name: unique, as in `createTender`.
  ///   - zh, en: one line, what it does.
  public init(
    _ name: String, zh: String, en: String, remarks: Wording? = nil, parameters: [Parameter] = [],
    takes: Body = .nothing, gives: Gift..., refuses: [ProblemFamily] = [], repeats: Repeating = .safe
  ) {
    self.name = name
    summary = Wording(zh: zh, en: en)
    self.remarks = remarks
    self.parameters = parameters
    self.takes = takes
    self.gives = gives
    self.refuses = refuses
    self.repeats = repeats
  }
}

extension RouteDescription {
  /// The same, with what comes of asking twice.
  func repeating(_ repeats: Repeating) -> Self {
    var more = self
    more.repeats = repeats
    return more
  }

  /// A parameter of query, path or head.
  public struct Parameter: Sendable {
    enum Place: String, Sendable { case query, path, header }

    let place: Place
    let name: String
    let schema: Schema
    let wording: Wording
    let isNeeded: Bool

    public static func query(_ name: String, _ schema: Schema, zh: String, en: String, isNeeded: Bool = false) -> Self {
      Self(place: .query, name: name, schema: schema, wording: Wording(zh: zh, en: en), isNeeded: isNeeded)
    }

    public static func header(_ name: String, _ schema: Schema, zh: String, en: String, isNeeded: Bool = false) -> Self
    {
      Self(place: .header, name: name, schema: schema, wording: Wording(zh: zh, en: en), isNeeded: isNeeded)
    }

    public static func path(_ name: String, _ schema: Schema, zh: String, en: String) -> Self {
      Self(place: .path, name: name, schema: schema, wording: Wording(zh: zh, en: en), isNeeded: true)
    }
  }

  /// What a request brings.
  public enum Body: Sendable {
    case nothing
    case json(Schema)
    case bytes(zh: String, en: String)
  }

  /// One kind of good answer.
  public struct Gift: Sendable {
    let status: HTTPResponse.Status
    /// Nil: no body.
    let kind: Reply.Kind?
    let schema: Schema
    var headers: [Parameter] = []

    public static func json(_ schema: Schema, _ status: HTTPResponse.Status = .ok) -> Self {
      Self(status: status, kind: .json, schema: schema)
    }

    /// 201 with JSON.
    public static func created(_ schema: Schema) -> Self { .json(schema, .created) }

    public static func file(_ kind: Reply.Kind, _ status: HTTPResponse.Status = .ok) -> Self {
      Self(status: status, kind: kind, schema: kind.isText ? .text : .anything)
    }

    /// 204.
    public static var nothing: Self { Self(status: .noContent, kind: nil, schema: .anything) }

    /// 304, to whoever has it already.
    static var unchanged: Self { Self(status: .notModified, kind: nil, schema: .anything) }

    /// The same with a header.
    func with(_ name: String, _ schema: Schema, zh: String, en: String) -> Self {
      var more = self
      more.headers.append(.header(name, schema, zh: zh, en: en))
      return more
    }
  }

  /// What comes of asking twice.
  public enum Repeating: Sendable {
    /// Nothing changes at all: GET.
    case safe
    /// The second time changes nothing and is answered alike; the words say why.
    case same(zh: String, en: String)
    /// The body is a signed note: it is known by its id, and the same note again gets the same answer.
    case note
    /// `Idempotency-Key` makes it so.
    case key
    /// Replaces something: `If-Match` says what was read.
    case match
  }
}

extension RouteDescription {
  /// Words for the path parameters that many routes have.
  static let wellKnown: [String: Parameter] = [
    "id": .path("id", .text(64), zh: "编号", en: "the id"),
    "lot": .path("lot", .text(64), zh: "标段编号", en: "the lot's id"),
    "contract": .path("contract", .text(64), zh: "合同编号", en: "the contract's number"),
    "bid": .path("bid", .hex, zh: "投标文件编号", en: "the bid's id: the SHA-256 of its note"),
    "payload": .path("payload", .hex, zh: "密文文件的 SHA-256", en: "the SHA-256 of the payload file"),
    "name": .path("name", .text(200), zh: "名称", en: "the name"),
    "kind": .path("kind", .text(64), zh: "种类", en: "the kind"),
    "creditCode": .path("creditCode", .text(18), zh: "统一社会信用代码", en: "the unified social credit code"),
    "path": .path("path", .text, zh: "路径，可含斜线", en: "a path; it may have slashes"),
  ]

  /// The path's parameters in order; `**` is called `path`.
  func pathParameters(of path: String) -> [Parameter] {
    path.split(separator: "/").compactMap { part -> Parameter? in
      let name: String
      if part == "**" {
        name = "path"
      } else if part.hasPrefix("{"), let end = part.firstIndex(of: "}") {
        name = String(part[part.index(after: part.startIndex)..<end])
      } else {
        return nil
      }
      return parameters.first { $0.place == .path && $0.name == name } ?? Self.wellKnown[name]
        ?? .path(name, .text, zh: name, en: name)
    }
  }
}

extension Reply.Kind {
  var isText: Bool {
    switch self {
    case .pdf, .bytes: false
    default: true
    }
  }
}
