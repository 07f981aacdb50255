import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

/// A tender as an officer drafts it.
///
///     {"id":"rehearsal.zk-2026","batch":"b-2026","title":"…","profile":"G1",
///      "times":{"opensAfter":2,"bidsFor":60,"secondsPerDay":0 (may be left out)} or {"opens":…,"deadline":…},
///      "follows":"rehearsal.zk-2026-1" (may be left out: the earlier tender whose failed lots this one takes up),
///      "grace":5,"recovery":60,"threshold":3,"minimum":3,"reviewed":true,"discloseAll":false (may be left out),
///      "qualification":["…"],"consortium":false,"legalNotes":[{"rule":"R-009","at":"qualification[0]","note":"…"}]
///        (each may be left out),
///      "framework":{"placesMax":3,"months":24,"callOff":"direct" or "rotation"} (under profile F, and nowhere else),
///      "people":{"openingOfficer":"…","drawingOfficer":"…","administrator":"…","evaluators":[…],"custodians":[…]},
///      "service":{"requirement":"…","standard":"…","validityDays":90,"termDays":365},
///      "lots":[{"id":"L1","park":"…","title":"…","budget":"300000.00","ceiling":"260000.00",
///               "sme":"reserved" or "open" (may be left out), "bidSecurity":"6000.00" (may be left out: none),
///               "parts":[{"part":"main","maxBytes":67108864,"public":true}],"scheme":{…}}]}
struct TenderDraft: Sendable {
  struct DraftLot: Sendable {
    let id: String
    let park: String
    let title: String
    let budget: Price
    let ceiling: Price
    let bidSecurity: Price
    let parts: [Notes.Notice.Part]
    let scheme: Scheme
  }

  /// When bids are taken: as seconds from publication in a rehearsal, as Unix seconds otherwise.
  enum Times: Sendable {
    case after(opens: Int, bidsFor: Int)
    case at(opens: Int, deadline: Int)
  }

  let id: String
  let batch: String
  let title: String
  let profile: Profile
  /// The earlier tender that this one takes up.
  let follows: String?
  let times: Times
  /// In a rehearsal: for how many seconds each of the law's days stands. 0 lets every period end at once.
  let secondsPerDay: Int
  let grace: Int
  let recovery: Int
  let threshold: Int
  let minimum: Int
  let isReviewed: Bool
  /// The documents say that every score is published; otherwise a real tender publishes the winner's only.
  let discloseAll: Bool
  /// What its content is judged by.
  let outline: DraftOutline
  let people: [(actor: String, function: String, index: Int?)]
  let service: JSON
  let lots: [DraftLot]
  let json: JSON

  var custodians: Int { people.count { $0.function == "custodian" } }

  init(_ json: JSON) throws {
    self.json = json
    let form = try FormReader(
      json,
      only: [
        "id", "batch", "title", "profile", "times", "grace", "recovery", "threshold", "minimum", "reviewed", "people",
        "service", "lots", "discloseAll", "qualification", "consortium", "legalNotes",
        "follows", "framework",
      ])
    id = try form.identifier("id", of: Tender.self).text
    batch = try form.identifier("batch", of: Tender.self).text
    title = try form.text("title", max: 300)
    profile = try form.word("profile")
    follows = form.has("follows") ? try form.identifier("follows", of: Tender.self).text : nil
    let times = try form.object("times", only: ["opensAfter", "bidsFor", "opens", "deadline", "secondsPerDay"])
    self.times =
      times.has("bidsFor")
      ? .after(opens: try times.integer("opensAfter"), bidsFor: try times.integer("bidsFor", in: 1...999_999_999))
      : .at(
        opens: try times.integer("opens", in: 0...99_999_999_999),
        deadline: try times.integer("deadline", in: 0...99_999_999_999))
    secondsPerDay = times.has("secondsPerDay") ? try times.integer("secondsPerDay", in: 0...86_400) : 0
    grace = try form.integer("grace")
    recovery = try form.integer("recovery")
    threshold = try form.integer("threshold", in: 0...99)
    minimum = try form.integer("minimum")
    isReviewed = try form.bool("reviewed")
    discloseAll = form.has("discloseAll") ? try form.bool("discloseAll") : false
    people = try Self.people(try form.object("people", only: Self.functions))
    let service = try form.object("service", only: ["requirement", "standard", "validityDays", "termDays"])
    _ = try (service.text("requirement"), service.text("standard"))
    _ = try (service.integer("validityDays", in: 1...3650), service.integer("termDays", in: 1...3650))
    self.service = service.json
    lots = try form.objects(
      "lots", max: 400, only: ["id", "park", "title", "budget", "ceiling", "sme", "bidSecurity", "parts", "scheme"]
    ).map(Self.lot)
    outline = try DraftOutline(json: json)
    if let twice = lots.indices.first(where: { at in lots[..<at].contains { $0.id == lots[at].id } }) {
      throw FormRefusal.wrong(field: "lots[\(twice)].id")
    }
    guard !lots.isEmpty else { throw FormRefusal.missing(field: "lots") }
  }

