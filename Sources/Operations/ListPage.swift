import Canon

/// Which rows of a long list are asked for: so many, behind the row that was read last.
///
/// Lists that grow for as long as an office stands are answered page by page. Whoever asks for no page gets the first
/// one, which holds the whole list until that is long.
public struct ListPage: Sendable {
  /// Rows of one page, also where nobody says how many.
  public static let rowsMax = 500

  /// The row read last, as `next` of the page before names it; nil: from the beginning.
  public let after: String?
  public let limit: Int

  public init(after: String? = nil, limit: Int = ListPage.rowsMax) {
    self.after = after
    self.limit = max(1, min(limit, Self.rowsMax))
  }

  /// No row of the list is named so, to this reader.
  var unknown: InputRefusal { .malformed(field: "after", expected: "what a page of this list gave as next") }

  /// How many rows to look for: one more than are shown tells that there are more.
  var lookahead: Int { limit + 1 }

  /// The page as it is answered. `next` stands in it only when more rows follow: what to ask behind.
  ///
  /// - Parameters:
  ///   - name: of the member that holds the rows.
  ///   - rows: from the first of the page on, `lookahead` of them if there are so many.
  ///   - key: how a row is named as the one read last.
  func answer<Row>(
    _ name: String, _ rows: [Row], key: (Row) -> String, _ describe: (Row) throws -> JSON
  ) throws -> JSON {
    let shown = rows.prefix(limit)
    var described: [JSON] = []
    for row in shown { described.append(try describe(row)) }
    let answer = JSON.object([.init(name, .array(described))])
    guard rows.count > limit, let last = shown.last else { return answer }
    return answer.setting("next", JSON(key(last)))
  }
}
