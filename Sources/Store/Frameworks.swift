import Canon
import Exact
import Notes
import Postgres
import Tendering

/// One of a lot's selected agencies, with its framework agreement and what became of it.
public struct SelectedAgencyRow: Sendable {
  public struct Exit: Sendable {
    public let ground: FrameworkExit
    /// In the bureau's words; nil where the reader may not know.
    public let reason: String?
    public let at: Moment
  }

  /// The framework agreement between bureau and agency.
  public struct Agreement: Sendable {
    public let number: String
    public let paper: String
    public let begins: CalendarDay
    public let ends: CalendarDay
    public let draftedAt: Moment
  }

  public let place: Int
  public let bid: Digest
  public let bidder: String
  public let rank: Int
  public let priceFen: Int64
  public let agreement: Agreement?
  public let exit: Exit?

  init(_ row: Row) throws {
    place = Int(try row.value("place") as Int32)
    bid = try decodedDigest(try row.value("bid"))
    bidder = try row.value("bidder")
    rank = Int(try row.value("rank") as Int32)
    priceFen = try row.value("price_fen")
    if let number = try row.value("agreement_no") as String? {
      agreement = Agreement(
        number: number, paper: try row.value("paper"), begins: try archivedDay(row, "begins_on"),
        ends: try archivedDay(row, "ends_on"), draftedAt: Moment(micros: try row.value("drafted_at")))
    } else {
      agreement = nil
    }
    if let ground = try row.value("ground") as String? {
      exit = Exit(
        ground: try decodedState(ground), reason: try row.value("reason"),
        at: Moment(micros: try row.value("removed_at")))
    } else {
      exit = nil
    }
  }
}

/// Who was selected in a lot, as the officer signed it.
public struct SelectionRow: Sendable {
  /// documents/selection.<lot>.json
  public let file: String
  public let responded: Int
  public let noteID: Digest
  public let selectedAt: Moment
}

/// Whom a lot's park chose, or who came in turn.
public struct CallOffRow: Sendable {
  /// From 1; the award of the same number follows.
  public let number: Int
  public let place: Int
  /// In the park's words, empty where the selected come in turn; nil where the reader may not know.
  public let reason: String?
  public let calledAt: Moment
  /// Its award fell through.
  public let isVoid: Bool
}

