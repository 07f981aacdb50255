import Tendering
import Testing

private func day(_ text: String) throws -> CalendarDay { try some(CalendarDay(text), text) }

@Suite struct `Days and periods` {
  static let days: [(String, Int, weekday: Int)] = [
    ("1970-01-01", 0, 4), ("2000-02-29", 11016, 2), ("2026-11-22", 20779, 7), ("1900-01-01", -25567, 1),
    ("9999-12-31", 2_932_896, 5),
  ]
  @Test(arguments: days)
  func `a day has its number and weekday`(text: String, number: Int, weekday: Int) throws {
    #expect(try day(text).number == number)
    #expect(try day(text).weekday == weekday)
    #expect(CalendarDay(number: number).description == text)
  }

  @Test func `every day of three centuries prints and reads back`() throws {
    for number in -25_567..<84_000 {
      let day = CalendarDay(number: number)
      #expect(CalendarDay(day.description)?.number == number)
    }
  }

  @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-1-1", "26-11-22", "2026-11-22 ", ""])
  func `a day that does not exist is none`(text: String) { #expect(CalendarDay(text) == nil) }

  @Test func `the day changes at midnight in China`() throws {
    let midnight = try day("2026-11-22").begins
    #expect(midnight.seconds == 1_795_276_800)
    #expect(CalendarDay(midnight) == CalendarDay("2026-11-22"))
    #expect(CalendarDay(midnight.adding(seconds: -1)) == CalendarDay("2026-11-21"))
    #expect(CalendarDay(onPaper: "2026年11月22日") == CalendarDay("2026-11-22"))
    for none in ["2026年11月31日", "2026年1月9223372036854775807日", "9223372036854775807年1月1日"] {
      #expect(CalendarDay(onPaper: none) == nil)
    }
    #expect(CalendarDay(Instant(seconds: -1)).description == "1970-01-01")
    #expect(CalendarDay(Instant(seconds: -28_801)).description == "1969-12-31")
    #expect(CalendarDay(Instant(seconds: .min)) < CalendarDay(Instant(seconds: .max)))
  }

  @Test func `a period's last day rolls over weekends and holidays`() throws {
    let calendar = WorkingCalendar()
    // Issued Monday 2 November: the twentieth day is Sunday the 22nd.
    #expect(try calendar.lastDay(ofDays: 20, after: day("2026-11-02")).description == "2026-11-23")
    let swapped = WorkingCalendar(holidays: [try day("2026-11-23")], workedWeekends: [try day("2026-11-22")])
    #expect(try swapped.lastDay(ofDays: 20, after: day("2026-11-02")).description == "2026-11-22")
    #expect(try swapped.lastDay(ofWorkingDays: 2, after: day("2026-11-20")).description == "2026-11-24")
    #expect(try calendar.lastDay(ofWorkingDays: 5, after: day("2026-11-20")).description == "2026-11-27")
    #expect(try calendar.lastDay(ofWorkingDays: 0, after: day("2026-11-21")).description == "2026-11-21")
  }

  @Test func `in a rehearsal the law's days pass in seconds`() {
    #expect(Pace.real.seconds(days: 20) == 1_728_000)
    #expect(Pace.rehearsal(secondsPerDay: 1).seconds(days: 20) == 20)
    #expect(Pace.rehearsal(secondsPerDay: 0).seconds(days: 20) == 0)
    #expect(Pace.rehearsal(secondsPerDay: 0).isRehearsal && !Pace.real.isRehearsal)
  }

  @Test func `the end of time is not wrapped`() {
    #expect(Instant(seconds: .max).adding(seconds: 1).seconds == .max)
    #expect(Instant(seconds: .min).adding(seconds: -1).seconds == .min)
  }
}
