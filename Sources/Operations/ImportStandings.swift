import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Takes a list of credit, debarment or licences as an officer looked it up; the same list again is the same import.
  ///
  /// - Returns: `{"import","list","entries","isNew"}`.
  /// - Throws: `StandingRefusal`.
  public func importStandings(_ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.importStandings)
    let file = try StandingFile(json: json)
    let at = now
    guard file.queried <= at.instant else { throw StandingRefusal.queriedLater }
    let digest = Digest(of: json.canonicalBytes())
    return try await write(as: .office, once) { tx in
      let (number, isNew) = try tx.insert(file, digest: digest, by: actor.key.text, at: at)
      if isNew {
        try tx.record(
          .importStandings, by: actor, subject: "standing/\(file.list.rawValue)",
          detail: "\(number): \(file.entries.count) entries, \(digest.hex)", at: at)
      }
      return [
        "import": JSON(number), "list": JSON(file.list.rawValue), "entries": JSON(file.entries.count),
        "isNew": JSON(isNew),
      ]
    }
  }

  /// Takes an entry back that was wrong or was lifted; it stays on record, and counts as if it had never been.
  ///
  /// - Throws: `entryUnknown`, `revokedAlready`, `reasonMissing`.
  public func revokeStanding(_ text: String, _ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.revokeStanding)
    let reason: String
    do { reason = try FormReader(json, only: ["reason"]).text("reason") } catch { throw StandingRefusal.form(error) }
    guard reason.utf8.contains(where: { $0 > 0x20 }) else { throw StandingRefusal.reasonMissing }
    guard let number = Int(text), number > 0, "\(number)" == text else { throw StandingRefusal.entryUnknown }
    let at = now
    return try await write(as: .office, once) { tx in
      guard let row = try tx.standing(number) else { throw StandingRefusal.entryUnknown }
      guard row.revokedAt == nil else { throw StandingRefusal.revokedAlready }
      try tx.revokeStanding(number, reason: reason, by: actor.key.text, at: at)
      try tx.record(
        .revokeStanding, by: actor, subject: "standing/\(row.entry.list.rawValue)", detail: "\(number)", at: at)
      guard let after = try tx.standing(number) else { throw StandingRefusal.entryUnknown }
      return Self.describe(after)
    }
  }

  /// Everything on the lists, for the bureau and the supervisor.
  public func listStandings(by actor: Actor) async throws -> JSON {
    try actor.may(.listStandings)
    return try await database.read(as: .actor(actor)) { tx in
      [
        "queries": .array(try tx.standingQueries().map { Self.describe($0) }),
        "entries": .array(try tx.standings().map { Self.describe($0) }),
      ]
    }
  }

  /// How the bidders of an opened lot stood at the deadline, and whom their bids share, for who reviews them.
  public func showStandings(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.listStandings)
    return try await database.read(as: .actor(actor)) { tx in
      let review = try LotReview(tender, lot, in: tx)
      guard !review.bids.isEmpty else { throw AccessRefusal.notYet }
      // Whom bids share, and of their offers no more.
      let standings = try tx.reading(as: .office) { tx in try LotStandings(review, in: tx) }
      return [
        "deadline": JSON(standings.day.description),
        "queries": .array(try tx.standingQueries().map { Self.describe($0) }),
        "bids": .array(
          try review.bids.map { bid in
            let found = standings.found(bid)
            return [
              "bid": JSON(bid.bid.hex), "bidder": JSON(bid.bidder), "licence": JSON(found.licence),
              "against": .array(found.against.map { Self.describe($0) }),
              "members": .array(standings.members(of: bid).map { JSON($0.text) }),
              "sharedFirms": .array(
                try standings.sharedFirms(by: bid).map { firm in
                  ["creditCode": JSON(firm.code.text), "bids": .array(firm.bids.map { JSON($0.hex) })]
                }),
              "shared": .array(
                try standings.shared(by: bid).map { person in
                  [
                    "certificate": JSON(person.certificate), "name": JSON(person.name),
                    "bids": .array(person.bids.map { JSON($0.hex) }),
                  ]
                }),
            ]
          }),
      ]
    }
  }

  private static func describe(_ row: StandingRow) -> JSON {
    [
      "entry": JSON(row.number), "list": JSON(row.entry.list.rawValue), "name": JSON(row.entry.name),
      "creditCode": JSON(row.entry.creditCode?.text), "licence": JSON(row.entry.licence),
      "state": JSON(row.entry.state?.rawValue), "from": JSON(row.entry.from.description),
      "to": JSON(row.entry.to?.description), "scope": JSON(row.entry.scope), "ground": JSON(row.entry.ground),
      "channel": JSON(row.channel), "queried": JSON(row.queriedAt.seconds),
      "revoked": row.revokedAt.map { JSON($0.seconds) } ?? .null, "reason": JSON(row.revocation),
    ]
  }

  private static func describe(_ query: StandingQuery) -> JSON {
    [
      "list": JSON(query.list.rawValue), "channel": JSON(query.channel), "queried": JSON(query.queriedAt.seconds),
      "entries": JSON(query.entries),
    ]
  }
}

