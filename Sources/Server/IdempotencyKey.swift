import HTTPTypes
import Notes
import Operations
import RawStructuredFieldValues
import Synchronization
import Tendering

extension HTTPField.Name {
  static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}

extension ReceivedRequest {
  /// The key that the sender gave this request, with what it is a key of; nil when there is none.
  ///
  /// - Parameter route: method and path as the table has them.
  /// - Throws: `OnceRefusal.keyMalformed`.
  /// - Source: draft-ietf-httpapi-idempotency-key-header-07: one string of a structured field.
  func once(by actor: Actor, route: String) throws(OnceRefusal) -> Once? {
    guard let field = headers[.idempotencyKey] else { return nil }
    var parser = StructuredFieldValueParser(Array(field.utf8))
    guard let item = try? parser.parseItemFieldValue(), case .string(let key) = item.rfc9651BareItem,
      item.rfc9651Parameters.isEmpty, (8...128).contains(key.utf8.count), !key.utf8.contains(0x20)
    else { throw .keyMalformed }
    let asked = "\(path)?\(query ?? "")\n"
    return Once(actor: actor.key.text, key: key, route: route, request: Digest(of: Array(asked.utf8) + body))
  }
}

/// The keys whose requests are being dealt with by this process. What another process does shows in the database.
final class KeysInUse: Sendable {
  private struct Place: Hashable {
    let actor, key: String
  }

  private let places = Mutex<Set<Place>>([])

  /// - Throws: `OnceRefusal.inFlight` while the same key is in use.
  func using<Value: Sendable>(_ once: Once, _ body: () async throws -> Value) async throws -> Value {
    let place = Place(actor: once.actor, key: once.key)
    guard places.withLock({ $0.insert(place).inserted }) else { throw OnceRefusal.inFlight }
    defer { places.withLock { _ = $0.remove(place) } }
    return try await body()
  }
}
