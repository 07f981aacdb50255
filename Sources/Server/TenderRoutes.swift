import Canon
import HTTPTypes
import Messages
import Notes
import Operations
import Tendering

/// Tenders from draft to opening: reading them, drafting notes, taking signed ones, the bundle.
public func addTenderRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .createTender, "/api/tenders",
    .init(
      "createTender", zh: "起草项目", en: "Draft a tender", takes: .json(.tenderDraft), gives: .created(.tender),
      refuses: [.tender, .notice, .scheme, .lint]), office: office
  ) { request, actor, once in try await office.createTender(request.json(), by: actor, once: once) }
  table.open(
    .get, "/api/tenders",
    .init(
      "listTenders", zh: "已发布的项目", en: "Tenders that are more than drafts", remarks: .pages, parameters: .page,
      gives: .json(["tenders": .list(.tender), "next?": .text]), refuses: [.input])
  ) { request in .json(try await office.listTenders(request.page())) }
  table.openOrKnown(
    .get, "/api/tenders/{id}",
    .init(
      "showTender", zh: "一个项目（草稿只有经办人可见）", en: "One tender; a draft for officers only", gives: .json(.tender),
      refuses: [.tender])
  ) { request, actor in
    .json(try await office.showTender(request.parameter("id"), by: actor))
  }
  addTenderDraftRoutes(to: &table, office: office)
  addBundleRoutes(to: &table, office: office)
  table.deed(
    .closeTender, .post, "/api/tenders/{id}/close",
    .init(
      "closeTender", zh: "截止（到时自动进行）", en: "Close a tender; the clock does so by itself", gives: .json(.tender),
      refuses: [.tender], repeats: .same(zh: "已截止的项目不再变化。", en: "a closed tender stays as it is."))
  ) { request, actor in
    .json(try await office.closeTender(request.parameter("id"), by: actor))
  }
  addNoteRoutes(to: &table, office: office)
}

/// The draft of a tender, which two officers may edit until the notice.
private func addTenderDraftRoutes(to table: inout RouteTable, office: Office) {
  let draft = RouteDescription.Gift.json(.tenderDraft).with(
    "ETag", .text, zh: "强实体标签：内容的 SHA-256", en: "strong: the SHA-256 of the content")
  table.deed(
    .createTender, .get, "/api/tenders/{id}/draft",
    .init("showDraft", zh: "项目草稿", en: "A tender's draft", gives: draft, refuses: [.tender])
  ) { request, actor in
    .editable(try await office.showDraft(of: request.parameter("id"), by: actor))
  }
  table.deed(
    .createTender, .put, "/api/tenders/{id}/draft",
    .init(
      "replaceDraft", zh: "修改项目草稿", en: "Replace a tender's draft",
      remarks: Wording(
        zh: "发布公告之前可改；人员在起草时已定，不能改。", en: "Until the notice; the people were fixed when it was drafted."),
      takes: .json(.tenderDraft), gives: draft, refuses: [.tender, .notice, .scheme, .lint], repeats: .match)
  ) { request, actor in
    .editable(
      try await office.replaceDraft(
        of: request.parameter("id"), request.json(), reading: request.readState(), by: actor))
  }
}

/// What a stranger takes home.
private func addBundleRoutes(to table: inout RouteTable, office: Office) {
  table.open(
    .get, "/api/tenders/{id}/package",
    .init(
      "tenderPackage", zh: "离线封装所需的文件", en: "What a bidder needs to seal offline", gives: .json(.package),
      refuses: [.tender])
  ) { request in
    .json(try await office.tenderPackage(request.parameter("id")))
  }
  // `audience=supervisor` adds the files that only a supervisor gets; the public ones need no signature.
  let audienceParameter = RouteDescription.Parameter.query(
    "audience", .words(["public", "supervisor"]), zh: "监督人员另有其专用文件（须签名）",
    en: "supervisor: adds the files that only a supervisor gets (signed)")
  table.openOrKnown(
    .get, "/api/tenders/{id}/bundle",
    .init(
      "listBundle", zh: "公开包的文件清单", en: "The files of the public bundle", parameters: [audienceParameter],
      gives: .json(.bundle), refuses: [.tender, .input, .access])
  ) { request, actor in
    .json(try await office.listBundle(request.parameter("id"), for: audience(request, actor), by: actor))
  }
  table.openOrKnown(
    .get, "/api/tenders/{id}/bundle/**",
    .init(
      "readBundleFile", zh: "公开包的一个文件", en: "A file of the bundle", parameters: [audienceParameter],
      gives: .file(.bytes), .json(.bundleFile), .file(.pdf), .file(.text), refuses: [.tender, .input, .access])
  ) { request, actor in
    let path = try request.restOfPath()
    _ = try audience(request, actor)
    if actor == nil, Office.isSupervisors(path) { throw AuthRefusal.required }
    let file = try await office.readBundleFile(path, of: request.parameter("id"), by: actor)
    return .pieces(length: file.bytes, Reply.Kind(path: path), piece: file.piece)
  }
}

