import Canon
import Notes
import Postgres
import Store
import Tendering

/// A request that its sender gave a key, so that asking again does not do it again.
///
/// - Source: draft-ietf-httpapi-idempotency-key-header-07.
public struct Once: Hashable, Sendable {
  public let actor: String
  /// Chosen by the sender; it is the sender's own, so two actors may choose the same.
  public let key: String
  /// Method and path of the route.
  public let route: String
  /// Over the target and the body.
  public let request: Digest

  /// How long a key is remembered.
  public static let hours = 24
  static let microseconds = Int64(hours) * 3_600_000_000

  public init(actor: String, key: String, route: String, request: Digest) {
    self.actor = actor
    self.key = key
    self.route = route
    self.request = request
  }

  /// The answer that was kept, if this is the same request.
  func same(_ kept: KeptAnswer) throws -> JSON {
    guard kept.route == route, kept.request == request else { throw OnceRefusal.keyReused }
    return try JSON.parse(Array(kept.answer.utf8))
  }
}

/// Why a request with a key is neither done nor answered as before.
public enum OnceRefusal: Refusal {
  case keyMalformed
  /// The key came with another request before.
  case keyReused
  /// The first request with this key has not ended.
  case inFlight

  public var code: String {
    switch self {
    case .keyMalformed: "idempotency.keyMalformed"
    case .keyReused: "idempotency.keyReused"
    case .inFlight: "idempotency.inFlight"
    }
  }
}

/// Why something that two people may edit was not replaced.
public enum ConditionRefusal: Refusal {
  /// Nothing says which state was read.
  case missing
  case malformed
  /// It is not any more what was read.
  case changed

  public var code: String {
    switch self {
    case .missing: "condition.missing"
    case .malformed: "condition.malformed"
    case .changed: "condition.changed"
    }
  }
}

extension Office {
  /// The answer that was given to this request before; nil when it was not yet done.
  ///
  /// - Throws: `OnceRefusal.keyReused`.
  public func answer(to once: Once) async throws -> JSON? {
    let kept = try await database.read(as: .office) { tx in try tx.keptAnswer(actor: once.actor, key: once.key) }
    return try kept.map { try once.same($0) }
  }

  /// Does a deed and keeps its answer in one transaction: either both are there or neither. A deed that is refused keeps
  /// nothing, because nothing was done.
  ///
  /// - Parameter reader: for whom the deed reads.
  /// - Throws: what the deed throws; `OnceRefusal` when somebody was first with this key.
  func write(
    as reader: Reader, _ once: Once?, _ deed: @Sendable (borrowing Transaction) throws -> JSON
  ) async throws -> JSON {
    let at = now
    return try await database.write(as: reader) { tx in
      guard let once else { return try deed(tx) }
      guard try tx.tryLock(actor: once.actor, key: once.key) else { throw OnceRefusal.inFlight }
      if let kept = try tx.keptAnswer(actor: once.actor, key: once.key) { return try once.same(kept) }
      let answer = try deed(tx)
      try tx.keep(
        KeptAnswer(route: once.route, request: once.request, answer: answer.canonicalText), actor: once.actor,
        key: once.key, at: at)
      return answer
    }
  }
}

/// What the counter sees of the archive's own refusals: one of each.
public enum StoredRefusals {
  public static let everyCase: [any Refusal] = [
    DatabaseRefusal.constraint("award_once"), DatabaseRefusal.onePersonOneFunction,
  ]
}
