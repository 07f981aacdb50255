import Canon
import Messages
import Notes
import RawStructuredFieldValues
import Testing

@testable import tender

@Suite struct `The way to the daemon` {
  static let addresses: [(given: String, kept: String?)] = [
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("https://tender.example/", "https://tender.example"),
    ("http://[::1]:80", "http://[::1]:80"),
    ("ftp://tender.example", nil),
    ("http://", nil),
    ("http://tender.example/office", nil),  // a path would change what is signed
    ("http://me@tender.example", nil),
    ("http://tender.example?x", nil),
    ("tender.example", nil),
    ("http://tender .example", nil),
  ]

  @Test(arguments: addresses)
  func `an address is scheme, host and port`(given: String, kept: String?) {
    #expect((try? ServerAddress(given))?.text == kept)
  }

  @Test func `a target is percent-encoded as it goes over the wire`() {
    let target = ServerAddress.target("/api/a b/ü", [("lot", "L1,L2"), ("q", "a&b=c")])
    #expect(target.path == "/api/a%20b/%C3%BC")
    #expect(target.query == "lot=L1%2CL2&q=a%26b%3Dc")
  }

  static let bodies: [[UInt8]?] = [nil, [], Array("{}".utf8)]

  @Test(arguments: bodies)
  func `a request's signature holds over method, path, query and body`(body: [UInt8]?) throws {
    let key = try SigningKey(name: "somebody", seed: [UInt8](repeating: 7, count: 32))
    let made = try RequestSigner(key: key).headers(
      method: "POST", path: "/api/x", query: "a=1", body: body, created: 1_790_000_000, nonce: "n1")
    #expect((made.contentDigest == nil) == (body == nil))
    let covered = "(\"@method\" \"@path\" \"@query\"" + (body == nil ? ")" : " \"content-digest\")")
    let parameters =
      covered + ";created=1790000000;nonce=\"n1\";keyid=\"\(key.verifier.reference)\";alg=\"ed25519\";tag=\"tender\""
    #expect(made.signatureInput == "sig=" + parameters)
    var base = "\"@method\": POST\n\"@path\": /api/x\n\"@query\": ?a=1\n"
    if let body { base += "\"content-digest\": sha-256=:\(Digest(of: body).b64):\n" }
    base += "\"@signature-params\": " + parameters
    let signature = try #require(Base64.decode(made.signature.dropFirst(5).dropLast()))
    #expect(made.signature.hasPrefix("sig=:") && made.signature.hasSuffix(":"))
    #expect(key.verifier.verifies(signature, over: base.utf8))
  }

  static let statuses: [(status: Int, kind: CommandFailure.Kind)] = [
    (401, .notAllowed), (403, .notAllowed), (404, .notKnown), (409, .refused), (413, .refused), (422, .refused),
    (503, .notReachable), (500, .mistake), (302, .mistake),
  ]

  @Test(arguments: statuses)
  func `a problem keeps the server's words and becomes one kind of failure`(
    status: Int, kind: CommandFailure.Kind
  ) {
    let body = Array(#"{"code":"bid.late","zh":"迟到","en":"late","late":"x"}"#.utf8)
    let failure = Problem.failure(status: status, body: body, path: "/api")
    #expect(failure.kind == kind)
    #expect(failure.code == "bid.late")
    #expect(failure.wording == Wording(zh: "迟到", en: "late"))
    #expect(failure.problem?["late"]?.stringValue == "x")
  }

  @Test func `an answer that is no problem document still gets a sentence`() {
    let failure = Problem.failure(status: 502, body: Array("<html>".utf8), path: "/api/x")
    #expect(failure.kind == .notReachable)
    #expect(failure.wording.zh.contains("/api/x") && failure.wording.en.contains("502"))
  }

  static let codes: [(CommandFailure.Kind, Int32)] = [
    (.checkedFalse, 1), (.cannotOpen, 1), (.usage, 2), (.refused, 3), (.notAllowed, 4), (.notKnown, 4),
    (.notReachable, 5), (.localFile, 6), (.mistake, 70),
  ]

  @Test func `each kind of failure has its promised exit code`() {
    #expect(Self.codes.map(\.0) == CommandFailure.Kind.allCases)
    for (kind, code) in Self.codes { #expect(Exit.code(of: kind) == code) }
  }
}

@Suite struct `What a terminal shows` {
  static let widths: [(String, Int)] = [
    ("", 0), ("abc", 3), ("标段", 4), ("ａｂ", 4), ("e\u{301}", 1), ("a\u{200D}b", 2), ("（1）", 5), ("🏮", 2),
  ]

  @Test(arguments: widths)
  func `wide characters take two columns and marks none`(text: String, width: Int) {
    #expect(Terminal.width(text) == width)
  }

  @Test func `other people's words cannot move the cursor or turn the writing round`() {
    #expect(Terminal.clean("a\u{1B}[31mb\u{202E}c\r\n\u{9B}d") == "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}\u{FFFD}\u{FFFD}d")
    #expect(Terminal.clean("a\nb", keepingLines: true) == "a\nb")
  }
}
