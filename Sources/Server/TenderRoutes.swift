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
    let path = try request.restOfPath()
    let file = try await office.readBundleFile(path, of: request.parameter("id"))
    return .pieces(length: file.bytes, Reply.Kind(path: path), piece: file.piece)
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
  case "opening":
    // Several lots go into one manifest: `lot=L1,L3`.
    let lots = lot.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return try await office.draftOpening(tender, lots: lots, by: actor)
  case "fail":
    guard let lot, let ground = try request.queryParameter("ground"),
      let reason = try request.queryParameter("reason")
    else { throw InputRefusal.malformed(field: "query", expected: "lot, ground, reason") }
    return try await office.draftFailure(tender, lot: lot, ground: ground, reason: reason, by: actor)
  case "evaluation":
    guard let lot else { throw InputRefusal.malformed(field: "query", expected: "lot") }
    return try await office.draftEvaluation(tender, lot: lot, by: actor)
  case "award":
    guard let lot else { throw InputRefusal.malformed(field: "query", expected: "lot") }
    let bid = try request.queryParameter("bid").map { text in
      guard let bid = Bid.ID(hex: text) else { throw InputRefusal.malformed(field: "bid", expected: "64 hex digits") }
      return bid
    }
    return try await office.draftAward(tender, lot: lot, bid: bid, passedOver: try passedOver(request), by: actor)
  case "record":
    guard let paper = try request.queryParameter("paper") else {
      throw InputRefusal.malformed(field: "query", expected: "paper")
    }
    return try await office.draftRecord(tender, paper: paper, by: actor)
  case "agreement":
    guard let lot else { throw InputRefusal.malformed(field: "query", expected: "lot") }
    return try await office.draftAgreement(tender, lot: lot, by: actor)
  case "filing":
    guard let contract = try request.queryParameter("contract") else {
      throw InputRefusal.malformed(field: "query", expected: "contract")
    }
    return try await office.draftFiling(tender, contract: contract, by: actor)
  default: throw InputRefusal.notFound("draft")
  }
}

/// `passedOver=<hex>:<ground>,…`: better ranked bids left aside, each with its recorded ground.
private func passedOver(_ request: ReceivedRequest) throws -> [Award.PassedOver] {
  guard let text = try request.queryParameter("passedOver"), !text.isEmpty else { return [] }
  return try text.split(separator: ",", omittingEmptySubsequences: false).map { entry in
    let words = entry.split(separator: ":", omittingEmptySubsequences: false)
    guard words.count == 2, let bid = Bid.ID(hex: String(words[0])),
      let ground = Award.PassingOver(rawValue: String(words[1]))
    else {
      let grounds = Award.PassingOver.allCases.map(\.rawValue).joined(separator: "|")
      throw InputRefusal.malformed(field: "passedOver", expected: "<hex>:<\(grounds)>")
    }
    return Award.PassedOver(bid: bid, ground: ground)
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
