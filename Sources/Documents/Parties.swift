import Canon

/// An amount in yuan, exactly as decided elsewhere.
public struct PaperMoney: Sendable, Hashable, Fact {
  /// Figures with two decimals: 198000.00
  public var yuan: String
  /// The same in words: 壹拾玖万捌仟元整
  public var inWords: String

  public init(yuan: String, inWords: String) {
    self.yuan = yuan
    self.inWords = inWords
  }

  var json: JSON { object(["yuan": .string(yuan), "inWords": .string(inWords)]) }
}

/// What a bid was ranked by: its points or, under the lowest-price method (最低评标价法), its evaluated price.
public enum PaperMerit: Sendable, Hashable {
  /// Total points with two decimals.
  case total(String)
  /// In yuan, as the evaluation has it: with as many decimals as it needs.
  case evaluatedPrice(String)

  var total: JSON? { if case .total(let points) = self { .string(points) } else { nil } }
  var evaluatedPrice: JSON? { if case .evaluatedPrice(let yuan) = self { .string(yuan) } else { nil } }
}

/// An organisation on a paper. What is nil is not on record, and its line says so or is left out.
public struct PaperParty: Sendable, Hashable, Fact {
  public var name: String
  /// 统一社会信用代码
  public var creditCode: String
  public var address: String?
  /// 法定代表人 or 负责人
  public var representative: String?
  /// Name and telephone of the person to write to.
  public var contact: PaperContact?

  public init(
    name: String, creditCode: String, address: String? = nil, representative: String? = nil,
    contact: PaperContact? = nil
  ) {
    self.name = name
    self.creditCode = creditCode
    self.address = address
    self.representative = representative
    self.contact = contact
  }

  var json: JSON {
    object([
      "name": .string(name), "creditCode": .string(creditCode), "address": address.fact,
      "representative": representative.fact, "contact": contact.fact,
    ])
  }
}

/// A person to turn to.
public struct PaperContact: Sendable, Hashable, Fact {
  public var person, phone: String

  public init(person: String, phone: String) {
    self.person = person
    self.phone = phone
  }

  var json: JSON { object(["person": .string(person), "phone": .string(phone)]) }
}

/// A service as it is bought: what, for whom, how well, how long.
public struct PaperService: Sendable, Hashable, Fact {
  public var name, scope, requirement, standard: String

  public init(name: String, scope: String, requirement: String, standard: String) {
    self.name = name
    self.scope = scope
    self.requirement = requirement
    self.standard = standard
  }

  var json: JSON {
    object([
      "name": .string(name), "scope": .string(scope), "requirement": .string(requirement),
      "standard": .string(standard),
    ])
  }
}

/// One item of a catalogue: F1…F5, P1…P7, D1…D8.
public struct PaperScopeItem: Sendable, Hashable, Fact {
  public var code, name: String

  public init(code: String, name: String) {
    self.code = code
    self.name = name
  }

  var json: JSON { object(["code": .string(code), "name": .string(name)]) }
}

/// A person who serves in the park.
public struct PaperStaff: Sendable, Hashable, Fact {
  public var name, certificate, role: String
  /// Days a year on site.
  public var daysOnSite: Int

  public init(name: String, certificate: String, role: String, daysOnSite: Int) {
    self.name = name
    self.certificate = certificate
    self.role = role
    self.daysOnSite = daysOnSite
  }

  var json: JSON {
    object([
      "name": .string(name), "certificate": .string(certificate), "role": .string(role),
      "daysOnSite": JSON(daysOnSite),
    ])
  }
}
