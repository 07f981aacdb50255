import Canon
import Exact
import Notes
import Operations
import Tendering

// One of each case of every refusal that the counter answers with, its facts as an example: from these come the codes,
// statuses and words in `/openapi.json`. A test holds them against the enums' own source, so none is forgotten.

private let moment = Instant(seconds: 1_790_000_000)
private let bid = Bid.ID(hex: String(repeating: "ab", count: 32))!

extension AccessRefusal {
  static let everyCase: [Self] = [
    .unknownActor, .personUnknown(key: "zhang+00000000"), .revoked, .notAuthenticated, .replayed,
    .roleMayNot(role: .agency, deed: .awardLot), .notOwn,
    .dutiesClash(held: .custody, asked: .evaluation), .dutyNotAssigned(.opening), .dutyAssignedAlready(.opening),
    .notYet, .rehearsalDiffers(isRehearsal: true),
  ]
}

extension FormRefusal {
  static let everyCase: [Self] = [
    .notAnObject(field: "people"), .missing(field: "title"), .unknown(field: "colour"), .wrong(field: "id"),
    .number(field: "budget", fault: .malformed), .tooLong(field: "title", max: 300), .tooMany(field: "lots", max: 400),
  ]
}

extension TenderRefusal {
  static let everyCase: [Self] = [
    .tenderUnknown, .tenderExists, .lotUnknown, .rehearsalDiffers(isRehearsal: true),
    .wrongState(state: .draft, step: .award), .closesTooEarly(deadline: moment), .awardedAlready, .reasonMissing,
    .failsWithoutCause, .enoughLeft(ground: .tooFewQualified, count: 3, minimum: 3), .withinBudget(count: 1),
    .waitsFor(step: .publish), .wrongTenderState(state: .draft, step: .close),
    .tooManyOpen(max: 500), .followedNotEnded, .followedUnknown, .followedOtherBatch,
  ]
}

extension NoticeRefusal {
  static let everyCase: [Self] = [
    .rehearsalDiffers(isRehearsal: true), .tenderHasNotice, .opensNotBeforeDeadline, .deadlinePast(deadline: moment),
    .preparationTooShort(daysMin: 20), .graceOutOfRange(max: 3600), .recoveryOutOfRange(max: 604_800),
    .thresholdTooLow, .tooFewCustodians(needed: 5, given: 4), .tooManyCustodians(max: 15),
    .custodianIndexWrong(index: 1), .custodianNotPinned(index: 1), .custodianTwice(index: 2),
    .recipientTwice(index: 2), .statementDiffers(index: 1), .partCountOutOfRange(max: 400),
    .partTwice(lot: "L1", part: "main"), .partBytesOutOfRange(max: Tendering.Notice.partBytesMax),
    .minimumOutOfRange(max: 400),
    .minimumBelowLaw(needed: 3), .lotWithoutScheme(lot: "L1"), .minimumDiffersFromScheme(lot: "L1"), .termsDiffer,
    .reviewMissing, .ceilingAboveBudget(lot: "L1"), .profileDiffers(expected: .g1), .amendmentEmpty,
    .amendmentTooLate(deadline: moment), .amendmentEarlier, .amendmentSeqWrong(expected: 2), .wrongNotice,
  ]
}

extension BidRefusal {
  static let everyCase: [Self] = [
    .tenderUnknown, .rehearsalDiffers(isRehearsal: true), .signedByAnother, .cancelled, .lotNotOffered,
    .partNotOffered, .notOpenYet(opens: moment, received: moment), .late(deadline: moment, received: moment),
    .clockUnsure(differenceMilliseconds: 800), .registeredAlready, .notRegistered, .wrongNotice,
    .wrongThreshold(
      expected: Threshold(needed: 3, custodians: 5), given: Threshold(needed: 2, custodians: 3)),
    .payloadTooLarge(max: 1 << 20, given: 3 << 20), .payloadMissing, .payloadDiffers, .seqUsed(seq: 1),
    .seqNotRising(last: 2, given: 1), .withdrawsOther(hasBidInForce: true), .closed,
  ]
}

extension OpeningRefusal {
  static let everyCase: [Self] = [
    .tenderUnknown, .cancelled, .notClosed, .pairUnknown, .pairOpenedAlready, .twoPartsOfOneLot, .earlierPartNotDone,
    .recoveryRunning(until: moment), .tooFewBids(needed: 3), .manifestUnknown, .notACustodian, .indexDiffers,
    .sharesGivenAlready, .linesDiffer, .commitmentFails(bid: bid), .bidNotUnopenable, .secretGivenAlready,
    .recoveryOver(ended: moment), .secretDiffers, .resultsMissing(count: 1), .recordedAlready,
  ]
}

