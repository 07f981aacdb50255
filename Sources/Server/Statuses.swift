import HTTPTypes
import Notes
import Operations
import Tendering
import Trusteeship

// Which status a refusal has. One switch for each family, without `default`: a new case does not compile until somebody
// has said what it means over HTTP. 401 who are you; 403 not you; 404 no such thing; 409 not in this state or not any
// more; 413 too large; 422 what was sent does not fit the rules.

/// A refusal that the counter can answer with.
protocol AnsweredRefusal: Refusal {
  var status: HTTPResponse.Status { get }
  /// One of each case; those of each family stand in `Interface/…Cases.swift`.
  static var everyCase: [Self] { get }
}

extension AuthRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .required, .malformed, .unknownKey, .revoked, .stale, .bodyDiffers, .badSignature, .replayed: .unauthorized
    }
  }
}

extension RequestRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .noSuchPlace: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .bodyTooLarge: .contentTooLarge
    case .bodyTooSlow: .requestTimeout
    case .notJSON, .parameter, .header: .badRequest
    case .tooBusy, .tooManyStreams: .serviceUnavailable
    }
  }
}

extension OnceRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .keyMalformed: .badRequest
    case .keyReused: .unprocessableContent
    case .inFlight: .conflict
    }
  }
}

extension ConditionRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .missing: .preconditionRequired
    case .malformed: .badRequest
    case .changed: .preconditionFailed
    }
  }
}

extension InputRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .notUTF8, .notJSON: .badRequest
    case .malformed, .unknownKey: .unprocessableContent
    case .tooLarge: .contentTooLarge
    case .notFound: .notFound
    case .busy: .serviceUnavailable
    }
  }
}

extension NoteRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .notAsDrafted: .conflict
    case .signedByAnother: .forbidden
    case .listMissing, .listUnasked, .notTakenHere: .unprocessableContent
    case .malformed(let error): error.status
    }
  }
}

extension NoteError {
  var status: HTTPResponse.Status {
    switch self {
    case .tooLarge: .contentTooLarge
    case .wrongSigner: .forbidden
    case .notUTF8, .badText, .badSignatureLine, .signatureCount, .badKey, .unknownType, .malformed, .badSignature,
      .listDiffers:
      .unprocessableContent
    }
  }
}

extension AccessRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .unknownActor, .revoked, .notAuthenticated, .replayed: .unauthorized
    case .personUnknown: .unprocessableContent
    case .roleMayNot, .notOwn, .dutyNotAssigned: .forbidden
    case .dutiesClash, .dutyAssignedAlready, .notYet, .rehearsalDiffers: .conflict
    }
  }
}

extension FormRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .notAnObject, .missing, .unknown, .wrong, .number, .tooLong, .tooMany: .unprocessableContent
    }
  }
}

extension BidRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .tenderUnknown: .notFound
    case .signedByAnother: .forbidden
    case .lotNotOffered, .partNotOffered, .wrongNotice, .wrongThreshold, .payloadDiffers: .unprocessableContent
    case .payloadTooLarge: .contentTooLarge
    case .rehearsalDiffers, .cancelled, .notOpenYet, .late, .closed, .registeredAlready, .notRegistered,
      .payloadMissing, .seqUsed, .seqNotRising, .withdrawsOther:
      .conflict
    case .clockUnsure: .serviceUnavailable
    }
  }
}

extension ReceiptRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .waitsForTick, .waitsForHead: .conflict
    }
  }
}

extension UploadRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .offsetDiffers: .conflict
    case .pieceSize, .hashDiffers: .unprocessableContent
    case .tooLarge: .contentTooLarge
    }
  }
}

