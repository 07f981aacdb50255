import Canon
import Tendering

/// The pilot as a whole (试点): a basis in the bureau's paper, a beginning and an end (S01, S20, S21).
public struct Programme: Hashable, Sendable {
  public typealias ID = Identifier<Programme>

  public let id: ID
  public let name: String
  /// The policy paper's number, such as 周市监办〔2021〕227号.
  public let basis: String
  public let begins: CalendarDay
  /// The last day.
  public let ends: CalendarDay

  /// - Throws: `nameMissing`, `datesReversed`.
  public init(
    id: ID, name: String, basis: String, begins: CalendarDay, ends: CalendarDay
  ) throws(ProgrammeRefusal) {
    guard isWritten(name), isWritten(basis) else { throw .nameMissing }
    guard begins < ends else { throw .datesReversed }
    self.id = id
    self.name = name
    self.basis = basis
    self.begins = begins
    self.ends = ends
  }

  public var json: JSON {
    [
      "id": JSON(id.text), "name": JSON(name), "basis": JSON(basis), "begins": JSON(begins.description),
      "ends": JSON(ends.description),
    ]
  }
}

/// One year's parks (批次): an application window, then a term of one year (S22, S30, S31).
public struct Batch: Hashable, Sendable {
  public typealias ID = Identifier<Batch>

  public let id: ID
  public let programme: Programme.ID
  public let year: Int
  public let windowOpens: Instant
  /// Applications are taken strictly before it.
  public let windowCloses: Instant
  public let termBegins: CalendarDay
  /// The last day of the term.
  public let termEnds: CalendarDay

  /// A batch of a programme.
  ///
  /// - Parameter yearsTaken: the years that have a batch already.
  /// - Throws: `datesReversed`, `yearHasBatch`, `batchOutsideProgramme`, `windowAfterTerm`, `termNotOneYear`.
  public init(
    id: ID, programme: Programme, year: Int, windowOpens: Instant, windowCloses: Instant, termBegins: CalendarDay,
    termEnds: CalendarDay, yearsTaken: Set<Int>, rules: PilotRules = .zhoukou
  ) throws(ProgrammeRefusal) {
    guard windowOpens < windowCloses, termBegins < termEnds else { throw .datesReversed }
    guard !yearsTaken.contains(year) else { throw .yearHasBatch(year: year) }
    // A contract of the second batch may end after the programme's second year: only the beginning must lie within.
    guard programme.begins <= termBegins, termBegins <= programme.ends, termBegins.year == year else {
      throw .batchOutsideProgramme
    }
    guard windowCloses < termEnds.begins else { throw .windowAfterTerm }
    guard termEnds == Self.lastDay(from: termBegins, years: rules.batchYears) else { throw .termNotOneYear }
    self.id = id
    self.programme = programme.id
    self.year = year
    self.windowOpens = windowOpens
    self.windowCloses = windowCloses
    self.termBegins = termBegins
    self.termEnds = termEnds
  }

  /// The day before the same date so many years later; from 29 February the day before 1 March.
  public static func lastDay(from begins: CalendarDay, years: Int) -> CalendarDay {
    let year = begins.year + years
    let same =
      CalendarDay(year: year, month: begins.month, day: begins.day) ?? CalendarDay(year: year, month: 3, day: 1)
    return (same ?? begins.adding(days: 365 * years)).adding(days: -1)
  }

  public var json: JSON {
    [
      "id": JSON(id.text), "programme": JSON(programme.text), "year": JSON(year),
      "windowOpens": JSON(windowOpens.seconds), "windowCloses": JSON(windowCloses.seconds),
      "termBegins": JSON(termBegins.description), "termEnds": JSON(termEnds.description),
    ]
  }
}

/// Whether a text holds anything but blanks.
func isWritten(_ text: String) -> Bool {
  text.unicodeScalars.contains { !$0.properties.isWhitespace }
}
