import Canon
import Notes
import Postgres
import Store
import Tendering
import Trusteeship

// What two people may edit: a tender's draft until its notice, a park's application until the bureau decides. Each is
// read as one text; whoever replaces it names the text that was read, by its hash, and the statement that writes carries
// that as its condition.

extension Office {
  /// A tender's draft as it was written, in canonical JSON.
  public func showDraft(of tender: String, by actor: Actor) async throws -> String {
    try actor.may(.createTender)
    return try await database.read(as: .actor(actor)) { tx in
      guard try tx.tender(tender) != nil else { throw TenderRefusal.tenderUnknown }
      return try tx.draft(of: tender)
    }
  }

  /// Writes another draft in its place. The people stay, because custodians may have stated keys for it; lots, times and
  /// everything else may change until the notice.
  ///
  /// - Parameter read: the hash of the draft that was read.
  /// - Returns: the new draft as it is kept.
  /// - Throws: `ConditionRefusal.changed`, `NoticeRefusal.tenderHasNotice`, `FormRefusal.wrong` where an id or the people
  ///   differ, and what drafting a tender is refused with.
  public func replaceDraft(
    of tender: String, _ json: JSON, reading read: Notes.Digest, by actor: Actor
  ) async throws -> String {
    try actor.may(.createTender)
    let draft = try checkedDraft(json)
    guard draft.id.utf8.elementsEqual(tender.utf8) else { throw FormRefusal.wrong(field: "id") }
    let at = now
    let text = json.canonicalText
    try await database.write(as: .office) { tx in
      guard let row = try tx.tender(tender, lock: .exclusive) else { throw TenderRefusal.tenderUnknown }
      guard row.state == .draft else { throw NoticeRefusal.tenderHasNotice }
      let before = try JSON.parse(Array(tx.draft(of: tender).utf8))
      guard before["people"] == json["people"] else { throw FormRefusal.wrong(field: "people") }
      _ = try takenUp(by: draft, in: tx)
      try tx.insertDraftVersion(of: tender, Digest(of: text), by: actor.key.text, at: at)
      let isReplaced = try tx.replaceDraft(
        of: tender, batch: draft.batch, title: draft.title, profile: draft.profile.rawValue, draft: text,
        threshold: draft.threshold, minimum: draft.minimum, graceSeconds: draft.grace, recoverySeconds: draft.recovery,
        follows: draft.follows, reading: read)
      guard isReplaced else { throw ConditionRefusal.changed }
      try tx.deleteDraftLots(of: tender)
      try insertLots(draft, in: tx)
      try tx.record(.createTender, by: actor, subject: tender, outcome: "replaced", at: at)
    }
    return text
  }

  /// A park's application as it stands, in canonical JSON: for the park and the bureau.
  public func showApplication(of park: String, by actor: Actor) async throws -> String {
    guard let row = try await database.read(as: .actor(actor), { tx in try tx.park(park) }), Self.sees(row, actor)
    else {
      throw ParkRefusal.parkUnknown
    }
    return try row.evidence.text
  }

  /// Hands in another application in its place, while the window is open and nothing is decided. The earlier ones stay
  /// in the archive.
  ///
  /// - Parameter read: the hash of the application that was read.
  /// - Throws: `ConditionRefusal.changed`, `ParkRefusal`; `AccessRefusal.notOwn`.
  public func replaceApplication(
    of park: String, _ json: JSON, reading read: Notes.Digest, by actor: Actor
  ) async throws -> String {
    try actor.may(.applyPark)
    let application = try ParkApplication(json: json)
    guard application.park.text.utf8.elementsEqual(park.utf8) else { throw ParkRefusal.form(.wrong(field: "park")) }
    let at = now
    return try await database.write(as: .office) { tx in
      try tx.lock(park: park)
      guard let row = try tx.park(park), Self.sees(row, actor) else { throw ParkRefusal.parkUnknown }
      guard Self.owns(row, actor) else { throw AccessRefusal.notOwn }
      guard application.creditCode == row.creditCode else { throw ParkRefusal.form(.wrong(field: "creditCode")) }
      guard row.decision == nil else { throw ParkRefusal.decidedAlready }
      guard let batch = try tx.batch(row.batch)?.batch else { throw ParkRefusal.batchUnknown }
      try batch.accept(application, hasApplied: false, at: at.instant)
      guard try tx.insertRevision(of: park, application, reading: read, by: actor.key.text, at: at) else {
        throw ConditionRefusal.changed
      }
      try tx.record(.applyPark, by: actor, subject: park, outcome: "replaced", detail: row.batch, at: at)
      return application.json.canonicalText
    }
  }
}
