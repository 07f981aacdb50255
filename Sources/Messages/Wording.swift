/// A language of the house; the spelling is that of `--lang`, `TENDER_LANG` and page addresses.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case zh, en
}

/// One thing said in both languages.
public struct Wording: Hashable, Sendable {
  /// Simplified Chinese.
  public let zh: String
  public let en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  public subscript(_ language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }

  /// This, and then what to do next.
  public func then(zh moreZh: String, en moreEn: String) -> Wording { Wording(zh: zh + moreZh, en: en + " " + moreEn) }
  public func then(_ more: Wording) -> Wording { then(zh: more.zh, en: more.en) }
}

/// An error that people can be told about: a stable code for machines, words for people.
public protocol Worded: Error, Sendable {
  var code: String { get }
  var wording: Wording { get }
}
