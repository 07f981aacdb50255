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
    [.registerBidder, .submitBid, .withdrawBid], .post, "/api/tenders/{id}/bids",
    .init(
      "submitBid", zh: "提交登记、投标或撤回的签名文件", en: "Hand in a registration, bid or withdrawal",
      parameters: [
        .header(
          "Tender-Note-Bytes", .integer(0...SignedNote.bytesMax), zh: "正文中签名文件的字节数，其后是密文文件",
          en: "where the note ends, when the payload follows it in the body")
      ],
      takes: .bytes(zh: "签名文件，其后可附密文文件", en: "the note; a payload may follow it"), gives: .file(.text, .created),
      .file(.text), refuses: [.bid, .upload], repeats: .note), nonces: .memory, bodyBytesMax: bodyMax
  ) { request, actor in
    let (note, attached) = try split(request, attachedMax: office.limits.attachedBytesMax)
    let receipt = try await office.submitBid(
      note, attached: attached, tender: request.parameter("id"), receivedAt: request.receivedAt, by: actor)
    return .bytes(receipt.ack.bytes, .text, status: receipt.isNew ? .created : .ok)
  }
  table.anyActor(
    .get, "/api/tenders/{id}/receipts",
    .init(
      "listReceipts", zh: "本人的签名文件和签收回执", en: "The caller's own notes and acknowledgements", gives: .json(.receipts),
      refuses: [.tender, .input])
  ) { request, actor in
    .json(try await office.listReceipts(request.parameter("id"), by: actor))
  }
  table.anyActor(
    .get, "/api/tenders/{id}/receipts/{note}",
    .init(
      "fetchReceipt", zh: "一份文件的完整回执（日志证明，c2sp tlog-proof）",
      en: "The full receipt of a note: its proof in the log (c2sp tlog-proof)",
      parameters: [.path("note", .hex, zh: "文件编号", en: "the note's id: the SHA-256 of its text")],
      gives: .file(.text), refuses: [.tender, .input, .receipts]),
    nonces: .memory
  ) { request, actor in
    .bytes(
      try await office.fetchReceipt(request.digest("note"), of: request.parameter("id"), by: actor), .text)
  }
  table.deed(
    .listBids, .get, "/api/tenders/{id}/bids",
    .init(
      "listBids", zh: "已开封的投标（评审）", en: "Opened bids, for evaluators",
      parameters: [.query("lot", .text, zh: "只列一个标段", en: "of one lot only")], gives: .json(.bids),
      refuses: [.tender, .input, .conduct])
  ) { request, actor in
    .json(
      try await office.listBids(request.parameter("id"), lot: request.queryParameter("lot"), by: actor))
  }
  table.deed(
    .fetchBid, .get, "/api/tenders/{id}/bids/{bid}",
    .init(
      "fetchBid", zh: "一份投标和它的份额（评审）", en: "A bid and its shares, for evaluators", gives: .json(.bid),
      refuses: [.input, .tender, .conduct]
    )
  ) { request, actor in
    .json(try await office.fetchBid(request.digest("bid"), of: request.parameter("id"), by: actor))
  }
  addPayloadRoutes(to: &table, office: office)
}

private func addPayloadRoutes(to table: inout RouteTable, office: Office) {
  let offset = (name: "Upload-Offset", schema: Schema.integer, zh: "已到的字节数", en: "how many bytes have arrived")
  let arrived = RouteDescription.Gift.nothing.with(offset.name, offset.schema, zh: offset.zh, en: offset.en)
  table.deed(
    .uploadPayload, .head, "/api/payloads/{payload}",
    .init("uploadState", zh: "上传进度", en: "How far an upload is", gives: arrived), nonces: .memory
  ) { request, actor in
    let state = try await office.uploadState(request.digest("payload"), by: actor)
    return Reply.nothing.with(.uploadOffset, String(state.offset))
  }
  table.deed(
    .uploadPayload, .put, "/api/payloads/{payload}",
    .init(
      "uploadPayload", zh: "上传密文文件的一段", en: "Upload one piece of a payload",
      parameters: [
        .header(
          "Upload-Offset", .integer(0...999_999_999_999_999), zh: "这一段的起点", en: "where the piece begins", isNeeded: true
        ),
        .header("Upload-Length", .integer(0...999_999_999_999_999), zh: "全长", en: "the whole length", isNeeded: true),
      ],
      takes: .bytes(zh: "1 MiB，最后一段可短", en: "1 MiB; the last piece may be shorter"), gives: arrived,
      refuses: [.upload, .input],
      repeats: .same(zh: "已到的一段不会再写；位置不对则告知应在何处。", en: "what is there is there; another offset is told the right one.")),
    nonces: .memory, bodyBytesMax: office.limits.pieceBytesMax
  ) { request, actor in
    guard let offset = try request.headerNumber("Upload-Offset"),
      let length = try request.headerNumber("Upload-Length")
    else { throw InputRefusal.malformed(field: "Upload-Offset, Upload-Length", expected: "whole numbers") }
    let state = try await office.uploadPayload(
      request.digest("payload"), piece: request.body, offset: offset, length: length, receivedAt: request.receivedAt,
      by: actor)
    return Reply.nothing.with(.uploadOffset, String(state.offset))
  }
  table.openOrKnown(
    .get, "/api/payloads/{payload}",
    .init(
      "readPayload", zh: "已开封投标的密文文件", en: "The payload of an opened bid", gives: .file(.bytes),
      refuses: [.input, .conduct])
  ) { request, actor in
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
