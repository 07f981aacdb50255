import Tendering

/// Why a park's application, its confirmation or its register is not accepted.
public enum ParkRefusal: Refusal {
  case parkUnknown
  case form(FormRefusal)
  case batchUnknown
  case windowNotOpen(opens: Instant)
  case windowOver(closed: Instant)
  case appliedAlready
  case applicationMissing
  case decidedAlready
  /// A park that does not meet all five conditions is not confirmed.
  case conditionsUnmet([UnmetCondition])
  /// A refusal is given with its reason.
  case reasonMissing
  /// A park that meets all five conditions is not refused.
  case refusedWithoutGround
  case notConfirmed
  case enterpriseOnRegister

  public var code: String {
    switch self {
    case .parkUnknown: "park.parkUnknown"
    case .form(let form): "park." + form.code
    case .batchUnknown: "park.batchUnknown"
    case .windowNotOpen: "park.windowNotOpen"
    case .windowOver: "park.windowOver"
    case .appliedAlready: "park.appliedAlready"
    case .applicationMissing: "park.applicationMissing"
    case .decidedAlready: "park.decidedAlready"
    case .conditionsUnmet: "park.conditionsUnmet"
    case .reasonMissing: "park.reasonMissing"
    case .refusedWithoutGround: "park.refusedWithoutGround"
    case .notConfirmed: "park.notConfirmed"
    case .enterpriseOnRegister: "park.enterpriseOnRegister"
    }
  }
}

/// One of the five conditions for host parks (S25–S29), and why it is not met.
public enum UnmetCondition: Refusal {
  /// 1: not set up by a government within the city, or no approval document.
  case notSetUpByGovernment
  case outsideCity
  /// 2: no IP department.
  case noDepartment
  /// 2: no named contact.
  case noContact
  /// 3: twenty technology firms are enough, nineteen are not; each is counted once.
  case tooFewTechnologyFirms(counted: Int, needed: Int)
  /// 4: no groundwork for trusteeship stated, or the reviewer does not find it.
  case noGroundwork
  /// 5: no office offered free of charge.
  case noFreeOffice

  public var code: String {
    switch self {
    case .notSetUpByGovernment: "parkCondition.notSetUpByGovernment"
    case .outsideCity: "parkCondition.outsideCity"
    case .noDepartment: "parkCondition.noDepartment"
    case .noContact: "parkCondition.noContact"
    case .tooFewTechnologyFirms: "parkCondition.tooFewTechnologyFirms"
    case .noGroundwork: "parkCondition.noGroundwork"
    case .noFreeOffice: "parkCondition.noFreeOffice"
    }
  }

  /// The condition's number in the plan, 1 … 5.
  public var number: Int {
    switch self {
    case .notSetUpByGovernment, .outsideCity: 1
    case .noDepartment, .noContact: 2
    case .tooFewTechnologyFirms: 3
    case .noGroundwork: 4
    case .noFreeOffice: 5
    }
  }
}
