import Notes
import Postgres

/// Somebody who attends an opening.
public struct AttendanceRow: Sendable {
  public let actor: String
  public let role: String
  public let attendedAt: Moment
}

/// A bidder's objection on the spot, with the answer once it is given.
public struct ObjectionRow: Sendable {
  public let number: Int
  public let bidder: String
  public let words: String
  public let madeAt: Moment
  public let answer: String?
}

extension Statement {
  /// The role is the actor's own, so that whoever judges cannot be entered under another.
  static let insertAttendance = Statement(
    "insert_attendance",
    """
    insert into opening_attendance (tender_id, actor, role, attended_at)
    select $1, key_ref, role, $3
      from actor
     where key_ref = $2
        on conflict (tender_id, actor) do nothing
    """)
  static let attendances = Statement(
    "attendances",
    "select actor, role, attended_at from opening_attendance where tender_id = $1 order by attended_at, actor")
  static let insertObjection = Statement(
    "insert_objection",
    """
    insert into opening_objection (tender_id, lot_id, objection_no, bidder, words, made_at)
    select $1, $2, 1 + count(*), $3, $4, $5
      from opening_objection
     where tender_id = $1
       and lot_id = $2
    returning objection_no
    """)
  static let insertOpeningAnswer = Statement(
    "insert_opening_answer",
    """
    insert into opening_answer (tender_id, lot_id, objection_no, words, answered_by, answered_at)
    values ($1, $2, $3, $4, $5, $6)
    """)
  static let objections = Statement(
    "objections",
    """
    select opening_objection.objection_no, opening_objection.bidder, opening_objection.words, opening_objection.made_at,
           opening_answer.words as answer
      from opening_objection
      left join opening_answer on opening_answer.tender_id = opening_objection.tender_id
       and opening_answer.lot_id = opening_objection.lot_id
       and opening_answer.objection_no = opening_objection.objection_no
     where opening_objection.tender_id = $1
       and opening_objection.lot_id = $2
     order by opening_objection.objection_no
    """)
}

extension Transaction {
  /// Enters an attendant; again it is the same.
  public func insertAttendance(of actor: String, tender: String, at: Moment) throws {
    try execute(.insertAttendance, [.text(tender), .text(actor), .timestamp(at.micros)])
  }

  public func attendances(of tender: String) throws -> [AttendanceRow] {
    try rows(.attendances, [.text(tender)]) { row in
      AttendanceRow(
        actor: try row.value("actor"), role: try row.value("role"),
        attendedAt: Moment(micros: try row.value("attended_at")))
    }
  }

  /// - Returns: the objection's number in the lot, from 1.
  public func insertObjection(_ words: String, tender: String, lot: String, by bidder: String, at: Moment) throws -> Int
  {
    let row = try onlyRow(
      .insertObjection, [.text(tender), .text(lot), .text(bidder), .text(words), .timestamp(at.micros)])
    return Int(try row.value("objection_no") as Int32)
  }

  public func insertOpeningAnswer(
    _ words: String, to number: Int, tender: String, lot: String, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertOpeningAnswer,
      [.text(tender), .text(lot), .int32(Int32(number)), .text(words), .text(actor), .timestamp(at.micros)])
  }

  public func objections(of tender: String, lot: String) throws -> [ObjectionRow] {
    try rows(.objections, [.text(tender), .text(lot)]) { row in
      ObjectionRow(
        number: Int(try row.value("objection_no") as Int32), bidder: try row.value("bidder"),
        words: try row.value("words"), madeAt: Moment(micros: try row.value("made_at")), answer: try row.value("answer")
      )
    }
  }
}
