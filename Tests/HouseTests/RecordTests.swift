import Foundation
import Tendering
import TestSupport
import Testing

@Suite struct `The activity record` {
  /// Deeds that write no line of their own, and where their trace is instead.
  static let without: [Deed: String] = [
    .registerBidder: "the row of bid_note, insert-only, with the moment of arrival",
    .submitBid: "the row of bid_note, insert-only, with the moment of arrival",
    .withdrawBid: "the row of bid_note, insert-only, with the moment of arrival",
    .uploadPayload: "the rows of payload and payload_attempt, insert-only",
    .listActors: "reading", .runAudit: "reading", .viewCounty: "reading", .fetchOpeningBundle: "reading",
    .listStandings: "reading", .listBids: "reading", .fetchBid: "reading", .fetchOwnBid: "reading",
    .fetchOwnResult: "reading", .showCommittee: "reading", .showSignals: "reading", .listQuestions: "reading",
    .listRemedies: "reading", .listDue: "reading", .listPreparation: "reading",
    .viewPerformance: "reading", .listReReviews: "reading", .viewFramework: "reading",
    .showCompetition: "reading",
    .recordOpening: "prints a paper, which is recorded as issuePaper",
    .startScoring: "follows from the last finding, which is recorded",
    .drawExperts: "recorded by its kind: the draw's own line",
  ]

  /// A deed that people do and that leaves no line would be found by nobody afterwards.
  @Test func `has a line for every deed, written in the deed's own transaction`() throws {
    let code = try SourceFile.all(of: ["Operations", "tenderd"]).map(\.code).joined(separator: "\n")
    for deed in Deed.allCases where Self.without[deed] == nil {
      let direct = try matches(#"\.record\(\s*\.\#(deed.rawValue)\b"#, in: code)
      // Papers are drafted and signed by one function each, which is told the deed.
      let told = try matches(#"(?:deed|signingDeed)\b[^\n]{0,40}\.\#(deed.rawValue)\b"#, in: code)
      let cased = try matches(#"case \.[^\n]{1,60}: \.\#(deed.rawValue)\b"#, in: code)
      #expect(direct + told + cased != [], "\(deed) writes no line of the activity record")
    }
  }
}
