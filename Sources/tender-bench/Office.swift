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

  /// - Parameter more: what goes beside the note, as its list.
  @discardableResult
  func post(
    note: SignedNote, tender: String, by key: SigningKey, more: [(name: String, value: JSON)] = []
  ) async throws -> JSON {
    let envelope: JSON = ["note": JSON(String(decoding: note.bytes, as: UTF8.self))]
    return try await call(
      "POST", "/api/tenders/\(tender)/notes", more.reduce(envelope) { $0.setting($1.name, $1.value) }, by: key)
  }

  /// Reads an answer to its end and looks at nothing of it.
  func fetch(_ path: String, by key: SigningKey?) async throws {
    var request = HTTPClientRequest(url: "http://\(host):\(port)\(path)")
    if let key {
      for (name, value) in SignedFields(method: "GET", path: path, body: nil, key: key).fields {
        request.headers.add(name: name, value: value)
      }
    }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
    var bytes = 0
    for try await piece in response.body { bytes += piece.readableBytes }
    guard response.status.code < 300 else { throw BenchFailure("GET \(path): \(response.status.code)") }
  }

  /// What the daemon drafts, signed and handed in.
  @discardableResult
  func signDraft(_ kind: String, of tender: String, lot: String?, by key: SigningKey) async throws -> (JSON, SignedNote)
  {
    let query = lot.map { "?lot=\($0)" } ?? ""
    let draft = try await call("GET", "/api/tenders/\(tender)/drafts/\(kind)\(query)", by: key)
    guard let text = draft["text"]?.stringValue else { throw BenchFailure("the draft \(kind) has no text") }
    let note = key.sign(text)
    var more: [(name: String, value: JSON)] = []
    if let list = draft["list"] { more.append(("list", list)) }
    // An award is a file of its own beside its note; the others are drawn up again from what is there.
    if kind == "award" {
      let file = draft["files"]?.members?.first?.value.stringValue.flatMap { Base64.decode($0) }
      more.append(("award", try JSON.parse(file ?? [])))
    } else if let lot {
      more.append(("lot", JSON(lot)))
    }
    try await post(note: note, tender: tender, by: key, more: more)
    return (draft, note)
  }

  /// An amendment, a clarification or a cancellation as the daemon drafts it from a form, signed and handed in.
  func change(_ kind: String, of tender: String, _ form: JSON, by key: SigningKey) async throws {
    let draft = try await call("POST", "/api/tenders/\(tender)/drafts/\(kind)", form, by: key)
    guard let text = draft["text"]?.stringValue, let list = draft["list"] else {
      throw BenchFailure("the draft \(kind) has no text or no list")
    }
    try await post(note: key.sign(text), tender: tender, by: key, more: [("list", list), (kind, form)])
  }

  /// The manifest of the next part of a lot, or of every lot.
  ///
  /// - Returns: its id, and the bids to open in their order.
  func startOpening(_ tender: String, lot: String? = nil, by key: SigningKey) async throws -> (Digest, [Digest]) {
    let (draft, note) = try await signDraft("opening", of: tender, lot: lot, by: key)
    let order = ListLine.lines(draft["list"]?.stringValue ?? "").compactMap { line -> Digest? in
      let words = line.split(separator: " ")
      return words.first == "bid" ? Digest(b64: words[1]) : nil
    }
    return (note.id, order)
  }
}

extension ListLine {
  fileprivate static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }
}

/// The header fields that sign one request.
///
/// - Source: RFC 9421, RFC 9530.
struct SignedFields {
  let fields: [(name: String, value: String)]

  /// - Parameter body: its bytes in pieces; nil for none.
  init(method: String, path: String, body: [ArraySlice<UInt8>]?, key: SigningKey) {
    var fields: [(name: String, value: String)] = []
    let cut = path.firstIndex(of: "?") ?? path.endIndex
    let query = path[cut...].dropFirst()
    var base = "\"@method\": \(method)\n\"@path\": \(path[..<cut])\n\"@query\": ?\(query)\n"
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
