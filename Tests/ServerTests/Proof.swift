import Notes

/// A signed request as a client of somebody else's making would write it: put together as text, with no part of the
/// counter's own code. Each part may be set wrong.
struct Proof {
  var method: String
  var target: String
  var body: [UInt8]?
  var createdAt: Int
  var key: SigningKey
  var nonce = Hex.encode((0..<12).map { _ in UInt8.random(in: .min ... .max) })
  var algorithm = "ed25519"
  var tag = "tender"
  var keyid: String
  /// Nil: what belongs to the body.
  var contentDigest: String?
  var components: [String]
  var extraParameters = ""

  init(method: String, target: String, body: [UInt8]?, createdAt: Int, key: SigningKey) {
    self.method = method
    self.target = target
    self.body = body
    self.createdAt = createdAt
    self.key = key
    keyid = key.verifier.reference.text
    contentDigest = body.map { "sha-256=:\(Digest(of: $0).b64):" }
    components = ["@method", "@path", "@query"] + (body == nil ? [] : ["content-digest"])
  }

  var headers: [(String, String)] {
    let list = components.map { "\"\($0)\"" }.joined(separator: " ")
    let parameters =
      "(\(list));created=\(createdAt);nonce=\"\(nonce)\";keyid=\"\(keyid)\";alg=\"\(algorithm)\";tag=\"\(tag)\""
      + extraParameters
    let halves = target.split(separator: "?", maxSplits: 1).map(String.init)
    let values = [
      "@method": method, "@path": halves[0], "@query": "?" + (halves.count > 1 ? halves[1] : ""),
      "content-digest": contentDigest ?? "", "@authority": "localhost",
    ]
    let base =
      components.map { "\"\($0)\": \(values[$0] ?? "")\n" }.joined() + "\"@signature-params\": \(parameters)"
    let signature = Base64.encode(key.signature(over: base.utf8))
    return [("Signature-Input", "sig=\(parameters)"), ("Signature", "sig=:\(signature):")]
      + (contentDigest.map { [("Content-Digest", $0)] } ?? [])
  }
}