  private static let functions = ["openingOfficer", "drawingOfficer", "administrator", "evaluators", "custodians"]

  private static func people(_ form: FormReader) throws -> [(actor: String, function: String, index: Int?)] {
    var people: [(actor: String, function: String, index: Int?)] = []
    for function in functions.prefix(3) { people.append((try form.partyKey(function).text, function, nil)) }
    for actor in try form.texts("evaluators", max: 50) { people.append((actor, "evaluator", nil)) }
    for (index, actor) in try form.texts("custodians", max: 50).enumerated() {
      people.append((actor, "custodian", index + 1))
    }
    return people
  }

  private static func lot(_ form: FormReader) throws -> DraftLot {
    let id = try form.identifier("id", of: Lot.self).text
    return DraftLot(
      id: id, park: try form.identifier("park", of: Tender.self).text, title: try form.text("title", max: 300),
      budget: try form.price("budget"), ceiling: try form.price("ceiling"),
      bidSecurity: try DraftOutline.bidSecurity(form),
      parts: try form.objects("parts", max: 20, only: ["part", "maxBytes", "public"]).map { part in
        Notes.Notice.Part(
          lot: id, part: try part.identifier("part", of: Part.self).text,
          bytesMax: try part.integer("maxBytes", in: 1...Tendering.Notice.partBytesMax),
          isPublic: try part.bool("public"))
      },
      scheme: try Scheme(json: try form.value("scheme")))
  }
}

