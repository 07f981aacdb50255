import HTTPTypes
import Operations
import Tendering

/// Lists of credit, debarment and licences: brought by an officer, looked at in the qualification review.
func addStandingRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .importStandings, "/api/standings",
    .init(
      "importStandings", zh: "导入信用、禁止参加或执业许可名单",
      en: "Bring a list of credit, debarment or licences", takes: .json(.standingFile),
      gives: .created(["import": .integer, "list": .words(StandingList.self), "entries": .integer, "isNew": .bool]),
      refuses: [.standing]), office: office
  ) { request, actor, once in try await office.importStandings(request.json(), by: actor, once: once) }
  table.creating(
    .revokeStanding, "/api/standings/{entry}/revocation",
    .init(
      "revokeStanding", zh: "更正名单中的一条记录", en: "Take an entry of a list back",
      parameters: [.path("entry", .text(20), zh: "记录编号", en: "the entry's number")],
      takes: .json(.form(["reason": .text(2000)])), gives: .created(.standing), refuses: [.standing]), office: office
  ) { request, actor, once in
    try await office.revokeStanding(request.parameter("entry"), request.json(), by: actor, once: once)
  }
  table.deed(
    .listStandings, .get, "/api/standings",
    .init(
      "listStandings", zh: "名单记录和最近的查询", en: "Entries of the lists, and the last queries",
      gives: .json(["queries": .list(.standingQuery), "entries": .list(.standing)]))
  ) { _, actor in .json(try await office.listStandings(by: actor)) }
  table.deed(
    .listStandings, .get, "/api/tenders/{id}/lots/{lot}/standings",
    .init(
      "showStandings", zh: "开标后各投标人在截止日的信用和许可状况", en: "How an opened lot's bidders stood at the deadline",
      gives: .json([
        "deadline": .day, "queries": .list(.standingQuery),
        "bids": .list([
          "bid": .hex, "bidder": .keyReference, "licence": .text, "against": .list(.standing),
          "members": .list(.creditCode), "sharedFirms": .list(["creditCode": .creditCode, "bids": .list(.hex)]),
          "shared": .list(["certificate": .text, "name": .text, "bids": .list(.hex)]),
        ]),
      ]), refuses: [.tender])
  ) { request, actor in
    .json(try await office.showStandings(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
}

extension Schema {
  static let standingQuery: Schema = [
    "list": .words(StandingList.self), "channel": .text, "queried": .seconds, "entries": .integer,
  ]

  static let standing = Schema.named(
    "Standing",
    [
      "entry": .integer, "list": .words(StandingList.self), "name": .text, "creditCode": .orNull(.creditCode),
      "licence": .orNull(.text), "state": .orNull(.words(StandingEntry.LicenceState.self)), "from": .day,
      "to": .orNull(.day), "scope": .text, "ground": .text, "channel": .text, "queried": .seconds,
      "revoked": .orNull(.seconds), "reason": .orNull(.text),
    ])

  static let standingFile: Schema = .form([
    "list": .words(StandingList.self), "channel": .text(300), "queried": .seconds,
    "entries": .list(
      .form([
        "name": .text(300), "creditCode?": .orNull(.creditCode), "licence?": .orNull(.text(64)),
        "state?": .orNull(.words(StandingEntry.LicenceState.self)), "from": .day, "to?": .orNull(.day),
        "scope?": .orNull(.text(500)), "ground?": .orNull(.text(1000)),
      ]), max: StandingFile.entriesMax),
  ])
}
