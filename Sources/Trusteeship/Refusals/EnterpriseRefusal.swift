import Tendering

/// Why an enterprise is not put on a park's register.
public enum EnterpriseRefusal: Refusal {
  case enterpriseUnknown
  case form(FormRefusal)
  case codeWrong
  case onRegisterAlready
  /// The firm stands on another park's register of the batch; it is in one park.
  case inOtherPark
  case parkNotConfirmed
  case keyTaken
  /// The firm has a key in force, and this is another.
  case keyDiffers

  public var code: String {
    switch self {
    case .enterpriseUnknown: "enterprise.enterpriseUnknown"
    case .form(let form): "enterprise." + form.code
    case .codeWrong: "enterprise.codeWrong"
    case .onRegisterAlready: "enterprise.onRegisterAlready"
    case .inOtherPark: "enterprise.inOtherPark"
    case .parkNotConfirmed: "enterprise.parkNotConfirmed"
    case .keyTaken: "enterprise.keyTaken"
    case .keyDiffers: "enterprise.keyDiffers"
    }
  }
}
