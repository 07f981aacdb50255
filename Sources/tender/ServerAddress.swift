/// Where the daemon answers: scheme, host and port, without a path.
struct ServerAddress: Hashable, Sendable {
  /// Without a slash at its end.
  let text: String

  init(_ given: String) throws(CommandFailure) {
    var bytes = Array(given.utf8)
    while bytes.last == 0x2F { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    let rest: Substring
    if text.utf8.starts(with: "http://".utf8) {
      rest = text.dropFirst(7)
    } else if text.utf8.starts(with: "https://".utf8) {
      rest = text.dropFirst(8)
    } else {
      throw Self.wrong(given)
    }
    // A path before ours would change what is signed; user names do not belong here.
    guard !rest.isEmpty, rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"/?#@\\\"".utf8.contains($0) }) else {
      throw Self.wrong(given)
    }
    self.text = text
  }

  private static func wrong(_ given: String) -> CommandFailure {
    .usage(
      zh: "服务器地址“\(given)”不对，应形如 http://127.0.0.1:8080 或 https://tender.example（后面不带路径）。",
      en: "“\(given)” is no server address; write http://127.0.0.1:8080 or https://tender.example, without a path.")
  }

  /// The path and query as they go over the wire; each segment and value percent-encoded.
  static func target(_ path: String, _ query: [(String, String)]) -> (path: String, query: String) {
    let path = path.split(separator: "/", omittingEmptySubsequences: false).map { encode(String($0)) }
      .joined(separator: "/")
    return (path, query.map { encode($0.0) + "=" + encode($0.1) }.joined(separator: "&"))
  }

  private static func encode(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.append(byte)
      default: out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
