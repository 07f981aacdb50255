import Canon
import Notes
import Postgres
import Tendering

/// An inquiry, challenge, objection or complaint, with what became of it.
public struct RemedyRow: Sendable {
  /// How a complaint was taken up.
  public struct Acceptance: Sendable {
    public let suspendedUntil: CalendarDay?
    public let decideBy: CalendarDay
    public let by: String
    public let at: Moment
  }

  /// How it ended.
  public struct End: Sendable {
    public let state: Remedy.State
    public let outcome: Remedy.Outcome?
    public let effect: Remedy.Effect
    /// The finding in canonical JSON, or the reason.
    public let words: String
    public let by: String
    public let at: Moment

    public init(
      state: Remedy.State, outcome: Remedy.Outcome?, effect: Remedy.Effect, words: String, by: String, at: Moment
    ) {
      self.state = state
      self.outcome = outcome
      self.effect = effect
      self.words = words
      self.by = by
      self.at = at
    }
  }

  public let tender: String
  /// From 1 within the tender.
  public let number: Int
  public let lot: String?
  public let kind: Remedy.Kind
  public let about: Remedy.About
  /// Who filed it, by key reference; nil where the reader may not know.
  public let filer: String?
  public let complainsOf: Int?
  /// The step of the procedure that it is about, if any.
  public let stage: String?
  /// What it says, in canonical JSON; nil where the reader may not know.
  public let form: String?
  public let mayAffectResult: Bool
  public let filedAt: Moment
  public let dueOn: CalendarDay
  public let acceptance: Acceptance?
  public let end: End?

  init(_ row: Row) throws {
    tender = try row.value("tender_id")
    number = Int(try row.value("remedy_no") as Int32)
    lot = try row.value("lot_id")
    kind = try decodedState(try row.value("kind"))
    about = try decodedState(try row.value("about"))
    filer = try row.value("filer")
    complainsOf = (try row.value("complains_of") as Int32?).map(Int.init)
    stage = try row.value("stage")
    form = try row.value("form")
    mayAffectResult = try row.value("affects_result")
    filedAt = Moment(micros: try row.value("filed_at"))
    dueOn = try archivedDay(row, "due_on")
    if let at = try row.value("accepted_at") as Int64? {
      acceptance = Acceptance(
        suspendedUntil: (try row.value("suspended_until") as String?).flatMap { CalendarDay($0) },
        decideBy: try archivedDay(row, "decide_by"), by: try row.value("accepted_by"), at: Moment(micros: at))
    } else {
      acceptance = nil
    }
    if let at = try row.value("ended_at") as Int64? {
      end = End(
        state: try decodedState(try row.value("state")),
        outcome: try (row.value("outcome") as String?).map { try decodedState($0) },
        effect: try decodedState(try row.value("effect")), words: try row.value("words"),
        by: try row.value("ended_by"), at: Moment(micros: at))
    } else {
      end = nil
    }
  }

  /// `R1`, as people and notes call it.
  public var id: Remedy.ID {
    get throws {
      guard let id = Remedy.ID("R\(number)") else { throw PostgresFailure(.mismatch, message: "no remedy \(number)") }
      return id
    }
  }

  /// The filing as the rule book reads it; for those who see whole rows.
  public var filing: Remedy.Filing {
    get throws {
      guard let form else { throw PostgresFailure(.mismatch, message: "remedy \(number) is not this reader's to read") }
      return try Remedy.Filing(json: JSON.parse(Array(form.utf8)))
    }
  }

  public var state: Remedy.State { end?.state ?? (acceptance == nil ? .pending : .accepted) }

  /// What the rule book asks of it.
  public var standing: Remedy.Standing {
    get throws {
      Remedy.Standing(
        id: try id, kind: kind, about: about, lot: try lot.map { try Identifier(archived: $0) }, state: state,
        filed: CalendarDay(filedAt.instant), endedAt: end?.at.precise, mayAffectResult: mayAffectResult,
        suspendedUntil: acceptance?.suspendedUntil, effect: end?.effect ?? .none)
    }
  }
}

/// A filing about to be kept.
public struct NewRemedy: Sendable {
  public let number: Int
  public let lot: String?
  public let kind: Remedy.Kind
  public let about: Remedy.About
  public let filer: String
  public let complainsOf: Int?
  public let form: String
  public let mayAffectResult: Bool
  public let dueOn: CalendarDay