extension NoticeRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .rehearsalDiffers, .tenderHasNotice, .deadlinePast, .amendmentTooLate, .reviewMissing: .conflict
    case .opensNotBeforeDeadline, .preparationTooShort, .graceOutOfRange, .recoveryOutOfRange, .thresholdTooLow,
      .tooFewCustodians, .tooManyCustodians, .custodianIndexWrong, .custodianNotPinned, .custodianTwice,
      .recipientTwice, .statementDiffers, .partCountOutOfRange, .partTwice, .partBytesOutOfRange, .minimumOutOfRange,
      .minimumBelowLaw, .lotWithoutScheme, .minimumDiffersFromScheme, .termsDiffer, .ceilingAboveBudget,
      .profileDiffers, .amendmentEmpty, .amendmentEarlier, .amendmentSeqWrong, .wrongNotice:
      .unprocessableContent
    }
  }
}

extension TenderRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .tenderUnknown, .lotUnknown: .notFound
    case .tenderExists, .rehearsalDiffers, .wrongState, .wrongTenderState, .closesTooEarly, .awardedAlready,
      .failsWithoutCause, .enoughLeft, .withinBudget, .waitsFor, .tooManyOpen, .followedNotEnded,
      .followedOtherBatch:
      .conflict
    case .reasonMissing, .followedUnknown: .unprocessableContent
    }
  }
}

extension SchemeRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .form, .ceilingZero, .minBidsOutOfRange, .minBidsBelowLaw, .disclosureNotAllowed, .noCriteria,
      .criterionTwice, .criterionIdWrong, .criterionMaxZero, .stepZero, .scalesDiffer, .maxOffStep, .weightsNotHundred,
      .priceShareTooLow, .fixedPriceScored, .deductionOutOfRange, .roundingPlacesOutOfRange, .roundingPlaceWrong,
      .tieRuleMissing, .rankKeysWrong, .rankWithoutPrice, .maxLotsWonOutOfRange, .lotOrderWrong,
      .criterionMinimumWrong, .gradesWrong, .bandsWrong, .tableWrong, .lineWrong, .lowestPriceScored,
      .deviationWrong, .formulaUnlawful, .combineUnlawful:
      .unprocessableContent
    }
  }
}

extension LintRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status { .unprocessableContent }
}

extension OpeningRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .tenderUnknown, .manifestUnknown: .notFound
    case .notACustodian: .forbidden
    case .pairUnknown, .indexDiffers, .linesDiffer, .commitmentFails, .secretDiffers, .twoPartsOfOneLot:
      .unprocessableContent
    case .cancelled, .notClosed, .pairOpenedAlready, .earlierPartNotDone, .recoveryRunning, .tooFewBids,
      .sharesGivenAlready, .bidNotUnopenable, .secretGivenAlready, .recoveryOver, .resultsMissing, .recordedAlready:
      .conflict
    }
  }
}

extension ReviewRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .bidUnknown: .notFound
    case .notAMember: .forbidden
    case .groundOfOtherStage, .reasonMissing, .reasonTooLong: .unprocessableContent
    case .bidNotOpened, .bidInvalidAlready, .reviewedAlready, .bidsWaiting, .securityMissing: .conflict
    }
  }
}

extension CommitteeRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .formedAlready, .wrongStage, .drawVoid: .conflict
    case .tooSmall, .even, .tooManyRepresentatives, .noChair, .twoChairs, .representativeChairs, .personTwice,
      .keyTwice, .memberIdWrong, .supervisorSits, .conflictOfInterest, .dutyHeld, .drawUnfit, .secretDiffers,
      .notAsDrawn, .kindUnfit:
      .unprocessableContent
    }
  }
}

extension ConductRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .steppedBack, .notDeclared, .notABidder: .forbidden
    case .requestUnknown: .notFound
    case .lotNotOpened, .lotDecided, .tooManyRequests, .requestDecided, .notSeated, .seatVacant, .overturnsSheets:
      .conflict
    case .reasonMissing, .reasonTooLong, .seatChanged, .satBefore: .unprocessableContent
    }
  }
}

