import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Puts an agency on the register together with its key, with which the request was signed:
  /// `{"name","creditCode","licence","size","contact","vkey"}`. The same again gives the same answer.
  ///
  /// - Parameter key: the key that signed the request, which is the proof of possession; it is named by the credit code.
  /// - Returns: the answer, and whether the agency is new.
  public func registerAgency(_ json: JSON, provenBy key: VerifierKey) async throws -> (answer: JSON, isNew: Bool) {
    let form: FormReader
    let (contact, vkey): (String, String)
    do {
      form = try FormReader(json, only: ["name", "creditCode", "licence", "size", "contact", "vkey"])
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
    let isNew = try await database.write(as: .office) { tx -> Bool in
      if let known = try tx.agency(agency.creditCode), known.actor == reference, known.name == agency.name,
        known.licence == agency.licence, known.size == agency.size, known.contact == contact
      {
        return false
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
      try tx.record(.registerAgency, by: reference, subject: agency.creditCode.text, at: at)
      return true
    }
    return (
      ["creditCode": JSON(agency.creditCode.text), "name": JSON(agency.name), "key": JSON(reference)], isNew
    )
  }

  /// What everybody may know of an agency.
  public func showAgency(_ code: String) async throws -> JSON {
    guard let code = CreditCode(code) else { throw AgencyRefusal.codeWrong }
    guard let row = try await database.read({ tx in try tx.agency(code) }) else { throw AgencyRefusal.agencyUnknown }
    return Self.describe(row)
  }

  public func listAgencies() async throws -> JSON {
    ["agencies": .array(try await database.read { tx in try tx.agencies() }.map { Self.describe($0) })]
  }

  private static func describe(_ row: AgencyRow) -> JSON {
    [
      "creditCode": JSON(row.creditCode.text), "name": JSON(row.name), "licence": JSON(row.licence),
      "size": JSON(row.size.rawValue), "key": JSON(row.actor), "registered": JSON(row.registeredAt.seconds),
    ]
  }
}
