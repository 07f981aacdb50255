import Tendering

/// A paper that its parties sign by its hashes.
public struct Signing: Hashable, Sendable {
  public let number: String
  /// SHA-256 of the facts and of the PDF.
  public let json: Fingerprint
  public let pdf: Fingerprint
  public let parties: [PartyKey: Party]
  public let signed: Set<Party>
  public let isOpen: Bool

  public init(
    number: String, json: Fingerprint, pdf: Fingerprint, parties: [PartyKey: Party], signed: Set<Party> = [],
    isOpen: Bool = true
  ) {
    self.number = number
    self.json = json
    self.pdf = pdf
    self.parties = parties
    self.signed = signed
    self.isOpen = isOpen
  }

  /// The paper with one more signature.
  ///
  /// - Parameter key: the key that signed the record, checked by the caller.
  /// - Throws: `notAParty`, `paperDiffers`, `numberDiffers`, `signedAlready`, `notOpenForSigning`.
  public func signing(
    by key: PartyKey, number: String, json: Fingerprint, pdf: Fingerprint
  ) throws(SigningRefusal) -> Signing {
    guard let party = parties[key] else { throw .notAParty }
    guard json == self.json, pdf == self.pdf else { throw .paperDiffers }
    guard number.utf8.elementsEqual(self.number.utf8) else { throw .numberDiffers }
    guard !signed.contains(party) else { throw .signedAlready(party: party) }
    guard isOpen else { throw .notOpenForSigning }
    return Signing(
      number: self.number, json: json, pdf: pdf, parties: parties, signed: signed.union([party]), isOpen: isOpen)
  }

  /// Parties who have not signed, in a fixed order.
  public var missing: [Party] { Party.allCases.filter { parties.values.contains($0) && !signed.contains($0) } }

  public var isComplete: Bool { missing.isEmpty && !parties.isEmpty }
}