private func addNoteRoutes(to table: inout RouteTable, office: Office) {
  let noteFamilies: [ProblemFamily] = [
    .tender, .notice, .opening, .committee, .draw, .score, .scheme, .evaluation, .award, .signing, .agreement, .filing,
    .filingOrder, .input, .note, .review, .park, .programme, .contract, .amendment, .question, .lint,
    .preparationIncomplete, .conduct, .remedy, .reReview, .framework, .competition,
  ]
  table.anyActor(
    .get, "/api/tenders/{id}/drafts/{kind}",
    .init(
      "draftNote", zh: "可以签署的文稿", en: "The note text that the caller may sign next",
      parameters: [
        .path(
          "kind",
          .words([
            "notice", "opening", "fail", "evaluation", "selection", "award", "drawn", "record", "agreement", "filing",
          ]),
          zh: "文稿种类",
          en: "the kind of note"),
        .query("lot", .text, zh: "标段；开标可用逗号列出几个", en: "the lot; for an opening several, with commas"),
        .query("ground", .text, zh: "废标事由", en: "the ground of a failure"),
        .query("reason", .text, zh: "废标理由", en: "the reason of a failure"),
        .query("bid", .hex, zh: "定标的投标", en: "the bid to award"),
        .query("passedOver", .text, zh: "跳过的投标及事由：编号:事由,…", en: "bids passed over: id:ground,…"),
        .query("draw", .hex, zh: "抽签编号", en: "the draw's id"),
        .query("paper", .text, zh: "文书名称", en: "the paper's name"),
        .query("contract", .text, zh: "合同编号", en: "the contract's number"),
      ], gives: .json(.noteDraft), refuses: noteFamilies)
  ) { request, actor in
    .json(try await draft(request, by: actor, office: office).json)
  }
  table.anyActor(
    .post, "/api/tenders/{id}/notes",
    .init(
      "takeNote", zh: "提交签名文件", en: "Hand in a signed note",
      remarks: Wording(
        zh: "note 是签名文件全文，list 是它所指清单；有的种类还要别的成员，如 sheet（评分表）。",
        en: "note is the whole note, list the list that it names; some types need more, such as sheet, a score sheet."),
      takes: .json(.envelope), gives: .created(.takenNote), refuses: noteFamilies, repeats: .note)
  ) { request, actor in
    let envelope = try noteEnvelope(request)
    guard envelope.body.tender == (try request.parameter("id") as String) else {
      throw NoteRefusal.notTakenHere(envelope.note.type)
    }
    return .json(try await office.takeNote(envelope, by: actor).json, status: .created)
  }
}

/// For whom a bundle is asked; a supervisor's is for somebody whom the counter knows.
private func audience(_ request: ReceivedRequest, _ actor: Actor?) throws -> BundleAudience {
  guard let text = try request.queryParameter("audience") else { return .everybody }
  guard let audience = BundleAudience(rawValue: text) else { throw RequestRefusal.parameter(name: "audience") }
  if audience == .supervisor, actor == nil { throw AuthRefusal.required }
  return audience
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
    let choice = EvaluationChoice(bid: try bid(request), passedOver: try passedOver(request))
    return try await office.draftEvaluation(tender, lot: lot, choice, by: actor)
  case "selection":
    guard let lot else { throw InputRefusal.malformed(field: "query", expected: "lot") }
    return try await office.draftSelection(tender, lot: lot, passedOver: try passedOver(request), by: actor)
  case "award":
    guard let lot else { throw InputRefusal.malformed(field: "query", expected: "lot") }
    return try await office.draftAward(
      tender, lot: lot, bid: try bid(request), passedOver: try passedOver(request), by: actor)
  case "drawn":
    guard let draw = try request.queryParameter("draw").flatMap({ Digest(hex: $0) }) else {
      throw InputRefusal.malformed(field: "query", expected: "draw, 64 hex digits")
    }
    return try await office.draftDrawn(tender, draw: draw, by: actor)
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

/// `bid=<hex>`, or nil.
private func bid(_ request: ReceivedRequest) throws -> Bid.ID? {
  try request.queryParameter("bid").map { text in
    guard let bid = Bid.ID(hex: text) else { throw InputRefusal.malformed(field: "bid", expected: "64 hex digits") }
    return bid
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
