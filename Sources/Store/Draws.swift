import Notes
import Postgres

/// A commitment to a secret that no draw has used yet.
public struct DrawCommitmentRow: Sendable {
  public let digest: Digest
  public let actor: String
  public let committedAt: Moment
}

/// A draw that was announced, and how it ended, if it has.
public struct DrawRow: Sendable {
  public let id: Digest
  public let lot: String
  public let purpose: String
  public let take: Int
  public let announcedAt: Moment
  public let endNote: Digest?
  /// Why it was voided; nil for one that is running or drawn.
  public let voidReason: String?

  public var isRunning: Bool { endNote == nil }
  public var isDrawn: Bool { endNote != nil && voidReason == nil }

  init(_ row: Row) throws {
    id = try decodedDigest(try row.value("draw"))
    lot = try row.value("lot_id")
    purpose = try row.value("purpose")
    take = Int(try row.value("take") as Int32)
    announcedAt = Moment(micros: try row.value("announced_at"))
    endNote = (try row.value("end_note") as [UInt8]?).flatMap { Digest(bytes: $0) }
    voidReason = try row.value("void_reason")
  }
}

/// A contributor of a draw.
public struct DrawPartyRow: Sendable {
  public let actor: String
  public let digest: Digest
  /// Whether its secret has come.
  public let isRevealed: Bool
  /// The secret as far as the reader sees it: its own, and the others' once the last is in.
  public let secret: [UInt8]?
}

/// A line of a draw's list.
public struct DrawCandidateRow: Sendable {
  public let candidate: String
  /// The key reference of an expert; nil for a bid.
  public let person: String?
  /// The place in the result, from 1; nil for who was not drawn.
  public let drawnAt: Int?
  /// Why somebody drawn cannot come.
  public let declined: String?
}

private let drawColumns = """
  draw.draw, draw.lot_id, draw.purpose, draw.take, draw.announced_at, draw_end.note_id as end_note,
         draw_end.void_reason
  """

extension Statement {
  static let insertDrawCommitment = Statement(
    "insert_draw_commitment",
    """
    insert into draw_commitment (digest, tender_id, lot_id, purpose, actor, committed_at)
    values ($1, $2, $3, $4, $5, $6)
    """)
  static let openDrawCommitments = Statement(
    "open_draw_commitments",
    """
    select draw_commitment.digest, draw_commitment.actor, draw_commitment.committed_at
      from draw_commitment
      left join draw_party on draw_party.digest = draw_commitment.digest
     where draw_commitment.tender_id = $1
       and draw_commitment.lot_id = $2
       and draw_commitment.purpose = $3
       and draw_party.digest is null
     order by draw_commitment.committed_at, draw_commitment.digest
    """)
  static let insertDraw = Statement(
    "insert_draw",
    """
    insert into draw (draw, tender_id, lot_id, purpose, take, announced_at)
    values ($1, $2, $3, $4, $5, $6)
    """)
  static let insertDrawParties = Statement(
    "insert_draw_parties",
    """
    insert into draw_party (draw, place, actor, digest)
    select $1, new.place, new.actor, new.digest
      from unnest($2::text[], $3::bytea[]) with ordinality as new (actor, digest, place)
    """)
  static let insertDrawCandidates = Statement(
    "insert_draw_candidates",
    """
    insert into draw_candidate (draw, place, candidate, person)
    select $1, new.place, new.candidate, new.person
      from unnest($2::text[], $3::text[]) with ordinality as new (candidate, person, place)
    """)
  static let drawsOfTender = Statement(
    "draws_of_tender",
    """
    select \(drawColumns)
      from draw
      join log_entry on log_entry.note_id = draw.draw
      left join draw_end on draw_end.draw = draw.draw
     where draw.tender_id = $1
     order by log_entry.log_index
    """)
  static let drawParties = Statement(
    "draw_parties",
    """
    select draw_party.actor, draw_party.digest, draw_secret_came(draw_party.digest) as revealed, draw_secret.secret
      from draw_party
      left join draw_secret on draw_secret.digest = draw_party.digest
     where draw_party.draw = $1
     order by draw_party.place
    """)
  static let drawCandidates = Statement(
    "draw_candidates",
    """
    select draw_candidate.candidate, draw_candidate.person, draw_result.place as drawn_at, draw_decline.reason as declined
      from draw_candidate
      left join draw_result
        on draw_result.draw = draw_candidate.draw and draw_result.candidate = draw_candidate.candidate
      left join draw_decline
        on draw_decline.draw = draw_candidate.draw and draw_decline.candidate = draw_candidate.candidate
     where draw_candidate.draw = $1
     order by draw_candidate.place
    """)
  static let drawResults = Statement(
    "draw_results", "select candidate from draw_result where draw = $1 order by place")
  static let insertDrawSecret = Statement(
    "insert_draw_secret",
    """
    insert into draw_secret (digest, secret, revealed_at)
    values (sha256($1), $1, $2)
    """)
  static let insertDrawEnd = Statement(
    "insert_draw_end", "insert into draw_end (draw, note_id, void_reason, ended_at) values ($1, $2, $3, $4)")
  static let insertDrawResults = Statement(
    "insert_draw_results",
    """
    insert into draw_result (draw, place, candidate)
    select $1, new.place, new.candidate
      from unnest($2::text[]) with ordinality as new (candidate, place)
    """)
  static let insertDrawDecline = Statement(
    "insert_draw_decline",
    "insert into draw_decline (draw, candidate, reason, recorded_at) values ($1, $2, $3, $4)")
  static let insertCommitteeDraw = Statement(
    "insert_committee_draw", "insert into committee_draw (tender_id, lot_id, seq, draw) values ($1, $2, $3, $4)")
  static let committeeDraws = Statement(
    "committee_draws", "select draw from committee_draw where tender_id = $1 and lot_id = $2 order by seq")
}

