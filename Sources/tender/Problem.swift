import Canon
import Messages

/// The daemon's `application/problem+json`, read into a failure with its kind and words.
enum Problem {
  static func failure(status: Int, body: [UInt8], path: String) -> CommandFailure {
    let problem = try? JSON.parse(body)
    let code = problem?["code"]?.stringValue
    let kind = kind(status: status)
    if let problem, let code {
      let words: Wording
      if let zh = problem["zh"]?.stringValue, let en = problem["en"]?.stringValue {
        words = Wording(zh: zh, en: en)
      } else if let known = Messages.wording(code: code) {
        words = known
      } else {
        words = Wording(zh: "服务器拒绝了请求。", en: "The server refused the request.")
      }
      return CommandFailure(kind, code: code, words, problem: problem)
    }
    return CommandFailure(
      kind, code: "http.\(status)",
      Wording(
        zh: "服务器对 \(path) 回答 \(status)，没有说明原因。请检查地址是不是本系统。",
        en: "The server answered \(path) with \(status) and no reason. Is the address this system's?"))
  }

  static func kind(status: Int) -> CommandFailure.Kind {
    switch status {
    case 401, 403: .notAllowed
    case 404, 410: .notKnown
    case 502, 503, 504: .notReachable
    case 400..<500: .refused
    default: .mistake
    }
  }
}
