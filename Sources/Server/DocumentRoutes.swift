import Canon
import HTTPTypes
import Messages
import Notes
import Operations
import Tendering

/// A tender's notice and documents as PDF, printed on request from what is published; for everybody.
func addDocumentRoutes(to table: inout RouteTable, office: Office) {
  table.open(
    .get, "/api/tenders/{id}/documents",
    .init(
      "listDocuments", zh: "可以排印的招标公告和招标文件，及其所依据的数据",
      en: "The notice and documents that can be printed, and the data that they are printed from",
      gives: .json(.tenderDocuments), refuses: [.tender])
  ) { request in
    .json(try await office.listDocuments(request.parameter("id")))
  }
  table.open(
    .get, "/api/tenders/{id}/documents/{kind}.pdf",
    .init(
      "printDocument", zh: "招标公告或招标文件（PDF），现行有效的一版", en: "The notice or the documents in force, as PDF",
      remarks: Wording(
        zh: "由已公布的数据排印，同一数据的文件逐字节相同；首次请求时排印，之后取自缓存。",
        en: "Printed from the published data, the same data giving the same bytes; at the first request, then kept."),
      parameters: [
        .path(
          "kind", .words(TenderDocument.allCases.map(\.rawValue)), zh: "公告或文件", en: "the notice or the documents"),
        .header("If-None-Match", .text, zh: "手中那一版的实体标签", en: "the entity tag of the edition at hand"),
      ],
      gives: RouteDescription.Gift.file(.pdf).with(
        "ETag", .text, zh: "强实体标签：PDF 的 SHA-256", en: "strong: the SHA-256 of the PDF"), .unchanged,
      refuses: [.tender, .document, .input])
  ) { request in
    let (tender, kind): (String, String) = (try request.parameter("id"), try request.parameter("kind"))
    let document = try await office.printDocument(kind, of: tender)
    let tag = "\"\(document.digest.hex)\""
    guard !request.holds(tag) else { return Reply.unchanged(tag) }
    return .bytes(document.pdf, .pdf, keep: .revalidated).with(.eTag, tag).with(
      .contentDisposition, "inline; filename=\"\(tender)-\(kind).pdf\"")
  }
}

extension ReceivedRequest {
  /// Whether the sender has what goes by this strong tag.
  ///
  /// - Source: RFC 9110, 13.1.2: a list, weak tags compared like strong ones.
  fileprivate func holds(_ tag: String) -> Bool {
    guard let field = headers[.ifNoneMatch] else { return false }
    return field.split(separator: ",").contains { given in
      let given = given.drop { $0 == " " }.prefix { $0 != " " }
      return given == tag || given == "W/" + tag || given == "*"
    }
  }
}

extension DocumentRefusal: AnsweredRefusal, Worded {
  static let everyCase: [Self] = [.kindUnknown, .busy, .notPrintable]

  var status: HTTPResponse.Status {
    switch self {
    case .kindUnknown: .notFound
    case .busy, .notPrintable: .serviceUnavailable
    }
  }

  public var wording: Wording {
    switch self {
    case .kindUnknown:
      Wording(zh: "没有这种文件。", en: "There is no such document.")
    case .busy:
      Wording(
        zh: "同时要求排印的人太多，请稍后再取；数据随时可以取用。",
        en: "Too many ask for documents at this moment; try again soon. The data can be had at any time.")
    case .notPrintable:
      Wording(
        zh: "本文件未能在限定的时间和大小之内排出，稍后再试；数据（documents/terms.json）随时可以取用。",
        en: "The document could not be laid out within the bounds of time and size; it is tried again later. The data "
          + "(documents/terms.json) can be had at any time.")
    }
  }
}

extension Schema {
  static let tenderDocuments = Schema.named(
    "TenderDocuments",
    [
      "tender": .id, "profile": .words(Profile.self), "notice": .digest, "terms": .digest,
      "amendments": .integer(0...999_999), "clarifications": .integer(0...999_999), "madeAt": .seconds,
      "documents": .list([
        "kind": .words(TenderDocument.allCases.map(\.rawValue)), "name": .text(200), "path": .text(200),
      ]),
    ])
}
