import Exact
import Tendering
import Testing

@Suite struct `Refusals' codes` {
  /// One of each kind whose codes are made from another's, and some whose spelling others rely on.
  static let codes: [(any Refusal, String)] = [
    (BidRefusal.late(deadline: Instant(seconds: 1), received: Instant(seconds: 2)), "bid.late"),
    (BidRefusal.tenderUnknown, "bid.tenderUnknown"),
    (BidRefusal.rehearsalDiffers(isRehearsal: true), "bid.rehearsalDiffers"),
    (NoticeRefusal.tooFewCustodians(needed: 5, given: 4), "notice.tooFewCustodians"),
    (SchemeRefusal.form(.missing(field: "x")), "scheme.form.missing"),
    (ScoreRefusal.form(.number(field: "x", fault: .malformed)), "score.form.number"),
    (EvaluationRefusal.sheet(member: "m1", .offStep(bid: bid(0), criterion: "c1")), "evaluation.score.offStep"),
    (EvaluationRefusal.scheme(.noCriteria), "evaluation.scheme.noCriteria"),
    (AwardRefusal.skipsRank(expected: 1, given: 2), "award.skipsRank"),
    (OpeningRefusal.commitmentFails(bid: bid(0)), "opening.commitmentFails"),
    (AccessRefusal.roleMayNot(role: .agency, deed: .awardLot), "access.roleMayNot"),
    (TenderRefusal.wrongState(state: .open, step: .award), "tender.wrongState"),
    (AwardRefusal.winnerSealed, "award.winnerSealed"), (DrawRefusal.drawUnknown, "draw.drawUnknown"),
    (DrawRefusal.commitmentUsed, "draw.commitmentUsed"), (DrawRefusal.listDiffers, "draw.listDiffers"),
    (DrawRefusal.commitmentsDiffer, "draw.commitmentsDiffer"),
    (DrawRefusal.secretsMissing(count: 1), "draw.secretsMissing"),
    (CommitteeRefusal.representativeChairs, "committee.representativeChairs"),
    (ReviewRefusal.bidsWaiting(count: 1), "review.bidsWaiting"),
    (OfferRefusal.form(.tooLong(field: "x", max: 1)), "offer.form.tooLong"),
    // Told by whoever holds the archive: the verdicts here do not know what is unknown.
    (AccessRefusal.unknownActor, "access.unknownActor"), (AccessRefusal.revoked, "access.revoked"),
    (AccessRefusal.notAuthenticated, "access.notAuthenticated"), (AccessRefusal.replayed, "access.replayed"),
    (AccessRefusal.notOwn, "access.notOwn"), (AccessRefusal.notYet, "access.notYet"),
    (OpeningRefusal.notClosed, "opening.notClosed"), (OpeningRefusal.pairUnknown, "opening.pairUnknown"),
    (OpeningRefusal.pairOpenedAlready, "opening.pairOpenedAlready"),
    (OpeningRefusal.twoPartsOfOneLot, "opening.twoPartsOfOneLot"),
    (OpeningRefusal.earlierPartNotDone, "opening.earlierPartNotDone"),
    (OpeningRefusal.recoveryRunning(until: Instant(seconds: 1)), "opening.recoveryRunning"),
    (OpeningRefusal.manifestUnknown, "opening.manifestUnknown"),
    (OpeningRefusal.notACustodian, "opening.notACustodian"), (OpeningRefusal.indexDiffers, "opening.indexDiffers"),
    (OpeningRefusal.sharesGivenAlready, "opening.sharesGivenAlready"),
    (OpeningRefusal.linesDiffer, "opening.linesDiffer"), (ScoreRefusal.hashDiffers, "score.hashDiffers"),
    (TenderRefusal.tenderExists, "tender.tenderExists"), (TenderRefusal.lotUnknown, "tender.lotUnknown"),
    (TenderRefusal.closesTooEarly(deadline: Instant(seconds: 1)), "tender.closesTooEarly"),
    (TenderRefusal.failsWithoutCause, "tender.failsWithoutCause"),
    (TenderRefusal.enoughLeft(ground: .tooFewQualified, count: 3, minimum: 3), "tender.enoughLeft"),
    (TenderRefusal.withinBudget(count: 1), "tender.withinBudget"),
    (SchemeRefusal.rankWithoutPrice, "scheme.rankWithoutPrice"),
    (TenderRefusal.waitsFor(step: .publish), "tender.waitsFor"),
    (FormRefusal.tooMany(field: "x", max: 1), "form.tooMany"),
  ]
  @Test(arguments: codes.indices)
  func `are stable`(index: Int) { #expect(Self.codes[index].0.code == Self.codes[index].1) }
}
