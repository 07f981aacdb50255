import Tendering

/// Why a trustee contract (托管合同) is not drawn up.
public enum ContractRefusal: Refusal {
  case contractUnknown
  case form(FormRefusal)
  case parkNotConfirmed
  /// S24: only firms on the park's register.
  case enterpriseOutsidePark
  /// Full mode: only the agency that won the park's lot.
  case agencyNotAwarded
  /// Partial mode: any agency, but a registered one with a valid licence.
  case agencyNotRegistered
  case parkAgreementMissing
  /// One contract of a firm with one agency in one batch.
  case existsAlready
  /// S11: full mode is for firms without an IP unit or staff, whatever their size; the bureau may find otherwise.
  case enterpriseHasUnit
  /// S15: partial mode is for firms with an IP unit or staff.
  case enterpriseLacksUnit
  case noItems
  case itemUnknown(item: String)
  case itemTwice(item: String)
  /// A partial-mode item in a full contract, or the reverse.
  case itemOfOtherMode(item: String)
  /// Full mode always holds the five core services.
  case coreItemMissing(item: String)
  /// S12: full mode is free to the firm.
  case feeInFullMode
  case priceMissing(item: String)
  /// The fee is not the sum of the items' prices.
  case feeNotSum
  /// S18: in partial mode the firm pays.
  case payerNotEnterprise
  case termReversed
  case termOutsideBatch
  /// A clause that the procedure asks for is not there.
  case clauseMissing(clause: String)

  public var code: String {
    switch self {
    case .contractUnknown: "contract.contractUnknown"
    case .form(let form): "contract." + form.code
    case .parkNotConfirmed: "contract.parkNotConfirmed"
    case .enterpriseOutsidePark: "contract.enterpriseOutsidePark"
    case .agencyNotAwarded: "contract.agencyNotAwarded"
    case .agencyNotRegistered: "contract.agencyNotRegistered"
    case .parkAgreementMissing: "contract.parkAgreementMissing"
    case .existsAlready: "contract.existsAlready"
    case .enterpriseHasUnit: "contract.enterpriseHasUnit"
    case .enterpriseLacksUnit: "contract.enterpriseLacksUnit"
    case .noItems: "contract.noItems"
    case .itemUnknown: "contract.itemUnknown"
    case .itemTwice: "contract.itemTwice"
    case .itemOfOtherMode: "contract.itemOfOtherMode"
    case .coreItemMissing: "contract.coreItemMissing"
    case .feeInFullMode: "contract.feeInFullMode"
    case .priceMissing: "contract.priceMissing"
    case .feeNotSum: "contract.feeNotSum"
    case .payerNotEnterprise: "contract.payerNotEnterprise"
    case .termReversed: "contract.termReversed"
    case .termOutsideBatch: "contract.termOutsideBatch"
    case .clauseMissing: "contract.clauseMissing"
    }
  }
}
