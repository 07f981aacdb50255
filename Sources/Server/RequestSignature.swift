import HTTPTypes
import Notes
import RawStructuredFieldValues

extension HTTPField.Name {
  static let signatureInput = HTTPField.Name("Signature-Input")!
  static let signature = HTTPField.Name("Signature")!
  static let contentDigest = HTTPField.Name("Content-Digest")!
}

/// The signature `sig` of a request's headers, read and not yet checked.
///
/// What is signed is fixed: `@method`, `@path`, `@query`, and `content-digest` when there is a body, in any order, with
/// the parameters `created`, `nonce`, `keyid`, `alg` and `tag` and no other.
///
/// - Source: RFC 9421 (message signatures), RFC 9530 (digest fields), RFC 9651 (structured fields).
struct RequestSignature: Sendable {
  let keyReference: KeyReference
  /// Unix seconds.
  let createdAt: Int64
  let nonce: String
  let bytes: [UInt8]
  private let components: [String]
  /// `@signature-params` as it is signed: the inner list printed again.
  private let parameters: [UInt8]

  /// Nonces are this long at most; the shortest still keeps two requests of one second apart.
  static let nonceBytes = 8...64
  /// How far `created` may lie from the daemon's clock, either way.
  static let secondsApartMax: Int64 = 60

  /// Nil when the request is not signed at all.
  ///
  /// - Parameter shortcut: reads the fields by hand when they are written as everybody writes them; what comes out is the
  ///   same either way.
  init?(_ headers: HTTPFields, shortcut: Bool = true) throws(AuthRefusal) {
    guard let inputField = headers[.signatureInput] else { return nil }
    if shortcut, let usual = UsualSignatureInput(inputField), let reference = KeyReference(parsing: usual.keyID),
      let bytes = headers[.signature].flatMap({ UsualSignatureInput.bytes("sig", in: $0) }), bytes.count == 64
    {
      (self.bytes, keyReference, createdAt, nonce) = (bytes, reference, usual.createdAt, usual.nonce)
      components = usual.coversBody ? Self.needed + ["content-digest"] : Self.needed
      parameters = usual.parameters
      return
    }
    guard let input = Self.member("sig", of: inputField), case .innerList(let list) = input else {
      throw .malformed(field: "Signature-Input")
    }
    guard let field = headers[.signature], let signed = Self.member("sig", of: field), case .item(let item) = signed,
      case .undecodedByteSequence(let text) = item.rfc9651BareItem, let bytes = Base64.decode(text), bytes.count == 64
    else { throw .malformed(field: "Signature") }
    self.bytes = bytes
    components = try Self.components(list)
    let given = list.rfc9651Parameters
    guard case .integer(let created) = given["created"] else { throw .malformed(field: "created") }
    guard case .string(let nonce) = given["nonce"], Self.nonceBytes.contains(nonce.utf8.count) else {
      throw .malformed(field: "nonce")
    }
    guard case .string(let key) = given["keyid"], let reference = KeyReference(parsing: key) else {
      throw .malformed(field: "keyid")
    }
    guard case .string("ed25519") = given["alg"] else { throw .malformed(field: "alg") }
    guard case .string("tender") = given["tag"] else { throw .malformed(field: "tag") }
    guard given.count == 5 else { throw .malformed(field: "Signature-Input") }
    createdAt = created
    self.nonce = nonce
    keyReference = reference
    var printer = StructuredFieldValueSerializer()
    guard let printed = try? printer.writeListFieldValue([.innerList(list)]) else {
      throw .malformed(field: "Signature-Input")
    }
    parameters = printed
  }

  var coversBody: Bool { components.contains("content-digest") }

  /// The bytes that were signed, for the request as we received it.
  ///
  /// - Parameter target: the request target as it stood in the request line.
  func base(method: HTTPRequest.Method, target: String, contentDigest: String?) -> [UInt8] {
    let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    var base: [UInt8] = []
    for component in components {
      base += "\"\(component)\": ".utf8
      switch component {
      case "@method": base += method.rawValue.utf8
      case "@path": base += parts[0]
      case "@query":
        base.append(UInt8(ascii: "?"))
        if parts.count > 1 { base += parts[1] }
      default: base += (contentDigest ?? "").utf8
      }
      base.append(0x0A)
    }
    return base + "\"@signature-params\": ".utf8 + parameters
  }

  private static let needed = ["@method", "@path", "@query"]

  private static func components(_ list: InnerList) throws(AuthRefusal) -> [String] {
    var names: [String] = []
    for item in list.bareInnerList {
      guard case .string(let name) = item.rfc9651BareItem, item.rfc9651Parameters.isEmpty, !names.contains(name),
        needed.contains(name) || name == "content-digest"
      else { throw .malformed(field: "Signature-Input") }
      names.append(name)
    }
    guard needed.allSatisfy(names.contains) else { throw .malformed(field: "Signature-Input") }
    return names
  }

  private static func member(_ name: String, of field: String) -> ItemOrInnerList? {
    var parser = StructuredFieldValueParser(Array(field.utf8))
    return (try? parser.parseDictionaryFieldValue())?[name]
  }
}

extension RequestSignature {
  /// The `sha-256` of a `Content-Digest` field; other algorithms beside it are not looked at.
  static func sha256(inContentDigest field: String) -> Digest? {
    if let bytes = UsualSignatureInput.bytes("sha-256", in: field) { return Digest(bytes: bytes) }
    guard case .item(let item) = member("sha-256", of: field),
      case .undecodedByteSequence(let text) = item.rfc9651BareItem
    else { return nil }
    return Digest(b64: text)
  }
}
