import Documents
import Logging
import Notes
import Postgres
import Store
import Tendering

/// The counter sees moments through this room; it does not know the archive.
public typealias Moment = Store.Moment

/// Does something for somebody at a network address, which stands with every line that it writes into the record.
public func from<Value: Sendable>(
  address: String?, _ body: () async throws -> Value
) async rethrows -> Value {
  try await NetworkAddress.$current.withValue(address) { try await body() }
}

extension Moment {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var unixMicroseconds: Int64 { micros }

  public init(unixMicroseconds: Int64) { self.init(micros: unixMicroseconds) }
}

/// Somebody who may come to the counter: the actor, and the key that proves it.
public struct KeyHolder: Sendable {
  public let actor: Actor
  public let key: VerifierKey
  public let isRevoked: Bool
}

// What the counter asks before any deed.
extension Office {
  /// The holder of a key, revoked ones too; nil when nobody is known under that reference.
  public func keyHolder(_ reference: KeyReference) async throws -> KeyHolder? {
    guard let row = try await database.read({ tx in try tx.actor(keyRef: reference.text) }) else { return nil }
    return KeyHolder(actor: try row.actor(), key: row.key, isRevoked: row.revokedAt != nil)
  }

  /// How many keys are revoked. The number only grows, and grows with every revocation.
  public func revokedKeysCount() async throws -> Int {
    try await database.read { tx in try tx.revokedActorsCount() }
  }

  /// True the first time only, for one key and nonce, as long as a replay could still pass for fresh.
  public func isFirst(nonce: String, of reference: KeyReference, at moment: Moment) async throws -> Bool {
    try await database.write { tx in try tx.isFirst(nonce: nonce, keyRef: reference.text, at: moment) }
  }

  /// Every minute forgets the nonces that are too old to be repeated, and the answers of idempotency keys that are no
  /// longer remembered, until the task is cancelled.
  public func runForgetting() async {
    while !Task.isCancelled {
      do {
        let old = Moment(micros: now.micros - Self.nonceMicroseconds)
        let kept = Moment(micros: now.micros - Once.microseconds)
        try await database.write(as: .office) { tx in
          try tx.forgetNonces(before: old)
          try tx.forgetAnswers(before: kept)
        }
      } catch is CancellationError {
        return
      } catch {
        logger.warning("old nonces and answers stay a while", metadata: ["reason": "\(error)"])
      }
      do { try await Task.sleep(for: .seconds(60)) } catch { return }
    }
  }

  /// A signature passes for fresh during two minutes; one more for a clock that is set.
  private static var nonceMicroseconds: Int64 { 180_000_000 }
}

/// What an error of a deed comes to for whoever asked.
public enum DeedFault: Sendable {
  /// The rules, or a constraint that stands for one, said no.
  case refused(any Refusal)
  /// The database cannot be reached or is overloaded; nothing was done.
  case databaseAway
  /// The connection broke at the very end: look, or repeat the same note.
  case outcomeUnknown
  /// The daemon's machine lacks what papers are printed with. What was signed and recorded stands; the paper follows when
  /// the same is asked again.
  case pressNotInstalled
  /// A failure that nobody foresaw.
  case unexpected

  public init(_ error: any Error) {
    switch error {
    case let refusal as any Refusal: self = .refused(refusal)
    case let failure as PostgresFailure:
      if let refusal = ConstraintRefusals.refusal(for: failure) {
        self = .refused(refusal)
      } else {
        switch failure.kind {
        case .outcomeUnknown: self = .outcomeUnknown
        case .notConnected, .connectionLost, .timedOut, .poolExhausted, .closed: self = .databaseAway
        case .refused, .mismatch: self = .unexpected
        }
      }
    case let failure as PressFailure:
      switch failure {
      case .missing, .sandboxRefused: self = .pressNotInstalled
      case .factsTooLarge, .pdfTooLarge, .timedOut, .renderer, .process, .cancelled: self = .unexpected
      }
    default: self = .unexpected
    }
  }
}
