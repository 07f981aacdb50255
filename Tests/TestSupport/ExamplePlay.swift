/// A play of the end-to-end tests whose exchanges are the interface's examples. Each example is of one play.
public enum ExamplePlay: CaseIterable, Sendable {
  /// A tender that goes as usual: whatever no other play has.
  case usual
  /// One that is contested from its documents to its contract, with a committee that has much to write.
  case contested
  /// One in two parts under the Tendering Law, with draws and too few valid bids, whose result is sealed.
  case sealed
  /// A framework agreement, from its selection to a call-off.
  case framework

  /// The suite that plays it, as `scripts/test` finds it.
  public var suite: String {
    switch self {
    case .usual: "Bad input after the deadline"
    case .contested: "A contested tender"
    case .framework: "A framework agreement at the command line"
    case .sealed: "Two parts, a draw, a recovered bid and a sealed result"
    }
  }

  /// How its examples are made anew.
  public var renewal: String { "TENDER_RENEW_EXAMPLES=1 scripts/test '\(suite)' makes them" }

  /// Which of the exchanges of one operation is its example: the same whichever tests came before.
  public enum Choice: Sendable {
    case first, last
    /// The last whose target ends so.
    case target(String)
  }

  /// What a play has beside the examples that are nobody else's; nil where it has those.
  var own: [String: Choice]? {
    switch self {
    case .usual: nil
    case .contested:
      [
        // Remedies.
        "acceptComplaint": .first, "answerRemedy": .first, "decideComplaint": .first, "fileRemedy": .first,
        "listDue": .first, "listRemedies": .first, "showRemedy": .first, "withdrawRemedy": .first, "voidAward": .first,
        // The opening as a session.
        "attendOpening": .first, "objectAtOpening": .first, "answerObjection": .first, "showSession": .last,
        // How bidders stand.
        "importStandings": .first, "listStandings": .first, "showStandings": .first, "revokeStanding": .first,
        // Who judges.
        "requestRecusal": .first, "decideRecusal": .first, "listRecusals": .last, "excuseMember": .first,
        // What the committee writes beside its sheets.
        "askBidder": .first, "answerCommittee": .first, "findExplanation": .first, "listCommitteeQuestions": .last,
        "showSignals": .last, "showFlags": .first, "explainScore": .first, "changeScore": .first, "dissent": .first,
      ]
    case .framework:
      ["showFramework": .last, "draftFrameworkAgreement": .first, "removeAgency": .first, "callOff": .first]
    case .sealed:
      [
        "commitToDraw": .first, "revealToDraw": .first, "showDraws": .last, "returnSecurity": .first,
        "publishCandidates": .first, "fetchOwnResult": .first, "showVerification": .last, "argueCompetition": .first,
        "showCompetition": .last,
      ]
    }
  }

  /// The operations that it is said to have, by name.
  public var named: [String] { Array((own ?? Self.chosen).keys) }

  /// In the usual play the last, but where that would be large, or follow chance: which facts fell into one moment.
  private static let chosen: [String: Choice] = [
    "listBundle": .first, "openDataRecord": .first, "openDataRelease": .target("/releases/1.json"),
    "readBundleFile": .target("/evaluation/L1.json"), "openDataExtension": .target("/extension.json"),
  ]

  /// Which of its exchanges is an operation's example; nil when the example is another play's, or there is none.
  public func choice(for operation: String) -> Choice? {
    guard ExampleFile.without[operation] == nil else { return nil }
    if let own { return own[operation] }
    let isOthers = Self.allCases.contains { $0.own?[operation] != nil }
    return isOthers ? nil : Self.chosen[operation] ?? .last
  }
}

extension ExamplePlay.Choice {
  /// The one of exchanges in the order in which they passed.
  public func pick(of exchanges: [Exchange]) -> Exchange? {
    switch self {
    case .first: exchanges.first
    case .last: exchanges.last
    case .target(let end): exchanges.last { $0.target.hasSuffix(end) }
    }
  }
}
