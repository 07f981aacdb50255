import Canon
import Exact
import Tendering

/// An IP service agency (服务机构) as it registers.
public struct ServiceAgency: Hashable, Sendable {
  public let creditCode: CreditCode
  public let name: String
  /// Number of the 专利代理机构执业许可证.
  public let licence: String
  /// False when CNIPA's register says otherwise; taken as declared where nobody has looked, since the officer checks it
  /// again at qualification.
  public let isLicenceValid: Bool
  public let size: FirmSize
  /// Whom to ask, in the agency's own words.
  public let contact: String?
  /// Where it has its seat: what a notice of a result names it with.
  public let address: String?
  /// The key that it brings, as text: whoever knows keys checks it.
  public let vkey: String?

  public static let fields = ["creditCode", "name", "licence", "isLicenceValid", "size", "contact", "address", "vkey"]

  /// Reads a registration.
  ///
  /// - Throws: `form`, `codeWrong`, `licenceMalformed`.
  public init(json: JSON) throws(AgencyRefusal) {
    do {
      let form = try FormReader(json, only: Self.fields)
      let code = try form.text("creditCode", max: 100)
      guard let creditCode = CreditCode(code) else { throw AgencyRefusal.codeWrong }
      self.creditCode = creditCode
      name = try form.text("name", max: 300)
      licence = try form.text("licence", max: 64)
      isLicenceValid = form.has("isLicenceValid") ? try form.bool("isLicenceValid") : true
      size = try form.word("size")
      contact = try form.optionalText("contact", max: 300)
      address = try form.optionalLine("address", max: 300)
      vkey = try form.optionalText("vkey", max: 300)
    } catch let form as FormRefusal {
      throw .form(form)
    } catch let refusal as AgencyRefusal {
      throw refusal
    } catch {
      throw .form(.wrong(field: ""))
    }
    guard Self.isLicence(licence) else { throw .licenceMalformed }
  }

  public var json: JSON {
    [
      "creditCode": JSON(creditCode.text), "name": JSON(name), "licence": JSON(licence),
      "isLicenceValid": JSON(isLicenceValid), "size": JSON(size.rawValue), "contact": JSON(contact),
      "address": JSON(address), "vkey": JSON(vkey),
    ]
  }

  /// Five to twenty digits or capital letters.
  public static func isLicence(_ text: String) -> Bool {
    (5...20).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
  }

  /// What stands on the register already.
  public struct Register: Hashable, Sendable {
    public let isCodeTaken: Bool
    public let isLicenceTaken: Bool
    public let isKeyTaken: Bool

    public init(isCodeTaken: Bool, isLicenceTaken: Bool, isKeyTaken: Bool) {
      self.isCodeTaken = isCodeTaken
      self.isLicenceTaken = isLicenceTaken
      self.isKeyTaken = isKeyTaken
    }
  }

  /// Puts the agency on the register. No place of business is asked for: a licence from anywhere counts.
  ///
  /// - Parameter hasProof: the registration is signed with the key that it brings.
  /// - Throws: `codeTaken`, `licenceTaken`, `licenceNotValid`, `keyTaken`, `proofMissing`.
  public func register(_ register: Register, hasProof: Bool) throws(AgencyRefusal) {
    guard !register.isCodeTaken else { throw .codeTaken }
    guard !register.isLicenceTaken else { throw .licenceTaken }
    guard isLicenceValid else { throw .licenceNotValid }
    guard !register.isKeyTaken else { throw .keyTaken }
    guard hasProof else { throw .proofMissing }
  }
}

/// A firm in a park (托管对象) as the park's register has it.
public struct ClientEnterprise: Hashable, Sendable {
  public let creditCode: CreditCode
  public let name: String
  public let size: FirmSize
  /// An IP department or post of its own.
  public let hasUnit: Bool
  /// People who do IP work.
  public let staff: Int
  public let isTechnologyFirm: Bool
  public let isIndustrial: Bool

  /// Reads an entry of the register.
  ///
  /// - Throws: `form`, `codeWrong`.
  public init(json: JSON) throws(EnterpriseRefusal) {
    do {
      let form = try FormReader(
        json, only: ["creditCode", "name", "size", "hasUnit", "staff", "isTechnologyFirm", "isIndustrial"])
      let code = try form.text("creditCode", max: 100)
      guard let creditCode = CreditCode(code) else { throw EnterpriseRefusal.codeWrong }
      self.creditCode = creditCode
      name = try form.text("name", max: 300)
      size = try form.word("size")
      hasUnit = try form.bool("hasUnit")
      staff = try form.integer("staff", in: 0...100_000)
      isTechnologyFirm = try form.bool("isTechnologyFirm")
      isIndustrial = try form.bool("isIndustrial")
    } catch let form as FormRefusal {
      throw .form(form)
    } catch let refusal as EnterpriseRefusal {
      throw refusal
    } catch {
      throw .form(.wrong(field: ""))
    }
  }

  public var json: JSON {
    [
      "creditCode": JSON(creditCode.text), "name": JSON(name), "size": JSON(size.rawValue), "hasUnit": JSON(hasUnit),
      "staff": JSON(staff), "isTechnologyFirm": JSON(isTechnologyFirm), "isIndustrial": JSON(isIndustrial),
    ]
  }

  /// Whether the firm has an IP unit or staff: what decides between the two modes.
  public var hasOwnIP: Bool { hasUnit || staff > 0 }

  /// Puts the firm on a park's register for a batch.
  ///
  /// - Parameters:
  ///   - parks: the batch's parks on whose registers it stands already. Those of other batches bind it to nothing.
  ///   - isKeyTaken: the key that it brings is somebody else's, or revoked.
  ///   - isKeyAnother: it has a key in force, from another batch or an administrator, and brings a different one.
  /// - Throws: `onRegisterAlready`, `inOtherPark`, `parkNotConfirmed`, `keyTaken`, `keyDiffers`.
  public func register(
    in park: HostPark.ID, parks: Set<HostPark.ID>, isParkConfirmed: Bool, isKeyTaken: Bool = false,
    isKeyAnother: Bool = false
  ) throws(EnterpriseRefusal) {
    if parks.contains(park) { throw .onRegisterAlready }
    guard parks.isEmpty else { throw .inOtherPark }
    guard isParkConfirmed else { throw .parkNotConfirmed }
    guard !isKeyTaken else { throw .keyTaken }
    guard !isKeyAnother else { throw .keyDiffers }
  }
}
