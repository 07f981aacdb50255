import Notes
import Postgres

/// A stored note: its exact bytes, and where it stands in the log if it is an entry of its own.
public struct NoteRow: Sendable {
  public let id: Digest
  public let type: String
  public let tender: String
  public let signer: String
  public let bytes: [UInt8]
  public let takenAt: Moment
  public let logIndex: Int?

  init(_ row: Row) throws {
    let id: [UInt8] = try row.value("note_id")
    guard let digest = Digest(bytes: id) else {
      throw PostgresFailure(.mismatch, message: "a note id is not 32 bytes")
    }
    self.id = digest
    type = try row.value("type")
    tender = try row.value("tender_id")
    signer = try row.value("signer")
    bytes = try row.value("bytes")
    takenAt = Moment(micros: try row.value("taken_at"))
    let index: Int64? = try row.value("log_index")
    logIndex = index.map(Int.init)
  }

  /// Parsed again; what is stored was parsed before it was stored.
  public func parsed() throws -> (SignedNote, AnyNote) {
    let note = try SignedNote(parsing: bytes)
    return (note, try AnyNote(parsing: note.text))
  }
}

extension Statement {
  static let insertNote = Statement(
    "insert_note",
    """
    insert into note (note_id, type, tender_id, signer, bytes, taken_at)
    values ($1, $2, $3, $4, $5, $6)
    """)
  static let insertNoteList = Statement(
    "insert_note_list",
    """
    insert into note_list (sha256, bytes)
    values (sha256($1), $1)
    on conflict do nothing
    """)
  static let noteList = Statement("note_list", "select bytes from note_list where sha256 = $1")
  static let noteListLengths = Statement(
    "note_list_lengths",
    "select sha256, octet_length(bytes) as length from note_list where sha256 = any($1)")
  static let noteByID = Statement(
    "note_by_id",
    """
    select note.note_id, note.type, note.tender_id, note.signer, note.bytes, note.taken_at,
           log_entry.log_index
      from note
      left join log_entry on log_entry.note_id = note.note_id
     where note.note_id = $1
    """)
  static let notesByID = Statement(
    "notes_by_id",
    """
    select note.note_id, note.type, note.tender_id, note.signer, note.bytes, note.taken_at,
           log_entry.log_index
      from note
      left join log_entry on log_entry.note_id = note.note_id
     where note.note_id = any($1)
    """)
  private static let loggedNote = """
    select note.note_id, note.type, note.tender_id, note.signer, note.bytes, note.taken_at,
           log_entry.log_index
      from note
      join log_entry on log_entry.note_id = note.note_id
    """
  static let notesOfTender = Statement(
    "notes_of_tender",
    """
    \(loggedNote)
     where note.tender_id = $1
     order by log_entry.log_index
    """)
  /// Apart from the one before it: planned for any array, a choice between the two would read all the tender's bids.
  static let notesOfTypes = Statement(
    "notes_of_types",
    """
    \(loggedNote)
     where note.tender_id = $1
       and note.type = any($2::text[])
     order by log_entry.log_index
    """)
  static let notesDigest = Statement(
    "notes_digest",
    """
    select sha256(coalesce(string_agg(note_id, ''::bytea order by note_id), ''::bytea)) as digest
      from note
     where tender_id = $1
       and type = any($2::text[])
    """)
  static let countOfNotes = Statement(
    "count_of_notes", "select count(*) as n from note where tender_id = $1 and type = $2")
}

extension Transaction {
  /// Writes a note that is taken; its list, if it has one, beside it.
  public func insert(_ note: SignedNote, tender: String, list: [UInt8]? = nil, at: Moment) throws {
    if let list { try execute(.insertNoteList, [.bytes(list)]) }
    try execute(
      .insertNote,
      [
        .bytes(note.id.bytes), .text(note.type), .text(tender), .text(try note.signer().text), .bytes(note.bytes),
        .timestamp(at.micros),
      ])
  }

  public func note(_ id: Digest) throws -> NoteRow? { try row(.noteByID, [.bytes(id.bytes)]).map(NoteRow.init) }

  /// These notes; one that is not there is left out.
  public func notes(_ ids: [Digest]) throws -> [Digest: NoteRow] {
    let found = try rows(.notesByID, [.byteStrings(ids.map(\.bytes))]).map(NoteRow.init)
    return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A tender's notes that are entries of the log, in the log's order; of one type when given.
  public func notes(of tender: String, type: String? = nil) throws -> [NoteRow] {
    try notes(of: tender, types: type.map { [$0] } ?? [])
  }

  /// The same of several types; of all when none is given.
  public func notes(of tender: String, types: [String]) throws -> [NoteRow] {
    guard !types.isEmpty else { return try rows(.notesOfTender, [.text(tender)]).map(NoteRow.init) }
    return try rows(.notesOfTypes, [.text(tender), .texts(types)]).map(NoteRow.init)
  }

  /// The lines that a note names by hash.
  public func noteList(_ digest: Digest) throws -> [UInt8]? {
    try row(.noteList, [.bytes(digest.bytes)]).map { try $0.value("bytes") }
  }

  /// How long these lists are; one that is not there has no length.
  public func lengths(ofLists digests: [Digest]) throws -> [Digest: Int] {
    Dictionary(
      uniqueKeysWithValues: try rows(.noteListLengths, [.byteStrings(digests.map(\.bytes))]) {
        (try decodedDigest(try $0.value("sha256")), Int(try $0.value("length") as Int32))
      })
  }

  /// A hash over the ids of all this tender's notes of some types: the same only when they are the same notes.
  public func notesDigest(of tender: String, types: [String]) throws -> Digest {
    try decodedDigest(try onlyRow(.notesDigest, [.text(tender), .texts(types)]).value("digest"))
  }

  /// The next `seq` of a note type of this tender: one more than there are.
  public func nextSeq(of tender: String, type: String) throws -> Int {
    let count: Int64 = try onlyRow(.countOfNotes, [.text(tender), .text(type)]).value("n")
    return Int(count) + 1
  }
}
