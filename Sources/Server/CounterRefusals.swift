import Canon
import Messages
import Tendering

/// Why the counter does not believe that a request comes from whom it says.
///
/// The nonce is looked at last, so that nobody without the key can use up another's nonces.
public enum AuthRefusal: Refusal {
  /// The route wants a signature and there is none.
  case required
  /// A signature field that is not as we want it; `field` is the header's or the parameter's name.
  case malformed(field: String)
  case unknownKey
  case revoked
  /// Made more than a minute before or after the daemon's now.
  case stale(createdAt: Int64, nowAt: Int64)
  case bodyDiffers
  case badSignature
  case replayed

  public var code: String {
    switch self {
    case .required: "auth.required"
    case .malformed: "auth.malformed"
    case .unknownKey: "auth.unknownKey"
    case .revoked: "auth.revoked"
    case .stale: "auth.stale"
    case .bodyDiffers: "auth.bodyDiffers"
    case .badSignature: "auth.badSignature"
    case .replayed: "auth.replayed"
    }
  }
}

/// Why a request is no use before any deed sees it.
public enum RequestRefusal: Refusal {
  case noSuchPlace
  case methodNotAllowed(allowed: [String])
  case bodyTooLarge(bytesMax: Int)
  case bodyTooSlow
  case notJSON(JSONError)
  /// A path or query parameter that is missing, given twice, or not of its form.
  case parameter(name: String)
  case header(name: String)
  case tooBusy
  /// As many streams are open as may be.
  case tooManyStreams

  public var code: String {
    switch self {
    case .noSuchPlace: "request.noSuchPlace"
    case .methodNotAllowed: "request.methodNotAllowed"
    case .bodyTooLarge: "request.bodyTooLarge"
    case .bodyTooSlow: "request.bodyTooSlow"
    case .notJSON: "request.notJSON"
    case .parameter: "request.parameter"
    case .header: "request.header"
    case .tooBusy: "request.tooBusy"
    case .tooManyStreams: "request.tooManyStreams"
    }
  }
}

extension AuthRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .required: CounterCode.authRequired.wording
    case .malformed(let field):
      Wording(zh: "签名字段 \(field) 不合规定。", en: "The signature field \(field) is not as required.")
    case .unknownKey: CounterCode.authUnknownKey.wording
    case .revoked: Wording(zh: "此密钥已停用。", en: "This key has been revoked.")
    case .stale: CounterCode.authStale.wording
    case .bodyDiffers: CounterCode.authBodyDiffers.wording
    case .badSignature: CounterCode.authBadSignature.wording
    case .replayed: CounterCode.authReplayed.wording
    }
  }
}

extension RequestRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .noSuchPlace: Wording(zh: "没有此地址。", en: "There is nothing here.")
    case .methodNotAllowed(let allowed):
      Wording(zh: "此地址只接受 \(allowed.joined(separator: "、"))。", en: "Only \(allowed.joined(separator: ", ")) here.")
    case .bodyTooLarge(let max): Wording(zh: "正文超过 \(max) 字节。", en: "The body is longer than \(max) bytes.")
    case .bodyTooSlow: Wording(zh: "正文发送过慢，连接已关闭。", en: "The body came too slowly; the connection was closed.")
    case .notJSON(let error): error.wording
    case .parameter(let name): Wording(zh: "参数 \(name) 不合规定。", en: "The parameter \(name) is not as required.")
    case .header(let name): Wording(zh: "请求头 \(name) 不合规定。", en: "The header \(name) is not as required.")
    case .tooBusy: Wording(zh: "请求过多，请稍后重试。", en: "Too many requests at this moment; try again shortly.")
    case .tooManyStreams:
      Wording(
        zh: "打开的数据流已满，请稍后再连，或改用 /api/feed?after=N 分页读取。",
        en: "No further stream can be opened now; connect again later, or read pages with /api/feed?after=N.")
    }
  }
}
