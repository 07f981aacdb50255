import Canon
import HTTPTypes
import Messages
import Operations
import Tendering

/// From the award to the filed contract: awards, papers, contracts, filings.
public func addContractRoutes(to table: inout RouteTable, office: Office) {
  table.anyActor(.get, "/api/awards") { _, actor in .json(try await office.listAwards(by: actor)) }
  table.deed(.acceptAward, .post, "/api/tenders/{id}/lots/{lot}/acceptance") { request, actor in
    .json(try await office.acceptAward(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  table.deed(.signServiceContract, .post, "/api/tenders/{id}/lots/{lot}/service-contract") { request, actor in
    .json(
      try await office.draftServiceContract(
        request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor), status: .created)
  }
  table.deed(.signAgreement, .post, "/api/tenders/{id}/lots/{lot}/park-agreement") { request, actor in
    .json(
      try await office.draftParkAgreement(
        request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor), status: .created)
  }
  table.deed(.draftContract, .post, "/api/tenders/{id}/lots/{lot}/contracts") { request, actor in
    .json(
      try await office.draftTrusteeContract(
        request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor), status: .created)
  }
  table.anyActor(.get, "/api/tenders/{id}/contracts") { request, actor in
    .json(try await office.listContracts(request.parameter("id"), by: actor))
  }
  addFilingRoutes(to: &table, office: office)
  addPaperRoutes(to: &table, office: office)
}

private func addFilingRoutes(to table: inout RouteTable, office: Office) {
  table.deed(.submitFiling, .post, "/api/tenders/{id}/contracts/{contract}/filing") { request, actor in
    .json(
      try await office.submitFiling(request.parameter("id"), contract: request.parameter("contract"), by: actor),
      status: .created)
  }
  table.deed(.decideFiling, .post, "/api/tenders/{id}/contracts/{contract}/filing/decision") { request, actor in
    .json(
      try await office.decideFiling(
        request.parameter("id"), contract: request.parameter("contract"), request.json(), by: actor),
      status: .created)
  }
}

private func addPaperRoutes(to table: inout RouteTable, office: Office) {
  table.openOrKnown(.get, "/api/tenders/{id}/papers") { request, actor in
    .json(try await office.listPapers(request.parameter("id"), by: actor))
  }
  // One segment serves the paper's description and, by its ending, its two files.
  table.openOrKnown(.get, "/api/tenders/{id}/papers/{name}") { request, actor in
    let (tender, name): (String, String) = (try request.parameter("id"), try request.parameter("name"))
    for (ending, kind) in [(".json", Reply.Kind.json), (".pdf", .pdf)] where name.hasSuffix(ending) {
      let file = try await office.fetchPaper(String(name.dropLast(ending.count)), of: tender, by: actor)
      return .bytes(kind == .pdf ? file.pdf : file.json, kind)
    }
    return .json(try await office.showPaper(name, of: tender, by: actor))
  }
}

extension FilingOrderRefusal: AnsweredRefusal, Worded {
  var status: HTTPResponse.Status { .conflict }

  public var wording: Wording {
    switch self {
    case .parkFirst:
      Wording(
        zh: "园区尚未备案。备案表要载明园区的备案号，请等园区先办理。",
        en: "The park has not filed it yet. The filing form shows the park's number: the park files first.")
    }
  }
}
