import HTTPTypes
import Notes
import Operations

extension ReceivedRequest {
  /// The state that the sender has read, from `If-Match`.
  ///
  /// - Throws: `ConditionRefusal`: `missing`; `malformed` for a list, a weak tag, `*`, or a tag that is none of ours.
  /// - Source: RFC 9110, 13.1.1; RFC 6585, 3. `*` would let anybody overwrite anything, so it is not taken.
  func readState() throws(ConditionRefusal) -> Digest {
    guard let digest = try optionalReadState() else { throw .missing }
    return digest
  }

  /// The same where it may be left out.
  func optionalReadState() throws(ConditionRefusal) -> Digest? {
    guard let field = headers[.ifMatch] else { return nil }
    let bytes = Array(field.utf8)
    guard bytes.count == 66, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\""),
      let digest = Digest(hex: String(decoding: bytes[1..<65], as: UTF8.self))
    else { throw .malformed }
    return digest
  }
}

extension Reply {
  /// A text that somebody may replace, with its strong entity tag: the SHA-256 of its bytes.
  static func editable(_ text: String) -> Reply {
    let bytes = Array(text.utf8)
    return .bytes(bytes, .json).with(.eTag, "\"\(Digest(of: bytes).hex)\"")
  }
}