extension PanelRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .notTheChair: .forbidden
    case .questionUnknown: .notFound
    case .notNow, .bidNotReviewed, .askedAlready, .findingsMissing, .answeredAlready, .answerLate, .foundAlready,
      .correctionUnasked, .lowPriceUnasked, .questionOpen, .sheetsMissing, .explainedAlready, .tieDrawn, .reasonAwaited,
      .dissentedAlready:
      .conflict
    case .nothingToConfirm, .wordsMissing, .wordsTooLong, .timeWrong, .confirmationMissing, .confirmationUnasked,
      .notALowPrice, .notFlagged:
      .unprocessableContent
    }
  }
}

extension SessionRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .committeeStaysAway, .notABidder: .forbidden
    case .objectionUnknown: .notFound
    case .notBegun, .over, .tooManyObjections, .answeredAlready, .unanswered, .goesOn: .conflict
    case .wordsMissing, .wordsTooLong: .unprocessableContent
    }
  }
}

extension DrawRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .drawUnknown: .notFound
    case .notAContributor: .forbidden
    case .notOpen, .runningAlready, .commitmentGivenAlready, .commitmentUsed, .independentMissing, .drawnAlready,
      .endedAlready, .secretGivenAlready, .secretsMissing, .nothingMissing:
      .conflict
    case .commitmentsDiffer, .listDiffers, .reasonMissing: .unprocessableContent
    }
  }
}

extension QuestionRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .questionUnknown: .notFound
    case .tenderEnded, .windowOver, .tooManyOpen, .answeredAlready: .conflict
    case .form, .textMissing, .textTooLong, .namesAsker, .nothingToAnswer, .answerTwice: .unprocessableContent
    }
  }
}

extension AmendmentRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .form, .subjectFixed, .qualificationFixed, .rulesFixed, .itemUnknown, .reasonMissing, .itemTwice,
      .changesNothing:
      .unprocessableContent
    }
  }
}

extension ScoreRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .notAMember: .forbidden
    case .notScoring, .signedAlready: .conflict
    case .form, .bidUnknown, .bidNotScored, .bidMissing, .criterionUnknown, .criterionMissing, .notANumber,
      .wrongScale, .outOfRange, .offStep, .betweenGrades, .hashDiffers:
      .unprocessableContent
    }
  }
}

extension EvaluationRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .sheetMissing, .tieNotDrawn: .conflict
    case .scheme, .bidTwice, .deductionDiffers, .correctionsBroken, .membersWrong, .sheet, .objectiveScoresDiffer,
      .scoreAboveAnswer, .priceZero, .drawDiffers, .changeUnlawful, .tooFewToTrim, .explanationIdle, .tooLarge:
      .unprocessableContent
    }
  }
}

extension AwardRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .bidUnknown: .notFound
    case .notEvaluated, .lotFailed, .awardedAlready, .lotLimitReached, .winnerSealed, .nothingAwarded, .contractSigned,
      .droppedOut, .earlierLotFirst, .publicityMissing, .publicityRunning:
      .conflict
    case .bidNotRanked, .skipsRank, .passedOverNotBetter, .passedOverTwice, .evaluationDiffers, .groundUnfit,
      .reasonMissing, .noPublicity:
      .unprocessableContent
    }
  }
}

extension RemedyRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .remedyUnknown: .notFound
    case .noStanding: .forbidden
    case .tooMany, .complainedAlready, .answerAwaited, .nothingHappened, .tooEarly, .late, .endedAlready, .wrongStep,
      .held:
      .conflict
    case .kindUnknownHere, .lotMissing, .stageMissing, .earlierIdle, .earlierMissing, .beyondChallenge, .outcomeUnfit,
      .effectUnlawful, .suspensionTooLong:
      .unprocessableContent
    }
  }
}

extension LowPriceRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .waitsForAnswer: .conflict
    case .nothingToAsk, .timeTooShort, .proofWithoutAnswer, .reasonMissing: .unprocessableContent
    }
  }
}

