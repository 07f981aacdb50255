import Crypto
import Notes
import Operations
import Synchronization
import Tendering

/// The keys that came lately, so that a bidder does not cost a look into the database for each request.
///
/// A key never changes hands; all that can happen to it is to be revoked. So the ring asks once a second how many keys
/// are revoked and begins anew when that number has grown: a revocation is felt after `freshMicroseconds` at the latest.
final class KeyRing: Sendable {
  struct Holder: Sendable {
    let actor: Actor
    let isRevoked: Bool
    let key: Curve25519.Signing.PublicKey
  }

  private struct State {
    var holders: [KeyReference: Holder] = [:]
    var revocations = -1
    var freshUntil = Int64.min
  }

  static let freshMicroseconds: Int64 = 1_000_000
  static let holdersMax = 65_536

  private let state = Mutex(State())

  /// The holder of `reference`, at most a second old; nil when nobody is known under it.
  func holder(of reference: KeyReference, at now: Int64, office: Office) async throws -> Holder? {
    let (kept, isFresh) = state.withLock { ($0.holders[reference], now < $0.freshUntil) }
    if isFresh, let kept { return kept }
    if !isFresh {
      let revocations = try await office.revokedKeysCount()
      let kept = state.withLock { state -> Holder? in
        if revocations != state.revocations { state.holders.removeAll(keepingCapacity: true) }
        state.revocations = revocations
        state.freshUntil = now + Self.freshMicroseconds
        return state.holders[reference]
      }
      if let kept { return kept }
    }
    let holder = try await office.keyHolder(reference).flatMap { known in
      (try? Curve25519.Signing.PublicKey(rawRepresentation: known.key.publicKey)).map { key in
        Holder(actor: known.actor, isRevoked: known.isRevoked, key: key)
      }
    }
    // Strangers are not remembered: they might be added the next moment, and may ask for any number of references.
    guard let holder else { return nil }
    state.withLock {
      if $0.holders.count >= Self.holdersMax { $0.holders.removeAll(keepingCapacity: true) }
      $0.holders[reference] = holder
    }
    return holder
  }
}
