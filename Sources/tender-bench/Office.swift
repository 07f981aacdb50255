import AsyncHTTPClient
import Canon
import Glibc
import NIOCore
import NIOHTTP1
import Notes

/// The daemon's API for the few requests that prepare a tender: signed, one at a time.
struct Office {
  let host: String
  let port: Int

  /// The answer to a signed request.
  ///
  /// - Throws: `BenchFailure` with the problem's words for an answer of 300 and more.
  @discardableResult
  func call(_ method: String, _ path: String, _ body: JSON? = nil, by key: SigningKey) async throws -> JSON {
    let bytes = body?.canonicalBytes()
    var request = HTTPClientRequest(url: "http://\(host):\(port)\(path)")
    request.method = HTTPMethod(rawValue: method)
    let signed = SignedFields(method: method, path: path, body: bytes.map { [$0[...]] }, key: key)
    for (name, value) in signed.fields { request.headers.add(name: name, value: value) }
    if let bytes {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(bytes: bytes))
    }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    let answer = Array(try await response.body.collect(upTo: 4 << 20).readableBytesView)
    guard response.status.code < 300 else {
      throw BenchFailure("\(method) \(path): \(response.status.code) \(String(decoding: answer, as: UTF8.self))")
    }
    return answer.isEmpty ? .null : try JSON.parse(answer)
  }

  @discardableResult
  func post(note: SignedNote, tender: String, by key: SigningKey) async throws -> JSON {
    try await call(
      "POST", "/api/tenders/\(tender)/notes", ["note": JSON(String(decoding: note.bytes, as: UTF8.self))], by: key)
  }
}

/// The header fields that sign one request.
///
/// - Source: RFC 9421, RFC 9530.
struct SignedFields {
  let fields: [(name: String, value: String)]

  /// - Parameter body: its bytes in pieces; nil for none.
  init(method: String, path: String, body: [ArraySlice<UInt8>]?, key: SigningKey) {
    var fields: [(name: String, value: String)] = []
    var base = "\"@method\": \(method)\n\"@path\": \(path)\n\"@query\": ?\n"
    var covered = "\"@method\" \"@path\" \"@query\""
    if let body {
      let digest = "sha-256=:\(Digest(of: Array(body.joined())).b64):"
      fields.append(("Content-Digest", digest))
      base += "\"content-digest\": \(digest)\n"
      covered += " \"content-digest\""
    }
    var random = SystemRandomNumberGenerator()
    let nonce = Hex.encode((0..<12).map { _ in UInt8.random(in: 0...255, using: &random) })
    let parameters =
      "(\(covered));created=\(time(nil));nonce=\"\(nonce)\";keyid=\"\(key.verifier.reference.text)\""
      + ";alg=\"ed25519\";tag=\"tender\""
    base += "\"@signature-params\": \(parameters)"
    fields.append(("Signature-Input", "sig=\(parameters)"))
    fields.append(("Signature", "sig=:\(Base64.encode(key.signature(over: base.utf8))):"))
    self.fields = fields
  }
}
