import Canon
import Messages
import Notes
import Tendering

/// The draws of one lot and purpose as the daemon shows them.
struct DrawView {
  /// Hex ids of the bids that tie, sorted.
  let tied: [String]
  private let json: JSON

  static func of(
    _ tender: String, lot: String, purpose: DrawCommands.Purpose, _ api: Connection
  ) async throws(CommandFailure) -> DrawView {
    let all = try await api.get("/api/tenders/\(tender)/draws")
    let found = (all["lots"]?.arrayValue ?? []).first {
      $0["lot"]?.stringValue == lot && $0["purpose"]?.stringValue == purpose.rawValue
    }
    guard let found else { throw CommandFailure(DrawRefusal.notOpen) }
    return DrawView(json: found)
  }

  private init(json: JSON) {
    self.json = json
    tied = (json["tied"]?.arrayValue ?? []).compactMap(\.stringValue).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// The commitments that wait, as a draw's note lists them: by the party's key name.
  func commits() throws(CommandFailure) -> [Notes.Draw.Commit] {
    var commits: [(reference: String, commit: Notes.Draw.Commit)] = []
    for entry in json["committed"]?.arrayValue ?? [] {
      guard let text = entry["party"]?.stringValue, let party = KeyReference(parsing: text),
        let digest = entry["commitment"]?.stringValue.flatMap({ Digest(b64: $0) })
      else { throw .mistake(zh: "服务器的承诺清单不对。", en: "The server's list of commitments is malformed.") }
      commits.append((text, .init(party: party.name, digest: digest)))
    }
    return commits.sorted { $0.reference.utf8.lexicographicallyPrecedes($1.reference.utf8) }.map(\.commit)
  }

  /// An announced draw with its list.
  struct Running {
    let signed: SignedNote
    let body: Notes.Draw
    let list: [String]

    /// Whether this result follows from the commitments, the secrets and the list.
    func comes(to drawn: Drawn) -> Bool {
      drawn.draw == signed.id && drawn.secrets.map(\.party) == body.commits.map(\.party)
        && drawn.secrets.map { Digest(of: $0.bytes) } == body.commits.map(\.digest)
        && drawn.results
          == Array(Drawn.order(draw: signed.id, secrets: drawn.secrets.map(\.bytes), ids: list).prefix(body.take))
    }
  }

  /// The draw that has no end yet.
  func running() throws(CommandFailure) -> Running {
    let entry = (json["draws"]?.arrayValue ?? []).first { $0["state"]?.stringValue == "running" }
    guard let entry else { throw CommandFailure(DrawRefusal.drawUnknown) }
    let what = Wording(zh: "抽取公告", en: "draw")
    let signed = try SignedNote(received: entry["note"]?.stringValue, what)
    let body: Notes.Draw = try signed.body(what)
    guard let list = try? body.list.entries(in: Array((entry["list"]?.stringValue ?? "").utf8)) else {
      throw .checkedFalse(zh: "抽取公告所列的名单与收到的不同。", en: "The draw names another list than the one that came.")
    }
    return Running(signed: signed, body: body, list: list)
  }
}

/// A party's secret in a file: 64 hexadecimal digits, for its owner's eyes alone.
enum DrawSecret {
  static func make() -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
  }

  static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    try Files.write(Hex.encode(bytes) + "\n", to: path, .secret)
  }

  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    guard let bytes = Hex.decode(try Files.word(path)), bytes.count == 32 else {
      throw .localFile(zh: "\(path) 应为 64 个十六进制数字。", en: "\(path) must hold 64 hexadecimal digits.")
    }
    return bytes
  }
}
