/// Why a change of a published tender is not drafted or taken: what it may not touch, or how it is written. When it comes
/// too late, moves the deadline wrongly or leaves too little time, `NoticeRefusal` says so afterwards.
public enum AmendmentRefusal: Refusal {
  case form(FormRefusal)
  /// the subject matter stays as it was published.
  case subjectFixed(item: String)
  /// so do the conditions that a bidder must meet.
  case qualificationFixed(item: String)
  /// and the rules by which the tender is run and judged.
  case rulesFixed(item: String)
  case itemUnknown(item: String)
  case reasonMissing
  case itemTwice(item: String)
  /// What it would say stands there already.
  case changesNothing(item: String)

  public var code: String {
    switch self {
    case .form(let refusal): refusal.code
    case .subjectFixed: "amendment.subjectFixed"
    case .qualificationFixed: "amendment.qualificationFixed"
    case .rulesFixed: "amendment.rulesFixed"
    case .itemUnknown: "amendment.itemUnknown"
    case .reasonMissing: "amendment.reasonMissing"
    case .itemTwice: "amendment.itemTwice"
    case .changesNothing: "amendment.changesNothing"
    }
  }
}
