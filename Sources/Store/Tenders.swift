import Notes
import Postgres
import Tendering

/// A tender as the database holds it.
public struct TenderRow: Sendable {
  public let id: String
  public let batch: String
  public let title: String
  public let profile: String
  public let state: Tender.State
  public let threshold: Int
  public let custodians: Int
  public let minimum: Int
  public let graceSeconds: Int
  public let recoverySeconds: Int
  public let noticeID: Digest?
  public let terms: Digest?
  public let opensAt: Moment?
  public let deadlineAt: Moment?
  public let noticeIndex: Int?
  public let closeIndex: Int?
  public let closedAt: Moment?
  /// The earlier tender that this one takes up.
  public let follows: String?

  init(_ row: Row) throws {
    id = try row.value("tender_id")
    follows = try row.value("follows")
    batch = try row.value("batch_id")
    title = try row.value("title")
    profile = try row.value("profile")
    state = try decodedState(try row.value("state"))
    threshold = Int(try row.value("threshold") as Int32)
    custodians = Int(try row.value("custodians") as Int32)
    minimum = Int(try row.value("minimum") as Int32)
    graceSeconds = Int(try row.value("grace_seconds") as Int32)
    recoverySeconds = Int(try row.value("recovery_seconds") as Int32)
    noticeID = (try row.value("notice_id") as [UInt8]?).flatMap { Digest(bytes: $0) }
    terms = (try row.value("terms_sha256") as [UInt8]?).flatMap { Digest(bytes: $0) }
    opensAt = (try row.value("opens_at") as Int64?).map(Moment.init)
    deadlineAt = (try row.value("deadline_at") as Int64?).map(Moment.init)
    noticeIndex = (try row.value("notice_index") as Int64?).map(Int.init)
    closeIndex = (try row.value("close_index") as Int64?).map(Int.init)
    closedAt = (try row.value("closed_at") as Int64?).map(Moment.init)
  }
}

/// A tender between its notice and its close, as far as ticks and closes need to know it.
public struct OpenTender: Sendable {
  public let id: String
  public let state: Tender.State
  public let opensAt: Moment
  public let deadlineAt: Moment
  public let graceSeconds: Int

  init(_ row: Row) throws {
    id = try row.value("tender_id")
    state = try decodedState(try row.value("state"))
    opensAt = Moment(micros: try row.value("opens_at"))
    deadlineAt = Moment(micros: try row.value("deadline_at"))
    graceSeconds = Int(try row.value("grace_seconds") as Int32)
  }

  /// Tests and callers with a full row at hand.
  public init(_ row: TenderRow) throws {
    guard let opens = row.opensAt, let deadline = row.deadlineAt else {
      throw PostgresFailure(.mismatch, message: "tender \(row.id) has no notice")
    }
    (id, state, opensAt, deadlineAt, graceSeconds) = (row.id, row.state, opens, deadline, row.graceSeconds)
  }
}

/// A lot as the database holds it.
public struct LotRow: Sendable {
  public let tender: String
  public let id: String
  public let number: Int
  public let title: String
  public let park: String
  public let budgetFen: Int64
  public let ceilingFen: Int64
  /// The bid security that it asks for; 0 is none.
  public let securityFen: Int64
  /// The evaluation scheme in canonical JSON.
  public let scheme: String
  public let schemeDigest: Digest
  public let state: Lot.State

  init(_ row: Row) throws {
    tender = try row.value("tender_id")
    id = try row.value("lot_id")
    number = Int(try row.value("lot_no") as Int32)
    title = try row.value("title")
    park = try row.value("park_id")
    budgetFen = try row.value("budget_fen")
    ceilingFen = try row.value("ceiling_fen")
    securityFen = try row.value("security_fen")
    scheme = try row.value("scheme")
    schemeDigest = try decodedDigest(try row.value("scheme_sha256"))
    state = try decodedState(try row.value("state"))
  }
}

/// A person's function in a tender.
public struct TenderPerson: Sendable {
  public let actor: String
  public let function: String
  public let custodianIndex: Int?
}

/// A custodian's statement that was taken.
public struct StatementRow: Sendable {
  public let index: Int
  public let actor: String
  public let recipient: String
  public let noteID: Digest
}

func decodedState<State: RawRepresentable>(_ text: String) throws -> State where State.RawValue == String {
  guard let state = State(rawValue: text) else {
    throw PostgresFailure(.mismatch, message: "a state that no rule knows: \(text)")
  }
  return state
}

