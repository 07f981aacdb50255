import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Puts an agency on the register together with its key, with which the request was signed:
  /// `{"name","creditCode","licence","size","contact","vkey"}`, and `address` if it gives one. The same again gives the same
  /// answer; with another address, the agency has its seat there from now on. Without one nothing is taken back.
  ///
  /// - Parameter key: the key that signed the request, which is the proof of possession; it is named by the credit code.
  /// - Returns: the answer, and whether the agency is new.
  public func registerAgency(_ json: JSON, provenBy key: VerifierKey) async throws -> (answer: JSON, isNew: Bool) {
    let form: FormReader
    let (contact, vkey): (String, String)
    do {
      form = try FormReader(json, only: ["name", "creditCode", "licence", "size", "contact", "address", "vkey"])
      (contact, vkey) = (try form.text("contact", max: 300), try form.text("vkey", max: 300))
    } catch {
      throw AgencyRefusal.form(error)
    }
    // That the licence is valid is what registering declares; qualification checks it against the national register.
    let agency = try ServiceAgency(
      json: json.removing("contact").removing("vkey").setting("isLicenceValid", true))
    guard vkey.utf8.elementsEqual(key.text.utf8) else { throw AgencyRefusal.proofMissing }
    // A reader of the log sees key names only: a key named by another's code would pass for the other.
    guard key.name.utf8.elementsEqual(agency.creditCode.text.utf8), key.algorithm == .ed25519 else {
      throw AgencyRefusal.form(.wrong(field: "vkey"))
    }
    let at = now
    let reference = key.reference.text
    let (isNew, address) = try await database.write(as: .office) { tx -> (Bool, String?) in
      // By the whole key: its reference has four bytes of it, which another key can be made to have too.
      if let known = try tx.agency(agency.creditCode), known.actor == reference, known.name == agency.name,
        known.licence == agency.licence, known.size == agency.size, known.contact == contact,
        try tx.actor(keyRef: reference)?.key == key
      {
        if let address = agency.address, !sameScalars(address, known.address ?? "") {
          try tx.insert(address: address, of: reference, at: at)
          try tx.record(.registerAgency, by: reference, subject: agency.creditCode.text, detail: "address", at: at)
        }
        return (false, agency.address ?? known.address)
      }
      try agency.register(
        .init(
          isCodeTaken: try tx.agency(agency.creditCode) != nil,
          isLicenceTaken: try tx.agency(licence: agency.licence) != nil,
          isKeyTaken: try tx.isKnown(publicKey: key.publicKey)), hasProof: true)
      try tx.insert(
        ActorRow(
          key: key, role: .agency, name: agency.name, organisation: agency.name,
          creditCode: agency.creditCode, addedAt: at, addedBy: reference))
      try tx.insert(agency, contact: contact, actor: reference, at: at)
      if let address = agency.address { try tx.insert(address: address, of: reference, at: at) }
      try tx.record(.registerAgency, by: reference, subject: agency.creditCode.text, at: at)
      return (true, agency.address)
    }
    let answer: JSON = [
      "creditCode": JSON(agency.creditCode.text), "name": JSON(agency.name), "key": JSON(reference),
    ]
    return (address.map { answer.setting("address", JSON($0)) } ?? answer, isNew)
  }

  /// What everybody may know of an agency.
  public func showAgency(_ code: String) async throws -> JSON {
    guard let code = CreditCode(code) else { throw AgencyRefusal.codeWrong }
    guard let row = try await database.read({ tx in try tx.agency(code) }) else { throw AgencyRefusal.agencyUnknown }
    return Self.describe(row)
  }

  /// A page of the agencies, in the order they registered.
  public func listAgencies(_ page: ListPage = ListPage()) async throws -> JSON {
    try await database.read { tx in
      var after: CreditCode?
      if let text = page.after {
        guard let code = CreditCode(text), try tx.agency(code) != nil else { throw page.unknown }
        after = code
      }
      let rows = try tx.agencies(after: after, limit: page.lookahead)
      return try page.answer("agencies", rows, key: { $0.creditCode.text }) { row in Self.describe(row) }
    }
  }

  private static func describe(_ row: AgencyRow) -> JSON {
    let known: JSON = [
      "creditCode": JSON(row.creditCode.text), "name": JSON(row.name), "licence": JSON(row.licence),
      "size": JSON(row.size.rawValue), "key": JSON(row.actor), "registered": JSON(row.registeredAt.seconds),
    ]
    return row.address.map { known.setting("address", JSON($0)) } ?? known
  }
}
