import Notes
import Tendering
import Testing

@testable import Operations
@testable import Server

@Suite struct `The ring of keys` {
  /// What the ring asks, with one actor for each key.
  private actor Registry {
    private let keys: [KeyReference: VerifierKey]
    private var revoked: Set<KeyReference> = []
    private var duringNext: (@Sendable () async throws -> Void)?
    private(set) var lookUps = 0

    init(_ keys: [SigningKey]) {
      self.keys = Dictionary(uniqueKeysWithValues: keys.map { ($0.verifier.reference, $0.verifier) })
    }

    var revocationsCount: Int { revoked.count }
    func revoke(_ reference: KeyReference) { revoked.insert(reference) }

    /// Happens in the next look-up, between the row's being read and the answer's coming back.
    func during(_ event: @escaping @Sendable () async throws -> Void) { duringNext = event }

    func lookUp(_ reference: KeyReference) async throws -> KeyHolder? {
      lookUps += 1
      guard let key = keys[reference], let party = PartyKey(reference.text) else { return nil }
      let isRevoked = revoked.contains(reference)
      let event = duringNext
      duringNext = nil
      try await event?()
      return KeyHolder(actor: Actor(key: party, role: .officer, person: "x"), key: key, isRevoked: isRevoked)
    }
  }

  private static func ring(_ registry: Registry) -> KeyRing {
    KeyRing(
      revocationsCount: { await registry.revocationsCount }, lookUp: { try await registry.lookUp($0) })
  }

  @Test func `forgets what was looked up before a revocation, also when that comes back after it`() async throws {
    let (mine, other) = (try SigningKey(name: "test.mine"), try SigningKey(name: "test.other"))
    let registry = Registry([mine, other])
    let ring = Self.ring(registry)
    let start = ContinuousClock.now
    let reference = mine.verifier.reference
    // While one request waits for the row that it read, the key is revoked and another request notices it.
    await registry.during {
      await registry.revoke(reference)
      _ = try await ring.holder(of: other.verifier.reference, at: start + KeyRing.freshTime)
    }
    #expect(try await ring.holder(of: reference, at: start)?.isRevoked == false)
    // Nothing is revoked after that, so the ring does not begin anew any more.
    #expect(try await ring.holder(of: reference, at: start + KeyRing.freshTime)?.isRevoked == true)
    #expect(try await ring.holder(of: reference, at: start + KeyRing.freshTime * 3)?.isRevoked == true)
  }

  @Test func `feels a revocation after a second, and looks up nobody twice before`() async throws {
    let mine = try SigningKey(name: "test.mine")
    let registry = Registry([mine])
    let ring = Self.ring(registry)
    let start = ContinuousClock.now
    let reference = mine.verifier.reference
    for _ in 0..<3 { #expect(try await ring.holder(of: reference, at: start)?.isRevoked == false) }
    #expect(await registry.lookUps == 1)
    await registry.revoke(reference)
    #expect(try await ring.holder(of: reference, at: start + .milliseconds(999))?.isRevoked == false)
    #expect(try await ring.holder(of: reference, at: start + KeyRing.freshTime)?.isRevoked == true)
  }

  @Test func `keeps nobody for longer than ten minutes, and strangers not at all`() async throws {
    let (mine, stranger) = (try SigningKey(name: "test.mine"), try SigningKey(name: "test.stranger"))
    let registry = Registry([mine])
    let ring = Self.ring(registry)
    let start = ContinuousClock.now
    _ = try await ring.holder(of: mine.verifier.reference, at: start)
    _ = try await ring.holder(of: mine.verifier.reference, at: start + .seconds(599))
    #expect(await registry.lookUps == 1)
    _ = try await ring.holder(of: mine.verifier.reference, at: start + .seconds(600))
    #expect(await registry.lookUps == 2)
    for _ in 0..<2 { #expect(try await ring.holder(of: stranger.verifier.reference, at: start) == nil) }
    #expect(await registry.lookUps == 4)
  }
}
