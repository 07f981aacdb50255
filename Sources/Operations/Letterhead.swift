import Documents
import Store
import Tendering
import Trusteeship

/// A stored paper as somebody fetches it.
public struct PaperFile: Sendable {
  /// The facts in RFC 8785 form.
  public let json: [UInt8]
  public let pdf: [UInt8]
}

extension Moment {
  /// As papers print it.
  var onPaper: PaperMoment { PaperMoment(unixSeconds: Int64(seconds)) }
}

extension CalendarDay {
  var onPaper: PaperDate { PaperDate(year: year, month: month, day: day) }
}

extension Term {
  var onPaper: PaperTerm { PaperTerm(from: begins.onPaper, to: ends.onPaper) }
}

extension Batch {
  var term: Term { Term(begins: termBegins, ends: termEnds) }
}
