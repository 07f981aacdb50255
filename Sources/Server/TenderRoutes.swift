import Canon
import HTTPTypes
import Notes
import Operations
import Tendering

/// Tenders from draft to opening: reading them, drafting notes, taking signed ones, the bundle.
public func addTenderRoutes(to table: inout RouteTable, office: Office) {
  table.deed(.createTender, .post, "/api/tenders") { request, actor in
    .json(try await office.createTender(request.json(), by: actor), status: .created)
  }
  table.open(.get, "/api/tenders") { _ in .json(try await office.listTenders()) }
  table.open(.get, "/api/tenders/{id}") { request in
    .json(try await office.showTender(request.parameter("id")))
  }
  table.open(.get, "/api/tenders/{id}/package") { request in
    .json(try await office.tenderPackage(request.parameter("id")))
  }
  table.open(.get, "/api/tenders/{id}/bundle") { request in
    .json(try await office.listBundle(request.parameter("id")))
  }
  table.open(.get, "/api/tenders/{id}/bundle/**") { request in
    let file = try await office.readBundleFile(request.restOfPath(), of: request.parameter("id"))
    return .pieces(length: file.bytes, piece: file.piece)
  }
  table.deed(.closeTender, .post, "/api/tenders/{id}/close") { request, actor in
    .json(try await office.closeTender(request.parameter("id"), by: actor))
  }
  table.anyActor(.get, "/api/tenders/{id}/drafts/{kind}") { request, actor in
    .json(try await draft(request, by: actor, office: office).json)
  }
  table.anyActor(.post, "/api/tenders/{id}/notes") { request, actor in
    let envelope = try noteEnvelope(request)
    guard envelope.body.tender == (try request.parameter("id") as String) else {
      throw NoteRefusal.notTakenHere(envelope.note.type)
    }
    return .json(try await office.takeNote(envelope, by: actor).json, status: .created)
  }
}

/// The note text that the asker may sign next.
private func draft(_ request: ReceivedRequest, by actor: Actor, office: Office) async throws -> NoteDraft {
  let tender: String = try request.parameter("id")
  let lot = try request.queryParameter("lot")
  switch try request.parameter("kind") as String {
  case "notice": return try await office.draftNotice(tender, by: actor)
  case "opening": return try await office.draftOpening(tender, lots: lot.map { [$0] }, by: actor)
  case "fail":
    guard let lot, let ground = try request.queryParameter("ground"),
      let reason = try request.queryParameter("reason")
    else { throw InputRefusal.malformed(field: "query", expected: "lot, ground, reason") }
    return try await office.draftFailure(tender, lot: lot, ground: ground, reason: reason, by: actor)
  default: throw InputRefusal.notFound("draft")
  }
}

/// `{"note","list",…}`: a signed note and what goes beside it.
func noteEnvelope(_ request: ReceivedRequest) throws -> NoteEnvelope {
  let json = try request.json()
  guard let note = json["note"]?.stringValue else {
    throw InputRefusal.malformed(field: "note", expected: "signed note")
  }
  let list = json["list"]?.stringValue.map { Array($0.utf8) }
  return try NoteEnvelope(
    note: SignedNote(parsing: Array(note.utf8)), list: list, extra: json.removing("note").removing("list"))
}
