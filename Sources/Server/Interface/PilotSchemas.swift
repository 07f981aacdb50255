import Canon
import Tendering
import Trusteeship

// The forms of the pilot and of what follows the award.

extension Schema {
  static let programme = Schema.named(
    "Programme", .form(["id": .id, "name": .text(300), "basis": .text(300), "begins": .day, "ends": .day]))

  static let batchForm = Schema.named(
    "BatchForm",
    .form([
      "id": .id, "programme": .id, "year": .integer(1900...9999), "title": .text(300), "windowOpens?": .seconds,
      "windowCloses": .seconds, "termBegins": .day, "termEnds": .day,
    ]))

  static let batch = Schema.named(
    "Batch",
    [
      "id": .id, "programme": .id, "year": .integer, "title": .text, "windowOpens": .seconds, "windowCloses": .seconds,
      "termBegins": .day, "termEnds": .day,
    ])

  private static let applicationMembers: KeyValuePairs<String, Schema> = [
    "park": .id, "name": .text(300), "creditCode": .creditCode, "level": .words(ParkApplication.Level.self),
    "foundedBy": .text(300), "approval?": .orNull(.text(300)), "region": .text(12), "department?": .orNull(.text(300)),
    "contact?": .orNull(.form(["name": .text(100), "phone": .text(40)])), "enterprises": .integer(0...1_000_000),
    "technologyFirms": .list(
      .form([
        "creditCode": .creditCode, "name": .text(300), "category": .words(ParkApplication.TechnologyFirm.Category.self),
        "evidence?": .orNull(.keywords(["type": "string", "maxLength": 600])),
      ]), max: 5000),
    "groundwork?": .orNull(.text(6000)), "office?": .orNull(.form(["place": .text(600), "isFree": .bool])),
    "plan?": .orNull(.text(6000)),
  ]

  /// A park's evidence for the five conditions.
  static let application = Schema.named("ParkApplication", .form(applicationMembers))
  /// The same as it is handed in, to a batch.
  static let applicationForm = Schema.named("ParkApplicationForm", .form(applicationMembers).and(["batch": .id]))

  /// `application`, `unmet` and `enterprises` only for those who may see them.
  static let park = Schema.named(
    "Park",
    [
      "park": .id, "batch": .id, "name": .text, "creditCode": .creditCode, "region": .text, "technologyFirms": .integer,
      "applied": .seconds,
      "decision": .orNull([
        "outcome": .words(ParkDecision.Outcome.self), "number": .text, "reason": .text, "decided": .seconds,
      ]), "application?": .application, "unmet?": .list(.text), "enterprises?": .integer,
    ])

  static let parkDecision = Schema.named(
    "ParkDecisionForm",
    .form([
      "outcome": .words(ParkDecision.Outcome.self), "groundworkFound?": .bool, "reason?": .orNull(.text(600)),
      "number?": .orNull(.text(100)),
    ]))

  private static let enterpriseMembers: KeyValuePairs<String, Schema> = [
    "creditCode": .creditCode, "name": .text(300), "size": .words(FirmSize.self), "hasUnit": .bool,
    "staff": .integer(0...100_000), "isTechnologyFirm": .bool, "isIndustrial": .bool, "contact": .text(300),
  ]
  static let enterpriseForm = Schema.named("EnterpriseForm", .form(enterpriseMembers).and(["vkey?": .orNull(.vkey)]))
  static let enterprise = Schema.named(
    "Enterprise", .form(enterpriseMembers).and(["park": .id, "key": .orNull(.keyReference)]))

  static let agencyForm = Schema.named(
    "AgencyForm",
    .form([
      "name": .text(300), "creditCode": .creditCode, "licence": .text(64), "size": .words(FirmSize.self),
      "contact": .text(300), "address?": seat(.orNull(.text(300))), "vkey": .vkey,
    ]))
  static let registeredAgency: Schema = [
    "creditCode": .creditCode, "name": .text, "key": .keyReference, "address?": seat(.text),
  ]
  static let agency = Schema.named(
    "Agency",
    [
      "creditCode": .creditCode, "name": .text, "licence": .text, "size": .words(FirmSize.self), "key": .keyReference,
      "registered": .seconds, "address?": seat(.text),
    ])

  private static func seat(_ schema: Schema) -> Schema {
    schema.called("住所；结果公告上的地址", "where it has its seat: its address on the notice of a result")
  }

  // MARK: Awards, contracts, papers

  static let term = Schema.form(["begins": .day, "ends": .day])
  static let contact = Schema.form(["person": .text(100), "phone": .text(40)])

  static let award = Schema.named(
    "Award",
    [
      "tender": .id, "lot": .id, "title": .text, "park": .id,
      "agency": ["name": .orNull(.text), "creditCode": .orNull(.creditCode), "key": .keyReference], "price": .price,
      "rank": .integer, "awarded": .seconds, "accepted": .orNull(.seconds), "serviceContract": .orNull(.text),
      "parkAgreement": .orNull(.text), "papers?": .list(.text),
    ])

  static let serviceContractForm = Schema.named(
    "ServiceContractForm",
    .form([
      "term?": .term, "payments?": .list(.form(["condition": .text(200), "amount": .price]), max: 12),
      "paymentDays?": .integer(1...366),
    ]))

  static let parkAgreementForm = Schema.named(
    "ParkAgreementForm",
    .form([
      "park?": .id, "agency?": .creditCode,
      "office": .form([
        "place": .text(600), "isFree": .bool, "area": .text(20), "equipment?": .list(.text, max: 50),
      ]),
      "staff?": .list(
        .form([
          "name": .text(100), "certificate": .text(60), "role": .text(60), "daysOnSite": .integer(0...366),
        ]), max: 100), "term?": .term, "reportMonths?": .integer(1...12),
    ]))

  static let trusteeContractForm = Schema.named(
    "TrusteeContractForm",
    .form([
      "mode": .words(TrusteeshipMode.self), "enterprise": .creditCode,
      "items?": .list(.form(["item": .words(ServiceItem.self), "price?": .orNull(.price)]), max: 100),
      "fee?": .orNull(.price), "payer?": .orNull(.words(Party.self)), "term?": .term,
      "plan?": .list(.text(600), max: 50), "reportMonths?": .integer(1...12), "enterpriseContact?": .contact,
      "agencyContact?": .contact,
    ]))

  static let paper = Schema.named(
    "Paper",
    [
      "name": .text, "kind": .text, "number": .text, "lot": .orNull(.id), "public": .bool, "json": .digest,
      "pdf": .digest, "made": .seconds,
      "parties?": .list([
        "party": .words(Party.self), "key": .keyReference, "note": .orNull(.digest), "signed": .orNull(.seconds),
      ]),
    ])

  static let contract = Schema.named(
    "Contract",
    [
      "tender": .id, "contract": .text, "lot": .id, "mode": .words(TrusteeshipMode.self), "enterprise": .creditCode,
      "agency": .keyReference, "fee": .price, "paper": .text, "missing": .list(.words(Party.self)),
      "submitted": .orNull(.seconds),
      "filings": .list([
        "authority": .words(FilingAuthority.self), "round": .integer, "number": .orNull(.text), "reason": .text,
        "decided": .seconds,
      ]),
    ])

  static let filingDecision = Schema.named(
    "FilingDecisionForm",
    .form(["result": .words(["recorded", "returned"]), "reason?": .orNull(.text(600))]))
}
