import Canon

/// 竞争性论证意见: what a committee under the Tendering Law writes when too few valid bids are left. Its members sign it.
///
/// - Source: N1117 (13).
public struct CompetitionStatementFacts: PaperFacts {
  static let kind = PaperKind.competitionStatement

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// Valid bids, and how many the tender asks for.
  public var valid, minimum: Int
  public var argument: String
  /// Who words it for the committee: m1, …
  public var chair: String
  /// The committee's seats with their keys; none has signed yet when it is printed.
  public var members: [CommitteeSeat]

  public init(
    frame: PaperFrame, buyer: PaperParty, valid: Int, minimum: Int, argument: String, chair: String,
    members: [CommitteeSeat]
  ) {
    self.frame = frame
    self.buyer = buyer
    self.valid = valid
    self.minimum = minimum
    self.argument = argument
    self.chair = chair
    self.members = members
  }

  var body: [JSON.Member] {
    Documents.members([
      "buyer": buyer.json, "valid": JSON(valid), "minimum": JSON(minimum), "argument": .string(argument),
      "chair": .string(chair), "members": members.fact,
    ])
  }
}
