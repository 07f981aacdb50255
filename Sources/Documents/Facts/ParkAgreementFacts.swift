import Canon

/// 托管协议: park and agency.
public struct ParkAgreementFacts: PaperFacts {
  static let kind = PaperKind.parkAgreement

  public var frame: PaperFrame
  /// 甲方: the park's management.
  public var park: PaperParty
  /// 乙方
  public var agency: PaperParty
  /// The 政府采购服务合同 on which the agency comes to the park.
  public var serviceContractNumber: String
  public var office: ParkOffice
  public var staff: [PaperStaff]
  public var term: PaperTerm
  /// Months between two written reports of the agency.
  public var reportMonths: Int
  public var signedOn: PaperDate
  public var signing: PaperSigning

  public init(
    frame: PaperFrame, park: PaperParty, agency: PaperParty, serviceContractNumber: String, office: ParkOffice,
    staff: [PaperStaff], term: PaperTerm, reportMonths: Int, signedOn: PaperDate, signing: PaperSigning
  ) {
    self.frame = frame
    self.park = park
    self.agency = agency
    self.serviceContractNumber = serviceContractNumber
    self.office = office
    self.staff = staff
    self.term = term
    self.reportMonths = reportMonths
    self.signedOn = signedOn
    self.signing = signing
  }

  var body: [JSON.Member] {
    members([
      "park": park.json, "agency": agency.json, "serviceContractNumber": .string(serviceContractNumber),
      "office": office.json, "staff": staff.fact, "term": term.json, "reportMonths": JSON(reportMonths),
      "signedOn": signedOn.json, "signing": signing.json,
    ])
  }
}

/// The free office and what stands in it.
public struct ParkOffice: Sendable, Hashable, Fact {
  public var address: String
  /// Square metres, as written on the handover sheet.
  public var area: String
  public var equipment: [String]

  public init(address: String, area: String, equipment: [String]) {
    self.address = address
    self.area = area
    self.equipment = equipment
  }

  var json: JSON {
    object(["address": .string(address), "area": .string(area), "equipment": equipment.fact])
  }
}