extension Office {
  /// Writes a draft down. Nothing of it binds anybody before the notice; the people are fixed from here on.
  public func createTender(_ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.createTender)
    let draft = try checkedDraft(json)
    let at = now
    return try await write(as: .office, once) { tx in
      guard try tx.tender(draft.id) == nil else { throw TenderRefusal.tenderExists }
      _ = try takenUp(by: draft, in: tx)
      try tx.insertTender(
        id: draft.id, batch: draft.batch, title: draft.title, profile: draft.profile.rawValue,
        draft: json.canonicalText, threshold: draft.threshold, custodians: draft.custodians, minimum: draft.minimum,
        graceSeconds: draft.grace, recoverySeconds: draft.recovery, follows: draft.follows, by: actor.key.text, at: at)
      try insertPeople(draft, in: tx)
      try insertLots(draft, in: tx)
      try tx.record(.createTender, by: actor, subject: draft.id, at: at)
      guard let row = try tx.tender(draft.id) else { throw TenderRefusal.tenderUnknown }
      return try describe(row, in: tx)
    }
  }

  /// A draft that can stand by itself; what it names is looked up in the transaction that writes it.
  func checkedDraft(_ json: JSON) throws -> TenderDraft {
    let draft = try TenderDraft(json)
    guard Rehearsal.fits(draft.id, isRehearsal: instance.rehearsal) else {
      throw TenderRefusal.rehearsalDiffers(isRehearsal: instance.rehearsal)
    }
    guard draft.threshold >= 2 else { throw NoticeRefusal.thresholdTooLow }
    guard draft.custodians <= Tendering.Notice.custodiansMax else {
      throw NoticeRefusal.tooManyCustodians(max: Tendering.Notice.custodiansMax)
    }
    guard draft.custodians >= 2 * draft.threshold - 1 else {
      throw NoticeRefusal.tooFewCustodians(needed: 2 * draft.threshold - 1, given: draft.custodians)
    }
    for lot in draft.lots {
      guard lot.scheme.minBids == draft.minimum else { throw NoticeRefusal.minimumDiffersFromScheme(lot: lot.id) }
      guard lot.ceiling <= lot.budget else { throw NoticeRefusal.ceilingAboveBudget(lot: lot.id) }
      guard lot.scheme.ceiling == lot.ceiling else { throw NoticeRefusal.ceilingAboveBudget(lot: lot.id) }
    }
    try draft.outline.requireSettled(isRehearsal: instance.rehearsal)
    return draft
  }

  /// The earlier tender that a draft takes up, with its lot for each park; nil when it follows none.
  ///
  /// - Throws: `TenderRefusal.followedUnknown`, `followedOtherBatch`, `followedNotEnded`.
  func takenUp(
    by draft: TenderDraft, in tx: borrowing Transaction
  ) throws -> (id: String, lots: [String: FollowedTender.EarlierLot])? {
    guard let id = draft.follows else { return nil }
    guard let row = try tx.tender(id) else { throw TenderRefusal.followedUnknown }
    return (id, try followed(row, in: tx).takenUp(in: draft.batch, parks: draft.lots.map(\.park)))
  }

  func followed(_ row: TenderRow, in tx: borrowing Transaction) throws -> FollowedTender {
    FollowedTender(
      id: row.id, batch: row.batch,
      lots: try tx.lots(of: row.id).map { .init(id: $0.id, park: $0.park, state: $0.state) })
  }

  func insertLots(_ draft: TenderDraft, in tx: borrowing Transaction) throws {
    let confirmed = try tx.confirmed(parks: draft.lots.map(\.park), batch: draft.batch)
    for lot in draft.lots where !confirmed.contains(lot.park) { throw InputRefusal.notFound("park \(lot.park)") }
    let lots = draft.lots.map { lot in
      NewLot(
        id: lot.id, title: lot.title, park: lot.park, budgetFen: lot.budget.fen, ceilingFen: lot.ceiling.fen,
        securityFen: lot.bidSecurity.fen, scheme: lot.scheme.json.canonicalText,
        parts: lot.parts.map { .init(id: $0.part, bytesMax: $0.bytesMax, isPublic: $0.isPublic) })
    }
    try tx.insert(lots, of: draft.id)
  }

  /// One person, one function, whatever number of keys that person has; and the role that the function asks for.
  private func insertPeople(_ draft: TenderDraft, in tx: borrowing Transaction) throws {
    var duties = Duties()
    for person in draft.people {
      guard let duty = Duty(function: person.function) else { continue }
      let row = try registered(person.actor, in: tx)
      duties = try duties.assigning(duty, to: row.person)
      guard duty.roles.contains(row.role) else { throw AccessRefusal.dutyNotAssigned(duty) }
      try tx.insertPerson(
        tender: draft.id, actor: person.actor, function: person.function, custodianIndex: person.index)
    }
  }

  /// Takes a custodian's statement: its fresh recipient for this tender, under its long-term key.
  func takeStatement(
    _ statement: CustodianStatement, _ envelope: NoteEnvelope, by actor: Actor
  ) async throws -> TakenNote {
    try actor.may(.stateCustodian)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    // A recipient that no bidder could seal to is refused here, not by every bidder.
    try Self.requireUsable(statement.recipient)
    let at = now
    try await database.write(as: .office) { tx in
      guard let row = try tx.tender(statement.tender, lock: .exclusive) else { throw OpeningRefusal.tenderUnknown }
      guard row.state == .draft else { throw NoticeRefusal.tenderHasNotice }
      // Of a draft only the custodians whom it names know.
      guard
        try tx.people(of: statement.tender).contains(where: {
          $0.actor == actor.key.text && $0.custodianIndex != nil
        })
      else { throw OpeningRefusal.tenderUnknown }
      try tx.insert(envelope.note, tender: statement.tender, at: at)
      guard try tx.insertStatement(statement, id: envelope.id, by: actor.key.text) else {
        throw OpeningRefusal.notACustodian
      }
      try tx.record(.stateCustodian, by: actor, subject: statement.tender, detail: "\(statement.index)", at: at)
    }
    return TakenNote(id: envelope.id, index: nil)
  }
}

extension Duty {
  /// Which roles may be given this duty.
  var roles: Set<Tendering.Role> {
    switch self {
    case .custody: [.custodian]
    case .opening, .drawing: [.officer]
    case .evaluation: [.evaluator, .expert]
    case .administration: [.administrator]
    }
  }
}
