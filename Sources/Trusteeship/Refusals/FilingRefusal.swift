import Tendering

/// Why a trustee contract is not filed (备案), or a filing not decided.
public enum FilingRefusal: Refusal {
  /// Nothing to file: there is no such contract.
  case noContract
  /// A contract is filed when both parties have signed.
  case notSigned(missing: [Party])
  case submittedAlready
  case notSubmitted
  case filedAlready(authority: FilingAuthority)
  case otherPark
  /// A return for correction says what to correct.
  case reasonMissing
  case numberTaken
  /// Filed with both: it can no longer be returned.
  case complete

  public var code: String {
    switch self {
    case .noContract: "filing.noContract"
    case .notSigned: "filing.notSigned"
    case .submittedAlready: "filing.submittedAlready"
    case .notSubmitted: "filing.notSubmitted"
    case .filedAlready: "filing.filedAlready"
    case .otherPark: "filing.otherPark"
    case .reasonMissing: "filing.reasonMissing"
    case .numberTaken: "filing.numberTaken"
    case .complete: "filing.complete"
    }
  }
}
