import Canon
import Documents
import Notes
import Postgres
import Store
import Tendering
import Transparency

// The log as everybody may read it. Nothing beyond the last signed head is shown: what is served can be verified.
extension Office {
  /// The signed checkpoint with the cosignatures at hand; nil before the first.
  public var logCheckpoint: [UInt8]? { publisher.checkpoint }

  /// The bytes of a tile of hashes or of entries; nil when the signed log has no such tile.
  public func logTile(_ tile: Tile) async throws -> [UInt8]? {
    let size = publisher.size
    guard let standing = Tile.standing(tile.content, index: tile.index, size: size), standing.width >= tile.width else {
      return nil
    }
    let range = tile.range
    return try await database.read { tx in
      switch tile.content {
      case .entries:
        let entries = try tx.logEntries(from: range.lowerBound, to: range.upperBound)
        guard entries.count == tile.width else { throw Self.holes(tile) }
        return try Tile.bundle(of: entries)
      case .hashes(let level):
        let hashes = try tx.tileHashes(level: level, from: range.lowerBound, to: range.upperBound)
        guard hashes.count == tile.width else { throw Self.holes(tile) }
        return Tile.bytes(of: hashes)
      }
    }
  }

  /// What a stranger may know of this office: its name, its key, its clock and the trust policy it states.
  public func describe() -> JSON {
    [
      "rehearsal": JSON(instance.rehearsal), "origin": JSON(instance.origin), "vkey": JSON(logKey.verifier.text),
      "now": JSON(now.seconds), "tickSeconds": JSON(limits.tickSeconds),
      "policy": JSON(publisher.policyText),
      "signing": [
        "size": JSON(publisher.size), "here": JSON(publisher.isSigner),
        "trouble": JSON(publisher.trouble?.code),
      ],
      "witnesses": .array(publisher.witnessStates.map { Self.json($0) }),
    ]
  }

  private static func json(_ state: WitnessState) -> JSON {
    [
      "vkey": JSON(state.key.text), "size": state.cosigned.map { JSON($0.size) } ?? .null,
      "time": state.cosigned.map { JSON($0.at.seconds) } ?? .null, "trouble": JSON(state.trouble?.code),
    ]
  }

  /// The keys of the office's people as a `vkeys.txt`: log, officers, custodians, supervisors, parks, enterprises.
  /// Bidders are known by their registrations.
  public func statedKeys() async throws -> String {
    let roles: [(Tendering.Role, Transparency.Role)] = [
      (.officer, .officer), (.custodian, .custodian), (.supervisor, .supervisor), (.park, .park),
      (.enterprise, .enterprise),
    ]
    let rows = try await database.read { tx in try tx.actors() }
    var entries = statedNotary
    for row in rows {
      guard let (_, role) = roles.first(where: { $0.0 == row.role }) else { continue }
      entries.append(VKeys.Entry(role: role, key: row.key))
    }
    return try VKeys(entries).text
  }

  /// The keys of the notary: the log's, and those of the witnesses that the stated policy names.
  var statedNotary: [VKeys.Entry] {
    [VKeys.Entry(role: .log, key: logKey.verifier)]
      + publisher.policyWitnesses.map { VKeys.Entry(role: .witness, key: $0) }
  }

  /// What does not hold anything up and should be looked at, as codes: witnesses that do not cosign, a
  /// press without its tools.
  public var warnings: [String] {
    var warnings = Set(publisher.witnessStates.compactMap { $0.trouble?.code })
    if publisher.isQuorumMissing { warnings.insert("log.quorumMissing") }
    if !press.isInstalled { warnings.insert("press.notInstalled") }
    return warnings.sorted()
  }

  /// Why the office cannot take anything now, as codes; empty when it can.
  public func troubles() async -> [String] {
    var troubles: [String] = []
    do { try await database.ping() } catch { troubles.append("database.notReachable") }
    if !isClockSure { troubles.append("bid.clockUnsure") }
    if publisher.trouble != nil { troubles.append("log.notSigned") }
    if publisher.checkpoint == nil { troubles.append("log.noHead") }
    return troubles
  }

  private static func holes(_ tile: Tile) -> PostgresFailure {
    PostgresFailure(.mismatch, message: "log tile \(tile.path) is not whole")
  }
}
