import Canon
import Exact
import Tendering

/// An object of those members that say something: what is absent, blank or empty is left out, as the standard asks.
func entry(_ members: KeyValuePairs<String, JSON?>) -> JSON {
  .object(
    members.compactMap { name, value in
      guard let value, !value.isBlank else { return nil }
      return JSON.Member(name, value)
    })
}

extension JSON {
  /// A string; nil for none.
  static func text(_ text: String?) -> JSON? { text.map { .string($0) } }

  /// Nil when it says nothing: an empty text, list or object.
  var isBlank: Bool {
    switch self {
    case .string(let text): text.utf8.allSatisfy { $0 <= 0x20 }
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .null: true
    case .bool, .number: false
    }
  }

  /// `{"amount":198000.5,"currency":"CNY"}`; nil for what JSON's readers could not take exactly.
  static func money(_ yuan: String?) -> JSON? {
    guard let yuan, let amount = JSON(decimal: yuan) else { return nil }
    return .object([Member("amount", amount), Member("currency", "CNY")])
  }

  static func money(_ price: Price?) -> JSON? { money(price?.description) }

  static func moment(_ instant: Instant?) -> JSON? { instant.map { .string($0.dateTime) } }

  /// The item of a list with this `id`.
  func item(_ id: String) -> JSON? {
    arrayValue?.first { item in item["id"]?.stringValue.map { sameScalars($0, id) } ?? false }
  }
}

extension Instant {
  /// RFC 3339 in China's time: `2026-11-25T21:00:00+08:00`.
  var dateTime: String { "\(localSecond)+08:00" }

  private var localSecond: String {
    let day = CalendarDay(self)
    let second = Int(seconds - day.begins.seconds)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(day)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }

  /// The same with milliseconds, so that releases of one second have an order: `2026-11-25T21:00:00.250+08:00`.
  func dateTime(milliseconds: Int) -> String {
    let digits = String(milliseconds)
    return "\(localSecond).\(String(repeating: "0", count: 3 - digits.count))\(digits)+08:00"
  }
}

/// A release's date: milliseconds since 1970.
struct ReleaseDate: Comparable {
  let milliseconds: Int64

  init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// As `text` prints it.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let digits = [11, 12, 14, 15, 17, 18, 20, 21, 22]
    guard bytes.count == 29, text.hasSuffix("+08:00"), digits.allSatisfy({ (0x30...0x39).contains(bytes[$0]) }),
      let day = CalendarDay(String(text.prefix(10)))
    else { return nil }
    func number(_ range: Range<Int>) -> Int64 { bytes[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) } }
    let second = number(11..<13) * 3600 + number(14..<16) * 60 + number(17..<19)
    milliseconds = (day.begins.seconds + second) * 1000 + number(20..<23)
  }

  var text: String {
    let seconds = milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0)
    return Instant(seconds: seconds).dateTime(milliseconds: Int(milliseconds - seconds * 1000))
  }

  static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }
}
