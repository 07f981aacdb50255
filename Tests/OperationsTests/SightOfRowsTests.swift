import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

/// Who sees which rows, when: each guarded table asked without any `where`, by each kind of reader, in each phase.
struct RowSight {
  /// A published, B closed and unopened, C opened, D evaluating with three of five sheets signed, S all signed,
  /// E result announced.
  enum Phase: Character, CaseIterable { case a = "A", b = "B", c = "C", d = "D", s = "S", e = "E" }

  /// A table, or a part of one.
  let rows: String
  let phases: String
  /// Who sees all of its rows; whoever stands in neither place sees none.
  let all: Set<String>
  /// Who sees so many.
  let some: [String: Int]

  init(_ rows: String, _ phases: String, all: Set<String>, some: [String: Int] = [:]) {
    self.rows = rows
    self.phases = phases
    self.all = all
    self.some = some
  }

  static let everybody: Set<String> = [
    "everybody", "bidder", "newcomer", "stranger", "officer", "drawer", "supervisor", "custodian", "park", "member",
    "last", "administrator", "enterprise", "county", "office", "secretary", "storekeeper", "notary", "auditor",
  ]
  static let intake: Set<String> = ["notary", "auditor"]
  static let store: Set<String> = ["notary", "storekeeper", "auditor"]
  /// Those of the bureau and above it who see figures once all have signed.
  static let bureau: Set<String> = ["officer", "drawer", "supervisor"]
  static let judges: Set<String> = ["member", "last"]
  static let office: Set<String> = ["office", "auditor"]
  static let bidNotes = "note where type in ('tender-register/v1', 'tender-bid/v1', 'tender-withdraw/v1')"

  static let table = bids + people + papers

  static let bids: [RowSight] = [
    RowSight("bid_note", "A", all: intake, some: ["bidder": 2, "newcomer": 1]),
    RowSight("bid_note", "BCDSE", all: everybody),
    RowSight(bidNotes, "A", all: intake, some: ["bidder": 2, "newcomer": 1]),
    RowSight(bidNotes, "BCDSE", all: everybody),
    RowSight("note where type = 'tender-notice/v1'", "ABCDSE", all: everybody),
    RowSight("bidder", "A", all: intake, some: ["bidder": 1, "newcomer": 1]),
    RowSight("bidder", "BCDSE", all: everybody),
    RowSight("waiting_notes", "A", all: intake),
    RowSight("tick_note", "A", all: intake, some: ["bidder": 2]),
    RowSight("tick_note", "BCDSE", all: everybody),
    RowSight("tender_master", "A", all: intake),
    RowSight("tender_master", "BCDSE", all: everybody),
    RowSight("payload", "ABCDSE", all: store, some: ["bidder": 1]),
    RowSight("payload_chunk where chunk_no = 0", "ABCDSE", all: store, some: ["bidder": 1]),
    RowSight("payload_attempt", "ABCDSE", all: store, some: ["bidder": 1]),
    RowSight("offer", "C", all: office, some: ["bidder": 1]),
    RowSight("offer", "DSE", all: office.union(judges), some: ["bidder": 1]),
    RowSight(
      "committee_member", "DSE", all: office.union(["secretary", "drawer", "supervisor"]),
      some: ["member": 1, "last": 1]),
    RowSight(
      "conflict_declaration", "DSE", all: office.union(["drawer", "supervisor"]), some: ["member": 1, "last": 1]),
    RowSight(
      "committee_withdrawal", "DSE", all: office.union(["secretary", "drawer", "supervisor", "administrator"])),
    RowSight(
      "qualification", "DSE", all: office.union(bureau).union(judges), some: ["bidder": 1]),
    RowSight("conformity", "D", all: office, some: ["member": 3, "last": 3]),
    RowSight("conformity", "SE", all: office.union(bureau), some: ["member": 3, "last": 3]),
    RowSight("score_sheet", "D", all: ["secretary", "auditor"], some: ["member": 1]),
    RowSight(
      "score_sheet", "SE", all: office.union(["secretary"]).union(bureau), some: ["member": 1, "last": 1]),
    RowSight("score_change", "D", all: office.union(["member"])),
    RowSight("score_change", "SE", all: office.union(bureau).union(["member"])),
    RowSight("score_explanation", "D", all: office.union(["member"])),
    RowSight("score_explanation", "SE", all: office.union(bureau).union(["member"])),
    RowSight("dissent", "D", all: office.union(["member"])),
    RowSight("dissent", "SE", all: office.union(bureau).union(["member"])),
    RowSight("explanation_finding", "D", all: office.union(["member"])),
    RowSight("explanation_finding", "SE", all: office.union(bureau).union(["member"])),
    RowSight("evaluation", "E", all: office.union(bureau).union(judges)),
    RowSight("evaluation_salt", "E", all: office.union(["supervisor"]), some: ["bidder": 1]),
  ]

  /// The table itself.
  var name: String { rows.split(separator: " ").first.map(String.init) ?? rows }

