import Canon
import HTTPTypes
import Operations
import Tendering

/// The pilot around the tender: programme, batches, parks, enterprises, agencies.
public func addPilotRoutes(to table: inout RouteTable, office: Office) {
  table.deed(.createProgramme, .post, "/api/programmes") { request, actor in
    .json(try await office.createProgramme(try request.json(), by: actor), status: .created)
  }
  table.open(.get, "/api/programmes") { _ in .json(try await office.listProgrammes()) }
  table.deed(.openBatch, .post, "/api/batches") { request, actor in
    .json(try await office.openBatch(try request.json(), by: actor), status: .created)
  }
  table.open(.get, "/api/batches") { _ in .json(try await office.listBatches()) }
  addParkRoutes(to: &table, office: office)
  table.newcomer(.post, "/api/agencies") { request, key in
    let (answer, isNew) = try await office.registerAgency(try request.json(), provenBy: key)
    return .json(answer, status: isNew ? .created : .ok)
  }
  table.open(.get, "/api/agencies") { _ in .json(try await office.listAgencies()) }
  table.open(.get, "/api/agencies/{creditCode}") { request in
    .json(try await office.showAgency(try request.parameter("creditCode")))
  }
}

private func addParkRoutes(to table: inout RouteTable, office: Office) {
  table.deed(.applyPark, .post, "/api/parks") { request, actor in
    .json(try await office.applyPark(try request.json(), by: actor), status: .created)
  }
  table.openOrKnown(.get, "/api/parks") { request, actor in
    .json(try await office.listParks(batch: try request.queryParameter("batch"), by: actor))
  }
  table.openOrKnown(.get, "/api/parks/{id}") { request, actor in
    .json(try await office.showPark(try request.parameter("id"), by: actor))
  }
  table.deed(.decidePark, .post, "/api/parks/{id}/decision") { request, actor in
    .json(
      try await office.decidePark(try request.parameter("id"), try request.json(), by: actor), status: .created)
  }
  table.anyActor(.get, "/api/parks/{id}/confirmation.json") { request, actor in
    .bytes(try await office.parkPaper(try request.parameter("id"), by: actor).json, .json)
  }
  table.anyActor(.get, "/api/parks/{id}/confirmation.pdf") { request, actor in
    .bytes(try await office.parkPaper(try request.parameter("id"), by: actor).pdf, .pdf)
  }
  table.deed(.registerEnterprise, .post, "/api/parks/{id}/enterprises") { request, actor in
    .json(
      try await office.registerEnterprise(try request.json(), in: try request.parameter("id"), by: actor),
      status: .created)
  }
  table.anyActor(.get, "/api/parks/{id}/enterprises") { request, actor in
    .json(try await office.listEnterprises(of: try request.parameter("id"), by: actor))
  }
}