func decodedDigest(_ bytes: [UInt8]) throws -> Digest {
  guard let digest = Digest(bytes: bytes) else { throw PostgresFailure(.mismatch, message: "a hash is not 32 bytes") }
  return digest
}

private let tenderColumns = """
  tender_id, batch_id, title, profile, state, threshold, custodians, minimum, grace_seconds, recovery_seconds,
         notice_id, terms_sha256, opens_at, deadline_at, notice_index, close_index, closed_at, follows
  """
private let lotColumns = """
  tender_id, lot_id, lot_no, title, park_id, budget_fen, ceiling_fen, scheme, scheme_sha256, state,
         security_fen
  """

/// A lot of a draft.
public struct NewLot: Sendable {
  /// What is bid separately in it, in the order of opening.
  public struct Part: Sendable {
    public let id: String
    public let bytesMax: Int
    public let isPublic: Bool

    public init(id: String, bytesMax: Int, isPublic: Bool) {
      self.id = id
      self.bytesMax = bytesMax
      self.isPublic = isPublic
    }
  }

  public let id, title, park: String
  public let budgetFen, ceilingFen, securityFen: Int64
  /// In canonical JSON.
  public let scheme: String
  public let parts: [Part]

  public init(
    id: String, title: String, park: String, budgetFen: Int64, ceilingFen: Int64, securityFen: Int64, scheme: String,
    parts: [Part]
  ) {
    self.id = id
    self.title = title
    self.park = park
    self.budgetFen = budgetFen
    self.ceilingFen = ceilingFen
    self.securityFen = securityFen
    self.scheme = scheme
    self.parts = parts
  }
}

