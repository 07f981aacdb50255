import Canon
import Messages

/// In which order a request is looked at. Where several things are wrong with it, the answer names the first, so that one
/// mistake gets one code: programs may go by it, and nobody learns of a thing by a refusal that comes after.
///
/// Each list of refusals has its own order within a step (`Tendering/Refusals`).
public enum Precedence: String, CaseIterable, Sendable {
  /// Address, method, size, parameters of the address.
  case request
  /// The signature: whose key, whether fresh, whether over this body (401).
  case signature
  /// Whether this role does such a thing at all, whatever the body says (403).
  case role
  /// Form and limits of what was sent, a note's own signature among them (400, 413, 422).
  case form
  /// Whether the tender, the lot and whatever else the address names are there (404).
  case thing
  /// The asker's duty in this tender, its seat, its own paper or contract (403). Who takes part only through what has
  /// happened, as a bidder of an opened lot or a party to a draw, is looked for after the state: before it nobody may know.
  case own
  /// Where tender and lot stand, whether it is the time (409).
  case state
  /// What the rules say of the rest (409, 422).
  case rule

  public var wording: Wording {
    switch self {
    case .request: Wording(zh: "请求本身", en: "the request itself")
    case .signature: Wording(zh: "签名", en: "the signature")
    case .role: Wording(zh: "角色", en: "the role")
    case .form: Wording(zh: "内容的写法", en: "the form of what was sent")
    case .thing: Wording(zh: "有无此项", en: "whether there is such a thing")
    case .own: Wording(zh: "职责和归属", en: "duty and ownership")
    case .state: Wording(zh: "所处环节和时间", en: "state and time")
    case .rule: Wording(zh: "其余规则", en: "the other rules")
    }
  }

  /// One sentence of the whole order.
  public static var sentence: Wording {
    Wording(
      zh: "有几处不对时，回答的是最先不对的一处，顺序是：" + allCases.map(\.wording.zh).joined(separator: "、") + "。",
      en: "Where several things are wrong the answer names the first, in this order: "
        + allCases.map(\.wording.en).joined(separator: "; ") + ".")
  }
}
