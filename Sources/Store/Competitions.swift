import Notes
import Postgres

/// What a committee wrote of the competition in a lot that has too few valid bids.
public struct CompetitionRow: Sendable {
  /// The name of the paper that its members sign.
  public let paper: String
  public let argument: String
  public let valid: Int
  public let arguedBy: String
  public let arguedAt: Moment
  /// Sitting members who have signed it, m1 first.
  public let signed: [String]
}

extension Statement {
  static let insertCompetition = Statement(
    "insert_competition",
    """
    insert into competition_statement (tender_id, lot_id, paper, argument, valid_bids, argued_by, argued_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let competition = Statement(
    "competition",
    """
    select paper, argument, valid_bids, argued_by, argued_at
      from competition_statement
     where tender_id = $1
       and lot_id = $2
    """)
  static let insertCompetitionConsent = Statement(
    "insert_competition_consent",
    """
    insert into competition_consent (tender_id, lot_id, member, seq, note_id, signed_at)
    values ($1, $2, $3, $4, $5, $6)
    """)
  static let competitionConsents = Statement(
    "competition_consents",
    """
    select competition_consent.member
      from competition_consent
      join committee_member on committee_member.tender_id = competition_consent.tender_id
       and committee_member.lot_id = competition_consent.lot_id
       and committee_member.member = competition_consent.member and committee_member.seq = competition_consent.seq
      left join committee_withdrawal on committee_withdrawal.tender_id = competition_consent.tender_id
       and committee_withdrawal.lot_id = competition_consent.lot_id
       and committee_withdrawal.person = committee_member.person
     where competition_consent.tender_id = $1
       and competition_consent.lot_id = $2
       and committee_withdrawal.person is null
     order by length(competition_consent.member), competition_consent.member
    """)
}

extension Transaction {
  public func insertCompetition(
    tender: String, lot: String, paper: String, argument: String, valid: Int, by: String, at: Moment
  ) throws {
    try execute(
      .insertCompetition,
      [
        .text(tender), .text(lot), .text(paper), .text(argument), .int32(Int32(valid)), .text(by),
        .timestamp(at.micros),
      ])
  }

  /// A lot's statement with who has signed it; nil where there is none. Read as somebody who may know who sits.
  public func competition(of tender: String, lot: String) throws -> CompetitionRow? {
    guard let row = try row(.competition, [.text(tender), .text(lot)]) else { return nil }
    let signed = try rows(.competitionConsents, [.text(tender), .text(lot)]) { try $0.value("member") as String }
    return CompetitionRow(
      paper: try row.value("paper"), argument: try row.value("argument"),
      valid: Int(try row.value("valid_bids") as Int32), arguedBy: try row.value("argued_by"),
      arguedAt: Moment(micros: try row.value("argued_at")), signed: signed)
  }

  public func insertCompetitionConsent(
    tender: String, lot: String, by member: MemberRow, note: Digest, at: Moment
  ) throws {
    try execute(
      .insertCompetitionConsent,
      [
        .text(tender), .text(lot), .text(member.member), .int32(Int32(member.seq)), .bytes(note.bytes),
        .timestamp(at.micros),
      ])
  }
}
