import Canon
import Notes
import Operations
import Postgres
import Store
import Synchronization
import Tendering
import TestSupport

// What officers do with a published tender before its end.
extension Scene {
  static let newStandard: JSON = ["item": "standard", "to": "每周驻园不少于三天"]

  /// Drafts, signs and hands in an amendment.
  @discardableResult
  func amend(_ form: JSON, by officer: Person? = nil) async throws -> TakenNote {
    let officer = officer ?? self.officer
    let draft = try await office.draftAmendment(Self.tender, form, by: officer.actor)
    return try await sign(draft, extra: ["amendment": form], by: officer)
  }

  /// Of bids only, by seq.
  func bidReceipts(of agency: Person) async throws -> [JSON] {
    try await receipts(of: agency).filter { $0["type"] == "tender-bid/v1" }
      .sorted { ($0["seq"]?.integerValue ?? 0) < ($1["seq"]?.integerValue ?? 0) }
  }

  @discardableResult
  func ask(_ text: String, by agency: Person) async throws -> JSON {
    try await office.askQuestion(Self.tender, ["text": JSON(text)], by: agency.actor)
  }

  /// Drafts, signs and hands in answers.
  @discardableResult
  func answer(_ form: JSON, by officer: Person? = nil) async throws -> TakenNote {
    let officer = officer ?? self.officer
    let draft = try await office.draftClarification(Self.tender, form, by: officer.actor)
    return try await sign(draft, extra: ["clarification": form], by: officer)
  }

  func questions(seenBy person: Person) async throws -> [JSON] {
    try await office.listQuestions(Self.tender, by: person.actor)["questions"]?.arrayValue ?? []
  }

  /// The scene with the law's days as seconds.
  static func paced(secondsPerDay: Int) async throws -> Scene {
    let scene = try await drafted()
    let officer = try scene.officer.actor
    let read = Digest(of: try await scene.office.showDraft(of: tender, by: officer))
    let times = (scene.draft["times"] ?? [:]).setting("secondsPerDay", JSON(secondsPerDay))
    _ = try await scene.office.replaceDraft(
      of: tender, scene.draft.setting("times", times), reading: read, by: officer)
    try await scene.publish()
    return scene
  }

  func notices(of agency: Person) async throws -> [JSON] {
    try await office.listNotices(by: agency.actor)["notices"]?.arrayValue ?? []
  }

  func receipts(of agency: Person) async throws -> [JSON] {
    try await office.listReceipts(Self.tender, by: agency.actor)["receipts"]?.arrayValue ?? []
  }
}

// What somebody with the superuser's rights changes behind the daemon's back.
extension Scene {
  private struct Undone: Error {}

  /// The audit's checks that fail after the change, which is undone again.
  func found(after sql: String) async throws -> Set<String> {
    let hand = store.database(as: "postgres")
    let audit = Audit(
      database: hand, logKey: office.logKey.verifier, headFile: headFile,
      queries: try AuditQuery.folder(Repository.path("sql/checks")))
    let found = Mutex<Set<String>>([])
    do {
      try await hand.write { tx in
        try tx.script(
          "set local session_replication_role = replica;" + `The audit`.guards("disable trigger %I") + sql + ";"
            + `The audit`.guards("enable always trigger %I"))
        let report = try audit.report(in: tx)
        found.withLock { $0 = Set(report.lines.filter { !$0.isOk }.map(\.name)) }
        throw Undone()
      }
    } catch is Undone {}
    await hand.close()
    return found.withLock { $0 }
  }

  func logSize() async throws -> Int { try await office.database.read(as: .auditor) { tx in try tx.logHead().size } }

  func isTaken(_ note: SignedNote) async throws -> Bool {
    try await office.database.read(as: .auditor) { tx in try tx.note(note.id) } != nil
  }
}
