import Exact

/// In what capacity somebody acts; the spelling is the archive's and the interface's.
public enum Role: String, Hashable, Sendable, CaseIterable {
  /// The bureau's officer in charge of tenders.
  case officer
  /// An officer of a county bureau or branch.
  case countyOfficer
  /// Holder of one opening key (开标密钥持有人).
  case custodian
  /// The bureau's representative on a committee (采购人代表).
  case evaluator
  /// A drawn expert (评审专家).
  case expert
  /// An IP service agency, which bids.
  case agency
  /// A host park's management.
  case park
  /// A firm in a park.
  case enterprise
  /// Finance bureau or discipline inspection.
  case supervisor
  case administrator
  /// The daemon's own key.
  case log
}

/// Who asks: one key, in one role, for one person or organisation.
public struct Actor: Hashable, Sendable {
  public let key: PartyKey
  public let role: Role
  /// A stable id of the human being behind the key; two keys of one person share it.
  public let person: String
  /// The credit code of the agency, park management or enterprise acted for.
  public let organisation: CreditCode?

  public init(key: PartyKey, role: Role, person: String, organisation: CreditCode? = nil) {
    self.key = key
    self.role = role
    self.person = person
    self.organisation = organisation
  }

  /// Nothing when this actor's role may do the deed.
  public func may(_ deed: Deed) throws(AccessRefusal) {
    guard deed.roles.contains(role) else { throw .roleMayNot(role: role, deed: deed) }
  }
}

/// What people do through the counter. A deed that is not listed is nobody's.
public enum Deed: String, Hashable, Sendable, CaseIterable {
  case addActor, listActors, revokeActor, runAudit, exportArchive
  case createProgramme, openBatch, decidePark, createTender, publishTender, amendTender, clarifyTender, cancelTender
  case closeTender, startOpening, recordOpening, failLot, qualifyBid, drawExperts, formCommittee, startScoring
  case evaluateLot, awardLot, issuePaper, signServiceContract, viewCounty
  case stateCustodian, postShares, fetchOpeningBundle
  case listBids, fetchBid, conformBid, scoreBids
  case registerAgency, registerBidder, uploadPayload, submitBid, withdrawBid, revealSecret, fetchOwnBid, fetchOwnResult
  case applyPark, registerEnterprise, acceptAward, signAgreement
  case draftContract, signContract, submitFiling, decideFiling
  case contributeSecret, fetchSupervisorFile
  case attendOpening, objectAtOpening, answerObjection
  case askBidder, answerCommittee, findExplanation, explainScore, changeScore, dissent, showSignals
  case declareConflict, requestRecusal, decideRecusal, excuseMember, showCommittee
  case importStandings, revokeStanding, listStandings
  case publishCandidates, voidAward, fileRemedy, listRemedies, answerRemedy, decideComplaint, listDue
  case askQuestion, listQuestions
  case prepareTender, reviewDraft, listPreparation
  case returnSecurity
  case reviewResult, listReReviews
  case selectAgencies, signFrameworkAgreement, callOff, removeAgency, viewFramework
  case argueCompetition, signCompetition, showCompetition
  case recordContractFailure, settleContractFailure, acceptPerformance, viewPerformance, recordPayment

  /// The roles that may do it; separation of duty within one tender comes on top (`Duties`).
  public var roles: Set<Role> {
    switch self {
    case .addActor, .listActors, .revokeActor, .runAudit, .exportArchive: [.administrator]
    case .createProgramme, .openBatch, .decidePark, .createTender, .publishTender, .amendTender, .clarifyTender,
      .cancelTender, .startOpening, .recordOpening, .failLot, .qualifyBid, .formCommittee, .startScoring, .evaluateLot,
      .awardLot, .issuePaper:
      [.officer]
    case .closeTender: [.officer, .log]
    case .drawExperts: [.officer]
    case .viewCounty: [.officer, .countyOfficer]
    case .stateCustodian, .postShares, .fetchOpeningBundle: [.custodian]
    case .listBids, .fetchBid, .conformBid, .scoreBids: [.evaluator, .expert]
    case .registerAgency, .registerBidder, .uploadPayload, .submitBid, .withdrawBid, .revealSecret, .fetchOwnBid,
      .fetchOwnResult, .draftContract, .submitFiling:
      [.agency]
    case .signServiceContract: [.officer, .agency]
    case .applyPark, .registerEnterprise, .acceptAward: [.park]
    case .signAgreement: [.park, .agency]
    case .signContract: [.agency, .enterprise]
    case .decideFiling: [.park, .officer]
    case .contributeSecret: [.officer, .supervisor, .agency]
    case .fetchSupervisorFile: [.supervisor]
    case .declareConflict, .askBidder, .findExplanation, .explainScore, .changeScore, .dissent, .showSignals:
      [.evaluator, .expert]
    case .answerCommittee, .objectAtOpening: [.agency]
    case .answerObjection: [.officer]
    // Whoever judges is told in so many words to stay away.
    case .attendOpening: [.officer, .custodian, .agency, .park, .supervisor, .evaluator, .expert]
    case .requestRecusal: [.agency]
    case .decideRecusal, .excuseMember: [.officer]
    case .showCommittee: [.officer, .supervisor, .evaluator, .expert]
    case .importStandings, .revokeStanding: [.officer]
    case .listStandings: [.officer, .supervisor]
    case .publishCandidates, .voidAward: [.officer]
    case .fileRemedy: [.agency]
    case .listRemedies: [.officer, .supervisor, .agency]
    case .answerRemedy: [.officer]
    case .decideComplaint: [.supervisor]
    case .listDue: [.officer, .supervisor]
    case .askQuestion: [.agency]
    case .listQuestions: [.officer, .agency]
    case .prepareTender, .reviewDraft, .returnSecurity: [.officer]
    case .listPreparation: [.officer, .supervisor]
    case .argueCompetition, .signCompetition: [.evaluator, .expert]
    case .showCompetition: [.officer, .supervisor, .evaluator, .expert]
    case .reviewResult: [.officer]
    case .listReReviews: [.officer, .supervisor, .evaluator, .expert]
    case .selectAgencies, .removeAgency: [.officer]
    case .signFrameworkAgreement: [.officer, .agency]
    case .callOff: [.park]
    case .viewFramework: [.officer, .supervisor, .park, .agency]
    case .recordContractFailure, .settleContractFailure, .acceptPerformance, .recordPayment: [.officer]
    case .viewPerformance: [.officer, .supervisor, .park, .agency]
    }
  }
}
