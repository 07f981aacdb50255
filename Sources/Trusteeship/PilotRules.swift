import Exact
import Tendering

/// The pilot plan's own numbers, as data with their clause.
public struct PilotRules: Hashable, Sendable {
  /// S27: so many technology firms are enough.
  public let technologyFirmsMin: Int
  /// S21: the whole pilot lasts so many years.
  public let programmeYears: Int
  /// S31: a batch lasts so many years.
  public let batchYears: Int
  /// Filing within so many working days of signing (the plan is silent; read like GPL §47): 待核实.
  public let filingWorkingDays: Int
  /// Where parks must lie: the first digits of GB/T 2260.
  public let regionPrefix: String

  public static let zhoukou = PilotRules(
    technologyFirmsMin: 20, programmeYears: 2, batchYears: 1, filingWorkingDays: 7, regionPrefix: "4116")
}
