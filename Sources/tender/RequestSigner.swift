import Crypto
import Notes
import RawStructuredFieldValues

/// Signs requests as RFC 9421 has it, with an RFC 9530 digest of the body.
struct RequestSigner: Sendable {
  static let label = "sig"
  let key: SigningKey

  struct Headers: Sendable {
    let contentDigest: String?
    let signatureInput: String
    let signature: String
  }

  /// - Parameters:
  ///   - path: as on the wire, with its leading slash.
  ///   - query: as on the wire, without the question mark; empty when there is none.
  ///   - created: Unix seconds.
  ///   - nonce: never used twice with this key.
  func headers(
    method: String, path: String, query: String, body: [UInt8]?, created: Int, nonce: String
  ) throws(CommandFailure) -> Headers {
    do {
      let digest = try body.map(Self.contentDigest)
      var components = [("@method", method), ("@path", path), ("@query", "?" + query)]
      if let digest { components.append(("content-digest", digest)) }
      var covered = BareInnerList()
      for (name, _) in components { covered.append(Item(bareItem: RFC9651BareItem.string(name), parameters: [:])) }
      let parameters: OrderedMap<String, RFC9651BareItem> = [
        "created": .integer(Int64(created)), "nonce": .string(nonce), "keyid": .string(key.verifier.reference.text),
        "alg": .string("ed25519"), "tag": .string("tender"),
      ]
      let list = InnerList(bareInnerList: covered, parameters: parameters)
      let input = try Self.print([Self.label: .innerList(list)])
      // The value of `@signature-params` is the member's own text, without its label.
      let parametersText = String(input.dropFirst(Self.label.utf8.count + 1))
      let base =
        components.map { "\"\($0.0)\": \($0.1)" }.joined(separator: "\n")
        + "\n\"@signature-params\": \(parametersText)"
      let signature = Base64.encode(key.signature(over: base.utf8))
      let item = Item(bareItem: RFC9651BareItem.undecodedByteSequence(signature), parameters: [:])
      return Headers(
        contentDigest: digest, signatureInput: input, signature: try Self.print([Self.label: .item(item)]))
    } catch {
      throw .mistake(zh: "请求无法签名：\(error)。", en: "The request could not be signed: \(error).")
    }
  }

  /// `sha-256=:…:` of a body.
  static func contentDigest(_ body: [UInt8]) throws -> String {
    let item = Item(bareItem: RFC9651BareItem.undecodedByteSequence(Digest(of: body).b64), parameters: [:])
    return try print(["sha-256": .item(item)])
  }

  private static func print(_ map: OrderedMap<String, ItemOrInnerList>) throws -> String {
    var serializer = StructuredFieldValueSerializer()
    return String(decoding: try serializer.writeDictionaryFieldValue(map), as: UTF8.self)
  }
}
