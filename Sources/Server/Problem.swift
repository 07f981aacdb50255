import Canon
import HTTPTypes
import Messages
import Notes
import Operations
import Tendering

/// What the counter answers when it does not do what was asked: a problem document.
///
/// - Source: RFC 9457; `code`, `zh` and `en` are ours.
public struct Problem: Error, Sendable {
  public let status: HTTPResponse.Status
  /// The stable dotted name that programs go by.
  public let code: String
  public let wording: Wording
  /// More members, such as `late`.
  public var more: [JSON.Member]
  /// Seconds after which asking again makes sense.
  public let retryAfterSeconds: Int?

  public init(
    _ status: HTTPResponse.Status, code: String, wording: Wording, more: [JSON.Member] = [],
    retryAfterSeconds: Int? = nil
  ) {
    self.status = status
    self.code = code
    self.wording = wording
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
      status, code: refusal.code, wording: Self.wording(of: refusal, code: refusal.code),
      more: (refusal as? PreparationIncomplete).map { [.init("missing", $0.json)] } ?? [],
      retryAfterSeconds: status == .serviceUnavailable ? 1 : nil)
  }

  /// The problem of anything that a deed throws. What is no refusal is not told to strangers: it goes to the log.
  public init(describing error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let late as LateRefusal:
      self.init(late.refusal, more: [.init("late", .string(String(decoding: late.late, as: UTF8.self)))])
    case let note as NoteError:
      self.init(note.status, code: note.code, wording: Self.wording(of: note, code: note.code))
    case is CancellationError:
      self.init(
        .serviceUnavailable, code: "server.stopping",
        wording: Wording(zh: "服务正在停止，请稍后重试。", en: "The service is stopping; try again later."), retryAfterSeconds: 5)
    default: self.init(DeedFault(error))
    }
  }

  init(_ fault: DeedFault) {
    switch fault {
    case .refused(let refusal): self.init(refusal)
    case .databaseAway:
      self.init(
        .serviceUnavailable, code: CounterCode.databaseNotReachable.rawValue,
        wording: CounterCode.databaseNotReachable.wording, retryAfterSeconds: 2)
    case .outcomeUnknown:
      self.init(
        .serviceUnavailable, code: "database.outcomeUnknown",
        wording: Wording(
          zh: "与数据库的连接在最后一刻中断，结果不明。请查询，或原样重发。",
          en: "The connection to the database broke at the last moment; look, or send the same again."),
        retryAfterSeconds: 2)
    case .pressNotInstalled:
      self.init(
        .serviceUnavailable, code: CounterCode.pressNotInstalled.rawValue,
        wording: CounterCode.pressNotInstalled.wording, retryAfterSeconds: 60)
    case .unexpected:
      self.init(
        .internalServerError, code: CounterCode.serverFailed.rawValue, wording: CounterCode.serverFailed.wording)
    }
  }

  public var reply: Reply {
    let json = JSON.object(
      [
        .init("type", .string("urn:tender:\(code)")), .init("title", .string(wording.en)),
        .init("status", .init(status.code)), .init("code", .string(code)), .init("detail", .string(wording.zh)),
        .init("zh", .string(wording.zh)), .init("en", .string(wording.en)),
      ] + more)
    var reply = Reply.bytes(json.canonicalBytes(), .problem, status: status)
    if let retryAfterSeconds { reply = reply.with(.retryAfter, String(retryAfterSeconds)) }
    if status == .unauthorized { reply = reply.with(.wwwAuthenticate, "Signature") }
    return reply
  }

  /// The one place where an error becomes words: its own, or those of its code.
  private static func wording(of error: any Error, code: String) -> Wording {
    (error as? any Worded)?.wording ?? Messages.wording(code: code)
      ?? Wording(zh: "未予受理（\(code)）。", en: "Refused (\(code)).")
  }
}
