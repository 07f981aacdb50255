import Canon
import Exact
import Tendering

/// A host park (托管单位): the park, not the agency.
public enum HostPark { public typealias ID = Identifier<HostPark> }

/// A park's application to host trusteeship (托管单位申报表), with its evidence for the five conditions.
public struct ParkApplication: Hashable, Sendable {
  /// Which level of government set the park up.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    case national, provincial, municipal, county, township
    /// Not a government's park.
    case other
  }

  public struct Contact: Hashable, Sendable {
    public let name: String
    public let phone: String
  }

  /// One firm on the list of technology firms (科技企业).
  public struct TechnologyFirm: Hashable, Sendable {
    public enum Category: String, Hashable, Sendable, CaseIterable {
      /// 高新技术企业
      case highTech
      /// 科技型中小企业 in the national list
      case technologySME
      /// Others, with proof
      case other
    }

    public let creditCode: CreditCode
    public let name: String
    public let category: Category
    /// Certificate or list number, or what the proof is.
    public let evidence: String
  }

  public struct Office: Hashable, Sendable {
    public let place: String
    public let isFree: Bool
  }

  public let park: HostPark.ID
  public let name: String
  /// The park management's own code.
  public let creditCode: CreditCode
  public let level: Level
  public let foundedBy: String
  /// Number of the approval document; nil when none was handed in.
  public let approval: String?
  /// GB/T 2260.
  public let region: String
  /// The IP department (知识产权管理部门).
  public let department: String?
  public let contact: Contact?
  public let enterprises: Int
  public let technologyFirms: [TechnologyFirm]
  /// What trusteeship work there is to build on.
  public let groundwork: String?
  public let office: Office?
  public let plan: String?

  /// Reads an application.
  ///
  /// - Throws: `form`. Evidence that is missing is no fault of form: the conditions judge it.
  public init(json: JSON) throws(ParkRefusal) {
    do { try self.init(reading: json) } catch { throw .form(error) }
  }

  private init(reading json: JSON) throws(FormRefusal) {
    let form = try FormReader(
      json,
      only: [
        "park", "name", "creditCode", "level", "foundedBy", "approval", "region", "department", "contact",
        "enterprises", "technologyFirms", "groundwork", "office", "plan",
      ])
    park = try form.identifier("park")
    name = try form.text("name", max: 300)
    creditCode = try form.creditCode("creditCode")
    level = try form.word("level")
    foundedBy = try form.text("foundedBy", max: 300)
    approval = try form.optionalText("approval", max: 300)
    region = try form.text("region", max: 12)
    department = try form.optionalText("department", max: 300)
    if form.json["contact"]?.isNull ?? true {
      contact = nil
    } else {
      let person = try form.object("contact", only: ["name", "phone"])
      contact = Contact(name: try person.text("name", max: 100), phone: try person.text("phone", max: 40))
    }
    enterprises = try form.integer("enterprises", in: 0...1_000_000)
    var firms: [TechnologyFirm] = []
    let keys = ["creditCode", "name", "category", "evidence"]
    for firm in try form.objects("technologyFirms", max: 5000, only: keys) {
      firms.append(
        TechnologyFirm(
          creditCode: try firm.creditCode("creditCode"), name: try firm.text("name", max: 300),
          category: try firm.word("category"), evidence: try firm.optionalText("evidence", max: 600) ?? ""))
    }
    technologyFirms = firms
    groundwork = try form.optionalText("groundwork", max: 6000)
    if form.json["office"]?.isNull ?? true {
      office = nil
    } else {
      let room = try form.object("office", only: ["place", "isFree"])
      office = Office(place: try room.text("place", max: 600), isFree: try room.bool("isFree"))
    }
    plan = try form.optionalText("plan", max: 6000)
  }

  public var json: JSON {
    [
      "park": JSON(park.text), "name": JSON(name), "creditCode": JSON(creditCode.text), "level": JSON(level.rawValue),
      "foundedBy": JSON(foundedBy), "approval": JSON(approval), "region": JSON(region),
      "department": JSON(department),
      "contact": contact.map { ["name": JSON($0.name), "phone": JSON($0.phone)] } ?? .null,
      "enterprises": JSON(enterprises),
      "technologyFirms": .array(
        technologyFirms.map {
          [
            "creditCode": JSON($0.creditCode.text), "name": JSON($0.name), "category": JSON($0.category.rawValue),
            "evidence": JSON($0.evidence),
          ]
        }), "groundwork": JSON(groundwork),
      "office": office.map { ["place": JSON($0.place), "isFree": JSON($0.isFree)] } ?? .null, "plan": JSON(plan),
    ]
  }

  /// Technology firms that count: with evidence, each once however often it is listed.
  public var technologyFirmsCounted: Int {
    Set(technologyFirms.filter { isWritten($0.evidence) }.map(\.creditCode)).count
  }

  /// The conditions that are not met, in the plan's order.
  ///
  /// - Parameter groundworkFound: the reviewer finds that there is something to build on (condition 4 is a judgement).
  /// - Source: pilot plan, part five, (一) 1; S25 … S29.
  public func unmet(groundworkFound: Bool, rules: PilotRules = .zhoukou) -> [UnmetCondition] {
    var unmet: [UnmetCondition] = []
    if level == .other || !isWritten(approval ?? "") { unmet.append(.notSetUpByGovernment) }
    if !region.utf8.starts(with: rules.regionPrefix.utf8) || region.utf8.count != 6 { unmet.append(.outsideCity) }
    if !isWritten(department ?? "") { unmet.append(.noDepartment) }
    if !isWritten(contact?.name ?? "") || !isWritten(contact?.phone ?? "") { unmet.append(.noContact) }
    let firms = technologyFirmsCounted
    if firms < rules.technologyFirmsMin {
      unmet.append(.tooFewTechnologyFirms(counted: firms, needed: rules.technologyFirmsMin))
    }
    if !isWritten(groundwork ?? "") || !groundworkFound { unmet.append(.noGroundwork) }
    if office.map({ !$0.isFree || !isWritten($0.place) }) ?? true { unmet.append(.noFreeOffice) }
    return unmet
  }
}
