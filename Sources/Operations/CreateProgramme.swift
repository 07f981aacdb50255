import Canon
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Sets up a pilot programme: `{"id","name","basis","begins":"2026-01-01","ends":"2027-12-31"}`.
  public func createProgramme(_ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.createProgramme)
    let form = try FormReader(json, only: ["id", "name", "basis", "begins", "ends"])
    let programme = try Programme(
      id: try form.identifier("id"), name: try form.text("name", max: 300), basis: try form.text("basis", max: 300),
      begins: try form.day("begins"), ends: try form.day("ends"))
    let at = now
    return try await write(as: .office, once) { tx in
      guard try tx.programme(programme.id.text) == nil else { throw ProgrammeRefusal.programmeExists }
      try tx.insert(programme, by: actor.key.text, at: at)
      try tx.record(.createProgramme, by: actor, subject: programme.id.text, at: at)
      return programme.json
    }
  }

  public func listProgrammes() async throws -> JSON {
    ["programmes": .array(try await database.read { tx in try tx.programmes().map(\.json) })]
  }

  /// Opens a yearly batch: `{"id","programme","year","title","windowOpens","windowCloses","termBegins","termEnds"}`;
  /// the window in Unix seconds, the term in days. A window that opens now may be left out of the form.
  public func openBatch(_ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.openBatch)
    let form = try FormReader(
      json,
      only: ["id", "programme", "year", "title", "windowOpens", "windowCloses", "termBegins", "termEnds"])
    let at = now
    let id: Batch.ID = try form.identifier("id")
    let title = try form.text("title", max: 300)
    let programmeID: Programme.ID = try form.identifier("programme")
    let opens = form.has("windowOpens") ? try form.moment("windowOpens") : at.instant
    let closes = try form.moment("windowCloses")
    let year = try form.integer("year", in: 1900...9999)
    let (begins, ends) = (try form.day("termBegins"), try form.day("termEnds"))
    return try await write(as: .office, once) { tx in
      guard let programme = try tx.programme(programmeID.text) else { throw ProgrammeRefusal.programmeUnknown }
      guard try tx.batch(id.text) == nil else { throw ProgrammeRefusal.batchExists }
      let taken = Set(try tx.batches(of: programmeID.text).map(\.batch.year))
      let batch = try Batch(
        id: id, programme: programme, year: year, windowOpens: opens, windowCloses: closes, termBegins: begins,
        termEnds: ends, yearsTaken: taken)
      try tx.insert(batch, title: title, by: actor.key.text, at: at)
      try tx.record(.openBatch, by: actor, subject: id.text, at: at)
      return batch.json.setting("title", JSON(title))
    }
  }

  public func listBatches() async throws -> JSON {
    let rows = try await database.read { tx in try tx.batches() }
    return ["batches": .array(rows.map { $0.batch.json.setting("title", JSON($0.title)) })]
  }
}

extension FormReader {
  /// A day, written `2026-11-22`.
  func day(_ name: String) throws(FormRefusal) -> CalendarDay {
    guard let day = CalendarDay(try text(name, max: 10)) else { throw .wrong(field: field(name)) }
    return day
  }

  /// A moment in Unix seconds.
  func moment(_ name: String) throws(FormRefusal) -> Instant {
    Instant(seconds: Int64(try integer(name, in: 0...99_999_999_999)))
  }
}
