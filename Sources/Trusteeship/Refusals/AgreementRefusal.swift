import Tendering

/// Why a service contract (bureau–agency) or a park agreement (park–agency) is not made.
public enum AgreementRefusal: Refusal {
  case form(FormRefusal)
  case lotNotAwarded
  case notTheWinner
  case parkNotConfirmed
  /// The lot is another park's.
  case otherPark
  case existsAlready
  /// no other price than the award's.
  case priceDiffers
  case termReversed
  /// The term does not lie in the batch's.
  case termOutsideBatch
  /// later than thirty days after the award notice.
  case tooLate(until: Instant)
  /// The park agreement waits for the service contract.
  case serviceContractMissing
  /// S29: the office is free of charge.
  case officeNotFree

  public var code: String {
    switch self {
    case .form(let form): "agreement." + form.code
    case .lotNotAwarded: "agreement.lotNotAwarded"
    case .notTheWinner: "agreement.notTheWinner"
    case .parkNotConfirmed: "agreement.parkNotConfirmed"
    case .otherPark: "agreement.otherPark"
    case .existsAlready: "agreement.existsAlready"
    case .priceDiffers: "agreement.priceDiffers"
    case .termReversed: "agreement.termReversed"
    case .termOutsideBatch: "agreement.termOutsideBatch"
    case .tooLate: "agreement.tooLate"
    case .serviceContractMissing: "agreement.serviceContractMissing"
    case .officeNotFree: "agreement.officeNotFree"
    }
  }
}
