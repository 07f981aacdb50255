import Exact
import Notes
import Postgres
import Tendering

/// One key that may act, as it was added.
public struct ActorRow: Sendable {
  public let key: VerifierKey
  public let role: Role
  /// The person or organisation behind the key; two keys of one person share it.
  public let name: String
  public let organisation: String
  public let creditCode: CreditCode?
  public let addedAt: Moment
  /// The key reference of whoever added it; `local` for the operator at the machine.
  public let addedBy: String
  public let revokedAt: Moment?

  public init(
    key: VerifierKey, role: Role, name: String, organisation: String = "", creditCode: CreditCode? = nil,
    addedAt: Moment, addedBy: String, revokedAt: Moment? = nil
  ) {
    self.key = key
    self.role = role
    self.name = name
    self.organisation = organisation
    self.creditCode = creditCode
    self.addedAt = addedAt
    self.addedBy = addedBy
    self.revokedAt = revokedAt
  }

  /// Who acts with this key.
  ///
  /// - Throws: `mismatch` when the key's name is none that a party can have.
  public func actor() throws -> Actor {
    guard let party = PartyKey(key.reference.text) else {
      throw PostgresFailure(.mismatch, message: "the key \(key.reference.text) names no party")
    }
    return Actor(key: party, role: role, person: name, organisation: creditCode)
  }

  init(_ row: Row) throws {
    let vkey: String = try row.value("vkey")
    let role: String = try row.value("role")
    let code: String? = try row.value("credit_code")
    let revoked: Int64? = try row.value("revoked_at")
    do throws(NoteError) {
      key = try VerifierKey(parsing: vkey)
    } catch {
      throw PostgresFailure(.mismatch, message: "\(vkey) is no key: \(error.code)")
    }
    guard let known = Role(rawValue: role) else { throw PostgresFailure(.mismatch, message: "no role \(role)") }
    self.role = known
    name = try row.value("name")
    organisation = try row.value("organisation")
    creditCode = try code.map { text throws(PostgresFailure) in
      guard let code = CreditCode(text) else { throw PostgresFailure(.mismatch, message: "no credit code \(text)") }
      return code
    }
    addedAt = Moment(micros: try row.value("added_at"))
    addedBy = try row.value("added_by")
    revokedAt = revoked.map(Moment.init)
  }
}

extension Statement {
  static let insertActor = Statement(
    "insert_actor",
    """
    insert into actor (key_ref, vkey, public_key, role, name, organisation, credit_code, added_at, added_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    """)
  static let actorByKey = Statement(
    "actor_by_key",
    """
    select vkey, role, name, organisation, credit_code, added_at, added_by, revoked_at
      from actor
     where key_ref = $1
    """)
  static let actorNames = Statement("actor_names", "select key_ref, name from actor where key_ref = any($1)")
  static let actors = Statement(
    "actors",
    """
    select vkey, role, name, organisation, credit_code, added_at, added_by, revoked_at
      from actor
     where $1::text is null or role = $1
     order by role, key_ref
    """)
  static let firmKeys = Statement(
    "firm_keys",
    """
    select key_ref,
           exists (select from actor as adder where adder.key_ref = actor.added_by and adder.role = 'park') as of_park
      from actor
     where credit_code = $1
       and role = 'enterprise'
       and revoked_at is null
     order by key_ref
    """)
  static let revokedActors = Statement(
    "revoked_actors", "select count(*) as n from actor where revoked_at is not null")
  static let revokeActor = Statement(
    "revoke_actor",
    """
    update actor
       set revoked_at = $2
     where key_ref = $1
       and revoked_at is null
    """)
}

extension Transaction {
  /// Adds a key. Its public key serves once, under whatever name.
  public func insert(_ actor: ActorRow) throws {
    try execute(
      .insertActor,
      [
        .text(actor.key.reference.text), .text(actor.key.text), .bytes(actor.key.publicKey),
        .text(actor.role.rawValue), .text(actor.name), .text(actor.organisation), .text(actor.creditCode?.text),
        .timestamp(actor.addedAt.micros), .text(actor.addedBy),
      ])
  }

  /// The holder of a key reference, revoked ones too.
  public func actor(keyRef: String) throws -> ActorRow? {
    try row(.actorByKey, [.text(keyRef)]).map(ActorRow.init)
  }

  /// The names of those of these keys that are known, revoked ones too.
  public func names(of keyRefs: [String]) throws -> [String: String] {
    let found = try rows(.actorNames, [.texts(Set(keyRefs).sorted())]) { row in
      (key: try row.value("key_ref") as String, name: try row.value("name") as String)
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.key, $0.name) })
  }

  /// Everybody, or everybody of one role, revoked ones too.
  public func actors(role: Role? = nil) throws -> [ActorRow] {
    try rows(.actors, [.text(role?.rawValue)], decode: ActorRow.init)
  }

  /// The references of the keys in force that sign for an enterprise, for whichever batch, and whether a park added them.
  public func keys(ofFirm code: CreditCode) throws -> [(key: String, isOfPark: Bool)] {
    try rows(.firmKeys, [.text(code.text)]) { row in
      (try row.value("key_ref") as String, try row.value("of_park") as Bool)
    }
  }

  /// How many keys are revoked.
  public func revokedActorsCount() throws -> Int {
    Int(try onlyRow(.revokedActors).value("n") as Int64)
  }

  /// Revokes a key for good; false when it is unknown or was revoked before.
  public func revokeActor(keyRef: String, at: Moment) throws -> Bool {
    try execute(.revokeActor, [.text(keyRef), .timestamp(at.micros)]) == 1
  }
}