extension ProgrammeRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .programmeUnknown, .batchUnknown: .notFound
    case .programmeExists, .batchExists, .yearHasBatch: .conflict
    case .datesReversed, .nameMissing, .batchOutsideProgramme, .windowAfterTerm, .termNotOneYear: .unprocessableContent
    }
  }
}

extension ParkRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .parkUnknown, .batchUnknown: .notFound
    case .windowNotOpen, .windowOver, .appliedAlready, .decidedAlready, .notConfirmed, .enterpriseOnRegister: .conflict
    case .form, .applicationMissing, .conditionsUnmet, .reasonMissing, .refusedWithoutGround: .unprocessableContent
    }
  }
}

extension UnmetCondition: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .notSetUpByGovernment, .outsideCity, .noDepartment, .noContact, .tooFewTechnologyFirms, .noGroundwork,
      .noFreeOffice:
      .unprocessableContent
    }
  }
}

extension EnterpriseRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .enterpriseUnknown: .notFound
    case .onRegisterAlready, .inOtherPark, .parkNotConfirmed, .keyTaken, .keyDiffers: .conflict
    case .form, .codeWrong: .unprocessableContent
    }
  }
}

extension AgencyRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .agencyUnknown: .notFound
    case .codeTaken, .licenceTaken, .keyTaken: .conflict
    case .form, .codeWrong, .licenceMalformed, .licenceNotValid: .unprocessableContent
    case .proofMissing: .unauthorized
    }
  }
}

extension AgreementRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .notTheWinner, .otherPark: .forbidden
    case .lotNotAwarded, .parkNotConfirmed, .existsAlready, .tooLate, .serviceContractMissing, .officeNotFree: .conflict
    case .form, .priceDiffers, .termReversed, .termOutsideBatch: .unprocessableContent
    }
  }
}

extension ContractRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .contractUnknown: .notFound
    case .agencyNotAwarded, .agencyNotRegistered: .forbidden
    case .parkNotConfirmed, .parkAgreementMissing, .existsAlready, .enterpriseHasUnit: .conflict
    case .form, .enterpriseOutsidePark, .enterpriseLacksUnit, .noItems, .itemUnknown, .itemTwice,
      .itemOfOtherMode, .coreItemMissing, .feeInFullMode, .priceMissing, .feeNotSum, .payerNotEnterprise,
      .termReversed, .termOutsideBatch, .clauseMissing:
      .unprocessableContent
    }
  }
}

extension SigningRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .paperUnknown: .notFound
    case .notAParty: .forbidden
    case .signedAlready, .notOpenForSigning: .conflict
    case .paperDiffers, .numberDiffers: .unprocessableContent
    }
  }
}

extension FrameworkRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .notAmongSelected: .notFound
    case .notAFramework, .notEvaluated, .lotFailed, .notSelected, .selectedAlready, .hasLeft, .agreementExists,
      .agreementMissing, .agreementOver, .callStands, .callMissing, .otherCalled, .calledBefore, .nobodyLeft,
      .tooFewLeft:
      .conflict
    case .passedOverUnfit, .beginsInPast, .choiceMissing, .turnsDecide, .reasonMissing: .unprocessableContent
    }
  }
}

extension PerformanceRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .contractMissing, .failureUnknown: .notFound
    case .notSigned, .acceptedAlready, .settledAlready, .nothingToPay, .notAccepted, .overpaid: .conflict
    case .form, .periodReversed, .periodBeforeTerm, .dayInFuture, .penaltyWordsMissing, .reasonMissing, .noItems,
      .itemFailed, .usersMissing, .opinionsTooMany, .endBeforeTerm, .additionTooLarge, .amountReasonMissing,
      .dayReasonMissing:
      .unprocessableContent
    }
  }
}

extension FilingRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .noContract: .notFound
    case .otherPark: .forbidden
    case .notSigned, .submittedAlready, .notSubmitted, .filedAlready, .numberTaken, .complete: .conflict
    case .reasonMissing: .unprocessableContent
    }
  }
}
