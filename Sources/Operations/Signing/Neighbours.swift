import Notes
import Transparency

/// Who else knows how far the log has gone: the other daemons of this log, and witnesses. How they are reached is
/// brought in from outside.
public struct Neighbours: Sendable {
  /// Another daemon on the same log.
  public struct Peer: Sendable {
    /// Its address, for words.
    public let name: String
    /// The checkpoint that it serves; nil when it has none yet.
    public let head: @Sendable () async throws -> [UInt8]?

    public init(name: String, head: @escaping @Sendable () async throws -> [UInt8]?) {
      self.name = name
      self.head = head
    }
  }

  /// A witness, which cosigns only what extends all it has seen.
  public struct Witness: Sendable {
    public let key: VerifierKey
    /// The checkpoint that it cosigned last; nil when it says that there is none.
    public let head: @Sendable () async throws -> [UInt8]?
    /// Its answer to the body of an `add-checkpoint`.
    public let add: @Sendable ([UInt8]) async throws -> WitnessAnswer

    public init(
      key: VerifierKey, head: @escaping @Sendable () async throws -> [UInt8]?,
      add: @escaping @Sendable ([UInt8]) async throws -> WitnessAnswer
    ) {
      self.key = key
      self.head = head
      self.add = add
    }

    public var name: String { key.reference.text }
  }

  public let peers: [Peer]
  public let witnesses: [Witness]
  /// What a checkpoint of this log needs to be believed; nil for the log's signature alone.
  public let policy: Policy?
  /// How long one of them has to answer, whatever the way to it does.
  public let patience: Duration

  public init(
    peers: [Peer] = [], witnesses: [Witness] = [], policy: Policy? = nil, patience: Duration = .seconds(10)
  ) {
    self.peers = peers
    self.witnesses = witnesses
    self.policy = policy
    self.patience = patience
  }

  public static let none = Neighbours()

  var count: Int { peers.count + witnesses.count }

  /// How far a witness's clock may be from ours before its cosignature is refused, in seconds.
  static let clockTolerance = 300
}

/// What a neighbour said when asked for the newest head.
enum NeighbourWord: Sendable {
  /// A head with the log's signature.
  case head(Checkpoint)
  /// It has cosigned that many entries; of which head, it does not tell.
  case size(Int)
  case none
}

extension Neighbours {
  /// Asks everybody at once.
  ///
  /// - Parameter newest: the newest head that was signed as far as we know, for witnesses that show no checkpoint.
  /// - Returns: what those said who could be reached, and why the others could not.
  func heads(
    by key: VerifierKey, newest: SignedNote?
  ) async -> (said: [(name: String, word: NeighbourWord)], silent: [(name: String, reason: String)]) {
    await withTaskGroup(of: (String, Result<NeighbourWord, any Error>).self) { group in
      for peer in peers {
        group.addTask {
          (peer.name, await result { try Self.word(try await peer.head(), by: key) })
        }
      }
      for witness in witnesses {
        group.addTask {
          (witness.name, await result { try await Self.word(of: witness, by: key, newest: newest) })
        }
      }
      var said: [(name: String, word: NeighbourWord)] = []
      var silent: [(name: String, reason: String)] = []
      for await (name, result) in group {
        switch result {
        case .success(let word): said.append((name, word))
        case .failure(let error): silent.append((name, "\(error)"))
        }
      }
      return (said, silent)
    }
  }

  private func result(
    _ body: @escaping @Sendable () async throws -> NeighbourWord
  ) async -> Result<NeighbourWord, any Error> {
    do { return .success(try await inTime(body)) } catch { return .failure(error) }
  }

  /// What `body` gives, unless it takes longer than the patience; then it is cancelled.
  ///
  /// - Throws: `WitnessTrouble.unreachable` when it does, or what `body` throws.
  func inTime<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let patience = patience
    return try await withThrowingTaskGroup(of: Value.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: patience)
        throw WitnessTrouble.unreachable(reason: "no answer in \(patience)")
      }
      guard let value = try await group.next() else { throw CancellationError() }
      return value
    }
  }

  private static func word(_ bytes: [UInt8]?, by key: VerifierKey) throws -> NeighbourWord {
    guard let bytes else { return .none }
    return .head(try SignedHead.read(bytes, by: key).head)
  }

  /// A witness need not show checkpoints under the address at which it takes them. One that shows none is asked to
  /// cosign, as the first of all, what was signed already: it answers with the size that it has.
  private static func word(
    of witness: Witness, by key: VerifierKey, newest: SignedNote?
  ) async throws -> NeighbourWord {
    var reason: (any Error)?
    do {
      if let bytes = try await witness.head() { return try word(bytes, by: key) }
    } catch { reason = error }
    guard let newest else {
      if let reason { throw reason }
      return .none
    }
    switch try await witness.add(AddCheckpoint(oldSize: 0, proof: [], checkpoint: newest).bytes) {
    case .conflict(let size): return .size(size)
    case .cosigned: return .none
    case .refused(let status): throw WitnessTrouble.refused(status: status)
    }
  }
}

/// Why a witness did not cosign a head.
public enum WitnessTrouble: Error, Hashable, Sendable {
  /// No answer, or none in time.
  case unreachable(reason: String)
  case refused(status: Int)
  /// It has cosigned more entries than the log has: it has seen another log of this name.
  case ahead(size: Int)
  /// It names one size, and another when that is taken up.
  case restless
  /// What it sent is no cosignature of it.
  case lied(CosignatureFault)

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .unreachable: "witness.unreachable"
    case .refused(let status): "witness.refused.\(status)"
    case .ahead: "witness.ahead"
    case .restless: "witness.restless"
    case .lied(let fault): fault.code
    }
  }
}

/// How things stand with a witness.
public struct WitnessState: Sendable {
  public let key: VerifierKey
  /// The largest head of which we hold its cosignature, and when it signed; nil before the first.
  public internal(set) var cosigned: (size: Int, at: Moment)?
  /// Why it did not cosign at the last try; nil when it did.
  public internal(set) var trouble: WitnessTrouble?

  init(key: VerifierKey) { self.key = key }
}
