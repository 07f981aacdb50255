import Notes
import Tendering

/// Somebody who may come to the counter: the actor, and the key that proves it.
public struct KnownPerson: Sendable {
  public let actor: Actor
  public let key: VerifierKey
  public let isRevoked: Bool

  public init(actor: Actor, key: VerifierKey, isRevoked: Bool) {
    self.actor = actor
    self.key = key
    self.isRevoked = isRevoked
  }
}

/// What the counter needs of the office before any deed: the time, who holds a key, whether a nonce is new.
public protocol Desk: Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z by the daemon's clock.
  func microseconds() -> Int64
  /// The holder of a key, revoked ones too; nil when nobody is known under that reference.
  func person(_ reference: KeyReference) async throws -> KnownPerson?
  /// True the first time only, for one key and nonce, as long as a replay could still pass for fresh.
  func isFirst(nonce: String, of reference: KeyReference, at microseconds: Int64) async throws -> Bool
}