/// How the bidders of one lot stood on the day of the deadline.
struct LotStandings: Sendable {
  let day: CalendarDay
  private let rows: [StandingRow]
  private let agencies: [String: AgencyRow]
  private let people: [Standing.SharedPerson]
  /// The further members of each bid's consortium: as it names them, and as the review found them.
  private let members: [Digest: [CreditCode]]
  private let sharedFirms: [Standing.SharedMember]

  /// - Parameters:
  ///   - review: a lot that was opened; before that nobody asks who bid.
  ///   - found: members that a review is about to record.
  init(_ review: LotReview, found: [Digest: [CreditCode]] = [:], in tx: borrowing Transaction) throws {
    guard let deadline = review.tender.deadlineAt else {
      throw PostgresFailure(.mismatch, message: "tender \(review.tender.id) was opened without a deadline")
    }
    day = CalendarDay(deadline.instant)
    var agencies: [String: AgencyRow] = [:]
    for bid in review.bids {
      if let agency = try tx.agency(actor: bid.bidder) { agencies[bid.bidder] = agency }
    }
    self.agencies = agencies
    var offers: [Digest: Offer] = [:]
    let offered = try LotOffers(of: review.entries, in: tx)
    for bid in review.opened { offers[bid.bid] = try offered.offer(of: bid) }
    let recorded = try tx.consortiumMembers(of: review.tender.id, lot: review.lot.id)
    var members: [Digest: [CreditCode]] = [:]
    for bid in review.opened {
      let lead = agencies[bid.bidder]?.creditCode
      var seen: Set<CreditCode> = []
      members[bid.bid] = ((offers[bid.bid]?.members ?? []) + (recorded[bid.bid] ?? []) + (found[bid.bid] ?? []))
        .filter { $0 != lead && seen.insert($0).inserted }
    }
    self.members = members
    rows = try tx.standings(
      codes: agencies.values.map(\.creditCode.text) + members.values.flatMap { $0.map(\.text) },
      licences: agencies.values.map(\.licence)
    ).filter { $0.revokedAt == nil }
    people = Standing.sharedPeople(
      try review.opened.map { (try Bid.ID(reading: $0.bid), offers[$0.bid]?.team ?? []) })
    sharedFirms = Standing.sharedMembers(
      try review.opened.map { bid in
        (
          try Bid.ID(reading: bid.bid),
          [agencies[bid.bidder]?.creditCode].compactMap(\.self) + (members[bid.bid] ?? [])
        )
      })
  }

  func members(of bid: LotBid) -> [CreditCode] { members[bid.bid] ?? [] }

  /// Firms of this bid that take part in another of the lot too.
  func sharedFirms(by bid: LotBid) throws -> [Standing.SharedMember] {
    let id = try Bid.ID(reading: bid.bid)
    return sharedFirms.filter { $0.bids.contains(id) }
  }

  /// What stands against a bid's bidder, and what the register says of its licence.
  func found(_ bid: LotBid) -> (against: [StandingRow], licence: String) {
    guard let agency = agencies[bid.bidder] else { return ([], Standing.LicenceFinding.notFound.word) }
    let entries = rows.map(\.entry)
    let against = Standing.against(agency.creditCode, licence: agency.licence, among: entries, on: day)
    let byMembers = members(of: bid).flatMap { Standing.against(member: $0, among: entries, on: day) }
    let state = Standing.licenceState(agency.licence, of: agency.creditCode, among: entries, on: day)
    return (rows.filter { against.contains($0.entry) || byMembers.contains($0.entry) }, state.word)
  }

  func shared(by bid: LotBid) throws -> [Standing.SharedPerson] {
    let id = try Bid.ID(reading: bid.bid)
    return people.filter { $0.bids.contains(id) }
  }

  /// Lets a bid pass the qualification review, or says what stands against that.
  ///
  /// - Parameters:
  ///   - reason: the reviewer's, needed where a person or a member stands in another bid too.
  ///   - acceptsConsortia: as the documents say.
  func requireClear(_ bid: LotBid, reason: String, acceptsConsortia: Bool) throws {
    if !acceptsConsortia, !members(of: bid).isEmpty { throw StandingRefusal.consortiumNotAccepted }
    if let barred = found(bid).against.first {
      throw barred.entry.list.bars
        ? StandingRefusal.barredAtDeadline(list: barred.entry.list, entry: barred.number)
        : StandingRefusal.licenceNotValid(entry: barred.number)
    }
    if reason.isEmpty, let person = try shared(by: bid).first {
      throw StandingRefusal.personInTwoBids(certificate: person.certificate)
    }
    if reason.isEmpty, let firm = try sharedFirms(by: bid).first {
      throw StandingRefusal.memberInTwoBids(code: firm.code.text)
    }
  }
}
