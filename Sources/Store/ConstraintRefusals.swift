import Postgres
import Tendering
import Trusteeship

/// Which refusal a named constraint means. The names are an interface of sql/migrations: renaming one there without
/// this table makes a refusal into a failure.
public enum ConstraintRefusals {
  /// The refusal that a refused row means, or nil when no rule of ours has that name.
  public static func refusal(for failure: PostgresFailure) -> (any Refusal)? {
    guard let constraint = failure.constraint else { return nil }
    switch constraint {
    case "bid_note_seq_once": return BidRefusal.seqUsed(seq: 0)
    case "bidder_once": return BidRefusal.registeredAlready
    case "tender_person_one_function": return DatabaseRefusal.onePersonOneFunction
    case "opening_pair_once", "opening_bid_pkey": return OpeningRefusal.pairOpenedAlready
    case "share_note_once": return OpeningRefusal.sharesGivenAlready
    case "share_note_of_tender": return OpeningRefusal.manifestUnknown
    case "bidder_key_of_agency": return BidRefusal.signedByAnother
    case "bid_secret_once": return OpeningRefusal.secretGivenAlready
    case "draw_commitment_once": return DrawRefusal.commitmentUsed
    case "draw_party_commitment_once": return DrawRefusal.commitmentsDiffer
    case "draw_secret_once": return DrawRefusal.secretGivenAlready
    case "draw_secret_of_party": return CommitteeRefusal.secretDiffers
    case "draw_end_once": return DrawRefusal.endedAlready
    case "draft_review_by_another": return PreparationRefusal.reviewerDrafted
    case "preparation_before_notice": return NoticeRefusal.tenderHasNotice
    case "remedy_end_once", "remedy_acceptance_once": return RemedyRefusal.endedAlready(state: .answered)
    case "award_after_publicity": return AwardRefusal.publicityMissing
    case "remedy_complaint_once": return RemedyRefusal.complainedAlready
    case "remedy_holds_opening": return held(.opening, failure)
    case "remedy_holds_award": return held(.award, failure)
    case "remedy_holds_signing": return held(.signing, failure)
    case "programme_pkey": return ProgrammeRefusal.programmeExists
    case "batch_pkey", "batch_once_a_year": return ProgrammeRefusal.batchExists
    case "park_pkey", "park_once_in_batch": return ParkRefusal.appliedAlready
    case "park_decision_pkey", "pilot_paper_once": return ParkRefusal.decidedAlready
    case "enterprise_pkey": return EnterpriseRefusal.onRegisterAlready
    case "enterprise_actor_once": return EnterpriseRefusal.keyTaken
    case "agency_credit_code_once": return AgencyRefusal.codeTaken
    case "agency_licence_once": return AgencyRefusal.licenceTaken
    case "service_contract_once", "park_agreement_once", "service_contract_number_once", "park_agreement_number_once":
      return AgreementRefusal.existsAlready
    case "trustee_contract_once": return ContractRefusal.existsAlready
    case "trustee_contract_full_is_free": return ContractRefusal.feeInFullMode
    case "trustee_contract_of_agreement": return ContractRefusal.parkAgreementMissing
    case "trustee_contract_term": return ContractRefusal.termReversed
    case "paper_signature_of_party": return SigningRefusal.notAParty
    case "paper_signature_of_standing_award": return SigningRefusal.notOpenForSigning
    case "filing_submission_once": return FilingRefusal.submittedAlready
    case "filing_of_submission": return FilingRefusal.notSubmitted
    case "filing_number_once": return FilingRefusal.numberTaken
    case "filing_once", "filing_recorded_once": return FilingRefusal.submittedAlready
    case "performance_of_signed_contract": return PerformanceRefusal.notSigned
    case "performance_before_acceptance", "contract_acceptance_once", "contract_acceptance_final":
      return PerformanceRefusal.acceptedAlready
    case "contract_failure_end_once": return PerformanceRefusal.settledAlready
    case "contract_failure_end_of_penalty": return PerformanceRefusal.nothingToPay
    case "re_review_before_selection": return ReReviewRefusal.awarded
    case "selection_once", "lot_keeps_selection": return FrameworkRefusal.selectedAlready
    case "selection_of_framework": return FrameworkRefusal.notAFramework
    case "framework_agreement_once", "framework_agreement_number_once": return FrameworkRefusal.agreementExists
    case "framework_exit_once", "call_off_of_staying": return FrameworkRefusal.hasLeft
    case "call_off_once", "call_off_follows_void", "framework_exit_of_free": return FrameworkRefusal.callStands
    case "call_off_place_once": return FrameworkRefusal.calledBefore
    case "call_off_of_agreement": return FrameworkRefusal.agreementMissing
    case "award_after_call": return FrameworkRefusal.callMissing
    case "paper_signature_of_staying_agency": return SigningRefusal.notOpenForSigning
    case "actor_pkey", "actor_public_key_once": return AgencyRefusal.keyTaken
    default: break
    }
    // Whatever else a constraint of ours refuses is said by its name: nothing was stored, and nobody needs to guess.
    return DatabaseRefusal.constraint(constraint)
  }

  /// The trigger says which remedy holds: `remedy R3 holds the award`.
  private static func held(_ step: ProcedureRules.HeldStep, _ failure: PostgresFailure) -> RemedyRefusal {
    let word = failure.message.split(separator: " ").first { $0.first == "R" && $0.dropFirst().allSatisfy(\.isNumber) }
    guard let id = word.flatMap({ Remedy.ID(String($0)) }) else { return .remedyUnknown }
    return .held(step: step, by: id)
  }
}

/// The database refused a row that the rules had let through, or that no rule looks at.
public enum DatabaseRefusal: Refusal {
  /// Somebody else did the same a moment earlier, or the same was done before.
  case constraint(String)
  case onePersonOneFunction

  public var code: String {
    switch self {
    case .constraint: "database.constraint"
    case .onePersonOneFunction: "database.onePersonOneFunction"
    }
  }
}
