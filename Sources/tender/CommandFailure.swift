import Canon
import Messages

/// Why a command did not do what was asked, in words that say what was wrong, where, and what to do next.
struct CommandFailure: Error {
  /// Which of the promised exit codes it ends in; `Exit` has the numbers.
  enum Kind: Hashable, Sendable, CaseIterable {
    /// What was checked is false.
    case checkedFalse
    /// A file cannot be opened with these keys.
    case cannotOpen
    case usage
    /// The rules say no.
    case refused
    case notAllowed
    case notKnown
    /// The server or its database cannot be reached: nothing was done, or it is safe to repeat.
    case notReachable
    case localFile
    /// Ours, or the server's.
    case mistake
  }

  let kind: Kind
  /// The stable code, when a rule book or the server gave one.
  let code: String?
  let wording: Wording
  /// The problem document of the server, when it sent one.
  let problem: JSON?

  init(_ kind: Kind, code: String? = nil, _ wording: Wording, problem: JSON? = nil) {
    self.kind = kind
    self.code = code
    self.wording = wording
    self.problem = problem
  }

  init(_ kind: Kind, code: String? = nil, zh: String, en: String) {
    self.init(kind, code: code, Wording(zh: zh, en: en))
  }

  /// A refusal met on this side, with the words of its room.
  init(_ refusal: some Worded, as kind: Kind = .refused) {
    self.init(kind, code: refusal.code, refusal.wording)
  }

  static func usage(zh: String, en: String) -> CommandFailure { .init(.usage, zh: zh, en: en) }
  static func checkedFalse(zh: String, en: String) -> CommandFailure { .init(.checkedFalse, zh: zh, en: en) }
  static func localFile(zh: String, en: String) -> CommandFailure { .init(.localFile, zh: zh, en: en) }
  static func mistake(zh: String, en: String) -> CommandFailure { .init(.mistake, zh: zh, en: en) }
}
