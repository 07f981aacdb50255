import Documents
import Exact
import Store
import Tendering

/// The buyer. Its name and code are fixed, and the code is a synthetic one: no real organisation's papers are made by a
/// rehearsal. Where it has its seat and whom to ask there, whoever runs the daemon says.
public struct Bureau: Hashable, Sendable {
  static let name = "周口市市场监督管理局"
  static let creditCode = "11411600MB0000991T"
  public static let standardContact = "知识产权科"
  public static let standardPhone = "0394-0000000"

  /// Nil where nobody has said: papers and open data then leave it out.
  public let address: String?
  public let contact: String
  public let phone: String

  public init(
    address: String? = nil, contact: String = Bureau.standardContact, phone: String = Bureau.standardPhone
  ) {
    self.address = address
    self.contact = contact
    self.phone = phone
  }

  /// Whether papers can print this of the bureau: one line of at most 300 bytes.
  public static func canSay(_ text: String) -> Bool { text.utf8.count <= 300 && FormReader.isLine(text) }
}

extension Office {
  /// The bureau as a party of papers.
  public var bureau: PaperParty {
    PaperParty(
      name: Bureau.name, creditCode: Bureau.creditCode, address: buyer.address,
      contact: PaperContact(person: buyer.contact, phone: buyer.phone))
  }

  /// The same on a contract, which names its contact persons elsewhere or not at all.
  var bureauAsParty: PaperParty {
    PaperParty(name: Bureau.name, creditCode: Bureau.creditCode, address: buyer.address)
  }
}

extension PaperParty {
  /// An agency on a contract, by the register.
  init(_ agency: AgencyRow) {
    self.init(name: agency.name, creditCode: agency.creditCode.text, address: agency.address)
  }
}
