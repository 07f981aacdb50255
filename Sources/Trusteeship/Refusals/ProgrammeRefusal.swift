import Tendering

/// Why a programme or a yearly batch is not set up.
public enum ProgrammeRefusal: Refusal {
  case programmeUnknown
  case programmeExists
  case datesReversed
  case nameMissing
  case batchUnknown
  case batchExists
  /// S30: one batch a year.
  case yearHasBatch(year: Int)
  /// A batch begins within its programme.
  case batchOutsideProgramme
  /// The application window does not end within the batch's term.
  case windowAfterTerm
  /// S31: the term of a batch is one year.
  case termNotOneYear

  public var code: String {
    switch self {
    case .programmeUnknown: "programme.programmeUnknown"
    case .programmeExists: "programme.programmeExists"
    case .datesReversed: "programme.datesReversed"
    case .nameMissing: "programme.nameMissing"
    case .batchUnknown: "programme.batchUnknown"
    case .batchExists: "programme.batchExists"
    case .yearHasBatch: "programme.yearHasBatch"
    case .batchOutsideProgramme: "programme.batchOutsideProgramme"
    case .windowAfterTerm: "programme.windowAfterTerm"
    case .termNotOneYear: "programme.termNotOneYear"
    }
  }
}
