import Canon
import HTTPTypes
import Notes
import Tendering

/// What the counter answers when it does not do what was asked: a problem document.
///
/// - Source: RFC 9457; `code`, `zh` and `en` are ours.
public struct Problem: Error, Sendable {
  public let status: HTTPResponse.Status
  /// The stable dotted name that programs go by.
  public let code: String
  public let words: Words
  /// More members, such as `late`.
  public var more: [JSON.Member]
  /// Seconds after which asking again makes sense.
  public let retryAfterSeconds: Int?

  /// The same sentence in both languages.
  public struct Words: Hashable, Sendable {
    public let zh, en: String

    public init(zh: String, en: String) {
      self.zh = zh
      self.en = en
    }
  }

  public init(
    _ status: HTTPResponse.Status, code: String, words: Words, more: [JSON.Member] = [], retryAfterSeconds: Int? = nil
  ) {
    self.status = status
    self.code = code
    self.words = words
    self.more = more
    self.retryAfterSeconds = retryAfterSeconds
  }

  /// The problem of a refusal that was thrown with more to say than its words, such as a late note's receipt.
  public init(_ refusal: any Refusal, more: [JSON.Member]) {
    self.init(refusal)
    self.more = more
  }

  public init(_ refusal: any Refusal) {
    let status = (refusal as? any AnsweredRefusal)?.status ?? .conflict
    self.init(
      status, code: refusal.code, words: Words(of: refusal),
      retryAfterSeconds: status == .serviceUnavailable ? 1 : nil)
  }

  /// The problem of anything that a deed throws. What is no refusal is not told to strangers: it goes to the log.
  public init(describing error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let refusal as any Refusal: self.init(refusal)
    case let note as NoteError:
      self.init(Self.status(of: note), code: note.code, words: Words(of: note))
    case is CancellationError:
      self.init(
        .serviceUnavailable, code: "failure.stopping",
        words: Words(zh: "服务正在停止，请稍后重试。", en: "The service is stopping; try again later."), retryAfterSeconds: 5)
    default:
      self.init(
        .internalServerError, code: "failure.internal",
        words: Words(zh: "系统内部错误，已记录。", en: "An internal failure; it has been recorded."))
    }
  }

  public var reply: Reply {
    let json = JSON.object(
      [
        .init("type", .string("urn:tender:\(code)")), .init("title", .string(words.en)),
        .init("status", .init(status.code)), .init("code", .string(code)), .init("detail", .string(words.zh)),
        .init("zh", .string(words.zh)), .init("en", .string(words.en)),
      ] + more)
    var reply = Reply.bytes(json.canonicalBytes(), .problem, status: status)
    if let retryAfterSeconds { reply = reply.with(.retryAfter, String(retryAfterSeconds)) }
    if status == .unauthorized { reply = reply.with(.wwwAuthenticate, "Signature") }
    return reply
  }

  private static func status(of error: NoteError) -> HTTPResponse.Status {
    switch error {
    case .tooLarge: .contentTooLarge
    case .wrongSigner: .forbidden
    case .notUTF8, .badText, .badSignatureLine, .signatureCount, .badKey, .unknownType, .malformed, .badSignature,
      .listDiffers:
      .unprocessableContent
    }
  }
}

extension Problem.Words {
  /// The words of an error that has a code.
  init(of refusal: any Refusal) {
    self = (refusal as? any SpokenRefusal)?.words ?? Self(code: refusal.code)
  }

  init(of error: NoteError) { self.init(code: error.code) }

  private init(code: String) { self.init(zh: "未予受理：\(code)", en: "Refused: \(code)") }
}

/// The counter's own refusals, which bring their words along.
protocol SpokenRefusal: Refusal {
  var words: Problem.Words { get }
}

extension AuthRefusal: SpokenRefusal {
  var words: Problem.Words {
    switch self {
    case .required: .init(zh: "此项请求须以您的密钥签名。", en: "This request has to be signed with your key.")
    case .malformed(let field): .init(zh: "签名字段 \(field) 不合规定。", en: "The signature field \(field) is not as required.")
    case .unknownKey: .init(zh: "本系统未登记此密钥。", en: "This key is not known here.")
    case .revoked: .init(zh: "此密钥已停用。", en: "This key has been revoked.")
    case .stale(let createdAt, let nowAt):
      .init(
        zh: "签名时间与服务器相差 \(nowAt.distance(to: createdAt)) 秒，超过 60 秒，请校准时钟。",
        en: "Signed \(nowAt.distance(to: createdAt)) s off the server's clock; at most 60 s are allowed.")
    case .bodyDiffers: .init(zh: "正文与其摘要不符。", en: "The body is not the one that was signed.")
    case .badSignature: .init(zh: "请求签名无效。", en: "The request's signature does not hold.")
    case .replayed: .init(zh: "该请求已收到过一次。", en: "This request was received before.")
    }
  }
}

extension RequestRefusal: SpokenRefusal {
  var words: Problem.Words {
    switch self {
    case .noSuchPlace: .init(zh: "没有此地址。", en: "There is nothing here.")
    case .methodNotAllowed(let allowed):
      .init(zh: "此地址只接受 \(allowed.joined(separator: "、"))。", en: "Only \(allowed.joined(separator: ", ")) here.")
    case .bodyTooLarge(let max): .init(zh: "正文超过 \(max) 字节。", en: "The body is longer than \(max) bytes.")
    case .notJSON(let code): .init(zh: "正文不是规范的 JSON（\(code)）。", en: "The body is not JSON as we read it (\(code)).")
    case .parameter(let name): .init(zh: "参数 \(name) 不合规定。", en: "The parameter \(name) is not as required.")
    case .header(let name): .init(zh: "请求头 \(name) 不合规定。", en: "The header \(name) is not as required.")
    case .tooBusy: .init(zh: "请求过多，请稍后重试。", en: "Too many requests at this moment; try again shortly.")
    }
  }
}
