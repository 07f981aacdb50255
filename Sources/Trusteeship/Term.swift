import Canon
import Tendering

/// A contract's first and last day.
public struct Term: Hashable, Sendable {
  public let begins: CalendarDay
  public let ends: CalendarDay

  public init(begins: CalendarDay, ends: CalendarDay) {
    self.begins = begins
    self.ends = ends
  }

  /// Reads `{"begins":"2026-12-01","ends":"2027-11-30"}`.
  public init(_ form: FormReader) throws(FormRefusal) {
    guard let begins = CalendarDay(try form.text("begins", max: 10)) else { throw .wrong(field: form.field("begins")) }
    guard let ends = CalendarDay(try form.text("ends", max: 10)) else { throw .wrong(field: form.field("ends")) }
    self.init(begins: begins, ends: ends)
  }

  public var json: JSON { ["begins": JSON(begins.description), "ends": JSON(ends.description)] }

  public var isReversed: Bool { ends < begins }

  public func lies(within batch: Batch) -> Bool { batch.termBegins <= begins && ends <= batch.termEnds }
}