extension Statement {
  static let tenderByID = Statement(
    "tender_by_id", "select \(tenderColumns)\n  from tender\n where tender_id = $1")
  static let tenderLocked = Statement(
    "tender_locked", "select \(tenderColumns)\n  from tender\n where tender_id = $1\n   for update")
  static let tenderShared = Statement(
    "tender_shared", "select \(tenderColumns)\n  from tender\n where tender_id = $1\n   for share")
  static let draftOf = Statement("draft_of", "select draft from tender_whole where tender_id = $1")
  static let noticeTaken = Statement("notice_taken", "select taken_at from note where note_id = $1")
  static let tenders = Statement(
    "tenders", "select \(tenderColumns)\n  from tender\n order by created_at, tender_id")
  static let publishedTenders = Statement(
    "published_tenders",
    """
    select \(tenderColumns)
      from tender
     where notice_id is not null
       and ($1::text is null
            or (created_at, tender_id)
               > (select last.created_at, last.tender_id from tender as last where last.tender_id = $1))
     order by created_at, tender_id
     limit $2
    """)
  static let openTenders = Statement(
    "open_tenders",
    """
    select tender_id, state, opens_at, deadline_at, grace_seconds
      from tender
     where state in ('published', 'open')
     order by tender_id collate "C"
    """)
  static let insertTender = Statement(
    "insert_tender",
    """
    insert into tender (tender_id, batch_id, title, profile, draft, state, threshold, custodians, minimum,
           grace_seconds, recovery_seconds, created_by, created_at, follows)
    values ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, $9, $10, $11, $12, $13)
    """)
  static let replaceDraft = Statement(
    "replace_draft",
    """
    update tender
       set batch_id = $2, title = $3, profile = $4, draft = $5, threshold = $6, minimum = $7, grace_seconds = $8,
           recovery_seconds = $9, follows = $11
     where tender_id = $1
       and state = 'draft'
       and exists (select
                     from tender_whole
                    where tender_whole.tender_id = tender.tender_id
                      and sha256(convert_to(tender_whole.draft, 'UTF8')) = $10)
    """)
  static let deleteDraftParts = Statement(
    "delete_draft_parts",
    """
    delete from lot_part
     using tender
     where lot_part.tender_id = $1
       and tender.tender_id = $1
       and tender.state = 'draft'
    """)
  static let deleteDraftLots = Statement(
    "delete_draft_lots",
    """
    delete from lot
     using tender
     where lot.tender_id = $1
       and tender.tender_id = $1
       and tender.state = 'draft'
    """)
  static let publishTender = Statement(
    "publish_tender",
    """
    update tender
       set state = 'published', notice_id = $2, terms_sha256 = $3, opens_at = $4, deadline_at = $5, notice_index = $6
     where tender_id = $1
       and state = 'draft'
    """)
  static let openDueTenders = Statement(
    "open_due_tenders",
    """
    update tender
       set state = 'open'
     where state = 'published'
       and opens_at <= $1
    returning tender_id
    """)
  static let closeTender = Statement(
    "close_tender",
    """
    update tender
       set state = 'closed', close_index = $2, closed_at = $3
     where tender_id = $1
       and state in ('published', 'open')
       and deadline_at <= $3
    """)
  static let insertMaster = Statement(
    "insert_master", "insert into tender_master (tender_id, master) values ($1, $2)")
  static let master = Statement("master", "select master from tender_master where tender_id = $1")
  static let masters = Statement(
    "masters", "select tender_id, master from tender_master where tender_id = any($1::text[])")
  static let insertTenderPerson = Statement(
    "insert_tender_person",
    """
    insert into tender_person (tender_id, actor, function, custodian_index)
    values ($1, $2, $3, $4)
    """)
  static let tenderPeople = Statement(
    "tender_people",
    """
    select actor, function, custodian_index
      from tender_person
     where tender_id = $1
     order by function, custodian_index, actor
    """)
  static let insertLots = Statement(
    "insert_lots",
    """
    insert into lot (tender_id, lot_id, lot_no, title, park_id, budget_fen, ceiling_fen, scheme, scheme_sha256, state,
           security_fen)
    select $1, lot_id, lot_no, title, park_id, budget_fen, ceiling_fen, scheme, sha256(convert_to(scheme, 'UTF8')),
           'draft', security_fen
      from unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[],
                  $9::bigint[])
           as given (lot_id, lot_no, title, park_id, budget_fen, ceiling_fen, scheme, security_fen)
     order by lot_no
    """)
  static let lotsOfTender = Statement(
    "lots_of_tender", "select \(lotColumns)\n  from lot\n where tender_id = $1\n order by lot_no")
  static let lotByID = Statement(
    "lot_by_id", "select \(lotColumns)\n  from lot\n where tender_id = $1\n   and lot_id = $2")
  static let lotLocked = Statement(
    "lot_locked", "select \(lotColumns)\n  from lot\n where tender_id = $1\n   and lot_id = $2\n   for update")
  static let lotsLocked = Statement(
    "lots_locked",
    "select \(lotColumns)\n  from lot\n where tender_id = $1\n   and lot_id = any($2)\n order by lot_no\n   for update")
  static let moveLots = Statement(
    "move_lots",
    """
    update lot
       set state = $4
     where tender_id = $1
       and lot_id = any($2)
       and state = $3
    """)
  static let insertLotParts = Statement(
    "insert_lot_parts",
    """
    insert into lot_part (tender_id, lot_id, part_id, part_no, bytes_max, public)
    select $1, lot_id, part_id, part_no, bytes_max, public
      from unnest($2::text[], $3::text[], $4::integer[], $5::bigint[], $6::boolean[])
           as given (lot_id, part_id, part_no, bytes_max, public)
    """)
  static let lotParts = Statement(
    "lot_parts",
    """
    select lot_part.lot_id, lot_part.part_id, lot_part.bytes_max, lot_part.public
      from lot_part
      join lot on lot.tender_id = lot_part.tender_id and lot.lot_id = lot_part.lot_id
     where lot_part.tender_id = $1
     order by lot.lot_no, lot_part.part_no
    """)
  static let partsOfLot = Statement(
    "parts_of_lot", "select part_id from lot_part where tender_id = $1 and lot_id = $2 order by part_no")
  static let insertCustodianStatement = Statement(
    "insert_custodian_statement",
    """
    insert into custodian_statement (tender_id, custodian_index, actor, recipient, note_id)
    select $1, $2, $3, $4, $5
      from tender_person
     where tender_id = $1
       and actor = $3
       and custodian_index = $2
    """)
  static let custodianStatements = Statement(
    "custodian_statements",
    """
    select custodian_index, actor, recipient, note_id
      from custodian_statement
     where tender_id = $1
     order by custodian_index
    """)
}

extension Transaction {
  public enum Lock: Sendable {
    case none
    /// Others may share it, nobody may change the row meanwhile.
    case shared
    case exclusive
  }

