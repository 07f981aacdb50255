import Canon
import Exact

/// One object of a document being read strictly: every key known, every value of its type, each fault with its path.
public struct FormReader: Sendable {
  public let json: JSON
  /// Where the object stands, such as `criteria[1]`; empty for the document itself.
  public let path: String

  /// - Parameter keys: the only names that may stand in the object; nil lets any stand.
  /// - Throws: `notAnObject`, `unknown`.
  public init(_ json: JSON, at path: String = "", only keys: [String]? = nil) throws(FormRefusal) {
    guard let members = json.members else { throw .notAnObject(field: path) }
    self.json = json
    self.path = path
    if let keys, let stranger = members.first(where: { member in !keys.contains { sameScalars($0, member.name) } }) {
      throw .unknown(field: field(String(stranger.name.prefix(64))))
    }
  }

  public func field(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

  public func has(_ name: String) -> Bool { json[name] != nil }

  public func value(_ name: String) throws(FormRefusal) -> JSON {
    guard let value = json[name] else { throw .missing(field: field(name)) }
    return value
  }

  /// A text of 1 … `max` bytes.
  public func text(_ name: String, max: Int = 2000) throws(FormRefusal) -> String {
    guard let text = try value(name).stringValue, !text.isEmpty else { throw .wrong(field: field(name)) }
    guard text.utf8.count <= max else { throw .tooLong(field: field(name), max: max) }
    return text
  }

  /// A text, or nil where the key is absent or null.
  public func optionalText(_ name: String, max: Int = 2000) throws(FormRefusal) -> String? {
    guard let value = json[name], !value.isNull else { return nil }
    return try text(name, max: max)
  }

  /// A text of one line, or nil where the key is absent or null.
  public func optionalLine(_ name: String, max: Int) throws(FormRefusal) -> String? {
    guard let text = try optionalText(name, max: max) else { return nil }
    guard Self.isLine(text) else { throw .wrong(field: field(name)) }
    return text
  }

  /// Whether a text can stand on a line of a paper: something but blanks, and no control characters.
  public static func isLine(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.contains { !$0.properties.isWhitespace }
      && !scalars.contains { $0.properties.generalCategory == .control }
  }

  /// A whole number within `range`.
  public func integer(_ name: String, in range: ClosedRange<Int> = 0...999_999_999) throws(FormRefusal) -> Int {
    guard let number = try value(name).integerValue, range.contains(number) else { throw .wrong(field: field(name)) }
    return number
  }

  public func bool(_ name: String) throws(FormRefusal) -> Bool {
    guard let bool = try value(name).boolValue else { throw .wrong(field: field(name)) }
    return bool
  }

  /// One of the words that an enum spells.
  public func word<Word: RawRepresentable>(_ name: String, as type: Word.Type = Word.self) throws(FormRefusal) -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try text(name, max: 100)) else { throw .wrong(field: field(name)) }
    return word
  }

  public func identifier<Of>(_ name: String, of type: Of.Type = Of.self) throws(FormRefusal) -> Identifier<Of> {
    guard let id = Identifier<Of>(try text(name, max: 100)) else { throw .wrong(field: field(name)) }
    return id
  }

  public func fingerprint(_ name: String) throws(FormRefusal) -> Fingerprint {
    guard let print = Fingerprint(base64: try text(name, max: 100)) else { throw .wrong(field: field(name)) }
    return print
  }

  public func partyKey(_ name: String) throws(FormRefusal) -> PartyKey {
    guard let key = PartyKey(try text(name, max: 200)) else { throw .wrong(field: field(name)) }
    return key
  }

  public func price(_ name: String) throws(FormRefusal) -> Price {
    let text = try text(name, max: 100)
    do { return try Price(parsing: text) } catch { throw .number(field: field(name), fault: error) }
  }

  public func points(_ name: String, scale: Int? = nil) throws(FormRefusal) -> Points {
    let text = try text(name, max: 100)
    do { return try Points(parsing: text, scale: scale) } catch { throw .number(field: field(name), fault: error) }
  }

  public func creditCode(_ name: String) throws(FormRefusal) -> CreditCode {
    guard let code = CreditCode(try text(name, max: 100)) else { throw .wrong(field: field(name)) }
    return code
  }

  public func object(_ name: String, only keys: [String]? = nil) throws(FormRefusal) -> FormReader {
    try FormReader(try value(name), at: field(name), only: keys)
  }

  public func array(_ name: String, max: Int = 1000) throws(FormRefusal) -> [JSON] {
    guard let array = try value(name).arrayValue else { throw .wrong(field: field(name)) }
    guard array.count <= max else { throw .tooMany(field: field(name), max: max) }
    return array
  }

  public func objects(_ name: String, max: Int = 1000, only keys: [String]? = nil) throws(FormRefusal) -> [FormReader] {
    var readers: [FormReader] = []
    for (i, element) in try array(name, max: max).enumerated() {
      readers.append(try FormReader(element, at: "\(field(name))[\(i)]", only: keys))
    }
    return readers
  }

  public func texts(_ name: String, max: Int = 1000) throws(FormRefusal) -> [String] {
    var texts: [String] = []
    for (i, element) in try array(name, max: max).enumerated() {
      guard let text = element.stringValue else { throw .wrong(field: "\(field(name))[\(i)]") }
      texts.append(text)
    }
    return texts
  }
}
