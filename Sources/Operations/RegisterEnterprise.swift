import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Puts a firm on a park's register: the form of `ClientEnterprise`, `contact`, and `vkey` when it has a key.
  ///
  /// A firm stands on one park's register in a batch; the next batch's park registers it anew. The park vouches that the
  /// key is the firm's, and a firm that has one keeps it: no park of a later batch can sign in its name with another. The
  /// same firm without a key may be given one later by the same call.
  public func registerEnterprise(
    _ json: JSON, in park: String, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.registerEnterprise)
    let firm = try ClientEnterprise(json: json.removing("contact").removing("vkey"))
    let (contact, key) = try Self.contactAndKey(json, of: firm)
    let at = now
    return try await write(as: .office, once) { tx in
      guard let host = try tx.park(park), let parkID = HostPark.ID(park) else { throw ParkRefusal.parkUnknown }
      guard Self.owns(host, actor) else { throw AccessRefusal.notOwn }
      // Two parks could each find the firm without a key and bring it one.
      try tx.lock(firm: firm.creditCode)
      let stands = try tx.enterprise(firm.creditCode, in: host.batch)
      if let stands, stands.park == park, stands.firm == firm, stands.contact == contact,
        stands.actor == key?.reference.text, try key.map({ try acts($0, in: tx) }) ?? true
      {
        return try describe(stands)
      }
      let isLinking = stands?.park == park && stands?.actor == nil && key != nil
      let keys = try tx.keys(ofFirm: firm.creditCode)
      let isItsOwn =
        try key.map { key in
          try keys.contains { $0.key == key.reference.text } && acts(key, in: tx)
        } ?? false
      let isKnown = try key.map { try tx.isKnown(publicKey: $0.publicKey) } ?? false
      try firm.register(
        in: parkID, parks: isLinking ? [] : Set(stands.flatMap { HostPark.ID($0.park) }.map { [$0] } ?? []),
        isParkConfirmed: host.isConfirmed, isKeyTaken: isKnown && !isItsOwn,
        isKeyAnother: key != nil && !isItsOwn && !keys.isEmpty)
      if let key, !isItsOwn {
        try tx.insert(
          ActorRow(
            key: key, role: .enterprise, name: firm.name, organisation: firm.name,
            creditCode: firm.creditCode, addedAt: at, addedBy: actor.key.text))
      }
      if isLinking, let key {
        guard try tx.link(firm.creditCode, in: host.batch, to: key.reference.text) else {
          throw EnterpriseRefusal.onRegisterAlready
        }
      } else {
        try tx.insert(
          firm, park: park, contact: contact, actor: key?.reference.text, by: actor.key.text, at: at)
      }
      try tx.record(.registerEnterprise, by: actor, subject: firm.creditCode.text, detail: park, at: at)
      guard let row = try tx.enterprise(firm.creditCode, in: host.batch) else {
        throw EnterpriseRefusal.enterpriseUnknown
      }
      return try describe(row)
    }
  }

  /// Whether this very key acts under its reference, which has four bytes of it and may be made to be another's.
  private func acts(_ key: VerifierKey, in tx: borrowing Transaction) throws -> Bool {
    try tx.actor(keyRef: key.reference.text)?.key == key
  }

  private static func contactAndKey(
    _ json: JSON, of firm: ClientEnterprise
  ) throws -> (contact: String, key: VerifierKey?) {
    do {
      let form = try FormReader(json)
      let contact = try form.text("contact", max: 300)
      guard let text = try form.optionalText("vkey", max: 300) else { return (contact, nil) }
      // As for agencies: a key is named by the code of the firm that it signs for.
      guard let key = try? VerifierKey(parsing: text), key.algorithm == .ed25519,
        key.name.utf8.elementsEqual(firm.creditCode.text.utf8)
      else { throw FormRefusal.wrong(field: "vkey") }
      return (contact, key)
    } catch let form as FormRefusal {
      throw EnterpriseRefusal.form(form)
    }
  }

  /// A park's register: for the park, the bureau and the supervisor.
  public func listEnterprises(of park: String, by actor: Actor) async throws -> JSON {
    try await database.read(as: .actor(actor)) { tx in
      guard let host = try tx.park(park) else { throw ParkRefusal.parkUnknown }
      guard Self.sees(host, actor) else { throw AccessRefusal.notOwn }
      return ["park": JSON(park), "enterprises": .array(try tx.enterprises(of: park).map { try describe($0) })]
    }
  }

  private func describe(_ row: EnterpriseRow) throws -> JSON {
    row.firm.json.setting("park", JSON(row.park)).setting("contact", JSON(row.contact))
      .setting("key", JSON(row.actor))
  }
}