  /// When a tender's notice was taken, which is when its documents went out.
  public func publishedAt(notice: Digest) throws -> Moment? {
    try row(.noticeTaken, [.bytes(notice.bytes)]).map { Moment(micros: try $0.value("taken_at")) }
  }

  public func tender(_ id: String, lock: Lock = .none) throws -> TenderRow? {
    let statement: Statement =
      switch lock {
      case .none: .tenderByID
      case .shared: .tenderShared
      case .exclusive: .tenderLocked
      }
    return try row(statement, [.text(id)]).map(TenderRow.init)
  }

  /// A tender's draft in canonical JSON; from the notice on it is what the documents were made from.
  ///
  /// A statement of its own: whoever holds the tender's row reads the draft as it stands then.
  public func draft(of tender: String) throws -> String {
    guard let row = try row(.draftOf, [.text(tender)]) else {
      throw PostgresFailure(.mismatch, message: "the draft of \(tender) is not this reader's to read")
    }
    return try row.value("draft")
  }

  public func tenders() throws -> [TenderRow] { try rows(.tenders).map(TenderRow.init) }

  /// Tenders that are more than drafts, in the order they were drafted: so many, behind this one.
  public func publishedTenders(after tender: String?, limit: Int) throws -> [TenderRow] {
    try rows(.publishedTenders, [.text(tender), .int64(Int64(limit))]).map(TenderRow.init)
  }

  /// Tenders between notice and close, bytewise by id.
  public func openTenders() throws -> [OpenTender] { try rows(.openTenders).map(OpenTender.init) }