extension Statement {
  static let insertFramework = Statement(
    "insert_framework",
    """
    insert into framework (tender_id, places_max, months, call_off, selected_min, eliminated_min, eliminated_share,
           months_max)
    values ($1, $2, $3, $4, $5, $6, $7::text::numeric, $8)
    """)
  static let framework = Statement(
    "framework", "select places_max, months, call_off from framework where tender_id = $1")
  static let insertSelection = Statement(
    "insert_selection",
    """
    insert into selection (tender_id, lot_id, review_no, responded, selected, file, note_id, selected_at)
    select $1, $2, max(review_no), $3, $4, $5, $6, $7
      from evaluation
     where tender_id = $1
       and lot_id = $2
    """)
  static let insertSelectedAgency = Statement(
    "insert_selected_agency",
    """
    insert into selected_agency (tender_id, lot_id, place, bid, bidder, rank, price_fen)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let selection = Statement(
    "selection",
    """
    select file, responded, note_id, selected_at
      from selection
     where tender_id = $1
       and lot_id = $2
    """)
  static let selectedAgencies = Statement(
    "selected_agencies",
    """
    select selected_agency.place, bid, bidder, rank, price_fen, agreement_no, paper, begins_on::text, ends_on::text,
           drafted_at, framework_exit.ground, framework_exit_whole.reason, framework_exit.removed_at
      from selected_agency
      left join framework_agreement
        on framework_agreement.tender_id = selected_agency.tender_id
       and framework_agreement.lot_id = selected_agency.lot_id
       and framework_agreement.place = selected_agency.place
      left join framework_exit
        on framework_exit.tender_id = selected_agency.tender_id
       and framework_exit.lot_id = selected_agency.lot_id
       and framework_exit.place = selected_agency.place
      left join framework_exit_whole
        on framework_exit_whole.tender_id = selected_agency.tender_id
       and framework_exit_whole.lot_id = selected_agency.lot_id
       and framework_exit_whole.place = selected_agency.place
     where selected_agency.tender_id = $1
       and selected_agency.lot_id = $2
     order by selected_agency.place
    """)
  static let insertFrameworkAgreement = Statement(
    "insert_framework_agreement",
    """
    insert into framework_agreement (tender_id, agreement_no, lot_id, place, paper, officer, agency, begins_on, ends_on,
           drafted_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    """)
  static let insertFrameworkExit = Statement(
    "insert_framework_exit",
    """
    insert into framework_exit (tender_id, lot_id, place, ground, reason, removed_by, removed_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let restsOnLeftAgency = Statement(
    "rests_on_left_agency",
    """
    select exists (select
                     from framework_agreement
                     join framework_exit
                       on framework_exit.tender_id = framework_agreement.tender_id
                      and framework_exit.lot_id = framework_agreement.lot_id
                      and framework_exit.place = framework_agreement.place
                    where framework_agreement.tender_id = $1
                      and framework_agreement.paper = $2) as left_behind
    """)
  static let insertCallOff = Statement(
    "insert_call_off",
    """
    insert into call_off (tender_id, lot_id, call_no, place, reason, called_by, called_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let callOffs = Statement(
    "call_offs",
    """
    select call_off.call_no, call_off.place, call_off_whole.reason, call_off.called_at,
           award_void.award_no is not null as void
      from call_off
      left join call_off_whole
        on call_off_whole.tender_id = call_off.tender_id and call_off_whole.lot_id = call_off.lot_id
       and call_off_whole.call_no = call_off.call_no
      left join award_void
        on award_void.tender_id = call_off.tender_id and award_void.lot_id = call_off.lot_id
       and award_void.award_no = call_off.call_no
     where call_off.tender_id = $1
       and call_off.lot_id = $2
     order by call_off.call_no
    """)
}

extension Transaction {
  /// The terms that the documents fix, with the law's numbers of the day.
  public func insert(_ terms: FrameworkTerms, of tender: String, rules: RuleBook) throws {
    try execute(
      .insertFramework,
      [
        .text(tender), .int32(Int32(terms.placesMax)), .int32(Int32(terms.months)), .text(terms.callOff.rawValue),
        .int32(Int32(max(1, rules.count(.frameworkSelectedMin)))), .int32(Int32(rules.count(.frameworkEliminatedMin))),
        .text(rules.share(.frameworkEliminationMin).description),
        .int32(Int32(rules.count(.frameworkYearsMax) * 12)),
      ])
  }

  /// The published terms of a tender; nil where it is no framework agreement.
  public func framework(of tender: String) throws -> FrameworkTerms? {
    try row(.framework, [.text(tender)]).map { row in
      FrameworkTerms(
        placesMax: Int(try row.value("places_max") as Int32), months: Int(try row.value("months") as Int32),
        callOff: try decodedState(try row.value("call_off")))
    }
  }

  public func insert(_ selection: Selection, note: Digest, at: Moment) throws {
    let (tender, lot) = (selection.tender.text, selection.lot.text)
    try execute(
      .insertSelection,
      [
        .text(tender), .text(lot), .int32(Int32(selection.responded)), .int32(Int32(selection.selected.count)),
        .text(selection.json.canonicalText), .bytes(note.bytes), .timestamp(at.micros),
      ])
    for place in selection.selected {
      try execute(
        .insertSelectedAgency,
        [
          .text(tender), .text(lot), .int32(Int32(place.place)), .bytes(place.bid.fingerprint.bytes),
          .text(place.bidder.text), .int32(Int32(place.rank)), .int64(place.price.fen),
        ])
    }
  }

  public func selection(of tender: String, lot: String) throws -> SelectionRow? {
    try row(.selection, [.text(tender), .text(lot)]).map { row in
      SelectionRow(
        file: try row.value("file"), responded: Int(try row.value("responded") as Int32),
        noteID: try decodedDigest(try row.value("note_id")), selectedAt: Moment(micros: try row.value("selected_at")))
    }
  }

  /// In the order of their places.
  public func selectedAgencies(of tender: String, lot: String) throws -> [SelectedAgencyRow] {
    try rows(.selectedAgencies, [.text(tender), .text(lot)]).map(SelectedAgencyRow.init)
  }

  public func insertFrameworkAgreement(
    _ number: String, tender: String, lot: String, place: Int, paper: String, officer: String, agency: String,
    begins: CalendarDay, ends: CalendarDay, at: Moment
  ) throws {
    try execute(
      .insertFrameworkAgreement,
      [
        .text(tender), .text(number), .text(lot), .int32(Int32(place)), .text(paper), .text(officer), .text(agency),
        .date(begins.description), .date(ends.description), .timestamp(at.micros),
      ])
  }

  public func removeAgency(
    place: Int, tender: String, lot: String, ground: FrameworkExit, reason: String, by: String, at: Moment
  ) throws {
    try execute(
      .insertFrameworkExit,
      [
        .text(tender), .text(lot), .int32(Int32(place)), .text(ground.rawValue), .text(reason), .text(by),
        .timestamp(at.micros),
      ])
  }

  /// Whether a paper is the framework agreement of an agency that has left.
  public func restsOnLeftAgency(_ paper: String, of tender: String) throws -> Bool {
    try onlyRow(.restsOnLeftAgency, [.text(tender), .text(paper)]).value("left_behind")
  }

  public func insertCallOff(
    _ number: Int, place: Int, tender: String, lot: String, reason: String, by: String, at: Moment
  ) throws {
    try execute(
      .insertCallOff,
      [
        .text(tender), .text(lot), .int32(Int32(number)), .int32(Int32(place)), .text(reason), .text(by),
        .timestamp(at.micros),
      ])
  }

  /// In their order.
  public func callOffs(of tender: String, lot: String) throws -> [CallOffRow] {
    try rows(.callOffs, [.text(tender), .text(lot)]).map { row in
      CallOffRow(
        number: Int(try row.value("call_no") as Int32), place: Int(try row.value("place") as Int32),
        reason: try row.value("reason"), calledAt: Moment(micros: try row.value("called_at")),
        isVoid: try row.value("void"))
    }
  }
}
