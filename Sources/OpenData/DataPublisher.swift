import Canon

/// Who publishes the data, and the names that it goes by.
public struct DataPublisher: Hashable, Sendable {
  public let name: String
  /// 统一社会信用代码.
  public let code: String
  /// Where the public reaches the daemon, without a slash at the end: `https://tender.example.gov.cn`.
  public let address: String
  /// What each `ocid` begins with.
  public let ocidPrefix: String

  /// 待核实: stands until the bureau has registered a prefix of its own; no publisher has this one.
  public static let placeholderPrefix = "ocds-000000"

  public init(name: String, code: String, address: String, ocidPrefix: String = DataPublisher.placeholderPrefix) {
    self.name = name
    self.code = code
    self.address = address
    self.ocidPrefix = ocidPrefix
  }

  /// The address that a log's name speaks of: a log is named by where it is served, without scheme.
  ///
  ///     DataPublisher.address(ofLog: "tender.example.gov.cn/log") is "https://tender.example.gov.cn"
  public static func address(ofLog origin: String) -> String {
    let tail = "/log"
    let host = origin.hasSuffix(tail) ? String(origin.dropLast(tail.count)) : origin
    return "https://" + host
  }

  /// An http or https address of host and path, without query, fragment or a slash at the end.
  public static func isAddress(_ text: String) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: { text.utf8.starts(with: $0.utf8) }) else { return false }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    guard (1...500).contains(rest.count), rest.first != UInt8(ascii: "/"), rest.last != UInt8(ascii: "/") else {
      return false
    }
    return rest.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "-._~:/[]".utf8.contains(byte)
      }
    }
  }

  /// `ocds-` and six lower-case letters or digits.
  ///
  /// - Source: OCDS 1.1, identifiers.
  public static func isPrefix(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 11 && bytes.starts(with: "ocds-".utf8)
      && bytes.dropFirst(5).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }

  /// The name of a tender's contracting process for everybody.
  public func ocid(of tender: String) -> String { "\(ocidPrefix)-\(tender)" }

  /// The tender that a name given by others means: its own id, or its `ocid`.
  public func tender(named name: String) -> String {
    let head = ocidPrefix + "-"
    return name.utf8.starts(with: head.utf8) ? String(name.dropFirst(head.count)) : name
  }

  func recordAddress(of tender: String) -> String { "\(address)/ocds/\(tender)/record.json" }

  func releaseAddress(_ number: Int, of tender: String) -> String {
    "\(address)/ocds/\(tender)/releases/\(number).json"
  }

  func fileAddress(_ path: String, of tender: String) -> String { "\(address)/api/tenders/\(tender)/bundle/\(path)" }

  var json: JSON { entry(["name": .text(name), "scheme": .text(Organisation.scheme), "uid": .text(code)]) }
}

/// An organisation that a tender's data names.
public struct Organisation: Hashable, Sendable {
  /// A credit code; or whatever else names it for good.
  public let code: String
  public let name: String
  public let contact: Contact?

  public struct Contact: Hashable, Sendable {
    public let name: String
    public let telephone: String

    public init(name: String, telephone: String) {
      self.name = name
      self.telephone = telephone
    }
  }

  public init(code: String, name: String, contact: Contact? = nil) {
    self.code = code
    self.name = name
    self.contact = contact
  }

  /// 待核实: the register of identifier lists has none for 统一社会信用代码 that we know of.
  public static let scheme = "CN-USCC"

  /// How the data of one tender refers to it.
  var id: String { "\(Self.scheme)-\(code)" }

  var reference: JSON { entry(["id": .text(id), "name": .text(name)]) }
}