extension Transaction {
  public func insertDrawCommitment(
    _ digest: Digest, tender: String, lot: String, purpose: String, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertDrawCommitment,
      [.bytes(digest.bytes), .text(tender), .text(lot), .text(purpose), .text(actor), .timestamp(at.micros)])
  }

  /// Commitments that wait for a draw of this lot and purpose.
  public func openCommitments(of tender: String, lot: String, purpose: String) throws -> [DrawCommitmentRow] {
    try rows(.openDrawCommitments, [.text(tender), .text(lot), .text(purpose)]) { row in
      DrawCommitmentRow(
        digest: try decodedDigest(try row.value("digest")), actor: try row.value("actor"),
        committedAt: Moment(micros: try row.value("committed_at")))
    }
  }

  /// An announced draw with its parties in the note's order and its list; `person` is nil for bids.
  public func insert(
    _ draw: Draw, id: Digest, parties: [DrawCommitmentRow], candidates: [(id: String, person: String?)], at: Moment
  ) throws {
    try execute(
      .insertDraw,
      [
        .bytes(id.bytes), .text(draw.tender), .text(draw.lot), .text(draw.purpose), .int32(Int32(draw.take)),
        .timestamp(at.micros),
      ])
    try execute(
      .insertDrawParties,
      [.bytes(id.bytes), .texts(parties.map(\.actor)), .byteStrings(parties.map(\.digest.bytes))])
    try execute(
      .insertDrawCandidates,
      [.bytes(id.bytes), .texts(candidates.map(\.id)), .texts(candidates.map(\.person))])
  }

  /// A tender's draws in the log's order.
  public func draws(of tender: String) throws -> [DrawRow] {
    try rows(.drawsOfTender, [.text(tender)]).map(DrawRow.init)
  }

  /// Who contributes to a draw, in the note's order.
  public func parties(ofDraw draw: Digest) throws -> [DrawPartyRow] {
    try rows(.drawParties, [.bytes(draw.bytes)]) { row in
      DrawPartyRow(
        actor: try row.value("actor"), digest: try decodedDigest(try row.value("digest")),
        isRevealed: try row.value("revealed"), secret: try row.value("secret"))
    }
  }

  /// A draw's list, in its order.
  public func candidates(ofDraw draw: Digest) throws -> [DrawCandidateRow] {
    try rows(.drawCandidates, [.bytes(draw.bytes)]) { row in
      DrawCandidateRow(
        candidate: try row.value("candidate"), person: try row.value("person"),
        drawnAt: (try row.value("drawn_at") as Int32?).map(Int.init), declined: try row.value("declined"))
    }
  }

  /// What came out, in the order drawn, by the ids of the list: nobody's name.
  public func results(ofDraw draw: Digest) throws -> [String] {
    try rows(.drawResults, [.bytes(draw.bytes)]) { try $0.value("candidate") }
  }

  /// Keeps a revealed secret; the database refuses one that nobody committed to.
  public func insertDrawSecret(_ secret: [UInt8], at: Moment) throws {
    try execute(.insertDrawSecret, [.bytes(secret), .timestamp(at.micros)])
  }

  /// Ends a draw: with its results, or voided for a reason.
  public func endDraw(
    _ draw: Digest, note: Digest, results: [String] = [], voidReason: String? = nil, at: Moment
  ) throws {
    try execute(
      .insertDrawEnd, [.bytes(draw.bytes), .bytes(note.bytes), .text(voidReason), .timestamp(at.micros)])
    if !results.isEmpty { try execute(.insertDrawResults, [.bytes(draw.bytes), .texts(results)]) }
  }

  public func insertDecline(of candidate: String, draw: Digest, reason: String, at: Moment) throws {
    try execute(.insertDrawDecline, [.bytes(draw.bytes), .text(candidate), .text(reason), .timestamp(at.micros)])
  }

  /// Which draw the experts come from who come with a lot's committee of this number.
  public func insertCommitteeDraw(_ draw: Digest, tender: String, lot: String, seq: Int) throws {
    try execute(.insertCommitteeDraw, [.text(tender), .text(lot), .int32(Int32(seq)), .bytes(draw.bytes)])
  }

  /// The draws that seated somebody in this lot.
  public func committeeDraws(of tender: String, lot: String) throws -> [Digest] {
    try rows(.committeeDraws, [.text(tender), .text(lot)]) { try decodedDigest(try $0.value("draw")) }
  }
}
