import Tendering

/// Why a trustee contract is not filed (备案), or a filing not decided.
public enum FilingRefusal: Refusal {
  /// Nothing to file: there is no such contract.
  case noContract
  /// A contract is filed when both parties have signed.
  case notSigned(missing: [Party])
  /// Filed with both: neither handed in again nor returned any more.
  case complete
  case submittedAlready
  case otherPark
  case filedAlready(authority: FilingAuthority)
  case notSubmitted
  /// A return for correction says what to correct.
  case reasonMissing
  case numberTaken

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
