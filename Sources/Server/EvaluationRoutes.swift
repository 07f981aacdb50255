import Canon
import HTTPTypes
import Operations
import Tendering

/// From the opening record to the award: what is not a signed note.
public func addEvaluationRoutes(to table: inout RouteTable, office: Office) {
  table.deed(.recordOpening, .post, "/api/tenders/{id}/lots/{lot}/opening-record") { request, actor in
    .json(
      try await office.recordOpening(request.parameter("id"), lot: request.parameter("lot"), by: actor),
      status: .created)
  }
  table.deed(.qualifyBid, .post, "/api/tenders/{id}/lots/{lot}/qualification") { request, actor in
    .json(
      try await office.qualifyBids(
        request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor))
  }
  table.deed(.conformBid, .post, "/api/tenders/{id}/lots/{lot}/conformity") { request, actor in
    .json(
      try await office.conformBids(
        request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor))
  }
  table.deeds([.qualifyBid, .conformBid], .get, "/api/tenders/{id}/lots/{lot}/reviews") { request, actor in
    .json(
      try await office.showReviews(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
}
