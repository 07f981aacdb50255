import Canon
import HTTPTypes
import Notes
import Operations

/// A request whose last byte has arrived.
public struct ReceivedRequest: Sendable {
  public let method: HTTPRequest.Method
  /// The target's path as it came, still percent-encoded.
  public let path: String
  /// The target's query as it came, without `?`; nil when there was none.
  public let query: String?
  public let headers: HTTPFields
  public let body: [UInt8]
  /// When the last byte had been read, before any queue. Whether something is late goes by this.
  public let receivedAt: Moment
  let parameters: [String: String]
  let rest: String

  /// A body of JSON is at most this long.
  public static let jsonBytesMax = 1 << 20

  /// The body as JSON: strict UTF-8, no name twice, at most 32 deep, no U+0000 in any text, which no row could hold.
  public func json() throws(RequestRefusal) -> JSON {
    do throws(JSONError) {
      return try JSON.parse(body, depth: 32, allowsNull: false)
    } catch {
      throw .notJSON(error)
    }
  }

  /// The path parameter `name`, percent-decoded.
  public func parameter(_ name: String) throws(RequestRefusal) -> String {
    guard let raw = parameters[name], let text = percentDecoded(raw), !text.isEmpty else {
      throw .parameter(name: name)
    }
    return text
  }

  /// The path parameter `name` as something that is written as text, such as an id.
  public func parameter<Value: LosslessStringConvertible>(
    _ name: String, as type: Value.Type
  ) throws(RequestRefusal) -> Value {
    guard let value = Value(try parameter(name)) else { throw .parameter(name: name) }
    return value
  }

  /// The path parameter `name` as a SHA-256 in 64 hexadecimal digits.
  public func digest(_ name: String) throws(RequestRefusal) -> Digest {
    guard let value = Digest(hex: try parameter(name)) else { throw .parameter(name: name) }
    return value
  }

  /// What stood where the route's path ends in `**`, percent-decoded, without leading slash; no `.` or `..` in it.
  public func restOfPath() throws(RequestRefusal) -> String {
    guard let text = percentDecoded(rest), !text.isEmpty,
      text.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy({ part in
        !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
      })
    else { throw .parameter(name: "path") }
    return text
  }

  /// The query's parameter `name`, percent-decoded; nil when it is not given.
  ///
  /// - Throws: `parameter` when it is given twice or is not UTF-8. `+` stands for itself: key references hold it.
  public func queryParameter(_ name: String) throws(RequestRefusal) -> String? {
    var found: String?
    for pair in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts[0].elementsEqual(name.utf8) else { continue }
      guard found == nil, let value = percentDecoded(parts.count > 1 ? String(parts[1]) ?? "%" : "") else {
        throw .parameter(name: name)
      }
      found = value
    }
    return found
  }

  /// The query's parameter `name` as a whole number of 0 and more, or `absent` when it is not given.
  public func queryNumber(_ name: String, absent: Int) throws(RequestRefusal) -> Int {
    guard let text = try queryParameter(name) else { return absent }
    guard let value = wholeNumber(text) else { throw .parameter(name: name) }
    return value
  }

  /// The header `name` as a whole number of 0 and more; nil when it is not given.
  public func headerNumber(_ name: String) throws(RequestRefusal) -> Int? {
    guard let field = HTTPField.Name(name), let text = headers[field] else { return nil }
    guard let value = wholeNumber(text) else { throw .header(name: name) }
    return value
  }
}

/// Decimal digits without sign or leading zero, at most 15 of them.
private func wholeNumber(_ text: String) -> Int? {
  let digits = text.utf8
  guard (1...15).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
    digits.count == 1 || digits.first != 0x30
  else { return nil }
  return Int(text)
}

/// `text` with each `%XX` as its byte; nil for a broken escape, or when the bytes are not UTF-8 or hold a zero.
func percentDecoded(_ text: some StringProtocol) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8.makeIterator()
  while let byte = rest.next() {
    guard byte == UInt8(ascii: "%") else {
      bytes.append(byte)
      continue
    }
    guard let high = hexValue(rest.next()), let low = hexValue(rest.next()) else { return nil }
    bytes.append(high << 4 | low)
  }
  guard !bytes.contains(0) else { return nil }
  return String(validating: bytes, as: UTF8.self)
}

private func hexValue(_ digit: UInt8?) -> UInt8? {
  switch digit {
  case .some(let d) where (0x30...0x39).contains(d): d - 0x30
  case .some(let d) where (0x41...0x46).contains(d): d - 0x41 + 10
  case .some(let d) where (0x61...0x66).contains(d): d - 0x61 + 10
  default: nil
  }
}
