import Crypto
import Notes
import Operations
import Synchronization
import Tendering

/// The keys that came lately, so that a bidder does not cost a look into the database for each request.
///
/// A key never changes hands; all that can happen to it is to be revoked. So the ring asks once a second how many keys
/// are revoked and begins anew when that number has changed: a revocation is felt after `freshTime` at the latest. What
/// was looked up before the ring began anew is not put on it after that: it may be from before the revocation.
final class KeyRing: Sendable {
  struct Holder: Sendable {
    let actor: Actor
    let isRevoked: Bool
    let key: Curve25519.Signing.PublicKey
  }

  private struct Entry {
    let holder: Holder
    let keptUntil: ContinuousClock.Instant
  }

  private struct State {
    var entries: [KeyReference: Entry] = [:]
    var revocations = -1
    /// How often the ring began anew because of a revocation.
    var beginnings = 0
    var freshUntil: ContinuousClock.Instant?

    func isFresh(at now: ContinuousClock.Instant) -> Bool { freshUntil.map { now < $0 } ?? false }

    func holder(of reference: KeyReference, at now: ContinuousClock.Instant) -> Holder? {
      entries[reference].flatMap { now < $0.keptUntil ? $0.holder : nil }
    }
  }

  static let freshTime: Duration = .seconds(1)
  /// For how long nobody is looked up again, whatever the number of revocations says.
  static let keptTime: Duration = .seconds(600)
  static let holdersMax = 65_536

  private let state = Mutex(State())
  private let revocationsCount: @Sendable () async throws -> Int
  private let lookUp: @Sendable (KeyReference) async throws -> KeyHolder?

  /// - Parameters:
  ///   - revocationsCount: how many keys are revoked now.
  ///   - lookUp: the holder of a key as the archive knows it now.
  init(
    revocationsCount: @escaping @Sendable () async throws -> Int,
    lookUp: @escaping @Sendable (KeyReference) async throws -> KeyHolder?
  ) {
    self.revocationsCount = revocationsCount
    self.lookUp = lookUp
  }

  convenience init(_ office: Office) {
    self.init(
      revocationsCount: { try await office.revokedKeysCount() }, lookUp: { try await office.keyHolder($0) })
  }

  /// The holder of `reference`, at most a second old; nil when nobody is known under it.
  ///
  /// - Throws: whatever the database says.
  func holder(of reference: KeyReference, at now: ContinuousClock.Instant = .now) async throws -> Holder? {
    let (found, begun, isFresh) = state.withLock {
      ($0.holder(of: reference, at: now), $0.beginnings, $0.isFresh(at: now))
    }
    var (kept, beginnings) = (found, begun)
    if !isFresh {
      let revocations = try await revocationsCount()
      (kept, beginnings) = state.withLock { state in
        if revocations != state.revocations {
          state.entries.removeAll(keepingCapacity: true)
          state.revocations = revocations
          state.beginnings += 1
        }
        // As old as the question, not as the answer.
        let freshUntil = now + Self.freshTime
        state.freshUntil = state.freshUntil.map { max($0, freshUntil) } ?? freshUntil
        return (state.holder(of: reference, at: now), state.beginnings)
      }
    }
    if let kept { return kept }
    // Strangers are not remembered: they might be added the next moment, and may ask for any number of references.
    guard let known = try await lookUp(reference),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: known.key.publicKey)
    else { return nil }
    let holder = Holder(actor: known.actor, isRevoked: known.isRevoked, key: key)
    state.withLock { state in
      guard state.beginnings == beginnings else { return }
      if state.entries.count >= Self.holdersMax { state.entries.removeAll(keepingCapacity: true) }
      state.entries[reference] = Entry(holder: holder, keptUntil: now + Self.keptTime)
    }
    return holder
  }
}
