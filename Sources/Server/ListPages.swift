import Messages
import Operations

// One manner for all lists that are answered page by page: `limit` and `after` in the query, `next` in the answer.

extension [RouteDescription.Parameter] {
  static var page: Self {
    [
      .query(
        "limit", .integer(1...999_999_999_999_999), zh: "一页最多几项（至多 \(ListPage.rowsMax)）",
        en: "rows of a page, \(ListPage.rowsMax) at most"),
      .query("after", .text(300), zh: "上一页给出的 next；不写则从头开始", en: "`next` of the page before; none: from the beginning"),
    ]
  }
}

extension Wording {
  static var pages: Wording {
    Wording(
      zh: "逐页给出，一页至多 \(ListPage.rowsMax) 项。还有下一页时回答中有 next，把它作为 after 再问；没有 next 就是最后一页。",
      en: "Page by page, \(ListPage.rowsMax) rows of a page at most. While more follow, the answer has `next`: ask "
        + "again with it as `after`. Without `next` it is the last page.")
  }
}

extension ReceivedRequest {
  /// Which page of a list is asked for.
  ///
  /// - Throws: `parameter`.
  func page() throws(RequestRefusal) -> ListPage {
    let limit = try queryNumber("limit", absent: ListPage.rowsMax)
    guard limit > 0 else { throw .parameter(name: "limit") }
    return ListPage(after: try queryParameter("after"), limit: limit)
  }
}
