import Canon
import HTTPTypes
import Notes
import Operations
import Tendering

/// The sealed period and what follows for those who bid and those who evaluate.
public func addBidRoutes(to table: inout RouteTable, office: Office) {
  let bodyMax = SignedNote.bytesMax + office.limits.attachedBytesMax
  // A note taken twice is answered twice the same way, so a replay changes nothing and its nonce may be forgotten.
  table.deeds(
    [.registerBidder, .submitBid, .withdrawBid], .post, "/api/tenders/{id}/bids", nonces: .memory,
    bodyBytesMax: bodyMax
  ) { request, actor in
    let (note, attached) = try split(request, attachedMax: office.limits.attachedBytesMax)
    let receipt = try await office.submitBid(
      note, attached: attached, tender: request.parameter("id"), receivedAt: request.receivedAt, by: actor)
    return .bytes(receipt.ack.bytes, .text, status: receipt.isNew ? .created : .ok)
  }
  table.anyActor(.get, "/api/tenders/{id}/receipts") { request, actor in
    .json(try await office.listReceipts(request.parameter("id"), by: actor))
  }
  table.anyActor(.get, "/api/tenders/{id}/receipts/{note}", nonces: .memory) { request, actor in
    .bytes(
      try await office.fetchReceipt(request.digest("note"), of: request.parameter("id"), by: actor), .text)
  }
  table.deed(.listBids, .get, "/api/tenders/{id}/bids") { request, actor in
    .json(
      try await office.listBids(request.parameter("id"), lot: request.queryParameter("lot"), by: actor))
  }
  table.deed(.fetchBid, .get, "/api/tenders/{id}/bids/{bid}") { request, actor in
    .json(try await office.fetchBid(request.digest("bid"), of: request.parameter("id"), by: actor))
  }
  table.deed(.uploadPayload, .head, "/api/payloads/{payload}", nonces: .memory) { request, actor in
    let state = try await office.uploadState(request.digest("payload"), by: actor)
    return Reply.nothing.with(.uploadOffset, String(state.offset))
  }
  table.deed(
    .uploadPayload, .put, "/api/payloads/{payload}", nonces: .memory, bodyBytesMax: office.limits.pieceBytesMax
  ) { request, actor in
    guard let offset = try request.headerNumber("Upload-Offset"),
      let length = try request.headerNumber("Upload-Length")
    else { throw InputRefusal.malformed(field: "Upload-Offset, Upload-Length", expected: "whole numbers") }
    let state = try await office.uploadPayload(
      request.digest("payload"), piece: request.body, offset: offset, length: length, receivedAt: request.receivedAt,
      by: actor)
    return Reply.nothing.with(.uploadOffset, String(state.offset))
  }
  table.openOrKnown(.get, "/api/payloads/{payload}") { request, actor in
    let file = try await office.readOpenedPayload(request.digest("payload"), by: actor)
    return .pieces(length: file.bytes, piece: file.piece)
  }
}

/// Note and attached payload of one body; `Tender-Note-Bytes` says where the note ends.
private func split(_ request: ReceivedRequest, attachedMax: Int) throws -> (note: [UInt8], attached: [UInt8]?) {
  guard let length = try request.headerNumber("Tender-Note-Bytes") else {
    guard request.body.count <= SignedNote.bytesMax else { throw InputRefusal.tooLarge(max: SignedNote.bytesMax) }
    return (request.body, nil)
  }
  guard length <= SignedNote.bytesMax, length <= request.body.count, request.body.count - length <= attachedMax else {
    throw InputRefusal.tooLarge(max: attachedMax)
  }
  return (Array(request.body[..<length]), Array(request.body[length...]))
}

extension HTTPField.Name {
  /// How many bytes of an upload have arrived.
  static let uploadOffset = HTTPField.Name("Upload-Offset")!
}