  static let firm = Result { try Person("91411600MA0000082E", .enterprise) }
  static let countyOfficer = Result { try Person("county", .countyOfficer) }

  static func readers(_ scene: Scene) throws -> [String: Reader] {
    let people: [(String, Person)] = [
      ("bidder", scene.agencies[1]), ("newcomer", scene.agencies[3]), ("stranger", try Person("stranger", .agency)),
      ("officer", scene.officer), ("drawer", scene.drawing), ("supervisor", scene.supervisor),
      ("custodian", scene.custodians[0]), ("park", scene.park), ("member", scene.experts[0]),
      ("last", scene.experts[4]), ("administrator", scene.administrator), ("enterprise", try firm.get()),
      ("county", try countyOfficer.get()),
    ]
    var readers: [String: Reader] = [
      "nobody": .nobody, "everybody": .everybody, "office": .office, "secretary": .secretary,
      "storekeeper": .storekeeper, "notary": .notary, "auditor": .auditor,
    ]
    for (name, person) in people { readers[name] = .actor(try person.actor) }
    return readers
  }
}

extension Scene {
  func count(_ rows: String, as reader: Reader, role: String = "tender_app") async throws -> Int {
    let statement = Statement("count_of_rows", "select count(*) as n from \(rows)")
    return try await store.database(as: role).read(as: reader) { tx in
      Int(try tx.onlyRow(statement).value("n") as Int64)
    }
  }

  /// Rows of tables that this story does not fill, put there past every check: only who sees them is asked.
  func putByHand(_ sql: String) async throws {
    try await store.database(as: "postgres").write { tx in
      try tx.script("set local session_replication_role = replica; \(sql)")
    }
  }

  fileprivate func reach(_ phase: RowSight.Phase, _ bids: inout [SealedBid], _ keys: [SigningKey]) async throws {
    switch phase {
    case .a:
      bids = try await threeBids()
      clock.pass(Self.limits.tickSeconds)
      try await office.tick()
      // One who waits for its tick.
      try await register(agencies[3])
      try await putByHand(
        "insert into payload_attempt values (sha256('another'), '\(agencies[1].reference)', 1, now())")
    case .b: try await close()
    case .c:
      clock.pass(1)
      let manifest = try await startOpening().id
      clock.pass(1)
      try await postShares(1, manifest: manifest)
      try await postShares(3, manifest: manifest)
    case .d:
      clock.pass(1)
      _ = try await office.qualifyBids(Self.tender, lot: "L1", passed(bids), by: officer.actor)
      try await formCommittee(keys)
      for expert in experts {
        _ = try await office.conformBids(Self.tender, lot: "L1", passed(bids), by: expert.actor)
      }
      for member in 1...3 { try await sign(member, bids, keys) }
      let place = "'\(Self.tender)', 'L1'"
      let bid = "'\\x\(bids[0].id.hex)'"
      try await putByHand(
        """
        insert into committee_withdrawal (tender_id, lot_id, person, cause, reason, recorded_by, recorded_at)
        values (\(place), '\(administrator.reference)', 'excused', 'ill', '\(drawing.reference)', now());
        insert into score_change (tender_id, lot_id, change_no, member, seq, bid, criterion, ground, from_units, to_units,
               reason, changed_at)
        values (\(place), 1, 'm1', 1, \(bid), 'c1', 'extreme', 1, 2, 'x', now());
        insert into score_explanation (tender_id, lot_id, member, seq, bid, criterion, reason, given_at)
        values (\(place), 'm1', 1, \(bid), 'c1', 'x', now());
        insert into dissent (tender_id, lot_id, member, seq, words, written_at) values (\(place), 'm1', 1, 'x', now());
        insert into explanation_finding (tender_id, lot_id, question_no, member, seq, proven, reason, found_at)
        values (\(place), 1, 'm1', 1, true, 'x', now());
        """)
    case .s:
      for member in 4...5 { try await sign(member, bids, keys) }
    case .e:
      // What was put in by hand is no part of what is signed.
      try await store.database(as: "postgres").write { tx in
        try tx.script(
          """
          set local session_replication_role = replica;
          alter table score_change disable trigger user;
          delete from score_change;
          alter table score_change enable trigger user;
          """)
      }
      try await evaluate()
    }
  }

