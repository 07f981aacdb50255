import Canon
import Messages
import Notes
import Transparency
import Verification

/// How far an auditor has come: the last checkpoint that it saw and found good, the right edge of the log's tree there,
/// and what ticks and notes said up to it.
struct WatchState: Sendable {
  /// With the log's signature: what a fork is proved with. Nil before the first.
  var checkpoint: SignedNote?
  var follower = LogFollower()
  var watch: LogWatch

  static let format = "tender-watch/v1"
  private static let bytesMax = 256 << 20

  /// Before the first look at a log.
  init(origin: String) { watch = LogWatch(origin: origin) }

  var head: Checkpoint? { checkpoint.flatMap { try? Checkpoint($0) } }

  var json: JSON {
    [
      "format": JSON(Self.format), "checkpoint": JSON(checkpoint.map { String(decoding: $0.bytes, as: UTF8.self) }),
      "edge": .array(follower.edge.map { .array($0.map { JSON($0.b64) }) }), "log": watch.memory,
    ]
  }

  /// Reads a state file; nil when there is none.
  ///
  /// - Throws: `localFile` for a file that is no state, is damaged, or is of another log than the policy's.
  static func read(_ path: String, policy: LogPolicy) throws(CommandFailure) -> WatchState? {
    guard Files.exists(path) else { return nil }
    let bytes = try Files.read(path, limit: bytesMax)
    guard let json = try? JSON.parse(bytes), json["format"]?.stringValue == format,
      let text = json["checkpoint"]?.stringValue, let note = try? Checkpoint.note(parsing: Array(text.utf8)),
      let (head, _) = try? policy.judge(note),
      let watch = json["log"].flatMap({ LogWatch(origin: head.origin, memory: $0) }),
      let follower = follower(json["edge"], size: head.size), follower.root == head.root
    else {
      throw .localFile(
        zh: "\(path) 不是这个日志的核对状态，或已损坏。请移走它，从头核对。",
        en: "\(path) is no state of watching this log, or is damaged. Move it away to begin anew.")
    }
    var state = WatchState(origin: head.origin)
    state.checkpoint = note
    state.follower = follower
    state.watch = watch
    return state
  }

  private static func follower(_ json: JSON?, size: Int) -> LogFollower? {
    var edge: [[Digest]] = []
    for level in json?.arrayValue ?? [] {
      let texts = level.arrayValue ?? []
      let hashes = texts.compactMap { $0.stringValue.flatMap { Digest(b64: $0) } }
      guard hashes.count == texts.count else { return nil }
      edge.append(hashes)
    }
    return try? LogFollower(size: size, edge: edge)
  }

  func write(to path: String) throws(CommandFailure) { try Files.write(json.canonicalBytes(), to: path) }
}
