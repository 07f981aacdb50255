import Tendering

/// Why an agency is not registered.
public enum AgencyRefusal: Refusal {
  case agencyUnknown
  case form(FormRefusal)
  case codeWrong
  case codeTaken
  /// Five to twenty digits or capital letters; CNIPA's register alone knows more.
  case licenceMalformed
  case licenceTaken
  /// the practice licence must be valid.
  case licenceNotValid
  case keyTaken
  /// The registration is not signed with the key it brings.
  case proofMissing

  public var code: String {
    switch self {
    case .agencyUnknown: "agency.agencyUnknown"
    case .form(let form): "agency." + form.code
    case .codeWrong: "agency.codeWrong"
    case .codeTaken: "agency.codeTaken"
    case .licenceMalformed: "agency.licenceMalformed"
    case .licenceTaken: "agency.licenceTaken"
    case .licenceNotValid: "agency.licenceNotValid"
    case .keyTaken: "agency.keyTaken"
    case .proofMissing: "agency.proofMissing"
    }
  }
}
