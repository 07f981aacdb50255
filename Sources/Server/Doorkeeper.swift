import Canon
import Crypto
import HTTPTypes
import Notes
import Operations
import Tendering

/// Finds out who asks: from a request's headers and body to an actor, or a refusal.
struct Doorkeeper: Sendable {
  let office: Office
  private let keys: KeyRing
  private let nonces = NonceMemory()

  init(office: Office) {
    self.office = office
    keys = KeyRing(office)
  }

  /// Who asks for `route` with this request.
  ///
  /// - Parameter target: the request target as it stood in the request line.
  /// - Throws: `AuthRefusal`; `AccessRefusal.roleMayNot`; whatever the database says.
  func admit(_ request: ReceivedRequest, target: String, to route: Route) async throws -> Asker {
    if case .open = route.access { return .nobody }
    guard let signature = try RequestSignature(request.headers) else {
      if case .openOrKnown = route.access { return .nobody }
      throw AuthRefusal.required
    }
    if case .newcomer = route.access { return try await newcomer(signature, request, target: target, to: route) }
    guard let holder = try await keys.holder(of: signature.keyReference) else { throw AuthRefusal.unknownKey }
    guard !holder.isRevoked else { throw AuthRefusal.revoked }
    try check(signature, request, target: target) { holder.key.isValidSignature($0, for: $1) }
    try await use(signature, route.nonces, at: request.receivedAt)
    let actor = holder.actor
    try route.access.check(actor.role)
    return .actor(actor)
  }

  private func newcomer(
    _ signature: RequestSignature, _ request: ReceivedRequest, target: String, to route: Route
  ) async throws -> Asker {
    guard let text = try request.json()["vkey"]?.stringValue, let key = try? VerifierKey(parsing: text),
      key.algorithm == .ed25519, key.reference == signature.keyReference
    else { throw AuthRefusal.unknownKey }
    try check(signature, request, target: target) { key.verifies(Array($0), over: $1) }
    // Who is on the register may come again to say where it has moved; a key that was revoked may not.
    if let holder = try await keys.holder(of: key.reference), holder.isRevoked { throw AuthRefusal.revoked }
    try await use(signature, route.nonces, at: request.receivedAt)
    return .newcomer(key)
  }

  private func check(
    _ signature: RequestSignature, _ request: ReceivedRequest, target: String,
    _ isValid: (_ signature: [UInt8], _ message: [UInt8]) -> Bool
  ) throws(AuthRefusal) {
    let now = floorSeconds(request.receivedAt.unixMicroseconds)
    let (apart, overflow) = signature.createdAt.subtractingReportingOverflow(now)
    guard !overflow, apart.magnitude <= RequestSignature.secondsApartMax.magnitude else {
      throw .stale(createdAt: signature.createdAt, nowAt: now)
    }
    let digestField = request.headers[.contentDigest]
    guard signature.coversBody || (request.body.isEmpty && digestField == nil) else {
      throw .malformed(field: "Content-Digest")
    }
    if signature.coversBody {
      guard let digestField, let digest = RequestSignature.sha256(inContentDigest: digestField) else {
        throw .malformed(field: "Content-Digest")
      }
      guard digest == Digest(of: request.body) else { throw .bodyDiffers }
    }
    let base = signature.base(method: request.method, target: target, contentDigest: digestField)
    guard isValid(signature.bytes, base) else { throw .badSignature }
  }

  private func use(_ signature: RequestSignature, _ where: Route.Nonces, at now: Moment) async throws {
    let isFirst =
      switch `where` {
      case .archive: try await office.isFirst(nonce: signature.nonce, of: signature.keyReference, at: now)
      case .memory:
        try nonces.isFirst(nonce: signature.nonce, of: signature.keyReference, at: now.unixMicroseconds)
      }
    guard isFirst else { throw AuthRefusal.replayed }
  }
}

/// Whole seconds, rounded down, also before 1970.
func floorSeconds(_ microseconds: Int64) -> Int64 {
  let (quotient, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
  return rest < 0 ? quotient - 1 : quotient
}