  public init(_ filing: Remedy.Filing, number: Int, filer: String, complainsOf: Int?, dueOn: CalendarDay) {
    self.number = number
    lot = filing.lot?.text
    kind = filing.kind
    about = filing.about
    self.filer = filer
    self.complainsOf = complainsOf
    form = filing.json.canonicalText
    mayAffectResult = filing.mayAffectResult
    self.dueOn = dueOn
  }
}

extension Identifier {
  fileprivate init(archived text: String) throws {
    guard let id = Identifier(text) else { throw PostgresFailure(.mismatch, message: "no id: \(text)") }
    self = id
  }
}

extension Statement {
  static let remedies = Statement(
    "remedies",
    """
    select remedy.tender_id, remedy.remedy_no, remedy.lot_id, remedy.kind, remedy.about, remedy_whole.filer,
           remedy.complains_of, remedy.stage, remedy_form.form, remedy.affects_result, remedy.filed_at,
           remedy.due_on::text, remedy_acceptance.suspended_until::text, remedy_acceptance.decide_by::text, remedy_acceptance.accepted_by,
           remedy_acceptance.accepted_at, remedy_end.state, remedy_end.outcome, remedy_end.effect, remedy_end.words,
           remedy_end.ended_by, remedy_end.ended_at
      from remedy
      left join remedy_whole
        on remedy_whole.tender_id = remedy.tender_id and remedy_whole.remedy_no = remedy.remedy_no
      left join remedy_form
        on remedy_form.tender_id = remedy.tender_id and remedy_form.remedy_no = remedy.remedy_no
      left join remedy_acceptance
        on remedy_acceptance.tender_id = remedy.tender_id and remedy_acceptance.remedy_no = remedy.remedy_no
      left join remedy_end on remedy_end.tender_id = remedy.tender_id and remedy_end.remedy_no = remedy.remedy_no
     where remedy.tender_id = $1
     order by remedy.remedy_no
    """)
  static let insertRemedy = Statement(
    "insert_remedy",
    """
    insert into remedy (tender_id, remedy_no, lot_id, kind, about, filer, complains_of, form, form_sha256,
           affects_result, filed_at, due_on)
    values ($1, $2, $3, $4, $5, $6, $7, $8, sha256(convert_to($8, 'UTF8')), $9, $10, $11)
    """)
  static let acceptComplaint = Statement(
    "accept_complaint",
    """
    insert into remedy_acceptance (tender_id, remedy_no, suspended_until, decide_by, accepted_by, accepted_at)
    select $1, $2, $3, $4, $5, $6
     where not exists (select from remedy_end where tender_id = $1 and remedy_no = $2)
    """)
  static let endRemedy = Statement(
    "end_remedy",
    """
    insert into remedy_end (tender_id, remedy_no, state, outcome, effect, words, ended_by, ended_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
}

extension Transaction {
  /// A tender's remedies in the order in which they came.
  public func remedies(of tender: String) throws -> [RemedyRow] {
    try rows(.remedies, [.text(tender)]).map(RemedyRow.init)
  }

  public func insert(_ remedy: NewRemedy, tender: String, at: Moment) throws {
    try execute(
      .insertRemedy,
      [
        .text(tender), .int32(Int32(remedy.number)), .text(remedy.lot), .text(remedy.kind.rawValue),
        .text(remedy.about.rawValue), .text(remedy.filer), .int32(remedy.complainsOf.map(Int32.init)),
        .text(remedy.form), .bool(remedy.mayAffectResult), .timestamp(at.micros),
        .date(remedy.dueOn.description),
      ])
  }

  /// False when it ended meanwhile.
  public func acceptComplaint(
    _ number: Int, of tender: String, suspendedUntil: CalendarDay?, decideBy: CalendarDay, by: String, at: Moment
  ) throws -> Bool {
    try execute(
      .acceptComplaint,
      [
        .text(tender), .int32(Int32(number)), .date(suspendedUntil?.description), .date(decideBy.description),
        .text(by), .timestamp(at.micros),
      ]) == 1
  }

  public func end(_ number: Int, of tender: String, _ end: RemedyRow.End) throws {
    try execute(
      .endRemedy,
      [
        .text(tender), .int32(Int32(number)), .text(end.state.rawValue), .text(end.outcome?.rawValue),
        .text(end.effect.rawValue), .text(end.words), .text(end.by), .timestamp(end.at.micros),
      ])
  }
}
