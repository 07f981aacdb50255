import Exact
import Notes
import Postgres
import Tendering

/// A bid's security that came, and when it went back.
public struct SecurityRow: Sendable {
  public let bid: Digest
  public let bidder: String
  public let returned: CalendarDay?
}

extension Statement {
  static let insertConsortiumMember = Statement(
    "insert_consortium_member", "insert into qualification_member (bid, credit_code) values ($1, $2)")
  static let consortiumMembers = Statement(
    "consortium_members",
    """
    select qualification_member.bid, qualification_member.credit_code
      from qualification_member
      join bid_note on bid_note.note_id = qualification_member.bid
     where bid_note.tender_id = $1
       and bid_note.lot_id = $2
     order by qualification_member.bid, qualification_member.credit_code
    """)
  static let securities = Statement(
    "securities",
    """
    select qualification.bid, bid_note.bidder, security_return.returned_on::text as returned_on
      from qualification
      join bid_note on bid_note.note_id = qualification.bid
      left join security_return on security_return.bid = qualification.bid
     where bid_note.tender_id = $1
       and bid_note.lot_id = $2
       and qualification.security_received
     order by qualification.bid
    """)
  static let lotsWithSecurity = Statement(
    "lots_with_security",
    """
    select distinct bid_note.lot_id
      from qualification
      join bid_note on bid_note.note_id = qualification.bid
     where bid_note.tender_id = $1
       and qualification.security_received
       and not exists (select from security_return where security_return.bid = qualification.bid)
    """)
  static let lotEnded = Statement(
    "lot_ended",
    """
    select note.taken_at
      from lot_failure
      join note on note.note_id = lot_failure.note_id
     where lot_failure.tender_id = $1
       and lot_failure.lot_id = $2
    union all
    select made_at
      from cancellation
     where tender_id = $1
    """)
  static let insertSecurityReturn = Statement(
    "insert_security_return",
    "insert into security_return (bid, returned_on, recorded_by, recorded_at) values ($1, $2::text::date, $3, $4)")
}

extension Transaction {
  /// Further members of consortia as reviews of a lot recorded them.
  public func consortiumMembers(of tender: String, lot: String) throws -> [Digest: [CreditCode]] {
    var members: [Digest: [CreditCode]] = [:]
    for row in try rows(.consortiumMembers, [.text(tender), .text(lot)]) {
      let text: String = try row.value("credit_code")
      guard let code = CreditCode(text) else {
        throw PostgresFailure(.mismatch, message: "a credit code that is none: \(text)")
      }
      members[try decodedDigest(try row.value("bid")), default: []].append(code)
    }
    return members
  }

  /// Lots of which securities are still with the buyer.
  public func lotsWithSecurity(of tender: String) throws -> Set<String> {
    Set(try rows(.lotsWithSecurity, [.text(tender)]) { try $0.value("lot_id") })
  }

  /// The securities of a lot that came, by bid.
  public func securities(of tender: String, lot: String) throws -> [SecurityRow] {
    try rows(.securities, [.text(tender), .text(lot)]) { row in
      let returned: String? = try row.value("returned_on")
      return SecurityRow(
        bid: try decodedDigest(try row.value("bid")), bidder: try row.value("bidder"),
        returned: try returned.map { text in
          guard let day = CalendarDay(text) else {
            throw PostgresFailure(.mismatch, message: "a day that is none: \(text)")
          }
          return day
        })
    }
  }

  /// When a lot failed or was cancelled; nil while it goes on.
  public func endedAt(of tender: String, lot: String) throws -> Moment? {
    try row(.lotEnded, [.text(tender), .text(lot)]).map { Moment(micros: try $0.value("taken_at")) }
  }

  public func insertSecurityReturn(of bid: Digest, on day: CalendarDay, by: String, at: Moment) throws {
    try execute(
      .insertSecurityReturn, [.bytes(bid.bytes), .text(day.description), .text(by), .timestamp(at.micros)])
  }
}
