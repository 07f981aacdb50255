import Canon
import Documents
import Exact
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Draws up the agreement between a park and the agency that won its lot.
  ///
  /// `{"office":{"place","isFree":true,"area","equipment":["…"]},"staff":[{"name","certificate","role","daysOnSite"}],
  /// "term":{"begins","ends"},"reportMonths":3}`. Staff is otherwise the team of the agency's offer, the term what is
  /// left of the batch's. A park that names another `park` or `agency` than the award's is refused.
  public func draftParkAgreement(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.signAgreement)
    guard actor.role == .park else { throw AccessRefusal.notOwn }
    let form = try FormReader(json, only: ["park", "agency", "office", "staff", "term", "reportMonths"])
    let at = now
    let (file, hasContract) = try await database.read(as: .office) { tx in
      let file = try AwardedLot(tender, lot, in: tx)
      return (file, try file.serviceContract.map { try isSigned($0.paper, of: tender, in: tx) } ?? false)
    }
    guard Self.owns(file.park, actor) else { throw AgreementRefusal.otherPark }
    let place = try form.object("office", only: ["place", "isFree", "area", "equipment"])
    let staff = try Self.staff(form, of: file)
    let agreement = try ParkAgreement(
      json: [
        "park": JSON(try form.optionalText("park") ?? file.park.id),
        "agency": JSON(try form.optionalText("agency") ?? file.agency?.creditCode.text ?? ""),
        "office": ["place": try place.value("place"), "isFree": try place.value("isFree")],
        "staffOnSite": JSON(staff.count),
        "term": (try form.optionalTerm("term") ?? file.defaultTerm(on: CalendarDay(at.instant))).json,
      ],
      award: file.facts(), batch: file.batch.batch, isParkConfirmed: file.park.isConfirmed,
      hasServiceContract: hasContract, exists: file.parkAgreement != nil)
    guard let agency = file.agency, let contract = file.serviceContract, let award = file.award else {
      throw AgreementRefusal.lotNotAwarded
    }
    await showSignatures(on: contract.paper, of: tender)
    let number = try file.number("A01")
    let paper = ParkAgreementFacts(
      frame: try frame(number: number, tender: file.tender, lot: file.lot),
      park: PaperParty(name: file.park.name, creditCode: file.park.creditCode.text),
      agency: PaperParty(agency), serviceContractNumber: contract.number,
      office: ParkOffice(
        address: agreement.office.place, area: try place.text("area", max: 20),
        equipment: place.has("equipment") ? try place.texts("equipment", max: 50) : ["办公桌椅", "网络"]),
      staff: staff, term: agreement.term.onPaper,
      reportMonths: form.has("reportMonths") ? try form.integer("reportMonths", in: 1...12) : 3, signedOn: at.paper.day,
      signing: unsigned([("甲方", file.park.name, actor.key.text), ("乙方", agency.name, agency.actor)]))
    let name = "\(lot)-\(PaperKind.parkAgreement.rawValue)"
    return try await keep(
      DraftedPaper(
        name: name, number: number, paper: .parkAgreement(paper), lot: lot, isPublic: true,
        parties: [.init(party: .park, actor: actor.key.text), .init(party: .agency, actor: agency.actor)]),
      tender: tender, by: actor, deed: .signAgreement, at: at, once: once
    ) { tx in
      guard try tx.parkAgreement(of: tender, lot: lot) == nil else { throw AgreementRefusal.existsAlready }
    } fact: { tx in
      try tx.insertParkAgreement(
        number, tender: tender, lot: lot, award: award.number, paper: name, manager: actor.key.text,
        agency: agency.actor, at: at)
    }
  }

  private static func staff(_ form: FormReader, of file: AwardedLot) throws -> [PaperStaff] {
    guard form.has("staff") else {
      return (file.offer?.team ?? []).map {
        PaperStaff(name: $0.name, certificate: $0.certificate, role: $0.role, daysOnSite: $0.daysOnSite)
      }
    }
    return try form.objects("staff", max: 100, only: ["name", "certificate", "role", "daysOnSite"]).map { person in
      PaperStaff(
        name: try person.text("name", max: 100), certificate: try person.text("certificate", max: 60),
        role: try person.text("role", max: 60), daysOnSite: try person.integer("daysOnSite", in: 0...366))
    }
  }
}