extension ReviewRefusal {
  static let everyCase: [Self] = [
    .bidUnknown, .bidNotOpened, .bidInvalidAlready, .reviewedAlready, .groundOfOtherStage(ground: "signature"),
    .reasonMissing, .reasonTooLong(max: 2000), .bidsWaiting(count: 1), .notAMember,
    .securityMissing,
  ]
}

extension CommitteeRefusal {
  static let everyCase: [Self] = [
    .formedAlready, .tooSmall(needed: 5, given: 3), .even(given: 6), .tooManyRepresentatives(max: 1, given: 2),
    .noChair, .twoChairs, .representativeChairs, .personTwice, .keyTwice, .memberIdWrong(expected: "m1"),
    .supervisorSits, .conflictOfInterest(member: "m1"), .dutyHeld(member: "m1", duty: .opening), .drawUnfit, .drawVoid,
    .secretDiffers, .notAsDrawn, .wrongStage(stage: .none, step: .sign), .kindUnfit(member: "m1", kind: .expert),
  ]
}

extension SchemeRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .ceilingZero, .minBidsOutOfRange(max: 400), .minBidsBelowLaw(needed: 3), .disclosureNotAllowed, .noCriteria,
      .criterionIdWrong(criterion: "c 1"), .criterionTwice(criterion: "c1"), .criterionMaxZero(criterion: "c1"),
      .stepZero(criterion: "c1"), .scalesDiffer(criterion: "c1"), .maxOffStep(criterion: "c1"),
      .weightsNotHundred(sum: "99.50"), .priceShareTooLow(min: "10"), .fixedPriceScored,
      .deductionOutOfRange(min: "0.10", max: "0.20"), .roundingPlacesOutOfRange(max: 6), .roundingPlaceWrong,
      .tieRuleMissing, .rankKeysWrong, .rankWithoutPrice, .maxLotsWonOutOfRange, .lotOrderWrong,
      .criterionMinimumWrong(criterion: "c1"), .gradesWrong(criterion: "c1"), .bandsWrong(criterion: "c1"),
      .tableWrong(criterion: "c1"), .lineWrong(criterion: "c1"), .lowestPriceScored, .deviationWrong,
      .formulaUnlawful(formula: .meanDeviation), .combineUnlawful(combine: .trimmedMean),
    ]
}

extension ScoreRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .notAMember, .notScoring, .signedAlready, .bidUnknown(bid: bid), .bidNotScored(bid: bid), .bidMissing(bid: bid),
      .criterionUnknown(bid: bid, criterion: "c1"), .criterionMissing(bid: bid, criterion: "c1"),
      .notANumber(bid: bid, criterion: "c1"), .wrongScale(bid: bid, criterion: "c1", expected: 2),
      .outOfRange(bid: bid, criterion: "c1"), .offStep(bid: bid, criterion: "c1"), .hashDiffers,
      .betweenGrades(bid: bid, criterion: "c1"),
    ]
}

extension EvaluationRefusal {
  static let everyCase: [Self] =
    SchemeRefusal.everyCase.map(Self.scheme) + ScoreRefusal.everyCase.map { .sheet(member: "m1", $0) } + [
      .bidTwice(bid: bid), .deductionDiffers(bid: bid), .correctionsBroken(bid: bid), .membersWrong,
      .sheetMissing(member: "m1"), .objectiveScoresDiffer(bid: bid, criterion: "c1"), .priceZero(bid: bid),
      .tieNotDrawn(bids: [bid]), .drawDiffers(bids: [bid]), .tooLarge(bid: bid),
      .changeUnlawful(index: 0), .tooFewToTrim(needed: 5, given: 3),
      .scoreAboveAnswer(bid: bid, criterion: "c1", byAnswer: "10.00"),
      .explanationIdle(member: "m1", bid: bid, criterion: "c1"),
    ]
}

extension AwardRefusal {
  static let everyCase: [Self] = [
    .notEvaluated, .lotFailed, .awardedAlready, .bidUnknown, .bidNotRanked, .skipsRank(expected: 1, given: 2),
    .passedOverNotBetter, .passedOverTwice, .evaluationDiffers, .lotLimitReached(max: 1), .winnerSealed,
    .nothingAwarded, .contractSigned, .groundUnfit, .reasonMissing, .droppedOut, .earlierLotFirst(Lot.ID("L1")!),
    .noPublicity, .publicityMissing, .publicityRunning(until: CalendarDay(number: 20_785)),
  ]
}

