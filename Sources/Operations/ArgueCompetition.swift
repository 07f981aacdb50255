import Canon
import Documents
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

// Under the Tendering Law a lot with fewer valid bids than the minimum does not fail by itself: its committee argues in
// writing whether competition is lacking. The chair words it, a paper is made of it, and members sign that with their
// seats' keys; a majority makes it hold. The paper is named in the log when the result is signed.
extension Office {
  /// The chair's statement that competition is not lacking: `{"argument":"…"}`.
  ///
  /// - Returns: as `showCompetition`.
  /// - Throws: `CompetitionRefusal`, and what a seat is refused for.
  public func argueCompetition(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.argueCompetition)
    let argument = try FormReader(json, only: ["argument"]).text("argument", max: CompetitionArgument.bytesMax * 2)
    try CompetitionArgument.check(words: argument)
    let name = "\(lot)-\(PaperKind.competitionStatement.rawValue)"
    // The members' notes name it, and what a note names is an id.
    guard Identifier<Lot>(name) != nil else { throw InputRefusal.tooLarge(max: 64) }
    let (paper, valid) = try await database.read(as: .actor(actor)) { tx -> (Paper, Int) in
      let review = try LotReview(tender, lot, in: tx)
      let valid = try Self.requireArguable(review, by: actor, in: tx)
      let chair = review.members.first(where: \.isChair)?.member ?? "m1"
      let facts = CompetitionStatementFacts(
        frame: try frame(number: name, tender: review.tender, lot: review.lot), buyer: bureau, valid: valid,
        minimum: review.tender.minimum, argument: argument, chair: chair,
        members: try review.members.map { member in
          CommitteeSeat(
            member: member.member, role: member.seatName, key: try VerifierKey(parsing: member.vkey).reference.text,
            sheet: nil)
        })
      return (.competitionStatement(facts), valid)
    }
    let sheet = try await press.print(paper)
    let at = now
    return try await write(as: .actor(actor), once) { tx in
      let review = try LotReview(tender, lot, locked: true, in: tx)
      guard try Self.requireArguable(review, by: actor, in: tx) == valid else { throw NoteRefusal.notAsDrafted }
      try tx.insert(
        NewPaper(
          name: name, kind: PaperKind.competitionStatement.rawValue, number: name, lot: lot, json: sheet.json,
          pdf: sheet.pdf, isPublic: true, reader: nil), tender: tender, at: at)
      try tx.insertCompetition(
        tender: tender, lot: lot, paper: name, argument: argument, valid: valid, by: actor.key.text, at: at)
      try tx.record(.argueCompetition, by: actor, subject: "\(tender)/\(lot)", detail: "\(valid)", at: at)
      return try Self.describeCompetition(tender, lot, in: tx)
    }
  }

  /// How many valid bids the chair may argue about.
  private static func requireArguable(
    _ review: LotReview, by actor: Actor, in tx: borrowing Transaction
  ) throws -> Int {
    let seat = try review.seat(of: actor, in: tx)
    let (tender, lot) = (review.tender.id, review.lot.id)
    var (waiting, valid) = (0, 0)
    switch review.lot.state {
    case .conformity where review.entries.areAllPartsOpened:
      (waiting, valid) = try review.remaining()
    case .scoring:
      let sheets = try tx.reading(as: .secretary) { tx in try tx.sheets(of: tender, lot: lot) }
      waiting = review.members.count - sheets.count
      if waiting == 0 { valid = try workOut(tender, lot, in: tx).evaluation.awardOrder.count }
    default: break
    }
    let isEarlier = review.lot.state == .conformity && !review.entries.areAllPartsOpened
    try CompetitionArgument.mayArgue(
      .init(
        tooFew: review.profile.procedure.tooFew, state: isEarlier ? .opened : review.lot.state, waiting: waiting,
        valid: valid, minimum: review.tender.minimum, isArgued: try tx.competition(of: tender, lot: lot) != nil),
      byChair: seat.isChair)
    return valid
  }

  /// Takes a member's signature on the statement, by its seat's key.
  ///
  /// - Throws: `CompetitionRefusal`, `SigningRefusal.notAParty` for another key than the seat's.
  func signCompetition(_ record: RecordNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.signCompetition)
    let at = now
    return try await database.write(as: .actor(actor)) { tx in
      guard try tx.tender(record.tender) != nil else { throw TenderRefusal.tenderUnknown }
      let kind = PaperKind.competitionStatement.rawValue
      guard
        // Whoever does not sit there is refused for that.
        let paper = try tx.reading(
          as: .office, { tx in try tx.papers(of: record.tender, numbered: record.number) }
        ).first(where: { $0.kind == kind }),
        let lot = paper.lot
      else { throw CompetitionRefusal.statementUnknown }
      let review = try LotReview(record.tender, lot, locked: true, in: tx)
      let seat = try review.seat(of: actor, in: tx)
      try verifySignature(envelope, vkey: seat.vkey)
      guard record.party == (try VerifierKey(parsing: seat.vkey).reference) else { throw SigningRefusal.notAParty }
      guard [.conformity, .scoring].contains(review.lot.state) else {
        throw CompetitionRefusal.notNow(state: review.lot.state)
      }
      guard record.json == paper.jsonDigest, record.pdf == paper.pdfDigest else {
        throw CompetitionRefusal.statementDiffers
      }
      let signed = try tx.reading(as: .office) { tx in try tx.competition(of: record.tender, lot: lot)?.signed ?? [] }
      guard !signed.contains(seat.member) else { throw CompetitionRefusal.signedAlready }
      let index = try tx.take(envelope, at: at)
      try tx.insertCompetitionConsent(tender: record.tender, lot: lot, by: seat, note: envelope.id, at: at)
      try tx.record(.signCompetition, by: actor, subject: "\(record.tender)/\(lot)", detail: seat.member, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  /// A lot's statement and who has signed it, for the bureau, the supervisor and the members who sit.
  ///
  /// - Returns: `{"argument","valid","minimum","paper","number","json","pdf","signed":["m1"],"needed","holds","facts"}`.
  public func showCompetition(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.showCompetition)
    return try await database.read(as: .actor(actor)) { tx in
      guard try tx.lot(tender, lot) != nil else { throw TenderRefusal.lotUnknown }
      try Self.requireSight(ofCommittee: tender, lot, by: actor, in: tx)
      return try Self.describeCompetition(tender, lot, in: tx)
    }
  }

  private static func describeCompetition(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws -> JSON
  {
    let (row, members) = try tx.reading(as: .office) { tx in
      (try tx.competition(of: tender, lot: lot), try tx.members(of: tender, lot: lot))
    }
    guard let row, let paper = try tx.paper(row.paper, of: tender), let minimum = try tx.tender(tender)?.minimum else {
      throw CompetitionRefusal.statementUnknown
    }
    return [
      "argument": JSON(row.argument), "valid": JSON(row.valid), "minimum": JSON(minimum), "paper": JSON(row.paper),
      "number": JSON(paper.number), "json": JSON(paper.jsonDigest.b64), "pdf": JSON(paper.pdfDigest.b64),
      "signed": .array(row.signed.map { JSON($0) }), "needed": JSON(CompetitionArgument.needed(of: members.count)),
      "holds": .bool(CompetitionArgument.holds(signed: row.signed.count, of: members.count)),
      "facts": try JSON.parse(Array(paper.json.utf8)),
    ]
  }

  /// Whether a majority of the committee has signed that competition is not lacking.
  static func isArgued(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws -> Bool {
    try tx.reading(as: .office) { tx in
      guard let row = try tx.competition(of: tender, lot: lot) else { return false }
      return CompetitionArgument.holds(signed: row.signed.count, of: try tx.members(of: tender, lot: lot).count)
    }
  }

  /// Where too few bids conform nobody scores before the committee has argued.
  ///
  /// - Throws: `majorityAwaited`.
  static func requireArgued(_ review: LotReview, in tx: borrowing Transaction) throws {
    guard review.profile.procedure.tooFew == .argued, try review.remaining().passed < review.tender.minimum else {
      return
    }
    let (tender, lot) = (review.tender.id, review.lot.id)
    guard try !isArgued(tender, lot, in: tx) else { return }
    let signed = try tx.reading(as: .office) { tx in try tx.competition(of: tender, lot: lot)?.signed.count ?? 0 }
    throw CompetitionRefusal.majorityAwaited(
      signed: signed, needed: CompetitionArgument.needed(of: review.members.count))
  }

  /// The statement's files, once: they become public with the result that rests on it.
  func nameCompetition(_ tender: String, _ lot: String, at: Moment, in tx: borrowing Transaction) throws {
    guard let row = try tx.competition(of: tender, lot: lot), let paper = try tx.paper(row.paper, of: tender),
      let notice = try tx.tender(tender)?.noticeID,
      try tx.bundleFile("documents/\(paper.base).pdf", of: tender) == nil
    else { return }
    try name(try publicFiles(of: paper, tender: tender, in: tx), tender: tender, notice: notice, at: at, in: tx)
  }
}