  private func sign(_ member: Int, _ bids: [SealedBid], _ keys: [SigningKey]) async throws {
    try await score(
      member, sheet(bids, [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")]), keys: keys)
  }
}

@Suite(.serialized) struct `Row-level security` {
  @Test func `shows each reader in each phase the rows of the table and no other`() async throws {
    let scene = try await Scene.make(disclosure: "winner")
    let keys = try scene.memberKeys()
    var bids: [SealedBid] = []
    let readers = try RowSight.readers(scene)
    #expect(Set(readers.keys) == RowSight.everybody.union(["nobody"]))
    for phase in RowSight.Phase.allCases {
      try await scene.reach(phase, &bids, keys)
      try await scene.putPeople(phase, bids)
      try await scene.putPapers(phase)
      for row in RowSight.table where row.phases.contains(phase.rawValue) {
        if phase == .e, row.name == "score_change" { continue }
        // A view of whole rows asks for the reader of whoever looks.
        let whole = try await scene.count(row.rows, as: .auditor, role: "postgres")
        #expect(whole > 0, "\(phase.rawValue) \(row.rows): nothing to hide proves nothing")
        for (name, reader) in readers {
          let seen = try await scene.count(row.rows, as: reader)
          let may = row.all.contains(name) ? whole : row.some[name] ?? 0
          #expect(seen == may, "\(phase.rawValue) \(name) sees \(seen) of \(whole) rows of \(row.rows)")
        }
      }
    }
  }

  @Test func `is asked of every guarded table`() async throws {
    let store = try await TestDatabase.make()
    let guarded = Statement(
      "guarded", "select relname::text as name from pg_class where relkind = 'r' and relrowsecurity")
    let names = try await store.database().read { tx in try tx.rows(guarded) { try $0.value("name") as String } }
    #expect(Set(names) == Set(RowSight.table.map(\.name).filter { !$0.hasSuffix("_whole") && $0 != "remedy_form" }))
  }

  @Test func `a look at all bids that forgot whose gives a bidder its own, and the office none before the close`()
    async throws
  {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    func seen(as reader: Reader) async throws -> [Digest] {
      try await scene.office.database.read(as: reader) { tx in
        try tx.bidNotes(of: Scene.tender).filter { $0.kind == .bid }.map(\.id)
      }
    }
    #expect(try await seen(as: .actor(scene.agencies[1].actor)) == [bids[1].id])
    #expect(try await seen(as: .office) == [])
    #expect(try await seen(as: .nobody) == [])
    // The bytes as little as the rows.
    let bytes = try await scene.office.database.read(as: .actor(scene.agencies[1].actor)) { tx in
      try bids.map { try tx.note($0.id) != nil }
    }
    #expect(bytes == [false, true, false])
    // One deed's narrow view does not outlast its transaction on the connection that the next one gets.
    #expect(try await seen(as: .notary).count == 3)
    #expect(try await seen(as: .everybody) == [])
  }

  @Test func `a role that is only granted the tables reads no guarded row, whatever it calls itself`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    struct Undone: Error {}
    let counts = Statement(
      "counts",
      "select (select count(*) from bid_note) + (select count(*) from payload) as n, (select count(*) from log_entry) as l"
    )
    // Making a role is undone with the transaction.
    await #expect(throws: Undone.self) {
      try await scene.store.database(as: "postgres").write(as: .auditor) { tx in
        try tx.script(
          """
          create role sight_reporter;
          grant usage on schema public to sight_reporter;
          grant select on all tables in schema public to sight_reporter;
          set local role sight_reporter;
          """)
        let row = try tx.onlyRow(counts)
        #expect(try row.value("n") as Int64 == 0)
        #expect(try row.value("l") as Int64 > 0)
        throw Undone()
      }
    }
    #expect(try await scene.count("bid_note", as: .nobody, role: "tender_auditor") == 6)
  }

  @Test func `takes bids from the notary alone, and a sheet from whoever sits there`() async throws {
    let scene = try await Scene.make()
    let (bids, _) = try await scene.readyToScore()
    let database = scene.office.database
    let note = "insert into note (note_id, type, tender_id, signer, bytes, taken_at)"
    let sheet = "insert into score_sheet (tender_id, lot_id, member, seq, sheet, note_id)"
    let (first, second) = (try scene.experts[0].actor, try scene.experts[1].actor)
    let sealed = "values (sha256('x'), 'tender-bid/v1', '\(Scene.tender)', 'x', 'x', now())"
    let signed = "values ('\(Scene.tender)', 'L1', 'm1', 1, '{}', '\\x\(bids[0].id.hex)')"
    let cases: [(sql: String, reader: Reader, isTaken: Bool)] = [
      ("\(note) \(sealed)", .office, false), ("\(note) \(sealed)", .actor(first), false),
      ("\(note) \(sealed)", .nobody, false), ("\(note) \(sealed)", .notary, true),
      ("\(sheet) \(signed)", .office, false), ("\(sheet) \(signed)", .actor(second), false),
      ("\(sheet) \(signed)", .secretary, false), ("\(sheet) \(signed)", .actor(first), true),
    ]
    struct Undone: Error {}
    for entry in cases {
      do {
        try await database.write(as: entry.reader) { tx in
          try tx.script(entry.sql)
          throw Undone()
        }
      } catch let failure as PostgresFailure {
        #expect(!entry.isTaken && failure.sqlstate == "42501", "\(entry.reader.text): \(entry.sql): \(failure)")
      } catch is Undone {
        #expect(entry.isTaken, "\(entry.reader.text) may write: \(entry.sql)")
      }
    }
  }
}
