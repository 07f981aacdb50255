import Tendering

/// Why a party's signature on a paper is not taken.
public enum SigningRefusal: Refusal {
  case paperUnknown
  case notAParty
  /// The record names another JSON or PDF than the paper's.
  case paperDiffers
  case numberDiffers
  case signedAlready(party: Party)
  /// Superseded, returned or cancelled: nobody signs it any more.
  case notOpenForSigning

  public var code: String {
    switch self {
    case .paperUnknown: "signing.paperUnknown"
    case .notAParty: "signing.notAParty"
    case .paperDiffers: "signing.paperDiffers"
    case .numberDiffers: "signing.numberDiffers"
    case .signedAlready: "signing.signedAlready"
    case .notOpenForSigning: "signing.notOpenForSigning"
    }
  }
}
