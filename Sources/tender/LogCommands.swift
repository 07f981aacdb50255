import ArgumentParser
import Canon
import Messages
import Notes
import Transparency

/// `tender log`: the log as anybody sees it.
struct LogCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "日志 · The log, as anybody can read and check it.",
    subcommands: [Show.self, LogWatchCommand.self])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "显示最新的检查点和联署 · Show the newest checkpoint and who cosigned it.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let policy = try LogPolicy(options)
      let log = LogSource(try options.publicConnection())
      let note = try await log.checkpoint()
      let (head, trusted) = try policy.judge(note)
      let cosigners = trusted?.cosigners ?? policy.policy.cosigners(of: note)
      let json: JSON = [
        "origin": JSON(head.origin), "size": JSON(head.size), "root": JSON(head.root.b64),
        "policyMet": JSON(trusted != nil),
        "cosigners": .array(
          cosigners.map { ["witness": JSON($0.key.reference.text), "time": JSON($0.time)] }),
      ]
      let output = options.output
      output.show(json) {
        output.facts(
          [
            (Wording(zh: "日志", en: "Log"), head.origin), (Wording(zh: "条数", en: "Entries"), "\(head.size)"),
            (Wording(zh: "根", en: "Root"), head.root.b64),
          ]
            + cosigners.map { cosigner in
              (
                Wording(zh: "联署", en: "Cosigned by"),
                "\(cosigner.key.reference.text)  \(TenderWords.moment(JSON(cosigner.time))[output.language])"
              )
            })
      }
      guard trusted != nil else { throw CommandFailure(CheckpointFault.quorumNotMet, as: .checkedFalse) }
    }
  }
}

/// The caller's own `trust.policy`: which log is followed, and whose cosignatures it needs.
struct LogPolicy: Sendable {
  let policy: Policy

  init(_ options: GlobalOptions) throws(CommandFailure) {
    let folder = try options.trustFolder()
    let bytes = try Files.read("\(folder)/\(Trust.policyFile)", limit: Policy.bytesMax)
    do {
      policy = try Policy(parsing: bytes)
    } catch {
      throw CommandFailure(
        .localFile, code: error.code,
        Wording(zh: "\(folder) 里的 trust.policy 不能用：", en: "trust.policy in \(folder) cannot be used:").then(
          error.wording))
    }
  }

  init(_ policy: Policy) { self.policy = policy }

  /// The head of a checkpoint that the policy's log has signed, and what makes it believed; the latter is nil as long as
  /// cosignatures are missing.
  ///
  /// - Throws: `checkedFalse` for one that is malformed, of another log, or signed wrongly.
  func judge(_ note: SignedNote) throws(CommandFailure) -> (Checkpoint, TrustedCheckpoint?) {
    do throws(CheckpointFault) {
      let head = try Checkpoint(note)
      do throws(CheckpointFault) {
        return (head, try policy.verify(note))
      } catch .quorumNotMet {
        return (head, nil)
      }
    } catch {
      throw CommandFailure(error, as: .checkedFalse)
    }
  }
}

/// A log as it is served below `/log/`.
struct LogSource: Sendable {
  /// The bytes at a path below `/log/`, no more than a limit.
  private let get: @Sendable (String, Int) async throws(CommandFailure) -> [UInt8]

  init(_ api: Connection) {
    self.init { path, limit async throws(CommandFailure) in
      try await api.send(.init(method: .get, path: "/log/\(path)", signed: false, answerMax: limit)).body
    }
  }

  init(_ get: @escaping @Sendable (String, Int) async throws(CommandFailure) -> [UInt8]) { self.get = get }

  /// The checkpoint as it is served now; nothing of it is believed yet.
  func checkpoint() async throws(CommandFailure) -> SignedNote {
    let bytes = try await get("checkpoint", Checkpoint.bytesMax)
    do {
      return try Checkpoint.note(parsing: bytes)
    } catch {
      throw CommandFailure(error, as: .checkedFalse)
    }
  }

  /// The bytes of a tile; where the partial one is gone, the beginning of the full one.
  func bytes(_ tile: Tile) async throws(CommandFailure) -> [UInt8] {
    do throws(CommandFailure) {
      return try await get(tile)
    } catch {
      guard error.kind == .notKnown, !tile.isFull, let full = try? Tile(tile.content, index: tile.index) else {
        throw error
      }
      return try Self.beginning(of: try await get(full), full, tile)
    }
  }

  private func get(_ tile: Tile) async throws(CommandFailure) -> [UInt8] {
    try await get(tile.path, tile.content == .entries ? tile.width * (2 + Tile.entryBytesMax) : tile.width * 32)
  }

  private static func beginning(of bytes: [UInt8], _ full: Tile, _ tile: Tile) throws(CommandFailure) -> [UInt8] {
    guard tile.content == .entries else { return Array(bytes.prefix(tile.width * 32)) }
    do {
      return try Tile.bundle(of: full.entries(in: bytes).prefix(tile.width).map(Array.init))
    } catch {
      throw CommandFailure(error, as: .checkedFalse)
    }
  }
}
