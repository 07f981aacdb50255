import Canon
import HTTPTypes
import Notes
import Operations
import Tendering

/// One route: where, who, how much, and what happens.
public struct Route: Sendable {
  /// Who may use a route.
  public enum Access: Sendable {
    /// Everybody, unsigned.
    case open
    /// Everybody; who signs is known to the route.
    case openOrKnown
    /// Whoever has a role that may do one of these deeds.
    case deeds([Deed])
    /// Every actor; the deed behind it looks at the role itself, because it depends on what is in the body.
    case anyActor
    /// A key that is no actor yet and stands as `vkey` in the body: the signature proves possession.
    case newcomer
  }

  /// Where used nonces are remembered.
  public enum Nonces: Sendable {
    /// In the database: no replay, also after a restart.
    case archive
    /// In memory, for routes where doing the same again changes nothing and speed matters.
    case memory
  }

  public let method: HTTPRequest.Method
  /// As in `/api/tenders/{id}/bids`; a last `**` stands for any rest.
  public let path: String
  /// What it is for, takes and gives.
  public let description: RouteDescription
  public let access: Access
  public let nonces: Nonces
  public let bodyBytesMax: Int
  let answer: @Sendable (ReceivedRequest, Asker) async throws -> Reply
}

/// Who stands at the counter.
enum Asker: Sendable {
  case nobody
  case actor(Actor)
  case newcomer(VerifierKey)
}

/// Every route of the daemon. What is not here does not exist.
public struct RouteTable: Sendable {
  public private(set) var routes: [Route] = []
  private let keysInUse = KeysInUse()

  public init() {}

  /// A route for everybody.
  public mutating func open(
    _ method: HTTPRequest.Method, _ path: String, _ description: RouteDescription,
    _ answer: @escaping @Sendable (ReceivedRequest) async throws -> Reply
  ) {
    add(method, path, description, .open, .memory, 0) { request, _ in try await answer(request) }
  }

  /// A route for everybody that tells a known actor more.
  public mutating func openOrKnown(
    _ method: HTTPRequest.Method, _ path: String, _ description: RouteDescription,
    _ answer: @escaping @Sendable (ReceivedRequest, Actor?) async throws -> Reply
  ) {
    add(method, path, description, .openOrKnown, .archive, 0) { request, asker in
      if case .actor(let actor) = asker { try await answer(request, actor) } else { try await answer(request, nil) }
    }
  }

  /// A route for the roles of one deed; others get 403 before anything is read of the body's meaning.
  public mutating func deed(
    _ deed: Deed, _ method: HTTPRequest.Method, _ path: String, _ description: RouteDescription,
    nonces: Route.Nonces = .archive, bodyBytesMax: Int = ReceivedRequest.jsonBytesMax,
    _ answer: @escaping @Sendable (ReceivedRequest, Actor) async throws -> Reply
  ) {
    deeds([deed], method, path, description, nonces: nonces, bodyBytesMax: bodyBytesMax, answer)
  }

  /// A route that serves several deeds: for the roles of any of them.
  public mutating func deeds(
    _ deeds: [Deed], _ method: HTTPRequest.Method, _ path: String, _ description: RouteDescription,
    nonces: Route.Nonces = .archive, bodyBytesMax: Int = ReceivedRequest.jsonBytesMax,
    _ answer: @escaping @Sendable (ReceivedRequest, Actor) async throws -> Reply
  ) {
    precondition(!deeds.isEmpty, "a route for no deed")
    add(method, path, description, .deeds(deeds), nonces, bodyBytesMax, known(answer))
  }

  /// A route for every actor, whose deed looks at the role itself.
  public mutating func anyActor(
    _ method: HTTPRequest.Method, _ path: String, _ description: RouteDescription,
    nonces: Route.Nonces = .archive, bodyBytesMax: Int = ReceivedRequest.jsonBytesMax,
    _ answer: @escaping @Sendable (ReceivedRequest, Actor) async throws -> Reply
  ) {
    add(method, path, description, .anyActor, nonces, bodyBytesMax, known(answer))
  }

  /// A route for a key that is no actor yet; its vkey stands as `vkey` in the JSON body and has signed the request.
  public mutating func newcomer(
    _ method: HTTPRequest.Method, _ path: String, _ description: RouteDescription,
    _ answer: @escaping @Sendable (ReceivedRequest, VerifierKey) async throws -> Reply
  ) {
    add(method, path, description, .newcomer, .archive, ReceivedRequest.jsonBytesMax) { request, asker in
      guard case .newcomer(let key) = asker else { throw AuthRefusal.required }
      return try await answer(request, key)
    }
  }

  /// A POST that makes something new and is no signed note: with an `Idempotency-Key` it is done once however often it is
  /// asked, and answered alike. The answer is JSON with the status of the description's first gift.
  ///
  /// - Parameters:
  ///   - telling: what is added to the deed's own answer, to a kept one as to a fresh one.
  ///   - answer: the deed; it hands `Once` to the transaction that does it.
  public mutating func creating(
    _ deed: Deed, _ path: String, _ description: RouteDescription, office: Office,
    telling: @escaping @Sendable (JSON) -> JSON = { $0 },
    _ answer: @escaping @Sendable (ReceivedRequest, Actor, Once?) async throws -> JSON
  ) {
    let described = description.repeating(.key)
    let status = described.gives.first?.status ?? .created
    let keysInUse = keysInUse
    self.deed(deed, .post, path, described) { request, actor in
      guard let once = try request.once(by: actor, route: "POST \(path)") else {
        return .json(telling(try await answer(request, actor, nil)), status: status)
      }
      if let kept = try await office.answer(to: once) { return .json(telling(kept), status: status) }
      return try await keysInUse.using(once) { .json(telling(try await answer(request, actor, once)), status: status) }
    }
  }

  private func known(
    _ answer: @escaping @Sendable (ReceivedRequest, Actor) async throws -> Reply
  ) -> @Sendable (ReceivedRequest, Asker) async throws -> Reply {
    { request, asker in
      guard case .actor(let actor) = asker else { throw AuthRefusal.required }
      return try await answer(request, actor)
    }
  }

  private mutating func add(
    _ method: HTTPRequest.Method, _ path: String, _ description: RouteDescription, _ access: Route.Access,
    _ nonces: Route.Nonces, _ bodyBytesMax: Int,
    _ answer: @escaping @Sendable (ReceivedRequest, Asker) async throws -> Reply
  ) {
    if case .safe = description.repeats {
      precondition(method == .get || method == .head, "\(method) \(path) does not say what comes of asking twice")
    }
    routes.append(
      Route(
        method: method, path: path, description: description, access: access, nonces: nonces,
        bodyBytesMax: bodyBytesMax, answer: answer))
  }
}

extension Route.Access {
  /// Nothing when an actor of this role may go on.
  func check(_ role: Role) throws(AccessRefusal) {
    switch self {
    case .open, .openOrKnown, .anyActor, .newcomer: return
    case .deeds(let deeds):
      guard deeds.contains(where: { $0.roles.contains(role) }) else {
        throw .roleMayNot(role: role, deed: deeds[0])
      }
    }
  }
}
