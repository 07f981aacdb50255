import Exact
import Notes
import Postgres
import Tendering

/// A finding of a review: who, about which bid, and what.
public struct FindingRow: Sendable {
  public let bid: Digest
  /// The reviewer's key reference, or the member's id at conformity.
  public let by: String
  public let passed: Bool
  public let ground: String?
  public let reason: String
}

/// A seat of a committee: the anonymous key, and the person behind it.
public struct MemberRow: Sendable {
  public let member: String
  public let vkey: String
  public let person: String
  public let isBuyerSide: Bool
  public let isChair: Bool
  /// With which committee of the lot the person came, from 1; the seat's earlier holder came before.
  public let seq: Int
  /// The person has stepped back and nobody has taken the seat yet.
  public let isVacant: Bool

  public init(
    member: String, vkey: String, person: String, isBuyerSide: Bool, isChair: Bool, seq: Int = 1,
    isVacant: Bool = false
  ) {
    self.member = member
    self.vkey = vkey
    self.person = person
    self.isBuyerSide = isBuyerSide
    self.isChair = isChair
    self.seq = seq
    self.isVacant = isVacant
  }
}

/// A member's signed sheet.
public struct SheetRow: Sendable {
  public let member: String
  /// 0, or the re-review in which the member corrected it.
  public let review: Int
  public let sheet: String
  public let noteID: Digest
}

/// One evaluation of a lot: evaluation/<lot>.json in whole.
public struct EvaluationRow: Sendable {
  /// 0, or the re-review that it ended.
  public let review: Int
  public let file: String
  public let noteID: Digest
}

/// The award of a lot.
public struct AwardRow: Sendable {
  /// From 1: a lot has a second award when the first fell through.
  public let number: Int
  public let tender: String
  public let lot: String
  public let bid: Digest
  public let bidder: String
  public let rank: Int
  public let priceFen: Int64
  public let file: String
  public let awardedAt: Moment
  public let acceptedAt: Moment?

  init(_ row: Row) throws {
    number = Int(try row.value("award_no") as Int32)
    tender = try row.value("tender_id")
    lot = try row.value("lot_id")
    bid = try decodedDigest(try row.value("bid"))
    bidder = try row.value("bidder")
    rank = Int(try row.value("rank") as Int32)
    priceFen = try row.value("price_fen")
    file = try row.value("file")
    awardedAt = Moment(micros: try row.value("awarded_at"))
    acceptedAt = (try row.value("accepted_at") as Int64?).map(Moment.init)
  }
}

/// An award that fell through, and why.
public struct FallenAwardRow: Sendable {
  public let award: AwardRow
  public let ground: Award.PassingOver
  public let reason: String
  public let at: Moment

  init(_ row: Row) throws {
    award = try AwardRow(row)
    ground = try decodedState(try row.value("ground"))
    reason = try row.value("reason")
    at = Moment(micros: try row.value("voided_at"))
  }
}

/// What an `AwardRow` is read from.
let awardColumns = """
  award.tender_id, award.lot_id, award.award_no, award.bid, award.bidder, award.rank, award.price_fen,
         award.file, award.awarded_at, award.accepted_at
  """

