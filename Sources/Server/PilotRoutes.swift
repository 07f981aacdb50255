import Canon
import HTTPTypes
import Operations
import Tendering

/// The pilot around the tender: programme, batches, parks, enterprises, agencies.
public func addPilotRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .createProgramme, "/api/programmes",
    .init(
      "createProgramme", zh: "设立试点", en: "Set up a pilot programme", takes: .json(.programme),
      gives: .created(.programme), refuses: [.programme]), office: office
  ) { request, actor, once in try await office.createProgramme(request.json(), by: actor, once: once) }
  table.open(
    .get, "/api/programmes",
    .init("listProgrammes", zh: "试点", en: "Programmes", gives: .json(["programmes": .list(.programme)]))
  ) { _ in .json(try await office.listProgrammes()) }
  table.creating(
    .openBatch, "/api/batches",
    .init(
      "openBatch", zh: "设立年度批次", en: "Open a yearly batch", takes: .json(.batchForm), gives: .created(.batch),
      refuses: [.programme]), office: office
  ) { request, actor, once in try await office.openBatch(request.json(), by: actor, once: once) }
  table.open(
    .get, "/api/batches",
    .init("listBatches", zh: "年度批次", en: "Batches", gives: .json(["batches": .list(.batch)]))
  ) { _ in .json(try await office.listBatches()) }
  addParkRoutes(to: &table, office: office)
  addApplicationRoutes(to: &table, office: office)
  addEnterpriseRoutes(to: &table, office: office)
  addAgencyRoutes(to: &table, office: office)
}

private func addParkRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .applyPark, "/api/parks",
    .init(
      "applyPark", zh: "园区申报", en: "A park's application", takes: .json(.applicationForm), gives: .created(.park),
      refuses: [.park]), office: office
  ) { request, actor, once in try await office.applyPark(request.json(), by: actor, once: once) }
  table.openOrKnown(
    .get, "/api/parks",
    .init(
      "listParks", zh: "园区", en: "Parks; everybody sees those that were confirmed",
      parameters: [.query("batch", .text, zh: "只列一个批次", en: "of one batch only")],
      gives: .json(["parks": .list(.park)]))
  ) { request, actor in
    .json(try await office.listParks(batch: try request.queryParameter("batch"), by: actor))
  }
  table.openOrKnown(
    .get, "/api/parks/{id}",
    .init("showPark", zh: "一个园区", en: "One park", gives: .json(.park), refuses: [.park])
  ) { request, actor in
    .json(try await office.showPark(try request.parameter("id"), by: actor))
  }
  table.creating(
    .decidePark, "/api/parks/{id}/decision",
    .init(
      "decidePark", zh: "确认或不予确认园区", en: "Confirm a park or refuse it",
      parameters: [
        .header(
          "If-Match", .text, zh: "所审申报表的 ETag；申报表已改则 412",
          en: "the ETag of the application that was judged; 412 when it changed")
      ], takes: .json(.parkDecision), gives: .created(.park), refuses: [.park, .condition]), office: office
  ) { request, actor, once in
    try await office.decidePark(
      request.parameter("id"), request.json(), reading: request.optionalReadState(), by: actor, once: once)
  }
  let papers: [(ending: String, gift: RouteDescription.Gift)] = [
    ("json", .json(.parkConfirmation)), ("pdf", .file(.pdf)),
  ]
  for (ending, gift) in papers {
    table.anyActor(
      .get, "/api/parks/{id}/confirmation.\(ending)",
      .init(
        "parkPaper.\(ending)", zh: "确认通知", en: "The paper of the decision", gives: gift, refuses: [.park, .input])
    ) { request, actor in
      let paper = try await office.parkPaper(request.parameter("id"), by: actor)
      return ending == "pdf" ? .bytes(paper.pdf, .pdf) : .bytes(paper.json, .json)
    }
  }
}

/// The application, which two people of a park may edit until the bureau decides.
private func addApplicationRoutes(to table: inout RouteTable, office: Office) {
  let application = RouteDescription.Gift.json(.application).with(
    "ETag", .text, zh: "强实体标签：内容的 SHA-256", en: "strong: the SHA-256 of the content")
  table.anyActor(
    .get, "/api/parks/{id}/application",
    .init("showApplication", zh: "园区申报表", en: "A park's application", gives: application, refuses: [.park])
  ) { request, actor in
    .editable(try await office.showApplication(of: request.parameter("id"), by: actor))
  }
  table.deed(
    .applyPark, .put, "/api/parks/{id}/application",
    .init(
      "replaceApplication", zh: "修改园区申报表", en: "Replace a park's application",
      takes: .json(.application), gives: application, refuses: [.park], repeats: .match)
  ) { request, actor in
    .editable(
      try await office.replaceApplication(
        of: request.parameter("id"), request.json(), reading: request.readState(), by: actor))
  }
}

private func addEnterpriseRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .registerEnterprise, "/api/parks/{id}/enterprises",
    .init(
      "registerEnterprise", zh: "登记园区企业", en: "Put a firm on a park's register", takes: .json(.enterpriseForm),
      gives: .created(.enterprise), refuses: [.enterprise, .park]), office: office
  ) { request, actor, once in
    try await office.registerEnterprise(request.json(), in: request.parameter("id"), by: actor, once: once)
  }
  table.anyActor(
    .get, "/api/parks/{id}/enterprises",
    .init(
      "listEnterprises", zh: "园区企业名册", en: "A park's register",
      gives: .json(["park": .id, "enterprises": .list(.enterprise)]), refuses: [.park])
  ) { request, actor in
    .json(try await office.listEnterprises(of: try request.parameter("id"), by: actor))
  }
}

private func addAgencyRoutes(to table: inout RouteTable, office: Office) {
  table.newcomer(
    .post, "/api/agencies",
    .init(
      "registerAgency", zh: "服务机构登记", en: "An agency registers itself", takes: .json(.agencyForm),
      gives: .created(.registeredAgency), .json(.registeredAgency), refuses: [.agency],
      repeats: .same(
        zh: "同样的登记得到同样的回答（200）；另有地址的，此后以该地址为准。",
        en: "the same registration gets the same answer, with 200; with another address, that one holds from then on."))
  ) { request, key in
    let (answer, isNew) = try await office.registerAgency(try request.json(), provenBy: key)
    return .json(answer, status: isNew ? .created : .ok)
  }
  table.open(
    .get, "/api/agencies",
    .init(
      "listAgencies", zh: "已登记的服务机构", en: "Registered agencies", remarks: .pages, parameters: .page,
      gives: .json(["agencies": .list(.agency), "next?": .text]), refuses: [.input])
  ) { request in .json(try await office.listAgencies(request.page())) }
  table.open(
    .get, "/api/agencies/{creditCode}",
    .init("showAgency", zh: "一个服务机构", en: "One agency", gives: .json(.agency), refuses: [.agency])
  ) { request in
    .json(try await office.showAgency(try request.parameter("creditCode")))
  }
}
