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
  /// The park vouches that the key is the firm's. The same firm without a key may be given one later by the same call.
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
      if let known = try tx.enterprise(firm.creditCode), known.park == park, known.firm == firm,
        known.contact == contact,
        known.actor == key?.reference.text
      {
        return try describe(known)
      }
      let stands = try tx.enterprise(firm.creditCode)
      let isLinking = stands?.park == park && stands?.actor == nil && key != nil
      try firm.register(
        in: parkID, parks: isLinking ? [] : Set(stands.flatMap { HostPark.ID($0.park) }.map { [$0] } ?? []),
        isParkConfirmed: host.isConfirmed,
        isKeyTaken: try key.map { try tx.isKnown(publicKey: $0.publicKey) } ?? false)
      if let key {
        try tx.insert(
          ActorRow(
            key: key, role: .enterprise, name: firm.name, organisation: firm.name,
            creditCode: firm.creditCode, addedAt: at, addedBy: actor.key.text))
      }
      if isLinking, let key {
        guard try tx.link(firm.creditCode, to: key.reference.text) else { throw EnterpriseRefusal.onRegisterAlready }
      } else {
        try tx.insert(
          firm, park: park, contact: contact, actor: key?.reference.text, by: actor.key.text, at: at)
      }
      try tx.record(.registerEnterprise, by: actor, subject: firm.creditCode.text, detail: park, at: at)
      guard let row = try tx.enterprise(firm.creditCode) else { throw EnterpriseRefusal.enterpriseUnknown }
      return try describe(row)
    }
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