extension DrawRefusal {
  static let everyCase: [Self] = [
    .notOpen, .notAContributor, .runningAlready, .commitmentGivenAlready, .commitmentUsed, .commitmentsDiffer,
    .independentMissing, .listDiffers, .drawnAlready, .drawUnknown, .endedAlready, .secretGivenAlready,
    .secretsMissing(count: 1), .nothingMissing, .reasonMissing,
  ]
}

extension LowPriceRefusal {
  static let everyCase: [Self] = [
    .nothingToAsk, .timeTooShort(minutesMin: 30), .waitsForAnswer(until: moment), .proofWithoutAnswer, .reasonMissing,
  ]
}

extension LintRefusal {
  /// One draft for each fault that can hold it up.
  static let everyCase: [Self] = LintFault.everyCase.map { fault in
    LintRefusal(open: [LintFinding(fault, .blocks, at: "lots[0]")])
  }
}

extension LintFault {
  static let everyCase: [Self] = [
    .securityTooHigh(share: Points("0.02")!), .localityCondition(word: "本市"), .sizeCondition(word: "注册资本"),
    .regionalBonus(word: "市级奖项"),
    .pastContractsTooMany(given: 3, max: 2), .libraryTicket(word: "备选库"), .qualificationScored(word: "执业许可证"),
    .vagueWords(word: "酌情"), .notQuantified(criterion: "c1"), .ceilingAboveBudget, .ceilingDiffers,
    .floorPrice(word: "最低限价"), .minimumDiffers, .deductionInReserved, .deductionMissing, .notReserved,
    .lotCapDiffers, .profileDiffers(expected: .g1), .allDisclosed, .reviewMissing, .consortiumUnsaid, .noteIdle,
    .frameworkUnsaid, .frameworkUnfit, .frameworkTooNarrow(min: 2), .frameworkTooLong(monthsMax: 24), .frameworkSealed,
  ]
}

// MARK: The counter and the office

extension ReceiptRefusal {
  static let everyCase: [Self] = [.waitsForTick, .waitsForHead]
}

extension AuthRefusal {
  static let everyCase: [Self] = [
    .required, .malformed(field: "Signature-Input"), .unknownKey, .revoked,
    .stale(createdAt: 1_790_000_000, nowAt: 1_790_000_100), .bodyDiffers, .badSignature, .replayed,
  ]
}

extension RequestRefusal {
  static let everyCase: [Self] = [
    .noSuchPlace, .methodNotAllowed(allowed: ["GET", "HEAD"]), .bodyTooLarge(bytesMax: ReceivedRequest.jsonBytesMax),
    .bodyTooSlow, .notJSON(.endsEarly), .parameter(name: "after"), .header(name: "Upload-Offset"), .tooBusy,
    .tooManyStreams,
  ]
}

extension InputRefusal {
  static let everyCase: [Self] = [
    .notUTF8, .notJSON("json.endsEarly"), .malformed(field: "lot", expected: "id"), .unknownKey("colour"),
    .tooLarge(max: 65_536), .notFound("bid"), .busy,
  ]
}

extension NoteRefusal {
  static let everyCase: [Self] =
    [.listMissing, .listUnasked, .notAsDrafted, .signedByAnother, .notTakenHere("tender-ack/v1")]
    + NoteError.everyCase.map(Self.malformed)
}

extension NoteError {
  static let everyCase: [Self] = [
    .tooLarge(bytes: 70_000, limit: 60_000), .notUTF8, .badText, .badSignatureLine, .signatureCount(2), .badKey(.form),
    .unknownType("tender-x/v1"), .malformed(type: "tender-bid/v1", line: 4, expected: "lot"),
    .wrongSigner(expected: "officer+0a1b2c3d", found: "other+0a1b2c3d"), .badSignature("officer+0a1b2c3d"),
    .listDiffers,
  ]
}

extension UploadRefusal {
  static let everyCase: [Self] = [
    .offsetDiffers(expected: 1 << 20, given: 0), .pieceSize(max: 1 << 20, given: 5),
    .tooLarge(max: Tendering.Notice.partBytesMax),
    .hashDiffers,
  ]
}

extension OnceRefusal {
  static let everyCase: [Self] = [.keyMalformed, .keyReused, .inFlight]
}

extension ConditionRefusal {
  static let everyCase: [Self] = [.missing, .malformed, .changed]
}