extension Statement {
  static let insertQualification = Statement(
    "insert_qualification",
    """
    insert into qualification (bid, passed, ground, reason, reviewer, reviewed_at, security_received, security_form)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  static let qualifications = Statement(
    "qualifications",
    """
    select qualification.bid, qualification.reviewer as by, qualification.passed, qualification.ground,
           qualification.reason
      from qualification
      join bid_note on bid_note.note_id = qualification.bid
     where bid_note.tender_id = $1
       and bid_note.lot_id = $2
    """)
  static let insertConformity = Statement(
    "insert_conformity",
    "insert into conformity (bid, member, seq, passed, ground, reason, at) values ($1, $2, $3, $4, $5, $6, $7)")
  static let conformities = Statement(
    "conformities",
    """
    select conformity.bid, conformity.member as by, conformity.passed, conformity.ground, conformity.reason
      from conformity
      join bid_note on bid_note.note_id = conformity.bid
      join committee_member on committee_member.tender_id = bid_note.tender_id
       and committee_member.lot_id = bid_note.lot_id and committee_member.member = conformity.member
       and committee_member.seq = conformity.seq
      left join committee_withdrawal on committee_withdrawal.tender_id = bid_note.tender_id
       and committee_withdrawal.lot_id = bid_note.lot_id and committee_withdrawal.person = committee_member.person
     where bid_note.tender_id = $1
       and bid_note.lot_id = $2
       and committee_withdrawal.person is null
     order by conformity.member
    """)
  static let insertCommittee = Statement(
    "insert_committee", "insert into committee (tender_id, lot_id, seq, note_id) values ($1, $2, $3, $4)")
  static let insertMember = Statement(
    "insert_member",
    """
    insert into committee_member (tender_id, lot_id, member, seq, vkey, person, buyer_side, chair)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  static let committeeNote = Statement(
    "committee_note",
    "select note_id from committee where tender_id = $1 and lot_id = $2 order by seq desc limit 1")
  static let members = Statement(
    "members",
    """
    select distinct on (length(committee_member.member), committee_member.member)
           committee_member.member, committee_member.vkey, committee_member.person, committee_member.buyer_side,
           committee_member.chair, committee_member.seq, committee_withdrawal.person is not null as vacant
      from committee_member
      left join committee_withdrawal on committee_withdrawal.tender_id = committee_member.tender_id
       and committee_withdrawal.lot_id = committee_member.lot_id
       and committee_withdrawal.person = committee_member.person
     where committee_member.tender_id = $1
       and committee_member.lot_id = $2
     order by length(committee_member.member), committee_member.member, committee_member.seq desc
    """)
  static let insertSheet = Statement(
    "insert_sheet",
    """
    insert into score_sheet (tender_id, lot_id, member, seq, review_no, sheet, note_id)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let sheets = Statement(
    "sheets",
    """
    select distinct on (length(score_sheet.member), score_sheet.member)
           score_sheet.member, score_sheet.review_no, score_sheet.sheet, score_sheet.note_id
      from score_sheet
      join committee_member on committee_member.tender_id = score_sheet.tender_id
       and committee_member.lot_id = score_sheet.lot_id and committee_member.member = score_sheet.member
       and committee_member.seq = score_sheet.seq
      left join committee_withdrawal on committee_withdrawal.tender_id = score_sheet.tender_id
       and committee_withdrawal.lot_id = score_sheet.lot_id
       and committee_withdrawal.person = committee_member.person
     where score_sheet.tender_id = $1
       and score_sheet.lot_id = $2
       and score_sheet.review_no <= $3
       and committee_withdrawal.person is null
     order by length(score_sheet.member), score_sheet.member, score_sheet.review_no desc
    """)
  static let everySheet = Statement(
    "every_sheet",
    "select member, review_no, sheet, note_id from score_sheet where tender_id = $1 and lot_id = $2")
  static let insertEvaluation = Statement(
    "insert_evaluation",
    """
    insert into evaluation (tender_id, lot_id, review_no, file, sha256, note_id)
    values ($1, $2, $3, $4, sha256(convert_to($4, 'UTF8')), $5)
    """)
  static let evaluations = Statement(
    "evaluations",
    "select review_no, file, note_id from evaluation where tender_id = $1 and lot_id = $2 order by review_no")
  static let insertEvaluationSalts = Statement(
    "insert_evaluation_salts",
    """
    insert into evaluation_salt (bid, salt, drawn_at)
    select new.bid, new.salt, $3
      from unnest($1::bytea[], $2::bytea[]) as new (bid, salt)
        on conflict do nothing
    """)
  static let evaluationSalts = Statement(
    "evaluation_salts",
    """
    select evaluation_salt.bid, evaluation_salt.salt
      from evaluation_salt
      join bid_note on bid_note.note_id = evaluation_salt.bid
     where bid_note.tender_id = $1
       and bid_note.lot_id = $2
    """)
  static let insertAward = Statement(
    "insert_award",
    """
    insert into award (tender_id, lot_id, award_no, review_no, bid, bidder, rank, price_fen, file, note_id, awarded_at)
    select $1, $2, 1 + count(*)::int,
           (select max(review_no) from evaluation where tender_id = $1 and lot_id = $2), $3, $4, $5, $6, $7, $8, $9
      from award
     where tender_id = $1
       and lot_id = $2
    """)
  static let winners = Statement(
    "winners",
    """
    select award.lot_id, award.price_fen, actor.name, agency.name as agency
      from award
      join actor on actor.key_ref = award.bidder
      left join agency on agency.actor = award.bidder
      left join award_void
        on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
       and award_void.award_no = award.award_no
     where award.tender_id = $1
       and award_void.award_no is null
    """)
  static let awardOfLot = Statement(
    "award_of_lot",
    """
    select \(awardColumns)
      from award
      left join award_void
        on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
       and award_void.award_no = award.award_no
     where award.tender_id = $1
       and award.lot_id = $2
       and award_void.award_no is null
    """)
  static let fallenAwards = Statement(
    "fallen_awards",
    """
    select \(awardColumns), award_void.ground, award_void.reason,
           award_void.voided_at
      from award
      join award_void
        on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
       and award_void.award_no = award.award_no
     where award.tender_id = $1
       and award.lot_id = $2
     order by award.award_no
    """)
  static let voidAward = Statement(
    "void_award",
    """
    insert into award_void (tender_id, lot_id, award_no, ground, reason, voided_by, voided_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let lotsWon = Statement(
    "lots_won",
    """
    select count(*) as n
      from award
      left join award_void
        on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
       and award_void.award_no = award.award_no
     where award.tender_id = $1
       and award.bidder = $2
       and award_void.award_no is null
    """)
}

extension SheetRow {
  fileprivate init(_ row: Row) throws {
    member = try row.value("member")
    review = Int(try row.value("review_no") as Int32)
    sheet = try row.value("sheet")
    noteID = try decodedDigest(try row.value("note_id"))
  }
}

extension Transaction {
  public func insertQualification(
    _ bid: Digest, passed: Bool, ground: String?, reason: String, security: BidSecurity.Receipt? = nil,
    members: [CreditCode] = [], by reviewer: String, at: Moment
  ) throws {
    try execute(
      .insertQualification,
      [
        .bytes(bid.bytes), .bool(passed), .text(ground), .text(reason), .text(reviewer), .timestamp(at.micros),
        .bool(security?.received), .text(security?.form?.rawValue),
      ])
    for member in members { try execute(.insertConsortiumMember, [.bytes(bid.bytes), .text(member.text)]) }
  }

  public func qualifications(of tender: String, lot: String) throws -> [FindingRow] {
    try findings(.qualifications, tender, lot)
  }

  public func insertConformity(
    _ bid: Digest, member: MemberRow, passed: Bool, ground: String?, reason: String, at: Moment
  ) throws {
    try execute(
      .insertConformity,
      [
        .bytes(bid.bytes), .text(member.member), .int32(Int32(member.seq)), .bool(passed), .text(ground), .text(reason),
        .timestamp(at.micros),
      ])
  }

  /// Findings of the members who sit: those of who has stepped back are void.
  public func conformities(of tender: String, lot: String) throws -> [FindingRow] {
    try findings(.conformities, tender, lot)
  }

  private func findings(_ statement: Statement, _ tender: String, _ lot: String) throws -> [FindingRow] {
    try rows(statement, [.text(tender), .text(lot)]) { row in
      FindingRow(
        bid: try decodedDigest(try row.value("bid")), by: try row.value("by"), passed: try row.value("passed"),
        ground: try row.value("ground"), reason: try row.value("reason"))
    }
  }

  /// - Parameters:
  ///   - seq: 1 for the lot's first committee.
  ///   - members: who comes with it.
  public func insertCommittee(_ committee: CommitteeNote, id: Digest, seq: Int, members: [MemberRow]) throws {
    try execute(
      .insertCommittee, [.text(committee.tender), .text(committee.lot), .int32(Int32(seq)), .bytes(id.bytes)])
    for member in members {
      try execute(
        .insertMember,
        [
          .text(committee.tender), .text(committee.lot), .text(member.member), .int32(Int32(seq)), .text(member.vkey),
          .text(member.person), .bool(member.isBuyerSide), .bool(member.isChair),
        ])
    }
  }

  /// The id of a lot's last committee note; nil before there is one.
  public func committee(of tender: String, lot: String) throws -> Digest? {
    try row(.committeeNote, [.text(tender), .text(lot)]).map { try decodedDigest(try $0.value("note_id")) }
  }

  /// A committee's seats, m1 first, each with its last holder.
  public func members(of tender: String, lot: String) throws -> [MemberRow] {
    try rows(.members, [.text(tender), .text(lot)]) { row in
      MemberRow(
        member: try row.value("member"), vkey: try row.value("vkey"), person: try row.value("person"),
        isBuyerSide: try row.value("buyer_side"), isChair: try row.value("chair"),
        seq: Int(try row.value("seq") as Int32), isVacant: try row.value("vacant"))
    }
  }

  /// - Parameter review: the re-review in which it is corrected; 0 for the first.
  public func insertSheet(
    _ scores: ScoresNote, by member: MemberRow, review: Int = 0, sheet: String, id: Digest
  ) throws {
    try execute(
      .insertSheet,
      [
        .text(scores.tender), .text(scores.lot), .text(scores.member), .int32(Int32(member.seq)),
        .int32(Int32(review)), .text(sheet), .bytes(id.bytes),
      ])
  }

  /// The signed sheets of a lot, m1 first: of each member that sits the last.
  ///
  /// - Parameter review: those that stood at the end of this re-review; 0 for the first result's.
  public func sheets(of tender: String, lot: String, upTo review: Int = .max) throws -> [SheetRow] {
    try rows(.sheets, [.text(tender), .text(lot), .int32(Int32(clamping: review))]).map(SheetRow.init)
  }

  /// Every sheet that was signed, those that were corrected or do not count any more among them.
  public func everySheet(of tender: String, lot: String) throws -> [SheetRow] {
    try rows(.everySheet, [.text(tender), .text(lot)]).map(SheetRow.init)
  }

  /// - Parameter review: the re-review that it ends; 0 for the lot's first.
  public func insertEvaluation(tender: String, lot: String, review: Int = 0, file: String, note: Digest) throws {
    try execute(
      .insertEvaluation, [.text(tender), .text(lot), .int32(Int32(review)), .text(file), .bytes(note.bytes)])
  }

  /// A lot's evaluations, the one in force last; empty before the first.
  public func evaluations(of tender: String, lot: String) throws -> [EvaluationRow] {
    try rows(.evaluations, [.text(tender), .text(lot)]) { row in
      EvaluationRow(
        review: Int(try row.value("review_no") as Int32), file: try row.value("file"),
        noteID: try decodedDigest(try row.value("note_id")))
    }
  }

  /// evaluation/<lot>.json in whole, as it is in force; nil before the evaluation.
  public func evaluationFile(of tender: String, lot: String) throws -> String? {
    try evaluations(of: tender, lot: lot).last?.file
  }

  /// Keeps fresh salts; a bid that has one keeps it.
  public func insertSalts(_ salts: [(bid: Digest, salt: [UInt8])], at: Moment) throws {
    try execute(
      .insertEvaluationSalts,
      [.byteStrings(salts.map(\.bid.bytes)), .byteStrings(salts.map(\.salt)), .timestamp(at.micros)])
  }

  /// The salts of a lot's bids, by bid.
  public func salts(of tender: String, lot: String) throws -> [Digest: [UInt8]] {
    let rows = try rows(.evaluationSalts, [.text(tender), .text(lot)]) { row in
      (try decodedDigest(try row.value("bid")), try row.value("salt") as [UInt8])
    }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  public func insertAward(
    tender: String, lot: String, bid: Digest, bidder: String, rank: Int, priceFen: Int64, file: String, note: Digest,
    at: Moment
  ) throws {
    try execute(
      .insertAward,
      [
        .text(tender), .text(lot), .bytes(bid.bytes), .text(bidder), .int32(Int32(rank)), .int64(priceFen),
        .text(file), .bytes(note.bytes), .timestamp(at.micros),
      ])
  }

  /// Who won which lot of a tender, by the agency's registered name, and at what price.
  public func winners(of tender: String) throws -> [(lot: String, agency: String, priceFen: Int64)] {
    try rows(.winners, [.text(tender)]) { row in
      let agency: String? = try row.value("agency")
      return (try row.value("lot_id"), try agency ?? row.value("name"), try row.value("price_fen"))
    }
  }

  public func award(of tender: String, lot: String) throws -> AwardRow? {
    try row(.awardOfLot, [.text(tender), .text(lot)]).map(AwardRow.init)
  }

  /// Awards of a lot that fell through, in their order.
  public func fallenAwards(of tender: String, lot: String) throws -> [FallenAwardRow] {
    try rows(.fallenAwards, [.text(tender), .text(lot)]).map(FallenAwardRow.init)
  }

  public func voidAward(_ award: AwardRow, ground: Award.PassingOver, reason: String, by: String, at: Moment) throws {
    try execute(
      .voidAward,
      [
        .text(award.tender), .text(award.lot), .int32(Int32(award.number)), .text(ground.rawValue), .text(reason),
        .text(by), .timestamp(at.micros),
      ])
  }

  /// How many lots of a tender this bidder has won.
  public func lotsWon(in tender: String, by bidder: String) throws -> Int {
    Int(try onlyRow(.lotsWon, [.text(tender), .text(bidder)]).value("n") as Int64)
  }
}
