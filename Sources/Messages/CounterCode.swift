/// Codes that arise at the counter itself, between the rule books and the wire; their enums live in rooms that no words
/// may be imported from.
public enum CounterCode: String, Hashable, Sendable, CaseIterable {
  case authRequired = "auth.required"
  case authStale = "auth.stale"
  case authReplayed = "auth.replayed"
  case authUnknownKey = "auth.unknownKey"
  case authBadSignature = "auth.badSignature"
  case authBodyDiffers = "auth.bodyDiffers"
  case inputMalformed = "input.malformed"
  case inputUnknownKey = "input.unknownKey"
  case inputNotUTF8 = "input.notUTF8"
  case inputTooLarge = "input.tooLarge"
  case inputNotFound = "input.notFound"
  case noteNotAsDrafted = "note.notAsDrafted"
  case serverNotReachable = "server.notReachable"
  case databaseNotReachable = "database.notReachable"
  case databaseConstraint = "database.constraint"
  case databaseOnePersonOneFunction = "database.onePersonOneFunction"
  case pressNotInstalled = "press.notInstalled"
  case serverFailed = "server.failed"

  public var wording: Wording {
    switch self {
    case .authRequired:
      Wording(
        zh: "这一步要用密钥签名。请加 --key 文件，或设置 TENDER_KEY。",
        en: "This needs a signed request. Give --key FILE, or set TENDER_KEY.")
    case .authStale:
      Wording(
        zh: "请求的签名时间与服务器的时钟相差超过 60 秒。请校准本机时间后重试。",
        en: "The request was signed more than 60 seconds away from the server's clock. Set this machine's clock and "
          + "repeat.")
    case .authReplayed:
      Wording(zh: "同一个签名请求用了两次，已拒绝。请重新执行命令。", en: "One signed request came twice. Run the command again.")
    case .authUnknownKey:
      Wording(
        zh: "服务器不认识这把密钥，或它已被撤销。机构请先 agency register；其他人请管理员登记。",
        en: "The server does not know this key, or it was revoked. Agencies run `agency register` first; "
          + "others ask the administrator.")
    case .authBadSignature:
      Wording(zh: "请求的签名不成立。请检查密钥文件。", en: "The request's signature does not hold. Check the key file.")
    case .authBodyDiffers:
      Wording(
        zh: "请求内容与其摘要不符，可能在途中被改动。请重试。",
        en: "The body is not the one that was signed; it may have been changed on the way. Repeat.")
    case .inputMalformed: Wording(zh: "提交的内容写法不对。", en: "What was sent is malformed.")
    case .inputUnknownKey: Wording(zh: "提交的内容有不认识的字段。", en: "What was sent has an unknown field.")
    case .inputNotUTF8: Wording(zh: "提交的内容不是 UTF-8。", en: "What was sent is not UTF-8.")
    case .inputTooLarge: Wording(zh: "提交的内容太大。", en: "What was sent is too large.")
    case .inputNotFound: Wording(zh: "没有这一项。请检查编号。", en: "There is no such thing. Check the id.")
    case .noteNotAsDrafted:
      Wording(
        zh: "签名的文稿与服务器现在算出的不同（期间情况可能变了）。请重新执行命令。",
        en: "The signed text is not what the server works out now; things may have moved meanwhile. "
          + "Run the command again.")
    case .serverNotReachable: Wording(zh: "连不上服务器，可以稍后重试。", en: "The server cannot be reached; repeat later.")
    case .databaseNotReachable:
      Wording(
        zh: "服务器暂时连不上数据库，什么也没有改变，可以稍后重试。",
        en: "The server cannot reach its database; nothing was done, repeat later.")
    case .databaseConstraint:
      Wording(
        zh: "同样的事刚有人做过，或与已有的记录冲突；什么也没有改变。请先查看现状。",
        en: "Somebody did the same a moment earlier, or it conflicts with what is recorded; nothing was done. "
          + "Look first.")
    case .databaseOnePersonOneFunction:
      Wording(
        zh: "一个人在一个项目里只能承担一种职责。", en: "One person holds one function in a tender and no second.")
    case .pressNotInstalled:
      Wording(
        zh: "服务器缺少印制文书的工具，文书没有印出；已经签署、记载的都在。请维护人员安装 bubblewrap、虚拟环境里的 typst"
          + "（press.python）和文书字体（press.fonts），然后原样重发。",
        en: "The daemon's machine lacks what papers are printed with, so the paper is not there; what was signed and "
          + "recorded stands. Whoever maintains it installs bubblewrap, typst in the virtual environment of press.python, "
          + "and the fonts of press.fonts; then send the same again.")
    case .serverFailed:
      Wording(
        zh: "服务器出错，没有完成。可以重试；若再次发生，请告诉维护人员。",
        en: "The server failed and did not finish. Repeat; if it happens again, tell whoever maintains it.")
    }
  }
}

/// The words of a code that came over HTTP, or nil for one that nobody here knows.
public func wording(code: String) -> Wording? { CounterCode(rawValue: code)?.wording }