  public func insertTender(
    id: String, batch: String, title: String, profile: String, draft: String, threshold: Int, custodians: Int,
    minimum: Int, graceSeconds: Int, recoverySeconds: Int, follows: String?, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertTender,
      [
        .text(id), .text(batch), .text(title), .text(profile), .text(draft), .int32(Int32(threshold)),
        .int32(Int32(custodians)), .int32(Int32(minimum)), .int32(Int32(graceSeconds)),
        .int32(Int32(recoverySeconds)), .text(actor), .timestamp(at.micros), .text(follows),
      ])
  }

  /// False when the draft that stands is not the one that was read, or the tender is no draft any more.
  public func replaceDraft(
    of tender: String, batch: String, title: String, profile: String, draft: String, threshold: Int, minimum: Int,
    graceSeconds: Int, recoverySeconds: Int, follows: String?, reading read: Digest
  ) throws -> Bool {
    try execute(
      .replaceDraft,
      [
        .text(tender), .text(batch), .text(title), .text(profile), .text(draft), .int32(Int32(threshold)),
        .int32(Int32(minimum)), .int32(Int32(graceSeconds)), .int32(Int32(recoverySeconds)), .bytes(read.bytes),
        .text(follows),
      ]) == 1
  }

  /// Takes a draft's lots and parts away, for others to be written.
  public func deleteDraftLots(of tender: String) throws {
    try execute(.deleteDraftParts, [.text(tender)])
    try execute(.deleteDraftLots, [.text(tender)])
  }

  /// False when the tender is no draft any more: somebody was first.
  public func publish(_ notice: Notes.Notice, id: Digest, index: Int, master: [UInt8]) throws -> Bool {
    let updated = try execute(
      .publishTender,
      [
        .text(notice.tender), .bytes(id.bytes), .bytes(notice.terms.bytes),
        .timestamp(Moment(seconds: notice.opens).micros), .timestamp(Moment(seconds: notice.deadline).micros),
        .int(index),
      ])
    guard updated == 1 else { return false }
    try execute(.insertMaster, [.text(notice.tender), .bytes(master)])
    return true
  }

  /// From here on bids are taken for the tenders whose time to open has come.
  ///
  /// - Returns: their ids.
  public func openDueTenders(at: Moment) throws -> [String] {
    try rows(.openDueTenders, [.timestamp(at.micros)]) { try $0.value("tender_id") }
  }

  /// False when it is closed already, or its deadline is after `at`.
  public func markClosed(_ tender: String, index: Int, at: Moment) throws -> Bool {
    try execute(.closeTender, [.text(tender), .int(index), .timestamp(at.micros)]) == 1
  }

  /// The master secret of a tender's ticks.
  public func master(of tender: String) throws -> [UInt8] {
    try onlyRow(.master, [.text(tender)]).value("master")
  }

  /// The same of several tenders.
  public func masters(of tenders: [String]) throws -> [String: [UInt8]] {
    var masters: [String: [UInt8]] = [:]
    for row in try rows(.masters, [.texts(tenders)]) { masters[try row.value("tender_id")] = try row.value("master") }
    return masters
  }

  public func insertPerson(tender: String, actor: String, function: String, custodianIndex: Int? = nil) throws {
    try execute(
      .insertTenderPerson,
      [.text(tender), .text(actor), .text(function), .int32(custodianIndex.map(Int32.init))])
  }

  public func people(of tender: String) throws -> [TenderPerson] {
    try rows(.tenderPeople, [.text(tender)]) { row in
      TenderPerson(
        actor: try row.value("actor"), function: try row.value("function"),
        custodianIndex: (try row.value("custodian_index") as Int32?).map(Int.init))
    }
  }

  /// Puts a draft's lots with their parts in.
  public func insert(_ lots: [NewLot], of tender: String) throws {
    try execute(
      .insertLots,
      [
        .text(tender), .texts(lots.map(\.id)), .int32s(lots.indices.map { Int32($0 + 1) }), .texts(lots.map(\.title)),
        .texts(lots.map(\.park)), .int64s(lots.map(\.budgetFen)), .int64s(lots.map(\.ceilingFen)),
        .texts(lots.map(\.scheme)), .int64s(lots.map(\.securityFen)),
      ])
    let parts = lots.flatMap { lot in lot.parts.enumerated().map { (lot: lot.id, number: $0 + 1, part: $1) } }
    try execute(
      .insertLotParts,
      [
        .text(tender), .texts(parts.map(\.lot)), .texts(parts.map(\.part.id)), .int32s(parts.map { Int32($0.number) }),
        .int64s(parts.map { Int64($0.part.bytesMax) }), .bools(parts.map(\.part.isPublic)),
      ])
  }

  public func lots(of tender: String) throws -> [LotRow] { try rows(.lotsOfTender, [.text(tender)]).map(LotRow.init) }

  public func lot(_ tender: String, _ lot: String, locked: Bool = false) throws -> LotRow? {
    try row(locked ? .lotLocked : .lotByID, [.text(tender), .text(lot)]).map(LotRow.init)
  }

  /// These of a tender's lots, for update; one that is not there is left out.
  public func lotsLocked(_ lots: [String], of tender: String) throws -> [LotRow] {
    try rows(.lotsLocked, [.text(tender), .texts(lots)]).map(LotRow.init)
  }

  /// How many of the lots were in state `from` still; of the others somebody was first.
  public func move(lots: [String], of tender: String, from: Lot.State, to: Lot.State) throws -> Int {
    try execute(.moveLots, [.text(tender), .texts(lots), .text(from.rawValue), .text(to.rawValue)])
  }

  /// False when the lot is not in state `from` any more: somebody was first.
  public func move(lot: String, of tender: String, from: Lot.State, to: Lot.State) throws -> Bool {
    try move(lots: [lot], of: tender, from: from, to: to) == 1
  }

  /// Every pair of lot and part, in the notice's order.
  public func parts(of tender: String) throws -> [Notes.Notice.Part] {
    try rows(.lotParts, [.text(tender)]) { row in
      Notes.Notice.Part(
        lot: try row.value("lot_id"), part: try row.value("part_id"),
        bytesMax: Int(try row.value("bytes_max") as Int64), isPublic: try row.value("public"))
    }
  }

  /// A lot's parts in the order of opening.
  public func parts(of tender: String, lot: String) throws -> [String] {
    try rows(.partsOfLot, [.text(tender), .text(lot)]) { try $0.value("part_id") }
  }

  /// False when this actor is not the tender's custodian of that index.
  public func insertStatement(_ statement: CustodianStatement, id: Digest, by actor: String) throws -> Bool {
    try execute(
      .insertCustodianStatement,
      [
        .text(statement.tender), .int32(Int32(statement.index)), .text(actor), .text(statement.recipient),
        .bytes(id.bytes),
      ]) == 1
  }

  public func statements(of tender: String) throws -> [StatementRow] {
    try rows(.custodianStatements, [.text(tender)]) { row in
      StatementRow(
        index: Int(try row.value("custodian_index") as Int32), actor: try row.value("actor"),
        recipient: try row.value("recipient"), noteID: try decodedDigest(try row.value("note_id")))
    }
  }
}
