import Crypto
import Notes
import Operations
import Tendering

/// The keys that came lately, so that a busy bidder does not cost a look into the database for each request.
///
/// A revocation is felt after `freshMicroseconds` at the latest.
actor KeyRing {
  struct Holder: Sendable {
    let actor: Actor
    let isRevoked: Bool
    let key: Curve25519.Signing.PublicKey
  }

  private struct Entry {
    /// Nil for a reference that nobody holds.
    let holder: Holder?
    let until: Int64
  }

  static let freshMicroseconds: Int64 = 1_000_000
  static let entriesMax = 10_000

  private var entries: [KeyReference: Entry] = [:]

  /// The holder of `reference`, at most a second old.
  func holder(of reference: KeyReference, at now: Int64, office: Office) async throws -> Holder? {
    if let entry = entries[reference], now < entry.until { return entry.holder }
    let holder = try await office.keyHolder(reference).flatMap { known in
      (try? Curve25519.Signing.PublicKey(rawRepresentation: known.key.publicKey)).map { key in
        Holder(actor: known.actor, isRevoked: known.isRevoked, key: key)
      }
    }
    // Strangers may ask for any number of references: begin anew rather than grow.
    if entries.count >= Self.entriesMax { entries.removeAll(keepingCapacity: true) }
    entries[reference] = Entry(holder: holder, until: now + Self.freshMicroseconds)
    return holder
  }
}
