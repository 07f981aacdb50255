import Canon
import HTTPTypes
import Messages
import Operations
import Tendering

/// From the award to the filed contract: awards, papers, contracts, filings.
public func addContractRoutes(to table: inout RouteTable, office: Office) {
  table.anyActor(
    .get, "/api/awards",
    .init(
      "listAwards", zh: "与本人有关的中标结果", en: "Awards that concern the caller", remarks: .pages, parameters: .page,
      gives: .json(["awards": .list(.award), "next?": .text]), refuses: [.input])
  ) { request, actor in .json(try await office.listAwards(by: actor, request.page())) }
  table.deed(
    .acceptAward, .post, "/api/tenders/{id}/lots/{lot}/acceptance",
    .init(
      "acceptAward", zh: "园区确认中标结果", en: "A park takes note of its award", gives: .json(.award),
      refuses: [.tender, .agreement, .park, .programme], repeats: .same(zh: "只记第一次。", en: "the first time counts."))
  ) { request, actor in
    .json(try await office.acceptAward(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  addDraftingRoutes(to: &table, office: office)
  table.anyActor(
    .get, "/api/tenders/{id}/contracts",
    .init(
      "listContracts", zh: "托管合同", en: "Trustee contracts, for those whom they concern",
      gives: .json(["contracts": .list(.contract)]), refuses: [.tender, .park])
  ) { request, actor in
    .json(try await office.listContracts(request.parameter("id"), by: actor))
  }
  addFilingRoutes(to: &table, office: office)
  addPaperRoutes(to: &table, office: office)
}

/// Papers drawn up for their parties to sign.
private func addDraftingRoutes(to table: inout RouteTable, office: Office) {
  let families: [ProblemFamily] = [.tender, .agreement, .contract, .park, .programme, .signing, .input, .agency]
  table.creating(
    .signServiceContract, "/api/tenders/{id}/lots/{lot}/service-contract",
    .init(
      "draftServiceContract", zh: "拟服务合同", en: "Draw up the service contract", takes: .json(.serviceContractForm),
      gives: .created(.paper), refuses: families), office: office
  ) { request, actor, once in
    try await office.draftServiceContract(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .signAgreement, "/api/tenders/{id}/lots/{lot}/park-agreement",
    .init(
      "draftParkAgreement", zh: "拟托管协议", en: "Draw up the park agreement", takes: .json(.parkAgreementForm),
      gives: .created(.paper), refuses: families), office: office
  ) { request, actor, once in
    try await office.draftParkAgreement(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .draftContract, "/api/tenders/{id}/lots/{lot}/contracts",
    .init(
      "draftTrusteeContract", zh: "拟托管合同", en: "Draw up a trustee contract", takes: .json(.trusteeContractForm),
      gives: .created(.paper), refuses: families), office: office
  ) { request, actor, once in
    try await office.draftTrusteeContract(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
}

private func addFilingRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .submitFiling, "/api/tenders/{id}/contracts/{contract}/filing",
    .init(
      "submitFiling", zh: "提交备案", en: "Hand a contract in for filing", gives: .created(.contract),
      refuses: [.tender, .filing, .signing, .park]), office: office
  ) { request, actor, once in
    try await office.submitFiling(
      request.parameter("id"), contract: request.parameter("contract"), by: actor, once: once)
  }
  table.creating(
    .decideFiling, "/api/tenders/{id}/contracts/{contract}/filing/decision",
    .init(
      "decideFiling", zh: "备案或退回", en: "Take it on file, or return it", takes: .json(.filingDecision),
      gives: .created(.contract), refuses: [.tender, .filing, .park]), office: office
  ) { request, actor, once in
    try await office.decideFiling(
      request.parameter("id"), contract: request.parameter("contract"), request.json(), by: actor, once: once)
  }
}

private func addPaperRoutes(to table: inout RouteTable, office: Office) {
  table.openOrKnown(
    .get, "/api/tenders/{id}/papers",
    .init(
      "listPapers", zh: "可读的文书", en: "The papers that the caller may read",
      gives: .json(["papers": .list(.paper)]), refuses: [.tender, .park])
  ) { request, actor in
    .json(try await office.listPapers(request.parameter("id"), by: actor))
  }
  // One segment serves the paper's description and, by its ending, its two files.
  table.openOrKnown(
    .get, "/api/tenders/{id}/papers/{name}",
    .init(
      "showPaper", zh: "一份文书；加 .json 或 .pdf 取文件", en: "A paper; with .json or .pdf its file",
      gives: .json(.oneOf([.paper, .paperFile])), .file(.pdf), refuses: [.signing, .park])
  ) { request, actor in
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
